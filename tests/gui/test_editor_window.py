"""The editor's window: what it shows, that it fits, its menus, and playing from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.routine.check import check
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.actions import MENUS, SPECS
from psoas_desktop.ui.editor.total_time import IDLE_MS
from psoas_desktop.ui.editor.window import EditorWindow
from tests.gui.editor_fixture import SAMPLE, Open, key, space
from tests.gui.outline_fixture import inner


def test_the_program_can_be_quit_from_here(editor: EditorWindow, qtbot: QtBot) -> None:
    quit_, listed = editor.actions_["quit"], [name for _, names in MENUS for name in names]
    assert (quit_.shortcut().toString(), listed.count("quit")) == ("Ctrl+Q", 1)
    with qtbot.waitSignal(editor.quit_asked):
        quit_.trigger()


def test_playing_an_empty_routine_says_what_is_missing(open_editor: Open, qtbot: QtBot) -> None:
    editor = open_editor(None)
    problems = space(editor).problems
    assert problems is not None
    assert problems.summary == "Nothing to mend"
    editor.actions_["play"].trigger()
    assert editor.notice.label.text() == "One thing has to be mended before it can be played."
    assert problems.summary == "1 error"


def test_with_large_text_the_window_fits_a_small_screen(open_editor: Open, file: Path) -> None:
    dress(QApplication.instance(), DARK, 2.0)
    try:
        editor = open_editor(file, QSize(1000, 536))
        assert not space(editor).problems.head.isChecked()
        assert editor.minimumSizeHint().width() <= 1000
        assert editor.size() == QSize(1000, 536)
        editor.run("palette")
        assert editor.size() == QSize(1000, 536)
    finally:
        dress(QApplication.instance(), DARK)


def test_title_mark_and_time(editor: EditorWindow) -> None:
    document = space(editor).document
    assert editor.windowTitle() == "[*]With a helper — psoas-desktop"
    assert not editor.isWindowModified()
    assert editor.top.title.text() == "With a helper"
    document.set_value(("title",), "A [*] <b>b</b>\u202e")
    assert editor.isWindowModified()
    assert editor.top.title.text() == "• A [*] <b>b</b>"
    assert editor.windowTitle() == "[*]A [*][*] <b>b</b> — psoas-desktop"
    document.undo()
    assert not editor.isWindowModified()


def test_time_as_played_comes_when_nobody_types(editor: EditorWindow, data: ProgramData) -> None:
    from psoas_desktop.playback.summarising import summary_of

    total = editor.total
    assert total is not None
    assert total._timer.interval() == IDLE_MS
    total._timer.timeout.emit()
    summary = summary_of(
        check(SAMPLE.read_bytes(), data.field_rules, data.catalogue), data.catalogue, data.rules
    )
    assert editor.top.time.text() == f"{round(summary.total_ms / 60_000)} min with ways down and up"
    document = space(editor).document
    document.set_value((*inner(4), "duration_s"), 99_999)
    assert editor.top.time.text().endswith("planned")
    total._timer.timeout.emit()
    assert editor.top.time.text().endswith("planned")
    document.undo()
    total._timer.timeout.emit()
    assert editor.top.time.text().endswith("up")


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1366, 768), QSize(1920, 1080)], ids=str)
def test_everything_fits(open_editor: Open, file: Path, size: QSize) -> None:
    editor = open_editor(file, size)
    work = space(editor)
    assert editor.size() == size
    assert work.problems is not None
    assert work.inspector is not None
    columns = (work.palette_column, work.outline, work.inspector, editor.top.play, work.problems)
    for column in columns:
        assert column.isVisible()
        area = column.rect().translated(column.mapTo(editor, column.rect().topLeft()))
        assert editor.rect().contains(area), column
    assert work.outline.width() >= 300
    assert work.outline.viewport().height() >= 4 * 56


def test_a_narrow_window_lets_the_exercises_go_until_they_are_asked_for(
    open_editor: Open, file: Path
) -> None:
    editor = open_editor(file, QSize(760, 600))
    work = space(editor)
    assert not work.palette_column.isVisible()
    assert not editor.actions_["palette"].isChecked()
    editor.run("add")
    assert work.palette_column.isVisible()
    assert work.palette_column.search.hasFocus()


def test_every_action_stands_in_a_menu_once_and_every_key_is_alone(editor: EditorWindow) -> None:
    listed = [name for _, names in MENUS for name in names if name]
    assert len(listed) == len(set(listed))
    assert {spec.name for spec in SPECS} == set(listed) - {"recent"}
    keys = [key.toString() for spec in SPECS for key in editor.actions_[spec.name].shortcuts()]
    assert len(keys) == len(set(keys))


def test_menus_open_with_icons_and_words(editor: EditorWindow) -> None:
    for menu in editor.menuBar().findChildren(QMenu):
        if menu.title() and menu is not editor.actions_.recent:
            menu.aboutToShow.emit()
    assert not editor.actions_["save"].icon().isNull()
    assert all(action.text() for action in map(editor.actions_.__getitem__, ("undo", "redo", "play")))


def test_play_sends_what_a_save_would_write(qtbot: QtBot, editor: EditorWindow) -> None:
    document = space(editor).document
    document.set_value(("title",), "Not saved yet")
    with qtbot.waitSignal(editor.play_asked) as asked:
        qtbot.mouseClick(editor.top.play, Qt.MouseButton.LeftButton)
    assert asked.args == [document.bytes(), ()]
    document.select([inner(4)])
    with qtbot.waitSignal(editor.play_asked) as asked:
        key(qtbot, editor, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [document.bytes(), inner(4)]


def test_what_cannot_be_played_says_so_and_leads_there(qtbot: QtBot, editor: EditorWindow) -> None:
    document = space(editor).document
    document.set_value((*inner(4), "duration_s"), 99_999)
    document.select([inner(0)])
    with qtbot.assertNotEmitted(editor.play_asked):
        editor.run("play")
    assert "mended" in editor.notice.label.text()
    qtbot.mouseClick(editor.notice.action, Qt.MouseButton.LeftButton)
    assert document.selection == (inner(4),)
    editor.run("check")
    assert editor.notice.label.text() == "One thing to look at."
    document.undo()
    editor.run("check")
    assert "can be played" in editor.notice.label.text()


def test_place_and_columns_are_kept(open_editor: Open, file: Path) -> None:
    first = open_editor(file)
    space(first).splitter.setSizes([260, 500, 400])
    first.resize(880, 560)
    text = first.geometry_text()
    second = open_editor(file)
    second.restore_geometry(text)
    assert second.height() == 560
    assert space(second).splitter.sizes()[2] == space(first).splitter.sizes()[2] == 400
    for broken in ("", "nonsense", "a.b.c", "\u2028"):
        second.restore_geometry(broken)
    assert second.height() == 560


def test_titles_of_all_kinds_fit_a_narrow_window(open_editor: Open, data: ProgramData) -> None:
    editor = open_editor(None, QSize(1024, 600))
    outline = space(editor).outline
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


def test_all_parts_have_names_to_be_spoken(editor: EditorWindow) -> None:
    for widget in editor.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            parent = widget.parentWidget()
            assert named or (parent is not None and parent.accessibleName()), widget
