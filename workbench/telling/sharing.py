"""A sharing told step by step: the pot, what each gets first, the rest and how it is shared, rounding, the difference."""

from collections.abc import Iterator

from dsl import model
from dsl.formatting import expression_text
from dsl.formatting_expressions import modifier
from interpreter.derivation import Shared
from interpreter.outcomes import Failed, Known, Outcome
from workbench.telling.reasons import facts
from workbench.telling.told import Line
from workbench.telling.words import Words, first_of, keep_together, listed

_MOST_ROWS = 5


def sharing(choice: Shared, words: Words) -> Iterator[Line]:
    pot = words.of_expression((choice.sharing.pot, choice.pot))
    rows = words.rows(choice.sharing.group.concept)
    yield Line("sentence", f"{pot} fördelas mellan {len(choice.rows)} {rows}")
    yield from _gives(choice, words)
    match choice.sharing.rest:
        case model.SainteLague() as method:
            yield from _seats(choice, method, words)
        case model.Proportional() as proportional:
            yield from _in_proportion(choice, proportional, words)
        case model.Equal():
            yield Line("aside", f"resten, {_money(choice, choice.rest, words)}, delas lika mellan {len(choice.rows)}")
        case None:
            pass
    yield from _ending(choice, words)


def _gives(choice: Shared, words: Words) -> Iterator[Line]:
    for gave in choice.gives:
        node = gave.give.node
        what = f"{'ytterligare ' if node.again else ''}{keep_together(expression_text(node.value))}"
        if gave.amount is None:
            yield Line("aside", f"får inte {what}: {facts(gave.reasons, words)}")
        else:
            why = f", eftersom {facts(gave.reasons, words)}" if gave.reasons else ""
            yield Line("aside", f"får {what}{why}", words.of_expression((gave.give.value, gave.amount)))


def _in_proportion(choice: Shared, proportional: model.Proportional, words: Words) -> Iterator[Line]:
    key = proportional.key
    name = "nyckeln" if key.node is None else expression_text(key.node)
    yield Line("aside", f"resten, {_money(choice, choice.rest, words)}, fördelas i proportion till {name}")
    if choice.key is not None and choice.key_total is not None:
        own, total = (words.of_expression((key, outcome)) for outcome in (choice.key, choice.key_total))
        yield Line("aside", f"andelen är {own} av sammanlagt {total}: {_keys(choice, key, words)}")


def _seats(choice: Shared, method: model.SainteLague, words: Words) -> Iterator[Line]:
    name = "nyckeln" if method.key.node is None else expression_text(method.key.node)
    divisor = words.plain(method.first_divisor)
    yield Line("aside", f"jämkade uddatalsmetoden med första divisor {divisor} efter {name}: "
               f"{_keys(choice, method.key, words)}")


def _keys(choice: Shared, key: model.Expression, words: Words) -> str:
    told = [f"{row} {words.in_formula((key, outcome), units=False)}" for row, outcome in choice.keys]
    return first_of(told, _MOST_ROWS)


def _ending(choice: Shared, words: Words) -> Iterator[Line]:
    rule = choice.sharing
    ends = []
    if rule.cap is not None:
        ends.append(f"dock högst {_money(choice, None, words) if rule.cap.node is None else expression_text(rule.cap.node)}")
    for step in rule.node.steps:
        rounding = getattr(step, "rounding", None)
        if rounding is not None:
            ends.append(modifier(rounding))
    if not ends or isinstance(choice.exact, Failed):
        return
    yield Line("aside", "före avrundning" if rule.rounding is not None else "före taket", _money(choice, choice.exact, words))
    yield Line("aside", ", ".join(ends), _money(choice, choice.rounded, words))
    yield from _difference(choice, words)


def _difference(choice: Shared, words: Words) -> Iterator[Line]:
    match choice.sharing.taker:
        case None:
            return
        case model.ToRow():
            how = "läggs på det som har mest"
        case model.LargestRemainder():
            how = "fördelas efter största rest"
    if not choice.takers:
        yield Line("aside", "avrundningen lämnar ingen skillnad")
        return
    told = [f"{row} {_money(choice, outcome, words)}" for row, outcome in choice.takers]
    yield Line("aside", f"skillnaden {how}: {first_of(told, _MOST_ROWS)}")


def _money(choice: Shared, outcome: Outcome | None, words: Words) -> str:
    return "" if outcome is None else words.of_expression((choice.sharing.pot, outcome))


_ = (listed, Known)
