"""Why a condition held or not, in the author's words with the values put in: `tjänsteutrymmet (0,5 tjänst) är inte mer
än 1,0 tjänst`, `5 mandat är färre än 7`.

A reason states what is the case, so the same sentence serves for what applied and for what did not.
"""

from collections.abc import Mapping, Sequence

import attrs

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.explaining.derivation import Reason, Value
from interpreter.outcomes import Failed, Known, Outcome
from workbench.values.causes import INFINITIVE, PERFECT
from workbench.values.numbers import NO_BREAK_SPACE
from workbench.values.words import Words, counted, keep_together, listed

_MOST_MEMBERS = 3


def facts(reasons: Sequence[Reason], words: Words) -> str:
    """`a`, `a och b`, `a, b och c`, parted by semicolons where they have commas of their own; never empty."""
    told = [fact(reason, words) for reason in reasons]
    # `slaget är resa` is said by `slaget är resa, inte möte` too.
    told = [one for one in dict.fromkeys(told) if not any(other.startswith(f"{one}, inte ") for other in told)]
    return "; ".join(told) if any(", " in each for each in told) else listed(told)


def why_not(what: str, reasons: Sequence[Reason], words: Words) -> str:
    """`2 kr gäller inte: slaget är b, inte c`, or that it cannot be told."""
    if all(isinstance(reason.holds, Failed) for reason in reasons):
        return f"{what}: {facts(reasons, words)}"
    return f"{what} gäller inte: {facts(reasons, words)}"


def fact(reason: Reason, words: Words) -> str:
    condition, holds = reason.condition, reason.holds
    if isinstance(condition.node, nodes.Judged):
        return _judged(condition.node, reason)
    if isinstance(holds, Failed):
        return f"om {_written(condition)} går inte att avgöra"
    true = holds.value is True
    match condition, condition.node:
        case model.Quantified(), _:
            return _quantified(reason, condition, true, words)
        case model.YearTest(), _:
            return _year(condition, true)
        case model.Logic(), nodes.Membership() as node:
            return _membership(node, reason.values[0], true, words, _ends(condition))
        case model.Logic(), nodes.Within() as node:
            inside = "är" if true else "är inte"
            low, high = expression_text(node.low), expression_text(node.high)
            ends = _ends(condition)
            return f"{_side(node.left, reason.values[0], words, *ends)} {inside} från och med {low} till och med {high}"
        case model.Compare(right=model.Constant(node=None)), (nodes.Has() | nodes.Comparison()) as node:
            return _named_truth(node, reason.values[0][1] == Known(True))
        case _, nodes.Normed() as node:
            return _own(attrs.evolve(node, negated=node.negated == true))
        case model.Compare(), nodes.Comparison() as node:
            return _comparison(condition.operator, node, reason.values, true, words)
        case _:
            return f"det stämmer att {_written(condition)}" if true else f"det stämmer inte att {_written(condition)}"


def outside(operator: str, left: str, right: str, of: model.Type) -> str:
    """`5 mandat är färre än 7`, of a comparison that does not hold. of: the type of both sides."""
    return f"{left} {_relation(operator, False, of)}{NO_BREAK_SPACE}{right}"


# -- comparisons ---------------------------------------------------------------------------------

# (where it holds, where it does not), by whether what is compared is counted or measured.
_MEASURED: Mapping[str, tuple[str, str]] = {
    ">=": ("är minst", "är mindre än"),
    "<=": ("är högst", "är mer än"),
    ">": ("är mer än", "är inte mer än"),
    "<": ("är mindre än", "är inte mindre än"),
}
_COUNTED: Mapping[str, tuple[str, str]] = {
    ">=": ("är minst", "är färre än"),
    "<=": ("är högst", "är fler än"),
    ">": ("är fler än", "är inte fler än"),
    "<": ("är färre än", "är inte färre än"),
}
_DATED: Mapping[str, tuple[str, str]] = {
    ">=": ("är tidigast", "är tidigare än"),
    "<=": ("är senast", "är senare än"),
    ">": ("är senare än", "är inte senare än"),
    "<": ("är tidigare än", "är inte tidigare än"),
}


def _relation(operator: str, true: bool, of: model.Type) -> str:
    """Things are counted (`fler`, `färre`), all else is measured (`mer`, `mindre`)."""
    match of:
        case model.Day():
            pairs = _DATED
        case _:
            pairs = _COUNTED if counted(of) else _MEASURED
    holds, fails = pairs[operator]
    return holds if true else fails


