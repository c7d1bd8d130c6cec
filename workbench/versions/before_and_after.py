"""One value before and after, row by row: figures above each other, the difference, how much that is, and a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from dsl import model
from interpreter.comparing.attribution import Attribution
from interpreter.comparing.moves import Move, Moved, comparable, defined, number, repeats, same
from interpreter.outcomes import Failed, Known, NotApplicable, Outcome
from workbench.page.page import (
    Bars,
    Block,
    Cell,
    Heading,
    Pair,
    Pairs,
    Part,
    Sentence,
    Table,
    plain,
    quiet,
    strong,
)
from workbench.page.page import Column as TableColumn
from workbench.results.tables import cell, figures
from workbench.session.compared import Comparison, OtherYear
from workbench.values.causes import cause_sentences
from workbench.values.computed import Column
from workbench.values.words import capital, count, first_of, listed
from workbench.versions.words import (
    NOT_THERE,
    Telling,
    difference,
    is_share,
    name_of,
    percent,
    told,
    value_column,
)

# Rows that are all told; of more, only those that differ.
_ALL_ROWS = 15
# Of those that differ, so many are told where nobody has asked for all.
_MOST_ROWS = 40
_MOST_OTHERS = 12
_HEADS = ("värde", "skillnad")
_MOST_NAMED = 6
NOT_ALL_YEARS = (
    "Reglerna har inget slutår, eller gäller för många år. Därför är bara de år som reglerna talar om, och åren "
    "bredvid dem, räknade. Ange fler med --år."
)
# Ways to change of what is no number; with more of them there is a table.
_FEW_GROUPS = 4


def value_part(one: Attribution, telling: Telling) -> Part:
    """What the value is called, its figures row by row, and why it is not there where it is not."""
    move = one.move
    sentences = []
    if move.former is not None:
        sentences.append(f"Hette förut {name_of(telling, move.former)}.")
    if move.before is None or move.after is None:
        sentences.append(f"Värdet finns bara {'före' if move.after is None else 'efter'}.")
    sentences += unit_lines(move, telling)
    if move.symbol.concept is None:
        sentences.append(_change(move, move.rows[0], telling))
    rows = () if move.symbol.concept is None else tuple(_rows(move, telling))
    return (
        Heading(3, strong(name_of(telling, move.symbol)), quiet(defined(move).section.label)),
        *_sentences(sentences),
        *rows,
        *_sentences(reason_lines(move)),
    )


def _sentences(texts: Iterable[str]) -> Iterator[Sentence]:
    return (Sentence(plain(text)) for text in texts)


def unit_lines(move: Move, telling: Telling) -> Iterator[str]:
    """That the two sides do not count in one thing, so that there is no difference to tell."""
    if move.before is None or move.after is None or comparable(move.before, move.after):
        return
    units = [value_column(telling, move, (), old=old).unit for old in (True, False)]
    if None in units:
        yield "Före och efter är olika slags värden. Därför går skillnaden inte att räkna ut."
    else:
        yield f"Enheten är ändrad från {units[0]} till {units[1]}. Därför går skillnaden inte att räkna ut."


def _change(move: Move, row: Moved, telling: Telling) -> str:
    """`468 136 kr blir 468 000 kr: −136 kr, −0,0 %`"""
    before, after = told(telling, move, row.before, old=True), told(telling, move, row.after)
    if row.before is None or row.after is None:
        return f"{after} efter" if row.before is None else f"{before} före"
    if row.difference is None:
        return f"{before} blir {after}"
    by = difference(telling, defined(move), row.difference)
    share = "" if is_share(defined(move).type) else f", {percent(row.difference, number(row.before))}"
    return f"{before} blir {after}: {by}{share}"


# -- the table -----------------------------------------------------------------------------------


def picked(move: Move, telling: Telling) -> list[int]:
    """The rows that are told: the one asked for; else all of few, and of many those that differ, the ones most that
    differ most."""
    wanted, every = telling.comparison.asked.row, telling.comparison.asked.all
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


def cut_lines(move: Move, rows: Sequence[int], telling: Telling) -> Iterator[str]:
    """That rows are left out, and how many of them differ."""
    if telling.comparison.asked.row is not None:
        return
    differing = sum(not same(row.before, row.after) for row in move.rows)
    shown = sum(not same(move.rows[at].before, move.rows[at].after) for at in rows)
    words = telling.words
    if shown < differing:
        concept = words.rows(move.symbol.concept or "", differing)
        yield f"De {count(shown)} som ändras mest av {count(differing)} {concept} visas. Alla visas med --alla."
    left_out = len(move.rows) - max(differing, len(rows))
    if left_out:
        concept = words.rows(move.symbol.concept or "", left_out)
        yield f"{capital(count(left_out))} {concept} till, oförändrade."


def _rows(move: Move, telling: Telling) -> Iterator[Block]:
    wanted = telling.comparison.asked.row
    rows = picked(move, telling)
    if not rows:
        # Without data there are no rows to speak of, and that is said once, above all values.
        yield from () if wanted is None else (Sentence(plain(f"Inte annorlunda för {wanted}.")),)
        return
    if not isinstance(defined(move).type, model.Number):
        groups = _alike(move, rows, telling)
        if len(groups) <= _FEW_GROUPS and wanted is None:
            yield from _sentences(groups)
            return
    summed = wanted is None and len(move.rows) > 1
    yield Table(
        move.symbol.concept or "",
        tuple(move.rows[at].row or "" for at in rows),
        tuple(only(one, rows) for one in columns_of(move, telling)),
        "summa" if summed else None,
        bars=Bars(tuple(move.rows[at].difference for at in rows)),
        wide="dropped",
    )
    unlike = _unlike(move, telling) if summed else []
    if unlike:
        yield from _sentences([f"Summan är av de exakta beloppen. Raderna så som de visas ger {listed(unlike)}."])
    yield from _sentences(cut_lines(move, rows, telling))


def _alike(move: Move, rows: Sequence[int], telling: Telling) -> list[str]:
    """`nej blir ja för Moderaterna och Centerpartiet`: rows that change in the same way, together."""
    groups: dict[str, list[str]] = {}
    for at in rows:
        row = move.rows[at]
        if not same(row.before, row.after):
            groups.setdefault(_change(move, row, telling), []).append(row.row or "")
    texts = []
    for change, named in groups.items():
        whose = first_of(named, _MOST_NAMED)
        if len(named) == len(move.rows) > 1:
            concept = telling.words.rows(move.symbol.concept or "", len(named))
            whose = f"alla {count(len(named))} {concept}"
        texts.append(f"{change} för {whose}")
    return texts


def _unlike(move: Move, telling: Telling) -> list[str]:
    """What the figures as shown add up to, where that is something else than the sum."""
    sides = (("före", [row.before for row in move.rows]), ("efter", [row.after for row in move.rows]))
    found = []
    for word, outcomes in sides:
        cells = tuple(_as_outcome(one, move) for one in outcomes)
        unlike = figures(value_column(telling, move, cells, old=word == "före"))[2]
        if unlike is not None:
            found.append(f"{unlike} {word}")
    return found


def only(one: TableColumn, rows: Sequence[int]) -> TableColumn:
    return attrs.evolve(one, cells=tuple(one.cells[at] for at in rows))


def columns_of(move: Move, telling: Telling) -> Iterator[TableColumn]:
    if not isinstance(defined(move).type, model.Number):
        before_cells = tuple(_told_cell(telling, move, row.before, old=True) for row in move.rows)
        yield TableColumn("före", before_cells, numeric=False)
        yield TableColumn("efter", tuple(_told_cell(telling, move, row.after) for row in move.rows), numeric=False)
        return
    before, after = ([row.before for row in move.rows], [row.after for row in move.rows])
    adds_up = figures(value_column(telling, move, tuple(_as_outcome(one, move) for one in after)))[1] is not None
    yield _figures("före", move, before, move.total_before if adds_up else None, telling, old=True)
    yield _figures("efter", move, after, move.total_after if adds_up else None, telling)
    if move.before is not None and move.after is not None and not comparable(move.before, move.after):
        return
    yield differences(
        "skillnad", move, [row.difference for row in move.rows], move.difference if adds_up else None, telling
    )
    if not is_share(defined(move).type):
        yield TableColumn(
            "",
            tuple(_percent(row.difference, number(row.before)) if row.difference else Cell("") for row in move.rows),
            total=_percent(move.difference, move.total_before) if adds_up and move.difference else None,
            called="skillnad i procent",
        )


def _told_cell(telling: Telling, move: Move, outcome: Outcome | None, *, old: bool = False) -> Cell:
    known = outcome.value if isinstance(outcome, Known) else None
    return Cell(told(telling, move, outcome, old=old), known if isinstance(known, bool | str | date) else None)


def _percent(change: Fraction | None, of: Fraction | None) -> Cell:
    return Cell(percent(change, of), None if change is None or not of else 100 * change / abs(of))


def differences(
    heading: str,
    move: Move,
    values: Sequence[Fraction | None],
    total: Fraction | None,
    telling: Telling,
    *,
    exact: bool = False,
) -> TableColumn:
    """Signed; `–` where there is none. exact: not rounded as the value is shown."""
    known: list[Outcome | None] = [None if value is None else Known(value) for value in values]
    made = _figures(heading, move, known, total, telling, signed=True, exact=exact)
    cells = tuple(Cell("–") if value is None else cell for value, cell in zip(values, made.cells, strict=True))
    return attrs.evolve(made, cells=cells, unit="procentenheter" if is_share(defined(move).type) else made.unit)


def _figures(
    heading: str,
    move: Move,
    outcomes: Sequence[Outcome | None],
    total: Fraction | None,
    telling: Telling,
    *,
    signed: bool = False,
    exact: bool = False,
    old: bool = False,
) -> TableColumn:
    """The sum is laid out with the others, so that its figures stand below theirs."""
    every = [*outcomes, *([] if total is None else [Known(total)])]
    made = value_column(telling, move, tuple(_as_outcome(one, move) for one in every), signed=signed, old=old)
    made = attrs.evolve(made, shown=None) if exact else made
    cells = [
        Cell(NOT_THERE) if one is None else attrs.evolve(cell(made, one), text=text)
        for one, text in zip(every, figures(made)[0], strict=True)
    ]
    below = cells.pop() if total is not None else None
    return TableColumn(heading, tuple(cells), made.unit or "", total=below)


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


def other_part(comparison: Comparison, telling: Telling) -> Part:
    """What else differs, a line for each value; empty where nothing does."""
    pairs = other_values(comparison, telling)
    if not pairs:
        return ()
    rows = tuple(Pair(name, plain(text)) for name, text in pairs)
    if telling.whole:
        return Heading(3, strong("Också annorlunda")), Pairs(rows, _HEADS)
    how = "Också annorlunda. Visas i sin helhet med --alla, eller ett i taget med --värde NAMN:"
    few: Part = (Sentence(plain(how)), Pairs(rows[:_MOST_OTHERS], _HEADS))
    if len(pairs) > _MOST_OTHERS:
        return *few, Sentence(plain(f"… och {count(len(pairs) - _MOST_OTHERS)} värden till."), depth=1)
    return few


def other_values(comparison: Comparison, telling: Telling) -> list[tuple[str, str]]:
    """The name of each other value that differs, and how; without what only says again what a norm pays."""
    told_already = [one.move for one in comparison.headline]
    moves = [one.move for one in comparison.others]
    return [
        (name_of(telling, move.symbol), summary(move, telling))
        for move in moves
        if not any(repeats(move, other) for other in (*told_already, *moves))
    ]


def year_part(telling: Telling) -> Part:
    """The other years that the rules are in force; empty where there are none."""
    pairs = other_years(telling)
    if not pairs:
        return ()
    told_years = Pairs(tuple(Pair(year, plain(text)) for year, text in pairs), ("år", "skillnad"))
    more = () if telling.comparison.whole_years else (Sentence(plain(NOT_ALL_YEARS)),)
    return Heading(3, strong("Andra år")), told_years, *more


def other_years(telling: Telling) -> list[tuple[str, str]]:
    """Year by year, or several where the same is to be said of them, what differs."""
    found: dict[str, list[int]] = {}
    for one in telling.comparison.years:
        found.setdefault(_of_year(one, telling), []).append(one.year)
    return [(listed([str(year) for year in years]), text) for text, years in found.items()]


def _of_year(one: OtherYear, telling: Telling) -> str:
    if not one.moved:
        return "inget kan bli annorlunda" if one.alike else "inget blir annorlunda med de här uppgifterna"
    chosen = [move for move in one.moved if move.symbol in one.chosen]
    texts = [f"{name_of(telling, move.symbol)}: {summary(move, telling)}" for move in chosen[:_MOST_NAMED]]
    left = len(one.moved) - len(texts)
    if left:
        texts.append(f"och {count(left)} {'värde' if left == 1 else 'värden'} till")
    return "; ".join(texts)


def summary(move: Move, telling: Telling) -> str:
    """`3 av 8 partier, tillsammans +5 662,50 kr/månad`; `ja blir nej`; `finns bara efter`."""
    if move.before is None or move.after is None:
        return f"finns bara {'före' if move.after is None else 'efter'}"
    if move.symbol.concept is None:
        return _change(move, move.rows[0], telling)
    if not comparable(move.before, move.after):
        return " ".join(unit_lines(move, telling))
    differing = [row for row in move.rows if not same(row.before, row.after)]
    concept = telling.words.rows(move.symbol.concept, len(move.rows))
    text = f"{count(len(differing))} av {count(len(move.rows))} {concept}"
    column = value_column(telling, move, tuple(_as_outcome(row.after, move) for row in move.rows))
    if isinstance(defined(move).type, model.Number) and move.difference is not None and _adds_up(column):
        return f"{text}, tillsammans {difference(telling, defined(move), move.difference)}"
    return text


def _adds_up(column: Column) -> bool:
    return figures(column)[1] is not None
