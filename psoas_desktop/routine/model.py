"""The strict, frozen routine that the player accepts. It exists only if the draft is valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from psoas_desktop.routine.block_kinds import Instruction, Kind, OpenEnded, Prop
from psoas_desktop.routine.cues import Banner, Cue, Picture
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Advance, Position, Side


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise, fully resolved: what the file says over what its kind says.

    Attributes:
        id: Unique within the file.
        duration_ms: Planned hold, per side where there are sides.
        open_ended: Its minimum and cap, or None for a hold of fixed length.
        sides: The sides in their order; empty for none.
        changeover_ms: Time to change from one side to the other.
        position: Where the body is during the hold.
        banners: The file's own banners; those of kind and position are merged at play time.
        fields: The kind's own fields, defaults filled in.
        path: Where the block stands in the file.
        least_ms: The shortest hold that the file allows; 0 where it says nothing of that.
    """

    id: str
    kind: Kind
    title: str
    duration_ms: int
    open_ended: OpenEnded | None
    lead_in_ms: int
    advance: Advance
    sides: tuple[Side, ...]
    changeover_ms: int
    position: Position
    start_position: Position
    end_position: Position
    props: tuple[Prop, ...]
    instructions: tuple[Instruction, ...]
    cues: tuple[Cue, ...]
    banners: tuple[Banner, ...]
    way_out: str
    alternatives: Mapping[str, str]
    pictures: tuple[Picture, ...]
    fields: Mapping[str, Any]
    note: str = ""
    path: tuple[str | int, ...] = ()
    least_ms: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Items played one after another, ``repeat`` times (1 to 20), with an optional rest between rounds."""

    id: str
    title: str
    repeat: int
    rest_between_ms: int
    items: tuple[Item, ...]
    path: tuple[str | int, ...] = ()


Item = Block | Group


@dataclass(frozen=True, slots=True)
class GateQuestion:
    """A question that a file adds to the gate; the only answer that goes on is ``go_on``."""

    id: str
    text: str
    go_on: str
    stay: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; one from a file is labelled as the instructor's."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Routine:
    """A valid routine, ready to be laid out in time.

    Attributes:
        week_from: The week of pregnancy in which it begins to suit; 0 where it suits others too.
    """

    id: str
    title: str
    summary: str
    language: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    banners: tuple[Banner, ...]
    gate_questions: tuple[GateQuestion, ...]
    contact: Contact | None
    contraindications: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    items: tuple[Item, ...]
    week_from: int = 0

    def blocks(self) -> Iterator[Block]:
        """Yields each block once, in the order of the file."""

        def walk(items: tuple[Item, ...]) -> Iterator[Block]:
            for item in items:
                if isinstance(item, Group):
                    yield from walk(item.items)
                else:
                    yield item

        return walk(self.items)
