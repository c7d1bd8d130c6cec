"""The way of a rule file, on one screen: bytes → text → what was written → what it means → checked.

Amendments and what is borrowed from other files are put in their places in between (`composing`). Every stage gives
what it could make and the problems it met; all are told in one run. Reads the files of the project and nothing else.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model, nodes, parsing, resolving, slips
from dsl.checking import checks
from dsl.frozen import field, identical
from dsl.problems import Problem
from dsl.problems.amendments import EarlierWording
from dsl.problems.files import OtherFile, RuleFiles
from dsl.problems.names import UnknownName
from dsl.project.files import MOST_FILES, RULE_SUFFIX, Project, Read, project_folder, read_bytes, rule_files
from dsl.source import Source, Span
from dsl.text.files import NOTHING_LAID, Overlay, is_folder, over, within
from dsl.years import wordings

if TYPE_CHECKING:
    from dsl.project.composing import Composed


@identical
class Loaded:
    """A regulation as it was read and checked, with all that is wrong with it.

    tree: what was written, as far as it could be read, with all amendments in their places.

    program: None when any problem is an error
    problems: sorted by place
    folders: whose data go with the regulation, its own first and those of amendments after; empty for a lone file
    amended: the amendments in it, the day on which each enters into force and its title, in that order
    partial: as much of the program as could be made, for whoever reads while somebody writes: what has an error is not
        in it, and what depends on that may be odd, so nothing is calculated with it. The program itself where there is
        one; None where there is no tree
    around: what else the tree was read with; None where there is no tree
    """

    sources: tuple[Source, ...]
    tree: nodes.Regulation | None
    program: model.Program | None
    problems: tuple[Problem, ...]
    folders: tuple[str, ...] = ()
    amended: tuple[tuple[datetime.date, str], ...] = ()
    partial: model.Program | None = field(default=None, repr=False)
    around: Around | None = field(default=None, repr=False)


@identical
class Around:
    """What a tree needs besides itself to mean something.

    lent: blocks borrowed from other files, and lenders: those files, where they need not be used
    elsewhere: the sections of other regulations, each read once
    before: how the regulation read before it read as the tree does
    """

    lent: tuple[nodes.Block, ...]
    lenders: frozenset[str]
    elsewhere: Callable[[str, Span], tuple[model.SectionRef, ...] | None]
    before: wordings.Before


def load(path: Path, at: datetime.date | None = None, overlay: Overlay = NOTHING_LAID) -> Loaded:
    """A rule file; an amendment with what it changes; or a folder with one regulation and any number of amendments.

    at: of the amendments in a folder, only those in force on this day. A file that is named is always in force.
    overlay: texts that are read instead of what the disk has, of any file of the project: the one that is opened, what
        it changes, what it borrows from and refers to
    """
    return _with_causes(_load(path, at, overlay), lambda texts: _load(path, at, over(overlay, texts)))


def _load(path: Path, at: datetime.date | None, overlay: Overlay) -> Loaded:
    try:
        found = rule_files(path, overlay)
        project = Project(project_folder(str(found[0] if found else path)), overlay)
        if len(found) > MOST_FILES:
            whole = Span(str(path), 0, 0, 0, 0)
            return Loaded((), None, None, (OtherFile(whole, str(path), "many", project.folder or ""),))
        files = tuple(project.open(str(file)) for file in found)
    except (OSError, ValueError):
        return _which(path, None, overlay)
    if len(files) == 1:
        return _file(project, files[0], (str(path),) if is_folder(path, overlay) else (), at)
    return _folder(project, path, files, at)


def load_with(
    regulation: str, amendments: Sequence[str], at: datetime.date | None, overlay: Overlay = NOTHING_LAID
) -> Loaded:
    """A regulation with these of its amendments, whatever the day. All can be read; at: the day that it is read for."""
    from dsl.project.composing import compose_folder

    project = Project(project_folder(regulation), overlay)
    base, files = project.open(regulation), [project.open(file) for file in amendments]
    whole = compose_folder(project, base, files, None)
    return _composed(project, whole, at, lambda day: compose_folder(project, base, files, day))


def load_source(file: str, data: bytes) -> Loaded:
    """A rule file by its bytes, which may name no other file. file: its name, as problems give it."""
    return _with_causes(_load_source(file, data), lambda texts: _load_source(file, texts[file].encode()))


def _load_source(file: str, data: bytes) -> Loaded:
    project = Project(None)
    project.files[file] = read_bytes(file, data)
    return _file(project, project.files[file], (), None)


def with_every_decision(loaded: Loaded) -> Loaded:
    """A regulation with all that its norms can decide, though nothing asks for it: what its examples can show, and what
    a changed norm changes. As it is, where it has errors or would have."""
    if loaded.program is None or loaded.tree is None:
        return loaded
    found = load_tree(loaded, loaded.tree, every=True)
    return loaded if found.program is None else found


def load_tree(
    loaded: Loaded,
    tree: nodes.Regulation,
    *,
    check: bool = True,
    every: bool = False,
    before: wordings.Before | None = None,
) -> Loaded:
    """A regulation that was loaded, with another tree in the place of its own: resolved and checked like it.

    The tree need not have been written anywhere: a part replaced, or some of the changes of an amendment. What it
    borrows from other files is what the loaded one borrows. problems: of what the tree means, not how it is written.
    check: whether the checks of the whole program are made, where what it means has no errors
    every: as in `resolving.resolve`
    before: how the regulation read in earlier years; None: as the loaded one did
    """
    around = loaded.around
    assert around is not None
    before = around.before if before is None else before
    own = tuple(item for item in tree.items if not isinstance(item, nodes.Uses))
    whole = attrs.evolve(tree, items=(*around.lent, *own)) if around.lent or len(own) < len(tree.items) else tree
    program, unclear = resolving.resolve(whole, around.elsewhere, every=every, amended=before.first is not None)
    program = wordings.with_wordings(program, before)
    problems: tuple[Problem, ...] = unclear
    if check:
        checked = _lent_apart(checks.check(program), around.lenders)
        problems = (*unclear, *(checked if not _errors(unclear) else _certain(checked)))
    meant = None if _errors(problems) else program
    there = around if before is around.before else attrs.evolve(around, before=before)
    return attrs.evolve(loaded, tree=tree, program=meant, problems=_sorted(problems), partial=program, around=there)


def in_earlier_years(
    loaded: Loaded, changed: Callable[[nodes.Regulation], nodes.Regulation]
) -> tuple[wordings.Before, tuple[Problem, ...]]:
    """How the regulation would have read in earlier years, had its text been changed then too; and what is wrong with
    that. changed: a tree with the change, or the same where there is nothing to change."""
    around = loaded.around
    assert around is not None
    earlier: tuple[model.Wording, ...] = ()
    problems: tuple[Problem, ...] = ()
    for one in around.before.earlier:
        tree = changed(one.program.regulation)
        program = one.program
        if tree is not program.regulation:
            program, unclear = resolving.resolve(tree, around.elsewhere, amended=one.first is not None)
            problems = (*problems, *unclear)
        earlier = (*earlier, model.Wording(one.first, program))
    return wordings.Before(earlier, around.before.first), problems


def years_of(old: Loaded, new: Loaded) -> wordings.Before:
    """How what lies between two versions read in earlier years: as the new one did, where that was amended."""
    after = wordings.ALWAYS if new.around is None else new.around.before
    return after if after.first is not None or old.around is None else old.around.before


# -- which files ---------------------------------------------------------------------------------


def _file(project: Project, read: Read, folders: tuple[str, ...], at: datetime.date | None) -> Loaded:
    tree = read.tree
    if tree is None:
        return _unread(project)
    if isinstance(tree, nodes.Regulation) and not any(isinstance(item, nodes.Uses) for item in tree.items):
        return attrs.evolve(_meant(project, tree, tree), folders=folders)
    from dsl.project.composing import compose

    loaded = _composed(project, compose(project, read), at, lambda day: compose(project, read, day))
    return loaded if isinstance(tree, nodes.Amendment) else attrs.evolve(loaded, folders=folders)


def _folder(project: Project, path: Path, files: tuple[Read, ...], at: datetime.date | None) -> Loaded:
    """One regulation and its amendments, or amendments of one elsewhere."""
    regulations = [read for read in files if isinstance(read.tree, nodes.Regulation)]
    amendments = [read for read in files if isinstance(read.tree, nodes.Amendment)]
    if len(regulations) > 1 or not files:
        return _which(path, files, project.overlay)
    if len(regulations) + len(amendments) < len(files):
        return _unread(project)
    from dsl.project.composing import compose_folder, last

    if regulations:

        def composed(day: datetime.date | None) -> Composed:
            return compose_folder(project, regulations[0], amendments, day)

        return _composed(project, composed(at), at, composed)
    ends = last(project, amendments)
    return _file(project, ends[0], (), at) if len(ends) == 1 else _which(path, files, project.overlay)


def _which(path: Path, files: Sequence[Read] | None, overlay: Overlay) -> Loaded:
    """It is not clear which file is meant. files: None where none can be read."""
    names = None if files is None else tuple(os.path.basename(read.file) for read in files)
    there = within(path, overlay=overlay) if names is not None and not names else ()
    below = tuple(str(one) for one in there if within(one, RULE_SUFFIX, overlay))
    return Loaded((), None, None, (RuleFiles(Span(str(path), 0, 0, 0, 0), str(path), names, below),))


# -- what they mean ------------------------------------------------------------------------------


def _unread(project: Project, found: tuple[Problem, ...] = ()) -> Loaded:
    return Loaded(project.sources, None, None, _sorted((*project.problems, *found)))


def _composed(
    project: Project, composed: Composed, at: datetime.date | None, on: Callable[[datetime.date], Composed]
) -> Loaded:
    """at: the day that it is read for, None: for all years. on: the regulation as it is composed for a day."""
    if composed.tree is None or composed.whole is None:
        return _unread(project, composed.problems)
    wrong: list[Problem] = []
    broken: list[EarlierWording] = []

    def read(year: int, before: wordings.Before) -> model.Program | None:
        then = on(datetime.date(max(year, datetime.MINYEAR), 12, 31))
        assert then.tree is not None
        assert then.whole is not None
        found = _meant(project, then.tree, then.whole, then.problems, then.borrowed, before)
        if found.program is None:
            wrong.extend(problem for problem in found.problems if severity(problem) == "fel")
            broken.append(
                EarlierWording(then.tree.span, before.first, tuple(title for _, title in then.amended), "fel")
            )
        return found.program

    years = {day.year for day, _ in composed.amended}
    before = wordings.before_of(years, None if at is None else at.year, read)
    loaded = _meant(project, composed.tree, composed.whole, composed.problems, composed.borrowed, before)
    # Where it reads wrong now too, the one may just be the other.
    if loaded.program is not None and broken:
        if wordings.looks_before(loaded.program, before.first):
            problems: tuple[Problem, ...] = (*loaded.problems, *wrong, *broken)
            loaded = attrs.evolve(loaded, program=None, problems=_sorted(tuple(dict.fromkeys(problems))))
        else:
            told = tuple(attrs.evolve(one, severity="varning") for one in broken)
            loaded = load_tree(loaded, composed.tree, before=wordings.ALWAYS)
            loaded = attrs.evolve(loaded, problems=_sorted((*loaded.problems, *told)))
    return attrs.evolve(loaded, folders=composed.folders, amended=composed.amended)


def _meant(
    project: Project,
    tree: nodes.Regulation,
    whole: nodes.Regulation,
    found: tuple[Problem, ...] = (),
    borrowed: frozenset[str] = frozenset(),
    before: wordings.Before = wordings.ALWAYS,
) -> Loaded:
    """whole: the tree with what is borrowed; borrowed: the files it is from, where it need not be used. before: how it
    read in earlier years."""
    problems: tuple[Problem, ...] = (*project.problems, *found)
    elsewhere = _elsewhere(project)
    program, unclear = resolving.resolve(whole, elsewhere, amended=before.first is not None)
    program = wordings.with_wordings(program, before)
    problems = (*problems, *_own(unclear, problems, None if _errors(found) else _lost(project, whole)))
    checked = checks.check(program, (problem.span for problem in project.problems))
    checked = _lent_apart(checked, borrowed)
    problems = (*problems, *(checked if not _errors(problems) else _certain(checked)))
    own = sum(not isinstance(item, nodes.Uses) for item in tree.items)
    lent = whole.items[: len(whole.items) - own] if whole is not tree else ()
    meant = None if _errors(problems) else program
    around = Around(lent, borrowed, elsewhere, before)
    return Loaded(project.sources, tree, meant, _sorted(problems), partial=program, around=around)


def _lent_apart(checked: Iterable[Problem], lenders: frozenset[str]) -> tuple[Problem, ...]:
    """Without the warnings about what is borrowed."""
    return tuple(one for one in checked if severity(one) == "fel" or one.span.file not in lenders)


def _elsewhere(project: Project) -> Callable[[str, Span], tuple[model.SectionRef, ...] | None]:
    """The sections of other regulations, read only to see that what is referred to is there."""
    looked = Project(project.folder, project.overlay)

    def sections(file: str, span: Span) -> tuple[model.SectionRef, ...] | None:
        read = looked.other(file, span)
        tree = read.tree if isinstance(read, Read) else None
        return resolving.sections(tree) if isinstance(tree, nodes.Regulation) else None

    return sections


def severity(problem: Problem) -> str:
    """`fel` or `varning`."""
    return getattr(problem, "severity", "fel")


def _errors(problems: tuple[Problem, ...]) -> bool:
    return any(severity(problem) == "fel" for problem in problems)


def _own(found: tuple[Problem, ...], before: tuple[Problem, ...], lost: frozenset[str] | None) -> tuple[Problem, ...]:
    """Without what is missing only because a line could not be read. lost: as in `_lost`; None where unknown."""
    if not _errors(before):
        return found
    return tuple(one for one in found if not one.missing or (lost is not None and _sure(one, lost)))


def _sure(problem: Problem, lost: frozenset[str]) -> bool:
    """A name with no word that is anything like one of what was lost is unknown whatever was said there."""
    if not isinstance(problem, UnknownName) or problem.what != "name":
        return False
    own = _stems(problem.name)
    return bool(own) and own.isdisjoint(lost)


def _lost(project: Project, whole: nodes.Regulation) -> frozenset[str] | None:
    """The stems of all words on the lines that could not be read and below them; None where a file that is used could
    not be read at all, so that nobody knows what it says."""
    read = {whole.span.file, *(item.span.file for item in whole.items)}
    texts = {source.file: source.text.splitlines() for source in project.sources}
    lost: set[str] = set()
    for problem in project.problems:
        if problem.span.file not in read:
            return None
        lines = texts.get(problem.span.file, [])[max(problem.span.line - 1, 0) :]
        lost |= _stems(" ".join((*lines[:1], *_below(lines))))
    return frozenset(lost)


def _below(lines: list[str]) -> Iterator[str]:
    """The lines that belong to the first one: those that are further in."""
    room = _indent(lines[0]) if lines else 0
    return takewhile(lambda line: not line.strip() or _indent(line) > room, lines[1:])


_STEM = 4


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d]+", text.casefold())}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _with_causes(loaded: Loaded, again: Callable[[Mapping[str, str]], Loaded]) -> Loaded:
    """With one error in the place of all those that a slip has caused. again: loaded with other texts, by file."""
    errors = _certain(loaded.problems)
    if not errors:
        return loaded
    words = parsing.language_words()
    found = slips.causes(loaded.sources, errors, words, lambda texts: _certain(again(texts).problems))
    others = (problem for problem in loaded.problems if severity(problem) != "fel")
    return attrs.evolve(loaded, problems=_sorted((*found, *others)))


def _certain(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Of the checks of a program that lacks the rules with errors: those that more rules would not settle."""
    return tuple(problem for problem in found if severity(problem) == "fel")


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.span.file, problem.span.line, problem.span.column, problem.code
