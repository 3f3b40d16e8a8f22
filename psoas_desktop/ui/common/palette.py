"""A theme as a QPalette for Fusion, so that Qt's own widgets belong to the family."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from psoas_desktop.ui.common.theme import Theme


def palette_of(theme: Theme) -> QPalette:
    """Builds the palette of a theme.

    Args:
        theme: The tokens.

    Returns:
        A palette with every role that Fusion paints with.
    """
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.ink,
        role.Base: theme.raised,
        role.AlternateBase: theme.ground,
        role.Text: theme.ink,
        role.PlaceholderText: theme.quiet,
        role.Button: theme.raised,
        role.ButtonText: theme.ink,
        role.BrightText: theme.ink,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.action,
        role.HighlightedText: theme.on_action,
        role.Link: theme.leaf,
        role.LinkVisited: theme.leaf,
        role.Light: theme.line,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.ground,
        role.Accent: theme.leaf,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.quiet))
    return palette


def ground_of(theme: Theme) -> QPalette:
    """A palette that has the ground of a theme alone; every other role is that of the parent."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.ground))
    return palette
