"""A handout as data: what stands in it, what never does, and that it is what is played."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest

from psoas_desktop.playback.handout import LockedError, handout_of
from psoas_desktop.playback.handout_parts import Again, Exercise, Leaving, Round, Rounds
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import as_written, rehearse, with_answers
from psoas_desktop.playback.timeline import WAYS, Phase
from psoas_desktop.routine.check import check
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.vocabulary import Position, Severity, Side
from psoas_desktop.safety.positions import Level, level
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root

DATA = read_program_data(root())
RULES = DATA.rules
READY_MADE = sorted(routines_root().glob("*.psoas.json"))
by_name = pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.name.partition(".")[0])

WELL = {question.id: question.least_cautious.id for question in RULES.questions}
WELL |= {
    f"file:{question['id']}": "go-on"
    for path in READY_MADE
    for question in json.loads(path.read_text("utf-8")).get("safety", {}).get("gate_questions", ())
}
WEEK_30 = {**WELL, "q-pregnant": "yes", "q-weeks": "w28", "q-agreed": "no", "q-back-today": "propped"}


def routine_of(data):
    checked = check(data, DATA.field_rules, DATA.catalogue)
    assert checked.routine is not None, checked.problems
    return checked.routine


def player_of(path, wanted_ms=0):
    return Player(routine_of(path.read_bytes()), DATA.catalogue, RULES, wanted_ms=wanted_ms)


def made(*items, **more):
    routine = {
        "format": 1,
        "id": "made",
        "title": "Made here",
        "language": "en",
        "items": list(items),
        **more,
    }
    return Player(routine_of(json.dumps(routine).encode()), DATA.catalogue, RULES)


def block(kind, block_id="b", **more):
    return {"type": kind, "id": block_id, **more}


def exercises(handout):
    return [part for part in handout.parts if isinstance(part, Exercise)]


def texts(value):
    """Every text in a handout."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


def all_text(handout):
    return "\n".join(texts(handout))


@pytest.mark.no_cover
@by_name
def test_it_is_what_a_rehearsal_plays(path):
    player = player_of(path)
    handout, played = handout_of(player), rehearse(player)

    assert handout.total_ms == played.planned_ms
    visits = {}
    for rehearsed in played.steps:
        if rehearsed.step.phase is not Phase.BETWEEN:
            visits.setdefault(rehearsed.step.visit, []).append(rehearsed.step)
    if not any(isinstance(part, Again) for part in handout.parts):
        assert [one.title for one in exercises(handout)] == [steps[0].title for steps in visits.values()]
    for one, steps in zip(exercises(handout), visits.values(), strict=False):
        holds = [s.planned_ms for s in steps if s.phase is Phase.HOLD]
        assert one.time_ms == (holds[0] if holds else sum(s.planned_ms for s in steps if s.phase in WAYS))
        assert len(one.sides) == sum(s.side is not None for s in steps if s.phase is Phase.HOLD)
    assert [one.number for one in exercises(handout)] == list(range(1, len(exercises(handout)) + 1))


@by_name
def test_what_has_to_stand_on_every_sheet_does(path):
    handout = handout_of(player_of(path))

    assert handout.stop_signs == RULES.question("q-signs").signs
    assert handout.stop.severity is Severity.STOP
    assert "not a medical device" in handout.disclaimer.full_text
    assert handout.ways_out
    assert handout.checks
    assert handout.not_if
    assert handout.before
    assert handout.props
    assert handout.after
    assert all(one.steps and one.title for one in exercises(handout))
    assert not re.search(r"\{(side|other|minutes|title)\}", all_text(handout))


@by_name
def test_lying_is_reached_and_left_by_a_way_with_its_time(path):
    handout = handout_of(player_of(path))

    lying = False
    for one in exercises(handout):
        if one.way:
            assert one.time_ms >= (75_000 if one.way == "up" and one.rest_after else 20_000)
            lying = one.way == "down"
        else:
            assert lying or level(one.position) is not Level.LYING, one.title
    assert not lying


@pytest.mark.no_cover
@by_name
def test_every_caution_of_a_block_stands_with_it_and_in_front(path):
    player = player_of(path)
    handout = handout_of(player)

    in_front = {banner.id for banner in handout.cautions}
    for one in exercises(handout):
        assert {banner.id for banner in one.cautions if banner.severity is not Severity.INFO} <= in_front
        ranks = [banner.severity.rank for banner in one.cautions]
        assert ranks == sorted(ranks, reverse=True)
    shown = {b.banner.id for s in rehearse(player).steps for b in s.step.banners}
    grave = {name for name in shown if DATA.catalogue.banners[name].severity is not Severity.INFO}
    assert grave <= in_front
    assert {"numb-legs", "labour", "postnatal"} <= in_front, "paper cannot ask"


