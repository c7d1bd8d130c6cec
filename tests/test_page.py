"""Pages of every block, in every renderer: nothing is lost, nothing is obeyed, and colour says only what words say."""

import re
from fractions import Fraction
from html.parser import HTMLParser
from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.page.html import as_html
from workbench.page.look import Look
from workbench.page.page import (
    Bars,
    Block,
    Cell,
    Column,
    Excerpt,
    ExcerptLine,
    Explained,
    Figure,
    Figures,
    Heading,
    Item,
    Items,
    Listing,
    ListingLine,
    Page,
    Pair,
    Pairs,
    Quote,
    QuoteLine,
    Remark,
    Run,
    Sentence,
    Table,
    Tree,
    TreeLine,
    Underline,
    Word,
    heading,
    letters,
    plain,
    quiet,
    strong,
)
from workbench.page.terminal import width
from workbench.page.text import as_text, folded

word = st.text("abcåäö<&>\"'012 8", min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "ord")
phrase = st.lists(word, min_size=1, max_size=6).map(" ".join)
tone = st.sampled_from(["plain", "quiet", "good", "bad", "else", "name"])
runs = st.lists(st.builds(Run, phrase, tone, st.booleans()), min_size=1, max_size=3).map(tuple)
depth = st.integers(0, 3)
mark = st.sampled_from([(), plain("✓"), (Run("✗", "bad"),)])
items = st.lists(st.builds(Item, runs, mark, phrase, depth, st.integers(0, 1)), min_size=1, max_size=4).map(tuple)
lines = st.lists(st.builds(TreeLine, st.sampled_from(["name", "formula", "sentence", "aside"]), phrase), min_size=1)
leaves = st.builds(Tree, word, st.none() | phrase, lines.map(tuple), st.just(()))
trees = st.builds(Tree, word, st.none() | phrase, lines.map(tuple), st.lists(leaves, max_size=2).map(tuple))
words = st.lists(st.builds(Word, phrase, st.sampled_from(["same", "added", "removed"])), min_size=1, max_size=3)
quoted = st.builds(QuoteLine, words.map(tuple), st.sampled_from(["same", "added", "removed", "replaced"]), depth)
remarks = st.none() | st.builds(Remark, st.just("✓"), phrase, tone, items, st.booleans())
underlines = st.lists(st.builds(Underline, depth, st.integers(4, 99), st.just("") | phrase, st.booleans()), min_size=1)
excerpted = st.builds(ExcerptLine, word, st.integers(1, 2000), st.none() | phrase, underlines.map(tuple))
listed = st.builds(ListingLine, st.integers(1, 2000), phrase, remarks)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.lists(phrase, min_size=1, max_size=4))
    wide = draw(st.sampled_from(["parted", "dropped", "names", "folded"]))
    many = 1 if wide == "names" else draw(st.integers(1, 4))

    def column() -> Column:
        cells = tuple(Cell(draw(phrase), draw(st.fractions(-9, 9))) for _ in rows)
        return Column(
            draw(phrase), cells, draw(word), draw(phrase), draw(st.booleans()), draw(st.none() | st.just(cells[0]))
        )

    columns = tuple(column() for _ in range(many))
    bars = Bars(tuple(draw(st.none() | st.fractions(-9, 9)) for _ in rows))
    total, caption = draw(st.none() | st.just("summa")), draw(st.sampled_from(["", "Avsnitt"]))
    return Table(draw(word), tuple(rows), columns, total, caption, draw(st.sampled_from([None, bars])), wide)


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(2, 4), runs, runs, st.booleans(), hang=st.none() | depth, ruled=st.booleans()),
    st.builds(Sentence, runs, depth, depth, st.booleans()),
    st.builds(Items, items, st.booleans(), st.integers(0, 2)),
    st.builds(Figures, st.lists(st.builds(Figure, phrase, st.builds(Cell, word), word, phrase), min_size=1).map(tuple)),
    st.builds(Pairs, st.lists(st.builds(Pair, phrase, runs), min_size=1, max_size=3).map(tuple)),
    tables(),
    st.builds(Explained, trees, depth),
    st.builds(Quote, st.lists(quoted, min_size=1, max_size=3).map(tuple), depth, st.booleans()),
    st.builds(Listing, phrase, st.lists(listed, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Excerpt,
        phrase,
        phrase,
        tone,
        st.lists(excerpted, min_size=1, max_size=3).map(tuple),
        st.lists(phrase, max_size=2).map(tuple),
    ),
)
pages = st.builds(Page, phrase, st.lists(st.lists(blocks, max_size=3).map(tuple), max_size=3).map(tuple))


@given(pages, st.integers(40, 120))
def test_colour_says_only_what_words_say(page: Page, columns: int) -> None:
    coloured = as_text(page, Look(columns, colour=True))
    bare = [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in coloured.split("\n")]
    assert bare == as_text(page, Look(columns)).split("\n")


