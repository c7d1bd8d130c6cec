"""Conditions: comparisons, named truths, quantifiers and tests of the year, as typed truths over the rows at hand.

How an expression is resolved is handed in, since an expression may itself hold a condition (`vars`).
"""

from collections.abc import Callable
from typing import Literal, assert_never

import attrs

from dsl import model, names, nodes
from dsl.problems import Problem
from dsl.problems.names import UnknownName, UnknownOption
from dsl.problems.norms import NormUndecided
from dsl.problems.values import NotConstant, WrongType, YearAsNumber
from dsl.resolving import agreement, judging, literals, mentions, operations, over_years, references, together
from dsl.resolving.context import TRUTH, Context
from dsl.resolving.lookup import Meaning, decision, flag, local, meaning, meanings, rows, unknown
from dsl.resolving.vocabulary import Vocabulary

Resolve = Callable[[nodes.Expression, Context], model.Expression | None]
Operator = Literal["=", "≠", ">=", "<=", ">", "<"]


def condition(node: nodes.Condition, context: Context, resolve: Resolve) -> model.Expression | None:
    """The truth that a condition is; None where it could not be worked out, which is told."""
    match node:
        case nodes.Comparison():
            return _comparison(node, context, resolve)
        case nodes.Membership():
            return _membership(node, context, resolve)
        case nodes.Within():
            low = nodes.Comparison(node.left, ">=", node.low, span=node.span)
            high = nodes.Comparison(node.left, "<=", node.high, span=node.span)
            return _all("and", (low, high), node, context, resolve)
        case nodes.Has():
            return _has(node, context)
        case nodes.HasAny():
            several = tuple(nodes.Has(node.subject, flag, False, span=flag.span) for flag in node.flags)
            return _all("or", several, node, context, resolve)
        case nodes.OverYears():
            return _over_years(node, context, resolve)
        case nodes.Or():
            return _all("or", node.parts, node, context, resolve)
        case nodes.And():
            return _all("and", node.parts, node, context, resolve)
        case nodes.Bullets():
            parts = tuple(bullet.condition for bullet in node.parts)
            return _all("or" if node.kind == "any" else "and", parts, node, context, resolve)
        case nodes.Quantified():
            return _quantified(node, context, resolve)
        case nodes.Judged():
            return judging.judged(node, context)
        case nodes.Normed():
            return _normed(node, context)
        case _:
            assert_never(node)


def negated(part: model.Expression, node: nodes.Condition | None) -> model.Expression:
    """The opposite of a truth."""
    return model.Logic("not", (part,), part.concept, node=node)


def _all(
    operator: Literal["and", "or"],
    conditions: tuple[nodes.Condition, ...],
    node: nodes.Condition,
    context: Context,
    resolve: Resolve,
) -> model.Expression | None:
    parts = [condition(part, context, resolve) for part in conditions]
    made = tuple(part for part in parts if part is not None)
    if len(made) < len(parts):
        return None
    return made[0] if len(made) == 1 else model.Logic(operator, made, agreement.concept(*made), node=node)


def _over_years(node: nodes.OverYears, context: Context, resolve: Resolve) -> model.Expression | None:
    made = [condition(node.condition, there, resolve) for there in over_years.each_year(node, context)]
    parts = tuple(part for part in made if part is not None)
    if len(parts) < len(made) or not over_years.is_of_years(parts[0], node, context):
        return None
    operator: Literal["and", "or"] = "or" if node.kind == "any" else "and"
    return model.Logic(operator, parts, agreement.concept(*parts), node=node)


def _comparison(node: nodes.Comparison, context: Context, resolve: Resolve) -> model.Expression | None:
    left, right = node.left, node.right
    if isinstance(left, nodes.Name):
        if left.text == "året":
            return _year(node, context)
        if isinstance(right, nodes.Name) and node.operator in ("=", "≠"):
            named = flag(context.scope, left.text, right.text)
            if named is not None:
                truth = references.read(named, right.text, node, context)
                return _flag(truth, node.operator == "≠", node, context)
            row = rows(context.scope, left.text)
            if row is not None and not meanings(context.scope, right.text):
                context.problems.append(_unknown_flag(row[0], right, context))
                return None
    if together.is_together(left, context.scope):
        total = together.together(left, right, context, resolve)
        if total is None:
            return None
        left = total
        node = attrs.evolve(node, left=total)
    value = resolve(left, context)
    if value is None:
        return None
    other = _other(right, value, context, resolve)
    if other is None:
        return None
    operator = _operator(node, value, context.problems)
    if operator is None or not _comparable(value, other, node, context.problems):
        return None
    if node.operator == "≈":
        precise = literals.precision(right, value.type)
        if precise is None:
            context.problems.append(NotConstant(right.span))
            return None
        value = operations.rounded(value, ("nearest", precise, "away"), left)
    return model.Compare(operator, value, other, agreement.concept(value, other), node=node)


