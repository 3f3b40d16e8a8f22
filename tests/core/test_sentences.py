"""Sentences for people: each code has one, it names the block, and a stranger's text cannot harm it."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop import routine as package
from psoas_desktop.routine.check import check
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.problem_texts import EXAMPLES, FOUND, PARTS, TEXTS, WHERE
from psoas_desktop.routine.problems import Problem, pointer
from psoas_desktop.routine.sentences import LONGEST, clean, sentence
from psoas_desktop.routine.validation import validate
from tests.core.catalogue_fixture import block, catalogue, routine, rules
from tests.core.strategies import spoilt_routines

SOURCES = [path for path in Path(package.__file__).parent.glob("*.py") if path.name != "problem_texts.py"]
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def said(value):
    return [sentence(problem) for problem in validate(Draft(from_plain(value)), rules())]


def codes_in_sources():
    """The codes that the modules name: first arguments of Problem and report, and the tables of codes."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                first = node.args[0]
                if called in ("Problem", "report") and isinstance(first, ast.Constant):
                    yield first.value
    mapping = next(path for path in SOURCES if path.name == "schema_problems.py").read_text(encoding="utf-8")
    known = {code.partition("/")[0] for code in TEXTS}
    yield from (
        code for code in re.findall(r'"([a-z0-9-]+)"', mapping) if CODE.fullmatch(code) and code in known
    )


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    told = {code.partition("/")[0] for code in TEXTS}

    assert set(codes_in_sources()) == told


def test_texts_are_marked_where_they_stand():
    path = Path(package.__file__).parent / "problem_texts.py"
    marked = {
        node.args[1].value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QT_TRANSLATE_NOOP"
    }

    assert {*TEXTS.values(), *FOUND.values(), *WHERE.values(), *PARTS.values()} <= marked


@pytest.mark.parametrize("text", TEXTS.values())
def test_a_sentence_ends_and_names_its_gaps(text):
    assert text.endswith((".", "?"))
    assert text[0] == text[0].lower()
    assert "{}" not in text.replace("{{", "").replace("}}", "")


def test_examples_are_json_members():
    for name, example in EXAMPLES.items():
        assert list(from_plain_text(example)) == [name]


def from_plain_text(member):
    return ast.literal_eval("{" + member + "}")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"duration_s": 20},
            "Block 1, 'Chair rest': the duration is 20 seconds; it must be between 60 and 900 seconds.",
        ),
        (
            {"duration_s": 1},
            "Block 1, 'Chair rest': the duration is 1 second; it must be between 60 and 900 seconds.",
        ),
        (
            {"title": "Legs up", "duration_s": "5 min"},
            "Block 1, 'Legs up': the duration is the text '5 min'; write 300, the number of seconds.",
        ),
        (
            {"chair_height_cm": 99},
            "Block 1, 'Chair rest': the chair height is 99 cm; it must be between 30 and 60 cm.",
        ),
        (
            {"duration": 300},
            (
                "Block 1, 'Chair rest': the field \"duration\" is not known here. "
                'Write "duration_s", a number of whole seconds.'
            ),
        ),
        (
            {"legs_on": "bed"},
            "Block 1, 'Chair rest': for the legs on, 'bed' is not possible. Write chair or sofa.",
        ),
        (
            {"legs_on": ["bed"]},
            "Block 1, 'Chair rest': for the legs on, write chair or sofa.",
        ),
        (
            {"blanket": "yes"},
            (
                "Block 1, 'Chair rest': the blanket must be true or false, without quotation marks, "
                "but it is the text 'yes'."
            ),
        ),
        (
            {"lead_in_s": []},
            (
                "Block 1, 'Chair rest': the lead-in must be a number of seconds without quotation marks, "
                "but it is a list."
            ),
        ),
        (
            {"cues": [{"phase": "hold", "at_s": 0}, {"phase": "hold", "at_s": 0, "show": "x" * 57}]},
            (
                "Block 1, 'Chair rest', cue 2: the screen text has 57 characters; "
                "it can have at most 40. Shorten it."
            ),
        ),
        (
            {"open_ended": True},
            (
                "Block 1, 'Chair rest': this kind of block cannot be open-ended. "
                'Delete "open_ended", or write false.'
            ),
        ),
        (
            {"cues": [{"phase": "hold", "at_s": 0, "say": "{tilte}"}]},
            (
                "Block 1, 'Chair rest', cue 1: {tilte} would be read out as it stands. "
                "In braces you can write {side}, {other}, {minutes} or {title}."
            ),
        ),
    ],
)
def test_what_is_said_of_a_block(fields, words):
    assert said(routine(block(**fields))) == [words]


