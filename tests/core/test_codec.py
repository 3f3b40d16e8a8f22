"""Bytes to draft and back: nothing is lost, and every mistake of writing has its code and place."""

import codecs
import json
import math
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from psoas_desktop.routine.check import check
from psoas_desktop.routine.codec import MAX_FILE, MAX_TEXT, decode, encode
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.problems import Place
from psoas_desktop.routine.sentences import sentence
from psoas_desktop.routine.tokens import MAX_PROBLEMS
from tests.core.catalogue_fixture import catalogue, rules
from tests.core.strategies import damaged, plain_values, written_documents

BROKEN = Path(__file__).parent / "broken"
EXPECTED = json.loads((BROKEN / "expected.json").read_text(encoding="utf-8"))
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"{}\[\],:]+|[{}\[\],:]')

NAUGHTY = [
    "",
    "undefined",
    "nil; (null)",
    "1/0 and 0x10",
    "<b onclick='go()'>bold</b>",
    "'; DROP TABLE routines; --",
    "../../etc/motd",
    "%s %n {title} {0} ${home} `id`",
    "\u202etfel ot thgir\u202c \u2066isolated\u2069",
    "\ufeffmarked \u200bthin",
    "Z\u0335a\u0336l\u0337g\u0338o\u0321",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1ed",
    "\u7530\u4e2d\u3055\u3093 \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\x00\x01\x1b[31m\x7f\x85",
    "\u2028line\u2029paragraph",
    'a "quoted" \\ word',
    "\uffff\ufffe\U0010ffff",
]


def problems(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(problem.code, problem.place.line, problem.place.column) for problem in decode(data).problems]


def codes(text):
    return [code for code, _, _ in problems(text)]


def strict(text):
    """What the standard library says of a text, with the hooks that it needs to be as strict."""

    def members(pairs):
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("twice")
        return dict(pairs)

    def number(source):
        if math.isinf(float(source)):
            raise ValueError("infinite")
        return float(source)

    value = json.loads(text, object_pairs_hook=members, parse_constant=lambda name: 1 / 0, parse_float=number)
    json.dumps(value, ensure_ascii=False).encode()
    return value


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_file(name):
    found = check((BROKEN / name).read_bytes(), rules(), catalogue()).problems

    assert [[p.place.line, p.place.column, p.code] for p in found] == [
        [want["line"], want["column"], want["code"]] for want in EXPECTED[name]
    ]
    for problem, want in zip(found, EXPECTED[name], strict=True):
        assert want["says"] in sentence(problem)


def test_every_broken_file_is_expected():
    assert {path.name for path in BROKEN.glob("*.json")} == {*EXPECTED, "expected.json"}
    assert len(EXPECTED) >= 36


@given(written_documents())
@example(text='{"a:b" : 1, "0:\\u0030"\n:2}')
def test_what_is_read_means_what_json_says(text):
    decoded = decode(text.encode())

    assert decoded.sound
    assert repr(decoded.draft.plain()) == repr(json.loads(text))


@given(written_documents())
@example(text='{"a:b" : 1, "0:\\u0030"\n:2}')
def test_saving_what_another_program_wrote_changes_white_space_only(text):
    written = encode(decode(text.encode()).draft)

    assert TOKEN.findall(written.decode()) == TOKEN.findall(text)
    assert encode(decode(written).draft) == written


@given(plain_values)
@example([])
@example([[], {}, [[]]])
@example(["x" * 200, 1])
def test_what_the_program_writes_stays_to_the_byte(value):
    written = encode(Draft(from_plain(value)))
    decoded = decode(written)

    assert decoded.sound
    assert repr(decoded.draft.plain()) == repr(value)
    assert encode(decoded.draft) == written
    assert written.endswith(b"\n")
    assert not written.endswith(b"\n\n")


@given(damaged(written_documents()))
@example('{"a": [1, 2}')
@example('{"a":1,"a":2}')
def test_sound_is_what_a_strict_reader_accepts(text):
    try:
        value = strict(text)
    except (ValueError, ZeroDivisionError):
        value = None
        right = False
    else:
        right = True
    decoded = decode(text.encode())

    assert decoded.sound == right
    if right:
        assert repr(decoded.draft.plain()) == repr(value)


