"""Figures that move: made ahead, shown once, at rest breathing; never while something else is due."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.ui.common.figure_mover import FRAME_ROOM_MS, MAKE_ROOM_MS, STILL_S, FigureMover, Scene
from psoas_desktop.ui.common.figure_painter import image_of, paint
from psoas_desktop.ui.common.figure_reel import (
    IN_S,
    LEVELS,
    PERIOD_S,
    RATE,
    TURNS,
    Breath,
    Reel,
    Wanted,
    packed,
)
from psoas_desktop.ui.common.figure_strip import strip_of, strip_pixmap
from psoas_desktop.ui.common.figure_view import FigureCache
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.player.picture_choice import next_picture, picture_of
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.test_figure_view import channels, difference

LIBRARY = figure_library()
SIZE = QSize(320, 200)
DOWN = ("all_fours_away", "sit_on_one_hip")
UP = ("all_fours", "both_knees_chair")


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mover(qapp, clock):
    made = FigureMover(LIBRARY, "light", clock)
    made.resize(SIZE, 1.0)
    yield made
    made.stop()


def made_ready(mover):
    for _ in range(300):
        if mover._next_job() is None:
            mover.make_next()
            return
        mover.make_next()
    raise AssertionError("never ready")


def painted(mover):
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    area = mover.paint(painter, QRect(QPoint(), SIZE))
    painter.end()
    return image, area


def still_on_white(name):
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter, LIBRARY.picture(name, "light"), QRectF(QRect(QPoint(), SIZE)))
    painter.end()
    return image


def whole(reel):
    while reel.make_one():
        pass
    return reel


def test_a_reel_is_made_picture_by_picture(qapp):
    way = LIBRARY.way(*DOWN)
    reel = Reel(LIBRARY, way, "light", "")
    assert reel.make_one()
    assert not reel.ready
    whole(reel)
    assert len(reel.frames) == pytest.approx(reel.seconds * RATE, abs=1)
    assert reel.index_at(0) == 0
    assert reel.index_at(reel.seconds) == reel.index_at(99) == len(reel.frames) - 1
    shown = [reel.index_at(reel.seconds * i / 200) for i in range(201)]
    assert shown == sorted(shown)
    assert set(shown) == set(range(len(reel.frames)))


def test_a_walk_goes_round_and_ends_as_it_began(qapp):
    reel = whole(Reel(LIBRARY, LIBRARY.way("", "brisk_walk"), "light", ""))
    once = reel.seconds / TURNS
    assert reel.index_at(once * 1.25) == reel.index_at(once * 0.25)
    assert reel.index_at(reel.seconds) == 0


def test_a_packed_picture_is_the_same_picture(qapp):
    picture = LIBRARY.picture("all_fours", "light")
    assert image_of(packed(picture), SIZE) == image_of(picture, SIZE)


@pytest.mark.no_cover
@pytest.mark.parametrize("side", ["", "left", "right"])
def test_the_last_picture_is_the_still(qapp, side):
    reel = whole(Reel(LIBRARY, LIBRARY.way(*DOWN), "light", side))
    still = LIBRARY.picture(DOWN[1], "light", side)
    assert difference(image_of(reel.frames[-1], SIZE), image_of(still, SIZE)) < 0.01


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("name", ["chair_rest", "seated_belly_breathing"])
def test_a_breath_changes_a_part_and_nothing_else(qapp, name, ratio):
    breath = Breath(LIBRARY, Wanted(name, "light", "", SIZE, ratio), paint)
    while breath.make_one():
        pass
    area = breath.area
    assert 0 < area.width() * area.height() < SIZE.width() * SIZE.height() / 3
    still = image_of(LIBRARY.picture(name, "light"), SIZE, ratio)
    for level, most in ((0, 0.02), (LEVELS - 1, 4.0)):
        image = still.copy()
        painter = QPainter(image)
        painter.setClipRect(area)
        painter.fillRect(area, QColor(*(round(v) for v in LIBRARY.palettes["light"].colour("ground")[:3])))
        painter.drawPixmap(area.topLeft(), breath.part(level))
        painter.end()
        changed = difference(image, still)
        assert changed < most, level
        assert (changed > 0.02) is (level > 0)


def test_a_breath_is_slow_and_even(qapp):
    breath = Breath(LIBRARY, Wanted("chair_rest", "light", "", SIZE, 1.0), paint)
    levels = [breath.level_at(PERIOD_S * i / 1000) for i in range(1001)]
    assert levels[0] == levels[-1] == 0
    assert max(levels) == levels[round(IN_S * 100)] == LEVELS - 1
    assert max(abs(a - b) for a, b in pairwise(levels)) == 1
    at, changes = 0.0, 0
    while at < PERIOD_S:
        at += breath.next_change(at)
        changes += 1
    assert changes <= 4 * PERIOD_S


def test_a_way_is_made_ahead_and_moves_once(mover, clock):
    mover.take(Scene(DOWN[0], ahead=DOWN[1]), None)
    assert mover.busy
    assert painted(mover)[1] is None
    made_ready(mover)
    assert not mover.busy
    mover.take(Scene(DOWN[1]), None)
    assert mover.moves
    assert painted(mover)[1] == QRect(QPoint(), SIZE)
    first = painted(mover)[0]
    clock.now += 1.4
    assert painted(mover)[0] != first
    seen = []
    mover.stirred.connect(seen.append)
    mover.show_next()
    clock.now += 9
    mover.show_next()
    assert not mover.moves
    assert seen == [QRect(), QRect()]
    assert painted(mover)[1] is None, "the still is painted"


def test_a_way_that_is_not_ready_is_not_shown(mover):
    mover.take(Scene(DOWN[0], ahead=DOWN[1]), None)
    mover.make_next()
    mover.take(Scene(DOWN[1]), None)
    assert not mover.moves


@pytest.mark.no_cover
@pytest.mark.parametrize("ready", [True, False])
def test_nobody_moves_before_being_told(mover, clock, ready):
    mover.take(Scene(DOWN[0], ahead=DOWN[1] if ready else ""), None)
    made_ready(mover)
    mover.take(Scene(DOWN[1], leads_in=True, told=False), None)
    made_ready(mover)
    clock.now += 30
    mover.show_next()
    assert not mover.moves
    still = painted(mover)
    assert still[1] == QRect(QPoint(), SIZE)
    begins = still_on_white(DOWN[0])
    assert difference(still[0], begins) < 0.01, "the figure stands as the movement begins"
    mover.take(Scene(DOWN[1], told=False), None)
    assert painted(mover)[0] == still[0], "getting ready is over, and nothing has been said yet"
    mover.take(Scene(DOWN[1]), None)
    assert mover.moves
    clock.now += 2
    assert painted(mover)[0] != still[0]


@pytest.mark.no_cover
def test_what_is_told_while_it_is_being_made_begins_when_it_is_ready(mover):
    mover.take(Scene("kneeling_lunge", leads_in=True, told=False), None)
    mover.make_next()
    mover.take(Scene("kneeling_lunge", leads_in=True), None)
    assert not mover.moves
    made_ready(mover)
    assert mover.moves


@pytest.mark.no_cover
def test_a_lead_in_moves_as_soon_as_it_is_made_and_not_later(mover):
    mover.take(Scene("kneeling_lunge", leads_in=True), None)
    assert painted(mover)[1] is None
    mover.make_next()
    assert not mover.moves
    begins = painted(mover)
    assert begins[1] == QRect(QPoint(), SIZE), "it stands as it will begin"
    made_ready(mover)
    assert mover.moves
    assert painted(mover)[0] == begins[0]
    mover.take(Scene("chair_rest", leads_in=True), None)
    assert not mover.moves
    mover.take(Scene("chair_rest"), None)
    made_ready(mover)
    assert not mover.moves, "the hold has begun"


def test_nothing_is_made_or_shown_when_something_is_due(mover, clock):
    mover.take(Scene(DOWN[0], ahead=DOWN[1]), MAKE_ROOM_MS - 10)
    mover.make_next()
    assert not mover._reels or not next(iter(mover._reels.values())).frames
    mover.take(Scene(DOWN[0], ahead=DOWN[1]), None)
    made_ready(mover)
    mover.take(Scene(DOWN[1]), None)
    clock.now += 1
    mover.take(Scene(DOWN[1]), FRAME_ROOM_MS - 5)
    seen = []
    mover.stirred.connect(seen.append)
    mover.show_next()
    assert not seen
    clock.now += 0.1
    mover.show_next()
    assert len(seen) == 1, "what was due is over"


def test_a_figure_at_rest_breathes_and_stops_with_the_hold(mover, clock):
    mover.take(Scene("chair_rest", breathes=True), None)
    made_ready(mover)
    areas = []
    mover.stirred.connect(areas.append)
    clock.now += STILL_S + IN_S
    mover.show_next()
    area = painted(mover)[1]
    assert area is not None
    assert areas == [area]
    assert area.width() < SIZE.width() / 2
    mover.take(Scene("chair_rest"), None)
    assert painted(mover)[1] is None
    assert areas == [area, area]


def test_another_size_is_made_anew(mover, clock):
    mover.take(Scene("chair_rest", breathes=True), None)
    made_ready(mover)
    clock.now += STILL_S + IN_S
    mover.show_next()
    mover.resize(SIZE * 2, 1.0)
    assert painted(mover)[1] is None
    assert mover.busy


def test_only_a_few_movements_are_kept(mover):
    for start, end in (DOWN, ("sit_on_one_hip", "side_lying_rest"), ("side_lying_rest", "side_sit_push_up")):
        mover.take(Scene(start, ahead=end), None)
        mover.make_next()
    assert len(mover._reels) == 2


def stage_of(player, *, moves):
    tour = Tour(player, DARK, FigureCache(LIBRARY))
    tour.window.resize(1280, 720)
    panel = tour.window.stage.picture
    if moves:
        panel.set_motion(tour.controller.due_in_ms)
    tour.window.show()
    for _ in tour.pass_gate():
        pass
    return tour, panel


def test_stages_stand_still_unless_they_are_told_to_move(qtbot, dressed, player):
    tour, panel = stage_of(player, moves=False)
    qtbot.addWidget(tour.window)
    while tour.view.step is not None:
        QApplication.processEvents()
        assert panel._mover is None
        tour.end_step()


def test_a_stage_moves_breathes_and_lets_it_be(qtbot, dressed, player):
    tour, panel = stage_of(player, moves=True)
    qtbot.addWidget(tour.window)
    for _ in range(60):
        if tour.view.mode is Mode.HOLD and panel.figure[0]:
            break
        tour.end_step()
    assert panel._mover is not None
    made_ready(panel._mover)
    still = panel.grab().toImage()
    panel._mover._stood -= STILL_S + IN_S
    panel._mover.show_next()
    full = panel.grab().toImage()
    area = panel._mover._breath.area
    assert full != still
    outside = QRegion(panel.rect()).subtracted(QRegion(area))
    for part in outside:
        assert full.copy(part) == still.copy(part)
    panel.set_motion(None)
    assert panel._mover is None
    assert panel.grab().toImage() == still


def test_what_follows_in_a_row_is_known(player):
    tour = Tour(player, DARK, None)
    for _ in tour.pass_gate():
        pass
    shown, expected = [], []
    while (view := tour.view).step is not None:
        now, follows = picture_of(view), next_picture(view)
        if not shown or shown[-1] != now:
            shown.append(now)
        if follows is not None and (not expected or expected[-1] != follows):
            expected.append(follows)
        tour.ticker.advance(1000) if view.mode in PLAYING else tour.end_step()
    assert len(shown) > 12
    assert expected == shown[1:]


def test_the_time_until_something_is_due(player):
    tour = Tour(player, DARK, None)
    for _ in tour.pass_gate():
        pass
    due = tour.controller.due_in_ms()
    assert due is not None
    assert 0 <= due <= tour.view.left_ms


@pytest.mark.parametrize(
    ("way", "count"), [(("", "chair_rest"), 3), (("", "seated_rest"), 3), (("", "brisk_walk"), 2)]
)
def test_a_strip_shows_the_key_poses_at_one_scale(qapp, way, count):
    pictures = strip_of(LIBRARY, LIBRARY.way(*way), "light")
    assert len(pictures) == count
    assert len({picture.box for picture in pictures}) == 1
    images = [image_of(picture, SIZE) for picture in pictures]
    assert all(one != other for one, other in pairwise(images))
    row, column = strip_pixmap(pictures, QSize(900, 200), 2.0), strip_pixmap(pictures, QSize(200, 900))
    assert row.size() == QSize(1800, 400)
    for pixmap, halves in (
        (row, [QRect(0, 0, 900, 400), QRect(900, 0, 900, 400)]),
        (column, [QRect(0, 0, 200, 450), QRect(0, 450, 200, 450)]),
    ):
        parts = [pixmap.toImage().copy(half) for half in halves]
        assert all(any(channels(part)) for part in parts), "each half shows a pose"


def test_a_strip_that_goes_back_ends_where_the_movement_began(qapp):
    there, again = (strip_of(LIBRARY, LIBRARY.way(*way), "light") for way in (UP, UP[::-1]))
    assert image_of(there[0], SIZE) == image_of(again[-1], SIZE)
    own, mirror = (strip_of(LIBRARY, LIBRARY.way(*UP), "light", side) for side in ("", "right"))
    assert [picture.mirrored for picture in own] == [False] * len(own)
    assert [picture.mirrored for picture in mirror] == [True] * len(mirror)


def test_who_wants_no_motion_sees_key_poses_before_and_the_still_after(qtbot, dressed, player):
    tour, panel = stage_of(player, moves=False)
    qtbot.addWidget(tour.window)
    panel.set_motion(None, strips=True)
    ready = "helper_ready_side_lying"
    for _ in range(60):
        if panel.figure[0] == ready and tour.view.mode is Mode.LEAD_IN:
            break
        tour.end_step()
    before = panel.grab().toImage()
    assert panel._mover is None
    for _ in range(3):
        if tour.view.mode is not Mode.HOLD:
            tour.end_step()
    after = panel.grab().toImage()
    assert panel.figure[0] == ready
    assert before != after
    panel.set_motion(None)
    assert panel.grab().toImage() == after
