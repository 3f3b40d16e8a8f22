"""What a class answers: of each question the most cautious of its answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.playback.player import Player
from psoas_desktop.safety.asking import ask
from psoas_desktop.safety.memory import SAME, strictest
from tests.core.sessions import CATALOGUE, RULES, answered, examples
from tests.core.test_rehearsal import ready_made

DAILY = ready_made("daily-chair-rest").routine
UPRIGHT = ready_made("no-lying-down").routine
HELPED = ready_made("with-a-helper").routine


def test_of_a_class_the_most_cautious_answer_to_each_question_holds():
    one = answered(UPRIGHT, {"q-pelvis": "yes"})
    other = answered(UPRIGHT, {"q-floor": "no"})
    found = strictest(UPRIGHT, RULES, [one, other])
    asked = ask(UPRIGHT, RULES, found)
    assert asked.choices["q-pelvis"].id == "yes"
    assert asked.choices["q-floor"].id == "no"
    assert asked.choices["q-signs"].id == "none"


def test_of_a_class_a_week_before_labour_counts_more_than_term():
    one = answered(DAILY, {"q-pregnant": "yes", "q-weeks": "w37", "q-labour": "yes"})
    other = answered(DAILY, {"q-pregnant": "yes", "q-weeks": "w32", "q-labour": "no"})
    player = Player(DAILY, CATALOGUE, RULES)
    assert not player.screened(one).locks
    assert player.screened(strictest(DAILY, RULES, [one, other])).locks


def test_of_a_class_one_who_gave_birth_shows_all_the_banners_of_it():
    """Two answers are equally cautious, and one of them calls for banners too."""
    one, other = (answered(DAILY, {"q-operation": said}) for said in ("agreed", "birth-agreed"))
    for people in ([one, other], [other, one]):
        asked = ask(DAILY, RULES, strictest(DAILY, RULES, people))
        assert "postnatal" in asked.flags


def test_of_a_class_what_is_known_without_asking_is_asked_about():
    known = {"felt_unwell_on_back": "yes", "remembered": "yes"}
    one, other = (answered(DAILY, {"q-unwell-back": said}, known) for said in ("agreed", "no"))
    assert strictest(DAILY, RULES, [one, other], known)["q-unwell-back"] == "no"


def test_of_a_class_an_answer_to_what_this_routine_does_not_ask_is_none():
    given_ = answered(DAILY) | {"q-helper": "yes", "file:a": "go-on"}
    found = strictest(DAILY, RULES, [given_, given_])
    assert "q-helper" not in found
    assert found["file:a"] == "go-on"


def test_of_a_class_a_files_own_question_is_answered_where_all_agree():
    assert strictest(DAILY, RULES, [{"file:a": "go-on"}, {"file:a": "go-on"}])["file:a"] == "go-on"
    assert "file:a" not in strictest(DAILY, RULES, [{"file:a": "go-on"}, {"file:a": "stay"}])
    assert strictest(DAILY, RULES, [{"file:a": "go-on"}])["file:a"] == "go-on", "a class of one"
    assert strictest(DAILY, RULES, []) == {}


PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        q.id: st.sampled_from([c.id for c in q.choices if c.outcome == "go"])
        for q in RULES.questions
        if q.id != SAME and not q.covers
    },
)


@pytest.mark.no_cover
@examples(60)
@given(st.lists(PEOPLE, min_size=1, max_size=3), st.sampled_from(["daily", "upright", "helped"]))
def test_what_one_of_a_class_may_not_do_nobody_does(people, name):
    routine = {"daily": DAILY, "upright": UPRIGHT, "helped": HELPED}[name]
    player = Player(routine, CATALOGUE, RULES)
    whole = [answered(routine, person) for person in people]
    together = player.screened(strictest(routine, RULES, whole))
    own = {b.id: b.kind.id for b in routine.blocks()}
    left = {b.id for b in together.routine.blocks() if own[b.id] == b.kind.id}
    for answers in whole:
        alone = player.screened(answers)
        assert not alone.locks or together.locks
        if not together.locks:
            assert left <= {b.id for b in alone.routine.blocks() if own[b.id] == b.kind.id}
            assert together.supine_cap_ms <= alone.supine_cap_ms
