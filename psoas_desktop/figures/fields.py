"""Reading data that may come from a stranger: every value is checked and bounded."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator

from psoas_desktop.figures.pose_error import PoseError

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
FAR = 1000.0
"""No length in a pose is longer, in cm, and no angle larger, in degrees."""


class Fields:
    """The members of one object, taken out one by one."""

    def __init__(self, data: object, where: str) -> None:
        """Takes a value of parsed JSON and its place.

        Raises:
            PoseError: It is not an object.
        """
        if not isinstance(data, dict):
            raise PoseError(where, "has to be an object")
        self._data, self.where, self._taken = data, where, set[str]()

    def place(self, key: str) -> str:
        """Returns the place of a member."""
        return f"{self.where}.{key}" if self.where else key

    def take(self, key: str) -> object:
        """Returns a member, or None where it is missing."""
        self._taken.add(key)
        return self._data.get(key)

    def has(self, key: str) -> bool:
        """Says whether a member is there."""
        return key in self._data

    def finish(self) -> None:
        """Refuses what has not been taken.

        Raises:
            PoseError: A member that the format does not know.
        """
        for key in self._data:
            if key not in self._taken:
                raise PoseError(self.place(str(key)[:60]), "is not known here")

    def number(self, key: str, low: float = -FAR, high: float = FAR, default: float | None = None) -> float:
        """Returns a number within limits; without a default it is required."""
        value = self.take(key)
        if value is None and default is not None and not self.has(key):
            return default
        return number(value, self.place(key), low, high)

    def numbers(self, key: str, count: int, default: tuple[float, ...] | None = None) -> tuple[float, ...]:
        """Returns a list of so many numbers."""
        value = self.take(key)
        if value is None and default is not None and not self.has(key):
            return default
        return numbers(value, self.place(key), count)

    def vector(
        self, key: str, default: tuple[float, float, float] | None = None
    ) -> tuple[float, float, float]:
        """Returns three numbers."""
        x, y, z = self.numbers(key, 3, default)
        return (x, y, z)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """Returns one of the words that are allowed."""
        value = self.take(key)
        if value is None and default is not None and not self.has(key):
            return default
        return choice(value, self.place(key), choices)

    def flag(self, key: str, *, default: bool) -> bool:
        """Returns true or false."""
        value = self.take(key)
        if value is None and not self.has(key):
            return default
        if not isinstance(value, bool):
            raise PoseError(self.place(key), "has to be true or false")
        return value

    def text(self, key: str, longest: int) -> str:
        """Returns a text of at least one character."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise PoseError(self.place(key), "has to be a text")
        if len(value) > longest:
            raise PoseError(self.place(key), f"is longer than {longest} characters")
        return value

    def items(self, key: str, most: int, least: int = 0) -> list[tuple[str, object]]:
        """Returns the items of a list, each with its place."""
        value = self.take(key)
        if value is None and least == 0 and not self.has(key):
            return []
        if not isinstance(value, list):
            raise PoseError(self.place(key), "has to be a list")
        if not least <= len(value) <= most:
            raise PoseError(self.place(key), f"has to have {least} to {most} items")
        return [(f"{self.place(key)}.{i}", item) for i, item in enumerate(value)]

    def members(self, key: str, most: int) -> Iterator[tuple[str, object]]:
        """Yields the members of an object whose names are free."""
        value = self.take(key)
        if value is None and not self.has(key):
            return
        if not isinstance(value, dict):
            raise PoseError(self.place(key), "has to be an object")
        if len(value) > most:
            raise PoseError(self.place(key), f"has more than {most} members")
        for name, member in value.items():
            if not _NAME.match(name):
                raise PoseError(self.place(key), "has a name that is not small letters, digits and _")
            yield name, member

    def within(self, key: str) -> Fields:
        """Returns the members of an object inside this one."""
        return Fields(self.take(key), self.place(key))


def number(value: object, where: str, low: float = -FAR, high: float = FAR) -> float:
    """Returns a number within limits.

    Raises:
        PoseError: It is none, or not within them.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PoseError(where, "has to be a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise PoseError(where, "has to be a finite number")
    if not low <= value <= high:
        raise PoseError(where, f"has to be from {low:g} to {high:g}")
    return float(value)


def numbers(value: object, where: str, count: int) -> tuple[float, ...]:
    """Returns a list of so many numbers.

    Raises:
        PoseError: It is none.
    """
    if not isinstance(value, list) or len(value) != count:
        raise PoseError(where, f"has to be a list of {count} numbers")
    return tuple(number(item, f"{where}.{i}") for i, item in enumerate(value))


def choice(value: object, where: str, choices: Collection[str]) -> str:
    """Returns one of the words that are allowed.

    Raises:
        PoseError: It is none of them.
    """
    if not isinstance(value, str):
        raise PoseError(where, "has to be a text")
    if value not in choices:
        raise PoseError(where, f"'{value[:40]}' is not known; known are {', '.join(sorted(choices))}")
    return value
