"""The editor's picture of the stage: the player's own screen, at the chosen block, without a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QPixmap

from psoas_desktop.editing.document import Document
from psoas_desktop.editing.places import TOP, items_at
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import as_written, pass_gate
from psoas_desktop.playback.state import State, View, mode_of
from psoas_desktop.playback.timeline import Phase
from psoas_desktop.routine.draft import Draft, Node
from psoas_desktop.routine.parsing import routine_from
from psoas_desktop.routine.problems import Level, Path
from psoas_desktop.routine.validation import validate
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.player.frame import PlayerFrame

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

SEEN_MS = 2_000
"""How far into its hold a block is looked at: its first line has come by then, in most."""

WHOLE = 40
"""Entries of a routine that is laid out whole; of a longer one only what stands next to the block."""

KINDS = ("file", "data")
"""The kinds of picture that are photos."""

_FINER = 2
"""The screen is drawn so many times as large and scaled down, or small letters would be set otherwise."""


class StagePictures:
    """Draws blocks of any document. It keeps one screen, which is never shown."""

    def __init__(
        self,
        data: ProgramData,
        figures: Callable[[], FigureCache],
        look: Callable[[], Theme],
    ) -> None:
        """Takes what is drawn with.

        Args:
            data: Kinds, schema and safety rules.
            figures: Where drawn pictures come from.
            look: The theme of now.
        """
        self._data, self._figures, self._look = data, figures, look
        self._frame: PlayerFrame | None = None
        self._theme: Theme | None = None
        self._photos: Photos | None = None

    def __call__(
        self,
        document: Document,
        path: Path,
        size: QSize,
        photos: Callable[[], Photos | None] = lambda: None,
    ) -> QPixmap | None:
        """Draws the block at a path, or the first one of a group.

        Args:
            document: The routine, with or without mistakes elsewhere.
            path: The block or group.
            size: In device pixels.
            photos: Gives the routine's own photos; one that is still being read is left out.

        Returns:
            The picture; None where something in the block has to be mended first, or it is not held.
        """
        player, path = self._player(document, path)
        found = seen_at(player, path) if player is not None else None
        if player is None or found is None:
            return None
        state, view = found
        has_photos = any(p.kind in KINDS for block in player.routine.blocks() for p in block.pictures)
        frame = self._screen(player, photos() if has_photos else None)
        frame.resize(size * _FINER / frame.devicePixelRatioF())
        frame.show_steps(state.steps)
        frame.show_view(view, None)
        frame.arrange()
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = frame.grab().scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        picture.setDevicePixelRatio(1)
        return picture

    def _player(self, document: Document, path: Path) -> tuple[Player | None, Path]:
        """A player of as much as is needed around a block, and where the block stands there."""
        items = items_at(document.draft, TOP)
        at = path[1]
        assert isinstance(at, int)
        if at >= len(items):
            return None, path
        ranges = [(0, len(items))] if document.index.entries <= WHOLE else [(max(0, at - 1), at + 2)]
        for low, high in (*ranges, (at, at + 1)):
            player = self._player_of(document.draft, items[low:high])
            if player is not None:
                return player, (*TOP, at - low, *path[2:])
        return None, path

    def _player_of(self, draft: Draft, items: tuple[Node, ...]) -> Player | None:
        draft = draft.rearrange(TOP, items)
        problems = validate(draft, self._data.field_rules)
        if any(problem.level is Level.ERROR for problem in problems):
            return None
        return Player(routine_from(draft, self._data.catalogue), self._data.catalogue, self._data.rules)

    def _screen(self, player: Player, photos: Photos | None) -> PlayerFrame:
        theme = self._look()
        if self._frame is None or self._theme is not theme or self._photos is not photos:
            self.close()
            self._theme, self._photos = theme, photos
            self._frame = PlayerFrame(player.routine, theme, self._figures(), photos)
            # Its parts have to think that they are seen.
            self._frame.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self._frame.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            # Nobody can close it: the program ends without it.
            self._frame.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
            self._frame.show()
        return self._frame

    def close(self) -> None:
        """Lets the screen go, now: left to itself it would be taken apart in whatever thread collects it."""
        if self._frame is not None:
            self._frame.deleteLater()
            QCoreApplication.sendPostedEvents(self._frame, QEvent.Type.DeferredDelete.value)
            self._frame = None


def seen_at(player: Player, path: Path) -> tuple[State, View] | None:
    """A session two seconds into the hold of a block; None where it is never held, or the gate is shut."""
    state, _ = pass_gate(player, as_written)
    steps = state.steps
    index = next(
        (
            at
            for at, step in enumerate(steps)
            if step.phase is Phase.HOLD and step.block.path[: len(path)] == path
        ),
        None,
    ) or next((at for at, step in enumerate(steps) if step.block.path[: len(path)] == path), None)
    if state.timeline is None or index is None:
        return None
    step = steps[index]
    elapsed = min(SEEN_MS, step.length_ms // 2)
    said = [cue for cue in step.cues if cue.show and cue.due_ms(step.length_ms) <= elapsed]
    line = max(said, key=lambda cue: cue.due_ms(step.length_ms)).show if said else ""
    state = replace(
        state,
        mode=mode_of(step),
        index=index,
        elapsed_ms=elapsed,
        position=step.position,
        line=line,
        shown=len(step.banners),
    )
    return state, player.view(state)
