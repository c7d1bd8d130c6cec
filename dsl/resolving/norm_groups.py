"""Norms about the same thing, gathered: for each bearer and content, what they decide together and under which names.

All by what is written; nothing is resolved here. Within a `tolkning` the norms of a reading are taken together with
those that stand outside.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, assert_never

import attrs

from dsl import model, names, nodes
from dsl.frozen import frozen, identical
from dsl.problems import Problem
from dsl.problems.examples import SaidTwice
from dsl.problems.names import DeclaredTwice
from dsl.problems.norms import DespiteNothing, NormLine
from dsl.resolving import mentions
from dsl.resolving.collecting import Reading


def beats(norm: nodes.Norm, content: str, section: model.SectionRef) -> bool:
    """Whether the norm says `trots` of one with this content in this section."""
    return any(
        line.content == content if line.section is None else stands_in(section, line.section)
        for line in norm.lines
        if isinstance(line, nodes.Despite)
    )


def stands_in(section: model.SectionRef, written: str) -> bool:
    """Say whether the section is the one that is written, or stands in it.

    written: `§ 6`, `avsnitt 3.1`, or the number alone.
    """
    return any(written in (label, label.partition(" ")[2]) for label in section.path)


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
_ORDER: tuple[Relation, ...] = ("får", "har rätt till", "uppfyller", "ska")
_ONCE = (nodes.Applies, nodes.Complied, nodes.Amount, nodes.InParts, nodes.Extent, nodes.Deadline)


@frozen
class Bearer:
    """Who or what a norm is about.

    name: as declared; concept: where it is one, None for a role; forms: what a role is called.
    """

    name: str
    concept: str | None
    forms: tuple[str, ...]


@identical
class Said:
    """One norm about one of its contents. concept: whose rows it is decided for, None: for the whole regulation."""

    node: nodes.Norm
    content: nodes.Content
    bearer: Bearer
    section: model.SectionRef
    reading: Reading | None
    concept: str | None

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What it decides, by its lines and its modality, most of all first; none: nothing that can be decided.

        What must not be done, and says when that is complied with, is both a requirement and a prohibition.
        """
        modal = _RELATIONS.get(self.node.modality)
        if any(isinstance(line, nodes.Complied) for line in self.node.lines):
            return ("uppfyller",) if modal in (None, "uppfyller") else ("uppfyller", modal)
        return () if modal in (None, "uppfyller") else (modal,)

    @property
    def relation(self) -> Relation | None:
        """What it decides most of all."""
        return next(iter(self.relations), None)

    @property
    def conditional(self) -> bool:
        return any(
            isinstance(line, nodes.Applies) or (isinstance(line, nodes.Except) and line.condition is not None)
            for line in self.node.lines
        )

    def is_total(self, relation: Relation) -> bool:
        """Whether it says something of every row."""
        if relation == "uppfyller":
            return not self.conditional
        applies = [line for line in self.node.lines if isinstance(line, nodes.Applies)]
        return self.node.modality != "ska inte" and (not applies or any(line.only for line in applies))


@identical
class Decided:
    """One value that norms about one content define together, in one reading or outside them.

    said: all of them, of every kind, in the order of the text
    names: what it may be called; suffix: what stands last in the names of all that they define
    mentioned: what was written that the value may need
    """

    kind: Kind
    relation: Relation | None
    day: nodes.YearlyDate | None
    said: tuple[Said, ...]
    symbol: model.Symbol
    names: tuple[str, ...]
    suffix: str
    mentioned: tuple[object, ...]
    section: model.SectionRef
    reading: Reading | None


@identical
class Asked:
    """Which decisions of norms anybody asks for, so that they become values.

    (relation, content) of what is asked for: in conditions, and in examples.

    every: also whether somebody must (may) is decided where a norm that says so has a condition or can be followed,
        though nothing asks
    """

    conditions: frozenset[tuple[str, str]]
    examples: frozenset[tuple[str, str]]
    every: bool = False


SpeaksOf = Callable[[tuple[object, ...]], str | None]


