"""How text becomes the surface tree: what is accepted and rewritten, exact places, and that no text breaks it."""

import random
import runpy
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from dsl import grammar, nodes
from dsl.formatting import format_regulation
from dsl.frozen import is_frozen
from dsl.numerals import FRACTIONS
from dsl.parsing import parse
from dsl.parsing.reader import new_reader
from dsl.phrases import PREPOSITIONS, reserved
from dsl.source import Source, Span
from dsl.text.decoding import MAX_BYTES, decode
from dsl.text.layout import MAX_LINE
from workbench.problems.wording import wording

ROOT = Path(__file__).parent.parent
RULE_FILES = sorted([*ROOT.glob("regulations/**/*.regel"), *ROOT.glob("tests/**/*.regel")])

RESERVED = """
    alla annars antalet avrundat avses bedömer beslutar bestämmer bör cirka det dock då eller endast enligt fler
    färre får fördelas föregående gånger har hälften i inget ingen inte ja kräver mer mindre minskar minskat minst
    minus högst lägst medelvärdet nej något någon när och om per plus resten saknar samtliga ska som summan trots
    uppfyller uppräknat vars varje visas x är ökar ökat års än
"""


def section(*lines):
    """The tree of a file with one section that has these lines, and its problems."""
    text = "\n".join(('regelverk "R"', "avsnitt A", *(f"    {line}" for line in lines)))
    return parse(Source("f", text))


def statements(*lines):
    tree, problems = section(*lines)
    assert problems == ()
    return tree.items[0].statements


def value(text):
    (definition,) = statements(f"värde är {text}")
    return definition.body.value


def condition(text):
    (definition,) = statements(f"värde är 1 om {text}")
    return definition.body.condition


def canonical(*lines):
    """What the formatter makes of the lines."""
    tree, problems = section(*lines)
    assert problems == ()
    return tuple(line.removeprefix("    ") for line in format_regulation(tree).splitlines()[3:])


def codes(*lines):
    return [(problem.code, problem.span.line - 2) for problem in section(*lines)[1]]


# -- the grammar ---------------------------------------------------------------------------------


def test_the_tables_are_of_the_grammar_as_it_stands():
    """`python -m dsl.grammar` makes them; lark refuses a grammar with conflicts."""
    assert grammar.TABLES.read_text("utf-8") == grammar.text_of(grammar.generate(grammar.GRAMMAR.read_bytes()))


def test_reading_rules_needs_no_lark():
    program = "import sys, dsl.parsing as p; p.parse(p.Source('f', '')); sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_tables_of_another_grammar_are_never_used(tmp_path, monkeypatch):
    other = tmp_path / "grammar.lark"
    other.write_bytes(grammar.GRAMMAR.read_bytes() + b"\n// changed\n")
    monkeypatch.setattr(grammar, "GRAMMAR", other)
    assert grammar.stored() == grammar.generate(other.read_bytes())
    monkeypatch.setattr(grammar, "TABLES", tmp_path / "none.json")
    assert grammar.stored() == grammar.generate(other.read_bytes())


@pytest.mark.filterwarnings("ignore:.*found in sys.modules")
def test_the_command_writes_the_tables():
    kept = grammar.TABLES.read_bytes()
    runpy.run_module("dsl.grammar", run_name="__main__")
    assert grammar.TABLES.read_bytes() == kept


def test_reserved_words_are_those_of_the_reference():
    assert reserved(new_reader().words) == frozenset(RESERVED.split())
    reference = (ROOT / "docs" / "language.md").read_text("utf-8")
    assert " ".join(RESERVED.split()) in " ".join(reference.split())


@pytest.mark.parametrize("word", sorted(reserved(new_reader().words)))
def test_a_reserved_word_is_no_part_of_a_name(word):
    assert codes(f"stort {word} stöd är 1") != []


@pytest.mark.parametrize("word", sorted(PREPOSITIONS))
def test_a_preposition_stands_inside_a_name_only(word):
    assert statements(f"stöd {word} resor är 1")[0].subject.name == f"stöd {word} resor"
    assert codes(f"{word} stöd är 1") == [("RV108", 1)]
    assert codes(f"stöd {word} är 1") == [("RV108", 1)]


def test_the_samples_have_every_construct():
    seen = set()

    def visit(node):
        if attrs.has(type(node)):
            seen.add(type(node))
            for field in attrs.fields(type(node)):
                visit(getattr(node, field.name))
        elif isinstance(node, tuple):
            for part in node:
                visit(part)

    for sample in (ROOT / "tests" / "samples").glob("*.regel"):
        tree, problems = parse(Source("f", sample.read_text("utf-8")))
        assert problems == ()
        visit(tree)
    every = {each for each in vars(nodes).values() if is_frozen(each) and each is not Span}
    shared = {nodes.Node, nodes.Line, nodes.Marked}
    assert {each.__name__ for each in every - seen - shared} == set()


