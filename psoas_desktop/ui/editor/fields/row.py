"""One field of the inspector: its name, its control, what may be written there, and what is wrong with it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from psoas_desktop.editing.edits import Action
from psoas_desktop.routine.draft import Json, Node, plain
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.values import dataclass
from psoas_desktop.ui.common.icons import icons_folder, tinted
from psoas_desktop.ui.common.label import Label, Role, scaled
from psoas_desktop.ui.editor.fields.holders import Holder
from psoas_desktop.ui.editor.fields.ink import emphasis, ink, quiet
from psoas_desktop.ui.editor.fields.small_button import SmallButton
from psoas_desktop.ui.editor.fields.specs import FieldSpec

INSET = 12
"""Room at the start of a row for the bar that marks a problem."""

BAR_PX = 3

ICONS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "advice"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with a field, in words.

    Attributes:
        level: How it counts.
        text: A sentence.
        path: What it is about, from the field on: in a list, which entry.
    """

    level: Level
    text: str
    path: Path = ()


class ProblemLine(QWidget):
    """A sentence with the sign of its level before it."""

    def __init__(self, said: Said, parent: QWidget | None = None, inset: int = 0) -> None:
        """Takes what it says, and how far it is set in, in pixels."""
        super().__init__(parent)
        self._level = said.level
        layout = QHBoxLayout(self)
        self._inset = inset
        layout.setContentsMargins(inset + scaled(22), 0, 0, 0)
        self.label = Label(said.text, Role.SMALL, self)
        layout.addWidget(self.label)

    def say(self, said: Said) -> None:
        """Says something else."""
        self._level = said.level
        self.label.setText(said.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the sign."""
        side = scaled(16)
        colour = (emphasis(self) if self._level is Level.ERROR else ink(self)).name()
        painter = QPainter(self)
        left = self._inset if self.isLeftToRight() else self.width() - self._inset - side
        painter.drawPixmap(
            left, 2, tinted(icons_folder(), ICONS[self._level], side, self.devicePixelRatioF(), colour)
        )
        painter.end()


class FieldRow(QWidget):
    """A field of a form. It reads and writes one place of a holder."""

    grew = Signal()
    """Something in it needs more or less room, or to be seen."""

    def __init__(
        self,
        spec: FieldSpec,
        words: tuple[str, str],
        parent: QWidget | None = None,
        *,
        default: Json = None,
        of_kind: bool = False,
    ) -> None:
        """Builds the frame; the control comes from the sort of field.

        Args:
            spec: What it edits.
            words: Its name, and a hint.
            parent: Its parent.
            default: What holds where the file says nothing; None for nothing.
            of_kind: Whether that comes from a kind, so that one can go back to it.
        """
        super().__init__(parent)
        self.spec, self.default = spec, default
        self._name_text, self._hint_text = words
        self._of_kind = of_kind
        self._holder: Holder | None = None
        self._seen: tuple[Node | None, ...] | None = None
        self._trouble = ""
        self._problems: tuple[Said, ...] = ()
        self._lines: list[ProblemLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(INSET, 0, 0, 0)
        self._layout.setSpacing(4)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.name = Label(self._name_text, Role.STRONG, self)
        self.head.addWidget(self.name, 1)
        self.back = SmallButton(self.tr("Use the kind's value"), self)
        self.back.setAccessibleName(f"{self.back.text()}: {self._name_text}")
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        self.head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(self.head)
        self.hint = Label(self._hint_text, Role.QUIET, self)
        self.hint.setVisible(bool(self._hint_text))
        self._layout.addWidget(self.hint)

    # What a sort of field adds.

    @abstractmethod
    def show_value(self, value: Json) -> None:
        """Shows what the file says."""

    @abstractmethod
    def show_absent(self) -> None:
        """Shows that the file says nothing: the default stands in its place."""

    @abstractmethod
    def show_mixed(self) -> None:
        """Shows that several blocks say different things."""

    @abstractmethod
    def controls(self) -> tuple[QWidget, ...]:
        """What can have the focus, the first one first."""

    def place(self, control: QWidget) -> None:
        """Puts the control under the name and takes care of its words."""
        self._layout.insertWidget(1, control)
        first = self.controls()[0]
        self.name.setBuddy(first)
        for one in self.controls():
            one.setAccessibleName(self._name_text)
        self._describe()

    # What the form does with it.

    def hide_name(self) -> None:
        """Leaves its name to the heading above it; it is still spoken."""
        self.name.hide()

    @property
    def holder(self) -> Holder | None:
        """What it reads and writes."""
        return self._holder

    def bind(self, holder: Holder) -> None:
        """Takes the item that it belongs to from now on."""
        self._holder, self._seen = holder, None
        self._set_trouble("")
        self.refresh()

    def refresh(self) -> bool:
        """Shows what the draft says now.

        Returns:
            Whether that was something else than before.
        """
        if self._holder is None:
            return False
        nodes = self._holder.nodes(self.spec.path)
        # Nodes compare by identity.
        if self._seen == nodes:
            return False
        self._seen = nodes
        present = [node for node in nodes if node is not None]
        if not present and not self.spec.differs:
            self.show_absent()
        elif present and len(present) == len(nodes) and self._all_same(present):
            self.show_value(plain(present[0]))
        else:
            self.show_mixed()
        self.back.setVisible(self._of_kind and self.can_go_back() and self._differs(present))
        return True

    def can_go_back(self) -> bool:
        """Whether there is anything of the kind's to go back to."""
        return self.default is not None and not self.spec.required

    def set_problems(self, problems: Sequence[Said]) -> None:
        """Shows what is wrong with it."""
        wanted = tuple(problems)
        if wanted != self._problems:
            self._problems = wanted
            self._say()

    @property
    def problems(self) -> tuple[Said, ...]:
        """What is shown to be wrong with it, what cannot be read first."""
        own = (Said(Level.ERROR, self._trouble),) if self._trouble else ()
        return (*own, *self._problems)

    def focus(self, path: Path = ()) -> None:
        """Gives it the focus.

        Args:
            path: What is meant within it, from the field on.
        """
        del path
        self.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # What the sorts of field call.

    def write(self, value: Json) -> None:
        """Gives the field a value."""
        self._change(lambda holder: holder.write(self.spec.path, value))

    def clear(self) -> None:
        """Takes the field away: nothing is written in it any more."""
        self._change(lambda holder: holder.clear(self.spec.path))

    def leave(self) -> None:
        """The person has gone on: what follows is another step of undo."""
        if self._holder is not None:
            self._holder.settle()

    def refuse(self, sentence: str) -> None:
        """Says that what is typed cannot be taken; empty that it can."""
        self._set_trouble(sentence)

    def _change(self, edit: Callable[[Holder], object]) -> None:
        holder = self._holder
        if holder is None:
            return
        try:
            edit(holder)
        except ValueError:
            self._set_trouble(self.tr("A file cannot hold this text. Take out the signs that look broken."))
        except KeyError:
            self._set_trouble(self.tr("Something else stands in the file here. Mend it in the source."))
        else:
            self._set_trouble("")

    def _go_back(self) -> None:
        self._set_trouble("")
        if self._holder is not None:
            self._seen = None
            self._holder.clear(self.spec.path, Action.RESET)
            self.refresh()
        self.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _differs(self, present: Sequence[Node]) -> bool:
        return any(plain(node) != self.default for node in present)

    @staticmethod
    def _all_same(nodes: Sequence[Node]) -> bool:
        first = plain(nodes[0])
        return all(node is nodes[0] or plain(node) == first for node in nodes[1:])

    def _set_trouble(self, sentence: str) -> None:
        if sentence != self._trouble:
            self._trouble = sentence
            self._say()

    def _say(self) -> None:
        problems = self.problems
        while len(self._lines) > len(problems):
            line = self._lines.pop()
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        for index, said in enumerate(problems):
            if index < len(self._lines):
                self._lines[index].say(said)
                continue
            line = ProblemLine(said, self)
            self._lines.append(line)
            self._layout.insertWidget(2 + index, line)
            line.show()
        self._describe()
        self.update()
        self.grew.emit()

    def _describe(self) -> None:
        said = " ".join([problem.text for problem in self.problems] + [self._hint_text])
        for one in self.controls():
            one.setAccessibleDescription(said.strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar at the start marks what is to be mended."""
        problems = self.problems
        if not problems:
            return
        painter = QPainter(self)
        error = any(said.level is Level.ERROR for said in problems)
        left = 0 if self.isLeftToRight() else self.width() - BAR_PX
        painter.fillRect(left, 0, BAR_PX, self.height(), emphasis(self) if error else quiet(self))
        painter.end()