class Balanced(HTMLParser):
    """Every tag closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its base's)
        assert tag not in ("script", "a", "b", "c")
        self.open += [tag] if tag not in ("meta", "br") else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(pages)
def test_html_has_every_word(page: Page) -> None:
    told = Balanced(as_html(page)).text
    for part in page.parts:
        for block in part:
            assert all(word in told for word in texts(block))


def texts(block: Block) -> list[str]:
    """What the reader is to find whole."""
    match block:
        case Heading(text=text) | Sentence(text=text):
            return [letters(text)]
        case Items(items=items):
            return [one for item in items for one in (letters(item.text), item.aside)]
        case Figures(rows=rows):
            return [one for row in rows for one in (row.name, row.value.text, row.unit, row.section)]
        case Pairs(rows=rows):
            return [one for row in rows for one in (row.name, letters(row.text))]
        case Table(rows=rows, columns=columns):
            return [
                *rows,
                *(one for column in columns for one in (column.heading, *(cell.text for cell in column.cells))),
            ]
        case Explained(tree=tree):
            return [tree.name, *(line.text for line in tree.lines if line.kind != "name")]
        case Quote(lines=lines):
            return ["".join(word.text for word in line.words) for line in lines]
        case Listing(lines=lines):
            return [line.text for line in lines]
        case Excerpt(place=place, section=section, lines=lines, advice=advice):
            quoted = [line.text for line in lines if line.text is not None]
            said = [one.text for line in lines for one in line.underlines]
            return [place, section, *quoted, *said, *advice]
        case _:
            assert_never(block)


@given(runs, st.integers(10, 60))
def test_text_is_folded_with_its_tones(text: tuple[Run, ...], columns: int) -> None:
    """Each letter keeps its tone; only the spaces that lines are broken at are gone."""
    lines = folded(text, columns)
    assert all(width(letters(line)) <= columns or " " not in letters(line).strip() for line in lines)
    told = [(letter, run.tone, run.strong) for line in lines for run in line for letter in run.text if letter.strip()]
    assert told == [(letter, run.tone, run.strong) for run in text for letter in run.text if letter.strip()]


def test_what_a_terminal_would_obey_is_shown() -> None:
    page = Page("", ((heading(1, "a\x1b[2Jb"), Sentence((Run("c\x07"), *quiet("d\u202e"), *strong("e")))),))
    assert as_text(page, Look()) == "a�[2Jb\nc�d�e\n"


PARTIES = ("Socialdemokraterna", "Centerpartiet")
AMOUNTS = tuple(Cell(text, Fraction(text.replace("−", "-"))) for text in ("−1200", "600"))


def party_table(**more: object) -> Table:
    columns = tuple(
        Column(name, AMOUNTS, "kr", "§ 1", total=Cell("−600")) for name in ("före", "efter", "skillnad", "mer")
    )
    given: dict[str, object] = {"total": "summa", "bars": Bars((Fraction(-1200), Fraction(600))), "wide": "dropped"}
    return Table("parti", PARTIES, columns, **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            70,
            "parti                före  efter  skillnad    mer\n"
            "                       kr     kr        kr     kr\n"
            "Socialdemokraterna  −1200  −1200     −1200  −1200  ████████████│\n"
            "Centerpartiet         600    600       600    600              │██████\n"
            "summa                −600   −600      −600   −600\n",
        ),
        (
            44,
            "parti                före  efter  skillnad\n"
            "                       kr     kr        kr\n"
            "Socialdemokraterna  −1200  −1200     −1200\n"
            "Centerpartiet         600    600       600\n"
            "summa                −600   −600      −600\n",
        ),
    ],
)
def test_where_there_is_no_room_bars_and_columns_are_dropped(columns: int, expected: str) -> None:
    assert as_text(Page("", ((party_table(),),)), Look(columns)) == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            66,
            "dag    vem              vad                         belopp  enligt\n"
            "1 maj  styrelsen        ska betala ut stödet                § 12 b\n"
            "                        före juni\n"
            "         Norra partiet                            2 000 kr\n"
            "2 maj  alla             ska tacka                           § 1\n",
        ),
        (
            50,
            "dag    vem              vad                 belopp\n"
            "1 maj  styrelsen        ska betala ut\n"
            "                        stödet före juni\n"
            "                        § 12 b\n"
            "         Norra partiet                    2 000 kr\n"
            "2 maj  alla             ska tacka\n"
            "                        § 1\n",
        ),
    ],
)
def test_where_there_is_no_room_words_are_broken_and_the_last_column_goes_below(columns: int, expected: str) -> None:
    cells = {
        "vem": ("styrelsen", "  Norra partiet", "alla"),
        "vad": ("ska betala ut stödet före juni", "", "ska tacka"),
        "belopp": ("", "2 000 kr", ""),
        "enligt": ("§ 12 b", "", "§ 1"),
    }
    table = Table(
        "dag",
        ("1 maj", "", "2 maj"),
        tuple(Column(name, tuple(map(Cell, texts)), numeric=name == "belopp") for name, texts in cells.items()),
        wide="folded",
    )
    assert as_text(Page("", ((table,),)), Look(columns)) == expected
    assert "<td></td><td>Norra partiet</td>" in as_html(Page("", ((table,),)))


def test_a_page_without_a_heading_is_headed_by_its_title() -> None:
    page = Page("Kontroll", ((heading(2, "fel"), Sentence(plain("Så."))),))
    assert "<main>\n<h1>Kontroll</h1>\n<h2>fel</h2>" in as_html(page)
    assert as_text(page, Look()) == "fel\nSå.\n"


def test_quoted_rules_go_on_below_where_they_say_so() -> None:
    rule = QuoteLine((Word("stödet är 12 kr per mandat"),), level=1, hang=4)
    row = QuoteLine((Word("1–7 mandat | 30 000 kr/år"),))
    page = Page("", ((Quote((rule, row), marked=False),),))
    assert as_text(page, Look(24)) == "    stödet är 12 kr per\n            mandat\n1–7 mandat | 30 000 kr/år\n"


def test_what_is_said_instead_of_a_table() -> None:
    page = Page("", ((party_table(instead=plain("Visas med --för NAMN.")),),))
    assert as_text(page, Look(40)) == "Visas med --för NAMN.\n"
    assert "Visas med" not in as_text(page, Look(100))
