"""Who must, may, may not or has a right to what: the norms of a regulation, ordered for reading.

By bearer in the order of the text, then by modality. Conditions and the other lines are in the rule's own words. Where
there are data, what each norm that is decided comes to for every row. Shapes only; `norm_tables.py` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, assert_never

import attrs

from dsl import model, nodes
from dsl.formatting.statements import statement_lines
from interpreter.outcomes import Outcome
from workbench.page.terminal import unaccented
from workbench.values.computed import YES_NO, rulings

if TYPE_CHECKING:
    from datetime import date

    from interpreter.evaluating.calculation import Calculation

# In the order they are told. What a bearer is answerable for comes after what it must and may.
_ORDER: tuple[nodes.Modality, ...] = (
    "ska",
    "ska inte",
    "bör",
    "bör inte",
    "får",
    "får inte",
    "har rätt till",
    "har rätt endast till",
    "har inte rätt till",
    "kräver",
    "ansvarar för",
    "bestämmer",
)

# What only somebody who acts can have: a concept with none of these is a thing that somebody else must see to.
_OF_ACTORS: frozenset[nodes.Modality] = frozenset(
    {"ska", "bör", "har rätt till", "har rätt endast till", "har inte rätt till", "ansvarar för", "bestämmer"}
)

Kind = Literal["condition", "compliance", "amount", "extent", "deadline", "occasion", "limit", "basis"]


@attrs.frozen
class Line:
    """A line of a norm in its own words. texts: the line itself, then its bullets, each with its depth (0 the line)."""

    kind: Kind
    texts: tuple[tuple[int, str], ...]

    @property
    def one(self) -> str:
        """On one line: bullets after a colon."""
        (_, first), *rest = self.texts
        return f"{first}: {'; '.join(text.removeprefix('- ') for _, text in rest)}" if rest else first


@attrs.frozen(eq=False)
class Told:
    """One norm.

    outcomes: what its decision came to, (row, outcome), row None for the whole regulation; none where nothing is
    decided or there are no data
    words: what the decision is called when it is true and when it is not
    unassigned: its bearer is a thing, so nobody is pointed out
    """

    norm: model.Norm
    lines: tuple[Line, ...]
    outcomes: tuple[tuple[str | None, Outcome], ...]
    words: tuple[str, str]
    unassigned: bool

    def of(self, *kinds: Kind) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind in kinds)


@attrs.frozen(eq=False)
class Bearer:
    """name: as declared; shown: as the text calls it. told: by modality, and within it in the order of the text."""

    name: str
    shown: str
    told: tuple[Told, ...]


@attrs.frozen(eq=False)
class Norms:
    title: str
    authority: str | None
    year: int | None
    bearers: tuple[Bearer, ...]
    day: date | None = None

    @property
    def told(self) -> tuple[Told, ...]:
        return tuple(one for bearer in self.bearers for one in bearer.told)


def norms(program: model.Program, calculation: Calculation | None) -> Norms:
    """Those in force: of a `tolkning` only the reading that is. calculation None: nothing is said of rows."""
    listed = in_force(program)
    things = _things(listed)
    words = rulings(program)
    bearers = []
    for name in dict.fromkeys(norm.bearer for norm in listed):
        own = sorted((norm for norm in listed if norm.bearer == name), key=lambda norm: _ORDER.index(norm.modality))
        told = tuple(
            Told(
                norm,
                _lines(norm.node),
                _outcomes(norm, calculation),
                YES_NO if norm.decision is None else words[norm.decision],
                unassigned=name in things,
            )
            for norm in own
        )
        first = next(norm for norm in listed if norm.bearer == name)
        bearers.append(Bearer(name, first.node.bearer.text, told))
    year, day = (None, None) if calculation is None else (calculation.year, calculation.day)
    return Norms(program.title, program.authority, year, tuple(bearers), day)


def in_force(program: model.Program) -> tuple[model.Norm, ...]:
    """The norms that apply under the readings in force."""
    followed = {(one.name, one.in_force) for one in program.interpretations}
    return tuple(norm for norm in program.norms if norm.reading is None or norm.reading in followed)


def only(whole: Norms, program: model.Program, wanted: str) -> Norms | None:
    """The norms of one bearer, called by any of its forms, in any case, with or without accents; or None."""
    spelled = {form: name for name, forms in _forms(program) for form in forms}
    spelled |= {_plain(bearer.shown): bearer.name for bearer in whole.bearers}
    spelled |= {_plain(bearer.name): bearer.name for bearer in whole.bearers}
    name = spelled.get(_plain(wanted))
    found = tuple(bearer for bearer in whole.bearers if bearer.name == name)
    return attrs.evolve(whole, bearers=found) if found else None


def _forms(program: model.Program) -> Iterator[tuple[str, set[str]]]:
    for concept in program.concepts:
        yield concept.name, {_plain(form) for form in concept.forms}
    for block in program.regulation.items:
        if isinstance(block, nodes.Roles):
            for entry in block.entries:
                yield entry.name, {_plain(form) for form in (entry.name, *entry.forms)}


def _plain(text: str) -> str:
    return unaccented(" ".join(text.split())).casefold()


def _things(listed: Iterable[model.Norm]) -> frozenset[str]:
    """The bearers that are no one: concepts that nothing in the regulation makes answerable for anything."""
    listed = tuple(listed)
    actors = {norm.bearer for norm in listed if norm.modality in _OF_ACTORS or not norm.row}
    return frozenset(norm.bearer for norm in listed) - actors


def _outcomes(norm: model.Norm, calculation: Calculation | None) -> tuple[tuple[str | None, Outcome], ...]:
    if calculation is None or norm.decision is None:
        return ()
    from interpreter.evaluating.calculation import labels, outcome

    symbol = norm.decision
    if symbol.concept is None:
        return ((None, outcome(calculation, symbol, None)),)
    named = labels(calculation, symbol.concept)
    return tuple((label, outcome(calculation, symbol, row)) for row, label in enumerate(named))


# -- the lines of a norm -------------------------------------------------------------------------


def _lines(node: nodes.Norm) -> tuple[Line, ...]:
    return tuple(Line(_kind(line), _texts(node, line)) for line in node.lines)


def _texts(node: nodes.Norm, line: nodes.NormLine) -> tuple[tuple[int, str], ...]:
    """As the formatter writes it below a norm that says nothing else."""
    alone = attrs.evolve(node, contents=node.contents[:1], bulleted=False, lines=(line,))
    _, *below = statement_lines(0, alone)
    return tuple((each.level - 1, each.text) for each in below)


def _kind(line: nodes.NormLine) -> Kind:
    match line:
        case nodes.Applies() | nodes.Except() | nodes.Despite() | nodes.ApartFrom():
            return "condition"
        case nodes.Complied():
            return "compliance"
        case nodes.Amount() | nodes.InParts():
            return "amount"
        case nodes.Extent():
            return "extent"
        case nodes.Deadline():
            return "deadline"
        case nodes.Carried(kind="vid"):
            return "occasion"
        case nodes.Carried(kind="högst"):
            return "limit"
        case nodes.Carried():
            return "basis"
        case _:
            assert_never(line)
