"""What ships, and when its words are said: shared by the tests of kinds, words and corrections."""

import itertools
import json

from psoas_desktop.playback.speech import Tokens, speech_ms
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.vocabulary import CuePhase, Position, Side
from psoas_desktop.storage.resources import read_catalogue, root, routines_root

CATALOGUE = read_catalogue(root())
KINDS = tuple(CATALOGUE.kinds)
ROUTINES = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in routines_root().glob("*.psoas.json")}
LYING = {Position.SUPINE, Position.SEMI_RECLINED, Position.SIDE_LYING}


def raw(path):
    return json.loads((root() / path).read_text(encoding="utf-8"))


def seconds(kind):
    d = CATALOGUE.kinds[kind].duration
    return tuple(
        None if ms is None else ms // MS for ms in (d.default_ms, d.min_ms, d.max_ms, d.advised_max_ms)
    )


def texts(kind):
    words = raw(f"kinds/{kind}/words.en.json")
    data = raw(f"kinds/{kind}/kind.json")
    props = raw("kinds/props.en.json")
    return json.dumps([words, data, [props[p["id"]] for p in data["props"]]], ensure_ascii=False)


def own_fields(kind):
    return {field.name: field for field in CATALOGUE.kinds[kind].fields}


def cues_of(name):
    kind = CATALOGUE.kinds[name]
    return [*kind.cues, *(cue for cue in (kind.end_cue, kind.wait_cue) if cue)]


def profile_cues():
    for profile in CATALOGUE.profiles.values():
        marks = (
            profile.start,
            profile.half,
            profile.near_end,
            profile.count,
            profile.end,
            profile.end_minimum,
        )
        yield from filter(None, marks)


def all_cues():
    yield from itertools.chain.from_iterable(cues_of(name) for name in KINDS)
    yield from profile_cues()
    yield from (CATALOGUE.words.between, CATALOGUE.words.wait)


def filled(text, name, side=Side.RIGHT):
    kind = CATALOGUE.kinds[name]
    return Tokens(CATALOGUE.words, kind.title, side, kind.duration.default_ms).fill(text)


def speech_of(name, cue):
    return speech_ms(filled(cue.say, name), CATALOGUE.profiles[CATALOGUE.kinds[name].profile])


def at(cue, hold_ms):
    return cue.at_ms if cue.at_ms >= 0 else hold_ms + cue.at_ms


def said_in(name, hold_ms, start=None, end=None, phase=CuePhase.HOLD, held=None):
    held = held or CATALOGUE.kinds[name].position
    found = [
        cue
        for cue in CATALOGUE.kinds[name].cues
        if cue.phase is phase
        and (not cue.in_positions or held in cue.in_positions)
        and cue.min_hold_ms <= hold_ms
        and (cue.max_hold_ms is None or hold_ms <= cue.max_hold_ms)
        and (start is None or not cue.from_positions or start in cue.from_positions)
        and (end is None or not cue.to_positions or end in cue.to_positions)
    ]
    return sorted(found, key=lambda cue: at(cue, hold_ms))


def marks_of(name, hold_ms):
    profile = CATALOGUE.profiles[CATALOGUE.kinds[name].profile]
    timed = [(profile.start, 0), (profile.half, hold_ms // 2)]
    timed += [(cue, hold_ms + cue.at_ms) for cue in (profile.near_end, profile.count) if cue]
    return [
        (time, time + speech_of(name, cue))
        for cue, time in timed
        if cue and hold_ms >= cue.min_hold_ms and cue.say
    ]


def holds(name):
    duration = CATALOGUE.kinds[name].duration
    return range(duration.min_ms, duration.max_ms + 1, duration.step_ms)


def ways(name):
    if CATALOGUE.kinds[name].transition:
        return [(start, end) for start in Position for end in Position]
    return [(None, None)]


def last_word_ms(name, hold_ms):
    """When the last cue of a hold has to be over: a gap before the words of its end, where it has any."""
    kind = CATALOGUE.kinds[name]
    profile = CATALOGUE.profiles[kind.profile]
    end = kind.end_cue or profile.end
    return hold_ms - (profile.gap_ms if end and end.say else 0)
