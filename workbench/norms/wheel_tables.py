"""The wheel of a year for people and programs: a table by day, JSON and CSV. The calendar file is `calendars.py`."""

from collections.abc import Iterator, Sequence

import attrs

from interpreter.outcomes import Known
from workbench.norms.wheel import Event, Wheel
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
from workbench.results.tables import figures
from workbench.values.computed import Column, exact, shown, status
from workbench.values.words import count

FIELDS = (
    "day",
    "weekday",
    "bearer",
    "modality",
    "content",
    "part",
    "name",
    "exact",
    "shown",
    "unit",
    "section",
    "year",
)

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

_GAP = "  "
_WIDEST = 100
_WIDEST_DAY = 18
_WIDEST_WHO = 24
_WIDEST_MONEY = 22
_WIDEST_SECTION = 20
_LEAST_WHAT = 24
_NARROWEST_WHAT = 12


# -- for programs --------------------------------------------------------------------------------


def as_json(wheel: Wheel) -> str:
    import json

    whole = {"regulation": wheel.title, "year": wheel.year, "events": list(_records(wheel))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(wheel: Wheel) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for record in _records(wheel):
        writer.writerow(["" if cell is None else cell for cell in record.values()])
    return text.getvalue()


def _records(wheel: Wheel) -> Iterator[dict[str, object]]:
    """One for each row of each event. `day` is null where it is told in words; then `weekday` says them."""
    for event in (*wheel.events, *wheel.undated):
        one = event.amount
        for at, name in enumerate(event.rows or (None,)):
            outcome = None if one is None else one.outcomes[at]
            cells = (
                None if event.day is None else event.day.isoformat(),
                event.why if event.day is None else weekday(event),
                event.norm.bearer,
                event.norm.modality,
                event.norm.content,
                None if event.part is None else f"{event.part[0]}/{event.part[1]}",
                name,
                None if one is None or outcome is None else exact(one, outcome),
                event.amount_text or event.doubt if one is None or outcome is None else shown(one, outcome),
                None if one is None else one.unit,
                event.norm.section.label,
                event.year,
            )
            yield dict(zip(FIELDS, cells, strict=True))


def weekday(event: Event) -> str:
    return "" if event.day is None else WEEKDAYS[event.day.weekday()]


# -- for people ----------------------------------------------------------------------------------


@attrs.frozen
class _Row:
    """One line of the table before it is wrapped. day: with its weekday, or words; money: with its unit."""

    day: str
    who: str
    what: str
    money: str
    section: str
    strong: bool = False


def as_text(wheel: Wheel, look: Look) -> str:
    """Ends with a line break."""
    lines = [coloured(visible(f"Årshjul {wheel.year}: {wheel.title}"), ("bold",), look.colour)]
    if wheel.authority:
        lines.append(visible(wheel.authority))
    dated = [row for event in wheel.events for row in _rows(event)]
    undated = [row for event in wheel.undated for row in _rows(event)]
    if dated:
        lines += ["", *_table(dated, ("dag", "vem", "vad", "belopp", "enligt"), look)]
    else:
        lines += ["", f"Inget i regelverket ska göras eller betalas en bestämd dag {wheel.year}."]
    if undated:
        lines += ["", coloured("Utan bestämd dag", ("bold",), look.colour)]
        lines += _table(undated, ("när", "vem", "vad", "belopp", "enligt"), look)
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


def _rows(event: Event) -> Iterator[_Row]:
    """The event, and below it each row with its amount and their sum."""
    one = event.amount
    day = event.why or "" if event.day is None else f"{event.day.isoformat()} {weekday(event)[:3]}"
    what = visible(f"{event.norm.modality} {event.norm.content}{part_text(event)}{doubt_text(event)}")
    section = visible(event.norm.section.label)
    if one is None or len(event.rows) <= 1 or not _has_amounts(one):
        money = (event.amount_text or "") if one is None else amounts(one)[0]
        yield _Row(visible(day), _whom(event), what, visible(money), section)
        return
    yield _Row(visible(day), _whom(event), what, "", section)
    *each, total = amounts(one)
    for name, money in zip(event.rows, each, strict=True):
        yield _Row("", f"  {visible(name)}", "", money, "")
    yield _Row("", "  summa", "", total, "", strong=True)


def _whom(event: Event) -> str:
    """`partiet, alla 8`, `partiet: Moderaterna, Centerpartiet`: the bearer, and its rows where they are not below."""
    bearer = visible(event.norm.node.bearer.text)
    if not event.rows or (event.amount is not None and len(event.rows) > 1 and _has_amounts(event.amount)):
        return bearer
    if event.every and len(event.rows) > 1:
        return f"{bearer}, {'' if event.norm.row else 'för '}alla {count(len(event.rows))}"
    return f"{bearer}: {', '.join(map(visible, event.rows))}"


def _has_amounts(one: Column) -> bool:
    """Whether the rows differ; where none has an amount, for the same reason, that is said once."""
    return any(isinstance(outcome, Known) for outcome in one.outcomes) or len(set(map(status, one.outcomes))) > 1


def part_text(event: Event) -> str:
    return "" if event.part is None else f", del {event.part[0]} av {event.part[1]}"


def doubt_text(event: Event) -> str:
    """Why it is not certain, where neither a day in words nor an amount says so."""
    if event.doubt is None or event.amount is not None or event.why == event.doubt:
        return ""
    return f" ({event.doubt})"


def amounts(one: Column) -> tuple[str, ...]:
    """Each with its unit, and last their sum: `–` where one is not known, or where they do not add up."""
    cells, total, _ = figures(one)
    cells = tuple(cell.rstrip() for cell in cells)
    known = [isinstance(outcome, Known) for outcome in one.outcomes]
    unit = f" {one.unit}" if one.unit else ""
    summed = total if total is None or total == "–" else f"{total.rstrip()}{unit}"
    return (
        *(f"{cell}{unit}" if is_known else cell for cell, is_known in zip(cells, known, strict=True)),
        summed or "–",
    )


def _table(rows: Sequence[_Row], heading: tuple[str, str, str, str, str], look: Look) -> Iterator[str]:
    """Day, who, what, amount, section; what is long goes on below. Where it is narrow the section stands under what."""
    page = min(look.columns, _WIDEST)
    days = min(max(width(text) for text in (*(row.day for row in rows), heading[0])), _WIDEST_DAY)
    who = min(max(width(text) for text in (*(row.who for row in rows), heading[1])), _WIDEST_WHO)
    money = min(max(width(text) for text in (*(row.money for row in rows), heading[3])), _WIDEST_MONEY)
    section = min(max(width(text) for text in (*(row.section for row in rows), heading[4])), _WIDEST_SECTION)
    paid = any(row.money for row in rows)
    rest = page - days - who - 2 * len(_GAP) - (money + len(_GAP) if paid else 0)
    what = rest - section - len(_GAP)
    beside = what >= _LEAST_WHAT
    if not beside:
        what = max(rest, _NARROWEST_WHAT)

    def laid(cells: Sequence[str], strong: bool, dim: bool) -> str:
        day_text, who_text, what_text, money_text, section_text = cells
        middle = [right(money_text, money)] if paid else []
        text = _GAP.join([left(day_text, days), left(who_text, who), left(what_text, what), *middle])
        text = coloured(text.rstrip() if not beside else text, ("bold",), look.colour and strong)
        return f"{text}{_GAP}{coloured(section_text, ('dim',), look.colour and dim)}" if beside else text

    yield laid([*heading[:4], heading[4] if beside else ""], strong=True, dim=False)
    for row in rows:
        below = [] if beside or not row.section else wrap(row.section, what)
        columns = (
            wrap(hold_together(row.day), days),
            _hung(row.who, who),
            [*(wrap(hold_together(row.what), what) if row.what else []), *below],
            wrap(row.money.replace(" ", NO_BREAK_SPACE) if _is_figure(row) else row.money, money),
            wrap(row.section, section) if beside else [],
        )
        for at in range(max(map(len, columns))):
            yield laid([cells[at] if at < len(cells) else "" for cells in columns], row.strong, dim=True)


def _hung(text: str, columns: int) -> list[str]:
    """Wrapped, and as far in as it began."""
    indent = len(text) - len(text.lstrip(" "))
    return [" " * indent + line for line in wrap(text[indent:], max(columns - indent, 1))]


def _is_figure(row: _Row) -> bool:
    return any(letter.isdigit() for letter in row.money)
