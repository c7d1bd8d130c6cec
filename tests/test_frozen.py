"""`dsl.frozen` gives classes that compare, hash and print as those of attrs do."""

from typing import ClassVar

import attrs
import pytest

from dsl.frozen import field, field_names, frozen, identical, is_frozen


@attrs.frozen
class Theirs:
    name: str
    size: int = 0
    place: int = attrs.field(default=0, eq=False, repr=False)


@frozen
class Ours:
    name: str
    size: int = 0
    place: int = field(default=0, eq=False, repr=False)


@identical
class Itself:
    name: str


@frozen
class Nothing:
    """No fields."""


@identical
class Named:
    name: str
    where: str = field(kw_only=True)
    size: int = 0
    what: str = field(default="", kw_only=True)


@pytest.mark.parametrize("kind", [Theirs, Ours])
def test_equal_by_the_fields_that_count(kind: type) -> None:
    assert kind("a", place=1) == kind("a", place=2)
    assert hash(kind("a", place=1)) == hash(kind("a", place=2))
    assert kind("a") != kind("b")
    assert kind("a") != Itself("a")
    assert attrs.evolve(kind("a", 1), name="b") == kind("b", 1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        kind("a").name = "b"


def test_printed_as_attrs_prints() -> None:
    assert repr(Ours("a", 1, 2)) == repr(Theirs("a", 1, 2)).replace("Theirs", "Ours")


def test_equal_only_to_itself() -> None:
    one = Itself("a")
    assert (one == one, one == Itself("a"), {one: 1}[one]) == (True, False, 1)


def test_called_as_classes_of_attrs_are() -> None:
    made = Named("a", 1, where="b")
    assert repr(made) == "Named(name='a', where='b', size=1, what='')"
    assert repr(Named(size=1, where="b", name="a")) == repr(made)
    match made:
        case Named(name, size):
            assert (name, size) == ("a", 1)
    for values, named in [(("a",), {}), (("a", 1, "b"), {}), (("a",), {"where": "b", "other": 1})]:
        with pytest.raises(TypeError):
            Named(*values, **named)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.name
    assert (Nothing(), hash(Nothing())) == (Nothing(), hash(Nothing()))
    assert Nothing() != made


def test_known_to_attrs() -> None:
    def known(kind: type) -> list[tuple[object, ...]]:
        return [(f.name, f.default, f.eq, f.repr, f.kw_only) for f in attrs.fields(kind)]

    assert known(Ours) == known(Theirs)
    assert attrs.asdict(Ours("a", 1)) == attrs.asdict(Theirs("a", 1))
    assert attrs.evolve(Named("a", where="b"), what="c").what == "c"


def test_fields_are_its_own() -> None:
    @frozen
    class Mixed:
        name: str = attrs.field(default="")

    with pytest.raises(AssertionError):
        Mixed()


def test_known_before_the_first_instance() -> None:
    @frozen
    class New:
        code: ClassVar[str] = "RV0"
        name: str

    assert (is_frozen(New), field_names(New)) == (True, ("name",))
    assert New("a").code == "RV0"
    assert (is_frozen(New), field_names(New)) == (True, ("name",))
    assert field_names(Theirs) == ("name", "size", "place")
    assert not is_frozen(str)
    assert not is_frozen("a")


@frozen
class Placed:
    where: str
    around: str = field(default="", eq=False, repr=False, kw_only=True)


@frozen
class Sized(Placed):
    size: int = 0
    marks: str = field(default="", kw_only=True)


@frozen
class Renamed(Sized):
    where: str = "here"


@identical
class Valued:
    node: str | None = field(default=None, repr=False, kw_only=True)


@identical
class Constant(Valued):
    value: int


def test_fields_of_the_base_come_first_and_those_by_keyword_last() -> None:
    assert field_names(Sized) == ("where", "size", "marks", "around")
    assert field_names(Renamed) == ("size", "where", "marks", "around")
    one = Sized("a", 1, around="b")
    match one:
        case Sized(where, size, around=around):
            assert (where, size, around) == ("a", 1, "b")
    assert repr(one) == "Sized(where='a', size=1, marks='')"
    assert [field.name for field in attrs.fields(Sized)] == list(field_names(Sized))
    assert attrs.evolve(one, around="c") == one
    assert Renamed(1) == Renamed(1, "here")


def test_one_of_a_class_is_none_of_its_base() -> None:
    assert isinstance(Sized("a"), Placed)
    assert Sized("a") != Placed("a")
    assert Placed("a") == Placed("a", around="b")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Sized("a").around = "b"
    assert Constant(1) != Constant(1)
    assert (Constant(1, node="a").node, repr(Constant(1))) == ("a", "Constant(value=1)")


def test_there_is_one_base() -> None:
    @frozen
    class Both(Sized, Constant):
        pass

    with pytest.raises(ValueError, match="too many values"):
        Both("a", 1)
