"""From a valid draft to the strict routine: what the file says over what each kind says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psoas_desktop.routine.block_kinds import Catalogue, Instruction, Kind, OpenEnded, OwnField, Prop
from psoas_desktop.routine.cues import MS, Banner, Picture, banner_from_data, cue_from_data
from psoas_desktop.routine.default_block import sides_in_order
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.model import Block, Contact, GateQuestion, Group, Item, Routine
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.vocabulary import Advance, Position, ShowsAt, Side, Sides

_ROUTINE_BANNERS_SHOW_AT = (ShowsAt.GATE,)
_BLOCK_BANNERS_SHOW_AT = (ShowsAt.GATE, ShowsAt.LEAD_IN)
_PICTURE_CONTENT = {"figure": "figure", "file": "file", "data": "base64", "pose": "pose"}

_Data = Mapping[str, Any]


def routine_from(draft: Draft, catalogue: Catalogue) -> Routine:
    """Builds the routine from a draft in which validation found no error."""
    data = draft.plain()
    safety = data.get("safety", {})
    contact = safety.get("emergency_contact")
    return Routine(
        id=data["id"],
        title=data["title"],
        summary=data.get("summary", ""),
        language=data.get("language", "en"),
        authors=tuple(author["name"] for author in data.get("authors", ())),
        reviewers=tuple(review["by"] for review in data.get("reviewed", ())),
        banners=_banners(safety.get("banners", ()), _ROUTINE_BANNERS_SHOW_AT),
        gate_questions=tuple(
            GateQuestion(item["id"], item["text"], item["go_on"], item["stay"])
            for item in safety.get("gate_questions", ())
        ),
        contact=None if contact is None else Contact(contact["name"], contact["phone"]),
        contraindications=tuple(data.get("contraindications", ())),
        before=tuple(data.get("before", ())),
        after=tuple(data.get("after", ())),
        items=_items(data["items"], catalogue, ("items",)),
        week_from=int(data.get("audience", {}).get("pregnancy_weeks_from", 0)),
    )


def _banners(items: Sequence[_Data], shows_at: tuple[ShowsAt, ...]) -> tuple[Banner, ...]:
    return tuple(banner_from_data(item, default_shows_at=shows_at) for item in items)


def _items(items: Sequence[_Data], catalogue: Catalogue, path: Path) -> tuple[Item, ...]:
    return tuple(
        _group(data, catalogue, (*path, index))
        if data["type"] == "group"
        else _block(data, catalogue.kinds[data["type"]], (*path, index))
        for index, data in enumerate(items)
    )


def _group(data: _Data, catalogue: Catalogue, path: Path) -> Group:
    return Group(
        id=data["id"],
        title=data.get("title", ""),
        repeat=int(data.get("repeat", 1)),
        rest_between_ms=int(data.get("rest_between_s", 0)) * MS,
        items=_items(data["items"], catalogue, (*path, "items")),
        path=path,
    )


def _ms(data: _Data, name: str, otherwise: int) -> int:
    """Returns a length of the file in milliseconds; a JSON 300.0 is as whole as 300."""
    return int(data[name]) * MS if name in data else otherwise


def _block(data: _Data, kind: Kind, path: Path) -> Block:
    position = _position(data, kind)
    open_ended = _open_ended(data, kind)
    duration = _ms(data, "duration_s", kind.duration.default_ms)
    if open_ended is not None:
        duration = min(max(duration, open_ended.min_ms), open_ended.cap_ms)
    return Block(
        id=data["id"],
        kind=kind,
        title=data.get("title", "") or kind.title,
        duration_ms=duration,
        open_ended=open_ended,
        least_ms=_ms(data, "duration_min_s", 0),
        lead_in_ms=_ms(data, "lead_in_s", kind.lead_in_ms),
        advance=Advance(data.get("advance", kind.advance)),
        sides=sides_in_order(
            Sides(data.get("sides", kind.sides)), Side(data.get("first_side", kind.first_side))
        ),
        changeover_ms=_ms(data, "changeover_s", kind.changeover_ms),
        position=position,
        start_position=_end_of_way(data, "start_position", position, kind.start_position, kind),
        end_position=_end_of_way(data, "end_position", position, kind.end_position, kind),
        props=_props(data, kind, position),
        instructions=_instructions(data, kind),
        cues=tuple(map(cue_from_data, data["cues"])) if "cues" in data else kind.cues,
        banners=_banners(data.get("banners", ()), _BLOCK_BANNERS_SHOW_AT),
        way_out=data.get("way_out", kind.way_out),
        alternatives={item["type"]: item["when"] for item in data["alternatives"]}
        if "alternatives" in data
        else kind.alternatives,
        pictures=tuple(map(_picture, data["pictures"])) if "pictures" in data else kind.pictures_in(position),
        fields={own.name: _own_value(own, data, position) for own in kind.fields},
        note=data.get("note", ""),
        path=path,
    )


def _position(data: _Data, kind: Kind) -> Position:
    """Where a block is held: what the file says, else what one of its own choices means, else the kind's."""
    if "position" in data:
        return Position(data["position"])
    meant = (own.positions.get(data.get(own.name, own.default)) for own in kind.fields if own.positions)
    return next(filter(None, meant), kind.position)


def _own_value(own: OwnField, data: _Data, position: Position) -> object:
    if own.name in data:
        return int(data[own.name]) if own.type == "integer" else data[own.name]
    return next((choice for choice, meant in own.positions.items() if meant is position), own.default)


def _open_ended(data: _Data, kind: Kind) -> OpenEnded | None:
    if kind.open_ended is None or not data.get("open_ended", False):
        return None
    return OpenEnded(
        min_ms=_ms(data, "duration_min_s", kind.open_ended.min_ms),
        cap_ms=_ms(data, "duration_max_s", kind.open_ended.cap_ms),
    )


def _end_of_way(data: _Data, name: str, position: Position, of_kind: Position, kind: Kind) -> Position:
    """Finds where a block starts or ends: in the position of its hold, unless it moves by its nature."""
    if name in data:
        return Position(data[name])
    return position if of_kind is kind.position else of_kind


def _props(data: _Data, kind: Kind, position: Position) -> tuple[Prop, ...]:
    if "props" not in data:
        return kind.props_in(position)
    return tuple(
        Prop(
            id=item.get("id", ""),
            name=item["name"],
            required=item.get("required", True),
            substitute=item.get("substitute", ""),
            size=item.get("size", ""),
        )
        for item in data["props"]
    )


def _instructions(data: _Data, kind: Kind) -> tuple[Instruction, ...]:
    if "steps" not in data:
        return kind.instructions
    return tuple(
        Instruction(item.get("phase", "setup"), _ms(item, "at_s", 0), item["text"]) for item in data["steps"]
    )


def _picture(data: _Data) -> Picture:
    kind = data["kind"]
    return Picture(kind, data["alt"], data[_PICTURE_CONTENT[kind]], _ms(data, "at_s", 0))
