"""The gate's pages in their order, and for somebody who was there before."""

from dataclasses import replace

import pytest

from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.gate import gate_pages, read_first, things_to_fetch
from psoas_desktop.safety.memory import SAME, Recall, Remembered
from tests.core.sessions import CATALOGUE, RULES, answered, block, routine_of

DAY = 740_000
OWN = {"id": "touch", "text": "Is touch welcome?", "go_on": "Touch is welcome", "stay": "No touch today"}
LAMP = {"id": "lamp", "severity": "warning", "short_text": "A lamp", "full_text": "Mind the lamp, please."}
ROUTINE = routine_of(
    block("prepare-space"),
    block("chair-rest", banners=[LAMP]),
    contraindications=["Not with a sore back."],
    before=["Open a window."],
    safety={"gate_questions": [OWN]},
)
READ = tuple(page.mark for page in read_first(ROUTINE, CATALOGUE))


def ids(pages):
    return [page.id for page in pages]


def remembered(read=READ):
    """Somebody of whom the least cautious answers to all but the session's own questions are known."""
    kept = {q.id: q.least_cautious.id for q in RULES.questions if q.memory != "session" and not q.covers}
    return Recall(Remembered(answers=kept, on=DAY, read=read), DAY + 1)


def pages_of(given=None, recall=None, routine=ROUTINE, rules=RULES, changes=()):
    return gate_pages(routine, CATALOGUE, rules, given, recall, changes)


def again(**more):
    """The pages of somebody who says that nothing is new."""
    return pages_of({SAME: "same"}, more.pop("recall", remembered()), **more)


def test_the_pages_stand_in_their_order():
    found = ids(pages_of(answered(ROUTINE)))
    assert found[0] == "reading"
    assert found.index("q-signs") + 1 == found.index("why-not"), "nothing comes before the stop signs"
    assert found[-5:-3] == ["q-faint-back", "lamp"]
    assert found[-3:] == ["cautions", "file:touch", "prepare"]
    assert SAME not in found


def test_without_a_question_of_stop_signs_whom_it_is_not_for_is_read_at_once():
    rules = replace(RULES, questions=(RULES.question("q-told-no"),))
    found = ids(pages_of({}, rules=rules))
    assert found[:3] == ["reading", "why-not", "q-told-no"]
    assert len(set(found)) == len(found)


def test_who_is_there_is_asked_before_anything_is_read():
    found = pages_of({}, remembered())
    assert ids(found)[:2] == [SAME, "reading"]
    assert ids(found).index("q-signs") + 1 == ids(found).index("why-not")
    line = RULES.question("q-faint-back").line
    assert line in found[0].lines
    assert not any(line in page.lines for page in found[1:])


def test_whoever_has_read_it_gets_one_page_of_all_that_is_only_read():
    *asked, last = again()
    assert ids(asked) == [SAME, "q-signs", "lamp", "file:touch"]
    assert (last.id, last.severity, last.title, last.question) == ("before", Severity.CAUTION, "", "")
    assert last.text == CATALOGUE.banners["not-medical"].full_text
    assert [choice.outcome for choice in last.choices] == ["go"]


def test_a_list_shows_only_the_lines_that_earlier_answers_leave_open():
    recall = remembered()
    kept = {name: said for name, said in recall.remembered.answers.items() if name != "q-clots"}
    found = again(recall=replace(recall, remembered=replace(recall.remembered, answers=kept)))
    page = next(page for page in found if page.id == "q-health")
    assert page.lines == (RULES.question("q-clots").line,)


def test_on_that_page_stand_the_cautions_and_what_to_fetch_but_no_usual_prop():
    last = again(changes=("It is shorter.",))[-1]
    usual = {prop.name for made in ROUTINE.blocks() for prop in made.props}
    assert usual
    assert last.lines[0] == "It is shorter."
    assert CATALOGUE.banners["supine-any"].short_text in last.lines
    assert last.lines[-2:] == ("Open a window.", RULES.reach)
    assert not usual & set(last.lines)
    assert len(set(last.lines)) == len(last.lines)


def test_the_same_line_stands_there_once():
    last = again(changes=(RULES.reach,))[-1]
    assert last.lines.count(RULES.reach) == 1


@pytest.mark.parametrize("read", [(), READ[:1], READ[1:]])
def test_who_has_read_only_a_part_reads_all(read):
    found = ids(again(recall=remembered(read=read)))
    assert found[0] == SAME
    assert {"reading", "why-not", "cautions", "prepare"} <= set(found)
    assert "before" not in found


@pytest.mark.parametrize("who", ["new", "other", "class", None])
def test_everybody_else_reads_all(who):
    given = {} if who is None else {SAME: who}
    found = ids(pages_of(given, remembered()))
    assert {"reading", "why-not", "cautions", "prepare", "q-told-no"} <= set(found)
    assert "before" not in found


def test_saying_that_it_is_the_same_person_helps_nobody_who_is_not_remembered():
    assert ids(pages_of({SAME: "same"})) == ids(pages_of({}))


# --- whom it is not for, and what to have ready ----------------------------------------------------


