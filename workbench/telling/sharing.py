"""A sharing told step by step: the pot, what each gets first, how the rest is shared, rounding, the difference."""

from collections.abc import Iterator
from fractions import Fraction

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.derivation import GaveTo, Shared
from interpreter.outcomes import Failed, Known, Outcome
from workbench import numbers
from workbench.telling.reasons import facts
from workbench.telling.told import Line
from workbench.telling.words import Words, count, first_of, keep_together

_MOST_ROWS = 5


def sharing(choice: Shared, words: Words) -> Iterator[Line]:
    rule = choice.sharing
    rows = words.rows(rule.group.concept, len(choice.rows))
    yield Line("sentence", f"{_amount(choice, choice.pot, words)} fördelas mellan {count(len(choice.rows))} {rows}")
    for gave in choice.gives:
        yield _gave(gave, words)
    rest = ""
    if choice.gives:
        left = _amount(choice, choice.rest, words)
        rest = "resten går inte att räkna ut; den " if isinstance(choice.rest, Failed) else f"resten, {left}, "
    match rule.rest:
        case model.Proportional(key):
            yield Line("aside", f"{rest}fördelas i proportion till {_own(key)}")
            yield Line("aside", f"andelen är {_keys(choice, key, words)}")
        case model.Equal():
            yield Line("aside", f"{rest}fördelas lika")
        case model.SainteLague(key, first_divisor):
            yield from _seats(choice, key, first_divisor, words)
        case None:
            pass
    if isinstance(choice.exact, Known):
        yield from _ending(choice, words)


def _gave(gave: GaveTo, words: Words) -> Line:
    node = gave.give.node
    what = f"{'ytterligare ' if node.again else ''}{_own(gave.give.value)}"
    if gave.amount is None:
        return Line("aside", f"får inte {what}: {facts(gave.reasons, words)}")
    why = f", för {facts(gave.reasons, words)}" if gave.reasons else ""
    return Line("aside", f"får {what}{why}", words.of_expression((gave.give.value, gave.amount)))


def _keys(choice: Shared, key: model.Expression, words: Words) -> str:
    """`1,4 av sammanlagt 5,2 tjänst (A 1,4, B 0,8 och 3 till)`"""
    own = "" if choice.key is None else words.in_formula((key, choice.key), units=False)
    total = "" if choice.key_total is None else words.of_expression((key, choice.key_total))
    return f"{own} av sammanlagt {total} ({_all_keys(choice, key, words)})"


def _all_keys(choice: Shared, key: model.Expression, words: Words) -> str:
    told = [
        f"{row} {words.in_formula((key, outcome), units=False)}"
        for row, outcome in zip(choice.rows, choice.keys, strict=True)
    ]
    return first_of(told, _MOST_ROWS)


def _seats(choice: Shared, key: model.Expression, first_divisor: Fraction, words: Words) -> Iterator[Line]:
    """The method, the keys, and the quotients that gave the last one and would have given the next."""
    first = numbers.number(first_divisor)
    yield Line("aside", f"enligt jämkade uddatalsmetoden med första divisor {first} efter {_own(key)}")
    yield Line("aside", f"{_own(key)}: {_all_keys(choice, key, words)}")
    match choice.key, choice.exact:
        case Known(Fraction() as own), Known(Fraction() as seats):
            if seats > 0:
                yield Line("aside", f"den sista togs på jämförelsetalet {_quotient(own, seats, first_divisor)}")
            yield Line("aside", f"nästa hade haft jämförelsetalet {_quotient(own, seats + 1, first_divisor)}")


def _quotient(key: Fraction, seat: Fraction, first_divisor: Fraction) -> str:
    """`600 / 9 = 66,67…`: of the first, second, third … one that a row gets."""
    divisor = first_divisor if seat == 1 else 2 * seat - 1
    return f"{numbers.number(key)} / {numbers.number(divisor)} = {numbers.number(key / divisor)}"


def _ending(choice: Shared, words: Words) -> Iterator[Line]:
    """The share before and after its cap and rounding, and where the difference went."""
    rule = choice.sharing
    if rule.cap is None and rule.rounding is None:
        return
    yield Line("aside", "före avrundning" if rule.cap is None else "före taket", _amount(choice, choice.exact, words))
    for step in rule.node.steps:
        match step:
            case nodes.Cap(bound):
                yield Line("aside", f"dock högst {keep_together(expression_text(bound))}")
            case nodes.Remainder(rounding=rounding, taker=taker):
                if rounding is not None:
                    yield Line(
                        "aside", keep_together(expression_text(rounding)), _amount(choice, choice.rounded, words)
                    )
                if taker is not None and choice.takers:
                    yield Line("aside", _difference(choice, taker, words))
            case _:
                pass


def _difference(choice: Shared, taker: nodes.ToRow | nodes.LargestRemainder, words: Words) -> str:
    told = []
    for row, amount, key in choice.takers:
        by = ""
        if isinstance(choice.sharing.taker, model.ToRow) and key is not None:
            by = f" ({words.of_expression((choice.sharing.taker.key, key))})"
        told.append(f"{row}{by} {_amount(choice, amount, words)}")
    match taker:
        case nodes.ToRow():
            how = f"läggs på {taker.article} {taker.name} som har {taker.wording} {taker.key.text}"
        case nodes.LargestRemainder():
            how = "fördelas efter största rest"
    return f"skillnaden {how}: {first_of(told, _MOST_ROWS)}"


def _own(expression: model.Expression) -> str:
    return "värdet" if expression.node is None else keep_together(expression_text(expression.node))


def _amount(choice: Shared, outcome: Outcome, words: Words) -> str:
    return words.of_expression((choice.sharing.pot, outcome))
