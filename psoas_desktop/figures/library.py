"""The poses, bodies and palettes that come with the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from psoas_desktop.figures.body import Body, body_from_data
from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.palette import Palette, palettes_from_data
from psoas_desktop.figures.people import Person, carrying, dressed, person_from_data, worn
from psoas_desktop.figures.pose import Pose
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.pose_reading import pose_from_text
from psoas_desktop.figures.scene import build

if TYPE_CHECKING:
    # A window whose figures do not move does not import them.
    from psoas_desktop.figures.motion import Motion
    from psoas_desktop.figures.movement import Key, Movement


PREGNANT, PROPPED = "_pregnant", 0.3
"""How the still of a pose for somebody pregnant is named, and from how large a belly on it is shown."""
BREATH_DEPTH = 0.4
"""How much of the deepest breath that is drawn a figure takes at rest: 2 cm at the belly."""


class Way(NamedTuple):
    """A movement by its name, and whether it goes from its end to its start."""

    name: str
    back: bool


class FigureLibrary:
    """What can be drawn. Files are read when they are asked for, by a function that is passed in."""

    def __init__(
        self,
        read: Callable[[str], bytes],
        names: Iterable[str],
        people: Iterable[str] = (),
        movements: Iterable[str] = (),
        wearer: str = "",
        belly: float = 0.0,
    ) -> None:
        """Takes how a file is read, and the names of what is there.

        Args:
            read: Returns the bytes of a file, by its path from the folder ``figures`` of the resources.
            names: The poses.
            people: Who can take them, besides the person that they are drawn with.
            movements: The movements.
            wearer: Who takes every pose for which nobody else is named; one that is not there is nobody.
            belly: How far on in a pregnancy everybody is at least who takes a pose, 0 to 1.
        """
        self._read = read
        self.names = tuple(sorted(names))
        self.people = tuple(sorted(people))
        self.movements = tuple(sorted(movements))
        self._wearer = wearer if wearer in self.people else ""
        self._belly = belly
        self._poses: dict[str, Pose] = {}
        self._people: dict[str, Person] = {}
        self._movements: dict[str, Movement] = {}

    @cached_property
    def body(self) -> Body:
        """The body of every figure."""
        return body_from_data(json.loads(self._read("skeleton.json")), json.loads(self._read("skin.json")))

    @cached_property
    def palettes(self) -> dict[str, Palette]:
        """The palettes, by theme."""
        return palettes_from_data(json.loads(self._read("palettes.json")))

    def pose(self, name: str) -> Pose:
        """Returns a pose.

        Raises:
            KeyError: There is none of that name.
            PoseError: Its file is broken.
        """
        if name not in self._poses:
            if name not in self.names:
                raise KeyError(name)
            self._poses[name] = pose_from_text(self._read(f"poses/{name}.json"))
        return self._poses[name]

    def own(self, data: object) -> str:
        """Takes a pose that a routine brings with it.

        Args:
            data: The pose, as parsed JSON from a stranger's file.

        Returns:
            The name by which it is drawn; the same for the same pose.

        Raises:
            PoseError: It is not a pose that can be drawn.
        """
        name = json.dumps(data, sort_keys=True)
        if name not in self._poses:
            pose = pose_from_text(name)
            try:
                build(pose, self.body, next(iter(self.palettes.values())))
            except (ArithmeticError, LookupError) as error:
                raise PoseError("", "cannot be drawn") from error
            self._poses[name] = pose
        return name

    def person(self, name: str) -> Person:
        """Returns a person.

        Raises:
            KeyError: There is none of that name.
            PoseError: The file is broken.
        """
        if name not in self._people:
            if name not in self.people:
                raise KeyError(name)
            self._people[name] = person_from_data(json.loads(self._read(f"people/{name}.json")))
        return self._people[name]

    def movement(self, name: str) -> Movement:
        """Returns a movement.

        Raises:
            KeyError: There is none of that name.
            PoseError: Its file, or that of one of its poses, is broken.
        """
        if name not in self._movements:
            if name not in self.movements:
                raise KeyError(name)
            from psoas_desktop.figures.movement_reading import movement_from_text

            text = self._read(f"movements/{name}.json")
            self._movements[name] = movement_from_text(text, self._pose_data)
        return self._movements[name]

    def way(self, start: str, end: str) -> Way | None:
        """Returns the movement from one still pose to another; None where there is none.

        Args:
            start: A pose; empty for the movement that only leads into the other one.
            end: The pose in which it ends.
        """
        return self._ways.get((start, end))

    def side_after(self, way: Way, side: str) -> str:
        """Returns the side of a way's last pose that follows on a side of its first; empty for their own."""
        return self.movement(way.name).side_after(side, back=way.back)

    def shows(self, name: str, side: str) -> str:
        """Returns the side that a pose shows when it is asked for one; empty for its own."""
        return side or self.pose(name).side

    @cached_property
    def _ways(self) -> dict[tuple[str, str], Way]:
        found: dict[tuple[str, str], Way] = {}
        for name in self.movements:
            movement = self.movement(name)
            start, end = movement.ends
            if movement.cycle:
                start = ""
            found[start, end] = Way(name, back=False)
            if movement.both_ways and start:
                found.setdefault((end, start), Way(name, back=True))
        return found

    def breath(self, name: str, theme: str, side: str, person: str, share: float) -> DisplayList:
        """Returns what to paint for a pose while it breathes.

        Args:
            name: The pose.
            theme: As for ``picture``.
            side: As for ``picture``.
            person: As for ``picture``.
            share: 0 as the still shows it, 1 breathed in.
        """
        pose = self.taken(name, person)
        figures = tuple(
            replace(
                figure,
                breath=figure.breath + share * (BREATH_DEPTH if figure.breath < 0.5 else -BREATH_DEPTH),
            )
            for figure in pose.figures
        )
        return build(replace(pose, figures=figures), self.body, self.palette(theme, person), side)

    def _pose_data(self, name: str) -> object:
        if name not in self.names:
            raise KeyError(name)
        found: object = json.loads(self._read(f"poses/{name}.json"))
        return found

    def motion(self, name: str, theme: str, person: str = "", *, back: bool = False) -> Motion:
        """Returns a movement that can be drawn; solving its keys takes some milliseconds.

        Args:
            name: The movement.
            theme: ``light``, ``dark``, ``high-contrast`` or ``high-contrast-light``.
            person: Who makes it; empty for the person that it is drawn with.
            back: Whether it goes from its end to its start.
        """
        from psoas_desktop.figures.motion import Motion

        movement = self.movement(name)
        keys = tuple(replace(key, pose=self._key_pose(key, person)) for key in movement.keys)
        return Motion(replace(movement, keys=keys), self.body, self.palette(theme, person), back=back)

    def _key_pose(self, key: Key, person: str) -> Pose:
        from psoas_desktop.figures.flipping import flipped

        if not key.name or self._fitting(key.name, person) == key.name:
            return self.worn(key.pose, person)
        pose = self.taken(key.name, person)
        return flipped(pose) if key.flipped else pose

    def worn(self, pose: Pose, person: str = "", belly: float = 0.0) -> Pose:
        """Returns a pose as a person takes it; with no name, as the wearer does, or as it is drawn."""
        person = person or self._wearer
        pose = worn(pose, self.person(person)) if person else pose
        return carrying(pose, max(belly, self._belly))

    def taken(self, name: str, person: str = "", belly: float = 0.0) -> Pose:
        """Returns the pose of a name as somebody takes it; who is pregnant, with the pillows for that.

        Args:
            name: The pose.
            person: Who takes it; empty for the wearer, or the person that it is drawn with.
            belly: How far on in a pregnancy that person is at least, 0 to 1.
        """
        return self.worn(self.pose(self._fitting(name, person, belly)), person, belly)

    def _fitting(self, name: str, person: str, belly: float = 0.0) -> str:
        """The still of a pose for somebody: there may be one for who is pregnant."""
        person = person or self._wearer
        belly = max(belly, self._belly, self.person(person).belly if person else 0.0)
        other = f"{name}{PREGNANT}"
        return other if belly >= PROPPED and other in self.names else name

    def palette(self, theme: str, person: str = "") -> Palette:
        """Returns the colours of a theme, with a person's own."""
        person = person or self._wearer
        palette = self.palettes[theme]
        return dressed(palette, self.person(person), theme) if person else palette

    def picture(
        self, name: str, theme: str, side: str = "", person: str = "", belly: float = 0.0
    ) -> DisplayList:
        """Returns what to paint for a pose.

        Args:
            name: The pose.
            theme: ``light``, ``dark``, ``high-contrast`` or ``high-contrast-light``.
            side: ``left`` or ``right``; empty for the side that the pose shows by itself.
            person: Who takes it; empty for the person that it is drawn with.
            belly: How far on in a pregnancy that person is at least, 0 to 1.

        Raises:
            KeyError: There is no pose, theme or person of that name.
            PoseError: A file is broken.
        """
        return build(self.taken(name, person, belly), self.body, self.palette(theme, person), side)