def gather(
    said: tuple[Said, ...],
    asked: Asked,
    readings: Mapping[str, tuple[str, ...]],
    speaks_of: SpeaksOf,
    sections: tuple[model.SectionRef, ...],
    problems: list[Problem],
) -> tuple[tuple[Said, ...], tuple[Decided, ...]]:
    """The norms with the rows they are about, and what they decide.

    readings: of each question; speaks_of: the concept of the row that the lines of a norm speak of, if they do
    """
    groups: dict[tuple[Bearer, str], list[Said]] = {}
    for one in said:
        groups.setdefault((one.bearer, one.content.text), []).append(one)
        problems.extend(_lines(one.node))
    concepts = {
        key: key[0].concept or speaks_of(tuple(line for one in together for line in one.node.lines))
        for key, together in groups.items()
    }
    said = tuple(attrs.evolve(one, concept=concepts[one.bearer, one.content.text]) for one in said)
    owners: dict[tuple[str | None, str], Bearer] = {}
    for (bearer, content), concept in concepts.items():
        if bearer.concept is not None or (concept, content) not in owners:
            owners[concept, content] = bearer
    known = _Known(frozenset(content for _, content in groups), sections)
    decided: list[Decided] = []
    for (bearer, content), together in groups.items():
        concept = concepts[bearer, content]
        suffix = "" if owners[concept, content] == bearer else f" ({bearer.name})"
        call = _Naming(bearer, concept, content, suffix)
        for reading, here in _by_reading(together, readings, problems):
            _despite(here, known, problems)
            for kind, relation, day, mentioned in _values(here, together, asked, call):
                symbol, called = call.symbol(kind, relation, day), call.names(kind, relation, day)
                section = here[0].section
                decided.append(Decided(kind, relation, day, here, symbol, called, suffix, mentioned, section, reading))
    return said, tuple(decided)


@identical
class _Naming:
    """What the values of one bearer and content are called. suffix: tells a role from others with norms about it."""

    bearer: Bearer
    concept: str | None
    content: str
    suffix: str

    def symbol(self, kind: Kind, relation: Relation | None = None, day: nodes.YearlyDate | None = None) -> model.Symbol:
        return model.Symbol(self.concept, self.name(kind, relation, day) + self.suffix)

    def name(self, kind: Kind, relation: Relation | None, day: nodes.YearlyDate | None) -> str:
        match kind:
            case "decision" | "covered":
                assert relation is not None
                named = mentions.decision if kind == "decision" else mentions.covered
                return named(relation, self.content)
            case "amount":
                return mentions.worth("belopp", self.content)
            case "part":
                assert day is not None
                return mentions.part(self.content, day)
            case "extent":
                return mentions.worth("omfattning", self.content)
            case "deadline":
                return mentions.worth("senast", self.content)
            case _:
                assert_never(kind)

    def names(self, kind: Kind, relation: Relation | None, day: nodes.YearlyDate | None) -> tuple[str, ...]:
        """A role's are called by the role too: `regionen ska "X"`, `regionens belopp för "X"`."""
        own, name = self.symbol(kind, relation, day).name, self.name(kind, relation, day)
        plain = kind in ("decision", "covered")
        return own, *(f"{form if plain else names.genitive(form)} {name}" for form in self.bearer.forms)


# -- what beats what -----------------------------------------------------------------------------


@identical
class _Known:
    """What a `trots` may speak of."""

    contents: frozenset[str]
    sections: tuple[model.SectionRef, ...]


def _despite(together: tuple[Said, ...], known: _Known, problems: list[Problem]) -> None:
    """`trots` beats a norm about the same thing that says the opposite; another content is carried, if there is one."""
    for one in together:
        opposed = [other for other in together if is_negative(other) != is_negative(one)]
        for line in one.node.lines:
            match line:
                case nodes.Despite(content=str() as content) if content != one.content.text:
                    if content not in known.contents:
                        problems.append(DespiteNothing(line.span, content, None))
                case nodes.Despite(section=section) if not any(
                    beats(one.node, other.content.text, other.section) for other in opposed
                ):
                    # That there is no such section is told by itself.
                    if section is None or any(stands_in(other, section) for other in known.sections):
                        problems.append(DespiteNothing(line.span, one.content.text, section))
                case _:
                    pass


# -- what is decided -----------------------------------------------------------------------------