# -- what is accepted and rewritten --------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("25 procent av lönen", "25 % av lönen"),
        ("25% av lönen", "25 % av lönen"),
        ("500 kronor", "500 kr"),
        ("500 kronor/år", "500 kr/år"),
        ("lönen plus stödet minus avgiften", "lönen + stödet − avgiften"),
        ("lönen - stödet – avgiften", "lönen − stödet − avgiften"),
        ("lönen gånger 2 x 3 * 4 · 5", "lönen × 2 × 3 × 4 × 5"),
        ("lönen delat med 2", "lönen / 2"),
        ("117034 kr", "117 034 kr"),
        ("007 kr", "7 kr"),
        ("8989 kr", "8989 kr"),
        ("8 989 kr", "8 989 kr"),
        ("((lönen))", "lönen"),
        ("“Umeå”", '"Umeå"'),
        ("”Umeå”", '"Umeå"'),
        ("»Umeå»", '"Umeå"'),
        ("den 1 januari 2024", "2024-01-01"),
        ("den sista februari 2024", "2024-02-29"),
        ("den sista februari 2023", "2023-02-28"),
        ("lönen, avrundat till närmast högre tiondels tjänst", "lönen, avrundat uppåt till närmaste tiondels tjänst"),
        ("lönen, avrundat till närmast lägre krona", "lönen, avrundat nedåt till hela kronor"),
        ("lönen, avrundat nedåt till 2 decimaler", "lönen, avrundat nedåt till två decimaler"),
        ("lönen, avrundat nedåt till hela kr", "lönen, avrundat nedåt till hela kronor"),
        ("6 månader efter dagen", "dagen + 6 månader"),
        ("10 dagar före (den 1 juli i år)", "den 1 juli i år − 10 dagar"),
        ("1 år  efter (3 veckor efter dagen)", "dagen + 3 veckor + 1 år"),
        ("lönen, per den 1 maj 2024", "lönen, per 2024-05-01"),
        ("lönen, per (flygdagen)", "lönen, per flygdagen"),
        ("lönen, per (den sista februari i år)", "lönen, per den sista februari i år"),
        ("hela år från (födelsedagen) till (flygdagen)", "hela år från födelsedagen till flygdagen"),
        ("hela dagar från (dag till start) till slutet", "hela dagar från (dag till start) till slutet"),
        ("ordningen bland (barnen) efter poäng, högst först", "ordningen bland barnen efter poäng, högst först"),
        (
            "ordningen bland (barn efter val) efter x1, minst först",
            "ordningen bland (barn efter val) efter x1, minst först",
        ),
        ("(den tidigaste av barnens dag)", "den tidigaste av barnens dag"),
        ("(den tidigaste av dagen och (slutet)) + 1 år", "(den tidigaste av dagen och slutet) + 1 år"),
    ],
)
def test_values_are_rewritten(written, rewritten):
    assert canonical(f"värde är {written}") == (f"värde är {rewritten}",)


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("lönen är fler än 3", "lönen är mer än 3"),
        ("lönen är färre än 3", "lönen är mindre än 3"),
        ("lönen är 3 eller fler", "lönen är minst 3"),
        ("lönen är 3 eller färre", "lönen är högst 3"),
        ("listan saknar gemensam valsedel", "listan har inte gemensam valsedel"),
        ("dagen är senare än 2024-07-01", "dagen är mer än 2024-07-01"),
        ("dagen är tidigare än 2024-07-01", "dagen är mindre än 2024-07-01"),
        ("dagen är efter den 1 juli i år", "dagen är mer än den 1 juli i år"),
        ("dagen är före slutet", "dagen är mindre än slutet"),
        ("(den tidigaste av dagen och slutet) är senast slutet", "den tidigaste av dagen och slutet är senast slutet"),
        ("(hela år från dagen till slutet) är minst 18 år", "hela år från dagen till slutet är minst 18 år"),
        ("dagen är senast (den senaste av barnens dag)", "dagen är senast den senaste av barnens dag"),
    ],
)
def test_conditions_are_rewritten(written, rewritten):
    assert canonical(f"värde är 1 om {written}") == (f"värde är 1 om {rewritten}",)


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("1-3", "1–3"),
        ("1 – 3", "1–3"),
        ("minst 4", "4 eller fler"),
        ("4 eller mer", "4 eller fler"),
        ("högst 3", "3 eller färre"),
        ("3 eller mindre", "3 eller färre"),
        ("fler än 3", "mer än 3"),
        ("färre än 3", "mindre än 3"),
    ],
)
def test_cells_are_rewritten(written, rewritten):
    *_, row = canonical("värde är enligt tabellen", "    lön | värde", f"    {written} | 1")
    assert row.split("|")[0].strip() == rewritten


