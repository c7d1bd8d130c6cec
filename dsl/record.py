"""Frozen data classes that cost nothing until there is one of them.

A run of the program knows some four hundred classes and makes instances of a quarter of them. attrs takes 0.25 ms to
make a class, so here it does its work when the first instance is made; and `__eq__`, `__hash__` and `__repr__` are
written once instead of generated for each. For classes that are compared or hashed while rules run (symbols, units,
slots) `attrs.frozen` itself is quicker and is what they use.
"""

from typing import TYPE_CHECKING, Any, ClassVar, get_origin

import attrs

__all__ = ["frozen", "identical", "is_record", "names"]

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
        made.__init__ = _first
        return made


def is_record(kind: object) -> bool:
    """Whether it is a class made here or by attrs."""
    return isinstance(kind, type) and (attrs.has(kind) or vars(kind).get("__init__") is _first)


def names(kind: type) -> tuple[str, ...]:
    """Of the fields of such a class, in order."""
    if attrs.has(kind):
        return tuple(field.name for field in attrs.fields(kind))
    origins: dict[str, object] = {name: get_origin(note) for name, note in kind.__annotations__.items()}
    return tuple(name for name, origin in origins.items() if origin is not ClassVar)


def _first(self: Any, *values: Any, **named: Any) -> None:
    """Stands for `__init__` until the first instance is made."""
    made = type(self)
    del made.__init__
    attrs.frozen(made, eq=False, repr=False, slots=False)
    self.__init__(*values, **named)


def _values(record: Any) -> tuple[object, ...]:
    return tuple(getattr(record, field.name) for field in attrs.fields(type(record)) if field.eq)


def _equal(self: object, other: object) -> bool:
    return type(self) is type(other) and _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash((type(self), _values(self)))


def _text(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr)
    return f"{type(self).__name__}({', '.join(shown)})"
