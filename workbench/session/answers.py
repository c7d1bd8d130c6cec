"""What the session answers: a value, or why there is none; and what is to be told besides. Data, no words.

Every face has its own words for these (`workbench/cli/words.py`), since a way out is a flag in one and a button in
another. Each is told by an exhaustive match, so that a new one asks for its words in every face.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from dsl import nodes
from dsl.frozen import frozen, identical
from dsl.source import Source
from workbench.session.remarks import Paths, Remark

if TYPE_CHECKING:
    from dsl import model
    from dsl.problems import Problem
    from dsl.text.files import Unread
    from interpreter.data.problems import DataProblem
    from interpreter.elections.election import Kind
    from interpreter.elections.problems import ElectionProblem
    from interpreter.examples.accepted import ReasonProblem
    from interpreter.records.reading import Unreadable
    from interpreter.sources.problems import SourceProblem

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen(eq=False)
class Answer(Generic[T_co]):
    """What the session says to one question: a value or a refusal, and remarks.

    value: what was asked for, or why there is no such thing. remarks: in the order in which they were met, all of
    them before what refused.
    """

    value: T_co | Refusal
    remarks: tuple[Remark, ...] = ()


# -- why there is no value -----------------------------------------------------------------------


@identical
class Faulty:
    """Rules or data with errors; of the problems, warnings too. tree: that tells their sections; sources: the texts to
    quote. paths: how those that are told are called."""

    problems: tuple[Problem | DataProblem, ...]
    tree: nodes.Regulation | None = None
    sources: tuple[Source, ...] = ()
    paths: Paths = ()


@frozen
class FaultyElection:
    """The votes could not be read or counted."""

    problems: tuple[ElectionProblem, ...]


@frozen
class FaultyReasons:
    """In `skäl.tsv`."""

    problems: tuple[ReasonProblem, ...]


@frozen
class FaultySource:
    """A decided document or its register."""

    problems: tuple[SourceProblem, ...]


@frozen
class NoRuleFiles:
    """No rule file was found where one was looked for.

    where: what was looked through.
    """

    where: tuple[str, ...]


@identical
class FileRefused:
    """The system would not let it be read."""

    file: str
    error: OSError


@identical
class ReadAgain:
    """A file that was read for a record, and then could not be."""

    error: OSError
    making: bool


@frozen
class RecordUnread:
    """A file that should be a record, and cannot be read."""

    file: str
    unread: Unread


@frozen
class NoRecord:
    """A file that is no record that can be read."""

    file: str
    unreadable: Unreadable


@frozen
class RecordUnstable:
    """A record did not give the same when it was computed from itself."""


@frozen
class TooFar:
    """A year that is too far from those in force. low, high: the years that may be computed; None: no such bound."""

    year: int
    low: int | None
    high: int | None


@frozen
class YearUnsaid:
    """What is computed depends on the year, and none is said."""


@frozen
class UnknownSection:
    """The regulation has no such section.

    known: as they are named, all there are.
    """

    title: str
    typed: str
    known: tuple[str, ...]


@frozen
class UnknownValue:
    """The regulation has no value that is called so.

    meant: the name of the nearest there is; known: the names of all, none where the regulation has no values.
    """

    title: str
    typed: str
    meant: str | None
    known: tuple[str, ...]


@frozen
class SeveralValues:
    """More than one value is called so, and nothing says which is meant.

    choices: how each is written so that it is the only one.
    """

    typed: str
    choices: tuple[str, ...]


@frozen
class OfOtherReading:
    """A value that only a reading that is not in force defines."""

    symbol: model.Symbol
    question: str
    reading: str


@frozen
class NoRows:
    """A row is asked for of a concept that has none in the data."""

    concept: str


@frozen
class RowUnsaid:
    """The value is of rows, and nothing says of which."""

    labels: tuple[str, ...]


@frozen
class UnknownRow:
    """The concept has no row with that label.

    meant: the nearest there is; labels: all of the concept.
    """

    concept: str
    typed: str
    meant: str | None
    labels: tuple[str, ...]


@frozen
class UnknownLabel:
    """A row that neither side of a comparison has. labels: all of both."""

    typed: str
    labels: tuple[str, ...]


@identical
class Several:
    """All that is wrong with what was asked, in order."""

    refusals: tuple[Refusal, ...]


@frozen
class NotThere:
    """Neither a file or folder nor a revision."""

    text: str


@frozen
class NotInGit:
    """What git, or the door to it, says; in Swedish, with a way out."""

    text: str


@frozen
class NoAmendments:
    """Nothing to compare with. at: the day that was asked for; revision: what was opened is one already."""

    name: str
    at: date | None
    revision: bool


@frozen
class UnknownQuestion:
    """No `tolkning` is called so. near: those that nearly are."""

    question: str
    name: str
    near: tuple[str, ...]


@frozen
class UnknownReading:
    """The `tolkning` has no reading that is called so."""

    question: str
    reading: str
    known: tuple[str, ...]


@frozen
class NoSeatInput:
    """Nothing in the regulation is in the unit `mandat`."""


@frozen
class SeveralSeatInputs:
    """Several inputs could take the seats of an election, and nothing says which.

    inputs: (attribute, concept) of each.
    """

    inputs: tuple[tuple[str, str], ...]


@frozen
class OtherElection:
    """The file says that it is another kind of election than was asked for."""

    kind: Kind


@frozen
class ElectionUnsaid:
    """Neither the file nor whoever asks says which kind of election it is."""


@frozen
class FixedUnsaid:
    """How many fixed seats the constituency has."""

    constituency: str


@frozen
class SeatsUnsaid:
    """Nothing says how many seats there are to share."""


@frozen
class SeatsImpossible:
    """So many seats cannot be shared."""

    seats: int


@frozen
class FixedTooMany:
    """More fixed seats are asked for than there are seats.

    fixed: of all constituencies together, which seats they are not among.
    """

    fixed: int
    seats: int


@frozen
class UnknownLot:
    """Who is said to have won a lot is nobody in the election. known: all who are."""

    name: str
    known: tuple[str, ...]


# Of what the files are: rules, data, votes, documents and records.
OfFiles = (
    Faulty
    | FaultyElection
    | FaultyReasons
    | FaultySource
    | NoRuleFiles
    | FileRefused
    | ReadAgain
    | RecordUnread
    | NoRecord
    | RecordUnstable
    | TooFar
)
# Of what was asked about them.
OfQuestion = (
    YearUnsaid
    | UnknownSection
    | UnknownValue
    | SeveralValues
    | OfOtherReading
    | NoRows
    | RowUnsaid
    | UnknownRow
    | UnknownLabel
    | Several
    | NotThere
    | NotInGit
    | NoAmendments
    | UnknownQuestion
    | UnknownReading
    | NoSeatInput
    | SeveralSeatInputs
    | OtherElection
    | ElectionUnsaid
    | FixedUnsaid
    | SeatsUnsaid
    | SeatsImpossible
    | FixedTooMany
    | UnknownLot
)
Refusal = OfFiles | OfQuestion
