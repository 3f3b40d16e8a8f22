"""Windows without a screen: a warning of Qt, a log record or an exception in a slot fails a test."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from psoas_desktop.app.application import dressed_application
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.check import check
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.model import Block, Contact, GateQuestion, Group, Item, Routine
from psoas_desktop.routine.vocabulary import Severity, ShowsAt
from psoas_desktop.storage.program_data import ProgramData, read_program_data
from psoas_desktop.storage.resources import root, routines_root
from psoas_desktop.ui.common.theme import DARK, Theme
from psoas_desktop.ui.player.screen_tour import Tour
from tests.gui.editor_fixture import editor, file, memory, open_editor, parts, session  # noqa: F401 - fixtures
from tests.gui.inspector_bench import bench, light_desk  # noqa: F401 - fixtures
from tests.gui.library_fixture import library, sent  # noqa: F401 - fixtures
from tests.gui.outline_fixture import document, tree  # noqa: F401 - fixtures

HERE = Path(__file__).parent
SIZES = (QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080))

LONGEST_SHOW = "Slowly bring both knees towards your bed"
LONGEST_BANNER = "Uncomfortable? Slowly roll to your side."
LONGEST_TITLE = ("Resting hip stretch with rolled blankets and " * 5)[:200]


NO_FAULTS = (
    # What an offscreen platform cannot do, with no window manager that could be told.
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    # What Qt says of sound libraries that a machine lacks, in whatever test it looks for them.
    "Couldn't (load|resolve) pipewire",
    "Using Qt multimedia with FFmpeg",
    "PulseAudioService: pa_context_connect",
)
"""Of all that Qt says, what fails no test."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("DEBUG"))
            item.add_marker(pytest.mark.qt_log_ignore(*NO_FAULTS))


@pytest.fixture(autouse=True)
def _no_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.INFO]
    assert not unexpected, unexpected


@pytest.fixture(autouse=True, scope="session")
def _no_quitting(qapp: QApplication) -> None:
    """A closed window would end every event loop that a later test starts."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(scope="session")
def data() -> ProgramData:
    return read_program_data(root())


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application with the bundled font, so that texts measure the same everywhere."""
    return dressed_application(DARK)


def routine_of(data: ProgramData, name: str) -> Routine:
    path = routines_root() / f"{name}.psoas.json"
    routine = check(path.read_bytes(), data.field_rules, data.catalogue).routine
    assert routine is not None
    return routine


@pytest.fixture
def player(data: ProgramData) -> Player:
    """The helper's routine: it has sides, waits, ways, an open-ended hold and a question of its own."""
    return Player(routine_of(data, "with-a-helper"), data.catalogue, data.rules)


@pytest.fixture
def longest(player: Player) -> Player:
    """A routine in which every text is as long as a file allows."""

    def lengthened(item: Item) -> Item:
        if isinstance(item, Group):
            return replace(item, items=tuple(lengthened(i) for i in item.items))
        return _longest_block(item)

    routine = replace(
        player.routine,
        title=LONGEST_TITLE,
        contact=Contact(
            ("Marguerite-Antoinette Oberhuber-Schwarzenbach " * 5)[:200], "+49 (0) 30 " + "1234 " * 9
        ),
        after=tuple(
            ("Sit until your head feels clear and then a little longer. " * 6)[:300] for _ in range(8)
        ),
        gate_questions=(
            GateQuestion(
                "own",
                ("Have you spoken with your instructor about all of the following points? " * 5)[:300],
                "Yes, we have spoken about all of these points at some length"[:60],
                "No, we have not spoken about all of these points at length"[:60],
            ),
        ),
        items=tuple(lengthened(item) for item in player.routine.items),
    )
    return replace(player, routine=routine)


def _longest_block(block: Block) -> Block:
    assert len(LONGEST_SHOW) == len(LONGEST_BANNER) == 40
    assert len(LONGEST_TITLE) == 200
    banner = Banner(
        "long",
        Severity.WARNING,
        LONGEST_BANNER,
        ("Go only as far as a mild pull, ease back if it hurts, pinches or tingles, and then rest. " * 12)[
            :1000
        ],
        shows_at=(ShowsAt.GATE, ShowsAt.LEAD_IN, ShowsAt.PERSISTENT),
    )
    return replace(
        block,
        title=LONGEST_TITLE,
        cues=tuple(replace(cue, show=LONGEST_SHOW if cue.show else "") for cue in block.cues),
        banners=(banner,),
    )


@pytest.fixture
def open_window(qtbot: QtBot, dressed: QApplication) -> Callable[..., Tour]:
    """Opens a window on a player; its clock is moved by hand."""

    def opened(player: Player, size: QSize = SIZES[0], theme: Theme = DARK) -> Tour:
        tour = Tour(player, theme)
        qtbot.addWidget(tour.window)
        tour.window.resize(size)
        tour.window.show()
        qtbot.waitExposed(tour.window)
        tour.window.activateWindow()
        return tour

    return opened


@pytest.fixture
def tour(open_window: Callable[..., Tour], player: Player) -> Tour:
    """The helper's routine at its gate."""
    return open_window(player)


@pytest.fixture
def begun(tour: Tour) -> Tour:
    """The same with the gate passed, in the first hold."""
    for _ in tour.pass_gate():
        pass
    while tour.view.mode.value != "hold":
        tour.end_step()
    tour.ticker.advance(3_000)
    return tour
