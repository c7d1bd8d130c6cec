"""Where a text can be read in several ways the author gets every reading as a text: each works, and means what it says.

The meaning of each is worked out here by hand, with numbers for the names.
"""

from fractions import Fraction
from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings

from dsl import nodes
from dsl.chains import readings, row
from dsl.formatting import expression_text, format_regulation
from dsl.parsing import parse
from dsl.pipeline import load_source
from dsl.problems.meant import IfThenModifier, ModifiedThenIf, TwoReadings
from dsl.source import Source
from interpreter.examples.testing import run_examples

CORPUS = Path(__file__).parent / "corpus"
NAMES = ("two-readings.regel", "conditions.regel", "after-condition.regel")
BAD = [path for path in sorted(CORPUS.glob("*/bad/*.regel")) if path.name in NAMES]

# a 10, b 4, c 3, d 2; the share is a half. Three parties with 1, 2 and 3 mandat.
HEAD = """regelverk "R"
    beräkningsår  2027

uppgifter
    a: tal
    b: tal
    c: tal
    d: tal
    dag (dagen): datum
begrepp
    parti (partiet, partier, partierna)
        mandat (mandaten): tal
avsnitt 1
"""
FACTS = """
exempel "Med tal"
    a 10
    b 4
    c 3
    d 2
    dag 2027-01-05
    partiet A har mandat 1
    partiet B har mandat 2
    partiet C har mandat 3
"""


def problems(line):
    """What is asked about the value, of the kinds that are looked at here."""
    _, found = parse(Source("a.regel", f"{HEAD}    värde är {line}\n"))
    return found


