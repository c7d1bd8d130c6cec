"""What can be wrong with a file of votes or of scenarios: RV73x. Data, no words.

file: as it was named. Rows count from 1 as a spreadsheet numbers them, 0 for the whole file. where: the constituency,
or None for the whole area.
"""

from typing import ClassVar, Literal

import attrs


@attrs.frozen
class ElectionUnreadable:
    """The file cannot be read as an election.

    missing, folder, refused, special (a device, a pipe): as the system says; format: a name that ends in something else
    (`read`); bytes: not text; empty; csv: quotation marks that do not match; json, xml: not JSON or XML, `read` is the
    line; deep: too many levels; archive: a damaged zip, or one without a single file of seats (`read`: how many);
    large: too many bytes
    """

    code: ClassVar[str] = "RV731"
    file: str
    why: Literal[
        "missing",
        "folder",
        "refused",
        "special",
        "format",
        "bytes",
        "empty",
        "csv",
        "json",
        "xml",
        "deep",
        "archive",
        "large",
    ]
    read: str = ""
    row: int = 0


@attrs.frozen
class ElectionShape:
    """The file is something else than votes of one election. read: what stood there.

    nothing: JSON or XML without votes; presentation: what the authority's web pages are made of; kind: another
    election; part: the votes of one municipality in an election of a larger area; several: those of several areas
    (`read`: how many); column: a heading that lacks (`read`); heading: one that means nothing here; twice: one that
    stands twice; cells: more cells than headings; key: a name twice in one JSON object
    """

    code: ClassVar[str] = "RV732"
    file: str
    why: Literal["nothing", "presentation", "kind", "part", "several", "column", "heading", "twice", "cells", "key"]
    read: str
    row: int = 0


@attrs.frozen
class VotesUnreadable:
    """A number that is none. whose: the party, or what else it is of (`antalRoster`); read: what stood there."""

    code: ClassVar[str] = "RV733"
    file: str
    row: int
    where: str | None
    whose: str
    why: Literal["missing", "negative", "not whole", "words", "long"]
    read: str


@attrs.frozen
class PartyTwice:
    """A party stands twice in one constituency. also: another name of the same party, and its row, where it does not
    stand under one name."""

    code: ClassVar[str] = "RV734"
    file: str
    row: int
    where: str | None
    party: str
    also: tuple[str, int] | None = None


@attrs.frozen
class TotalsDiffer:
    """What the file says that there are in all, and what its parts add up to. of: votes of this party, or all votes
    (`avgivna röster`), None for valid votes. A file of several constituencies is counted by them, so that the area's
    own figure is only told of."""

    code: ClassVar[str] = "RV735"
    file: str
    where: str | None
    of: str | None
    told: int
    summed: int
    severity: Literal["fel", "varning"] = "fel"
    row: int = 0


@attrs.frozen
class PartyLacking:
    """A party of one constituency that is not in another: it is not known whether it got no votes there."""

    code: ClassVar[str] = "RV736"
    file: str
    where: str
    party: str
    row: int = 0


@attrs.frozen
class FixedUnclear:
    """Two numbers of fixed seats for one constituency."""

    code: ClassVar[str] = "RV737"
    file: str
    row: int
    where: str
    read: str
    first: str


@attrs.frozen
class DistrictUnplaced:
    """A district that does not say its constituency, in a municipality that has districts in several, or in none."""

    code: ClassVar[str] = "RV610"
    file: str
    where: str
    constituencies: int
    row: int = 0


@attrs.frozen
class NotCounted:
    """No votes are told, or none have been counted."""

    code: ClassVar[str] = "RV738"
    file: str
    where: str | None
    row: int = 0


@attrs.frozen
class ElectionTooLarge:
    """There are more parties, constituencies or scenarios than `most`, and no more are read."""

    code: ClassVar[str] = "RV739"
    file: str
    what: Literal["parties", "constituencies", "scenarios"]
    most: int
    row: int = 0


ScenarioFault = Literal["unknown", "lacking", "twice", "number", "mixed", "sum", "below", "divided", "where", "name"]


@attrs.frozen
class ScenarioUnclear:
    """What a scenario says of a party (None: of all). read: what stood there.

    unknown: no such party in the election; lacking: nothing is said of it; twice: it stands twice; number: neither
    votes nor a signed change; mixed: votes and changes in one column; sum: changes that do not cancel out, although
    that of the others is told; below: it would get fewer votes than none; divided: votes of a whole area that has
    constituencies; where: no such constituency; name: there is a scenario of that name
    """

    code: ClassVar[str] = "RV740"
    file: str
    row: int
    scenario: str
    party: str | None
    why: ScenarioFault
    read: str = ""


ElectionProblem = (
    ElectionUnreadable
    | ElectionShape
    | VotesUnreadable
    | PartyTwice
    | TotalsDiffer
    | PartyLacking
    | FixedUnclear
    | NotCounted
    | DistrictUnplaced
    | ElectionTooLarge
    | ScenarioUnclear
)


def stops(problem: ElectionProblem) -> bool:
    """Whether the file cannot be used; else it is only told of."""
    return not (isinstance(problem, TotalsDiffer) and problem.severity == "varning")