def test_built_in_cautions_stand_whatever_the_file_says():
    weak = {
        "id": "supine-any",
        "severity": "info",
        "short_text": "All is well",
        "full_text": "Nothing to fear.",
    }
    handout = handout_of(made(block("chair-rest", banners=[weak])))

    (rest,) = [one for one in exercises(handout) if one.block_id == "b"]
    assert DATA.catalogue.banners["supine-any"] in rest.cautions
    assert any(banner.short_text == "All is well" for banner in rest.cautions)
    assert DATA.catalogue.banners["supine-any"] in handout.cautions


def test_ways_that_the_file_lacks_are_in_it():
    handout = handout_of(made(block("chair-rest")))

    assert [one.way for one in exercises(handout)] == ["down", "", "up"]
    down, _, up = exercises(handout)
    assert (down.block_id, up.block_id) == ("", "")
    assert (up.rest_after, up.rest_ms) == (3, 20_000)
    assert up.steps[0].startswith("Only if you feel well")
    assert next(picture.content for picture in up.pictures) == "supine_knees_bent"
    assert handout.lies_down
    assert Position.SUPINE in {position for way in handout.ways_out for position in way.positions}


def test_from_the_side_nobody_is_told_to_roll():
    handout = handout_of(made(block("side-lying-rest")))

    up = exercises(handout)[-1]
    assert next(picture.content for picture in up.pictures) == "side_lying_rest"
    assert not any("Roll" in step or "feet off" in step for step in up.steps)
    down = exercises(handout)[0]
    assert not any("on to your back" in step for step in down.steps)


def test_the_pictures_of_a_way_are_those_of_where_it_begins():
    def rows(*blocks):
        ways = [one for one in exercises(handout_of(made(*blocks))) if one.way]
        return [[picture.content for picture in one.pictures] for one in ways]

    down, up = rows(block("propped-rest"), block("side-lying-rest", "s"), block("log-roll-rise", "u"))
    assert down[:3] == ["standing_before_chair", "half_kneel_chair", "both_knees_chair"]
    assert up[:2] == ["side_lying_rest", "side_sit_push_up"]
    _, up = rows(block("propped-rest"))
    assert up[:3] == ["propped_rest", "side_lying_rest", "side_sit_push_up"]
    down, _ = rows(block("seated-rest"), block("chair-rest", "r"))
    assert down[:2] == ["seated_rest", "standing_before_chair"]


def test_the_pictures_of_a_way_are_those_of_where_it_ends():
    def last(kind):
        return exercises(handout_of(made(block(kind))))[0].pictures[-1].content

    assert last("chair-rest") == "lying_back_knees_bent"
    assert last("side-lying-rest") == "side_lying_rest"
    assert last("propped-rest") == "propped_rest"


def test_getting_up_from_the_knees_has_its_time():
    handout = handout_of(made(block("kneeling-lunge"), block("brisk-walk", "w")))

    lunge = exercises(handout)[0]
    assert lunge.coming_out.time_ms >= RULES.limits.rise_ms
    assert "Push up" in " ".join(lunge.coming_out.steps)
    assert lunge.sides == (Side.LEFT, Side.RIGHT)
    assert lunge.changeover.time_ms >= 20_000
    assert any(step.startswith("A hand on the chair. Left knee") for step in lunge.steps)


def test_the_changed_routine_is_described_and_its_time_is_new():
    player = player_of(routines_root() / "daily-chair-rest.psoas.json")
    handout = handout_of(player, WEEK_30)

    (change,) = handout.changes
    assert (change.what, change.title, change.instead) == ("replace", "Chair rest", "Side-lying rest")
    assert not any(one.position is Position.SUPINE for one in exercises(handout))
    assert handout.total_ms == rehearse(player, with_answers(player, WEEK_30)).planned_ms
    assert handout.made_for


def test_reasons_are_told_only_where_that_is_asked_for():
    player = player_of(routines_root() / "daily-chair-rest.psoas.json")

    assert [change.why for change in handout_of(player, WEEK_30).changes] == [""]
    (why,) = [change.why for change in handout_of(player, WEEK_30, with_reasons=True).changes]
    assert "week 28" in why


def test_the_time_that_there_is_counts_and_its_reason_gives_nothing_away():
    player = player_of(routines_root() / "with-a-helper.psoas.json", wanted_ms=12 * 60_000)
    handout = handout_of(player)

    assert handout.total_ms <= 12 * 60_000
    assert handout.changes
    assert all(change.why for change in handout.changes)
    for_somebody = handout_of(player, WELL)
    assert for_somebody.changes
    assert not any(change.why for change in for_somebody.changes)


