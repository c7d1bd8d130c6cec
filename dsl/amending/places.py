"""Where in the tree of a regulation the things stand that an amendment can reach, and the tree with others there.

A place is a stretch of one tuple of the tree: the header's lines, the blocks, the statements of a section, the concepts
of a block. Nothing here knows of amendments.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import attrs

from dsl import nodes
from dsl.problems.amendments import Kind, Reached
from dsl.source import Span

Thing = nodes.Statement | nodes.Concept | nodes.Attribute | nodes.HeaderLine | nodes.Block
# What an amendment can reach.
Reachable = (
    nodes.Section
    | nodes.Heading
    | nodes.Concept
    | nodes.Attribute
    | nodes.Interpretation
    | nodes.Example
    | nodes.ReferenceTable
    | nodes.HeaderLine
)
# How a thing is told from all others: kind and name of it and, before it, of the sections it stands in.
Path = tuple[tuple[Kind, str], ...]
_SPACES = re.compile(r"\s+")


@attrs.frozen
class Spot:
    """A stretch of a tuple: where it begins and what it ends before.

    steps: from the regulation down, the field and the position of each node on the way; field: that holds the tuple
    """

    steps: tuple[tuple[str, int], ...]
    field: str
    start: int
    stop: int


@attrs.frozen(eq=False)
class Found:
    """A thing in its place. sections: those around it, from the outermost in; name: as it is called in messages"""

    kind: Reached
    names: tuple[str, ...]
    spot: Spot
    path: Path
    sections: tuple[nodes.Section, ...]
    span: Span


def label(section: nodes.Section) -> str:
    """`§ 2 a`, `avsnitt 3.1`, `avsnitt Läsplattor`."""
    return f"{section.kind} {section.number or section.title}"


def bare(name: str) -> str:
    """For comparing names: without spaces and capitals."""
    return _SPACES.sub("", name.casefold())


def kind_of(thing: Thing) -> Kind:
    match thing:
        case nodes.Units() | nodes.Roles() | nodes.Inputs() | nodes.Concepts() | nodes.Uses():
            return "block"
        case (
            nodes.TextBlock()
            | nodes.Definition()
            | nodes.TableDefinition()
            | nodes.ExceptionRule()
            | nodes.Sharing()
            | nodes.Note()
            | nodes.Assumption()
            | nodes.Norm()
            | nodes.DecidedBy()
            | nodes.Scope()
            | nodes.Meaning()
            | nodes.SeeAlso()
        ):
            return "statement"
        case _:
            return reached_of(thing)


def reached_of(thing: Reachable) -> Reached:
    match thing:
        case nodes.Section():
            return "section"
        case nodes.Heading():
            return "heading"
        case nodes.Concept():
            return "concept"
        case nodes.Attribute():
            return "input"
        case nodes.Interpretation():
            return "interpretation"
        case nodes.Example():
            return "example"
        case nodes.ReferenceTable():
            return "reference"
        case nodes.HeaderLine():
            return "header"
        case _:
            assert_never(thing)


def names_of(thing: Thing) -> tuple[str, ...]:
    """What it may be called, the most telling first; empty for what has no name of its own."""
    match thing:
        case nodes.Section():
            numbered = (f"{thing.number} {thing.title}", f"{thing.kind} {thing.number} {thing.title}", thing.number)
            return (label(thing), thing.title, *((part or "") for part in numbered if thing.number))
        case nodes.Heading() | nodes.Example() | nodes.ReferenceTable():
            return (thing.title,)
        case nodes.Concept() | nodes.Attribute() | nodes.Interpretation():
            return (thing.name,)
        case nodes.HeaderLine():
            return (thing.key,)
        case _:
            return ()


def everything(regulation: nodes.Regulation) -> Iterator[Found]:
    """All that an amendment can reach, in the order of the text."""
    for at, line in enumerate(regulation.header):
        yield _found(line, Spot((), "header", at, at + 1), (), ())
    for at, item in enumerate(regulation.items):
        match item:
            case nodes.Concepts():
                yield from _listed(item.concepts, (("items", at),), "concepts")
            case nodes.Inputs():
                yield from _listed(item.attributes, (("items", at),), "attributes")
            case nodes.Section():
                yield from _section(item, Spot((), "items", at, at + 1), (), ())
            case nodes.Example() | nodes.ReferenceTable():
                yield _found(item, Spot((), "items", at, at + 1), (), ())
            case nodes.Units() | nodes.Roles() | nodes.Uses():
                pass
            case _:
                assert_never(item)


def _listed(things: Iterable[Reachable], steps: tuple[tuple[str, int], ...], field: str) -> Iterator[Found]:
    for at, thing in enumerate(things):
        yield _found(thing, Spot(steps, field, at, at + 1), (), ())


def _section(section: nodes.Section, spot: Spot, around: tuple[nodes.Section, ...], path: Path) -> Iterator[Found]:
    here = _found(section, spot, around, path)
    yield here
    inside = (*around, section)
    steps = (*spot.steps, (spot.field, spot.start))
    for at, statement in enumerate(section.statements):
        match statement:
            case nodes.Section():
                yield from _section(statement, Spot(steps, "statements", at, at + 1), inside, here.path)
            case nodes.Heading():
                stop = _next_heading(section.statements, at + 1)
                yield _found(statement, Spot(steps, "statements", at, stop), inside, here.path)
            case nodes.Interpretation():
                yield _found(statement, Spot(steps, "statements", at, at + 1), inside, here.path)
            case _:
                pass


def _next_heading(statements: tuple[nodes.Statement, ...], at: int) -> int:
    """Where that ends which stands under a heading: at the next heading, or the first section inside."""
    while at < len(statements) and not isinstance(statements[at], nodes.Heading | nodes.Section):
        at += 1
    return at


def _found(thing: Reachable, spot: Spot, around: tuple[nodes.Section, ...], path: Path) -> Found:
    names = names_of(thing)
    kind = reached_of(thing)
    return Found(kind, names, spot, (*path, (kind, bare(names[0]))), around, thing.span)


def replaced(node: Any, spot: Spot, new: tuple[Thing, ...], amended_by: str) -> Any:
    """The tree with `new` in the place, and the innermost section around it amended."""
    return _replaced(node, spot.steps, spot, new, amended_by)[0]


def _replaced(
    node: Any, steps: tuple[tuple[str, int], ...], spot: Spot, new: tuple[Thing, ...], amended_by: str
) -> tuple[Any, bool]:
    """The node anew, and whether a section at it or inside it has been told of the amendment."""
    if steps:
        (field, at), *rest = steps
        things = getattr(node, field)
        inner, told = _replaced(things[at], tuple(rest), spot, new, amended_by)
        changes: dict[str, Any] = {field: (*things[:at], *(() if _is_empty(inner) else (inner,)), *things[at + 1 :])}
    else:
        things, told = getattr(node, spot.field), False
        changes = {spot.field: _parted((*things[: spot.start], *new, *things[spot.stop :]))}
    if isinstance(node, nodes.Section) and not told:
        changes["amended_by"] = amended_by
        told = True
    return attrs.evolve(node, **changes), told


def _is_empty(node: Any) -> bool:
    """Whether a block has lost all that it held."""
    return (isinstance(node, nodes.Concepts) and not node.concepts) or (
        isinstance(node, nodes.Inputs) and not node.attributes
    )


def _parted(things: tuple[Any, ...]) -> tuple[Any, ...]:
    """With a blank line between texts that would else be read as one."""
    return tuple(
        attrs.evolve(thing, trivia=attrs.evolve(thing.trivia, blank=True))
        if at > 0 and isinstance(thing, nodes.TextBlock) and not thing.trivia.before and _goes_on(things[at - 1])
        else thing
        for at, thing in enumerate(things)
    )


def _goes_on(thing: Any) -> bool:
    return isinstance(thing, nodes.TextBlock) and thing.kind is None
