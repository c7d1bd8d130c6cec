"""What two versions of a regulation differ in, as data. No words: those come in `workbench/versions/rule_changes.py`.

Two versions are two `Side`s. What differs is a tuple of `Change`, one for each part of the text: a section's own
statements, the statements under a heading, a `tolkning`, a declaration, a header line, an example. A change is what
`mixed` can take or leave by itself.
"""

import datetime
from typing import Literal

import attrs

from dsl import model, nodes
from dsl.frozen import frozen, identical
from dsl.pipeline import Loaded

Kind = Literal["added", "removed", "moved", "changed", "reworded"]
What = Literal[
    "title",
    "header",
    "uses",
    "block",
    "unit",
    "role",
    "input",
    "concept",
    "attribute",
    "section",
    "heading",
    "interpretation",
    "example",
    "reference",
    "promise",
]
# What kind of words differ, where no words of a rule do.
Only = Literal["marks", "comments", "order"]
# What tests the rules and is none itself.
TESTS: frozenset[What] = frozenset(("example", "reference", "promise"))


@identical
class Side:
    """One of two versions, without errors.

    tree: with what is borrowed from other files, as `Program.regulation` has it
    loaded: what it was read from, so that other trees can be read like it
    """

    tree: nodes.Regulation
    program: model.Program
    loaded: Loaded


def side_of(loaded: Loaded) -> Side | None:
    """None where there are errors."""
    if loaded.program is None or loaded.around is None:
        return None
    # What is borrowed stands in the tree, and is not borrowed again.
    whole = attrs.evolve(loaded, around=attrs.evolve(loaded.around, lent=()))
    return Side(loaded.program.regulation, loaded.program, whole)


@frozen
class Place:
    """What a part of the text is called, and where it stands.

    name: `§ 4`, `avsnitt 3.1.1`, `avsnitt Läsplattor`; of anything else its name, key or title; of a block of
        declarations the word it begins with (`enheter`)
    title: of a section what its heading line says after the number, else empty
    path: the labels of the sections it stands in, from the outermost in; of an attribute the name of its concept
    nth: which of those called so, from 0
    """

    what: What
    name: str
    title: str
    path: tuple[str, ...]
    nth: int = 0


@frozen
class Word:
    """A stretch of a line: on both sides, or only before (`removed`) or after (`added`)."""

    mark: Literal["same", "removed", "added"]
    text: str


@frozen
class LineChange:
    """One line of a statement, canonical and on one row; a row of a table is `1–3 | 25 %`.

    before, after: None where it is not there; alike where the line is only told so that the reader sees what the
        lines below it belong to
    words: what differs, in reading order, where the line is on both sides; empty for others
    level: how deep it stands in the statement, from 0
    row: a row of a table
    """

    before: str | None
    after: str | None
    words: tuple[Word, ...] = ()
    level: int = 0
    row: bool = False


@identical
class StatementChange:
    """One statement, declaration or header line that differs.

    kind: as of a Change; moved: it stands elsewhere on the other side, and says the same; `place`: there
    before, after: the nodes; None where it is not there
    lines: what differs; none where only comments or source marks do, or the order
    only: what kind of wording it is that differs, where no words of the rule do
    """

    kind: Kind
    before: object | None
    after: object | None
    lines: tuple[LineChange, ...]
    only: Only | None = None
    place: Place | None = None


@frozen
class Renamed:
    """A defined value that keeps its content under a new name."""

    before: model.Symbol
    after: model.Symbol


@identical
class Change:
    """One part that differs. Equal only to itself; `before` and `after` tell it from all others of its comparison.

    kind: added; removed; changed: what it means differs, or may do; moved: stands elsewhere, or has another number or
        title, and means the same; reworded: the same in all but words
    before, after: where it stands; None where it is not there. They differ too where something that moved was changed
    computes: whether anything that is computed may differ because of it
    inert: nothing but text, comments and source marks: no rule can depend on it
    in_force: of a `tolkning` whose reading in force differs: the one before and the one after
    """

    kind: Kind
    before: Place | None
    after: Place | None
    statements: tuple[StatementChange, ...]
    renamed: tuple[Renamed, ...] = ()
    computes: bool = False
    inert: bool = False
    in_force: tuple[str, str] | None = None


@identical
class Group:
    """Changes that only stand together, and those of other groups that they cannot stand without.

    What the group causes is what differs between `without` and `alone`.

    needs: in the order of the changes; closed: what they need is there too
    without: the old regulation with `needs`; the old program itself where there are none
    alone: with `needs` and the group; `without` itself where the group is inert
    """

    changes: tuple[Change, ...]
    needs: tuple[Change, ...]
    without: model.Program
    alone: model.Program


@identical
class AmendmentStep:
    """One amendment of those that make the new version of the old one, in the order they enter into force; or several
    that only stand together, and then `title` lists them and `entry` is the last day.

    needs: positions of the earlier steps that it cannot stand without (it changes what they brought in)
    without: the old regulation with `needs`; alone: with `needs` and this one
    so_far: with all steps up to and with this one; None where those do not stand without a later one
    """

    title: str
    entry: datetime.date
    needs: tuple[int, ...]
    without: model.Program
    alone: model.Program
    so_far: model.Program | None
