"""Which theme a setting means on this machine."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from psoas_desktop.ui.common.theme import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, THEMES, Theme


def theme_for(name: str, *, dark: bool, high_contrast: bool) -> Theme:
    """The theme that a setting means.

    Args:
        name: Of a theme; ``system``, and what is not known, follow the system.
        dark: Whether the system is dark.
        high_contrast: Whether the system asks for more contrast.
    """
    if name in THEMES:
        return THEMES[name]
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


def chosen_theme(name: str) -> Theme:
    """The same, as the system is now; light where it does not say."""
    hints = QGuiApplication.styleHints()
    # Held: asked for in one line, it is gone before it can answer.
    accessibility = hints.accessibility()
    return theme_for(
        name,
        dark=hints.colorScheme() is Qt.ColorScheme.Dark,
        high_contrast=accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast,
    )