def people():
    """One answer away from what changes nothing, for somebody who is pregnant and for somebody who is not."""
    for pregnant in ({"q-pregnant": "no"}, {"q-pregnant": "yes", "q-weeks": "w20"}):
        yield WELL | pregnant
        for question in RULES.questions:
            cautious = sorted(question.choices, key=lambda choice: choice.caution)[1:][-1:]
            yield from (WELL | pregnant | {question.id: choice.id} for choice in cautious)


def secrets(player):
    """What an answer says, and what gives one away; one word alone may stand for something else."""
    found = [rule.why for rule in RULES.screening]
    found += [RULES.least_left.why, RULES.nobody_to_help]
    for question in RULES.questions:
        found += [question.text, *(choice.label for choice in question.choices)]
    usual = all_text(handout_of(player))
    return [text for text in found if text.count(" ") and text not in usual]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["daily-chair-rest", "walking-and-lunges"])
def test_answers_never_stand_in_it(name):
    player = player_of(routines_root() / f"{name}.psoas.json")
    unsaid, by_session, locked = secrets(player), {}, 0
    for answers in people():
        try:
            handout = handout_of(player, answers)
        except LockedError:
            locked += 1
            continue
        said = all_text(handout)
        assert not [text for text in unsaid if text in said]
        assert handout.stop_signs == RULES.question("q-signs").signs
        screened = player.screened(answers)
        steps = tuple((s.visit, s.title, s.planned_ms, s.phase) for s in player.timeline(screened).steps)
        whats = tuple((c.what, c.block_id, c.before, c.after) for c in screened.changes)
        # Whoever does the same gets the same sheet.
        assert by_session.setdefault((steps, whats), handout) == handout
    assert locked
    assert len(by_session) > 2


@pytest.mark.parametrize("path", READY_MADE[:3], ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("question", "choice"), [("q-signs", "some"), ("q-told-no", "exercise"), ("q-labour", "yes")]
)
def test_a_locked_routine_is_none(path, question, choice):
    with pytest.raises(LockedError) as error:
        handout_of(player_of(path), {**WELL, "q-pregnant": "yes", "q-weeks": "w20", question: choice})

    lock = error.value.lock
    assert str(error.value) == f"{lock.why} {lock.ask}"


def test_a_question_that_is_still_to_be_settled_keeps_it_back():
    player = player_of(routines_root() / "with-a-helper.psoas.json")

    with pytest.raises(LockedError, match="to be settled") as error:
        handout_of(player, {**WELL, "helper-agree": "none"})
    assert error.value.lock is None


def test_no_answers_at_all_are_the_most_cautious():
    with pytest.raises(LockedError):
        handout_of(player_of(READY_MADE[0]), {})


def test_the_instructors_note_is_nobodys_but_theirs():
    handout = handout_of(made(block("bolster-sit", note="She came late again.")))

    assert "late again" not in all_text(handout)


def test_cues_of_the_files_own_stand_for_the_kinds_steps_without_those_that_count():
    cues = [
        {"phase": "hold", "at_s": 0, "say": "Lift the {side} arm.", "show": "Arm up"},
        {"phase": "hold", "at_s": 10, "say": "Half a minute left.", "show": "0:30", "kind": "timing"},
        {"phase": "lead_in", "at_s": 0, "say": "Stand at the wall.", "show": "To the wall"},
        {"phase": "hold", "at_s": 20, "say": "", "show": "Easy breath"},
        {"phase": "hold", "at_s": 30, "say": "Lift the {side} arm.", "show": "Arm up"},
        {"phase": "changeover", "at_s": 0, "say": "Turn round.", "show": "Turn"},
    ]
    (own,) = exercises(handout_of(made(block("free", cues=cues, sides="both", first_side="right"))))

    assert own.steps == ("Stand at the wall.", "Lift the right arm.", "Easy breath")
    assert own.changeover.steps == ("Turn round.",)


def test_steps_of_the_files_own_go_before_its_cues():
    steps = [
        {"phase": "hold", "at_s": 0, "text": "Written."},
        {"phase": "setup", "at_s": 0, "text": "First."},
    ]
    cues = [{"phase": "hold", "at_s": 0, "say": "Spoken.", "show": "Spoken"}]
    (own,) = exercises(handout_of(made(block("free", steps=steps, cues=cues))))

    assert own.steps == ("First.", "Written.")


def test_what_an_own_exercise_tells_to_do_stands_first():
    (own,) = exercises(handout_of(made(block("free", instructions="Reach for the ceiling."))))

    assert own.steps[0] == "Reach for the ceiling."
    assert not own.details


