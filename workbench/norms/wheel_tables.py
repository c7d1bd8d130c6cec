"""The wheel of a year for people and programs: a table by day, JSON and CSV. The calendar file is `calendars.py`."""

from collections.abc import Iterator, Sequence

from interpreter.outcomes import Known
from workbench.norms.wheel import Event, Wheel
from workbench.page.page import Cell, Heading, Page, Part, Sentence, Table, heading, plain, strong
from workbench.page.page import Column as TableColumn
from workbench.results.tables import cell, figures
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


# The day, or words for when, and who, what, how much and the section that says so.
_Row = tuple[str, Cell, Cell, Cell, Cell]


def page(wheel: Wheel) -> Page:
    title = f"Årshjul {wheel.year}: {wheel.title}"
    parts: list[Part] = [(Heading(1, strong(title), under=(plain(wheel.authority),) if wheel.authority else ()),)]
    if wheel.events:
        parts.append((_table("dag", wheel.events),))
    else:
        nothing = f"Inget i regelverket ska göras eller betalas en bestämd dag {wheel.year}."
        parts.append((Sentence(plain(nothing), whole=True),))
    if wheel.undated:
        parts.append((heading(2, "Utan bestämd dag"), _table("när", wheel.undated)))
    return Page(title, tuple(parts))


def _table(label: str, events: Sequence[Event]) -> Table:
    """Without the column of amounts where there are none."""
    days, *cells = zip(*(row for event in events for row in _rows(event)), strict=True)
    headings = (("vem", False), ("vad", False), ("belopp", True), ("enligt", False))
    columns = (TableColumn(name, column, numeric=right) for (name, right), column in zip(headings, cells, strict=True))
    shown = tuple(one for one in columns if any(cell.text for cell in one.cells))
    return Table(label, days, shown, wide="folded")


def _rows(event: Event) -> Iterator[_Row]:
    """The event, and below it each row with its amount and their sum."""
    one = event.amount
    day = event.why or "" if event.day is None else f"{event.day.isoformat()} {weekday(event)[:3]}"
    what = Cell(f"{event.norm.modality} {event.norm.content}{part_text(event)}{doubt_text(event)}")
    who, section, none = Cell(_whom(event)), Cell(event.norm.section.label, tone="quiet"), Cell("")
    if one is None:
        yield day, who, what, Cell(event.amount_text or ""), section
        return
    *each, total = amounts(one)
    if len(event.rows) <= 1 or not _has_amounts(one):
        yield day, who, what, Cell(each[0], cell(one, one.outcomes[0]).exact), section
        return
    yield day, who, what, none, section
    for name, money, outcome in zip(event.rows, each, one.outcomes, strict=True):
        yield "", Cell(f"  {name}"), none, Cell(money, cell(one, outcome).exact), none
    yield "", Cell("  summa"), none, Cell(total), none


def _whom(event: Event) -> str:
    """`partiet, alla 8`, `partiet: Moderaterna, Centerpartiet`: the bearer, and its rows where they are not below."""
    bearer = event.norm.node.bearer.text
    if not event.rows or (event.amount is not None and len(event.rows) > 1 and _has_amounts(event.amount)):
        return bearer
    if event.every and len(event.rows) > 1:
        return f"{bearer}, {'' if event.norm.row else 'för '}alla {count(len(event.rows))}"
    return f"{bearer}: {', '.join(event.rows)}"


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
