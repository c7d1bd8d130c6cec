"""A sharing told step by step: the pot, what each gets first, the rest and how it is shared, rounding, the difference."""

from collections.abc import Iterator

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.derivation import GaveTo, Shared
from interpreter.outcomes import Known, Outcome
from workbench.telling.reasons import facts
from workbench.telling.told import Line
from workbench.telling.words import Words, first_of, keep_together

_MOST_ROWS = 5


def sharing(choice: Shared, words: Words) -> Iterator[Line]:
    rule = choice.sharing
    rows = words.rows(rule.group.concept)
    yield Line("sentence", f"{_amount(choice, choice.pot, words)} fördelas mellan {len(choice.rows)} {rows}")
    for gave in choice.gives:
        yield _gave(gave, words)
    rest = "" if not choice.gives else f"resten, {_amount(choice, choice.rest, words)}, fördelas "
    match rule.rest:
        case model.Proportional(key):
            yield Line("aside", f"{rest or 'fördelas '}i proportion till {_own(key)}: {_keys(choice, key, words)}")
        case model.Equal():
            yield Line("aside", f"{rest or 'fördelas '}lika")
        case model.SainteLague(key):
            method = next(step for step in rule.node.steps if isinstance(step, nodes.SainteLague))
            divisor = method.first_divisor.text
            yield Line("aside", f"jämkade uddatalsmetoden med första divisor {divisor} efter {_own(key)}: "
                       f"{_keys(choice, key, words)}")
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
    """`A 1,4, B 0,8 och 3 till, sammanlagt 5,2 tjänster`"""
    told = [f"{row} {words.in_formula((key, outcome), units=False)}" for row, outcome in zip(choice.rows, choice.keys)]
    if not told:
        return "ingen"
    total = "" if choice.key_total is None else f", sammanlagt {words.of_expression((key, choice.key_total))}"
    return f"{first_of(told, _MOST_ROWS)}{total}"


def _ending(choice: Shared, words: Words) -> Iterator[Line]:
    """The share before and after its cap and rounding, and where the difference went."""
    rule = choice.sharing
    if rule.cap is None and rule.rounding is None:
        return
    yield Line("aside", "andelen blir", _amount(choice, choice.exact, words))
    for step in rule.node.steps:
        match step:
            case nodes.Cap(bound):
                yield Line("aside", f"dock högst {keep_together(expression_text(bound))}")
            case nodes.Remainder(rounding=nodes.Round() as rounding):
                yield Line("aside", keep_together(expression_text(rounding)), _amount(choice, choice.rounded, words))
            case _:
                pass
    if choice.takers:
        yield Line("aside", f"{_difference(choice, words)}")


def _difference(choice: Shared, words: Words) -> str:
    told = [f"{row} {_amount(choice, outcome, words)}" for row, outcome in choice.takers]
    match choice.sharing.taker:
        case model.ToRow(key, most):
            how = f"läggs på den som har {'mest' if most else 'minst'} av {_own(key)}"
        case _:
            how = "fördelas efter största rest"
    return f"skillnaden {how}: {first_of(told, _MOST_ROWS)}"


def _own(expression: model.Expression) -> str:
    return "värdet" if expression.node is None else keep_together(expression_text(expression.node))


def _amount(choice: Shared, outcome: Outcome, words: Words) -> str:
    return words.of_expression((choice.sharing.pot, outcome))
