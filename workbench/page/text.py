"""A page as text for a terminal, or for any place where letters are equally wide.

Everything is laid out here: what does not fit on a line goes on below, tables are parted or shortened by what each says
of itself, tones become colours where the reader takes them, and what a terminal would obey is shown instead of sent.
Knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import assert_never

from workbench.page.look import Look
from workbench.page.page import (
    Block,
    Excerpt,
    Explained,
    Figure,
    Figures,
    Heading,
    Item,
    Items,
    Listing,
    Page,
    Pairs,
    Part,
    Quote,
    QuoteLine,
    Run,
    Sentence,
    Table,
    Text,
    Tone,
    letters,
)
from workbench.page.terminal import (
    Colour,
    coloured,
    hold_together,
    left,
    plain_spaces,
    right,
    visible,
    width,
    wrap,
)

STEP = 2
_GAP = "  "
# However narrow the page, a line has room for this many columns.
_NARROWEST = 20
_LEAST_NAME = 24
_LEAST_TEXT = 22
_WIDEST_ASIDE = 26
_WIDEST_COUNTED = 60
_COUNTED = 10
_LEVEL = 4
_COLOURS: dict[Tone, Colour | None] = {
    "plain": None,
    "quiet": "dim",
    "good": "green",
    "bad": "red",
    "else": "yellow",
    "name": "blue",
}


def as_text(page: Page, look: Look) -> str:
    """Ends with a line break."""
    return parts_as_text(page.parts, look, page.widest)


def parts_as_text(parts: Sequence[Part], look: Look, widest: int | None = None) -> str:
    """Some parts of a page, for what is told as it comes. Ends with a line break, empty where there are none."""
    writer = _Writer(look, look.columns if widest is None else min(look.columns, widest), _asides(parts))
    told = ["\n".join(line.rstrip() for block in part for line in writer.block(block)) for part in parts if part]
    return plain_spaces("\n\n".join(told)) + "\n" if told else ""


def _asides(parts: Sequence[Part]) -> int:
    """Columns of what stands at the right edge, the same all down the page."""
    return max(
        (
            width(line)
            for part in parts
            for block in part
            if isinstance(block, Items) and block.at_edge
            for item in block.items
            for line in wrap(visible(item.aside), _WIDEST_ASIDE)
        ),
        default=0,
    )


class _Writer:
    """Lays blocks out. columns: for lines of text; asides: of them, for what stands at the right edge."""

    def __init__(self, look: Look, columns: int, asides: int) -> None:
        self.look = look
        self.columns = columns
        self.asides = asides

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                return self.heading(block)
            case Sentence(text=text, whole=True):
                return iter((self.coloured(shown(text)),))
            case Sentence(text=text, depth=depth, hang=hang, held=held):
                return self.sentence(text, depth, hang, held=held)
            case Items():
                return self.items(block)
            case Figures():
                return self.figures(block)
            case Pairs():
                return self.pairs(block)
            case Table():
                from workbench.page.text_tables import table_lines

                return table_lines(block, self.look)
            case Explained(tree=tree, depth=depth):
                from workbench.page.text_trees import tree_lines

                indent = " " * STEP * depth
                lines = tree_lines(tree, max(self.look.columns - len(indent), 2 * _NARROWEST))
                return (indent + self.coloured(shown(line)) for line in lines)
            case Quote():
                return (line for one in block.lines for line in self.quote(one, block))
            case Listing():
                return self.listing(block)
            case Excerpt():
                from workbench.page.text_excerpts import excerpt_lines

                return map(self.coloured, excerpt_lines(block, self.look.columns))
            case _:
                assert_never(block)

    # -- text ------------------------------------------------------------------------------------

    def sentence(self, text: Text, depth: int = 0, hang: int = 0, *, held: bool = True) -> Iterator[str]:
        room = max(self.columns - STEP * (depth + hang), _NARROWEST)
        for at, line in enumerate(folded(text, room) if held else _broken(text, room)):
            yield " " * STEP * (depth + (hang if at else 0)) + self.coloured(line)

    def heading(self, one: Heading) -> Iterator[str]:
        indent = " " * STEP * one.depth
        text = shown(one.text)
        if one.at_edge:
            yield from self._edged(one)
        elif one.hang is not None:
            # What goes on below takes as much room as the first line has.
            for at, line in enumerate(folded(one.text, max(self.columns - len(indent), _NARROWEST))):
                first, *others = line
                begun = Run(" " * STEP * (one.hang if at else 0) + first.text, first.tone, first.strong)
                yield indent + self.coloured((begun, *others))
        else:
            aside = f"   {self.coloured(shown(one.aside))}" if one.aside else ""
            yield indent + self.coloured(text) + aside
        if one.ruled:
            yield indent + "─" * width(letters(text))
        yield from (self.coloured(shown(line)) for line in one.under)

    def _edged(self, one: Heading) -> Iterator[str]:
        """The aside to the right, or below where there is no room."""
        text, aside = shown(one.text), shown(one.aside)
        gap = self.look.columns - width(letters(text)) - width(letters(aside))
        if gap >= len(_GAP):
            yield self.coloured(text) + " " * gap + self.coloured(aside)
            return
        yield from map(self.coloured, folded(one.text, self.look.columns))
        yield _GAP + self.coloured(aside)

    def coloured(self, text: Text) -> str:
        if not self.look.colour:
            return letters(text)
        return "".join(coloured(run.text, _colours(run), on=True) if _colours(run) else run.text for run in text)

    # -- lists -----------------------------------------------------------------------------------

    def items(self, block: Items) -> Iterator[str]:
        if block.at_edge:
            widest = max((width(letters(shown(item.text))) for item in block.items if item.figure), default=0)
            for item in block.items:
                if item.figure:
                    yield self._counted(item, min(widest, _WIDEST_COUNTED))
                else:
                    yield from self._item(item, STEP * block.margin)
            return
        # The asides close to the texts, in a column that is no wider than it need be.
        asides = max(width(visible(item.aside)) for item in block.items)
        room = max(self.columns - asides - len(_GAP) - STEP, _LEAST_NAME)
        names = min(max(width(letters(shown(item.text))) for item in block.items), room)
        for item in block.items:
            first, *below = wrap(letters(shown(item.text)), names)
            indent = " " * STEP * item.depth
            yield f"{indent}{left(first, names)}{_GAP}{self._quiet(item.aside)}"
            yield from (f"{indent}{_GAP}{line}" for line in below)

    def _item(self, item: Item, margin: int) -> Iterator[str]:
        indent = " " * STEP * item.depth
        mark = shown(item.mark)
        begun = width(letters(mark)) + 1 if mark else 0
        hang = begun + STEP * item.hang
        room = self.columns - (self.asides + len(_GAP) if item.aside else 0)
        texts = folded(item.text, max(room - len(indent) - hang - margin, _NARROWEST))
        asides = wrap(visible(item.aside), _WIDEST_ASIDE) if item.aside else []
        for at, (text, aside) in enumerate(zip_longest(texts, asides, fillvalue=None)):
            before = f"{self.coloured(mark)} " if mark and at == 0 else " " * (hang if at else 0)
            said = () if text is None else text
            line = f"{indent}{before}{self.coloured(said)}"
            taken = len(indent) + (begun if at == 0 else hang) + width(letters(said))
            yield line if aside is None else f"{line}{' ' * (room - taken)}{_GAP}{self._quiet(aside)}"

    def _counted(self, item: Item, widest: int) -> str:
        text = shown(item.text)
        mark = f"{self.coloured(shown(item.mark))} " if item.mark else ""
        pad = " " * (widest - width(letters(text)))
        figure = right(visible(item.figure), _COUNTED)
        return f"{' ' * STEP * item.depth}{mark}{self.coloured(text)}{pad}{figure}{visible(item.after)}"

    def _quiet(self, text: str) -> str:
        return coloured(visible(text), ("dim",), self.look.colour)

    def figures(self, block: Figures) -> Iterator[str]:
        """Name, figure, unit, section; a long name goes on below."""
        rows = [_figure(one) for one in block.rows]
        names, figures, units, sections = (max(width(row[at]) for row in rows) for at in range(4))
        names = min(names, max(self.columns - figures - units - sections - 2 * len(_GAP) - 1, _LEAST_NAME))
        for name, figure, unit, section in rows:
            first, *below = wrap(name, names)
            padded = right(figure, figures) if unit or figure[-1:].isdigit() else left(figure, figures)
            yield f"{left(first, names)}{_GAP}{padded} {left(unit, units)}{_GAP}{self._quiet(section)}"
            yield from (_GAP + line for line in below)

    def pairs(self, block: Pairs) -> Iterator[str]:
        indent, gap = " " * STEP * block.depth, " " * block.gap
        columns = self.columns - len(indent)
        widest = max((width(visible(one.name)) for one in block.rows), default=0)
        room = min(widest, columns // 2, columns - _LEAST_TEXT)
        for one in block.rows:
            names = wrap(visible(one.name), room)
            texts = folded(one.text, columns - room - len(gap))
            for name, text in zip_longest(names, texts):
                yield f"{indent}{left(name or '', room)}{gap}{self.coloured(text or ())}"

    # -- rule text -------------------------------------------------------------------------------

    def quote(self, line: QuoteLine, block: Quote) -> Iterator[str]:
        """The line with its marks, and those that it goes on in."""
        indent = " " * (STEP * block.depth + _LEVEL * line.level)
        if not block.marked:
            yield from (indent + text for text in self._unmarked(line, len(indent)))
            return
        mark, tone = _MARKS[line.mark]
        # What is only in one version is not marked once more, word by word.
        alone = all(word.mark != "same" for word in line.words)
        marked = tuple(
            Run(one.text) if alone or one.mark == "same" else Run(one.text, tone, strong=True) for one in line.words
        )
        text = _replaced(line) if line.mark == "replaced" else marked
        for at, row in enumerate(_broken(text, max(self.columns - len(indent) - _LEVEL, 30))):
            begun = self.coloured((Run(mark, tone),)) if at == 0 else ""
            before = f"{indent[STEP:]}{begun} " if at == 0 else indent + " " * _LEVEL
            yield before + self.coloured(row)

    def _unmarked(self, line: QuoteLine, indent: int) -> Iterator[str]:
        text = visible("".join(word.text for word in line.words))
        room = max(self.columns - indent, _NARROWEST)
        if line.hang is None or width(text) <= room:
            yield text
            return
        held = hold_together(text)
        first = wrap(held, room)[0]
        hang = STEP * line.hang
        yield first
        yield from (" " * hang + more for more in wrap(held[len(first) + 1 :], max(room - hang, _NARROWEST)))

    def listing(self, block: Listing) -> Iterator[str]:
        """Number, sign, line; what is behind a sign follows where it is to be read at once."""
        numbers = max(len(str(line.number)) for line in block.lines)
        for line in block.lines:
            remark = line.remark
            sign = (Run(" "),) if remark is None else (Run(remark.sign, remark.tone),)
            yield f"{line.number:>{numbers}} {self.coloured(sign)} {visible(line.text)}"
            if remark is not None and remark.open:
                for item in remark.items:
                    mark = f"{letters(item.mark)} " if item.mark else ""
                    yield from self.sentence((Run(mark), *item.text), depth=numbers // STEP + 2, hang=1)


_MARKS: dict[str, tuple[str, Tone]] = {
    "same": (" ", "plain"),
    "removed": ("−", "bad"),
    "added": ("+", "good"),
    "replaced": ("~", "else"),
}


def _replaced(line: QuoteLine) -> Text:
    """`25 % → 30 %` within the line."""
    runs: list[Run] = []
    for at, word in enumerate(line.words):
        before = line.words[at - 1].mark if at else "same"
        runs.append(Run(f" → {word.text.strip()}" if word.mark == "added" and before == "removed" else word.text))
    return tuple(runs)


def _figure(one: Figure) -> tuple[str, str, str, str]:
    return visible(one.name), visible(one.value.text), visible(one.unit), visible(one.section)


# -- runs over lines -----------------------------------------------------------------------------


def shown(text: Text) -> Text:
    """With what a terminal would obey shown."""
    return tuple(Run(visible(run.text), run.tone, run.strong) for run in text)


def folded(text: Text, columns: int) -> list[Text]:
    """Over as many lines as it takes, numbers with their units."""
    safe = shown(text)
    if len(safe) == 1:
        return [(Run(line, safe[0].tone, safe[0].strong),) for line in wrap(hold_together(safe[0].text), columns)]
    held = hold_together(letters(safe))
    return list(_cut(safe, held, wrap(held, columns)))


def _broken(text: Text, columns: int) -> Iterator[Text]:
    """As `folded`, at any space."""
    whole = letters(text)
    yield from (shown(line) for line in _cut(text, whole, wrap(whole, columns)))


def _cut(text: Text, held: str, lines: Sequence[str]) -> Iterator[Text]:
    """The lines with the tones of the letters in them. held: the letters of the text, as they are to be written."""
    tones = [run for run in text for _ in run.text]
    at = 0
    for line in lines:
        stretches = groupby(range(at, at + len(line)), key=lambda place: (tones[place].tone, tones[place].strong))
        yield tuple(Run("".join(held[place] for place in places), *tone) for tone, places in stretches)
        # The space that the line was broken at.
        at += len(line) + 1


def _colours(run: Run) -> tuple[Colour, ...]:
    colour = _COLOURS[run.tone]
    return (*(() if colour is None else (colour,)), *(("bold",) if run.strong else ()))
