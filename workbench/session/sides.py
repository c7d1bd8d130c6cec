"""The two sides of a comparison: files, folders, `REV:PATH` of a git repository, a regulation and its amendments, or
one regulation under two readings.

What a revision holds is written to a folder that is gone when the sides are left; paths in it are told as they were
asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from dsl import model, names, nodes
from dsl.comparing.data import AmendmentStep, Side, side_of
from dsl.frozen import identical
from dsl.pipeline import Loaded, load, load_tree
from dsl.source import Source
from dsl.text.files import NOTHING_LAID, Overlay, is_file, is_folder
from dsl.years.wordings import ALWAYS, with_readings
from workbench.session.answers import (
    Answer,
    Faulty,
    NoAmendments,
    NotInGit,
    NotThere,
    Refusal,
    UnknownQuestion,
    UnknownReading,
)
from workbench.session.remarks import GoesNotWith, LeftOut, Paths, Remark

if TYPE_CHECKING:
    from dsl.comparing.amendments import Family, Written

Readings = Mapping[str, str]


@identical
class OpenedSide:
    """A side without errors. Its folders may be temporary: data must be read before the sides are left.

    name: what to call it: as the reader wrote it (`HEAD~1:regulations/ostersund`, `regulations/ostersund`)
    program: with the readings that were asked for in force
    folders: whose `data` go with it, as `Opened` has them; of a lone file its own folder, where data are there, and
        then that folder is `beside` too
    when: the day on which it is taken as it stands; None where every amendment is in force
    year: the year that it computes where no other is asked for; None where it says none
    laid: the amendments in it, in order: those decided that stand beside the regulation, and those asked for
    later: amendments that are left out though no day was asked for, since they enter into force after it
    against: decided amendments that are left out since they cannot be in force together with what was asked for
    steps: the amendments that make this side of the other one, where there are several, else empty
    renamed_paths: what to put instead of the start of a path when it is told: temporary folder -> `HEAD~1:`
    overlay: what lies over the files on the disk, its data too; over those of a revision nothing does
    """

    name: str
    program: model.Program
    tree: nodes.Regulation
    sources: tuple[Source, ...]
    folders: tuple[str, ...]
    side: Side
    when: date | None = None
    year: int | None = None
    laid: tuple[tuple[date, str], ...] = ()
    later: tuple[tuple[date, str], ...] = ()
    against: tuple[tuple[date, str], ...] = ()
    steps: tuple[AmendmentStep, ...] = ()
    renamed_paths: Paths = ()
    beside: str | None = None
    overlay: Overlay = NOTHING_LAID
    asked: _Asked | None = None


@contextmanager
def open_sides(
    old: str,
    new: str | None,
    readings: tuple[Readings, Readings] = ({}, {}),
    at: date | None = None,
    overlay: Overlay = NOTHING_LAID,
) -> Iterator[Answer[tuple[OpenedSide, OpenedSide]]]:
    """Open the two versions that are to be compared; or say why one cannot be opened.

    new None: a regulation before and after its amendments, or under two readings.

    readings: of each side, `tolkning` -> reading, instead of the one in force; with new None and the same for both, the
        old side follows those in force
    at: of the amendments in a folder, only those in force on this day; with no day, on the last day of the year that
        each computes. That of a proposal (an amendment, or a folder before and after its amendments) is not before it
        is in force
    overlay: texts and data laid over the files on the disk
    """
    with ExitStack() as stack:
        found = [_found(text, stack, overlay) for text in (old, *([] if new is None else [new]))]
        refused = next((one for one in found if not isinstance(one, _Found)), None)
        there = tuple(one for one in found if isinstance(one, _Found))
        sides = _sides(_Asked(there, readings), at) if refused is None else refused
        yield Answer(sides, () if isinstance(sides, Refusal) else tuple(_left_out(sides)))


def reopened(sides: tuple[OpenedSide, OpenedSide], at: date) -> tuple[OpenedSide, OpenedSide] | None:
    """The same two as they stand on another day; None where they cannot be opened then."""
    assert sides[1].asked is not None
    found = _sides(sides[1].asked, at)
    return None if isinstance(found, Refusal) else found


def _left_out(sides: tuple[OpenedSide, OpenedSide]) -> Iterator[Remark]:
    """The amendments that are not in what is compared."""
    for entry, title in dict.fromkeys(later for side in sides for later in side.later):
        yield LeftOut(title, entry)
    for entry, title in dict.fromkeys(one for side in sides for one in side.against):
        yield GoesNotWith(title, entry, tuple(side.name for side in sides if (entry, title) in side.against))


def renamed(text: str, paths: Paths) -> str:
    """The text with temporary folders called as the reader knows them."""
    for folder, called in paths:
        text = text.replace(folder, called)
    return text


# -- one or two ----------------------------------------------------------------------------------


@identical
class _Asked:
    """What was asked for: one or two of them, and the readings of each side."""

    found: tuple[_Found, ...]
    readings: tuple[Readings, Readings]


def _sides(asked: _Asked, at: date | None) -> tuple[OpenedSide, OpenedSide] | Refusal:
    made = _one(asked, at) if len(asked.found) == 1 else _two(asked, at)
    if isinstance(made, Refusal):
        return made
    return made[0], attrs.evolve(made[1], asked=asked)


def _two(asked: _Asked, at: date | None) -> tuple[OpenedSide, OpenedSide] | Refusal:
    found, readings = asked.found, asked.readings
    whole = [load(one.path, overlay=one.overlay) for one in found]
    for one, loaded in zip(found, whole, strict=True):
        if loaded.program is None:
            return _faulty(loaded, one)
    families = [_family(one) for one in found]
    years = [_year(loaded, family.chained) for loaded, family in zip(whole, families, strict=True)]
    if any(family.chained for family in families):
        # What is only proposed is compared with what is in force when it would be.
        years = [max((year for year in years if year is not None), default=None)] * 2
    sides: list[OpenedSide] = []
    for number, one in enumerate(found):
        when = at if at is not None else _end_of(years[number]) if _is_dated(whole, families) else None
        opened = _side(one, when, families[number], families[1 - number], later=at is None)
        if isinstance(opened, Faulty):
            return opened
        sides.append(attrs.evolve(opened, year=years[number]))
    before, after = sides
    unknown = _unknown(readings, (before, after))
    if unknown is not None:
        return unknown
    if not any(readings) and len(after.side.loaded.amended) > 1:
        from dsl.comparing.amendments import amendment_steps

        under = _decided(families[1], families[0], after.when)
        amended = amendment_steps(found[1].path, after.side.loaded, after.when, under, found[1].overlay)
        if amended is not None and len(amended.steps) > 1 and amended.base.tree == before.tree:
            after = attrs.evolve(after, steps=amended.steps)
    return _read(before, readings[0]), _read(after, readings[1])


def _one(asked: _Asked, at: date | None) -> tuple[OpenedSide, OpenedSide] | Refusal:
    (found,) = asked.found
    readings = asked.readings
    loaded = load(found.path, overlay=found.overlay)
    if loaded.program is None:
        return _faulty(loaded, found)
    family = _family(found)
    year = _year(loaded, bool(family.opened) and not any(readings))
    when = at if at is not None else _end_of(year) if family.opened else None
    whole = _side(found, when, family, None, later=at is None)
    if isinstance(whole, Faulty):
        return whole
    whole = attrs.evolve(whole, year=year)
    if any(readings):
        unknown = _unknown(readings, (whole, whole))
        if unknown is not None:
            return unknown
        old = {} if readings[0] == readings[1] else readings[0]
        return _called(_read(whole, old), old), _called(_read(whole, readings[1]), readings[1])
    from dsl.comparing.amendments import amendment_steps

    amended = amendment_steps(found.path, whole.side.loaded, when, _decided(family, None, when), found.overlay)
    if amended is None:
        return NoAmendments(found.name, at if loaded.amended else None, bool(found.renamed))
    base = attrs.evolve(
        whole,
        name=renamed(os.path.normpath(amended.base.tree.span.file), found.renamed),
        program=amended.base.program,
        tree=amended.base.tree,
        folders=whole.folders[:1],
        side=amended.base,
        laid=tuple((day, title) for day, title in whole.laid if (day, title) not in loaded.amended),
    )
    return base, attrs.evolve(whole, steps=amended.steps if len(amended.steps) > 1 else ())


# -- when, and what is decided -------------------------------------------------------------------


def _family(found: _Found) -> Family:
    """Of what has been loaded without errors. Imported here, since most that is compared has no amendments."""
    from dsl.comparing.amendments import family_of

    return family_of(found.path, overlay=found.overlay)


def _faulty(loaded: Loaded, found: _Found) -> Faulty:
    return Faulty(loaded.problems, loaded.tree, loaded.sources, found.renamed)


def _is_dated(whole: Sequence[Loaded], families: Sequence[Family]) -> bool:
    """Whether it matters on which day they are taken."""
    return any(loaded.amended for loaded in whole) or any(family.beside for family in families)


def _year(loaded: Loaded, proposed: bool) -> int | None:
    """The year that is computed; of a proposal not before it is in force."""
    assert loaded.program is not None
    own = loaded.program.calculation_year
    if own is None or not proposed:
        return own
    return max(own, *(entry.year for entry, _ in loaded.amended))


def _end_of(year: int | None) -> date | None:
    return None if year is None else date(year, 12, 31)


def _decided(family: Family, other: Family | None, when: date | None) -> tuple[Written, ...]:
    """The amendments beside the regulation that are in force on the day and can be with what is opened."""
    from dsl.comparing.amendments import goes_with

    # A decided amendment has to go with what is proposed on either side.
    proposals = [one for one in (family, other) if one is not None and one.chained]
    return tuple(one for one in _beside(family, other, when) if all(goes_with(each, one) for each in proposals))


def _beside(family: Family, other: Family | None, when: date | None) -> tuple[Written, ...]:
    """The amendments beside the regulation that are in force on the day, but for those that the other side is about."""
    from dsl.project.amending import entry

    if not family.chained and other is None:
        return ()
    # A proposal lies on what is decided, wherever that is opened; two proposals are one or the other.
    alternatives = other is not None and (other.chained or not family.chained)
    about = tuple(_called_by(one) for one in other.opened) if other is not None and alternatives else ()
    there = [one for one in family.beside if _called_by(one) not in about]
    return tuple(one for one in there if (day := entry(one.tree)) is not None and (when is None or day <= when))


def _called_by(one: Written) -> tuple[str, str]:
    """The same amendment in any revision."""
    return os.path.basename(one.file), one.tree.title


def _side(
    found: _Found, when: date | None, family: Family, other: Family | None, *, later: bool
) -> OpenedSide | Faulty:
    """later: nobody asked for the day, so what is left out for it is told."""
    from dsl.project.amending import entry

    loaded = load(found.path, when, found.overlay)
    under = _decided(family, other, when)
    if under:
        from dsl.comparing.amendments import laid_under

        loaded = attrs.evolve(laid_under(family, under, when), folders=loaded.folders)
    side = side_of(loaded)
    if side is None:
        return _faulty(loaded, found)
    opened = _opened(found, loaded, side, when)

    def told(some: Iterable[Written]) -> tuple[tuple[date, str], ...]:
        return tuple(sorted((day, one.tree.title) for one in some if (day := entry(one.tree)) is not None))

    every = [*(one for one in family.opened if not family.chained), *_decided(family, other, None)]
    left_out = [one for one in told(every) if when is not None and one[0] > when] if later else []
    against = [one for one in _beside(family, other, when) if one not in under]
    return attrs.evolve(opened, laid=loaded.amended, later=tuple(left_out), against=told(against))


def _opened(found: _Found, loaded: Loaded, side: Side, when: date | None) -> OpenedSide:
    # Whoever compares two files expects the data that stand beside them to be there.
    own = Path(side.program.files[0]).parent
    beside = None if loaded.folders or not is_folder(own / "data", found.overlay) else str(own)
    return OpenedSide(
        found.name,
        side.program,
        side.tree,
        loaded.sources,
        loaded.folders if beside is None else (beside,),
        side,
        when,
        renamed_paths=found.renamed,
        beside=beside,
        overlay=found.overlay,
    )


# -- readings ------------------------------------------------------------------------------------


def _unknown(
    readings: tuple[Readings, Readings], sides: tuple[OpenedSide, OpenedSide]
) -> UnknownQuestion | UnknownReading | None:
    """What is wrong with a reading. One that is asked for on both sides need only be there on one."""
    for wanted, side in zip(readings, sides, strict=True):
        for question, reading in sorted(wanted.items()):
            there = [side] if readings[0].get(question) != readings[1].get(question) else list(sides)
            known = {one.name: one.readings for each in there for one in each.program.interpretations}
            if question not in known:
                return UnknownQuestion(question, side.name, names.nearest(question, known))
            if not any(_has(each, question, reading) for each in there):
                return UnknownReading(question, reading, tuple(known[question]))
    return None


def _has(side: OpenedSide, question: str, reading: str) -> bool:
    return any(one.name == question and reading in one.readings for one in side.program.interpretations)


def _read(side: OpenedSide, readings: Readings) -> OpenedSide:
    """The side with other readings in force, those that it has."""
    wanted = {
        one.name: readings[one.name]
        for one in side.program.interpretations
        if readings.get(one.name) in one.readings and readings[one.name] != one.in_force
    }
    if not wanted:
        return side
    items: tuple[Any, ...] = tuple(_with_readings(item, wanted) for item in side.tree.items)
    around = side.side.loaded.around
    before = ALWAYS if around is None else with_readings(around.before, readings)
    loaded = load_tree(side.side.loaded, attrs.evolve(side.tree, items=items), before=before)
    other = side_of(loaded)
    # What is wrong with a reading is wrong whichever is in force.
    assert other is not None
    return attrs.evolve(side, program=other.program, tree=other.tree, side=other)


def _with_readings(node: Any, wanted: Readings) -> Any:
    match node:
        case nodes.Section():
            return attrs.evolve(node, statements=tuple(_with_readings(one, wanted) for one in node.statements))
        case nodes.Interpretation() if node.name in wanted:
            return attrs.evolve(node, in_force=wanted[node.name])
        case _:
            return node


def _called(side: OpenedSide, readings: Readings) -> OpenedSide:
    """Told apart from the same regulation under other readings."""
    followed = [f"{one.name}: {one.in_force}" for one in side.program.interpretations if one.name in readings]
    return attrs.evolve(side, name=f"{side.name} ({', '.join(followed) or 'de läsningar som gäller'})")


# -- where it is ---------------------------------------------------------------------------------


@identical
class _Found:
    """name: as written; path: what to load; renamed, overlay: as in OpenedSide."""

    name: str
    path: Path
    renamed: Paths = ()
    overlay: Overlay = NOTHING_LAID


def _found(text: str, stack: ExitStack, overlay: Overlay) -> _Found | NotThere | NotInGit:
    """A file or folder that is there comes before a revision, so that a file may have a colon in its name."""
    if os.path.lexists(text) or is_file(text, overlay) or is_folder(text, overlay):
        return _Found(text, Path(text), overlay=overlay)
    revision, colon, path = text.partition(":")
    if not colon:
        return NotThere(text)
    # git is for revisions only: it takes longer to bring in than to read a file.
    from workbench.session.revisions import written

    found = written(revision, path, stack)
    return NotInGit(found) if isinstance(found, str) else _Found(text, *found, overlay)