def test_what_is_read_first_does_not_depend_on_answers():
    first, why_not = read_first(ROUTINE, CATALOGUE)
    assert (first.id, first.severity, first.title, first.text, first.question) == (
        "reading", Severity.INFO, "", "", "",
    )  # fmt: skip
    assert CATALOGUE.banners["not-medical"].full_text in first.lines
    assert (why_not.id, why_not.severity, why_not.title, why_not.text, why_not.question) == (
        "why-not", Severity.CAUTION, "", "", "",
    )  # fmt: skip
    assert why_not.lines == ("Not with a sore back.",)
    assert [page.id for page in read_first(routine_of(block("rest")), CATALOGUE)] == ["reading"]


def test_what_to_have_ready_is_worded_by_the_interface():
    page = pages_of(answered(ROUTINE))[-1]
    assert (page.id, page.severity, page.title, page.text, page.question) == (
        "prepare", Severity.INFO, "", "", "",
    )  # fmt: skip
    assert page.lines == things_to_fetch(ROUTINE, RULES)


def test_things_are_listed_once_with_the_routines_own_first():
    routine = routine_of(block("chair-rest"), block("chair-rest"), before=["Open a window."])
    found = things_to_fetch(routine, RULES)
    needed = [prop.name for prop in routine.items[0].props if prop.required]
    assert found == ("Open a window.", *dict.fromkeys(needed), RULES.reach)
    others = {prop.name for prop in routine.items[0].props if not prop.required}
    assert not others & set(found)


@pytest.mark.parametrize("kind", ["chair-rest", "propped-rest", "side-lying-rest", "log-roll-rise"])
def test_whoever_lies_needs_a_key_at_hand(kind):
    assert RULES.reach in things_to_fetch(routine_of(block("rest"), block(kind)), RULES)


@pytest.mark.parametrize("position", ["standing", "seated", "kneeling", "floor-seated"])
def test_who_does_not_lie_is_not_told_to_reach_a_key(position):
    assert things_to_fetch(routine_of(block("rest", position=position)), RULES) == ()


# --- a file's own warnings ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["reading", "why-not", "cautions", "prepare", "changes", "before", "q-told-no"]
)
def test_a_files_warning_never_takes_the_place_of_a_page_of_ours(name):
    own = {"id": name, "severity": "warning", "short_text": "A lamp", "full_text": "Mind the lamp."}
    routine = routine_of(block("chair-rest", banners=[own]), contraindications=["Not with a sore back."])
    plain = routine_of(block("chair-rest"), contraindications=["Not with a sore back."])
    found = pages_of(answered(plain), routine=routine)
    assert [page for page in found if page.text != "Mind the lamp."] == list(
        pages_of(answered(plain), routine=plain)
    )
    (page,) = (page for page in found if page.text == "Mind the lamp.")
    assert (page.id, page.title, page.severity) == (f"banner:{name}", "A lamp", Severity.WARNING)


def test_a_files_warning_keeps_any_other_name():
    assert "lamp" in ids(pages_of(answered(ROUTINE)))


def test_a_files_caution_stands_among_the_cautions():
    own = {"id": "rug", "severity": "caution", "short_text": "Mind the rug"}
    found = pages_of(answered(ROUTINE), routine=routine_of(block("rest", banners=[own])))
    assert next(page for page in found if page.id == "cautions").lines == ("Mind the rug",)


# --- a question's page ----------------------------------------------------------------------------


def test_a_question_shows_its_note_where_its_banner_speaks_of_other_positions():
    question = RULES.question("q-pregnant")
    banner = CATALOGUE.banners[question.banner]
    assert banner.positions
    noted = replace(question, note="A note.")
    rules = replace(RULES, questions=(noted,))

    def text_of(*items):
        return next(
            p for p in pages_of({}, routine=routine_of(*items), rules=rules) if p.id == question.id
        ).text

    assert text_of(block("rest")) == "A note."
    assert text_of(block("rest"), block("chair-rest")) == banner.full_text
    for field in ("position", "start_position", "end_position"):
        assert text_of(block("free", **{field: banner.positions[0].value})) == banner.full_text


def test_a_question_whose_banner_is_for_every_position_shows_it_everywhere():
    question = next(
        q for q in RULES.questions
        if q.banner and not CATALOGUE.banners[q.banner].positions and not (q.signs or q.covers)
    )  # fmt: skip
    rules = replace(
        RULES, questions=(replace(question, note="A note.", asked_when=(), kinds=(), profiles=()),)
    )
    found = pages_of({}, routine=routine_of(block("helper-stretch")), rules=rules)
    page = next(page for page in found if page.id == question.id)
    banner = CATALOGUE.banners[question.banner]
    assert (page.severity, page.title, page.text) == (banner.severity, question.title, banner.full_text)
    assert (page.question, page.lines, page.choices) == (question.text, (), question.choices)


def test_a_question_without_a_banner_shows_its_note():
    rules = replace(RULES, questions=(replace(RULES.question("q-told-no"), banner="", note="A note."),))
    page = next(page for page in pages_of({}, rules=rules) if page.id == "q-told-no")
    assert (page.text, page.severity) == ("A note.", Severity.CAUTION)
