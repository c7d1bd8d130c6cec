"""Which statement of the old text is which of the new, and which of their lines and words differ."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import attrs

from dsl import nodes
from dsl.comparing.aligning import out_of_order, together
from dsl.comparing.data import LineChange
from dsl.comparing.parts import Said
from dsl.comparing.words import Quotes, difference, likeness, quoted_lines, words
from dsl.frozen import identical

# More pairs than this are not looked at one by one: then only what is alike is paired.
MOST_PAIRS = 10_000
# How alike, in thousandths, two statements or lines are that are taken for one.
_ALIKE = 500

Thing = TypeVar("Thing")


@identical
class Pair:
    """A statement on both sides, or on one. displaced: it stands elsewhere among the others."""

    old: Said | None
    new: Said | None
    displaced: bool = False


def pairs(old: Sequence[Said], new: Sequence[Said]) -> tuple[Pair, ...]:
    """In the order of the new text; what is only in the old right after what stood before it."""
    found = paired(old, new, (_lines, subject), _counted)
    there = [found[at] for at in sorted(found)]
    moved = out_of_order(there)
    return tuple(
        Pair(None if at is None else old[at], None if to is None else new[to], at is not None and to in moved)
        for at, to in together(len(old), len(new), found)
    )


def paired(
    old: Sequence[Thing],
    new: Sequence[Thing],
    keys: Sequence[Callable[[Thing], Hashable]],
    counted: Callable[[Thing], Counter[str]],
) -> dict[int, int]:
    """Positions in the old -> in the new: first those with the same key, in order, by each kind of key; then those most
    alike. A key of None is no key."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for to in range(len(new) - 1, -1, -1):
            if to not in taken:
                waiting.setdefault(key(new[to]), []).append(to)
        for at in range(len(old)):
            same = None if at in found else key(old[at])
            if same is not None and waiting.get(same):
                found[at] = waiting[same].pop()
                taken.add(found[at])
    ours = [at for at in range(len(old)) if at not in found]
    theirs = [to for to in range(len(new)) if to not in taken]
    if len(ours) * len(theirs) <= MOST_PAIRS:
        left, right = {at: counted(old[at]) for at in ours}, {to: counted(new[to]) for to in theirs}
        scored = [(-likeness(left[at], right[to]), at, to) for at in ours for to in theirs]
        for score, at, to in sorted(scored):
            if -score >= _ALIKE and at not in found and to not in taken:
                found[at] = to
                taken.add(to)
    return found


def _lines(said: Said) -> Hashable:
    return said.lines


def _counted(said: Said) -> Counter[str]:
    """Its words, and what kind of statement it is: one kind never becomes another."""
    kind = type(said.node).__name__
    return Counter(f"{kind} {word.strip()}" for _, text in said.lines for word in words(text))


def subject(said: Said) -> Hashable:
    """What a statement is about; None where only its words tell."""
    node = said.node
    match node:
        case nodes.Definition():
            return "is", node.subject.name
        case nodes.Grant():
            return "grant", node.bearer.text, node.subject.name
        case nodes.TableDefinition():
            return "is", node.subjects[0].name
        case nodes.Sharing():
            return "is", node.result.name
        case nodes.ExceptionRule():
            return "unless", node.section, node.subject.name
        case nodes.Norm(contents=(content, *_)):
            return "norm", node.bearer.text, content.text
        case nodes.DecidedBy():
            return "decided", node.subject.name
        case nodes.Scope():
            return "scope", node.name.text
        case nodes.Meaning():
            return "means", node.term
        case nodes.Assumption():
            return "supposed", node.text
        case _:
            return None


# -- lines ---------------------------------------------------------------------------------------


@attrs.define(eq=False)
class _Line:
    """text: canonical; written: as the text has it. first: of its statement; the first lines of two statements that are
    the same belong together."""

    level: int
    text: str
    written: str
    row: bool
    first: bool


def line_changes(
    old: Said | None, new: Said | None, quotes: tuple[Quotes, Quotes] = ({}, {}), *, ordered: bool = False
) -> tuple[LineChange, ...]:
    """The lines that differ, with those above that they belong to; none where all are the same.

    quotes: how each side is written

    ordered: a line that stands elsewhere among the others counts as removed there and added here, and all are told
    """
    before, after = _spread(old, quotes[0]), _spread(new, quotes[1])
    found = paired(before, after, (_same, _condition), _words)
    if ordered:
        moved = out_of_order([found[at] for at in sorted(found)])
        found = {at: to for at, to in found.items() if to not in moved}
    merged = together(len(before), len(after), found)
    both = [(None if at is None else before[at], None if to is None else after[to]) for at, to in merged]
    changes = [_change(*lines) for lines in both]
    wanted: set[int] = set()
    for place, (one, other) in enumerate(both):
        if ordered or one is None or other is None or one.text != other.text:
            _with_context(changes, place, wanted)
    return tuple(change for place, change in enumerate(changes) if place in wanted)


def _spread(said: Said | None, quotes: Quotes) -> list[_Line]:
    if said is None:
        return []
    first, last = said.rows
    written = quoted_lines(said, quotes)
    return [_Line(level, text, written[at], first <= at < last, at == 0) for at, (level, text) in enumerate(said.lines)]


def _same(line: _Line) -> Hashable:
    return line.level, line.text


def _condition(line: _Line) -> Hashable:
    """What a row of a table is for: the first of its cells."""
    if line.first:
        return 0
    return (line.level, line.text.partition(" | ")[0]) if line.row else None


def _words(line: _Line) -> Counter[str]:
    return Counter(f"{line.row} {word.strip()}" for word in words(line.text))


def _change(old: _Line | None, new: _Line | None) -> LineChange:
    if old is None:
        assert new is not None
        return LineChange(None, new.written, (), new.level, new.row)
    if new is None:
        return LineChange(old.written, None, (), old.level, old.row)
    if old.text == new.text:
        # Told only for what stands below it.
        return LineChange(new.written, new.written, (), new.level, new.row)
    return LineChange(old.written, new.written, difference(old.written, new.written), new.level, new.row)


def _with_context(changes: Sequence[LineChange], place: int, wanted: set[int]) -> None:
    """The line, those it stands below, and above a row the columns of its table."""
    wanted.add(place)
    level, row = changes[place].level, changes[place].row
    for above in range(place - 1, -1, -1):
        change = changes[above]
        if row and not change.row:
            wanted.add(above)
            row = False
        if change.level < level:
            if above in wanted:
                return
            wanted.add(above)
            level = change.level
