"""Any routine laid out in time: banners, cues, speech and ways on paper, before anybody presses a key."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.vocabulary import CueKind, CuePhase, Position, Priority, Severity, ShowsAt
from psoas_desktop.safety.positions import get_ready_ms
from tests.core import random_sessions
from tests.core.following import DOWN, FLOOR, LYING
from tests.core.sessions import CATALOGUE, RULES, block, examples, group, steps_of, timeline_of

FLAGS = st.sampled_from([frozenset(), frozenset({"pregnant"})])
ORDINARY = st.tuples(random_sessions.routines(), FLAGS)
ODD = st.tuples(random_sessions.routines(odd=True), FLAGS)


def laid_out(made):
    routine, flags = made
    return lay_out(routine, CATALOGUE, RULES, flags)


def visits(timeline):
    return [list(steps) for _, steps in itertools.groupby(timeline.steps, key=lambda step: step.visit)]


def said(steps):
    return [cue.say for step in steps for cue in step.cues]


# --- banners --------------------------------------------------------------------------------------


def built_in(block, flags):
    """The cautions that belong to a block whatever its file says, by safety.md."""
    held = {block.position, block.start_position, block.end_position}
    for banner in CATALOGUE.banners.values():
        of_kind = banner.id in block.kind.banner_ids
        of_position = bool(held & set(banner.positions)) or (banner.needs_helper and block.kind.needs_helper)
        meant = (of_kind or of_position) and (not banner.when or banner.when in flags)
        if meant and (banner.severity is not Severity.INFO or not block.kind.transition):
            yield banner


def check_banners(timeline, flags):
    for steps in visits(timeline):
        block = steps[0].block
        if steps[0].phase is Phase.BETWEEN:
            continue
        shown = [b.banner for step in steps if step.phase is Phase.LEAD_IN for b in step.banners]
        wanted = list(built_in(block, flags))
        for banner in wanted:
            if ShowsAt.LEAD_IN in banner.shows_at:
                assert banner in shown, (block.id, banner.id)
        for own in block.banners:
            if ShowsAt.LEAD_IN in own.shows_at:
                texts = {(b.short_text, b.spoken_text) for b in shown if b.severity.rank >= own.severity.rank}
                assert (own.short_text, own.spoken_text) in texts or len({b.id for b in block.banners}) < len(
                    block.banners
                )
        ranks = [b.severity.rank for b in shown]
        assert ranks == sorted(ranks, reverse=True)
        assert len({b.id for b in shown}) == len(shown)
        staying = [b.severity.rank for b in wanted if ShowsAt.PERSISTENT in b.shows_at]
        for step in steps:
            assert step.persistent.severity.rank >= max(staying, default=0)
            assert bool(step.banners) <= (step.phase is Phase.LEAD_IN)


@examples(60)
@given(ORDINARY)
def test_each_caution_of_kind_and_position_is_shown(made):
    check_banners(laid_out(made), made[1])


@examples(60)
@given(ODD)
def test_whatever_the_file_says_each_caution_is_shown(made):
    check_banners(laid_out(made), made[1])


@examples(60)
@given(ODD)
def test_lead_in_banners_stand_in_turn_and_the_hold_waits(made):
    for step in laid_out(made).steps:
        for one, following in itertools.pairwise(step.banners):
            assert following.at_ms >= one.until_ms
        for shown in step.banners:
            least = max(6_000, 3_000 + 500 * len(shown.banner.short_text.split()))
            stands = shown.until_ms - shown.at_ms
            assert stands >= least
            assert not shown.speech_ms or stands >= shown.speech_ms + 2_000
            assert bool(shown.speech_ms) == bool(shown.banner.spoken_text.strip())
            assert shown.until_ms <= step.planned_ms


# --- cues -----------------------------------------------------------------------------------------


def check_protected(timeline):
    for steps in visits(timeline):
        block = steps[0].block
        if block.kind.transition or steps[0].phase is Phase.BETWEEN:
            continue
        for hold in (step for step in steps if step.phase is Phase.HOLD):
            heard = [s for s in steps if s.phase is not Phase.WAY_UP and s.side is hold.side]
            texts = said(heard)
            for cue in block.cues:
                length = block.duration_ms
                if cue.phase is not CuePhase.HOLD or cue.from_positions or cue.to_positions:
                    continue
                if cue.in_positions and block.position not in cue.in_positions:
                    continue
                if cue.min_hold_ms > length or (cue.max_hold_ms is not None and length > cue.max_hold_ms):
                    continue
                if cue.priority is Priority.ESSENTIAL or cue.kind in (CueKind.SAFETY, CueKind.CHECKIN):
                    words = cue.say.replace("{side}", str(hold.side)).replace("{other}", "")
                    assert any(words.split("{")[0] in text for text in texts), (block.id, cue.say)


@examples(80)
@given(ORDINARY)
def test_what_matters_is_said_in_the_hold_or_before_it(made):
    check_protected(laid_out(made))


@examples(80)
@given(ODD)
def test_what_matters_in_a_file_is_said_in_the_hold_or_before_it(made):
    check_protected(laid_out(made))


@examples(60)
@given(ODD)
def test_each_cue_is_due_within_its_step(made):
    for step in laid_out(made).steps:
        for cue in step.cues:
            assert 0 <= cue.due_ms(step.length_ms) <= step.length_ms
        due = [cue.due_ms(step.length_ms) for cue in step.cues]
        assert due == sorted(due)


@examples(40)
@given(ODD)
def test_all_times_are_whole_seconds_where_a_countdown_begins(made):
    for step in laid_out(made).steps:
        assert step.planned_ms % 1000 == 0
        assert step.planned_ms > 0
        assert step.length_ms >= step.planned_ms


# --- speech ---------------------------------------------------------------------------------------


def speech(steps):
    """What is spoken in a row of steps, as windows of time, with the step each begins in."""
    now = 0
    for step in steps:
        for cue in step.cues:
            if cue.speech_ms:
                due = cue.due_ms(step.length_ms)
                yield now + due, now + due + cue.speech_ms, step, cue
        for banner in step.banners:
            if banner.speech_ms:
                yield now + banner.at_ms, now + banner.at_ms + banner.speech_ms, step, banner
        now += step.length_ms
        if step.waits:
            now += 3_600_000


def check_speech(timeline):
    windows = sorted(speech(timeline.steps), key=lambda window: window[:2])
    for (_, end, before, one), (start, _, after, other) in itertools.pairwise(windows):
        assert start >= end, (before.key, one, after.key, other)


@examples(80)
@given(ORDINARY)
def test_speech_never_overlaps(made):
    check_speech(laid_out(made))


@examples(80)
@given(ORDINARY)
def test_between_cues_of_a_hold_there_is_silence(made):
    for step in laid_out(made).steps:
        if step.phase is not Phase.HOLD:
            continue
        gap = CATALOGUE.profiles[step.block.kind.profile].gap_ms
        spoken = [c for c in step.cues if c.speech_ms and c.due_ms(step.length_ms) < step.length_ms]
        for one, other in itertools.pairwise(spoken):
            silence = other.due_ms(step.length_ms) - one.due_ms(step.length_ms) - one.speech_ms
            assert silence >= gap, (step.key, one, other)


# --- ways -----------------------------------------------------------------------------------------


def check_ways(timeline):
    """Follows the body on paper, as the watcher of sessions does in play."""
    body, rested = Position.STANDING, False
    for step in timeline.steps:
        if step.phase is Phase.LEAD_IN and step.block.kind.transition:
            continue
        if body in LYING and step.position not in LYING:
            assert rested, step.key
        if body not in LYING:
            assert step.position not in LYING, step.key
        if body in FLOOR:
            assert step.position in DOWN, step.key
        rested = step.phase is Phase.WAY_UP and step.position is Position.SIDE_LYING and step.waits
        if step.phase not in (Phase.WAY_DOWN, Phase.WAY_UP):
            assert (step.position in LYING) == (step.end_position in LYING) or step.phase is Phase.BETWEEN, (
                step.key
            )
        body = step.end_position
    assert body not in DOWN


@examples(100)
@given(ORDINARY)
def test_nobody_gets_up_or_down_without_a_way(made):
    check_ways(laid_out(made))


@pytest.mark.no_cover
@examples(100)
@given(ODD)
def test_nobody_gets_up_or_down_without_a_way_whatever_the_file_says(made):
    check_ways(laid_out(made))


@examples(60)
@given(ORDINARY)
def test_the_total_counts_everything(made):
    timeline = laid_out(made)
    assert timeline.planned_ms == sum(step.planned_ms for step in timeline.steps)
    caps = sum(s.cap_ms - s.planned_ms for s in timeline.steps if s.cap_ms is not None)
    assert timeline.longest_ms == timeline.planned_ms + caps


@examples(60)
@given(ORDINARY)
def test_a_lead_in_is_as_long_as_all_of_it_needs(made):
    place = Position.STANDING
    for step in laid_out(made).steps:
        if step.phase is Phase.LEAD_IN:
            assert step.planned_ms >= step.block.lead_in_ms
            if not step.block.kind.transition and step.block.kind.profile != "setup":
                assert step.planned_ms >= get_ready_ms(place, step.block.start_position)
            assert all(c.at_ms + c.speech_ms <= step.planned_ms for c in step.cues)
        place = step.end_position


@examples(60)
@given(ODD)
def test_keys_are_unique_and_visits_stay_together(made):
    timeline = laid_out(made)
    keys = [step.key for step in timeline.steps]
    assert len(set(keys)) == len(keys)
    names = [steps[0].visit for steps in visits(timeline)]
    assert len(set(names)) == len(names)


@examples(60)
@given(ORDINARY)
def test_a_block_has_its_sides_in_order_with_a_changeover_between(made):
    for steps in visits(laid_out(made)):
        block = steps[0].block
        if block.kind.transition or steps[0].phase is Phase.BETWEEN:
            continue
        row = [(s.phase, s.side) for s in steps if s.phase in (Phase.HOLD, Phase.CHANGEOVER)]
        wanted = []
        for index, side in enumerate(block.sides or (None,)):
            wanted += [(Phase.CHANGEOVER, side)] * bool(index) + [(Phase.HOLD, side)]
        assert row == wanted
        for hold in (s for s in steps if s.phase is Phase.HOLD):
            assert hold.planned_ms == block.duration_ms
            assert hold.extendable
        for change in (s for s in steps if s.phase is Phase.CHANGEOVER):
            assert change.planned_ms >= block.changeover_ms


def test_waiting_blocks_wait_once_after_the_last_side():
    steps = steps_of(block("free", advance="wait", sides="both", duration_s=30))
    assert [(s.phase, s.waits) for s in steps if s.phase is Phase.HOLD] == [
        (Phase.HOLD, False),
        (Phase.HOLD, True),
    ]
    assert steps[-1].wait_cue.say
    assert not any(s.waits for s in steps_of(block("free", advance="auto")))


@pytest.mark.parametrize("flags", [(), ("pregnant",)])
def test_pregnant_or_not_decides_the_banner_of_the_back(flags):
    timeline = timeline_of(block("chair-rest"), flags=flags)
    lead_in = next(s for s in timeline.steps if s.phase is Phase.LEAD_IN and s.block.kind.id == "chair-rest")
    ids = [b.banner.id for b in lead_in.banners]
    assert ("supine-pregnancy" in ids) == bool(flags)
    assert lead_in.persistent.id == ("supine-pregnancy" if flags else "supine-any")
    assert ids[0] == ("supine-pregnancy" if flags else "supine-any")
    assert "feelings" in ids
    assert "no-force-back" in ids


# --- groups ---------------------------------------------------------------------------------------


def test_rounds_with_a_rest_between_and_none_after_the_last():
    steps = steps_of(group(block("seated-rest", duration_s=30), repeat=3, rest=20), block("hydrate"))
    between = [s for s in steps if s.phase is Phase.BETWEEN]
    assert [s.planned_ms for s in between] == [20_000, 20_000]
    assert [s.round for s in steps if s.phase is Phase.HOLD] == [(1, 3), (2, 3), (3, 3), None]
    assert all(s.position is Position.SEATED and s.extendable and not s.waits for s in between)


def test_a_rest_between_rounds_is_a_plain_step_of_its_own():
    """Whatever the last block of the round was: a nested group, open-ended, waiting, two-sided."""
    last = block("helper-stretch", open_ended=True, advance="wait", duration_s=60, duration_max_s=200)
    steps = steps_of(group(block("hydrate"), group(last, repeat=1), repeat=2, rest=40))
    (rest,) = (s for s in steps if s.phase is Phase.BETWEEN)
    assert (rest.length_ms, rest.cap_ms, rest.min_ms, rest.waits, rest.wait_cue) == (
        40_000,
        None,
        0,
        False,
        None,
    )
    assert (rest.side, rest.banners, rest.extendable) == (None, (), True)
    assert rest.title == CATALOGUE.words.between.show
    assert [c.say for c in rest.cues] == [CATALOGUE.words.between.say]


def test_without_a_rest_rounds_follow_each_other():
    assert not [s for s in steps_of(group(block("seated-rest"), repeat=4)) if s.phase is Phase.BETWEEN]


def test_nested_groups_multiply():
    inner = group(block("hydrate"), repeat=3, rest=5)
    steps = steps_of(group(inner, block("rest"), repeat=2, rest=7))
    assert sum(s.phase is Phase.HOLD and s.block.kind.id == "hydrate" for s in steps) == 6
    assert sorted(s.planned_ms for s in steps if s.phase is Phase.BETWEEN) == [5_000] * 4 + [7_000]
    assert {s.round for s in steps if s.block.kind.id == "hydrate" and s.phase is Phase.HOLD} == {
        (1, 3), (2, 3), (3, 3),
    }  # fmt: skip


def test_a_rest_between_rounds_does_not_talk_into_the_end_of_the_round():
    check_speech(timeline_of(group(block("seated-rest", duration_s=60), repeat=2, rest=30)))


def test_a_rest_of_a_second_does_not_hide_speech_that_runs_on():
    check_speech(timeline_of(group(block("rest", duration_s=60), repeat=2, rest=1)))
