"""What differs between the rules of two versions, in Swedish: for people and for programs.

Knows the changes as data (`dsl.comparing`), nothing of how they were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal

from dsl.comparing.data import TESTS, Change, Kind, LineChange, Place, StatementChange
from dsl.comparing.words import words
from workbench.page.page import (
    Block,
    Heading,
    Item,
    Items,
    Part,
    Quote,
    QuoteLine,
    Sentence,
    Word,
    plain,
    quiet,
    strong,
)
from workbench.values.words import count, listed
from workbench.versions.change_words import change_name, place_name, place_of, what_happened

# Of one change no more lines than this are told in short.
MOST_LINES = 24
_KEY = "− före   + efter   ~ före → efter"


def change_parts(changes: Sequence[Change], *, every: bool = False, whole: bool = False) -> Iterator[Part]:
    """Nothing where nothing differs. every: with the whole text of what tests the rules; whole: with every line."""
    if not changes:
        return
    rules, tests = apart(changes)
    yield (Sentence(plain(summary(changes)), held=False),)
    yield from _listed(rules, 3, whole=whole)
    if tests:
        title = Heading(3, strong("Det som prövar reglerna"))
        if every:
            yield (title,)
            yield from _listed(tests, 4, whole=whole)
        else:
            yield title, *_titles(tests)
    told = changes if every else rules
    if any(line.before != line.after for change in told for one in change.statements for line in _told(one, change)):
        yield (Sentence(quiet(_KEY), held=False),)


def _listed(changes: Sequence[Change], level: int, *, whole: bool) -> Iterator[Part]:
    """A part for each change; those that one line tells stand together."""
    both = ((tuple(_lines(one, whole=whole)), one) for one in changes)
    for short, several in groupby(both, lambda part: not part[0]):
        told = [(_head(one, level), *lines) for lines, one in several]
        yield from [tuple(block for part in told for block in part)] if short else told


def _titles(tests: Sequence[Change]) -> Iterator[Block]:
    """What each is called and whether it is new, gone or written anew, one a line."""
    yield Items(tuple(Item(plain(f"{title}: {what}"), depth=1, hang=1) for what, title in titled(tests)), margin=2)
    if any(change.statements for change in tests):
        yield Sentence(plain("Hela texten visas med --alla."))


def titled(tests: Sequence[Change]) -> Iterator[tuple[str, str]]:
    for change in tests:
        yield "ny lydelse" if change.kind == "changed" else what_happened(change), change_name(change)


def apart(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Changes of rules, and of what tests them."""
    apart: tuple[list[Change], list[Change]] = ([], [])
    for change in changes:
        apart[place_of(change).what in TESTS].append(change)
    return apart


def summary(changes: Sequence[Change]) -> str:
    """How many there are of what: `I reglerna är 3 delar ändrade, 1 ny och 2 omskrivna med samma innebörd.`"""
    rules, tests = apart(changes)
    kinds = [change.kind for change in rules]
    said: tuple[tuple[Kind, str, str], ...] = (
        ("changed", "ändrad", "ändrade"),
        ("added", "ny", "nya"),
        ("removed", "borttagen", "borttagna"),
        ("moved", "flyttad", "flyttade"),
        ("reworded", "omskriven med samma innebörd", "omskrivna med samma innebörd"),
    )
    parts: list[str] = []
    for kind, one, many in said:
        number = kinds.count(kind)
        if number:
            part = "" if parts else f"{_one_or(number, 'del', 'delar')} "
            parts.append(f"{count(number)} {part}{_one_or(number, one, many)}")
    told = f"I reglerna är {listed(parts)}." if parts else "Inget är ändrat i reglerna."
    if tests:
        what = _one_or(len(tests), "exempel eller kontroll är ändrad", "exempel och kontroller är ändrade")
        told += f" {count(len(tests))} {what}."
    return told


