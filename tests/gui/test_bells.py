"""Bells: played when they can be, silent and honest when not."""

from __future__ import annotations

import pytest

from psoas_desktop.routine.vocabulary import Sound
from psoas_desktop.services.bells import BellFault, Bells
from psoas_desktop.storage.resources import root
from tests.gui.sound_fakes import FakeLoudspeaker

FOLDER = root() / "sounds"


def no_library():
    raise ImportError("libpulse.so.0: cannot open shared object file")


@pytest.fixture
def speaker():
    return FakeLoudspeaker()


@pytest.fixture
def bells(speaker):
    made = Bells(FOLDER, lambda: speaker)
    made.prepare()
    return made


def test_every_sound_of_the_vocabulary_is_loaded_before_it_is_needed(bells, speaker):
    assert bells.works
    assert set(speaker.effects) == {sound.value for sound in Sound} - {"none"}


def test_a_sound_is_played_and_no_other(bells, speaker):
    assert bells.play(Sound.BELL_DOUBLE)
    assert speaker.played == {"bell-double": 1}


def test_no_sound_is_no_sound(bells, speaker):
    assert not bells.play(Sound.NONE)
    assert speaker.played == {}


def test_nothing_is_opened_before_it_is_prepared():
    opened = []
    bells = Bells(FOLDER, lambda: opened.append(1))
    assert not bells.play(Sound.BELL_SOFT)
    assert bells.fault is BellFault.NOT_PREPARED
    assert not opened


def test_a_missing_library_is_a_fault_and_no_error(qtbot):
    bells = Bells(FOLDER, no_library)
    with qtbot.waitSignal(bells.changed):
        bells.prepare()
    assert (bells.works, bells.fault) == (False, BellFault.NO_LIBRARY)
    assert not bells.play(Sound.BELL_SOFT)


def test_without_a_device_it_is_silent_and_says_so():
    bells = Bells(FOLDER, lambda: FakeLoudspeaker(device=False))
    bells.prepare()
    assert bells.fault is BellFault.NO_DEVICE
    assert not bells.play(Sound.BELL_SOFT)


def test_a_device_that_comes_later_is_used_and_one_that_goes_is_missed(qtbot):
    speaker = FakeLoudspeaker(device=False)
    bells = Bells(FOLDER, lambda: speaker)
    bells.prepare()
    with qtbot.waitSignal(bells.changed):
        speaker.plug(True)
    assert bells.play(Sound.WOOD_TICK)
    old = speaker.effects["wood-tick"]
    speaker.plug(False)
    assert bells.fault is BellFault.NO_DEVICE
    assert old.closed


def test_another_default_device_keeps_the_volume(bells, speaker):
    bells.set_volume(0.3)
    speaker.plug(True)
    assert {effect.volume for effect in speaker.effects.values()} == {0.3}


def test_a_sound_that_did_not_load_is_found_when_it_is_to_sound(bells, speaker):
    speaker.effects["bell-soft"].broken = True
    assert not bells.play(Sound.BELL_SOFT)
    assert bells.fault is BellFault.NOT_LOADED


def test_missing_files_are_a_fault(tmp_path):
    bells = Bells(tmp_path, FakeLoudspeaker)
    bells.prepare()
    assert bells.fault is BellFault.NOT_LOADED


def test_muting_ends_what_sounds_and_keeps_the_rest_silent(bells, speaker):
    bells.play(Sound.BELL_SOFT)
    bells.set_muted(True)
    assert speaker.effects["bell-soft"].stops == 1
    assert not bells.audible
    assert not bells.play(Sound.BELL_SOFT)
    bells.set_muted(False)
    assert bells.play(Sound.BELL_SOFT)


@pytest.mark.parametrize(("asked", "got"), [(0.5, 0.5), (-1, 0.0), (7, 1.0)])
def test_the_volume_stays_between_nothing_and_all(bells, speaker, asked, got):
    bells.set_volume(asked)
    assert speaker.effects["bell-soft"].volume == got


def test_at_no_volume_nothing_is_played(bells):
    bells.set_volume(0)
    assert not bells.play(Sound.BELL_SOFT)
    assert bells.works
