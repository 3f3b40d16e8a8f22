"""Ways down and up as they are laid out: where one is put in, how long it takes, what is said on it."""

import itertools
import json

import pytest

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Position
from tests.core.sessions import CATALOGUE, READY_MADE, RULES, block, group, said, steps_of, timeline_of

LYING_KINDS = ("chair-rest", "propped-rest", "side-lying-rest", "helper-stretch")
DOWN_INSERTED = ["lower-to-floor:lead_in*", "lower-to-floor:way_down*"]
UP_INSERTED = ["log-roll-rise:lead_in*", "log-roll-rise:way_up*"]


def row(steps):
    """Kind and phase of each part, and an asterisk where it was inserted; the steps of a way are one part."""
    names = [f"{s.block.kind.id}:{s.phase}" + ("*" if s.inserted else "") for s in steps]
    return [name for name, _ in itertools.groupby(names)]


@pytest.mark.parametrize("kind", LYING_KINDS)
def test_a_lying_block_gets_its_ways(kind):
    steps = row(steps_of(block(kind, sides="left") if kind == "helper-stretch" else block(kind)))
    assert steps == [*DOWN_INSERTED, f"{kind}:lead_in", f"{kind}:hold", *UP_INSERTED]


def test_ways_of_the_file_are_used():
    steps = steps_of(block("lower-to-floor"), block("chair-rest"), block("log-roll-rise"))
    assert not any(s.inserted for s in steps)
    assert [number for number, _ in itertools.groupby(s.number for s in steps)] == [1, 2, 3]


def test_between_lying_blocks_nobody_gets_up():
    steps = row(steps_of(block("chair-rest"), block("side-lying-rest"), block("propped-rest")))
    assert sum("way_up" in s for s in steps) == 1
    assert sum("way_down" in s for s in steps) == 1


def test_from_lying_to_the_knees_is_a_way_up_that_ends_on_hands_and_knees():
    steps = steps_of(block("chair-rest"), block("kneeling-lunge", sides="left"))
    up = [s for s in steps if s.block.kind.id == "log-roll-rise" and s.phase is Phase.WAY_UP]
    assert [s.position for s in up] == [Position.SIDE_LYING, Position.ALL_FOURS]
    assert [s.waits for s in up] == [True, False]
    assert up[-1].end_position is Position.ALL_FOURS
    assert row(steps)[-1] == "kneeling-lunge:way_up"


def test_from_the_knees_to_lying_is_a_way_down():
    steps = row(steps_of(block("kneeling-lunge", sides="left"), block("chair-rest")))
    assert steps[2:4] == DOWN_INSERTED
    assert "kneeling-lunge:way_up" not in steps


def test_on_the_way_down_the_body_is_where_it_is():
    """Feeling unwell half way down has the way out of that place (safety.md)."""
    down = [s for s in steps_of(block("chair-rest")) if s.phase is Phase.WAY_DOWN]
    assert down[0].position is Position.KNEELING
    assert down[-1].end_position is Position.SUPINE
    sitting = [
        s for s in steps_of(block("bolster-sit", position="floor-seated")) if s.phase is Phase.WAY_DOWN
    ]
    assert {s.position for s in sitting} <= {Position.KNEELING, Position.FLOOR_SEATED}


def test_kneeling_blocks_in_a_row_get_up_once():
    steps = row(steps_of(block("kneeling-lunge", sides="left"), block("kneeling-lunge", sides="right")))
    assert steps.count("kneeling-lunge:way_up") == 1
    assert steps[-1] == "kneeling-lunge:way_up"


def test_sitting_on_the_floor_is_a_way_down_and_getting_up():
    steps = row(steps_of(block("bolster-sit", position="floor-seated")))
    assert steps == [*DOWN_INSERTED, "bolster-sit:lead_in", "bolster-sit:hold", "bolster-sit:way_up"]


@pytest.mark.parametrize(
    "needless",
    [
        [block("log-roll-rise"), block("hydrate")],
        [block("lower-to-floor"), block("hydrate")],
        [block("lower-to-floor"), block("kneeling-lunge")],
        [block("hydrate"), block("log-roll-rise"), block("hydrate")],
    ],
)
def test_a_way_of_the_file_that_leads_nowhere_is_left_out(needless):
    steps = steps_of(*needless)
    assert not any(s.block.kind.transition for s in steps)
    assert steps


