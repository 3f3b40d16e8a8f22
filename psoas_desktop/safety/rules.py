"""The safety part's data, typed: questions at the gate, what answers do, the way out when unwell, limits.

``resources/safety`` holds it; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

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
        word: The stop word that it names; empty for none.
    """

    id: str
    label: str
    outcome: str
    caution: int = 0
    sets: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    weeks: tuple[int, int] | None = None
    word: str = ""


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
        several: What it says first to several who follow together, where the rules' own words do not do.
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
    several: str = ""

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def chosen(self, answers: Mapping[str, str]) -> Choice | None:
        """The choice that answers by question id name; None where there is no answer, or an unknown one."""
        return next((choice for choice in self.choices if choice.id == answers.get(self.id)), None)

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
class FittingWords:
    """Why a routine is shorter than its file has it, in words for the person.

    Attributes:
        back: A hold on the back, for everything there counts.
        shorter: Holds, for the time there is.
        left_out: What is not done, for the time there is.
        cannot: The time there is is not enough.
    """

    back: str
    shorter: str
    left_out: str
    cannot: str


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """How changes are told before the start.

    Attributes:
        becomes: Of an exercise with another in its place, with ``{before}`` and ``{after}``.
        left_out: Of exercises that are not done, with ``{names}``; so the others.
        once: Of groups that are done a single time.
        shorter: Of exercises that are held less long.
    """

    becomes: str
    left_out: str
    once: str
    shorter: str


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
        several: What a question says first to several who follow together: whose answer counts.
        stop_word: What the stage says during a stretch with a helper: with ``{word}``, or without a word.
        reach: What a person who lies down needs at hand, to be listed before the start.
        to_side: Said when a pause on the back has lasted too long.
        supine_cap: Said when the time on the back is over.
        rise: What is said while getting up from the knees, or from sitting on the floor.
    """

    questions: tuple[Question, ...]
    screening: tuple[ScreeningRule, ...]
    least_left: LeastLeft
    nobody_to_help: str
    several: str
    fitting: FittingWords
    change_words: ChangeWords
    stop_word: tuple[str, str]
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