def _lines(node: nodes.Norm) -> Iterator[Problem]:
    """Lines that say the same thing twice, or that this norm cannot have."""
    first: dict[type, nodes.NormLine] = {}
    for line in node.lines:
        if isinstance(line, _ONCE):
            if type(line) in first:
                yield SaidTwice(line.span, first[type(line)].span)
            first.setdefault(type(line), line)
        if isinstance(line, nodes.Complied) and node.modality not in _FOLLOWED:
            yield NormLine(line.span, "complied", node.modality)
        if isinstance(line, nodes.InParts) and not any(isinstance(other, nodes.Amount) for other in node.lines):
            yield NormLine(line.span, "parts", node.modality)


def _by_reading(
    together: list[Said], readings: Mapping[str, tuple[str, ...]], problems: list[Problem]
) -> Iterator[tuple[Reading | None, tuple[Said, ...]]]:
    """The norms that hold together: all, or those outside with those of each reading of one question."""
    within = [(one, one.reading) for one in together if one.reading is not None]
    if not within:
        yield None, tuple(together)
        return
    first, (question, _) = within[0]
    other = next((one for one, reading in within if reading[0] != question), None)
    if other is not None:
        problems.append(DeclaredTwice(other.content.span, other.content.text, first.content.span))
        return
    for name in dict.fromkeys(readings[question]):
        here = tuple(one for one in together if one.reading in (None, (question, name)))
        if here:
            yield (question, name), here


_Value = tuple[Kind, Relation | None, nodes.YearlyDate | None, tuple[object, ...]]


def _values(here: tuple[Said, ...], together: list[Said], asked: Asked, call: _Naming) -> Iterator[_Value]:
    """What is defined here. together: with all other readings, which decide the same."""
    lines = [line for one in here for line in one.node.lines]
    when = tuple(line for line in lines if isinstance(line, nodes.Applies | nodes.Except))
    followed = tuple(line for line in lines if isinstance(line, nodes.Complied))
    for relation in _ORDER:
        if any(relation in one.relations for one in here) and _is_decided(relation, together, asked):
            yield "decision", relation, None, (*when, *followed)
            if (relation, call.content) in asked.conditions and not _total(relation, together):
                yield "covered", relation, None, when
    amounts = tuple(line for line in lines if isinstance(line, nodes.Amount) and line.value is not None)
    parts = tuple(line for line in lines if isinstance(line, nodes.InParts))
    if amounts:
        yield "amount", None, None, (*when, *amounts)
    for day in dict.fromkeys(day for line in parts for day in line.days) if amounts else ():
        others = {other for line in parts if taker(line) == day for other in line.days if other != day}
        needed = (call.symbol("amount"), *(call.symbol("part", None, other) for other in others))
        yield "part", None, day, (*when, *(nodes.Name(one.name, span=here[0].node.span) for one in needed))
    extents = tuple(line for line in lines if isinstance(line, nodes.Extent))
    if extents:
        yield "extent", None, None, (*when, *extents)
    deadlines = tuple(line for line in lines if isinstance(line, nodes.Deadline) and line.day is not None)
    if deadlines:
        yield "deadline", None, None, (*when, *deadlines)


def taker(line: nodes.InParts) -> nodes.YearlyDate | None:
    """The day whose part takes what rounding leaves; None where nothing is rounded."""
    if line.taker is None:
        return None
    return line.days[0 if line.taker == "first" else -1]


def _is_decided(relation: Relation, together: list[Said], asked: Asked) -> bool:
    """Whether anything is to decide. A duty without conditions, or what a role always may, is carried as it stands,
    unless something asks for it."""
    about = [one for one in together if one.relation == relation]
    first = together[0]
    if relation == "uppfyller" or (relation, first.content.text) in asked.conditions | asked.examples:
        return True
    if asked.every and any(relation in one.relations and one.relation != relation for one in together):
        return True
    if any(one.conditional for one in about) or len({is_negative(one) for one in about}) > 1:
        return True
    if relation == "ska":
        return bool(about) and any(one.node.modality == "får inte" for one in together)
    return bool(about) and first.bearer.concept is not None


def is_negative(one: Said) -> bool:
    """Whether the norm takes away or forbids."""
    return " inte" in one.node.modality


def _total(relation: Relation, together: list[Said]) -> bool:
    """Whether, in every reading, some norm says something of every row."""
    about = [one for one in together if relation in one.relations]
    readings = {one.reading for one in about} - {None}
    return any(one.is_total(relation) for one in about if one.reading is None) or (
        bool(readings)
        and all(any(one.is_total(relation) for one in about if one.reading == reading) for reading in readings)
    )