def test_a_hyphen_in_marks_and_year_ranges_becomes_a_dash():
    assert statements("värde är 1   [3-4, 5a]")[0].marks == ("3–4", "5a")
    tree, problems = parse(Source("f", 'regelverk "R"\n    mandatperiod 2023-2026\n'))
    assert problems == ()
    assert tree.header[0].value == "2023–2026"


def test_numbers_are_exact():
    assert value("0,52 kr").number.value == Fraction(13, 25)
    assert value("1/6").number == nodes.Number(Fraction(1, 6), "1/6", span=None)
    assert value("1 234 567,50").number == nodes.Number(Fraction(2469135, 2), "1 234 567,50", span=None)


def test_a_value_alone_below_its_rule_stands_beside_it():
    (definition,) = statements("värde är  # a", "    # b", "    1 om lönen är 2   [7]  # c", "    visas i heltal")
    assert definition.body == nodes.Single(value("1"), condition("lönen är 2"), span=None)
    assert definition.marks == ("7",)
    assert definition.trivia == nodes.Trivia(("b", "a"), "c", False)
    (one,) = statements("värde är  # a", "    1")
    assert one.trivia == nodes.Trivia((), "a", False)


def test_names_go_as_far_as_they_can():
    assert value("2 nya grundbelopp per mandat").value.unit == "nya grundbelopp"
    assert value("föregående års utgående saldo").year == -1
    assert value("årets höjning") == nodes.YearOf(0, False, nodes.Name("höjning", span=None), span=None)
    assert value("2014 års index").year == 2014


def test_an_aggregate_takes_the_conditions_that_follow_it():
    found = value("antalet partier vars lön är 1 och ort är 2")
    assert isinstance(found.where, nodes.And)
    outer = condition("antalet partier vars lön är 1 och ort är 2 är minst 3 och lönen är 4")
    assert isinstance(outer, nodes.And)
    assert outer.parts[0].operator == ">="


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        (['värde är antalet partier som får inte "x"'], ['värde är antalet partier som inte får "x"']),
        (
            ['värde är antalet partier som har inte rätt till "x"'],
            ['värde är antalet partier som inte har rätt till "x"'],
        ),
        (["värde är 1 arbetsdagar före 2024-01-01"], ["värde är 1 arbetsdag före 2024-01-01"]),
        (["värde är den  1  mars  i  år"], ["värde är den 1 mars i år"]),
        (["värde är närmaste  arbetsdag efter (slutet + 3)"], ["värde är närmaste arbetsdag efter (slutet + 3)"]),
        (["partiet  har  rätt  till “stöd”"], ['partiet har rätt till "stöd"']),
        (["partiet ska", '- "a"', '- "b"'], ["partiet ska", '    - "a"', '    - "b"']),
        (['partiet ska "a"', "    utom enligt §6"], ['partiet ska "a"', "    utom enligt § 6"]),
        (['se §2 i "annan.regel"'], ['se § 2 i "annan.regel"']),
        (["se § 2 i"], ["se § 2 i"]),
        (["stöd bestäms av kommunen, i kronor"], ["stöd bestäms av kommunen, i kr"]),
    ],
)
def test_norms_are_rewritten(written, rewritten):
    assert canonical(*written) == tuple(rewritten)


@pytest.mark.parametrize(
    ("line", "written", "suggestion"),
    [
        ('partiet fr "ta emot stöd"', "fr", "får"),
        ('partiet måste "redovisa"', "måste", "ska"),
        ('partiet skall "redovisa"', "skall", "ska"),
        ('partiet kan "ta emot stöd"', "kan", "får"),
        ('partiet får ej "ta emot stöd"', "ej", "inte"),
        ('partiet fåår inte "ta emot stöd"', "fåår inte", "får inte"),
        ('partiet har rätt tll "stöd"', "har rätt tll", "har rätt till"),
        ('partiet ansvar för "stöd"', "ansvar för", "ansvarar för"),
        ('partiet krver "stöd"', "krver", "kräver"),
    ],
)
def test_misspelt_verbs_of_norms_are_suggested(line, written, suggestion):
    (problem,) = section(line)[1]
    assert (problem.written, problem.suggestion) == (written, suggestion)


