"""Every problem of a draft is listed with its code, place and figures, whatever the draft is."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from psoas_desktop.routine import validation
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.conformity import conforms
from psoas_desktop.routine.draft import Draft, Object, from_plain, plain
from psoas_desktop.routine.problems import Level
from psoas_desktop.routine.schema_problems import problems_of_errors
from psoas_desktop.routine.suggestions import nearest, nearest_field
from psoas_desktop.routine.validation import MAX_PROBLEMS, entries, validate
from tests.core.catalogue_fixture import block, routine, rules, schema
from tests.core.strategies import plain_values, routines, spoilt_routines


def problems(value):
    return validate(Draft(from_plain(value)), rules())


def found(value):
    return [(problem.code, problem.path) for problem in problems(value)]


def in_block(**fields):
    """The problems of one chair rest with these fields; paths start at the block."""
    return [
        (problem.code, problem.path[2:], problem.params) for problem in problems(routine(block(**fields)))
    ]


def only(**fields):
    ((code, path, params),) = in_block(**fields)
    return code, path, params


def group(*items, **fields):
    return {"type": "group", "id": "g", **fields, "items": list(items)}


@given(routines())
def test_a_valid_routine_has_no_error(value):
    assert [problem for problem in problems(value) if problem.level is Level.ERROR] == []


@given(spoilt_routines())
def test_block_by_block_finds_what_the_whole_schema_finds(value):
    whole = problems_of_errors(Draft202012Validator(schema()).iter_errors(value), at_most=10_000)
    of_schema = set()
    for problem in whole:
        code = problem.code
        is_item = len(problem.path) >= 2 and problem.path[-2] == "items" and isinstance(problem.path[-1], int)
        if code == "wrong-type" and is_item:
            code = "not-a-block"
        if code == "not-a-choice" and problem.path[-1] == "type" and "alternatives" not in problem.path:
            code = "unknown-kind"
        of_schema.add((code, problem.path, problem.params.get("field")))
    beyond = {
        "duplicate-id",
        "field-of-another-kind",
        "groups-too-deep",
        "least-above-longest",
        "planned-above-longest",
        "planned-below-least",
        "range-order",
        "routine-too-long",
        "too-many-blocks",
        "unknown-field",
        "unknown-token",
    }

    ours = {(p.code, p.path, p.params.get("field")) for p in problems(value) if p.code not in beyond}
    assert ours == of_schema


@given(st.one_of(plain_values, spoilt_routines()))
def test_the_fast_check_agrees_with_jsonschema(value):
    for part in ("routine", "group", "chair-rest", "kneeling-lunge"):
        whole = rules().whole(part)
        assert conforms(value, whole) == Draft202012Validator(whole).is_valid(value)


@given(
    st.one_of(plain_values, st.integers(-1, 3), st.sampled_from([0.0, 1.0, "", "ab", True])),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["object", "array", "string", "integer", "boolean"]),
            "enum": st.lists(st.sampled_from(["ab", 1, 0, True, False, None, 1.0]), min_size=1),
            "const": st.sampled_from(["ab", 1, 0, True, False, None]),
            "minimum": st.integers(-1, 2),
            "maximum": st.integers(-1, 2),
            "minLength": st.integers(0, 2),
            "maxLength": st.integers(0, 2),
            "minItems": st.integers(0, 2),
            "pattern": st.sampled_from(["^a", "b$"]),
            "required": st.lists(st.sampled_from(["", "a"])),
            "items": st.sampled_from([{}, {"type": "integer"}]),
        },
    ),
)
def test_the_fast_check_agrees_keyword_by_keyword(value, part):
    for instance in (value, [value], {"a": value}):
        for whole in (
            part,
            {"items": part},
            {"properties": {"a": part}},
            {"if": part, "then": {"type": "string"}},
        ):
            assert conforms(instance, whole) == Draft202012Validator(whole).is_valid(instance)


def test_what_the_fast_check_does_not_know_is_not_right():
    assert not conforms(1, {"oneOf": [{}]})
    assert not conforms(1, {"type": "null"})
    assert not conforms({"a": 1}, {"additionalProperties": False})


@given(plain_values)
def test_any_document_can_be_validated(value):
    first = problems(value)

    assert first == problems(value)
    assert first


def test_problems_stand_in_the_order_of_the_file():
    text = b"""{"items": [{"id": "b", "type": "rest", "duration_s": 1, "note": 5},
        {"type": "group", "items": [{"type": "none", "id": "c"}], "repeat": 0, "id": "g"}],
        "title": "", "format": 1, "id": "X"}"""

    assert [(p.code, p.path) for p in validate(decode(text).draft, rules())] == [
        ("too-small", ("items", 0, "duration_s")),
        ("wrong-type", ("items", 0, "note")),
        ("unknown-kind", ("items", 1, "items", 0, "type")),
        ("too-small", ("items", 1, "repeat")),
        ("empty-text", ("title",)),
        ("bad-id", ("id",)),
    ]


def test_the_root():
    assert found([]) == [("not-a-routine", ())]
    assert found({}) == [("missing-field", ())] * 4
    assert [p.params["field"] for p in problems({})] == ["format", "id", "title", "items"]
    assert found(routine(format=2)) == [("only-value", ("format",))]
    assert found(routine(format="1")) == [("number-as-text", ("format",))]
    assert found({**routine(), "items": []}) == [("empty-list", ("items",))]
    assert found({**routine(), "items": {}}) == [("wrong-type", ("items",))]
    assert found({**routine(), "items": [1, "a"]}) == [
        ("not-a-block", ("items", 0)),
        ("not-a-block", ("items", 1)),
    ]


def test_limits_come_with_both_ends_and_the_unit():
    code, path, params = only(duration_s=20)

    assert (code, path) == ("too-small", ("duration_s",))
    assert (params["value"], params["min"], params["max"], params["unit"]) == ("20", 60, 900, "s")
    assert (params["label"], params["number"], params["block"]) == ("Duration", 1, "Chair rest")
    assert only(chair_height_cm=99)[2]["unit"] == "cm"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("5 min", "duration-as-text"),
        ("300", "duration-as-text"),
        ("long", "wrong-type"),
        (2.5, "not-whole"),
        (True, "wrong-type"),
        (None, "wrong-type"),
        ([300], "wrong-type"),
        (901, "too-large"),
        (10**30, "too-large"),
    ],
)
def test_a_duration(value, code):
    assert only(duration_s=value)[:2] == (code, ("duration_s",))


def test_a_whole_number_may_be_written_with_a_point():
    assert in_block(duration_s=300.0) == []


def test_choices():
    code, path, params = only(legs_on="sofaa")

    assert (code, path) == ("not-a-choice", ("legs_on",))
    assert params["choices"] == ("chair", "sofa")
    assert params["suggestion"] == "sofa"
    assert only(advance=5)[0] == "not-a-choice"
    assert only(open_ended=True)[0] == "cannot-be-open"


def test_inside_a_block():
    cue = {"phase": "hold", "at_s": 0}
    for fields, code, path in [
        ({"cues": {}}, "wrong-type", ("cues",)),
        ({"cues": [5]}, "wrong-type", ("cues", 0)),
        ({"cues": [{**cue, "show": "x" * 41}]}, "too-long", ("cues", 0, "show")),
        ({"cues": [cue, {"phase": "hold"}]}, "missing-field", ("cues", 1)),
        ({"cues": [{**cue, "say": "{sides}"}]}, "unknown-token", ("cues", 0, "say")),
        ({"cues": [{**cue, "min_hold_s": 60, "max_hold_s": 30}]}, "range-order", ("cues", 0, "max_hold_s")),
        ({"pictures": [{"kind": "flie", "alt": "A"}]}, "not-a-choice", ("pictures", 0, "kind")),
        ({"pictures": [{"kind": "file", "alt": "A"}]}, "missing-field", ("pictures", 0)),
        (
            {"pictures": [{"kind": "file", "alt": "A", "file": "a/b.png"}]},
            "bad-picture-file",
            ("pictures", 0, "file"),
        ),
        ({"props": [{"name": ""}]}, "empty-text", ("props", 0, "name")),
        ({"steps": [{"text": "Go", "at_s": -1}]}, "too-small", ("steps", 0, "at_s")),
        ({"source": {"url": "http://a"}}, "bad-url", ("source", "url")),
    ]:
        assert only(**fields)[:2] == (code, path)


def test_unknown_fields_are_warned_of_wherever_they_are():
    value = routine(
        block(
            durations=1,
            cues=[{"phase": "hold", "at_s": 0, "sya": "Hello", "x-mine": {"y": 1}}],
            sidess="left",
        ),
        group(block("rest", id="r"), times=2),
        autors=[],
        audience={"need_helper": True},
    )
    warnings = [p for p in problems(value) if p.level is Level.WARNING]

    assert [(p.path[-1], p.params["suggestion"]) for p in warnings] == [
        ("autors", "authors"),
        ("need_helper", "needs_helper"),
        ("durations", "duration_s"),
        ("sya", "say"),
        ("sidess", "sides"),
        ("times", "repeat"),
    ]
    assert {p.code for p in problems(value)} == {"unknown-field"}
    assert all(p.at_key for p in warnings)


def test_own_fields_and_free_contents_are_left_alone():
    pose = {"kind": "pose", "alt": "A", "pose": {"anything": {"at": "all"}}}

    assert in_block(**{"x-anything": {"deep": [1]}, "pictures": [pose]}) == []


def test_a_field_of_another_kind():
    assert only(changeover_s=5)[0] == "field-of-another-kind"
    assert only(first_side="left")[0] == "field-of-another-kind"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("duration", "duration_s"),
        ("Duration_S", "duration_s"),
        ("lead-in", "lead_in_s"),
        ("name", "title"),
        ("minutes", "duration_s"),
        ("zzz", ""),
        ("", ""),
        ("d" * 1000, ""),
    ],
)
def test_what_a_field_was_meant_to_be(name, meant):
    assert nearest_field(name, rules().whole("chair-rest")["properties"]) == meant


def test_the_nearest_kind():
    for name in ("Chair Rest", "chair_rest", "chairrest", "chair-rests"):
        assert nearest(name, rules().kinds) == "chair-rest"


def test_same_ids_name_the_first_place():
    value = routine(block(id="a", title="First"), group(block("rest", id="a"), id="a"))
    doubles = [p for p in problems(value) if p.code == "duplicate-id"]

    assert [p.path for p in doubles] == [("items", 1, "id"), ("items", 1, "items", 0, "id")]
    assert doubles[1].params["first"] == ("items", 0)
    assert (doubles[1].params["first_number"], doubles[1].params["first_block"]) == (1, "First")
    assert doubles[1].params["number"] == 2


def test_questions_have_ids_of_their_own():
    question = {"id": "a", "text": "Rested?", "go_on": "Yes, rested", "stay": "Not yet"}

    assert found(routine(safety={"gate_questions": [question, question]})) == [
        ("duplicate-question-id", ("safety", "gate_questions", 1, "id"))
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"duration_s": 60, "duration_min_s": 90}, "planned-below-least"),
        ({"duration_s": 90, "duration_max_s": 60}, "planned-above-longest"),
        ({"duration_min_s": 90, "duration_max_s": 60}, "least-above-longest"),
        ({"duration_min_s": 90, "duration_max_s": 60, "duration_s": 70}, "least-above-longest"),
        ({"open_ended": True, "duration_s": 60}, "planned-below-least"),
        ({"open_ended": True, "duration_max_s": 80}, "least-above-longest"),
        ({"open_ended": True, "duration_s": 120, "duration_max_s": 100}, "planned-above-longest"),
    ],
)
def test_the_order_of_durations(fields, code):
    value = routine(block("helper-stretch", **fields))

    assert [p.code for p in problems(value)] == [code]


def test_durations_in_order():
    for fields in (
        {"duration_min_s": 60, "duration_s": 60, "duration_max_s": 60},
        {"open_ended": True, "duration_s": 90},
        {"open_ended": True},
        {"duration_s": 60},
        {"open_ended": True, "duration_max_s": 360},
    ):
        assert found(routine(block("helper-stretch", **fields))) == []


def test_weeks_in_order():
    audience = {"pregnancy_weeks_from": 30, "pregnancy_weeks_to": 20}

    assert found(routine(audience=audience)) == [("range-order", ("audience", "pregnancy_weeks_to"))]


def nested_groups(levels, repeat=1):
    item = block("rest", id="r", duration_s=5)
    for level in range(levels):
        item = group(item, id=f"g{level}", repeat=repeat)
    return routine(item)


def test_groups_nest_four_deep():
    assert found(nested_groups(4)) == []
    assert [code for code, _ in found(nested_groups(5))] == ["groups-too-deep"]
    assert [code for code, _ in found(nested_groups(25))] == ["groups-too-deep"]


def test_repeats_are_counted_without_being_expanded():
    ((code, path),) = found(nested_groups(3, repeat=20))

    assert (code, path) == ("too-many-blocks", ("items",))
    assert problems(nested_groups(3, repeat=20))[0].params["count"] == 8000
    assert "too-many-blocks" not in [code for code, _ in found(nested_groups(2, repeat=20))]


def test_written_blocks_are_counted():
    rests = [block("rest", id=f"r{number}", duration_s=5) for number in range(5001)]

    assert found(routine(*rests[:5000])) == []
    assert found(routine(*rests)) == [("too-many-blocks", ("items",))]


def test_a_routine_ends_within_a_day():
    long = [block(id=f"r{number}", duration_s=900, lead_in_s=0) for number in range(96)]

    assert found(routine(*long)) == []
    assert found(routine(*long, block("rest", id="more"))) == [("routine-too-long", ("items",))]


def test_blocks_are_numbered_without_groups():
    value = routine(block(), group(block("rest", id="b"), block("rest", id="c")), block(id="d"))

    assert [(entry.number, entry.depth) for entry in entries(Draft(from_plain(value)), rules())] == [
        (1, 0),
        (0, 0),
        (2, 1),
        (3, 1),
        (4, 0),
    ]


def test_a_flood_of_problems_ends():
    value = routine(*(block(id="Bad id", duration_s=1) for _ in range(2000)))
    listed = problems(value)

    assert len(listed) == MAX_PROBLEMS + 1
    assert listed[-1].code == "too-many-problems"
    assert len(problems(routine(block(cues=[1] * 100_000)))) == MAX_PROBLEMS + 1


def test_many_problems_of_a_block_are_named_by_one_look_at_it(monkeypatch):
    looked = []

    def looking(node):
        looked.append(node)
        return plain(node)

    value = routine(block(cues=[1] * 500))
    monkeypatch.setattr(validation, "plain", looking)
    assert len(problems(value)) == 500
    assert sum(isinstance(node, Object) for node in looked) < 10


def test_validation_changes_nothing():
    value = json.loads(json.dumps(routine(block(cues=[{"phase": "hold", "at_s": 0}]))))
    before = copy.deepcopy(value)
    problems(value)

    assert value == before


@settings(max_examples=30)
@given(spoilt_routines())
def test_paths_lead_to_what_they_name(value):
    draft = Draft(from_plain(value))
    for problem in validate(draft, rules()):
        assert draft.get(problem.path) is not None