def value(line, expected):
    """Whether the value of the line is what is expected, with the numbers above."""
    text = f"{HEAD}    värde är {line}\n{FACTS}    då: värde är {expected}\n"
    result = load_source("a.regel", text.encode())
    assert [problem for problem in result.problems if problem.code != "RV340"] == []
    assert format_regulation(result.tree).count(f"    värde är {line}\n") == 1, "each reading is canonical"
    (verdict,) = run_examples(result.program, Path())
    assert verdict.holds, [finding.actual for finding in verdict.findings]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("det högre av b och c × d", {"(det högre av b och c) × d": "8", "det högre av b och (c × d)": "6"}),
        ("det lägre av a och b + c", {"(det lägre av a och b) + c": "7", "det lägre av a och (b + c)": "7"}),
        ("det lägre av b och a − c", {"(det lägre av b och a) − c": "1", "det lägre av b och (a − c)": "4"}),
        ("det högre av b och a / d", {"(det högre av b och a) / d": "5", "det högre av b och (a / d)": "5"}),
        (
            "1 + det högre av b och c × d + a",
            {
                "1 + (det högre av b och c) × d + a": "19",
                "1 + (det högre av b och (c × d)) + a": "17",
                "1 + det högre av b och (c × d + a)": "17",
            },
        ),
        (
            "det högre av b och det lägre av a och c + d",
            {
                "(det högre av b och det lägre av a och c) + d": "6",
                "det högre av b och ((det lägre av a och c) + d)": "5",
                "det högre av b och det lägre av a och (c + d)": "5",
            },
        ),
        (
            "närmaste arbetsdag efter dagen + 1 dag",
            {
                "(närmaste arbetsdag efter dagen) + 1 dag": "2027-01-06",
                "närmaste arbetsdag efter (dagen + 1 dag)": "2027-01-07",
            },
        ),
        (
            "2 arbetsdagar före dagen + 1 månad",
            {
                "(2 arbetsdagar före dagen) + 1 månad": "2027-01-30",
                "2 arbetsdagar före (dagen + 1 månad)": "2027-02-03",
            },
        ),
        ("hälften av a + b", {"(hälften av a) + b": "9", "hälften av (a + b)": "7"}),
        ("1/5 av a − b × c", {"(1/5 av a) − b × c": "−10", "1/5 av (a − b × c)": "−0,4"}),
        ("a / hälften av b × c", {"a / (hälften av b) × c": "15", "a / hälften av (b × c)": "5/3"}),
        ("3 − 1/2 av b", {"3 − (1/2 av b)": "1", "(3 − 1/2) × b": "10"}),
        ("a + 6 / 2 av b", {"a + 6 / (2 av b)": "10,75", "a + 6 / 2 × b": "22"}),
        (
            "hälften av det högre av a och b + c",
            {
                "(hälften av det högre av a och b) + c": "8",
                "hälften av ((det högre av a och b) + c)": "6,5",
                "hälften av det högre av a och (b + c)": "5",
            },
        ),
        ("−det högre av b och c × d", {"−(det högre av b och c) × d": "−8", "−det högre av b och (c × d)": "−6"}),
        ("a, dock högst b + c", {"a, dock högst (b + c)": "7", "(a, dock högst b) + c": "7"}),
        (
            "a, minskat med b − c, dock lägst d",
            {"a, minskat med (b − c), dock lägst d": "9", "(a, minskat med b) − c, dock lägst d": "3"},
        ),
        (
            "a, dock högst b − c om d är 1",
            {"a, dock högst (b − c) om d är 1": "10", "(a, dock högst b om d är 1) − c": "7"},
        ),
        (
            "a, minskat med b + c om d är 1",
            {"a, minskat med (b + c) om d är 1": "10", "(a, minskat med b om d är 1) + c": "13"},
        ),
        (
            "a, dock högst det lägre av b och c × d + 1",
            {
                "a, dock högst ((det lägre av b och c) × d + 1)": "7",
                "a, dock högst ((det lägre av b och (c × d)) + 1)": "5",
                "a, dock högst det lägre av b och (c × d + 1)": "4",
                "(a, dock högst (det lägre av b och c) × d) + 1": "7",
            },
        ),
        (
            "antalet partier vars mandat är minst 1 + 1",
            {"antalet partier vars mandat är minst (1 + 1)": "2", "(antalet partier vars mandat är minst 1) + 1": "4"},
        ),
        (
            "a − hälften av antalet partier vars mandat är 1 eller 1 × 2",
            {
                "a − hälften av antalet partier vars mandat är 1 eller (1 × 2)": "9",
                "a − hälften av (antalet partier vars mandat är 1 eller 1) × 2": "9",
            },
        ),
        (
            "−antalet partier vars mandat är minst 2 och mandat är högst 2 × 2",
            {
                "−antalet partier vars mandat är minst 2 och mandat är högst (2 × 2)": "−2",
                "−(antalet partier vars mandat är minst 2 och mandat är högst 2) × 2": "−2",
            },
        ),
    ],
)
def test_every_reading_is_offered_and_means_what_it_says(written, meant):
    (problem,) = problems(written)
    assert isinstance(problem, TwoReadings)
    assert problem.written == written
    assert problem.readings == tuple(meant)
    for text, expected in meant.items():
        value(text, expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a + det högre av b och c", "14"),
        ("a / b × d", "5"),
        ("a / b / d", "1,25"),
        ("a − b − c", "3"),
        ("a × b + c × d", "46"),
        ("hälften av a × b", "20"),
        ("hälften av a + 5", "10"),
        ("1/4 av a + hälften av b", "4,5"),
        ("a − 1/4 av b", "9"),
        ("a, ökat med b + c", "17"),
        ("a, dock högst d × c", "6"),
        ("summan av partiernas mandat × d", "12"),
        ("summan av partiernas mandat + a", "16"),
        ("antalet partier vars mandat är minst 2", "2"),
        ("det högre av b och det lägre av a och c", "4"),
        ("2 arbetsdagar efter närmaste arbetsdag före dagen", "2027-01-08"),
    ],
)
def test_what_all_read_in_one_way_is_left_alone(written, expected):
    assert problems(written) == ()
    value(written, expected)


def test_a_rate_divided_by_is_asked_about_and_a_rate_in_kronor_is_none():
    lines = ("värde är a / b per mandat", "värde är a / 2 per mandat per år", "värde är a / 100 kr per mandat")
    found = [parse(Source("a.regel", f'regelverk "R"\navsnitt 1\n    {line}\n'))[1] for line in lines]
    assert [problem.readings for several in found for problem in several] == [
        ("a / (b per mandat)", "(a / b) per mandat"),
        ("a / (2 per mandat och år)", "(a / 2) per mandat och år"),
    ]


@pytest.mark.parametrize("path", BAD, ids=lambda path: str(path.relative_to(CORPUS)))
def test_texts_work_when_they_are_taken_over(path):
    text = path.read_text("utf-8")
    _, found = parse(Source("a.regel", text))
    asked = [problem for problem in found if isinstance(problem, TwoReadings | ModifiedThenIf | IfThenModifier)]
    assert asked
    for problem in asked:
        for reading in texts(problem):
            taken, line = _taken(text, problem.span, reading)
            tree, left = parse(Source("a.regel", taken))
            assert [each for each in left if each.span.line == problem.span.line] == []
            if len(left) == len(found) - 1:
                assert " ".join(line.split()) in " ".join(format_regulation(tree).split())


def texts(problem):
    match problem:
        case TwoReadings():
            return problem.readings
        case IfThenModifier():
            return (problem.text,)
        case ModifiedThenIf():
            return tuple(filter(None, (problem.whole, problem.alone)))


