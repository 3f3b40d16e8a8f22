"""From the text of a movement file to a movement; checked like a pose."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise

from psoas_desktop.figures.fields import Fields
from psoas_desktop.figures.flipping import flipped
from psoas_desktop.figures.movement import Key, Movement, mirrored
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.pose_reading import LIMBS, pose_from_data
from psoas_desktop.figures.skeleton import JOINTS

LONGEST = 20.0
"""A movement takes no longer, in seconds."""
MOST_KEYS = 12
SOONEST = 0.2
"""Two keys are at least so far apart, in seconds."""


def movement_from_data(data: object, pose_data: Callable[[str], object]) -> Movement:
    """Reads a movement from parsed JSON.

    Args:
        data: The file.
        pose_data: Returns the parsed file of a pose by its name; raises KeyError where there is none.

    Raises:
        PoseError: It is not a movement, with one clear reason.
    """
    fields = Fields(data, "")
    fields.number("format", 1, 1)
    movement = Movement(
        title=fields.text("title", 80),
        keys=tuple(
            _key(Fields(item, where), pose_data) for where, item in fields.items("keys", MOST_KEYS, 2)
        ),
        cycle=fields.flag("cycle", default=False),
        both_ways=fields.flag("both_ways", default=False),
    )
    fields.finish()
    times = [key.at for key in movement.keys]
    if times[0] != 0 or any(b - a < SOONEST for a, b in pairwise(times)):
        raise PoseError("keys", f"have to start at 0 and rise by at least {SOONEST} seconds")
    who = [[figure.name for figure in key.pose.figures] for key in movement.keys]
    if any(names != who[0] for names in who):
        raise PoseError("keys", "have to show the same figures")
    return movement


def _key(fields: Fields, pose_data: Callable[[str], object]) -> Key:
    name = fields.text("pose", 60)
    try:
        data = pose_data(name)
    except KeyError as error:
        raise PoseError(fields.place("pose"), f"'{name[:40]}' is not known") from error
    still = not fields.has("change")
    if not still:
        data = patched(data, fields.take("change"))
    pose = pose_from_data(data)
    if fields.flag("mirror", default=False):
        pose, still = mirrored(pose), False
    flip = fields.flag("flip", default=False)
    key = Key(
        name=name if still else "",
        pose=flipped(pose) if flip else pose,
        at=fields.number("at", 0, LONGEST),
        move=fields.vector("move", (0.0, 0.0, 0.0)),
        anchor=fields.choice("anchor", JOINTS, "hip"),
        paths=_paths(fields),
        flipped=flip,
    )
    fields.finish()
    return key


def _paths(fields: Fields) -> dict[str, float]:
    found = dict[str, float]()
    if fields.has("paths"):
        inner = fields.within("paths")
        for limb in LIMBS:
            if inner.has(limb):
                found[limb] = inner.number(limb, 0, 60)
        inner.finish()
    return found


def patched(data: object, change: object) -> object:
    """Returns data with a change: members of objects one by one, null to take one away, all else whole."""
    if not isinstance(change, Mapping):
        return change
    found = dict(data) if isinstance(data, Mapping) else {}
    for key, value in change.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = patched(found.get(key), value)
    return found


def movement_from_text(text: str | bytes, pose_data: Callable[[str], object]) -> Movement:
    """Reads a movement file.

    Raises:
        PoseError: It is not a movement, with one clear reason.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PoseError("", "is not JSON") from error
    return movement_from_data(data, pose_data)
