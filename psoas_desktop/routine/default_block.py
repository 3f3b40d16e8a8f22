"""A block of a kind with nothing of its own: everything as the kind's data has it."""

from __future__ import annotations

from psoas_desktop.routine.block_kinds import Kind
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.vocabulary import Side, Sides


def sides_in_order(sides: Sides, first: Side) -> tuple[Side, ...]:
    """The sides that are worked, in their order; empty for none."""
    if sides is Sides.BOTH:
        return (first, first.other)
    return () if sides is Sides.NONE else (Side(sides.value),)


def default_block(kind: Kind, block_id: str) -> Block:
    """Builds a block from its kind alone.

    Args:
        kind: The kind.
        block_id: The id it gets.

    Returns:
        The block, with the kind's default duration, sides, words and fields.
    """
    return Block(
        id=block_id,
        kind=kind,
        title=kind.title,
        duration_ms=kind.duration.default_ms,
        open_ended=None,
        lead_in_ms=kind.lead_in_ms,
        advance=kind.advance,
        sides=sides_in_order(kind.sides, kind.first_side),
        changeover_ms=kind.changeover_ms,
        position=kind.position,
        start_position=kind.start_position,
        end_position=kind.end_position,
        props=kind.props_in(kind.position),
        instructions=kind.instructions,
        cues=kind.cues,
        banners=(),
        way_out=kind.way_out,
        alternatives=kind.alternatives,
        pictures=kind.pictures_in(kind.position),
        fields={field.name: field.default for field in kind.fields},
    )