def _taken(text, span, reading):
    lines = text.splitlines()
    row_ = lines[span.line - 1]
    lines[span.line - 1] = row_[: span.column - 1] + reading + row_[span.end_column - 1 :]
    return "\n".join(lines) + "\n", lines[span.line - 1]


@settings(deadline=None, max_examples=200)
@given(strategies.expression)
def test_what_is_printed_is_read_in_one_way(node):
    """The formatter encloses whatever would be asked about, so that no rewriting of a file brings a question."""
    if not isinstance(node, nodes.Binary | nodes.Per):
        return
    text = expression_text(node)
    assert [problem for problem in problems_of(text) if isinstance(problem, TwoReadings)] == []


def problems_of(text):
    return parse(Source("a.regel", f'regelverk "R"\navsnitt 1\n    värde är {text}\n'))[1]


def test_what_is_innermost_is_asked_first():
    line = "b + antalet partier vars mandat är antalet partier vars mandat är 1 × 2"
    (problem,) = problems(line)
    inner = "antalet partier vars mandat är"
    assert problem.readings == (f"{inner} (1 × 2)", f"({inner} 1) × 2")
    (problem,) = problems(f"b + {inner} ({inner} 1) × 2")
    assert problem.readings == (f"b + {inner} (({inner} 1) × 2)", f"b + ({inner} {inner} 1) × 2")


def test_a_row_read_in_one_way_has_no_other_readings():
    number = nodes.Number(Fraction(1), "1", span=strategies.HERE)
    one = nodes.Quantity(number, None, span=strategies.HERE)
    node = nodes.Binary("*", one, one, span=strategies.HERE)
    assert readings(row(node, lambda *_: False), lambda _: False) == ()


LATE = """regelverk "R"
    beräkningsår  2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        belopp (beloppet): kr
        nytt: ja eller nej

avsnitt 1
    partiets stöd (stödet) är VALUE
    samlat stöd är summan av partiernas stöd
"""


def whole(value):
    return load_source("a.regel", LATE.replace("VALUE", value).encode()).problems


def test_the_others_may_get_nothing_or_keep_the_value():
    written = "(beloppet, dock lägst 0 kr, ökat med 150 kr) om partiet är nytt"
    (problem,) = (each for each in whole(written) if each.code == "RV313")
    assert problem.kept == "beloppet, dock lägst 0 kr, ökat med 150 kr om partiet är nytt"
    assert [each.code for each in whole(problem.kept)] == ["RV340"]
    head, case = problem.cases
    below = f"\n        {case}\n        annars {problem.zero}"
    assert head == "partiets stöd (stödet) är"
    assert [each.code for each in whole(below)] == ["RV340"]


@pytest.mark.parametrize(
    ("value", "case"),
    [
        ("beloppet om partiet är nytt", "beloppet om partiet är nytt"),
        ("(beloppet, per den 1 januari) om partiet är nytt", "(beloppet, per den 1 januari) om partiet är nytt"),
        ("\n        beloppet om partiet är nytt\n        annars 0 kr om mandaten är 1 mandat", None),
    ],
)
def test_of_other_values_only_a_last_case_is_proposed(value, case):
    (problem,) = (each for each in whole(value) if each.code == "RV313")
    assert problem.kept is None
    assert (None if problem.cases is None else problem.cases[1]) == case


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        ("100 kr per mandat × mandaten, dock högst 5 mandat", "100 kr per mandat × (mandaten, dock högst 5 mandat)"),
        (
            "mandaten × (100 kr + 5 kr) per mandat, dock lägst 5 mandat",
            "(mandaten, dock lägst 5 mandat) × (100 kr + 5 kr) per mandat",
        ),
        ("beloppet, dock högst 5 mandat", None),
        ("beloppet × mandaten × mandaten, dock högst 5 mandat", None),
        ("100 kr per mandat × mandaten, ökat med 5 kr, dock högst 5 mandat", None),
    ],
)
def test_a_limit_in_the_unit_of_a_factor_is_of_the_factor(value, instead):
    (problem,) = (each for each in whole(value) if each.code == "RV204")
    assert problem.instead == instead
    if instead is not None:
        assert [each.code for each in whole(instead)] == ["RV340", "RV340"]


def test_a_value_alone_below_its_rule_has_its_condition_as_beside_it():
    rule = "stödet är\n        beloppet, ökat med 5 kr om mandaten är 1"
    beside = rule.replace("\n        ", " ")
    trees = [parse(Source("a.regel", f'regelverk "R"\navsnitt 1\n    {each}\n')) for each in (rule, beside)]
    assert [problems for _, problems in trees] == [(), ()]
    assert trees[0][0] == trees[1][0]
    assert format_regulation(trees[0][0]).splitlines()[-1] == f"    {beside}"
