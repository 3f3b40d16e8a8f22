"""Which of a block's pictures belongs to this moment: never one that shows what the person is not doing."""

from __future__ import annotations

from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import WAYS, Phase, Step
from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.vocabulary import CueKind, CuePhase
from psoas_desktop.safety.positions import Level, level

RISING = Picture("figure", "One knee up, both hands on the chair.", "half_kneel_chair")
"""Every way up from the floor goes through this, whatever block it comes from."""
BESIDE = Picture("figure", "On one knee, a hand on the chair.", "upright_on_one_knee")
"""But who is on one knee already gets up beside the chair that is there."""

_LUNGE = "kneeling_lunge"
_UP_MS = 4000
"""So long a way up from the knees shows the knee; then it is time to be up."""
_SEATED = Picture("figure", "Sitting on the chair.", "seated_rest", at_ms=_UP_MS)
_STANDING = Picture("figure", "Standing, both hands on the chair.", "standing_before_chair", at_ms=_UP_MS)
_STANDING_BESIDE = Picture("figure", "Standing, a hand on the chair.", "standing_beside_chair", at_ms=10_000)

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
    pictures = _row(step)
    return _of_step(step, pictures, played_ms(view)) if pictures else None


def next_picture(view: View) -> Picture | None:
    """The picture that follows the present one; None where none does, or none is shown.

    First those of its row, then the one with which the next exercise, side or way begins.
    """
    now = picture_of(view)
    if now is None or view.step is None:
        return None
    row = _row(view.step)
    places = [i for i, picture in enumerate(row) if picture is now]
    if not places:
        return row[0]
    if places[0] + 1 < len(row):
        return row[places[0] + 1]
    coming = view.coming
    pictures = _row(coming) if coming is not None else ()
    return _of_step(coming, pictures, 0) if coming is not None and pictures else None


def is_told(view: View) -> bool:
    """Whether the person has been told to do what the picture shows; until then she stays as she is.

    While cautions are said before an exercise nobody moves yet, nor before a way up or down.
    """
    step = view.step
    if step is None:
        return True
    if step.phase is Phase.LEAD_IN:
        if step.block.kind.transition:
            return False
        return _is_told_something(step, played_ms(view))
    if step.phase is Phase.WAY_UP and step.key.endswith(_FIRST):
        return any(picture.at_ms <= played_ms(view) for picture in _row(step))
    return True


def is_told_to_change(view: View) -> bool:
    """Whether the person has been told to change sides; until then she comes back on the one she held."""
    step = view.step
    return step is None or step.phase is not Phase.CHANGEOVER or _is_told_something(step, played_ms(view))


def _is_told_something(step: Step, played: int) -> bool:
    told = [cue.at_ms for cue in step.cues if cue.kind is not CueKind.TIMING and not cue.from_end]
    return played >= min(told, default=0)


def _row(step: Step) -> tuple[Picture, ...]:
    """The pictures of a step's block by their times; a way up begins with what the person is doing."""
    if step.phase is Phase.WAY_UP and not step.block.kind.transition and _from_the_knees(step):
        if any(picture.content == _LUNGE for picture in step.block.pictures):
            return (BESIDE, _STANDING_BESIDE)
        return (RISING, _SEATED if level(step.end_position) is Level.CHAIR else _STANDING)
    here = CuePhase.CHANGEOVER if step.phase is Phase.CHANGEOVER else CuePhase.HOLD
    pictures = sorted(step.block.pictures, key=lambda picture: picture.at_ms)
    return tuple(picture for picture in pictures if picture.phase is here) or tuple(
        picture for picture in pictures if picture.phase is CuePhase.HOLD
    )


def _of_step(step: Step, pictures: tuple[Picture, ...], played: int) -> Picture:
    if step.phase in WAYS:
        return _of_way(step, pictures, played)
    return _latest(pictures, played) if step.phase is Phase.HOLD else pictures[0]


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
    half = (kind.wait_at_ms if kind.transition == "up" else kind.lies_at_ms) or 0
    if step.key.endswith(_SECOND):
        return _latest(pictures, half + played)
    if step.key.endswith(_FIRST):
        # Words may have made the first part longer; its pictures end where it was to end.
        return _latest(pictures, min(played, half - 1))
    return _latest(pictures, played)


def _latest(pictures: tuple[Picture, ...], at_ms: int) -> Picture:
    return next((p for p in reversed(pictures) if p.at_ms <= at_ms), pictures[0])


def _from_the_knees(step: Step) -> bool:
    """Whether a way up begins on the knees or sitting on the floor: it has one part, and words of its own."""
    return not step.key.endswith((_FIRST, _SECOND)) and level(step.position) is not Level.LYING
