"""`dsl.record` gives classes that compare, hash and print as those of attrs do."""

from typing import ClassVar

import attrs
import pytest

from dsl import record


@attrs.frozen
class Theirs:
    name: str
    size: int = 0
    place: int = attrs.field(default=0, eq=False, repr=False)


@record.frozen
class Ours:
    name: str
    size: int = 0
    place: int = attrs.field(default=0, eq=False, repr=False)


@record.identical
class Itself:
    name: str


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


def test_known_before_the_first_instance() -> None:
    @record.frozen
    class New:
        code: ClassVar[str] = "RV0"
        name: str

    assert (record.is_record(New), record.names(New)) == (True, ("name",))
    assert New("a").code == "RV0"
    assert (record.is_record(New), record.names(New)) == (True, ("name",))
    assert record.names(Theirs) == ("name", "size", "place")
    assert not record.is_record(str)
    assert not record.is_record("a")
