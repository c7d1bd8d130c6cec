"""A record read back from bytes, whatever they are: nothing is raised, and what is wrong is told as data.

record = read_record(content)
"""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Literal, TypeVar

import attrs

from interpreter.data.json_objects import noting
from interpreter.records.recording import FORMAT, JUDGEMENT, KIND, RESULT, Asked, Computed, Fields, Kept, Record, body

# More than any record that `beräkna` writes of files within their own bounds.
MOST_BYTES = 400_000_000
_MOST_FILES = 1000
_LONGEST_NAME = 255
_DEEPEST_NAME = 50


@attrs.frozen
class Unreadable:
    """Why it is no record. where: of `shape`, the first place that is not as it should be (`data[1].sha256`); of
    `format`, the number of the format; of `twice`, the name that an object has twice."""

    why: Literal["large", "json", "twice", "kind", "format", "shape"]
    where: str = ""


def read_record(content: bytes) -> Record | Unreadable:
    """What a file says, whatever it is. Hashes are not looked into: see `tampered`."""
    if len(content) > MOST_BYTES:
        return Unreadable("large")
    twice: list[str] = []
    try:
        whole = json.loads(content.decode("utf-8-sig"), object_pairs_hook=noting(twice))
    except (ValueError, RecursionError):
        return Unreadable("json")
    if twice:
        return Unreadable("twice", twice[0][:_LONGEST_NAME])
    if not isinstance(whole, dict) or whole.get("kind") != KIND:
        return Unreadable("kind")
    version = whole.get("format")
    if type(version) is not int or version != FORMAT:
        return Unreadable("format", str(version) if type(version) is int else "")
    reader = _Reader([])
    record = reader.record(whole)
    return Unreadable("shape", reader.wrong[0]) if reader.wrong else record


_KEYS = (*body(Record("", Asked(None, None), "", "", (), (), Computed("", None, (), (), (), ()))), "sha256")
_Read = TypeVar("_Read")


def _is_path(parts: Sequence[str]) -> bool:
    """Whether a file can be called so below a folder, on any system, and stays below it."""
    return 0 < len(parts) <= _DEEPEST_NAME and all(
        part not in ("", ".", "..") and len(part) <= _LONGEST_NAME and not set(part) & set("\\:/\0") for part in parts
    )


@attrs.frozen
class _Reader:
    """wrong: the places that are not as they should be; what is read there is of no use."""

    wrong: list[str]

    def record(self, whole: dict[str, Any]) -> Record:
        self.keys("", whole, _KEYS)
        asked = self.members("asked", whole.get("asked"), ("year", "day"))
        folder = self.text("folder", whole.get("folder"))
        if folder and not _is_path(folder.split("/")):
            self.wrong.append("folder")
        rules = self.files("rules", whole.get("rules"))
        data = self.files("data", whole.get("data"))
        opened = self.text("opened", whole.get("opened"))
        if opened not in ("", *(kept.name for kept in rules)):
            self.wrong.append("opened")
        for at, kept in enumerate(rules):
            parts = kept.name.split("/")
            up = next((index for index, part in enumerate(parts) if part != ".."), len(parts))
            if up > len(folder.split("/") if folder else ()) or not _is_path(parts[up:]):
                self.wrong.append(f"rules[{at}].name")
        for at, kept in enumerate(data):
            if not _is_path([kept.name]):
                self.wrong.append(f"data[{at}].name")
        if len({kept.name for kept in rules}) < len(rules):
            self.wrong.append("rules")
        computed = Computed(
            regulation=self.text("regulation", whole.get("regulation")),
            year=self.year("year", whole.get("year")),
            readings=self.pairs("readings", whole.get("readings"), ("question", "reading")),
            amendments=self.pairs("amendments", whole.get("amendments"), ("day", "title")),
            results=self.rows("results", whole.get("results"), RESULT),
            judgements=self.rows("judgements", whole.get("judgements"), JUDGEMENT),
        )
        when = Asked(self.year("asked.year", asked.get("year")), self.day("asked.day", asked.get("day")))
        if when.year is not None and when.day is not None and int(when.day[:4]) != when.year:
            self.wrong.append("asked.day")
        return Record(
            program=self.text("program", whole.get("program")),
            asked=when,
            folder=folder,
            opened=opened,
            rules=rules,
            data=data,
            computed=computed,
            results_sha256=self.text("results_sha256", whole.get("results_sha256")),
            sha256=self.text("sha256", whole.get("sha256")),
        )

    def keys(self, where: str, value: dict[str, Any], wanted: Iterable[str]) -> None:
        for key in sorted(set(wanted) ^ set(value)):
            self.wrong.append(f"{where}.{key[:_LONGEST_NAME]}" if where else key[:_LONGEST_NAME])

    def members(self, where: str, value: Any, wanted: Iterable[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.wrong.append(where)
            return {}
        self.keys(where, value, wanted)
        return value

    def listed(self, where: str, value: Any, read: Callable[[str, Any], _Read]) -> tuple[_Read, ...]:
        if not isinstance(value, list):
            self.wrong.append(where)
            return ()
        return tuple(read(f"{where}[{at}]", one) for at, one in enumerate(value))

    def text(self, where: str, value: Any) -> str:
        if not isinstance(value, str):
            self.wrong.append(where)
            return ""
        return value

    def text_or_none(self, where: str, value: Any) -> str | None:
        return None if value is None else self.text(where, value)

    def year(self, where: str, value: Any) -> int | None:
        if value is not None and (type(value) is not int or not 1 <= value <= 9999):
            self.wrong.append(where)
            return None
        return value

    def day(self, where: str, value: Any) -> str | None:
        if value is not None:
            try:
                return date.fromisoformat(self.text(where, value)).isoformat()
            except ValueError:
                self.wrong.append(where)
        return None

    def files(self, where: str, value: Any) -> tuple[Kept, ...]:
        if isinstance(value, list) and len(value) > _MOST_FILES:
            self.wrong.append(where)
            return ()
        return self.listed(where, value, self.file)

    def file(self, where: str, value: Any) -> Kept:
        form = "base64" if isinstance(value, dict) and "base64" in value else "text"
        found = self.members(where, value, ("name", "sha256", form))
        written = self.text(f"{where}.{form}", found.get(form))
        try:
            content = written.encode("utf-8") if form == "text" else base64.b64decode(written, validate=True)
        except ValueError:
            self.wrong.append(f"{where}.{form}")
            content = b""
        name, sha256 = (self.text(f"{where}.{key}", found.get(key)) for key in ("name", "sha256"))
        return Kept(name, sha256, content)

    def pairs(self, where: str, value: Any, names: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        def pair(place: str, one: Any) -> tuple[str, str]:
            found = self.members(place, one, names)
            first, second = (self.text(f"{place}.{name}", found.get(name)) for name in names)
            return first, second

        return self.listed(where, value, pair)

    def rows(self, where: str, value: Any, names: tuple[str, ...]) -> tuple[Fields, ...]:
        def row(place: str, one: Any) -> Fields:
            found = self.members(place, one, names)
            return {name: self.text_or_none(f"{place}.{name}", found.get(name)) for name in names}

        return self.listed(where, value, row)
