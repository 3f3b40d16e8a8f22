"""Pictures follow each other: what leads from one to the next is shown, and the room stays where it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.inputs import Finish, Pause
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.timeline import WAYS, Phase
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.screen_tour import Tour, whole_session
from tests.core.sessions import block
from tests.core.sessions import player_of as made
from tests.gui.conftest import routine_of

LIBRARY = figure_library()
ROUTINES = sorted(path.name.removesuffix(".psoas.json") for path in routines_root().glob("*.psoas.json"))
ON_THE_SIDE = {"side_lying_rest", "roll_to_side"}
LYING = {"chair_rest", "propped_rest", "side_lying_rest", "supine_knees_bent"}


@pytest.fixture(scope="module")
def figures() -> FigureCache:
    return FigureCache(LIBRARY)


def shown(player: Player, figures: FigureCache) -> Iterator[tuple[str, str, bool]]:
    """Every figure of a session with its side, second by second, and whether it is on a way up or down."""
    tour = Tour(player, DARK, figures)
    for _ in tour.pass_gate():
        pass
    while (step := tour.view.step) is not None:
        if tour.window.stage.picture.figure[0]:
            yield (*tour.window.stage.picture.figure, step.phase in WAYS)
        if tour.view.mode in PLAYING:
            tour.ticker.advance(min(1000, max(1, tour.view.left_ms)))
        else:
            tour.end_step()
    tour.window.deleteLater()


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ROUTINES)
def test_no_picture_jumps_on_the_way_down_or_up_or_between_lying_positions(
    dressed: QApplication, data: ProgramData, figures: FigureCache, name: str
) -> None:
    player = Player(routine_of(data, name), data.catalogue, data.rules)
    last, on_way = "", False
    for figure, _, way in shown(player, figures):
        if last and figure != last and ((way and on_way) or {figure, last} <= LYING):
            assert LIBRARY.way(last, figure), (last, figure)
        last, on_way = figure, way


def test_the_room_stays_where_a_movement_leads_from_one_picture_to_the_next(
    dressed: QApplication, data: ProgramData, figures: FigureCache
) -> None:
    """The chair stands left from the way down to the way up: the feet point to it, the head lies right."""
    player = Player(routine_of(data, "daily-chair-rest"), data.catalogue, data.rules)
    sides = {figure: side for figure, side, _ in shown(player, figures)}
    assert sides["side_lying_rest"] == sides["supine_knees_bent"] == ""
    assert sides["chair_rest"] == "left"
    assert sides["seated_rest"] == sides["closing_check_in"] == ""
    assert LIBRARY.pose("side_lying_rest").side == LIBRARY.pose("supine_knees_bent").side == "left"
    assert {sides[name] for name in ("half_kneel_chair", "all_fours", "all_fours_away")} == {""}


@pytest.mark.no_cover
@pytest.mark.parametrize("before", ["chair-rest", "propped-rest", "side-lying-rest"])
def test_on_the_side_she_lies_on_her_left_as_the_voice_says(
    dressed: QApplication, figures: FigureCache, before: str
) -> None:
    """Wherever she comes from: a slope whose picture was mirrored before included."""
    items = block(before), block("propped-rest"), block("side-lying-rest")
    lying = [LIBRARY.shows(*seen[:2]) for seen in shown(made(*items), figures) if seen[0] in ON_THE_SIDE]
    assert set(lying) == {"left"}


def test_after_an_exercise_with_sides_the_way_up_shows_its_side(
    dressed: QApplication, figures: FigureCache
) -> None:
    for side in ("left", "right"):
        pictures = shown(made(block("kneeling-lunge", sides=side)), figures)
        sides = {
            figure: its for figure, its, _ in pictures if figure in ("kneeling_lunge", "upright_on_one_knee")
        }
        assert {LIBRARY.shows(figure, its) for figure, its in sides.items()} == {side}


@pytest.mark.parametrize(
    "fields",
    [{"surface": "floor"}, {"position": "floor-seated"}, {"surface": "floor", "position": "floor-seated"}],
)
def test_a_bolster_on_the_floor_is_shown_on_the_floor(
    dressed: QApplication, figures: FigureCache, fields: dict[str, str]
) -> None:
    found = {figure for figure, _, _ in shown(made(block("bolster-sit", **fields)), figures)}
    assert "bolster_sit_floor" in found
    assert "bolster_sit_chair" not in found


def test_a_bolster_on_a_chair_is_shown_on_a_chair(dressed: QApplication, figures: FigureCache) -> None:
    assert {figure for figure, _, _ in shown(made(block("bolster-sit")), figures)} == {"bolster_sit_chair"}


def test_a_tour_stops_at_each_position_of_a_kind(dressed: QApplication, figures: FigureCache) -> None:
    """A storyboard has the bolster on the chair and the one on the floor, though both are one kind."""
    player = made(block("bolster-sit"), block("bolster-sit", surface="floor"))
    first = dict[str, str]()
    for window, name, _ in whole_session(player, DARK, figures):
        window.resize(QSize(640, 360))
        first.setdefault(name, window.stage.picture.figure[0])
    assert {"bolster_sit_chair", "bolster_sit_floor"} <= {
        figure for name, figure in first.items() if "hold" in name
    }


def changing(player: Player, figures: FigureCache, *, moves: bool = False) -> list[tuple[str, str, str]]:
    """What is shown from the first hold to the second, each once, with the mode of the session."""
    tour, found = Tour(player, DARK, figures), []
    if moves:
        tour.window.stage.picture.set_motion(lambda: None)
    for _ in tour.pass_gate():
        pass
    while (step := tour.view.step) is not None:
        if step.phase in (Phase.HOLD, Phase.CHANGEOVER) and step.side is not None:
            found.append((step.phase.value, *tour.window.stage.picture.figure))
        if tour.view.mode in PLAYING:
            tour.ticker.advance(min(1000, max(1, tour.view.left_ms)))
        else:
            tour.end_step()
    tour.window.deleteLater()
    return list(dict.fromkeys(found))


@pytest.mark.no_cover
def test_the_side_changes_when_the_person_is_told_to(dressed: QApplication, figures: FigureCache) -> None:
    """Before that she comes back from what she held, on its side."""
    upright, lunge = "upright_on_one_knee", "kneeling_lunge"
    assert changing(made(block("kneeling-lunge")), figures) == [
        ("hold", lunge, "left"),
        ("changeover", upright, "left"),
        ("changeover", upright, "right"),
        ("hold", lunge, "right"),
    ]
    ready, stretch = "helper_ready_side_lying", "helper_stretch_side_lying"
    assert changing(made(block("helper-stretch")), figures) == [
        ("hold", ready, "right"),
        ("hold", stretch, "right"),
        ("changeover", ready, "right"),
        ("changeover", ready, "left"),
        ("hold", ready, "left"),
        ("hold", stretch, "left"),
    ]
    lunge = "standing_forward_lunge"
    still = [("hold", lunge, "left"), ("changeover", lunge, "left")]
    turned = [("changeover", lunge, "right"), ("hold", lunge, "right")]
    standing = made(block("standing-forward-lunge"))
    assert changing(standing, figures) == [*still, *turned]
    # A movement leads round; it begins at once, with the feet that come together.
    assert changing(standing, figures, moves=True) == [still[0], *turned]


def test_getting_up_from_the_knees_shows_no_one_lying(dressed: QApplication, figures: FigureCache) -> None:
    """Finishing in a lunge puts a whole way up in: its pictures come with its words, from one knee on."""
    tour = Tour(made(block("kneeling-lunge"), block("seated-rest")), DARK, figures)
    for _ in tour.pass_gate():
        pass
    while tour.view.mode is not Mode.HOLD:
        tour.end_step()
    tour.give(Finish())
    found: dict[str, str] = {}
    while tour.view.step is not None:
        found.setdefault(tour.window.stage.picture.figure[0], tour.view.line)
        if tour.view.mode in PLAYING:
            tour.ticker.advance(min(1000, max(1, tour.view.left_ms)))
        else:
            tour.end_step()
    tour.window.deleteLater()
    assert [*found][:5] == [
        "upright_on_one_knee", "all_fours", "both_knees_chair", "half_kneel_chair", "seated_rest",
    ]  # fmt: skip
    assert "Hands and knees" in found["all_fours"]
    assert "One foot forward" in found["both_knees_chair"]
    assert "Sit" in found["seated_rest"]


def test_a_pause_shows_the_same_knee(dressed: QApplication, figures: FigureCache) -> None:
    tour = Tour(made(block("kneeling-lunge", sides="left")), DARK, figures)
    for _ in tour.pass_gate():
        pass
    while tour.window.stage.picture.figure[0] != "upright_on_one_knee":
        tour.end_step()
    tour.give(Pause())
    assert tour.window.pause.picture.figure == tour.window.stage.picture.figure
    assert tour.window.pause.picture.figure[1] == "left"
    tour.window.deleteLater()