def test_a_section_may_be_inserted_at_once():
    text = 'ändring av "2027.regel" "Mer"\n\nefter §3 införs §3 a Samverkan   [4]\n    partiet ska "x"\n'
    tree, problems = parse(Source("f", text))
    assert problems == ()
    assert format_regulation(tree) == (
        'ändring av "2027.regel" "Mer"\n\nefter § 3 införs   [4]\n\n    § 3 a Samverkan\n        partiet ska "x"\n'
    )
    (inserted,) = tree.changes[0].statements
    assert inserted.span == Span("f", 3, 17, 3, 31)


# -- layout --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("värde är lönen", "    + stödet"),
        ("värde är lönen", "+ stödet"),
        ("värde är lönen +", "    stödet"),
        ("värde är", "    lönen", "    + stödet"),
        ("värde är lönen  # a", "    # b", "    + stödet"),
    ],
)
def test_a_line_goes_on(lines):
    assert statements(*lines)[0].body == nodes.Single(value("lönen + stödet"), None, span=None)


def test_comments_inside_a_line_are_kept_above_it():
    (definition,) = statements("# a", "värde är lönen  # b", "    # c", "    + stödet  # d")
    assert definition.trivia == nodes.Trivia(("a", "b", "c"), "d", False)


def test_bullets_may_stand_on_the_level_of_their_line():
    inner = "    - lönen är 1", "    - lönen är 2"
    same = tuple(line[4:] for line in inner)
    head = "värde är 1 om något av villkoren är uppfyllt"
    assert statements(head, *inner) == statements(head, *same)


def test_rows_may_be_aligned_to_the_right():
    rows = "lön | värde", "  1 |     2", " 10 |    30"
    wide = "värde är enligt tabellen", *(f"    {row}" for row in rows)
    assert len(statements(*wide)[0].table.rows) == 2
    assert codes(*wide) == []


def test_text_lines_keep_what_they_say():
    (text,) = statements('| # "ej citat [3] |   [4-5]', "|   indraget [x]", "rutin  # c")
    assert text == nodes.TextBlock(
        ('# "ej citat [3] |', "  indraget [x]"), "rutin", marks=("4–5",), trivia=nodes.Trivia((), "c", False), span=None
    )


def test_blank_lines_and_comments_at_the_end():
    tree, problems = parse(Source("f", '# a\nregelverk "R"\n\navsnitt A\n\n    rubrik B\n\n# slut\n'))
    assert problems == ()
    assert tree.trivia == nodes.Trivia(("a",), None, False)
    assert tree.items[0].statements[0].trivia.blank
    assert tree.end == nodes.Trivia(("slut",), None, True)


# -- places --------------------------------------------------------------------------------------


