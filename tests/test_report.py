"""How problems are laid out: the frame once in full, then one property each."""

import pytest

from dsl.source import Span
from workbench.page.look import Look
from workbench.problems.diagnostic import Diagnostic, Label
from workbench.problems.report import MOST_SHOWN, as_json, count_text, render

FILE = "ostersund/sekreterare.regel"
RULE = "partiets ersättning är årskostnaden + 8 989 kr/månad"


def at(line: int, column: int, end: int, file: str = FILE) -> Span:
    return Span(file, line, column, line, end)


def problem(span: Span, *labels: Label, text: str = "", help_text: str = "") -> Diagnostic:
    return Diagnostic("RV999", "fel", span, None, "något är fel", text, labels, help_text)


def check(one: Diagnostic, lines: dict[int, str], expected: str, columns: int = 100) -> None:
    """lines: number -> text of the only file. expected: everything below the place."""
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1))
    shown = render([one], {FILE: text}, Look(columns))
    assert shown.split("\n", 2)[2] == expected.lstrip("\n")


def test_the_whole_frame() -> None:
    one = Diagnostic(
        "RV204",
        "fel",
        at(31, 39, 53),
        "avsnitt 3.1.1",
        "enheterna går inte ihop",
        "kr/månad",
        (Label(at(31, 24, 36), "kr/år"),),
        "kr/år och kr/månad kan inte läggas ihop. Menade du 8 989 kr/år?",
    )
    assert render([one], {FILE: "\n" * 30 + RULE}, Look()) == (
        "fel RV204: enheterna går inte ihop\n"
        "  ┌─ ostersund/sekreterare.regel:31:39   avsnitt 3.1.1\n"
        "31│ partiets ersättning är årskostnaden + 8 989 kr/månad\n"
        "  │                        ────────────   ━━━━━━━━━━━━━━ kr/månad\n"
        "  │                        kr/år\n"
        "  = kr/år och kr/månad kan inte läggas ihop. Menade du 8 989 kr/år?\n"
    )


def test_tabs_and_wide_characters_take_their_room() -> None:
    check(problem(at(1, 7, 9)), {1: "\tx är 漢字 + y"}, "1│     x är 漢字 + y\n │          ━━━━\n")


def test_combining_marks_take_none() -> None:
    check(problem(at(1, 4, 5)), {1: "a\u0308 b"}, "1│ a\u0308 b\n │   ━\n")


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    check(problem(at(1, 1, 2)), {1: "\x1b[31m\u200b"}, "1│ �[31m�\n │ ━\n")


def test_a_long_line_is_cut_around_the_problem() -> None:
    check(
        problem(at(1, 361, 368), text="här"),
        {1: "långt " * 60 + "fel här " + "slut " * 40},
        "1│ …t långt fel här slut slut slut slut…\n │          ━━━━━━━ här\n",
        columns=40,
    )


def test_a_problem_at_the_end_of_a_line_points_past_it() -> None:
    check(problem(at(1, 8, 8), text="här"), {1: "X är 1,"}, "1│ X är 1,\n │        ━ här\n")


def test_a_stretch_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    check(problem(Span(FILE, 1, 3, 2, 2)), {1: "a bcd", 2: "e"}, "1│ a bcd\n │   ━━━\n")


def test_a_stretch_within_another_keeps_both_words() -> None:
    check(
        problem(at(1, 1, 6), Label(at(1, 3, 4), "inuti"), text="allt"),
        {1: "a b c"},
        "1│ a b c\n │ ━━━━━ inuti\n │ allt\n",
    )


def test_other_lines_come_in_order_with_a_gap() -> None:
    check(
        problem(at(4, 1, 2), Label(at(1, 1, 2), "först"), Label(at(2, 1, 2), "sedan")),
        {1: "a", 2: "b", 3: "c", 4: "d"},
        "1│ a\n │ ─ först\n2│ b\n │ ─ sedan\n ·\n4│ d\n │ ━\n",
    )


def test_another_file_has_a_place_of_its_own() -> None:
    check(
        problem(at(1, 1, 2), Label(at(7, 1, 2, "annan.regel"), "först här")),
        {1: "a"},
        "1│ a\n │ ━\n ├─ annan.regel:7\n │ först här\n",
    )


def test_help_is_wrapped_without_breaking_numbers() -> None:
    shown = render([problem(at(1, 1, 2), help_text="Skriv till exempel talet 117 034 kr i stället.")], {}, Look(32))
    assert shown.splitlines()[-2:] == [" = Skriv till exempel talet", "   117 034 kr i stället."]


def test_data_is_placed_by_row_and_heading() -> None:
    one = Diagnostic(
        "RV530", "fel", Span("partier.csv", 3, 0, 3, 0), None, "det är inget tal", "", (), "Läste 2.9.", "mandat"
    )
    assert render([one], {}, Look()).splitlines()[1] == " ┌─ partier.csv, rad 3, kolumn mandat"


def test_so_many_as_anybody_reads() -> None:
    shown = render([problem(at(1, 1, 2))] * (MOST_SHOWN + 7), {FILE: "a"}, Look())
    assert shown.count("fel RV999") == MOST_SHOWN
    assert "… och 7 till" in shown


def test_colour_adds_nothing_but_colour() -> None:
    import re

    one = problem(at(1, 3, 4), Label(at(1, 1, 2), "a"), text="b", help_text="c")
    plain, coloured = (render([one], {FILE: "x y"}, Look(80, colour)) for colour in (False, True))
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), "inga fel"),
        (("fel",), "1 fel"),
        (("fel", "varning", "fel"), "2 fel och 1 varning"),
        (("varning", "varning"), "2 varningar"),
    ],
)
def test_counts(severities: tuple[str, ...], expected: str) -> None:
    import attrs

    assert count_text([attrs.evolve(problem(at(1, 1, 2)), severity=severity) for severity in severities]) == expected


def test_json_has_all_of_it() -> None:
    one = problem(at(2, 3, 4), Label(at(1, 1, 2), "där"), text="här", help_text="Gör\u00a0så.")
    assert as_json(one) == {
        "code": "RV999",
        "severity": "fel",
        "file": FILE,
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 4,
        "data_column": None,
        "section": None,
        "headline": "något är fel",
        "at": "här",
        "labels": [{"file": FILE, "line": 1, "column": 1, "end_line": 1, "end_column": 2, "text": "där"}],
        "help": "Gör så.",
    }
