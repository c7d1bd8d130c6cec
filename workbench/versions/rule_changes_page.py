"""What differs between the rules of two versions, as parts of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from dsl.comparing.data import Change, LineChange, StatementChange, Word
from workbench.page.html_parts import escaped, heading, items, paragraph
from workbench.page.look import Look
from workbench.versions.change_words import change_name, what_happened
from workbench.versions.rule_changes import (
    ADDED,
    REMOVED,
    REPLACED,
    apart,
    moved_lines,
    replaced,
    shown,
    summary,
    titled,
)

STYLE = """
.change { margin: .25rem 0 1rem; padding: 0; list-style: none; }
.change li { padding: .1rem .5rem; overflow-wrap: anywhere; }
.change .mark { display: inline-block; width: 1.2em; font-weight: bold; }
.change del { color: var(--bad); background: var(--bad-page); text-decoration: line-through; }
.change ins { color: var(--good); background: var(--good-page); text-decoration: underline; }
"""


def as_html_parts(changes: Sequence[Change], level: int = 3, *, every: bool = True) -> Iterator[str]:
    """Parts of a `workbench.page.html.page` with `STYLE`. level: of the headings; every: as in `as_text`."""
    rules, tests = apart(changes)
    if changes:
        yield paragraph(" ".join(summary(changes, Look(10_000))))
    for group, title in ((rules, None), (tests, "Det som prövar reglerna")):
        if group and title is not None:
            yield heading(level, title)
        if group is tests and not every:
            titles = [f"{escaped(name)}: {escaped(what)}" for what, name in titled(tests)]
            if titles:
                yield items(titles, "change")
            continue
        for change in group:
            yield heading(level + (title is not None), f"{change_name(change)}: {what_happened(change)}")
            lines = [text for one in change.statements for line in shown(one, change) for text in _html(one, line)]
            if lines:
                yield items(lines, "change")


def _html(statement: StatementChange, line: LineChange | None) -> Iterator[str]:
    if line is None:
        yield from (_item(" ", 0, escaped(text.strip())) for text in moved_lines(statement, Look(10_000)))
        return
    if line.before == line.after:
        yield _item(" ", line.level, escaped(line.after or ""))
        return
    if replaced(line) is not None:
        yield _item(REPLACED, line.level, "".join(map(_marked, line.words)))
        return
    if line.before is not None:
        yield _item(REMOVED, line.level, _html_side(line.before, line.words, "removed"))
    if line.after is not None:
        yield _item(ADDED, line.level, _html_side(line.after, line.words, "added"))


def _html_side(text: str, told: Sequence[Word], mark: str) -> str:
    whole = told or (Word("removed" if mark == "removed" else "added", text),)
    return "".join(_marked(word) for word in whole if word.mark in ("same", mark))


def _marked(word: Word) -> str:
    text = escaped(word.text)
    match word.mark:
        case "removed":
            return f"<del>{text}</del>"
        case "added":
            return f"<ins>{text}</ins>"
        case "same":
            return text
        case _:
            assert_never(word.mark)


def _item(mark: str, level: int, inner: str) -> str:
    return f'<span class="mark" style="margin-left:{level * 1.5}em">{mark}</span>{inner}'
