"""The program's own windows: settings, about, help, and the one after a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.routine.problem_texts import TEXTS
from psoas_desktop.storage.advice_files import read_rulebook
from psoas_desktop.storage.help_files import read_help, read_licences
from psoas_desktop.storage.library_search import understand
from psoas_desktop.storage.resources import root
from psoas_desktop.storage.search_words import Topic
from psoas_desktop.storage.settings import Settings
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.icons import app_icon, app_mark
from psoas_desktop.ui.common.label import Label
from psoas_desktop.ui.common.theme import DARK, LIGHT
from psoas_desktop.ui.editor.actions import SPECS
from psoas_desktop.ui.library import actions as library_actions
from psoas_desktop.ui.program.about_window import AboutWindow
from psoas_desktop.ui.program.crash_window import CrashWindow
from psoas_desktop.ui.program.help_pages import ORDER, Kind, read_page, read_pages, search
from psoas_desktop.ui.program.help_window import HelpWindow
from psoas_desktop.ui.program.settings_window import SettingsWindow

REPO = Path(__file__).resolve().parents[2]
PAGES = read_pages(read_help(root(), "en"), lambda _, text: text, read_rulebook(root()).rules)


@pytest.fixture(autouse=True)
def desk(dressed: QApplication) -> Iterator[QApplication]:
    dress(dressed, LIGHT)
    yield dressed
    dressed.setStyle("Fusion")


def opened(qtbot: QtBot, window: QWidget) -> None:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label))


class TestSettings:
    def window(self, qtbot: QtBot, settings: Settings, chosen: Path | None = None) -> SettingsWindow:
        window = SettingsWindow(settings, ["LG", "Beamer"], Path("/home/m/own"), lambda: chosen)
        opened(qtbot, window)
        return window

    def test_it_shows_what_is_set_and_sends_nothing_by_itself(self, qtbot: QtBot) -> None:
        settings = Settings(
            theme="dark", text_scale=1.5, bells=False, speech_amount="fewer", player_screen=2,
            folders=(Path("/a"),), emergency_name="Ada", emergency_phone="112", reduced_motion="on",
        )  # fmt: skip
        window = self.window(qtbot, Settings())
        sent: list[Settings] = []
        window.changed.connect(sent.append)
        window.take(settings)

        assert sent == []
        assert window.theme.value() == "dark"
        assert window.text_size.value() == 1.5
        assert (window.voice.isChecked(), window.bells.isChecked()) == (True, False)
        assert window.screen_number.value() == 2
        assert window.folders.list.count() == 2
        assert window.contact_phone.text() == "112"
        assert window.settings == settings

    def test_each_change_by_keyboard_applies_at_once(self, qtbot: QtBot) -> None:
        window = self.window(qtbot, Settings())
        sent: list[Settings] = []
        window.changed.connect(sent.append)
        for control, key in (
            (window.theme, Qt.Key.Key_Down),
            (window.text_size, Qt.Key.Key_Down),
            (window.motion, Qt.Key.Key_Down),
            (window.voice, Qt.Key.Key_Space),
            (window.bells, Qt.Key.Key_Space),
            (window.screen_number, Qt.Key.Key_Down),
        ):
            control.setFocus()
            QTest.keyClick(control, key)

        expected = replace(
            Settings(), theme="light", text_scale=1.25, reduced_motion="on", voice=False, bells=False,
            player_screen=1,
        )  # fmt: skip
        assert len(sent) == 6
        assert sent[-1] == expected
        assert not window.amount.isEnabled()

    def test_a_contact_counts_when_its_field_is_left_or_the_window_goes(self, qtbot: QtBot) -> None:
        window = self.window(qtbot, Settings())
        sent: list[Settings] = []
        window.changed.connect(sent.append)
        window.contact_name.setFocus()
        QTest.keyClicks(window.contact_name, " Ada ")
        QTest.keyClick(window.contact_name, Qt.Key.Key_Tab)
        assert [one.emergency_name for one in sent] == ["Ada"]
        QTest.keyClicks(window.contact_phone, "112")

        window.close()

        assert sent[-1].emergency_phone == "112"

    def test_folders_are_added_and_taken_out_and_the_own_one_stays(self, qtbot: QtBot) -> None:
        window = self.window(qtbot, Settings(), Path("/b"))
        sent: list[Settings] = []
        window.changed.connect(sent.append)
        assert not window.folders.take_out.isEnabled()
        qtbot.mouseClick(window.folders.add, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(window.folders.add, Qt.MouseButton.LeftButton)
        assert [one.folders for one in sent] == [(Path("/b"),)]

        window.folders.list.setFocus()
        QTest.keyClick(window.folders.list, Qt.Key.Key_Delete)

        assert sent[-1].folders == ()
        assert window.folders.list.count() == 1

    def test_every_control_has_a_name_and_is_reached_by_tab(self, qtbot: QtBot) -> None:
        window = self.window(qtbot, Settings())
        kinds = (QAbstractButton, QComboBox, QLineEdit)
        controls = {one for kind in kinds for one in window.findChildren(kind) if one.isEnabled()}
        controls = {one for one in controls if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
        assert all(one.accessibleName() or getattr(one, "text", str)() for one in controls)
        reached: set[QWidget] = set()
        for _ in range(40):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            reached.add(window.focusWidget())

        assert controls <= reached

    @pytest.mark.parametrize("scale", [1.0, 2.0])
    def test_nothing_is_cut_in_a_narrow_window(self, qtbot: QtBot, desk: QApplication, scale: float) -> None:
        dress(desk, LIGHT, scale)
        window = self.window(qtbot, Settings(), Path("/b"))
        window.resize(1024, 600)
        area = window.findChild(QScrollArea)

        assert area.widget().minimumSizeHint().width() <= area.viewport().width()

    def test_choices_fill_their_column_while_the_theme_changes(
        self, qtbot: QtBot, desk: QApplication
    ) -> None:
        window = self.window(qtbot, Settings())
        QApplication.processEvents()
        dress(desk, DARK)
        widths: set[int] = set()
        for _ in range(6):
            QApplication.processEvents()
            widths |= {choice.width() for choice in window.findChildren(QComboBox)}

        assert widths == {640}

    def test_escape_closes_it(self, qtbot: QtBot) -> None:
        window = self.window(qtbot, Settings())
        QTest.keyClick(window, Qt.Key.Key_Escape)

        assert window.isHidden()


class TestAbout:
    @pytest.fixture
    def about(self, qtbot: QtBot) -> AboutWindow:
        window = AboutWindow("1.2.3", app_mark, read_licences(root()), lambda: "program: psoas-desktop 1.2.3")
        opened(qtbot, window)
        return window

    def test_it_says_what_the_program_is_not_and_whose_ideas_it_uses(self, about: AboutWindow) -> None:
        said = texts(about)

        assert "Version 1.2.3" in said
        assert "not a medical device; it does not diagnose, treat, prevent or monitor" in said
        assert "it cannot call for help" in said
        assert "no lawyer has seen" in said
        assert "Adapted from Spinning Babies and the work of Liz Koch (Core Awareness)." in said

    def test_every_licence_can_be_read_in_full(self, about: AboutWindow) -> None:
        licences = read_licences(root())
        assert {"psoas_desktop", "noto-sans", "phosphor-icons", "qt", "jsonschema", "wakepy"} <= set(licences)
        for name, text in licences.items():
            about.names.setCurrentItem(about.names.findItems(name, Qt.MatchFlag.MatchExactly)[0])
            assert about.text.toPlainText() == text.replace("\f", " ") or name == "qt"
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in licences["qt"]
        assert "END OF TERMS AND CONDITIONS" in licences["qt"]

    def test_licences_are_those_of_their_sources(self) -> None:
        licences = read_licences(root())
        assert licences["psoas_desktop"] == (REPO / "LICENSE").read_text(encoding="utf-8")
        assert licences["noto-sans"] == (root() / "fonts" / "OFL.txt").read_text(encoding="utf-8")
        assert licences["phosphor-icons"] == (root() / "icons" / "LICENSE.txt").read_text(encoding="utf-8")

    def test_the_computer_is_looked_at_only_when_asked_and_can_be_copied(self, qtbot: QtBot) -> None:
        looked: list[int] = []
        window = AboutWindow("1", app_mark, {}, lambda: looked.append(1) or "qt: 6")
        opened(qtbot, window)
        assert looked == []
        window.tabs.setCurrentIndex(2)
        qtbot.mouseClick(window.copy, Qt.MouseButton.LeftButton)

        assert looked == [1]
        assert QGuiApplication.clipboard().text() == "qt: 6"

    def test_a_link_is_asked_for_and_not_opened(self, about: AboutWindow, qtbot: QtBot) -> None:
        with qtbot.waitSignal(about.link_asked) as asked:
            about.link.click()

        assert asked.args == ["https://www.spinningbabies.com/"]


class TestHelp:
    @pytest.fixture
    def window(self, qtbot: QtBot) -> HelpWindow:
        window = HelpWindow(PAGES)
        opened(qtbot, window)
        return window

    def test_every_page_is_there_and_written(self) -> None:
        assert tuple(page.name for page in PAGES) == ORDER
        assert all(page.title != page.name and page.parts for page in PAGES)

    def test_markup_becomes_parts_and_nothing_else(self) -> None:
        page = read_page("x", "# Title\nWords <b>&\n## Head\n- item\n\n| F1 | Help |\n")

        assert page.title == "Title"
        assert [(part.kind, part.text, part.right) for part in page.parts] == [
            (Kind.TEXT, "Words <b>&", ""),
            (Kind.HEADING, "Head", ""),
            (Kind.ITEM, "item", ""),
            (Kind.ROW, "F1", "Help"),
        ]

    def test_every_problem_is_listed_without_places_to_fill(self) -> None:
        rows = [part for part in PAGES[ORDER.index("problems")].parts if part.kind is Kind.ROW]

        assert {row.text.replace(", ", "/") for row in rows} == set(TEXTS)
        assert "The file is larger than … MB." in " ".join(row.right for row in rows)

    def test_the_keys_it_names_are_those_of_the_windows(self) -> None:
        named: dict[str, set[str]] = {}
        heading = ""
        for part in PAGES[ORDER.index("keys")].parts:
            if part.kind is Kind.HEADING:
                heading = part.text
            elif part.kind is Kind.ROW:
                keys = {QKeySequence(key.replace("Enter", "Return")) for key in part.text.split(", ")}
                named.setdefault(heading, set()).update(key.toString() for key in keys)
        library = {
            QKeySequence(line[2]).toString() for _, menu in library_actions._MENUS for line in menu if line
        }
        editor = {
            QKeySequence(found).toString()
            for spec in SPECS
            for key in spec.keys
            for found in ([key] if isinstance(key, str) else QKeySequence.keyBindings(key))
        }

        assert len(named["In the library"]) == 12
        assert named["In the library"] <= library
        assert named["In the editor"] <= editor

    def test_a_search_in_the_example_is_understood(self) -> None:
        for phrase in ("no lying down", "with a helper", "standing", "under 10 min"):
            assert phrase in " ".join(part.text for part in PAGES[ORDER.index("library")].parts)
            parts = understand(phrase + " ").parts
            assert parts, phrase
            assert all(part.topic is not Topic.WORD for part in parts), phrase

    def test_a_window_opens_its_own_page(self, window: HelpWindow) -> None:
        window.show_page("keys")

        assert window.page == "keys"
        assert "I feel unwell: at once, in every state" in texts(window)

    def test_a_page_that_is_not_there_opens_the_first(self, window: HelpWindow) -> None:
        window.show_page("keys")
        window.show_page("nothing")

        assert window.page == "first-steps"

    def test_a_search_shows_the_place(self, window: HelpWindow, qtbot: QtBot) -> None:
        window.resize(700, 400)
        window.field.setFocus()
        QTest.keyClicks(window.field, "double-clicking")

        assert window.page == "sharing"
        assert window.list.count() == 1

        window.field.clear()
        QTest.keyClicks(window.field, "wait side")
        assert window.page == "playing"
        assert window.column.verticalScrollBar().value() > 0

    def test_nothing_found_says_so_and_shows_the_words_as_they_are(self, window: HelpWindow) -> None:
        QTest.keyClicks(window.field, "zebra<b>")
        assert "“zebra<b>”" in texts(window)
        assert window.list.count() == 0

        QTest.keyClick(window.field, Qt.Key.Key_Escape)

        assert window.list.count() == len(PAGES)
        assert window.page == "first-steps"

    def test_cells_stand_below_each_other_where_it_is_narrow(
        self, window: HelpWindow, desk: QApplication, qtbot: QtBot
    ) -> None:
        window.show_page("keys")
        row = window.findChildren(Label, options=Qt.FindChildOption.FindChildrenRecursively)
        first = next(label for label in row if label.text() == "F1")
        second = next(label for label in row if label.text() == "Help for this window")
        assert first.x() < second.x()
        assert first.y() == second.y()

        window.resize(560, 500)
        QApplication.processEvents()

        assert first.x() == second.x()
        assert first.y() < second.y()

    def test_it_can_be_used_by_keyboard_alone(self, window: HelpWindow) -> None:
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is window.field
        QTest.keyClick(window.field, Qt.Key.Key_Down)
        QTest.keyClick(window.list, Qt.Key.Key_Down)
        assert window.page == "library"
        QTest.keyClick(window, Qt.Key.Key_Escape)

        assert window.isHidden()

    def test_a_search_for_nothing_finds_nothing(self) -> None:
        assert search(PAGES, "  ") == ()


class TestCrash:
    @pytest.fixture
    def crash(self, qtbot: QtBot) -> tuple[CrashWindow, list[str]]:
        window = CrashWindow("psoas_desktop/a.py:1 in b\nKeyError")
        opened(qtbot, window)
        heard: list[str] = []
        window.going_on.connect(lambda: heard.append("go on"))
        window.ending.connect(lambda: heard.append("end"))
        return window, heard

    def test_escape_and_closing_go_on_once(self, crash: tuple[CrashWindow, list[str]]) -> None:
        QTest.keyClick(crash[0], Qt.Key.Key_Escape)
        crash[0].close()

        assert crash[1] == ["go on"]

    def test_it_says_that_work_is_kept_and_copies_the_details(
        self, crash: tuple[CrashWindow, list[str]], qtbot: QtBot
    ) -> None:
        assert "Nothing is lost" in texts(crash[0])
        qtbot.mouseClick(crash[0].copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text().endswith("KeyError")

        qtbot.mouseClick(crash[0].end, Qt.MouseButton.LeftButton)

        assert crash[1] == ["end"]


def test_the_programs_mark_is_there_in_every_size() -> None:
    icon = app_icon()
    assert {size.width() for size in icon.availableSizes()} >= {16, 32, 48, 256, 512}
    assert not app_mark(64).toImage().allGray()


def test_the_page_of_advice_has_every_rule_with_reason_and_source() -> None:
    page = next(page for page in PAGES if page.name == "advice")
    rows = {part.text: part.right for part in page.parts if part.kind is Kind.ROW}
    rules = read_rulebook(root()).rules
    assert set(rows) == {rule.code for rule in rules}
    for rule in rules:
        assert rule.reason in rows[rule.code]
        assert rule.source in rows[rule.code]