def test_what_is_said_of_the_routine():
    assert said(routine(title="")) == ["The title is empty. Write something there."]
    assert said(routine(tags=["a", "x" * 41])) == [
        "Tag 2: the tag has 41 characters; it can have at most 40. Shorten it."
    ]
    assert said({}) == [
        'The field "format" is missing. Add it, for example "format": 1.',
        'The field "id" is missing. Add it, for example "id": "rest-1".',
        'The field "title" is missing. Add it, for example "title": "Evening rest".',
        'The field "items" is missing. Add it, for example "items": [].',
    ]


def test_what_is_said_of_groups():
    group = {"type": "group", "id": "g", "items": []}
    assert said(routine(group)) == ["Group: the list of blocks is empty. Add at least one block."]
    assert said(routine({**group, "title": "Pair"}))[0].startswith("Group 'Pair': ")


def test_same_ids_name_both():
    value = routine(block(title="First"), {"type": "group", "id": "g", "items": [block("rest")]})

    assert said(value) == [
        "Block 2, 'Rest': the id 'a' is taken: Block 1, 'First' has it. Give one of the two another id."
    ]


def test_a_strangers_text_is_clipped_and_made_harmless():
    (words,) = said(routine(block(title="\u202eevil\u2066\x00\n" + "W" * 150, duration_s=1)))

    assert len(words) < 200
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", words)
    assert "…'" in words


def test_braces_and_markup_of_a_stranger_are_no_template():
    (words,) = said(routine(block(title="{number} %s <b>", legs_on="{choices}{0}")))

    assert "'{number} %s <b>'" in words
    assert "'{choices}{0}' is not possible" in words


def test_another_language():
    def german(context, text):
        assert context == "Problem"
        return {
            "Block {number}, '{block}'": "Baustein {number} ({block})",
            "seconds": "Sekunden",
        }.get(text, text.replace("it must be between {min} and {max}", "erlaubt: {min} bis {max}"))

    (problem,) = validate(Draft(from_plain(routine(block(duration_s=20)))), rules())
    assert sentence(problem, german) == (
        "Baustein 1 (Chair rest): the duration is 20 Sekunden; erlaubt: 60 bis 900 Sekunden."
    )


@given(spoilt_routines())
def test_everything_that_is_found_can_be_said(value):
    for words in said(value):
        assert words.endswith((".", "?"))
        assert words[0] == words[0].upper()
        assert "  " not in words.strip()


@given(st.text())
def test_clean_text_is_short_and_stays_clean(text):
    assert len(clean(text)) <= LONGEST
    assert clean(clean(text)) == clean(text)


def test_pointer():
    assert pointer(("items", 0, "a/b~c")) == "/items/0/a~1b~0c"
    assert sentence(Problem("comment", ("items", 3))).startswith("A routine file has no comments")


@pytest.mark.parametrize(
    "text", ["3", '"x"', "null", "true", "[]", '{"format": 1, "id": "a", "title": "T", "items": [%s]}']
)
@pytest.mark.parametrize("value", ["3", '"Chair rest"', "null", "false", "[1]", "1.5"])
def test_whatever_stands_where_a_routine_or_a_block_belongs_is_said(text, value):
    found = check((text % value if "%s" in text else text).encode(), rules(), catalogue())
    assert found.problems
    for problem in found.problems:
        assert sentence(problem).endswith(".")
