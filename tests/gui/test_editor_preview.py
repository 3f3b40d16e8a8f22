"""The picture of the stage beside the blocks, with own photos in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QThreadPool
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from psoas_desktop.app import editor as editor_windows
from psoas_desktop.app.preview import StagePictures
from psoas_desktop.editing.document import Document
from psoas_desktop.routine.problems import Path as Place
from psoas_desktop.services.photos import Photos
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.window import EditorWindow
from psoas_desktop.ui.player.frame import PlayerFrame
from tests.gui.editor_fixture import SAMPLE, Open, space
from tests.gui.outline_fixture import document_of, inner

MAGENTA = QColor(250, 0, 250)


def pictured(editor: EditorWindow) -> QPixmap | None:
    preview = space(editor).preview
    assert preview is not None
    preview.draw()
    return preview.picture


def test_the_chosen_block_is_seen_as_on_the_stage(open_editor: Open, file: Path, parts: EditorParts) -> None:
    stage = StagePictures(parts.data, parts.figures, parts.look)
    drawn: list[Place] = []

    def draw(
        document: Document, path: Place, size: QSize, photos: Callable[[], Photos | None]
    ) -> QPixmap | None:
        drawn.append(path)
        return stage(document, path, size, photos)

    editor = open_editor(file, QSize(1180, 720), replace(parts, stage_picture=draw))
    document = space(editor).document
    assert pictured(editor) is None
    document.select([inner(4)])
    first = pictured(editor)
    assert first is not None
    assert abs(first.width() / first.height() - 16 / 9) < 0.02
    pictured(editor)
    assert drawn == [inner(4)]
    document.set_value((*inner(4), "duration_s"), 75)
    second = pictured(editor)
    assert second is not None
    assert second.toImage() != first.toImage()
    document.set_value((*inner(0), "duration_s"), 99_999)
    document.select([inner(4)])
    assert pictured(editor) is not None
    document.set_value((*inner(4), "duration_s"), 99_999)
    assert pictured(editor) is None
    stage.close()


def test_without_a_chosen_block_the_picture_takes_no_room(
    open_editor: Open, file: Path, parts: EditorParts
) -> None:
    def draw(_document: Document, _path: Place, size: QSize, _photos: object) -> QPixmap | None:
        return QPixmap(size)

    editor = open_editor(file, QSize(1024, 600), replace(parts, stage_picture=draw))
    preview, document = space(editor).preview, space(editor).document
    assert preview is not None
    assert preview.height() == 0
    document.select([inner(4)])
    QApplication.processEvents()
    assert preview.height() > 100
    assert pictured(editor) is not None
    document.select([])
    QApplication.processEvents()
    assert preview.height() == 0
    assert pictured(editor) is None


def test_the_screen_of_the_picture_goes_with_the_window(
    qtbot: QtBot, dressed: QApplication, file: Path, parts: EditorParts
) -> None:
    """Left to itself it would be taken apart in whatever thread collects it, which hangs."""
    made = editor_windows.editor_parts(parts.data, parts.look, file.parent, figures=parts.figures)
    editor = editor_windows.open_editor(made, file)
    editor.show()
    qtbot.waitUntil(lambda: editor.workspace is not None and editor.workspace.preview is not None)
    space(editor).document.select([inner(4)])
    qtbot.waitUntil(lambda: pictured(editor) is not None)
    assert frames()
    editor.close()
    assert not frames()


def frames() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PlayerFrame)]


def has_magenta(picture: QPixmap) -> bool:
    image = picture.toImage()
    points = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    return any(image.pixelColor(x, y) == MAGENTA for x, y in points)


def test_own_photos_are_on_the_card_and_on_the_stage(
    qtbot: QtBot, open_editor: Open, tmp_path: Path, parts: EditorParts
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
    editor = open_editor(file, QSize(1180, 720), with_)
    work = space(editor)
    assert work.preview is not None
    work.document.select([inner(4)])
    work.outline.scrollTo(work.outline.outline.at(inner(4)))
    qtbot.waitUntil(lambda: has_magenta(work.outline.viewport().grab()))
    qtbot.waitUntil(lambda: (shown := pictured(editor)) is not None and has_magenta(shown))
    work.document.select([inner(3)])
    shown = pictured(editor)
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
