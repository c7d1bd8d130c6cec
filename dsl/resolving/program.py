"""A whole regulation: declarations, then rules in an order that knows every type, then readings and examples."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model, names, nodes, units
from dsl.problems import Problem
from dsl.problems.interpretations import NothingInterpreted
from dsl.problems.names import DeclaredTwice, UnknownName
from dsl.problems.sections import NotDefinedThere, UnknownSection
from dsl.problems.values import NothingPaid, Side, UnitsDiffer, WrongType
from dsl.problems.years import NotYearly
from dsl.resolving import (
    agreement,
    declarations,
    examples,
    given,
    header,
    judging,
    linking,
    norm_list,
    operations,
    ordering,
    percentages,
    promises,
    published,
    rules,
    years,
)
from dsl.resolving.collecting import Collected, Placed, Question, Reading, collect
from dsl.resolving.context import PENDING, PLAIN, TRUTH, Context, YearlyUse
from dsl.resolving.lookup import Scope
from dsl.resolving.norm_groups import Decided, Said
from dsl.resolving.subjects import subject_symbol
from dsl.resolving.vocabulary import Definable, Defined, Vocabulary

# Rules that refer to each other, back through the years, tell each other's units within a few rounds.
_ROUNDS = 4


def resolve(
    regulation: nodes.Regulation,
    elsewhere: linking.Elsewhere = linking.nowhere,
    *,
    every: bool = False,
    amended: bool = False,
) -> tuple[model.Program, tuple[Problem, ...]]:
    """The program and every problem of what it means. With problems, the rules that have them are not in it.

    elsewhere: the sections of other regulations that this one refers to
    every: whether all that norms can decide is defined, though nothing asks for it: that somebody must do what it is
        also said when it is followed
    amended: whether it read otherwise in earlier years, so that any value may differ between years
    """
    collected, nested = collect(regulation)
    problems: list[Problem] = [*nested, *linking.called_alike(regulation)]
    read, wrong = header.read(regulation.header)
    problems.extend(wrong)
    known, defined, said = declarations.declare(regulation, collected, problems, every=every)
    work = _Work(known, collected, defined, read.years[0], problems)
    interpretations = tuple(_interpretation(question, defined, problems) for question in collected.questions)
    outside = work.exceptions()
    definitions = work.definitions(outside)
    assumptions = work.assumptions()
    norms = work.norms(said)
    scopes = work.scopes_of_rows()
    known = work.finished()
    by_year = years.yearly(definitions, known.attributes)
    constant = [use for use in work.yearly if use.symbol not in by_year and work.types.get(use.symbol) is not None]
    if constant and not amended:
        problems.extend(NotYearly(use.span, use.name) for use in constant)
        definitions = years.without_other_years(definitions, by_year)
    world = given.World(
        known, work.types, {d.symbol: d for d in definitions}, interpretations, read.calculation_year, problems
    )
    program = model.Program(
        title=regulation.title,
        authority=read.authority,
        files=(regulation.span.file,),
        header=regulation.header,
        concepts=tuple(known.concepts.values()),
        inputs=known.inputs,
        definitions=definitions,
        interpretations=interpretations,
        assumptions=assumptions,
        norms=norms,
        scopes=scopes,
        references_out=linking.references(collected, elsewhere, problems),
        roles=tuple(dict.fromkeys(role.name for role in known.roles.values())),
        examples=examples.examples(regulation, world),
        references=published.references(regulation, world),
        promises=promises.promises(collected.promises, world),
        sections=collected.sections,
        calculation_year=read.calculation_year,
        years=read.years,
        periods=read.periods,
        elections=read.elections,
        depends_on_year=years.depending(
            (
                *(definition.expression for definition in definitions),
                *(scope.condition for scope in scopes),
                *(assumption.condition for assumption in assumptions),
            ),
            by_year,
        ),
        regulation=regulation,
    )
    # A rule that beats several definitions is read with each; its mistakes are told once.
    return program, tuple(dict.fromkeys(problems))


@attrs.define(eq=False)
class _Work:
    """What is under way: types of values as they become known, and problems."""

    vocabulary: Vocabulary
    collected: Collected
    defined: tuple[Defined, ...]
    first_year: int | None
    problems: list[Problem]
    types: dict[model.Symbol, model.Type | None] = attrs.field(factory=dict)
    yearly: list[YearlyUse] = attrs.field(factory=list)
    judged: dict[model.Symbol, model.Attribute] = attrs.field(factory=dict)
    scopes: dict[tuple[str | None, Reading | None], Scope] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for members in self.vocabulary.members.values():
            for entries in members.values():
                for entry in entries:
                    if not entry.computed:
                        attribute = self.vocabulary.attributes.get(entry.symbol)
                        self.types[entry.symbol] = None if attribute is None else attribute.type
        for rule in self.defined:
            node = rule.node
            if isinstance(node, nodes.Definition) and isinstance(node.body, nodes.When):
                self.types.setdefault(rule.symbols[0], TRUTH)
            if isinstance(rule.placed, Decided) and rule.placed.relation is not None:
                self.types.setdefault(rule.symbols[0], TRUTH)

    def context(self, concept: str | None, reading: Reading | None, trial: bool = False) -> Context:
        key = (concept, reading)
        if key not in self.scopes:
            self.scopes[key] = Scope(self.vocabulary, concept, reading)
        if trial:
            return Context(self.scopes[key], self.types, self.first_year, [], [])
        return Context(self.scopes[key], self.types, self.first_year, self.problems, self.yearly, self.judged)

    def definitions(self, outside: Mapping[int, Sequence[Placed]]) -> tuple[model.Definition, ...]:
        """Every definition without problems, in the order of the text."""
        forms = self._forms()
        others = {
            index: [placed.node for placed in found if isinstance(placed.node, nodes.ExceptionRule)]
            for index, found in outside.items()
        }
        made: dict[int, tuple[model.Definition, ...]] = {}
        for group, cyclic in ordering.groups(self.defined, others):
            if cyclic:
                self._settle(group, forms, outside)
            for index in group:
                found = self._expressions(index, forms, outside, trial=False)
                made[index] = self._made(index, found, forms)
        return tuple(definition for index in sorted(made) for definition in made[index])

    def assumptions(self) -> tuple[model.Assumption, ...]:
        found = []
        for placed in self.collected.rules:
            if isinstance(placed.node, nodes.Assumption):
                assumption = rules.assumption(placed, placed.node, self.context(None, placed.reading))
                if assumption is not None:
                    found.append(assumption)
        return tuple(found)

    def norms(self, said: Sequence[Said]) -> tuple[model.Norm, ...]:
        """Every norm, one for each content, with the values that it defines."""
        decided = [rule.placed for rule in self.defined if isinstance(rule.placed, Decided)]
        return norm_list.norms(said, decided, self.context)

    def scopes_of_rows(self) -> tuple[model.Scope, ...]:
        """`regelverket omfattar partier vars C`."""
        found = []
        for stated in self.collected.stated:
            if isinstance(stated.node, nodes.Scope):
                scope = norm_list.scope(stated, stated.node, self.context)
                if scope is not None:
                    found.append(scope)
        return tuple(found)

    def finished(self) -> Vocabulary:
        """The vocabulary with the judgements that were asked for, and what decisions of others have regard to."""
        judgements = judging.finished(self.judged)
        self.types.update((judgement.symbol, judgement.type) for judgement in judgements)
        regarded = norm_list.with_regard(self.vocabulary, self.collected, self.context)
        return judging.with_judgements(regarded, judgements)

    def exceptions(self) -> dict[int, list[Placed]]:
        """`undantag från § …` by the definitions that they beat."""
        sections: dict[str, str] = {}
        for section in self.collected.sections:
            sections.setdefault(section.label, section.label)
            sections.setdefault(section.label.partition(" ")[2], section.label)
        by_symbol: dict[model.Symbol, list[int]] = {}
        for index, rule in enumerate(self.defined):
            for symbol in rule.symbols:
                by_symbol.setdefault(symbol, []).append(index)
        found: dict[int, list[Placed]] = {}
        for placed in self.collected.rules:
            node = placed.node
            if not isinstance(node, nodes.ExceptionRule):
                continue
            label = sections.get(node.section)
            if label is None:
                self.problems.append(UnknownSection(node.span, node.section, names.nearest(node.section, sections)))
                continue
            symbol = subject_symbol(node.subject, self.vocabulary.row_genitives)
            entry = self.vocabulary.members.get(symbol.concept, {}).get(symbol.name, ())
            targets = [index for one in entry for index in by_symbol.get(one.symbol, ())]
            there = [index for index in targets if self.defined[index].placed.section.label == label]
            if not there:
                place = self.defined[targets[0]].node.span if targets else None
                self.problems.append(NotDefinedThere(node.span, node.subject.name, label, place))
            for index in there:
                found.setdefault(index, []).append(placed)
        return found

    def _forms(self) -> dict[model.Symbol, tuple[str, ...]]:
        """Every form of each symbol, from all the places that define it."""
        found: dict[model.Symbol, dict[str, None]] = {}
        for rule in self.defined:
            for symbol, forms in zip(rule.symbols, rule.forms, strict=True):
                found.setdefault(symbol, {}).update(dict.fromkeys(forms))
        return {symbol: tuple(forms) for symbol, forms in found.items()}

    def _settle(
        self, group: list[int], forms: Mapping[model.Symbol, tuple[str, ...]], outside: Mapping[int, Sequence[Placed]]
    ) -> None:
        """Work out the types of rules that refer to each other; those that nothing decides become plain numbers. Where
        one of them is wrong nothing is known of those that wait for it."""
        symbols = {symbol for index in group for symbol in self.defined[index].symbols}
        wrong = False
        for _ in range(_ROUNDS):
            wrong = False
            for index in group:
                found = self._expressions(index, forms, outside, trial=True)
                wrong = wrong or None in found
                for symbol, value in zip(self.defined[index].symbols, found, strict=True):
                    if value is not None and value.type is not PENDING:
                        self.types.setdefault(symbol, value.type)
            if symbols <= self.types.keys():
                return
        for symbol in symbols:
            self.types.setdefault(symbol, None if wrong else PLAIN)

    def _expressions(
        self,
        index: int,
        forms: Mapping[model.Symbol, tuple[str, ...]],
        outside: Mapping[int, Sequence[Placed]],
        trial: bool,
    ) -> tuple[model.Expression | None, ...]:
        rule = self.defined[index]
        concept = rule.symbols[0].concept
        known = tuple(forms[symbol] for symbol in rule.symbols)
        beating = [
            rules.Outside(placed.node, placed.section, self.context(concept, placed.reading, trial))
            for placed in outside.get(index, ())
            if isinstance(placed.node, nodes.ExceptionRule)
        ]
        return rules.expressions(rule, known, beating, self.context(concept, rule.placed.reading, trial))

    def _made(
        self, index: int, found: tuple[model.Expression | None, ...], forms: Mapping[model.Symbol, tuple[str, ...]]
    ) -> tuple[model.Definition, ...]:
        rule = self.defined[index]
        node = rule.node
        made = []
        for symbol, value in zip(rule.symbols, found, strict=True):
            kind = None if value is None else self._kind(symbol, value, rule.placed.reading)
            if value is None or kind is None:
                self.types.setdefault(symbol, None)
                continue
            unit_text = units.unit_text(kind.unit) if isinstance(kind, model.Number) else None
            shown, shown_in = self._shown(node, kind)
            made.append(
                model.Definition(
                    symbol=symbol,
                    type=kind,
                    expression=value,
                    unit_text=unit_text,
                    shown=shown,
                    shown_in=shown_in,
                    paid_out=self._paid_out(node, kind),
                    section=rule.placed.section,
                    forms=forms[symbol],
                    reading=rule.placed.reading,
                    node=node,
                )
            )
        return tuple(made)

    def _kind(self, symbol: model.Symbol, value: model.Expression, reading: Reading | None) -> model.Type | None:
        """The type of the value, which every reading must give alike."""
        kind = PLAIN if value.type is PENDING else value.type
        before = self.types.get(symbol)
        if before is None or reading is None:
            self.types[symbol] = kind
            return kind
        if isinstance(before, model.Number) and isinstance(kind, model.Number):
            if before.unit.same_dimension(kind.unit) and percentages.is_share(before) == percentages.is_share(kind):
                self.types[symbol] = agreement.of_kinds(before, kind)
                return kind
            where = agreement.span(value)
            entry = self.vocabulary.members[symbol.concept][symbol.name][0]
            first = Side(entry.span, units.unit_text(units.shown(before.unit)))
            self.problems.append(
                UnitsDiffer(where, "choose", first, Side(where, units.unit_text(units.shown(kind.unit))))
            )
            return None
        if agreement.kind(before) != agreement.kind(kind):
            self.problems.append(WrongType(agreement.span(value), agreement.kind(before), agreement.kind(kind)))
            return None
        return kind

    def _shown(self, node: Definable, kind: model.Type) -> tuple[Fraction | None, units.Unit | None]:
        """The step of `visas i …`, and the unit where it is another one for the same: procent of a plain number."""
        details = () if isinstance(node, nodes.Norm) else node.details
        detail = next((detail for detail in details if isinstance(detail, nodes.Shown)), None)
        if detail is None:
            return None, None
        step = detail.step
        if not isinstance(kind, model.Number):
            self.problems.append(WrongType(step.span, "number", agreement.kind(kind)))
            return None, None
        written = Side(node.span, units.unit_text(units.shown(kind.unit)))
        size = operations.size(step, kind, written, self.vocabulary.units, self.problems)
        named = None if step.unit is None else units.parse(step.unit, self.vocabulary.units)
        other = named is not None and named.powers == kind.unit.powers and named != kind.unit
        return None if detail.exact else size, named if other else None

    def _paid_out(self, node: Definable, kind: model.Type) -> bool:
        """Whether `betalas ut` stands below it."""
        details = () if isinstance(node, nodes.Norm) else node.details
        detail = next((detail for detail in details if isinstance(detail, nodes.PaidOut)), None)
        if detail is None:
            return False
        if not isinstance(kind, model.Number):
            self.problems.append(WrongType(detail.span, "number", agreement.kind(kind)))
        elif not kind.unit.powers:
            self.problems.append(NothingPaid(detail.span, units.unit_text(kind.unit)))
        return True


def _interpretation(question: Question, defined: tuple[Defined, ...], problems: list[Problem]) -> model.Interpretation:
    node = question.node
    readings = tuple(reading.name for reading in node.readings)
    for position, reading in enumerate(node.readings):
        if reading.name in readings[:position]:
            problems.append(DeclaredTwice(reading.span, reading.name, node.readings[readings.index(reading.name)].span))
    if len(set(readings)) < 2:
        problems.append(NothingInterpreted(node.span, node.name))
    if node.in_force not in readings:
        near = names.nearest(node.in_force, readings)
        problems.append(UnknownName(node.in_force_span or node.span, node.in_force, "reading", near))
    by_symbol: dict[model.Symbol, set[str]] = {}
    for rule in defined:
        if rule.placed.reading is not None and rule.placed.reading[0] == node.name:
            for symbol in rule.symbols:
                by_symbol.setdefault(symbol, set()).add(rule.placed.reading[1])
    shared = tuple(symbol for symbol, found in by_symbol.items() if found == set(readings))
    return model.Interpretation(
        node.name, node.question, readings, node.in_force, node.reason, shared, question.section, node.span
    )
