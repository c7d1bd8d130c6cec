"""From the rules of the grammar to nodes: whole lines that have nothing, or only bullets, below them.

A line with lines of its own below it becomes a head here, and a node where those lines are known (`dsl/parsing_*.py`).
"""

from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.building import Build, dated_day, number_of, plain, unit_of, year_number
from dsl.parser import Token
from dsl.problems.text import BadType, Unexpected


@attrs.frozen
class Defined:
    """`X är E`, `X är E om C`, `X är Y när C`."""

    subject: nodes.Subject
    body: nodes.Single | nodes.When


@attrs.frozen
class CasesHead:
    """`X är`, with its cases below."""

    subject: nodes.Subject


@attrs.frozen
class TableHead:
    subjects: tuple[nodes.Subject, ...]
    hit: Literal["unique", "first", "brackets"]


@attrs.frozen
class SharingHead:
    pot: nodes.Name
    group: nodes.Name
    result: nodes.Subject


@attrs.frozen
class Excepted:
    """What stands after `undantag från § 6`."""

    subject: nodes.Subject
    value: nodes.Expression
    condition: nodes.Condition
    even: bool


StatementHead = Defined | CasesHead | TableHead | SharingHead

# -- statements ----------------------------------------------------------------------------------


def subject(build: Build, start: int, end: int, name: Token, *forms: str) -> nodes.Subject:
    return nodes.Subject(name.value, forms, build.span(start, end))


def word(_build: Build, _start: int, _end: int, name: Token) -> str:
    return name.value


def count_form(_build: Build, _start: int, _end: int, name: Token) -> str:
    return f"antalet {name.value}"


def cases_below(_build: Build, _start: int, _end: int, defined: nodes.Subject) -> CasesHead:
    return CasesHead(defined)


def single(
    build: Build,
    _start: int,
    end: int,
    defined: nodes.Subject,
    value: nodes.Expression,
    condition: nodes.Condition | None = None,
) -> Defined:
    return Defined(defined, nodes.Single(value, condition, value.span.to(build.span(end, end))))


def when(
    build: Build, start: int, end: int, defined: nodes.Subject, state: Token, condition: nodes.Condition
) -> Defined:
    named = attrs.evolve(defined, name=f"{defined.name} är {state.value}", span=build.span(start, state.end))
    return Defined(named, nodes.When(condition, build.span(state.end, end)))


def by_table(_build: Build, _start: int, _end: int, *parts: Any) -> TableHead:
    *subjects, hit = parts
    return TableHead(tuple(subjects), hit)


def hit_unique(_build: Build, _start: int, _end: int) -> str:
    return "unique"


def hit_first(_build: Build, _start: int, _end: int) -> str:
    return "first"


def hit_brackets(_build: Build, _start: int, _end: int) -> str:
    return "brackets"


def sharing(build: Build, _start: int, _end: int, pot: Token, group: Token, result: nodes.Subject) -> SharingHead:
    return SharingHead(plain(build, pot), plain(build, group), result)


def case(
    build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition | None = None
) -> nodes.Case:
    line = build.line
    return nodes.Case(value, condition, False, line.marks, line.trivia, build.span(start, end))


def otherwise(
    build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition | None = None
) -> nodes.Case:
    line = build.line
    return nodes.Case(value, condition, True, line.marks, line.trivia, build.span(start, end))


def dated_from(build: Build, start: int, end: int, first: Token, value: nodes.Expression) -> nodes.Dated:
    line = build.line
    return nodes.Dated(any_date(build, first), None, value, line.marks, line.trivia, build.span(start, end))


def dated_between(
    build: Build, start: int, end: int, first: Token, last: Token, value: nodes.Expression
) -> nodes.Dated:
    line = build.line
    days = any_date(build, first), any_date(build, last)
    return nodes.Dated(*days, value, line.marks, line.trivia, build.span(start, end))


def any_date(build: Build, day: Token) -> nodes.Date:
    """`2024-01-01` or `den 1 januari 2024`."""
    if day.type == "DAY":
        return dated_day(build, day.start, day.end, day)
    value = day.value
    return nodes.Date(int(value[:4]), int(value[5:7]), int(value[8:]), build.span(day.start, day.end))


