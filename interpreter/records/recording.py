"""A record of a calculation as data: rules, data, results and their hashes; as JSON; compared. See docs/records.md.

A record holds all that is needed to compute it again. Knows no words, and touches no files: what stands in them is
handed in as bytes. It is read back by `reading`.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import attrs

KIND = "regelverk akt"
FORMAT = 1

# A result, or a judgement, by field: as `beräkna --format json` has it.
Fields = Mapping[str, str | None]
RESULT = ("concept", "name", "value", "status", "exact", "shown", "unit", "section")
JUDGEMENT = ("concept", "name", "question", "answer", "by")


@attrs.frozen
class Kept:
    """A file as it was. name: of a rule file its path from the regulation's folder, with `/` and perhaps `..` first; of
    a data file its own name. sha256: as the record says, in hexadecimal."""

    name: str
    sha256: str
    content: bytes = attrs.field(repr=False)


@attrs.frozen
class Asked:
    """What was asked for. day: as 2027-01-31."""

    year: int | None
    day: str | None


@attrs.frozen(eq=False)
class Computed:
    """What came out. readings: (tolkning, läsning) followed; amendments: (day, title) of those in force."""

    regulation: str
    year: int | None
    readings: tuple[tuple[str, str], ...]
    amendments: tuple[tuple[str, str], ...]
    results: tuple[Fields, ...]
    judgements: tuple[Fields, ...]


@attrs.frozen(eq=False)
class Record:
    """A calculation with all that it was made of (docs/records.md). program: name and version of what computed it.

    folder: the path of the regulation's folder from the nearest folder that holds all rule files, "" where it is that
    opened: the name of the rule file that was opened, "" for the folder
    results_sha256, sha256: as the record says; of the results with the judgements, and of all but this hash
    """

    program: str
    asked: Asked
    folder: str
    opened: str
    rules: tuple[Kept, ...]
    data: tuple[Kept, ...]
    computed: Computed
    results_sha256: str = ""
    sha256: str = ""


# -- making and writing --------------------------------------------------------------------------


def keep(name: str, content: bytes) -> Kept:
    return Kept(name, digest(content), content)


def sealed(record: Record) -> Record:
    """The record with the hashes of what it says."""
    record = attrs.evolve(record, results_sha256=_hash_of(_outcome(record.computed)))
    return attrs.evolve(record, sha256=_hash_of(body(record)))


def as_json(record: Record) -> str:
    """Ends with a line break. The same record gives the same text."""
    return json.dumps({**body(record), "sha256": record.sha256}, ensure_ascii=False, indent=1) + "\n"


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _hash_of(value: object) -> str:
    """Of the value as JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(text.encode("utf-8", "surrogatepass"))


def body(record: Record) -> dict[str, Any]:
    """The record as JSON objects, all but its own hash."""
    computed = record.computed
    return {
        "kind": KIND,
        "format": FORMAT,
        "program": record.program,
        "regulation": computed.regulation,
        "asked": {"year": record.asked.year, "day": record.asked.day},
        "year": computed.year,
        "readings": [{"question": question, "reading": reading} for question, reading in computed.readings],
        "amendments": [{"day": day, "title": title} for day, title in computed.amendments],
        "folder": record.folder,
        "opened": record.opened,
        "rules": [_file(kept) for kept in record.rules],
        "data": [_file(kept) for kept in record.data],
        **_outcome(computed),
        "results_sha256": record.results_sha256,
    }


def _outcome(computed: Computed) -> dict[str, Any]:
    return {
        "results": [dict(one) for one in computed.results],
        "judgements": [dict(one) for one in computed.judgements],
    }


def _file(kept: Kept) -> dict[str, str]:
    """As text where it is text, so that it can be read; else in base64."""
    known = {"name": kept.name, "sha256": kept.sha256}
    try:
        return {**known, "text": kept.content.decode("utf-8")}
    except UnicodeDecodeError:
        return {**known, "base64": base64.b64encode(kept.content).decode("ascii")}


# -- comparing -----------------------------------------------------------------------------------


@attrs.frozen
class Tampered:
    """Something in the record has not the hash that the record says. what: a rule or data file by name, the results, or
    the record as a whole."""

    what: Literal["rules", "data", "results", "record"]
    name: str = ""


def tampered(record: Record) -> tuple[Tampered, ...]:
    """Everything whose hash does not match, in the order of the record. What was changed inside is told before the
    whole."""
    found = [Tampered("rules", kept.name) for kept in record.rules if digest(kept.content) != kept.sha256]
    found += [Tampered("data", kept.name) for kept in record.data if digest(kept.content) != kept.sha256]
    if _hash_of(_outcome(record.computed)) != record.results_sha256:
        found.append(Tampered("results"))
    if hash_of(record) != record.sha256:
        found.append(Tampered("record"))
    return tuple(found)


def hash_of(record: Record) -> str:
    """The hash of the record as it is, whatever hash it says that it has."""
    return _hash_of(body(record))


@attrs.frozen
class FileChange:
    """A rule or data file that is not as the record has it."""

    of: Literal["rules", "data"]
    how: Literal["changed", "added", "gone"]
    name: str


def file_changes(before: Record, now: Record) -> tuple[FileChange, ...]:
    """Rule files, then data files, each by name. Of data files with one name the first is compared with the first."""
    return (*_changes("rules", before.rules, now.rules), *_changes("data", before.data, now.data))


def _changes(of: Literal["rules", "data"], before: Sequence[Kept], now: Sequence[Kept]) -> tuple[FileChange, ...]:
    ours, theirs = (_numbered(files, lambda kept: kept.name) for files in (before, now))
    found = []
    for key in sorted({**ours, **theirs}):
        if key not in theirs:
            found.append(FileChange(of, "gone", key[0]))
        elif key not in ours:
            found.append(FileChange(of, "added", key[0]))
        elif ours[key].content != theirs[key].content:
            found.append(FileChange(of, "changed", key[0]))
    return tuple(found)


_Each = TypeVar("_Each")


def _numbered(all_of_them: Iterable[_Each], key: Callable[[_Each], Hashable]) -> dict[tuple[Any, int], _Each]:
    """By key, and how many there were with it before."""
    met: Counter[Hashable] = Counter()
    found = {}
    for one in all_of_them:
        found[key(one), met[key(one)]] = one
        met[key(one)] += 1
    return found


@attrs.frozen(eq=False)
class Difference:
    """One value that is not what it was. None: it was not there, or is not any more."""

    before: Fields | None
    after: Fields | None


@attrs.frozen(eq=False)
class Compared:
    """What two calculations have apart. told: of title, year, readings, amendments and judgements, those that
    differ; results: those that differ, in the order they were computed in; count: how many results there are in all."""

    told: tuple[Literal["regulation", "year", "readings", "amendments", "judgements"], ...]
    results: tuple[Difference, ...]
    count: int


def compared(before: Computed, after: Computed) -> Compared:
    names: tuple[Literal["regulation", "year", "readings", "amendments", "judgements"], ...] = (
        *("regulation", "year", "readings", "amendments", "judgements"),
    )
    told = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    ours, theirs = (_numbered(computed.results, _key) for computed in (before, after))
    keys = dict.fromkeys((*ours, *theirs))
    found = [Difference(ours.get(key), theirs.get(key)) for key in keys if ours.get(key) != theirs.get(key)]
    return Compared(told, tuple(found), len(keys))


def _key(result: Fields) -> tuple[str | None, ...]:
    return tuple(result[name] for name in RESULT[:3])
