"""Settings survive being written and read, by other versions too; a broken file never stops the start."""

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.settings import (
    BROKEN,
    MAX_RECENT,
    PARTLY_BROKEN,
    REDUCED_MOTION,
    SPEECH_AMOUNTS,
    TEXT_SCALES,
    THEMES,
    Settings,
    load_settings,
    save_settings,
)
from tests.core.strategies import plain_values

WORDS = st.text(alphabet=st.characters(exclude_characters="\0"), max_size=200)
PATHS = st.lists(WORDS.map(lambda text: Path("/", text[:60])), max_size=MAX_RECENT, unique=True).map(tuple)
SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    text_scale=st.sampled_from(TEXT_SCALES),
    voice=st.booleans(),
    bells=st.booleans(),
    speech_amount=st.sampled_from(SPEECH_AMOUNTS),
    player_screen=st.integers(0, 99),
    folders=PATHS,
    recent=PATHS,
    windows=st.dictionaries(WORDS, st.text(alphabet="AZaz09+/=", max_size=100), max_size=5),
    emergency_name=WORDS,
    emergency_phone=WORDS,
    reduced_motion=st.sampled_from(REDUCED_MOTION),
    language=WORDS,
    unknown=st.dictionaries(WORDS.map("x-{}".format), st.integers() | WORDS | st.lists(WORDS), max_size=3),
)

NAMES = [field.name for field in fields(Settings)]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "settings.json"


def written(file, text):
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return load_settings(file)


def test_a_first_start(file):
    assert load_settings(file) == (Settings(), "")
    assert not file.parent.exists()


@given(SETTINGS)
def test_what_is_saved_is_read(tmp_path_factory, settings):
    file = tmp_path_factory.mktemp("settings") / "settings.json"

    save_settings(file, settings)

    assert load_settings(file) == (settings, "")


def test_every_setting_is_saved(file):
    save_settings(file, Settings())

    assert {*json.loads(file.read_text())} == {field.name for field in fields(Settings)} - {"unknown"}


def test_what_a_later_version_wrote_survives(file):
    settings, problem = written(file, '{"theme": "light", "moon": {"phase": [1, null]}}')
    save_settings(file, replace(settings, theme="dark"))

    assert problem == ""
    assert json.loads(file.read_text())["moon"] == {"phase": [1, None]}
    assert load_settings(file)[0].theme == "dark"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "\0\0\0\0",
        b"\xff\xfe{\0}\0",
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
        '{"theme": "light"',
    ],
)
def test_a_broken_file_is_kept_aside(file, text):
    settings, problem = written(file, text)

    assert (settings, problem) == (Settings(), BROKEN)
    aside = file.with_name("settings.broken.json")
    assert aside.read_bytes() == (text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", ["dark"]),
        ("text_scale", 1.1),
        ("text_scale", True),
        ("text_scale", "1"),
        ("voice", 1),
        ("bells", None),
        ("player_screen", -1),
        ("player_screen", 1.0),
        ("player_screen", True),
        ("folders", "/one"),
        ("folders", ["relative"]),
        ("folders", ["/a\0b"]),
        ("folders", [1]),
        ("recent", [f"/{number}" for number in range(13)]),
        ("windows", {"library": 1}),
        ("windows", []),
        ("windows", {"library": "A" * 5000}),
        ("emergency_name", "x" * 201),
        ("emergency_phone", {}),
        ("language", None),
        ("later", json.loads("[" * 40 + "]" * 40)),
    ],
)
def test_a_value_that_cannot_be_costs_that_setting_alone(file, name, value):
    settings, problem = written(file, json.dumps({name: value, "speech_amount": "fewer"}))

    assert settings == Settings(speech_amount="fewer")
    assert problem == PARTLY_BROKEN
    assert json.loads(file.with_name("settings.broken.json").read_text())[name] == value


def test_a_whole_number_is_a_scale_too(file):
    settings, problem = written(file, '{"text_scale": 2}')

    assert (settings.text_scale, problem) == (2.0, "")


@given(plain_values | st.dictionaries(st.sampled_from(NAMES), plain_values))
def test_whatever_is_read_can_be_saved(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("settings") / "settings.json"

    settings, _ = written(file, json.dumps(value))
    save_settings(file, settings)

    assert load_settings(file) == (settings, "")


def test_a_name_that_is_not_utf8_is_kept(file):
    folder = Path(os.fsdecode(b"/srv/\xe9tude"))

    save_settings(file, Settings(folders=(folder,)))

    assert load_settings(file)[0].folders == (folder,)


def test_what_is_no_file_or_endless_is_put_aside(file):
    file.mkdir(parents=True)
    assert load_settings(file) == (Settings(), BROKEN)
    assert file.with_name("settings.broken.json").is_dir()

    file.with_name("settings.broken.json").rmdir()
    os.mkfifo(file)
    assert load_settings(file) == (Settings(), BROKEN)
    assert not file.exists()

    assert written(file, b" " * (2**20 + 1)) == (Settings(), BROKEN)
    save_settings(file, Settings(theme="light"))
    assert load_settings(file) == (Settings(theme="light"), "")


def test_a_broken_file_that_cannot_be_kept_aside_is_no_reason_to_stop(file):
    file.with_name("settings.broken.json").mkdir(parents=True)

    assert written(file, "{") == (Settings(), BROKEN)


def test_nobody_else_reads_them(file):
    save_settings(file, Settings(emergency_phone="112"))

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_latest_come_first_and_once():
    settings = Settings()
    for number in [*range(15), 7]:
        settings = settings.with_recent(Path(f"/{number}"))

    assert settings.recent[:2] == (Path("/7"), Path("/14"))
    assert len(settings.recent) == len({*settings.recent}) == MAX_RECENT