def _one_or(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


# -- for people ----------------------------------------------------------------------------------


def _head(change: Change, level: int) -> Heading:
    """What it is called and what has happened; what does not fit goes on below, further in."""
    return Heading(level, (*strong(change_name(change)), *plain(f": {what_happened(change)}")), hang=2)


def _lines(change: Change, *, whole: bool) -> Iterator[Block]:
    """What the change says, line by line."""
    lines = [(statement, line) for statement in change.statements for line in shown(statement, change)]
    # An attribute told by itself stands no deeper than anything else.
    outermost = min((line.level for _, line in lines if line is not None), default=0)
    told = lines if whole else lines[:MOST_LINES]
    quoted = tuple(
        one
        for statement, line in told
        for one in ((_moved(statement),) if line is None else _quoted(line, line.level - outermost))
    )
    if quoted:
        yield Quote(quoted, depth=2)
    left = len(lines) - len(told)
    if left:
        yield Sentence(plain(f"… och {count(left)} {_one_or(left, 'rad', 'rader')} till"), depth=2)


def shown(statement: StatementChange, change: Change) -> Iterator[LineChange | None]:
    """The lines to show; None for a statement that only stands elsewhere."""
    if statement.place is not None and statement.kind == "moved":
        yield None
        return
    # The heading line of what is new or gone is told already.
    yield from statement.lines[1:] if _is_head(statement, change) else statement.lines


def _told(statement: StatementChange, change: Change) -> Iterator[LineChange]:
    return (line for line in shown(statement, change) if line is not None)


def _is_head(statement: StatementChange, change: Change) -> bool:
    alone = change.kind in ("added", "removed")
    return alone and statement is change.statements[0] and place_of(change).what == "section"


def _moved(statement: StatementChange) -> QuoteLine:
    line = statement.lines[0]
    assert statement.place is not None
    where = place_name(statement.place)
    said = f"flyttat till {where}: {line.before}" if line.after is None else f"flyttat hit från {where}: {line.after}"
    return QuoteLine((Word(said),))


def _quoted(line: LineChange, level: int) -> Iterator[QuoteLine]:
    if line.before == line.after:
        yield QuoteLine((Word(line.after or ""),), level=level)
    elif _replaces(line):
        yield QuoteLine(tuple(Word(word.text, word.mark) for word in line.words), "replaced", level)
    else:
        if line.before is not None:
            yield QuoteLine(_side(line.before, line, "removed"), "removed", level)
        if line.after is not None:
            yield QuoteLine(_side(line.after, line, "added"), "added", level)


def _side(text: str, line: LineChange, mark: Literal["removed", "added"]) -> tuple[Word, ...]:
    """One of the two lines; what is only in it is marked."""
    words = tuple(Word(word.text, word.mark) for word in line.words if word.mark in ("same", mark))
    return words or (Word(text, mark),)


def _replaces(line: LineChange) -> bool:
    """Whether all that differs is one word that stands in the place of another: `25 % → 30 %`."""
    marks = [word.mark for word in line.words]
    if marks.count("removed") != 1 or marks.count("added") != 1:
        return False
    at = marks.index("removed")
    if marks[at + 1 : at + 2] != ["added"]:
        return False
    # Of several words it would not be seen where those that are replaced begin.
    return all(len(words(one.text)) <= 1 for one in line.words[at : at + 2])


# -- for programs --------------------------------------------------------------------------------


def records(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """One for each change, as JSON has it."""
    return [
        {
            "kind": change.kind,
            "what": place_of(change).what,
            "test": place_of(change).what in TESTS,
            "name": change_name(change),
            "said": what_happened(change),
            "before": _place_record(change.before),
            "after": _place_record(change.after),
            "computes": change.computes,
            "in_force": None if in_force is None else {"before": in_force[0], "after": in_force[1]},
            "renamed": [
                {"concept": one.after.concept, "before": one.before.name, "after": one.after.name}
                for one in change.renamed
            ],
            "statements": [_statement_record(one) for one in change.statements],
        }
        for change in changes
        for in_force in (change.in_force,)
    ]


def _place_record(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"name": place.name, "title": place.title, "path": list(place.path)}


def _statement_record(statement: StatementChange) -> dict[str, Any]:
    return {
        "kind": statement.kind,
        "only": statement.only,
        "elsewhere": None if statement.place is None else place_name(statement.place),
        "lines": [
            {"before": line.before, "after": line.after, "level": line.level, "row": line.row}
            for line in statement.lines
        ],
    }
