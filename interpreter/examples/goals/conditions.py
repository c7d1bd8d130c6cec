"""The goals of conditions: both sides of their thresholds, each part deciding, each of several values."""

from collections.abc import Iterator, Set
from fractions import Fraction
from typing import Literal, assert_never

import attrs

from dsl import model, nodes
from dsl.domains import Numbers
from dsl.expressions import named, parts
from interpreter.examples.goals import thresholds
from interpreter.examples.goals.decisions import leaves, opaque, sensitive
from interpreter.examples.goals.goal import BoundaryMet, ConditionHeld, PartDecided
from interpreter.examples.goals.ledger import At, Ledger, Mark
from interpreter.examples.goals.possible import MOST_TOGETHER, Possible

_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "≠": "≠"}


@attrs.frozen(eq=False)
class Conditions:
    ledger: Ledger
    possible: Possible

    def note(self, start: At, *, held: bool) -> list[At]:
        """Notes the goals of a condition and of the conditions in it; gives the values that it asks about.

        held: nothing else tells that it held, and that it did not
        """
        values: list[At] = []
        seen: set[model.Expression] = set()
        waiting = [(start, held)]
        while waiting:
            here, told = waiting.pop()
            condition = here.expression
            if condition in seen:
                continue
            seen.add(condition)
            if isinstance(condition, model.Condition):
                waiting.extend(reversed(self._inside(condition, here, told)))
                if isinstance(condition, model.Compare):
                    values += (attrs.evolve(here, expression=side) for side in parts(condition))
            elif isinstance(condition, model.Follow):
                values.append(attrs.evolve(here, expression=condition.relation))
                waiting.append((At(condition.value, here.section, here.place), told))
            elif isinstance(condition, model.Reference):
                self._plain(here, told and not self._defined(condition))
            else:
                values.append(here)
        return values

    def _inside(self, condition: model.Condition, here: At, told: bool) -> list[tuple[At, bool]]:
        """Notes its own goals; gives the conditions in it, as in `note`."""
        match condition:
            case model.Logic("not", inner):
                return [(attrs.evolve(here, expression=part), told) for part in inner]
            case model.Logic(parts=inner) if condition.node is None:
                # Conditions that the language puts together: each is one of its own.
                return [(attrs.evolve(here, expression=part), told) for part in inner]
            case model.Logic(parts=inner) if opaque(condition):
                self._listed(condition, here, told)
                return [(attrs.evolve(here, expression=part), False) for part in inner]
            case model.Logic():
                self._parts(condition, here)
                return [(attrs.evolve(here, expression=leaf), False) for leaf in leaves(condition)]
            case model.Quantified(condition=inner):
                self._plain(here, told)
                return [(At(inner, here.section, here.place), True)]
            case model.Compare():
                self._compared(condition, here, told)
                return []
            case model.YearTest():
                self._year(condition, here, told)
                return []
            case _:
                assert_never(condition)

    # -- several parts -----------------------------------------------------------------------------

    def _parts(self, whole: model.Logic, here: At) -> None:
        few = len(leaves(whole)) <= MOST_TOGETHER
        for leaf, wanted in sensitive(whole) if few else ((leaf, ()) for leaf in leaves(whole)):
            at = attrs.evolve(here, expression=leaf)
            for holds in (True, False):
                if not few or self.possible.together((*here.context, *wanted, (leaf, holds))):
                    what = PartDecided(holds, _operator(leaf), False, leaf, whole)
                    self.ledger.mark((whole, leaf), holds, "condition", at.place, what, here.section)

    def _listed(self, whole: model.Logic, here: At, held: bool) -> None:
        """`är A, B eller C`: each of them; and none of them, where nothing else tells of that."""
        if not isinstance(whole.node, nodes.Membership):
            return
        for part in whole.parts:
            at = attrs.evolve(here, expression=part)
            # Of a number there are boundaries.
            ordered = isinstance(part, model.Compare) and isinstance(part.left.type, model.Number | model.Day)
            if not ordered and self.possible.together((*here.context, (part, True))):
                what = PartDecided(True, "=", True, part, whole)
                self.ledger.mark(part, "listed", "condition", at.place, what, here.section)
        if held:
            self._plain(here, True, (False,))

    # -- one part ----------------------------------------------------------------------------------

    def _plain(self, here: At, held: bool, answers: tuple[bool, ...] = (True, False)) -> None:
        for holds in answers if held else ():
            if self.possible.together((*here.context, (here.expression, holds))):
                what = ConditionHeld(holds, here.expression)
                self.ledger.mark(here.expression, ("held", holds), "condition", here.place, what, here.section)

    def _compared(self, compare: model.Compare, here: At, held: bool) -> None:
        # It may stand in several places of one rule, and more may be possible in the next.
        known = self.ledger.boundaries.get(compare, ())
        found = (*known, *self._boundaries(compare, here, {mark.side for mark in known}))
        self.ledger.boundaries[compare] = found
        self._plain(here, held and not found and not self._defined(compare.left))

    def _boundaries(self, compare: model.Compare, here: At, known: Set[thresholds.Side]) -> Iterator[Mark]:
        asked, operator = compare.left, str(compare.operator)
        asks: Literal["left", "right", "apart"] = "left"
        threshold = self.possible.constant(compare.right)
        if threshold is None:
            threshold, asks = self.possible.constant(compare.left), "right"
            if threshold is not None:
                asked, operator = compare.right, _FLIPPED[operator]
        against = None
        if threshold is None:
            against, asks = compare.right, "apart"
        domain = self.possible.line(asked) if against is None else self.possible.apart(asked, against)
        zero = Fraction(0) if threshold is None else threshold
        for side in () if domain is None else thresholds.sides(domain, operator, zero):
            if side in known:
                continue
            if against is None and not self.possible.meets(here.context, asked, side, zero):
                continue
            what = BoundaryMet(
                "condition", 0, 0, operator, threshold, side.side, side.nearest, False, asked, against, compare
            )
            goal = self.ledger.goal("boundary", here.place, what, here.section)
            yield Mark(goal, side, zero, asks=asks)

    def _year(self, test: model.YearTest, here: At, held: bool) -> None:
        found = self.ledger.boundaries.get(test, ())
        if test.year is not None and not found:
            low, high = (None if year is None else Fraction(year) for year in self.ledger.program.years)
            threshold = Fraction(test.year)
            found = tuple(
                Mark(self._year_goal(test, threshold, side, here), side, threshold)
                for side in thresholds.sides(Numbers(Fraction(1), low, high), test.kind, threshold)
            )
        self.ledger.boundaries[test] = found
        self._plain(here, held and not found)

    def _year_goal(self, test: model.YearTest, threshold: Fraction, side: thresholds.Side, here: At) -> int:
        what = BoundaryMet("condition", 0, 0, test.kind, threshold, side.side, side.nearest, False, test, None, test)
        return self.ledger.goal("boundary", here.place, what, here.section)

    def _defined(self, truth: model.Expression) -> bool:
        """`partiet är nytt`, where that is defined: then the definition has its own goals."""
        name = named(truth)
        return name is not None and name.symbol in self.possible.subject.definitions


def _operator(part: model.Expression) -> str:
    """What tells two parts at one place apart."""
    return part.operator if isinstance(part, model.Compare | model.Logic) else ""
