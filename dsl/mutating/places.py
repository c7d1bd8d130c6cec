"""Places in a tree: what stands where, what is stated where, and the tree with something else in a place."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

import attrs

from dsl import nodes
from dsl.frozen import field_names, is_frozen

# From a node down: the field, and the position in it where it holds several.
Step = tuple[str, int | None]
Path = tuple[Step, ...]

# Nothing below these computes anything, or they are changed as a whole where they stand.
_SKIPPED = frozenset(("span", "in_force_span", "trivia", "in_force_trivia", "regard_trivia", "marks"))
_WHOLE = (nodes.Shown, nodes.PaidOut, nodes.Step, nodes.Subject, nodes.Number, nodes.Carried, nodes.Content)


def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(name for name in field_names(kind) if name not in _SKIPPED)


_FIELDS: Mapping[object, tuple[str, ...]] = {
    kind: _fields(kind) for kind in vars(nodes).values() if is_frozen(kind) and kind is not nodes.Trivia
}


# What is changed: what computes or decides something, and inputs for their defaults.
Changeable = (
    nodes.Definition
    | nodes.TableDefinition
    | nodes.Grant
    | nodes.ExceptionRule
    | nodes.Sharing
    | nodes.Norm
    | nodes.Scope
    | nodes.Interpretation
    | nodes.Attribute
)


@attrs.frozen(eq=False)
class Stated:
    """A statement, or an input, and where it stands: its path, the innermost section and reading around it."""

    path: Path
    node: Changeable
    section: nodes.Section | None
    reading: tuple[str, str] | None


def stated(tree: nodes.Regulation) -> Iterator[Stated]:
    """All that can be changed in a regulation, in the order of the text; interpretations before what they hold."""
    for index, block in enumerate(tree.items):
        here: Path = (("items", index),)
        match block:
            case nodes.Section():
                yield from _within(here, block, None, None)
            case nodes.Inputs():
                yield from _attributes(here, block)
            case nodes.Concepts():
                for number, concept in enumerate(block.concepts):
                    yield from _attributes((*here, ("concepts", number)), concept)
            case _:
                pass


def _attributes(path: Path, holder: nodes.Inputs | nodes.Concept) -> Iterator[Stated]:
    for number, attribute in enumerate(holder.attributes):
        yield Stated((*path, ("attributes", number)), attribute, None, None)


def _within(
    path: Path, node: nodes.Statement, section: nodes.Section | None, reading: tuple[str, str] | None
) -> Iterator[Stated]:
    match node:
        case nodes.Section():
            for index, inner in enumerate(node.statements):
                yield from _within((*path, ("statements", index)), inner, node, reading)
        case nodes.Interpretation():
            yield Stated(path, node, section, reading)
            for number, one in enumerate(node.readings):
                for index, inner in enumerate(one.statements):
                    place = (*path, ("readings", number), ("statements", index))
                    yield from _within(place, inner, section, (node.name, one.name))
        case (
            nodes.Definition()
            | nodes.TableDefinition()
            | nodes.Grant()
            | nodes.ExceptionRule()
            | nodes.Sharing()
            | nodes.Norm()
            | nodes.Scope()
        ):
            yield Stated(path, node, section, reading)
        case (
            nodes.Heading()
            | nodes.TextBlock()
            | nodes.Note()
            | nodes.Assumption()
            | nodes.Promise()
            | nodes.DecidedBy()
            | nodes.Meaning()
            | nodes.SeeAlso()
        ):
            # What only informs, and what tests the rules or the data.
            pass
        case _:
            assert_never(node)


def parts(node: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The node and all nodes within it that compute something, each with its path, in the order of the text.

    node: of no statement that holds others. The number that a share in words stands for is not gone into.
    """
    yield path, node
    if isinstance(node, _WHOLE):
        return
    for field in _FIELDS[type(node)]:
        value = getattr(node, field)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from parts(item, (*path, (field, index)))
        elif isinstance(node, nodes.ShareOf) and field == "share" and node.wording is not None:
            continue
        elif type(value) in _FIELDS:
            yield from parts(value, (*path, (field, None)))


def at(root: Any, path: Path) -> Any:
    """What stands in a place."""
    for field, index in path:
        value = getattr(root, field)
        root = value if index is None else value[index]
    return root


def replaced(root: Any, path: Path, new: Any) -> Any:
    """The root with something else in a place. new None: of several it is left out, else the field is empty."""
    left_out = new is None
    for length in range(len(path) - 1, -1, -1):
        field, index = path[length]
        holder = at(root, path[:length])
        if index is None:
            new = attrs.evolve(holder, **{field: new})
        else:
            several = getattr(holder, field)
            new = attrs.evolve(
                holder, **{field: (*several[:index], *(() if left_out else (new,)), *several[index + 1 :])}
            )
        left_out = False
    return new
