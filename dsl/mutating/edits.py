"""What one small change of a statement is, and what a reader is told that it says instead."""

from collections.abc import Sequence
from typing import Any, Literal, assert_never

import attrs

from dsl import nodes
from dsl.formatting import expression_text, logical_lines
from dsl.formatting.tables import cell
from dsl.mutating.places import Changeable, Path
from dsl.source import Span

Kind = Literal[
    "number",  # the smallest step up or down
    "year",  # from and to, the year before and this year
    "date",
    "comparison",  # at least and more than, is and is not
    "list",  # all of the conditions and any of them
    "condition",  # a condition, or a part of one, left out
    "negation",
    "border",  # between two rows of a table
    "row",
    "result",  # two results exchanged
    "case",
    "exception",
    "even",  # whether an exception holds where its base does not
    "rounding",
    "order",  # of two modifiers, or of two rows of which the first that fits applies
    "operation",
    "change",  # increased and decreased
    "limit",  # at most and at least
    "reference",  # to another section or norm
    "modality",  # may and may not, must and must not
    "norm",  # what a norm gives: an amount, a day, when it is complied with
    "sharing",
    "reading",  # which reading is in force
    "default",  # of an input
    "scope",  # the rows that are covered
]


@attrs.frozen
class Edit:
    """One small change of a statement.

    path, new: where in the statement, and what stands there instead; None: nothing. An empty path: the statement.

    old, left: the part and what it becomes, on one line (left None: left out); old None: as the lines differ
    """

    kind: Kind
    path: Path
    new: Any
    old: str | None = None
    left: str | None = None
    span: Span | None = None


def about(node: Changeable) -> str:
    """The name that a statement defines, as written; the norm; the rows that are covered; the question."""
    match node:
        case nodes.Definition() | nodes.ExceptionRule():
            return node.subject.name
        case nodes.Grant():
            return node.subject.name
        case nodes.TableDefinition():
            return ", ".join(subject.name for subject in node.subjects)
        case nodes.Sharing():
            return node.result.name
        case nodes.Norm():
            contents = "; ".join(f'"{content.text}"' for content in node.contents)
            return f"{node.bearer.text} {node.modality} {contents}"
        case nodes.Scope():
            return f"regelverket omfattar {node.name.text}"
        case nodes.Interpretation():
            return f"tolkning {node.name}"
        case nodes.Attribute():
            return node.name
        case _:
            assert_never(node)


def row_text(row: nodes.Row, *, brackets: bool) -> str:
    """A row of a table on one line."""
    return " | ".join(cell(part, brackets=brackets) for part in row.cells)


def case_text(case: nodes.Case) -> str:
    """A case on one line."""
    condition = "" if case.condition is None else f" om {expression_text(case.condition)}"
    return f"{'annars ' if case.otherwise else ''}{expression_text(case.value)}{condition}"


def changed_lines(node: Changeable, new: Changeable | None) -> tuple[str, str | None]:
    """The lines that differ, on one line each time; None where there is nothing left of them."""
    before = _lines(node)
    after = [] if new is None else _lines(new)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _joined(before[start : len(before) - end]) or "", _joined(after[start : len(after) - end])


def _lines(node: Changeable) -> list[str]:
    return [" ".join(text.split()) for text in logical_lines(node)]


def _joined(lines: Sequence[str]) -> str | None:
    """`om något av villkoren är uppfyllt: A; B`, `2 om A; annars 1`."""
    text = ""
    for line in lines:
        bullet = line.startswith("- ")
        between = "" if not text else ": " if bullet and not text.endswith(":") and ": " not in text else "; "
        text += between + (line[2:] if bullet else line)
    return text or None
