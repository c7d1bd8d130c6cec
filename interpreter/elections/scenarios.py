"""Other outcomes of an election: votes instead of its own, or changes of its shares in percentage points.

A csv file with a row for each party and a column for each scenario; figures without a sign are votes, figures with one
(`+1,5`, `−2`) percentage points of the valid votes, and 0 is either. A change is the same in every constituency; what
the changes do not cancel out comes from, or goes to, those who get no seats. A party that is not there is unchanged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path

import attrs

from dsl.text.files import NOTHING_LAID, Overlay
from interpreter.data.table import Table
from interpreter.elections.election import Constituency, Election
from interpreter.elections.files import content_of, named
from interpreter.elections.gathering import Gathered, whole_number
from interpreter.elections.naming import matched
from interpreter.elections.plain import (
    CONSTITUENCY,
    FIXED,
    PARTY,
    SEATS,
    SHORT,
    VOTES,
    columns_of,
    kind_of,
    table_of,
    text_of,
)
from interpreter.elections.problems import (
    ElectionProblem,
    ElectionTooLarge,
    ElectionUnreadable,
    ScenarioFault,
    ScenarioUnclear,
)

MOST_SCENARIOS = 12

_CHANGE = re.compile(r"(?P<sign>[+−-]) ?(?P<figure>[0-9]{1,3}(?:,[0-9]{1,6})?)(?: ?(?:%|procentenheter?))?")
_NOT_SCENARIOS = frozenset({PARTY, CONSTITUENCY, SHORT, FIXED, SEATS})


@attrs.frozen
class Scenario:
    """Another outcome of the election. name: the heading of its column; election: with its votes."""

    name: str
    election: Election


def read_scenarios(
    base: Election, files: Sequence[Path], overlay: Overlay = NOTHING_LAID
) -> tuple[tuple[Scenario, ...], tuple[ElectionProblem, ...]]:
    """Every scenario of every file, in order; and what is wrong, then they are not all there."""
    found: dict[str, Scenario] = {}
    problems: list[ElectionProblem] = []
    for path in files:
        file = named(path)
        content, problem = content_of(path, file, overlay)
        if problem is None and path.suffix.lower() != ".csv":
            problem = ElectionUnreadable(file, "format", path.suffix)
        if problem is not None:
            problems.append(problem)
            continue
        reader = _Reader(base, file)
        for one in reader.scenarios(content, path.stem):
            if one.name in found:
                reader.problem(0, one.name, None, "name")
            found[one.name] = one
        problems.extend(reader.problems)
    if len(found) > MOST_SCENARIOS:
        problems.append(ElectionTooLarge(named(files[-1]), "scenarios", MOST_SCENARIOS))
    return tuple(found.values()), tuple(problems)


@attrs.define
class _Column:
    """One scenario as it stands. cells: (constituency, or None for the whole area; party, or None for others) -> row
    and what stands there."""

    name: str
    cells: dict[tuple[int | None, int | None], tuple[int, str]] = attrs.field(factory=dict)


@attrs.define
class _Reader:
    base: Election
    file: str
    problems: list[ElectionProblem] = attrs.field(factory=list)

    def problem(self, row: int, scenario: str, party: str | None, why: ScenarioFault, read: str = "") -> None:
        self.problems.append(ScenarioUnclear(self.file, row, scenario, party, why, read[:40]))

    def scenarios(self, content: bytes, stem: str) -> Iterator[Scenario]:
        table, problem = table_of(content, self.file)
        if table is None:
            self.problems.extend([] if problem is None else [problem])
            return
        gathered = Gathered(self.file)
        headings = columns_of(table, (PARTY,), None, gathered)
        self.problems.extend(gathered.problems)
        if headings is None:
            return
        columns = self._columns(table, headings, stem)
        # Of rows that are not understood nothing more is said.
        for column in [] if self.problems else columns:
            before = len(self.problems)
            election = self._election(column)
            if len(self.problems) == before:
                yield Scenario(column.name, election)

    def _columns(self, table: Table, headings: Mapping[str, int], stem: str) -> list[_Column]:
        """A column of votes alone (`röster`) is called what its file is."""
        columns = {
            index: _Column(stem if heading == VOTES else table.headings[index])
            for heading, index in headings.items()
            if heading not in _NOT_SCENARIOS
        }
        labels = {text_of(cells[headings[PARTY]]) for _, cells in table.rows}
        parties = matched(sorted(labels), dict(enumerate(self.base.parties)))
        places = {one.name: at for at, one in enumerate(self.base.constituencies)}
        for row, cells in table.rows:
            label = text_of(cells[headings[PARTY]])
            party = parties.get(label)
            if party is None and kind_of(label) != "others":
                self.problem(row, "", label, "unknown")
                continue
            where = text_of(cells[headings[CONSTITUENCY]]) if CONSTITUENCY in headings else None
            if where is not None and where not in places:
                self.problem(row, "", label, "where", where)
                continue
            key = (None if where is None else places[where], party)
            for index, column in columns.items():
                if key in column.cells:
                    self.problem(row, column.name, label, "twice")
                column.cells[key] = (row, text_of(cells[index]))
        return list(columns.values())

    def _election(self, column: _Column) -> Election:
        changes = {key: _CHANGE.fullmatch(text) for key, (_, text) in column.cells.items()}
        signed = any(change is not None for change in changes.values())
        made = self._changed(column) if signed else self._voted(column)
        return attrs.evolve(
            self.base, constituencies=tuple(made), published=None, stage=None, counted=None, threshold=None
        )

    def _voted(self, column: _Column) -> list[Constituency]:
        """Every party in every constituency, as told."""
        whole = all(at is None for at, _ in column.cells)
        if whole and len(self.base.constituencies) > 1:
            self.problem(0, column.name, None, "divided")
            return []
        out = []
        for at, one in enumerate(self.base.constituencies):
            where = None if whole else at
            votes = []
            for party, named_ in enumerate(self.base.parties):
                row, text = column.cells.get((where, party), (0, ""))
                if not text:
                    self.problem(row, column.name, named_.name, "lacking", one.name)
                votes.append(self._number(column, row, named_.name, text))
            row, text = column.cells.get((where, None), (0, ""))
            if not text and one.others:
                self.problem(row, column.name, None, "lacking", one.name)
            out.append(attrs.evolve(one, votes=tuple(votes), others=self._number(column, row, None, text)))
        return out

    def _number(self, column: _Column, row: int, party: str | None, text: str) -> int:
        number, problem = whole_number(text, self.file, row, None, party or "övriga")
        if text and problem is not None:
            self.problem(row, column.name, party, "number", text)
        return number

    def _changed(self, column: _Column) -> list[Constituency]:
        """The base with its shares changed, in whole votes, half a vote up."""
        points: dict[tuple[int | None, int | None], Fraction] = {}
        for key, (row, text) in column.cells.items():
            change = _CHANGE.fullmatch(text)
            if change is not None:
                points[key] = Fraction(change["figure"].replace(",", ".")) * (1 if change["sign"] == "+" else -1)
            elif text != "0":
                name = None if key[1] is None else self.base.parties[key[1]].name
                votes = whole_number(text, self.file, row, None, "")[1] is None
                self.problem(row, column.name, name, "mixed" if votes else "number" if text else "lacking", text)
        out = []
        for at, one in enumerate(self.base.constituencies):
            here = {party: change for (where, party), change in points.items() if where is None or where == at}
            if None in here and sum(here.values(), Fraction(0)):
                self.problem(0, column.name, None, "sum", one.name)
            out.append(self._moved(column, one, here))
        return out

    def _moved(self, column: _Column, one: Constituency, points: Mapping[int | None, Fraction]) -> Constituency:
        valid = sum(one.votes) + one.others
        votes = [
            count + floor(points.get(party, Fraction(0)) * valid / 100 + Fraction(1, 2))
            for party, count in enumerate(one.votes)
        ]
        for party, count in enumerate(votes):
            if count < 0:
                self.problem(0, column.name, self.base.parties[party].name, "below", one.name)
        others = valid - sum(votes)
        if others < 0:
            self.problem(0, column.name, None, "below", one.name)
        return attrs.evolve(one, votes=tuple(votes), others=others)
