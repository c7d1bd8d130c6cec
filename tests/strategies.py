"""Hypothesis strategies of surface trees: every construct, as the parser gives it (canonical numbers, units, trivia).

A tree is grammatical, not meaningful: names are made up, units need not fit.
"""

import string
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from dsl import nodes
from dsl.formatting import expression_text
from dsl.formatting.promises import in_one_line
from dsl.source import Span

HERE = Span("a.regel", 1, 1, 1, 1)


def build(cls, **fields):
    return opaque(st.builds(cls, span=st.just(HERE), **fields))


def opaque(strategy):
    """The same, without a description: those of strategies within strategies grow to megabytes."""

    @st.composite
    def drawn(draw):
        return draw(strategy)

    return drawn()


def tuples(elements, least=0, most=3):
    return st.lists(elements, min_size=least, max_size=most).map(tuple)


# -- words and numbers ---------------------------------------------------------------------------

# Made of syllables, so that no keyword and no unit comes out.
SYLLABLES = ("bo", "da", "fri", "ga", "hu", "kå", "le", "mö", "nu", "pi", "ru", "si", "ta", "vä")
word = st.builds(
    lambda parts, tail: "".join(parts) + tail,
    st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=4),
    st.sampled_from(["", "", "n", "2", "-gö", "et"]),
)
joint = st.sampled_from([" ", " ", " för ", " av ", " med ", " till ", " på ", " vid ", " efter ", " under ", " från "])
name_text = st.one_of(word, st.builds(lambda a, b, c: a + b + c, word, joint, word))
unit = st.one_of(
    st.sampled_from(["kr", "tkr", "mnkr", "öre", "%", "promille", "procentenheter", "år", "månad", "kr/år"]),
    name_text,
    st.builds("{}/{}".format, word, st.sampled_from(["år", "månad"])),
)
forms = tuples(name_text)
prose_text = st.text(string.ascii_letters + "åäö ,.;:!?()[]{}+-/*×–§%&'|_=<>0123456789", min_size=1, max_size=30)
free_text = st.builds(lambda a, b: f"{a} {b}".strip(), word, prose_text).map(lambda text: " ".join(text.split()))
quoted_text = st.text(string.ascii_letters + "åäö ,.;:#|[]()-–", max_size=30).map(str.strip)
mark = st.builds(
    lambda a, b: f"{a}–{a + b}" if b else f"{a}", st.integers(1, 300), st.integers(0, 3)
) | st.sampled_from(["45a", "45a–46b"])
marks = st.just(()) | tuples(mark, most=3)


def grouped(number):
    return f"{number:,}".replace(",", " ")


whole_number = st.integers(0, 10**10).map(lambda n: nodes.Number(Fraction(n), grouped(n), span=HERE)) | st.integers(
    0, 9999
).map(lambda n: nodes.Number(Fraction(n), str(n), span=HERE))
decimal_number = st.builds(
    lambda n, decimals: nodes.Number(
        n + Fraction(int(decimals), 10 ** len(decimals)), f"{grouped(n)},{decimals}", span=HERE
    ),
    st.integers(0, 10**7),
    st.text("0123456789", min_size=1, max_size=4),
)
fraction_number = st.builds(
    lambda n, d: nodes.Number(Fraction(n, d), f"{n}/{d}", span=HERE), st.integers(1, 12), st.integers(2, 12)
)
number = whole_number | decimal_number | fraction_number
quantity = build(nodes.Quantity, number=whole_number | decimal_number, unit=st.none() | unit) | build(
    nodes.Quantity, number=fraction_number, unit=st.none() | unit
)
date = build(nodes.Date, year=st.integers(1900, 2100), month=st.integers(1, 12), day=st.integers(1, 28))
name = build(nodes.Name, text=name_text)
year = st.integers(1900, 2100)

# -- expressions ---------------------------------------------------------------------------------

text = build(nodes.Text, value=quoted_text)
# What norms define; only as a value.
worth = build(
    nodes.Name,
    text=st.builds(
        lambda what, content, day: f'{what} för "{content}"{day}',
        name_text,
        quoted_text,
        st.sampled_from(["", " den 1 januari", " den sista februari"]),
    ),
)
year_of = build(nodes.YearOf, year=st.sampled_from([-1, 0]), absolute=st.just(False), name=name) | build(
    nodes.YearOf, year=year, absolute=st.just(True), name=name
)
day_of = build(
    nodes.DayOf,
    month=st.integers(1, 12),
    day=st.none() | st.integers(1, 28),
    year=st.sampled_from(["this", "next", "election"]),
)
not_regulated = build(nodes.NotRegulated, reason=quoted_text)
SHARES = {
    "hälften": (1, 2),
    "en tredjedel": (1, 3),
    "en fjärdedel": (1, 4),
    "en femtedel": (1, 5),
    "en sjättedel": (1, 6),
    "en sjundedel": (1, 7),
    "en åttondel": (1, 8),
    "en niondel": (1, 9),
    "en tiondel": (1, 10),
    "två tredjedelar": (2, 3),
    "tre fjärdedelar": (3, 4),
}


