"""A kind is a folder of data: one more folder, and everything knows it."""

from __future__ import annotations

import json
import shutil

import pytest

from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import rehearse
from psoas_desktop.routine.check import check
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.schema import routine_schema
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root


@pytest.fixture
def with_wall_sit(tmp_path):
    """The program's resources with one kind more, made from an existing one by changing its data only."""
    folder = tmp_path / "resources"
    shutil.copytree(root(), folder)
    new = folder / "kinds" / "wall-sit"
    shutil.copytree(folder / "kinds" / "seated-rest", new)
    kind = json.loads((new / "kind.json").read_text(encoding="utf-8"))
    kind.update(id="wall-sit", duration={"default_s": 40, "min_s": 20, "max_s": 80, "step_s": 5})
    kind["fields"] = [{"name": "wall_angle_deg", "type": "integer", "min": 60, "max": 90, "default": 90}]
    (new / "kind.json").write_text(json.dumps(kind), encoding="utf-8")
    words = json.loads((new / "words.en.json").read_text(encoding="utf-8"))
    words["title"] = "Wall sit"
    words["fields"] = {"wall_angle_deg": {"label": "Angle of the knees"}}
    words["cues"] = [
        {"phase": "hold", "at_s": 9, "say": "Lean on the wall.", "show": "Lean", "priority": "essential"}
    ]
    (new / "words.en.json").write_text(json.dumps(words), encoding="utf-8")
    return read_program_data(folder)


def document(**block):
    items = [{"type": "wall-sit", "id": "one", **block}]
    return json.dumps({"format": 1, "id": "r", "title": "Try", "items": items}).encode()


def found(program_data, data):
    rules = FieldRules(routine_schema(program_data.catalogue))
    return check(data, rules, program_data.catalogue)


def test_the_schema_has_the_new_kind_and_its_own_field(with_wall_sit):
    schema = routine_schema(with_wall_sit.catalogue)

    assert "wall-sit" in json.dumps(schema)
    assert "wall_angle_deg" in json.dumps(schema)


def test_its_limits_and_its_own_field_are_checked(with_wall_sit):
    result = found(with_wall_sit, document(duration_s=10, wall_angle_deg=45))

    assert {p.path[-1] for p in result.problems} == {"duration_s", "wall_angle_deg"}
    assert result.routine is None


def test_it_is_laid_out_and_rehearsed(with_wall_sit):
    result = found(with_wall_sit, document(duration_s=30))
    player = Player(result.routine, with_wall_sit.catalogue, with_wall_sit.rules)

    rehearsed = rehearse(player)

    holds = [played for played in rehearsed.steps if played.step.phase == "hold"]
    assert [(played.step.title, played.actual_ms) for played in holds] == [("Wall sit", 30_000)]
    said = [event.cue.say for event in holds[0].events if hasattr(event, "cue")]
    assert "Lean on the wall." in said


def test_without_the_folder_the_file_is_refused_by_name():
    program_data = read_program_data(root())

    result = found(program_data, document())

    assert [p.code for p in result.problems] == ["unknown-kind"]
