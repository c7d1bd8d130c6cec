"""The canonical text: what is written in other ways becomes it, and what is it stays as it is."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest
import strategies
from hypothesis import HealthCheck, given, settings

from dsl import nodes
from dsl.formatting import expression_text, format_regulation, statement_text
from dsl.formatting.literals import as_written
from dsl.parsing import parse
from dsl.source import Source

ROOT = Path(__file__).parent.parent
RULE_FILES = [
    path
    for places in (
        "tests/format/*.regel",
        "tests/samples/*.regel",
        "regulations/**/*.regel",
        "tests/corpus/**/good/*.regel",
    )
    for path in sorted(ROOT.glob(places))
]


def parsed(text):
    tree, problems = parse(Source("a.regel", text))
    assert problems == ()
    return tree


def statement(*lines):
    """The tree of one statement in a section."""
    text = 'regelverk "R"\n\navsnitt A\n' + "".join(f"    {line}\n" for line in lines)
    [section] = parsed(text).items
    [node] = section.statements
    return node


def check(written, canonical):
    """Lines of one statement as written and as they are printed; printed again they do not change."""
    printed = statement_text(statement(*written), 0)
    assert printed == "\n".join(canonical) + "\n"
    assert statement_text(statement(*canonical), 0) == printed
    assert statement(*canonical) == statement(*written)


# -- laws ----------------------------------------------------------------------------------------

thorough = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(strategies.regulation)
def test_what_is_printed_reads_as_the_same_tree(tree):
    text = format_regulation(tree)
    again = parsed(text)
    assert again == tree
    assert format_regulation(again) == text


@thorough
@given(strategies.amendment)
def test_what_is_printed_of_an_amendment_reads_as_the_same_tree(tree):
    text = format_regulation(tree)
    again = parsed(text)
    assert again == tree
    assert format_regulation(again) == text


@pytest.mark.parametrize(
    ("after", "declared"),
    [
        ("uppgiften om myndighet", "myndighet  Nämnden"),
        ("begreppet parti", "nämnd (nämnden, nämnder, nämnderna)"),
        ("uppgiften arvode", "höjning: tal"),
    ],
)
def test_a_promise_may_stand_below_what_is_declared(after, declared):
    text = f'ändring av "R" "Ä"\n\nefter {after} införs\n    {declared}\n\n    kontroll "k": a är 1\n'
    [insert] = parsed(text).changes
    assert [type(each) for each in insert.statements][1:] == [nodes.Promise]
    assert format_regulation(parsed(text)) == text


@thorough
@given(strategies.norms)
def test_a_norm_reads_the_same_at_any_level(node):
    assert attrs.evolve(statement(*statement_text(node).splitlines()), trivia=node.trivia) == node


@thorough
@given(strategies.statement)
def test_a_statement_reads_the_same_at_any_level(node):
    assert attrs.evolve(statement(*statement_text(node).splitlines()), trivia=node.trivia) == node


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rule_files_are_canonical(path):
    text = path.read_text(encoding="utf-8")
    assert format_regulation(parsed(text)) == text


# -- parentheses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("(alfa + beta) + gamma", "alfa + beta + gamma"),
        ("alfa + (beta + gamma)", "alfa + (beta + gamma)"),
        ("alfa − (beta − gamma)", "alfa − (beta − gamma)"),
        ("(alfa × beta) + (gamma / delta)", "alfa × beta + gamma / delta"),
        ("(alfa + beta) × gamma", "(alfa + beta) × gamma"),
        ("alfa / (beta × gamma)", "alfa / (beta × gamma)"),
        ("−(alfa + beta)", "−(alfa + beta)"),
        ("(1 basbelopp per mandat) × alfa", "1 basbelopp per mandat × alfa"),
        ("(alfa × beta) per mandat", "(alfa × beta) per mandat"),
        ("63 % av (alfa × beta)", "63 % av (alfa × beta)"),
        ("(63 % av alfa) × beta", "63 % av alfa × beta"),
        ("(alfa, dock högst beta) × 2", "(alfa, dock högst beta) × 2"),
        ("((alfa)), dock högst (beta)", "alfa, dock högst beta"),
        ("alfa, dock högst (beta, dock lägst gamma)", "alfa, dock högst (beta, dock lägst gamma)"),
        ("det högre av (alfa) och (beta)", "det högre av alfa och beta"),
        ("alfa plus beta gånger gamma minus delta delat med 2", "alfa + beta × gamma − delta / 2"),
        ("2 x alfa", "2 × alfa"),
        ("alfa * beta", "alfa × beta"),
        ("alfa × −beta", "alfa × (−beta)"),
        ("alfa + (−beta) × 2", "alfa + (−beta) × 2"),
        ("(antalet partier vars mandat är 1) + 2", "(antalet partier vars mandat är 1) + 2"),
        ("2 + (antalet partier vars mandat är 1)", "2 + antalet partier vars mandat är 1"),
        ("50 % av (antalet partier vars mandat är 1)", "50 % av antalet partier vars mandat är 1"),
    ],
)
def test_parentheses_stand_only_where_the_tree_needs_them(written, canonical):
    check([f"värde är {written}"], [f"värde är {canonical}"])


# -- lines ---------------------------------------------------------------------------------------

LONG = "partiets ersättning för gemensamma kostnader"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (
            [f"värde är {LONG} × faktorn, ökat med {LONG}, avrundat uppåt till hela kronor"],
            [
                f"värde är {LONG} × faktorn,",
                f"    ökat med {LONG}, avrundat uppåt till hela kronor",
            ],
        ),
        (
            [f"värde är {LONG} × faktorn + {LONG} × faktorn"],
            [f"värde är {LONG} × faktorn", f"    + {LONG} × faktorn"],
        ),
        (
            [f"värde är 1 om {LONG} är minst 1 och {LONG} är högst 2"],
            [f"värde är 1 om {LONG} är minst 1", f"    och {LONG} är högst 2"],
        ),
        (
            [f"värde är {LONG} × ({LONG} + {LONG}) × faktorn"],
            [f"värde är {LONG}", f"    × ({LONG} + {LONG}) × faktorn"],
        ),
        (
            [f"värde är ({LONG} − {LONG} − {LONG}) / alfa, dock högst 2"],
            [
                f"värde är ({LONG} − {LONG}",
                f"    − {LONG})",
                "    / alfa,",
                "    dock högst 2",
            ],
        ),
        (
            [f'anmärkning "{LONG}, {LONG}, {LONG}"'],
            [f'anmärkning "{LONG}, {LONG}, {LONG}"'],
        ),
        (
            ["värde är", "    1,", "    dock högst 2"],
            ["värde är 1, dock högst 2"],
        ),
    ],
)
def test_long_lines_break_where_they_hold_loosest(written, canonical):
    check(written, canonical)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (
            [
                "partiets grad är enligt tabellen",
                "    partiets mandat|grad",
                "    1-3|25 procent [125]",
                "    10 eller fler |100 %  [126-127,130]   # sist",
            ],
            [
                "partiets grad är enligt tabellen",
                "    partiets mandat |  grad",
                "    1–3             |  25 %   [125]",
                "    10 eller fler   | 100 %   [126–127, 130]  # sist",
            ],
        ),
        (
            [
                "nya vikten, gamla vikten är enligt tabellen, första träff",
                "    slag | mandat | nya vikten | gamla vikten",
                "    resa | alla | 1 | alfa",
                '    "a | b" | 3 eller färre | 1 000 | 2',
                "    övriga | mer än 3 | 20 | 2",
            ],
            [
                "nya vikten, gamla vikten är enligt tabellen, första träff",
                "    slag    | mandat        | nya vikten | gamla vikten",
                "    resa    | alla          |          1 | alfa",
                '    "a | b" | 3 eller färre |      1 000 | 2',
                "    övriga  | mer än 3      |         20 | 2",
            ],
        ),
        (
            [
                "partiets stöd är skiktvis enligt tabellen",
                "    underlaget | andel",
                "    till och med 2400000 kr | 75 %",
                "    däröver | 50 %",
            ],
            [
                "partiets stöd är skiktvis enligt tabellen",
                "    underlaget                | andel",
                "    till och med 2 400 000 kr |  75 %",
                "    däröver                   |  50 %",
            ],
        ),
    ],
)
def test_tables_are_aligned(written, canonical):
    check(written, canonical)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (["värde är 1    [12-14,  20]#hej"], ["värde är 1   [12–14, 20]  # hej"]),
        (["#hej", "värde är 1 #"], ["# hej", "värde är 1  #"]),
        (
            ["värde är 1 om samtliga villkor är uppfyllda", "- alfa är 1 [3]", "- beta är 2", "visas i heltal"],
            [
                "värde är 1 om samtliga villkor är uppfyllda",
                "    - alfa är 1   [3]",
                "    - beta är 2",
                "    visas i heltal",
            ],
        ),
        (["| Ett,", "|två.  [12]", "upplysning"], ["| Ett,", "| två.   [12]", "upplysning"]),
        (["anmärkning “Hej”"], ['anmärkning "Hej"']),
    ],
)
def test_marks_comments_and_bullets_have_their_places(written, canonical):
    if written[0].startswith("värde") and len(written) > 1:
        written = [written[0], *("    " + line for line in written[1:])]
    check(written, canonical)


def test_blank_lines_stand_above_blocks_and_sections_and_where_the_author_left_one():
    written = """

