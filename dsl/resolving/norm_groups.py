"""Norms about the same thing, gathered: for each bearer and content, what they decide together and under which names.

All by what is written; nothing is resolved here. Within a `tolkning` the norms of a reading are taken together with
those that stand outside.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal

import attrs

from dsl import model, nodes
from dsl.problems.meaning import DeclaredTwice, MeaningProblem, NormLine, SaidTwice
from dsl.resolving import mentions
from dsl.resolving.collecting import Reading

Relation = Literal["får", "har rätt till", "uppfyller", "ska"]
Kind = Literal["decision", "covered", "amount", "part", "extent", "deadline"]

_RELATIONS: Mapping[str, Relation] = {
    "får": "får",
    "får inte": "får",
    "har rätt till": "har rätt till",
    "har inte rätt till": "har rätt till",
    "har rätt endast till": "har rätt till",
    "kräver": "uppfyller",
    "ska": "ska",
    "ska inte": "ska",
}
# What can be followed; of the others nobody can say whether they are.
_FOLLOWED: frozenset[nodes.Modality] = frozenset({"ska", "ska inte", "får inte", "kräver", "bör", "bör inte"})


@attrs.frozen
class Bearer:
    """name: as declared; concept: where it is one, None for a role; forms: what a role is called."""

    name: str
    concept: str | None
    forms: tuple[str, ...]


@attrs.frozen(eq=False)
class Said:
    """One norm about one of its contents."""

    node: nodes.Norm
    content: nodes.Content
    bearer: Bearer
    section: model.SectionRef
    reading: Reading | None

    @property
    def relation(self) -> Relation | None:
        """What it decides, by its modality and lines; None: nothing that can be decided."""
        if any(isinstance(line, nodes.Complied) for line in self.node.lines):
            return "uppfyller"
        found = _RELATIONS.get(self.node.modality)
        return None if found == "uppfyller" else found

    @property
    def conditional(self) -> bool:
        return any(
            isinstance(line, nodes.Applies) or (isinstance(line, nodes.Except) and line.condition is not None)
            for line in self.node.lines
        )

    @property
    def total(self) -> bool:
        """Whether it says something of every row."""
        lines = [line for line in self.node.lines if isinstance(line, nodes.Applies)]
        return self.relation != "uppfyller" and (not lines or any(line.only for line in lines)) and not self.node.modality == "ska inte"


@attrs.frozen(eq=False)
class Decided:
    """One value that norms about one content define together, in one reading or outside them.

    said: all of them, of every kind, in the order of the text
    names: what it is called in the text; concept: whose rows, None for the whole regulation
    mentioned: what was written that the value may need
    """

    kind: Kind
    relation: Relation | None
    day: nodes.YearlyDate | None
    said: tuple[Said, ...]
    symbol: model.Symbol
    names: tuple[str, ...]
    amount: str
    mentioned: tuple[object, ...]
    section: model.SectionRef
    reading: Reading | None


@attrs.frozen(eq=False)
class Groups:
    """decided: in the order of the text. symbols: by what decides it: (bearer, content, kind, relation or day)."""

    decided: tuple[Decided, ...]
    symbols: Mapping[tuple[Bearer, str, Kind, object], model.Symbol]


def gather(
    said: Iterable[Said],
    asked: Collection[tuple[str, str]],
    inquired: Collection[tuple[str, str]],
    readings: Mapping[str, tuple[str, ...]],
    speaks_of: Callable[[tuple[object, ...]], str | None],
    problems: list[MeaningProblem],
) -> Groups:
    """asked: (relation, content) of every condition that asks for a decision; inquired: those that examples do.

    readings: of each question; speaks_of: the concept whose row the lines speak of, if they do
    """
    groups: dict[tuple[Bearer, str], list[Said]] = {}
    for one in said:
        groups.setdefault((one.bearer, one.content.text), []).append(one)
        problems.extend(_lines(one.node))
    taken: dict[model.Symbol, Bearer] = {}
    decided: list[Decided] = []
    symbols: dict[tuple[Bearer, str, Kind, object], model.Symbol] = {}
    for (bearer, content), together in groups.items():
        concept = bearer.concept or speaks_of(tuple(line for one in together for line in one.node.lines))
        for reading, here in _by_reading(together, readings, problems):
            for kind, relation, day, mentioned in _values(here, together, asked, inquired):
                name, amount = _named(kind, relation, day, content)
                symbol = model.Symbol(concept, name)
                if taken.setdefault(symbol, bearer) != bearer:
                    symbol = model.Symbol(concept, f"{name} ({bearer.name})")
                    amount = f"{amount} ({bearer.name})"
                symbols[bearer, content, kind, day or relation] = symbol
                names = tuple(dict.fromkeys((symbol.name, *_called(bearer, kind, name))))
                decided.append(
                    Decided(
                        *(kind, relation, day, here, symbol, names, amount, mentioned, here[0].section, reading)
                    )
                )
    return Groups(tuple(decided), symbols)


def _lines(node: nodes.Norm) -> Iterator[MeaningProblem]:
    """Lines that say the same thing twice, or that this norm cannot have."""
    first: dict[type, nodes.NormLine] = {}
    for line in node.lines:
        if isinstance(line, nodes.Applies | nodes.Complied | nodes.Amount | nodes.InParts | nodes.Extent | nodes.Deadline):
            if type(line) in first:
                yield SaidTwice(line.span, first[type(line)].span)
            first.setdefault(type(line), line)
        if isinstance(line, nodes.Complied) and node.modality not in _FOLLOWED:
            yield NormLine(line.span, "complied", node.modality)
        if isinstance(line, nodes.InParts) and not any(isinstance(other, nodes.Amount) for other in node.lines):
            yield NormLine(line.span, "parts", node.modality)


def _by_reading(
    together: list[Said], readings: Mapping[str, tuple[str, ...]], problems: list[MeaningProblem]
) -> Iterator[tuple[Reading | None, tuple[Said, ...]]]:
    """The norms that hold together: all, or those outside with those of each reading of one question."""
    within = [one for one in together if one.reading is not None]
    if not within:
        yield None, tuple(together)
        return
    first = within[0]
    assert first.reading is not None
    question = first.reading[0]
    for one in within:
        if one.reading is not None and one.reading[0] != question:
            problems.append(DeclaredTwice(one.content.span, one.content.text, first.content.span))
            return
    for reading in dict.fromkeys(readings.get(question, ())):
        here = tuple(one for one in together if one.reading in (None, (question, reading)))
        if here:
            yield (question, reading), here


_Value = tuple[Kind, Relation | None, nodes.YearlyDate | None, tuple[object, ...]]


def _values(
    here: tuple[Said, ...],
    together: list[Said],
    asked: Collection[tuple[str, str]],
    inquired: Collection[tuple[str, str]],
) -> Iterator[_Value]:
    """What is defined here. together: with all other readings, which decide the same."""
    content = together[0].content.text
    when = _of_kind(here, nodes.Applies, nodes.Except)
    present = {one.relation for one in here}
    for relation in ("får", "har rätt till", "uppfyller", "ska"):
        about = [one for one in together if one.relation == relation]
        want = (relation, content) in asked
        if relation in present and (want or (relation, content) in inquired or _is_decided(relation, about, together)):
            yield "decision", relation, None, (*when, *_of_kind(here, nodes.Complied))
            if want and not all(any(one.total for one in side) for side in _sides(about)):
                yield "covered", relation, None, when
    amounts = tuple(line for line in _of_kind(here, nodes.Amount) if line.value is not None)
    if amounts:
        yield "amount", None, None, (*when, *amounts)
        for day in dict.fromkeys(day for line in _of_kind(here, nodes.InParts) for day in line.days):
            # The taker needs the other parts, and all need the amount.
            others = tuple(
                nodes.Name(mentions.part(content, other), span=line.span)
                for line in _of_kind(here, nodes.InParts)
                for other in line.days
                if taker_of(line) == day and other != day
            )
            amount = nodes.Name(mentions.worth("belopp", content), span=here[0].node.span)
            yield "part", None, day, (*when, amount, *others)
    if _of_kind(here, nodes.Extent):
        yield "extent", None, None, (*when, *_of_kind(here, nodes.Extent))
    deadlines = tuple(line for line in _of_kind(here, nodes.Deadline) if line.day is not None)
    if deadlines:
        yield "deadline", None, None, (*when, *deadlines)
