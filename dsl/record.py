"""Frozen data classes that cost little to define.

A run of the program defines some four hundred classes before it does anything. attrs writes and compiles `__init__`,
`__eq__`, `__hash__` and `__repr__` for each; the last three are here once instead, read from attrs' own fields, which
halves the time. For classes that are compared or hashed while rules run (symbols, units, slots) `attrs.frozen` itself
is quicker and is what they use.
"""

from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["frozen", "identical"]

if TYPE_CHECKING:
    from attrs import frozen
    from attrs import frozen as identical
else:

    def frozen(made: type) -> type:
        """`@attrs.frozen`: equal when of one class with equal fields (those with `eq`)."""
        made.__eq__ = _equal
        made.__hash__ = _hash
        return identical(made)

    def identical(made: type) -> type:
        """`@attrs.frozen(eq=False)`: equal only to itself, so that it can be a key."""
        made.__repr__ = _text
        return attrs.frozen(made, eq=False, repr=False)


def _values(record: Any) -> tuple[object, ...]:
    return tuple(getattr(record, field.name) for field in attrs.fields(type(record)) if field.eq)


def _equal(self: object, other: object) -> bool:
    return type(self) is type(other) and _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash((type(self), _values(self)))


def _text(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr)
    return f"{type(self).__name__}({', '.join(shown)})"
