"""What is said of a mutant is true: of regulations put together at random, against the text of the mutant read anew."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dsl import model
from dsl.formatting import format_regulation
from dsl.mutating import mutated
from dsl.pipeline import Loaded, load_source, with_every_decision
from interpreter.comparing.moves import same
from interpreter.comparing.mutants import Tried, try_mutants
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import Calculation, calculate, labels, outcome
from interpreter.examples.goals import goals_of
from interpreter.examples.testing import run_examples
from interpreter.facts import Given
from interpreter.outcomes import Outcome
from interpreter.pace import unhurried
from interpreter.search.boundaries import boundary_cases
from workbench.examples.proposed import proposed

HERE = Path("ingenstans")

START = """regelverk "Prov"
    gäller        från och med 2027-01-01 till och med 2028-12-31
    beräkningsår  2027

roller
    nämnden

uppgifter
    avdrag (avdraget): heltal, minst 0, högst 3

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 1, högst 5
        nytt: ja eller nej

avsnitt 1 Prov
"""

whole = st.integers(0, 5).map(str)


@st.composite
def conditions(draw: st.DrawFn) -> str:
    simple = st.one_of(
        st.sampled_from(["partiet har nytt", "partiet har inte nytt", "mandaten är större än avdraget"]),
        st.builds("mandaten är {} {}".format, st.sampled_from(["minst", "högst", "mer än"]), whole),
    )
    parts = draw(st.lists(simple, min_size=1, max_size=2, unique=True))
    return " och ".join(parts)


values = st.one_of(
    whole,
    st.builds("mandaten {} {}".format, st.sampled_from("+−×"), whole),
    st.builds("det högre av mandaten och {}".format, whole),
    st.builds("mandaten / 2, avrundat {} till heltal".format, st.sampled_from(["nedåt", "uppåt"])),
    st.builds("mandaten − avdraget, dock lägst {}".format, whole),
)


@st.composite
def norms(draw: st.DrawFn) -> list[str]:
    content = draw(st.sampled_from("AB"))
    modality = draw(st.sampled_from(["ska", "ska inte", "får", "får inte", "har rätt till", "kräver"]))
    lines = [f'{draw(st.sampled_from(["partiet", "partiet", "nämnden"]))} {modality} "{content}"']
    if draw(st.booleans()):
        lines.append(f"    {draw(st.sampled_from(['om', 'endast om']))} {draw(conditions())}")
    if draw(st.integers(0, 3)) == 0:
        lines.append(f"    dock inte om {draw(conditions())}")
    if modality == "kräver" or (modality in ("ska", "ska inte", "får inte") and draw(st.booleans())):
        lines.append(f"    följs när {draw(conditions())}")
    if modality in ("ska", "får", "har rätt till") and draw(st.integers(0, 3)) == 0:
        lines.append(f"    belopp {draw(values)}")
    return lines


@st.composite
def regulations(draw: st.DrawFn) -> str:
    lines = [f"partiets stöd (stödet) är {draw(values)}"]
    if draw(st.booleans()):
        lines += [
            "partiets grad (graden) är",
            f"    {draw(values)} om {draw(conditions())}",
            f"    annars {draw(values)}",
        ]
    else:
        lines += [f"partiets grad (graden) är {draw(values)}", f"    dock {draw(values)} om {draw(conditions())}"]
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(norms())
    if draw(st.booleans()):
        reading = draw(values)
        lines += ['tolkning fråga "Hur?"', "    ena:", f"        partiets del (delen) är {reading}"]
        lines += ["    andra:", f"        partiets del (delen) är {draw(values)}", '    gäller ena, "skäl"']
    if draw(st.booleans()):
        lines.append("summor (summorna) är summan av partiernas stöd")
    return START + "".join(f"    {line}\n" for line in lines)


def read(text: str) -> Loaded:
    return load_source("a.regel", text.encode())


def cases(program: model.Program) -> Iterator[Calculation]:
    """Every one there is, of one party by itself and of all there can be together."""
    parties = list(product(range(1, 6), (False, True)))
    readings = [(), *(((one.name, reading),) for one in program.interpretations for reading in one.readings)]
    groups = [parties, *([one] for one in parties)]
    for group, deduction, reading in product(groups, range(4), readings):
        there = [Given(None, None, model.Symbol(None, "avdrag"), None, Fraction(deduction), None)]
        for number, (seats, new) in enumerate(group):
            there.append(Given("parti", f"P{number}", model.Symbol("parti", "mandat"), None, Fraction(seats), None))
            there.append(Given("parti", f"P{number}", model.Symbol("parti", "nytt"), None, new, None))
        facts, problems = assemble(program, there)
        assert not problems
        yield calculate(program, facts, 2027, readings=dict(reading))


def came(calculation: Calculation, symbol: model.Symbol) -> list[Outcome]:
    rows = (None,) if symbol.concept is None else range(len(labels(calculation, symbol.concept)))
    return [outcome(calculation, symbol, row) for row in rows]


def holds(loaded: Loaded) -> bool:
    return loaded.program is not None and all(verdict.holds for verdict in run_examples(loaded.program, HERE))


def decided(loaded: Loaded) -> model.Program:
    program = with_every_decision(loaded).program
    assert program is not None
    return program


def alike(before: model.Program, after: model.Program) -> bool:
    """Whether every value of the one is the same in the other, whatever is given."""
    symbols = {one.symbol for one in before.definitions}
    return symbols == {one.symbol for one in after.definitions} and all(
        all(map(same, came(old, symbol), came(new, symbol)))
        for old, new in zip(cases(before), cases(after), strict=True)
        for symbol in symbols
    )


def check(before: Loaded, one: Tried) -> None:
    assert before.tree is not None
    after = read(format_regulation(mutated(before.tree, one.mutant)))
    told = one.mutant.about, one.mutant.old, one.mutant.left
    match one.fate:
        case "stopped":
            assert after.program is None, told
        case "noticed":
            assert not holds(after), told
        case "nothing":
            assert holds(after), told
            assert alike(decided(before), decided(after)), told
        case "unnoticed":
            assert holds(after), told


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(regulations(), st.data())
def test_what_is_told_of_a_mutant_is_so(text: str, data: st.DataObject) -> None:
    bare = with_every_decision(read(text))
    assume(bare.program is not None)
    assert bare.program is not None
    found = proposed(bare, bare.program, boundary_cases(bare.program, goals_of(bare.program), unhurried))
    examples = [one.text for one in found.written if data.draw(st.booleans())]
    loaded = read("\n".join([text, *examples]))
    assume(holds(loaded))
    for one in try_mutants(loaded, HERE).tried:
        check(loaded, one)