# först
regelverk "R"

    myndighet X
    beslutat  Y
enheter

    mandat


    tjänst
avsnitt A
    värde är 1


    # sedan
    värdet är 2
    avsnitt B
        alfa är 3

# sist
"""
    canonical = """\
# först
regelverk "R"

    myndighet  X
    beslutat   Y

enheter

    mandat

    tjänst

avsnitt A
    värde är 1

    # sedan
    värdet är 2

    avsnitt B
        alfa är 3

# sist
"""
    assert format_regulation(parsed(written)) == canonical
    assert format_regulation(parsed(canonical)) == canonical


# -- one line of text ----------------------------------------------------------------------------


def body(*lines):
    return statement(*lines).body


def test_a_node_may_be_replaced_wherever_it_stands():
    value = body("värde är (alfa × (beta − gamma), dock högst alfa) om alfa är mer än 2 × beta")
    numbers = {"alfa": "12", "beta": "−3"}

    def replace(node):
        return numbers.get(node.text) if isinstance(node, nodes.Name) else None

    assert expression_text(value.value, replace) == "12 × (−3 − gamma), dock högst 12"
    assert expression_text(value.condition, replace) == "12 är mer än 2 × (−3)"
    assert expression_text(value.value.modifiers[0], replace) == "dock högst 12"
    assert expression_text(value.condition, lambda _: "sant") == "sant"


def test_bullets_follow_a_colon():
    bulleted = body(
        "värde är 1 om något av partiets uppdrag uppfyller samtliga villkor",
        "    - något av villkoren är uppfyllt",
        "        - alfa är 1",
        "        - beta är 2",
        "    - gamma är 3",
    ).condition
    assert expression_text(bulleted) == (
        "något av partiets uppdrag uppfyller samtliga villkor: något av villkoren är uppfyllt: alfa är 1; beta är 2;"
        " gamma är 3"
    )


def test_statements_are_indented_from_a_level():
    assert (
        statement_text(statement("värde är 1", "    visas i heltal"), 1) == "    värde är 1\n        visas i heltal\n"
    )


def test_a_size_without_a_word_is_printed_as_its_number():
    step = nodes.Step(Fraction(500), "kr", span=strategies.HERE)
    assert expression_text(nodes.Round("down", step, None, False, span=strategies.HERE)) == (
        "avrundat nedåt till närmaste 500 kr"
    )


@pytest.mark.parametrize(
    ("number", "written"),
    [("1300", "1 300"), ("1/2", "0,5"), ("-3/2", "−1,5"), ("1/3", "1/3"), ("1234567/100", "12 345,67")],
)
def test_a_number_as_it_is_written(number, written):
    assert as_written(Fraction(number)) == written