def worded_share(wording):
    over, under = SHARES[wording]
    return nodes.Quantity(nodes.Number(Fraction(over, under), f"{over}/{under}", span=HERE), None, span=HERE)


part = st.sampled_from(sorted(SHARES)).map(
    lambda wording: nodes.Quantity(nodes.Number(100 * Fraction(*SHARES[wording]), wording, span=HERE), "%", span=HERE)
)


def shares(whole):
    percent = build(nodes.Quantity, number=whole_number | decimal_number, unit=st.sampled_from(["%", "promille"]))
    fraction = build(nodes.Quantity, number=fraction_number, unit=st.none())
    return build(nodes.ShareOf, share=percent | fraction, wording=st.none(), whole=whole) | st.builds(
        lambda wording, inner: nodes.ShareOf(worded_share(wording), wording, inner, span=HERE),
        st.sampled_from(sorted(SHARES)),
        whole,
    )


FIRST = "för första timmen, därefter"
PIECES = {
    "påbörjad timme": (Fraction(1), "timme"),
    "påbörjad fjärdedels timme": (Fraction(1, 4), "timme"),
    "påbörjat hundratal kvm": (Fraction(100), "kvm"),
    "påbörjade 50 kvm": (Fraction(50), "kvm"),
    "påbörjad halvtimme": (Fraction(1, 2), "timme"),
    "påbörjat tiotal": (Fraction(10), None),
}


def begun(inner):
    return st.builds(
        lambda value, words, counted: nodes.PerBegun(value, *PIECES[words], words, counted, span=HERE),
        inner,
        st.sampled_from(sorted(PIECES)),
        st.none() | inner,
    )


def larger(inner):
    """Expressions of smaller ones."""
    return st.one_of(
        build(nodes.Binary, operator=st.sampled_from("+-*/"), left=inner, right=inner),
        build(nodes.Negative, operand=inner),
        build(nodes.Per, value=inner, unit=unit),
        begun(inner),
        st.builds(
            lambda first, then: nodes.FirstThen(first, Fraction(1), "timmen", FIRST, then, span=HERE),
            inner,
            build(nodes.Per, value=inner, unit=unit) | begun(inner),
        ),
        build(nodes.Extreme, kind=st.sampled_from(["higher", "lower", "earliest", "latest"]), left=inner, right=inner),
        build(nodes.WholeTime, unit=st.sampled_from(["år", "månader", "veckor", "dagar"]), since=inner, until=inner),
        build(nodes.Modified, value=inner, modifiers=tuples(modifiers(inner), least=1)),
        shares(inner),
        build(
            nodes.Workday,
            count=st.integers(0, 1000),
            direction=st.sampled_from(["before", "after"]),
            day=inner,
        ),
        build(
            nodes.Aggregate,
            kind=st.sampled_from(["total", "count", "maximum", "minimum", "mean"]),
            name=name,
            where=st.none() | inline(inner) | such,
        ),
        build(
            nodes.Aggregate,
            kind=st.sampled_from(["earliest", "latest"]),
            name=name,
            where=st.none() | inline(inner),
        ),
        build(
            nodes.Aggregate, kind=st.sampled_from(["total", "maximum", "minimum", "mean"]), name=worth, where=st.none()
        ),
    )


# -- modifiers -----------------------------------------------------------------------------------

SIZES = [*map(Fraction, ("1", "1/2", "1/5", "1/10", "1/100", "1/1000", "10", "100", "1000", "1000000"))]
odd_size = st.builds(lambda n, places: Fraction(n, 10**places), st.integers(2, 99999), st.integers(0, 3))
step = st.one_of(
    build(
        nodes.Step,
        size=st.sampled_from(SIZES) | odd_size,
        unit=st.sampled_from(["kronor", "procent", "tkr", "kr/år"]) | word,
    ),
    build(nodes.Step, size=st.integers(0, 10).map(lambda n: Fraction(1, 10**n)) | odd_size, unit=st.none()),
)


def roundings(each_year):
    return build(
        nodes.Round,
        direction=st.sampled_from(["up", "down"]),
        step=step,
        tie=st.none(),
        each_year=each_year,
    ) | build(
        nodes.Round,
        direction=st.just("nearest"),
        step=step,
        tie=st.sampled_from(["up", "down", "even", "away"]),
        each_year=each_year,
    )


def conditional(inner):
    """The modifiers that may have a condition of their own."""
    return st.one_of(
        roundings(st.just(False)),
        build(nodes.Changed, kind=st.sampled_from(["increase", "decrease"]), by=inner | part),
        build(nodes.Limited, kind=st.sampled_from(["most", "least"]), bound=inner),
    )


