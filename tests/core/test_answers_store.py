"""What is remembered of a person is kept in one private file, whole or not at all."""

import json
import os
import stat
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.memory import Remembered
from psoas_desktop.storage.answers_store import VERSION, AnswersStore
from psoas_desktop.storage.atomic_file import DISK

WHOLE = Remembered(
    answers={"q-pregnant": "yes", "q-weeks": "w16"},
    on=740_000,
    weeks=19,
    weeks_on=740_003,
    felt_unwell_on_back=True,
    unwell_in=Position.SUPINE,
    unwell_on=740_004,
    read=("0123456789abcdef",),
    unwell_note="It began after five minutes.\nI saw stars \u2600",
)


@pytest.fixture
def store(tmp_path):
    return AnswersStore(tmp_path / "data" / "answers.json")


def test_nobody_is_known_at_first(store):
    assert store.load() is None


@pytest.mark.parametrize("remembered", [WHOLE, Remembered(), replace(WHOLE, unwell_in=None)])
def test_what_is_kept_comes_back(store, remembered):
    store.save(remembered)
    assert store.load() == remembered
    store.save(Remembered(on=1))
    assert store.load() == Remembered(on=1)


@given(
    st.builds(
        Remembered,
        st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=5),
        st.integers(0, 10**6),
        st.integers(0, 45),
        st.integers(0, 10**6),
        st.booleans(),
        st.none() | st.sampled_from(Position),
        st.integers(0, 10**6),
        st.lists(st.text(max_size=16), max_size=3).map(tuple),
        st.text(max_size=2_000),
    )
)
def test_anything_that_can_be_remembered_comes_back(tmp_path_factory, remembered):
    store = AnswersStore(tmp_path_factory.mktemp("kept") / "answers.json")
    store.save(remembered)
    assert store.load() == remembered


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_nobody_else_can_read_it(store, tmp_path):
    old = os.umask(0)
    try:
        store.save(WHOLE)
    finally:
        os.umask(old)
    path = tmp_path / "data" / "answers.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_forgetting_really_deletes(store, tmp_path):
    store.save(WHOLE)
    store.forget()
    assert list((tmp_path / "data").iterdir()) == []
    assert store.load() is None
    store.forget()


GOOD = {
    "version": VERSION, "answers": {"a": "b"}, "on": 1, "weeks": 2, "weeks_on": 3,
    "felt_unwell_on_back": False, "unwell_in": None, "unwell_on": 0, "read": [],
}  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", "[" * 100_000, "\udcff", '{"version": 1}'])
def test_a_broken_file_is_as_if_nobody_was_known(store, tmp_path, text):
    path = tmp_path / "data" / "answers.json"
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert store.load() is None
    store.save(WHOLE)
    assert store.load() == WHOLE


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"version": None}, {"answers": []}, {"answers": {"a": 1}}, {"on": -1}, {"on": True},
        {"on": "1"}, {"weeks": 1.5}, {"felt_unwell_on_back": 1}, {"unwell_in": "nowhere"}, {"read": [1]},
        {"read": "x"}, {"answers": {"a": "x" * 1_000}}, {"answers": {str(n): "x" for n in range(1_000)}},
        {"unwell_note": 1}, {"unwell_note": "x" * 2_001},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_as_if_nobody_was_known(store, tmp_path, change):
    path = tmp_path / "data" / "answers.json"
    path.parent.mkdir()
    path.write_text(json.dumps(GOOD))
    assert store.load() == Remembered({"a": "b"}, 1, 2, 3)
    path.write_text(json.dumps(GOOD | change))
    assert store.load() is None


def test_of_another_version_nothing_counts_but_that_lying_flat_is_off(store, tmp_path):
    path = tmp_path / "data" / "answers.json"
    path.parent.mkdir()
    for change in ({"version": 2}, {"unwell_in": "on-the-moon"}, {"answers": []}):
        for felt in (True, False):
            path.write_text(json.dumps(GOOD | change | {"felt_unwell_on_back": felt}))
            assert store.load() == (Remembered(felt_unwell_on_back=True) if felt else None)
            assert store.holds


def test_what_a_newer_version_keeps_is_not_overwritten_and_can_be_forgotten(store, tmp_path):
    path = tmp_path / "data" / "answers.json"
    path.parent.mkdir()
    newer = json.dumps(GOOD | {"version": VERSION + 1, "more": True})
    path.write_text(newer)
    with pytest.raises(OSError, match="newer version"):
        store.save(WHOLE)
    assert path.read_text() == newer
    store.forget()
    assert not store.holds
    store.save(WHOLE)
    assert store.load() == WHOLE


def test_a_save_that_fails_leaves_what_was_there(tmp_path):
    path = tmp_path / "answers.json"
    AnswersStore(path).save(WHOLE)

    def full(*_):
        raise OSError(28, "full")

    with pytest.raises(OSError, match=r"."):
        AnswersStore(path, replace(DISK, write=full)).save(Remembered())
    assert AnswersStore(path).load() == WHOLE
    assert [p.name for p in tmp_path.iterdir()] == ["answers.json"]