def test_a_second_way_up_is_left_out():
    steps = steps_of(block("chair-rest"), block("log-roll-rise"), block("log-roll-rise"), block("hydrate"))
    assert len({s.visit for s in steps if s.block.kind.id == "log-roll-rise"}) == 1


def test_a_way_down_while_lying_is_left_out():
    steps = row(steps_of(block("chair-rest"), block("lower-to-floor"), block("chair-rest")))
    assert [s for s in steps if "lower-to-floor" in s] == DOWN_INSERTED


def test_a_way_down_with_nothing_after_it_ends_standing():
    steps = steps_of(block("lower-to-floor"))
    assert steps[-1].end_position not in (Position.FLOOR_SEATED, Position.SUPINE)
    assert steps[-1].phase is Phase.WAY_UP


def test_a_way_up_alone_has_nothing_to_play():
    assert steps_of(block("log-roll-rise")) == ()


def test_ways_between_rounds():
    steps = row(steps_of(group(block("chair-rest"), block("hydrate"), repeat=2)))
    assert steps.count("lower-to-floor:way_down*") == 2
    assert steps.count("log-roll-rise:way_up*") == 2


@pytest.mark.parametrize("start", ["standing", "seated", "kneeling"])
@pytest.mark.parametrize("kind", ["chair-rest", "side-lying-rest", "propped-rest"])
def test_a_start_position_of_the_file_takes_away_no_way_down(kind, start):
    steps = steps_of(block(kind, start_position=start))
    first = next(i for i, s in enumerate(steps) if s.block.kind.id == kind and s.phase is Phase.HOLD)
    assert any(s.phase is Phase.WAY_DOWN for s in steps[:first])


@pytest.mark.parametrize("end", ["standing", "seated", "kneeling"])
@pytest.mark.parametrize("kind", ["chair-rest", "side-lying-rest", "propped-rest"])
def test_an_end_position_of_the_file_takes_away_no_way_up(kind, end):
    steps = steps_of(block(kind, end_position=end), block("hydrate"))
    last = max(i for i, s in enumerate(steps) if s.block.kind.id == kind and s.phase is Phase.HOLD)
    assert any(s.phase is Phase.WAY_UP and s.waits for s in steps[last + 1 :])


@pytest.mark.parametrize("end", ["supine", "side-lying", "kneeling"])
def test_a_way_up_of_a_file_ends_up(end):
    steps = steps_of(block("chair-rest"), block("log-roll-rise", end_position=end), block("hydrate"))
    hydrate = next(i for i, s in enumerate(steps) if s.block.kind.id == "hydrate")
    assert steps[hydrate - 1].end_position in (Position.SEATED, Position.STANDING)


