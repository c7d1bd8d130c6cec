"""What norms about one thing decide together, as ordinary expressions over the rows.

Prohibitions come before permissions, unless a permission says `trots`. `endast om` and `dock inte om` say the opposite
outside, and inside, their conditions. What no norm speaks of is not regulated. See "What norms mean" in the reference.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, assert_never

import attrs

from dsl import model, nodes
from dsl.frozen import identical
from dsl.problems.values import WrongType
from dsl.resolving import agreement, conditions, mentions, pieces, values
from dsl.resolving.conditions import negated
from dsl.resolving.context import PENDING, PLAIN, TRUTH, Context
from dsl.resolving.norm_groups import Decided, Relation, Said, beats, is_negative, taker
from dsl.source import Span

Truth = model.Expression


def expression(decided: Decided, context: Context) -> model.Expression | None:
    """The value, or None with a problem. context: of the rows that it is decided for."""
    read = tuple(_read(one, context) for one in decided.said)
    rules = tuple(rule for rule in read if rule is not None)
    if len(rules) < len(read):
        return None
    match decided.kind:
        case "decision" | "covered":
            assert decided.relation is not None
            if decided.kind == "covered":
                return _covered(decided.relation, rules)
            if decided.relation == "uppfyller":
                return _complied(rules, context)
            return _decision(decided.relation, rules, decided.said[0])
        case "amount" | "extent":
            return _worth(decided, rules, context)
        case "deadline":
            found = _worth(decided, rules, context)
            if found is not None and not isinstance(found.type, model.Day):
                context.problems.append(WrongType(agreement.span(found), "day", agreement.kind(found.type)))
                return None
            return found
        case "part":
            return _worth(decided, rules, context)
        case _:
            assert_never(decided.kind)


def applies(one: Said, context: Context) -> model.Expression | None:
    """When the norm applies by its own words; None: always."""
    rule = _read(one, context)
    return None if rule is None else rule.own


# -- one norm ------------------------------------------------------------------------------------


@identical
class _Rule:
    """base: `om C`, None always; only: `endast om`; excepted: `dock inte om C`, all of them, with the first one's
    place."""

    said: Said
    base: Truth | None
    only: Span | None
    excepted: Truth | None
    excepted_at: Span

    @property
    def own(self) -> Truth | None:
        """Where it applies by its own words."""
        return _both(self.base, None if self.excepted is None else _not(self.excepted))


def _read(one: Said, context: Context) -> _Rule | None:
    base: Truth | None = None
    only: Span | None = None
    excepted: list[Truth] = []
    at = one.node.span
    sound = True
    for line in one.node.lines:
        match line:
            case nodes.Applies():
                found = conditions.condition(line.condition, context, values.expression)
                sound = sound and found is not None
                base = _both(base, found)
                only = line.span if line.only else only
            case nodes.Except(condition=condition) if condition is not None:
                found = conditions.condition(condition, context, values.expression)
                sound = sound and found is not None
                at = line.span if not excepted else at
                excepted += [found] if found is not None else []
            case _:
                pass
    return _Rule(one, base, only, _any(excepted), at) if sound else None


@identical
class _Arm:
    """One answer of a norm. condition None: always. opposite: what is left outside `endast om`."""

    rule: _Rule
    answer: bool
    condition: Truth | None
    span: Span
    opposite: bool = False


def _arms(rule: _Rule, answer: bool) -> tuple[_Arm, ...]:
    node = rule.said.node
    found = [_Arm(rule, answer, rule.own, node.span)]
    if node.modality == "ska inte":
        # What one must not do is forbidden; that it is not forbidden makes it no duty.
        return tuple(found)
    if rule.excepted is not None:
        found.append(_Arm(rule, not answer, _both(rule.base, rule.excepted), rule.excepted_at))
    if rule.only is not None and rule.base is not None:
        found.append(_Arm(rule, not answer, _not(rule.base), rule.only, opposite=True))
    return tuple(found)


# -- decisions -----------------------------------------------------------------------------------


def _decision(relation: Relation, rules: Sequence[_Rule], first: Said) -> model.Expression:
    arms = [arm for rule in rules if relation in rule.said.relations for arm in _arms(rule, not is_negative(rule.said))]
    against = [_Arm(rule, answer, rule.own, rule.said.node.span) for rule, answer in _others(relation, rules)]
    denials = [found for arm in (*arms, *against) if not arm.answer for found in _beaten(arm, arms)]
    grants = [arm for arm in (*arms, *against) if arm.answer]
    duties = [arm for arm in grants if arm.rule.said.node.modality == "ska"]
    last: list[_Arm] = []
    if len({arm.rule.said.node.span for arm in grants}) == 1:
        # Outside the only permission there is: what is left when it has been asked for.
        last = [arm for arm in denials if arm.opposite]
        denials = [arm for arm in denials if not arm.opposite]
    last += [arm for arm in grants if arm.opposite]
    grants = [arm for arm in grants if not arm.opposite]
    branches: list[model.Branch] = []
    if duties and denials:
        # A duty and a prohibition that apply at once are a conflict: neither beats the other.
        ordered = [*denials, *duties, *(arm for arm in grants if arm not in duties)]
        plain = len(denials) + len(duties)
        for number, arm in enumerate(ordered):
            always = model.Constant(True, TRUTH)
            condition = arm.condition if arm.condition is not None or number >= plain else always
            branches.append(_branch(arm, condition, number >= plain, first))
    else:
        ordered = [*denials, *grants]
        branches = [_branch(arm, arm.condition, number > 0, first) for number, arm in enumerate(ordered)]
    end = next((number for number, branch in enumerate(branches) if branch.condition is None), None)
    if end is not None:
        branches = branches[: end + 1]
        if end == 0:
            return model.Constant(ordered[0].answer, TRUTH)
    elif last:
        branches.append(_branch(last[0], None, True, first))
    else:
        reason = f"ingen regel avgör om {first.node.bearer.text} {mentions.decision(relation, first.content.text)}"
        branches.append(model.Branch(None, model.NotRegulated(reason, TRUTH), first.node.span, True))
    return _cases(branches, TRUTH)


def _others(relation: Relation, rules: Sequence[_Rule]) -> list[tuple[_Rule, bool]]:
    """Norms of another kind about the same thing that meet these: a duty what is forbidden, and what one must not do
    what is allowed."""
    found = []
    for rule in rules:
        modality = rule.said.node.modality
        if relation == "får" and "ska" in rule.said.relations:
            found.append((rule, modality == "ska"))
        elif relation == "ska" and modality == "får inte":
            found.append((rule, False))
    return found


def _branch(arm: _Arm, condition: Truth | None, otherwise: bool, first: Said) -> model.Branch:
    section = arm.rule.said.section
    return model.Branch(
        condition,
        model.Constant(arm.answer, TRUTH),
        arm.span,
        otherwise or condition is None,
        None if section == first.section else section,
    )


def _beaten(denial: _Arm, arms: Sequence[_Arm]) -> list[_Arm]:
    """The denial, without what permissions that say `trots` take from it; nothing where they take all."""
    condition = denial.condition
    for arm in arms:
        if arm.answer and not arm.opposite and arm.rule is not denial.rule and _beats(arm, denial):
            if arm.condition is None:
                return []
            condition = _both(condition, _not(arm.condition))
    return [attrs.evolve(denial, condition=condition)]


def _beats(one: _Arm, other: _Arm) -> bool:
    said = other.rule.said
    return beats(one.rule.said.node, said.content.text, said.section)


def _covered(relation: Relation, rules: Sequence[_Rule]) -> model.Expression:
    """Whether any of the norms says something of the row."""
    about = [rule for rule in rules if relation in rule.said.relations]
    if relation == "uppfyller":
        where = [rule.own for rule in about]
    else:
        where = [arm.condition for rule in about for arm in _arms(rule, True)]
        where += [rule.own for rule, _ in _others(relation, rules)]
    known = [part for part in where if part is not None]
    if len(known) < len(where):
        return model.Constant(True, TRUTH)
    found = _any(known)
    assert found is not None
    return found


def _complied(rules: Sequence[_Rule], context: Context) -> model.Expression | None:
    """Each norm that applies is followed; not applicable where none does."""
    about = [rule for rule in rules if rule.said.relation == "uppfyller"]
    followed: list[Truth] = []
    for rule in about:
        line = next(line for line in rule.said.node.lines if isinstance(line, nodes.Complied))
        found = conditions.condition(line.condition, context, values.expression)
        if found is None:
            return None
        followed.append(found)
    if len(about) == 1:
        return _where(about[0].own, followed[0], about[0].said, TRUTH)
    each = [
        found if rule.own is None else _joined("or", [_not(rule.own), found])
        for rule, found in zip(about, followed, strict=True)
    ]
    whole = _joined("and", each)
    own = [rule.own for rule in about]
    known = [part for part in own if part is not None]
    return _where(_any(known) if len(known) == len(own) else None, whole, about[0].said, TRUTH)


# -- amounts and days ----------------------------------------------------------------------------


def _worth(decided: Decided, rules: Sequence[_Rule], context: Context) -> model.Expression | None:
    """What each norm says it is, where that norm applies."""
    found: list[tuple[_Rule, model.Expression]] = []
    for rule in rules:
        written = _written(decided, rule.said)
        if written is None:
            continue
        value = pieces.whole_value(written, context)
        if value is None:
            return None
        found.append((rule, value))
    kind = agreement.common([value for _, value in found], context.problems)
    if kind is None:
        return None
    settled = [(rule, values.settled(value, PLAIN if kind is PENDING else kind)) for rule, value in found]
    made = [(rule, value, _effective(rule, rules)) for rule, value in settled]
    if len(made) == 1:
        rule, value, where = made[0]
        return _where(where, value, rule.said, value.type)
    branches = []
    for rule, value, where in made:
        always = model.Constant(True, TRUTH)
        branches.append(model.Branch(where or always, value, rule.said.node.span, False, rule.said.section))
    return _cases(branches, branches[0].value.type if kind is PENDING else kind)


def _written(decided: Decided, said: Said) -> nodes.Expression | None:
    """What this norm says of the value, if anything."""
    for line in said.node.lines:
        match line:
            case nodes.Amount() if decided.kind == "amount":
                return line.value
            case nodes.Extent() if decided.kind == "extent":
                return line.value
            case nodes.Deadline() if decided.kind == "deadline":
                if isinstance(line.day, nodes.YearlyDate):
                    return nodes.DayOf(line.day.month, line.day.day, "this", span=line.day.span)
                return line.day
            case nodes.InParts() if decided.kind == "part" and decided.day in line.days:
                return _part(decided, line)
            case _:
                pass
    return None


def _part(decided: Decided, line: nodes.InParts) -> nodes.Expression:
    """An equal part of the amount, rounded; the taker's is the amount less all the others."""
    span = line.span

    def name(text: str) -> nodes.Name:
        return nodes.Name(text + decided.suffix, span=span)

    content = decided.said[0].content.text
    whole = name(mentions.worth("belopp", content))
    if taker(line) == decided.day:
        found: nodes.Expression = whole
        for day in line.days:
            if day != decided.day:
                found = nodes.Binary("-", found, name(mentions.part(content, day)), span=span)
        return found
    count = nodes.Quantity(nodes.Number(Fraction(len(line.days)), str(len(line.days)), span=span), None, span=span)
    part = nodes.Binary("/", whole, count, span=span)
    return part if line.rounding is None else nodes.Modified(part, (line.rounding,), span=span)


