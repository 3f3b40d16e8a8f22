"""The keys of the player, as data. What a key does depends on this table and the page that is up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """What a key asks for."""

    PAUSE_OR_GO_ON = auto()
    PAUSE = auto()
    NEXT = auto()
    BACK = auto()
    EXTEND = auto()
    UNWELL = auto()
    FULL_SCREEN = auto()
    KEYS = auto()
    LEAVE = auto()
    MUTE = auto()


_Key = Qt.Key

COMMANDS: Mapping[int, Command] = MappingProxyType(
    {
        _Key.Key_Space: Command.PAUSE_OR_GO_ON,
        _Key.Key_Return: Command.PAUSE_OR_GO_ON,
        _Key.Key_Enter: Command.PAUSE_OR_GO_ON,
        _Key.Key_Select: Command.PAUSE_OR_GO_ON,
        _Key.Key_MediaTogglePlayPause: Command.PAUSE_OR_GO_ON,
        _Key.Key_MediaPlay: Command.PAUSE_OR_GO_ON,
        _Key.Key_MediaPause: Command.PAUSE,
        _Key.Key_MediaStop: Command.PAUSE,
        _Key.Key_Right: Command.NEXT,
        _Key.Key_PageDown: Command.NEXT,
        _Key.Key_MediaNext: Command.NEXT,
        _Key.Key_Left: Command.BACK,
        _Key.Key_PageUp: Command.BACK,
        _Key.Key_MediaPrevious: Command.BACK,
        _Key.Key_Up: Command.EXTEND,
        _Key.Key_U: Command.UNWELL,
        # The blank-screen key of presenter remotes sends one of these two.
        _Key.Key_B: Command.UNWELL,
        _Key.Key_Period: Command.UNWELL,
        _Key.Key_M: Command.MUTE,
        _Key.Key_F11: Command.FULL_SCREEN,
        _Key.Key_F1: Command.KEYS,
        _Key.Key_Question: Command.KEYS,
        _Key.Key_Escape: Command.LEAVE,
    }
)

QUIET_KEYS: frozenset[int] = frozenset(
    {
        _Key.Key_Shift,
        _Key.Key_Control,
        _Key.Key_Alt,
        _Key.Key_AltGr,
        _Key.Key_Meta,
        _Key.Key_Super_L,
        _Key.Key_Super_R,
        _Key.Key_Hyper_L,
        _Key.Key_Hyper_R,
        _Key.Key_CapsLock,
        _Key.Key_NumLock,
        _Key.Key_ScrollLock,
        _Key.Key_Tab,
        _Key.Key_Backtab,
        _Key.Key_VolumeUp,
        _Key.Key_VolumeDown,
        _Key.Key_VolumeMute,
        _Key.Key_MonBrightnessUp,
        _Key.Key_MonBrightnessDown,
        _Key.Key_Print,
    }
)
"""Keys that mean nothing to a session and do not pause it either: modifiers, volume, the way to a button."""

_CHORD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def command_of(event: QKeyEvent) -> Command | None:
    """What a key press asks for, or None.

    Args:
        event: The press.

    Returns:
        "Unwell" whatever modifiers are held; other commands only without; a pause for any other plain key.
    """
    command = COMMANDS.get(event.key())
    if command is Command.UNWELL:
        return command
    if event.modifiers() & _CHORD or event.key() in QUIET_KEYS:
        return None
    return command or Command.PAUSE


def number_of(event: QKeyEvent) -> int:
    """The number 1 to 9 that a key stands for; 0 for none."""
    if event.modifiers() & _CHORD:
        return 0
    number = event.key() - _Key.Key_0
    return number if 1 <= number <= 9 else 0
