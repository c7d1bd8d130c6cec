"""What values an expression can take at all, as far as is seen without computing: bounds, whole numbers, options.

Never too little: every value that can occur lies in the domain, so what is decided on it holds. Bounds of products and
quotients are looked for only where nothing is negative.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, gcd
from typing import assert_never

from dsl import model
from dsl.domains import Days, Domain, Numbers, Values
from dsl.model import Expression, Symbol

ALL = Numbers()
NATURAL = Numbers(Fraction(1), Fraction(0))


def of_type(of: model.Type) -> Domain:
    """Every value that anything of the type can have."""
    match of:
        case model.Number(unit, whole):
            return Numbers(unit.factor if whole else None)
        case model.Truth():
            return Values((True, False))
        case model.Choice(options):
            return Values(options)
        case model.Day():
            return Days()
        case model.Text() | model.RowOf():
            return Values((), open=True)
        case _:
            assert_never(of)


def of_attribute(attribute: model.Attribute) -> Domain:
    """As declared; the value of missing rows counts too."""
    domain = of_type(attribute.type)
    if not isinstance(domain, Numbers):
        return domain
    limits = attribute.limits
    declared = Numbers(domain.step, limits.low, limits.high, limits.low_open, limits.high_open)
    if isinstance(attribute.default, Fraction):
        return union((declared, constant(attribute.default)))
    return declared


def of_expression(
    order: tuple[Expression, ...], known: Mapping[Symbol, Domain], remembered: dict[Expression, Domain | None]
) -> Domain:
    """Find every value that an expression can have, from those of its parts.

    order: the expression last, its parts before it.

    known: of inputs, attributes and the definitions that are decided; others can be anything of their type
    remembered: of expressions seen before, filled in here; None where there is never a value
    """
    for expression in order:
        if expression not in remembered:
            if isinstance(expression.type, model.Number):
                remembered[expression] = _numbers(expression, known, lambda part: _as_numbers(remembered[part]))
            else:
                remembered[expression] = _plain(expression, known)
    return remembered[order[-1]] or of_type(order[-1].type)


def constant(value: Fraction) -> Numbers:
    """The one number, as a domain."""
    return Numbers(abs(value), value, value)


def single(domain: Domain) -> Fraction | None:
    """The one number that it can be, if it is one."""
    return domain.low if isinstance(domain, Numbers) and domain.low == domain.high else None


def union(domains: Iterable[Numbers]) -> Numbers:
    """The least domain of this kind that holds them all, one at least."""
    first, *rest = domains
    for other in rest:
        low, low_open = _outer(first.low, first.low_open, other.low, other.low_open, min)
        high, high_open = _outer(first.high, first.high_open, other.high, other.high_open, max)
        first = Numbers(_common(first.step, other.step), low, high, low_open, high_open)
    return first


def any_of(found: Iterable[Domain]) -> Domain:
    """What a value with several definitions (in readings) can be: they are of one type."""
    first, *rest = found
    if isinstance(first, Numbers):
        return union((first, *(domain for domain in rest if isinstance(domain, Numbers))))
    return first


def _plain(expression: Expression, known: Mapping[Symbol, Domain]) -> Domain:
    if isinstance(expression, model.Reference) and expression.symbol in known:
        return known[expression.symbol]
    return of_type(expression.type)


def _as_numbers(domain: Domain | None) -> Numbers | None:
    return domain if isinstance(domain, Numbers) else None


def _numbers(
    expression: Expression, known: Mapping[Symbol, Domain], of: Callable[[Expression], Numbers | None]
) -> Numbers | None:
    """Of a number. of: the domains of its parts."""
    assert not isinstance(expression, model.Compare | model.Logic | model.Quantified | model.YearTest), "a truth"
    assert not isinstance(expression, model.DayOf | model.AskedDay | model.ShiftDay | model.Workday), "a day"
    match expression:
        case model.Constant(value):
            assert isinstance(value, Fraction)
            return constant(value)
        case model.Reference(symbol):
            return _as_numbers(known.get(symbol)) or ALL
        case model.Follow(_, value):
            return of(value)
        case model.OnDay(value, month):
            return of(value) if month else _mean(of(value), 12)
        case model.AsOf(value):
            return of(value)
        case model.WholeTime():
            return Numbers(Fraction(1))
        case model.Ranking():
            return Numbers(Fraction(1), Fraction(1))
        case model.Arithmetic(operator, left, right):
            return _small(_arithmetic(operator, of(left), of(right)))
        case model.Changed(kind, value, by, proportional):
            change, start = of(by), of(value)
            if change is None or start is None:
                return None
            if kind == "decrease":
                change = _scaled(change, Fraction(-1))
            if not proportional:
                return _small(_sum(start, change))
            return _small(_product(start, _sum(constant(Fraction(1)), change)))
        case model.Extreme(kind, left, right):
            one, two = of(left), of(right)
            return None if one is None or two is None else _extreme(kind, one, two)
        case model.Round(value, direction, step):
            exact = of(value)
            return None if exact is None else _rounded(exact, direction, step)
        case model.Aggregate(kind, _, value):
            return NATURAL if value is None else _aggregate(kind, of(value))
        case model.Cases(branches):
            return _either(of(branch.value) for branch in branches)
        case model.Exceptions(base, exceptions):
            return _either(of(value) for value in (base, *(exempted.value for exempted in exceptions)))
        case model.Lookup(table, result):
            return _either(of(row.results[result]) for row in table.rows)
        case model.Timeline(values):
            return _either(of(dated.value) for dated in values)
        case model.Brackets(_, tiers):
            return _brackets([of(rate) for _, rate in tiers])
        case model.Indexed(base, _, _, _, rounding):
            start = of(base)
            return None if start is None else Numbers(_common(start.step, None if rounding is None else rounding.step))
        case model.ShareOf(sharing, model.Number(unit)) if isinstance(sharing.rest, model.SainteLague):
            return Numbers(unit.factor, Fraction(0))
        case model.ShareOf(sharing):
            return Numbers(_shared(sharing, of), Fraction(0) if _rising(sharing, of) else None)
        case model.LeftOf(sharing):
            pot = of(sharing.pot)
            return None if pot is None else Numbers(_common(pot.step, _shared(sharing, of)), Fraction(0))
        case (
            model.NotRegulated()
            | model.Compare()
            | model.Logic()
            | model.Quantified()
            | model.YearTest()
            | model.DayOf()
            | model.AskedDay()
            | model.ShiftDay()
            | model.Workday()
        ):
            # Never a number.
            return None
        case _:
            assert_never(expression)


# -- arithmetic ----------------------------------------------------------------------------------

# Numbers longer than this tell nothing worth knowing, and squares of squares would never end.
_MOST_BITS = 512


def _small(domain: Numbers | None) -> Numbers | None:
    if domain is None:
        return None

    def kept(number: Fraction | None) -> Fraction | None:
        if number is None or max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
            return None
        return number

    return Numbers(kept(domain.step), kept(domain.low), kept(domain.high), domain.low_open, domain.high_open)


def _arithmetic(operator: str, left: Numbers | None, right: Numbers | None) -> Numbers | None:
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return _sum(left, right)
        case "-":
            return _sum(left, _scaled(right, Fraction(-1)))
        case "*":
            return _product(left, right)
        case _:
            return _quotient(left, right)


def _sum(left: Numbers, right: Numbers) -> Numbers:
    return Numbers(
        _common(left.step, right.step),
        None if left.low is None or right.low is None else left.low + right.low,
        None if left.high is None or right.high is None else left.high + right.high,
        left.low_open or right.low_open,
        left.high_open or right.high_open,
    )


def _scaled(domain: Numbers, by: Fraction) -> Numbers:
    if not by:
        return constant(by)
    step = None if domain.step is None else domain.step * abs(by)
    low = None if domain.low is None else domain.low * by
    high = None if domain.high is None else domain.high * by
    if by > 0:
        return Numbers(step, low, high, domain.low_open, domain.high_open)
    return Numbers(step, high, low, domain.high_open, domain.low_open)


def _product(left: Numbers, right: Numbers) -> Numbers:
    for factor, other in ((single(left), right), (single(right), left)):
        if factor is not None:
            return _scaled(other, factor)
    step = None if left.step is None or right.step is None else left.step * right.step
    if left.low is None or right.low is None or left.low < 0 or right.low < 0:
        return Numbers(step)
    high = None if left.high is None or right.high is None else left.high * right.high
    return Numbers(step, left.low * right.low, high)


def _quotient(left: Numbers, right: Numbers) -> Numbers | None:
    divisor = single(right)
    if divisor is not None:
        return _scaled(left, 1 / divisor) if divisor else None
    if left.low is not None and right.low is not None and left.low >= 0 and right.low >= 0:
        return Numbers(None, Fraction(0))
    return ALL


def _extreme(kind: str, left: Numbers, right: Numbers) -> Numbers:
    """The one side is bounded as soon as one of the two is, the other only where both are."""
    step, both = _common(left.step, right.step), union((left, right))
    if kind == "higher":
        low, low_open = _inner(left.low, left.low_open, right.low, right.low_open, max)
        return Numbers(step, low, both.high, low_open, both.high_open)
    high, high_open = _inner(left.high, left.high_open, right.high, right.high_open, min)
    return Numbers(step, both.low, high, both.low_open, high_open)


def _rounded(domain: Numbers, direction: str, step: Fraction) -> Numbers:
    low = high = None
    if domain.low is not None:
        low = step * (ceil(domain.low / step) if direction == "up" else floor(domain.low / step))
    if domain.high is not None:
        high = step * (floor(domain.high / step) if direction == "down" else ceil(domain.high / step))
    return Numbers(step, low, high)


def _aggregate(kind: str, each: Numbers | None) -> Numbers | None:
    if each is None or kind in ("maximum", "minimum"):
        return each
    if kind == "mean":
        return Numbers(None, each.low, each.high, each.low_open, each.high_open)
    rising = each.low is not None and each.low >= 0
    return Numbers(each.step, Fraction(0) if rising else None)


def _shared(sharing: model.Sharing, of: Callable[[Expression], Numbers | None]) -> Fraction | None:
    """The step of every share."""
    parts = [of(give.value) for give in sharing.gives]
    step: Fraction | None = Fraction(0)
    for part in parts:
        step = _common(step, None if part is None else part.step)
    pot = of(sharing.pot)
    whole = None if pot is None else pot.step
    if sharing.rounding is not None:
        # What is less than a step stays, or goes to somebody with the difference.
        along = sharing.taker is not None and (sharing.unrounded or not sharing.stays)
        if not along:
            return sharing.rounding[1]
        return None if sharing.stays else _common(sharing.rounding[1], whole)
    if sharing.turn is not None:
        return _common(step, whole)
    if sharing.rest is not None:
        return None
    cap = None if sharing.cap is None else of(sharing.cap)
    return step if sharing.cap is None else _common(step, None if cap is None else cap.step)


def _rising(sharing: model.Sharing, of: Callable[[Expression], Numbers | None]) -> bool:
    """Whether no share is below 0: the rest never is, and what is rounded down leaves something to take."""
    parts = [give.value for give in sharing.gives] + ([] if sharing.cap is None else [sharing.cap])
    if isinstance(sharing.rest, model.Proportional) and not sharing.stays:
        parts.append(sharing.rest.key)
    found = [of(part) for part in parts]
    down = sharing.rounding is None or sharing.rounding[0] == "down"
    return down and all(part is not None and part.low is not None and part.low >= 0 for part in found)


def _mean(each: Numbers | None, of: int) -> Numbers | None:
    if each is None:
        return None
    step = None if each.step is None else each.step / of
    return Numbers(step, each.low, each.high, each.low_open, each.high_open)


def _brackets(rates: list[Numbers | None]) -> Numbers:
    rising = all(rate is not None and rate.low is not None and rate.low >= 0 for rate in rates)
    return Numbers(None, Fraction(0) if rising else None)


def _either(domains: Iterable[Numbers | None]) -> Numbers | None:
    possible = [domain for domain in domains if domain is not None]
    return union(possible) if possible else None


def _common(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """The largest step that both are multiples of."""
    if left is None or right is None:
        return None
    return Fraction(gcd(left.numerator * right.denominator, right.numerator * left.denominator)) / (
        left.denominator * right.denominator
    )


_Pick = Callable[[Fraction, Fraction], Fraction]
_End = tuple[Fraction | None, bool]


def _outer(one: Fraction | None, one_open: bool, two: Fraction | None, two_open: bool, pick: _Pick) -> _End:
    if one is None or two is None:
        return None, False
    if one == two:
        return one, one_open and two_open
    return (one, one_open) if pick(one, two) == one else (two, two_open)


def _inner(one: Fraction | None, one_open: bool, two: Fraction | None, two_open: bool, pick: _Pick) -> _End:
    if one is None or two is None:
        return (two, two_open) if one is None else (one, one_open)
    if one == two:
        return one, one_open or two_open
    return (one, one_open) if pick(one, two) == one else (two, two_open)
