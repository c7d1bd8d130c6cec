"""The one canonical text of a rule file: `parse(format(tree)) == tree`, and what is formatted twice does not change.

Prints every construct as docs/language.md shows it. Comments and blank lines stand where `Trivia` says; the tree must
be one that the parser gives. Knows nothing of what names mean or values are worth.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.blocks import attribute_lines, block_lines, concept_lines
from dsl.formatting.expressions import Replace, nothing, one_line
from dsl.formatting.lines import Line, comment, render
from dsl.formatting.literals import quoted
from dsl.formatting.statements import statement_lines


def format_regulation(tree: nodes.Regulation | nodes.Amendment) -> str:
    """The whole file, ended by `\\n`."""
    match tree:
        case nodes.Regulation():
            return render(_regulation(tree))
        case nodes.Amendment():
            return render(_amendment(tree))
        case _:
            assert_never(tree)


def statement_text(statement: nodes.Statement, level: int = 0) -> str:
    """The lines of one statement, indented from `level`, each ended by `\\n`."""
    return render(statement_lines(level, statement))


def logical_lines(node: nodes.Statement | nodes.Attribute) -> tuple[str, ...]:
    """The lines of a statement or an input, each whole and without indentation, marks and comments."""
    lines = attribute_lines(0, [node]) if isinstance(node, nodes.Attribute) else statement_lines(0, node)
    return tuple(line.text for line in lines)


def expression_text(node: nodes.Expression | nodes.Condition | nodes.Modifier, replace: Replace = nothing) -> str:
    """One line for an expression, a condition or a modifier; bullets follow a colon: `…: A; B`.

    replace: the text to print instead of a node, or None to print the node; asked for every expression and condition
    """
    return one_line(node, replace)


# -- the file ------------------------------------------------------------------------------------


def _regulation(tree: nodes.Regulation) -> Iterator[Line]:
    yield Line(0, f"regelverk {quoted(tree.title)}", (), tree.trivia)
    yield from _header(1, tree.header)
    for block in tree.items:
        yield from block_lines(0, block)
    yield from _end(tree.end)


def _header(level: int, lines: Iterable[nodes.HeaderLine]) -> Iterator[Line]:
    lines = list(lines)
    width = max((len(line.key) for line in lines), default=0)
    for line in lines:
        yield Line(level, f"{line.key:{width}}  {line.value}".rstrip(), line.marks, line.trivia, whole=True)


def _end(trivia: nodes.Trivia) -> Iterator[Line]:
    """Comments below the last line: the last of them is itself the line."""
    if not trivia.before:
        return
    *above, last = trivia.before
    yield Line(0, comment(last), (), nodes.Trivia(tuple(above), None, trivia.blank), whole=True)


# -- amendments ----------------------------------------------------------------------------------

_REACHED = {
    "concept": "begreppet",
    "input": "uppgiften",
    "header": "uppgiften om",
    "interpretation": "tolkningen",
    "heading": "rubriken",
    "example": "exemplet",
    "reference": "kontrollräkningen",
    "promise": "kontrollen",
}
_TRANSITIONS = {
    "older": "äldre bestämmelser gäller fortfarande för",
    "first": "tillämpas första gången för",
}


def _amendment(tree: nodes.Amendment) -> Iterator[Line]:
    yield Line(0, f"ändring av {quoted(tree.base)} {quoted(tree.title)}", (), tree.trivia)
    yield from _header(1, tree.header)
    for change in tree.changes:
        yield Line(0, _change(change), change.marks, change.trivia)
        match change:
            case nodes.Replace() | nodes.Insert():
                yield from _held(change.statements)
            case _:
                pass
    yield from _end(tree.end)


def _change(node: nodes.Change) -> str:
    match node:
        case nodes.Replace():
            return f"{target_text(node.target)} ska ha följande lydelse"
        case nodes.Repeal():
            return f"{target_text(node.target)} ska upphöra att gälla"
        case nodes.Insert():
            return "sist införs" if node.after is None else f"efter {target_text(node.after)} införs"
        case nodes.Transition():
            return f"{_TRANSITIONS[node.kind]} {quoted(node.text)}"
        case _:
            assert_never(node)


def target_text(node: nodes.Target) -> str:
    """`§ 2`, `rubriken "Arbetsmiljö" i § 3`, `begreppet parti`."""
    name = quoted(node.name) if node.kind in ("heading", "example", "reference", "promise") else node.name
    words = name if node.kind == "section" else f"{_REACHED[node.kind]} {name}"
    return words if node.within is None else f"{words} i {node.within}"


def _held(
    held: Iterable[nodes.Statement | nodes.Concept | nodes.Attribute | nodes.HeaderLine | nodes.Block],
) -> Iterator[Line]:
    """What stands below a change, one level in."""
    for node in held:
        match node:
            case nodes.HeaderLine():
                yield from _header(1, [node])
            case nodes.Concept():
                yield from concept_lines(1, [node])
            case nodes.Attribute():
                yield from attribute_lines(1, [node])
            case (
                nodes.Units()
                | nodes.Roles()
                | nodes.Inputs()
                | nodes.Concepts()
                | nodes.Example()
                | nodes.ReferenceTable()
                | nodes.Uses()
            ):
                yield from block_lines(1, node)
            case _:
                yield from statement_lines(1, node)
