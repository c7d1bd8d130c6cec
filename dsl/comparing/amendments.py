"""A regulation and its amendments: the regulation as it is without them, each alone, and all in order; and those that
are decided besides, and lie under what is only proposed."""

import datetime
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from dsl import model, nodes
from dsl.comparing.data import AmendmentStep, Side, side_of
from dsl.comparing.standing import Hints, standing
from dsl.frozen import frozen, identical
from dsl.pipeline import Loaded, load_tree, load_with
from dsl.project.amending import apply, entry
from dsl.project.files import MOST_FILES, RULE_SUFFIX, Project, Read, project_folder, rule_files
from dsl.text.decoding import MAX_BYTES
from dsl.text.files import NOTHING_LAID, Overlay, read_file, within
from dsl.years.wordings import ALWAYS, Before, before_of, looks_before


@identical
class Amended:
    """A regulation and what its amendments make of it, one after another.

    base: the regulation without its amendments. steps: in the order in which they enter into force.
    """

    base: Side
    steps: tuple[AmendmentStep, ...]


@frozen
class Written:
    """An amendment that can be read. file: its name, as it was met."""

    file: str
    tree: nodes.Amendment


@identical
class Family:
    """The files of one regulation, and which of its amendments a path takes in.

    file, regulation: that the files are about; opened: the amendments that a path is opened with; beside: the others
    of the same regulation, that stand in its folder. chained: the path is of amendments, and not of the regulation.
    overlay: what lay over the files.
    """

    file: str
    regulation: nodes.Regulation
    opened: tuple[Written, ...]
    beside: tuple[Written, ...]
    chained: bool
    overlay: Overlay = NOTHING_LAID


def amendment_steps(
    path: Path,
    loaded: Loaded,
    at: datetime.date | None = None,
    under: Sequence[Written] = (),
    overlay: Overlay = NOTHING_LAID,
) -> Amended | None:
    """Of an amendment file, with those it builds on, or of a folder with a regulation and amendments.

    None where there are no amendments, where the regulation does not stand without them, or where anything is wrong.

    loaded: what `load(path, at, overlay)` gave, with what is laid under; under: amendments that lie under all steps
    """
    family = None if loaded.program is None else family_of(path, at, overlay)
    amendments = [] if family is None else [one.tree for one in family.opened]
    if not amendments or family is None:
        return None
    # In the order in which they are laid over each other.
    dated = sorted((day, position) for position, one in enumerate(amendments) if (day := entry(one)) is not None)
    ordered = [amendments[position] for _, position in dated]
    decided = [one.tree for one in under]
    regulation = family.regulation

    def load(steps: frozenset[int]) -> Loaded | None:
        """The regulation with these amendments, from when they are in force. Like `load(path, at)`: years in which it
        cannot be read are of no matter where nothing looks at them."""
        stepped = ((day, ordered[number]) for number, (day, _) in enumerate(dated) if number in steps)
        standing = ((day, one) for one in decided if (day := entry(one)) is not None)
        chosen = [(day.year, one) for day, one in (*standing, *stepped)]
        wrong = []

        def read(year: int, before: Before) -> model.Program | None:
            then = composed([one for entered, one in chosen if entered <= year], before)
            found = None if then is None else then.program
            if found is None:
                wrong.append(year)
            return found

        before = before_of({year for year, _ in chosen}, None if at is None else at.year, read)
        trees = [one for _, one in chosen]
        found = composed(trees, before)
        if not wrong or found is None or found.program is None:
            return found
        return None if looks_before(found.program, before.first) else composed(trees, ALWAYS)

    def composed(chosen: Sequence[nodes.Amendment], before: Before) -> Loaded | None:
        tree, wrong = apply(regulation, chosen)
        return None if wrong else load_tree(loaded, tree, before=before)

    base = load(frozenset())
    side = None if base is None else side_of(base)
    if side is None:
        return None
    return Amended(side, _steps([day for day, _ in dated], ordered, load))


