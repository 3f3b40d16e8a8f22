"""Playing from a block on: what comes before it is left out, the rounds that follow are whole."""

import json

import pytest

from psoas_desktop.playback.excerpt import from_here
from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.timeline import WAYS, Phase
from psoas_desktop.routine.check import check
from psoas_desktop.safety.positions import is_down
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root, routines_root

PROGRAM = read_program_data(root())


def routine(**changes):
    data = json.loads((routines_root() / "daily-chair-rest.psoas.json").read_text(encoding="utf-8"))
    found = check(json.dumps(data | changes).encode(), PROGRAM.field_rules, PROGRAM.catalogue).routine
    assert found is not None
    return found


def block(name, kind="seated-rest"):
    return {"type": kind, "id": name, "duration_s": 60}


def group(name, repeat, *items):
    return {"type": "group", "id": name, "repeat": repeat, "items": list(items)}


def nested():
    return routine(
        items=[block("a"), group("g", 3, block("b"), group("h", 2, block("c"), block("d"))), block("e")]
    )


def steps(found):
    return lay_out(found, PROGRAM.catalogue, PROGRAM.rules, ()).steps


def held(found):
    return [step.block.id for step in steps(found) if step.phase is Phase.HOLD]


def test_the_beginning_leaves_nothing_out():
    assert held(from_here(nested(), ("items", 0))) == held(nested())


def test_blocks_before_it_are_left_out():
    assert held(from_here(nested(), ("items", 2))) == ["e"]


def test_a_group_is_begun_with_the_block_and_its_further_rounds_are_whole():
    whole = ["b", "c", "d", "c", "d"]
    path = ("items", 1, "items", 1, "items", 1)
    assert held(from_here(nested(), path)) == ["d", "c", "d", *whole, *whole, "e"]


def test_steps_keep_keys_of_their_own():
    keys = [step.key for step in steps(from_here(nested(), ("items", 1, "items", 1, "items", 1)))]
    assert len(keys) == len(set(keys))


def test_who_starts_with_a_lying_block_is_led_down_and_up():
    whole = routine()
    at = next(n for n, item in enumerate(whole.items) if item.kind.id == "chair-rest")
    found = steps(from_here(whole, ("items", at)))
    lying = next(n for n, step in enumerate(found) if step.block.kind.id == "chair-rest")
    assert any(step.phase in WAYS for step in found[:lying])
    assert not is_down(found[-1].end_position)


def test_a_way_up_begins_with_what_it_leads_up_from():
    up = {"type": "log-roll-rise", "id": "u"}
    whole = routine(items=[block("a"), {"type": "side-lying-rest", "id": "r"}, up, block("b")])
    found = steps(from_here(whole, ("items", 2)))
    played = [step.block.id for step in found if step.phase in (Phase.HOLD, Phase.WAY_UP)]
    assert played == ["r", "u", "u", "b"]
    grouped = routine(items=[{"type": "side-lying-rest", "id": "r"}, group("g", 2, up, block("b"))])
    assert held(from_here(grouped, ("items", 1, "items", 0))) == ["r", "b", "b"]
    alone = routine(items=[up, block("b")])
    assert held(from_here(alone, ("items", 0))) == ["b"]


@pytest.mark.parametrize("path", [(), ("title",), ("items", 9), ("items", 0, "items", 0), ("items", "a")])
def test_a_path_to_nothing_is_refused(path):
    with pytest.raises(LookupError):
        from_here(nested(), path)
