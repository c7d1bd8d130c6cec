"""Results as people and programs read them: tables, JSON, CSV.

The table: what holds for the whole regulation as a list, then one table for each concept, a row for each party. Under
the heading of each column stand its unit and the section that says so. A table that is too wide is parted, never cut.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import attrs

from dsl import model
from dsl.record import identical
from interpreter.evaluating.rounding import as_printed
from interpreter.outcomes import Known, Outcome
from workbench.page.look import Look
from workbench.page.terminal import (
    NO_BREAK_SPACE,
    coloured,
    hold_together,
    left,
    plain_spaces,
    right,
    visible,
    width,
    wrap,
)
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

_GAP = "  "
_WIDEST_LABEL = 40
_WIDEST_WORDS = 36
_LEAST_NAME = 24
# A column is not narrower than this for the sake of folding its heading.
_HEADING_FROM = 12
_HEADING_LINES = 4
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


def as_text(results: Results, look: Look) -> str:
    """Ends with a line break."""
    head = [coloured(visible(heading(results.title, results.year, results.day)), ("bold",), look.colour)]
    if results.authority:
        head.append(visible(results.authority))
    head += [f"Lydelse enligt ”{visible(title)}”" for title in results.amendments]
    parts = ["\n".join(head)]
    for block in results.blocks:
        if block.concept is None:
            parts.append("\n".join(_list(block, look)))
        elif block.labels and block.columns:
            parts.append("\n".join(block_lines(block, look)))
    if results.judgements:
        parts.append(plain_spaces("\n".join(_judgements(results, look))))
    return "\n\n".join(parts) + "\n"


def block_lines(block: Block, look: Look) -> list[str]:
    """The tables of one concept, a blank line between, and what is to be said of their sums."""
    lines: list[str] = []
    for table in _tables(block, look):
        lines += [*([""] if lines else []), *table]
    return lines


def _judgements(results: Results, look: Look) -> Iterator[str]:
    """Each question, and below it who has been told what by whom."""
    yield coloured("Lämnade bedömningar", ("bold",), look.colour)
    for question, given in groupby(results.judgements, lambda one: one.question):
        grouped: dict[tuple[str, str | None], list[str]] = {}
        for one in given:
            grouped.setdefault((one.answer, one.by), []).append(one.name or "")
        yield from wrap(hold_together(visible(question)), look.columns)
        for (answer, by), names in grouped.items():
            said = answer if by is None else f"{answer}, enligt {by}"
            text = f"{said}: {', '.join(names)}" if any(names) else said
            first, *more = wrap(hold_together(visible(text)), max(look.columns - 4, 20))
            yield from (f"  {first}", *(f"    {line}" for line in more))


def _list(block: Block, look: Look) -> list[str]:
    """One line for each value of the whole regulation: name, figure, unit, section. A long name goes on below."""
    rows = [(*_said(one), visible(_section(one))) for one in block.columns]
    names, figures, units, sections = (max(width(row[at]) for row in rows) for at in range(4))
    names = min(names, max(look.columns - figures - units - sections - 2 * len(_GAP) - 1, _LEAST_NAME))
    lines = []
    for name, figure, unit, section in rows:
        first, *below = wrap(name, names)
        figure_text = right(figure, figures) if unit or figure[-1:].isdigit() else left(figure, figures)
        line = f"{left(first, names)}{_GAP}{figure_text} {left(unit, units)}{_GAP}"
        lines += [line + coloured(section, ("dim",), look.colour), *(f"  {each}" for each in below)]
    return lines


def _said(one: Column) -> tuple[str, str, str]:
    """Name, figure and unit; what a norm decides of somebody is a sentence: `regionen får inte ”låna ut”`."""
    outcome = one.outcomes[0]
    if not isinstance(outcome, Known):
        name = one.name if one.bearer is None else f"{one.bearer} {one.name}"
        return _curled(name), STATUS_WORDS[status(outcome)], ""
    if one.bearer is not None and isinstance(outcome.value, bool):
        return _curled(f"{one.bearer} {ruled(one.name, one.truths, outcome.value)}"), "", ""
    return _curled(one.name), visible(shown(one, outcome)), one.unit or ""


def _section(one: Column) -> str:
    return "uppgifter" if one.section is None else one.section.label


@identical
class _Laid:
    """A column laid out. cells: one per row, in lines; total: its sum, or None where summing says nothing;
    unlike: what the figures as shown add up to, where that is something else: `ersättning 2 846 907 kr/år`."""

    heading: tuple[str, ...]
    unit: str
    section: str
    cells: tuple[tuple[str, ...], ...]
    total: str | None
    numeric: bool
    columns: int
    unlike: str | None


def _tables(block: Block, look: Look) -> list[list[str]]:
    alike = [one for one in block.columns if _is_alike(one)]
    laid = [_lay_out(one) for one in (*block.given, *block.columns) if one not in alike]
    names = [_short(visible(label)) for label in block.labels]
    summed = len(names) > 1
    first = max(width(name) for name in [*names, block.concept or "", *(["summa"] if summed else [])])
    tables = [
        _table(block.concept or "", names, first, part, summed, look)
        for part in _parts(laid, look.columns - first - len(_GAP))
    ]
    if alike:
        tables.append(_alike(visible(block.concept or ""), alike, len(block.labels), look))
    unlike = [one.unlike for one in laid if one.unlike is not None and summed]
    if unlike:
        sentence = f"Summan är av de exakta beloppen. Raderna så som de visas ger {', '.join(unlike)}."
        tables.append([plain_spaces(line) for line in wrap(sentence, look.columns)])
    return tables


def _is_alike(one: Column) -> bool:
    """A norm that decides the same for every row: a column of it would say nothing more."""
    decision = '"' in one.name and isinstance(one.type, model.Truth)
    return decision and len(one.outcomes) > 1 and len(set(one.outcomes)) == 1 and isinstance(one.outcomes[0], Known)


def _alike(concept: str, columns: Sequence[Column], rows: int, look: Look) -> list[str]:
    """`parti, alla 8:` and what each norm decides, with its section."""
    said = [
        (_curled(ruled(one.name, one.truths, one.outcomes[0] == Known(True))), visible(_section(one)))
        for one in columns
    ]
    sections = max(width(section) for _, section in said)
    room = max(look.columns - sections - len(_GAP) - 2, _LEAST_NAME)
    names = min(max(width(text) for text, _ in said), room)
    lines = [f"{concept}, alla {rows}:"]
    for text, section in said:
        first, *below = wrap(text, names)
        lines.append(f"  {left(first, names)}{_GAP}{coloured(section, ('dim',), look.colour)}")
        lines += [f"    {each}" for each in below]
    return lines


def _curled(name: str) -> str:
    return visible(name).replace('"', "”")


def _short(label: str) -> str:
    while width(label) > _WIDEST_LABEL:
        label = label[:-2] + "…"
    return label


def _parts(laid: Sequence[_Laid], room: int) -> list[list[_Laid]]:
    """As many columns side by side as there is room for; the rest in further tables."""
    parts: list[list[_Laid]] = []
    for one in laid:
        if parts and sum(column.columns for column in _widened([*parts[-1], one])) + len(_GAP) * len(parts[-1]) <= room:
            parts[-1].append(one)
        else:
            parts.append([one])
    return [_widened(part) for part in parts]


def _widened(part: Sequence[_Laid]) -> list[_Laid]:
    """With room under each run of columns for the longest word of the section they share."""
    out: list[_Laid] = []
    for run in _runs(part):
        lacking = max(0, max(width(word) for word in run[0].section.split(" ")) - _room(run))
        out += [attrs.evolve(run[0], columns=run[0].columns + lacking), *run[1:]]
    return out


def _room(run: Sequence[_Laid]) -> int:
    return sum(one.columns for one in run) + len(_GAP) * (len(run) - 1)


def _runs(part: Sequence[_Laid]) -> list[list[_Laid]]:
    runs: list[list[_Laid]] = []
    for one in part:
        if runs and runs[-1][0].section == one.section:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _table(
    concept: str, names: Sequence[str], first: int, part: Sequence[_Laid], summed: bool, look: Look
) -> list[str]:
    height = max(len(one.heading) for one in part)
    out = []
    for at in range(height):
        label = concept if at == height - 1 else ""
        out.append(_row(label, first, [_from_below(one, at, height) for one in part], part))
    out = [coloured(line, ("bold",), look.colour) for line in out]
    if any(one.unit for one in part):
        out.append(_row("", first, [one.unit for one in part], part))
    out += [coloured(" " * first + _GAP + line, ("dim",), look.colour) for line in _section_lines(part)]
    for at, name in enumerate(names):
        for line in range(max(len(one.cells[at]) for one in part)):
            cells = [one.cells[at][line] if line < len(one.cells[at]) else "" for one in part]
            out.append(_row("" if line else name, first, cells, part))
    if summed and any(one.total is not None for one in part):
        out.append(coloured(_row("summa", first, [one.total or "" for one in part], part), ("bold",), look.colour))
    return out


def _from_below(one: _Laid, at: int, height: int) -> str:
    above = height - len(one.heading)
    return one.heading[at - above] if at >= above else ""


def _row(label: str, first: int, cells: Sequence[str], part: Sequence[_Laid]) -> str:
    padded = [
        right(cell, one.columns) if one.numeric else left(cell, one.columns)
        for cell, one in zip(cells, part, strict=True)
    ]
    return _GAP.join([left(label, first), *padded]).rstrip()


def _section_lines(part: Sequence[_Laid]) -> list[str]:
    """The section of each run of columns, on a line drawn along them; a long name goes on below."""
    runs = [(_room(run), wrap(run[0].section, _room(run))) for run in _runs(part)]
    height = max(len(names) for _, names in runs)
    lines = []
    for at in range(height):
        cells = [(names[at] if at < len(names) else "", room) for room, names in runs]
        ruled = [
            f"{name} {'─' * (room - width(name) - 1)}" if at == 0 and width(name) < room else left(name, room)
            for name, room in cells
        ]
        lines.append(_GAP.join(ruled).rstrip())
    return lines


def _lay_out(one: Column) -> _Laid:
    numeric = isinstance(one.type, model.Number)
    cells, total, unlike = _words(one), None, None
    if numeric:
        single, total, unlike = figures(one)
        cells = tuple((cell,) for cell in single)
    widest = max(width(line) for cell in cells for line in cell)
    name = _curled(column_heading(one.name, one.truths))
    # What a norm decides has a long name: it is folded over a few lines, not over many.
    least = max(_HEADING_FROM, -(-width(name) // _HEADING_LINES))
    folded = tuple(wrap(name, max(least, widest)))
    unit = one.unit or ""
    section = visible(_section(one))
    columns = max(widest, *(width(text) for text in (*folded, unit, total or "")))
    return _Laid(folded, unit, section, cells, total, numeric, columns, unlike)


def _words(one: Column) -> tuple[tuple[str, ...], ...]:
    """Folded where they are long."""
    return tuple(tuple(map(_short, wrap(visible(shown(one, outcome)), _WIDEST_WORDS))) for outcome in one.outcomes)


def figures(one: Column) -> tuple[tuple[str, ...], str | None, str | None]:
    """The cells with their decimal commas above each other, the sum, and what the figures as shown add up to where that
    is something else. The sum is that of the exact values, shown as they are, of the rows it applies to; without all of
    them there is no sum."""
    exact = [_own(one, outcome) for outcome in one.outcomes]
    known = [value for value in exact if value is not None]
    applicable = sum(status(outcome) != "not_applicable" for outcome in one.outcomes)
    summed = sum(known, Fraction(0)) if _adds_up(one) and known and len(known) == applicable else None
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


def _own(one: Column, outcome: Outcome) -> Fraction | None:
    if isinstance(outcome, Known) and isinstance(outcome.value, Fraction):
        return outcome.value / one.factor
    return None


def _unlike(one: Column, values: Sequence[Fraction], summed: Fraction, step: Fraction) -> str | None:
    rows = sum((as_printed(value, step) for value in values), Fraction(0))
    if rows == as_printed(summed, step):
        return None
    return f"{visible(one.name)}{NO_BREAK_SPACE}{numbers.number(rows)}{NO_BREAK_SPACE}{one.unit}"


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
