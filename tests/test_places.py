"""Places of the text in the text as it was given: the same characters, whatever was composed, replaced or taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.pipeline import load_source
from dsl.source import Source, Span
from dsl.text.decoding import decode
from dsl.text.places import as_given, given_of

# What decoding does something to, beside what it does not.
ODD = st.sampled_from(
    [
        *'aåd +|"#',
        *("a\u030a", "e\u0323\u0301", "\u0301", "\u00a0", "\u2003", "\u200b", "\u202e", "\u0430", "\u212b"),
        *("\u1100", "\u1161", "\u11a8", "\u0958", "\u0f73", "\u09c7\u09be", "\r", "\n", "\r\n", "\ufeff", "\x07", "😀"),
    ]
)
TEXTS = st.lists(st.one_of(ODD, st.characters(codec="utf-8")), max_size=30).map("".join)


def read(text: str) -> Source:
    source, _ = decode("a.regel", text.encode())
    assert source is not None
    return source


def stretch(lines: list[str], span: Span) -> str:
    """What a span covers of lines, where it stands in one."""
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


@given(TEXTS, st.data())
def test_a_place_is_of_the_same_characters(text: str, data: st.DataObject) -> None:
    source = read(text)
    lines = source.text.split("\n")
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[line - 1])))
    end = data.draw(st.integers(start, len(lines[line - 1])))
    span = Span("a.regel", line, start + 1, line, end + 1)
    places = given_of(source)
    found = as_given(span, places)
    cut = stretch(list(places.given), found)
    # A letter of another script is read as a Latin one for the sake of the word around it.
    assert bare(lines[line - 1][start:end]) in bare(read(cut).text)
    apart = [as_given(Span("a.regel", line, at + 1, line, at + 2), places) for at in range(start, end)]
    if apart:
        assert (found.column, found.end_column) == (apart[0].column, apart[-1].end_column)
    counted = as_given(span, places, "utf-16")
    whole = places.given[line - 1].encode("utf-16-le")
    assert whole[2 * counted.column - 2 : 2 * counted.end_column - 2].decode("utf-16-le") == cut


def bare(text: str) -> str:
    return text.translate(str.maketrans({"\u0430": "a"}))


@given(TEXTS)
def test_the_parts_of_a_line_are_all_of_it(text: str) -> None:
    """Every character as it was given belongs to one that is read, but for what is taken out after the last."""
    source = read(text)
    places = given_of(source)
    for number, line in enumerate(source.text.split("\n"), 1):
        at = as_given(Span("a.regel", number, 1, number, 1), places).column
        for column in range(1, len(line) + 1):
            one = as_given(Span("a.regel", number, column, number, column + 1), places)
            assert one.column in (at, one.column)
            assert one.column <= at <= one.end_column
            at = one.end_column
        rest = places.given[number - 1][at - 1 :]
        assert read(f"x{rest}").text == "x"


@given(TEXTS.filter(lambda text: read(text).text == text))
def test_what_is_read_as_it_was_given_stays_where_it_is(text: str) -> None:
    places = given_of(read(text))
    for number, line in enumerate(text.split("\n"), 1):
        span = Span("a.regel", number, 1, number, len(line) + 2)
        assert as_given(span, places) == span


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("stöd är okänd", "okänd"),
        ("sto\u0308d a\u0308r oka\u0308nd", "oka\u0308nd"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_problem_stands_where_the_writer_sees_it(line: str, marked: str, end: str, mark: str) -> None:
    text = mark + end.join(['regelverk "X"', "", "avsnitt 1", f"    {line}", ""])
    loaded = load_source("x.regel", text.encode())
    problem = next(one for one in loaded.problems if one.code == "RV201")
    places = given_of(loaded.sources[0])
    assert stretch(list(places.given), as_given(problem.span, places)) == marked


LINES = ["  stöd är 1 kr", "  x\u0308 är y\u200b", "\u0430b är 2", "| te\u0301xt", "a\u030a {", "(\u00a0"]


@given(st.lists(st.sampled_from(LINES)))
def test_every_problem_has_a_place_in_what_was_given(lines: list[str]) -> None:
    loaded = load_source("x.regel", "\r\n".join(['\ufeffregelverk "X"', "avsnitt 1", *lines]).encode())
    places = given_of(loaded.sources[0])
    for problem in loaded.problems:
        at = as_given(problem.span, places)
        cut = stretch(list(places.given), at) if at.line == at.end_line else ""
        told = stretch(list(places.read), problem.span) if at.line == at.end_line else ""
        assert bare(told) in bare(read(cut).text)


def test_what_cannot_be_seen_is_marked_where_it_is() -> None:
    loaded = load_source("x.regel", 'regelverk "X"\n\navsnitt 1\n    a\u030a\u200ba är 1\u200b\n'.encode())
    places = given_of(loaded.sources[0])
    marked = [stretch(list(places.given), as_given(problem.span, places)) for problem in loaded.problems]
    assert marked[:2] == ["\u200ba", "\u200b"]


def test_what_is_missing_after_the_end_is_missing_there() -> None:
    places = given_of(read("a\u0308 är😀\u200b"))
    assert as_given(Span("f", 1, 6, 1, 7), places) == Span("f", 1, 7, 1, 9)
    assert as_given(Span("f", 1, 8, 1, 9), places, "utf-16") == Span("f", 1, 11, 1, 12)


def test_a_whole_file_is_no_place_in_it() -> None:
    whole = Span("f", 0, 0, 0, 0)
    assert as_given(whole, given_of(Source("f", ""))) == whole
