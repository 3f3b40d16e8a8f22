"""The log: small, and silent about routines and people; a fault is told once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from psoas_desktop.services.crash_guard import CrashGuard
from psoas_desktop.services.log_file import FILE, MAX_BYTES, LogFile, account_of

SECRET = "Marguerite answered: bleeding"


def trip() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def caught() -> KeyError:
    try:
        trip()
    except KeyError as error:
        return error
    raise AssertionError


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    log = LogFile(tmp_path / "state")
    yield log
    log.close()


def test_an_account_says_where_and_never_what() -> None:
    problem = caught()
    account = account_of(type(problem), problem, problem.__traceback__)

    assert "Marguerite" not in account
    assert "in trip" in account
    assert account.index("ValueError") < account.index("KeyError")
    assert str(Path.home()) + "/" not in account


def test_the_log_never_grows_over_its_bounds(log: LogFile) -> None:
    for number in range(9_000):
        log.note(f"{number} " + "x" * 200)

    sizes = [file.stat().st_size for file in log.path.parent.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= MAX_BYTES
    assert "8999" in log.path.read_text(encoding="utf-8")


def test_a_note_is_one_line_and_short(log: LogFile) -> None:
    log.note("first\nsecond " + "x" * 9_000)

    (line,) = log.path.read_text(encoding="utf-8").splitlines()
    assert "first second" in line
    assert len(line) < 400


def test_qt_warnings_are_kept_without_the_home_folder(log: LogFile) -> None:
    context = QMessageLogContext()
    log.take_qt(QtMsgType.QtDebugMsg, context, "chatter")
    log.take_qt(QtMsgType.QtWarningMsg, context, f"cannot open {Path.home()}/a")

    text = log.path.read_text(encoding="utf-8")
    assert "chatter" not in text
    assert "cannot open ~/a" in text


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")

    log = LogFile(tmp_path / "state")
    log.note("started")
    log.crash("ValueError")

    assert not (tmp_path / "state" / FILE).exists()


class TestCrashGuard:
    @pytest.fixture
    def guard(self, log: LogFile, qtbot: QtBot) -> CrashGuard:
        return CrashGuard(log)

    def take(self, guard: CrashGuard) -> None:
        problem = caught()
        guard.take(type(problem), problem, problem.__traceback__)

    def test_a_fault_is_written_down_and_told(self, qtbot: QtBot, guard: CrashGuard, log: LogFile) -> None:
        with qtbot.waitSignal(guard.crashed) as told:
            self.take(guard)

        assert "KeyError" in told.args[0]
        assert "KeyError" in log.path.read_text(encoding="utf-8")

    def test_only_one_is_told_at_a_time(self, qtbot: QtBot, guard: CrashGuard) -> None:
        told: list[str] = []
        guard.crashed.connect(told.append)
        with qtbot.waitSignal(guard.crashed):
            for _ in range(5):
                self.take(guard)
        assert len(told) == 1

        guard.dealt_with()
        with qtbot.waitSignal(guard.crashed):
            problem = caught()
            guard.take(KeyError, problem, None)

        assert len(told) == 2

    def test_one_in_another_thread_arrives_too(self, qtbot: QtBot, guard: CrashGuard) -> None:
        before = sys.excepthook, threading.excepthook
        guard.install()
        try:
            with qtbot.waitSignal(guard.crashed) as told:
                thread = threading.Thread(target=trip)
                thread.start()
                thread.join()
        finally:
            guard.uninstall()

        assert "KeyError" in told.args[0]
        assert (sys.excepthook, threading.excepthook) == before