def test_how_things_are_set_up_and_what_the_helper_does():
    chair = exercises(handout_of(made(block("chair-rest", chair_height_cm=50))))[1]
    assert ("Height of the seat", "50", "cm") in [(d.label, d.value, d.unit) for d in chair.details]
    assert ("Legs rest on", "A steady chair", "") in [(d.label, d.value, d.unit) for d in chair.details]

    handout = handout_of(player_of(routines_root() / "with-a-helper.psoas.json"))
    (stretch,) = [one for one in exercises(handout) if one.helper and one.sides]
    assert stretch.helper == DATA.catalogue.kinds["helper-stretch"].helper_steps
    assert handout.with_helper


def test_an_open_ended_hold_has_its_least_and_its_longest():
    open_ended = block("helper-stretch", open_ended=True, duration_min_s=60, duration_max_s=120)
    one = next(one for one in exercises(handout_of(made(open_ended))) if one.block_id == "b")

    assert (one.least_ms, one.cap_ms) == (60_000, 120_000)


def group(*items, repeat=3, group_id="g", **more):
    return {"type": "group", "id": group_id, "repeat": repeat, "items": list(items), **more}


def test_rounds_are_written_out_once():
    handout = handout_of(
        made(group(block("brisk-walk"), block("bolster-sit", "s"), rest_between_s=30, title="Twice over"))
    )

    begin, walk, sit, again, *more = handout.parts
    assert begin == Rounds("Twice over", 3, 30_000)
    assert (walk.number, sit.number) == (1, 2)
    assert again == Again(2, 3, 3, (1, 2))
    assert all(isinstance(part, Leaving) for part in more)


def test_a_way_before_the_first_round_stands_before_the_rounds():
    handout = handout_of(made(group(block("side-lying-rest"), repeat=4)))

    down, begin, rest, again, up = handout.parts
    assert (down.way, up.way) == ("down", "up")
    assert begin == Rounds("", 4, 0)
    assert again == Again(2, 4, 4, (rest.number, rest.number))
    assert [down.number, rest.number, up.number] == [1, 2, 3]


def test_a_round_that_begins_otherwise_is_written_out():
    handout = handout_of(made(group(block("bolster-sit"), block("side-lying-rest", "s"))))

    names = [type(part).__name__ for part in handout.parts]
    assert names == [
        "Rounds",
        *["Exercise"] * 3,
        "Round",
        *["Exercise"] * 4,
        "Again",
        "Exercise",
    ]
    assert handout.parts[4] == Round(2, 3)
    assert handout.parts[9].numbers == (4, 7)


def test_how_to_leave_the_last_round_is_said_after_it():
    handout = handout_of(made(group(block("kneeling-lunge"), repeat=4)))

    begin, lunge, again, leaving = handout.parts
    assert begin.count == 4
    assert lunge.coming_out is None
    assert (again.first, again.last) == (2, 4)
    assert leaving.turn.time_ms >= RULES.limits.rise_ms


def test_rounds_in_rounds():
    handout = handout_of(made(group(group(block("bolster-sit"), repeat=2, group_id="h"), block("rest", "r"))))

    assert [type(part).__name__ for part in handout.parts if not isinstance(part, Leaving)] == [
        "Rounds",
        "Rounds",
        "Exercise",
        "Again",
        "Exercise",
        "Again",
    ]


@pytest.mark.no_cover
def test_a_large_routine_is_all_there():
    items = [block("brisk-walk", f"b{number}") for number in range(200)]
    handout = handout_of(made(*items))

    assert [one.block_id for one in exercises(handout)] == [item["id"] for item in items]


def test_banners_of_the_whole_routine_stand_in_front_and_not_with_every_block():
    everywhere = {
        "id": "own",
        "severity": "caution",
        "short_text": "Our rule",
        "full_text": "Our rule at length.",
        "shows_at": ["gate", "lead_in"],
    }
    handout = handout_of(made(block("bolster-sit"), safety={"banners": [everywhere]}))

    assert [banner.short_text for banner in handout.cautions].count("Our rule") == 1
    assert not any(b.short_text == "Our rule" for one in exercises(handout) for b in one.cautions)


def test_a_caution_that_a_block_has_itself_stays_with_it():
    player = made(block("bolster-sit"))
    own = Banner("own", Severity.CAUTION, "Mind the step", "Mind the step there.")
    (item,) = player.routine.items
    player = replace(player, routine=replace(player.routine, items=(replace(item, banners=(own,)),)))

    (one,) = exercises(handout_of(player))
    assert own in one.cautions


def test_the_contact_is_the_files():
    contact = {"name": "Jo", "phone": "0123"}
    handout = handout_of(made(block("bolster-sit"), safety={"emergency_contact": contact}))

    assert (handout.contact.name, handout.contact.phone) == ("Jo", "0123")


def test_as_written_is_for_somebody_whose_answers_change_nothing():
    player = player_of(READY_MADE[0])

    assert handout_of(player).total_ms == rehearse(player, as_written).planned_ms
    assert not handout_of(player).made_for
