"""What can happen at all, as far as the checks see: what cannot is no goal."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from dsl.checking import conditions
from dsl.checking.bounds import single
from dsl.checking.program import Subject
from dsl.domains import Numbers, Undecided
from interpreter.examples.goals import thresholds
from interpreter.examples.goals.decisions import Wanted
from interpreter.examples.goals.thresholds import Side

# Conditions that are taken into account together; with more, what stands below them counts as possible.
MOST_TOGETHER = 20


@attrs.frozen(eq=False)
class Possible:
    subject: Subject

    def together(self, wanted: Sequence[Wanted]) -> bool:
        """Whether all this can be so at once."""
        if not wanted or len(wanted) > MOST_TOGETHER:
            return True
        truths = tuple(part if holds else model.Logic("not", (part,), part.concept) for part, holds in wanted)
        found = conditions.cases(self.subject, [model.Logic("and", truths, None)])
        return isinstance(found, Undecided) or bool(found.boxes[0])

    def meets(self, context: Sequence[Wanted], asked: model.Expression, side: Side, threshold: Fraction) -> bool:
        """Whether a number can be on this side of the threshold where the context holds."""
        if not context or not isinstance(asked.type, model.Number):
            return True
        at = model.Constant(threshold if side.nearest is None else side.nearest, asked.type)
        sign: Literal["=", "≠", "<", ">"] = "="
        if side.nearest is None:
            sign = "<" if side.side == "below" else ">" if side.side == "above" else "≠"
        there = model.Compare(sign, asked, at, asked.concept)
        return self.together((*context, (there, True)))

    def line(self, asked: model.Expression) -> Numbers | None:
        """What a number or day can be (of a day the ordinal); None for what has no order, or is always the same."""
        if isinstance(asked.type, model.Day):
            return thresholds.DAYS
        return thresholds.line(self.subject.domain(asked))

    def constant(self, expression: model.Expression) -> Fraction | None:
        """The number that it always is, of a day the ordinal."""
        known = thresholds.constant(expression)
        if known is None and isinstance(expression.type, model.Number):
            return single(self.subject.domain(expression))
        return known

    def apart(self, left: model.Expression, right: model.Expression) -> Numbers | None:
        """What left − right can be; None for what has no order."""
        if isinstance(left.type, model.Day):
            return Numbers(Fraction(1))
        if not isinstance(left.type, model.Number):
            return None
        return thresholds.line(self.subject.domain(model.Arithmetic("-", left, right, left.type, None)))
