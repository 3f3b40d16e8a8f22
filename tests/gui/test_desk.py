"""The desk: windows that ask for each other, settings that hold everywhere, one program for each person."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from psoas_desktop.app.desk import Desk
from psoas_desktop.app.late_sound import LateSound
from psoas_desktop.app.player_of_file import player_of_bytes, player_of_file
from psoas_desktop.app.preferences import Preferences
from psoas_desktop.app.wishes import Verb, Wish, wish_from
from psoas_desktop.playback.inputs import Finish
from psoas_desktop.playback.offering import Offer
from psoas_desktop.services.instance_name import instance_name
from psoas_desktop.services.single_instance import SingleInstance
from psoas_desktop.storage.recovery import Recovery
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.storage.settings import Settings, load_settings
from psoas_desktop.storage.user_paths import UserPaths, user_paths
from psoas_desktop.ui.common.sheet import Sheet
from psoas_desktop.ui.common.theme import DARK, LIGHT, Theme
from psoas_desktop.ui.editor.window import EditorWindow
from psoas_desktop.ui.library.window import LibraryWindow
from psoas_desktop.ui.player.frame import PlayerFrame
from psoas_desktop.ui.player.window import PlayerWindow
from psoas_desktop.ui.program.help_window import HelpWindow
from psoas_desktop.ui.program.settings_window import SettingsWindow

DAILY = routines_root() / "daily-chair-rest.psoas.json"


@pytest.fixture
def paths(tmp_path: Path) -> UserPaths:
    return user_paths({}, tmp_path / "home", "linux")


@pytest.fixture
def desk(
    dressed: QApplication, paths: UserPaths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    # No test speaks: a speech service may take longer to leave than a test.
    monkeypatch.setattr(LateSound, "make", lambda _: None)
    scale = dressed.font()
    made = Desk(dressed, paths, Preferences(Settings(theme="light"), paths.settings))
    yield made
    for window in dressed.topLevelWidgets():
        if isinstance(window, PlayerWindow):
            window.close()
            window.close()  # the first one asks
    made.quit()
    qtbot.waitUntil(lambda: not shown(dressed, LibraryWindow) and not shown(dressed, EditorWindow))
    dressed.setFont(scale)


def shown(application: QApplication, kind: type) -> list:
    return [one for one in application.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def own_copy(tmp_path: Path, title: str = "Mine") -> Path:
    data = json.loads(DAILY.read_text())
    path = tmp_path / "mine.psoas.json"
    path.write_text(json.dumps({**data, "title": title}))
    return path


def test_the_library_is_opened_once(desk: Desk, dressed: QApplication) -> None:
    desk.grant(Wish())
    desk.grant(Wish())
    assert len(shown(dressed, LibraryWindow)) == 1


def test_a_routine_is_opened_in_one_editor(desk: Desk, dressed: QApplication, tmp_path: Path) -> None:
    mine = own_copy(tmp_path)
    desk.grant(Wish(Verb.EDIT, mine))
    desk.grant(Wish(Verb.EDIT, mine))
    (editor,) = shown(dressed, EditorWindow)
    assert editor.session.path == mine
    assert desk.edit() is not editor
    assert len(shown(dressed, EditorWindow)) == 2


def test_a_routine_is_the_same_by_another_way_to_it(desk: Desk, tmp_path: Path) -> None:
    mine = own_copy(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    editor = desk.edit(mine)
    assert desk.edit(tmp_path / "link" / mine.name) is editor
    assert desk.edit(tmp_path / "link" / ".." / tmp_path.name / mine.name) is editor


def test_a_ready_made_routine_that_is_gone_is_told_of(desk: Desk) -> None:
    editor = desk.edit(routines_root() / "gone.psoas.json")
    assert editor.notice.label.text() == (
        "gone.psoas.json could not be opened. The file or its folder is not there any more."
    )
    assert editor.session.path is None


def test_a_ready_made_routine_is_edited_as_a_copy(desk: Desk) -> None:
    editor = desk.edit(DAILY)
    assert editor.session.path is None
    assert editor.session.title == "Daily chair rest"


def test_the_first_save_proposes_the_folder_of_own_routines(desk: Desk, paths: UserPaths) -> None:
    editor = desk.edit()
    editor.run("save")
    dialog = editor.questions.dialog
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == paths.routines
    assert dialog.selectedFiles() == [str(paths.routines / "New routine.psoas.json")]
    dialog.reject()


def test_the_screen_behind_the_preview_does_not_keep_the_program_alive(
    desk: Desk, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = desk.edit(own_copy(tmp_path))
    qtbot.waitUntil(lambda: editor.workspace is not None and editor.workspace.preview is not None)
    document = editor.session.document
    assert document is not None
    document.select([("items", 0)])
    preview = editor.workspace.preview
    qtbot.waitUntil(lambda: preview.picture is not None)
    screens = [one for one in shown(dressed, PlayerFrame) if not isinstance(one, PlayerWindow)]
    assert screens
    assert not [one for one in screens if one.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)]


@pytest.mark.parametrize(("theme", "stage"), [("system", DARK), ("light", LIGHT)])
def test_the_preview_has_the_colours_of_the_player(
    dressed: QApplication, paths: UserPaths, qtbot: QtBot, tmp_path: Path, theme: str, stage: Theme
) -> None:
    desk = Desk(dressed, paths, Preferences(Settings(theme=theme), paths.settings))
    editor = desk.edit(own_copy(tmp_path))
    qtbot.waitUntil(lambda: editor.workspace is not None and editor.workspace.preview is not None)
    document = editor.session.document
    assert document is not None
    document.select([("items", 0)])
    preview = editor.workspace.preview
    qtbot.waitUntil(lambda: preview.picture is not None)
    image = preview.picture.toImage()
    assert image.pixelColor(1, image.height() // 2).name() == stage.ground.lower()
    editor.close()


def test_what_was_opened_is_among_the_recent_everywhere(desk: Desk, tmp_path: Path, paths: UserPaths) -> None:
    mine = own_copy(tmp_path)
    desk.edit(mine)
    settings, problem = load_settings(paths.settings)
    assert (settings.recent[0], problem) == (mine, "")


def test_a_routine_is_played_and_the_library_stays(
    desk: Desk, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.grant(Wish())
    desk.play(own_copy(tmp_path))
    (player,) = shown(dressed, PlayerWindow)
    assert player.isFullScreen()
    assert "Mine" in player.windowTitle()
    player.close()
    assert shown(dressed, PlayerWindow), "the first close asks"
    player.close()
    qtbot.waitUntil(lambda: not shown(dressed, PlayerWindow))
    assert shown(dressed, LibraryWindow)


def test_one_session_at_a_time(desk: Desk, dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    desk.play(own_copy(tmp_path))
    (first,) = shown(dressed, PlayerWindow)
    desk.play(DAILY)
    assert shown(dressed, PlayerWindow) == [first]
    assert first.page is first.leave, "the one that runs asks whether to leave it"
    first.close()
    qtbot.waitUntil(lambda: not shown(dressed, PlayerWindow))
    desk.play(DAILY)
    (second,) = shown(dressed, PlayerWindow)
    assert second is not first


def test_a_routine_that_fits_takes_the_place_of_one_that_does_not(
    desk: Desk, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.play(own_copy(tmp_path))
    (before,) = shown(dressed, PlayerWindow)
    given, _ = player_of_file(DAILY)
    assert given is not None

    def finished() -> bool:
        before.feed(Finish())  # what comes right after the window is taken for a stray key
        return before.page is before.finished

    qtbot.waitUntil(finished)
    before.another_asked.emit(Offer(given, 0, 0))
    (after,) = shown(dressed, PlayerWindow)
    assert after is not before
    assert given.routine.title in after.windowTitle()


def test_what_cannot_be_played_is_said_in_the_library(
    desk: Desk, dressed: QApplication, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.psoas.json"
    broken.write_text('{"format": 1, "id": "a", "title": "T", "items": []}')
    desk.play(broken)
    (library,) = shown(dressed, LibraryWindow)
    assert library.notice.isVisible()
    assert "block" in library.notice.label.text().lower()
    assert not shown(dressed, PlayerWindow)


def test_theme_and_size_of_text_change_at_once(desk: Desk, dressed: QApplication) -> None:
    desk.grant(Wish())
    (library,) = shown(dressed, LibraryWindow)
    before = library.palette().window().color()
    desk._preferences.set(replace(desk._preferences.now, theme="high-contrast", text_scale=1.5))
    assert library.palette().window().color() != before
    assert library.font().pixelSize() > 15


def test_settings_and_help_are_opened_once_and_speak_to_each_other(desk: Desk, dressed: QApplication) -> None:
    library = desk.show_library()
    library.settings_asked.emit()
    library.settings_asked.emit()
    (settings,) = shown(dressed, SettingsWindow)
    settings.theme.picked.emit("high-contrast")
    assert desk._preferences.now.theme == "high-contrast"
    library.help_asked.emit("library")
    (help_window,) = shown(dressed, HelpWindow)
    assert help_window.page == "library"


def test_settings_open_over_the_window_that_asks_and_whole_on_the_screen(
    desk: Desk, dressed: QApplication
) -> None:
    library = desk.show_library()
    library.settings_asked.emit()
    (settings,) = shown(dressed, SettingsWindow)
    room = settings.screen().availableGeometry()
    assert room.contains(settings.geometry())
    assert library.geometry().intersects(settings.geometry())


def test_settings_that_cannot_be_stored_hold_all_the_same(desk: Desk, dressed: QApplication) -> None:
    def full(_path: Path, _settings: Settings) -> None:
        raise OSError(28, "The disk is full.")

    desk._preferences._save = full
    desk._preferences.set(replace(desk._preferences.now, theme="dark"))
    assert desk._preferences.now.theme == "dark"
    (library,) = shown(dressed, LibraryWindow)
    assert library.notice.label.text() == "The disk is full."


def test_unsaved_work_is_offered_and_opened(desk: Desk, dressed: QApplication, paths: UserPaths) -> None:
    Recovery(paths.recovery).keep("k", DAILY.read_bytes(), {"title": "Lost", "when": 1.0})
    desk.grant(Wish())
    desk.settle()
    (sheet,) = shown(dressed, Sheet)
    assert "Lost" in sheet.windowTitle()
    sheet.answer("open")
    (editor,) = shown(dressed, EditorWindow)
    assert editor.session.title == "Daily chair rest"
    assert editor.session.modified
    assert [kept.key for kept in Recovery(paths.recovery).left_over()] == ["k"], (
        "a second fault loses nothing"
    )
    editor.session.document.saved(editor.session.document.draft)


@pytest.mark.parametrize(("answer", "left"), [("later", 1), ("discard", 0)])
def test_unsaved_work_can_wait_or_be_thrown_away(
    desk: Desk, dressed: QApplication, paths: UserPaths, answer: str, left: int
) -> None:
    Recovery(paths.recovery).keep("k", DAILY.read_bytes(), {"title": "Lost", "when": 1.0})
    desk.grant(Wish())
    desk.settle()
    shown(dressed, Sheet)[0].answer(answer)
    assert not shown(dressed, EditorWindow)
    assert len(Recovery(paths.recovery).left_over()) == left


def test_windows_are_where_they_were(dressed: QApplication, paths: UserPaths, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(theme="light"), paths.settings)
    first = Desk(dressed, paths, preferences)
    first.show_library().resize(700, 500)
    first.quit()
    stored, _ = load_settings(paths.settings)
    second = Desk(dressed, paths, Preferences(stored, paths.settings))
    assert second.show_library().width() == 700
    second.quit()
    qtbot.waitUntil(lambda: not shown(dressed, LibraryWindow))


def test_a_second_start_hands_its_wish_over(dressed: QApplication, paths: UserPaths, qtbot: QtBot) -> None:
    paths.state.mkdir(parents=True)
    first = SingleInstance(instance_name(paths.state, "linux"))
    assert first.first()
    script = (
        "import sys; from pathlib import Path; from psoas_desktop.app.starting import run_desk;"
        "from psoas_desktop.app.wishes import Verb, Wish;"
        "from psoas_desktop.storage.user_paths import user_paths;"
        "sys.exit(run_desk(Wish(Verb.SHOW, Path(sys.argv[2])), user_paths({}, Path(sys.argv[1]), 'linux')))"
    )
    home = str(paths.state.parents[2])
    with qtbot.waitSignal(first.message, timeout=30_000) as heard:
        second = subprocess.Popen([sys.executable, "-c", script, home, str(DAILY)])
    assert wish_from(heard.args[0]) == Wish(Verb.SHOW, DAILY)
    assert second.wait(30) == 0
    first.close()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"verb": "delete", "file": "/etc/passwd"}',
        b'{"verb": "edit", "file": 3}',
        b'{"verb": "edit", "file": "relative.json"}',
        b'{"verb": "edit", "file": "/a\\u0000b"}',
        b'{"verb": "edit", "file": "/' + b"a" * 5000 + b'"}',
    ],
)
def test_an_odd_message_opens_the_library(message: bytes) -> None:
    assert wish_from(message) == Wish()


def test_a_wish_is_read_as_it_was_written() -> None:
    for wish in (Wish(), Wish(Verb.EDIT, DAILY), Wish(Verb.SHOW, Path("/tmp/Ä “x”.json"))):
        assert wish_from(wish.as_bytes()) == wish


def test_why_a_file_cannot_be_played(tmp_path: Path) -> None:
    player, why = player_of_file(tmp_path / "nowhere.json")
    assert player is None
    assert why
    careless = Path(__file__).resolve().parents[1] / "files" / "careless.psoas.json"
    player, why = player_of_file(careless)
    assert player is None
    assert "belly" in why
    player, why = player_of_file(DAILY)
    assert (why, player.routine.title) == ("", "Daily chair rest")


def test_playing_from_a_block_leaves_out_what_comes_before() -> None:
    player, _ = player_of_bytes(DAILY.read_bytes(), ("items", 2))
    assert next(block.kind.id for block in player.routine.blocks()) == "chair-rest"


def test_an_editor_remembers_its_columns(desk: Desk, paths: UserPaths, tmp_path: Path) -> None:
    editor = desk.edit(own_copy(tmp_path))
    kept = editor.geometry_text()
    editor.close()
    settings, _ = load_settings(paths.settings)
    assert settings.windows["editor"] == kept


def test_a_speech_service_that_hangs_takes_nothing_with_it(
    desk: Desk, dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LateSound, "close", lambda _: False)
    desk.grant(Wish())
    desk.play(own_copy(tmp_path))
    (player,) = shown(dressed, PlayerWindow)
    player.close()
    player.close()
    qtbot.waitUntil(lambda: not shown(dressed, PlayerWindow))
    assert desk.hangs
    assert player.objectName() == "player", "it is not freed under the thread that hangs"
    assert shown(dressed, LibraryWindow)
    shiboken6.delete(player)  # nothing hangs here in truth, and its sound would be made in another test


def test_what_is_saved_is_recent_and_in_the_library(desk: Desk, paths: UserPaths, tmp_path: Path) -> None:
    editor = desk.edit(own_copy(tmp_path))
    other = tmp_path / "other.psoas.json"
    editor.saved.emit(other)
    settings, _ = load_settings(paths.settings)
    assert settings.recent[0] == other


def test_why_a_draft_cannot_be_played_is_said_where_it_is_written(
    desk: Desk, dressed: QApplication, tmp_path: Path
) -> None:
    editor = desk.edit(own_copy(tmp_path))
    editor.play_asked.emit(b'{"format": 1, "id": "a", "title": "T", "items": []}', ())
    assert editor.notice.isVisible()
    assert not shown(dressed, PlayerWindow)
    assert not shown(dressed, LibraryWindow)


def test_a_phone_number_that_is_being_typed_is_kept_when_the_settings_close(
    desk: Desk, dressed: QApplication, paths: UserPaths, qtbot: QtBot
) -> None:
    desk.grant(Wish())
    desk.show_settings()
    (window,) = shown(dressed, SettingsWindow)
    qtbot.waitUntil(window.isActiveWindow)
    window.contact_phone.setFocus()
    QTest.keyClicks(window.contact_phone, "112 233")
    QTest.keyClick(window.contact_phone, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load_settings(paths.settings)[0].emergency_phone == "112 233"
    desk.show_settings()
    assert window.contact_phone.text() == "112 233"
