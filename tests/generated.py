"""Makes programs at random, with facts: every construct, units left aside, small enough for the naive reference."""

import datetime
from fractions import Fraction

import attrs
from programs import (
    SECTION,
    TRUTH,
    WHOLE,
    aggregate,
    arithmetic,
    as_of,
    attribute,
    both,
    brackets,
    cases,
    changed,
    compare,
    concept,
    const,
    day_of,
    days_between,
    define,
    either,
    exceptions,
    extreme,
    follow,
    indexed,
    join,
    left_of,
    lookup,
    negation,
    not_regulated,
    on_day,
    program,
    quantified,
    ranking,
    read,
    rounding,
    sharing,
    shift,
    span,
    table,
    timeline,
    whole_time,
    workday,
    year_test,
)

from dsl import model
from interpreter.facts import Facts, Rows

YEAR = 2027
CHOICES = ("resa", "möte", "annat")
NUMBERS = [Fraction(n) for n in (0, 1, -1, 2, 3, 5, 10, 12, 100, 117034)] + [
    Fraction(n, d) for n, d in ((1, 2), (1, 3), (-1, 3), (1, 4), (3, 100), (7, 1000), (22, 7))
]
JUDGE = model.Judge("granskare", "bedömer", "att det hör till uppdraget")
DATES = [datetime.date(2026, 1, 1), datetime.date(2027, 1, 1), datetime.date(2027, 6, 30), datetime.date(2028, 2, 29)]


def generated(random) -> tuple[model.Program, Facts]:
    """A few values over the whole regulation, its parties and their costs, and facts, some with holes in them."""
    return Generator(random).made()


def amended(random) -> tuple[model.Program, Facts]:
    """The same of a regulation that read otherwise in earlier years: some values were computed otherwise or were of
    another kind, some were not there, and other rows were covered."""
    generator = Generator(random)
    now, facts = generator.made()
    begins = random.choice([[None], [None, YEAR - 1], [None, YEAR - 2, YEAR - 1]])
    earlier = [model.Wording(first, generator.before(now)) for first in begins]
    return attrs.evolve(now, wordings=(*earlier, model.Wording(YEAR, now))), facts


