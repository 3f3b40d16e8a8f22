"""Which side a picture shows, and what leads into it: what the movements between pictures decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psoas_desktop.playback.state import View
from psoas_desktop.ui.player.picture_choice import is_told_to_change, next_picture

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary, Way

_ON_THE_LEFT = {"side_lying_rest", "roll_to_side"}
"""They are drawn lying on the left side."""


def asked_side(view: View, figure: str, library: FigureLibrary | None) -> str:
    """Returns the side to show; empty where the exercise has none.

    In a changeover it is the one that was held, until the person is told to change. A movement from one side
    to the other begins at once, for it begins with coming back.

    Args:
        view: What the session shows.
        figure: The pose that is to be drawn; empty for none.
        library: The figures; None where they do not move.
    """
    if view.step is None or view.step.side is None:
        return ""
    goes = library is not None and library.way(figure, figure) is not None
    return view.step.side if goes or is_told_to_change(view) else view.step.side.other


def kept_side(library: FigureLibrary, before: str, side: str, figure: str) -> str:
    """Returns the side of a pose of which none is asked for: where a movement leads to it, the room stays.

    On the side she lies on her left, as the voice says, wherever she comes from.

    Args:
        library: The figures.
        before: The pose that stood; empty for none.
        side: The side on which that stood.
        figure: The pose that stands now.
    """
    if figure in _ON_THE_LEFT:
        return ""
    if before == figure:
        return side
    way = library.way(before, figure) if before else None
    return library.side_after(way, side) if way is not None else ""


def led_into(library: FigureLibrary, view: View, figure: str) -> Way | None:
    """Returns the movement of a lead-in: to its picture, or from that to the next of the hold; None for none.

    Args:
        library: The figures.
        view: What the session shows: a lead-in.
        figure: The pose that stands.
    """
    into = library.way("", figure)
    block, ahead = view.step.block if view.step else None, next_picture(view)
    if into or block is None or block.kind.transition or ahead is None or ahead not in block.pictures:
        return into
    return library.way(figure, ahead.content) if ahead.kind == "figure" else None
