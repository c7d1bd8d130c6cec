"""How much of the document the rules carry, section by section, and what nothing carries."""

from collections.abc import Sequence
from typing import Literal

import attrs

from interpreter.sources.carrying import Carried, carried, unmatched
from interpreter.sources.marks import Kind, Mark
from interpreter.sources.register import Entry, Register

# computed and judged: carried out; normed: by a norm that decides without a human; text: binds, but only as words;
# informative: binds nobody. A sentence counts once, as the first that any of its statements makes it.
Group = Literal["computed", "judged", "normed", "text", "informative"]
GROUPS: tuple[Group, ...] = ("computed", "judged", "normed", "text", "informative")


@attrs.frozen(eq=False)
class Line:
    """One sentence or heading. group: None where nothing carries it, and for headings."""

    entry: Entry
    carried: Carried
    group: Group | None
    section: str | None


@attrs.frozen(eq=False)
class Coverage:
    """How much of the document the rules carry. sections: each with how many sentences of each group, in the order of
    the rules; None is the header of the file.

    uncarried: sentences that nothing carries; unmatched: marks that no sentence has anything to do with
    """

    lines: tuple[Line, ...]
    sections: tuple[tuple[str | None, tuple[int, ...]], ...]
    headings: int
    noise: int
    uncarried: tuple[Line, ...]
    unmatched: tuple[Mark, ...]


def cover(register: Register, marks: Sequence[Mark], labels: Sequence[str]) -> Coverage:
    """Counts what the marks carry. labels: the sections there are, in the order of the rules; those that carry
    nothing are left out."""
    places = [entry.place for entry in register.sentences]
    lines = tuple(_line(entry, found) for entry, found in zip(register.sentences, carried(places, marks), strict=True))
    own = [line for line in lines if line.entry.role == "sentence"]
    sections = []
    for label in (None, *labels):
        groups = [line.group for line in own if line.group is not None and line.section == label]
        if groups:
            sections.append((label, tuple(groups.count(group) for group in GROUPS)))
    return Coverage(
        lines,
        tuple(sections),
        len(lines) - len(own),
        len(register.entries) - len(lines),
        tuple(line for line in own if line.group is None),
        unmatched(places, marks),
    )


def _line(entry: Entry, found: Carried) -> Line:
    """In the section of the statement that makes it what it is."""
    best: tuple[Group, Mark] | None = None
    for mark in found.marks:
        for kind in mark.kinds:
            group = group_of(kind)
            if best is None or GROUPS.index(group) < GROUPS.index(best[0]):
                best = group, mark
    if best is None:
        return Line(entry, found, None, None)
    return Line(entry, found, best[0] if entry.role == "sentence" else None, best[1].section)


def group_of(kind: Kind) -> Group:
    match kind:
        case "computed" | "judged" | "normed":
            return kind
        case "provision" | "routine":
            return "text"
        case _:
            return "informative"