def modifiers(inner):
    return st.one_of(
        roundings(st.booleans()),
        conditional(inner),
        build(nodes.Conditioned, modifier=conditional(inner), condition=inline(inner)),
        build(nodes.PriceLevel, year=year),
        build(nodes.Indexed, first_year=year, rate=inner),
        build(
            nodes.AtDate,
            day=build(nodes.YearlyDate, month=st.integers(1, 12), day=st.none() | st.integers(1, 28)),
        ),
        build(nodes.AsOf, day=inner),
        build(nodes.MonthByMonth),
    )


# -- conditions ----------------------------------------------------------------------------------

OPERATORS = ["=", "≠", ">=", "<=", ">", "<", "latest", "earliest"]
QUANTIFIERS = [
    ("some", "något av"),
    ("some", "någon av"),
    ("every", "alla"),
    ("none", "inget av"),
    ("none", "ingen av"),
]


judged = build(
    nodes.Judged,
    who=st.none() | name,
    verb=st.sampled_from(["bedömer", "beslutar"]),
    question=quoted_text,
    negated=st.booleans(),
)
RELATIONS = st.sampled_from(["får", "har rätt till", "uppfyller", "ska"])
normed = build(nodes.Normed, subject=name, relation=RELATIONS, content=quoted_text, negated=st.booleans())
such = build(nodes.Normed, subject=st.none(), relation=RELATIONS, content=quoted_text, negated=st.booleans())


def comparisons(inner, operators=tuple(OPERATORS)):
    return build(nodes.Comparison, left=inner, operator=st.sampled_from(operators), right=inner)


def compared(inner):
    """Conditions that `och` and `eller` may join."""
    return st.one_of(
        comparisons(inner),
        build(nodes.Within, left=inner, low=date | inner, high=date | inner),
        build(nodes.Has, subject=name, flag=name, negated=st.booleans()),
        judged,
        normed,
    )


def inline(inner):
    """Conditions on one line, after which more may follow."""
    single = st.one_of(
        compared(inner),
        build(nodes.Membership, left=inner, options=tuples(name | quantity | text, least=2), negated=st.booleans()),
        build(
            nodes.OverYears,
            condition=comparisons(inner) | build(nodes.Has, subject=name, flag=name, negated=st.booleans()),
            kind=st.sampled_from(["any", "every"]),
            count=st.integers(2, 14),
        ),
        build(nodes.HasAny, subject=name, flags=tuples(name, least=2)),
    )
    return single | build(nodes.And, parts=tuples(single, least=2))


asked_day = build(nodes.AskedDay)
expression = st.recursive(name | worth | quantity | year_of | text | date | day_of | asked_day, larger, max_leaves=5)
ties = st.one_of(st.none(), build(nodes.ByLot), build(nodes.ByMost, key=name))
rankings = st.builds(
    lambda group, key, wording, tie: nodes.Ranking(
        group, key, wording in ("senast", "flest", "högst", "störst"), wording, tie, span=HERE
    ),
    name,
    expression,
    st.sampled_from(["tidigast", "senast", "flest", "högst", "störst", "minst", "lägst"]),
    ties,
)
nothing = build(nodes.Nothing, word=st.sampled_from(["inget", "ingen", "inga"]), name=name_text)
value = expression | not_regulated | rankings | nothing
one_line_condition = inline(expression)


def quantified(fulfilled):
    return st.builds(
        lambda words, group, condition: nodes.Quantified(words[0], words[1], group, condition, span=HERE),
        st.sampled_from(QUANTIFIERS),
        name,
        fulfilled,
    )


# -- trivia --------------------------------------------------------------------------------------

comment_text = st.text(string.ascii_letters + 'åäö ,.;:#|"[]()', max_size=20).map(str.rstrip)
trivia = st.just(nodes.NO_TRIVIA) | st.builds(
    nodes.Trivia, tuples(comment_text, most=2), st.none() | comment_text, st.booleans()
)


def with_blank(node, blank):
    return attrs.evolve(node, trivia=attrs.evolve(node.trivia, blank=blank))


def bulleted(inner):
    """Conditions that end in bullets, whose conditions are `inner`."""
    bullets = build(
        nodes.Bullets,
        kind=st.sampled_from(["any", "all"]),
        parts=tuples(build(nodes.Bullet, condition=inner, marks=marks, trivia=trivia), least=2),
    )
    return and_last(bullets | quantified(bullets))


def and_last(ending):
    """`ending`, or some comparisons and it."""
    return ending | st.builds(
        lambda parts, end: nodes.And((*parts, end), span=HERE), tuples(comparisons(expression), least=1, most=2), ending
    )


either = build(nodes.Or, parts=tuples(compared(expression), least=2))
# Where nothing follows on the line, `eller` may join conditions.
one_line = one_line_condition | and_last(quantified(one_line_condition)) | either
condition = one_line | bulleted(one_line | bulleted(one_line))

# -- statements ----------------------------------------------------------------------------------

