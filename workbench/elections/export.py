"""Seats of an election for programs: JSON, CSV, and `parti;mandat` as the data of a regulation. docs/cli.md says what
the fields are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from interpreter.elections.naming import everyday
from workbench.elections.allocation import by_seats, heading, tied_names
from workbench.session.remarks import Counted
from workbench.values import numbers

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Standing

_CSV = (
    "name",
    "short",
    "votes",
    "share",
    "passed",
    "seats",
    "fixed",
    "adjustment",
    "undecided",
    "last",
    "next",
    "lacking",
)


def as_json(counted: Counted, scenarios: Sequence[tuple[str, Counted]]) -> str:
    import json

    whole = _object(counted)
    if scenarios:
        whole["scenarios"] = [{"scenario": name, **_object(one)} for name, one in scenarios]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _object(counted: Counted) -> dict[str, object]:
    election, law, outcome = counted.election, counted.law, counted.outcome
    names = [one.name for one in election.constituencies]
    return {
        "kind": election.kind,
        "year": election.year,
        "area": election.area,
        "stage": election.stage,
        "seats": counted.seats,
        "valid": outcome.valid,
        "threshold": numbers.exact(law.threshold),
        "first_divisor": numbers.exact(law.first),
        "sections": list(law.sections),
        "complete": outcome.complete,
        "parties": [dict(zip(_CSV, _cells(election, one), strict=True)) for one in outcome.standings],
        "constituencies": [
            {
                "name": name,
                "parties": [
                    {"name": election.parties[party].name, "fixed": fixed, "adjustment": adjustment}
                    for party, (fixed, adjustment) in enumerate(row)
                    if fixed or adjustment
                ],
            }
            for name, row in zip(names, outcome.placed, strict=True)
        ],
        "lots": [
            {
                "for": one.stage,
                "constituency": None if one.constituency is None else names[one.constituency],
                "party": None if one.party is None else election.parties[one.party].name,
                "between": tied_names(election, one),
                "places": one.places,
                "won": tied_names(election, attrs.evolve(one, tied=one.won)),
                "number": numbers.exact(one.number),
            }
            for one in outcome.lots
        ],
        "returned": [
            {"constituency": names[at], "party": election.parties[party].name} for at, party in outcome.returned
        ],
        "kept": [election.parties[party].name for party in outcome.kept],
    }


def as_csv(counted: Counted, scenarios: Sequence[tuple[str, Counted]]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*(("scenario",) if scenarios else ()), *_CSV))
    for name, one in (("", counted), *scenarios):
        for standing in one.outcome.standings:
            cells = _cells(one.election, standing)
            writer.writerow([*((name,) if scenarios else ()), *("" if cell is None else cell for cell in cells)])
    return text.getvalue()


def _cells(election: Election, one: Standing) -> tuple[object, ...]:
    party = election.parties[one.party]
    return (
        party.name,
        party.short,
        one.votes,
        numbers.exact(one.share),
        one.passed,
        one.seats,
        one.fixed,
        one.adjustment,
        one.undecided,
        None if one.last is None else numbers.exact(one.last),
        None if one.following is None else numbers.exact(one.following),
        one.lacking,
    )


def as_data(counted: Counted) -> str:
    """`parti;mandat`, as the data of a regulation wants it: those with seats, an empty cell where lots decide."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(("parti", "mandat", "källa"))
    for one in by_seats(counted.outcome):
        if one.seats or one.undecided:
            name = everyday(counted.election.parties[one.party])
            writer.writerow((name, "" if one.undecided else one.seats, heading(counted.election)))
    return text.getvalue()
