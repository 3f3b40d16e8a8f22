"""The published schema: valid, complete for each kind, and as strict as the program in what it can say."""

import json
import re

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from psoas_desktop.routine import schema_parts
from psoas_desktop.routine.problem_texts import TEXTS
from psoas_desktop.routine.schema import BEYOND_THE_SCHEMA, SCHEMA_ID, kinds_of, routine_schema, schema_text
from tests.core.catalogue_fixture import block, catalogue, routine, schema
from tests.core.strategies import routines

PATTERNS = {
    schema_parts.ID: (["a", "rest-1", "0" * 64], ["", "-a", "A", "a b", "a\n", "é", "0" * 65]),
    schema_parts.LANGUAGE: (
        ["en", "de", "pt-BR", "zh-Hant-TW"],
        ["", "e", "english_", "en-", "en\n", "en--US"],
    ),
    schema_parts.DATE: (
        ["2025-03-31", "2025-03-31T18:30", "2025-03-31T18:30:05.25Z", "2025-03-31T18:30:00+02:00"],
        ["", "31.3.2025", "2025-13-01", "2025-03-32", "2025-3-1", "2025-03-31 18:30", "2025-03-31\n"],
    ),
    schema_parts.DAY: (["2025-03-31"], ["2025-03-31T18:30", "2025-00-10", "2025-03-31\n"]),
    schema_parts.URL: (
        ["https://example.org", "https://example.org/a?b=c#d", "https://[::1]/"][:2],
        [
            "http://example.org",
            "https://",
            "www.example.org",
            "https://a b",
            "javascript:go()",
            "https://a\n",
        ],
    ),
    schema_parts.PICTURE_FILE: (
        ["a.png", "Chair_rest-2.jpeg"],
        [
            "",
            ".png",
            "a.svg",
            "../a.png",
            "a/b.png",
            "a.PNG",
            "a.png\n",
            "é.png",
            "a.png.exe",
            "x" * 101 + ".png",
        ],
    ),
    schema_parts.FIGURE: (["chair_rest"], ["", "_a", "A", "a/b", "a\n"]),
    schema_parts.BASE64: (["QUJD", "QQ=="], ["", "====", "QU JD", "QUJD\n", "data:;base64,QQ=="]),
}


def valid(value):
    return Draft202012Validator(schema()).is_valid(value)


def patterns(part):
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        for value in part.values():
            yield from patterns(value)
    elif isinstance(part, list):
        for value in part:
            yield from patterns(value)


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == SCHEMA_ID
    assert json.loads(schema_text(catalogue())) == schema()
    assert schema_text(catalogue()).endswith("}\n")


def test_every_kind_has_a_definition_of_its_own():
    assert kinds_of(schema()) == sorted(catalogue().kinds)
    assert schema()["$defs"]["item"]["properties"]["type"]["enum"] == ["group", *sorted(catalogue().kinds)]
    for name in catalogue().kinds:
        part = schema()["$defs"][f"block-{name}"]
        assert part["title"] == catalogue().kinds[name].title
        assert {"duration_s", "cues", "pictures", "way_out", "sides"} <= set(part["properties"])


def test_a_kinds_own_fields_have_limits_units_and_defaults():
    height = schema()["$defs"]["block-chair-rest"]["properties"]["chair_height_cm"]

    assert height["title"] == "Chair height"
    assert height["description"] == "From the floor to the seat. In cm."
    assert (height["minimum"], height["maximum"], height["default"]) == (30, 60, 45)
    assert schema()["$defs"]["block-chair-rest"]["properties"]["duration_s"]["default"] == 300


def test_kinds_are_told_apart_by_if_and_then():
    text = json.dumps(schema())

    assert '"oneOf"' not in text
    assert '"anyOf"' not in text
    assert '"additionalProperties"' not in text
    assert set(re.findall(r'"\$ref": "([^"]*)"', text)) <= {f"#/$defs/{name}" for name in schema()["$defs"]}


def test_an_error_names_the_field():
    errors = list(Draft202012Validator(schema()).iter_errors(routine(block(duration_s=20))))

    assert [list(error.absolute_path) for error in errors] == [["items", 0, "duration_s"]]


@settings(max_examples=50)
@given(routines())
def test_it_accepts_routines(value):
    assert valid(value)


@pytest.mark.parametrize(
    "fields",
    [
        {"open_ended": True},
        {"sides": "left"},
        {"position": "standing"},
        {"chair_height_cm": 61},
        {"chair_height_cm": True},
        {"legs_on": "bed"},
        {"alternatives": [{"type": "nothing", "when": "never"}]},
        {"pictures": [{"kind": "figure", "alt": "A"}]},
        {"pictures": [{"kind": "data", "alt": "A", "media_type": "image/svg+xml", "base64": "QUJD"}]},
        {"cues": [{"phase": "setup", "at_s": 0}]},
        {"banners": [{"id": "a", "severity": "danger", "short_text": "Stop"}]},
        {"id": "Not an id"},
    ],
)
def test_it_refuses(fields):
    assert valid(routine(block()))
    assert not valid(routine(block(**fields)))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern(pattern):
    right, wrong = PATTERNS[pattern]

    assert [text for text in right if not re.search(pattern, text)] == []
    assert [text for text in wrong if re.search(pattern, text)] == []


def test_every_pattern_is_anchored_and_stops_before_a_line_end():
    for pattern in patterns(schema()):
        assert pattern in PATTERNS
        assert pattern.startswith("^")
        assert pattern.endswith(r"$(?!\n)")
        assert not re.search(r"[+*}]\)[+*{]", pattern)


def test_the_same_catalogue_gives_the_same_text():
    assert (
        schema_text(catalogue())
        == json.dumps(routine_schema(catalogue()), indent=2, ensure_ascii=False) + "\n"
    )


def test_every_code_beyond_the_schema_has_a_sentence_and_stands_in_it():
    published = schema()["$comment"]

    for code in BEYOND_THE_SCHEMA:
        assert code in TEXTS
        assert code in published
