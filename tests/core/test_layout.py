"""Routines of a few blocks laid out: which steps there are, and what is said in them."""

import itertools

import pytest

from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.vocabulary import Position, Side
from tests.core.sessions import RULES, block, said, steps_of, timeline_of


def holds(steps):
    return [s for s in steps if s.phase is Phase.HOLD]


# --- lead-ins -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "kind", "least"),
    [
        ([], block("seated-rest", lead_in_s=0), 10_000),
        ([block("seated-rest")], block("seated-rest", lead_in_s=0), 5_000),
        ([], block("free", position="kneeling", lead_in_s=0), 20_000),
        ([], block("kneeling-lunge", lead_in_s=45), 45_000),
    ],
)
def test_a_lead_in_is_at_least_the_change_of_position_and_its_own_time(before, kind, least):
    lead_in = [s for s in steps_of(*before, kind) if s.phase is Phase.LEAD_IN][-1]
    assert lead_in.planned_ms >= least


def test_whoever_has_still_to_kneel_hears_the_cautions_standing():
    lead_in = steps_of(block("kneeling-lunge"))[0]
    assert (lead_in.phase, lead_in.position) == (Phase.LEAD_IN, Position.STANDING)
    down = steps_of(block("chair-rest"))
    lead_in = next(s for s in down if s.phase is Phase.LEAD_IN and s.block.kind.id == "chair-rest")
    assert lead_in.position is Position.SUPINE


def test_each_block_and_each_way_is_announced():
    chair, check = block("seated-rest", title="A quiet chair"), block("closing-check-in")
    ready = [s for s in steps_of(chair, block("chair-rest"), check) if s.phase is Phase.LEAD_IN]
    heard = [" ".join(c.say for c in s.cues) for s in ready]
    titles = [s.title for s in ready]
    assert titles == [
        "A quiet chair",
        "Go down to the floor",
        "Chair rest",
        "Roll and rise slowly",
        "Closing check-in",
    ]
    assert "First, A quiet chair." in heard[0]
    assert all(f"Next, {title}." in said for title, said in zip(titles[1:], heard[1:], strict=True))


@pytest.mark.parametrize("kind", ["seated-rest", "prepare-space", "chair-rest", "hydrate", "kneeling-lunge"])
def test_a_session_opens_with_its_name_and_time(kind):
    """Who lies down with closed eyes has heard what is played, and for how long."""
    timeline = timeline_of(block(kind))
    first = timeline.steps[0]
    minutes = max(1, round(timeline.planned_ms / 60_000))
    opening = first.cues[0]
    assert opening.at_ms == 0
    assert opening.say.startswith("Made. About ")
    assert opening.say.endswith("one minute." if minutes == 1 else "minutes.")
    after = [c.at_ms for c in first.cues[1:] if c.say] + [b.at_ms for b in first.banners]
    assert min(after) >= opening.speech_ms + 1_000
    assert first.planned_ms >= max(after)


def test_cautions_are_heard_with_a_hand_on_the_chair():
    for kind, hold in (("kneeling-lunge", "your chair"), ("standing-forward-lunge", "wall or counter")):
        lead_in = next(s for s in steps_of(block(kind)) if s.phase is Phase.LEAD_IN)
        where = next(c for c in lead_in.cues if hold in c.say and "Hold it" in c.say)
        assert where.at_ms + where.speech_ms < min(b.at_ms for b in lead_in.banners)


def test_there_is_time_to_kneel():
    lead_in = next(s for s in steps_of(block("kneeling-lunge")) if s.phase is Phase.LEAD_IN)
    kneel = next(c for c in lead_in.cues if "Kneel on your left knee" in c.say)
    assert lead_in.length_ms - kneel.at_ms >= 24_000


def test_who_kneels_already_is_not_sent_to_the_chair():
    lunge = block("kneeling-lunge", sides="left")
    ready = [s for s in steps_of(lunge, lunge) if s.phase is Phase.LEAD_IN]
    assert ["Hold it while" in " ".join(c.say for c in s.cues) for s in ready] == [True, False]


