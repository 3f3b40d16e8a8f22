"""Fields with values to choose from: one of several, yes or no, any of several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from psoas_desktop.routine.draft import Json
from psoas_desktop.ui.common.fields import Choice
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.row import FieldRow
from psoas_desktop.ui.editor.fields.text_rows import as_text
from psoas_desktop.ui.editor.fields.words import MIXED, tr


class NarrowChoice(Choice):
    """A choice whose longest words do not make the page wide."""

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(scaled(96), super().minimumSizeHint().height())


class ChoiceRow(FieldRow):
    """One of several values."""

    def __init__(
        self, *args: object, options: Sequence[tuple[str, str]], absent: str = "", **kwargs: object
    ) -> None:
        """Builds it.

        Args:
            *args: As ``FieldRow`` takes them.
            options: Values with their words.
            absent: What stands there where the file says nothing and no value is the default.
            **kwargs: As ``FieldRow`` takes them.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self._values = [value for value, _ in options]
        self._absent = absent
        self.choice = NarrowChoice(options, self)
        self.choice.picked.connect(self._picked)
        self.place(self.choice)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The choice."""
        return (self.choice,)

    def can_go_back(self) -> bool:
        """Back to the default, or to what holds without one."""
        return super().can_go_back() or bool(self._absent)

    def show_value(self, value: Json) -> None:
        """Shows the value; one that cannot be chosen is shown as it is written."""
        if value in self._values:
            self.choice.setCurrentIndex(self._values.index(value))
        else:
            self._none(shown(as_text(value))[:80])

    def show_absent(self) -> None:
        """Shows the default."""
        if self.default in self._values:
            self.choice.setCurrentIndex(self._values.index(self.default))
        else:
            self._none(self._absent)

    def show_mixed(self) -> None:
        """Shows none of them."""
        self._none(tr(MIXED))

    def _none(self, words: str) -> None:
        self.choice.setPlaceholderText(words)
        self.choice.setCurrentIndex(-1)

    def _picked(self, value: object) -> None:
        self.write(value)
        self.leave()


class FlagRow(FieldRow):
    """Yes or no."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self.box = QCheckBox(self.name.text().replace("&", "&&"), self)
        self.box.clicked.connect(self._clicked)
        self.name.hide()
        self.place(self.box)
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The box."""
        return (self.box,)

    def show_value(self, value: Json) -> None:
        """Shows whether it holds."""
        self.box.setTristate(False)
        self.box.setChecked(value is True)

    def show_absent(self) -> None:
        """Shows the default."""
        self.show_value(self.default)

    def show_mixed(self) -> None:
        """Shows neither."""
        self.box.setCheckState(Qt.CheckState.PartiallyChecked)

    def _clicked(self) -> None:
        self.box.setTristate(False)
        self.write(self.box.isChecked())
        self.leave()


class FlagsRow(FieldRow):
    """Any of several values; none at all is the same as saying nothing."""

    def __init__(self, *args: object, options: Sequence[tuple[str, str]], **kwargs: object) -> None:
        """Builds it.

        Args:
            *args: As ``FieldRow`` takes them.
            options: Values with their words.
            **kwargs: As ``FieldRow`` takes them.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as FieldRow takes them
        self._boxes: dict[str, QCheckBox] = {}
        whole = QWidget(self)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, (value, words) in enumerate(options):
            box = QCheckBox(words.replace("&", "&&"), whole)
            box.clicked.connect(self._clicked)
            self._boxes[value] = box
            grid.addWidget(box, at // 2, at % 2)
        self.place(whole)
        for box in self._boxes.values():
            box.setAccessibleName(f"{self.name.text()}: {box.text()}")
        self.show_absent()

    def controls(self) -> tuple[QWidget, ...]:
        """The boxes."""
        return tuple(self._boxes.values())

    def show_value(self, value: Json) -> None:
        """Shows which hold."""
        chosen = value if isinstance(value, list) else []
        for name, box in self._boxes.items():
            box.setChecked(name in chosen)

    def show_absent(self) -> None:
        """Shows the default."""
        self.show_value(self.default if isinstance(self.default, list) else [])

    def show_mixed(self) -> None:
        """Such lists are not edited together."""
        self.show_absent()

    def _clicked(self) -> None:
        chosen = [value for value, box in self._boxes.items() if box.isChecked()]
        if chosen:
            self.write(chosen)
        else:
            self.clear()
        self.leave()