def shown(build: Build, start: int, end: int, step: nodes.Step) -> nodes.Shown:
    return nodes.Shown(step, build.line.trivia, build.span(start, end))


def _exception_line(level: Any, even: bool) -> Any:
    def make(build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition) -> nodes.Unless:
        line = build.line
        return nodes.Unless(level, value, condition, even, line.marks, line.trivia, build.span(start, end))

    return make


def _exception_from_section(even: bool) -> Any:
    def make(
        _build: Build,
        _start: int,
        _end: int,
        defined: nodes.Subject,
        value: nodes.Expression,
        condition: nodes.Condition,
    ) -> Excepted:
        return Excepted(defined, value, condition, even)

    return make


def assumption(build: Build, _start: int, _end: int, text: Token, condition: nodes.Condition) -> nodes.Assumption:
    line = build.line
    return nodes.Assumption(text.value, condition, line.marks, line.trivia, line.whole())


def quoted(_build: Build, _start: int, _end: int, text: Token) -> str:
    return text.value


# -- sharing -------------------------------------------------------------------------------------


def _giving(again: bool) -> Any:
    def make(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Give:
        line = build.line
        return nodes.Give(name.value, None, again, value, line.marks, line.trivia, build.span(start, end))

    return make


def _giving_where(again: bool) -> Any:
    def make(
        build: Build, start: int, end: int, name: Token, where: nodes.Condition, value: nodes.Expression
    ) -> nodes.Give:
        line = build.line
        return nodes.Give(name.value, where, again, value, line.marks, line.trivia, build.span(start, end))

    return make


def rest_in_proportion(build: Build, start: int, end: int, key: nodes.Expression) -> nodes.RestInProportion:
    return nodes.RestInProportion(key, build.line.marks, build.line.trivia, build.span(start, end))


def rest_equally(build: Build, start: int, end: int) -> nodes.RestEqually:
    return nodes.RestEqually(build.line.marks, build.line.trivia, build.span(start, end))


def cap(build: Build, start: int, end: int, bound: nodes.Expression) -> nodes.Cap:
    return nodes.Cap(bound, build.line.marks, build.line.trivia, build.span(start, end))


def remainder(
    build: Build,
    start: int,
    end: int,
    rounding: nodes.Round,
    taker: nodes.ToRow | nodes.LargestRemainder | None = None,
) -> nodes.Remainder:
    return nodes.Remainder(rounding, taker, build.line.marks, build.line.trivia, build.span(start, end))


def remainder_of_cap(
    build: Build, start: int, end: int, taker: nodes.ToRow | nodes.LargestRemainder
) -> nodes.Remainder:
    return nodes.Remainder(None, taker, build.line.marks, build.line.trivia, build.span(start, end))


def _to_row(most: bool) -> Any:
    def make(build: Build, start: int, end: int, name: Token, key: Token, tie: nodes.Tie = None) -> nodes.ToRow:
        words = build.line.text
        article: Any = words[start : name.start].split()[-1]
        wording: Any = words[name.end : key.start].split()[-1]
        return nodes.ToRow(article, name.value, most, wording, plain(build, key), tie, build.span(start, end))

    return make


def largest_remainder(build: Build, start: int, end: int, tie: nodes.Tie = None) -> nodes.LargestRemainder:
    return nodes.LargestRemainder(tie, build.span(start, end))


def by_lot(build: Build, start: int, end: int) -> nodes.ByLot:
    return nodes.ByLot(build.span(start, end))


def by_most(build: Build, start: int, end: int, key: Token) -> nodes.ByMost:
    return nodes.ByMost(plain(build, key), build.span(start, end))


def sainte_lague(
    build: Build, start: int, end: int, divisor: Token, key: nodes.Expression, tie: nodes.Tie = None
) -> nodes.SainteLague:
    value, text = number_of(divisor.value)
    number = nodes.Number(value, text, build.span(divisor.start, divisor.end))
    line = build.line
    return nodes.SainteLague(number, key, tie, line.marks, line.trivia, build.span(start, end))


# -- declarations --------------------------------------------------------------------------------


def declared(build: Build, start: int, end: int, named: nodes.Subject) -> nodes.Declared:
    return nodes.Declared(named.name, named.forms, build.line.trivia, build.span(start, end))


def concept(build: Build, start: int, end: int, named: nodes.Subject, *keys: Token) -> nodes.Concept:
    """Its attributes stand below it."""
    related = tuple(key.value for key in keys)
    return nodes.Concept(named.name, named.forms, related, (), build.line.trivia, build.span(start, end))


@attrs.frozen
class Option:
    """One more value of `ett av …`; last: the one after `eller`."""

    words: tuple[Token, ...]
    last: bool


def option(_build: Build, _start: int, _end: int, name: Token) -> Option:
    return Option((name,), False)


def last_options(_build: Build, _start: int, _end: int, name: Token, last: Token) -> Option:
    return Option((name, last), True)


def attribute(
    build: Build, start: int, end: int, named: nodes.Subject, type_: nodes.Type, *parts: nodes.Constraint | Option
) -> nodes.Attribute:
    """The type, then its further options, then the constraints; its description stands below it."""
    constraints: list[nodes.Constraint] = []
    complete = not isinstance(type_, nodes.ChoiceType) or len(type_.options) > 1
    for part in parts:
        if not isinstance(part, Option):
            constraints.append(part)
        elif isinstance(type_, nodes.ChoiceType) and not complete and not constraints:
            last = part.words[-1]
            options = (*type_.options, *(token.value for token in part.words))
            type_ = nodes.ChoiceType(options, type_.span.to(build.span(last.start, last.end)))
            complete = part.last
        else:
            first = part.words[0]
            build.problems.append(BadType(build.span(first.start, first.end), first.value, None))
    if not complete:
        build.problems.append(BadType(type_.span, "ett av", "ett av A, B eller C"))
    line = build.line
    return nodes.Attribute(
        named.name, named.forms, type_, tuple(constraints), None, line.trivia, build.span(start, end)
    )


def type_words(build: Build, start: int, end: int, name: Token, unit: Token | None = None) -> nodes.Type:
    """Every type but a compound unit and `ja eller nej` begins with a word of its own."""
    span = build.span(start, end)
    first, _, rest = name.value.partition(" ")
    if unit is not None:
        if name.value == "heltal":
            return nodes.WholeType(unit_of(unit.value), span)
    elif first == "heltal":
        return nodes.WholeType(unit_of(rest) if rest else None, span)
    elif first in ("ett", "en"):
        if rest.startswith("av "):
            return nodes.ChoiceType((rest[3:],), span)
        if rest and rest != "av":
            return nodes.RowType(first, rest, span)
    elif not rest:
        match first:
            case "tal":
                return nodes.NumberType(None, span)
            case "datum":
                return nodes.DateType(span)
            case "text":
                return nodes.TextType(span)
        return nodes.NumberType(unit_of(first), span)
    build.problems.append(BadType(span, build.line.text[start:end], None))
    return nodes.NumberType(None, span)


def type_unit(build: Build, start: int, end: int, unit: Token) -> nodes.NumberType:
    return nodes.NumberType(unit_of(unit.value), build.span(start, end))


def type_truth(build: Build, start: int, end: int) -> nodes.TruthType:
    return nodes.TruthType(build.span(start, end))


def type_choices(build: Build, start: int, end: int, first: Token, last: Token) -> nodes.Type:
    """`ett av A eller B`."""
    span = build.span(start, end)
    if not first.value.startswith("ett av "):
        build.problems.append(BadType(span, build.line.text[start:end], f"ett av {build.line.text[start:end]}"))
        return nodes.TextType(span)
    return nodes.ChoiceType((first.value[7:], last.value), span)


def _bounded(kind: Any) -> Any:
    def make(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Bound:
        return nodes.Bound(kind, value, build.span(start + 1, end))

    return make


def default(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Default:
    return nodes.Default(value, build.span(start + 1, end))


def per_year(build: Build, start: int, end: int, unit: Token) -> nodes.PerYear:
    if unit.value != "år":
        build.problems.append(BadType(build.span(unit.start, unit.end), f"per {unit.value}", "per år"))
    return nodes.PerYear(build.span(start + 1, end))


# -- cells ---------------------------------------------------------------------------------------


def exactly(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Exactly:
    return nodes.Exactly(value, build.span(start, end))


def word_cell(build: Build, start: int, end: int, name: Token) -> nodes.Cell:
    span = build.span(start, end)
    match name.value:
        case "övriga":
            return nodes.Otherwise(span)
        case "däröver":
            return nodes.Above(span)
    return nodes.Exactly(nodes.Name(name.value, span), span)


def anything(build: Build, start: int, end: int) -> nodes.Anything:
    return nodes.Anything(build.span(start, end))


def between(build: Build, start: int, end: int, low: nodes.Quantity, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, high, False, False, build.span(start, end))


def from_low(build: Build, start: int, end: int, low: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, None, False, False, build.span(start, end))


def to_high(build: Build, start: int, end: int, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(None, high, False, False, build.span(start, end))


def above_low(build: Build, start: int, end: int, low: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, None, True, False, build.span(start, end))


def below_high(build: Build, start: int, end: int, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(None, high, False, True, build.span(start, end))


# -- examples ------------------------------------------------------------------------------------


def at_year(build: Build, start: int, end: int, year: Token) -> nodes.AtYear:
    return nodes.AtYear(year_number(build, year), build.line.trivia, build.span(start, end))


def given_in_year(build: Build, start: int, end: int, year: Token, given: nodes.Given) -> nodes.Given:
    return attrs.evolve(_given(build, given), year=year_number(build, year), span=build.span(start, end))


def at_day(build: Build, start: int, end: int, day: Token) -> nodes.AtDay:
    return nodes.AtDay(any_date(build, day), build.line.trivia, build.span(start, end))


def given(build: Build, _start: int, _end: int, what: nodes.Given | nodes.Item) -> nodes.Given:
    return _given(build, what)


def _given(build: Build, what: nodes.Given | nodes.Item) -> nodes.Given:
    """One item alone is an input of the whole regulation."""
    if isinstance(what, nodes.Given):
        return what
    return nodes.Given(None, None, None, (what,), build.line.trivia, what.span)


def row_given(build: Build, start: int, end: int, row: Token, *items: nodes.Item) -> nodes.Given:
    return nodes.Given(None, plain(build, row), None, items, build.line.trivia, build.span(start, end))


def labelled_given(build: Build, start: int, end: int, row: Token, label: Token, *items: nodes.Item) -> nodes.Given:
    return nodes.Given(None, plain(build, row), label.value, items, build.line.trivia, build.span(start, end))


def then_row(build: Build, start: int, end: int, row: Token, *items: nodes.Item) -> nodes.ThenRow:
    return nodes.ThenRow(plain(build, row), None, items, build.line.trivia, build.span(start, end))


def then_labelled(build: Build, start: int, end: int, row: Token, label: Token, *items: nodes.Item) -> nodes.ThenRow:
    return nodes.ThenRow(plain(build, row), label.value, items, build.line.trivia, build.span(start, end))


_OUTCOMES: dict[str, Any] = {
    "uppgift saknas": "missing",
    "kräver bedömning": "judgement",
    "motstridigt": "conflict",
    "odefinierat": "undefined",
    "ej tillämpligt": "not_applicable",
}


def then(build: Build, start: int, end: int, condition: nodes.Condition) -> nodes.ThenCondition | nodes.ThenOutcome:
    span = build.span(start, end)
    match condition:
        case nodes.Comparison(left=nodes.Name() as left, operator="=", right=nodes.Name(text=outcome)):
            if outcome in _OUTCOMES:
                return nodes.ThenOutcome(left, _OUTCOMES[outcome], build.line.trivia, span)
    return nodes.ThenCondition(condition, build.line.trivia, span)


def then_unregulated(build: Build, start: int, end: int, left: nodes.Expression) -> nodes.ThenOutcome:
    span = build.span(start, end)
    if not isinstance(left, nodes.Name):
        build.problems.append(Unexpected(left.span, "inte reglerat", "word", ("NAME",), None, None))
        return nodes.ThenOutcome(nodes.Name("", left.span), "unregulated", build.line.trivia, span)
    return nodes.ThenOutcome(left, "unregulated", build.line.trivia, span)


def then_about(
    build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression
) -> nodes.ThenCondition:
    span = build.span(start, end)
    return nodes.ThenCondition(nodes.Comparison(left, "≈", right, span), build.line.trivia, span)


def item_value(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(None, value, False, False, build.span(start, end))


def item(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(name.value, value, False, False, build.span(start, end))


def item_of_count(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", value, False, False, build.span(start, end))


def item_words(build: Build, start: int, end: int, name: Token) -> nodes.Item:
    return nodes.Item(name.value, None, False, False, build.span(start, end))


def item_not(build: Build, start: int, end: int, name: Token) -> nodes.Item:
    return nodes.Item(name.value, None, True, False, build.span(start, end))


def item_about_value(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(None, value, False, True, build.span(start, end))


def item_about(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(name.value, value, False, True, build.span(start, end))


def item_about_count(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", value, False, True, build.span(start, end))


MAKERS: dict[str, Any] = {
    "subject": subject,
    "word": word,
    "count_form": count_form,
    "cases_below": cases_below,
    "single": single,
    "when": when,
    "by_table": by_table,
    "hit_unique": hit_unique,
    "hit_first": hit_first,
    "hit_brackets": hit_brackets,
    "sharing": sharing,
    "case": case,
    "otherwise": otherwise,
    "dated_from": dated_from,
    "dated_between": dated_between,
    "shown": shown,
    "unless": _exception_line(1, False),
    "unless_even": _exception_line(1, True),
    "despite": _exception_line(2, False),
    "despite_even": _exception_line(2, True),
    "exception": _exception_from_section(False),
    "exception_even": _exception_from_section(True),
    "assumption": assumption,
    "quoted": quoted,
    "give": _giving(False),
    "give_again": _giving(True),
    "give_where": _giving_where(False),
    "give_again_where": _giving_where(True),
    "rest_in_proportion": rest_in_proportion,
    "rest_equally": rest_equally,
    "cap": cap,
    "remainder": remainder,
    "remainder_rounded": remainder,
    "remainder_of_cap": remainder_of_cap,
    "to_most": _to_row(True),
    "to_least": _to_row(False),
    "largest_remainder": largest_remainder,
    "by_lot": by_lot,
    "by_most": by_most,
    "sainte_lague": sainte_lague,
    "declared": declared,
    "concept": concept,
    "concept_for_each": concept,
    "option": option,
    "last_options": last_options,
    "attribute": attribute,
    "type_words": type_words,
    "type_unit": type_unit,
    "type_truth": type_truth,
    "type_choices": type_choices,
    "least": _bounded("least"),
    "most": _bounded("most"),
    "above": _bounded("above"),
    "below": _bounded("below"),
    "default": default,
    "per_year": per_year,
    "exactly": exactly,
    "word_cell": word_cell,
    "anything": anything,
    "between": between,
    "from_low": from_low,
    "to_high": to_high,
    "above_low": above_low,
    "below_high": below_high,
    "at_year": at_year,
    "given_in_year": given_in_year,
    "at_day": at_day,
    "given": given,
    "row_given": row_given,
    "labelled_given": labelled_given,
    "then_row": then_row,
    "then_labelled": then_labelled,
    "then": then,
    "then_unregulated": then_unregulated,
    "then_about": then_about,
    "item_value": item_value,
    "item": item,
    "item_of_count": item_of_count,
    "item_words": item_words,
    "item_not": item_not,
    "item_about_value": item_about_value,
    "item_about": item_about,
    "item_about_count": item_about_count,
}
