"""The gate's pages: never empty, each question where a block calls for it, answers in words."""

import json
from dataclasses import replace

import pytest

from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.safety.gate import GatePage, gate_pages
from psoas_desktop.safety.rules import Choice
from tests.core.sessions import CATALOGUE, KINDS, READY_MADE, RULES, answered, block, group, routine_of
from tests.core.watching import words


def pages_of(*items, rules=RULES, answers=None, **fields):
    """The pages where nothing is answered yet; with answers, those that stay where the rest is as written."""
    routine = routine_of(*items, **fields)
    given = {} if answers is None else answered(routine, answers)
    return gate_pages(routine, CATALOGUE, rules, given)


def ids(pages):
    return [page.id for page in pages]


def page(pages, name):
    return next(p for p in pages if p.id == name)


LUNGES = {"kneeling-lunge", "standing-forward-lunge"}
HELPED = {"helper-briefing", "helper-stretch"}
SETUP_OR_BREATH = {
    "prepare-space", "hydrate", "helper-briefing", "closing-check-in", "lower-to-floor", "log-roll-rise",
    "belly-breathing", "seated-rest", "rest", "free",
}  # fmt: skip
UPRIGHT = {"prepare-space", "hydrate", "brisk-walk", "standing-forward-lunge", "seated-rest"}
ALWAYS = ["reading", "q-pregnant", "q-signs"]
PERSON = {"q-told-no", "q-health"}


def asked_of(answers, *items, **fields):
    """The questions of a routine, no page that is only read."""
    shown = ids(pages_of(*items, answers=answers, **fields))
    return {name for name in shown if RULES.question(name)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_questions_of_each_kind(kind):
    found = ids(pages_of(block(kind), answers={}))
    assert found[:3] == ALWAYS
    assert len(found) == len(set(found))
    asked = asked_of({}, block(kind))
    assert asked >= PERSON
    assert ("q-helper" in asked) == (kind in HELPED)
    assert ({"q-touch", "no-massage", "helper-agree"} <= asked) == (kind in HELPED)
    assert ("q-faint-back" in asked) == (kind in {"chair-rest"})
    assert kind not in UPRIGHT or "q-floor" not in asked
    lines = asked_of({"q-body": "some", "q-health": "some"}, block(kind)) - asked
    assert {"q-heart", "q-clots", "q-operation"} <= lines
    assert ("q-pelvis" in lines) == (kind in LUNGES | {"helper-stretch"})
    assert ("q-knee" in lines) == (kind == "kneeling-lunge")
    assert ("q-tailbone" in lines) == (kind not in SETUP_OR_BREATH)  # each may become a bolster sit
    assert ("q-balance" in lines) == (kind in LUNGES | {"brisk-walk"})


@pytest.mark.parametrize(
    ("answers", "more", "fewer"),
    [
        ({}, set(), {"q-weeks", "q-labour", "q-this-pregnancy", "q-back-today", "q-agreed", "q-numb"}),
        ({"q-pregnant": "yes"}, {"q-weeks", "q-labour", "q-this-pregnancy", "q-back-today"}, {"q-agreed"}),
        ({"q-pregnant": "yes", "q-weeks": "w28"}, {"q-agreed", "q-back-today"}, set()),
        ({"q-pregnant": "yes", "q-weeks": "unknown"}, {"q-agreed"}, set()),
        ({"q-pregnant": "yes", "q-weeks": "w28", "q-agreed": "no"}, {"q-faint-back"}, {"q-back-today"}),
        ({"q-pregnant": "yes", "q-faint-back": "yes"}, set(), {"q-back-today"}),
        ({"q-pregnant": "not-said"}, {"q-labour", "q-this-pregnancy"}, {"q-weeks", "q-back-today"}),
        ({"q-pregnant": "yes", "q-weeks": "w37", "q-labour": "yes"}, {"q-numb", "labour"}, set()),
        ({"q-health": "some", "q-operation": "birth-agreed"}, {"q-numb"}, set()),
        ({"q-health": "some", "q-operation": "agreed"}, {"q-heart", "q-clots"}, {"q-numb"}),
        ({"q-this-pregnancy": "some", "q-pregnant": "yes"}, {"q-high-risk", "q-twins"}, set()),
        ({"q-body": "some"}, {"q-back"}, {"q-pelvis", "q-knee"}),
    ],
)
def test_answers_call_for_further_questions(answers, more, fewer):
    asked = asked_of(answers, block("chair-rest"))
    assert more <= asked
    assert not fewer & asked


def test_where_the_helper_is_not_there_nothing_more_is_asked_about_it():
    stretch = block("helper-briefing"), block("helper-stretch")
    further = {"q-touch", "q-helper-back", "no-massage", "helper-agree"}
    assert further <= asked_of({}, *stretch)
    assert not further & asked_of({"q-helper": "no"}, *stretch)
    assert further & asked_of({"q-touch": "no"}, *stretch) == {"q-touch"}


def test_further_pages_come_behind_the_answer_that_calls_for_them():
    routine = routine_of(*(block(kind) for kind in KINDS))
    fine = answered(routine)
    before = ids(gate_pages(routine, CATALOGUE, RULES, fine))
    for question in RULES.questions:
        for choice in question.choices:
            if question.id in before:
                after = ids(gate_pages(routine, CATALOGUE, RULES, {**fine, question.id: choice.id}))
                upto = before.index(question.id) + 1
                assert after[:upto] == before[:upto], choice.id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("daily-chair-rest", {"q-floor", "q-body", "q-faint-back"}),
        ("no-lying-down", {"q-floor", "q-body"}),
        (
            "with-a-helper",
            {
                "q-floor", "q-body", "q-helper", "q-touch", "q-helper-back", "no-massage", "helper-agree",
                "file:touch",
            },
        ),
    ],
)  # fmt: skip
def test_the_pages_of_each_ready_made_routine(name, expected):
    (path,) = (p for p in READY_MADE if p.name.startswith(name))
    routine = routine_from(Draft(from_plain(json.loads(path.read_text(encoding="utf-8")))), CATALOGUE)
    found = gate_pages(routine, CATALOGUE, RULES, answered(routine))
    expected |= {*ALWAYS, *PERSON, "why-not", "cautions", "prepare"}
    assert set(ids(found)) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_to_be_fetched_is_said_before_it_starts(kind):
    pages = pages_of(block(kind), answers={})
    known = CATALOGUE.kinds[kind]
    needed = [prop.name for prop in known.props_in(known.position) if prop.required]
    assert not needed or "prepare" in ids(pages)
    text = " ".join(line for p in pages if p.id == "prepare" for line in p.lines)
    assert all(name in text for name in needed)


