"""What watches over a running program: other starts of it, faults in it, a log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from psoas_desktop.app.wishes import Wish, wish_from
from psoas_desktop.storage.user_paths import UserPaths

if TYPE_CHECKING:
    from psoas_desktop.services.crash_guard import CrashGuard
    from psoas_desktop.services.single_instance import SingleInstance
    from psoas_desktop.services.sound_chatter import SoundChatter


class Watch:
    """Begins once the first window is up: nobody waits for it."""

    def __init__(self, paths: UserPaths) -> None:
        """Takes where the program keeps its state."""
        self._paths = paths
        self._instance: SingleInstance | None = None
        self._guard: CrashGuard | None = None
        self._chatter: SoundChatter | None = None
        self._told: list[QWidget] = []

    def begin(self, application: QApplication, grant: Callable[[Wish], object]) -> None:
        """Listens to other starts, and takes faults and what Qt says of sound from now on.

        Args:
            application: The one there is.
            grant: Does what another start wishes for.
        """
        from psoas_desktop.services.crash_guard import CrashGuard
        from psoas_desktop.services.instance_name import instance_name
        from psoas_desktop.services.log_file import LogFile
        from psoas_desktop.services.single_instance import SingleInstance
        from psoas_desktop.services.sound_chatter import SoundChatter
        from psoas_desktop.ui.common.icons import app_icon

        application.setWindowIcon(app_icon())
        log = LogFile(self._paths.state)
        guard = self._guard = CrashGuard(log, application)
        guard.crashed.connect(self._tell)
        guard.install()
        chatter = self._chatter = SoundChatter(lambda: log)
        chatter.install()
        instance = self._instance = SingleInstance(instance_name(self._paths.state, sys.platform))
        instance.message.connect(lambda message: grant(wish_from(message)))
        instance.first()

    def end(self) -> None:
        """Leaves off."""
        if self._chatter is not None:
            self._chatter.uninstall()
        if self._guard is not None:
            self._guard.uninstall()
        if self._instance is not None:
            self._instance.close()

    def _tell(self, account: str) -> None:
        from psoas_desktop.ui.program.crash_window import CrashWindow

        assert self._guard is not None
        window = CrashWindow(account)
        window.going_on.connect(self._guard.dealt_with)
        window.ending.connect(QApplication.quit)
        window.show()
        self._told.append(window)
