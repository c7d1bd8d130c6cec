"""One value before and after, row by row: figures above each other, the difference, how much that is, and a bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from dsl import model, record
from interpreter.comparing.attribution import Attribution
from interpreter.comparing.moves import Move, Moved, comparable, defined, number, repeats, same
from interpreter.outcomes import Failed, Known, NotApplicable, Outcome
from workbench.page.bars import bars
from workbench.page.terminal import left, right, visible, width
from workbench.results.tables import figures
from workbench.session.comparing import Comparison, OtherYear
from workbench.values.causes import cause_sentences
from workbench.values.computed import Column
from workbench.values.words import capital, count, first_of, listed
from workbench.versions.words import (
    NOT_THERE,
    Page,
    bold,
    difference,
    dim,
    is_share,
    name_of,
    percent,
    said,
    side_by_side,
    told,
    value_column,
)

_GAP = "  "
# Letters of a bar: fewer say nothing, more are no clearer.
_LEAST_BAR, _MOST_BAR = 6, 30
# Rows that are all told; of more, only those that differ.
_ALL_ROWS = 15
# Of those that differ, so many are told where nobody has asked for all.
_MOST_ROWS = 40
_WIDEST_LABEL = 40
_MOST_OTHERS = 12
_MOST_NAMED = 6
NOT_ALL_YEARS = (
    "Reglerna har inget slutår, eller gäller för många år. Därför är bara de år som reglerna talar om, och åren "
    "bredvid dem, räknade. Ange fler med --år."
)
# Ways to change of what is no number; with more of them there is a table.
_FEW_GROUPS = 4


def value_lines(one: Attribution, page: Page) -> Iterator[str]:
    move = one.move
    name = visible(name_of(page.telling, move.symbol))
    yield f"{bold(name, page.look)}   {dim(visible(section_of(move)), page.look)}"
    if move.former is not None:
        yield from said(f"Hette förut {name_of(page.telling, move.former)}.", page)
    if move.before is None or move.after is None:
        yield from said(f"Värdet finns bara {'före' if move.after is None else 'efter'}.", page)
    yield from (line for sentence in unit_lines(move, page) for line in said(sentence, page))
    if move.symbol.concept is None:
        yield from said(_change(move, move.rows[0], page), page)
    else:
        yield from _rows(move, page)
    for sentence in reason_lines(move):
        yield from said(sentence, page)


def unit_lines(move: Move, page: Page) -> Iterator[str]:
    """That the two sides do not count in one thing, so that there is no difference to tell."""
    if move.before is None or move.after is None or comparable(move.before, move.after):
        return
    units = [value_column(page.telling, move, (), old=old).unit for old in (True, False)]
    if None in units:
        yield "Före och efter är olika slags värden. Därför går skillnaden inte att räkna ut."
    else:
        yield f"Enheten är ändrad från {units[0]} till {units[1]}. Därför går skillnaden inte att räkna ut."


def section_of(move: Move) -> str:
    return defined(move).section.label


def _change(move: Move, row: Moved, page: Page) -> str:
    """`468 136 kr blir 468 000 kr: −136 kr, −0,0 %`"""
    before, after = told(page.telling, move, row.before, old=True), told(page.telling, move, row.after)
    if row.before is None or row.after is None:
        return f"{after} efter" if row.before is None else f"{before} före"
    if row.difference is None:
        return f"{before} blir {after}"
    by = difference(page.telling, defined(move), row.difference)
    share = "" if is_share(defined(move).type) else f", {percent(row.difference, number(row.before))}"
    return f"{before} blir {after}: {by}{share}"


# -- the table -----------------------------------------------------------------------------------


@record.identical
class Shown:
    """A column of the table. cells: one for each row; total: below them, or None."""

    heading: str
    unit: str
    cells: tuple[str, ...]
    total: str | None
    numeric: bool = True

    @property
    def columns(self) -> int:
        return max(map(width, (self.heading, self.unit, self.total or "", *self.cells)))


def picked(move: Move, page: Page) -> list[int]:
    """The rows that are told: the one asked for; else all of few, and of many those that differ, the ones most that
    differ most."""
    wanted, every = page.telling.comparison.asked.row, page.telling.comparison.asked.all
    differing = [at for at, row in enumerate(move.rows) if not same(row.before, row.after)]
    if wanted is not None:
        return [at for at, row in enumerate(move.rows) if row.row == wanted]
    if len(move.rows) <= _ALL_ROWS:
        return [*range(len(move.rows))]
    if every or len(differing) <= _MOST_ROWS:
        return differing
    # What has no difference that is a number comes first.
    sized = sorted(differing, key=lambda at: (move.rows[at].difference is not None, -_size(move.rows[at])))
    return sorted(sized[:_MOST_ROWS])


def _size(row: Moved) -> Fraction:
    return abs(row.difference or Fraction(0))


def cut_lines(move: Move, rows: Sequence[int], page: Page) -> Iterator[str]:
    """That rows are left out, and how many of them differ."""
    if page.telling.comparison.asked.row is not None:
        return
    differing = sum(not same(row.before, row.after) for row in move.rows)
    shown = sum(not same(move.rows[at].before, move.rows[at].after) for at in rows)
    words = page.telling.words
    if shown < differing:
        concept = words.rows(move.symbol.concept or "", differing)
        yield f"De {count(shown)} som ändras mest av {count(differing)} {concept} visas. Alla visas med --alla."
    left_out = len(move.rows) - max(differing, len(rows))
    if left_out:
        concept = words.rows(move.symbol.concept or "", left_out)
        yield f"{capital(count(left_out))} {concept} till, oförändrade."


def _rows(move: Move, page: Page) -> Iterator[str]:
    wanted = page.telling.comparison.asked.row
    rows = picked(move, page)
    if not rows:
        yield from said(f"Inte annorlunda för {wanted}.", page)
        return
    if not isinstance(defined(move).type, model.Number):
        groups = _alike(move, rows, page)
        if len(groups) <= _FEW_GROUPS and wanted is None:
            yield from (line for text in groups for line in said(text, page))
            return
    shown = [only(one, rows) for one in columns_of(move, page)]
    labels = [_short(visible(move.rows[at].row or "")) for at in rows]
    summed = wanted is None and len(move.rows) > 1
    values = [move.rows[at].difference for at in rows]
    yield from table(move.symbol.concept or "", labels, shown, values, summed, page)
    unlike = _unlike(move, page) if summed else []
    if unlike:
        yield from said(f"Summan är av de exakta beloppen. Raderna så som de visas ger {listed(unlike)}.", page)
    yield from (line for sentence in cut_lines(move, rows, page) for line in said(sentence, page))


def _alike(move: Move, rows: Sequence[int], page: Page) -> list[str]:
    """`nej blir ja för Moderaterna och Centerpartiet`: rows that change in the same way, together."""
    groups: dict[str, list[str]] = {}
    for at in rows:
        row = move.rows[at]
        if not same(row.before, row.after):
            groups.setdefault(_change(move, row, page), []).append(row.row or "")
    texts = []
    for change, named in groups.items():
        whose = first_of(named, _MOST_NAMED)
        if len(named) == len(move.rows) > 1:
            concept = page.telling.words.rows(move.symbol.concept or "", len(named))
            whose = f"alla {count(len(named))} {concept}"
        texts.append(f"{change} för {whose}")
    return texts


def _unlike(move: Move, page: Page) -> list[str]:
    """What the figures as shown add up to, where that is something else than the sum."""
    sides = (("före", [row.before for row in move.rows]), ("efter", [row.after for row in move.rows]))
    found = []
    for word, outcomes in sides:
        cells = tuple(_as_outcome(one, move) for one in outcomes)
        unlike = figures(value_column(page.telling, move, cells, old=word == "före"))[2]
        if unlike is not None:
            found.append(f"{unlike} {word}")
    return found


def table(
    concept: str,
    labels: Sequence[str],
    shown: Sequence[Shown],
    values: Sequence[Fraction | None] | None,
    summed: bool,
    page: Page,
) -> Iterator[str]:
    """values: for bars, None for none. Where it is too wide the bars go first, and then what can be told without."""
    first = max(map(width, [concept, *labels, *(["summa"] if summed else [])]))
    columns = list(shown)
    while len(columns) > 3 and first + sum(one.columns + len(_GAP) for one in columns) > page.look.columns:
        columns.pop()
    if first + sum(one.columns + len(_GAP) for one in columns) > page.look.columns:
        # Each row's name on a line of its own.
        yield from _narrow(labels, columns, summed)
        return
    room = page.look.columns - first - sum(one.columns + len(_GAP) for one in columns) - len(_GAP)
    drawn: Sequence[str] = ("",) * len(labels)
    if values is not None and room >= _LEAST_BAR:
        drawn = bars(values, min(room, _MOST_BAR))
    yield bold(_line(concept, first, [one.heading for one in columns], columns), page.look)
    if any(one.unit for one in columns):
        yield dim(_line("", first, [one.unit for one in columns], columns), page.look)
    for at, label in enumerate(labels):
        yield f"{_line(label, first, [one.cells[at] for one in columns], columns)}{_GAP}{drawn[at]}".rstrip()
    if summed and any(one.total is not None for one in columns):
        yield bold(_line("summa", first, [one.total or "" for one in columns], columns).rstrip(), page.look)


def _narrow(labels: Sequence[str], columns: Sequence[Shown], summed: bool) -> Iterator[str]:
    for at, label in enumerate(labels):
        yield label
        yield from (f"  {one.heading} {one.cells[at]} {one.unit}".rstrip() for one in columns if one.cells[at])
    if summed and any(one.total for one in columns):
        yield "summa"
        yield from (f"  {one.heading} {one.total} {one.unit}".rstrip() for one in columns if one.total)


def _line(label: str, first: int, cells: Sequence[str], columns: Sequence[Shown]) -> str:
    padded = (
        right(cell, one.columns) if one.numeric else left(cell, one.columns)
        for cell, one in zip(cells, columns, strict=True)
    )
    return _GAP.join([left(label, first), *padded])


def only(one: Shown, rows: Sequence[int]) -> Shown:
    return attrs.evolve(one, cells=tuple(one.cells[at] for at in rows))


def _short(label: str) -> str:
    return label if width(label) <= _WIDEST_LABEL else label[: _WIDEST_LABEL - 1] + "…"


def columns_of(move: Move, page: Page) -> Iterator[Shown]:
    telling = page.telling
    if not isinstance(defined(move).type, model.Number):
        yield Shown(
            "före", "", tuple(told(telling, move, row.before, old=True) for row in move.rows), None, numeric=False
        )
        yield Shown("efter", "", tuple(told(telling, move, row.after) for row in move.rows), None, numeric=False)
        return
    before, after = ([row.before for row in move.rows], [row.after for row in move.rows])
    adds_up = figures(value_column(telling, move, tuple(_as_outcome(one, move) for one in after)))[1] is not None
    yield _figures("före", move, before, move.total_before if adds_up else None, page, old=True)
    yield _figures("efter", move, after, move.total_after if adds_up else None, page)
    if move.before is not None and move.after is not None and not comparable(move.before, move.after):
        return
    yield differences(
        "skillnad", move, [row.difference for row in move.rows], move.difference if adds_up else None, page
    )
    if not is_share(defined(move).type):
        yield Shown(
            "",
            "",
            tuple(percent(row.difference, number(row.before)) if row.difference else "" for row in move.rows),
            percent(move.difference, move.total_before) if adds_up and move.difference else None,
        )


def differences(
    heading: str,
    move: Move,
    values: Sequence[Fraction | None],
    total: Fraction | None,
    page: Page,
    *,
    exact: bool = False,
) -> Shown:
    """Signed; `–` where there is none. exact: not rounded as the value is shown."""
    known: list[Outcome | None] = [None if value is None else Known(value) for value in values]
    made = _figures(heading, move, known, total, page, signed=True, exact=exact)
    cells = tuple("–" if value is None else cell for value, cell in zip(values, made.cells, strict=True))
    return attrs.evolve(made, cells=cells, unit="procentenheter" if is_share(defined(move).type) else made.unit)


def _figures(
    heading: str,
    move: Move,
    outcomes: Sequence[Outcome | None],
    total: Fraction | None,
    page: Page,
    *,
    signed: bool = False,
    exact: bool = False,
    old: bool = False,
) -> Shown:
    """The sum is laid out with the others, so that its figures stand below theirs."""
    every = [*outcomes, *([] if total is None else [Known(total)])]
    made = value_column(page.telling, move, tuple(_as_outcome(one, move) for one in every), signed=signed, old=old)
    made = attrs.evolve(made, shown=None) if exact else made
    cells = [NOT_THERE if one is None else cell for one, cell in zip(every, figures(made)[0], strict=True)]
    below = cells.pop() if total is not None else None
    return Shown(heading, made.unit or "", tuple(cells), below)


def _as_outcome(outcome: Outcome | None, move: Move) -> Outcome:
    """What is not there has no value, for the table's sake."""
    return Failed(frozenset([NotApplicable(defined(move).section)])) if outcome is None else outcome


