"""Which pictures are met on a way: those between where it begins and where it ends."""

from __future__ import annotations

from psoas_desktop.routine.cues import Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.vocabulary import Position


def pictures_met(block: Block, start: Position, end: Position) -> tuple[Picture, ...]:
    """Returns the pictures of a way that are met on it.

    A file that lists the pictures of its kind does not say where each leads: there the kind's word counts.

    Args:
        block: A way up or down.
        start: Where the person comes from.
        end: Where it ends.

    Returns:
        Its pictures without those that are met elsewhere only; all of them where none would be left.
    """
    here = {
        picture.content
        for picture in block.kind.pictures
        if (not picture.from_positions or start in picture.from_positions)
        and (not picture.to_positions or end in picture.to_positions)
    }
    elsewhere = [picture.content for picture in block.kind.pictures if picture.content not in here]
    return tuple(p for p in block.pictures if p.content not in elsewhere) or block.pictures
