"""Small regulations at random, as text, and all that they can be given: what is found is held against brute force."""

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from dsl.pipeline import load_source
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import calculate
from interpreter.examples import goals
from interpreter.facts import Given

HEAD = """regelverk "Prov"

begrepp
    sak (saken, saker, sakerna)
        storlek (storleken): heltal, minst 0{high}
        vikt (vikten): heltal, minst 0, högst 3
        längd (längden): heltal, minst 1, högst 3
        öppen (öppet): ja eller nej
        färg (färgen): ett av röd, grön eller blå

avsnitt 1
"""


@st.composite
def regulations(draw):
    """(text, highest storlek, whether more may be given)"""
    high, is_open = draw(st.integers(2, 6)), draw(st.booleans())
    blocks = draw(st.lists(st.sampled_from([table, cases, excepted, truth]), min_size=1, max_size=2, unique=True))
    head = HEAD.format(high="" if is_open else f", högst {high}")
    return head + "\n".join(draw(block(high, is_open)) for block in blocks), high, is_open


# -- conditions ----------------------------------------------------------------------------------


def comparison(high):
    number = st.builds(
        "{} är {} {}".format,
        st.just("storlek") | st.just("vikt"),
        st.sampled_from(["minst", "högst", "mer än", "mindre än"]),
        st.integers(1, 2),
    )
    much = st.builds("storlek är {} {}".format, st.sampled_from(["minst", "mer än"]), st.integers(0, high - 1))
    sum_ = st.builds(
        "storlek + vikt är {} {}".format, st.sampled_from(["minst", "mindre än"]), st.integers(1, high + 2)
    )
    apart = st.sampled_from(["storlek är mer än vikt", "vikt är högst längd"])
    other = st.sampled_from(["saken är öppen", "färg är röd", "färg är röd eller blå", "färg är inte grön"])
    return number | much | sum_ | apart | other


def both(high):
    return st.lists(comparison(high), min_size=1, max_size=3, unique=True).map(" och ".join)


@st.composite
def condition(draw, high, indent):
    """(what follows `om` on its line, the bullets below it)"""
    if draw(st.booleans()):
        return draw(both(high)), ""
    which = draw(st.sampled_from(["något av villkoren är uppfyllt", "samtliga villkor är uppfyllda"]))
    bullets = draw(st.lists(both(high), min_size=2, max_size=3, unique=True))
    return which, "".join(f"\n{' ' * indent}- {bullet}" for bullet in bullets)


# -- rules ---------------------------------------------------------------------------------------


@st.composite
def truth(draw, high, _is_open):
    head, bullets = draw(condition(high, 8))
    return f"    saken är stor när {head}{bullets}\n"


@st.composite
def cases(draw, high, _is_open):
    lines = ["    sakens pris är"]
    for number in range(draw(st.integers(1, 3))):
        head, bullets = draw(condition(high, 12))
        lines.append(f"        {'annars ' if number else ''}{10 * number} om {head}{bullets}")
    if draw(st.booleans()):
        lines.append("        annars 99")
    return "\n".join(lines) + "\n"


@st.composite
def excepted(draw, high, _is_open):
    base = draw(st.sampled_from(["storlek × 2", "7", "storlek + vikt, dock högst 4", "storlek − vikt, dock lägst 0"]))
    lines = [f"    sakens avgift är {base}"]
    head, bullets = draw(condition(high, 12))
    lines.append(f"        dock 100 om {head}{bullets}")
    if draw(st.booleans()):
        head, bullets = draw(condition(high, 12))
        lines.append(f"        trots det 200 om {head}{bullets}")
    return "\n".join(lines) + "\n"


@st.composite
def table(draw, high, is_open):
    """Every combination of some pieces of each column, so that each value fits one row; or the first that fits."""
    axes = [("storlek", 0, high), ("vikt", 0, 3), ("längd", 1, 3)][: draw(st.integers(1, 3))]
    pieces = [draw(pieces_of(low, top)) for _, low, top in axes]
    if is_open:
        pieces[0][-1] = f"{pieces[0][-1].partition('–')[0]} eller fler"
    rows = [list(row) for row in product(*pieces)]
    first = draw(st.booleans())
    if first:
        rows = [*draw(st.permutations(rows))[: draw(st.integers(1, len(rows)))], ["alla"] * len(axes)]
    head = " | ".join([*(name for name, _, _ in axes), "nivå"])
    lines = [" | ".join([*row, str(number)]) for number, row in enumerate(rows)]
    way = "enligt tabellen, första träff" if first else "enligt tabellen"
    return f"    sakens nivå är {way}\n" + "".join(f"        {line}\n" for line in [head, *lines])


@st.composite
def pieces_of(draw, low, high):
    cuts = sorted(draw(st.sets(st.integers(low + 1, high), max_size=2)))
    starts, ends = [low, *cuts], [*(cut - 1 for cut in cuts), high]
    return [f"{start}–{end}" if end > start else str(start) for start, end in zip(starts, ends, strict=True)]


# -- brute force ---------------------------------------------------------------------------------


def loaded(text):
    return load_source("prov.regel", text.encode())


def reachable(program, high):
    """Every goal that some case shows, with no storlek above `high`, when one value is asserted of it."""
    symbols = {one.name: one for concept in program.concepts for one in (each.symbol for each in concept.attributes)}
    given = []
    domain = product(range(high + 1), range(4), range(1, 4), (True, False), ("röd", "grön", "blå"))
    for number, values in enumerate(domain):
        whole = [Fraction(value) if type(value) is int else value for value in values]
        given += [
            Given("sak", f"{number}", symbols[name], None, value, None)
            for name, value in zip(("storlek", "vikt", "längd", "öppen", "färg"), whole, strict=True)
        ]
    facts, problems = assemble(program, given)
    assert not problems
    calculation = calculate(program, facts, None)
    walk = goals.Walk(program)
    found = set()
    for definition in program.definitions:
        for row in range(len(facts.rows["sak"].labels)):
            found |= walk.touched(calculation, [(definition.symbol, row)])
    return found
