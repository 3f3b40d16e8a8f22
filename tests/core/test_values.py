"""Values behave as the library's frozen dataclasses do."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.routine.values import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """With every sort of field that the program has."""

    KIND: ClassVar[str] = "sample"
    number: int
    text: str = "none"
    more: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False)
    made: list[int] | None = dataclasses.field(default=None, init=False, repr=False, compare=False)

    @property
    def double(self) -> int:
        """Methods stay."""
        return 2 * self.number


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same, made by the library."""

    KIND: ClassVar[str] = "sample"
    number: int
    text: str = "none"
    more: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False)
    made: list[int] | None = dataclasses.field(default=None, init=False, repr=False, compare=False)


@dataclass(frozen=True)
class Base:
    """Without slots."""

    number: int


@dataclass(frozen=True)
class Wider(Base):
    """With a field of its own behind those it inherits."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Holds nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """Equal to nothing else."""

    number: int


@given(st.integers(), st.text(), st.integers(), st.text())
def test_equality_and_hashes_agree_with_the_librarys(a: int, x: str, b: int, y: str) -> None:
    assert (Ours(a, x) == Ours(b, y)) == (Theirs(a, x) == Theirs(b, y))
    assert Ours(a, x, {"one": 1}) == Ours(a, x)
    assert hash(Ours(a, x)) == hash(Theirs(a, x)) == hash(Ours(a, x))
    assert Ours(a, x) != Theirs(a, x)
    assert repr(Ours(a, x)) == repr(Theirs(a, x)).replace("Theirs", "Ours")


def test_the_signature_is_the_librarys() -> None:
    assert Ours(1) == Ours(number=1)
    ours, theirs = inspect.signature(Ours).parameters, inspect.signature(Theirs).parameters
    assert list(ours) == list(theirs) == ["number", "text", "more"]
    assert [p.kind for p in ours.values()] == [p.kind for p in theirs.values()]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'number'"):
        Ours()  # type: ignore[call-arg]  # that it refuses is what is tested


def test_each_instance_has_its_own_made_default() -> None:
    first, second = Ours(1), Ours(1)
    assert first.more == {}
    assert first.more is not second.more
    assert first.made is None
    assert first.double == 2


def test_nothing_can_be_set_or_deleted() -> None:
    for value in (Ours(1), Wider(1)):
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'number'"):
            value.number = 2  # type: ignore[misc]  # that it refuses is what is tested
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'number'"):
            del value.number
        assert value.number == 1
    assert not hasattr(Ours(1), "__dict__")


def test_the_librarys_functions_know_them() -> None:
    value = Ours(1, "a", {"b": 2})
    assert dataclasses.is_dataclass(value)
    assert [field.name for field in dataclasses.fields(value)] == ["number", "text", "more", "made"]
    assert dataclasses.replace(value, text="c") == Ours(1, "c")
    assert dataclasses.asdict(value) == {"number": 1, "text": "a", "more": {"b": 2}, "made": None}
    match value:
        case Ours(number, text):
            assert (number, text) == (1, "a")


def test_copies_and_pickles_are_equal() -> None:
    value = Ours(1, "a", {"b": 2})
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert again.more == value.more


def test_fields_are_inherited() -> None:
    assert Wider(1, "a") == Wider(1, "a")
    assert Wider(1, "a") != Wider(1, "b")
    assert Wider(1) != Base(1)
    assert repr(Wider(1, "a")) == "Wider(number=1, text='a')"


def test_of_nothing_and_of_identity() -> None:
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    one = Itself(1)
    assert one == one
    assert one != Itself(1)