def at(text, span):
    """What stands in the source at a span."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, *middle, last = lines[span.line - 1 : span.end_line]
    return "\n".join((first[span.column - 1 :], *middle, last[: span.end_column - 1]))


def test_every_name_number_and_text_stands_where_its_span_says():
    for file in RULE_FILES:
        source, _ = decode("f", file.read_bytes())
        if source is None:
            continue
        tree, problems = parse(source)
        if tree is not None and not problems:
            check_places(source.text, tree)


def check_places(text, node):
    if isinstance(node, tuple):
        for part in node:
            check_places(text, part)
    elif attrs.has(type(node)) and not isinstance(node, Span):
        match node:
            case nodes.Name(text=name, span=span):
                assert at(text, span).split() == name.split()
            case nodes.Quantity(unit=None, number=number, span=span):
                assert at(text, span).replace(" ", "") in (number.text.replace(" ", ""), *SHARES)
            case nodes.Text(value=inside, span=span):
                assert at(text, span)[1:-1] == inside
        for field in attrs.fields(type(node)):
            if field.name != "span":
                check_places(text, getattr(node, field.name))


SHARES = {f"{words} av".replace(" ", "") for words in FRACTIONS}


def test_places_over_several_lines():
    text = 'regelverk "R"\navsnitt A\n    värde är lönen,\n        ökat med 3 %\n        + lönen\n'
    tree, problems = parse(Source("f", text))
    assert problems == ()
    found = tree.items[0].statements[0].body.value
    assert found.span == Span("f", 3, 14, 5, 16)
    assert found.modifiers[0].by.span == Span("f", 4, 18, 5, 16)
    assert found.value.span == Span("f", 3, 14, 3, 19)


# -- what is wrong -------------------------------------------------------------------------------


def test_several_errors_are_all_found_at_their_places():
    found = codes(
        "första är 1 ++ 2",
        "andra är",
        "    1 om om",
        "    annars annars",
        "    dock 3 när",
        "tredje (tredjen är 3",
        "fjärde är 4",
        "    - lönen är 1",
        "något helt annat",
    )
    assert found == [("RV108", 1), ("RV108", 3), ("RV108", 4), ("RV108", 5), ("RV108", 6), ("RV113", 8), ("RV108", 9)]


@pytest.mark.parametrize(
    ("line", "written", "suggestion"),
    [
        ("värde är lönen, avrundatt nedåt till hela kronor", "avrundatt", "avrundat"),
        ("värde är lönen, dok högst 5 kr", "dok", "dock"),
        ('kontroll "a": lönen minskar inte när tiden ökar', "minskar inte när", "minskar aldrig när"),
        ('kontroll "a": lönen sjunker aldrig om tiden ökar', "sjunker aldrig om", "minskar aldrig när"),
        ('kontroll "a": lönen aldrig stiger när tiden ökar', "aldrig stiger när", "ökar aldrig när"),
        ('kontroll "a": lönen blir aldrig mindre när tiden ökar', "blir aldrig mindre när", "minskar aldrig när"),
        ('kontroll "a": lönen blir  aldrig fler när tiden ökar', "blir aldrig fler när", "ökar aldrig när"),
        ('kontroll "a": lönen ökar när tiden ökar', "ökar när", "minskar aldrig när"),
        ('kontroll "a": lönen blir färre när tiden ökar', "blir färre när", "ökar aldrig när"),
        ('kontroll "a": lönen minskar aldrig när tiden stiger', "stiger", "ökar"),
        ('kontroll "a": lönen ökar aldrig när tiden blir lägre', "blir lägre", "minskar"),
        ('kontroll "a": lönen är aldrig mindre än 5 kr', "aldrig mindre än", "minst"),
        ("värde är 5 kr omm lönen är 3", "omm", "om"),
        ("värde är sumann av partiernas lön (", "sumann", "summan"),
    ],
)
def test_misspelt_words_are_suggested(line, written, suggestion):
    (problem,) = section(line)[1]
    assert (problem.written, problem.suggestion) == (written, suggestion)


def test_the_end_of_a_line_is_where_it_is_missed():
    (problem,) = section("värde är lönen +")[1]
    assert problem.met is None
    assert problem.span == Span("f", 3, 21, 3, 22)
    assert problem.expected == ("VALUE",)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # statements
        (['kontroll "mer ger mer": lönen ökar'], [("RV108", 1)]),
        (['kontroll "mer ger mer" lönen är 1'], [("RV124", 1)]),
        (['kontroll "a": lönen minskar aldrig när tiden'], [("RV108", 1)]),
        (['kontroll "a": lönen minskar aldrig när tiden och ökar'], [("RV108", 1)]),
        (["kontroll lönen är 1"], [("RV124", 1)]),
        (["kontroll"], [("RV124", 1)]),
        (['kontroll "a": lönen är 1', "    om lönen är", "    år 20"], [("RV108", 2), ("RV123", 3)]),
        (['kontroll "a": lönen är 1', "    da: lönen är 1", "    datum 2024-01-01"], [("RV110", 2), ("RV109", 3)]),
        (['kontroll "a": lönen är 1', "    | text", "    a | b"], [("RV109", 2), ("RV109", 3)]),
        (['kontroll "a": lönen är 1', "    år 2024: lönen 1 kr", "    läsning höjning"], [("RV109", 2), ("RV124", 3)]),
        (['kontrol "a": lönen är 1', "    om lönen är 2 2"], [("RV110", 1), ("RV108", 2)]),
        (["rubrk Syfte", "    värde är 1 1"], [("RV110", 1), ("RV108", 2)]),
        (["beslut om lönen"], [("RV108", 1)]),
        (["potten fördela mellan partierna", "    varje parti får 1 1"], [("RV108", 1), ("RV108", 2)]),
        (["värde är", "    1 om lönen är 1", "    1 | 2", "    | text"], [("RV109", 3), ("RV109", 4)]),
        (["värde är", "    visas i heltal"], [("RV111", 1)]),
        (["värde är", "    1 1"], [("RV108", 2)]),
        (["undantag från § 3: värde är 1"], [("RV108", 1)]),
        (["undantag från avsnitt 3.1: värde är 1 om"], [("RV108", 1)]),
        (["potten fördelas mellan partierna som stöd"], [("RV111", 1)]),
        (["potten fördelas mellan partierna som stöd", "    varje parti", "    - lönen"], [("RV108", 3), ("RV108", 2)]),
        (["potten fördelas mellan partierna som stöd", "    varje parti får 1", "    rubrik A"], [("RV109", 3)]),
        (['tolkning a "b"', "    c:", "        | d", "    - e", '    gäller c, "d"'], [("RV113", 4)]),
        (['tolkning a "b"', "    c:", "        | d", "    rubrik e", '    gäller c, "d"'], [("RV109", 4)]),
        (['tolkning a "b"', "    c:", "        | d", "    | e", '    gäller c, "d"'], [("RV110", 4)]),
        (['anmärkning "a'], [("RV102", 1)]),
        (['förutsätter "a": lönen'], [("RV108", 1)]),
        # conditions
        (["värde är 1 om samtliga villkor är uppfyllda", "    - lönen"], [("RV108", 2)]),
        (["värde är 1 om lönen", "    - lönen"], [("RV108", 1), ("RV108", 2)]),
        (["värde är 1 om samtliga villkor är uppfyllda", "    - partiet har flagga om"], [("RV108", 2)]),
        (
            ["värde 3 är", "    visas i 1", "    annars annars", "    dock om", "    varje varje"],
            [("RV108", 1), ("RV108", 2), ("RV108", 3), ("RV108", 4), ("RV108", 5)],
        ),
        (['värde "a"', "värde är 1 2024-01-01", "värde är 1 den 1 maj"], [("RV108", 1), ("RV108", 2), ("RV108", 3)]),
        (["värde 3 är", "    1 1", "    1 | 1"], [("RV108", 1), ("RV108", 2)]),
        # tables
        (["värde är enligt tabellen", "    lön |", "    1 | 2"], [("RV115", 2)]),
        (
            [
                "värde är enligt tabellen",
                "    lön | värde",
                "    1 | antalet partier vars samtliga villkor är uppfyllda",
            ],
            [("RV111", 3)],
        ),
        (["värde är enligt tabellen", "    lön | värde   [3]", "    1 | 1"], [("RV118", 2)]),
        (["värde är enligt tabellen", "    lön | värde", "    1 | 1", "        rad"], [("RV112", 4)]),
    ],
)
def test_what_is_wrong_is_told_by_line(lines, found):
    assert sorted(codes(*lines)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("upgifter\n    lön 3", [("RV110", 1), ("RV108", 2)]),
        ("begrep\n    parti (", [("RV110", 1), ("RV108", 2)]),
        ('exmpel "a"\n    år två', [("RV110", 1), ("RV108", 2)]),
        ("enheter\n    mandat 3", [("RV108", 2)]),
        ("uppgifter\n    lön (lönen): kr\n        stöd", [("RV108", 3)]),
        ('uppgifter\n    lön (lönen): kr\n        "a"\n        "b"', [("RV112", 4)]),
        ("uppgifter\n    lön (lönen): kr\n    rubrik a", [("RV109", 3)]),
        ("uppgifter\n    lön (lönen): helt kr/år", [("RV120", 2)]),
        ("uppgifter\n    lön (lönen): ett", [("RV120", 2)]),
        ("begrepp\n    parti (partiet", [("RV108", 2)]),
        ('exempel "a', [("RV102", 1), ("RV111", 1)]),
        ('exempel "a"\n    då: antalet partier är inte reglerat', [("RV108", 2)]),
        ('kontrollräkning "a', [("RV102", 1), ("RV111", 1)]),
        ('kontrollräkning "a\n    lön | b\n    1 | 2', [("RV102", 1)]),
        ('kontrollräkning "a"\n    lön | b', [("RV111", 2)]),
        (
            'kontrollräkning "a"\n    lön | b\n    A | 1 | 2\n    | c\n    B | 1\n        fel',
            [("RV116", 3), ("RV109", 4), ("RV112", 6)],
        ),
    ],
)
def test_what_is_wrong_is_told_by_block(text, found):
    _, problems = parse(Source("f", 'regelverk "R"\n' + text))
    assert sorted((problem.code, problem.span.line - 1) for problem in problems) == sorted(found)


def test_labels_may_be_quoted():
    text = 'regelverk "R"\nkontrollräkning "a"\n    parti | lön\n    "2024 års parti" | 1\n    Ett och annat | 2'
    tree, problems = parse(Source("f", text))
    assert problems == ()
    assert [row.label for row in tree.items[0].rows] == ["2024 års parti", "Ett och annat"]


def test_a_long_line_alone_is_not_an_empty_file():
    assert [problem.code for problem in parse(Source("f", "x" * 20_000))[1]] == ["RV008"]


def test_a_tab_inside_a_line_is_a_space():
    assert value("lönen\t+\tstödet") == value("lönen + stödet")


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("heltal kr/år", nodes.WholeType("kr/år", span=None)),
        ("kronor", nodes.NumberType("kr", span=None)),
        ("procent", nodes.NumberType("%", span=None)),
        ("ett av a eller b", nodes.ChoiceType(("a", "b"), span=None)),
        ("en lista", nodes.RowType("en", "lista", span=None)),
    ],
)
def test_types(written, type_):
    tree, problems = parse(Source("f", f'regelverk "R"\nuppgifter\n    lön (lönen): {written}'))
    assert problems == ()
    assert tree.items[0].attributes[0].type == type_


def test_items_of_a_row():
    given = "    partiet A har antalet stolar 3"
    then = "    då: partiet A har cirka 3 mandat, antalet stolar cirka 4"
    text = "\n".join(('regelverk "R"', 'exempel "a"', given, then))
    tree, problems = parse(Source("f", text))
    assert problems == ()
    given, then = tree.items[0].lines
    three, four = (value(number) for number in "34")
    assert given.items == (nodes.Item("antalet stolar", three, False, False, span=None),)
    assert then.items == (
        nodes.Item(None, attrs.evolve(three, unit="mandat"), False, True, span=None),
        nodes.Item("antalet stolar", four, False, True, span=None),
    )


def test_conditions_and_columns_that_are_seldom_written():
    (found,) = statements(
        "värde är 1 om alla partiets uppdrag uppfyller något av villkoren", "    - lönen är 1", "    - lönen är 2"
    )
    assert found.body.condition.condition.kind == "any"
    (table,) = statements("värde är enligt tabellen", "    antalet partier | värde", "    alla | 1")
    assert table.table.columns[0].text == "antalet partier"
    assert value("lönen, avrundat nedåt till hela kr/år").modifiers[0].step.unit == "kr/år"


# -- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\r\nb\rc", b"a\nb\nc"])
def test_marks_of_order_and_line_ends(data):
    assert decode("f", data) == (Source("f", "a\nb\nc"), ())


def test_decomposed_letters_and_wide_spaces_become_plain():
    source, problems = decode("f", "a\u030a 117\u202f034\u00a0kr".encode())
    assert problems == ()
    assert source.text == "å 117 034 kr"


def test_what_cannot_be_seen_is_told_once_for_each_and_taken_out():
    source, problems = decode("f", "he\u200blt\nla\u202eg\u00ad\x07".encode())
    assert source.text == "helt\nlag"
    assert [(problem.code, problem.span.line, problem.span.column) for problem in problems] == [
        ("RV004", 1, 3),
        ("RV004", 2, 3),
        ("RV004", 2, 4),
        ("RV003", 2, 4),
    ]


def test_letters_that_pass_for_others():
    source, problems = decode("f", 'h\u0435lt "\u0435n р\u043eссия" # \u0435n\n| Россия och hеj\nХ'.encode())
    assert [(problem.span.line, problem.span.column) for problem in problems] == [
        (1, 2),
        (1, 7),
        (1, 20),
        (2, 15),
        (3, 1),
    ]
    assert source.text.startswith('helt "en р')
    assert source.text.endswith("hej\nX")


def test_a_file_of_rubbish_is_told_of_in_few_words():
    _, problems = decode("f", b"\x00" * 1000)
    assert len(problems) == 20


def test_a_file_too_large_is_not_read():
    (problem,) = decode("f", b" " * (MAX_BYTES + 1))[1]
    assert problem.code == "RV002"
    assert wording(problem).help == (
        "Filen är 2 000 001 byte. En regelfil får vara högst 2 000 000 byte. Dela upp regelverket."
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Varje parti som har mandat får stöd.", "Löpande text börjar med | "),
        ("Ett parti; som har mandat får stöd.", "Löpande text börjar med | "),
        ("stödet betalas ut varje år.", "Löpande text börjar med | "),
        ("stöd är 1; 2", "Skriv ”,”."),
        ("1–3 | 25 %", "Raden ser ut att höra till en tabell"),
        ("stöd är 5 3", "Tusental skrivs i grupper"),
        ("stöd är kr 500", "Menade du ”500 kr” i stället för ”kr 500”?"),
        ("stöd är 1 om antal 3", "Menade du ”är 3” i stället för ”3”?"),
        ("§2 Rubrik", "Skriv ”§ 2”, med mellanslag."),
        ("stöd är 1, Dock högst 3", "”dock” skrivs med liten bokstav."),
    ],
)
def test_what_is_said_of_a_line(line, told):
    (problem,) = section(line)[1]
    assert told in wording(problem).help


def test_thousands_are_spoken_of_between_numbers_only():
    (problem,) = section("stöd är 5 kr 3")[1]
    assert "Tusental" not in wording(problem).help


@pytest.mark.parametrize("indentation", ["\t", "  \t"])
def test_a_tab_nests_as_it_looks(indentation):
    lines = ("avsnitt A", "    a är", f"{indentation}\t1 om c är 1", f"{indentation}| Text", f"{indentation}b är 1; 2")
    text = "\n".join(('regelverk "R"', *lines))
    start = len(indentation) + 1
    told = [(problem.code, problem.span.line, problem.span.column) for problem in parse(Source("f", text))[1]]
    assert told == [("RV006", 4, 1), ("RV006", 5, 1), ("RV006", 6, 1), ("RV101", 6, start + 6)]


@pytest.mark.parametrize("written", ["“a b”", '“a b"', '"a b”', "”a b”", "»a b«"])
def test_typographic_quotes_are_plain(written):
    assert statements(f"anmärkning {written}  # “c")[0].text == "a b"


@pytest.mark.parametrize("written", ["“a b", "a b”"])
def test_a_typographic_quote_alone_opens_what_never_ends(written):
    assert codes(f"anmärkning {written}") == [("RV102", 1)]


def test_typographic_quotes_inside_plain_ones_and_in_comments_stay():
    assert canonical('anmärkning "a ”b” c”"  # d “e"') == ('anmärkning "a ”b” c”"  # d “e"',)


# -- nothing breaks it ---------------------------------------------------------------------------

HEAD = 'regelverk "R"\navsnitt A\n'
CHANGES = 'ändring av "a.regel" "A"\n\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + "    värde är " + "(" * 100_000 + "1" + ")" * 100_000, "RV008"),
        (HEAD + "    värde är " + "(" * 4000 + "1" + ")" * 4000, "RV107"),
        (HEAD + "    värde är 1" + "\n        + (1)" * 10_000, "RV107"),
        (HEAD + "    värde är " + "−" * 5000 + "1", "RV107"),
        (HEAD + "    värde är 10" + "0" * 1_000_000, "RV008"),
        (HEAD + "    värde är 10" + "0" * 9000, "RV104"),
        (HEAD + "".join(f"{'    ' * level}avsnitt A\n" for level in range(1, 100)), "RV009"),
        (HEAD + "    | " + "x" * MAX_LINE, "RV008"),
        (HEAD + "    undantag från avsnitt" + " " * 9900 + "x", "RV122"),
        (HEAD + "    tolkning a" + " " * 9900 + "x", "RV124"),
        (HEAD + "    se avsnitt a" + " " * 9900 + ":", "RV122"),
        (HEAD + "    partiet" + " " * 9900 + '"x" "', "RV102"),
        (CHANGES + "efter" + " " * 9900 + "x", "RV129"),
        (CHANGES + "tolkningen a" + " " * 9000 + "i" + " " * 900 + "x ska upphöra att gälla.", "RV129"),
        (HEAD + "    värde är 1" + " " * 9900 + "]", "RV101"),
        ("a\n" * 50_000, "RV012"),
        ("", "RV011"),
        ("# bara en kommentar", "RV011"),
    ],
)
def test_bounds_have_codes(text, code):
    _, problems = parse(Source("f", text))
    assert code in {problem.code for problem in problems}


def mutations(generator, data):
    """The text cut off, with bytes changed, with lines or words moved about."""
    yield data[: generator.randrange(len(data) + 1)]
    changed = bytearray(data)
    for _ in range(generator.randrange(1, 20)):
        changed[generator.randrange(len(changed))] = generator.choice(b'"|-#[](),: \n0a\xc3\xa5\x00')
    yield bytes(changed)
    for separator in ("\n", " "):
        parts = data.decode().split(separator)
        for _ in range(generator.randrange(1, 10)):
            here, there = generator.randrange(len(parts)), generator.randrange(len(parts))
            match generator.randrange(3):
                case 0:
                    parts[here], parts[there] = parts[there], parts[here]
                case 1:
                    parts.insert(here, parts[there])
                case _:
                    parts[here] = " " * generator.randrange(20) + parts[here].strip()
        yield separator.join(parts).encode()
    yield generator.randbytes(generator.randrange(300))


@pytest.mark.parametrize("seed", range(20))
def test_no_text_breaks_the_parser(seed):
    """Every problem has words and a place in the text; what has no problems prints as what reads the same."""
    generator = random.Random(seed)
    file = generator.choice([file for file in RULE_FILES if "bad" not in file.parts])
    for data in mutations(generator, file.read_bytes()):
        source, problems = decode("f", data)
        tree = None
        if source is not None:
            tree, found = parse(source)
            problems += found
        for problem in problems:
            told = wording(problem)
            assert told.headline
            assert told.help
            if source is not None:
                check_place(source.text, problem.span)
        if tree is not None and not problems:
            assert parse(Source("f", format_regulation(tree))) == (tree, ())


def check_place(text, span):
    lines = text.split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert span.end_column <= len(lines[span.end_line - 1]) + 2
