"""The safety part's data, typed: questions at the gate, what answers do, the way out when unwell, limits.

``resources/safety`` holds it; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position

Condition = Mapping[str, tuple[str, ...]]
"""Facts with the values of which each has to have one; a fact that is not known has the value ``""``."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something said and shown, ``at_ms`` after its sequence began."""

    say: str
    show: str
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, in words that say what they mean.

    Attributes:
        outcome: ``go`` on, or ``stay`` on the page.
        caution: The higher, the less the answer lets the person do.
        sets: What it says of the person: values by fact.
        flags: What banners are shown by, for example ``pregnant``.
        weeks: First and last week of pregnancy that it stands for; None for none.
    """

    id: str
    label: str
    outcome: str
    caution: int = 0
    sets: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    weeks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question at the gate.

    Attributes:
        id: Answers are kept by it.
        signs: A list shown under the text, for example the stop signs.
        signs_when: Other lists that are shown where a condition holds, the first that does.
        positions: Asked only where a block is in one of these; with all of these empty: always asked.
        kinds: Asked only where a block is of one of these.
        profiles: Asked only where a block is accompanied like this.
        asked_when: Asked only where one of these conditions holds; empty for always.
        covers: Questions of which each is a line here, and is asked by itself only where one of them holds.
        line: What it is called in such a list.
        memory: ``session`` for asked every time, ``profile`` for remembered for some weeks, ``symptom`` for
            asked every time as one line of "is anything new?".
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
    profiles: tuple[str, ...] = ()
    needs_helper: bool = False
    asked_when: tuple[Condition, ...] = ()
    covers: tuple[str, ...] = ()
    line: str = ""
    signs_when: tuple[tuple[Condition, tuple[str, ...]], ...] = ()
    memory: str = "session"
    banner: str = ""
    note: str = ""

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def signs_for(self, facts: Mapping[str, str]) -> tuple[str, ...]:
        """The list to show to a person of whom this much is known."""
        return next((signs for when, signs in self.signs_when if holds(when, facts)), self.signs)

    @property
    def most_cautious(self) -> Choice:
        """The answer that lets the person do the least; an unanswered question counts as it."""
        return max(self.choices, key=lambda choice: choice.caution)

    @property
    def least_cautious(self) -> Choice:
        """The answer that changes nothing."""
        return min(self.choices, key=lambda choice: (choice.outcome != "go", choice.caution))


@dataclass(frozen=True, slots=True)
class Targets:
    """Which blocks a rule is about: those that one of these names.

    Attributes:
        levels: Names of ``positions.Level``.
        but_positions: Every exercise that is held elsewhere too; empty for no such target.
        but_kinds: Kinds that ``but_positions`` is not about.
    """

    kinds: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    levels: tuple[str, ...] = ()
    but_positions: tuple[Position, ...] = ()
    but_kinds: tuple[str, ...] = ()
    needs_helper: bool = False


@dataclass(frozen=True, slots=True)
class ScreeningRule:
    """What an answer does.

    Attributes:
        when: The facts that it holds for.
        does: ``block`` play, ``replace`` or ``remove`` blocks, ``cap`` their time.
        to: Kinds that may stand in, the best first; one that is forbidden itself is passed over.
        cap_ms: The longest time; 0 for none.
        why: For the person, in words.
        ask: Whom to ask, or what to do instead, where it blocks.
        source: Where it comes from.
    """

    id: str
    when: Condition
    does: str
    why: str
    source: str
    ask: str = ""
    targets: Targets = field(default_factory=Targets)
    to: tuple[str, ...] = ()
    cap_ms: int = 0


@dataclass(frozen=True, slots=True)
class LeastLeft:
    """How much of a routine has to be left to be played: a share of its time, and a time."""

    share_percent: int
    least_ms: int
    why: str
    ask: str


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
        screening: What answers do, the gravest first.
        nobody_to_help: Why the talk with a helper is left out where no stretch with one is left.
        reach: What a person who lies down needs at hand, to be listed before the start.
        to_side: Said when a pause on the back has lasted too long.
        supine_cap: Said when the time on the back is over.
        rise: What is said while getting up from the knees, or from sitting on the floor.
    """

    questions: tuple[Question, ...]
    screening: tuple[ScreeningRule, ...]
    least_left: LeastLeft
    nobody_to_help: str
    unwell: Unwell
    limits: Limits
    reach: str
    to_side: Line
    supine_cap: Line
    rise: Mapping[str, tuple[Line, ...]]

    def question(self, question_id: str) -> Question | None:
        """The question of that id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)


def holds(condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether facts are as a condition wants them."""
    return all(facts.get(fact, "") in values for fact, values in condition.items())


def _line(data: Mapping[str, Any]) -> Line:
    return Line(data["say"], data["show"], int(data.get("at_s", 0)) * MS)


def _condition(data: Mapping[str, Sequence[str]]) -> Condition:
    return {fact: tuple(values) for fact, values in data.items()}


def _positions(data: Mapping[str, Any], name: str) -> tuple[Position, ...]:
    return tuple(Position(position) for position in data.get(name, ()))


def _choice(data: Mapping[str, Any]) -> Choice:
    weeks = data.get("weeks")
    return Choice(
        id=data["id"],
        label=data["label"],
        outcome=data["outcome"],
        caution=int(data.get("caution", 0)),
        sets=dict(data.get("sets", {})),
        flags=tuple(data.get("flags", ())),
        weeks=None if weeks is None else (weeks[0], weeks[1]),
    )


def _question(data: Mapping[str, Any]) -> Question:
    asked = data.get("asked_for", {})
    when = data.get("asked_when", {})
    conditions = when.get("any", [when] if when else [])
    return Question(
        id=data["id"],
        title=data["title"],
        text=data["text"],
        signs=tuple(data.get("signs", ())),
        choices=tuple(_choice(choice) for choice in data["choices"]),
        positions=_positions(asked, "positions"),
        kinds=tuple(asked.get("kinds", ())),
        profiles=tuple(asked.get("profiles", ())),
        needs_helper=bool(asked.get("needs_helper", False)),
        asked_when=tuple(_condition(condition) for condition in conditions),
        covers=tuple(data.get("covers", ())),
        line=data.get("line", ""),
        signs_when=tuple(
            (_condition(one["when"]), tuple(one["signs"])) for one in data.get("signs_when", ())
        ),
        memory=data.get("memory", "session"),
        banner=data.get("banner", ""),
        note=data.get("note", ""),
    )


def _rule(data: Mapping[str, Any]) -> ScreeningRule:
    targets = data.get("targets", {})
    return ScreeningRule(
        id=data["id"],
        when=_condition(data["when"]),
        does=data["does"],
        why=data["why"],
        source=data["source"],
        ask=data.get("ask", ""),
        targets=Targets(
            kinds=tuple(targets.get("kinds", ())),
            positions=_positions(targets, "positions"),
            levels=tuple(targets.get("levels", ())),
            but_positions=_positions(targets, "but_positions"),
            but_kinds=tuple(targets.get("but_kinds", ())),
            needs_helper=bool(targets.get("needs_helper", False)),
        ),
        to=tuple(data.get("to", ())),
        cap_ms=int(data.get("cap_s", 0)) * MS,
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
    unwell, limits, least = data["unwell"], data["limits"], data["least_left"]
    return SafetyRules(
        questions=tuple(_question(question) for question in data["questions"]),
        screening=tuple(_rule(rule) for rule in data["screening"]),
        least_left=LeastLeft(least["share_percent"], least["seconds"] * MS, least["why"], least["ask"]),
        nobody_to_help=data["nobody_to_help"],
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
