"""Conditions as sets of cases: what each asks about becomes an axis, and each condition a union of boxes.

Comparisons of one expression with constants share an axis over its domain; two expressions compared with each other
have one for how they stand to each other; everything else that is true or false is an axis of its own. A named truth
counts as the condition that defines it. Two conditions never hold at once when their boxes do not meet; when they
meet, a case in the meeting is one where both hold, unless axes depend on each other in ways that nothing here sees.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, assert_never

import attrs

from dsl import domains, model, nodes
from dsl.checking import bounds
from dsl.checking.program import Subject, text
from dsl.domains import Axis, Box, Domain, Numbers, Point, Undecided, Values
from dsl.expressions import post_order, shape
from dsl.formatting.expressions import nothing, one_line
from dsl.frozen import identical
from dsl.model import Expression
from dsl.problems.counterexample import Case, Compared, Exactly, Holds, Sample, Setting
from dsl.years.periods import decides, true_years

# Boxes of one condition; a condition that needs more is not decided.
MOST_BOXES = 500

_ORDERED = Values(("<", "=", ">"))
_UNORDERED = Values(("=", "≠"))
_TRUTHS = Values((True, False))
_YES = model.OneOf(frozenset({True}))
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "≠": "≠"}
_SIGNS = {
    "<": frozenset("<"),
    ">": frozenset(">"),
    "<=": frozenset("<="),
    ">=": frozenset(">="),
    "=": frozenset("="),
    "≠": frozenset("<>≠"),
}


@identical
class Question:
    """What an axis asks: the value of `asked`; how it stands to `other`; whether it holds; or which year it is.

    asked: as it was first written
    """

    kind: Literal["value", "compared", "holds", "year"]
    asked: Expression
    other: Expression | None
    domain: Domain
    tests: list[model.Test]


@identical
class Cases:
    """Conditions side by side. boxes: for each condition, in order, the boxes where it holds. steps: for questions."""

    subject: Subject
    steps: domains.Steps
    questions: tuple[Question, ...]
    axes: tuple[Axis, ...]
    boxes: tuple[tuple[Box, ...], ...]

    @property
    def space(self) -> Box:
        return tuple(axis.all for axis in self.axes)

    def case(self, point: Point, *within: Box) -> Case:
        """The point in words-ready data. within: leave out what none of these boxes asks about."""
        return tuple(
            _setting(self.subject, question, axis.samples[piece])
            for number, (question, axis, piece) in enumerate(zip(self.questions, self.axes, point, strict=True))
            if not within or any(box[number] != axis.all for box in within)
        )


def cases(subject: Subject, conditions: Sequence[Expression | None]) -> Cases | Undecided:
    """None is the condition that always holds."""
    reader = _Reader(subject)
    for condition in conditions:
        if condition is not None:
            reader.read(condition)
    axes = tuple(domains.cut(question.domain, question.tests) for question in reader.questions)
    steps = subject.steps()
    whole: _Sparse = {number: axis.all for number, axis in enumerate(axes)}
    boxes = []
    for condition in conditions:
        found = _boxes(condition, reader, axes, steps)
        if found is None:
            return Undecided()
        boxes.append(tuple(tuple({**whole, **box}.values()) for box in found))
    return Cases(subject, steps, tuple(reader.questions), axes, tuple(boxes))


def setting(subject: Subject, asked: Expression, sample: Sample, written: str) -> Setting:
    """The value of an expression; written: how it is named."""
    unit = asked.type.unit if isinstance(asked.type, model.Number) else None
    return Setting(written, sample, unit, subject.unit_text(asked))


# -- reading conditions --------------------------------------------------------------------------


@identical
class _Atom:
    """Holds where one of the tests of the question does; negated: where none does."""

    question: int
    tests: tuple[int, ...]
    negated: bool = False


_Key = tuple[str | int, ...]


class _Reader:
    """Collects the questions that conditions ask, and what each comparison tests."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.questions: list[Question] = []
        self.by_key: dict[_Key, int] = {}
        self.atoms: dict[Expression, _Atom | bool] = {}

    def read(self, condition: Expression) -> None:
        for expression in post_order(condition, self.inside):
            if expression not in self.atoms and not self.inside(expression):
                self.atoms[expression] = self.atom(expression)

    def inside(self, expression: Expression) -> tuple[Expression, ...]:
        """The conditions that a condition is made of; nothing for one that is an atom."""
        if isinstance(expression, model.Reference):
            return self.defined(expression) if isinstance(expression.type, model.Truth) else ()
        joined = shape(expression).joined
        if joined is None:
            return ()
        # `X är ja` is asked about as X is.
        return joined[1] if isinstance(expression, model.Logic) or self.inside(joined[1][0]) else ()

    def defined(self, name: model.Reference) -> tuple[Expression, ...]:
        """What a value of the same year is defined as, where that is one thing in all readings."""
        defined = self.subject.definitions.get(name.symbol, ())
        if name.year or name.symbol in self.subject.circular or len(defined) != 1:
            return ()
        # What norms decide is asked about as it is: their conditions are compared by themselves.
        return () if isinstance(defined[0].node, nodes.Norm) else (defined[0].expression,)

    def atom(self, expression: Expression) -> _Atom | bool:
        if not isinstance(expression, model.Condition):
            return self.holds(expression, expression, False)
        match expression:
            case model.Compare(left=left):
                joined = shape(expression).joined
                return self.compare(expression) if joined is None else self.holds(left, expression, joined[0] == "not")
            case model.YearTest():
                return self.year(expression)
            case model.Quantified(quantifier="none"):
                some = attrs.evolve(expression, quantifier="some")
                return self.holds(some, expression, True)
            case model.Quantified() | model.Logic():
                return self.holds(expression, expression, False)
            case _:
                assert_never(expression)

    def holds(self, truth: Expression, written: Expression, negated: bool) -> _Atom:
        key = ("holds", self.subject.keys(truth))
        return self.ask(key, Question("holds", written, None, _TRUTHS, []), (_YES,), negated)

    def compare(self, compare: model.Compare) -> _Atom | bool:
        left, right = compare.left, compare.right
        operator: str = compare.operator
        one, other = self.constant(left), self.constant(right)
        if one is not None and other is None:
            left, right, other, operator = right, left, one, _FLIPPED[operator]
        elif isinstance(one, Fraction) and isinstance(other, Fraction):
            return _sign(one, other) in _SIGNS[operator]
        if isinstance(other, Fraction):
            question = Question("value", left, None, self.subject.domain(left), [])
            return self.number(("value", self.key(left)), question, operator, other)
        if other is not None:
            question = Question("value", left, None, self.subject.domain(left), [])
            tests = (model.OneOf(frozenset({other})),)
            return self.ask(("value", self.key(left)), question, tests, operator == "≠")
        if self.key(left) == self.key(right):
            return "=" in _SIGNS[operator]
        if self.key(left) > self.key(right):
            left, right, operator = right, left, _FLIPPED[operator]
        domain = _ORDERED if isinstance(left.type, model.Number | model.Day) else _UNORDERED
        question = Question("compared", left, right, domain, [])
        return self.ask(("compared", self.key(left), self.key(right)), question, (model.OneOf(_SIGNS[operator]),))

    def key(self, expression: Expression) -> int:
        """The same for a value and for what it is defined as, so that both are one question."""
        while isinstance(expression, model.Reference) and (defined := self.defined(expression)):
            (expression,) = defined
        return self.subject.keys(expression)

    def constant(self, expression: Expression) -> Fraction | str | None:
        """The number (of a day its ordinal), text or option that it always is."""
        match expression:
            case model.Constant(str() as value):
                return value
            case model.Constant(Fraction() as value):
                return value
            case model.Constant(datetime.date() as value):
                return Fraction(value.toordinal())
            case _:
                return bounds.single(self.subject.domain(expression))

    def number(self, key: _Key, question: Question, operator: str, bound: Fraction) -> _Atom:
        match operator:
            case ">=" | ">":
                test = model.Interval(bound, None, low_open=operator == ">")
            case "<=" | "<":
                test = model.Interval(None, bound, high_open=operator == "<")
            case _:
                test = model.Interval(bound, bound)
        return self.ask(key, question, (test,), operator == "≠")

    def year(self, test: model.YearTest) -> _Atom:
        program = self.subject.program
        first, last = (None if year is None else Fraction(year) for year in program.years)
        question = Question("year", test, None, Numbers(Fraction(1), first, last), [])
        match test.kind:
            case "first_of_period" | "last_of_period" | "election" as asked:
                known = true_years(program, asked)
                if not known or not decides(program, asked):
                    return self.holds(test, test, False)
                tests = [model.Interval(Fraction(year), Fraction(year)) for year in known]
                return self.ask(("year",), question, tests)
            case comparison:
                return self.number(("year",), question, comparison, Fraction(test.year or 0))

    def ask(self, key: _Key, question: Question, tests: Sequence[model.Test], negated: bool = False) -> _Atom:
        """question: to be asked unless one with this key is there already."""
        number = self.by_key.setdefault(key, len(self.questions))
        if number == len(self.questions):
            self.questions.append(question)
        known = self.questions[number].tests
        first = len(known)
        known.extend(tests)
        return _Atom(number, tuple(range(first, first + len(tests))), negated)


