"""When cues are said: speech never overlaps, and what matters is never lost."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.cue_schedule import Announced, Voice, applies, schedule_hold, schedule_lead_in
from psoas_desktop.playback.speech import Tokens, speech_ms
from psoas_desktop.routine.cues import Banner, Cue
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position, Priority, Severity, Side
from tests.core.sessions import CATALOGUE, examples

PROFILE = replace(CATALOGUE.profiles["rest"], speech_wpm=60, sentence_pause_ms=0)  # a word a second
GAP = 8_000
VOICE = Voice(PROFILE, Tokens(CATALOGUE.words, "Title", Side.LEFT, 60_000))
ESSENTIAL, NORMAL, OPTIONAL = Priority.ESSENTIAL, Priority.NORMAL, Priority.OPTIONAL


def cue(at_s, words=2, priority=NORMAL, kind=CueKind.INSTRUCTION, name="w", phase=CuePhase.HOLD, **more):
    return Cue(phase, at_s * 1000, " ".join([name] * words), name, kind, priority, **more)


def mark(at_s, words=1, from_end=False, name="mark"):
    return VOICE.timed(cue(0, words, name=name, kind=CueKind.TIMING), at_s * 1000, from_end=from_end)


def scheduled(cues, length_s, marks=()):
    return schedule_hold(cues, marks, length_s * 1000, GAP, VOICE)


def times(result, length_s):
    return [(c.show, c.due_ms(length_s * 1000) // 1000) for c in result.cues]


def test_what_fits_is_left_where_it_is():
    result = scheduled([cue(10, name="a"), cue(30, name="b"), cue(-10, name="c")], 100)
    assert times(result, 100) == [("a", 10), ("b", 30), ("c", 90)]
    assert result.overflow == ()


def test_speech_that_would_overlap_is_said_later():
    result = scheduled([cue(10, 3, name="a"), cue(11, name="b"), cue(50, name="c")], 100)
    assert times(result, 100) == [("a", 10), ("b", 21), ("c", 50)]


def test_exactly_the_gap_is_enough():
    assert times(scheduled([cue(10, 2, name="a"), cue(20, name="b")], 60), 60) == [("a", 10), ("b", 20)]
    assert times(scheduled([cue(10, 3, name="a"), cue(20, name="b")], 60), 60) == [("a", 10), ("b", 21)]


def test_a_mark_does_not_move():
    result = scheduled([cue(25, 2, name="a"), cue(38, name="b")], 100, [mark(30, 2)])
    assert times(result, 100) == [("mark", 30), ("a", 40), ("b", 50)]


def test_before_a_mark_the_gap_counts_as_well():
    assert times(scheduled([cue(20, 2, name="a")], 100, [mark(30)]), 100)[0] == ("a", 20)
    assert times(scheduled([cue(21, 2, name="a")], 100, [mark(30)]), 100)[0] == ("mark", 30)


def test_what_is_only_shown_stays_at_its_time():
    silent = replace(cue(11, name="b"), say="")
    assert times(scheduled([cue(10, 5, name="a"), silent], 60), 60) == [("a", 10), ("b", 11)]


def test_a_time_outside_the_hold_is_taken_as_its_edge():
    assert times(scheduled([cue(-90, name="a")], 60), 60) == [("a", 0)]
    silent = replace(cue(90, name="b"), say="")
    assert times(scheduled([silent], 60), 60) == [("b", 60)]


def test_a_cue_that_counts_from_the_end_moves_with_it():
    (found,) = scheduled([cue(-20, name="a")], 60).cues
    assert found.from_end
    assert (found.due_ms(60_000), found.due_ms(90_000)) == (40_000, 70_000)
    (found,) = scheduled([cue(20, name="a")], 60).cues
    assert (found.due_ms(60_000), found.due_ms(90_000)) == (20_000, 20_000)


def test_an_optional_cue_is_dropped_for_an_essential_one():
    cues = [cue(2, 4, OPTIONAL, name="a"), cue(4, 4, name="b"), cue(10, 4, ESSENTIAL, name="c")]
    assert times(scheduled(cues, 20), 20) == [("b", 4), ("c", 16)]


def test_then_a_normal_one():
    cues = [cue(2, 4, OPTIONAL, name="a"), cue(4, 4, name="b"), cue(5, 4, ESSENTIAL, name="c")]
    assert times(scheduled(cues, 10), 10) == [("c", 5)]
    assert scheduled(cues, 10).overflow == ()


@pytest.mark.parametrize(
    "protected",
    [
        cue(0, 9, ESSENTIAL, name="c"),
        cue(0, 9, NORMAL, CueKind.SAFETY, name="c"),
        cue(0, 9, OPTIONAL, CueKind.CHECKIN, name="c"),
    ],
)
def test_what_matters_and_finds_no_room_is_handed_back(protected):
    result = scheduled([protected], 8)
    assert result.cues == ()
    assert result.overflow == (protected,)


@pytest.mark.parametrize("kind", [CueKind.INSTRUCTION, CueKind.TRANSITION, CueKind.TIMING])
def test_what_does_not_matter_and_finds_no_room_is_left_out(kind):
    result = scheduled([cue(0, 9, NORMAL, kind)], 8)
    assert result.cues == ()
    assert result.overflow == ()


def test_a_safety_cue_is_not_dropped_for_another():
    cues = [cue(0, 5, OPTIONAL, CueKind.SAFETY, name="a"), cue(1, 5, ESSENTIAL, name="b")]
    result = scheduled(cues, 12)
    assert [c.show for c in result.cues] == ["a"]
    assert [c.show for c in result.overflow] == ["b"]


def test_a_normal_cue_is_not_lost_for_an_optional_one():
    cues = [cue(0, 5, OPTIONAL, name="a"), cue(4, 5, name="b")]
    assert [c.show for c in scheduled(cues, 12).cues] == ["b"]


SOME_CUES = st.lists(
    st.builds(
        cue,
        st.integers(-40, 100),
        st.integers(0, 6),
        st.sampled_from(list(Priority)),
        st.sampled_from(list(CueKind)),
        st.sampled_from(["a", "b", "c"]),
    ),
    max_size=7,
)
SOME_MARKS = st.sampled_from([(), (0,), (0, 30), (0, 30, 50)])


@examples(200)
@given(SOME_CUES, st.integers(1, 90), SOME_MARKS)
def test_any_hold(cues, length_s, marks):
    length = length_s * 1000
    fixed = [mark(m, 2) for m in marks if m + 10 <= length_s]
    result = scheduled(cues, length_s, fixed)
    windows = [(c.due_ms(length), c.due_ms(length) + c.speech_ms) for c in result.cues if c.speech_ms]
    assert windows == sorted(windows)
    for (_, end), (start, _) in itertools.pairwise(windows):
        assert start - end >= GAP
    assert all(0 <= c.due_ms(length) <= length for c in result.cues)
    assert all(c.due_ms(length) + c.speech_ms <= length for c in result.cues)
    wanted = sorted(c.say for c in cues if c.protected)
    kept = [
        c.say for c in result.cues if c.kind in (CueKind.SAFETY, CueKind.CHECKIN) or c.priority is ESSENTIAL
    ]
    kept = [say for say in kept if "mark" not in say]
    assert sorted([*kept, *(c.say for c in result.overflow)]) == wanted
    assert all(c.protected for c in result.overflow)


# --- which cues apply -----------------------------------------------------------------------------


def apply(one, hold_s=60, start=Position.STANDING, end=Position.SEATED, cues=None):
    return applies(one, cues or [one], hold_s * 1000, start, end)


def test_positions_limit_a_cue():
    assert apply(cue(0, from_positions=(Position.STANDING, Position.WALKING)))
    assert not apply(cue(0, from_positions=(Position.SEATED,)))
    assert apply(cue(0, to_positions=(Position.SEATED,)))
    assert not apply(cue(0, to_positions=(Position.STANDING,)))


@pytest.mark.parametrize(("hold", "said"), [(29, False), (30, True), (60, True), (61, False)])
def test_the_length_of_the_hold_limits_a_cue(hold, said):
    assert apply(cue(0, min_hold_ms=30_000, max_hold_ms=60_000), hold) is said


def test_a_safety_cue_for_long_holds_is_said_in_short_ones():
    assert apply(cue(0, kind=CueKind.SAFETY, min_hold_ms=60_000), 20)
    assert not apply(cue(0, kind=CueKind.CHECKIN, min_hold_ms=60_000), 20)


def test_unless_there_is_a_shorter_one():
    long = cue(0, kind=CueKind.SAFETY, min_hold_ms=60_000)
    short = cue(0, kind=CueKind.SAFETY, max_hold_ms=59_000)
    assert not apply(long, 20, cues=[long, short])
    assert apply(long, 20, cues=[long, replace(short, max_hold_ms=19_000)])
    assert apply(long, 20, cues=[long, replace(short, max_hold_ms=None)])
    assert apply(long, 20, cues=[long, replace(short, kind=CueKind.CHECKIN)])


# --- the lead-in ----------------------------------------------------------------------------------


def banner(words=3, spoken=0, name="b"):
    return Banner(name, Severity.CAUTION, " ".join(["w"] * words), "", " ".join(["s"] * spoken))


def lead(cues=(), banners=(), announce="", free_at_s=0):
    return schedule_lead_in(cues, banners, VOICE, Announced(announce), free_at_s * 1000)


def test_an_empty_lead_in_takes_no_time():
    result = lead()
    assert (result.cues, result.banners, result.length_ms) == ((), (), 0)


def test_the_announcement_stands_alone_before_banners():
    result = lead([cue(0, 2, phase=CuePhase.LEAD_IN)], [banner()], "Next, Title.")
    assert [(c.say, c.at_ms) for c in result.cues] == [("Next, Title.", 0), ("w w", 9_000)]
    assert [(b.at_ms, b.until_ms) for b in result.banners] == [(3_000, 9_000)]
    assert result.length_ms == 12_000


def test_the_announcement_stands_with_the_first_cue_where_there_is_no_banner():
    result = lead([cue(0, 2), cue(20, 1)], (), "Next, Title.")
    assert [(c.say, c.at_ms) for c in result.cues] == [("Next, Title. w w", 0), ("w", 20_000)]
    assert result.length_ms == 22_000


def test_an_announcement_alone():
    result = lead(announce="Next, Title.")
    assert [(c.say, c.show, c.at_ms) for c in result.cues] == [("Next, Title.", "Title", 0)]
    assert result.length_ms == 3_000


@pytest.mark.parametrize(
    ("words", "spoken", "stands_s"), [(1, 0, 6), (6, 0, 6), (7, 0, 7), (20, 0, 13), (1, 9, 11)]
)
def test_how_long_a_banner_stands(words, spoken, stands_s):
    (found,) = lead(banners=[banner(words, spoken)]).banners
    assert (found.at_ms, found.until_ms) == (0, stands_s * 1000)
    assert found.speech_ms == spoken * 1000


def test_banners_in_turn_none_dropped():
    result = lead(banners=[banner(name=str(n)) for n in range(9)])
    assert [b.banner.id for b in result.banners] == [str(n) for n in range(9)]
    assert [(b.at_ms, b.until_ms) for b in result.banners] == [
        (n * 6_000, n * 6_000 + 6_000) for n in range(9)
    ]
    assert result.length_ms == 54_000


def test_cues_follow_each_other_with_a_second_between():
    result = lead([cue(9, 3, name="b"), cue(0, 12, name="a")])
    assert [(c.show, c.at_ms) for c in result.cues] == [("a", 0), ("b", 13_000)]


def test_the_lead_in_waits_for_speech_of_the_step_before():
    result = lead([cue(0)], [banner()], "Next, Title.", free_at_s=4)
    assert result.cues[0].at_ms == 5_000
    assert result.banners[0].at_ms == 8_000


@examples(60)
@given(
    SOME_CUES, st.lists(st.builds(banner, st.integers(1, 12), st.integers(0, 12)), max_size=5), st.booleans()
)
def test_any_lead_in(cues, banners, announced):
    result = lead(cues, banners, "Next, Title." if announced else "")
    assert len(result.banners) == len(banners)
    said = " ".join(c.say for c in result.cues)
    assert all(c.say in said for c in cues)
    assert (not announced) or said.startswith("Next, Title.")
    speech = [(c.at_ms, c.at_ms + c.speech_ms) for c in result.cues if c.speech_ms]
    speech += [(b.at_ms, b.at_ms + b.speech_ms) for b in result.banners if b.speech_ms]
    for (_, end), (start, _) in itertools.pairwise(sorted(speech)):
        assert start >= end
    assert max([end for _, end in speech], default=0) <= result.length_ms
    assert max([b.until_ms for b in result.banners], default=0) <= result.length_ms
    for one, following in itertools.pairwise(result.banners):
        assert following.at_ms >= one.until_ms
    for shown in result.banners:
        least = max(6_000, 3_000 + 500 * len(shown.banner.short_text.split()))
        spoken = speech_ms(shown.banner.spoken_text, PROFILE)
        assert shown.until_ms - shown.at_ms >= max(least, spoken + 2_000 if spoken else 0)
