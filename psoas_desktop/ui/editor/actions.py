"""Everything that can be done in the editor: each action once, shared by menus, buttons and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.icons import Icons
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.words import tr

_Key = QKeySequence.StandardKey


class Where(Enum):
    """Where the keys of an action count."""

    WINDOW = "window"
    OUTLINE = "outline"
    """Only while the outline has the focus: elsewhere the same key edits text."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One action.

    Attributes:
        name: What the program calls it.
        words: Its words in a menu; ``&`` stands before the letter that chooses it.
        keys: Its keys; the first is shown.
        icon: Its icon; empty for none.
        where: Where its keys count.
        checkable: Whether it is on or off.
    """

    name: str
    words: str
    keys: tuple[str | _Key, ...] = ()
    icon: str = ""
    where: Where = Where.WINDOW
    checkable: bool = False


_OUTLINE = Where.OUTLINE

LINE = ""
"""Stands for a line between actions."""

SPECS: tuple[Spec, ...] = (
    Spec("new", QT_TRANSLATE_NOOP("editor", "&New routine"), (_Key.New,), "new"),
    Spec("open", QT_TRANSLATE_NOOP("editor", "&Open…"), (_Key.Open,), "open"),
    Spec("save", QT_TRANSLATE_NOOP("editor", "&Save"), (_Key.Save,), "save"),
    Spec("save-as", QT_TRANSLATE_NOOP("editor", "Save &as…"), ("Ctrl+Shift+S",)),
    Spec("save-copy", QT_TRANSLATE_NOOP("editor", "Save a &copy…")),
    Spec("handout", QT_TRANSLATE_NOOP("editor", "Save a &handout…"), (_Key.Print,), "print"),
    Spec("revert", QT_TRANSLATE_NOOP("editor", "Re&vert to saved")),
    Spec("reveal", QT_TRANSLATE_NOOP("editor", "Show in &folder"), (), "reveal"),
    Spec("library", QT_TRANSLATE_NOOP("editor", "&Library"), ("Ctrl+L",), "folder"),
    Spec("close", QT_TRANSLATE_NOOP("editor", "&Close"), (_Key.Close,), "close"),
    Spec("quit", QT_TRANSLATE_NOOP("editor", "&Quit"), ("Ctrl+Q",)),
    Spec("undo", QT_TRANSLATE_NOOP("editor", "Undo"), (_Key.Undo,), "undo"),
    Spec("redo", QT_TRANSLATE_NOOP("editor", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Spec("cut", QT_TRANSLATE_NOOP("editor", "Cu&t"), (_Key.Cut,), "cut"),
    Spec("copy", QT_TRANSLATE_NOOP("editor", "&Copy"), (_Key.Copy,), "copy"),
    Spec("paste", QT_TRANSLATE_NOOP("editor", "&Paste"), (_Key.Paste,), "paste"),
    Spec("duplicate", QT_TRANSLATE_NOOP("editor", "D&uplicate"), ("Ctrl+D",), "duplicate"),
    Spec("delete", QT_TRANSLATE_NOOP("editor", "&Delete"), (_Key.Delete, "Backspace"), "delete", _OUTLINE),
    Spec("rename", QT_TRANSLATE_NOOP("editor", "Re&name"), ("F2",), "rename", _OUTLINE),
    Spec("select-all", QT_TRANSLATE_NOOP("editor", "Select &all"), (_Key.SelectAll,), "", _OUTLINE),
    Spec("group", QT_TRANSLATE_NOOP("editor", "&Group"), ("Ctrl+G",), "group"),
    Spec("ungroup", QT_TRANSLATE_NOOP("editor", "U&ngroup"), ("Ctrl+Shift+G",), "ungroup"),
    Spec("up", QT_TRANSLATE_NOOP("editor", "Move u&p"), ("Alt+Up",), "up"),
    Spec("down", QT_TRANSLATE_NOOP("editor", "Move d&own"), ("Alt+Down",), "down"),
    Spec("find", QT_TRANSLATE_NOOP("editor", "&Find a block…"), (_Key.Find,), "search"),
    Spec("add", QT_TRANSLATE_NOOP("editor", "&Add an exercise…"), ("Ctrl+E",), "add"),
    Spec("palette", QT_TRANSLATE_NOOP("editor", "&Exercises"), ("F9",), checkable=True),
    Spec("preview", QT_TRANSLATE_NOOP("editor", "&Picture of the stage"), checkable=True),
    Spec("expand", QT_TRANSLATE_NOOP("editor", "&Open all groups"), ("Ctrl++",), "expand"),
    Spec("collapse", QT_TRANSLATE_NOOP("editor", "&Close all groups"), ("Ctrl+-",), "collapse"),
    Spec("source", QT_TRANSLATE_NOOP("editor", "&Source text"), ("Ctrl+U",), checkable=True),
    Spec("outline", QT_TRANSLATE_NOOP("editor", "Go to the &blocks"), ("F6",)),
    Spec("play", QT_TRANSLATE_NOOP("editor", "&Play"), ("F5",), "play"),
    Spec("play-from", QT_TRANSLATE_NOOP("editor", "Play from &here"), ("Shift+F5",), "forward"),
    Spec("check", QT_TRANSLATE_NOOP("editor", "&Check"), ("F7",), "check"),
    Spec("next-problem", QT_TRANSLATE_NOOP("editor", "&Next problem"), ("F8",)),
    Spec("last-problem", QT_TRANSLATE_NOOP("editor", "Pre&vious problem"), ("Shift+F8",)),
    Spec("about", QT_TRANSLATE_NOOP("editor", "&About this routine"), ("Ctrl+I",), "info"),
    Spec("help", QT_TRANSLATE_NOOP("editor", "&Help"), (_Key.HelpContents,), "help"),
    Spec("settings", QT_TRANSLATE_NOOP("editor", "Se&ttings…"), (_Key.Preferences, "Ctrl+,"), "settings"),
)  # fmt: skip

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("editor", "&File"),
        (
            "new", "open", "recent", LINE, "save", "save-as", "save-copy", "revert", LINE,
            "handout", "reveal", "library", "settings", LINE, "close", "quit",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("editor", "&Edit"),
        (
            "undo", "redo", LINE, "cut", "copy", "paste", "duplicate", "delete", "rename", LINE,
            "select-all", "find", LINE, "group", "ungroup", "up", "down",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("editor", "&View"),
        ("palette", "preview", LINE, "expand", "collapse", LINE, "outline", "source"),
    ),
    (
        QT_TRANSLATE_NOOP("editor", "&Routine"),
        ("add", LINE, "play", "play-from", LINE, "check", "next-problem", "last-problem", LINE, "about"),
    ),
    (QT_TRANSLATE_NOOP("editor", "&Help"), ("help",)),
)  # fmt: skip

CONTEXT_MENU = (
    "rename", LINE, "cut", "copy", "paste", "duplicate", "delete", LINE,
    "group", "ungroup", "up", "down", LINE, "play-from",
)  # fmt: skip

NEED_BLOCKS = ("cut", "copy", "duplicate", "delete", "rename", "group", "up", "down", "play-from")
"""What can be done only while something is chosen."""

NEED_DOCUMENT = (
    "undo", "redo", "paste", "select-all", "ungroup", "find", "add", "expand",
    "collapse", "play", "handout", "check", "source", "next-problem", "last-problem", "about", *NEED_BLOCKS,
)  # fmt: skip
"""What can be done only with a routine whose text is right."""


class Actions(QObject):
    """The actions of one window.

    Signals:
        asked: An action was chosen (its name).
    """

    asked = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        for spec in SPECS:
            self._made[spec.name] = self._action(spec, window)
        self.recent = QMenu(tr(QT_TRANSLATE_NOOP("editor", "Open &recent")), window)

    def __getitem__(self, name: str) -> QAction:
        """An action by its name."""
        return self._made[name]

    def belong_to(self, outline: QWidget) -> None:
        """Makes the keys that count in the outline only work there."""
        for spec in SPECS:
            if spec.where is Where.OUTLINE:
                self._made[spec.name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                outline.addAction(self._made[spec.name])

    def fill(self, bar: QMenuBar, icons: Callable[[], Icons]) -> None:
        """Puts all of them into a menu bar; their icons are drawn when a menu is first opened."""
        for words, names in MENUS:
            menu = bar.addMenu(tr(words))
            self.fill_menu(menu, names)
            menu.aboutToShow.connect(lambda names=names: self.dress(names, icons()))

    def fill_menu(self, menu: QMenu, names: Iterable[str]) -> None:
        """Puts some of them into a menu."""
        for name in names:
            if name == LINE:
                menu.addSeparator()
            elif name == "recent":
                menu.addMenu(self.recent)
            else:
                menu.addAction(self._made[name])

    def dress(self, names: Iterable[str], icons: Icons) -> None:
        """Gives actions their icons, in the colours of now."""
        for name in names:
            icon = _ICONS.get(name)
            if icon:
                self._made[name].setIcon(icons.icon(icon))

    def enable(self, names: Iterable[str], *, on: bool) -> None:
        """Makes actions possible or not."""
        for name in names:
            if self._made[name].isEnabled() is not on:
                self._made[name].setEnabled(on)

    def show_recent(self, paths: Sequence[Path], wanted: Callable[[Path], object]) -> None:
        """Puts the routines that were opened last into their menu; ``wanted`` is told of the chosen one."""
        self.recent.clear()
        for path in paths:
            name = shown(path.name).replace("&", "&&")
            action = self.recent.addAction(name, partial(wanted, path))
            action.setStatusTip(shown(str(path)))
        self.recent.setEnabled(bool(paths))

    def _action(self, spec: Spec, window: QMainWindow) -> QAction:
        action = QAction(tr(spec.words), self)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(True)
        if spec.keys:
            action.setShortcuts([key for key in map(_sequence, spec.keys) if not key.isEmpty()])
        action.triggered.connect(lambda: self.asked.emit(spec.name))
        if spec.where is Where.WINDOW:
            window.addAction(action)
        return action


def _sequence(key: str | _Key) -> QKeySequence:
    if isinstance(key, str):
        return QKeySequence(key)
    bound = QKeySequence.keyBindings(key)
    return bound[0] if bound else QKeySequence()


_ICONS: Mapping[str, str] = {spec.name: spec.icon for spec in SPECS}
