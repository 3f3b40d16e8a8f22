"""The safety part's data, typed: questions at the gate, the way out when unwell, limits.

``resources/safety`` holds it; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position


@dataclass(frozen=True, slots=True)
class Line:
    """Something said and shown, ``at_ms`` after its sequence began."""

    say: str
    show: str
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Swap:
    """Blocks to replace: those in one of the positions or of one of the kinds, by a block of kind ``to``."""

    to: str
    positions: tuple[Position, ...] = ()
    kinds: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, in words that say what they mean.

    Attributes:
        outcome: ``go`` on, ``stay`` on the page, or ``block`` play for this sitting.
        flags: What it says of the person, for example ``pregnant``.
        swap: What it replaces, or None.
    """

    id: str
    label: str
    outcome: str
    flags: tuple[str, ...] = ()
    swap: Swap | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question at the gate.

    Attributes:
        id: Answers are kept by it.
        signs: A list shown under the text, for example the stop signs.
        positions: Asked only where a block is in one of these; empty with empty ``kinds``: always asked.
        kinds: Asked only where a block is of one of these.
        banner: The banner whose colour and full text it shows; may be empty.
        note: Shown instead of the banner's text where no block is in the banner's positions.
    """

    id: str
    title: str
    text: str
    signs: tuple[str, ...]
    choices: tuple[Choice, ...]
    positions: tuple[Position, ...] = ()
    kinds: tuple[str, ...] = ()
    needs_helper: bool = False
    banner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    """The way out of one position when unwell, and the position it ends in."""

    line: Line
    ends_in: Position


@dataclass(frozen=True, slots=True)
class Unwell:
    """What is said and shown after "I feel unwell".

    Attributes:
        exits: By position, none missing.
        helper: Said before the exit where a helper holds the person.
        checks: The re-checks, timed from the start.
        repeat_ms: After the last re-check it is repeated at this interval, without end.
    """

    exits: Mapping[Position, Exit]
    helper: Line
    checks: tuple[Line, ...]
    repeat_ms: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures of safety, in milliseconds.

    Attributes:
        supine_cap_ms: Longest continuous time on the back, everything included.
        off_back_ms: Time off the back after which the count starts anew.
        paused_supine_ms: After so long paused on the back the person is moved to the side.
        wait_repeat_ms: How often the line of a waiting step is repeated.
        rise_ms: Least time to get up from the knees.
    """

    supine_cap_ms: int
    off_back_ms: int
    paused_supine_ms: int
    wait_repeat_ms: int
    rise_ms: int


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """Everything that the safety part knows, passed in like the catalogue.

    Attributes:
        reach: What a person who lies down needs at hand, to be listed before the start.
        to_side: Said when a pause on the back has lasted too long.
        supine_cap: Said when the time on the back is over.
        rise: What is said while getting up from the knees, or from sitting on the floor.
    """

    questions: tuple[Question, ...]
    unwell: Unwell
    limits: Limits
    reach: str
    to_side: Line
    supine_cap: Line
    rise: Mapping[str, tuple[Line, ...]]


def _line(data: Mapping[str, Any]) -> Line:
    return Line(data["say"], data["show"], int(data.get("at_s", 0)) * MS)


def _choice(data: Mapping[str, Any]) -> Choice:
    swap = data.get("swap")
    return Choice(
        id=data["id"],
        label=data["label"],
        outcome=data["outcome"],
        flags=tuple(data.get("flags", ())),
        swap=None
        if swap is None
        else Swap(
            to=swap["to"],
            positions=tuple(Position(p) for p in swap.get("positions", ())),
            kinds=tuple(swap.get("kinds", ())),
            why=swap["why"],
        ),
    )


def _question(data: Mapping[str, Any]) -> Question:
    asked = data.get("asked_for", {})
    return Question(
        id=data["id"],
        title=data["title"],
        text=data["text"],
        signs=tuple(data.get("signs", ())),
        choices=tuple(_choice(choice) for choice in data["choices"]),
        positions=tuple(Position(p) for p in asked.get("positions", ())),
        kinds=tuple(asked.get("kinds", ())),
        needs_helper=bool(asked.get("needs_helper", False)),
        banner=data.get("banner", ""),
        note=data.get("note", ""),
    )


def rules_from_data(data: Mapping[str, Any]) -> SafetyRules:
    """Builds the rules from ``resources/safety/rules.LANGUAGE.json``.

    Args:
        data: The file's content.

    Returns:
        The rules.

    Raises:
        KeyError: A part is missing; every position needs its exit.
    """
    unwell, limits = data["unwell"], data["limits"]
    return SafetyRules(
        questions=tuple(_question(question) for question in data["questions"]),
        unwell=Unwell(
            exits={
                position: Exit(
                    _line(unwell["exits"][position]), Position(unwell["exits"][position]["ends_in"])
                )
                for position in Position
            },
            helper=_line(unwell["helper"]),
            checks=tuple(_line(check) for check in unwell["checks"]),
            repeat_ms=unwell["repeat_s"] * MS,
        ),
        limits=Limits(**{f"{name}_ms": limits[f"{name}_s"] * MS for name in _LIMITS}),
        reach=data["reach"],
        to_side=_line(data["to_side"]),
        supine_cap=_line(data["supine_cap"]),
        rise={name: tuple(_line(line) for line in lines) for name, lines in data["rise"].items()},
    )


_LIMITS = ("supine_cap", "off_back", "paused_supine", "wait_repeat", "rise")
