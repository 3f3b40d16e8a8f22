"""Typing another title in the place of the old one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QObject, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from psoas_desktop.ui.common.fitted_text import font_of
from psoas_desktop.ui.common.label import scaled
from psoas_desktop.ui.library.library_model import Index

LONGEST = 200


class TitleEditing(QStyledItemDelegate):
    """Opens a field over a card's title. Enter takes it, Esc leaves the old one."""

    def __init__(self, place: Callable[[Index], QRect], parent: QObject | None = None) -> None:
        """Takes where the title of a card stands."""
        super().__init__(parent)
        self._place = place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A field of one line."""
        field = QLineEdit(parent)
        field.setMaxLength(LONGEST)
        field.setFont(font_of(scaled(15), QFont.Weight.DemiBold))
        field.setAccessibleName(self.tr("Title of the routine"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The old title, all of it selected."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Asks for the new one."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, _option: QStyleOptionViewItem, index: Index) -> None:
        """Over the title."""
        box = self._place(index)
        editor.setGeometry(QRect(box.left() - 4, box.top() - 4, box.width() + 8, scaled(48)))
