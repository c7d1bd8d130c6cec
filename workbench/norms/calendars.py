"""The wheel of a year as a calendar file (RFC 5545). The only door to icalendar, an optional part of the installation.

The same rules and data give the same bytes: an entry is named after what it is about, and stamped with the day the
regulation was decided, never with the clock.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable

from icalendar import Calendar
from icalendar import Event as Entry

from dsl import nodes
from workbench.norms.wheel import Event, Wheel
from workbench.norms.wheel_tables import amounts, doubt_text, part_text
from workbench.page.terminal import plain_spaces
from workbench.values.words import capital

_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def as_calendar(wheel: Wheel, header: Iterable[nodes.HeaderLine]) -> bytes:
    """Whole days, one entry for each dated event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Regelverk//Årshjul//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"{wheel.title} {wheel.year}")
    stamp = _stamp(header, wheel.year)
    names: dict[str, int] = {}
    for event in wheel.events:
        if event.day is not None:
            name = _name(wheel, event, event.day)
            names[name] = names.get(name, 0) + 1
            calendar.add_component(_entry(wheel, event, event.day, stamp, f"{name}-{names[name]}@regelverk"))
    return bytes(calendar.to_ical())


def _stamp(header: Iterable[nodes.HeaderLine], year: int) -> datetime.datetime:
    """The start of the day that the header first names, of those that say when something was decided or applies."""
    for key in ("beslutat", "gäller", "träder i kraft"):
        for line in header:
            found = _DAY.search(line.value) if line.key == key else None
            if found is not None:
                try:
                    day = datetime.date.fromisoformat(found[0])
                except ValueError:
                    continue
                return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)


def _entry(wheel: Wheel, event: Event, day: datetime.date, stamp: datetime.datetime, uid: str) -> Entry:
    entry = Entry()
    entry.add("uid", uid)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", day)
    norm = event.norm
    entry.add(
        "summary",
        f"{capital(norm.node.bearer.text)} {norm.modality} {norm.content}{part_text(event)}{doubt_text(event)}",
    )
    entry.add("description", "\n".join(_description(wheel, event)))
    entry.add("categories", [wheel.title])
    # Nobody is busy that day because of it.
    entry.add("transp", "TRANSPARENT")
    return entry


def _name(wheel: Wheel, event: Event, day: datetime.date) -> str:
    """The same for the same duty on the same day, whoever has it: an entry is replaced when the data change."""
    norm = event.norm
    what = (wheel.title, norm.section.path, norm.bearer, norm.modality, norm.content, event.part, day.isoformat())
    return hashlib.sha256(repr(what).encode()).hexdigest()[:32]


def _description(wheel: Wheel, event: Event) -> Iterable[str]:
    yield f"{event.norm.section.label}, {wheel.title}"
    if event.amount is not None:
        *each, total = (plain_spaces(" ".join(text.split())) for text in amounts(event.amount))
        if not event.rows:
            yield each[0]
            return
        for name, money in zip(event.rows, each, strict=True):
            yield f"{name}: {money}"
        if len(event.rows) > 1:
            yield f"summa: {total}"
        return
    if event.amount_text is not None:
        yield event.amount_text
    yield from event.rows
