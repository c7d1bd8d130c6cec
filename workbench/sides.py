"""The two sides of a comparison: files, folders, `REV:PATH` of a git repository, a regulation and its amendments, or
one regulation under two readings.

What a revision holds is written to a folder that is gone when the sides are left; paths in it are told as they were
asked for. Tells nothing itself: `workbench/cli/sides.py` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from dsl import model, names, nodes, record
from dsl.comparing.data import AmendmentStep, Side, side_of
from dsl.pipeline import Loaded, load, load_tree
from dsl.source import Source
from dsl.wordings import ALWAYS, with_readings
from workbench.standing import as_it_stands

Readings = Mapping[str, str]


@record.identical
class OpenedSide:
    """A side without errors. Its folders may be temporary: data must be read before the sides are left.

    name: what to call it: as the reader wrote it (`HEAD~1:regulations/ostersund`, `regulations/ostersund`)
    program: with the readings that were asked for in force
    folders: whose `data` go with it, as `workbench.cli.opening.Opened` has them; of a lone file its own folder, where
        data are there, and then that folder is `beside` too
    when: the day on which it is taken as it stands; None where every amendment is in force
    later: amendments that are left out though no day was asked for, since they enter into force after it
    steps: the amendments that make this side of the other one, where there are several, else empty
    renamed_paths: what to put instead of the start of a path when it is told: temporary folder -> `HEAD~1:`
    """

    name: str
    program: model.Program
    tree: nodes.Regulation
    sources: tuple[Source, ...]
    folders: tuple[str, ...]
    base_folder: Path
    side: Side
    when: date | None = None
    later: tuple[tuple[date, str], ...] = ()
    steps: tuple[AmendmentStep, ...] = ()
    renamed_paths: tuple[tuple[str, str], ...] = ()
    beside: str | None = None


@record.identical
class Unopened:
    """Why there are no sides: wrong use, in Swedish; or a regulation with errors."""

    text: str | None = None
    loaded: Loaded | None = None
    renamed_paths: tuple[tuple[str, str], ...] = ()


@contextmanager
def open_sides(
    old: str, new: str | None, readings: tuple[Readings, Readings] = ({}, {}), at: date | None = None
) -> Iterator[tuple[OpenedSide, OpenedSide] | Unopened]:
    """new None: a regulation before and after its amendments, or under two readings.

    readings: of each side, `tolkning` -> reading, instead of the one in force; with new None and the same for both, the
        old side follows those in force
    at: of the amendments in a folder, only those in force on this day; with two sides and no day, on the last day of
        the year that each computes
    """
    with ExitStack() as stack:
        yield _one(old, readings, at, stack) if new is None else _two(old, new, readings, at, stack)


def renamed(text: str, paths: tuple[tuple[str, str], ...]) -> str:
    """The text with temporary folders called as the reader knows them."""
    for folder, called in paths:
        text = text.replace(folder, called)
    return text


# -- one or two ----------------------------------------------------------------------------------


def _two(
    old: str, new: str, readings: tuple[Readings, Readings], at: date | None, stack: ExitStack
) -> tuple[OpenedSide, OpenedSide] | Unopened:
    found = [_found(text, stack) for text in (old, new)]
    sides: list[OpenedSide] = []
    for one in found:
        if isinstance(one, Unopened):
            return one
        loaded, when = as_it_stands(str(one.path), None, at)
        side = side_of(loaded)
        if side is None:
            return Unopened(None, loaded, one.renamed)
        opened = _opened(one, loaded, side, when)
        if when != at:
            later = [amendment for amendment in load(one.path).amended if amendment not in loaded.amended]
            opened = attrs.evolve(opened, later=tuple(later))
        sides.append(opened)
    before, after = sides
    unknown = _unknown(readings, (before, after))
    if unknown is not None:
        return Unopened(unknown)
    if not any(readings) and len(after.side.loaded.amended) > 1 and not isinstance(found[1], Unopened):
        from dsl.comparing.amendments import amendment_steps

        amended = amendment_steps(found[1].path, after.side.loaded, after.when)
        if amended is not None and amended.base.tree == before.tree:
            after = attrs.evolve(after, steps=amended.steps)
    return _read(before, readings[0]), _read(after, readings[1])


def _one(
    text: str, readings: tuple[Readings, Readings], at: date | None, stack: ExitStack
) -> tuple[OpenedSide, OpenedSide] | Unopened:
    found = _found(text, stack)
    if isinstance(found, Unopened):
        return found
    loaded = load(found.path, at)
    side = side_of(loaded)
    if side is None:
        return Unopened(None, loaded, found.renamed)
    whole = _opened(found, loaded, side, at)
    if any(readings):
        unknown = _unknown(readings, (whole, whole))
        if unknown is not None:
            return Unopened(unknown)
        old = {} if readings[0] == readings[1] else readings[0]
        return _called(_read(whole, old), old), _called(_read(whole, readings[1]), readings[1])
    from dsl.comparing.amendments import amendment_steps

    amended = amendment_steps(found.path, loaded, at)
    if amended is None:
        if at is not None and load(found.path).amended:
            return Unopened(f"{text} har inga ändringar som gäller {at}. Välj ett senare år eller datum.")
        such = "" if found.renamed else f", till exempel HEAD~1:{text}"
        return Unopened(
            f"{text} har inga ändringar att jämföra med. Ange också den version som det ska jämföras med{such}, "
            "eller en läsning med --ny-läsning."
        )
    base = attrs.evolve(
        whole,
        name=renamed(os.path.normpath(amended.base.tree.span.file), found.renamed),
        program=amended.base.program,
        tree=amended.base.tree,
        folders=whole.folders[:1],
        side=amended.base,
    )
    return base, attrs.evolve(whole, steps=amended.steps if len(amended.steps) > 1 else ())


def _opened(found: _Found, loaded: Loaded, side: Side, when: date | None) -> OpenedSide:
    # Whoever compares two files expects the data that stand beside them to be there.
    own = Path(side.program.files[0]).parent
    beside = None if loaded.folders or not (own / "data").is_dir() else str(own)
    return OpenedSide(
        found.name,
        side.program,
        side.tree,
        loaded.sources,
        loaded.folders if beside is None else (beside,),
        own,
        side,
        when,
        renamed_paths=found.renamed,
        beside=beside,
    )


# -- readings ------------------------------------------------------------------------------------


def _unknown(readings: tuple[Readings, Readings], sides: tuple[OpenedSide, OpenedSide]) -> str | None:
    """What is wrong with a reading. One that is asked for on both sides need only be there on one."""
    for wanted, side in zip(readings, sides, strict=True):
        for question, reading in sorted(wanted.items()):
            there = [side] if readings[0].get(question) != readings[1].get(question) else list(sides)
            known = {one.name: one.readings for each in there for one in each.program.interpretations}
            if question not in known:
                near = names.nearest(question, known)
                return f"ingen tolkning heter ”{question}” i {side.name}.{_meant(near)}"
            if not any(_has(each, question, reading) for each in there):
                listed = ", ".join(f"”{one}”" for one in known[question])
                return f"tolkningen {question} har ingen läsning ”{reading}”. Den har {listed}."
    return None


def _has(side: OpenedSide, question: str, reading: str) -> bool:
    return any(one.name == question and reading in one.readings for one in side.program.interpretations)


def _meant(near: tuple[str, ...]) -> str:
    return f" Menade du {' eller '.join(near)}?" if near else " Se vilka som finns med: regelverk tolkningar"


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


@record.identical
class _Found:
    """name: as written; path: what to load; renamed: as in OpenedSide."""

    name: str
    path: Path
    renamed: tuple[tuple[str, str], ...] = ()


def _found(text: str, stack: ExitStack) -> _Found | Unopened:
    """A file or folder that is there comes before a revision, so that a file may have a colon in its name."""
    if os.path.lexists(text):
        return _Found(text, Path(text))
    revision, colon, path = text.partition(":")
    if not colon:
        return Unopened(f"{text} finns inte. Ange en regelfil, en mapp, eller en version i git: HEAD~1:{text}")
    # git is for revisions only: it takes longer to bring in than to read a file.
    from workbench.revisions import written

    found = written(revision, path, stack)
    return Unopened(found) if isinstance(found, str) else _Found(text, *found)