@given(st.one_of(st.binary(max_size=60), damaged(written_documents()).map(str.encode)))
def test_no_bytes_raise_and_every_problem_has_a_place_in_the_text(data):
    decoded = decode(data)
    lines = re.split(r"\r\n|\r|\n", data.removeprefix(codecs.BOM_UTF8).decode(errors="replace"))

    assert decoded.sound or decoded.problems
    for problem in decoded.problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert sentence(problem)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_survive(text):
    for value in (text, {"title": text}, {text: [text, 1]}):
        assert decode(encode(Draft(from_plain(value)))).draft.plain() == value
        assert decode(json.dumps(value).encode()).draft.plain() == value


def test_a_list_of_plain_values_stands_on_one_line_where_it_fits():
    written = encode(Draft(from_plain({"tags": ["a", "b"], "more": ["x" * 60, "y" * 60], "o": {}, "l": []})))

    assert written.decode().splitlines() == [
        "{",
        '  "tags": ["a", "b"],',
        '  "more": [',
        f'    "{"x" * 60}",',
        f'    "{"y" * 60}"',
        "  ],",
        '  "o": {},',
        '  "l": []',
        "}",
    ]


def test_letters_are_written_as_they_are():
    assert encode(Draft(from_plain("Übung \u2028 \x7f /"))) == '"Übung \u2028 \x7f /"\n'.encode()


def test_a_byte_order_mark_is_read_over_and_never_written():
    decoded = decode(codecs.BOM_UTF8 + b'{"a" 1}')

    assert [(p.code, p.place) for p in decoded.problems] == [("missing-colon", Place(1, 5))]
    assert encode(decode(codecs.BOM_UTF8 + b"1").draft) == b"1\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end):
    assert problems(end.join(["{", '"é": 1', '"b": 2,', "}"])) == [
        ("missing-comma", 2, 7),
        ("trailing-comma", 3, 7),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1} {"b": 2}', [("text-after-end", 1, 10)]),
        ('{"a": 1}, "b": 2}', [("extra-bracket", 1, 8)]),
        ("[,1]", [("extra-comma", 1, 2)]),
        ("[1 2]", [("missing-comma", 1, 3)]),
        ('["a""b"]', [("missing-comma", 1, 5)]),
        ("{'a': 'Let's go'}", [("single-quotes", 1, 2), ("single-quotes", 1, 7)]),
        (
            '{"a": .5, "b": 5., "c": 1 000}',
            [("number-form", 1, 7), ("number-form", 1, 16), ("number-form", 1, 25)],
        ),
        ('{"a": 0x1F}', [("number-form", 1, 7)]),
        ('{"a": -Infinity}', [("no-such-number", 1, 7)]),
        ('{"a": -}', [("unquoted-text", 1, 7)]),
        ('{"a" => 1}', [("wrong-colon", 1, 6)]),
        ('{"a":: 1}', [("wrong-colon", 1, 6)]),
        ('{"a", "b", "c": 1}', [("wrong-colon", 1, 5)]),
        ('{"a", "b": 1}', [("missing-value", 1, 5)]),
        ('{"a": 1, # one\n/* two */ "b": 2}', [("comment", 1, 10), ("comment", 2, 1)]),
        ('{"a": 1 /* never closed', [("comment", 1, 9), ("missing-bracket", 1, 24)]),
        ('{"a": "x\\y"}', [("bad-escape", 1, 9)]),
        ('{"a": "\\u12G4"}', [("bad-escape", 1, 8)]),
        ('{"a": "\\udc00\\ud83d"}', [("lone-surrogate", 1, 7)]),
        ('{"a\x01": 1}', [("control-in-string", 1, 4)]),
        ('{"duration_s: 300, "b": 1}', [("unclosed-string", 1, 2)]),
        ('{"a": "b" c, "d": 1}', [("unexpected-text", 1, 11)]),
        ('{5: 1, "b": 2}', [("unexpected-text", 1, 2)]),
        ('{"x": {"a": 1], "b": 2}', [("wrong-bracket", 1, 14)]),
        ('{"x": [{"a": [1, 2}, {"b": 2}]}', [("missing-bracket", 1, 19)]),
        ('{"x": ["a": 1}, {"b": 2}]}', [("missing-bracket", 1, 8)]),
        ("[[1, 2", [("missing-bracket", 1, 7)]),
        ("-1e400", [("number-too-large", 1, 1)]),
        ("9" * 5000, [("number-too-large", 1, 1)]),
        ("hello", [("unquoted-text", 1, 1)]),
    ],
)
def test_slips(text, found):
    assert problems(text) == found


