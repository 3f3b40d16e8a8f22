"""A small catalogue of its own, so that tests of the file do not hang on what ships."""

from functools import cache

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.kind_reading import kind_from_data, profile_from_data, words_from_data
from psoas_desktop.routine.schema import routine_schema

PROPS = {"chair": {"name": "Steady chair", "substitute": "sofa", "size": "45 cm high"}}


def kind(name, title, *, position="supine", fields=(), field_words=None, words=None, **data):
    cue = {"phase": "hold", "at_s": 0, "say": f"{title}.", "show": title, "priority": "essential"}
    return kind_from_data(
        {
            "id": name,
            "position": position,
            "positions": [position],
            "profile": "quiet",
            "duration": {"default_s": 300, "min_s": 60, "max_s": 900, "step_s": 30},
            "lead_in_s": 30,
            "eyes_closed_ok": True,
            "banners": [],
            "fields": list(fields),
            "props": [{"id": "chair"}],
            "alternatives": [],
            "pictures": [{"figure": name.replace("-", "_")}],
            "source": {},
            **data,
        },
        {
            "title": title,
            "summary": f"{title}, in one line.",
            "purpose": "To rest.",
            "fields": field_words or {},
            "steps": [{"phase": "setup", "at_s": 0, "text": f"Prepare {title}."}],
            "cues": [cue],
            "cautions": [],
            "contraindications": [],
            "alternatives": {},
            "way_in": "Lie down.",
            "way_out": "Roll to your side.",
            "frequency": "daily",
            "image_alt": {name.replace("-", "_"): f"A person does {title}"},
            **(words or {}),
        },
        PROPS,
    )


def _kinds():
    yield kind(
        "chair-rest",
        "Chair rest",
        fields=[
            {"name": "chair_height_cm", "type": "integer", "default": 45, "unit": "cm", "min": 30, "max": 60},
            {"name": "legs_on", "type": "choice", "default": "chair", "choices": ["chair", "sofa"]},
            {"name": "blanket", "type": "boolean", "default": False},
            {"name": "stop_word", "type": "text", "default": "", "max_length": 40},
        ],
        field_words={
            "chair_height_cm": {"label": "Chair height", "help": "From the floor to the seat."},
            "legs_on": {"label": "Legs on", "choices": {"chair": "Chair", "sofa": "Sofa"}},
            "blanket": {"label": "Blanket"},
            "stop_word": {"label": "Stop word"},
        },
    )
    yield kind(
        "kneeling-lunge",
        "Kneeling lunge",
        position="half-kneeling",
        positions=["half-kneeling", "standing"],
        duration={"default_s": 60, "min_s": 20, "max_s": 180, "step_s": 5},
        lead_in_s=20,
        sides={"default": "both", "allowed": ["left", "right", "both"], "first": "right", "changeover_s": 20},
    )
    yield kind(
        "helper-stretch",
        "Helper stretch",
        position="side-lying",
        duration={"default_s": 60, "min_s": 60, "max_s": 300, "step_s": 15},
        open_ended={"min_s": 90, "cap_s": 360},
        sides={"default": "right", "allowed": ["left", "right", "both"], "changeover_s": 45},
        needs_helper=True,
    )
    yield kind(
        "log-roll-rise",
        "Roll and rise",
        position="side-lying",
        start_position="supine",
        end_position="standing",
        transition="up",
        duration={"default_s": 90, "min_s": 75, "max_s": 300, "step_s": 15},
        lead_in_s=0,
    )
    yield kind("rest", "Rest", duration={"default_s": 30, "min_s": 5, "max_s": 600, "step_s": 5}, lead_in_s=0)


@cache
def catalogue():
    return Catalogue(
        version="test-1",
        language="en",
        kinds={each.id: each for each in _kinds()},
        banners={},
        profiles={"quiet": profile_from_data({"speech_wpm": 110, "sentence_pause_ms": 1000, "gap_s": 8})},
        words=words_from_data(
            {
                "sides": {"left": "left", "right": "right"},
                "numbers": ["zero", "one"],
                "minute": ["minute", "minutes"],
                "second": ["second", "seconds"],
                "opening": {"say": "{title}. About {minutes}.", "show": "{title}"},
                "first": "First, {title}.",
                "announce": "Next, {title}.",
                "between": {"say": "Change sides."},
                "wait": {"say": "When you are ready."},
            }
        ),
    )


@cache
def schema():
    return routine_schema(catalogue())


@cache
def rules():
    return FieldRules(schema())


def routine(*items, **fields):
    """A small valid routine as plain data."""
    items = items or (block(),)
    return {"format": 1, "id": "evening", "title": "Evening", **fields, "items": list(items)}


def block(kind="chair-rest", **fields):
    return {"type": kind, "id": "a", **fields}