# Such a line may end neither as if it went on nor as if with marks.
heading_text = free_text.filter(lambda text: text[-1] not in "],+−×/*" and not text.endswith(" x"))
subject = build(nodes.Subject, name=name_text, forms=forms)
plain_subject = build(nodes.Subject, name=name_text, forms=st.just(()))


def with_lines(cls, **fields):
    return build(cls, trivia=trivia, **fields)


shown = with_lines(nodes.Shown, step=step, exact=st.just(False)) | with_lines(
    nodes.Shown,
    step=build(nodes.Step, size=st.just(Fraction(1)), unit=st.sampled_from(["procent", "promille"])),
    exact=st.just(True),
)
unless = with_lines(
    nodes.Unless,
    level=st.sampled_from([1, 2]),
    value=value,
    condition=condition,
    even=st.booleans(),
    marks=marks,
)
paid_out = with_lines(nodes.PaidOut)


@st.composite
def with_paid_out(draw, others):
    """The line that may stand once, anywhere among the others."""
    found = draw(others)
    at = draw(st.integers(0, len(found)))
    return (*found[:at], draw(paid_out), *found[at:])


plain_details = st.just(()) | tuples(shown | unless)
details = plain_details | with_paid_out(plain_details)


case = with_lines(nodes.Case, value=value, condition=condition, otherwise=st.booleans(), marks=marks)
last_case = with_lines(nodes.Case, value=value, condition=st.none(), otherwise=st.just(True), marks=marks)
cases = st.builds(lambda some, last: (*some, last), tuples(case, least=1), case | last_case) | tuples(
    last_case | case.filter(lambda case: case.otherwise), 1, 1
)
dated = with_lines(nodes.Dated, first=date, last=st.none() | date, value=value, marks=marks)
ended = build(
    nodes.Modified,
    value=expression.filter(lambda node: not isinstance(node, nodes.Modified)),
    modifiers=st.builds(
        lambda before, last: (*before, last),
        tuples(modifiers(expression), least=0, most=2),
        build(nodes.Conditioned, modifier=conditional(expression), condition=condition),
    ),
)
counted = build(
    nodes.Aggregate,
    kind=st.sampled_from(["total", "count", "maximum", "minimum", "mean"]),
    name=name,
    where=bulleted(one_line),
)
single = build(nodes.Single, value=value, condition=st.none() | condition) | build(
    nodes.Single, value=ended | counted, condition=st.none()
)
definition = with_lines(
    nodes.Definition,
    subject=subject,
    body=single | build(nodes.Cases, cases=cases) | build(nodes.Timeline, values=tuples(dated, least=1)),
    details=details,
    marks=marks,
)
truth_subject = build(nodes.Subject, name=st.builds("{} är {}".format, name_text, name_text), forms=forms)
truth = with_lines(
    nodes.Definition, subject=truth_subject, body=build(nodes.When, condition=condition), details=details, marks=marks
)

# -- norms ---------------------------------------------------------------------------------------

