"""What became of promises, for programs: JSON, every number exact."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from dsl import model
from dsl.domains import Numbers
from dsl.formatting import expression_text
from interpreter.outcomes import Failed, Outcome, Value
from interpreter.proving.answers import Answer, Counter, Fails, Holds, Range, Shown, Undecided
from interpreter.proving.promises import AddsUp, AlwaysClear, BuiltIn, NeverFalls
from interpreter.search.cases import Cell
from workbench.proofs.proofs import section_of, settled, title, verdict_of
from workbench.session.proving import Decided
from workbench.values import numbers


def as_json(every: Sequence[tuple[model.Program, Sequence[Decided]]]) -> str:
    told = [{"regulation": program.title, "promises": [_record(one) for one in decided]} for program, decided in every]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _record(decided: Decided) -> dict[str, object]:
    promise, answer, settling = decided.promise, settled(decided).answer, settled(decided)
    section = section_of(promise)
    written = promise if isinstance(promise, model.Promise) else None
    found: dict[str, object] = {
        "title": title(promise),
        "kind": _kind(promise),
        "section": None if section is None else section.label,
        "file": None if written is None else written.span.file,
        "line": None if written is None else written.span.line,
        "year": settling.year if isinstance(answer, Fails | Undecided) else None,
        "years": [one.year for one in decided.years if one.year is not None],
        "held": [one.year for one in decided.years if one.year is not None and isinstance(one.answer, Holds)],
        "in_force": decided.counts,
        "verdict": verdict_of(decided),
        "how": answer.how if isinstance(answer, Holds) else None,
        "cases": _cases(decided, answer),
        "why": answer.why if isinstance(answer, Undecided) else None,
        "over": [] if isinstance(answer, Fails) else [_range(one) for one in answer.over],
        "counterexample": _case(answer.counter) if isinstance(answer, Fails) else None,
    }
    return found


def _range(one: Range) -> dict[str, object]:
    domain = one.axis.domain
    low = domain.low if isinstance(domain, Numbers) else None
    high = domain.high if isinstance(domain, Numbers) else None
    return {
        "input": one.cell.input.symbol.name,
        "name": one.cell.row,
        "low": None if low is None else numbers.exact(low),
        "high": None if high is None else numbers.exact(high),
        "count": one.count,
    }


def _case(counter: Counter) -> dict[str, object]:
    moved = None
    if counter.moved is not None:
        cell, low, high = counter.moved
        moved = {**_cell(cell, low), "after": _exact(high)}
    return {
        "file": counter.file,
        "given": [_cell(cell, value) for cell, value in counter.case.values.items()],
        "moved": moved,
        "outcomes": [
            {
                "value": _called(one),
                "name": one.row,
                "exact": _plain(one.outcome),
                "after": None if one.after is None else _plain(one.after),
                "section": None if one.section is None else one.section.label,
            }
            for one in counter.shown
        ],
    }


def _cell(cell: Cell, value: Value) -> dict[str, object]:
    return {
        "concept": cell.input.symbol.concept,
        "name": cell.row,
        "input": cell.input.symbol.name,
        "year": cell.input.year,
        "exact": _exact(value),
    }


def _plain(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, Failed) else _exact(outcome.value)


def _exact(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return numbers.exact(value) if isinstance(value, Fraction) else str(value)


def _cases(decided: Decided, answer: Answer) -> int | None:
    """Of all years together, where it holds."""
    match answer:
        case Holds():
            return sum(one.answer.cases for one in decided.years if one.new and isinstance(one.answer, Holds))
        case Undecided():
            return answer.tried
        case Fails():
            return None
        case _:
            assert_never(answer)


def _called(one: Shown) -> str | None:
    if one.of is not None:
        return one.of.name
    node = None if one.expression is None else one.expression.node
    return None if node is None else expression_text(node)


def _kind(promise: model.Promise | BuiltIn) -> str:
    match promise:
        case model.Promise():
            return "kontroll"
        case AddsUp():
            return "adds_up"
        case NeverFalls():
            return "never_falls"
        case AlwaysClear():
            return "always_clear"
        case _:
            assert_never(promise)
