"""Frozen dataclasses that are made in a sixth of the time: a start makes a hundred of them.

``dataclasses`` writes and compiles six methods for each class. Here all classes share five of them, and only
``__init__`` is compiled, for the first instance. The rest is the library's: fields, slots, ``replace`` and
``match``. Such classes inherit from each other only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["dataclass"]


def _initialiser(cls: type) -> Callable[..., None]:
    """Sets what stands in the slots or the dictionary past ``__setattr__``, which refuses."""
    parameters, body = ["self"], list[str]()
    known: dict[str, object] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    for field in dataclasses.fields(cls):
        name = value = field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}" if field.init else f"_make_{name}()"
            default = " = _MISSING"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            value = name if field.init else f"_default_{name}"
            default = f" = _default_{name}"
        else:
            default = ""
        if field.init:
            parameters.append(name + default)
        body.append(f"    _set(self, {name!r}, {value})")
    lines = [f"def __init__({', '.join(parameters)}):", *(body or ["    pass"])]
    exec("\n".join(lines), known)  # noqa: S102 - of field names, which are identifiers, as dataclasses does
    made: Callable[..., None] = known["__init__"]  # type: ignore[assignment]  # what exec has just defined
    return made


def _initialised_late(cls: type) -> Callable[..., None]:
    """Compiles ``__init__`` for the first instance: of most classes a start makes none."""

    def first(self: object, *values: object, **named: object) -> None:
        made = _initialiser(cls)
        cls.__init__ = made  # type: ignore[misc]  # in its own place
        made(self, *values, **named)

    return first


def _set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _shown(self: DataclassInstance) -> str:
    fields = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(fields)})"


def _state(self: DataclassInstance) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: DataclassInstance, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _compared(cls: type) -> Callable[[Any], object]:
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    return attrgetter(*names) if names else lambda _: ()


def _comparisons(cls: type) -> Iterator[tuple[str, Callable[..., object]]]:
    compared = _compared(cls)

    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(compared(self))

    yield "__eq__", equal
    yield "__hash__", hashed


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Makes a class a frozen dataclass, as ``dataclasses.dataclass`` does.

        Args:
            frozen: For the reader and for type checks: another than True belongs to ``dataclasses``.
            slots: Without a dictionary for each instance.
            eq: Compared and hashed by what it holds, else by what it is.
        """
        assert frozen

        def make(cls: type) -> type:
            own = set(vars(cls))
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            made.__init__ = _initialised_late(made)
            given = {
                "__repr__": _shown,
                "__setattr__": _set,
                "__delattr__": _delete,
                "__getstate__": _state,
                "__setstate__": _restore,
                **(dict(_comparisons(made)) if eq else {}),
            }
            for name, method in given.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return make