@pytest.mark.parametrize("path", READY_MADE, ids=lambda p: p.name.split(".")[0])
def test_ready_made_routines_need_nothing_inserted(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    timeline = lay_out(routine_from(Draft(from_plain(data)), CATALOGUE), CATALOGUE, RULES, ())
    assert not any(s.inserted for s in timeline.steps)
    assert [s.block.id for s in timeline.steps if s.phase is Phase.LEAD_IN or s.number]
    assert {s.block.id for s in timeline.steps} == {item["id"] for item in data["items"]}


# --- figures of the corrections -------------------------------------------------------------------


def way_length(steps, kind):
    return sum(s.planned_ms for s in steps if s.block.kind.id == kind and s.phase is not Phase.LEAD_IN)


def test_an_inserted_way_down_takes_a_minute_and_a_way_up_ninety_seconds():
    steps = steps_of(block("chair-rest"))
    assert way_length(steps, "lower-to-floor") == 60_000
    assert way_length(steps, "log-roll-rise") == 90_000


def test_correction_7_pregnant_the_way_up_takes_two_minutes():
    steps = timeline_of(block("side-lying-rest"), flags=("pregnant",)).steps
    assert way_length(steps, "log-roll-rise") == 120_000


def test_correction_7_pregnant_a_way_up_of_the_file_takes_at_least_ninety_seconds():
    items = block("side-lying-rest"), block("log-roll-rise", duration_s=75)
    assert way_length(timeline_of(*items, flags=("pregnant",)).steps, "log-roll-rise") >= 90_000


@pytest.mark.parametrize("kind", ["chair-rest", "propped-rest", "side-lying-rest"])
@pytest.mark.parametrize("duration", [75, 90, 120, 180])
def test_correction_7_at_least_twenty_seconds_on_the_side_before_pushing_up(kind, duration):
    steps = steps_of(block(kind), block("log-roll-rise", duration_s=duration))
    side, up = (s for s in steps if s.phase is Phase.WAY_UP)
    turned = max(
        (
            c.at_ms + c.speech_ms
            for c in side.cues
            if "Roll to your left" in c.say or "Draw your knees" in c.say or "lie on your left" in c.say
        ),
    )
    push = next(c for c in up.cues if c.say.startswith("Push up"))
    assert side.length_ms + push.at_ms - turned >= 20_000


@pytest.mark.parametrize("kind", ["chair-rest", "propped-rest", "side-lying-rest", "helper-stretch"])
def test_correction_1_a_rise_opens_with_only_if_you_feel_well_and_waits(kind):
    steps = [s for s in steps_of(block(kind)) if s.phase is Phase.WAY_UP]
    assert steps[0].cues[0].say.startswith("Only if you feel well. If not,")
    assert steps[0].cues[0].at_ms == 0
    assert "call for help" in steps[0].cues[0].say
    assert steps[0].waits
    assert steps[0].wait_cue.say.startswith("If you do not feel well, stay on your side and call for help.")


def test_correction_1_getting_up_from_the_knees_with_the_files_own_way_up_says_its_words():
    steps = steps_of(block("free", position="kneeling"), block("log-roll-rise"), block("hydrate"))
    ups = [s for s in steps if s.phase is Phase.WAY_UP]
    assert ups
    assert "Only if you feel well. If not, lie on your side and call for help." in said(ups)


def test_a_way_up_of_the_file_from_the_knees_shows_its_banners():
    own = {"id": "own", "severity": "warning", "short_text": "Mind the lamp", "spoken_text": "Mind the lamp."}
    steps = steps_of(
        block("free", position="kneeling"), block("log-roll-rise", banners=[own]), block("hydrate")
    )
    shown = [b.banner.short_text for s in steps for b in s.banners]
    assert "Mind the lamp" in shown
    assert "Get up slowly, in steps" in shown


@pytest.mark.parametrize("duration", [45, 60, 180])
@pytest.mark.parametrize(("kind", "words"), [
    ("chair-rest", ["Stand at the chair", "Put one knee down", "Hands on the floor. Turn, until",
                    "Sit down on your left hip", "Lie down on your left side",
                    "Bend your knees. Roll slowly"]),
    ("side-lying-rest", ["Stand at the chair", "Put one knee down", "Hands on the floor. Turn, until",
                         "Sit down on your left hip", "Lie down on your left side"]),
    ("propped-rest", ["Stand at the chair", "Put one knee down", "Hands on the floor. Turn, until",
                      "Sit down on your left hip", "Move back to your slope"]),
])  # fmt: skip
def test_correction_6_the_way_down_is_spoken_step_by_step(duration, kind, words):
    steps = steps_of(block("lower-to-floor", duration_s=duration), block(kind))
    down = [c.say for s in steps if s.phase is Phase.WAY_DOWN for c in s.cues if c.say]
    assert len(down) == len(words)
    assert all(say.startswith(word) for say, word in zip(down, words, strict=True))
    assert way_length(steps, "lower-to-floor") >= duration * 1000


def test_from_a_chair_the_way_down_begins_at_the_chair():
    steps = steps_of(block("seated-rest"), block("side-lying-rest"))
    down = next(s for s in steps if s.phase is Phase.WAY_DOWN)
    assert down.cues[0].say.startswith("Stand up, turn to the chair")


@pytest.mark.parametrize("duration", [75, 105, 110, 120, 180])
def test_a_way_up_is_whole_however_long_it_is(duration):
    steps = steps_of(block("chair-rest"), block("log-roll-rise", duration_s=duration))
    up = " ".join(said(s for s in steps if s.phase is Phase.WAY_UP))
    heads = ["Only if you feel well", "Knees in", "Rest here", "Push up with", "Come to hands",
             "Hands on the chair", "Push up. Turn", "Sit until"]  # fmt: skip
    places = [up.index(head) for head in heads]
    assert places == sorted(places)


@pytest.mark.parametrize("flags", [(), ("pregnant",), ("postnatal",)])
@pytest.mark.parametrize("duration", [75, 80, 85, 89, 90, 105, 120, 180])
def test_each_step_of_getting_up_has_its_time(duration, flags):
    up = block("log-roll-rise", duration_s=duration)
    last = timeline_of(block("side-lying-rest"), up, flags=flags).steps[-1]
    at = [cue.at_ms for cue in last.cues if cue.say]
    push, turn, foot, stand, sit = at
    assert turn - push >= 9_000
    assert foot - turn >= 10_000
    assert stand - foot == 9_000, "nobody waits on one knee"
    assert sit - stand == 11_000, "nor half way to the seat"
    assert last.length_ms - sit >= 6_000


@pytest.mark.parametrize("duration", [90, 100, 120, 180])
def test_who_gets_more_time_has_it_between_the_steps(duration):
    last = steps_of(block("side-lying-rest"), block("log-roll-rise", duration_s=duration))[-1]
    at = [cue.at_ms // 1000 for cue in last.cues if cue.say]
    more = (duration - 90) * 0.6
    assert at == [round(s + more * min(1, s / 29)) for s in (7, 17, 29, 38, 49)]
    pictures = [p.at_ms // 1000 - 35 for p in last.block.pictures if p.at_ms > 35_000]
    assert pictures[0] == at[0]
    assert pictures[1] == at[1]
    assert (pictures[-3], pictures[-1]) == tuple(at[2:4])
    assert last.length_ms == (duration - 35) * 1000


def test_pictures_of_the_file_stay_where_it_puts_them():
    pictures = [
        {"kind": "figure", "figure": "all_fours", "alt": "On hands and knees", "at_s": at} for at in (60, 160)
    ]
    up = block("log-roll-rise", duration_s=180, pictures=pictures)
    last = steps_of(block("side-lying-rest"), up)[-1]
    assert [p.at_ms for p in last.block.pictures] == [60_000, 160_000]


def test_who_lists_the_pictures_of_the_way_down_shows_no_slope_to_who_lies_flat():
    kind = CATALOGUE.kinds["lower-to-floor"]
    own = [
        {"kind": "figure", "figure": p.content, "alt": p.alt, "at_s": p.at_ms // 1000} for p in kind.pictures
    ]
    for follows, there in (("chair-rest", False), ("side-lying-rest", False), ("propped-rest", True)):
        steps = steps_of(block("lower-to-floor", pictures=own), block(follows))
        down = next(s for s in steps if s.phase is Phase.WAY_DOWN)
        assert ("propped_rest" in {p.content for p in down.block.pictures}) is there


def test_words_of_the_file_that_find_no_room_keep_their_distance():
    cues = [
        {"phase": "hold", "at_s": at, "say": "Now the next step, slowly.", "priority": "essential"}
        for at in (60, 73, 84)
    ]
    last = steps_of(block("side-lying-rest"), block("log-roll-rise", duration_s=75, cues=cues))[-1]
    at = [cue.at_ms for cue in last.cues if cue.say]
    assert all(4_000 <= b - a <= 20_000 for a, b in itertools.pairwise(at))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (block("kneeling-lunge", sides="left"), "Bring both knees down."),
        (block("bolster-sit", position="floor-seated"), "Come to hands and knees. Take your time."),
    ],
)
def test_who_is_on_the_floor_already_is_told_how_to_begin(before, words):
    steps = steps_of(before, block("side-lying-rest"))
    after = next(i for i, s in enumerate(steps) if s.phase is Phase.HOLD)
    down = next(s for s in steps[after:] if s.phase is Phase.WAY_DOWN)
    assert down.cues[0].say.startswith(words)
    assert down.cues[0].at_ms == 0


def test_the_files_own_words_for_a_way_up_stay_where_it_puts_them():
    cue = {"phase": "hold", "at_s": 100, "say": "Mind the lamp.", "priority": "essential"}
    last = steps_of(block("side-lying-rest"), block("log-roll-rise", duration_s=150, cues=[cue]))[-1]
    assert [c.at_ms for c in last.cues if c.say] == [65_000]


def test_an_essential_cue_of_a_way_is_said_wherever_the_file_puts_it():
    for at_s in (-100, -75, -80, 0, 34, 35, 74, 75, 500):
        cue = {"phase": "hold", "at_s": at_s, "say": "Mind the lamp.", "priority": "essential"}
        steps = steps_of(block("chair-rest"), block("log-roll-rise", duration_s=75, cues=[cue]))
        assert "Mind the lamp." in said(s for s in steps if s.block.kind.id == "log-roll-rise"), at_s


def test_a_way_has_a_picture_wherever_it_ends():
    up = block("log-roll-rise", end_position="floor-seated")
    ways = [step for step in steps_of(block("kneeling-lunge"), up) if step.block.kind.id == "log-roll-rise"]
    assert ways
    assert all(step.block.pictures for step in ways)
