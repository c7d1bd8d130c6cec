"""Frozen data classes that cost nothing until there is one of them, and little then.

A run of the program knows some five hundred classes and makes instances of half of them. attrs takes 0.2–0.4 ms to make
a class, a third of a start-up in all. So here a class gets its `__init__` when the first instance is made: one is
compiled for each number of fields, and copied with the names of the class in it. `__eq__`, `__hash__` and `__repr__`
are written once. To attrs (`evolve`, `fields`, `asdict`) and to the type checker it is a class of attrs all the same.

Fields are plain, or made with `field` of this module. No base classes, factories or `__attrs_post_init__`: what needs
those, and what is compared or hashed while rules run (symbols, units, slots), is made with attrs itself.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, get_origin

import attrs

__all__ = ["field", "frozen", "identical", "is_record", "names"]

if TYPE_CHECKING:
    from attrs import field, frozen
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
        made.__attrs_attrs__ = _Asked()
        return made

    def field(default: object = attrs.NOTHING, *, eq: bool = True, repr: bool = True, kw_only: bool = False) -> object:
        """`attrs.field`, of what it can do as much as is used."""
        return _Field(default, eq, repr, kw_only)


def is_record(kind: object) -> bool:
    """Whether it is a class made here or by attrs."""
    return isinstance(kind, type) and "__attrs_attrs__" in vars(kind)


def names(kind: type) -> tuple[str, ...]:
    """Of the fields of such a class, in order."""
    return tuple(name for name, note in kind.__annotations__.items() if not _of_class(note))


def _of_class(note: object) -> bool:
    return note.startswith("ClassVar[") if isinstance(note, str) else get_origin(note) is ClassVar


_OF_ATTRS = type(attrs.field())


class _Field(NamedTuple):
    default: object = attrs.NOTHING
    eq: bool = True
    repr: bool = True
    kw_only: bool = False


class _Shape(NamedTuple):
    """compared: the fields that count in a comparison, shown: the names of those that are printed."""

    compared: Callable[[object], object]
    shown: tuple[str, ...]


# -- the first instance --------------------------------------------------------------------------


def _first(self: Any, *values: Any, **named: Any) -> None:
    """Stands for `__init__` until the first instance is made."""
    made = type(self)
    fields = _written(made)
    placed = [name for name, field in fields.items() if not field.kw_only]
    compared = [name for name, field in fields.items() if field.eq]
    shown = tuple(name for name, field in fields.items() if field.repr)
    parts = {
        "__init__": _init(fields, placed),
        "__match_args__": tuple(placed),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__shape__": _Shape(attrgetter(*compared) if compared else type, shown),
    }
    for name, part in parts.items():
        setattr(made, name, part)
    self.__init__(*values, **named)


def _written(made: type) -> dict[str, _Field]:
    written = {name: vars(made).get(name, attrs.NOTHING) for name in names(made)}
    assert not any(isinstance(value, _OF_ATTRS) for value in written.values()), made
    return {name: value if isinstance(value, _Field) else _Field(value) for name, value in written.items()}


def _init(fields: Mapping[str, _Field], placed: list[str]) -> FunctionType:
    by_name = [name for name in fields if name not in placed]
    code = _template(len(placed), len(by_name))
    own = dict(zip(_numbered(len(fields)), (*placed, *by_name), strict=True))
    code = code.replace(
        co_varnames=tuple(own.get(name, name) for name in code.co_varnames),
        co_consts=tuple(own.get(constant, constant) for constant in code.co_consts),
    )
    given = {name: field.default for name, field in fields.items() if field.default is not attrs.NOTHING}
    made = FunctionType(code, {}, "__init__", tuple(given[name] for name in placed if name in given))
    made.__kwdefaults__ = {name: given[name] for name in by_name if name in given}
    return made


@cache
def _template(placed: int, by_name: int) -> CodeType:
    """Of `__init__` for so many fields, with numbers for names."""
    fields = _numbered(placed + by_name)
    parameters = ["self", *fields[:placed], *["*"][:by_name], *fields[placed:]]
    lines = ["own = self.__dict__", *(f"own[{name!r}] = {name}" for name in fields)]
    made: dict[str, FunctionType] = {}
    exec(f"def __init__({', '.join(parameters)}):\n    " + "\n    ".join(lines), made)
    return made["__init__"].__code__


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"_{number}" for number in range(count))


# -- what all of them share ----------------------------------------------------------------------


class _Asked:
    """Stands for the fields as attrs knows them until attrs asks."""

    def __get__(self, _record: object, made: Any) -> tuple[Any, ...]:
        fields = {name: attrs.field(**field._asdict()) for name, field in _written(made).items()}
        twin = attrs.make_class(made.__name__, fields, init=False, eq=False, repr=False)
        made.__attrs_attrs__ = attrs.fields(twin)
        found: tuple[Any, ...] = made.__attrs_attrs__
        return found


def _refuse(_record: object, *_: object) -> None:
    raise attrs.exceptions.FrozenInstanceError


def _equal(self: Any, other: Any) -> bool:
    return type(self) is type(other) and self.__shape__.compared(self) == self.__shape__.compared(other)


def _hash(self: Any) -> int:
    return hash((type(self), self.__shape__.compared(self)))


def _text(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name in self.__shape__.shown)
    return f"{type(self).__name__}({', '.join(shown)})"
