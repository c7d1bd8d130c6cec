"""An explanation as lines of text: a tree to the left, results in a column to the right, their units under each other.

Each line is in tones, so that a terminal may colour it. Knows widths and guides, nothing of what is said.
"""

import textwrap
from collections.abc import Iterator
from typing import assert_never

from dsl.frozen import frozen
from workbench.page.page import Run, Text, Tree, TreeLine
from workbench.page.terminal import NO_BREAK_SPACE

_MINUS = "−"
_NARROWEST = 40


@frozen
class _Draft:
    """One line without its place for the result. guide: the tree's lines and the indentation; hang: how far in a
    broken line goes on."""

    guide: str
    name: str
    text: str
    hang: int
    aside: bool
    result: str | None


def tree_lines(told: Tree, width: int) -> Iterator[Text]:
    """Lines of at most `width` columns (a single long word may be wider)."""
    drafts = list(_drafts(told, "  ", "  "))
    results = [draft.result for draft in drafts if draft.result is not None]
    before = max((_whole_digits(result) for result in results), default=0)
    after = max((len(result) - _whole_digits(result) for result in results), default=0)
    rightmost = max(width - 2 - before - after, _NARROWEST)
    rows = [(draft, line, last) for draft in drafts for line, last in _broken(draft, rightmost - 2)]
    needed = [len(line) + 2 for draft, line, last in rows if last and draft.result is not None]
    column = min(rightmost, max(needed, default=0))
    for draft, line, last in rows:
        yield tuple(_pieces(draft, line, last, column, before))


def _pieces(draft: _Draft, line: str, last: bool, column: int, before: int) -> Iterator[Run]:
    guide, rest = line[: len(draft.guide)], line[len(draft.guide) :]
    yield Run(guide, "quiet")
    if draft.name and rest.startswith(draft.name):
        yield Run(draft.name, "name")
        rest = rest[len(draft.name) :]
    yield Run(rest, "quiet" if draft.aside else "plain")
    if last and draft.result is not None:
        whole = _whole_digits(draft.result)
        # Words stand to the left, whole numbers to the right.
        pad = " " * (before - whole if whole else 0)
        yield Run(f"{' ' * max(1, column - len(line))}= {pad}{draft.result}", strong=True)


def _broken(draft: _Draft, room: int) -> Iterator[tuple[str, bool]]:
    """The draft in lines that leave room for the result; the second of each pair: whether it is the last."""
    further = " " * max(0, draft.hang - len(draft.guide))
    lines = textwrap.wrap(
        draft.name + draft.text,
        max(room - len(draft.guide), _NARROWEST // 2),
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [""]
    for index, line in enumerate(lines):
        guide = draft.guide if index == 0 else _continued(draft.guide)
        yield guide + line, index == len(lines) - 1


def _continued(guide: str) -> str:
    return guide.replace("├", "│").replace("└", " ")


def _whole_digits(result: str) -> int:
    """How much of a number stands before its decimal comma or its unit, so that results stand under each other."""
    length = 0
    while length < len(result) and (result[length].isdigit() or result[length] in f"{_MINUS}{NO_BREAK_SPACE}"):
        length += 1
    return len(result[:length].rstrip(NO_BREAK_SPACE))


def _drafts(told: Tree, first: str, rest: str) -> Iterator[_Draft]:
    """first: the guide of the value's first line; rest: of all below it."""
    lines = list(told.lines)
    if told.section is not None:
        lines.append(TreeLine("aside", told.section))
    for index, line in enumerate(lines):
        yield _draft(told, line, first if index == 0 else rest, index == 0)
    for index, part in enumerate(told.parts):
        last = index == len(told.parts) - 1
        yield from _drafts(part, rest + ("└ " if last else "├ "), rest + ("  " if last else "│ "))


def _draft(told: Tree, line: TreeLine, guide: str, opens: bool) -> _Draft:
    name = told.name
    match line.kind:
        case "name":
            return _Draft(guide, name, "", len(guide) + 2, False, line.result)
        case "sentence":
            return _Draft(guide, name, f": {line.text}", len(guide) + 4, False, line.result)
        case "formula" if opens:
            return _Draft(guide, name, f" = {line.text}", len(guide) + len(name) + 3, False, line.result)
        case "formula":
            indent = guide + " " * (len(name) + 1)
            return _Draft(indent, "", f"= {line.text}", len(indent) + 2, False, line.result)
        case "aside":
            return _Draft(f"{guide}  ", "", line.text, len(guide) + 4, True, line.result)
        case _:
            assert_never(line.kind)