# -- why there is no value -----------------------------------------------------------------------


def reason_lines(move: Move) -> Iterator[str]:
    """Of what has become impossible to compute, or possible: one sentence for each cause."""
    for gone, told_as in ((True, "Går inte att räkna ut efter"), (False, "Gick inte att räkna ut före")):
        found: dict[str, list[str]] = {}
        for row in move.rows:
            failed, other = (row.after, row.before) if gone else (row.before, row.after)
            if isinstance(failed, Failed) and isinstance(other, Known):
                for sentence in cause_sentences(failed):
                    found.setdefault(sentence, []).append(row.row or "")
        for sentence, rows in found.items():
            whose = f" för {first_of(rows, _MOST_NAMED)}" if any(rows) else ""
            yield f"{told_as}{whose}. {sentence}"


# -- the rest ------------------------------------------------------------------------------------


def other_lines(comparison: Comparison, page: Page) -> Iterator[str]:
    """What else differs, a line for each value."""
    pairs = other_values(comparison, page)
    if not pairs:
        return
    yield from said("Också annorlunda. Visas i sin helhet med --alla, eller ett i taget med --värde NAMN:", page)
    yield from side_by_side(pairs[:_MOST_OTHERS], page)
    if len(pairs) > _MOST_OTHERS:
        yield from said(f"… och {count(len(pairs) - _MOST_OTHERS)} värden till.", page, "  ")


