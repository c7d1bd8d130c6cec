"""A page as one HTML file that needs no other: for a browser and for paper, in light and dark, and without colour.

Headings, lists and tables are told as what they are, so that whoever listens or goes by keyboard finds them; a table
that is wider than the window is scrolled in a region of its own, which the keyboard reaches. What a colour or a bar
shows, words show too. All text that came from rules and data is escaped by `_escaped` and nowhere else. Knows nothing
of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import assert_never

from workbench.page.html_style import STYLE
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
    Text,
    Tree,
    TreeLine,
    Word,
    letters,
    plain,
)
from workbench.page.terminal import visible


def as_html(page: Page) -> str:
    """The whole file."""
    writer = _Writer()
    blocks = [block for part in page.parts for block in part]
    if not any(isinstance(block, Heading) and block.level == 1 for block in blocks):
        blocks.insert(0, Heading(1, plain(page.title)))
    body = "\n".join(text for block in blocks for text in writer.block(block))
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Writer:
    """Writes blocks out. What it keeps is only for names: the last heading, and the names of regions so far."""

    def __init__(self) -> None:
        self.last_heading = ""
        self.regions: dict[str, int] = {}

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                return self.heading(block)
            case Sentence(text=text, depth=depth):
                return iter((f"<p{_indented(depth)}>{_text(text)}</p>",))
            case Items(items=items):
                return _items(items)
            case Figures(rows=rows):
                return self.figures(rows)
            case Pairs(rows=rows, heading=heads):
                return self.pairs(rows, heads)
            case Table():
                return self.table(block)
            case Explained(tree=tree, depth=depth):
                return iter((f'<ul class="tree"{_indented(depth)}>', *_tree(tree), "</ul>"))
            case Quote():
                return _quote(block)
            case Listing():
                return self.listing(block)
            case Excerpt():
                return self.excerpt(block)
            case _:
                assert_never(block)

    def heading(self, one: Heading) -> Iterator[str]:
        self.last_heading = letters(one.text)
        identity = "" if one.anchor is None else f' id="{_escaped(one.anchor)}"'
        aside = f' <span class="aside">{_escaped(letters(one.aside))}</span>' if one.aside else ""
        # All of a heading is strong already.
        inner = "".join(_toned(run.text, run.tone) for run in one.text)
        yield f"<h{one.level}{identity}>{inner}{aside}</h{one.level}>"
        yield from (f'<p class="quiet">{_text(line)}</p>' for line in one.under)

    def region(self, name: str) -> str:
        """Attributes of a region that the keyboard reaches; each has a name of its own."""
        named = name or self.last_heading
        times = self.regions[named] = self.regions.get(named, 0) + 1
        label = named if times == 1 else f"{named} ({times})"
        return f'role="region" aria-label="{_escaped(label)}" tabindex="0"'

    def framed(self, caption: str, head: Iterable[str], body: Iterable[str], foot: str = "") -> Iterator[str]:
        """head: the cells of the row of headings, none for no such row; body, foot: rows."""
        cells = "".join(head)
        yield f'<div class="wide" {self.region(caption)}>\n<table>'
        yield from [f"<caption>{_escaped(caption)}</caption>"] if caption else []
        yield from [f"<thead>\n<tr>{cells}</tr>\n</thead>"] if cells else []
        yield "<tbody>"
        yield from body
        yield "</tbody>"
        yield from [f"<tfoot>\n{foot}\n</tfoot>"] if foot else []
        yield "</table>\n</div>"

    def figures(self, rows: Sequence[Figure]) -> Iterator[str]:
        return self.framed(
            "",
            (),
            (
                f'<tr><th scope="row">{_escaped(one.name)}</th>'
                f'<td class="number">{_cell(one.value)} {_escaped(one.unit)}</td>'
                f'<td class="quiet">{_escaped(one.section)}</td></tr>'
                for one in rows
            ),
        )

    def pairs(self, rows: Sequence[Pair], heads: tuple[str, str]) -> Iterator[str]:
        if any(heads):
            body = (f'<tr><th scope="row">{_escaped(one.name)}</th><td>{_text(one.text)}</td></tr>' for one in rows)
            yield from self.framed("", map(_head, heads), body)
            return
        yield "<dl>"
        yield from (f"<dt>{_escaped(one.name)}</dt><dd>{_text(one.text)}</dd>" for one in rows)
        yield "</dl>"

    def table(self, table: Table) -> Iterator[str]:
        drawn = [] if table.bars is None else _bars(table.bars)
        last = [_head("")] if drawn else []
        # The part of the rules that says so stands with the heading that it is of.
        head = [_head(table.label), *map(_column_head, table.columns), *last]
        body = []
        for at, name in enumerate(table.rows):
            link = table.links[at] if table.links else ""
            named = f'<a href="#{_escaped(link)}">{_escaped(name)}</a>' if link else _escaped(name)
            cells = "".join(_data(one, one.cells[at]) for one in table.columns)
            bar = f"<td>{drawn[at]}</td>" if drawn else ""
            row = f'<th scope="row">{named}</th>' if named else "<td></td>"
            body.append(f"<tr>{row}{cells}{bar}</tr>")
        foot = ""
        if table.total is not None and any(one.total is not None for one in table.columns):
            cells = "".join(_data(one, one.total or Cell("")) for one in table.columns)
            foot = f'<tr><th scope="row">{_escaped(table.total)}</th>{cells}{"<td></td>" if drawn else ""}</tr>'
        return self.framed(table.caption, head, body, foot)

    def listing(self, block: Listing) -> Iterator[str]:
        yield f'<div class="listing" {self.region(block.name)}>\n<ol>'
        yield from map(_listed, block.lines)
        yield "</ol>\n</div>"

    def excerpt(self, block: Excerpt) -> Iterator[str]:
        section = f' <span class="aside">{_escaped(block.section)}</span>' if block.section else ""
        yield f'<p class="quiet">{_escaped(block.place)}{section}</p>'
        yield f'<div class="listing excerpt" {self.region(block.place)}>\n<ol>'
        for file, lines in groupby(block.lines, lambda line: line.file):
            if file != block.lines[0].file:
                yield f'<li><span class="row"></span><span class="quiet">{_escaped(file)}</span></li>'
            for line in lines:
                yield from _pointed(line, block.tone)
        yield "</ol>\n</div>"
        yield from (f"<p>{_escaped(paragraph)}</p>" for paragraph in block.advice)


# -- text ----------------------------------------------------------------------------------------


def _escaped(text: str) -> str:
    """For what stands between tags and in quoted attributes; characters that hide or cannot be in a page are marked."""
    return escape("\n".join(map(visible, text.split("\n"))))


def _text(text: Text) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    inner = _toned(run.text, run.tone)
    return f"<strong>{inner}</strong>" if run.strong else inner


def _toned(text: str, tone: str) -> str:
    return _escaped(text) if tone == "plain" else f'<span class="{tone}">{_escaped(text)}</span>'


def _indented(depth: int) -> str:
    return f' style="margin-left:{depth}em"' if depth else ""


# -- lists ---------------------------------------------------------------------------------------


def _items(items: Sequence[Item]) -> Iterator[str]:
    """Deeper ones as lists within the one that they stand under."""
    yield '<ul class="items">'
    outer = items[0].depth
    under: list[Item] = []
    for at, item in enumerate(items):
        outer = min(outer, item.depth)
        if at and item.depth > outer:
            under.append(item)
            continue
        if at:
            yield from _items(under) if under else ()
            yield "</li>"
        under = []
        yield f"<li>{_item(item)}"
    yield from _items(under) if under else ()
    yield "</li>\n</ul>"


def _item(item: Item) -> str:
    mark = f"{_text(item.mark)} " if item.mark else ""
    aside = f' <span class="aside">{_escaped(item.aside)}</span>' if item.aside else ""
    figure = f' <span class="number">{_escaped(item.figure)}</span>{_escaped(item.after)}' if item.figure else ""
    return f"{mark}{_text(item.text)}{figure}{aside}"


def _tree(tree: Tree) -> Iterator[str]:
    first, *below = tree.lines
    yield f"<li>{_named(tree, first)}"
    yield from (f"<br>{_below(line)}" for line in below)
    if tree.section is not None:
        yield f'<br><span class="quiet">{_escaped(tree.section)}</span>'
    if tree.parts:
        yield "<ul>"
        for part in tree.parts:
            yield from _tree(part)
        yield "</ul>"
    yield "</li>"


def _named(tree: Tree, line: TreeLine) -> str:
    name = f'<span class="name">{_escaped(tree.name)}</span>'
    match line.kind:
        case "name":
            return f"{name}{_result(line)}"
        case "sentence":
            return f"{name}: {_escaped(line.text)}{_result(line)}"
        case "formula":
            return f"{name} = {_escaped(line.text)}{_result(line)}"
        case "aside":
            return f'{name} <span class="quiet">{_escaped(line.text)}</span>{_result(line)}'
        case _:
            assert_never(line.kind)


def _below(line: TreeLine) -> str:
    if line.kind == "aside":
        return f'<span class="quiet">{_escaped(line.text)}</span>{_result(line)}'
    return f"{'= ' if line.kind == 'formula' else ''}{_escaped(line.text)}{_result(line)}"


def _result(line: TreeLine) -> str:
    return "" if line.result is None else f" = <strong>{_escaped(line.result)}</strong>"


# -- tables --------------------------------------------------------------------------------------


def _head(text: str, kind: str = "", below: str = "") -> str:
    """A heading; where it would be empty, a cell that is none."""
    if not text:
        return f"<td{kind}></td>"
    return f'<th scope="col"{kind}>{_escaped(text)}{f"<small>{_escaped(below)}</small>" if below else ""}</th>'


def _column_head(one: Column) -> str:
    named = one.heading or one.called
    unit = f" ({one.unit})" if one.unit else ""
    return _head(f"{named}{unit}" if named else one.unit, _kind(one), one.section)


def _kind(one: Column) -> str:
    return ' class="number"' if one.numeric else ""


def _data(one: Column, cell: Cell) -> str:
    return f"<td{_kind(one)}>{_cell(cell)}</td>"


def _cell(cell: Cell) -> str:
    return _toned(cell.text.strip(), cell.tone)


def _bars(of: Bars) -> list[str]:
    """Right of the axis for more, left and striped for less. Only drawn: the figures stand in the columns before."""
    known = [value for value in of.values if value is not None]
    largest = of.full if of.full is not None else max(map(abs, known), default=Fraction(0))
    below = any(value < 0 for value in known)
    return ["" if value is None or not largest else _bar(value, largest, below=below) for value in of.values]


def _bar(value: Fraction, largest: Fraction, *, below: bool) -> str:
    half = 50 if below else 100
    size = round(half * abs(value) / largest)
    side = "more" if value > 0 else "less"
    drawn = f'<span class="{side}" style="width:{size}%"></span>'
    axis = '<span class="axis"></span>'
    inner = f'<span style="width:{half - size}%"></span>{drawn}{axis}' if value < 0 else f"{axis}{drawn}"
    if below and value >= 0:
        inner = f'<span style="width:{half}%"></span>{inner}'
    return f'<span class="bar" aria-hidden="true">{inner}</span>'


# -- rule text -----------------------------------------------------------------------------------

_SIGNS = {"same": " ", "removed": "−", "added": "+", "replaced": "~"}


def _quote(block: Quote) -> Iterator[str]:
    yield f'<ul class="quote"{_indented(block.depth)}>'
    for line in block.lines:
        mark = f'<span class="mark">{_SIGNS[line.mark]}</span>' if block.marked else ""
        yield f'<li style="margin-left:{line.level * 1.5}em">{mark}{_quoted(line)}</li>'
    yield "</ul>"


def _quoted(line: QuoteLine) -> str:
    """Words that stand beside each other and are marked alike, together."""
    return "".join(
        _marked(Word("".join(word.text for word in words), mark))
        for mark, words in groupby(line.words, lambda word: word.mark)
    )


def _marked(word: Word) -> str:
    text = _escaped(word.text)
    match word.mark:
        case "removed":
            return f"<del>{text}</del>"
        case "added":
            return f"<ins>{text}</ins>"
        case "same":
            return text
        case _:
            assert_never(word.mark)


def _listed(line: ListingLine) -> str:
    identity = "" if line.anchor is None else f' id="{_escaped(line.anchor)}"'
    number = f'<span class="row">{line.number}</span>'
    code = f"<code>{_escaped(line.text)}</code>"
    if line.remark is None:
        return f"<li{identity}>{number}{code}</li>"
    kind = f' class="on-{line.remark.tone}"'
    return f"<li{identity}{kind}>{number}{_remark(line.remark)}{code}</li>"


def _pointed(line: ExcerptLine, tone: str) -> Iterator[str]:
    """The line with what is underlined, and below it what is said of that."""
    if line.text is not None:
        code = "".join(_stretches(line, line.text, tone))
        yield f'<li><span class="row">{line.number}</span><code>{code}</code></li>'
    for one in line.underlines:
        if one.text:
            yield f'<li><span class="row"></span>{_toned(one.text, tone if one.primary else "name")}</li>'


def _stretches(line: ExcerptLine, text: str, tone: str) -> Iterator[str]:
    """What stands within two is underlined once, as the one that all is about where that is one of them."""

    def kind(at: int) -> str:
        over = [one.primary for one in line.underlines if one.start <= at < one.end]
        return "" if not over else tone if any(over) else "name"

    for one, places in groupby(range(len(text)), kind):
        inner = _escaped("".join(text[at] for at in places))
        yield f'<mark class="{one}">{inner}</mark>' if one else inner


def _remark(remark: Remark) -> str:
    inner = "\n".join(_items(remark.items))
    summary = f'<summary class="{remark.tone}">{_escaped(remark.sign)} {_escaped(remark.words)}</summary>'
    return f"<details{' open' if remark.open else ''}>{summary}{inner}</details>"
