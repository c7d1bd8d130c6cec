"""Small checked programs and their facts, as model trees: builders for tests."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model, nodes
from dsl.source import Span
from dsl.units import PURE
from interpreter.facts import Facts, Rows

HERE = Span("a.regel", 1, 1, 1, 1)
SECTION = model.SectionRef("§ 1", "Prov", ("§ 1",))
NUMBER = model.Number(PURE)
WHOLE = model.Number(PURE, whole=True)
TRUTH = model.Truth()
NODE = nodes.Text("", span=HERE)
_NAME = nodes.Name("pott", span=HERE)
SHARING = nodes.Sharing(
    _NAME, _NAME, nodes.Subject("andel", (), span=HERE), (), (), marks=(), trivia=nodes.NO_TRIVIA, span=HERE
)


def span(line: int) -> Span:
    return attrs.evolve(HERE, line=line)


# -- expressions ---------------------------------------------------------------------------------


def const(value) -> model.Constant:
    match value:
        case bool():
            return model.Constant(value, TRUTH)
        case int() | Fraction():
            return model.Constant(Fraction(value), NUMBER)
        case datetime.date():
            return model.Constant(value, model.Day())
        case _:
            return model.Constant(value, model.Text())


def join(*parts) -> str | None:
    return next((part.concept for part in parts if part is not None and part.concept is not None), None)


def arithmetic(operator, left, right):
    return model.Arithmetic(operator, left, right, NUMBER, join(left, right))


def compare(operator, left, right):
    return model.Compare(operator, left, right, join(left, right))


def both(*parts):
    return model.Logic("and", parts, join(*parts))


def either(*parts):
    return model.Logic("or", parts, join(*parts))


def negation(part):
    return model.Logic("not", (part,), part.concept)


def rounding(value, direction, step, tie=None):
    return model.Round(value, direction, Fraction(step), tie, NUMBER, value.concept)


def extreme(kind, left, right):
    return model.Extreme(kind, left, right, False, NUMBER, join(left, right))


def cases(*branches, exclusive=True):
    """branches: (condition or None, value); their lines are 1, 2, 3 …"""
    made = tuple(
        model.Branch(condition, value, span(number), otherwise=condition is None)
        for number, (condition, value) in enumerate(branches, 1)
    )
    return model.Cases(made, exclusive, branches[0][1].type, join(*(part for branch in branches for part in branch)))


def exceptions(base, *given):
    """given: (level, condition, value)"""
    made = tuple(
        model.Exempted(level, condition, value, SECTION, span(number))
        for number, (level, condition, value) in enumerate(given, 1)
    )
    return model.Exceptions(base, made, base.type, join(base, *(part for _, *parts in given for part in parts)))


def aggregate(kind, group, value=None, where=None):
    return model.Aggregate(kind, group, value, where, NUMBER, group.owner)


def quantified(quantifier, group, condition):
    return model.Quantified(quantifier, group, condition, group.owner)


def table(columns, rows, hit="unique"):
    """rows: (tests, results) or (None, results) for `övriga`."""
    made = tuple(
        model.TableRow((model.Any(),) * len(columns) if tests is None else tests, results, tests is None, line(number))
        for number, (tests, results) in enumerate(rows, 1)
    )
    return model.Table(hit, tuple(columns), made, join(*columns), None)


def lookup(given, result=0):
    kind = given.rows[0].results[result]
    concept = join(*given.columns, *(row.results[result] for row in given.rows))
    return model.Lookup(given, result, kind.type, concept)


def interval(low, high, low_open=False, high_open=False):
    def bound(value):
        return None if value is None else Fraction(value)

    return model.Interval(bound(low), bound(high), low_open, high_open)


def brackets(value, *tiers):
    made = tuple(
        (high if high is None or not isinstance(high, int | Fraction) else const(high), rate) for high, rate in tiers
    )
    concept = join(value, *(part for tier in made for part in tier if part is not None))
    lines = tuple(line(number) for number in range(1, len(tiers) + 1))
    return model.Brackets(
        value, made, nodes.Table("brackets", (), lines, trivia=nodes.NO_TRIVIA, span=HERE), NUMBER, concept
    )


def line(number):
    """Of a table."""
    return nodes.Row((), marks=(), trivia=nodes.NO_TRIVIA, span=span(number))


def timeline(*dated):
    """dated: (first, last or None, value)"""
    values = tuple(model.Dated(first, last, value, HERE) for first, last, value in dated)
    return model.Timeline(values, values[0].value.type, join(*(one.value for one in values)))


def changed(kind, value, by, proportional):
    return model.Changed(kind, value, by, proportional, NUMBER, join(value, by))


def follow(relation, value):
    return model.Follow(relation, value, value.type, relation.concept)


def on_day(value, month=None, day=None):
    return model.OnDay(value, month, day, value.type, value.concept)


def as_of(value, day):
    return model.AsOf(value, day, value.type, join(value, day))


def whole_time(unit, since, until):
    return model.WholeTime(unit, since, until, WHOLE, join(since, until))


def ranking(group, key, most, tie_key=None, by_lot=False):
    return model.Ranking(group, key, most, tie_key, by_lot, WHOLE, group.concept)


def indexed(base, level_year, first_year, rate, step=None):
    each = None if step is None else rounding(base, "nearest", step, "up")
    return model.Indexed(base, level_year, first_year, rate, each, NUMBER, join(base, rate))


def not_regulated(reason="tyst"):
    return model.NotRegulated(reason, NUMBER)


def sharing(
    pot,
    group,
    *gives,
    rest=None,
    cap=None,
    goes_on=False,
    stays=False,
    turn=None,
    rounding=None,
    taker=None,
    unrounded=False,
    tie_key=None,
    lot=True,
):
    """gives: (value, where or None). The expression of a row's share."""
    made = tuple(model.Give(value, where, line(number)) for number, (value, where) in enumerate(gives, 1))
    stays = stays or cap is not None or turn is not None
    shared = model.Sharing(
        "andel", pot, group, made, rest, cap, goes_on, stays, turn, rounding, taker, unrounded, tie_key, lot, SHARING
    )
    return model.ShareOf(shared, NUMBER, group.concept)