def other_values(comparison: Comparison, page: Page) -> list[tuple[str, str]]:
    """The name of each other value that differs, and how; without what only says again what a norm pays."""
    told_already = [one.move for one in comparison.headline]
    moves = [one.move for one in comparison.others]
    return [
        (name_of(page.telling, move.symbol), summary(move, page))
        for move in moves
        if not any(repeats(move, other) for other in (*told_already, *moves))
    ]


def other_years(page: Page) -> list[tuple[str, str]]:
    """Year by year, or several where the same is to be said of them, what differs."""
    found: dict[str, list[int]] = {}
    for one in page.telling.comparison.years:
        found.setdefault(_of_year(one, page), []).append(one.year)
    return [(listed([str(year) for year in years]), text) for text, years in found.items()]


def _of_year(one: OtherYear, page: Page) -> str:
    if not one.moved:
        return "inget kan bli annorlunda" if one.alike else "inget blir annorlunda med de här uppgifterna"
    chosen = [move for move in one.moved if move.symbol in one.chosen]
    texts = [f"{name_of(page.telling, move.symbol)}: {summary(move, page)}" for move in chosen[:_MOST_NAMED]]
    left = len(one.moved) - len(texts)
    if left:
        texts.append(f"och {count(left)} {'värde' if left == 1 else 'värden'} till")
    return "; ".join(texts)


def summary(move: Move, page: Page) -> str:
    """`3 av 8 partier, tillsammans +5 662,50 kr/månad`; `ja blir nej`; `finns bara efter`."""
    if move.before is None or move.after is None:
        return f"finns bara {'före' if move.after is None else 'efter'}"
    if move.symbol.concept is None:
        return _change(move, move.rows[0], page)
    if not comparable(move.before, move.after):
        return " ".join(unit_lines(move, page))
    differing = [row for row in move.rows if not same(row.before, row.after)]
    concept = page.telling.words.rows(move.symbol.concept, len(move.rows))
    text = f"{count(len(differing))} av {count(len(move.rows))} {concept}"
    column = value_column(page.telling, move, tuple(_as_outcome(row.after, move) for row in move.rows))
    if isinstance(defined(move).type, model.Number) and move.difference is not None and _adds_up(column):
        return f"{text}, tillsammans {difference(page.telling, defined(move), move.difference)}"
    return text


def _adds_up(column: Column) -> bool:
    return figures(column)[1] is not None
