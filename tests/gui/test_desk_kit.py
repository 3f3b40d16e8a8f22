"""The kit of windows: labels, buttons, icons, fields, sheets, and the style that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.ui.common.desk_button import DeskButton, Weight
from psoas_desktop.ui.common.desk_controls import GROOVE_SHADE, SCROLL_FADE
from psoas_desktop.ui.common.desk_paint import between
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.fields import Choice, Field, Number, SearchField, TextArea
from psoas_desktop.ui.common.icons import Icons, icons_folder, tinted
from psoas_desktop.ui.common.label import Label, Role
from psoas_desktop.ui.common.sheet import Answer, Notice, Sheet
from psoas_desktop.ui.common.theme import DARK, LIGHT, THEMES, Theme
from psoas_desktop.ui.common.theme_choice import chosen_theme, theme_for
from tests.gui.test_theme import contrast


@pytest.fixture(autouse=True)
def desk(dressed: QApplication) -> Iterator[QApplication]:
    dress(dressed, LIGHT)
    yield dressed
    dressed.setStyle("Fusion")


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows widgets below each other in a window of their own, which lives as long as the test."""
    kept: list[QWidget] = []

    def shown_in(*widgets: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        kept.append(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown_in


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


class TestLabel:
    def test_markup_is_letters(self, show: Show) -> None:
        label = Label("<b>bold</b><img src=/dev/zero>")
        show(label)

        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.sizeHint().width() > Label("bold").sizeHint().width()

    @pytest.mark.parametrize("role", Role)
    def test_its_size_follows_the_person(self, show: Show, desk: QApplication, role: Role) -> None:
        label = Label("words", role)
        show(label)
        assert label.font().pixelSize() == role.pixels

        dress(desk, LIGHT, 2.0)

        assert label.font().pixelSize() == 2 * role.pixels

    def test_an_elided_one_stays_on_one_line_and_says_so(self, show: Show) -> None:
        label = Label("Slowly roll to your left side " * 9)
        label.elided = True
        window = show(label)
        window.resize(300, 60)

        assert label.painted_text().endswith("…")
        assert label.height() < 40
        assert label.minimumSizeHint().width() == 0


class TestButton:
    def test_it_is_36_high_and_never_cuts_its_words(self, show: Show) -> None:
        button = DeskButton("Save a copy & close", icon="save")
        window = show(button)
        window.resize(10, 10)

        assert button.height() == 36
        assert button.width() >= button.sizeHint().width()
        assert button.accessibleName() == "Save a copy & close"

    def test_the_focus_changes_its_look_at_every_weight(self, qtbot: QtBot, show: Show) -> None:
        for weight in Weight:
            button, other = DeskButton("Play", icon="play", weight=weight), DeskButton("Other")
            window = show(button, other)
            other.setFocus()
            without = button.grab().toImage()
            button.setFocus()
            qtbot.waitUntil(button.hasFocus)

            assert button.grab().toImage() != without, weight
            window.close()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    def test_it_is_pressed_by_keys(self, show: Show, key: Qt.Key) -> None:
        button = DeskButton("Play")
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))
        show(button)
        QTest.keyClick(button, key)
        assert pressed == [True]
        QTest.keyClick(button, key, Qt.KeyboardModifier.ControlModifier)
        button.setEnabled(False)
        QTest.keyClick(button, key)
        assert len(pressed) == 1 + (key is Qt.Key.Key_Space)

    def test_icon_and_words_follow_the_theme(self, show: Show, desk: QApplication) -> None:
        button = DeskButton("Edit", icon="edit")
        show(button)
        assert LIGHT.ink.lower() in colours(button.grab().toImage())

        dress(desk, DARK)

        assert DARK.ink.lower() in colours(button.grab().toImage())


class TestIcons:
    def test_every_icon_can_be_drawn_in_any_colour(self) -> None:
        names = [file.stem for file in icons_folder().glob("*.svg")]
        assert len(names) >= 45
        for name in names:
            assert colours(tinted(icons_folder(), name, 64, 1.0, "#123456").toImage()) == {"#123456"}, name

    def test_an_icon_pales_when_disabled(self) -> None:
        icons = Icons(icons_folder(), DARK)
        icon = icons.icon("play")

        shown = {
            mode: colours(icon.pixmap(40, 40, mode).toImage())
            for mode in (icon.Mode.Normal, icon.Mode.Disabled)
        }

        assert DARK.ink.lower() in shown[icon.Mode.Normal]
        assert DARK.quiet.lower() in shown[icon.Mode.Disabled]

    def test_a_name_that_is_not_there_is_told(self) -> None:
        with pytest.raises(OSError, match="nothing-of-that-name"):
            Icons(icons_folder(), DARK).pixmap("nothing-of-that-name")


