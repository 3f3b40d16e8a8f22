"""The screen is kept on while a session plays, and whatever fails there stays there."""

from __future__ import annotations

import pytest

from psoas_desktop.playback.outputs import ModeChanged, Note, Noted
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.services.keep_awake import PAUSED_MS, AwakeFault, KeepAwake
from tests.gui.sound_fakes import HandLater


class Wish:
    """A wish to stay awake that may be refused, or break at either end."""

    def __init__(self, active=True, enter_error=None, exit_error=None):
        self.active, self.enter_error, self.exit_error = active, enter_error, exit_error
        self.entered = self.exited = 0

    def __enter__(self):
        self.entered += 1
        if self.enter_error:
            raise self.enter_error
        return self

    def __exit__(self, *error):
        self.exited += 1
        if self.exit_error:
            raise self.exit_error


def changed(mode, before=Mode.GATE):
    return ModeChanged(0, mode, before)


@pytest.fixture
def later():
    return HandLater()


@pytest.fixture
def wishes():
    return []


@pytest.fixture
def awake(later, wishes):
    def make():
        wishes.append(Wish())
        return wishes[-1]

    return KeepAwake(later, make)


def test_it_holds_from_the_first_step_to_the_end(awake, wishes):
    awake.take(Noted(0, Note.GAP))
    assert not awake.is_held
    for mode in (Mode.LEAD_IN, Mode.HOLD, Mode.WAITING, Mode.UNWELL):
        awake.take(changed(mode))
        assert awake.is_held
    awake.take(changed(Mode.FINISHED))
    assert not awake.is_held
    assert [(wish.entered, wish.exited) for wish in wishes] == [(1, 1)]
    assert awake.works


def test_the_gate_does_not_keep_a_screen_on(awake):
    awake.take(changed(Mode.BLOCKED))
    assert not awake.is_held


def test_a_long_pause_lets_the_screen_sleep_and_going_on_wakes_it(awake, later):
    awake.take(changed(Mode.HOLD))
    awake.take(changed(Mode.PAUSED))
    later.pass_ms(PAUSED_MS - 1)
    assert awake.is_held
    later.pass_ms(1)
    assert not awake.is_held
    awake.take(changed(Mode.HOLD))
    assert awake.is_held


def test_a_short_pause_changes_nothing(awake, later, wishes):
    awake.take(changed(Mode.HOLD))
    awake.take(changed(Mode.PAUSED))
    later.pass_ms(1000)
    awake.take(changed(Mode.HOLD))
    later.pass_ms(PAUSED_MS * 2)
    assert awake.is_held
    assert len(wishes) == 1


def test_closing_the_window_gives_it_back_once(awake, wishes):
    awake.take(changed(Mode.HOLD))
    awake.release()
    awake.release()
    assert wishes[0].exited == 1


@pytest.mark.parametrize(
    "wish", [Wish(active=False), Wish(enter_error=RuntimeError("bus")), Wish(enter_error=OSError("socket"))]
)
def test_what_cannot_be_done_is_said_tried_once_and_never_raised(later, wish):
    awake = KeepAwake(later, lambda: wish)
    awake.take(changed(Mode.HOLD))
    awake.take(changed(Mode.LEAD_IN))
    assert (awake.works, awake.fault, awake.is_held) == (False, AwakeFault.NO_WAY, False)
    assert wish.entered == 1
    awake.take(changed(Mode.FINISHED))


def test_a_missing_library_is_no_error(later):
    def missing():
        raise ImportError("wakepy")

    awake = KeepAwake(later, missing)
    awake.take(changed(Mode.HOLD))
    assert awake.fault is AwakeFault.NO_LIBRARY


def test_an_error_at_the_end_is_swallowed_by_name(later):
    awake = KeepAwake(later, lambda: Wish(exit_error=RuntimeError("gone")))
    awake.take(changed(Mode.HOLD))
    awake.take(changed(Mode.FINISHED))
    assert awake.fault is AwakeFault.NO_WAY


def test_wakepy_itself_takes_the_wish_and_gives_it_back(later, monkeypatch):
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    awake = KeepAwake(later)
    awake.take(changed(Mode.HOLD))
    assert awake.is_held
    awake.take(changed(Mode.FINISHED))
    assert awake.works


def test_wakepy_itself_without_a_desktop_only_says_so(later, monkeypatch):
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")
    awake = KeepAwake(later)
    awake.take(changed(Mode.HOLD))
    assert awake.fault is AwakeFault.NO_WAY
