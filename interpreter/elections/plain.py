"""Votes in a plain csv file: `parti;röster`, or `valkrets;parti;röster;fasta mandat` where the area is divided.

Further columns: `förkortning`, and `mandat` as published, to compare with. Rows of their own: others (`övriga`), which
get no seats, and sums (`summa`), which must agree. Rows that are no parties, as the authority's
tables have (`Ogiltiga röster`, `Röstberättigade`), are left out, and told of.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, assert_never

import attrs

from interpreter.data.csv_tables import csv_table
from interpreter.data.problems.files import BadByte, BrokenCsv, FileEmpty, NotText
from interpreter.data.table import REMARKS, Cell, Table
from interpreter.elections.election import Election, Party
from interpreter.elections.gathering import Gathered, Place, whole_number
from interpreter.elections.naming import same_parties
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

PARTY, VOTES, CONSTITUENCY, SHORT, FIXED, SEATS = "parti", "röster", "valkrets", "förkortning", "fasta mandat", "mandat"
# What a sum of all votes is of.
CAST = "avgivna röster"


def election_of_csv(content: bytes, file: str) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
    """The election in a csv file; None where something in it cannot be read, and the problems. file: as problems
    name it."""
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
    """The csv file as a table; None and why, where it is none."""
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
    """What stands in the cell; empty where nothing does."""
    return "" if cell is None else cell.text


@attrs.define
class _Rows:
    """The rows of one file.

    published: key of the party -> seats, as far as told; first: key -> the row where it was met
    invalid, cast: by constituency, votes for nobody, and all votes as the file says
    """

    gathered: Gathered
    columns: Mapping[str, int]
    published: dict[str, int] = attrs.field(factory=dict)
    first: dict[str, int] = attrs.field(factory=dict)
    invalid: dict[str, list[int]] = attrs.field(factory=dict)
    cast: dict[str, tuple[int, int]] = attrs.field(factory=dict)

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
        kind = kind_of(party)
        if kind == "aside":
            self.gathered.aside.append((party, self._read(cells, VOTES)))
            return
        place = self.gathered.places.setdefault(where, Place(where))
        votes = self._number(cells, VOTES, row, told, party)
        self._fixed(place, cells, row)
        match kind:
            case "valid":
                place.told = votes
            case "others":
                place.others += votes
            case "invalid":
                self.invalid.setdefault(where, []).append(votes)
                self.gathered.aside.append((party, str(votes)))
            case "cast":
                self.cast[where] = votes, row
            case "party":
                self._party(place, party, votes, cells, row)
            case _:
                assert_never(kind)

    def _party(self, place: Place, party: str, votes: int, cells: tuple[Cell, ...], row: int) -> None:
        key, told = party.casefold(), place.name or None
        self.first.setdefault(key, row)
        self.gathered.parties.setdefault(key, Party(party, self._read(cells, SHORT) or None))
        if key in place.votes:
            self._problem(PartyTwice(self.gathered.file, row, told, party))
            return
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
            self._sums(place)
        for one, other in same_parties(gathered.parties):
            first, again = gathered.parties[one].name, gathered.parties[other].name
            self._problem(PartyTwice(gathered.file, self.first[other], None, again, (first, self.first[one])))
        parties, constituencies = gathered.made()
        published = tuple(self.published.get(key, 0) for key in gathered.parties) if self.published else None
        return Election(None, None, None, None, parties, constituencies, published=published, aside=gathered.left_out())

    def _sums(self, place: Place) -> None:
        """What the file says there is in all. A sum without more words may be of the invalid votes too."""
        summed = sum(place.votes.values()) + place.others
        invalid = self.invalid.get(place.name, [])
        cast, row = self.cast.get(place.name, (None, 0))
        # Of several rows of invalid votes one may be the sum of the others.
        whole = {summed + sum(invalid), *(summed + one for one in invalid), *(summed,) * (not invalid)}
        if place.told is not None and place.told != summed and not (invalid and place.told in whole):
            self._problem(TotalsDiffer(self.gathered.file, place.name or None, None, place.told, summed))
        if cast is not None and (cast not in whole if invalid else cast < summed):
            total = summed + sum(invalid)
            self._problem(TotalsDiffer(self.gathered.file, place.name or None, CAST, cast, total, row=row))

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


# -- what a row is -------------------------------------------------------------------------------

Row = Literal["party", "others", "valid", "invalid", "cast", "aside"]

_OTHERS = re.compile(
    r"(?:summa )?(?:övr|övriga(?: (?:anmälda|giltiga))?(?: partier)?|övriga partiers röster|handskrivna(?: partier)?)"
)
_VALID = re.compile(r"summa|totalt|(?:summa |antal |totalt )?giltiga(?: röster| valsedlar)?(?: totalt)?")
_INVALID = re.compile(
    r"(?:varav |summa |antal )?(?:ogiltiga|blanka|ej giltiga|(?:ej|icke|inte) anmälda(?: partier)?|övriga ogiltiga)"
    r"(?: röster| valsedlar| röster totalt)?(?: ?[-:(].*)?|bl|blank|og|ogej|oej|onr"
)
_CAST = re.compile(
    r"(?:summa |antal |totalt antal |totalt )?(?:avgivna |lagda |mottagna )(?:röster|valsedlar)|summa röster|"
    r"(?:totalt )?antal röster|totalt antal röster|röstande|antal röstande"
)
_ASIDE = re.compile(
    r"(?:antal |summa )?(?:röstberättigade|valdistrikt)(?![a-zåäö]).*|valdeltagande.*|räknade valdistrikt.*"
)


def kind_of(name: str) -> Row:
    """What a row of a table of votes is by its name: a party, or one of the sums and counts that such tables have too.

    others: valid votes for parties that are not told apart; valid, cast: sums of the valid votes, and of all;
    invalid: votes for nobody; aside: no votes at all (who may vote, how many did)
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().replace("–", "-").replace("—", "-").split())
    plain = plain.rstrip(":. ")
    patterns: tuple[tuple[Row, re.Pattern[str]], ...] = (
        ("others", _OTHERS),
        ("valid", _VALID),
        ("invalid", _INVALID),
        ("cast", _CAST),
        ("aside", _ASIDE),
    )
    return next((kind for kind, pattern in patterns if pattern.fullmatch(plain)), "party")