def _sign(one: Fraction, other: Fraction) -> str:
    return "=" if one == other else "<" if one < other else ">"


# -- boxes ---------------------------------------------------------------------------------------

# Which pieces of which axes; an axis that is not there does not matter.
_Sparse = Mapping[int, int]
_Wanted = tuple[Expression, bool]


def _boxes(
    condition: Expression | None, reader: _Reader, axes: Sequence[Axis], steps: domains.Steps
) -> list[_Sparse] | None:
    """Where the condition holds; None when that takes too many boxes."""
    if condition is None:
        return [{}]
    done: dict[_Wanted, list[_Sparse]] = {}
    waiting: list[tuple[_Wanted, bool]] = [((condition, True), False)]
    while waiting:
        wanted, parts_done = waiting.pop()
        if wanted in done:
            continue
        parts = _parts(wanted, reader)
        if parts and not parts_done:
            waiting.append((wanted, True))
            waiting.extend((part, False) for part in parts)
            continue
        found = _combined(wanted, [done[part] for part in parts], reader, axes, steps)
        if found is None:
            return None
        done[wanted] = found
    return done[condition, True]


def _parts(wanted: _Wanted, reader: _Reader) -> tuple[_Wanted, ...]:
    expression, holds = wanted
    joined = shape(expression).joined
    if joined is not None and joined[0] == "not":
        holds = not holds
    return tuple((part, holds) for part in reader.inside(expression))


