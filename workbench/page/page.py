"""A page as data: what a command tells people, before anything is laid out, coloured or marked up.

    Page("Ersättning 2027", ((heading(1, "Ersättning 2027"), Sentence(plain("Allt stämmer."))), (table,)))

One page, many renderings: `workbench/page/text.py` lays it out for a terminal, `workbench/page/html.py` writes it as a
file for a browser, and a further format is a further module that matches on `Block`. So a page holds meanings (what is
good, what is quiet, what is a heading) and never colours or columns, and it holds values exactly beside the text that
shows them. Knows nothing of rules, and nothing of who renders it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.frozen import frozen

# What a stretch of text means to the reader. `name` is what the rules call something.
Tone = Literal["plain", "quiet", "good", "bad", "else", "name"]
# The value itself beside its text: a number in the unit of its column, a day, yes or no, a word; None for no value.
Exact = Fraction | date | bool | str | None


@frozen
class Run:
    """A stretch of text in one tone. strong: what the eye is to find first."""

    text: str
    tone: Tone = "plain"
    strong: bool = False


Text = tuple[Run, ...]


def plain(text: str) -> Text:
    return (Run(text),)


def strong(text: str) -> Text:
    return (Run(text, strong=True),)


def quiet(text: str) -> Text:
    return (Run(text, "quiet"),)


def letters(text: Text) -> str:
    """The text without its tones."""
    return "".join(run.text for run in text)


# -- blocks of text ------------------------------------------------------------------------------


@frozen
class Heading:
    """level: 1 for the page's own, which is the first and the only one (without one, the title of the page is); each
    below at most one deeper than the last.

    aside: where it is from, such as a section; at_edge: whether that stands at the right edge of the page, else beside
    under: lines directly below, such as whose regulation it is, each whole on its line
    ruled: with a line drawn below. depth: steps in from the left
    hang: further steps in for what does not fit on the first line; None where it stays on one line whatever its length
    anchor: its name within the page, for links; None for none
    """

    level: int
    text: Text
    aside: Text = ()
    at_edge: bool = False
    under: tuple[Text, ...] = ()
    ruled: bool = False
    depth: int = 0
    hang: int | None = None
    anchor: str | None = None


def heading(level: int, text: str) -> Heading:
    """One that is strong all through, on one line."""
    return Heading(level, strong(text))


@frozen
class Sentence:
    """A sentence or a few. depth: steps in from the left; hang: further steps in, from the second line on.

    held: whether a number stays on the line of its unit, and `rad` on that of its number
    whole: on one line at the margin, whatever its length
    """

    text: Text
    depth: int = 0
    hang: int = 0
    held: bool = True
    whole: bool = False


@frozen
class Item:
    """One of a list. mark: `✓`, `✗`, `•`, `→` or nothing; aside: what stands to the right, such as a section.

    figure: what is counted, in one column for all that have one; after: what follows right after it
    """

    text: Text
    mark: Text = ()
    aside: str = ""
    depth: int = 0
    hang: int = 0
    figure: str = ""
    after: str = ""


@frozen
class Items:
    """A list. at_edge: whether the asides stand in a column at the right edge of the page, else close to the texts.

    margin: steps that the texts leave free before that edge
    """

    items: tuple[Item, ...]
    at_edge: bool = True
    margin: int = 0


# -- values --------------------------------------------------------------------------------------


@frozen
class Cell:
    """A value as it is shown, with all its decimals and signs but without its unit; exact: the value itself.

    Words that begin with spaces stand as far in, where a renderer lays out in letters.
    """

    text: str
    exact: Exact = None
    tone: Tone = "plain"


@frozen
class Figure:
    """One value by itself: what it is called, what it is, its unit (empty for none) and the section that says so."""

    name: str
    value: Cell
    unit: str
    section: str


@frozen
class Figures:
    """Values under each other, one line each."""

    rows: tuple[Figure, ...]


@frozen
class Pair:
    """What is told of, and what is told."""

    name: str
    text: Text


@frozen
class Pairs:
    """Two columns of text. heading: of each where they need one. depth, gap: for those who lay out in letters: steps
    in from the left, and columns between the two."""

    rows: tuple[Pair, ...]
    heading: tuple[str, str] = ("", "")
    depth: int = 1
    gap: int = 2


@frozen
class Column:
    """A column of a table. cells: one for each row; total: below them, None where summing says nothing.

    heading: empty where the figures say themselves what they are (`+9,8 %`), and then called is read out instead
    section: that says so, shared with the columns beside it that name the same; numeric: to the right, not folded
    """

    heading: str
    cells: tuple[Cell, ...]
    unit: str = ""
    section: str = ""
    numeric: bool = True
    total: Cell | None = None
    called: str = ""


@frozen
class Bars:
    """A bar for each row, right of an axis for more and left of it for less; None where there is no value to draw.

    full: the value whose bar fills its room; None for the largest there is
    """

    values: tuple[Fraction | None, ...]
    full: Fraction | None = None


# What is done with a table that is wider than the page: further columns go to tables below; bars, and then columns from
# the last, are left out; the names of the rows are broken over lines; all text is, and then the last column goes below.
Wide = Literal["parted", "dropped", "names", "folded"]


@frozen
class Table:
    """label: what the rows are; rows: what each is called, empty for what belongs to the row above; caption: what it
    shows, empty where that is said above.

    total: the name of the row of sums, None for none. links: for each row the anchor of its heading, where it has one
    instead: what is said where there is not room for every column; then the table is left out
    """

    label: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    total: str | None = None
    caption: str = ""
    bars: Bars | None = None
    wide: Wide = "parted"
    links: tuple[str, ...] = ()
    instead: Text = ()


# -- explanations --------------------------------------------------------------------------------


@frozen
class TreeLine:
    """kind: `name` the value's name alone, `formula` what stands after `=`, `sentence` what stands after the name and a
    colon, `aside` what is said below. result: the value that the line arrives at, or None."""

    kind: Literal["name", "formula", "sentence", "aside"]
    text: str
    result: str | None = None


@frozen
class Tree:
    """A value and what it was computed from. name: with row and year where they are not those asked for; section: where
    it is not that of the value it is part of; lines: at least one; parts: what it was computed from."""

    name: str
    section: str | None
    lines: tuple[TreeLine, ...]
    parts: tuple[Tree, ...]


@frozen
class Explained:
    """A tree as a block. depth: steps in from the left."""

    tree: Tree
    depth: int = 0


# -- rule text -----------------------------------------------------------------------------------


@frozen
class Word:
    """A stretch of a line of rules, in both versions or only in one."""

    text: str
    mark: Literal["same", "added", "removed"] = "same"


@frozen
class QuoteLine:
    """A line of rules. mark: whether it is in both versions, in one, or in both with the words told replaced.

    level: indentation, in levels of four
    hang: in a quote without marks, further steps in for what does not fit on the line; None where it stays on one
    """

    words: tuple[Word, ...]
    mark: Literal["same", "added", "removed", "replaced"] = "same"
    level: int = 0
    hang: int | None = None


@frozen
class Quote:
    """Lines of rules, quoted. depth: steps in from the left; marked: whether the lines have room for their marks."""

    lines: tuple[QuoteLine, ...]
    depth: int = 0
    marked: bool = True


@frozen
class Remark:
    """What is said of a line of a file. sign, words: `✓`, `visad 2/3`; items: what is behind, open: to be read at
    once."""

    sign: str
    words: str
    tone: Tone
    items: tuple[Item, ...]
    open: bool


@frozen
class ListingLine:
    """One line of a file, as it is."""

    number: int
    text: str
    remark: Remark | None = None
    anchor: str | None = None


@frozen
class Listing:
    """A whole file, line by line. name: of the file."""

    name: str
    lines: tuple[ListingLine, ...]


@frozen
class Underline:
    """A stretch of a line that is pointed at, in characters from 0, and what is said of it.

    end: may be past the line, where something is missing there or where it goes on below
    primary: what all is about; the others only have to do with it
    """

    start: int
    end: int
    text: str
    primary: bool


@frozen
class ExcerptLine:
    """A line of a file, pointed at. text: None where it is not at hand, and then only what is said of it is told."""

    file: str
    number: int
    text: str | None
    underlines: tuple[Underline, ...]


@frozen
class Excerpt:
    """Lines to look at, and what to do. place, section: of what it is about; advice: paragraphs.

    lines: at least one, those of one file after each other, the file of the place first
    """

    place: str
    section: str
    tone: Tone
    lines: tuple[ExcerptLine, ...]
    advice: tuple[str, ...]


Block = Heading | Sentence | Items | Figures | Pairs | Table | Explained | Quote | Listing | Excerpt
# What stands together; a terminal parts it from the next by a blank line. One that is empty is passed over.
Part = tuple[Block, ...]


@frozen
class Page:
    """title: of the window or the file. widest: the most columns that lines of text are to take, None for all there are
    (tables take what they need)."""

    title: str
    parts: tuple[Part, ...]
    widest: int | None = None
