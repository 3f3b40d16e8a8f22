"""Which fields stand on a page of the inspector, and under which headings. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Kind
from psoas_desktop.routine.cues import MS
from psoas_desktop.routine.field_rules import GROUP, ROUTINE, FieldRules
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.editor.fields.specs import FieldSpec, shared_specs, specs_of

OWN = "own"
"""The section of the fields that only this kind has."""

CAUTIONS = "cautions"
"""The section that shows the built-in cautions too."""

REST = "rest"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A heading with its fields.

    Attributes:
        key: By which it is remembered whether it is open.
        title: In English, marked for translation.
        specs: Its fields.
        is_open: Whether it is open at first.
    """

    key: str
    title: str
    specs: tuple[FieldSpec, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page: fields above all headings, then sections."""

    top: tuple[FieldSpec, ...]
    sections: tuple[SectionPlan, ...]


_Heading = tuple[str, str, tuple[str, ...], bool]

_TOP: Mapping[str, tuple[str, ...]] = {ROUTINE: ("title", "summary"), GROUP: ("title",), "": ("title",)}

_BLOCK: Sequence[_Heading] = (
    (
        "time",
        QT_TRANSLATE_NOOP("inspector", "Time"),
        ("duration_s", "open_ended", "duration_min_s", "duration_max_s", "lead_in_s", "advance"),
        True,
    ),
    ("sides", QT_TRANSLATE_NOOP("inspector", "Sides"), ("sides", "first_side", "changeover_s"), True),
    (OWN, QT_TRANSLATE_NOOP("inspector", "This exercise"), (), True),
    ("words", QT_TRANSLATE_NOOP("inspector", "Words"), ("note", "steps"), False),
    ("cues", QT_TRANSLATE_NOOP("inspector", "Cues"), ("cues",), False),
    (
        "position",
        QT_TRANSLATE_NOOP("inspector", "Position and way out"),
        ("position", "start_position", "end_position", "way_out"),
        False,
    ),
    ("props", QT_TRANSLATE_NOOP("inspector", "Things to have ready"), ("props",), False),
    (CAUTIONS, QT_TRANSLATE_NOOP("inspector", "Cautions"), ("banners",), False),
    ("pictures", QT_TRANSLATE_NOOP("inspector", "Pictures"), ("pictures",), False),
    ("alternatives", QT_TRANSLATE_NOOP("inspector", "Alternatives"), ("alternatives",), False),
    ("source", QT_TRANSLATE_NOOP("inspector", "Source and name"), ("source", "id"), False),
)

_GROUP: Sequence[_Heading] = (
    ("rounds", QT_TRANSLATE_NOOP("inspector", "Rounds"), ("repeat", "rest_between_s"), True),
    ("name", QT_TRANSLATE_NOOP("inspector", "Name in the file"), ("id",), False),
)

_ROUTINE: Sequence[_Heading] = (
    (
        "reasons",
        QT_TRANSLATE_NOOP("inspector", "Goal and reasons"),
        ("goal", "indications", "contraindications"),
        True,
    ),
    ("people", QT_TRANSLATE_NOOP("inspector", "For whom"), ("audience",), False),
    ("around", QT_TRANSLATE_NOOP("inspector", "Before and after"), ("before", "after"), False),
    ("safety", QT_TRANSLATE_NOOP("inspector", "Cautions and questions"), ("safety",), False),
    (
        "credits",
        QT_TRANSLATE_NOOP("inspector", "Authors and sources"),
        ("authors", "license", "sources", "reviewed"),
        False,
    ),
    ("finding", QT_TRANSLATE_NOOP("inspector", "Language and tags"), ("language", "tags", "id"), False),
)

_UNSEEN = frozenset({"$schema", "format", "catalogue", "created", "modified", "type", "items"})
"""Fields that the program writes itself."""


def plan_of(part: str, rules: FieldRules, kind: Kind | None = None) -> PagePlan:
    """The page of a routine, a group, or a kind of block.

    Args:
        part: ``routine``, ``group`` or the id of a kind.
        rules: The schema made ready.
        kind: The kind, for the steps of its numbers.
    """
    specs = [_fitted(spec, kind) for spec in specs_of(rules.whole(part)) if spec.path[0] not in _UNSEEN]
    headings = {ROUTINE: _ROUTINE, GROUP: _GROUP}.get(part, _BLOCK)
    own = tuple(field.name for field in kind.fields) if kind else ()
    top = tuple(spec for spec in specs if spec.path[0] in _TOP.get(part, _TOP[""]))
    placed = {spec.path for spec in top}
    sections = []
    for key, title, names, is_open in headings:
        wanted = own if key == OWN else names
        found = tuple(spec for name in wanted for spec in specs if spec.path[0] == name)
        placed |= {spec.path for spec in found}
        if any(len(spec.choices) != 1 or spec.name != "sides" for spec in found):
            sections.append(SectionPlan(key, title, found, is_open))
    rest = tuple(spec for spec in specs if spec.path not in placed)
    if rest:
        sections.append(SectionPlan(REST, QT_TRANSLATE_NOOP("inspector", "More"), rest))
    return PagePlan(top, tuple(sections))


def shared_plan(plans: Sequence[PagePlan]) -> PagePlan:
    """The page of several things at once: what they have in common."""
    every = [[*plan.top, *(spec for section in plan.sections for spec in section.specs)] for plan in plans]
    unique = {"id", "title"}
    common = {spec.path: spec for spec in shared_specs(every) if spec.name not in unique}
    first = plans[0]
    sections = []
    for section in first.sections:
        specs = tuple(common[spec.path] for spec in section.specs if spec.path in common)
        if specs:
            sections.append(replace(section, specs=specs))
    return PagePlan((), tuple(sections))


def seen(path: Path, value: object, values: Mapping[str, object]) -> bool:
    """Whether a field is of use now.

    Args:
        path: The field.
        value: What the file says for it; None for nothing.
        values: What holds for the fields that decide.
    """
    name = path[0]
    if value is not None:
        return True
    if name in ("duration_min_s", "duration_max_s"):
        return values.get("open_ended") is True
    if name in ("first_side", "changeover_s"):
        return values.get("sides") == "both"
    return True


DECIDING: tuple[str, ...] = ("open_ended", "sides")
"""The fields that ``seen`` asks for."""


def _fitted(spec: FieldSpec, kind: Kind | None) -> FieldSpec:
    """Gives a number the step that its kind says."""
    if kind is None:
        return spec
    if spec.name in ("duration_s", "duration_min_s", "duration_max_s"):
        return replace(spec, step=max(1, kind.duration.step_ms // MS))
    own = next((field for field in kind.fields if field.name == spec.name), None)
    return spec if own is None else replace(spec, step=own.step, help=own.help)