def _combined(
    wanted: _Wanted, parts: list[list[_Sparse]], reader: _Reader, axes: Sequence[Axis], steps: domains.Steps
) -> list[_Sparse] | None:
    expression, holds = wanted
    if not parts:
        return _of_atom(reader.atoms[expression], holds, axes)
    if isinstance(expression, model.Logic) and (expression.operator == "and") == holds:
        found: list[_Sparse] = [{}]
        for part in parts:
            if not steps.take(len(found) * len(part)):
                return None
            found = _joined(_both(one, other) for one in found for other in part)
            if len(found) > MOST_BOXES:
                return None
        return found
    found = _joined(box for part in parts for box in part)
    return None if len(found) > MOST_BOXES else found


def _of_atom(atom: _Atom | bool, holds: bool, axes: Sequence[Axis]) -> list[_Sparse]:
    if isinstance(atom, bool):
        return [{}] if atom == holds else []
    axis = axes[atom.question]
    mask = 0
    for test in atom.tests:
        mask |= axis.masks[test]
    if atom.negated == holds:
        mask = axis.all & ~mask
    return _joined([{atom.question: mask}])


def _both(one: _Sparse, other: _Sparse) -> _Sparse:
    return {**one, **{axis: mask & one.get(axis, mask) for axis, mask in other.items()}}


def _joined(boxes: Iterable[_Sparse]) -> list[_Sparse]:
    """Without empty boxes; those that differ along their only axis made one."""
    lines: dict[int, int] = {}
    others: dict[tuple[tuple[int, int], ...], _Sparse] = {}
    for box in boxes:
        if not all(box.values()):
            continue
        if len(box) == 1:
            ((axis, mask),) = box.items()
            lines[axis] = lines.get(axis, 0) | mask
        else:
            others.setdefault(tuple(sorted(box.items())), box)
    return [*({axis: mask} for axis, mask in lines.items()), *others.values()]


# -- words-ready data ----------------------------------------------------------------------------


def _setting(subject: Subject, question: Question, sample: Sample) -> Setting:
    match question.kind:
        case "value":
            return setting(subject, question.asked, sample, text(question.asked))
        case "year":
            assert isinstance(sample, Exactly)
            return Setting("året", Exactly(str(sample.value)))
        case "holds":
            assert isinstance(sample, Exactly)
            return _truth(question.asked, sample.value is True)
        case "compared":
            assert isinstance(sample, Exactly)
            assert isinstance(sample.value, str)
            assert question.other is not None
            return Setting(text(question.asked), Compared(sample.value, text(question.other)))
        case _:
            assert_never(question.kind)


def _truth(asked: Expression, holds: bool) -> Setting:
    """The condition as written with or without its `inte`; where it has no place for one, as it is, true or not."""
    match asked.node:
        case nodes.Comparison(operator="=" | "≠") as node:
            return Setting(one_line(attrs.evolve(node, operator="=" if holds else "≠"), nothing), Holds(True))
        case nodes.Has() as node:
            return Setting(one_line(attrs.evolve(node, negated=not holds), nothing), Holds(True))
        case nodes.Quantified(quantifier="none") as node:
            wording: Literal["något av", "någon av"] = "något av" if node.wording == "inget av" else "någon av"
            some = attrs.evolve(node, quantifier="some", wording=wording)
            return Setting(one_line(some, nothing), Holds(holds))
        case _:
            return Setting(text(asked), Holds(holds))
