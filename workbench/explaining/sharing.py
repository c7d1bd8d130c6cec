"""A sharing told step by step: the pot, what each gets first, how the rest is shared, rounding, the difference."""

from collections.abc import Iterator
from fractions import Fraction

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.explaining.derivation import GaveTo, Shared, Stayed
from interpreter.outcomes import Failed, Known, Outcome
from workbench.explaining.reasons import facts
from workbench.page.page import TreeLine as Line
from workbench.values import numbers
from workbench.values.words import Words, count, first_of, keep_together

_MOST_ROWS = 5


def sharing(choice: Shared, words: Words) -> Iterator[Line]:
    rule = choice.sharing
    rows = words.rows(rule.group.concept, len(choice.rows))
    yield Line("sentence", f"{_amount(choice, choice.pot, words)} fördelas mellan {count(len(choice.rows))} {rows}")
    for gave in choice.gives:
        yield _gave(gave, choice.sharing.turn is not None, words)
    rest = ""
    if choice.gives and choice.sharing.rest is not None:
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
            yield from _turns(choice, words)
    if isinstance(choice.exact, Known):
        yield from _ending(choice, words)


def stayed(choice: Stayed, words: Words) -> Iterator[Line]:
    """What stays: the pot less the shares."""
    told = [f"{row} {words.of_expression((choice.sharing.pot, share))}" for row, share in choice.shares]
    pot = words.of_expression((choice.sharing.pot, choice.pot))
    yield Line("sentence", f"det som blir kvar av {pot} när delarna är utdelade")
    yield Line("aside", f"{_own(choice.sharing.pot)} minus delarna: {first_of(told, _MOST_ROWS) if told else 'inga'}")


def _turns(choice: Shared, words: Words) -> Iterator[Line]:
    """Who comes when, and what each gets, as far as the pot goes."""
    turn = choice.sharing.turn
    node = next((step for step in choice.sharing.node.steps if isinstance(step, nodes.InTurn)), None)
    if turn is None or node is None:
        return
    yield Line("aside", f"i turordning efter {_own(turn.key)}, {node.first} först, så långt medlen räcker")
    told = [
        f"{row} ({words.in_formula((turn.key, key), units=False)}) {_amount(choice, got, words)}"
        for row, key, got in choice.turns
    ]
    if told:
        yield Line("aside", f"i den ordningen får {first_of(told, _MOST_ROWS)}")


def _gave(gave: GaveTo, in_turn: bool, words: Words) -> Line:
    node = gave.give.node
    what = f"{'ytterligare ' if isinstance(node, nodes.Give) and node.again else ''}{_own(gave.give.value)}"
    gets = "begär" if in_turn else "får"
    if gave.amount is None:
        return Line("aside", f"{gets} inte {what}: {facts(gave.reasons, words)}")
    why = f", för {facts(gave.reasons, words)}" if gave.reasons else ""
    return Line("aside", f"{gets} {what}{why}", words.of_expression((gave.give.value, gave.amount)))


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
    """The share before and after its cap and rounding, where the difference went and what stays."""
    rule = choice.sharing
    if rule.cap is not None or rule.rounding is not None:
        before = "före avrundning" if rule.cap is None else "före taket"
        yield Line("aside", before, _amount(choice, choice.exact, words))
    for step in rule.node.steps:
        match step:
            case nodes.Cap(bound):
                yield Line("aside", f"dock högst {keep_together(expression_text(bound))}")
                yield from _rounds(choice, words)
                yield Line("aside", "efter taket", _amount(choice, choice.capped, words))
            case nodes.Remainder(rounding=rounding, taker=taker):
                if rounding is not None:
                    yield Line(
                        "aside", keep_together(expression_text(rounding)), _amount(choice, choice.rounded, words)
                    )
                if taker is not None and choice.takers:
                    yield Line("aside", _difference(choice, taker, words))
            case _:
                pass
    if rule.stays and isinstance(choice.left, Known) and choice.left.value != 0:
        yield Line("aside", f"kvar blir {_amount(choice, choice.left, words)}, som inte kan delas ut")


def _rounds(choice: Shared, words: Words) -> Iterator[Line]:
    """What ceilings cut off goes on, again and again: who comes up to the ceiling each time. Once around tells
    nothing."""
    if len(choice.rounds) < 2:
        return
    for number, around in enumerate(choice.rounds, 1):
        left = _amount(choice, Known(around.left), words)
        shared = f"{left} fördelas" if number == 1 else f"{left} fördelas mellan de övriga"
        who = "ingen når sitt tak" if not around.full else f"{first_of(around.full, _MOST_ROWS)} når sitt tak"
        yield Line("aside", f"varv {number}: {shared}; {who}")


def _difference(choice: Shared, taker: nodes.ToRow | nodes.LargestRemainder, words: Words) -> str:
    told = []
    for row, amount, key in choice.takers:
        by = ""
        if isinstance(choice.sharing.taker, model.ToRow) and key is not None:
            by = f" ({words.of_expression((choice.sharing.taker.key, key))})"
        told.append(f"{row}{by} {_amount(choice, amount, words)}")
    match taker:
        case nodes.ToRow():
            able = "" if choice.sharing.cap is None else " och har plats för den under sitt tak"
            how = f"läggs på {taker.article} {taker.name} som har {taker.wording} {taker.key.text}{able}"
        case nodes.LargestRemainder():
            how = "fördelas efter största rest"
    return f"skillnaden {how}: {first_of(told, _MOST_ROWS)}"


def _own(expression: model.Expression) -> str:
    return "värdet" if expression.node is None else keep_together(expression_text(expression.node))


def _amount(choice: Shared, outcome: Outcome, words: Words) -> str:
    return words.of_expression((choice.sharing.pot, outcome))
