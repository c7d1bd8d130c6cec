"""Small checked programs as model trees: builders for tests, and a generator of programs with their facts."""

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
NODE = nodes.Text("", HERE)


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
        model.TableRow((model.Any(),) * len(columns) if tests is None else tests, results, tests is None, None)
        for tests, results in rows
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
    made = tuple((None if high is None else Fraction(high), rate) for high, rate in tiers)
    concept = join(value, *(rate for _, rate in tiers))
    return model.Brackets(value, made, None, NUMBER, concept)


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


def indexed(base, level_year, first_year, rate, step=None):
    each = None if step is None else rounding(base, "nearest", step, "up")
    return model.Indexed(base, level_year, first_year, rate, each, NUMBER, join(base, rate))


def not_regulated(reason="tyst"):
    return model.NotRegulated(reason, NUMBER)


def sharing(pot, group, *gives, rest=None, cap=None, rounding=None, taker=None, tie_key=None, lot=True):
    """gives: (value, where or None). The expression of a row's share."""
    made = tuple(model.Give(value, where, None) for value, where in gives)
    shared = model.Sharing("andel", pot, group, made, rest, cap, rounding, taker, tie_key, lot, None)
    return model.ShareOf(shared, NUMBER, group.concept)


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
    node = nodes.Text("", span(line))
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


# -- generated -----------------------------------------------------------------------------------

YEAR = 2027
CHOICES = ("resa", "möte", "annat")
NUMBERS = [Fraction(n) for n in (0, 1, -1, 2, 3, 5, 10, 12, 100, 117034)] + [
    Fraction(n, d) for n, d in ((1, 2), (1, 3), (-1, 3), (1, 4), (3, 100), (7, 1000), (22, 7))
]
JUDGE = model.Judge("granskare", "bedömer", "att det hör till uppdraget")
DATES = [datetime.date(2026, 1, 1), datetime.date(2027, 1, 1), datetime.date(2027, 6, 30), datetime.date(2028, 2, 29)]


def generated(random) -> tuple[model.Program, Facts]:
    """A program of a few values over the whole regulation, its parties and their costs, and facts with holes in them."""
    return Generator(random).made()


