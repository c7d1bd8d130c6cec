"""Cross tables: the values of a category as columns, and what is given for each below it.

    lokalen   | förening     | privat
    sporthall | 100 kr/timme | 300 kr/timme

is the table with a row for each value of each row, `lokalen | kategorin | timpris`, and is resolved as that.
"""

import attrs

from dsl import model, nodes
from dsl.problems.names import UnknownOption
from dsl.problems.tables import CrossedBySeveral
from dsl.resolving import literals
from dsl.resolving.context import Context


def uncrossed(node: nodes.TableDefinition, known: tuple[str, ...], context: Context) -> nodes.TableDefinition | None:
    """The table with one column of values. It is itself where it is no cross table; None where its columns may be of
    several categories, which is told. known: what its value may be called."""
    columns = [literals.heading(column) for column in node.table.columns]
    if len(node.subjects) != 1 or node.table.hit == "brackets" or columns[-1] in known:
        return node
    crossed = _categories(columns, context)
    if not crossed:
        return None if _no_category(node.table.columns, columns, context) else node
    count, found = crossed
    if len(found) > 1:
        span = node.table.columns[-count].span.to(node.table.columns[-1].span)
        context.problems.append(CrossedBySeveral(span, tuple(one.symbol.name for one in found)))
        return None
    category, value = (nodes.Name(name, span=node.table.span) for name in (found[0].symbol.name, known[0]))
    heads = node.table.columns[-count:]
    rows = [
        attrs.evolve(row, cells=(*row.cells[:-count], _below(head), cell), span=row.cells[0].span.to(cell.span))
        for row in node.table.rows
        for head, cell in zip(heads, row.cells[-count:], strict=True)
    ]
    table = attrs.evolve(node.table, columns=(*node.table.columns[:-count], category, value), rows=tuple(rows))
    return attrs.evolve(node, table=table)


def _below(head: nodes.Name) -> nodes.Exactly:
    """The cell that says which category a column is of."""
    return nodes.Exactly(head, span=head.span)


def _categories(columns: list[str], context: Context) -> tuple[int, list[model.Attribute]] | None:
    """How many of the last columns are values of a category, and of which; None where there are not two."""
    choices = _choices(context)
    for count in range(len(columns) - 1, 1, -1):
        heads = set(columns[-count:])
        found = [attribute for attribute, options in choices if heads <= set(options)]
        if found:
            return count, found
    return None


def _no_category(columns: tuple[nodes.Name, ...], texts: list[str], context: Context) -> bool:
    """Whether columns from one that is a value of a category on are no values of it, which is told of each."""
    for _, options in _choices(context):
        first = next((index for index, text in enumerate(texts) if index and text in options), None)
        if first is not None:
            context.problems.extend(
                UnknownOption(column.span, text, options)
                for column, text in zip(columns[first:], texts[first:], strict=True)
                if text not in options
            )
            return True
    return False


def _choices(context: Context) -> list[tuple[model.Attribute, tuple[str, ...]]]:
    """The categories that a rule about the concept at hand can speak of, with their values."""
    vocabulary, concept = context.scope.vocabulary, context.scope.concept
    near = {concept, None, *(relation.target for relation in vocabulary.relations.get(concept or "", ()))}
    return [
        (attribute, attribute.type.options)
        for symbol, attribute in vocabulary.attributes.items()
        if symbol.concept in near and isinstance(attribute.type, model.Choice)
    ]