def _steps(
    days: Sequence[datetime.date],
    amendments: Sequence[nodes.Amendment],
    load: Callable[[frozenset[int]], Loaded | None],
) -> tuple[AmendmentStep, ...]:
    def program(steps: frozenset[int]) -> model.Program | None:
        found = load(steps)
        return None if found is None else found.program

    count = len(amendments)
    found = standing(count, Hints(), range(count), program)
    steps: list[AmendmentStep] = []
    done: frozenset[int] = frozenset()
    position = {step: at for at, group in enumerate(found) for step in group.members}
    for group in found:
        done |= frozenset(group.members)
        so_far = group.alone if done == group.needs.union(group.members) else program(done)
        assert group.without is not None
        assert group.alone is not None
        title = ", ".join(amendments[step].title for step in group.members)
        needs = tuple(sorted({position[step] for step in group.needs}))
        steps.append(AmendmentStep(title, days[group.members[-1]], needs, group.without, group.alone, so_far))
    return tuple(steps)


# -- which files ---------------------------------------------------------------------------------


def family_of(path: Path, at: datetime.date | None = None, overlay: Overlay = NOTHING_LAID) -> Family:
    """The regulation and its amendments, as `load(path, at, overlay)` takes them; they have been loaded without
    errors."""
    found = rule_files(path, overlay)
    project = Project(project_folder(str(found[0])), overlay)
    files = [project.open(str(file)) for file in found]
    regulation = next((read for read in files if isinstance(read.tree, nodes.Regulation)), None)
    if regulation is not None:
        opened = [read for read in files if at is None or (day := _day(read)) is None or day <= at]
    else:
        opened = _chain(project, files)
        regulation = opened[-1]
    assert isinstance(regulation.tree, nodes.Regulation)
    known = {os.path.realpath(read.file) for read in (*files, *opened)}
    beside = _beside(project, regulation, known)
    return Family(
        regulation.file,
        regulation.tree,
        tuple(_written(opened)),
        tuple(_written(beside)),
        regulation not in files,
        overlay,
    )


def _chain(project: Project, files: Sequence[Read]) -> list[Read]:
    """The amendment that no other of the files changes, what it changes, and so on to the regulation."""
    trees = [read.tree for read in files if isinstance(read.tree, nodes.Amendment)]
    bases = [project.other(tree.base, tree.span) for tree in trees]
    chain = [next(read for read in files if read not in bases)]
    while isinstance(tree := chain[-1].tree, nodes.Amendment):
        base = project.other(tree.base, tree.span)
        assert isinstance(base, Read)
        chain.append(base)
    return chain


def _beside(project: Project, regulation: Read, known: Collection[str]) -> list[Read]:
    """The amendments of the regulation in its folder that are not among those known, each after what it changes."""
    there = []
    for file in sorted(within(Path(regulation.file).parent, RULE_SUFFIX, project.overlay)):
        new = os.path.realpath(file) not in known and len(project.files) < MOST_FILES
        if new and _speaks_of_amending(file, project.overlay):
            there.append(project.open(str(file)))
    found: list[Read] = []
    while more := [one for one in there if one not in found and _base(project, one) in (regulation, *found)]:
        found += more
    return found


def _speaks_of_amending(file: Path, overlay: Overlay) -> bool:
    """Whether it is worth reading: the word it begins with, however its first letter is encoded."""
    content = read_file(file, MAX_BYTES, overlay)
    return isinstance(content, bytes) and b"ndring av" in content


def _base(project: Project, read: Read) -> Read | None:
    base = project.other(read.tree.base, read.tree.span) if isinstance(read.tree, nodes.Amendment) else None
    return base if isinstance(base, Read) else None


def _written(files: Sequence[Read]) -> Iterator[Written]:
    for read in files:
        if isinstance(read.tree, nodes.Amendment):
            yield Written(read.file, read.tree)


def _day(read: Read) -> datetime.date | None:
    return entry(read.tree) if isinstance(read.tree, nodes.Amendment) else None


def goes_with(family: Family, one: Written) -> bool:
    """Whether an amendment can be in force together with those that are opened."""
    return not apply(family.regulation, [one.tree, *(each.tree for each in family.opened)])[1]


def laid_under(family: Family, under: Sequence[Written], at: datetime.date | None) -> Loaded:
    """What is opened, with more amendments of the same regulation among those it has."""
    return load_with(family.file, [one.file for one in (*under, *family.opened)], at, family.overlay)
