"""How every command opens a regulation: load it, and say what is wrong with it on standard error."""

from collections.abc import Iterable

import attrs

from dsl import model, nodes
from dsl.pipeline import Loaded, load
from dsl.problems import Problem
from dsl.source import Source
from interpreter.problems import DataProblem
from workbench.cli import screen
from workbench.report import Look


@attrs.frozen(eq=False)
class Opened:
    """A regulation without errors."""

    program: model.Program
    tree: nodes.Regulation
    sources: tuple[Source, ...]


def opened(path: str) -> Opened | None:
    """The regulation, or None once its errors have been told. Warnings are only told by `kontrollera`."""
    loaded = load(path)
    if loaded.program is None or loaded.tree is None:
        tell(loaded.problems, loaded.tree, loaded.sources)
        return None
    return Opened(loaded.program, loaded.tree, loaded.sources)


def tell(problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source]) -> None:
    from workbench.diagnosing import diagnostics
    from workbench.report import count_text, render

    told = [one for one in diagnostics(problems, tree) if one.severity == "fel"]
    texts = {source.file: source.text for source in sources}
    screen.remark(render(told, texts, remark_look()))
    screen.remark(f"\n{count_text(told)}.")


def answer_look() -> Look:
    return Look(screen.width(), screen.colour_in_answers())


def remark_look() -> Look:
    return Look(screen.width(), screen.colour_in_remarks())