class Generator:
    """Expressions are made for a concept: a value of it, or of the whole regulation. random: a `random.Random`."""

    def __init__(self, random):
        self.random = random
        self.defined: list[model.Definition] = []
        # Whether a value may bring a definition of its own along; not where definitions take each other's places.
        self.may_define = True
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
            periods=self.pick([[(YEAR, YEAR + 3)], [(YEAR - 2, YEAR + 1)], []]),
            elections=self.pick(
                [[YEAR - 1], [YEAR + 1, YEAR + 5], [YEAR], [], [YEAR - 5, YEAR - 1], [YEAR - 1, YEAR + 3]]
            ),
        )
        return made, self.facts()

    def before(self, now):
        """How the program may have read before."""
        self.defined, self.may_define = [], False
        makers = {model.Number: self.number, model.Truth: self.truth, model.Day: self.day}
        for number, one in enumerate(now.definitions):
            where, name = one.symbol.concept, one.symbol.name
            make = makers.get(self.pick([type(one.type)] * 9 + list(makers)))
            if make is not None and not self.chance(0.1):
                self.defined.append(define(where, name, make(where, self.random.randint(1, 3)), line=number + 40))
        covered = self.pick([[], [], ["parti"], ["kostnad"]])
        scopes = tuple(model.Scope(name, self.truth(name, 2), SECTION, span(90 + n)) for n, name in enumerate(covered))
        first = self.pick([now.years[0], YEAR - 2])
        return attrs.evolve(now, definitions=tuple(self.defined), scopes=scopes, years=(first, None))

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
            for one in self.attributes[place]:
                if fits(one.type):
                    found.append(read(one, self.pick([0, 0, -1]) if one.per_year else 0))
            for one in self.defined:
                if one.symbol.concept == place and fits(one.type):
                    year, absolute = self.pick([(0, False), (0, False), (0, False), (-1, False), (YEAR - 1, True)])
                    found.append(read(one, year, absolute=absolute))
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
                self.between,
                self.passed,
                self.ranked,
                self.as_of,
                self.timeline,
                self.index,
                self.unregulated,
            ]
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
        tie = self.pick(["up", "down", "even", "away"]) if direction == "nearest" else None
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
        if self.chance(0.3):
            measure = self.number(where, 0)
            highs = [arithmetic("*", const(high), measure) for high in highs]
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

    def passed(self, where, depth):
        unit = self.pick(["day", "week", "month", "year", "year"])
        return whole_time(unit, self.day(where, depth), self.day(where, depth))

    def ranked(self, where, depth):
        """Among all rows, or those with the same owner; where that is not of `where`, the highest place."""
        group = self.pick(
            [
                model.Group("parti", None, None),
                model.Group("kostnad", None, None),
                model.Group("kostnad", "parti", self.relation.symbol),
            ]
        )
        over = group.concept
        key = self.number(over, min(depth, 1)) if self.chance(0.6) else self.day(over, 1)
        tie_key, lot = self.pick([(None, False), (None, True), (self.number(over, 0), True)])
        made = ranking(group, key, self.chance(0.5), tie_key, lot)
        if where == over:
            return made
        return aggregate("maximum", model.Group(over, None, None), made)

    def as_of(self, where, depth):
        """Of a day in the data nothing may depend on the year but by dates."""
        firsts = sorted(self.random.sample(DATES, self.random.randint(1, 3)))
        dated = [(first, self.pick([None, None, datetime.date(2027, 6, 30)]), self.constant()) for first in firsts]
        made = timeline(*((first, last if last and last >= first else None, value) for first, last, value in dated))
        if self.chance(0.4):
            made = arithmetic("*", made, const(2))
        if self.may_define and self.chance(0.5):
            self.defined.append(define(None, f"belopp{len(self.defined)}", made, line=90 + len(self.defined)))
            made = read(self.defined[-1])
        return as_of(made, self.day(where, depth))

    def day(self, where, depth):
        kind = self.pick(["given", "given", "asked", "of year", "shift", "workday", "extreme", "cases", "gathered"])
        if depth <= 0 or kind == "given":
            found = self.leaf(where, lambda kind: isinstance(kind, model.Day))
            return const(self.pick(DATES)) if found is None or self.chance(0.3) else found
        match kind:
            case "of year":
                month, day = self.pick([(1, 1), (2, None), (2, 29), (6, 19), (12, 31)])
                return day_of(month, day, self.pick(["this", "next", "election"]))
            case "asked":
                return model.AskedDay()
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
            # The reference gives seats one by one, so they have to be few.
            gives = [(const(self.pick([0, 1, 2])), where) for _, where in gives]
            pot = extreme("lower", rounding(pot, "down", self.pick([1, 1, Fraction(1, 2)])), const(40))
        how = self.how() if self.chance(0.6) else None
        if isinstance(rest, model.SainteLague):
            # Seats stand alone.
            how = None
        cap = goes_on = turn = None
        if not isinstance(rest, model.SainteLague):
            cap = self.number(over, self.pick([0, 1])) if self.chance(0.4) else None
            goes_on = cap is not None and rest is not None and self.chance(0.6)
        if rest is None and cap is None and self.chance(0.6):
            turn = model.Turn(self.pick([self.number, self.day])(over, 0), self.chance(0.5))
            how = None
        stays = self.chance(0.2) and not isinstance(rest, model.SainteLague)
        taker = None
        if how is not None:
            taker = self.pick(
                [
                    model.ToRow(self.number(over, 0), self.chance(0.7)),
                    *([model.LargestRemainder(), model.LargestRemainder()] if how[0] == "down" else []),
                    *([None] if stays and how[0] == "down" else []),
                ]
            )
        made = sharing(
            pot, group, *gives, rest=rest, cap=cap, goes_on=bool(goes_on), stays=stays, turn=turn, rounding=how,
            taker=taker, unrounded=taker is not None and (not (stays or cap is not None) or self.chance(0.4)),
            tie_key=self.number(over, 0) if self.chance(0.5) else None, lot=self.chance(0.7),
        )  # fmt: skip
        if made.sharing.stays and self.chance(0.5):
            # One rule defines both, on one line.
            line = 90 + len(self.defined)
            self.defined.append(define(over, f"andel{line}", made, line=line))
            self.defined.append(define(group.owner, f"kvar{line}", left_of(made), line=line))
            return self.number(where, 0)
        if where == over:
            return made
        self.defined.append(define(over, f"andel{len(self.defined)}", made, line=90 + len(self.defined)))
        return self.number(where, depth)
