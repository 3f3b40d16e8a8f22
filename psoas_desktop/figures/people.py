"""People: the same pose worn by another body. resources/figures/README.md describes the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from psoas_desktop.figures.fields import Fields
from psoas_desktop.figures.palette import Colour, Palette, colour
from psoas_desktop.figures.pose import FigurePose, Looks, Pose
from psoas_desktop.figures.pose_error import PoseError
from psoas_desktop.routine.values import dataclass

CLIENT = "client"
"""The role that a person takes; helpers stay who they are."""
HAIR = ("bun", "bob", "short")
MATERIALS = ("skin", "hair", "top", "leggings", "shoe")
_SHADES = tuple(f"{material}_shade" for material in MATERIALS)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a client can be.

    Attributes:
        title: What they look like, in a few words.
        hair: ``bun``, ``bob`` or ``short``.
        height: Stature in cm.
        girth: Width as a factor.
        belly: 0, or how far on a pregnancy is, up to 1.
        colours: Colours of skin, hair and clothes by theme; a theme that is not named keeps its own.
    """

    title: str
    hair: str
    height: float
    girth: float
    belly: float
    colours: Mapping[str, Mapping[str, Colour]]


def person_from_data(data: object) -> Person:
    """Reads a person from parsed JSON.

    Raises:
        PoseError: It is not a person, with one clear reason.
    """
    fields = Fields(data, "")
    fields.number("format", 1, 1)
    person = Person(
        title=fields.text("title", 80),
        hair=fields.choice("hair", HAIR),
        height=fields.number("height", 155, 178),
        girth=fields.number("girth", 0.9, 1.2),
        belly=fields.number("belly", 0, 1, 0),
        colours={
            theme: _colours(Fields(value, f"colours.{theme}"))
            for theme, value in fields.members("colours", 4)
        },
    )
    fields.finish()
    return person


def _colours(fields: Fields) -> dict[str, Colour]:
    found: dict[str, Colour] = {}
    for name in (*MATERIALS, *_SHADES):
        if fields.has(name):
            text = fields.text(name, 7)
            try:
                found[name] = colour(text)
            except (ValueError, IndexError) as error:
                raise PoseError(fields.place(name), "has to be a colour like #AABBCC") from error
    fields.finish()
    return found


def worn(pose: Pose, person: Person) -> Pose:
    """Returns a pose as another person takes it; one that is pregnant by its nature stays so."""
    return replace(pose, figures=tuple(_worn(figure, person) for figure in pose.figures))


def _worn(figure: FigurePose, person: Person) -> FigurePose:
    old = figure.looks
    if old.role != CLIENT:
        return figure
    looks: Looks = replace(
        old,
        hair=person.hair,
        height=person.height,
        girth=person.girth,
        belly=max(old.belly, person.belly),
    )
    x, y, z = figure.at
    return replace(figure, looks=looks, at=(x, y * person.height / old.height, z))


def dressed(palette: Palette, person: Person, theme: str) -> Palette:
    """Returns a theme's palette with a person's colours."""
    own = person.colours.get(theme)
    if not own:
        return palette
    return replace(palette, people={**palette.people, CLIENT: {**palette.people[CLIENT], **own}})