def _other(
    node: nodes.Expression, value: model.Expression, context: Context, resolve: Resolve
) -> model.Expression | None:
    """The other side of a comparison, read as the first side's kind wants it: an option, `ja`, or any value."""
    kind = value.type
    if isinstance(kind, model.Choice):
        text = node.text if isinstance(node, nodes.Name) else node.value if isinstance(node, nodes.Text) else None
        if text in kind.options:
            return model.Constant(text, kind, node=node)
        if text is not None and not (isinstance(node, nodes.Name) and meanings(context.scope, text)):
            context.problems.append(UnknownOption(node.span, text, kind.options))
            return None
    if isinstance(kind, model.Truth) and isinstance(node, nodes.Name) and node.text in literals.TRUTHS:
        return model.Constant(literals.TRUTHS[node.text], kind, node=node)
    return resolve(node, context)


def _operator(node: nodes.Comparison, value: model.Expression, problems: list[Problem]) -> Operator | None:
    kind = agreement.kind(value.type)
    match node.operator:
        case "latest" | "earliest":
            if kind != "day":
                problems.append(WrongType(node.left.span, "day", kind))
                return None
            return "<=" if node.operator == "latest" else ">="
        case "≈":
            return "="
        case "=" | "≠":
            return node.operator
        case ">=" | "<=" | ">" | "<":
            if kind not in ("number", "day"):
                problems.append(WrongType(node.left.span, "number", kind))
                return None
            return node.operator
        case _:
            assert_never(node.operator)


def _comparable(
    left: model.Expression, right: model.Expression, node: nodes.Comparison, problems: list[Problem]
) -> bool:
    one, other = agreement.kind(left.type), agreement.kind(right.type)
    if one == other == "number":
        return agreement.agree(*agreement.aligned(left, right), "compare", problems)
    if isinstance(left.type, model.RowOf) and isinstance(right.type, model.RowOf):
        if left.type.concept == right.type.concept:
            return True
    elif one == other or {one, other} == {"text", "choice"}:
        return True
    problems.append(WrongType(node.right.span, one, other))
    return False


def _membership(node: nodes.Membership, context: Context, resolve: Resolve) -> model.Expression | None:
    options = tuple(nodes.Comparison(node.left, "=", option, span=option.span) for option in node.options)
    parts: list[model.Expression] = []
    for option in options:
        part = _comparison(option, context, resolve)
        if part is None:
            return None
        parts.append(part)
    found: model.Expression = (
        parts[0] if len(parts) == 1 else model.Logic("or", tuple(parts), agreement.concept(*parts), node=node)
    )
    return negated(found, node) if node.negated else found


# -- truths of a row -----------------------------------------------------------------------------


def _has(node: nodes.Has, context: Context) -> model.Expression | None:
    named = flag(context.scope, node.subject.text, node.flag.text)
    if named is not None:
        truth = references.read(named, node.flag.text, node, context)
        return _flag(truth, node.negated, node, context)
    row = rows(context.scope, node.subject.text)
    if row is None:
        context.problems.append(unknown(context.scope, node.subject.text, node.subject.span))
    else:
        context.problems.append(_unknown_flag(row[0], node.flag, context))
    return None


def _flag(truth: model.Expression | None, no: bool, node: nodes.Condition, context: Context) -> model.Expression | None:
    if truth is None:
        return None
    if not isinstance(truth.type, model.Truth):
        context.problems.append(WrongType(node.span, "truth", agreement.kind(truth.type)))
        return None
    # The comparison with `ja` keeps the words of the rule on an expression of its own.
    yes = model.Constant(True, TRUTH)
    return model.Compare("≠" if no else "=", truth, yes, truth.concept, node=node)


