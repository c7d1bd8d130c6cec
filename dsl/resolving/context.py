"""What every step of resolving a rule has at hand, and the two types that are not a rule's own."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from dsl import model
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.resolving.lookup import Scope
from dsl.source import Span
from dsl.units import PURE, Unit

# The type of a value that is still being worked out, in a chain back through the years. Agrees with everything, and is
# known by being this very object.
PENDING = model.Number(Unit(Fraction(1), (("?", 1),)))
PLAIN = model.Number(PURE)
TRUTH = model.Truth()


@identical
class YearlyUse:
    """`föregående års X`, to be checked when it is known which values depend on the year."""

    symbol: model.Symbol
    name: str
    span: Span


@attrs.frozen(eq=False)
class Context:
    """What is known while one rule is resolved.

    types: of every value; None for one that could not be worked out (its problem is told), absent while pending.

    first_year: the first year in force, None where the header does not say
    judged: the judgements that conditions have asked for so far, each an input
    before: in an exception, what the value that it changes is before it
    back: how many years before the one computed the values are of
    called: what the value that the rule gives may be called
    """

    scope: Scope
    types: Mapping[model.Symbol, model.Type | None]
    first_year: int | None
    problems: list[Problem]
    yearly: list[YearlyUse]
    judged: dict[model.Symbol, model.Attribute] = attrs.field(factory=dict)
    before: "Before | None" = None
    back: int = 0
    called: tuple[str, ...] = ()

    def within(self, scope: Scope) -> "Context":
        """The same for the rows of a group, of which each has a value of its own."""
        return attrs.evolve(self, scope=scope, before=None)


@identical
class Before:
    """The value of this row that an exception is about, as it is before the exception."""

    symbol: model.Symbol
    value: model.Expression
