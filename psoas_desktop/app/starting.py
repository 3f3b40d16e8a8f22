"""Starts the desk: one running program for each person, with a log and a way to go on after a fault."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from psoas_desktop.app.application import FINE, INTERRUPTED, dressed_application
from psoas_desktop.app.desk import Desk
from psoas_desktop.app.preferences import Preferences
from psoas_desktop.app.watch import Watch
from psoas_desktop.app.wishes import Wish
from psoas_desktop.storage.settings import load_settings
from psoas_desktop.storage.user_paths import UserPaths, user_paths
from psoas_desktop.ui.common.desk_style import dress
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
    if _may_run_already(paths) and _hand_over(wish, paths):
        return FINE
    settings, problem = load_settings(paths.settings)
    preferences = Preferences(settings, paths.settings)
    dress(application, chosen_theme(settings.theme), settings.text_scale)
    desk = Desk(application, paths, preferences)
    watch = Watch(paths)
    desk.grant(wish)
    if problem:
        desk.tell_problem(problem)

    def settle() -> None:
        watch.begin(application, desk.grant)
        desk.settle()
        settled()

    # What follows can wait until the first window is up; loading it takes a fifth of a start.
    QTimer.singleShot(_SETTLE_MS, settle)
    code = _run(application)
    watch.end()
    if desk.hangs:
        # The speech service hangs: its thread can be neither left nor ended, and everything is written.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _may_run_already(paths: UserPaths) -> bool:
    """Whether a program of this person may be listening; without its socket none is."""
    from psoas_desktop.services.instance_name import instance_name

    name = instance_name(paths.state, sys.platform)
    return not Path(name).is_absolute() or Path(name).exists()


def _hand_over(wish: Wish, paths: UserPaths) -> bool:
    """Gives the wish to the program that runs already; False where none takes it."""
    from psoas_desktop.services.instance_name import instance_name
    from psoas_desktop.services.single_instance import SingleInstance

    instance = SingleInstance(instance_name(paths.state, sys.platform))
    if not instance.first():
        return instance.hand_over(wish.as_bytes())
    instance.close()
    return False


def _run(application: QApplication) -> int:
    waking = QTimer(application)
    waking.timeout.connect(lambda: None)
    waking.start(_WAKE_MS)
    before = signal.signal(signal.SIGINT, lambda *_: application.exit(INTERRUPTED))
    try:
        return application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
