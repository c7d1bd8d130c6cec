"""What differs between the rules of two versions, in Swedish: for a terminal and for programs.

Marks say what is removed, added and replaced; colours only say it again. Knows the changes as data (`dsl.comparing`),
nothing of how they were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from dsl.comparing.data import TESTS, Change, Kind, LineChange, Place, StatementChange, Word
from dsl.comparing.words import words
from workbench.page.look import Look
from workbench.page.terminal import Colour, coloured, hold_together, visible, wrap
from workbench.values.words import count, listed
from workbench.versions.change_words import change_name, place_name, place_of, what_happened

# Of one change no more lines than this are told in a terminal.
MOST_LINES = 24
_INDENT = "    "
REMOVED, ADDED, REPLACED = "−", "+", "~"
_KEY = f"{REMOVED} före   {ADDED} efter   {REPLACED} före → efter"


def as_text(changes: Sequence[Change], look: Look, *, every: bool = False) -> str:
    """Ends with a line break; empty where nothing differs. every: with the whole text of what tests the rules."""
    if not changes:
        return ""
    rules, tests = apart(changes)
    parts = [summary(changes, look), *_listed(rules, look)]
    if tests:
        title = coloured("Det som prövar reglerna", ("bold",), look.colour)
        parts += [[title], *_listed(tests, look)] if every else [[title, *_titles(tests, look)]]
    whole = changes if every else rules
    if any(line.before != line.after for change in whole for one in change.statements for line in _told(one, change)):
        parts.append([coloured(_KEY, ("dim",), look.colour)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _listed(changes: Sequence[Change], look: Look) -> Iterator[list[str]]:
    """A part for each change; those that one line tells stand together."""
    for short, several in groupby(((list(_lines(one, look)), one) for one in changes), lambda part: not part[0]):
        parts = [[*_head(one, look), *lines] for lines, one in several]
        yield from [[line for part in parts for line in part]] if short else parts


def _titles(tests: Sequence[Change], look: Look) -> Iterator[str]:
    """What each is called and whether it is new, gone or written anew, one a line."""
    for what, title in titled(tests):
        rows = wrap(hold_together(visible(f"{title}: {what}")), max(look.columns - 2 * len(_INDENT), 30))
        yield from (f"{'  ' if at == 0 else _INDENT}{row}" for at, row in enumerate(rows))
    if any(change.statements for change in tests):
        yield from wrap("Hela texten visas med --alla.", look.columns)


def titled(tests: Sequence[Change]) -> Iterator[tuple[str, str]]:
    for change in tests:
        yield "ny lydelse" if change.kind == "changed" else what_happened(change), change_name(change)


def apart(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Changes of rules, and of what tests them."""
    apart: tuple[list[Change], list[Change]] = ([], [])
    for change in changes:
        apart[place_of(change).what in TESTS].append(change)
    return apart


def summary(changes: Sequence[Change], look: Look) -> list[str]:
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
    return wrap(told, look.columns)


def _one_or(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


# -- for a terminal ------------------------------------------------------------------------------


def _head(change: Change, look: Look) -> Iterator[str]:
    """What it is called and what has happened; what does not fit goes on below, further in."""
    name = hold_together(visible(change_name(change)))
    rows = wrap(f"{name}: {visible(what_happened(change))}", max(look.columns - len(_INDENT), 30))
    left = len(name)
    for number, row in enumerate(rows):
        bold = coloured(row[:left], ("bold",), look.colour) if left > 0 else ""
        yield f"{_INDENT if number else ''}{bold}{row[max(left, 0) :]}"
        left -= len(row) + 1


def _lines(change: Change, look: Look) -> Iterator[str]:
    """What the change says, without a last line break each."""
    lines = [(statement, line) for statement in change.statements for line in shown(statement, change)]
    # An attribute told by itself stands no deeper than anything else.
    outermost = min((line.level for _, line in lines if line is not None), default=0)
    for statement, line in lines[:MOST_LINES]:
        if line is None:
            yield from moved_lines(statement, look)
        else:
            yield from _line(line, _INDENT * (line.level - outermost + 1), look)
    if len(lines) > MOST_LINES:
        left = len(lines) - MOST_LINES
        yield f"{_INDENT}… och {count(left)} {_one_or(left, 'rad', 'rader')} till"


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


def moved_lines(statement: StatementChange, look: Look) -> Iterator[str]:
    line = statement.lines[0]
    assert statement.place is not None
    where = place_name(statement.place)
    said = f"flyttat till {where}: {line.before}" if line.after is None else f"flyttat hit från {where}: {line.after}"
    yield from _wrapped(" ", said, _INDENT, look)


def _line(line: LineChange, indent: str, look: Look) -> Iterator[str]:
    if line.before == line.after:
        yield from _wrapped(" ", line.after or "", indent, look)
        return
    both = replaced(line)
    if both is not None:
        yield from _wrapped(REPLACED, both, indent, look)
        return
    if line.before is not None:
        yield from _wrapped(REMOVED, line.before, indent, look, _only(line.words, "removed"))
    if line.after is not None:
        yield from _wrapped(ADDED, line.after, indent, look, _only(line.words, "added"))


def replaced(line: LineChange) -> str | None:
    """The line with `25 % → 30 %` in it, where that is all that differs."""
    marks = [word.mark for word in line.words]
    if marks.count("removed") != 1 or marks.count("added") != 1:
        return None
    at = marks.index("removed")
    if marks[at + 1 : at + 2] != ["added"]:
        return None
    before, after = line.words[at].text, line.words[at + 1].text
    # Of several words it would not be seen where those that are replaced begin.
    if len(words(before)) > 1 or len(words(after)) > 1:
        return None
    first = "".join(word.text for word in line.words[:at])
    return f"{first}{before} → {after.strip()}{''.join(word.text for word in line.words[at + 2 :])}"


def _only(told: Sequence[Word], mark: str) -> frozenset[int]:
    """Which letters of one of the two lines are only in it."""
    letters = [(word.mark == mark) for word in told if word.mark in ("same", mark) for _ in word.text]
    return frozenset(at for at, only in enumerate(letters) if only)


def _wrapped(mark: str, text: str, indent: str, look: Look, only: frozenset[int] = frozenset()) -> Iterator[str]:
    """The line and those that it goes on in. only: letters that are coloured in those of a mark with a colour."""
    tones: dict[str, tuple[Colour, ...]] = {REMOVED: ("red",), ADDED: ("green",), REPLACED: ("yellow",)}
    tone = tones.get(mark, ())
    at = 0
    for number, row in enumerate(wrap(text, max(look.columns - len(indent) - len(_INDENT), 30))):
        begun = f"{indent[2:]}{coloured(mark, tone, look.colour)} " if number == 0 else indent + _INDENT
        stretches = groupby(range(at, at + len(row)), key=lambda place: place in only)
        told = (
            coloured(visible("".join(text[place] for place in places)), (*tone, "bold"), look.colour and bold)
            for bold, places in stretches
        )
        yield (begun + "".join(told)).rstrip()
        at += len(row) + 1


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