MODALITIES = [
    "ska",
    "ska inte",
    "får",
    "får inte",
    "bör",
    "bör inte",
    "har rätt till",
    "har inte rätt till",
    "har rätt endast till",
    "kräver",
    "ansvarar för",
    "bestämmer",
]
section_named = st.sampled_from(["§ 6", "§ 2 a", "avsnitt 3.1.1", "avsnitt Stöd", "avsnitt Stöd i nämnden"])
yearly_date = build(nodes.YearlyDate, month=st.integers(1, 12), day=st.none() | st.integers(1, 28))
in_words = {"text": quoted_text, "marks": marks}
# Text alone is carried, not computed.
computed = value.filter(lambda node: not isinstance(node, nodes.Text))
norm_line = st.one_of(
    with_lines(nodes.Applies, condition=condition, only=st.booleans(), marks=marks),
    with_lines(nodes.Except, condition=condition, text=st.none(), marks=marks),
    with_lines(nodes.Except, condition=st.none(), **in_words),
    with_lines(nodes.Despite, content=quoted_text, section=st.none(), marks=marks),
    with_lines(nodes.Despite, content=st.none(), section=section_named, marks=marks),
    with_lines(nodes.ApartFrom, section=section_named, marks=marks),
    with_lines(nodes.Complied, condition=condition, marks=marks),
    with_lines(nodes.Amount, value=computed, text=st.none(), marks=marks),
    with_lines(nodes.Amount, value=st.none(), **in_words),
    with_lines(
        nodes.InParts,
        days=tuples(yearly_date, 2, 4),
        rounding=st.none(),
        taker=st.none(),
        unrounded=st.just(False),
        marks=marks,
    ),
    with_lines(
        nodes.InParts,
        days=tuples(yearly_date, 2, 4),
        rounding=roundings(st.just(False)),
        taker=st.sampled_from(["first", "last"]),
        unrounded=st.booleans(),
        marks=marks,
    ),
    with_lines(nodes.Extent, value=value, marks=marks),
    with_lines(nodes.Deadline, day=computed | yearly_date, text=st.none(), marks=marks),
    with_lines(nodes.Deadline, day=st.none(), **in_words),
    with_lines(nodes.Carried, kind=st.sampled_from(["vid", "stöd i"]), count=st.none(), **in_words),
    with_lines(nodes.Carried, kind=st.just("högst"), count=whole_number | decimal_number, **in_words),
)
norm_parts = {"bearer": name, "modality": st.sampled_from(MODALITIES), "lines": tuples(norm_line), "marks": marks}
norm = with_lines(
    nodes.Norm,
    contents=st.tuples(build(nodes.Content, text=quoted_text, marks=st.just(()), trivia=st.just(nodes.NO_TRIVIA))),
    bulleted=st.just(False),
    **norm_parts,
) | with_lines(
    nodes.Norm,
    contents=tuples(with_lines(nodes.Content, text=quoted_text, marks=marks), least=1),
    bulleted=st.just(True),
    **norm_parts,
)
decided_bounds = st.lists(
    build(nodes.Bound, kind=st.sampled_from(["least", "most"]), value=expression), max_size=2
).map(tuple)
decided_parts = {"subject": subject, "role": name, "unit": unit, "bounds": decided_bounds, "marks": marks}
decided = with_lines(
    nodes.DecidedBy, regard=st.just(()), regard_trivia=st.just(nodes.NO_TRIVIA), **decided_parts
) | with_lines(
    nodes.DecidedBy,
    regard=tuples(name | build(nodes.Name, text=name_text.map("antalet {}".format)), least=1),
    regard_trivia=trivia,
    **decided_parts,
)
norms = st.one_of(
    norm,
    norm,
    decided,
    with_lines(nodes.Scope, name=name, where=condition, marks=marks),
    with_lines(nodes.Meaning, term=quoted_text, meaning=quoted_text, marks=marks),
    with_lines(nodes.SeeAlso, section=section_named, text=st.none(), file=st.none() | quoted_text, marks=marks),
    with_lines(nodes.SeeAlso, section=st.none(), text=quoted_text, file=st.none(), marks=marks),
)

# -- texts and other simple statements -----------------------------------------------------------

text_block = with_lines(
    nodes.TextBlock,
    lines=tuples(free_text.filter(lambda text: text[-1] != "]") | st.just(""), least=1),
    kind=st.sampled_from([None, "bestämmelse", "upplysning", "definition", "rutin", "beslut", "förslag", "metadata"]),
    marks=marks,
).map(lambda node: node if node.kind else attrs.evolve(node, trivia=attrs.evolve(node.trivia, after=None)))
promise_line = st.one_of(
    with_lines(nodes.Supposed, condition=condition),
    with_lines(nodes.AtYear, year=year),
    with_lines(nodes.StartsFrom, file=quoted_text),
    with_lines(nodes.WithReading, interpretation=name_text, reading=name_text),
)
course = st.sampled_from(["falls", "rises"])
counted = name | build(nodes.Name, text=name_text.map("antalet {}".format))
monotone = build(nodes.Monotone, value=expression, direction=course, input=counted, input_direction=course)
promise = with_lines(
    nodes.Promise, title=quoted_text, claim=monotone | condition, lines=tuples(promise_line), marks=marks
)
simple_statement = st.one_of(
    with_lines(nodes.Heading, title=heading_text),
    text_block,
    definition,
    truth,
    with_lines(
        nodes.ExceptionRule,
        section=st.sampled_from(["§ 6", "§ 2 a", "avsnitt 3.1.1"]),
        subject=plain_subject,
        value=value,
        condition=condition,
        even=st.booleans(),
        marks=marks,
    ),
    with_lines(
        nodes.Grant,
        each=st.booleans(),
        bearer=build(nodes.Name, text=st.sampled_from(["parti", "förening"])),
        verb=st.sampled_from(["får", "har rätt till"]),
        article=st.sampled_from(["ett", "en"]),
        # What stands after the name begins with a word that may stand inside one.
        subject=build(nodes.Subject, name=st.sampled_from(["stöd", "stöd2 för resor"]), forms=forms),
        value=value,
        condition=st.none() | condition,
        details=details,
        marks=marks,
    ).filter(lambda grant: any(sign in expression_text(grant.value) for sign in "0123456789×/")),
    with_lines(nodes.Note, text=quoted_text, marks=marks),
    with_lines(nodes.Assumption, text=quoted_text, condition=condition, marks=marks),
    promise,
    norms,
    norms,
)

# -- tables --------------------------------------------------------------------------------------


def exactly(inner):
    return build(nodes.Exactly, value=inner)