def _unknown_flag(concept: str, words: nodes.Name, context: Context) -> Problem:
    forms = context.scope.vocabulary.members.get(concept, {})
    return UnknownName(words.span, words.text, "flag", names.nearest(words.text, forms))


def _quantified(node: nodes.Quantified, context: Context, resolve: Resolve) -> model.Expression | None:
    found = meaning(context.scope, node.group.text, node.group.span, context.problems)
    if found is None or not references.gathered(found, node.group.span, node.group.text, "rows", context.problems):
        return None
    assert found.group is not None
    inside = condition(node.condition, context.within(references.inner(context.scope, found)), resolve)
    if inside is None:
        return None
    made = model.Quantified(node.quantifier, found.group, inside, found.group.owner, node=node)
    return references.followed(found.before, made, node)


# -- what norms decide ---------------------------------------------------------------------------


def _normed(node: nodes.Normed, context: Context) -> model.Expression | None:
    """What is decided, for a condition: what no norm speaks of is neither allowed nor forbidden, no right and no duty;
    a requirement that does not apply is met."""
    words = mentions.decision(node.relation, node.content)
    named = _decision(node, words, context)
    if named is None:
        return None
    decided = references.read(named, words, node, context)
    told = model.Constant(True, TRUTH)
    assert decided is not None
    holds = model.Compare("≠" if node.negated else "=", decided, told, decided.concept, node=node)
    covered = decision(context.scope, _subject(node), mentions.covered(node.relation, node.content))
    if covered is None:
        return holds
    applies = references.read(covered, words, node, context)
    assert applies is not None
    if node.relation == "uppfyller" and not node.negated:
        return model.Logic("or", (negated(applies, None), holds), holds.concept, node=node)
    return model.Logic("and", (applies, holds), holds.concept, node=node)


def _decision(node: nodes.Normed, words: str, context: Context) -> Meaning | None:
    scope, subject = context.scope, node.subject
    found = decision(scope, _subject(node), words)
    if found is not None:
        return found
    vocabulary = scope.vocabulary
    row = (scope.concept, ()) if subject is None else rows(scope, subject.text)
    if subject is not None and row is None and subject.text not in vocabulary.roles:
        context.problems.append(unknown(scope, subject.text, subject.span))
        return None
    inside = scope if row is None else attrs.evolve(scope, concept=row[0])
    elsewhere = local(inside, words if row is not None else f"{_subject(node)} {words}", node.span)
    context.problems.append(elsewhere or not_decided(node, vocabulary))
    return None


def _subject(node: nodes.Normed) -> str | None:
    return None if node.subject is None else node.subject.text


def not_decided(node: nodes.Normed | nodes.ThenNorm, vocabulary: Vocabulary) -> NormUndecided | UnknownName:
    """Why nothing says what is asked: no norm is about it, or those that are decide something else."""
    if node.content in vocabulary.contents:
        return NormUndecided(node.span, node.relation, node.content, vocabulary.contents[node.content])
    return UnknownName(node.span, node.content, "content", names.nearest_phrase(node.content, vocabulary.contents))


# -- the year ------------------------------------------------------------------------------------

_YEARS: dict[str, Literal["first_of_period", "last_of_period", "election"]] = {
    "valår": "election",
    "mandatperiodens första år": "first_of_period",
    "mandatperiodens sista år": "last_of_period",
}
# `är cirka` is only of examples, and no year is about another.
_YEAR_OPERATORS: dict[str, Operator] = {
    "=": "=",
    "≠": "≠",
    ">=": ">=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "latest": "<=",
    "earliest": ">=",
    "≈": "=",
}


def _year(node: nodes.Comparison, context: Context) -> model.Expression | None:
    right = node.right
    if isinstance(right, nodes.Name) and node.operator in ("=", "≠"):
        kind = _YEARS.get(right.text)
        if kind is None:
            context.problems.append(UnknownName(right.span, right.text, "name", names.nearest(right.text, _YEARS)))
            return None
        test = model.YearTest(kind, None, node=node)
        return negated(test, node) if node.operator == "≠" else test
    if isinstance(right, nodes.Quantity) and right.unit is None and right.number.value.denominator == 1:
        return model.YearTest(_YEAR_OPERATORS[node.operator], int(right.number.value), node=node)
    context.problems.append(YearAsNumber(node.span))
    return None
