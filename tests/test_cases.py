"""Cases and exceptions are decided exactly: what is told of generated ones is held against trying every input."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.pipeline import load_source

HEAD = """regelverk "Prov"
begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 0, högst 4
        flagga a: ja eller nej
        flagga b: ja eller nej
        slag (slaget): ett av x-led, y-led eller z-led
avsnitt A
"""
SLAG = ("x-led", "y-led", "z-led")
# (mandat, flagga a, flagga b, slag)
INPUTS = tuple(itertools.product(range(5), (True, False), (True, False), SLAG))
OPERATORS = {
    "är": lambda value, bound: value == bound,
    "är inte": lambda value, bound: value != bound,
    "är minst": lambda value, bound: value >= bound,
    "är högst": lambda value, bound: value <= bound,
    "är mer än": lambda value, bound: value > bound,
    "är mindre än": lambda value, bound: value < bound,
}

# A condition: its text (one line, or several with bullets below) and the inputs where it holds.


@st.composite
def atoms(draw):
    kind = draw(st.sampled_from(["mandat", "a", "b", "slag"]))
    if kind == "mandat":
        words, bound = draw(st.sampled_from(sorted(OPERATORS))), draw(st.integers(0, 5))
        return f"mandaten {words} {bound}", {one for one in INPUTS if OPERATORS[words](one[0], bound)}
    if kind == "slag":
        options = draw(st.lists(st.sampled_from(SLAG), min_size=1, max_size=2, unique=True))
        holds = draw(st.booleans())
        text = f"slaget är {'' if holds else 'inte '}{' eller '.join(options)}"
        return text, {one for one in INPUTS if (one[3] in options) == holds}
    holds = draw(st.booleans())
    place = {"a": 1, "b": 2}[kind]
    return f"partiet {'har' if holds else 'saknar'} flagga {kind}", {one for one in INPUTS if one[place] == holds}


@st.composite
def joined(draw, parts):
    some = draw(st.lists(parts, min_size=1, max_size=3))
    return " och ".join(text for text, _ in some), set.intersection(*(inputs for _, inputs in some))


@st.composite
def bulleted(draw, parts):
    """(head, bullets below it, inputs)"""
    some = draw(st.lists(joined(parts), min_size=2, max_size=3))
    every = draw(st.booleans())
    head = "samtliga villkor är uppfyllda" if every else "något av villkoren är uppfyllt"
    inputs = (set.intersection if every else set.union)(*(inputs for _, inputs in some))
    return head, [f"- {text}" for text, _ in some], inputs


def conditions(parts):
    return joined(parts).map(lambda one: (one[0], [], one[1])) | bulleted(parts)


@st.composite
def programs(draw):
    """Lines of named truths, and (text, bullets, inputs or None, annars) of the cases."""
    truths = []
    parts = atoms()
    for name in draw(st.sampled_from([(), ("stort",), ("stort", "rikt")])):
        head, bullets, inputs = draw(conditions(parts))
        truths += [f"    partiet är {name} när {head}", *(f"        {bullet}" for bullet in bullets)]
        other = set(INPUTS) - inputs
        parts |= st.sampled_from([(f"partiet är {name}", inputs), (f"partiet är inte {name}", other)])
    cases = []
    for number in range(draw(st.integers(1, 4))):
        head, bullets, inputs = draw(conditions(parts))
        cases.append((head, bullets, inputs, number > 0 and draw(st.booleans())))
    if len(cases) > 1 and draw(st.booleans()):
        cases.append(("", [], set(INPUTS), True))
    return truths, cases


def told(truths, cases, kind):
    lines = [*truths, "    partiets värde är" if kind == "cases" else "    partiets värde är 0"]
    places = []
    for number, (head, bullets, _, otherwise) in enumerate(cases):
        places.append(len(lines) + HEAD.count("\n") + 1)
        start = ("annars " if otherwise else "") if kind == "cases" else "dock "
        lines.append(f"        {start}{number + 1}{' om ' if head else ''}{head}")
        lines += (f"            {bullet}" for bullet in bullets)
    lines.append("    partiets summa är värde + 1")
    loaded = load_source("prov.regel", (HEAD + "\n".join(lines) + "\n").encode())
    found = set()
    for problem in loaded.problems:
        if problem.code in ("RV340", "RV314"):
            continue
        found.add((problem.code, places.index(problem.span.line) if problem.span.line in places else None))
    return found


@given(programs())
@settings(max_examples=300, deadline=None)
def test_cases_are_those_of_trying_every_input(program):
    truths, cases = program
    dead, overlaps, above = set(), set(), set()
    for number, (_, _, inputs, otherwise) in enumerate(cases):
        if not inputs or (otherwise and inputs <= above):
            dead.add(("RV311", number))
        if not otherwise and inputs & above:
            overlaps.add(("RV310", number))
        above |= inputs
    wanted = {("RV312", None)} if len(dead) == len(cases) else dead | overlaps
    if above != set(INPUTS):
        wanted.add(("RV313", None))
    assert told(truths, cases, "cases") == wanted


@given(programs())
@settings(max_examples=200, deadline=None)
def test_exceptions_are_those_of_trying_every_input(program):
    truths, cases = program
    cases = [case for case in cases if case[0]]
    wanted, above = set(), set()
    for number, (_, _, inputs, _) in enumerate(cases):
        if not inputs:
            wanted.add(("RV320", number))
        if inputs & above:
            wanted.add(("RV321", number))
        above |= inputs
    assert told(truths, cases, "exceptions") == wanted
