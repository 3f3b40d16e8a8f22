"""Which of a block's pictures belongs to this moment: never one that shows what the person is not doing."""

from __future__ import annotations

from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import WAYS, Phase, Step
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.vocabulary import Position
from psoas_desktop.safety.positions import Level, level

RISING = Picture("figure", "One knee up, both hands on the chair.", "half_kneel_chair")
"""Every way up from the knees goes through this, whatever block they come from."""

_FIRST, _SECOND = ":first", ":second"


def picture_of(view: View) -> Picture | None:
    """The picture for what a session shows.

    Args:
        view: What the session shows.

    Returns:
        One of the pictures of the present block; None where it has none.
    """
    step = view.step
    if step is None:
        return None
    if step.phase is Phase.WAY_UP and _from_the_knees(step):
        return RISING
    pictures = tuple(sorted(step.block.pictures, key=lambda picture: picture.at_ms))
    return _of_step(view, step, pictures) if pictures else None


def next_picture(view: View) -> Picture | None:
    """The picture that follows the present one in its row; None where none does, or none is shown."""
    now = picture_of(view)
    if now is None or view.step is None:
        return None
    pictures = sorted(view.step.block.pictures, key=lambda picture: picture.at_ms)
    places = [i for i, picture in enumerate(pictures) if picture is now]
    return pictures[places[0] + 1] if places and places[0] + 1 < len(pictures) else None


def _of_step(view: View, step: Step, pictures: tuple[Picture, ...]) -> Picture:
    if step.phase in WAYS:
        return _of_way(step, pictures, played_ms(view))
    if step.phase is Phase.HOLD:
        return _latest(pictures, played_ms(view))
    if step.block.kind.transition == "up" and step.position is Position.SIDE_LYING:
        return _latest(pictures, step.block.kind.wait_at_ms or 0)
    return pictures[0]


def played_ms(view: View) -> int:
    """How long the present step has been played; its end still belongs to it."""
    if view.step is None:
        return 0
    if view.step_share >= 1:
        return max(0, view.step.length_ms - 1)
    return round(view.left_ms * view.step_share / (1 - view.step_share))


def _of_way(step: Step, pictures: tuple[Picture, ...], played: int) -> Picture:
    """A way is one row of pictures, though the player makes two steps of it."""
    kind = step.block.kind
    up = kind.transition == "up"
    half = (kind.wait_at_ms if up else kind.lies_at_ms) or 0
    if step.key.endswith(_SECOND):
        return _latest(pictures, half + played)
    if step.key.endswith(_FIRST):
        # Words may have made the first part longer; its pictures end where it was to end.
        beside = up and _from_the_side(step)
        return _latest(pictures, half if beside else min(played, half - 1))
    if half and not up and level(step.end_position) is not Level.LYING:
        # The last picture of a way down lies; who only goes down to the knees does not.
        pictures = pictures[:-1] or pictures
    return _latest(pictures, played)


def _latest(pictures: tuple[Picture, ...], at_ms: int) -> Picture:
    return next((p for p in reversed(pictures) if p.at_ms <= at_ms), pictures[0])


def _from_the_knees(step: Step) -> bool:
    """Whether a way up begins on the knees or sitting on the floor: it has one part, and words of its own."""
    return not step.key.endswith((_FIRST, _SECOND)) and level(step.position) is not Level.LYING


def _from_the_side(step: Step) -> bool:
    """Whether a way up has the words for somebody who lies on the side already and does not roll."""
    beside, rolling = set(), set()
    for cue in step.block.cues:
        if Position.SIDE_LYING in cue.from_positions:
            beside.add(cue.show)
        if {Position.SUPINE, Position.SEMI_RECLINED} & set(cue.from_positions):
            rolling.add(cue.show)
    return any(cue.show in beside - rolling for cue in step.cues if cue.show)
