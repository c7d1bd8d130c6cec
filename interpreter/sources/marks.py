"""The source marks of a rule file: which statement carries which places of the document, and how.

One generic walk over the nodes, so that a new kind of line needs nothing here; a new kind of statement needs its arm in
`_kinds`. Several statements may carry one place, and one statement several.
"""

from collections.abc import Iterator
from typing import Any, Literal, assert_never, get_args

import attrs

from dsl import nodes
from dsl.source import Span
from interpreter.sources.places import MarkedPlace, marked_place

Kind = Literal[
    "computed",
    "judged",
    "normed",
    "provision",
    "routine",
    "definition",
    "information",
    "decision",
    "proposal",
    "metadata",
]
Tree = nodes.Regulation | nodes.Amendment

_Bearing = (
    nodes.HeaderLine
    | nodes.TextBlock
    | nodes.Definition
    | nodes.TableDefinition
    | nodes.ExceptionRule
    | nodes.Sharing
    | nodes.Note
    | nodes.Assumption
    | nodes.Promise
    | nodes.Interpretation
    | nodes.Norm
    | nodes.DecidedBy
    | nodes.Scope
    | nodes.Meaning
    | nodes.SeeAlso
    | nodes.Example
    | nodes.ReferenceTable
    | nodes.Replace
    | nodes.Repeal
    | nodes.Insert
    | nodes.Transition
)
_BEARING: tuple[type, ...] = get_args(_Bearing)


@attrs.frozen(eq=False)
class Mark:
    """One source mark.

    text: as written, `108–110`
    place: None where the text is no place
    span: the line that has the mark; statement: the innermost statement around it
    section: `avsnitt 3.1.1`, `kontrollräkning "…"`; None in the header
    kinds: how the statement carries what the mark points at; empty for a note, which carries nothing by itself
    """

    text: str
    place: MarkedPlace | None
    span: Span
    statement: Any
    section: str | None
    kinds: tuple[Kind, ...]


def marks(tree: Tree) -> tuple[Mark, ...]:
    """All source marks of the rules, in the order of the text."""
    return tuple(_walk(tree, None, None))


def section_labels(tree: Tree) -> tuple[str, ...]:
    """The section of every mark there could be, in the order of the text, without repetition."""
    return tuple(dict.fromkeys(_labels(tree, None)))


def _walk(node: Any, statement: Any, section: str | None) -> Iterator[Mark]:
    section = _label(node, section) or section
    if isinstance(node, _BEARING):
        statement = node
    for text in getattr(node, "marks", ()):
        yield Mark(text, marked_place(text), node.span, statement, section, _kinds(statement, node))
    for child in _children(node):
        yield from _walk(child, statement, section)


def _labels(node: Any, section: str | None) -> Iterator[str]:
    label = _label(node, section)
    if label is not None:
        yield label
    for child in _children(node):
        yield from _labels(child, label or section)


def _label(node: Any, section: str | None) -> str | None:
    """section: the one around it. A promise is a section of its own only where it stands in none."""
    match node:
        case nodes.Section():
            return f"{node.kind} {node.number if node.number is not None else node.title}"
        case nodes.Example():
            return f'exempel "{node.title}"'
        case nodes.ReferenceTable():
            return f'kontrollräkning "{node.title}"'
        case nodes.Promise() if section is None:
            return f'kontroll "{node.title}"'
        case _:
            return None


def _children(node: Any) -> Iterator[Any]:
    """The nodes right below, in the order of the fields. Spans and trivia have no marks."""
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        for child in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(child)) and not isinstance(child, Span | nodes.Trivia):
                yield child


def _kinds(statement: _Bearing, node: Any) -> tuple[Kind, ...]:
    match statement:
        case nodes.TextBlock():
            return (_text_kind(statement),)
        case nodes.Norm():
            decides: Kind = "judged" if _judged(node) else "normed"
            lines = statement.lines if node is statement else (node,)
            return ("computed", decides) if any(_computes(line) for line in lines) else (decides,)
        case (
            nodes.Definition()
            | nodes.TableDefinition()
            | nodes.Grant()
            | nodes.ExceptionRule()
            | nodes.Sharing()
            | nodes.Assumption()
            | nodes.Promise()
            | nodes.Interpretation()
            | nodes.Example()
            | nodes.ReferenceTable()
        ):
            return ("computed", "judged") if _judged(node) else ("computed",)
        case nodes.DecidedBy():
            return "computed", "normed"
        case nodes.Scope():
            return "computed", "definition"
        case nodes.Meaning():
            return ("definition",)
        case nodes.SeeAlso():
            return ("information",)
        case nodes.HeaderLine():
            return ("metadata",)
        case nodes.Replace() | nodes.Repeal() | nodes.Insert():
            return ("decision",)
        case nodes.Transition():
            return ("provision",)
        case nodes.Note():
            return ()
        case _:
            assert_never(statement)


def _text_kind(text: nodes.TextBlock) -> Kind:
    match text.kind:
        case None:
            # Its own words say nothing more: the rules around it carry it out.
            return "computed"
        case "bestämmelse":
            return "provision"
        case "upplysning":
            return "information"
        case "definition":
            return "definition"
        case "rutin":
            return "routine"
        case "beslut":
            return "decision"
        case "förslag":
            return "proposal"
        case "metadata":
            return "metadata"
        case _:
            assert_never(text.kind)


def _computes(line: Any) -> bool:
    """Whether a line of a norm gives an amount, an extent or a day."""
    match line:
        case nodes.Amount():
            return line.value is not None
        case nodes.Deadline():
            return line.day is not None
        case nodes.InParts() | nodes.Extent():
            return True
        case _:
            return False


def _judged(node: Any) -> bool:
    """Whether the answer depends on what only a human can say."""
    return isinstance(node, nodes.Judged) or any(_judged(child) for child in _children(node))
