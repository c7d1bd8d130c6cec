"""What is said beside a table of results: once for each reason, which values have none, and which assumptions fail.

`8 belopp kan inte räknas ut: mandat saknas för Centerpartiet, partier.csv rad 3. Uppgiften behövs i avsnitt 3.1.1.`
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from dsl import model
from interpreter.outcomes import Cause, Judgement, Known, Missing, Unregulated
from workbench.page.terminal import plain_spaces
from workbench.values.causes import cause_sentence, to_decide
from workbench.values.computed import Column, Results, cause_status, failures, unsaid
from workbench.values.words import first_of, listed

if TYPE_CHECKING:
    from interpreter.evaluating.calculation import Calculation
    from interpreter.explaining.unfed import Unfed

_NAMED = 3


def remarks(results: Results) -> tuple[str, ...]:
    """One for each reason, in the order met. Values that do not apply need no remark."""
    return (*_rowless(results), *reasons(results))


def without_any_rows(results: Results) -> tuple[str, ...]:
    """That rows are lacking, in one sentence where the data have none at all."""
    concepts = [one.concept for one in results.blocks if one.concept is not None]
    if concepts and not any(one.labels for one in results.blocks):
        return (f"Data har inga rader för {listed(concepts, 'eller')}, så där räknas inget ut.",)
    return _rowless(results)


def _rowless(results: Results) -> tuple[str, ...]:
    """The concepts that lack rows, where others have some."""
    lacking = [one.concept for one in results.blocks if one.concept is not None and not one.labels]
    some = any(one.labels for one in results.blocks)
    return tuple(f"Data har inga rader för {concept}, så där räknas inget ut." for concept in lacking if some)


def reasons(results: Results, first: Collection[Column] = ()) -> tuple[str, ...]:
    """Why values are not there, once for each reason: those that stop any of the `first` first, else as met."""
    grouped: dict[object, list[tuple[Cause, list[Column]]]] = {}
    for cause, columns in failures(results).items():
        if cause_status(cause) != "not_applicable":
            grouped.setdefault(_kind(cause), []).append((cause, columns))

    def is_beside(group: Sequence[tuple[Cause, list[Column]]]) -> bool:
        return not any(column in first for _, stopped in group for column in stopped)

    return tuple(map(_remark, sorted(grouped.values(), key=is_beside)))


def _kind(cause: Cause) -> object:
    """What is missing or asked for in the same way for several rows is told together."""
    match cause:
        case Missing():
            return cause.symbol, cause.year, cause.needed_by
        case Judgement(attribute=model.Attribute() as asked):
            return asked.symbol, cause.section
        case _:
            return cause


def _remark(group: Sequence[tuple[Cause, list[Column]]]) -> str:
    cause = group[0][0]
    columns = [column for _, stopped in group for column in stopped]
    sentence = cause_sentence(cause)
    if isinstance(cause, Missing) and len(group) > 1:
        rows = [str(one.row) for one, _ in group if isinstance(one, Missing)]
        year = "" if cause.year is None else f" år {cause.year}"
        whose = first_of(rows, _NAMED)
        sentence = f"{cause.symbol.name}{year} saknas för {whose}. Uppgiften behövs i {cause.needed_by.label}."
    if isinstance(cause, Judgement) and cause.attribute is not None and cause.attribute.judge is not None:
        rows = [row for one, _ in group if isinstance(one, Judgement) for row in one.rows]
        whose = f", för {first_of(rows, _NAMED)}" if rows else ""
        sentence = f"{to_decide(cause.attribute)}{whose} ({cause.section.label})."
    if isinstance(cause, Unregulated):
        sentence = f"{cause.reason} ({cause.section.label})."
    # A judgement begins with the names of rows, what is not regulated with the author's words; the others with ours.
    begun = sentence if isinstance(cause, Judgement | Unregulated) else sentence[0].lower() + sentence[1:]
    return plain_spaces(f"{_head(cause, columns)}: {begun}")


def _head(cause: Cause, columns: Sequence[Column]) -> str:
    """`8 belopp kan inte räknas ut`. columns: one for each value that the cause stops."""
    count = len(columns)
    word = "belopp" if all(model.is_money(column.type) for column in columns) else "värde" if count == 1 else "värden"
    match cause_status(cause):
        case "unregulated":
            return f"{count} {word} är inte reglera{'t' if count == 1 else 'de'}"
        case "judgement":
            return f"{count} {word} kräver bedömning"
        case _:
            return f"{count} {word} kan inte räknas ut"


def without_rows(calculation: Calculation, found: Sequence[Unfed]) -> tuple[str, ...]:
    """One for each sum that comes to nothing because the data have no row for it."""
    if not found:
        return ()
    from workbench.explaining.unfed import sentence

    hidden = unsaid(calculation.program)
    return tuple(
        f"Observera: {plain_spaces(sentence(calculation, one))}" for one in found if one.definition.symbol not in hidden
    )


def broken_assumptions(calculation: Calculation) -> tuple[str, ...]:
    """One for each `förutsätter` that the data do not fulfil; those that cannot be told yet are no remark."""
    from interpreter.evaluating.calculation import value_of

    broken = []
    for assumption in calculation.program.assumptions:
        concept = assumption.condition.concept
        rows = None if concept is None else calculation.facts.rows.get(concept)
        labels = () if rows is None else rows.labels
        fails = Known(False)
        if concept is None and value_of(calculation, assumption.condition, None) == fails:
            whose = ""
        else:
            failing = [one for at, one in enumerate(labels) if value_of(calculation, assumption.condition, at) == fails]
            if not failing:
                continue
            whose = f" för {first_of(failing, _NAMED)}"
        where = f"{assumption.text} ({assumption.section.label})"
        broken.append(f"fel: det som regelverket förutsätter stämmer inte{whose}: {where}.")
    return tuple(broken)