@pytest.mark.parametrize("field", ["position", "start_position", "end_position"])
def test_lying_flat_is_asked_about_wherever_in_a_block_it_is(field):
    assert "q-faint-back" in ids(pages_of(block("free", **{field: "supine"})))
    assert "q-faint-back" in ids(pages_of(group(group(block("free", **{field: "supine"})))))
    assert "q-faint-back" not in ids(pages_of(block("free", **{field: "seated"})))


def test_a_question_for_helpers_follows_the_helper_and_not_the_kind():
    only = tuple(q for q in RULES.questions if q.id == "helper-agree")
    bare = (replace(q, kinds=(), positions=(), asked_when=()) for q in only)
    rules = replace(RULES, questions=tuple(bare))
    assert "helper-agree" in ids(pages_of(block("helper-stretch"), rules=rules))
    assert "helper-agree" not in [
        p.id for p in pages_of(block("side-lying-rest"), rules=rules) if len(p.choices) > 1
    ]


def test_a_question_for_everybody_is_always_asked():
    question = replace(RULES.question("q-signs"), id="always", kinds=(), positions=(), needs_helper=False)
    rules = replace(RULES, questions=(question,))
    assert "always" in ids(pages_of(block("hydrate"), rules=rules))


def test_without_any_question_the_gate_still_has_signs_and_disclaimer():
    pages = pages_of(block("rest"), rules=replace(RULES, questions=()))
    assert ids(pages) == ["reading", "stop-signs"]
    text = " ".join(line for p in pages for line in (p.title, p.text, *p.lines))
    assert "not a medical device" in text
    assert CATALOGUE.banners["stop-signs"].full_text in text


def test_the_disclaimer_is_read():
    reading = page(pages_of(block("rest")), "reading")
    assert reading.severity is Severity.INFO
    assert CATALOGUE.banners["not-medical"].full_text in reading.lines
    assert [c.id for c in reading.choices] == ["go-on", "class"]
    assert {c.outcome for c in reading.choices} == {"go"}


