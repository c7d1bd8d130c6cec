"""What the rules of two programs mean, so that it can be seen whether that is the same.

A meaning is a number: two expressions with the same number compute the same for every input. Left out of it are places,
what was written, the forms of names, and the order of what is disjoint or symmetric: cases without `annars`, rows of
which exactly one fits, parts of `och` and `eller`. What differs in any other way has another number, so two different
numbers may still compute the same.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from dsl import model, nodes
from dsl.comparing.data import Renamed
from dsl.frozen import field_names, identical, is_frozen
from dsl.source import Span

# What is said of a value, an input, a concept, a norm …: its kind and its name.
Key = tuple[Hashable, ...]

# Fields that say where something stands, how it is written, or what follows from its parts.
_SILENT = frozenset(("node", "modifier", "span", "section", "type", "table", "name"))
# Fields of the lines of a norm that the program has as expressions.
_COMPUTED = frozenset(("condition", "value", "day"))


@identical
class Meaning:
    """Of a whole program. said: by what it is said of; borne: what each statement says something of, by its place."""

    said: Mapping[Key, tuple[Hashable, ...]]
    borne: Mapping[Span, frozenset[Key]]


@attrs.define(eq=False)
class Numbers:
    """The number of every meaning met so far; one for both programs, or numbers could not be compared."""

    known: dict[Hashable, int] = attrs.field(factory=dict)

    def of(self, meaning: Hashable) -> int:
        return self.known.setdefault(meaning, len(self.known))


def meaning_of(program: model.Program, numbers: Numbers, renamed: Mapping[model.Symbol, model.Symbol] = {}) -> Meaning:
    """Number what each rule of a program means, so that equal numbers mean the same.

    renamed: symbols that count as others.
    """
    work = _Work(numbers, renamed)
    said: dict[Key, list[Hashable]] = {}
    borne: dict[Span, set[Key]] = {}

    def say(key: Key, meaning: Hashable, *spans: Span) -> None:
        said.setdefault(key, []).append(meaning)
        bear(key, *spans)

    def bear(key: Key, *spans: Span) -> None:
        for span in spans:
            borne.setdefault(span, set()).add(key)

    for concept in program.concepts:
        say(("concept", concept.name), tuple(map(work.symbol, concept.keys)), concept.span)
    for attribute in (*program.inputs, *(one for concept in program.concepts for one in concept.attributes)):
        say(("input", attribute.symbol), work.attribute(attribute), attribute.span)
    for definition in program.definitions:
        key = ("value", work.symbol(definition.symbol))
        say(key, work.definition(definition), definition.node.span)
        for outside in _exempted(definition.expression):
            bear(key, outside.span)
    for norm in program.norms:
        say(("norm", norm.bearer, norm.content), work.norm(norm), norm.node.span)
        for symbol in _symbols(norm):
            bear(("value", work.symbol(symbol)), norm.node.span)
    for scope in program.scopes:
        say(("scope", scope.concept), work.number(scope.condition), scope.span)
    for assumption in program.assumptions:
        number = work.number(assumption.condition)
        say(("assumption", number), number, assumption.span)
    for question in program.interpretations:
        meaning = (question.readings, question.in_force, tuple(map(work.symbol, question.defines)))
        say(("question", question.name), meaning, question.span)
    # Where several say something of one thing it is the same whichever is said first.
    return Meaning(
        {key: tuple(sorted(found, key=repr)) for key, found in said.items()},
        {span: frozenset(found) for span, found in borne.items()},
    )


def differing(old: Meaning, new: Meaning) -> frozenset[Key]:
    """What is not said alike of on both sides."""
    return frozenset(key for key in old.said.keys() | new.said.keys() if old.said.get(key) != new.said.get(key))


def renamings(
    old: model.Program, new: model.Program, same_section: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]
) -> tuple[Renamed, ...]:
    """Defined values that keep their content under a new name, in the order of the old text.

    same_section: the paths of sections on both sides that are the same section. A value is only known again there, and
    only where one alone has its content.
    """
    gone, come = _only(old, _defined(new)), _only(new, _defined(old))
    if not gone or not come:
        return ()
    paths = dict(same_section)
    # Which of them is meant cannot be part of what they mean.
    masked = {symbol: model.Symbol(symbol.concept, "?") for symbol in (*gone, *come)}
    numbers = Numbers()
    places: dict[Hashable, tuple[list[model.Symbol], list[model.Symbol]]] = {}
    for side, symbols in enumerate((gone, come)):
        work = _Work(numbers, masked)
        for symbol in symbols:
            found = symbols[symbol]
            sections = {d.section.path for d in found} if side else {paths.get(d.section.path) for d in found}
            meaning = frozenset((work.definition(d), d.reading) for d in found)
            places.setdefault((symbol.concept, frozenset(sections), meaning), ([], []))[side].append(symbol)
    pairs = {before[0]: after[0] for before, after in places.values() if len(before) == 1 and len(after) == 1}
    while True:
        # Once they are known by their new names, all that they say must be said by the new ones.
        before, after = meaning_of(old, numbers, pairs), meaning_of(new, numbers)
        wrong = [
            one for one, other in pairs.items() if before.said.get(("value", other)) != after.said.get(("value", other))
        ]
        if not wrong:
            return tuple(Renamed(symbol, pairs[symbol]) for symbol in gone if symbol in pairs)
        for one in wrong:
            del pairs[one]


def _only(program: model.Program, there: frozenset[model.Symbol]) -> dict[model.Symbol, list[model.Definition]]:
    """The definitions of what only this program knows, but for what norms decide, which their content names."""
    found: dict[model.Symbol, list[model.Definition]] = {}
    for definition in program.definitions:
        if definition.symbol not in there and not isinstance(definition.node, nodes.Norm):
            found.setdefault(definition.symbol, []).append(definition)
    return found


def _defined(program: model.Program) -> frozenset[model.Symbol]:
    """All that has a name in the program, given or computed."""
    given = (*program.inputs, *(one for concept in program.concepts for one in concept.attributes))
    return frozenset((*(d.symbol for d in program.definitions), *(one.symbol for one in given)))


def _exempted(expression: model.Expression) -> tuple[model.Exempted, ...]:
    return expression.exceptions if isinstance(expression, model.Exceptions) else ()


def _symbols(norm: model.Norm) -> Iterator[model.Symbol]:
    values = (norm.decision, norm.covered, norm.amount, norm.extent, norm.deadline, *(part for _, part in norm.parts))
    return (symbol for symbol in values if symbol is not None)


def _carried(line: nodes.NormLine) -> Hashable:
    """All that a line says, without the conditions and values, which the program has."""
    fields = (name for name in field_names(type(line)) if name not in ("marks", "trivia", "span"))
    return type(line).__name__, tuple((name, getattr(line, name)) for name in fields if name not in _COMPUTED)


@attrs.define(eq=False)
class _Work:
    """numbered: by identity, what has a number already; what is shared is numbered once."""

    numbers: Numbers
    renamed: Mapping[model.Symbol, model.Symbol]
    numbered: dict[int, int] = attrs.field(factory=dict)

    def symbol(self, symbol: model.Symbol) -> model.Symbol:
        return self.renamed.get(symbol, symbol)

    def definition(self, definition: model.Definition) -> Hashable:
        return (
            self.number(definition.expression),
            definition.type,
            definition.unit_text,
            definition.shown,
            definition.shown_in,
            definition.paid_out,
            definition.reading,
        )

    def attribute(self, attribute: model.Attribute) -> Hashable:
        judge = attribute.judge
        regard = () if judge is None else tuple(map(self.symbol, judge.regard))
        who = None if judge is None else (judge.who, judge.verb, judge.question)
        default = (type(attribute.default).__name__, attribute.default)
        # What it describes is what is to be given: another index, or another day of measure, is another input.
        described = attribute.description
        return (
            attribute.type,
            attribute.unit_text,
            attribute.limits,
            default,
            attribute.per_year,
            who,
            regard,
            described,
        )

    def norm(self, norm: model.Norm) -> Hashable:
        applies = None if norm.applies is None else self.number(norm.applies)
        values = tuple(map(self.symbol, _symbols(norm)))
        days = tuple(day for day, _ in norm.parts)
        texts = (norm.amount_text, norm.deadline_text)
        # The program has what is decided and computed; what is only carried is in the lines.
        said = tuple(map(_carried, norm.node.lines))
        return norm.bearer, norm.row, norm.modality, norm.content, applies, values, days, texts, norm.reading, said

    def number(self, thing: object) -> int:
        """Of an expression or a part of one."""
        found = self.numbered.get(id(thing))
        if found is None:
            found = self.numbered[id(thing)] = self.numbers.of(self._meant(thing))
        return found

    def _meant(self, thing: Any) -> Hashable:
        match thing:
            case model.Cases(branches=branches, exclusive=False):
                plain = next((at for at, branch in enumerate(branches) if branch.otherwise), len(branches))
                first = tuple(sorted(map(self.number, branches[:plain])))
                return "Cases", False, first, tuple(map(self.number, branches[plain:]))
            case model.Exceptions():
                return "Exceptions", self.number(thing.base), tuple(sorted(map(self.number, thing.exceptions)))
            case model.Logic(operator="and" | "or"):
                return "Logic", thing.operator, tuple(sorted(map(self.number, thing.parts)))
            case model.Table(hit="unique"):
                rows = tuple(sorted(map(self.number, thing.rows)))
                return "Table", "unique", tuple(map(self.number, thing.columns)), rows
            case model.Lookup():
                return "Lookup", self.number(thing.table), thing.result
            case model.Symbol():
                return "Symbol", self.symbol(thing)
            case model.OneOf():
                return "OneOf", frozenset((type(one).__name__, one) for one in thing.values)
            case tuple():
                return "tuple", tuple(map(self.number, thing))
            case _ if is_frozen(type(thing)):
                fields = (name for name in field_names(type(thing)) if name not in _SILENT)
                return type(thing).__name__, tuple((name, self.number(getattr(thing, name))) for name in fields)
            case _:
                return type(thing).__name__, thing
