"""A regulation and its amendments: the regulation as it is without them, each alone, and all in order."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from dsl import model, nodes, record
from dsl.amending import apply, entry
from dsl.comparing.data import AmendmentStep, Side, side_of
from dsl.comparing.standing import Hints, standing
from dsl.pipeline import Loaded, load_tree
from dsl.project import Project, Read, project_folder
from dsl.wordings import Before, before_of


@record.identical
class Amended:
    """base: the regulation without its amendments. steps: in the order in which they enter into force."""

    base: Side
    steps: tuple[AmendmentStep, ...]


def amendment_steps(path: Path, loaded: Loaded, at: datetime.date | None = None) -> Amended | None:
    """Of an amendment file, with those it builds on, or of a folder with a regulation and amendments.

    None where there are no amendments, where the regulation does not stand without them, or where anything is wrong.

    loaded: what `load(path, at)` gave
    """
    files = () if loaded.program is None else _files(path, at)
    trees = [read.tree for read in files]
    amendments = [tree for tree in trees if isinstance(tree, nodes.Amendment)]
    regulation = next((tree for tree in trees if isinstance(tree, nodes.Regulation)), None)
    if not amendments or regulation is None:
        return None
    # In the order in which they are laid over each other.
    dated = sorted((day, position) for position, one in enumerate(amendments) if (day := entry(one)) is not None)
    ordered = [amendments[position] for _, position in dated]

    def load(steps: frozenset[int]) -> Loaded | None:
        """The regulation with these amendments, from when they are in force."""
        chosen = [(day.year, ordered[number]) for number, (day, _) in enumerate(dated) if number in steps]

        wrong = []

        def read(year: int, before: Before) -> model.Program | None:
            then = composed([one for entered, one in chosen if entered <= year], before)
            found = None if then is None else then.program
            if found is None:
                wrong.append(year)
            return found

        before = before_of({year for year, _ in chosen}, None if at is None else at.year, read)
        return None if wrong else composed([one for _, one in chosen], before)

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


def _files(path: Path, at: datetime.date | None) -> tuple[Read, ...]:
    """The regulation and its amendments, as `load` takes them; they have been loaded without errors."""
    found = sorted(path.glob("*.regel")) if path.is_dir() else [path]
    project = Project(project_folder(str(found[0])))
    files = [project.open(str(file)) for file in found]
    if any(isinstance(read.tree, nodes.Regulation) for read in files):
        return tuple(read for read in files if at is None or _day(read) is None or (_day(read) or at) <= at)
    trees = [read.tree for read in files if isinstance(read.tree, nodes.Amendment)]
    bases = [project.other(tree.base, tree.span) for tree in trees]
    chain = [next(read for read in files if read not in bases)]
    while isinstance(tree := chain[-1].tree, nodes.Amendment):
        base = project.other(tree.base, tree.span)
        assert isinstance(base, Read)
        chain.append(base)
    return tuple(reversed(chain))


def _day(read: Read) -> datetime.date | None:
    return entry(read.tree) if isinstance(read.tree, nodes.Amendment) else None
