"""Opening the window, and pictures of its screens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory, QSize, QTimer, qCWarning, qInstallMessageHandler, qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from psoas_desktop.app.pictures import save_screens
from psoas_desktop.app.playing import play
from psoas_desktop.playback.player import Player
from psoas_desktop.services.log_file import FILE
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.player.window import PlayerWindow

ROUTINE = routines_root() / "no-lying-down.psoas.json"


def test_every_screen_is_saved_in_order(dressed: QApplication, player: Player, tmp_path: Path) -> None:
    paths = save_screens(player, tmp_path / "screens", QSize(1024, 600))
    names = [path.name for path in paths]
    assert names[0] == "01-gate-reading.png"
    assert names == sorted(names)
    for wanted in (
        "lead-in",
        "hold",
        "changeover",
        "way-down",
        "way-up",
        "waiting",
        "paused",
        "unwell",
        "blocked",
    ):
        assert any(wanted in name for name in names), wanted
    assert any("finished" in name for name in names)
    for path in paths:
        image = QImage(str(path))
        assert image.size() == QSize(1024, 600)


def test_a_screen_that_is_not_there_is_one_sentence(
    dressed: QApplication, player: Player, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(player, windowed=True, screen=7, speed=1.0) == 2
    error = capsys.readouterr().err
    assert error == "psoas-desktop: screen 7 does not exist: there is only screen 1.\n"


@pytest.mark.parametrize("windowed", [True, False])
def test_the_window_opens_and_closes_with_zero(dressed: QApplication, player: Player, windowed: bool) -> None:
    seen = []

    def close() -> None:
        window = next(w for w in dressed.topLevelWidgets() if isinstance(w, PlayerWindow) and w.isVisible())
        seen.append(window.isFullScreen())
        window.close()
        window.close()

    QTimer.singleShot(0, close)
    assert play(player, windowed=windowed, screen=1, speed=60.0) == 0
    assert seen == [not windowed]


def test_what_qt_says_of_sound_is_kept_in_the_log_and_the_rest_is_said(
    dressed: QApplication, player: Player, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def speak_and_close() -> None:
        category = QLoggingCategory("qt.multimedia.symbolsresolver")
        qCWarning(category, "Couldn't load a library")  # type: ignore[arg-type] # takes no bytes
        qWarning("PulseAudioService: no server")
        qWarning("something else is wrong")
        QApplication.closeAllWindows()
        QApplication.closeAllWindows()

    before = qInstallMessageHandler(None)
    try:
        QTimer.singleShot(0, speak_and_close)
        play(player, windowed=True, screen=1, speed=60.0, state=tmp_path)
        assert qInstallMessageHandler(None) is None
    finally:
        qInstallMessageHandler(before)
    log = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "qt.multimedia.symbolsresolver: Couldn't load a library" in log
    assert "PulseAudioService: no server" in log
    assert "something else" not in log
    said = capfd.readouterr().err
    assert "something else is wrong" in said
    assert "library" not in said
    assert "Pulse" not in said


def test_without_a_screen_it_says_so_in_one_line() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "psoas_desktop", "play", str(ROUTINE), "--windowed"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no window can be opened" in done.stderr


def test_pictures_need_no_screen(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "psoas_desktop", "screens", str(ROUTINE), "-o", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.png"))) > 15