def test_a_blank_title_is_not_said():
    first = timeline_of(block("seated-rest"), title=" ").steps[0]
    assert first.cues[0].say.startswith("First, ")


def test_cues_of_the_file_say_where_to_go_themselves():
    own = {"phase": "hold", "at_s": 5, "say": "Now.", "priority": "essential"}
    lead_in = next(s for s in steps_of(block("kneeling-lunge", cues=[own])) if s.phase is Phase.LEAD_IN)
    assert not any("Hold it" in c.say for c in lead_in.cues)


def free_with(phase, at_s, **fields):
    cue = {"phase": phase, "at_s": at_s, "say": "Now.", "priority": "essential"}
    return steps_of(block("free", cues=[cue], **fields))


def test_a_negative_time_counts_from_the_end_of_a_lead_in():
    lead_in = free_with("lead_in", -5, lead_in_s=60)[0]
    now = next(c for c in lead_in.cues if c.say.endswith("Now."))
    assert now.due_ms(lead_in.length_ms) == lead_in.length_ms - 5_000


def test_a_negative_time_counts_from_the_end_of_a_changeover():
    steps = free_with("changeover", -5, sides="both", changeover_s=60)
    change = next(s for s in steps if s.phase is Phase.CHANGEOVER)
    assert [c.due_ms(change.length_ms) for c in change.cues] == [55_000]


def test_a_negative_time_counts_from_the_end_of_a_hold():
    (hold,) = holds(free_with("hold", -20, duration_s=60))
    now = next(c for c in hold.cues if c.say == "Now.")
    assert (now.due_ms(60_000), now.due_ms(90_000)) == (40_000, 70_000)


def test_a_banner_of_the_whole_routine_stands_at_each_lead_in_where_it_says_so():
    own = {"id": "own", "severity": "warning", "short_text": "Mind the lamp", "shows_at": ["gate", "lead_in"]}
    steps = steps_of(block("free"), block("seated-rest"), safety={"banners": [own]})
    shown = [s.visit for s in steps for b in s.banners if b.banner.short_text == "Mind the lamp"]
    assert shown == ["/0", "/1"]


# --- short blocks ---------------------------------------------------------------------------------


def test_what_matters_and_does_not_fit_is_said_in_the_lead_in():
    long = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
    cue = {"phase": "hold", "at_s": 0, "say": f"{long} {long}", "priority": "essential"}
    steps = steps_of(block("free", duration_s=10, cues=[cue], sides="both"))
    lead_in, first, change, second = steps
    assert lead_in.cues[-1].say.endswith(f"{long} {long}")
    assert change.cues[-1].say == f"{long} {long}"
    assert change.planned_ms >= change.cues[-1].at_ms + change.cues[-1].speech_ms
    assert not any(long in say for say in said([first, second]))


@pytest.mark.parametrize("before", ["seated-rest", "bolster-sit", "belly-breathing"])
@pytest.mark.parametrize("duration", [15, 20, 30, 60])
def test_the_shortest_closing_loses_no_word_that_matters(before, duration):
    """The block before is still speaking when it begins."""
    alone = steps_of(block("closing-check-in", duration_s=duration, position="seated"))
    after = steps_of(block(before), block("closing-check-in", duration_s=duration))
    closing = [s for s in after if s.block.kind.id == "closing-check-in"]
    protected = [
        c.say for s in alone if s.phase is Phase.HOLD for c in s.cues if c.priority == "essential" and c.say
    ]
    assert protected
    for say in protected:
        assert say in said(closing)


def test_a_long_title_does_not_talk_into_the_end_of_a_short_rest():
    """A file's title has up to 200 characters, and the start says it."""
    title = (
        "A quiet rest on the chair in the room with the blue door that looks out on to the old garden wall"
    )
    (hold,) = holds(steps_of(block("rest", title=title, duration_s=10)))
    spoken = [c for c in hold.cues if c.speech_ms]
    for one, other in itertools.pairwise(spoken):
        assert other.due_ms(10_000) >= one.due_ms(10_000) + one.speech_ms


