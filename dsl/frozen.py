"""Frozen data classes that cost nothing until there is one of them, and little then.

A run of the program knows some five hundred classes and makes instances of half of them. attrs takes 0.2–0.4 ms to make
a class, a third of a start-up in all. So here a class gets its `__init__` when the first instance is made: one is
compiled for each number of fields, and copied with the names of the class in it. What `match`, `==` and `hash` go by it
gets when it is first asked for, so that an instance that was unpickled in a fresh process, where nobody has called the
class, is whole. `__eq__`, `__hash__` and `__repr__` are written once. To attrs (`evolve`, `fields`, `asdict`) and to
the type checker it is a class of attrs all the same.

Fields are plain, or made with `field` of this module. A class may inherit from one other that is made here, of the same
kind (`frozen` or `identical`). The fields of the base come first, as with attrs; but those that are given by keyword
only come last, so that what many classes share (where they stand, what stands around them) is written once and still
stands behind what is their own. No factories or `__attrs_post_init__`: what needs those, and what is compared or hashed
while rules run (symbols, units, slots), is made with attrs itself.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, get_origin

import attrs

__all__ = ["field", "field_names", "frozen", "identical", "is_frozen"]

if TYPE_CHECKING:
    from attrs import field, frozen
    from attrs import frozen as identical
else:

    def frozen(made: type) -> type:
        """`@attrs.frozen`: equal when of one class with equal fields (those with `eq`)."""
        if made.__eq__ is not _equal:
            made.__eq__ = _equal
            made.__hash__ = _hash
        return identical(made)

    def identical(made: type) -> type:
        """`@attrs.frozen(eq=False)`: equal only to itself, so that it can be a key."""
        if made.__setattr__ is not _refuse:
            made.__repr__ = _text
            made.__setattr__ = _refuse
            made.__delattr__ = _refuse
        made.__init__ = _first
        made.__match_args__ = _MATCHED
        made.__compared__ = _COMPARED
        made.__attrs_attrs__ = _KNOWN
        return made

    def field(default: object = attrs.NOTHING, *, eq: bool = True, repr: bool = True, kw_only: bool = False) -> object:
        """`attrs.field`, of what it can do as much as is used."""
        return _Field(default, eq, repr, kw_only)


def is_frozen(kind: object) -> bool:
    """Whether it is a class made here or by attrs."""
    return isinstance(kind, type) and "__attrs_attrs__" in vars(kind)


def field_names(kind: Any) -> tuple[str, ...]:
    """Of the fields of such a class, in order."""
    known = vars(kind)["__attrs_attrs__"]
    return tuple(_fields(kind)) if known is _KNOWN else tuple(field.name for field in known)


_OF_ATTRS = type(attrs.field())


class _Field(NamedTuple):
    default: object = attrs.NOTHING
    eq: bool = True
    repr: bool = True
    kw_only: bool = False


_PLAIN = _Field()


@cache
def _fields(made: type) -> Mapping[str, _Field]:
    """All fields of a class, in the order in which they are told of, given and printed."""
    (base,) = made.__bases__
    own = _written(made)
    if base is object:
        return own
    kept = {name: field for name, field in _fields(base).items() if name not in own}
    return {
        **{name: field for name, field in kept.items() if not field.kw_only},
        **own,
        **{name: field for name, field in kept.items() if field.kw_only},
    }


def _written(made: type) -> dict[str, _Field]:
    """The fields that are written in the class itself."""
    written: dict[str, _Field] = {}
    for name, note in made.__annotations__.items():
        if not _of_class(note):
            value = vars(made).get(name, _PLAIN)
            assert not isinstance(value, _OF_ATTRS), made
            written[name] = value if isinstance(value, _Field) else _Field(value)
    return written


def _of_class(note: object) -> bool:
    return note.startswith("ClassVar[") if isinstance(note, str) else get_origin(note) is ClassVar


# -- the first instance --------------------------------------------------------------------------


def _first(self: Any, *values: Any, **named: Any) -> None:
    """Stands for `__init__` until the first instance is made."""
    made: Any = type(self)
    made.__init__ = _init(_fields(made))
    self.__init__(*values, **named)


def _placed(fields: Mapping[str, _Field]) -> list[str]:
    return [name for name, field in fields.items() if not field.kw_only]


def _init(fields: Mapping[str, _Field]) -> FunctionType:
    placed = _placed(fields)
    by_name = [name for name in fields if name not in placed]
    code = _template(len(fields))
    own = dict(zip(_numbered(len(fields)), (*placed, *by_name), strict=True))
    code = code.replace(
        co_argcount=1 + len(placed),
        co_kwonlyargcount=len(by_name),
        co_varnames=tuple(own.get(name, name) for name in code.co_varnames),
        co_consts=tuple(own.get(constant, constant) for constant in code.co_consts),
    )
    given = {name: field.default for name, field in fields.items() if field.default is not attrs.NOTHING}
    made = FunctionType(code, {}, "__init__", tuple(given[name] for name in placed if name in given))
    made.__kwdefaults__ = {name: given[name] for name in by_name if name in given}
    return made


@cache
def _template(count: int) -> CodeType:
    """Of `__init__` for so many fields, with numbers for names."""
    fields = _numbered(count)
    lines = ["own = self.__dict__", *(f"own[{name!r}] = {name}" for name in fields)]
    made: dict[str, FunctionType] = {}
    exec(f"def __init__({', '.join(('self', *fields))}):\n    " + "\n    ".join(lines), made)
    return made["__init__"].__code__


@cache
def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"_{number}" for number in range(count))


# -- what is made when it is asked for -----------------------------------------------------------


class _Asked:
    """Stands for a part of a class until the class, or an instance of it, is asked for the part."""

    def __init__(self, name: str, make: Callable[[type], Any]) -> None:
        self._name, self._make = name, make

    def __get__(self, _record: object, made: Any) -> Any:
        part = self._make(made)
        setattr(made, self._name, part)
        return part


def _matched(made: type) -> tuple[str, ...]:
    return tuple(_placed(_fields(made)))


def _compared(made: type) -> Callable[[object], object]:
    """What of an instance counts in a comparison."""
    compared = [name for name, field in _fields(made).items() if field.eq]
    return attrgetter(*compared) if compared else type


def _known(made: type) -> tuple[Any, ...]:
    """The fields as attrs knows them."""
    fields = {name: attrs.field(**field._asdict()) for name, field in _fields(made).items()}
    known: tuple[Any, ...] = attrs.fields(attrs.make_class(made.__name__, fields, init=False, eq=False, repr=False))
    return known


_MATCHED = _Asked("__match_args__", _matched)
_COMPARED = _Asked("__compared__", _compared)
_KNOWN = _Asked("__attrs_attrs__", _known)

# -- what all of them share ----------------------------------------------------------------------


def _refuse(_record: object, *_: object) -> None:
    raise attrs.exceptions.FrozenInstanceError


def _equal(self: Any, other: Any) -> bool:
    return type(self) is type(other) and self.__compared__(self) == self.__compared__(other)


def _hash(self: Any) -> int:
    return hash((type(self), self.__compared__(self)))


def _text(self: Any) -> str:
    made: Any = type(self)
    shown = (f"{name}={getattr(self, name)!r}" for name, field in _fields(made).items() if field.repr)
    return f"{made.__name__}({', '.join(shown)})"
