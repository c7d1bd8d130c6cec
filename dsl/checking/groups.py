"""Conditions on the rows of a group that are the same for every row, and comparisons of a value with itself.

After `vars` and `uppfyller att` a name is that of the inner row wherever it can be. Whoever meant the row outside gets
a comparison of each row with itself; whoever meant a condition of the whole value has written one that no row decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from dsl import model, nodes
from dsl.checking.program import Subject, text
from dsl.expressions import Keys, parts, post_order
from dsl.frozen import identical
from dsl.model import Expression, Symbol
from dsl.problems.cases import ComparedWithItself, SameForEveryRow

_Problem = ComparedWithItself | SameForEveryRow


def check_groups(subject: Subject) -> Iterator[_Problem]:
    """Find conditions on the rows of a group that are the same for every row, or compare a row with itself."""
    aliases = _aliases(subject)
    checks = _Checks(subject, aliases, Keys(aliases))
    orders = (*subject.orders.values(), *(post_order(condition) for condition, _ in subject.conditions))
    # What norms decide is put together from conditions that stand in the program by themselves too.
    yield from dict.fromkeys(problem for order in orders for problem in checks.of(order))


@identical
class _Checks:
    """aliases: names that only stand for another value of the same row."""

    subject: Subject
    aliases: Mapping[Symbol, Symbol]
    keys: Keys

    def of(self, order: Iterable[Expression]) -> Iterator[_Problem]:
        within: dict[Expression, model.Aggregate | model.Quantified] = {}
        found = list(order)
        for expression in found:
            if not isinstance(expression, model.Gathering):
                continue
            match expression:
                case model.Aggregate(where=condition) | model.Quantified(condition=condition):
                    if condition is not None:
                        within |= dict.fromkeys(post_order(condition), expression)
                        yield from self._same(condition, expression)
                case model.Ranking() | model.ShareOf() | model.LeftOf():
                    pass
                case _:
                    assert_never(expression)
        for expression in found:
            if isinstance(expression, model.Compare) and isinstance(expression.node, nodes.Comparison):
                yield from self._compared(expression, expression.node, within.get(expression))

    def _compared(
        self, compare: model.Compare, node: nodes.Comparison, gathering: model.Aggregate | model.Quantified | None
    ) -> Iterator[ComparedWithItself]:
        if self.keys(compare.left) != self.keys(compare.right) or not _named(compare.left):
            return
        rows = None if gathering is None else _rows(gathering)
        named = compare.right if _symbol(compare.left) in self.aliases else compare.left
        order: tuple[str, str] | None = None
        if gathering is not None and rows is not None and isinstance(compare.left.type, model.Day | model.Number):
            forms = next(one.forms for one in self.subject.program.concepts if one.name == gathering.group.concept)
            first = "tidigast" if isinstance(compare.left.type, model.Day) else "högst"
            order = forms[min(1, len(forms) - 1)], f"ordningen bland {rows} efter {text(named)}, {first} först"
        holds = compare.operator in ("=", ">=", "<=")
        yield ComparedWithItself(node.span, text(compare.left), text(compare.right), holds, rows, order)

    def _same(self, condition: Expression, gathering: model.Aggregate | model.Quantified) -> Iterator[SameForEveryRow]:
        match condition:
            case model.Logic("and", inner, node=nodes.And() | nodes.Bullets()):
                for part in inner:
                    yield from self._same(part, gathering)
            case _ if isinstance(condition.node, nodes.Normed) or isinstance(condition, model.YearTest):
                # What norms say of the rows may be the same of all, and still be what is asked. A year is the name of
                # no value that could have been meant of another row.
                pass
            case _ if condition.node is not None and not self._varies(condition, gathering.group):
                counted = isinstance(gathering, model.Aggregate)
                word: Literal["vars", "uppfyller"] = "vars" if counted else "uppfyller"
                yield SameForEveryRow(condition.node.span, text(condition), _rows(gathering), word)
            case _:
                pass

    def _varies(self, condition: Expression, group: model.Group) -> bool:
        """Whether it may differ from row to row of one group: those of one owner have that owner in common."""
        waiting: list[Expression] = [condition]
        seen: set[Expression] = set()
        while waiting:
            expression = waiting.pop()
            if expression in seen:
                continue
            seen.add(expression)
            match expression:
                case model.Reference(symbol):
                    defined = self.subject.definitions.get(symbol, ())
                    if symbol.concept is not None and not defined:
                        return True
                    waiting += (definition.expression for definition in defined if symbol.concept is not None)
                case model.Follow(model.Reference(symbol)) if symbol == group.via:
                    pass
                case model.Follow(relation):
                    waiting.append(relation)
                case model.Aggregate() | model.Quantified():
                    if expression.group.owner is not None:
                        return True
                case model.ShareOf():
                    return True
                case _:
                    waiting += parts(expression)
        return False


def _rows(gathering: model.Aggregate | model.Quantified) -> str:
    """The group, as it is written."""
    node = gathering.node
    assert isinstance(node, nodes.Aggregate | nodes.Quantified)
    return node.name.text if isinstance(node, nodes.Aggregate) else node.group.text


def _named(expression: Expression) -> bool:
    """Whether it is of something that has a name: `3 är 3` is told as the condition that it is."""
    return any(isinstance(part, model.Reference | model.Aggregate | model.ShareOf) for part in post_order(expression))


def _symbol(expression: Expression) -> Symbol | None:
    return expression.symbol if isinstance(expression, model.Reference) else None


def _aliases(subject: Subject) -> Mapping[Symbol, Symbol]:
    """What is defined as another value and nothing else, with that value."""
    found: dict[Symbol, Symbol] = {}
    for symbol, definitions in subject.definitions.items():
        match [definition.expression for definition in definitions]:
            case [model.Reference(other, year=0, absolute=False)] if other.concept in (None, symbol.concept):
                found[symbol] = other
            case _:
                pass
    return {symbol: _root(symbol, found) for symbol in found}


def _root(symbol: Symbol, aliases: Mapping[Symbol, Symbol]) -> Symbol:
    """Through aliases of aliases; of those that stand for each other in a circle, told elsewhere, any."""
    seen = {symbol}
    while (symbol := aliases.get(symbol, symbol)) not in seen:
        seen.add(symbol)
    return symbol
