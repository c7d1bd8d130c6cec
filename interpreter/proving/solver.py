"""The one door to z3: whether terms can all be true at once, and with which values.

Effort is counted in the solver's own steps, not in seconds, so that the same question has the same answer everywhere.
`import z3` stands inside functions: an optional extra (`regelverk[bevis]`) that costs nothing where it is not used.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib.util import find_spec
from typing import Any, Literal, assert_never

import attrs

from dsl import digits
from interpreter.proving.terms import Term, Terms

# Steps that one question may take: some seconds at most.
EFFORT = 3_000_000
# Unknowns multiplied with each other beyond which a single step may take any time, whatever is counted.
_MOST_FACTORS = 24


@attrs.frozen(eq=False)
class Model:
    """A value for each variable that was asked about."""

    values: Mapping[int, Fraction | bool]


Found = Model | Literal["none", "unknown"]


def installed() -> bool:
    return find_spec("z3") is not None


class Solver:
    """Asks z3 about terms. relaxed: whole numbers may be any, and what is rounded down is told of by its bounds and
    order alone. What cannot be even so cannot be; what can be may be so only there. Products of unknowns are decided
    only there."""

    def __init__(self, terms: Terms, *, relaxed: bool) -> None:
        self.terms = terms
        self.relaxed = relaxed
        self._made: dict[int, Any] = {}
        self._beside: dict[int, list[Any]] = {}

    def find(self, asserted: Sequence[int], effort: int = EFFORT) -> Found:
        """Values with which all of them are true; none: there are no such; unknown: not found out."""
        import z3

        if self.terms.false in asserted:
            return "none"
        cone = self.terms.cone(asserted)
        if self._degree(cone) > _MOST_FACTORS:
            return "unknown"
        for position in cone:
            if position not in self._made:
                self._made[position] = self._translated(position, self.terms.all[position])
        solver = z3.SolverFor("QF_NRA") if self.relaxed else z3.Solver()
        solver.set("rlimit", effort)
        # A stop from the keyboard is Python's to handle.
        solver.set("ctrl_c", False)
        solver.add([self._made[one] for one in asserted])
        for position in cone:
            solver.add(self._beside.get(position, []))
        if self.relaxed:
            solver.add(self._ordered(cone))
        answer = solver.check()
        if answer == z3.unsat:
            return "none"
        if answer != z3.sat:
            return "unknown"
        model = solver.model()
        variables = [position for position in cone if self.terms.all[position].operation == "variable"]
        return Model({position: _value(model, self._made[position]) for position in variables})

    def _degree(self, cone: Sequence[int]) -> int:
        """How many unknowns are multiplied with each other at most. cone: parts before what they are parts of."""
        found: dict[int, int] = {}
        most = 0
        for position in cone:
            term = self.terms.all[position]
            parts = [found[argument] for argument in term.arguments]
            match term.operation:
                case "constant" | "at most" | "equal" | "and" | "not":
                    found[position] = 0
                case "variable" | "floor":
                    found[position] = 1
                case "divide":
                    # A number of its own, that times what it is divided by is the other.
                    found[position] = 1
                    most = max(most, 1 + parts[1])
                case "multiply":
                    found[position] = sum(parts)
                case "add" | "if":
                    found[position] = max(parts)
                case _:
                    assert_never(term.operation)
            most = max(most, found[position])
        return most

    def _translated(self, position: int, term: Term) -> Any:
        import z3

        parts = [self._made[argument] for argument in term.arguments]
        match term.operation:
            case "constant":
                return z3.BoolVal(term.value) if isinstance(term.value, bool) else _number(term.value)
            case "variable":
                name = f"v{position}"
                if term.sort == "truth":
                    return z3.Bool(name)
                return z3.ToReal(z3.Int(name)) if term.sort == "whole" and not self.relaxed else z3.Real(name)
            case "add":
                return z3.Sum(parts)
            case "multiply":
                return parts[0] * parts[1]
            case "divide":
                quotient = z3.Real(f"q{position}")
                zero = parts[1] == 0
                self._beside[position] = [z3.If(zero, quotient == 0, quotient * parts[1] == parts[0])]
                return quotient
            case "floor":
                if not self.relaxed:
                    return z3.ToReal(z3.ToInt(parts[0]))
                down = z3.Real(f"f{position}")
                self._beside[position] = [down <= parts[0], parts[0] < down + 1]
                return down
            case "if":
                return z3.If(*parts)
            case "at most":
                return parts[0] <= parts[1]
            case "equal":
                return parts[0] == parts[1]
            case "and":
                return z3.And(parts)
            case "not":
                return z3.Not(parts[0])
            case _:
                assert_never(term.operation)

    def _ordered(self, cone: Sequence[int]) -> list[Any]:
        """Of two numbers that one rule rounds down, the larger does not become the smaller."""
        import z3

        families: dict[object, list[int]] = {}
        for position in cone:
            if self.terms.all[position].operation == "floor":
                families.setdefault(self.terms.families[position], []).append(position)
        told = []
        for there in families.values():
            for number, one in enumerate(there):
                for other in there[number + 1 :]:
                    inside = [self._made[self.terms.all[floor].arguments[0]] for floor in (one, other)]
                    down = [self._made[one], self._made[other]]
                    told.append(z3.Implies(inside[0] <= inside[1], down[0] <= down[1]))
                    told.append(z3.Implies(inside[1] <= inside[0], down[1] <= down[0]))
        return told


def _number(value: Fraction | None) -> Any:
    import z3

    assert value is not None
    return z3.RealVal(f"{digits.text(value.numerator)}/{digits.text(value.denominator)}")


def _value(model: Any, made: Any) -> Fraction | bool:
    import z3

    found = model.eval(made, model_completion=True)
    if z3.is_bool(found):
        return bool(z3.is_true(found))
    if z3.is_algebraic_value(found):
        found = found.approx(20)
    return Fraction(*(digits.whole(part.as_string()) for part in (found.numerator(), found.denominator())))
