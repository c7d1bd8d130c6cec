"""Results as people and programs read them: a page, JSON, CSV.

The page: what holds for the whole regulation as a list, then one table for each concept, a row for each party. Under
the heading of each column stand its unit and the section that says so. A table that is too wide is parted, never cut.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import attrs

from dsl import model
from interpreter.evaluating.rounding import as_printed
from interpreter.outcomes import Known, Outcome
from workbench.page.page import Cell, Figure, Figures, Heading, Item, Items, Page, Part, Sentence, Table, plain, strong
from workbench.page.page import Column as TableColumn
from workbench.page.page import heading as page_heading
from workbench.page.terminal import NO_BREAK_SPACE, plain_spaces
from workbench.values import numbers
from workbench.values.computed import (
    STATUS_WORDS,
    Block,
    Column,
    Results,
    column_heading,
    heading,
    records,
    ruled,
    shown,
    status,
)

FIELDS = ("concept", "name", "value", "status", "exact", "shown", "unit", "section")

_MOST_DECIMALS = 4
_CUT_DECIMALS = 2
_TIME = frozenset({"år", "månad", "vecka", "dag", "timme"})


# -- for programs --------------------------------------------------------------------------------


def as_json(results: Results) -> str:
    import json

    whole = {
        "regulation": results.title,
        "year": results.year,
        "results": [attrs.asdict(record) for record in records(results)],
        "judgements": [attrs.asdict(one) for one in results.judgements],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(results: Results) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for record in records(results):
        writer.writerow(["" if cell is None else cell for cell in attrs.astuple(record)])
    return text.getvalue()


# -- for people ----------------------------------------------------------------------------------


def page(results: Results) -> Page:
    """Every value, in the order of the text."""
    parts: list[Part] = [head(results)]
    for block in results.blocks:
        if block.concept is None:
            parts.append((Figures(tuple(map(figure, block.columns))),))
        elif block.labels and block.columns:
            parts += block_parts(block)
    if results.judgements:
        parts.append(tuple(_judgements(results)))
    return Page(heading(results.title, results.year, results.day), tuple(parts))


def head(results: Results) -> Part:
    """What is computed, for when, whose it is and what it is amended by."""
    title = heading(results.title, results.year, results.day)
    under = [results.authority] if results.authority else []
    under += [f"Lydelse enligt ”{amendment}”" for amendment in results.amendments]
    return (Heading(1, strong(title), under=tuple(map(plain, under))),)


def _judgements(results: Results) -> Iterator[Heading | Sentence]:
    """Each question, and below it who has been told what by whom."""
    yield page_heading(2, "Lämnade bedömningar")
    for question, given in groupby(results.judgements, lambda one: one.question):
        grouped: dict[tuple[str, str | None], list[str]] = {}
        for one in given:
            grouped.setdefault((one.answer, one.by), []).append(one.name or "")
        yield Sentence(plain(question))
        for (answer, by), names in grouped.items():
            said = answer if by is None else f"{answer}, enligt {by}"
            yield Sentence(plain(f"{said}: {', '.join(names)}" if any(names) else said), depth=1, hang=1)


def figure(one: Column) -> Figure:
    """What a norm decides of somebody is a sentence: `regionen får inte ”låna ut”`."""
    outcome, section = one.outcomes[0], _section(one)
    if not isinstance(outcome, Known):
        name = one.name if one.bearer is None else f"{one.bearer} {one.name}"
        return Figure(_curled(name), cell(one, outcome), "", section)
    if one.bearer is not None and isinstance(outcome.value, bool):
        said = _curled(f"{one.bearer} {ruled(one.name, one.truths, outcome.value)}")
        return Figure(said, Cell("", outcome.value), "", section)
    return Figure(_curled(one.name), cell(one, outcome), one.unit or "", section)


def _section(one: Column) -> str:
    return "uppgifter" if one.section is None else one.section.label


def _curled(name: str) -> str:
    return name.replace('"', "”")


def block_parts(block: Block) -> Iterator[Part]:
    """The table of one concept, what norms decide alike for every row, and what is to be said of the sums."""
    concept = block.concept or ""
    alike = [one for one in block.columns if _is_alike(one)]
    columns = [one for one in (*block.given, *block.columns) if one not in alike]
    summed = len(block.labels) > 1
    laid = [_lay_out(one) for one in columns]
    if laid:
        yield (Table(concept, block.labels, tuple(one for one, _ in laid), "summa" if summed else None),)
    if alike:
        items = tuple(Item(plain(_decided(one)), aside=_section(one), depth=1) for one in alike)
        yield Sentence(plain(f"{concept}, alla {len(block.labels)}:")), Items(items, at_edge=False)
    unlike = [text for _, text in laid if text is not None and summed]
    if unlike:
        sentence = f"Summan är av de exakta beloppen. Raderna så som de visas ger {', '.join(unlike)}."
        yield (Sentence(plain(sentence)),)


def _is_alike(one: Column) -> bool:
    """A norm that decides the same for every row: a column of it would say nothing more."""
    decision = '"' in one.name and isinstance(one.type, model.Truth)
    return decision and len(one.outcomes) > 1 and len(set(one.outcomes)) == 1 and isinstance(one.outcomes[0], Known)


def _decided(one: Column) -> str:
    return _curled(ruled(one.name, one.truths, one.outcomes[0] == Known(True)))


def _lay_out(one: Column) -> tuple[TableColumn, str | None]:
    """The column, and what its figures as shown add up to where that is something else than its sum."""
    numeric = isinstance(one.type, model.Number)
    cells, total, unlike = tuple(cell(one, outcome) for outcome in one.outcomes), None, None
    if numeric:
        texts, below, unlike = figures(one)
        cells = tuple(attrs.evolve(one, text=text) for one, text in zip(cells, texts, strict=True))
        total = None if below is None else Cell(below, _total(one))
    name = _curled(column_heading(one.name, one.truths))
    return TableColumn(name, cells, one.unit or "", _section(one), numeric, total), unlike


def cell(one: Column, outcome: Outcome) -> Cell:
    """The value in the unit of the column; of what has none, why."""
    if not isinstance(outcome, Known):
        return Cell(STATUS_WORDS[status(outcome)], None)
    own = _own(one, outcome)
    return Cell(shown(one, outcome), outcome.value if own is None else own)


def figures(one: Column) -> tuple[tuple[str, ...], str | None, str | None]:
    """The cells with their decimal commas above each other, the sum, and what the figures as shown add up to where that
    is something else. The sum is that of the exact values, shown as they are, of the rows it applies to; without all of
    them there is no sum."""
    exact = [_own(one, outcome) for outcome in one.outcomes]
    known = [value for value in exact if value is not None]
    summed = _total(one)
    step = None if one.shown is None else one.shown / one.factor
    texts = _aligned([*known, *([] if summed is None else [summed])], step, (one.unit or "").startswith("kr"))
    if one.signed:
        texts = [
            f"+{text}" if text[0] != numbers.MINUS and any(d in text for d in "123456789") else text for text in texts
        ]
    figures = iter(texts)
    cells = tuple(
        STATUS_WORDS[status(outcome)] if value is None else next(figures)
        for value, outcome in zip(exact, one.outcomes, strict=True)
    )
    if summed is None:
        return cells, "–" if _adds_up(one) else None, None
    return cells, next(figures), None if step is None or one.signed else _unlike(one, known, summed, step)


def _total(one: Column) -> Fraction | None:
    known = [value for value in (_own(one, outcome) for outcome in one.outcomes) if value is not None]
    applicable = sum(status(outcome) != "not_applicable" for outcome in one.outcomes)
    return sum(known, Fraction(0)) if _adds_up(one) and known and len(known) == applicable else None


def _own(one: Column, outcome: Outcome) -> Fraction | None:
    if isinstance(outcome, Known) and isinstance(outcome.value, Fraction):
        return outcome.value / one.factor
    return None


def _unlike(one: Column, values: Sequence[Fraction], summed: Fraction, step: Fraction) -> str | None:
    rows = sum((as_printed(value, step) for value in values), Fraction(0))
    if rows == as_printed(summed, step):
        return None
    return f"{one.name}{NO_BREAK_SPACE}{numbers.number(rows)}{NO_BREAK_SPACE}{one.unit}"


def _adds_up(one: Column) -> bool:
    """Whether a sum over the rows means anything: amounts (kr, kr/år, mandat, tjänst), never shares or rates."""
    if not isinstance(one.type, model.Number):
        return False
    above = [name for name, power in one.type.unit.powers if power > 0]
    below = [name for name, power in one.type.unit.powers if power < 0]
    return len(above) == 1 and above[0] not in _TIME and all(name in _TIME for name in below)


def _aligned(values: Sequence[Fraction], step: Fraction | None, money: bool) -> list[str]:
    """Figures of one column: rounded to the step they are shown in, or with as many decimals as all of them need.

    What goes on longer than that is rounded and marked by `…`, and the others leave room for the mark.
    """
    if step is not None:
        return [plain_spaces(numbers.rounded(value, step)) for value in values]
    decimals = [_decimals(value) for value in values]
    endless = any(one is None for one in decimals)
    places = max([one for one in decimals if one is not None] + ([_CUT_DECIMALS] if endless else [0]))
    if money and places == 1:
        places = 2
    unit = Fraction(1, 10**places)
    mark = ["…" if one is None else " " if endless else "" for one in decimals]
    return [plain_spaces(numbers.rounded(value, unit)) + end for value, end in zip(values, mark, strict=True)]


def _decimals(value: Fraction) -> int | None:
    """How many decimals the number has, None where they are too many to show."""
    return next((places for places in range(_MOST_DECIMALS + 1) if (value * 10**places).denominator == 1), None)
