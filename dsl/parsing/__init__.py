"""A rule file, or a file that changes one, becomes its surface tree.

Every line is read on its own, so that one bad line hides no other; a line that cannot be read is left out of the tree,
and what is wrong with it is told. A tree that comes with problems may lack what they are about.
Knows which lines may stand where; not how a line is written (grammar.lark), nor what anything means.
"""

from dsl import nodes
from dsl.parsing.blocks import blocks, header
from dsl.parsing.reader import Reader, new_reader
from dsl.parsing.reading import MAX_PROBLEMS, no_marks, read_head
from dsl.problems import Problem
from dsl.problems.text import NoRegulation, TooManyProblems
from dsl.source import Source, Span
from dsl.text.layout import Layout, lay_out


def parse(source: Source) -> tuple[nodes.Regulation | nodes.Amendment | None, tuple[Problem, ...]]:
    """The tree of a rule file and everything wrong with how it is written; None where it is no rule file at all."""
    layout, problems = lay_out(source)
    reader = new_reader(layout.lines)
    reader.problems.extend(problems[:MAX_PROBLEMS])
    tree = _tree(reader, source, layout)
    told = sorted(reader.problems, key=_place)
    if len(told) >= MAX_PROBLEMS:
        last = told[MAX_PROBLEMS - 1]
        told[MAX_PROBLEMS - 1 :] = [TooManyProblems(last.span, MAX_PROBLEMS)]
    return tree, tuple(told)


def language_words() -> frozenset[str]:
    """Every word that some phrase of the language has."""
    return frozenset(word for phrase in new_reader().tables.words for word in phrase.split())


def _place(problem: Problem) -> tuple[int, int]:
    return problem.span.line, problem.span.column


def _tree(reader: Reader, source: Source, layout: Layout) -> nodes.Regulation | nodes.Amendment | None:
    if not layout.lines:
        if not reader.problems:
            reader.problems.append(NoRegulation(Span(source.file, 1, 1, 1, 1), True))
        return None
    first, *rest = layout.lines
    match first.text.split(" ")[0]:
        case "regelverk" if not first.kind:
            title, below = read_head(reader, first, "quoted", len("regelverk"))
            no_marks(reader, first)
            return nodes.Regulation(
                title=title or "",
                header=header(reader, below),
                items=blocks(reader, rest),
                trivia=first.trivia,
                end=layout.end,
                span=first.whole(),
            )
        case "ändring" if not first.kind:
            from dsl.parsing.amendments import amendment

            return amendment(reader, first, rest, layout.end)
        case _:
            reader.problems.append(NoRegulation(first.whole(), False))
            blocks(reader, rest if first.text.startswith("regelverk") else layout.lines)
            return None
