"""Names made from titles are accepted by every system, and are free."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.storage.file_names import (
    DEVICES,
    LONGEST_NAME,
    ROUTINE_SUFFIX,
    free_name,
    safe_name,
    split_suffix,
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Daily chair rest", "Daily chair rest"),
        ("  Two   spaces\tand\nlines ", "Two spaces and lines"),
        ("Étirement doux", "Étirement doux"),
        ("Étirement", "Étirement"),
        ("腸腰筋の休息", "腸腰筋の休息"),
        ("Left/right: 5 min?", "Left right 5 min"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Users\\x", "C Users x"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("Ends in dots...", "Ends in dots"),
        ("Ends in a space . ", "Ends in a space"),
        ("con", "Routine con"),
        ("LPT1.backup", "Routine LPT1.backup"),
        ("com¹", "Routine com¹"),
        ("nul .x", "Routine nul .x"),
        ("console", "console"),
        ("", "Routine"),
        ("???", "Routine"),
        ("\u202efdp.esrever", "fdp.esrever"),
        ("half \ud83d of a sign", "half of a sign"),
        ("a\0b", "a b"),
    ],
)
def test_a_title_becomes_a_name(title, name):
    assert safe_name(title, "Routine") == name


TITLES = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.characters(), max_size=300),
    st.text(alphabet='.- /\\:\0\u202e\ud800aNñ腸"<>|?*', max_size=40),
    st.sampled_from(sorted(DEVICES)).flatmap(
        lambda name: st.sampled_from([name, name.upper(), f"{name}.x", f" {name} "])
    ),
)


@given(TITLES)
def test_any_title_becomes_a_name_that_every_system_accepts(title):
    name = safe_name(title, "Routine")

    assert name
    assert len(name.encode("utf-8")) <= LONGEST_NAME + len("Routine ")
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in name)
    assert name[0] not in ".- "
    assert name[-1] not in ". "
    assert name.partition(".")[0].strip().lower() not in DEVICES
    assert safe_name(name, "Routine") in {name, name[: len(name)]} or len(name.encode()) > LONGEST_NAME


@given(title=TITLES)
def test_any_title_becomes_a_file(tmp_path_factory, title):
    folder = tmp_path_factory.mktemp("names")

    path = free_name(folder, title)
    path.write_bytes(b"{}")

    assert [*folder.iterdir()] == [path]
    assert path.name.endswith(ROUTINE_SUFFIX)


def test_a_taken_name_gets_a_number(tmp_path):
    names = []
    for _ in range(3):
        path = free_name(tmp_path, "Rest")
        path.touch()
        names.append(path.name)

    assert names == ["Rest.psoas.json", "Rest 2.psoas.json", "Rest 3.psoas.json"]


def test_capitals_accents_and_links_to_nowhere_take_a_name_too(tmp_path):
    (tmp_path / "REST.PSOAS.JSON").touch()
    (tmp_path / "E\u0301tirement.psoas.json").touch()
    (tmp_path / "Lost.psoas.json").symlink_to(tmp_path / "nowhere")

    assert free_name(tmp_path, "rest").name == "rest 2.psoas.json"
    assert free_name(tmp_path, "Étirement").name == "Étirement 2.psoas.json"
    assert free_name(tmp_path, "Lost").name == "Lost 2.psoas.json"


def test_in_a_folder_that_is_not_there_every_name_is_free(tmp_path):
    assert free_name(tmp_path / "none", "Rest", suffix=".psoas") == tmp_path / "none" / "Rest.psoas"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Rest.psoas.json", ("Rest", ".psoas.json")),
        ("Rest.PSOAS.JSON", ("Rest", ".PSOAS.JSON")),
        ("Rest.psoas", ("Rest", ".psoas")),
        ("a.b.json", ("a.b", ".json")),
        ("none", ("none", "")),
        (".psoas.json", (".psoas", ".json")),
    ],
)
def test_where_the_ending_starts(name, parts):
    assert split_suffix(name) == parts