range_cell = st.one_of(
    build(
        nodes.Range,
        low=build(nodes.Quantity, number=whole_number | decimal_number, unit=st.none()),
        high=quantity,
        low_open=st.just(False),
        high_open=st.just(False),
    ),
    build(nodes.Range, low=quantity, high=st.none(), low_open=st.booleans(), high_open=st.just(False)),
    build(nodes.Range, low=st.none(), high=quantity, low_open=st.just(False), high_open=st.booleans()),
)
tested = st.one_of(exactly(quantity | name | text | date), range_cell, build(nodes.Otherwise), build(nodes.Anything))
# `till och med prisbasbeloppet`
once = build(nodes.Quantity, number=st.just(nodes.Number(Fraction(1), "", span=HERE)), unit=name_text)
tiers = st.one_of(
    build(nodes.Range, low=st.none(), high=quantity | once, low_open=st.just(False), high_open=st.just(False)),
    build(nodes.Above),
)
results = exactly(quantity) | exactly(value)


@st.composite
def table_definition(draw):
    hit = draw(st.sampled_from(["unique", "first", "brackets"]))
    tests = 1 if hit == "brackets" else draw(st.integers(1, 3))
    width = 1 if hit == "brackets" else draw(st.integers(1, 2))
    table = with_lines(
        nodes.Table,
        hit=st.just(hit),
        columns=tuples(name, tests + width, tests + width),
        rows=tuples(
            with_lines(
                nodes.Row,
                cells=st.tuples(*[tiers if hit == "brackets" else tested] * tests, *[results] * width),
                marks=marks,
            ),
            least=1,
            most=4,
        ),
    )
    return draw(
        with_lines(
            nodes.TableDefinition,
            subjects=tuples(subject, width, width),
            table=table,
            details=st.just(()) | tuples(shown | unless),
            marks=marks,
        )
    )


# -- sharing -------------------------------------------------------------------------------------

tie = st.none() | build(nodes.ByLot) | build(nodes.ByMost, key=name)


@st.composite
def to_row(draw):
    wording = draw(st.sampled_from(["flest", "störst", "högst", "minst", "lägst"]))
    most = wording not in ("minst", "lägst")
    return nodes.ToRow(
        draw(st.sampled_from(["det", "den"])),
        draw(name_text),
        most,
        wording,
        draw(name),
        draw(tie),
        draw(st.booleans()),
        span=HERE,
    )


taker = to_row() | build(nodes.LargestRemainder, tie=tie, unrounded=st.booleans())
rounding = roundings(st.just(False))
sharing_step = st.one_of(
    with_lines(
        nodes.Give, name=name_text, where=st.none() | one_line_condition, again=st.booleans(), value=value, marks=marks
    ),
    with_lines(nodes.PartOfPot, part=expression, key=st.none() | expression, marks=marks),
    with_lines(nodes.RestInProportion, key=expression, marks=marks),
    with_lines(nodes.RestEqually, marks=marks),
    with_lines(nodes.Cap, bound=expression, marks=marks),
    with_lines(nodes.GoesOn, marks=marks),
    with_lines(nodes.Stays, name=st.none() | subject, marks=marks),
    with_lines(
        nodes.InTurn,
        key=expression,
        first=st.sampled_from(["tidigast", "senast", "flest", "störst", "högst", "minst", "lägst"]),
        tie=tie,
        marks=marks,
    ),
    with_lines(nodes.Remainder, rounding=rounding, taker=st.none() | taker, marks=marks),
    with_lines(nodes.Remainder, rounding=st.none(), taker=taker, marks=marks),
    with_lines(nodes.SainteLague, first_divisor=whole_number | decimal_number, key=expression, tie=tie, marks=marks),
)
sharing = with_lines(
    nodes.Sharing,
    pot=name,
    group=name,
    result=subject,
    steps=tuples(sharing_step, least=1),
    details=st.just(()) | tuples(shown | unless),
    marks=marks,
)

# -- sections ------------------------------------------------------------------------------------


def settled_statements(statements):
    """What the parser makes of blank lines; a text without a kind does not run together with the next."""
    out = []
    for statement in statements:
        after_text = out and isinstance(statement, nodes.TextBlock) and isinstance(out[-1], nodes.TextBlock)
        if isinstance(statement, nodes.Section) or after_text:
            statement = with_blank(statement, True)
        out.append(statement)
    return tuple(out)


def statements_of(inner):
    return tuples(inner, least=1).map(settled_statements)


def larger_statements(inner):
    readings = tuples(with_lines(nodes.Reading, name=name_text, statements=statements_of(inner)), least=1)
    return sections(inner) | with_lines(
        nodes.Interpretation,
        name=name_text,
        question=quoted_text,
        readings=readings,
        in_force=name_text,
        reason=quoted_text,
        marks=marks,
        in_force_trivia=trivia,
    )


