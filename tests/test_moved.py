"""Lines that say what the rule above them does when something holds, and lines broken before a condition."""

import pytest

from dsl.formatting import format_regulation
from dsl.parsing import parse
from dsl.source import Source


def canonical(*lines):
    """What the formatter makes of the lines of a section."""
    tree, problems = read(*lines)
    assert problems == ()
    text = format_regulation(tree)
    assert parse(Source("f", text))[1] == ()
    return tuple(line.removeprefix("    ") for line in text.splitlines()[3:])


def read(*lines):
    return parse(Source("f", "\n".join(('regelverk "R"', "avsnitt A", *(f"    {line}" for line in lines)))))


def codes(*lines):
    return [(problem.code, problem.span.line - 2) for problem in read(*lines)[1]]


# -- conditions first ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("om medlemmarna är färre än 10 är bidraget 0 kr", "dock 0 kr om medlemmarna är mindre än 10"),
        ("om A är 1, så är bidraget 5 kr", "dock 5 kr om A är 1"),
        ("om A är 1 blir bidraget halva X", "dock hälften av X om A är 1"),
        ("om A är 1 ska bidraget vara endast 25 % av X", "dock 25 % av X om A är 1"),
        ("om A är 1 eller B är 2 är föreningens bidrag 0 kr", "dock 0 kr om A är 1 eller B är 2"),
        ("om A är 1 är bidrag (X + Y)", "dock X + Y om A är 1"),
        ("om A är 1 är bidraget 5 kr, ökat med 10 %   [3]", "dock (5 kr, ökat med 10 %) om A är 1   [3]"),
    ],
)
def test_a_condition_first_is_an_exception(line, detail):
    rule = "föreningens bidrag (bidraget) är X"
    assert canonical(rule, line) == (rule, f"    {detail}")
    assert canonical(rule, f"    {line}") == (rule, f"    {detail}")
    assert canonical(rule, "annat är 5 kr", line) == (rule, f"    {detail}", "annat är 5 kr")


def test_several_conditions_first():
    assert canonical(
        "partiets stöd (stödet) är",
        "    5 kr om A är 1",
        "    annars 7 kr",
        "    om A är 3 är stödet 8 kr",
        "om A är 2 är stödet 9 kr  # nytt",
    ) == (
        "partiets stöd (stödet) är",
        "    5 kr om A är 1",
        "    annars 7 kr",
        "    dock 8 kr om A är 3",
        "    dock 9 kr om A är 2  # nytt",
    )


def test_a_condition_first_below_a_table_and_a_sharing():
    assert canonical("partiets grad, partiets vikt är enligt tabellen", "    A | grad | vikt", "    1 | 1 | 2")
    rows = ("A | grad", "1 |    1")
    table = ("partiets grad (graden) är enligt tabellen", *(f"    {row}" for row in rows))
    assert canonical(*table, "om A är 1 är graden 2")[-1] == "    dock 2 om A är 1"
    assert canonical(*table, "    om A är 1 är graden 2")[-1] == "    dock 2 om A är 1"
    sharing = ("potten fördelas mellan partierna som stöd (stödet)", "    resten fördelas lika")
    assert canonical(*sharing, "om A är 1 är stödet 2 kr")[-1] == "    dock 2 kr om A är 1"
    assert canonical(*sharing, "    om A är 1 är stödet 2 kr")[-1] == "    dock 2 kr om A är 1"


def test_a_condition_first_of_nothing_above():
    assert codes("om A är 1 är bidraget 0 kr", "föreningens bidrag (bidraget) är X") == [("RV159", 1)]
    assert codes("föreningen är stor när A är 1", "om A är 1 är bidraget 0 kr") == [("RV159", 2)]
    assert codes("föreningens bidrag (bidraget) är X", "om A är 1 är bidraget 0 kr + ") == [("RV108", 2)]
    assert codes("föreningens bidrag (bidraget) är X", "om A är är bidraget 0 kr") == [("RV108", 2)]


# -- changes below -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "together"),
    [
        (("ökat med 150 kr om A är 1",), "ökat med 150 kr om A är 1"),
        (("dock ökat med 150 kr om A är 1",), "ökat med 150 kr om A är 1"),
        (("minskas med hälften om A är 1 eller B är 2",), "minskat med hälften om A är 1 eller B är 2"),
        (
            ("ökas med 5 kr om A är 1", "höjs med 6 kr om B är 1 och C är 2"),
            "ökat med 5 kr om A är 1, ökat med 6 kr om B är 1 och C är 2",
        ),
    ],
)
def test_a_change_below_a_value(below, together):
    lines = tuple(f"    {line}" for line in below)
    assert canonical("stöd är X", *lines) == (f"stöd är X, {together}",)
    assert canonical("stöd är X, dock högst 9 kr", *lines) == (f"stöd är X, dock högst 9 kr, {together}",)


def test_a_change_below_keeps_what_stands_around_it():
    assert canonical(
        "# först",
        "stöd är X   [1]",
        "    # sedan",
        "    ökat med 5 kr om A är 1   [2]  # sist",
        "    dock 0 kr om B är 1",
    ) == ("# först", "# sedan", "# sist", "stöd är X, ökat med 5 kr om A är 1   [1, 2]", "    dock 0 kr om B är 1")


def test_a_change_that_could_be_of_something_else():
    assert codes("stöd är X om A är 1", "    ökat med 5 kr om B är 1") == [("RV126", 2)]
    assert codes("stöd är X, ökat med 5 kr om A är 1 eller B är 2", "    ökat med 5 kr om B är 1") == [("RV126", 2)]
    assert codes("stöd är", "    X om A är 1", "    annars 5 kr", "    ökat med 5 kr om B är 1") == [("RV126", 4)]
    assert codes('stöd är inte reglerat "a"', "    ökat med 5 kr om B är 1") == [("RV126", 2)]
    assert codes("stöd är X", "    ökat med 5 kr om B är") == [("RV108", 2)]
    assert codes("stöd är X", "    ökat med 5 kr") == [("RV126", 2)]


# -- broken lines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("stöd är 5 kr", "    om A är 1"), "stöd är 5 kr om A är 1"),
        (("stöd är antalet partier", "    vars A är 1"), "stöd är antalet partier vars A är 1"),
        (("stöd är 5 kr", "    om A är 1", "    och B är 2"), "stöd är 5 kr om A är 1 och B är 2"),
    ],
)
def test_a_line_broken_before_a_condition(lines, whole):
    assert canonical(*lines) == (whole,)


def test_a_line_below_a_case_and_an_exception():
    assert canonical(
        "stöd är", "    5 kr", "        om A är 1", "    annars 7 kr", "    dock 0 kr", "        även om B är 2"
    ) == ("stöd är", "    5 kr om A är 1", "    annars 7 kr", "    dock 0 kr även om B är 2")


def test_a_line_of_a_norm_stands_by_itself():
    norm = ('partiet har rätt till "lokal"', "    om A är 1")
    assert canonical(*norm) == norm
    several = ("partiet får", '    - "låna"', '    - "hyra"', "    om A är 1")
    assert canonical(*several) == several
