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
SHOWS_FROM, GROWN, MOST = 12, 28, 0.75
"""From which week a pregnancy is drawn, when it is as large as it is drawn, and how large that is (of 1).

The womb rises out of the pelvis at about 12 weeks; hands and pillows are tested with a belly of 0.75.
"""
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
            theme.replace("_", "-"): _colours(Fields(value, f"colours.{theme}"))
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


def belly_of(week: int) -> float:
    """Returns how far on a pregnancy is drawn for a routine that begins to suit in a week, 0 to 0.75."""
    if week <= SHOWS_FROM:
        return 0.0
    return round(MOST * min(1.0, (week - SHOWS_FROM) / (GROWN - SHOWS_FROM)), 2)


def carrying(pose: Pose, belly: float) -> Pose:
    """Returns a pose in which every client is at least so far on in a pregnancy, 0 to 1."""
    if belly <= 0:
        return pose
    return replace(pose, figures=tuple(_carrying(figure, belly) for figure in pose.figures))


def _carrying(figure: FigurePose, belly: float) -> FigurePose:
    if figure.looks.role != CLIENT:
        return figure
    return replace(figure, looks=replace(figure.looks, belly=max(figure.looks.belly, belly)))


def dressed(palette: Palette, person: Person, theme: str) -> Palette:
    """Returns a theme's palette with a person's colours."""
    own = person.colours.get(theme)
    if not own:
        return palette
    return replace(palette, people={**palette.people, CLIENT: {**palette.people[CLIENT], **own}})
