"""The words that ship: short, plain, without claims, and in time."""

import itertools
import json
import re

import pytest

from psoas_desktop.routine.vocabulary import Audience, CueKind, CuePhase, Position
from psoas_desktop.storage.resources import root
from tests.core.shipped import (
    CATALOGUE,
    KINDS,
    ROUTINES,
    all_cues,
    at,
    cues_of,
    filled,
    holds,
    last_word_ms,
    marks_of,
    profile_cues,
    said_in,
    speech_of,
    ways,
)

CLAIM = re.compile(
    r"\b(treat\w*|cur(?:e|es|ed|ing)|reliev\w*|relief|therap\w*|induc\w*|induction|engag\w*|safe\w*|monitor\w*"
    r"|(?:contra)?indicat\w*|dos(?:e|es|age)|heal(?:s|ed|ing)?|turn (?:your |the )?baby"
    r"|eliminat\w*|releas\w*|massag\w*)\b",
    re.IGNORECASE,
)
TOKENS = re.compile(r"\{(?!(?:side|other|minutes|title)\})")


# --- form ---------------------------------------------------------------------------------------------------


def test_no_spoken_sentence_is_long():
    spoken = [cue.say for cue in all_cues()] + [b.spoken_text for b in CATALOGUE.banners.values()]
    for text in spoken:
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(sentence.split()) <= 16, sentence


def test_nothing_shown_is_long():
    for name in KINDS:
        for cue in cues_of(name):
            assert len(filled(cue.show, name)) <= 40, cue.show
    assert all(len(cue.show) <= 40 for cue in profile_cues())
    for banner in CATALOGUE.banners.values():
        assert len(banner.short_text) <= 28, banner.short_text


def test_only_the_four_tokens():
    for path in (*root().rglob("words.en.json"), root() / "cues" / "profiles.en.json"):
        assert not re.search(
            TOKENS, re.sub(r'(?m)\{\s*(?:"|$)|\{\}', "", path.read_text(encoding="utf-8"))
        ), path


def test_each_cue_is_heard_and_seen():
    for cue in all_cues():
        assert cue.show
        assert cue.say or cue.sound != "none"


@pytest.mark.parametrize("name", KINDS)
def test_sides_are_named_only_where_there_are_sides(name):
    kind = CATALOGUE.kinds[name]
    if kind.allowed_sides == ("none",):
        assert not any("{side}" in c.say + c.show or "{other}" in c.say + c.show for c in kind.cues)


def test_no_claims_are_made():
    kinds = CATALOGUE.kinds.values()
    texts = [text for cue in all_cues() for text in (cue.say, cue.show)]
    texts += [text for b in CATALOGUE.banners.values() for text in (b.short_text, b.spoken_text)]
    texts += [text for kind in kinds for text in (kind.title, kind.summary, kind.purpose, kind.way_out)]
    texts += [f.label + f.help for kind in kinds for f in kind.fields]
    texts += [step.text for kind in kinds for step in kind.instructions]
    for routine in ROUTINES.values():
        texts += [routine["title"], routine["goal"], *routine["tags"], *routine["before"], *routine["after"]]
    found = [text for text in texts if CLAIM.search(text)]
    assert not found


def test_second_person_and_no_name_of_the_muscle_is_spoken():
    for cue in all_cues():
        assert not re.search(r"\b(we|our|us|she|he|client|patient|psoas)\b", cue.say, re.IGNORECASE), cue.say


def test_suggestions_are_the_sources():
    for routine in ROUTINES.values():
        assert all(text.startswith("The source suggests") for text in routine["indications"])
        assert all(
            re.match(r"Not |Skip |Ask first|In pregnancy|After a birth", t)
            for t in routine["contraindications"]
        )
        assert "abuse" not in json.dumps(routine)


def test_a_helper_is_addressed_as_one():
    for cue in all_cues():
        if cue.audience is Audience.HELPER:
            assert cue.say.startswith("Helper,")


# --- time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_speech_keeps_its_gaps_in_the_default_hold(name):
    kind = CATALOGUE.kinds[name]
    hold, gap = kind.duration.default_ms, CATALOGUE.profiles[kind.profile].gap_ms
    for start, end in ways(name):
        spoken = [
            (at(c, hold), at(c, hold) + speech_of(name, c)) for c in said_in(name, hold, start, end) if c.say
        ]
        line = sorted([*spoken, *marks_of(name, hold)])
        for (_, until), (begins, _) in itertools.pairwise(line):
            assert begins - until >= gap, (name, start, end, until, begins)
        assert all(until <= last_word_ms(name, hold) for _, until in spoken)


@pytest.mark.parametrize("name", KINDS)
def test_correction_11_what_matters_fits_into_every_hold(name):
    # A way that is shorter than its words is made longer: test_layout_ways.py.
    usual = CATALOGUE.kinds[name].duration.default_ms if CATALOGUE.kinds[name].transition else 0
    for hold in (hold for hold in holds(name) if hold >= usual):
        for start, end in ways(name):
            said = said_in(name, hold, start, end)
            for cue in said:
                if cue.protected:
                    assert at(cue, hold) >= 0
                    assert at(cue, hold) + speech_of(name, cue) <= last_word_ms(name, hold), (
                        name,
                        hold,
                        cue.say,
                    )


@pytest.mark.parametrize("name", KINDS)
def test_correction_11_a_short_hold_has_its_safety_words_too(name):
    lengths = {hold: {c.kind for c in said_in(name, hold)} for hold in holds(name)}
    default = lengths[CATALOGUE.kinds[name].duration.default_ms]
    for hold, there in lengths.items():
        if CueKind.SAFETY in default:
            assert CueKind.SAFETY in there, (name, hold)


@pytest.mark.parametrize("name", [n for n in KINDS if CATALOGUE.kinds[n].profile == "rest"])
def test_a_rest_is_mostly_silent(name):
    hold = CATALOGUE.kinds[name].duration.default_ms
    spoken = sum(speech_of(name, c) for c in said_in(name, hold)) + sum(
        b - a for a, b in marks_of(name, hold)
    )
    assert spoken <= 0.3 * hold


@pytest.mark.parametrize("name", KINDS)
def test_a_lead_in_is_short(name):
    for start, end in itertools.product(Position, Position):
        said = said_in(name, CATALOGUE.kinds[name].duration.default_ms, start, end, CuePhase.LEAD_IN)
        assert len(said) <= 3
        for first, second in itertools.pairwise(said):
            assert first.at_ms + speech_of(name, first) < second.at_ms


@pytest.mark.parametrize("name", KINDS)
def test_a_changeover_has_room_for_its_words(name):
    kind = CATALOGUE.kinds[name]
    said = said_in(name, kind.duration.default_ms, phase=CuePhase.CHANGEOVER)
    assert bool(said) == bool(kind.changeover_ms)
    for cue in said:
        assert cue.at_ms + speech_of(name, cue) <= kind.changeover_ms


@pytest.mark.parametrize("name", KINDS)
def test_a_lead_in_does_not_repeat_a_banner(name):
    kind = CATALOGUE.kinds[name]
    spoken = {CATALOGUE.banners[b].spoken_text for b in kind.banner_ids}
    for cue in kind.cues:
        if cue.phase is CuePhase.LEAD_IN:
            assert cue.say not in spoken
            assert "touch the computer" not in cue.say