class TestFields:
    def test_a_field_names_its_control(self, show: Show) -> None:
        line = QLineEdit()
        field = Field("Title", line, "Shown on its card")
        show(field)

        assert (line.accessibleName(), line.accessibleDescription()) == ("Title", "Shown on its card")

    @pytest.mark.parametrize("make", [lambda: Choice([(1, "One"), (2, "Two")]), lambda: Number(1, 9)])
    def test_the_wheel_over_a_control_without_focus_changes_nothing(self, show: Show, make) -> None:
        control, other = make(), QLineEdit()
        show(control, other)
        other.setFocus()
        before = control.value()
        wheel = QWheelEvent(
            QPointF(5, 5), control.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, wheel)

        assert control.value() == before
        assert not wheel.isAccepted()

    def test_a_choice_sends_its_value_when_a_person_picks(self, show: Show) -> None:
        choice = Choice([("all", "Everything"), ("fewer", "Fewer")])
        show(choice)
        picked: list[object] = []
        choice.picked.connect(picked.append)
        choice.set_value("all")
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Down)

        assert picked == ["fewer"]
        assert choice.value() == "fewer"

    def test_a_text_area_takes_no_more_than_its_most_and_no_markup(self, show: Show) -> None:
        area = TextArea(most=10)
        show(area)
        QTest.keyClicks(area, "<b>0123456789")

        assert area.toPlainText() == "<b>0123456"

    def test_escape_empties_a_search_and_then_belongs_to_the_window(self, show: Show) -> None:
        search = SearchField("Search")
        window = show(search)
        seen: list[int] = []
        window.keyPressEvent = lambda event: seen.append(event.key())  # type: ignore[method-assign]
        QTest.keyClicks(search, "lunge")
        QTest.keyClick(search, Qt.Key.Key_Escape)
        assert (search.text(), seen) == ("", [])

        QTest.keyClick(search, Qt.Key.Key_Escape)

        assert seen == [int(Qt.Key.Key_Escape)]


class TestSheet:
    ANSWERS = (
        Answer("stay", "Go on editing", safe=True),
        Answer("drop", "Do not save"),
        Answer("save", "Save", Weight.PRIMARY),
    )

    @pytest.fixture
    def sheet(self, qtbot: QtBot, show: Show) -> tuple[Sheet, list[str]]:
        window = show()
        sheet = Sheet(window, "Save the changes?", "Your changes are not on disk yet.", self.ANSWERS)
        chosen: list[str] = []
        sheet.chosen.connect(chosen.append)
        sheet.open()
        qtbot.waitUntil(sheet.isActiveWindow)
        return sheet, chosen

    def test_escape_is_the_safe_answer_and_is_given_once(self, sheet: tuple[Sheet, list[str]]) -> None:
        QTest.keyClick(sheet[0], Qt.Key.Key_Escape)

        assert sheet[1] == ["stay"]

    def test_closing_its_window_is_the_safe_answer(self, sheet: tuple[Sheet, list[str]]) -> None:
        sheet[0].close()

        assert sheet[1] == ["stay"]

    def test_enter_presses_the_button_with_the_focus(self, sheet: tuple[Sheet, list[str]]) -> None:
        sheet[0].activateWindow()
        QTest.keyClick(sheet[0], Qt.Key.Key_Return)

        assert sheet[1] == ["save"]

    def test_a_click_answers(self, sheet: tuple[Sheet, list[str]], qtbot: QtBot) -> None:
        qtbot.mouseClick(sheet[0].buttons["drop"], Qt.MouseButton.LeftButton)

        assert sheet[1] == ["drop"]

    def test_a_sheet_without_an_answer_is_refused(self) -> None:
        with pytest.raises(ValueError, match="answer"):
            Sheet(None, "A", "b", ())


