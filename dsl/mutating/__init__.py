"""Mutants of a regulation: the same tree with one small thing changed, as a slip of the pen would change it.

A number by its smallest step, a border, a row, a rounding, an exception left out: what examples that are worth anything
notice. Only rules are changed; never examples, published tables, promises, texts, notes or the header. Knows how a
change is made and written, not what it does.
"""

from collections.abc import Collection

import attrs

from dsl import nodes
from dsl.mutating.changing import edits
from dsl.mutating.edits import Edit, Kind, about, changed_lines, row_text
from dsl.mutating.places import Changeable, Path, Stated, at, replaced, stated
from dsl.source import Span

__all__ = ["Kind", "Mutant", "mutants", "mutated", "mutated_too"]


@attrs.frozen(eq=False)
class Mutant:
    """One change of one statement, or of the default of one input.

    path, new: where in the whole tree, and what stands there instead; None: nothing
    section: the label of the innermost section that it stands in (`avsnitt 3.1.1`), empty outside all
    reading: (tolkning, reading) within one
    about: what the statement is about, as written: the name it defines, the norm
    old, left: the part that is changed, on one line, and what it becomes; left None: it is left out
    number: from 1, of the changes in one section and reading with the same `about`, `old` and `left`
    """

    kind: Kind
    path: Path
    new: object
    section: str
    reading: tuple[str, str] | None
    statement: Changeable
    about: str
    old: str
    left: str | None
    number: int
    span: Span


def mutants(tree: nodes.Regulation, deciding: Collection[Span]) -> tuple[Mutant, ...]:
    """Every mutant, in the order of the text. deciding: the places of the norms that decide anything; what other norms
    say is only carried."""
    found: list[Mutant] = []
    seen: dict[object, int] = {}
    for place in stated(tree):
        section = "" if place.section is None else place.section.label
        for edit in sorted(edits(place.node, deciding), key=lambda edit: _start(edit.span or place.node.span)):
            if not edit.path and edit.new is None and _is_alone(tree, place):
                continue
            old, left = _texts(place, edit)
            key = (section, place.reading, about(place.node), old, left)
            seen[key] = seen.get(key, 0) + 1
            found.append(_mutant(place, edit, section, (old, left, seen[key])))
    return tuple(found)


def _is_alone(tree: nodes.Regulation, place: Stated) -> bool:
    """Whether a reading would be left with nothing to say."""
    around = at(tree, place.path[:-1])
    return isinstance(around, nodes.Reading) and len(around.statements) == 1


def mutated(tree: nodes.Regulation, mutant: Mutant) -> nodes.Regulation:
    """The tree with the change made."""
    whole: nodes.Regulation = replaced(tree, mutant.path, mutant.new)
    return whole


def mutated_too(tree: nodes.Regulation, mutant: Mutant, then: nodes.Regulation) -> nodes.Regulation:
    """Another wording of the tree with the change made, where the same statement stands in it; else as it is."""
    here = next(place for place in stated(tree) if place.node is mutant.statement)
    there = next((place for place in stated(then) if place.node is mutant.statement), None)
    if there is None:
        return then
    whole: nodes.Regulation = replaced(then, (*there.path, *mutant.path[len(here.path) :]), mutant.new)
    return whole


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _mutant(place: Stated, edit: Edit, section: str, texts: tuple[str, str | None, int]) -> Mutant:
    return Mutant(
        edit.kind,
        (*place.path, *edit.path),
        edit.new,
        section,
        place.reading,
        place.node,
        about(place.node),
        *texts,
        edit.span or place.node.span,
    )


def _texts(place: Stated, edit: Edit) -> tuple[str, str | None]:
    """Of a cell the whole row, which says what the cell is about."""
    table = next((end for end, (field, _) in enumerate(edit.path) if field == "table"), None)
    if isinstance(place.node, nodes.TableDefinition) and table is not None and len(edit.path) > table + 2:
        brackets = place.node.table.hit == "brackets"
        row = edit.path[: table + 2]
        after = replaced(place.node, edit.path, edit.new)
        return row_text(at(place.node, row), brackets=brackets), row_text(at(after, row), brackets=brackets)
    if edit.old is not None:
        return edit.old, edit.left
    return changed_lines(place.node, replaced(place.node, edit.path, edit.new) if edit.path else edit.new)
