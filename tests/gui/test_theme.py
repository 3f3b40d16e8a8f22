"""Contrast of every pair of colours that the player writes with."""

from __future__ import annotations

import pytest

from psoas_desktop.routine.vocabulary import Severity
from psoas_desktop.ui.common.theme import SAFE_GROUND, SAFE_INK, SIGNALS, THEMES, Theme

FAR, NEAR, GRAPHICS = 7.0, 4.5, 3.0


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_texts_of_the_player_have_seven_to_one(theme: Theme) -> None:
    for ink in (theme.ink, theme.far_quiet):
        for ground in (theme.ground, theme.raised):
            assert contrast(ink, ground) >= FAR, (ink, ground)
    assert contrast(theme.on_action, theme.action) >= FAR


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_quiet_text_and_graphics_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.quiet, theme.ground) >= NEAR
    for graphic in (theme.leaf, theme.clay, theme.rim, theme.action):
        assert contrast(graphic, theme.ground) >= GRAPHICS, graphic


@pytest.mark.parametrize("severity", Severity)
def test_severities_have_seven_to_one(severity: Severity) -> None:
    signal = SIGNALS[severity]
    assert contrast(signal.ink, signal.ground) >= FAR


def test_every_severity_has_a_shape_of_its_own() -> None:
    assert len({SIGNALS[severity].shape for severity in Severity}) == len(Severity)
    assert contrast(SAFE_INK, SAFE_GROUND) >= FAR