class TestNotice:
    def test_its_action_undoes_once_and_takes_it_away(self, qtbot: QtBot, show: Show) -> None:
        notice = Notice()
        show(notice)
        undone: list[str] = []
        notice.say("Moved <b>Evening</b> to the bin.", "Undo", lambda: undone.append("undo"))
        assert notice.label.text() == "Moved <b>Evening</b> to the bin."

        qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)

        assert undone == ["undo"]
        assert notice.isHidden()

    @pytest.mark.parametrize("scale", [1.0, 2.0])
    def test_a_long_message_is_never_cut(self, show: Show, desk: QApplication, scale: float) -> None:
        dress(desk, LIGHT, scale)
        notice, below = Notice(), TextArea()
        window = show(notice, below)
        window.resize(500, 760)
        notice.say("The file was changed by somebody else while you had it open. " * 4, "Undo")
        for _ in range(3):
            QApplication.processEvents()

        assert notice.label.height() >= notice.label.heightForWidth(notice.label.width())
        assert notice.height() < below.height() or scale > 1

    def test_without_an_action_there_is_no_empty_button(self, qtbot: QtBot, show: Show) -> None:
        notice = Notice()
        show(notice)
        notice.say("Saved.")

        assert notice.action.isHidden()
        with qtbot.waitSignal(notice.closed):
            qtbot.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)


class TestStyle:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
    def test_open_windows_follow_the_theme_at_once(
        self, show: Show, desk: QApplication, theme: Theme
    ) -> None:
        line = QLineEdit("a title")
        window = show(line)

        dress(desk, theme)

        assert window.grab().toImage().pixelColor(1, 1) == QColor(theme.ground)
        assert line.grab().toImage().pixelColor(line.width() // 2, 5) == QColor(theme.raised)

    def test_fields_and_buttons_grow_with_the_text(self, show: Show, desk: QApplication) -> None:
        line, choice, button = QLineEdit(), Choice([(1, "One")]), DeskButton("Save")
        show(line, choice, button)
        assert {line.height(), choice.height(), button.height()} == {36}

        dress(desk, LIGHT, 2.0)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

        assert {widget.sizeHint().height() for widget in (line, choice, button)} == {72}

    def test_a_scroll_bar_is_all_groove_and_its_slider_can_be_dragged(self, show: Show) -> None:
        bar = QScrollBar(Qt.Orientation.Vertical)
        bar.setRange(0, 100)
        bar.setPageStep(20)
        show(bar)
        bar.resize(12, 300)
        QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 10))
        QTest.mouseMove(bar, QPoint(6, 290))
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 290))

        assert bar.value() == 100

    def test_both_arrows_of_a_number_work(self, show: Show) -> None:
        number = Number(1, 9)
        show(number)
        right = number.width() - 14
        for y, expected in ((10, 2), (10, 3), (27, 2)):
            QTest.mouseClick(number, Qt.MouseButton.LeftButton, pos=QPoint(right, y))
            assert number.value() == expected


class TestThemes:
    @pytest.mark.parametrize(
        ("name", "dark", "high", "expected"),
        [
            ("dark", False, True, "dark"),
            ("system", True, False, "dark"),
            ("system", False, False, "light"),
            ("system", True, True, "high-contrast"),
            ("system", False, True, "high-contrast-light"),
            ("of a later version", False, False, "light"),
        ],
    )
    def test_a_setting_means_a_theme(self, name: str, dark: bool, high: bool, expected: str) -> None:
        assert theme_for(name, dark=dark, high_contrast=high).name == expected

    def test_the_system_is_asked(self) -> None:
        assert chosen_theme("high-contrast").name == "high-contrast"
        assert chosen_theme("system").name in THEMES

    @pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
    def test_windows_can_be_read_and_their_controls_seen(self, theme: Theme) -> None:
        for ground in (theme.ground, theme.raised):
            for ink in (theme.ink, theme.quiet):
                assert contrast(ink, ground) >= 4.5, (ink, ground)
            for graphic in (theme.quiet, theme.leaf, theme.action):
                assert contrast(graphic, ground) >= 3.0, (graphic, ground)
        hovered = between(theme.raised, theme.ink, 0.12).name()
        assert contrast(theme.ink, hovered) >= 4.5
        pressed = between(theme.action, theme.ground, 0.24).name()
        assert contrast(theme.on_action, pressed) >= 4.5
        assert contrast(between(theme.quiet, theme.ground, SCROLL_FADE).name(), theme.ground) >= 3.0
        assert contrast(between(theme.line, theme.quiet, GROOVE_SHADE).name(), theme.ground) >= 3.0