def test_the_guess_after_a_mistake_is_what_was_meant():
    text = """{'a': 05, b: True, "c": 5 min, "d": "one
two", "e": [1, 2,], "f": 2,5, "g": “x” "h": {"i": 1], "j": Chair rest}"""

    assert decode(text.encode()).draft.plain() == {
        "a": 5,
        "b": True,
        "c": 300,
        "d": "one\ntwo",
        "e": [1, 2],
        "f": 2.5,
        "g": "x",
        "h": {"i": 1},
        "j": "Chair rest",
    }


def test_nesting_is_counted():
    assert decode(b"[" * 64 + b"]" * 64).sound
    assert problems("[" * 65 + "]" * 65) == [("nesting-too-deep", 1, 65)]
    assert codes("[" * 100_000) == ["nesting-too-deep", "missing-bracket"]
    assert codes('{"a":' * 100_000) == ["nesting-too-deep", "missing-bracket"]


def test_a_file_of_nothing_but_mistakes_is_given_up():
    decoded = decode(b"[" + b",;" * 100_000)

    assert decoded.draft is None
    assert len(decoded.problems) == MAX_PROBLEMS + 1
    assert decoded.problems[-1].code == "too-many-problems"


@pytest.mark.parametrize(
    "text",
    [
        "[" + ('"b"c' + " " * 2000) * 200,
        "[" + ("'b c" + " " * 2000) * 200,
        "[" + ("\u201cb c" + " " * 2000) * 200,
        "[{" * 30 + ("]" + " " * 2000) * 200,
        "a" + " " * 400_000 + "b",
        '"' * 400_000,
        '{"a": "' + "\\x" * 200_000,
        "{" + "a:" * 200_000,
        "[" * 70 + '"a"' * 130_000,
        "\n" * 400_000 + "}",
    ],
    ids=range(10),
)
def test_hostile_texts_end(text):
    # No clock: were one of the guesses to look at the rest of the file each time, this would take minutes.
    assert not decode(text.encode()).sound


def test_size_counts_without_pictures():
    picture = b"A" * MAX_TEXT
    assert decode(b'{"pictures": [{"base64": "' + picture + b'"}]}').sound
    assert codes(b'{"note": "' + picture + b'"}') == ["text-too-large"]
    assert codes(b" " * (MAX_FILE + 1)) == ["file-too-large"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_have_a_sentence_of_their_own(encoding):
    assert codes('{"a": 1}'.encode(encoding)) == ["utf-16"]


def test_no_text_at_all():
    assert codes(b"\x89PNG\r\n\x1a\n\x00\x00") == ["not-text"]
    assert codes("") == ["empty-file"]
    assert codes(codecs.BOM_UTF8 + b" \n") == ["empty-file"]


def test_what_is_not_utf8_is_reported_once_and_read_on():
    assert problems('{"é": "\n'.encode() + b'\xff\xfe", "b" 1}') == [
        ("invalid-utf8", 2, 1),
        ("line-break-in-string", 1, 8),
        ("missing-colon", 2, 9),
    ]


def test_a_problem_names_the_value_it_stands_in():
    decoded = decode(b'{"items": [{"id": "a"}, {"duration_s": 05, "cues": [1, {"say": "x\ty"}]}]}')

    assert [problem.path for problem in decoded.problems] == [
        ("items", 1, "duration_s"),
        ("items", 1, "cues", 1, "say"),
    ]
