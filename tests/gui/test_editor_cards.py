"""What stands on a card of the outline."""

from __future__ import annotations

import pytest

from psoas_desktop.routine.draft import from_plain
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.outline_card import CardMaker
from psoas_desktop.ui.editor.words import POSITIONS


@pytest.mark.parametrize(
    ("own", "figure", "position"),
    [
        ({}, "bolster_sit_chair", "seated"),
        ({"surface": "floor"}, "bolster_sit_floor", "floor-seated"),
        ({"position": "floor-seated"}, "bolster_sit_floor", "floor-seated"),
        ({"position": "nowhere", "surface": 5}, "bolster_sit_chair", "seated"),
    ],
)
def test_the_picture_is_that_of_the_position(
    data: ProgramData, own: dict[str, object], figure: str, position: str
) -> None:
    node = from_plain({"type": "bolster-sit", "id": "a", **own})
    card = CardMaker(data.catalogue).card(node, None)
    assert card.thumbnail is not None
    assert card.thumbnail.figure == figure
    assert POSITIONS[position] in card.details
