"""What one calculation came to, cell by cell, read straight from its columns: no outcomes are built on the way."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation
from interpreter.evaluating.failures import Mask, failures
from interpreter.evaluating.given import size_of, values_of
from interpreter.evaluating.plan import Plan, Taken
from interpreter.outcomes import Cause


@attrs.define(eq=False)
class Values:
    """The cells of one calculation. masks: as in the calculation; found when something is read that may have failed
    unseen; members: of each group, as they are asked for."""

    calculation: Calculation
    plan: Plan
    masks: tuple[Mask, ...] | None
    members: dict[tuple[model.Symbol, int | None], Mapping[str, Sequence[int]]] = attrs.field(factory=dict)

    def causes(self, slot: int, row: int) -> frozenset[Cause] | None:
        """Why there is no value, or None where there is one."""
        if self.masks is None:
            computed = self.calculation.computed
            if slot not in computed.lowered.certain:
                return None
            # Of a case that applied nowhere: nothing failed, but it has no value either.
            self.masks = failures(computed)
        mask = self.masks[slot]
        return None if mask is None else mask[self._position(slot, row)] or None

    def truth(self, slot: int, row: int) -> bool | None:
        """The truth in the row; None where it is not known."""
        return None if self.causes(slot, row) else self.code(slot, row) == 1

    def taken(self, taken: Taken, row: int) -> int | None:
        """Which part an expression that chooses is; it must be known."""
        return self.calculation.computed.part(taken, row)

    def code(self, slot: int, row: int) -> int:
        """The number of a truth (1 or 0), or of a row of a table or concept; there must be one."""
        computed = self.calculation.computed
        column = computed.lowered.columns[slot]
        if column.vector is None:
            return column.unit.numerator
        return computed.run.vectors[column.vector][self._position(slot, row)]

    def number(self, slot: int, row: int) -> Fraction | None:
        """The number in the row, of a day the ordinal; None where there is none."""
        if self.causes(slot, row):
            return None
        return self.calculation.computed.number(slot, self._position(slot, row))

    def rows(self, concept: str) -> range:
        return range(size_of(self.calculation.facts, concept))

    def group(self, group: model.Group, via: model.Attribute | None, year: int | None, row: int) -> Sequence[int]:
        """The rows of the group, seen from its owner's row. via: the attribute of `group.via`."""
        if via is None or group.owner is None:
            return self.rows(group.concept)
        facts = self.calculation.facts
        key = (via.symbol, year if via.per_year else None)
        found = self.members.get(key)
        if found is None:
            gathered: dict[str, list[int]] = {}
            for number, label in enumerate(values_of(via, key[1], facts)):
                gathered.setdefault(str(label), []).append(number)
            found = self.members[key] = gathered
        return found.get(facts.rows[group.owner].labels[row], ())

    def owner(self, group: model.Group, via: model.Attribute | None, year: int | None, row: int) -> int | None:
        """Whose group a row is in; None for nobody's."""
        if via is None or group.owner is None:
            return 0
        facts = self.calculation.facts
        label = values_of(via, year if via.per_year else None, facts)[row]
        owners = facts.rows[group.owner].labels if group.owner in facts.rows else ()
        return owners.index(str(label)) if label in owners else None

    def _position(self, slot: int, row: int) -> int:
        return 0 if self.plan.slots[slot].concept is None else row