# --- open-ended holds -----------------------------------------------------------------------------


def open_ended(least=60, planned=90, longest=180, sides="left"):
    fields = {"duration_min_s": least, "duration_s": planned, "duration_max_s": longest}
    return steps_of(block("helper-stretch", open_ended=True, sides=sides, **fields))


def test_an_open_ended_hold_has_its_minimum_and_its_cap():
    (hold,) = holds(open_ended())
    assert (hold.min_ms, hold.planned_ms, hold.cap_ms, hold.length_ms) == (60_000, 90_000, 180_000, 180_000)
    minimum = next(c for c in hold.cues if c.say.startswith("That was the shortest time"))
    assert minimum.due_ms(hold.length_ms) == 60_000


def test_its_end_cues_belong_to_the_cap():
    (hold,) = holds(open_ended())
    due = {c.say: c.due_ms(hold.length_ms) for c in hold.cues}
    assert due["Ten seconds."] == 170_000
    assert due["Helper, bring the leg forward, slowly. Then take the high cushions away."] == 180_000
    assert "Halfway." not in due


def test_a_minimum_that_is_the_cap_is_not_announced_twice():
    (hold,) = holds(open_ended(60, 60, 60))
    assert not any("shortest time" in c.say for c in hold.cues)


@pytest.mark.parametrize("longest", [61, 65, 70, 75, 90])
def test_a_minimum_near_the_cap_does_not_talk_into_the_end(longest):
    (hold,) = holds(open_ended(60, 60, longest))
    windows = sorted(
        (c.due_ms(hold.length_ms), c.due_ms(hold.length_ms) + c.speech_ms) for c in hold.cues if c.speech_ms
    )
    for (_, end), (start, _) in itertools.pairwise(windows):
        assert start >= end


def test_a_fixed_hold_has_no_cap():
    (hold,) = holds(steps_of(block("helper-stretch", sides="left")))
    assert (hold.cap_ms, hold.min_ms, hold.length_ms) == (None, 0, hold.planned_ms)


# --- sides ----------------------------------------------------------------------------------------


def test_sides_are_named_in_their_turn():
    steps = steps_of(block("kneeling-lunge", first_side="right"))
    assert [(s.phase, s.side) for s in steps] == [
        (Phase.LEAD_IN, Side.RIGHT), (Phase.HOLD, Side.RIGHT), (Phase.CHANGEOVER, Side.LEFT),
        (Phase.HOLD, Side.LEFT), (Phase.WAY_UP, None),
    ]  # fmt: skip
    ready, changed = " ".join(said(steps[:1])), " ".join(said(steps[2:3]))
    assert "on your right knee" in ready
    assert "Left foot forward" in ready
    assert "Left knee on the cushion" in changed
    assert "right foot" in changed.lower()


@pytest.mark.parametrize(("where", "lines"), [("floor-seated", "floor-seated"), ("all-fours", "kneeling")])
def test_getting_up_from_the_floor_has_the_lines_of_the_place(where, lines):
    rises = [s for s in steps_of(block("rest", position=where)) if s.phase is Phase.WAY_UP]
    heard = said(rises)
    places = [heard.index(line.say) for line in RULES.rise[lines]]
    assert places == sorted(places)
    shown = [cue.show for step in rises for cue in step.cues]
    assert {line.show for line in RULES.rise[lines]} <= set(shown)


def test_getting_up_from_the_lunge_says_where_to():
    to_sit = steps_of(block("kneeling-lunge"), block("seated-rest"))
    rise = next(s for s in to_sit if s.phase is Phase.WAY_UP)
    assert rise.end_position is Position.SEATED
    assert "Turn, with a hand on the chair, and sit." in said([rise])
    to_stand = steps_of(block("kneeling-lunge"))[-1]
    assert "Hold on until you feel steady." in said([to_stand])
    assert to_stand.end_position is Position.STANDING
    assert to_stand.planned_ms >= 20_000