def sections(inner):
    return st.one_of(
        with_lines(
            nodes.Section,
            kind=st.just("§"),
            number=st.sampled_from(["1", "2 a", "12"]),
            title=st.just("") | heading_text,
            statements=statements_of(inner),
        ),
        with_lines(
            nodes.Section,
            kind=st.just("avsnitt"),
            number=st.sampled_from(["1", "3.1.1"]),
            title=st.just("") | heading_text,
            statements=statements_of(inner),
        ),
        with_lines(
            nodes.Section,
            kind=st.just("avsnitt"),
            number=st.none(),
            title=heading_text,
            statements=statements_of(inner),
        ),
    )


statement = st.recursive(simple_statement | table_definition() | sharing, larger_statements, max_leaves=4)
section = sections(statement)

# -- declarations --------------------------------------------------------------------------------

HEADER_KEYS = ["myndighet", "dokumenttyp", "hör ihop med", "ersätter", "justering"]
header = st.lists(st.sampled_from(HEADER_KEYS), unique=True, max_size=3).flatmap(
    lambda keys: st.tuples(
        *(with_lines(nodes.HeaderLine, key=st.just(key), value=st.just("") | heading_text, marks=marks) for key in keys)
    )
)
declared = with_lines(nodes.Declared, name=name_text, forms=forms)
type_ = st.one_of(
    build(nodes.WholeType, unit=st.none() | unit.filter(lambda text: text != "%")),
    build(nodes.NumberType, unit=st.sampled_from([None, "%", "kr", "kr/år", "tkr"]) | word),
    build(nodes.DateType),
    build(nodes.TextType),
    build(nodes.TruthType),
    build(nodes.ChoiceType, options=tuples(name_text, least=2)),
    build(nodes.RowType, article=st.sampled_from(["ett", "en"]), concept=name_text),
)
constraint = st.one_of(
    build(nodes.Bound, kind=st.sampled_from(["least", "most", "above", "below"]), value=quantity | date),
    build(nodes.Default, value=quantity | name | text),
    build(nodes.PerYear),
)
attribute = with_lines(
    nodes.Attribute,
    name=name_text,
    forms=forms,
    type=type_,
    constraints=tuples(constraint),
    description=st.none() | quoted_text,
)
concept = with_lines(
    nodes.Concept,
    name=name_text,
    forms=forms,
    keys=st.just(()) | st.tuples(name_text, name_text),
    attributes=tuples(attribute),
)

# -- examples ------------------------------------------------------------------------------------

yes_or_no = build(nodes.Name, text=st.sampled_from(["ja", "nej"]))
given_value = st.one_of(quantity, build(nodes.Negative, operand=quantity), text, date, yes_or_no)


NEVER = st.just(False)


no_value = st.sampled_from(["unregulated", "missing", "judgement", "conflict", "undefined", "not_applicable"])


def item(about=NEVER):
    return st.one_of(
        build(nodes.Item, words=name_text, value=given_value, negated=st.just(False), about=about),
        build(nodes.Item, words=st.none(), value=quantity, negated=st.just(False), about=about),
        build(nodes.Item, words=name_text, value=st.none(), negated=st.booleans(), about=st.just(False)),
    )


label = st.none() | quoted_text
given_item = item() | build(nodes.GivenJudgement, judged=judged)
given = with_lines(
    nodes.Given, year=st.none() | year, subject=name, label=label, items=tuples(given_item, least=1)
) | with_lines(nodes.Given, year=st.none() | year, subject=st.none(), label=st.none(), items=st.tuples(given_item))
starts = st.one_of(
    with_lines(nodes.AtYear, year=year),
    with_lines(nodes.AtDay, day=date),
    with_lines(nodes.StartsFrom, file=quoted_text),
    given,
)
worth_text = worth.map(lambda node: node.text)
stated_item = st.one_of(
    item(st.booleans()),
    build(nodes.Item, words=worth_text, value=given_value, negated=NEVER, about=st.booleans()),
    build(
        nodes.Item,
        words=name_text | name_text.map("antalet {}".format) | worth_text,
        value=st.none(),
        negated=NEVER,
        about=NEVER,
        outcome=no_value,
    ),
)
example_line = st.one_of(
    starts,
    with_lines(nodes.WithReading, interpretation=name_text, reading=name_text),
    with_lines(nodes.ThenCondition, condition=comparisons(expression, (*OPERATORS, "≈")) | quantified(one_line)),
    with_lines(nodes.ThenCondition, condition=judged | build(nodes.And, parts=tuples(normed | judged, least=2))),
    with_lines(
        nodes.ThenNorm,
        subject=name,
        label=label,
        relation=RELATIONS,
        content=quoted_text,
        negated=st.booleans(),
        outcome=st.none() | no_value,
    ),
    with_lines(nodes.ThenRow, subject=name, label=label, items=tuples(stated_item, least=1)),
    with_lines(
        nodes.ThenTruth,
        subject=name,
        label=quoted_text,
        verb=st.just("är"),
        flag=name,
        negated=st.booleans(),
        outcome=st.none(),
    ),
    with_lines(
        nodes.ThenTruth,
        subject=name,
        label=label,
        verb=st.sampled_from(["är", "har"]),
        flag=name,
        negated=NEVER,
        outcome=no_value,
    ),
    with_lines(
        nodes.ThenOutcome,
        name=name,
        outcome=no_value,
    ),
)


