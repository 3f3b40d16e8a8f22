"""The poses, bodies and palettes that come with the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cached_property

from psoas_desktop.figures.body import Body, body_from_data
from psoas_desktop.figures.display_list import DisplayList
from psoas_desktop.figures.palette import Palette, palettes_from_data
from psoas_desktop.figures.people import Person, dressed, person_from_data, worn
from psoas_desktop.figures.pose import Pose
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.figures.pose_reading import pose_from_text
from psoas_desktop.figures.scene import build


class FigureLibrary:
    """What can be drawn. Files are read when they are asked for, by a function that is passed in."""

    def __init__(
        self,
        read: Callable[[str], bytes],
        names: Iterable[str],
        people: Iterable[str] = (),
    ) -> None:
        """Takes how a file is read, and the names of what is there.

        Args:
            read: Returns the bytes of a file, by its path from the folder ``figures`` of the resources.
            names: The poses.
            people: Who can take them, besides the person that they are drawn with.
        """
        self._read = read
        self.names = tuple(sorted(names))
        self.people = tuple(sorted(people))
        self._poses: dict[str, Pose] = {}
        self._people: dict[str, Person] = {}

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

    def worn(self, pose: Pose, person: str = "") -> Pose:
        """Returns a pose as a person takes it; with no name, as it is drawn."""
        return worn(pose, self.person(person)) if person else pose

    def palette(self, theme: str, person: str = "") -> Palette:
        """Returns the colours of a theme, with a person's own."""
        palette = self.palettes[theme]
        return dressed(palette, self.person(person), theme) if person else palette

    def picture(self, name: str, theme: str, side: str = "", person: str = "") -> DisplayList:
        """Returns what to paint for a pose.

        Args:
            name: The pose.
            theme: ``light``, ``dark``, ``high-contrast`` or ``high-contrast-light``.
            side: ``left`` or ``right``; empty for the side that the pose shows by itself.
            person: Who takes it; empty for the person that it is drawn with.

        Raises:
            KeyError: There is no pose, theme or person of that name.
            PoseError: A file is broken.
        """
        return build(self.worn(self.pose(name), person), self.body, self.palette(theme, person), side)