class Generator:
    """Expressions are made for a concept: a value of it, or of the whole regulation. random: a `random.Random`."""

    def __init__(self, random):
        self.random = random
        self.defined: list[model.Definition] = []
        holes = random.random() < 0.5
        self.missing = 0.1 if holes else 0.0
        self.attributes = {
            None: (
                attribute(None, "tak"),
                attribute(None, "sats", per_year=True),
                attribute(None, "läge", TRUTH),
            ),
            "parti": (
                attribute("parti", "mandat", WHOLE),
                attribute("parti", "röster", WHOLE),
                attribute("parti", "saldo", per_year=True),
                attribute("parti", "nytt", TRUTH),
                attribute("parti", "bildat", model.Day()),
            ),
            "kostnad": (
                attribute("kostnad", "parti", model.RowOf("parti")),
                attribute("kostnad", "belopp", default=self.maybe(Fraction(7, 2))),
                attribute("kostnad", "slag", model.Choice(CHOICES)),
                attribute("kostnad", "hör dit", TRUTH, judge=JUDGE),
            ),
        }
        self.relation = self.attributes["kostnad"][0]
        self.first_year = self.pick([None, YEAR - 2, YEAR])

    def pick(self, options):
        return self.random.choice(list(options))

    def maybe(self, value):
        return self.pick([None, value])

    def chance(self, share):
        return self.random.random() < share

    def made(self):
        for number in range(self.random.randint(1, 6)):
            where = self.pick([None, "parti", "parti", "kostnad"])
            make = self.pick([self.number, self.number, self.number, self.truth, self.day, self.shared])
            self.defined.append(define(where, f"v{number}", make(where, self.random.randint(1, 4)), line=number + 1))
        concepts = [concept(name, *self.attributes[name]) for name in ("parti", "kostnad")]
        covered = self.pick([[], [], ["parti"], ["kostnad"], ["parti", "kostnad"], ["parti", "parti"]])
        scopes = [model.Scope(name, self.truth(name, 2), SECTION, span(80 + n)) for n, name in enumerate(covered)]
        made = program(
            self.defined,
            concepts,
            self.attributes[None],
            first_year=self.first_year,
            scopes=scopes,
            periods=[(YEAR, YEAR + 3)],
            elections=self.pick([[YEAR - 1], [YEAR + 1, YEAR + 5], [YEAR]]),
        )
        return made, self.facts()

    # -- facts -----------------------------------------------------------------------------------

    def given(self, kind):
        if self.chance(self.missing):
            return None
        match kind:
            case model.Truth():
                return self.chance(0.5)
            case model.Day():
                return self.pick(DATES)
            case model.Choice(options):
                return self.pick(options)
            case model.RowOf():
                return self.pick(self.labels) if self.labels else None
            case model.Number(whole=True):
                return Fraction(self.pick([0, 1, 2, 3, 5, 8, 13, 40, -1, 10**20]))
            case _:
                return self.pick(NUMBERS)

    def facts(self):
        self.labels = tuple("ABCDEF"[: self.random.randint(0, 6)])
        counts = {"parti": self.labels, "kostnad": tuple(f"k{n}" for n in range(self.random.randint(0, 8)))}
        tables = {}
        for name, labels in counts.items():
            columns = {}
            for one in self.attributes[name]:
                for year in range(YEAR - 3, YEAR + 1) if one.per_year else [None]:
                    columns[one.symbol, year] = tuple(self.given(one.type) for _ in labels)
            tables[name] = Rows(name, labels, (None,) * len(labels), columns)
        inputs = {
            (one.symbol, year): self.given(one.type)
            for one in self.attributes[None]
            for year in (range(YEAR - 3, YEAR + 1) if one.per_year else [None])
        }
        return Facts(tables, {key: value for key, value in inputs.items() if value is not None})

    # -- expressions -----------------------------------------------------------------------------

    def leaf(self, where, fits):
        """A value of this row, its owner's or the whole regulation's that `fits`; None where there is none."""
        found = []
        for place in dict.fromkeys([where, None]):
            found += [read(one) for one in self.attributes[place] if fits(one.type)]
            for one in self.defined:
                if one.symbol.concept == place and fits(one.type):
                    found.append(read(one, self.pick([0, 0, 0, -1])))
        if where == "kostnad":
            above = self.leaf("parti", fits)
            found += [] if above is None else [follow(read(self.relation), above)]
        return self.pick(found) if found else None

    def constant(self):
        return const(self.pick(NUMBERS))

    def number(self, where, depth):
        if depth <= 0 or self.chance(0.15):
            return (
                self.leaf(where, lambda kind: isinstance(kind, model.Number)) if self.chance(0.7) else self.constant()
            )
        make = self.pick(
            [
                self.sum,
                self.sum,
                self.product,
                self.division,
                self.change,
                self.bound,
                self.round,
                self.round,
                self.cases,
                self.cases,
                self.exceptions,
                self.gathered,
                self.gathered,
                self.looked_up,
                self.brackets,
                self.timeline,
                self.index,
                self.unregulated,
                self.between,
            ]  # fmt: skip
        )
        return make(where, depth - 1)

    def two(self, where, depth):
        return self.number(where, depth), self.number(where, depth)

    def sum(self, where, depth):
        return arithmetic(self.pick("+-"), *self.two(where, depth))

    def product(self, where, depth):
        return arithmetic("*", *self.two(where, depth))

    def division(self, where, depth):
        return arithmetic("/", *self.two(where, depth))

    def change(self, where, depth):
        return changed(self.pick(["increase", "decrease"]), *self.two(where, depth), self.chance(0.5))

    def bound(self, where, depth):
        return extreme(self.pick(["higher", "lower"]), *self.two(where, depth))

    def how(self):
        direction = self.pick(["up", "down", "nearest"])
        tie = self.pick(["up", "down", "even"]) if direction == "nearest" else None
        return direction, self.pick([Fraction(1), Fraction(1, 10), Fraction(1, 2), Fraction(100)]), tie

    def round(self, where, depth):
        direction, step, tie = self.how()
        return rounding(self.number(where, depth), direction, step, tie)

    def cases(self, where, depth):
        branches = [(self.truth(where, depth), self.number(where, depth)) for _ in range(self.random.randint(1, 3))]
        if self.chance(0.8):
            branches.append((None, self.number(where, depth)))
        made = cases(*branches, exclusive=self.chance(0.5))
        if made.exclusive:
            return made
        mixed = tuple(attrs.evolve(one, otherwise=one.otherwise or self.chance(0.2)) for one in made.branches)
        return attrs.evolve(made, branches=mixed)

    def exceptions(self, where, depth):
        given = [
            (self.pick([1, 2]), self.truth(where, depth), self.number(where, depth))
            for _ in range(self.random.randint(1, 3))
        ]
        return exceptions(self.number(where, depth), *given)

    def group(self, where):
        """Rows to gather for a row of `where`; None where it has none."""
        options = [model.Group("parti", None, None), model.Group("kostnad", None, None)]
        if where == "parti":
            options += [model.Group("kostnad", "parti", self.relation.symbol)] * 3
        return self.pick(options)

    def gathered(self, where, depth):
        group = self.group(where)
        kind = self.pick(["total", "total", "count", "maximum", "minimum", "mean"])
        value = None if kind == "count" else self.number(group.concept, depth)
        return aggregate(kind, group, value, self.truth(group.concept, depth) if self.chance(0.4) else None)

    def test(self, kind):
        if self.chance(0.2):
            return model.Any()
        if isinstance(kind, model.Choice):
            return model.OneOf(frozenset(self.random.sample(CHOICES, self.random.randint(1, 2))))
        if isinstance(kind, model.Truth):
            return model.OneOf(frozenset([self.chance(0.5)]))
        edges = [Fraction(one.toordinal()) for one in DATES] if isinstance(kind, model.Day) else NUMBERS
        low, high = (self.pick([None, *edges]) for _ in range(2))
        return model.Interval(low, high, self.chance(0.3), self.chance(0.3))

    def looked_up(self, where, depth):
        columns = [self.number(where, depth)]
        for fits in (model.Choice, model.Truth, model.Day):
            more = self.leaf(where, lambda kind, fits=fits: isinstance(kind, fits))
            if more is not None and self.chance(0.3):
                columns.append(more)
        made = []
        for _ in range(self.random.randint(1, 4)):
            tests = tuple(self.test(column.type) for column in columns)
            result = self.constant() if self.chance(0.6) else self.number(where, depth)
            made.append((tests, (result, self.constant())))
        if self.chance(0.4):
            made.insert(self.random.randint(0, len(made)), (None, (self.constant(), self.constant())))
        return lookup(table(columns, made), self.pick([0, 1]))

    def brackets(self, where, depth):
        highs = sorted(self.random.sample([1, 3, 10, 200], self.random.randint(1, 2)))
        tiers = [(high, self.number(where, depth)) for high in highs]
        if self.chance(0.7):
            tiers.append((None, self.number(where, depth)))
        return brackets(self.number(where, depth), *tiers)

    def timeline(self, where, depth):
        firsts = sorted(self.random.sample(DATES, self.random.randint(1, 2)))
        dated = [
            (first, self.pick([None, None, datetime.date(2027, 12, 31)]), self.number(where, depth)) for first in firsts
        ]
        made = timeline(*((first, last if last and last >= first else None, value) for first, last, value in dated))
        if self.chance(0.7):
            return on_day(made, *self.pick([(None, None), (1, 1), (2, None), (6, 30)]))
        return made

    def index(self, where, depth):
        rate = read(self.attributes[None][1])
        base = self.number(where, depth)
        return indexed(base, YEAR - 2, YEAR - 1, rate, self.pick([None, Fraction(1)]))

    def unregulated(self, where, depth):
        return cases((self.truth(where, depth), not_regulated()), (None, self.number(where, depth)))

    def between(self, where, depth):
        return days_between(self.day(where, depth), self.day(where, depth))

    def day(self, where, depth):
        kind = self.pick(["given", "given", "of year", "shift", "workday", "extreme", "cases", "gathered"])
        if depth <= 0 or kind == "given":
            found = self.leaf(where, lambda kind: isinstance(kind, model.Day))
            return const(self.pick(DATES)) if found is None or self.chance(0.3) else found
        match kind:
            case "of year":
                month, day = self.pick([(1, 1), (2, None), (2, 29), (6, 19), (12, 31)])
                return day_of(month, day, self.pick(["this", "next", "election"]))
            case "shift":
                unit = self.pick(["day", "month", "year"])
                count = self.pick({"day": [0, 1, -10, 400], "month": [1, -1, 12, -30], "year": [1, -3]}[unit])
                return shift(self.day(where, depth - 1), count, unit)
            case "workday":
                return workday(
                    self.day(where, depth - 1), self.pick([0, 1, 2, 10, 300]), self.pick(["before", "after"])
                )
            case "extreme":
                left, right = self.day(where, depth - 1), self.day(where, depth - 1)
                return model.Extreme(self.pick(["higher", "lower"]), left, right, False, model.Day(), join(left, right))
            case "cases":
                made = cases((self.truth(where, depth - 1), self.day(where, depth - 1)), (None, self.day(where, 0)))
                return attrs.evolve(made, type=model.Day())
            case _:
                group = self.group(where)
                value = self.day(group.concept, depth - 1)
                where_ = self.truth(group.concept, 1) if self.chance(0.4) else None
                return model.Aggregate(
                    self.pick(["maximum", "minimum"]), group, value, where_, model.Day(), group.owner
                )

    def truth(self, where, depth):
        if depth <= 0 or self.chance(0.1):
            found = self.leaf(where, lambda kind: isinstance(kind, model.Truth))
            return const(self.chance(0.5)) if found is None else found
        kind = self.pick(["number", "number", "number", "choice", "day", "and", "or", "not", "some", "year"])
        sign = self.pick(["=", "≠", ">=", "<=", ">", "<"])
        match kind:
            case "choice":
                found = self.leaf(where, lambda kind: isinstance(kind, model.Choice))
                return (
                    self.truth(where, 0)
                    if found is None
                    else compare(self.pick("=≠"), found, const(self.pick(CHOICES)))
                )
            case "day":
                return compare(sign, self.day(where, depth - 1), self.day(where, depth - 1))
            case "and" | "or":
                parts = [self.truth(where, depth - 1) for _ in range(self.random.randint(2, 3))]
                return both(*parts) if kind == "and" else either(*parts)
            case "not":
                return negation(self.truth(where, depth - 1))
            case "some":
                group = self.group(where)
                return quantified(self.pick(["some", "every", "none"]), group, self.truth(group.concept, depth - 1))
            case "year":
                kind = self.pick(["first_of_period", "last_of_period", "election", ">=", "="])
                return year_test(kind, YEAR if kind in (">=", "=") else None)
            case _:
                return compare(sign, *self.two(where, depth - 1))

    # -- sharings --------------------------------------------------------------------------------

    def shared(self, where, depth):
        """Of the parties or of the costs; where that is not `where`, a total of the shares."""
        group = self.pick(
            [
                model.Group("parti", None, None),
                model.Group("kostnad", None, None),
                model.Group("kostnad", "parti", self.relation.symbol),
            ]
        )
        over = group.concept
        gives = [
            (self.number(over, 1), self.truth(over, 1) if self.chance(0.5) else None)
            for _ in range(self.pick([0, 0, 1, 2]))
        ]
        rest = self.pick(
            [
                model.Equal(),
                model.Proportional(self.number(over, 1)),
                model.Proportional(self.number(over, 1)),
                model.SainteLague(self.number(over, 1), self.pick([Fraction(1), Fraction(6, 5), Fraction(7, 5)])),
                *([None] if gives else []),
            ]
        )
        pot = rounding(self.number(group.owner, 1), "down", 1) if self.chance(0.5) else self.number(group.owner, 1)
        if isinstance(rest, model.SainteLague):
            # The reference gives seats one by one.
            pot = extreme("lower", rounding(pot, "down", self.pick([1, 1, Fraction(1, 2)])), const(40))
        how = self.how() if self.chance(0.6) else None
        cap = self.number(over, 1) if self.chance(0.3) else None
        if isinstance(rest, model.SainteLague) or how is None:
            taker = self.pick([model.ToRow(self.number(over, 0), True), None])
        else:
            taker = self.pick(
                [
                    model.ToRow(self.number(over, 0), self.chance(0.7)),
                    model.LargestRemainder(),
                    model.LargestRemainder(),
                ]
            )
        made = sharing(
            pot, group, *gives, rest=rest, cap=cap, rounding=how, taker=taker,
            tie_key=self.number(over, 0) if self.chance(0.5) else None, lot=self.chance(0.7),
        )  # fmt: skip
        if where == over:
            return made
        self.defined.append(define(over, f"andel{len(self.defined)}", made, line=90 + len(self.defined)))
        return self.number(where, depth)
