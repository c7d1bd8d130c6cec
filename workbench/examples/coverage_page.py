"""Coverage as a page: the rule text, each line marked with what examples show of it, and the sections' figures on top.

What a tone says, a sign and a word say too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import PurePath
from typing import Literal, assert_never

from dsl.source import Source
from workbench.examples.coverage import Coverage, Line, kinds_text, summary, tally
from workbench.page.page import (
    Bars,
    Cell,
    Column,
    Heading,
    Item,
    Listing,
    ListingLine,
    Page,
    Part,
    Remark,
    Run,
    Sentence,
    Table,
    Tone,
    heading,
    plain,
    quiet,
    strong,
)

_Mark = Literal["shown", "partly", "lacking", "excused"]
# Sign, words and tone.
_MARKS: Mapping[_Mark, tuple[str, str, Tone]] = {
    "shown": ("✓", "visad", "good"),
    "partly": ("◐", "delvis visad", "else"),
    "lacking": ("✗", "inte visad", "bad"),
    "excused": ("–", "har skäl", "quiet"),
}
_ABOUT = (
    "En rad är visad när exempel eller kontrollräkningar prövar allt som raden säger: värdet, fallet, tabellraden, "
    "normen, läsningen, villkorets delar och båda sidor om varje gräns."
)


def page(told: Sequence[tuple[Coverage, Sequence[Source]]]) -> Page:
    """One for all regulations. With each: the text of its files."""
    title = f"Täckning: {', '.join(coverage.title for coverage, _ in told)}"
    parts: list[Part] = [(heading(1, title), Sentence(quiet(_ABOUT)), _legend())]
    for number, (coverage, sources) in enumerate(told, start=1):
        parts += _regulation(coverage, sources, f"r{number}", several=len(told) > 1)
    return Page(title, tuple(parts))


def _legend() -> Sentence:
    signs = [Run(f"{sign} {words}", tone) for sign, words, tone in _MARKS.values()]
    parted = chain.from_iterable((Run(", "), sign) for sign in signs)
    next(parted)
    return Sentence((Run("Märken: "), *parted, Run(".")))


def _regulation(coverage: Coverage, sources: Sequence[Source], name: str, *, several: bool) -> Iterator[Part]:
    if several:
        yield (Heading(2, strong(coverage.title), anchor=name),)
    kinds = kinds_text(coverage.lines)
    yield Sentence(strong(summary(coverage.total))), *([Sentence(plain(kinds))] if kinds else [])
    names = {section: f"{name}-{number}" for number, (section, _) in enumerate(coverage.sections, start=1)}
    if names:
        yield (_sections(coverage, names),)
    anchors = _anchors(coverage, names)
    for source in sources:
        there = [line for line in coverage.lines if line.goal.span.file == source.file]
        file = PurePath(source.file).name
        yield heading(3 if several else 2, file), Listing(file, tuple(_listed(source, there, anchors)))


def _sections(coverage: Coverage, names: Mapping[str, str]) -> Table:
    counts = [tally(lines) for _, lines in coverage.sections]
    every = [*counts, coverage.total]
    figures = (
        ("Visade", [count.shown for count in every]),
        ("Inte visade", [count.goals - count.excused - count.shown for count in every]),
        ("Har skäl", [count.excused for count in every]),
    )
    columns = [_column(head, [Cell(str(number), Fraction(number)) for number in numbers]) for head, numbers in figures]
    shares = [Cell(f"{count.percent} %", 100 * count.share) for count in every]
    return Table(
        "Avsnitt",
        tuple(section for section, _ in coverage.sections),
        (*columns, _column("Andel", shares)),
        "Hela regelverket",
        "Avsnitt för avsnitt",
        Bars(tuple(count.share for count in counts), full=Fraction(1)),
        "dropped",
        tuple(names[section] for section, _ in coverage.sections),
    )


def _column(heading: str, cells: Sequence[Cell]) -> Column:
    """The last of the cells is that of the whole."""
    return Column(heading, tuple(cells[:-1]), total=cells[-1])


def _anchors(coverage: Coverage, names: Mapping[str, str]) -> Mapping[tuple[str, int], str]:
    """(file, line) -> the anchor of the section whose first goal stands there."""
    found: dict[tuple[str, int], str] = {}
    for section, lines in coverage.sections:
        span = lines[0].goal.span
        found[span.file, span.line] = names[section]
    return found


def _listed(source: Source, lines: Iterable[Line], anchors: Mapping[tuple[str, int], str]) -> Iterator[ListingLine]:
    at: dict[int, list[Line]] = {}
    for line in lines:
        at.setdefault(line.goal.span.line, []).append(line)
    for number, text in enumerate(source.text.rstrip("\n").split("\n"), start=1):
        there = at.get(number, ())
        yield ListingLine(number, text, _remark(there) if there else None, anchors.get((source.file, number)))


def _remark(lines: Sequence[Line]) -> Remark:
    sign, words, tone = _MARKS[_mark(lines)]
    count = tally(lines)
    figures = f" {count.shown}/{count.goals}" if count.goals > 1 else ""
    lacking = count.shown + count.excused < count.goals
    return Remark(sign, f"{words}{figures}", tone, tuple(map(_item, lines)), open=lacking)


def _mark(lines: Sequence[Line]) -> _Mark:
    count = tally(lines)
    if count.shown + count.excused == count.goals:
        return "shown" if count.shown else "excused"
    return "partly" if count.shown else "lacking"


def _item(line: Line) -> Item:
    """What stands behind the mark."""
    match line.status:
        case "lacking":
            return Item(plain(line.what), (Run("✗", "bad"),))
        case "excused":
            why = "" if line.reason is None else line.reason.why
            return Item(plain(f"{line.what}. Skäl: {why}"), (Run("–", "quiet"),))
        case "shown":
            more = f" och {len(line.shown_by) - 1} till" if len(line.shown_by) > 1 else ""
            text = f"{line.about}: {line.where}, i ”{line.shown_by[0]}”{more}"
            return Item(plain(text), (Run("✓", "good"),))
        case _:
            assert_never(line.status)
