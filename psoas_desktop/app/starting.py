"""Starts the desk: one running program for each person, with a log and a way to go on after a fault."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from psoas_desktop.app.application import FINE, INTERRUPTED, dressed_application
from psoas_desktop.app.desk import Desk
from psoas_desktop.app.preferences import Preferences
from psoas_desktop.app.wishes import Wish, wish_from
from psoas_desktop.services.crash_guard import CrashGuard
from psoas_desktop.services.log_file import LogFile
from psoas_desktop.services.single_instance import SingleInstance, instance_name
from psoas_desktop.storage.settings import load_settings
from psoas_desktop.storage.user_paths import UserPaths, user_paths
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.icons import app_icon
from psoas_desktop.ui.common.theme import LIGHT
from psoas_desktop.ui.common.theme_choice import chosen_theme

_SETTLE_MS = 300
"""The first window is up by then."""

_WAKE_MS = 500
"""So often Python looks whether Ctrl-C was pressed."""


def run_desk(wish: Wish, paths: UserPaths | None = None, settled: Callable[[], None] = lambda: None) -> int:
    """Opens a window of the desk, or hands the wish to the program that runs already.

    Args:
        wish: What to open.
        paths: Where a person's files lie; those of this computer's person when None.
        settled: Called once the first window is up.

    Returns:
        0; 130 after Ctrl-C; 2 where there is no screen.
    """
    paths = paths or user_paths(os.environ, Path.home(), sys.platform)
    application = dressed_application(LIGHT)
    paths.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    instance = SingleInstance(instance_name(paths.state, sys.platform))
    if not instance.first() and instance.hand_over(wish.as_bytes()):
        return FINE
    settings, problem = load_settings(paths.settings)
    preferences = Preferences(settings, paths.settings)
    application.setWindowIcon(app_icon())
    dress(application, chosen_theme(settings.theme), settings.text_scale)
    desk = Desk(application, paths, preferences)
    guard = _guard(application, paths)
    guard.install()
    instance.message.connect(lambda message: desk.grant(wish_from(message)))
    desk.grant(wish)
    if problem:
        desk.tell_problem(problem)
    for then in (desk.settle, settled):
        QTimer.singleShot(_SETTLE_MS, then)
    code = _run(application)
    guard.uninstall()
    instance.close()
    if desk.hangs:
        # The speech service hangs: its thread can be neither left nor ended, and everything is written.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _guard(application: QApplication, paths: UserPaths) -> CrashGuard:
    """Writes faults down, and tells the person that nothing is lost."""
    guard = CrashGuard(LogFile(paths.state), application)

    def tell(account: str) -> None:
        from psoas_desktop.ui.program.crash_window import CrashWindow

        window = CrashWindow(account)
        window.going_on.connect(guard.dealt_with)
        window.ending.connect(application.quit)
        window.show()
        told.append(window)

    told: list[QWidget] = []
    guard.crashed.connect(tell)
    return guard


def _run(application: QApplication) -> int:
    waking = QTimer(application)
    waking.timeout.connect(lambda: None)
    waking.start(_WAKE_MS)
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        return application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
