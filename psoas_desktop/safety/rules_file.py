"""From the file of ``resources/safety`` to the safety part's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.rules import (
    ChangeWords,
    Choice,
    Condition,
    Exit,
    FittingWords,
    LeastLeft,
    Limits,
    Line,
    Question,
    SafetyRules,
    ScreeningRule,
    Targets,
    Unwell,
)


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
        word=data.get("word", ""),
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
        needs_helper=bool(asked.get("needs_helper")),
        asked_when=tuple(_condition(condition) for condition in conditions),
        covers=tuple(data.get("covers", ())),
        line=data.get("line", ""),
        signs_when=tuple(
            (_condition(one["when"]), tuple(one["signs"])) for one in data.get("signs_when", ())
        ),
        memory=data.get("memory", "session"),
        banner=data.get("banner", ""),
        note=data.get("note", ""),
        several=data.get("several", ""),
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
            needs_helper=bool(targets.get("needs_helper")),
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
        several=data["several"],
        stop_word=(data["stop_word"]["named"], data["stop_word"]["agreed"]),
        fitting=FittingWords(**{name: data["fitting"][name] for name in FittingWords.__slots__}),
        change_words=ChangeWords(**{name: data["changes"][name] for name in ChangeWords.__slots__}),
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
