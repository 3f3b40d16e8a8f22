"""Cues, banners and pictures: the parts that kinds of block and routine files share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import (
    Audience,
    CueKind,
    CuePhase,
    Position,
    Priority,
    Severity,
    ShowsAt,
    Sound,
)

MS = 1000
"""Milliseconds in a second: files count in whole seconds, the core in milliseconds."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing said, shown or sounded at a time within a phase of a block.

    Attributes:
        phase: The part of the block that the time is counted in.
        at_ms: Milliseconds from the start of the phase; negative counts from its end.
        say: What the voice speaks, with tokens; empty for nothing.
        show: What the screen shows (at most 40 characters), with tokens; empty for no change.
        from_positions: Only when the person comes from one of these; empty for always.
        to_positions: Only when the person goes on to one of these; empty for always.
        min_hold_ms: Only when the hold lasts at least this long; 0 for always.
        in_positions: Only when the block is held in one of these; empty for always.
        max_hold_ms: Only when the hold lasts at most this long; None for always.
        position: Where the body is from this cue of a way on; None where it does not change.
    """

    phase: CuePhase
    at_ms: int
    say: str
    show: str
    kind: CueKind = CueKind.INSTRUCTION
    priority: Priority = Priority.NORMAL
    sound: Sound = Sound.NONE
    audience: Audience = Audience.CLIENT
    from_positions: tuple[Position, ...] = ()
    to_positions: tuple[Position, ...] = ()
    min_hold_ms: int = 0
    max_hold_ms: int | None = None
    position: Position | None = None
    in_positions: tuple[Position, ...] = ()

    @property
    def protected(self) -> bool:
        """Whether the cue may never be dropped, however short its block."""
        return self.priority is Priority.ESSENTIAL or self.kind in (CueKind.SAFETY, CueKind.CHECKIN)


@dataclass(frozen=True, slots=True)
class Banner:
    """A safety message with a signal word, a shape and a colour.

    Attributes:
        id: Stable name; answers at the gate are kept by it.
        severity: Its rank; the higher rank is shown first.
        short_text: At most 40 characters, for the stage.
        full_text: What the gate and reading views show.
        spoken_text: What the voice says at the lead-in; empty for nothing.
        shows_at: The places where it appears.
        positions: Positions that it belongs to whatever the file says.
        needs_helper: Whether it belongs to every block done with a helper.
        when: A flag of the person that it waits for (``pregnant``), or empty for everybody.
        safe_action: What to do now, shown in green beside the shape; may be empty.
    """

    id: str
    severity: Severity
    short_text: str
    full_text: str
    spoken_text: str = ""
    shows_at: tuple[ShowsAt, ...] = (ShowsAt.GATE, ShowsAt.LEAD_IN)
    positions: tuple[Position, ...] = ()
    needs_helper: bool = False
    when: str = ""
    safe_action: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a block: one of ``figure``, ``pose``, ``file`` and ``data``, with alternative text.

    Attributes:
        kind: Which of the four it is.
        alt: What it shows, for those who do not see it.
        content: A figure's name, a bare file name, base64 text, or a pose's own data.
        at_ms: When in its phase it appears.
        in_positions: Only when the block is held in one of these; empty for always. Kinds alone have it.
        to_positions: Only on a way to one of these; empty for always. Kinds alone have it.
        from_positions: Only on a way from one of these; empty for always. Kinds alone have it.
        phase: The part of the block that it belongs to: the hold (a lead-in shows its first one) or the
            changeover. Kinds alone have it.
    """

    kind: str
    alt: str
    content: Any
    at_ms: int = 0
    in_positions: tuple[Position, ...] = ()
    to_positions: tuple[Position, ...] = ()
    from_positions: tuple[Position, ...] = ()
    phase: CuePhase = CuePhase.HOLD


def cue_from_data(data: Mapping[str, Any]) -> Cue:
    """Builds a cue from a checked object of a routine file or of a kind's words.

    Args:
        data: An object with the keys of the schema's ``cue``.

    Returns:
        The cue, with the schema's defaults for what is absent.
    """
    longest = data.get("max_hold_s")
    return Cue(
        phase=CuePhase(data["phase"]),
        at_ms=int(data["at_s"]) * MS,
        say=data.get("say", ""),
        show=data.get("show", ""),
        kind=CueKind(data.get("kind", "instruction")),
        priority=Priority(data.get("priority", "normal")),
        sound=Sound(data.get("sound", "none")),
        audience=Audience(data.get("audience", "client")),
        from_positions=tuple(Position(p) for p in data.get("from_positions", ())),
        to_positions=tuple(Position(p) for p in data.get("to_positions", ())),
        min_hold_ms=int(data.get("min_hold_s", 0)) * MS,
        max_hold_ms=None if longest is None else int(longest) * MS,
        position=Position(data["position"]) if "position" in data else None,
        in_positions=tuple(Position(p) for p in data.get("in_positions", ())),
    )


def banner_from_data(data: Mapping[str, Any], *, default_shows_at: tuple[ShowsAt, ...]) -> Banner:
    """Builds a banner from a checked object of a routine file or of the catalogue.

    Args:
        data: An object with the keys of the schema's ``banner``.
        default_shows_at: Where it appears when the object does not say.

    Returns:
        The banner.
    """
    places = data.get("shows_at")
    return Banner(
        id=data["id"],
        severity=Severity(data["severity"]),
        short_text=data["short_text"],
        full_text=data.get("full_text", data["short_text"]),
        spoken_text=data.get("spoken_text", ""),
        shows_at=default_shows_at if places is None else tuple(ShowsAt(p) for p in places),
        positions=tuple(Position(p) for p in data.get("positions", ())),
        needs_helper=bool(data.get("needs_helper", False)),
        when=data.get("when", ""),
        safe_action=data.get("safe_action", ""),
    )