def left_of(share):
    """What stays of the pot of a share."""
    return model.LeftOf(share.sharing, NUMBER, share.sharing.group.owner)


def day_of(month, day, year="this"):
    return model.DayOf(month, day, year)


def shift(value, count, unit):
    return model.ShiftDay(value, count, unit, value.concept)


def workday(value, count, direction):
    return model.Workday(value, count, direction, value.concept)


def days_between(left, right):
    return arithmetic("-", left, right)


def year_test(kind, year=None):
    return model.YearTest(kind, year)


# -- programs and facts --------------------------------------------------------------------------


def attribute(concept, name, kind=NUMBER, *, default=None, per_year=False, judge=None) -> model.Attribute:
    symbol = model.Symbol(concept, name)
    return model.Attribute(symbol, kind, None, model.Limits(), default, per_year, None, (), judge=judge, span=HERE)


def read(attribute_or_definition, year=0, *, absolute=False) -> model.Reference:
    given = attribute_or_definition
    return model.Reference(given.symbol, given.type, given.symbol.concept, year, absolute)


def refer(concept, name, kind=NUMBER, year=0) -> model.Reference:
    """To a value that is not defined yet: for chains of years."""
    return model.Reference(model.Symbol(concept, name), kind, concept, year)


def define(concept, name, expression, *, reading=None, section=SECTION, line=1) -> model.Definition:
    node = nodes.Text("", span=span(line))
    symbol = model.Symbol(concept, name)
    return model.Definition(symbol, expression.type, expression, None, None, section, (), reading, node)


def concept(name, *attributes) -> model.Concept:
    return model.Concept(name, (name,), (), attributes, HERE)


def program(
    definitions: Sequence[model.Definition],
    concepts: Sequence[model.Concept] = (),
    inputs: Sequence[model.Attribute] = (),
    *,
    interpretations: Sequence[model.Interpretation] = (),
    assumptions: Sequence[model.Assumption] = (),
    scopes: Sequence[model.Scope] = (),
    first_year: int | None = None,
    periods: Sequence[tuple[int, int]] = (),
    elections: Sequence[int] = (),
    calculation_year: int | None = None,
) -> model.Program:
    return model.Program(
        title="Prov",
        authority=None,
        files=("a.regel",),
        header=(),
        concepts=tuple(concepts),
        inputs=tuple(inputs),
        definitions=tuple(definitions),
        interpretations=tuple(interpretations),
        assumptions=tuple(assumptions),
        norms=(),
        scopes=tuple(scopes),
        references_out=(),
        roles=(),
        examples=(),
        references=(),
        promises=(),
        sections=(SECTION,),
        calculation_year=calculation_year,
        years=(first_year, None),
        periods=tuple(periods),
        elections=tuple(elections),
        depends_on_year=True,
        regulation=None,
    )


def facts(rows: Mapping[str, Rows] = {}, inputs=None) -> Facts:
    return Facts(rows, {key: exact(value) for key, value in (inputs or {}).items()})


def rows(concept: str, labels: Sequence[str], **values) -> Rows:
    """values: name -> one per row; `name_2027` for a year. Whole numbers are written as such."""
    columns = {}
    for name, column in values.items():
        stem, _, year = name.rpartition("_")
        key = (model.Symbol(concept, stem), int(year)) if year.isdigit() else (model.Symbol(concept, name), None)
        columns[key] = tuple(exact(value) for value in column)
    return Rows(concept, tuple(labels), (None,) * len(labels), columns)


def exact(value):
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
