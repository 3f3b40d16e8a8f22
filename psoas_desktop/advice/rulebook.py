"""All rules: their codes, ranks and texts from data, and the functions that look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from psoas_desktop.advice import (
    care_rules,
    cue_rules,
    helper_rules,
    position_rules,
    time_rules,
    word_rules,
)
from psoas_desktop.advice.findings import Finding
from psoas_desktop.advice.subject import Subject
from psoas_desktop.advice.word_rules import Wording
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Severity

Look = Callable[[Subject], Iterator[Finding]]

_PLAIN: Mapping[str, Look] = {
    "no-way-up": position_rules.no_way_up,
    "no-way-down": position_rules.no_way_down,
    "supine-over-cap": position_rules.supine_over_cap,
    "supine-over-pregnancy-cap": position_rules.supine_over_pregnancy_cap,
    "supine-late-pregnancy": position_rules.supine_late_pregnancy,
    "many-floor-trips": position_rules.many_floor_trips,
    "free-without-way-out": position_rules.free_position,
    "over-advised-time": time_rules.over_advised_time,
    "propped-over-time": time_rules.propped_over_time,
    "rise-too-short": time_rules.rise_too_short,
    "down-too-short": time_rules.down_too_short,
    "lead-in-too-short": time_rules.lead_in_too_short,
    "long-session": time_rules.long_session,
    "walk-ends-fast": time_rules.walk_ends_fast,
    "no-helper-briefing": helper_rules.no_helper_briefing,
    "no-stop-word": helper_rules.no_stop_word,
    "helper-shorter-than-source": helper_rules.helper_shorter_than_source,
    "arm-check-rare": helper_rules.arm_check_rare,
    "one-side-missing": helper_rules.one_side_missing,
    "helper-not-said": helper_rules.helper_not_said,
    "floor-not-said": helper_rules.floor_not_said,
    "cue-overlaps": cue_rules.cue_overlaps,
    "cue-too-close": cue_rules.cue_too_close,
    "cue-past-end": cue_rules.cue_past_end,
    "rest-not-silent": cue_rules.rest_not_silent,
    "sentence-too-long": cue_rules.sentence_too_long,
    "hard-to-read": cue_rules.hard_to_read,
    "cue-not-heard": cue_rules.cue_not_heard,
    "cue-not-seen": cue_rules.cue_not_seen,
    "no-check-in": cue_rules.no_check_in,
    "no-preparation": care_rules.no_preparation,
    "no-closing": care_rules.no_closing,
    "props-not-told": care_rules.props_not_told,
    "no-author": care_rules.no_author,
    "not-reviewed": care_rules.not_reviewed,
    "audience-not-said": care_rules.audience_not_said,
    "weaker-banner": care_rules.weaker_banner,
    "contact-no-number": care_rules.contact_no_number,
}

_OF_WORDS: Mapping[str, Callable[[Subject, Wording], Iterator[Finding]]] = {
    "claim-in-title": word_rules.claim_in_title,
    "claim-in-text": word_rules.claim_in_text,
    "reason-as-fact": word_rules.reason_as_fact,
    "contradicts-caution": word_rules.contradicts_caution,
    "eyes-closed": word_rules.eyes_closed,
    "presses-belly": word_rules.presses_belly,
    "asks-about-abuse": word_rules.asks_about_abuse,
}

CODES = (*_PLAIN, *_OF_WORDS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        title: Its name for people.
        text: The sentence of a finding, with ``{places}`` filled from its params.
        reason: Why it matters.
        source: Where that comes from.
        fix: What the button that mends it says; empty where a person has to.
    """

    code: str
    severity: Severity
    title: str
    text: str
    reason: str
    source: str
    fix: str
    look: Look


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, in the order of their codes above."""

    rules: tuple[Rule, ...]

    def rule(self, code: str) -> Rule | None:
        """The rule of a code; None for an unknown one."""
        return next((rule for rule in self.rules if rule.code == code), None)


def rulebook_from_data(data: Mapping[str, Any]) -> Rulebook:
    """Builds the rules from ``resources/advice/advice.LANGUAGE.json``.

    Raises:
        KeyError: A rule or a text is missing.
        ValueError: A severity is none.
    """
    wording = Wording(data["wording"])
    looks: dict[str, Look] = dict(_PLAIN)
    for code, look in _OF_WORDS.items():
        looks[code] = partial(_with_wording, look, wording)
    texts = {entry["code"]: entry for entry in data["rules"]}
    return Rulebook(
        tuple(
            Rule(
                code,
                Severity(texts[code]["severity"]),
                texts[code]["title"],
                texts[code]["text"],
                texts[code]["reason"],
                texts[code]["source"],
                texts[code].get("fix", ""),
                looks[code],
            )
            for code in CODES
        )
    )


def _with_wording(
    look: Callable[[Subject, Wording], Iterator[Finding]], wording: Wording, subject: Subject
) -> Iterator[Finding]:
    return look(subject, wording)
