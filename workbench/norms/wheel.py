"""The wheel of a year: every dated duty and payment that falls in it, and those whose day the text leaves in words.

A norm is decided for a year, and its day may fall in another: `senast den sista februari året därpå`. So the years on
both sides are calculated too, and what falls in the year asked for is kept, each day of a row once. Shapes only.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, assert_never

import attrs

from dsl import model
from interpreter.outcomes import Failed, Known, NotApplicable, Outcome
from workbench.norms.outline import in_force
from workbench.values.computed import STATUS_WORDS, Column, column, status

if TYPE_CHECKING:
    from interpreter.evaluating.calculation import Calculation


@attrs.frozen(eq=False)
class Event:
    """One duty or payment on one day, or on none that is known.

    day None: why says which day the text speaks of (`i början av januari`), or why there is none
    year: that it was decided for; rows: whom it concerns, by label, empty where it is about no rows of data
    every: whether that is all the rows in the data
    doubt: why it cannot be told whether the norm applies (`kräver bedömning`), or None
    amount: one outcome per row (one where it is about no rows), or None; part: `del 1 av 2`, as (1, 2)
    """

    norm: model.Norm
    year: int | None
    day: datetime.date | None
    why: str | None
    rows: tuple[str, ...]
    every: bool
    doubt: str | None
    amount: Column | None
    amount_text: str | None
    part: tuple[int, int] | None


@attrs.frozen(eq=False)
class Wheel:
    """events: by day, and of one day in the order of the text; undated: in the order of the text."""

    title: str
    authority: str | None
    year: int
    events: tuple[Event, ...]
    undated: tuple[Event, ...]


def wanted(program: model.Program) -> frozenset[model.Symbol]:
    """The values that the wheel is read from."""
    found: set[model.Symbol] = set()
    for norm in in_force(program):
        if _has_day(norm):
            symbols = (norm.deadline, norm.amount, norm.decision, *(symbol for _, symbol in norm.parts))
            found |= {symbol for symbol in symbols if symbol is not None}
    return frozenset(found)


def wheel(program: model.Program, calculations: Sequence[Calculation], year: int) -> Wheel:
    """calculations: of the year itself and of the years beside it, as far as the regulation is in force, with all that
    is `wanted`."""
    events: list[Event] = []
    undated: list[Event] = []
    for norm in in_force(program):
        if not _has_day(norm):
            continue
        seen: set[tuple[str | None, datetime.date]] = set()
        for calculation in calculations:
            for event in _events(norm, calculation) if _was_there(norm, calculation) else ():
                if event.day is None:
                    # In words, or missing: once, as of the year itself.
                    undated += [event] if calculation.year == year else []
                elif event.day.year == year:
                    events += _unseen(event, seen)
    ordered = sorted(events, key=lambda event: event.day or datetime.date.max)
    return Wheel(program.title, program.authority, year, tuple(ordered), tuple(undated))


def _was_there(norm: model.Norm, calculation: Calculation) -> bool:
    """Whether the regulation says it as it reads in the year of the calculation."""
    from interpreter.evaluating.calculation import definition

    days = (norm.deadline, *(symbol for _, symbol in norm.parts))
    return all(symbol is None or definition(calculation, symbol) is not None for symbol in days)


def _has_day(norm: model.Norm) -> bool:
    return norm.deadline is not None or norm.deadline_text is not None or bool(norm.parts)


def _unseen(event: Event, seen: set[tuple[str | None, datetime.date]]) -> Iterator[Event]:
    """Without the rows that have this day already, from the calculation of another year."""
    assert event.day is not None
    keep = [at for at, row in enumerate(event.rows) if (row, event.day) not in seen]
    if not event.rows:
        if (None, event.day) not in seen:
            yield event
        seen.add((None, event.day))
    elif keep:
        yield _of_rows(event, keep)
    seen |= {(row, event.day) for row in event.rows}


def _of_rows(event: Event, keep: Sequence[int]) -> Event:
    amount = event.amount
    if amount is not None:
        amount = attrs.evolve(amount, outcomes=tuple(amount.outcomes[at] for at in keep))
    return attrs.evolve(
        event,
        rows=tuple(event.rows[at] for at in keep),
        every=event.every and len(keep) == len(event.rows),
        amount=amount,
    )


# -- one norm in one calculation -----------------------------------------------------------------


def _events(norm: model.Norm, calculation: Calculation) -> Iterator[Event]:
    year = calculation.year
    for at, (date, symbol) in enumerate(norm.parts):
        day = None if year is None else Known(day_of(year, date.month, date.day))
        yield from _grouped(norm, calculation, day or "året är inte känt", symbol, (at + 1, len(norm.parts)))
    # What is paid in parts is told with the parts.
    amount = None if norm.parts else norm.amount
    if norm.deadline is not None:
        yield from _grouped(norm, calculation, norm.deadline, amount, None)
    elif norm.deadline_text is not None:
        yield from _grouped(norm, calculation, norm.deadline_text, amount, None)


def day_of(year: int, month: int, day: int | None) -> datetime.date:
    """day None, or one that the month lacks: its last."""
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, last if day is None else min(day, last))


def _grouped(
    norm: model.Norm,
    calculation: Calculation,
    when: Known | model.Symbol | str,
    amount: model.Symbol | None,
    part: tuple[int, int] | None,
) -> Iterator[Event]:
    """One event for each day that the rows have. when: the day, the value that it is, or words for it."""
    from interpreter.evaluating.calculation import definition, labels, outcome

    concept = _concept(norm, when, amount)
    names = () if concept is None else labels(calculation, concept)
    column_of = None if amount is None else definition(calculation, amount)

    def value(symbol: model.Symbol, row: int | None) -> Outcome:
        return outcome(calculation, symbol, row if symbol.concept is not None else None)

    grouped: dict[tuple[datetime.date | None, str | None, str | None], list[int | None]] = {}
    indices: Iterable[int | None] = (None,) if concept is None else range(len(names))
    for row in indices:
        due = value(when, row) if isinstance(when, model.Symbol) else when
        uncertain = due
        if isinstance(due, Failed) and isinstance(when, model.Symbol):
            due = _day_if_due(calculation, when, row) or due
        decisions = [value(symbol, row) for symbol in (norm.decision, amount) if symbol is not None]
        if not _is_outside(due) and not any(map(_is_outside, decisions)) and _binds(norm, decisions):
            doubt = _doubt([uncertain, *decisions])
            grouped.setdefault((*_day(due), doubt), []).append(row)

    for (day, why, doubt), rows in grouped.items():
        yield Event(
            norm,
            calculation.year,
            day,
            why,
            tuple(names[row] for row in rows if row is not None),
            every=len(rows) == len(names),
            doubt=doubt,
            amount=None
            if column_of is None or amount is None
            else column(column_of, tuple(value(amount, row) for row in rows)),
            amount_text=norm.amount_text,
            part=part,
        )


def _day_if_due(calculation: Calculation, deadline: model.Symbol, row: int | None) -> Known | None:
    """The day on which it would be due, where only whether the norm applies cannot be told."""
    from interpreter.evaluating.calculation import definition, outcome, value_of

    failed = outcome(calculation, deadline, row if deadline.concept is not None else None)
    known = definition(calculation, deadline)
    if _is_outside(failed) or known is None or not isinstance(known.expression, model.Cases):
        return None
    days = {value_of(calculation, branch.value, row) for branch in known.expression.branches}
    (day, *others) = days
    return day if not others and isinstance(day, Known) else None


def _concept(norm: model.Norm, when: Known | model.Symbol | str, amount: model.Symbol | None) -> str | None:
    """Whose rows it is about: those of what it pays, of its day, or of its bearer."""
    symbols = [amount, when if isinstance(when, model.Symbol) else None, norm.decision]
    concepts = [symbol.concept for symbol in symbols if symbol is not None and symbol.concept is not None]
    return concepts[0] if concepts else norm.bearer if norm.row else None


def _is_outside(outcome: Outcome | str) -> bool:
    """Whether the norm does not concern this row at all."""
    return isinstance(outcome, Failed) and all(isinstance(cause, NotApplicable) for cause in outcome.causes)


def _binds(norm: model.Norm, decisions: Sequence[Outcome]) -> bool:
    """Whether the row is one that the norm is about; where that cannot be told, it may be."""
    if norm.decision is None or norm.modality not in ("ska", "får", "har rätt till", "har rätt endast till"):
        return True
    if norm.decision.name.startswith("uppfyller") or decisions[0] == Known(True):
        return True
    return isinstance(decisions[0], Failed) and status(decisions[0]) != "unregulated"


def _doubt(met: Sequence[Outcome | str]) -> str | None:
    """The words for what stands in the way, of all that says whether and when."""
    causes = frozenset(cause for one in met if isinstance(one, Failed) for cause in one.causes)
    return STATUS_WORDS[status(Failed(causes))] if causes else None


def _day(due: Outcome | str) -> tuple[datetime.date | None, str | None]:
    match due:
        case Known(datetime.date() as day):
            return day, None
        case Known() | Failed():
            return None, STATUS_WORDS[status(due)]
        case str():
            return None, due
        case _:
            assert_never(due)