def test_stop_signs_are_a_list_that_ends_in_none_of_these():
    signs = page(pages_of(block("rest")), "q-signs")
    assert signs.severity is Severity.STOP
    assert signs.lines == RULES.question("q-signs").signs_for({"labour": "yes"}), "labour is not ruled out"
    signs = page(pages_of(block("rest"), answers={}), "q-signs")
    assert signs.lines == RULES.question("q-signs").signs
    assert len(signs.lines) >= 10
    assert [(c.label, c.outcome) for c in signs.choices] == [
        ("None of these", "go"),
        ("I have one or more of these", "go"),
    ]


def test_each_sign_of_the_corrections_is_in_the_list():
    said = " ".join(page(pages_of(block("rest"), answers={}), "q-signs").lines).lower()
    for sign in (
        "bleeding", "fluid", "chest pain", "breathless at rest", "dizzy now", "sight", "new or strong",
        "under the ribs", "tightenings", "calf", "sudden swelling of face or hands",
        "numbness between the legs",
        "bladder or bowel", "moves less",
    ):  # fmt: skip
        assert sign in said, sign


def test_in_labour_contractions_are_no_stop_sign():
    """Reference, banner labour: they are expected then; green or brown waters and less movement are not."""
    term = {"q-pregnant": "yes", "q-weeks": "w37"}
    usual = page(pages_of(block("rest"), answers=term), "q-signs").lines
    said = page(pages_of(block("rest"), answers={**term, "q-labour": "yes"}), "q-signs").lines
    assert any("tightenings" in line for line in usual)
    assert not any("tightenings" in line for line in said)
    for sign in ("Bleeding", "green or brown", "moves less"):
        assert any(sign in line for line in said)
    assert len(said) == len(usual) - 1


def test_a_page_has_the_colour_and_the_full_text_of_its_banner():
    lunge = page(pages_of(block("kneeling-lunge")), "q-pelvis")
    assert lunge.severity is Severity.WARNING
    assert lunge.text == CATALOGUE.banners["pelvic-girdle"].full_text
    assert lunge.question
    assert lunge.title


def test_a_question_without_a_banner_is_a_caution():
    question = replace(
        RULES.questions[-1], id="own", banner="", kinds=(), positions=(), needs_helper=False, asked_when=()
    )
    found = page(pages_of(block("rest"), rules=replace(RULES, questions=(question,))), "own")
    assert found.severity is Severity.CAUTION
    assert found.text == ""


def test_a_list_shows_the_lines_that_matter():
    lines = page(pages_of(block("brisk-walk")), "q-body").lines
    assert lines == (RULES.question("q-tailbone").line, RULES.question("q-balance").line)
    lines = page(pages_of(block("kneeling-lunge")), "q-body").lines
    wanted = ("q-back", "q-pelvis", "q-knee", "q-tailbone", "q-balance")
    assert lines == tuple(RULES.question(name).line for name in wanted)
    assert "q-body" not in ids(pages_of(block("hydrate")))


def test_all_cautions_are_one_page():
    cautions = page(pages_of(block("chair-rest"), block("kneeling-lunge"), answers={}), "cautions")
    assert cautions.severity is Severity.CAUTION
    for name in ("supine-any", "no-force-back", "knee-pad", "mild-pull", "no-arch", "balance"):
        banner = CATALOGUE.banners[name]
        assert {banner.full_text, banner.short_text} & set(cautions.lines), name
    assert len(set(cautions.lines)) == len(cautions.lines)
    assert [c.outcome for c in cautions.choices] == ["go"]
    assert "cautions" not in ids(pages_of(block("rest")))


def test_what_is_asked_is_not_listed_again():
    pages = pages_of(block("helper-stretch"), block("kneeling-lunge"), answers={})
    for name in ("no-massage", "helper-agree", "pelvic-girdle"):
        banner = CATALOGUE.banners[name]
        assert not {banner.full_text, banner.short_text} & set(page(pages, "cautions").lines)
    assert {"no-massage", "helper-agree", "q-body"} <= set(ids(pages))
    assert len(set(ids(pages))) == len(pages)
    assert "stop-signs" not in ids(pages)


@pytest.mark.parametrize("severity", ["warning", "stop"])
def test_each_warning_of_a_file_has_its_page(severity):
    own = {"id": "lamp", "severity": severity, "short_text": "A lamp", "full_text": "Mind the lamp, please."}
    found = page(pages_of(block("rest", banners=[own])), "lamp")
    assert (found.severity.value, found.title, found.text) == (severity, "A lamp", "Mind the lamp, please.")