LABELS = ["3 kap.", "- x", "-x", "och", "+", "mer än 3", "A (b)", "summa"]
label_text = name_text | quoted_text | st.sampled_from(LABELS)


@st.composite
def reference_table(draw):
    width = draw(st.integers(1, 3))
    cells = [exactly(quantity) | range_cell | build(nodes.Blank)] * width
    named = with_row(label=label_text, cells=st.tuples(*cells))
    row = named if draw(st.booleans()) else named | with_row(label=st.none(), cells=st.tuples(range_cell, *cells))
    return draw(
        with_lines(
            nodes.ReferenceTable,
            title=quoted_text,
            lines=tuples(starts),
            columns=tuples(name, width + 1, width + 1),
            rows=tuples(row, least=1),
            marks=marks,
            table_trivia=trivia,
        )
    )


def with_row(**fields):
    known_error = with_lines(
        nodes.KnownError,
        column=name,
        right=exactly(quantity) | st.sampled_from(sorted(nodes.NO_VALUE_WORDS)),
        reason=st.none() | quoted_text,
    )
    return with_lines(nodes.ReferenceRow, known_errors=tuples(known_error), marks=marks, **fields)


# -- the file ------------------------------------------------------------------------------------

block = st.one_of(
    section,
    section,
    with_lines(nodes.Units, entries=tuples(declared, least=1)),
    with_lines(nodes.Roles, entries=tuples(declared, least=1)),
    with_lines(nodes.Inputs, attributes=tuples(attribute, least=1)),
    with_lines(nodes.Concepts, concepts=tuples(concept, least=1)),
    with_lines(nodes.Example, title=quoted_text, lines=tuples(example_line, least=1), marks=marks),
    reference_table(),
    promise,
    with_lines(nodes.Uses, file=quoted_text),
)


def settled_blocks(blocks):
    """What the parser makes of blank lines: only promises of one line each may stand without one."""
    out = []
    for node in blocks:
        beside = all(isinstance(one, nodes.Promise) and in_one_line(one) for one in (node, *out[-1:]))
        out.append(node if out and beside else with_blank(node, True))
    return tuple(out)


end = st.just(nodes.NO_TRIVIA) | st.builds(
    lambda before, blank: nodes.Trivia(before, None, blank), tuples(comment_text, least=1), st.booleans()
)
regulation = with_lines(
    nodes.Regulation,
    title=quoted_text,
    header=header,
    items=tuples(block).map(settled_blocks),
    end=end,
).map(lambda tree: with_blank(tree, False))

# -- amendments ----------------------------------------------------------------------------------

top_block = block.map(lambda node: with_blank(node, True))


NOWHERE = st.none()


def target(kind, named, within=NOWHERE):
    return build(nodes.Target, kind=st.just(kind), name=named, within=within)


@st.composite
def held(draw, kind):
    """What stands below a change of that kind of thing."""
    match kind:
        case "concept":
            own = tuples(concept, least=1)
        case "input":
            own = tuples(attribute, least=1)
        case "header":
            own = header.filter(bool)
        case _:
            own = statements_of(statement)
    return (*draw(own), *draw(tuples(top_block.filter(lambda node: not isinstance(node, nodes.Section)), most=1)))


TARGETS = {
    "section": target("section", section_named),
    "heading": target("heading", quoted_text, st.none() | section_named),
    "concept": target("concept", name_text),
    "input": target("input", name_text),
    "interpretation": target("interpretation", name_text, st.none() | section_named),
    "example": target("example", quoted_text),
    "reference": target("reference", quoted_text),
    "promise": target("promise", quoted_text),
    "header": target("header", st.sampled_from(HEADER_KEYS)),
}
any_target = st.one_of(*TARGETS.values())


@st.composite
def replace_or_insert(draw):
    kind = draw(st.sampled_from([*TARGETS, None]))
    where = None if kind is None else draw(TARGETS[kind])
    parts = {"statements": held(kind or "section"), "marks": marks}
    insert = with_lines(nodes.Insert, after=st.just(where), **parts)
    return draw(insert if where is None else insert | with_lines(nodes.Replace, target=st.just(where), **parts))


change = st.one_of(
    replace_or_insert(),
    with_lines(nodes.Repeal, target=any_target, marks=marks),
    with_lines(nodes.Transition, kind=st.sampled_from(["older", "first"]), text=quoted_text, marks=marks),
)
amendment = with_lines(
    nodes.Amendment,
    base=quoted_text,
    title=quoted_text,
    header=header,
    changes=tuples(change.map(lambda node: with_blank(node, True))),
    end=end,
).map(lambda tree: with_blank(tree, False))
