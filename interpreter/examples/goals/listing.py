"""All goals of a program, in the order of the text, and where each is met: at which expression, on which outcome.

One pass over all definitions, in force or not. A rule stands in a context (the cases above it that did not apply);
what cannot happen there is no goal. What takes too long to decide may be one.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.checking.branches import check_branches
from dsl.checking.program import Subject
from dsl.domains import Numbers
from dsl.expressions import parts, ranks
from dsl.resolving.mentions import covered
from dsl.source import Span
from interpreter.examples.goals.conditions import Conditions
from interpreter.examples.goals.decisions import Wanted
from interpreter.examples.goals.goal import (
    BranchTaken,
    DateInForce,
    Defined,
    ExceptionApplied,
    ExtremeTaken,
    Goal,
    IndexApplied,
    NormDecided,
    ReadingFollowed,
    ScopeDecided,
    Settled,
    ShareGiven,
    ShareSettled,
)
from interpreter.examples.goals.ledger import At, Ledger, Marks
from interpreter.examples.goals.possible import Possible
from interpreter.examples.goals.tables import Tables


def goals_of(program: model.Program) -> tuple[Goal, ...]:
    """What an example can show of the program, each once, in the order of the text: of every reading, and without what
    the checks prove can never happen."""
    return marks_of(program).goals


def marks_of(program: model.Program) -> Marks:
    """The goals, and where each is met."""
    return _Lister(program).listed()


class _Lister:
    def __init__(self, program: model.Program) -> None:
        self.program = program
        subject = Subject(program)
        self.possible = Possible(subject)
        self.open = check_branches(subject).open
        self.ledger = Ledger(program)
        self.conditions = Conditions(self.ledger, self.possible)
        self.tables = Tables(self.ledger, self.possible)
        # Says whether norms speak of a row -> what they decide.
        self.covers = _covers(program)
        self.decided = set(self.covers.values())

    def listed(self) -> Marks:
        self._readings()
        for scope in self.program.scopes:
            self.ledger.turn_to(None)
            for inside in (True, False):
                what = ScopeDecided(inside, scope)
                self.ledger.mark(scope, inside, "exception", scope.span, what, scope.section)
            self._below(self.conditions.note(At(scope.condition, scope.section, scope.span), held=False))
        for definition in self.program.definitions:
            self.ledger.turn_to(definition)
            self._definition(definition)
        return self.ledger.closed()

    def _readings(self) -> None:
        # A reading that defines nothing cannot be seen in any value.
        defining = {definition.reading for definition in self.program.definitions}
        for asked in self.program.interpretations:
            for reading in asked.readings:
                if (asked.name, reading) in defining:
                    goal = self.ledger.goal("reading", asked.span, ReadingFollowed(asked.name, reading), asked.section)
                    self.ledger.readings[asked.name, reading] = goal

    def _definition(self, definition: model.Definition) -> None:
        expression, section, symbol = definition.expression, definition.section, definition.symbol
        span = definition.node.span
        normed = isinstance(definition.node, nodes.Norm)
        if normed and isinstance(expression, model.Constant):
            # Nothing decides it, so nothing can be shown of it.
            return
        decided = self.covers.get(symbol)
        if decided is not None:
            self.ledger.mark(definition, False, "norm", span, NormDecided(decided, None, definition), section)
        elif symbol in self.decided:
            for answer in self._answers(expression):
                self.ledger.mark(definition, answer, "norm", span, NormDecided(symbol, answer, definition), section)
        else:
            self.ledger.mark(definition, "reached", "definition", span, Defined(symbol), section)
        start = At(expression, section, span)
        if isinstance(definition.type, model.Truth) and not isinstance(expression, model.Cases):
            self._below(self.conditions.note(start, held=decided is None and self._tells(expression)))
        else:
            self._below([start])

    def _tells(self, truth: model.Expression) -> bool:
        """Whether nothing else tells that a truth which is a value came out yes, and no: of a norm, what it decides
        does, unless it is put together from several."""
        definition = self.ledger.definition
        normed = definition is not None and isinstance(definition.node, nodes.Norm)
        return not normed or (isinstance(truth, model.Logic) and truth.node is None)

    def _answers(self, expression: model.Expression) -> tuple[bool | None, ...]:
        """What a decision can come to: yes, no, and that no norm speaks of it."""
        found: set[bool | None] = {None} if expression in self.open else set()
        values = [expression]
        if isinstance(expression, model.Cases):
            values = []
            above: tuple[Wanted, ...] = ()
            for branch in expression.branches:
                if branch.condition is not None or self.possible.together(above):
                    values.append(branch.value)
                above = above if branch.condition is None else (*above, (branch.condition, False))
        for value in values:
            answer = _answer(value)
            found |= {answer} if answer is None or isinstance(answer, bool) else {True, False}
        return tuple(answer for answer in (True, False, None) if answer in found)

    # -- values ------------------------------------------------------------------------------------

    def _below(self, starts: Iterable[At]) -> None:
        """The goals of values and of all that they are made of."""
        seen: set[model.Expression] = set()
        waiting = list(starts)[::-1]
        while waiting:
            here = waiting.pop()
            if here.expression not in seen:
                seen.add(here.expression)
                waiting.extend(reversed(list(self._value(here))))

    def _value(self, here: At) -> Iterable[At]:
        """Notes its own goals and those of its conditions; gives the values in it."""
        expression = here.expression
        below = [attrs.evolve(here, expression=part) for part in parts(expression)]
        if isinstance(expression, model.Formula):
            return below
        match expression:
            case model.Cases():
                return self._cases(expression, here)
            case model.Exceptions():
                return self._exceptions(expression, here)
            case model.ShareOf(sharing) | model.LeftOf(sharing):
                return self._sharing(sharing, here)
            case model.Aggregate(value=value, where=where):
                found = [] if value is None else [At(value, here.section, here.place)]
                if where is not None:
                    found += self.conditions.note(At(where, here.section, here.place), held=True)
                return found
            case model.Follow(relation, value):
                return attrs.evolve(here, expression=relation), At(value, here.section, here.place)
            case model.Compare() | model.Logic() | model.Quantified() | model.YearTest():
                return self.conditions.note(here, held=self._tells(expression))
            case model.Lookup(table):
                self.tables.table(table, here)
            case model.Brackets():
                self.tables.brackets(expression, here)
            case model.Extreme():
                self._extreme(expression, here)
            case model.Timeline(values):
                for index, dated in enumerate(values):
                    if self._in_force(values, index):
                        what = DateInForce(index, False, expression)
                        self.ledger.mark(expression, index, "branch", dated.span, what, here.section)
                    if self._ends(dated):
                        what = DateInForce(index, True, expression)
                        self.ledger.mark(expression, ("last", index), "boundary", dated.span, what, here.section)
            case model.Indexed(first_year=first):
                last = self.program.years[1]
                if last is None or first <= last:
                    what_raised = IndexApplied(expression)
                    self.ledger.mark(expression, True, "branch", here.place, what_raised, here.section)
            case model.Ranking() | model.OnDay() | model.AsOf():
                pass
            case _:
                assert_never(expression)
        return below

    def _cases(self, cases: model.Cases, here: At) -> Iterator[At]:
        definition = self.ledger.definition
        symbol = self._symbol()
        normed = definition is not None and isinstance(definition.node, nodes.Norm)
        of = ranks(cases)
        for index, branch in enumerate(cases.branches):
            at = attrs.evolve(here, section=branch.section or here.section, span=branch.span)
            if not normed or _alike(cases, index, symbol in self.decided):
                what = BranchTaken(symbol, index, cases)
                self.ledger.mark(cases, index, "branch", branch.span, what, at.section)
            above = (one.condition for one, rank in zip(cases.branches, of, strict=True) if rank < of[index])
            inside = (*here.context, *((condition, False) for condition in above if condition is not None))
            if branch.condition is not None:
                asked = attrs.evolve(at, expression=branch.condition, context=inside)
                yield from self.conditions.note(asked, held=False)
                inside = (*inside, (branch.condition, True))
            yield attrs.evolve(at, expression=branch.value, context=inside)
        if not normed and cases in self.open:
            self.ledger.mark(cases, None, "branch", here.span, BranchTaken(symbol, None, cases), here.section)

    def _exceptions(self, exceptions: model.Exceptions, here: At) -> Iterator[At]:
        symbol = self._symbol()
        base = (*here.context, *((exempted.condition, False) for exempted in exceptions.exceptions))
        if self.possible.together(base):
            what = ExceptionApplied(symbol, None, exceptions)
            self.ledger.mark(exceptions, None, "exception", here.span, what, here.section)
            yield attrs.evolve(here, expression=exceptions.base, context=base)
        for index, exempted in enumerate(exceptions.exceptions):
            at = attrs.evolve(here, section=exempted.section, span=exempted.span)
            what = ExceptionApplied(symbol, index, exceptions)
            self.ledger.mark(exceptions, index, "exception", exempted.span, what, exempted.section)
            yield from self.conditions.note(attrs.evolve(at, expression=exempted.condition), held=False)
            inside = (*here.context, (exempted.condition, True))
            yield attrs.evolve(at, expression=exempted.value, context=inside)

    def _symbol(self) -> model.Symbol:
        """Of what is being defined; what stands outside definitions has no name."""
        definition = self.ledger.definition
        return model.Symbol(None, "") if definition is None else definition.symbol

    def _extreme(self, extreme: model.Extreme, here: At) -> None:
        apart = self.possible.apart(extreme.left, extreme.right)
        for side in ("left", "right"):
            # Left counts where it is the higher (the lower) of the two.
            above = (side == "left") == (extreme.kind == "higher")
            end = None if apart is None else apart.high if above else apart.low
            if end is None or (end > 0 if above else end < 0):
                what = ExtremeTaken("left" if side == "left" else "right", extreme)
                self.ledger.mark(extreme, side, "branch", here.place, what, here.section)
        if extreme.bound and apart is not None and _meets_zero(apart):
            self.ledger.mark(extreme, "both", "boundary", here.place, ExtremeTaken("both", extreme), here.section)

    def _sharing(self, sharing: model.Sharing, here: At) -> Iterator[At]:
        at = At(sharing.pot, here.section, sharing.node.span)
        for index, give in enumerate(sharing.gives):
            if give.where is not None:
                asked = At(give.where, here.section, give.node.span)
                for given in (True, False):
                    if self.possible.together([(give.where, given)]):
                        what = ShareGiven(index, given, sharing)
                        self.ledger.mark(sharing, (index, given), "branch", give.node.span, what, here.section)
                yield from self.conditions.note(asked, held=False)
        for how, span in _settled(sharing):
            self.ledger.mark(sharing, how, "branch", span, ShareSettled(how, sharing), here.section)
        wheres = {give.where for give in sharing.gives}
        for part in parts(here.expression):
            if part not in wheres:
                yield attrs.evolve(at, expression=part)

    def _in_force(self, values: Sequence[model.Dated], index: int) -> bool:
        """Whether the value is in force some day of the years that the regulation is."""
        first, last = self.program.years
        ends = values[index].last
        if ends is None and index + 1 < len(values):
            ends = values[index + 1].first - datetime.timedelta(days=1)
        began = last is None or values[index].first.year <= last
        return began and (first is None or ends is None or ends.year >= first)

    def _ends(self, dated: model.Dated) -> bool:
        """Whether it is said when it ends, and the regulation is in force that day."""
        first, last = self.program.years
        return (
            dated.last is not None
            and (last is None or dated.last.year <= last)
            and (first is None or dated.last.year >= first)
        )


def _covers(program: model.Program) -> dict[model.Symbol, model.Symbol]:
    """What says whether norms speak of a row, whether it is there or not -> what they decide."""
    found = {}
    for definition in program.definitions:
        if isinstance(definition.node, nodes.Norm) and isinstance(definition.type, model.Truth):
            symbol = definition.symbol
            relation, _, quoted = symbol.name.partition(' "')
            content, _, suffix = quoted.rpartition('"')
            if relation in ("får", "har rätt till", "uppfyller", "ska"):
                found[attrs.evolve(symbol, name=covered(relation, content) + suffix)] = symbol
    return found


def _alike(cases: model.Cases, index: int, decided: bool) -> bool:
    """Of what norms define: whether other cases give the same answer, so that the answer does not tell which it was."""
    branches = cases.branches
    if not decided:
        return len(branches) > 1
    same = [branch for branch in branches if _answer(branch.value) == _answer(branches[index].value)]
    return len(same) > 1


def _answer(value: model.Expression) -> object:
    """What a rule says outright, None where it leaves it open; else the rule itself."""
    if isinstance(value, model.NotRegulated):
        return None
    return value.value if isinstance(value, model.Constant) else value


def _meets_zero(apart: Numbers) -> bool:
    """Whether the two can be the same."""
    above = apart.low is None or apart.low < 0 or (apart.low == 0 and not apart.low_open)
    below = apart.high is None or apart.high > 0 or (apart.high == 0 and not apart.high_open)
    return above and below


def _settled(sharing: model.Sharing) -> Iterator[tuple[Settled, Span]]:
    """What may become of a share, with the line that says so."""
    for step in sharing.node.steps:
        match step:
            case nodes.Cap():
                yield "cut", step.span
                yield "uncut", step.span
            case nodes.Remainder() if step.taker is not None:
                yield "taken", step.span
            case nodes.Stays():
                yield "left", step.span
            case nodes.InTurn():
                yield "short", step.span
            case _:
                pass
        tied = step.taker if isinstance(step, nodes.Remainder) else step
        if isinstance(tied, nodes.ToRow | nodes.LargestRemainder | nodes.SainteLague | nodes.InTurn) and tied.tie:
            yield "lot", step.span
