"""What is said of the year computed and of the years before it: sums and means of a value, and conditions.

Both are made of what there is: the value of each year by itself, put together.
"""

from fractions import Fraction
from functools import reduce

import attrs

from dsl import model, nodes
from dsl.expressions import in_time, post_order, references
from dsl.problems.years import NotOfYears
from dsl.resolving.context import Context, YearlyUse
from dsl.spellings import LATEST_YEARS, count_of


def written_out(node: nodes.Aggregate) -> nodes.Expression | None:
    """`summan av X de senaste tre åren` as X of this year + X of last year + X of the year before; None where no years
    are spoken of. A mean is that through three, the highest and the lowest one of them."""
    name, _, _ = node.name.text.rpartition(" de senaste ")
    found = LATEST_YEARS.fullmatch(node.name.text[len(name) + 1 :]) if name else None
    if found is None or node.kind == "count" or node.where is not None:
        return None
    span = node.span
    base = nodes.Name(name, span=node.name.span)
    count = count_of(found["count"])
    years: list[nodes.Expression] = [
        base,
        *(nodes.YearOf(-back, False, base, span=base.span) for back in range(1, count)),
    ]

    def two(one: nodes.Expression, other: nodes.Expression) -> nodes.Expression:
        match node.kind:
            case "maximum":
                return nodes.Extreme("higher", one, other, span=span)
            case "minimum":
                return nodes.Extreme("lower", one, other, span=span)
            case "earliest" | "latest":
                return nodes.Extreme(node.kind, one, other, span=span)
            case _:
                return nodes.Binary("+", one, other, span=span)

    total = reduce(two, years)
    if node.kind != "mean":
        return total
    number = nodes.Number(Fraction(count), str(count), span=span)
    return nodes.Binary("/", total, nodes.Quantity(number, None, span=span), span=span)


def each_year(node: nodes.OverYears, context: Context) -> tuple[Context, ...]:
    """Where the condition is read: in the year computed, and in each of those before it."""
    return tuple(attrs.evolve(context, back=back, before=None) for back in range(node.count))


def is_of_years(truth: model.Expression, node: nodes.OverYears, context: Context) -> bool:
    """Whether the condition can be read in another year, told if not: it asks for given and computed values, the first
    of which has to differ between years, and for nothing that goes by the year itself."""
    by_itself = any(in_time(part) and not isinstance(part, model.Reference) for part in post_order(truth))
    about = references(truth)
    if by_itself or not about:
        context.problems.append(NotOfYears(node.span, None, "det som följer av året självt"))
        return False
    words = node.condition.flag if isinstance(node.condition, nodes.Has) else node.condition.left
    text = words.text if isinstance(words, nodes.Name) else about[0].symbol.name
    context.yearly.append(YearlyUse(about[0].symbol, text, words.span))
    return True