def _comparison(operator: str, node: nodes.Comparison, values: tuple[Value, ...], true: bool, words: Words) -> str:
    left, right = values
    if operator in "=≠":
        if (operator == "=") == true and isinstance(right[0], model.Constant):
            return f"{_named(node.left, left)} är {words.of_expression(right)}"
        if (operator == "=") == true:
            return f"{_side(node.left, left, words)} är {_side(node.right, right, words)}"
        is_now = f"{_named(node.left, left)} är {words.of_expression(left, (right[1],))}"
        if isinstance(left[0].type, model.Truth):
            return is_now
        return f"{is_now}, inte {_side(node.right, right, words, left[1])}"
    relation = _relation(operator, true, left[0].type)
    one, other = _side(node.left, left, words, right[1]), _side(node.right, right, words, left[1])
    return f"{one} {relation} {other}"


def _ends(condition: model.Logic) -> tuple[Outcome, ...]:
    """What the one side of all its comparisons is compared with, where that is written out."""
    against = (part.right for part in condition.parts if isinstance(part, model.Compare))
    return tuple(Known(one.value) for one in against if isinstance(one, model.Constant))


def _side(node: nodes.Expression, value: Value, words: Words, *beside: Outcome) -> str:
    """What is written, with what it is in parentheses where that is not plain to see. beside: what decided."""
    own = _named(node, value)
    if isinstance(value[0], model.Constant):
        return own
    return f"{own} ({words.of_expression(value, beside)})"


def _named(node: nodes.Expression, value: Value) -> str:
    """What is written. A name that does not stand for what it names is the value in its own exception."""
    before = isinstance(node, nodes.Name) and value[0].node is not node
    return f"{_own(node)} före undantaget" if before else _own(node)


def _own(node: nodes.Expression | nodes.Condition) -> str:
    return keep_together(expression_text(node))


def _membership(node: nodes.Membership, tested: Value, inside: bool, words: Words, options: tuple[Outcome, ...]) -> str:
    is_now = f"{_named(node.left, tested)} är {words.of_expression(tested, options)}"
    return is_now if inside else f"{is_now}, inte {listed([_own(option) for option in node.options], 'eller')}"


# -- named truths, years and groups --------------------------------------------------------------


def _named_truth(node: nodes.Has | nodes.Comparison, true: bool) -> str:
    if isinstance(node, nodes.Has):
        return _own(attrs.evolve(node, negated=not true))
    return _own(attrs.evolve(node, operator="=" if true else "≠"))


def _judged(node: nodes.Judged, reason: Reason) -> str:
    """`attestanten har bedömt att kostnaden hör till uppdraget: ja`, or that somebody must."""
    who = "någon" if node.who is None else node.who.text
    if isinstance(reason.holds, Failed):
        return f"{who} ska {INFINITIVE[node.verb]} {node.question}"
    answer = reason.holds.value is not node.negated
    return f"{who} har {PERFECT[node.verb]} {node.question}: {'ja' if answer else 'nej'}"


_YEAR_KINDS = {
    "first_of_period": "mandatperiodens första år",
    "last_of_period": "mandatperiodens sista år",
    "election": "valår",
}


def _year(test: model.YearTest, true: bool) -> str:
    if test.kind in _YEAR_KINDS:
        return f"året {'är' if true else 'är inte'} {_YEAR_KINDS[test.kind]}"
    if test.kind in "=≠":
        return f"året {'är' if (test.kind == '=') == true else 'är inte'} {test.year}"
    holds, fails = _DATED[test.kind]
    return f"året {holds if true else fails} {test.year}"


def _quantified(reason: Reason, condition: model.Quantified, true: bool, words: Words) -> str:
    rows = words.rows(condition.group.concept)
    if not reason.members:
        return f"det finns inga {rows}"
    told = [f"{member.row} ({facts(member.reasons, words)})" for member in reason.members[:_MOST_MEMBERS]]
    more = len(reason.members) - len(told)
    found = listed([*told, f"{more} till"] if more else told)
    match condition.quantifier, true:
        case ("some", True) | ("none", False):
            return f"{found} uppfyller villkoret"
        case ("some", False) | ("none", True):
            return f"inga {rows} uppfyller villkoret: {found}"
        case "every", True:
            return f"alla {rows} uppfyller villkoret: {found}"
        case _:
            return f"{found} uppfyller inte villkoret"


def _written(condition: model.Expression) -> str:
    while isinstance(condition, model.Follow):
        condition = condition.value
    return "villkoret är uppfyllt" if condition.node is None else _own(condition.node)
