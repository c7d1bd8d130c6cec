"""From the files that belong together to one regulation: its amendments laid over it, and what it uses from others.

An amendment names what it changes, which may itself be an amendment; `använder` lends units, roles, inputs and concepts
of another regulation, and those that it in turn uses. Knows which files go together; not how they are read.
"""

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence

import attrs

from dsl import nodes
from dsl.problems import Problem
from dsl.problems.amendments import TooEarly
from dsl.problems.files import OtherBase, OtherFile
from dsl.project.amending import ENTRY, apply, entry
from dsl.project.files import Project, Read

_Declarations = nodes.Units | nodes.Roles | nodes.Inputs | nodes.Concepts


@attrs.frozen(eq=False)
class Composed:
    """A regulation put together with its amendments and with what it borrows.

    tree: as it would be written in one file, with `använder` as it stands; None where what is changed is not there.

    whole: the same with all that is borrowed; borrowed: the files it comes from
    folders: that the regulation and its amendments stand in, the regulation's own first
    amended: the amendments, the day on which each enters into force and its title, in that order
    """

    tree: nodes.Regulation | None
    whole: nodes.Regulation | None
    borrowed: frozenset[str]
    folders: tuple[str, ...]
    amended: tuple[tuple[datetime.date, str], ...]
    problems: tuple[Problem, ...]


def compose(project: Project, opened: Read, at: datetime.date | None = None) -> Composed:
    """A regulation, or an amendment over what it changes. at: of the amendments only those in force on this day."""
    work = _Work(project)
    return work.composed(_in_force(work.chain(opened), at))


def compose_folder(
    project: Project, regulation: Read, amendments: Sequence[Read], at: datetime.date | None
) -> Composed:
    """A regulation and, of the amendments beside it, those in force on a day; all of them where there is none."""
    work = _Work(project)
    for tree in _trees(amendments):
        base = project.other(tree.base, tree.span)
        if isinstance(base, OtherFile):
            work.problems.append(base)
        elif base is not regulation and base not in amendments:
            work.problems.append(OtherBase(tree.span, tree.base, regulation.file))
    return work.composed((regulation, *_in_force(tuple(amendments), at)))


def last(project: Project, amendments: Sequence[Read]) -> tuple[Read, ...]:
    """Those of the files that none of the others changes."""
    bases = [project.other(tree.base, tree.span) for tree in _trees(amendments)]
    return tuple(read for read in amendments if read not in bases)


def _in_force(files: tuple[Read, ...], at: datetime.date | None) -> tuple[Read, ...]:
    """Without the amendments that are not in force on the day. Those that do not say from when are told, whatever it
    is."""
    if at is None:
        return files
    days = ((read, entry(read.tree) if isinstance(read.tree, nodes.Amendment) else None) for read in files)
    return tuple(read for read, day in days if day is None or day <= at)


def _trees(files: Iterable[Read]) -> tuple[nodes.Amendment, ...]:
    """Those of the files that are amendments, as they were written."""
    return tuple(read.tree for read in files if isinstance(read.tree, nodes.Amendment))


@attrs.define(eq=False)
class _Work:
    """lent: files whose declarations have been borrowed already, so that a file used twice lends once."""

    project: Project
    problems: list[Problem] = attrs.field(factory=list)
    lent: list[Read] = attrs.field(factory=list)

    def composed(self, files: tuple[Read, ...]) -> Composed:
        tree = self._applied(files)
        folders = tuple(dict.fromkeys(os.path.dirname(read.file) for read in files))
        if tree is None:
            return Composed(None, None, frozenset(), folders, (), tuple(self.problems))
        borrowed = tuple(self._borrowed(tree, files))
        own = tuple(item for item in tree.items if not isinstance(item, nodes.Uses))
        whole = attrs.evolve(tree, items=(*borrowed, *own))
        lenders = frozenset(read.file for read in self.lent)
        dated = ((entry(one), one.title) for one in _trees(files))
        amended = sorted((day, title) for day, title in dated if day is not None)
        return Composed(tree, whole, lenders, folders, tuple(amended), tuple(self.problems))

    def chain(self, opened: Read) -> tuple[Read, ...]:
        """The file and those it changes, the regulation first. Without what cannot be read, which is told."""
        files = [opened]
        while isinstance(tree := files[-1].tree, nodes.Amendment):
            base = self.project.other(tree.base, tree.span)
            if not isinstance(base, OtherFile) and base in files:
                base = OtherFile(tree.span, tree.base, "cycle", self.project.folder or "")
            if isinstance(base, OtherFile):
                self.problems.append(base)
                break
            self._follows(tree, base)
            files.append(base)
        return tuple(reversed(files))

    def _follows(self, amendment: nodes.Amendment, base: Read) -> None:
        """Tells when an amendment enters into force before the one that it changes."""
        if not isinstance(base.tree, nodes.Amendment):
            return
        day, base_day = entry(amendment), entry(base.tree)
        if day is not None and base_day is not None and day < base_day:
            mine, theirs = (next(line for line in one.header if line.key == ENTRY) for one in (amendment, base.tree))
            self.problems.append(TooEarly(mine.span, day, base.tree.title, base_day, theirs.span))

    def _applied(self, files: tuple[Read, ...]) -> nodes.Regulation | None:
        """The first of the files with the others laid over it."""
        base = files[0].tree
        if not isinstance(base, nodes.Regulation):
            return None
        tree, problems = apply(base, _trees(files))
        self.problems.extend(problems)
        return tree

    def _borrowed(self, regulation: nodes.Regulation, opened: tuple[Read, ...]) -> Iterator[_Declarations]:
        """What the other files lend. opened: the files that are being read, which may not lend to themselves."""
        for item in regulation.items:
            if not isinstance(item, nodes.Uses):
                continue
            lender = self.project.other(item.file, item.span)
            if not isinstance(lender, OtherFile) and lender in opened:
                lender = OtherFile(item.span, item.file, "cycle", self.project.folder or "")
            if isinstance(lender, OtherFile):
                self.problems.append(lender)
            elif lender not in self.lent:
                self.lent.append(lender)
                files = self.chain(lender)
                tree = self._applied(files)
                if tree is not None:
                    yield from self._borrowed(tree, (*opened, *files))
                    yield from (one for one in tree.items if isinstance(one, _Declarations))
