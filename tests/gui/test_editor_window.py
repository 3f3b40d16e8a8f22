"""The editor's window: everything by keyboard, everything undone, nothing lost on closing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QThreadPool, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.app.editor import editor_parts, open_editor
from psoas_desktop.app.preview import StagePictures
from psoas_desktop.editing.document import Document
from psoas_desktop.editing.edits import Action
from psoas_desktop.editing.history import Step
from psoas_desktop.routine.check import check
from psoas_desktop.routine.draft import Draft, from_plain
from psoas_desktop.routine.problems import Path as Place
from psoas_desktop.services.photos import Photos
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.actions import MENUS, SPECS
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.total_time import IDLE_MS
from psoas_desktop.ui.editor.window import EditorWindow
from psoas_desktop.ui.editor.workspace import Workspace
from psoas_desktop.ui.player.frame import PlayerFrame
from tests.gui.test_editor_outline import inner, parts_of

SAMPLE = routines_root() / "with-a-helper.psoas.json"
USUAL = QSize(1180, 720)
CONTROL, SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.psoas.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def parts(data: ProgramData, tmp_path: Path) -> EditorParts:
    return parts_of(data, tmp_path)


Open = Callable[[Path | None], EditorWindow]


@pytest.fixture
def open_window(qtbot: QtBot, dressed: QApplication, parts: EditorParts) -> Iterator[Open]:
    dress(dressed, DARK)
    made: list[EditorWindow] = []

    def opened(path: Path | None, size: QSize = USUAL, with_: EditorParts = parts) -> EditorWindow:
        background = Background()
        session = FileSession(with_, "window", background)
        window = EditorWindow(with_, session, background)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(window)
        if path is None:
            from psoas_desktop.editing.making import new_routine

            session.begin(new_routine("New", "new", "2026-11-22", with_.data.catalogue))
        else:
            session.open(path)
        window.resize(size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.complete()
        if window.workspace is not None:
            qtbot.waitSignal(window.workspace.completed).wait()
            inspector = window.workspace.inspector
            assert inspector is not None
            qtbot.waitUntil(inspector.isVisible)
        return window

    yield opened  # type: ignore[misc]
    for window in made:
        window._may_close = True
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Open, file: Path) -> EditorWindow:
    return open_window(file)


def test_the_program_can_be_quit_from_here(window: EditorWindow, qtbot: QtBot) -> None:
    quit_, listed = window.actions_["quit"], [name for _, names in MENUS for name in names]
    assert (quit_.shortcut().toString(), listed.count("quit")) == ("Ctrl+Q", 1)
    with qtbot.waitSignal(window.quit_asked):
        quit_.trigger()


def test_playing_an_empty_routine_says_what_is_missing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(None)
    problems = space(window).problems
    assert problems is not None
    assert problems.summary == "Nothing to mend"
    window.actions_["play"].trigger()
    assert window.notice.label.text() == "One thing has to be mended before it can be played."
    assert problems.summary == "1 error"


def test_with_large_text_the_window_fits_a_small_screen(open_window: Open, file: Path) -> None:
    dress(QApplication.instance(), DARK, 2.0)
    try:
        window = open_window(file, QSize(1000, 536))
        assert not space(window).problems.head.isChecked()
        assert window.minimumSizeHint().width() <= 1000
        assert window.size() == QSize(1000, 536)
        window.run("palette")
        assert window.size() == QSize(1000, 536)
    finally:
        dress(QApplication.instance(), DARK)


def space(window: EditorWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def kinds(window: EditorWindow) -> list[str]:
    return [item["type"] for item in space(window).document.draft.plain()["items"]]


def key(qtbot: QtBot, window: EditorWindow, name: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    focus = window.focusWidget() or window
    qtbot.keyClick(focus, name, keys)


# What is shown


def test_title_mark_and_time(window: EditorWindow) -> None:
    document = space(window).document
    assert window.windowTitle() == "[*]With a helper — psoas-desktop"
    assert not window.isWindowModified()
    assert window.top.title.text() == "With a helper"
    document.set_value(("title",), "A [*] <b>b</b>\u202e")
    assert window.isWindowModified()
    assert window.top.title.text() == "• A [*] <b>b</b>"
    assert window.windowTitle() == "[*]A [*][*] <b>b</b> — psoas-desktop"
    document.undo()
    assert not window.isWindowModified()


def test_time_as_played_comes_when_nobody_types(window: EditorWindow, data: ProgramData) -> None:
    from psoas_desktop.playback.summarising import summary_of

    total = window.total
    assert total is not None
    assert total._timer.interval() == IDLE_MS
    total._timer.timeout.emit()
    summary = summary_of(
        check(SAMPLE.read_bytes(), data.field_rules, data.catalogue), data.catalogue, data.rules
    )
    assert window.top.time.text() == f"{round(summary.total_ms / 60_000)} min with ways down and up"
    document = space(window).document
    document.set_value((*inner(4), "duration_s"), 99_999)
    assert window.top.time.text().endswith("planned")
    total._timer.timeout.emit()
    assert window.top.time.text().endswith("planned")
    document.undo()
    total._timer.timeout.emit()
    assert window.top.time.text().endswith("up")


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080)], ids=str)
def test_everything_fits(open_window: Open, file: Path, size: QSize) -> None:
    window = open_window(file, size)  # type: ignore[call-arg]
    work = space(window)
    assert window.size() == size
    assert work.problems is not None
    assert work.inspector is not None
    columns = (work.palette_column, work.outline, work.inspector, window.top.play, work.problems)
    for column in columns:
        assert column.isVisible()
        area = column.rect().translated(column.mapTo(window, column.rect().topLeft()))
        assert window.rect().contains(area), column
    assert work.outline.width() >= 300
    assert work.outline.viewport().height() >= 4 * 56


def test_a_narrow_window_lets_the_exercises_go_until_they_are_asked_for(
    open_window: Open, file: Path
) -> None:
    window = open_window(file, QSize(760, 600))  # type: ignore[call-arg]
    work = space(window)
    assert not work.palette_column.isVisible()
    assert not window.actions_["palette"].isChecked()
    window.run("add")
    assert work.palette_column.isVisible()
    assert work.palette_column.search.hasFocus()


def test_every_action_stands_in_a_menu_once_and_every_key_is_alone(window: EditorWindow) -> None:
    listed = [name for _, names in MENUS for name in names if name]
    assert len(listed) == len(set(listed))
    assert {spec.name for spec in SPECS} == set(listed) - {"recent"}
    keys = [key.toString() for spec in SPECS for key in window.actions_[spec.name].shortcuts()]
    assert len(keys) == len(set(keys))


def test_menus_open_with_icons_and_words(window: EditorWindow) -> None:
    for menu in window.menuBar().findChildren(QMenu):
        if menu.title() and menu is not window.actions_.recent:
            menu.aboutToShow.emit()
    assert not window.actions_["save"].icon().isNull()
    assert all(action.text() for action in map(window.actions_.__getitem__, ("undo", "redo", "play")))


# Undo and redo by name


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ((Action.MOVE, "", 3), "Undo move 3 blocks"),
        ((Action.MOVE, "", 1), "Undo move block"),
        ((Action.CHANGE, "duration_s", 1), "Undo change of time"),
        ((Action.CHANGE, "x-own", 1), "Undo change"),
        ((Action.CHANGE, "duration_s", 2), "Undo change of 2 blocks"),
        ((Action.SOURCE, "", 1), "Undo change of the whole file"),
    ],
)
def test_undo_says_what_it_undoes(step: tuple[Action, str, int], words: str) -> None:
    from psoas_desktop.ui.editor.words import undo_words

    assert undo_words(Step(Draft(from_plain({})), (), *step, "", None)) == words


def test_undo_and_redo_by_key_and_by_name(qtbot: QtBot, window: EditorWindow) -> None:
    before = kinds(window)
    document = space(window).document
    document.select([inner(1), inner(2)])
    key(qtbot, window, Qt.Key.Key_Down, ALT)
    assert kinds(window) != before
    assert window.actions_["undo"].text() == "Undo move 2 blocks"
    key(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert kinds(window) == before
    assert window.actions_["redo"].text() == "Redo move 2 blocks"
    assert not window.actions_["undo"].isEnabled()
    key(qtbot, window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert kinds(window) != before


# Keyboard alone


def test_a_routine_by_keyboard_alone(qtbot: QtBot, open_window: Open, parts: EditorParts) -> None:
    window = open_window(None)
    work = space(window)
    key(qtbot, window, Qt.Key.Key_E, CONTROL)
    for words in ("quiet", "floor down", "chair rest"):
        work.palette_column.search.selectAll()
        qtbot.keyClicks(work.palette_column.search, words)
        key(qtbot, window, Qt.Key.Key_Return)
    assert kinds(window) == ["prepare-space", "lower-to-floor", "chair-rest", "log-roll-rise"]
    key(qtbot, window, Qt.Key.Key_F6)
    assert work.outline.hasFocus()
    key(qtbot, window, Qt.Key.Key_Home)
    key(qtbot, window, Qt.Key.Key_Down, SHIFT)
    key(qtbot, window, Qt.Key.Key_G, CONTROL)
    assert kinds(window) == ["group", "chair-rest", "log-roll-rise"]
    key(qtbot, window, Qt.Key.Key_C, CONTROL)
    assert json.loads(parts.clipboard.text())[0]["type"] == "group"
    key(qtbot, window, Qt.Key.Key_V, CONTROL)
    key(qtbot, window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert kinds(window) == ["group", "prepare-space", "lower-to-floor", "chair-rest", "log-roll-rise"]
    key(qtbot, window, Qt.Key.Key_Delete)
    assert kinds(window) == ["group", "chair-rest", "log-roll-rise"]
    key(qtbot, window, Qt.Key.Key_D, CONTROL)
    assert kinds(window) == ["group", "chair-rest", "chair-rest", "log-roll-rise"]
    key(qtbot, window, Qt.Key.Key_X, CONTROL)
    assert kinds(window) == ["group", "chair-rest", "log-roll-rise"]
    for _ in range(20):
        key(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert kinds(window) == []


def test_enter_goes_to_the_inspector_and_back(qtbot: QtBot, window: EditorWindow) -> None:
    work = space(window)
    work.document.select([inner(2)])
    work.outline.setFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    assert work.inspector is not None
    assert work.inspector.isAncestorOf(window.focusWidget())
    key(qtbot, window, Qt.Key.Key_F6)
    assert work.outline.hasFocus()


def test_delete_in_a_field_deletes_no_block(qtbot: QtBot, window: EditorWindow) -> None:
    work = space(window)
    before = kinds(window)
    work.document.select([inner(2)])
    work.palette_column.focus_search()
    qtbot.keyClicks(work.palette_column.search, "abc")
    key(qtbot, window, Qt.Key.Key_Home)
    key(qtbot, window, Qt.Key.Key_Delete)
    key(qtbot, window, Qt.Key.Key_A, CONTROL)
    assert work.palette_column.search.text() == "bc"
    assert kinds(window) == before
    assert work.document.selection == (inner(2),)


def test_blocks_are_found_by_their_cards(qtbot: QtBot, window: EditorWindow) -> None:
    work = space(window)
    key(qtbot, window, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(work.find_bar.field, "seated")
    first = work.document.selection
    key(qtbot, window, Qt.Key.Key_Return)
    assert work.document.selection > first
    key(qtbot, window, Qt.Key.Key_Return, SHIFT)
    assert work.document.selection == first
    work.find_bar.field.setText("no such block")
    assert work.find_bar.said.text() == "No such block"
    work.find_bar.field.clear()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not work.find_bar.isVisible()
    assert work.outline.hasFocus()


def test_a_refusal_is_said_and_goes_with_the_next_edit(window: EditorWindow, parts: EditorParts) -> None:
    window.run("paste")
    assert window.notice.isVisible()
    assert "copy one first" in window.notice.label.text()
    space(window).document.select([inner(0)])
    window.run("duplicate")
    assert not window.notice.isVisible()


def test_what_lies_comes_with_its_ways_and_one_undo_takes_all_back(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(None)
    document = space(window).document
    empty = document.draft
    space(window).palette_column.wanted.emit(["chair-rest"])
    assert kinds(window) == ["lower-to-floor", "chair-rest", "log-roll-rise"]
    assert document.selection == (("items", 1),)
    assert window.notice.label.text() == "A way down and a way up were put in with it."
    document.select([("items", 0)])
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert document.draft is empty
    assert not window.notice.isVisible()


def test_the_words_about_ways_go_with_the_next_edit(open_window: Open) -> None:
    fresh = open_window(None)
    outline = space(fresh).outline
    outline.add_kinds(["chair-rest"])
    outline.add_kinds(["side-lying-rest"])
    assert kinds(fresh) == ["lower-to-floor", "chair-rest", "side-lying-rest", "log-roll-rise"]
    assert not fresh.notice.isVisible()
    outline.add_kinds(["bolster-sit"])
    assert kinds(fresh)[-2:] == ["log-roll-rise", "bolster-sit"]
    outline.add_kinds(["chair-rest"])
    fresh.notice.say("Something else happened.")
    outline.add_kinds(["bolster-sit"])
    assert fresh.notice.label.text() == "Something else happened."
    assert fresh.notice.isVisible()


# Play


def test_play_sends_what_a_save_would_write(qtbot: QtBot, window: EditorWindow) -> None:
    document = space(window).document
    document.set_value(("title",), "Not saved yet")
    with qtbot.waitSignal(window.play_asked) as asked:
        qtbot.mouseClick(window.top.play, Qt.MouseButton.LeftButton)
    assert asked.args == [document.bytes(), ()]
    document.select([inner(4)])
    with qtbot.waitSignal(window.play_asked) as asked:
        key(qtbot, window, Qt.Key.Key_F5, SHIFT)
    assert asked.args == [document.bytes(), inner(4)]


def test_what_cannot_be_played_says_so_and_leads_there(qtbot: QtBot, window: EditorWindow) -> None:
    document = space(window).document
    document.set_value((*inner(4), "duration_s"), 99_999)
    document.select([inner(0)])
    with qtbot.assertNotEmitted(window.play_asked):
        window.run("play")
    assert "mended" in window.notice.label.text()
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert document.selection == (inner(4),)
    window.run("check")
    assert window.notice.label.text() == "One thing to look at."
    document.undo()
    window.run("check")
    assert "can be played" in window.notice.label.text()


# Files


def test_a_new_routine_is_saved_where_the_person_says(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(None)
    window.run("add")
    space(window).outline.add_kinds(["chair-rest"])
    window.run("save")
    dialog = window.questions.dialog
    assert dialog is not None
    assert dialog.defaultSuffix() == "psoas.json"
    path = tmp_path / "evening.psoas.json"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert path.exists()
    assert not window.isWindowModified()
    assert window.session.path == path


def test_closing_with_unsaved_work_asks(qtbot: QtBot, window: EditorWindow, file: Path) -> None:
    before = file.read_bytes()
    space(window).document.set_value(("title",), "Changed")
    assert not window.close()
    sheet = window.questions.sheet
    assert sheet is not None
    assert "Changed" in sheet.windowTitle()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.close()
    assert window.questions.sheet is not None
    with qtbot.waitSignal(window.closed):
        window.questions.sheet.answer("drop")
    assert file.read_bytes() == before


def test_closing_saves_first_where_the_person_wants(qtbot: QtBot, window: EditorWindow, file: Path) -> None:
    space(window).document.set_value(("title",), "Changed")
    window.close()
    assert window.questions.sheet is not None
    with qtbot.waitSignal(window.closed):
        window.questions.sheet.answer("save")
    assert b'"Changed"' in file.read_bytes()


def test_a_save_that_fails_while_closing_closes_nothing(
    window: EditorWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "The disk is full.")

    monkeypatch.setattr("psoas_desktop.ui.editor.file_session.save_stored", refuse)
    space(window).document.set_value(("title",), "Changed")
    window.close()
    assert window.questions.sheet is not None
    window.questions.sheet.answer("save")
    assert window.isVisible()
    assert window.notice.label.text() == (
        "mine.psoas.json was not saved. The disk is full. Your work is still here."
    )
    assert window.notice.action.isVisible()


def test_closing_without_work_asks_nothing(qtbot: QtBot, window: EditorWindow) -> None:
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_a_file_changed_by_another_program_can_be_reloaded_or_kept(
    qtbot: QtBot, window: EditorWindow, file: Path
) -> None:
    file.write_bytes(file.read_bytes().replace(b'"With a helper"', b'"Theirs"'))
    window.session.look()
    assert window.notice.isVisible()
    assert window.notice.other.isVisible()
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert window.top.title.text() == "Theirs"
    file.write_bytes(file.read_bytes().replace(b'"Theirs"', b'"Again"'))
    window.session.look()
    qtbot.mouseClick(window.notice.other, Qt.MouseButton.LeftButton)
    assert window.top.title.text() == "• Theirs"
    assert not window.notice.isVisible()
    window.run("save")
    assert b'"Theirs"' in file.read_bytes()


def test_a_save_over_another_programs_work_asks(window: EditorWindow, file: Path) -> None:
    space(window).document.set_value(("title",), "Mine")
    theirs = file.read_bytes().replace(b'"With a helper"', b'"Theirs"')
    file.write_bytes(theirs)
    window.run("save")
    assert window.questions.sheet is not None
    window.questions.sheet.answer("keep")
    assert file.read_bytes() == theirs
    window.run("save")
    assert window.questions.sheet is not None
    window.questions.sheet.answer("replace")
    assert b'"Mine"' in file.read_bytes()


def test_a_deleted_file_is_saved_again(window: EditorWindow, file: Path) -> None:
    file.unlink()
    window.session.look()
    assert "deleted" in window.notice.label.text()
    window.notice.action.click()
    assert window.questions.sheet is None
    assert file.exists()


def test_revert_is_a_step_that_can_be_undone(window: EditorWindow) -> None:
    space(window).document.set_value(("title",), "Changed")
    window.run("revert")
    assert window.top.title.text() == "With a helper"
    window.notice.action.click()
    assert window.top.title.text() == "• Changed"


def test_dropped_files_are_asked_to_be_opened(qtbot: QtBot, window: EditorWindow, tmp_path: Path) -> None:
    carried = QMimeData()
    other = tmp_path / "other.psoas.json"
    strange = [QUrl("https://example.org/a.json"), QUrl.fromLocalFile("/a.txt")]
    carried.setUrls([QUrl.fromLocalFile(str(other)), *strange])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, carried, left, no_key)
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, carried, left, no_key)
    opened: list[object] = []
    window.open_asked.connect(opened.append)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, event)
    assert opened == [other]


def test_recent_routines_stand_in_their_menu(qtbot: QtBot, window: EditorWindow) -> None:
    paths = [Path("/a/one & two.psoas.json"), Path("/b/three.psoas.json")]
    window.set_recent(paths)
    with qtbot.waitSignal(window.open_asked) as asked:
        window.actions_.recent.actions()[0].trigger()
    assert asked.args == [paths[0]]
    window.set_recent([])
    assert not window.actions_.recent.isEnabled()


def test_place_and_columns_are_kept(open_window: Open, file: Path) -> None:
    first = open_window(file)
    space(first).splitter.setSizes([260, 500, 400])
    first.resize(880, 560)
    text = first.geometry_text()
    second = open_window(file)
    second.restore_geometry(text)
    assert second.height() == 560
    assert space(second).splitter.sizes()[2] == space(first).splitter.sizes()[2] == 400
    for broken in ("", "nonsense", "a.b.c", "\u2028"):
        second.restore_geometry(broken)
    assert second.height() == 560


def test_a_broken_file_is_mended_as_text_and_goes_on_in_blocks(
    qtbot: QtBot, open_window: Open, file: Path
) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"format": 1,', b'"format" 1,'))
    window = open_window(file)
    assert window.workspace is None
    source = window.source
    assert source is not None
    assert source.isVisible()
    assert not window.actions_["play"].isEnabled()
    text = source.editor.toPlainText()
    cursor = source.editor.textCursor()
    cursor.setPosition(text.index('"format" 1') + len('"format"'))
    cursor.insertText(":")
    assert window.isWindowModified()
    window.run("save")
    assert file.read_bytes() == whole
    assert not window.isWindowModified()
    source.check_now()
    source.blocks_asked.emit()
    assert kinds(window)
    assert window.actions_["play"].isEnabled()
    assert not window.isWindowModified()


def test_the_source_of_a_sound_routine_and_back(window: EditorWindow) -> None:
    window.actions_["source"].trigger()
    assert window.source is not None
    assert window.source.isVisible()
    window.actions_["source"].trigger()
    assert space(window).isVisible()


# The picture of the stage


def pictured(window: EditorWindow) -> QPixmap | None:
    preview = space(window).preview
    assert preview is not None
    preview.draw()
    return preview.picture


def test_the_chosen_block_is_seen_as_on_the_stage(open_window: Open, file: Path, parts: EditorParts) -> None:
    stage = StagePictures(parts.data, parts.figures, parts.look)
    drawn: list[Place] = []

    def draw(
        document: Document, path: Place, size: QSize, photos: Callable[[], Photos | None]
    ) -> QPixmap | None:
        drawn.append(path)
        return stage(document, path, size, photos)

    window = open_window(file, QSize(1180, 720), replace(parts, stage_picture=draw))  # type: ignore[call-arg]
    document = space(window).document
    assert pictured(window) is None
    document.select([inner(4)])
    first = pictured(window)
    assert first is not None
    assert abs(first.width() / first.height() - 16 / 9) < 0.02
    pictured(window)
    assert drawn == [inner(4)]
    document.set_value((*inner(4), "duration_s"), 75)
    second = pictured(window)
    assert second is not None
    assert second.toImage() != first.toImage()
    document.set_value((*inner(0), "duration_s"), 99_999)
    document.select([inner(4)])
    assert pictured(window) is not None
    document.set_value((*inner(4), "duration_s"), 99_999)
    assert pictured(window) is None
    stage.close()


def test_without_a_chosen_block_the_picture_takes_no_room(
    open_window: Open, file: Path, parts: EditorParts
) -> None:
    def draw(_document: Document, _path: Place, size: QSize, _photos: object) -> QPixmap | None:
        return QPixmap(size)

    window = open_window(file, QSize(1024, 600), replace(parts, stage_picture=draw))
    preview, document = space(window).preview, space(window).document
    assert preview is not None
    assert preview.height() == 0
    document.select([inner(4)])
    QApplication.processEvents()
    assert preview.height() > 100
    assert pictured(window) is not None
    document.select([])
    QApplication.processEvents()
    assert preview.height() == 0
    assert pictured(window) is None


def test_titles_of_all_kinds_fit_a_narrow_window(open_window: Open, data: ProgramData) -> None:
    window = open_window(None, QSize(1024, 600))
    outline = space(window).outline
    outline.add_kinds([name for name, kind in data.catalogue.kinds.items() if not kind.transition])
    fonts, painted = outline.cards._fonts, []
    lines = fonts.lines
    fonts.lines = lambda *given: painted.append(lines(*given)) or painted[-1]  # type: ignore[method-assign]
    for row in range(outline.outline.rowCount()):
        outline.scrollTo(outline.outline.index(row, 0))
        outline.viewport().grab()
    said = {" ".join(line) for line in painted}
    assert {kind.title for kind in data.catalogue.kinds.values()} <= said
    assert lines(fonts.title, "W" * 100, 200)[0].endswith("…")
    first, second = lines(fonts.title, "Standing forward lunge " * 9, 200)
    assert first == "Standing forward lunge"[: len(first)]
    assert second.endswith("…")


def test_the_screen_of_the_picture_goes_with_the_window(
    qtbot: QtBot, dressed: QApplication, file: Path, parts: EditorParts
) -> None:
    """Left to itself it would be taken apart in whatever thread collects it, which hangs."""
    made = editor_parts(parts.data, parts.look, file.parent, figures=parts.figures)
    window = open_editor(made, file)
    window.show()
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.preview is not None)
    space(window).document.select([inner(4)])
    qtbot.waitUntil(lambda: pictured(window) is not None)
    assert frames()
    window.close()
    assert not frames()


def frames() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PlayerFrame)]


MAGENTA = QColor(250, 0, 250)


def has_magenta(picture: QPixmap) -> bool:
    image = picture.toImage()
    points = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    return any(image.pixelColor(x, y) == MAGENTA for x, y in points)


def test_own_photos_are_on_the_card_and_on_the_stage(
    qtbot: QtBot, open_window: Open, tmp_path: Path, parts: EditorParts
) -> None:
    photo = QImage(64, 48, QImage.Format.Format_RGB32)
    photo.fill(MAGENTA)
    assert photo.save(str(tmp_path / "me.png"))
    routine = json.loads(SAMPLE.read_text(encoding="utf-8"))
    routine["items"][4]["pictures"] = [{"kind": "file", "file": "me.png", "alt": "I lie down."}]
    file = tmp_path / "mine.psoas.json"
    file.write_text(json.dumps(routine), encoding="utf-8")
    stage = StagePictures(parts.data, parts.figures, parts.look)
    pool = QThreadPool()
    with_ = replace(parts, stage_picture=stage, photos=lambda folder: Photos(folder, QSize(800, 600), pool))
    window = open_window(file, QSize(1180, 720), with_)
    work = space(window)
    assert work.preview is not None
    work.document.select([inner(4)])
    work.outline.scrollTo(work.outline.outline.at(inner(4)))
    qtbot.waitUntil(lambda: has_magenta(work.outline.viewport().grab()))
    qtbot.waitUntil(lambda: (shown := pictured(window)) is not None and has_magenta(shown))
    work.document.select([inner(3)])
    shown = pictured(window)
    assert shown is not None
    assert not has_magenta(shown)
    work.set_folder(tmp_path / "elsewhere")
    work.outline.viewport().grab()
    pool.waitForDone()
    QApplication.processEvents()
    assert not has_magenta(work.outline.viewport().grab())
    stage.close()


def differing(first: QPixmap, second: QPixmap) -> float:
    """The share of sampled points that look different; edges of letters may."""
    one, two = first.toImage(), second.toImage()
    points = [(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)]
    unlike = [
        at for at in points if abs(one.pixelColor(*at).lightness() - two.pixelColor(*at).lightness()) > 60
    ]
    return len(unlike) / len(points)


def test_a_group_is_seen_by_its_first_block(parts: EditorParts, dressed: QApplication) -> None:
    from tests.gui.test_editor_outline import document_of

    document = document_of(parts.data)
    stage = StagePictures(parts.data, parts.figures, parts.look)
    document.select([inner(4), inner(5)])
    document.group()
    size = QSize(320, 180)
    group, block = stage(document, inner(4), size), stage(document, inner(4, 0), size)
    assert group is not None
    assert block is not None
    assert differing(group, block) < 0.02
    other = stage(document, inner(0), size)
    assert other is not None
    assert differing(group, other) > 0.1
    assert stage(document, inner(99), size) is None
    stage.close()


def test_all_parts_have_names_to_be_spoken(window: EditorWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            parent = widget.parentWidget()
            assert named or (parent is not None and parent.accessibleName()), widget