def _effective(rule: _Rule, rules: Sequence[_Rule]) -> Truth | None:
    """Where a norm gives an amount: where it applies, and what it grants is not denied by another."""
    relation = rule.said.relation
    if relation not in ("får", "har rätt till") or is_negative(rule.said):
        return rule.own
    about = [other for other in rules if relation in other.said.relations]
    arms = [arm for other in about for arm in _arms(other, not is_negative(other.said))]
    found = rule.own
    for arm in arms:
        for denial in _beaten(arm, arms) if not arm.answer and arm.rule is not rule else ():
            never = model.Constant(False, TRUTH)
            found = _both(found, never if denial.condition is None else _not(denial.condition))
    return found


# -- truths --------------------------------------------------------------------------------------


def _where(condition: Truth | None, value: model.Expression, said: Said, kind: model.Type) -> model.Expression:
    if condition is None:
        return value
    return _cases([model.Branch(condition, value, said.node.span)], kind)


def _cases(branches: Sequence[model.Branch], kind: model.Type) -> model.Cases:
    parts = [part for branch in branches for part in (branch.condition, branch.value)]
    exclusive = all(branch.otherwise for branch in branches[1:])
    return model.Cases(tuple(branches), exclusive, kind, agreement.concept(*parts))


def _both(one: Truth | None, other: Truth | None) -> Truth | None:
    """None: always."""
    if one is None or other is None:
        return other if one is None else one
    return _joined("and", [one, other])


def _any(parts: Sequence[Truth]) -> Truth | None:
    """None where there are none."""
    return _joined("or", parts) if parts else None


def _joined(operator: Literal["and", "or"], parts: Sequence[Truth]) -> Truth:
    return parts[0] if len(parts) == 1 else model.Logic(operator, tuple(parts), agreement.concept(*parts))


def _not(part: Truth) -> Truth:
    return negated(part, None)
