"""The file behind the editor while other programs change it: nobody's work is replaced unseen."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.editor.file_outcomes import Outcome, Reloaded
from psoas_desktop.ui.editor.file_session import FileSession
from tests.gui.editor_fixture import edit, title_of


def test_another_program_changed_it_reload(qtbot: QtBot, session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session, "Mine")
    file.write_bytes(file.read_bytes().replace(b'"With a helper"', b'"Theirs"'))
    with qtbot.waitSignal(session.overtaken):
        session.look()
    assert session.title == "Mine"
    assert session.reload() is Reloaded.DONE
    assert (session.title, session.modified) == ("Theirs", False)
    assert session.document is not None
    session.document.undo()
    assert (session.title, session.modified) == ("Mine", True)
    assert session.save() is Outcome.SAVED


def test_another_program_changed_it_keep_mine(
    qtbot: QtBot, session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    file.write_bytes(file.read_bytes().replace(b'"With a helper"', b'"Theirs"'))
    with qtbot.waitSignal(session.overtaken):
        session.look()
    session.keep_mine()
    assert session.modified
    assert session.worth_asking
    with qtbot.assertNotEmitted(session.overtaken):
        session.look()
    assert session.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "With a helper"


def test_a_save_never_replaces_what_another_program_wrote(
    session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    edit(session, "Mine")
    theirs = file.read_bytes().replace(b'"With a helper"', b'"Theirs"')
    file.write_bytes(theirs)
    assert session.save() is Outcome.CHANGED
    assert file.read_bytes() == theirs
    assert session.modified
    assert session.save_over() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "Mine"


def test_a_text_that_is_broken_by_another_program_is_not_taken(session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session, "Mine")
    file.write_bytes(b"{")
    assert session.reload() is Reloaded.WRONG
    assert session.title == "Mine"


def test_a_file_that_went_is_noticed_once_and_saved_again(
    qtbot: QtBot, session: FileSession, file: Path, data: ProgramData
) -> None:
    session.open(file)
    file.unlink()
    with qtbot.waitSignal(session.vanished):
        session.look()
    assert session.modified
    assert session.worth_asking
    with qtbot.assertNotEmitted(session.vanished):
        session.look()
    assert session.save() is Outcome.SAVED
    assert title_of(file.read_bytes(), data) == "With a helper"


def test_a_file_that_went_before_a_save(session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session)
    file.unlink()
    assert session.save() is Outcome.GONE
    assert session.save_over() is Outcome.SAVED
    assert file.exists()


def test_its_own_save_is_no_change_by_others(qtbot: QtBot, session: FileSession, file: Path) -> None:
    session.open(file)
    edit(session)
    session.save()
    with qtbot.assertNotEmitted(session.overtaken):
        session.look()
