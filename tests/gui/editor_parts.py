"""What the editor's widgets are given in tests: a clipboard, a memory and a day of their own."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.icons import Icons, icons_folder
from psoas_desktop.ui.common.theme import DARK, Theme
from psoas_desktop.ui.editor.parts import EditorParts


class Pocket:
    """A clipboard of its own."""

    def __init__(self) -> None:
        self.held = ""

    def text(self) -> str:
        return self.held

    def set_text(self, text: str) -> None:
        self.held = text


class Memory:
    """Keeps unsaved work in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, Mapping[str, Any]]] = {}
        self.full = False

    def keep(self, key: str, data: bytes, about: Mapping[str, Any]) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "The disk is full.")
        self.kept[key] = (data, about)

    def drop(self, key: str) -> None:
        self.kept.pop(key, None)


def parts_of(data: ProgramData, theme: Theme = DARK, **others: Any) -> EditorParts:
    given: dict[str, Any] = {
        "figures": cache(lambda: FigureCache(figure_library())),
        "look": lambda: theme,
        "icon_set": lambda theme: Icons(icons_folder(), theme),
        "clipboard": Pocket(),
        "today": lambda: date(2026, 11, 22),
        "now": lambda: 1_795_000_000.0,
        "documents": Path(),
    }
    return EditorParts(data=data, **{**given, **others})
