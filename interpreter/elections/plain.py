"""Votes in a plain csv file: `parti;röster`, or `valkrets;parti;röster;fasta mandat` where the area is divided.

Further columns: `förkortning`, and `mandat` as published, to compare with. Rows of their own: others (`övriga`), which
get no seats, and the sum (`summa`), which must agree.
"""

from collections.abc import Mapping

import attrs

from interpreter.csv_tables import csv_table
from interpreter.elections.election import Election, Party
from interpreter.elections.gathering import Gathered, Place, whole_number
from interpreter.elections.problems import (
    ElectionProblem,
    ElectionShape,
    ElectionUnreadable,
    FixedUnclear,
    NotCounted,
    PartyLacking,
    PartyTwice,
    TotalsDiffer,
)
from interpreter.outcomes import Place as DataPlace
from interpreter.problems import BadByte, BrokenCsv, FileEmpty, NotText
from interpreter.table import REMARKS, Cell, Table

PARTY, VOTES, CONSTITUENCY, SHORT, FIXED, SEATS = "parti", "röster", "valkrets", "förkortning", "fasta mandat", "mandat"
OTHERS = frozenset({"övriga", "övriga partier", "övriga anmälda partier", "övr"})
_SUM = frozenset({"summa", "totalt", "giltiga röster", "summa giltiga röster"})


def election_of_csv(content: bytes, file: str) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
    table, problem = table_of(content, file)
    if table is None:
        return None, () if problem is None else (problem,)
    gathered = Gathered(file)
    columns = columns_of(table, (PARTY, VOTES), (CONSTITUENCY, SHORT, FIXED, SEATS), gathered)
    if columns is None:
        return None, tuple(gathered.problems)
    reader = _Rows(gathered, columns)
    for number, cells in table.rows:
        reader.take(number, cells)
    return reader.election(), tuple(gathered.problems)


def table_of(content: bytes, file: str) -> tuple[Table | None, ElectionProblem | None]:
    table, problems = csv_table(content, DataPlace(file, None), "")
    match problems[0] if problems else None:
        case None:
            return table, None
        case NotText():
            return None, ElectionUnreadable(file, "bytes")
        case BadByte(place=place):
            return None, ElectionUnreadable(file, "bytes", row=place.row or 0)
        case FileEmpty():
            return None, ElectionUnreadable(file, "empty")
        case BrokenCsv(place=place):
            return None, ElectionUnreadable(file, "csv", row=place.row or 0)
        case _:
            return None, ElectionUnreadable(file, "large")


def columns_of(
    table: Table, needed: tuple[str, ...], known: tuple[str, ...] | None, gathered: Gathered
) -> Mapping[str, int] | None:
    """Heading -> where it stands, or None with problems. known: others that may stand there, None: any."""
    found: dict[str, int] = {}
    before = len(gathered.problems)
    for index, heading in enumerate(table.headings):
        name = heading.lower()
        if name in REMARKS or not name:
            continue
        if name in found:
            gathered.problems.append(ElectionShape(gathered.file, "twice", heading))
        elif known is not None and name not in needed and name not in known:
            gathered.problems.append(ElectionShape(gathered.file, "heading", heading))
        else:
            found[name] = index
    for name in needed:
        if name not in found:
            gathered.problems.append(ElectionShape(gathered.file, "column", name))
    for number, cells in table.rows:
        if len(cells) > len(table.headings):
            gathered.problems.append(ElectionShape(gathered.file, "cells", str(len(cells)), number))
    return None if len(gathered.problems) > before else found


def text_of(cell: Cell) -> str:
    return "" if cell is None else cell.text


@attrs.define
class _Rows:
    """The rows of one file. published: key of the party -> seats, as far as told."""

    gathered: Gathered
    columns: Mapping[str, int]
    published: dict[str, int] = attrs.field(factory=dict)

    def take(self, row: int, cells: tuple[Cell, ...]) -> None:
        where = self._read(cells, CONSTITUENCY)
        told = where or None
        if CONSTITUENCY in self.columns and not where:
            self._problem(ElectionShape(self.gathered.file, "column", CONSTITUENCY, row))
            return
        party = self._read(cells, PARTY)
        if not party:
            self._problem(ElectionShape(self.gathered.file, "column", PARTY, row))
            return
        place = self.gathered.places.setdefault(where, Place(where))
        votes = self._number(cells, VOTES, row, told, party)
        self._fixed(place, cells, row)
        if party.lower() in _SUM:
            place.told = votes
            return
        key = party.lower()
        if key in OTHERS:
            place.others += votes
            return
        self.gathered.parties.setdefault(key, Party(party, self._read(cells, SHORT) or None))
        if key in place.votes:
            self._problem(PartyTwice(self.gathered.file, row, told, party))
        place.votes[key] = votes
        if self._read(cells, SEATS):
            self.published[key] = self.published.get(key, 0) + self._number(cells, SEATS, row, told, party)

    def election(self) -> Election | None:
        gathered = self.gathered
        if not gathered.bounded():
            return None
        if not gathered.parties:
            self._problem(NotCounted(gathered.file, None))
            return None
        for place in gathered.places.values():
            for key, party in gathered.parties.items():
                if key not in place.votes:
                    self._problem(PartyLacking(gathered.file, place.name, party.name))
            summed = sum(place.votes.values()) + place.others
            if place.told is not None and place.told != summed:
                self._problem(TotalsDiffer(gathered.file, place.name or None, None, place.told, summed))
        parties, constituencies = gathered.made()
        published = tuple(self.published.get(key, 0) for key in gathered.parties) if self.published else None
        return Election(None, None, None, None, parties, constituencies, published=published)

    def _fixed(self, place: Place, cells: tuple[Cell, ...], row: int) -> None:
        read = self._read(cells, FIXED)
        if not read:
            return
        number = self._number(cells, FIXED, row, place.name or None, FIXED)
        if place.fixed is not None and place.fixed != number:
            self._problem(FixedUnclear(self.gathered.file, row, place.name, read, str(place.fixed)))
        place.fixed = number

    def _read(self, cells: tuple[Cell, ...], column: str) -> str:
        return text_of(cells[self.columns[column]]) if column in self.columns else ""

    def _number(self, cells: tuple[Cell, ...], column: str, row: int, where: str | None, whose: str) -> int:
        number, problem = whole_number(self._read(cells, column), self.gathered.file, row, where, whose)
        if problem is not None:
            self._problem(problem)
        return number

    def _problem(self, problem: ElectionProblem) -> None:
        self.gathered.problems.append(problem)