def test_a_files_own_question_has_two_answers_and_only_one_goes_on():
    own = {"id": "touch", "text": "Is touch welcome?", "go_on": "Touch is welcome", "stay": "No touch today"}
    found = pages_of(block("rest"), safety={"gate_questions": [own]})[-1]
    assert (found.id, found.question, found.severity) == ("file:touch", "Is touch welcome?", Severity.CAUTION)
    assert [(c.label, c.outcome) for c in found.choices] == [
        ("Touch is welcome", "go"),
        ("No touch today", "stay"),
    ]


def test_a_files_question_cannot_take_the_place_of_a_built_in_one():
    own = {"id": "q-signs", "text": "Well?", "go_on": "Yes, well", "stay": "Not well"}
    pages = pages_of(block("rest"), safety={"gate_questions": [own]})
    assert ids(pages).count("q-signs") == 1
    assert page(pages, "q-signs").lines


@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_names_texts_and_answers(kind):
    for found in pages_of(block(kind)):
        assert found.choices
        assert words(found) > 0
        assert len({c.id for c in found.choices}) == len(found.choices)
        assert any(c.outcome == "go" for c in found.choices)
        for choice in found.choices:
            assert choice.outcome in {"go", "stay"}
            worded_by_the_interface = len(found.choices) == 1 or found.id == "reading"
            assert worded_by_the_interface or len(choice.label.split()) >= 2
            assert choice.label.strip(" .").lower() not in {"yes", "no", "ok"}


def test_pages_that_the_interface_words_have_no_words_of_their_own():
    own = {"id": "touch", "text": "Is touch welcome?", "go_on": "Touch is welcome", "stay": "No touch today"}
    lamp = {"id": "lamp", "severity": "warning", "short_text": "A lamp"}
    pages = pages_of(block("chair-rest", banners=[lamp]), answers={}, safety={"gate_questions": [own]})

    def parts(name):
        found = page(pages, name)
        return found.title, found.text, found.question, found.lines

    assert parts("reading")[:3] == ("", "", "")
    assert parts("cautions")[:3] == ("", "", "")
    assert parts("lamp") == ("A lamp", "A lamp", "", ())
    assert parts("file:touch") == ("", "", "Is touch welcome?", ())
    assert parts("q-signs")[1] == ""
    assert [c.id for c in page(pages, "file:touch").choices] == ["go-on", "stay"]


def test_a_question_explains_itself_by_its_banner_only_where_the_banner_applies():
    """Propped or on the side nobody is told that she will lie on her back."""
    flat = page(pages_of(block("chair-rest")), "q-pregnant")
    assert flat.text == CATALOGUE.banners["supine-pregnancy"].full_text
    for kind in ("propped-rest", "side-lying-rest"):
        for found in pages_of(block(kind)):
            assert "You will lie on your back" not in found.text


@pytest.mark.parametrize(
    ("parts", "ms"),
    [(("", "", "", ()), 0), (("a", "", "", ()), 250), (("a b", "c d", "e", ("f", "g h")), 2_000)],
)
def test_reading_takes_a_second_for_four_words(parts, ms):
    title, text, question, lines = parts
    made = GatePage("p", Severity.INFO, title, text, question, lines, ())
    assert made.reading_ms == ms


def test_a_choice_is_found_by_its_id():
    made = GatePage("p", Severity.INFO, "", "", "", (), (Choice("a", "A", "go"), Choice("b", "B", "stay")))
    assert made.choice("b").label == "B"
    assert made.choice("c") is None
    assert made.choice("") is None


def test_whom_it_is_not_for_is_read_as_a_caution_before_the_questions():
    made = routine_of(block("free"), contraindications=["Not with a sore back."])
    pages = gate_pages(made, CATALOGUE, RULES)

    page = next(p for p in pages if p.id == "why-not")
    assert (page.severity, page.lines, page.text) == (Severity.CAUTION, ("Not with a sore back.",), "")
    assert ids(pages).index("why-not") > ids(pages).index("q-signs")
    assert [choice.outcome for choice in page.choices] == ["go"]


def test_whoever_lies_down_is_told_to_have_a_key_within_reach():
    lying = next(p for p in pages_of(block("side-lying-rest"), answers={}) if p.id == "prepare")
    standing = next(p for p in pages_of(block("prepare-space"), answers={}) if p.id == "prepare")

    assert RULES.reach in lying.lines
    assert RULES.reach not in standing.lines
    assert lying.severity is Severity.INFO
