"""Everything that can be done in the library, with its keys and its place in the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.library.order import Order
from psoas_desktop.ui.library.words import tr

SEPARATOR = ""

_FILE = (
    ("new", QT_TRANSLATE_NOOP("library", "&New routine"), "Ctrl+N"),
    ("open", QT_TRANSLATE_NOOP("library", "&Open…"), "Ctrl+O"),
    ("recent", QT_TRANSLATE_NOOP("library", "Open &recent"), ""),
    SEPARATOR,
    ("add-folder", QT_TRANSLATE_NOOP("library", "&Add a folder…"), ""),
    ("drop-folder", QT_TRANSLATE_NOOP("library", "Take a folder &off the list"), ""),
    SEPARATOR,
    ("settings", QT_TRANSLATE_NOOP("library", "&Settings…"), "Ctrl+,"),
    ("close", QT_TRANSLATE_NOOP("library", "&Close"), "Ctrl+W"),
    ("quit", QT_TRANSLATE_NOOP("library", "&Quit"), "Ctrl+Q"),
)
_ROUTINE = (
    ("play", QT_TRANSLATE_NOOP("library", "&Play"), "Ctrl+Return"),
    ("about-routine", QT_TRANSLATE_NOOP("library", "&About this routine"), "Ctrl+I"),
    SEPARATOR,
    ("edit", QT_TRANSLATE_NOOP("library", "&Edit"), "Ctrl+E"),
    ("rename", QT_TRANSLATE_NOOP("library", "&Rename"), "F2"),
    ("duplicate", QT_TRANSLATE_NOOP("library", "Save a &copy to my routines"), "Ctrl+D"),
    ("handout", QT_TRANSLATE_NOOP("library", "Save a &handout…"), "Ctrl+P"),
    SEPARATOR,
    ("delete", QT_TRANSLATE_NOOP("library", "&Delete"), "Del"),
    ("undo-delete", QT_TRANSLATE_NOOP("library", "&Undo delete"), "Ctrl+Z"),
    SEPARATOR,
    ("reveal", QT_TRANSLATE_NOOP("library", "Show in &folder"), "Ctrl+Shift+F"),
)
_VIEW = (
    ("search", QT_TRANSLATE_NOOP("library", "&Search"), "Ctrl+F"),
    SEPARATOR,
    ("sort-name", QT_TRANSLATE_NOOP("library", "Sort by &name"), "Ctrl+1"),
    ("sort-time", QT_TRANSLATE_NOOP("library", "Sort by &time"), "Ctrl+2"),
    ("sort-changed", QT_TRANSLATE_NOOP("library", "&Recently changed first"), "Ctrl+3"),
    SEPARATOR,
    ("refresh", QT_TRANSLATE_NOOP("library", "&Look for new files"), "F5"),
    ("full-screen", QT_TRANSLATE_NOOP("library", "&Full screen"), "F11"),
)
_HELP = (
    ("help", QT_TRANSLATE_NOOP("library", "&Help with the library"), "F1"),
    ("about", QT_TRANSLATE_NOOP("library", "&About psoas-desktop"), ""),
)
_MENUS = (
    (QT_TRANSLATE_NOOP("library", "&File"), _FILE),
    (QT_TRANSLATE_NOOP("library", "&Routine"), _ROUTINE),
    (QT_TRANSLATE_NOOP("library", "&View"), _VIEW),
    (QT_TRANSLATE_NOOP("library", "&Help"), _HELP),
)

OF_A_CARD = tuple(entry[0] if entry else SEPARATOR for entry in _ROUTINE if "undo-delete" not in entry)
"""What the menu of a card holds."""

SORTS = {Order.NAME: "sort-name", Order.TIME: "sort-time", Order.CHANGED: "sort-changed"}


def bare_menus(window: QMainWindow) -> tuple[QMenu, ...]:
    """The menus with their names alone: that is all of them that a first paint shows."""
    return tuple(window.menuBar().addMenu(tr(title)) for title, _ in _MENUS)


class LibraryActions:
    """The actions by name, in the menus of a window."""

    def __init__(self, window: QMainWindow, menus: Iterable[QMenu]) -> None:
        """Fills the menus that ``bare_menus`` made."""
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        for menu, (_, entries) in zip(menus, _MENUS, strict=True):
            for entry in entries:
                if not entry:
                    menu.addSeparator()
                elif entry[0] in ("recent", "drop-folder"):
                    self._submenus[entry[0]] = menu.addMenu(tr(entry[1]))
                else:
                    menu.addAction(self._made(*entry))
        group = QActionGroup(window)
        for name in SORTS.values():
            self[name].setCheckable(True)
            group.addAction(self[name])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def on(self, name: str, then: Callable[[], object]) -> None:
        """Says what an action does."""
        self[name].triggered.connect(lambda _=False: then())

    def enable(self, name: str, *, enabled: bool) -> None:
        """Whether an action can be done now."""
        self[name].setEnabled(enabled)

    def fill(self, name: str, paths: Iterable[Path], then: Callable[[Path], object]) -> None:
        """Fills a sub-menu with files or folders; an empty one cannot be opened."""
        menu = self._submenus[name]
        menu.clear()
        for path in paths:
            text = shown(path.name.removesuffix(".json").removesuffix(".psoas")) or shown(str(path))
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=path: then(chosen))
        menu.setEnabled(not menu.isEmpty())

    def card_menu(self) -> QMenu:
        """The menu of a card; it removes itself when it is closed."""
        menu = QMenu(self._window)
        for name in OF_A_CARD:
            if name:
                menu.addAction(self[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _made(self, name: str, text: str, keys: str) -> QAction:
        action = QAction(tr(text), self._window)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        self._actions[name] = action
        return action
