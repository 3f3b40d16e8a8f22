"""A handout on paper: a routine as a PDF that an instructor gives to a client."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, Qt, QUuid
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPainter, QPdfWriter

from psoas_desktop.figures.library import FigureLibrary
from psoas_desktop.playback.handout import Handout, handout_of
from psoas_desktop.playback.player import Player
from psoas_desktop.safety.asking import Answers
from psoas_desktop.storage.atomic_file import write_atomic
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.print import handout_words as say
from psoas_desktop.ui.print.flow import DPI, POINT, Mark, Page, Part, Placed, Row, paged
from psoas_desktop.ui.print.handout_exercises import exercise_parts
from psoas_desktop.ui.print.handout_pictures import Pictures
from psoas_desktop.ui.print.handout_sections import closing_parts, heading, opening_parts
from psoas_desktop.ui.print.sheet import Sheet
from psoas_desktop.ui.print.type_setting import SMALL, set_lines

CREATOR = "psoas-desktop"

_ABOUT = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>
"""
"""What a document says of itself; Qt's own would say when it was made, and who asks for it."""

_WRITTEN_AT = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a handout is to be like.

    Attributes:
        paper: ``a4`` or ``letter``.
        answers: Those of the person whom it is for; None for the routine as written.
        with_reasons: Whether it says why something was changed, which gives answers away.
    """

    paper: str = "a4"
    answers: Answers | None = None
    with_reasons: bool = False


def print_handout(
    player: Player, folder: Path | None, out: Path, figures: FigureLibrary, wanted: Wanted | None = None
) -> None:
    """Writes a routine as a handout. An application has to be there.

    Args:
        player: The routine's player.
        folder: Where the routine's own photos are; None for nowhere.
        out: The PDF; it is written whole or not at all.
        figures: What can be drawn.
        wanted: What it is to be like; on A4, as written, when None.

    Raises:
        LockedError: With these answers the routine is not played.
        OSError: The file cannot be written; ``strerror`` is a sentence.
    """
    wanted = wanted or Wanted()
    handout = handout_of(player, wanted.answers, with_reasons=wanted.with_reasons)
    save(handout, out, wanted.paper, folder, figures)


def save(handout: Handout, out: Path, paper: str, folder: Path | None, figures: FigureLibrary) -> None:
    """Writes a handout whose contents are there already.

    Args:
        handout: What it says.
        out: The PDF; it is written whole or not at all.
        paper: ``a4`` or ``letter``.
        folder: Where the routine's own photos are; None for nowhere.
        figures: What can be drawn.

    Raises:
        OSError: The file cannot be written; ``strerror`` is a sentence.
    """
    write_atomic(out, document(handout, paper, Pictures(figures, folder)))


def document(handout: Handout, paper: str, pictures: Pictures) -> bytes:
    """Paints a handout.

    Args:
        handout: What it says.
        paper: ``a4`` or ``letter``.
        pictures: Where pictures come from.

    Returns:
        A PDF, the same bytes for the same handout.
    """
    sheet = Sheet(paper)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    title = shown(handout.title)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), title.encode()))
    writer.setDocumentXmpMetadata(_ABOUT.replace("{title}", escape(title)).encode())
    writer.setResolution(DPI)
    orientation, no_margins = QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(sheet.size, orientation, no_margins))
    painter = QPainter(writer)
    for index, page in enumerate(pages_of(handout, sheet, pictures)):
        if index:
            writer.newPage()
        paint_page(painter, page, sheet)
    painter.end()
    buffer.close()
    # The moment it was made would make every file another one; blanks keep the places of what follows.
    return _WRITTEN_AT.sub(lambda found: b" " * len(found[0]), bytes(buffer.data().data()))


def pages_of(handout: Handout, sheet: Sheet, pictures: Pictures) -> tuple[Page, ...]:
    """Sets a handout on pages, with their footers.

    Args:
        handout: What it says.
        sheet: The paper.
        pictures: Where pictures come from.

    Returns:
        The pages; all of it is within the margins.
    """
    pages = paged(_parts(handout, sheet, pictures), sheet.high)
    return tuple(
        (*page, _footer(handout.title, number, len(pages), sheet)) for number, page in enumerate(pages, 1)
    )


def paint_page(painter: QPainter, page: Page, sheet: Sheet) -> None:
    """Paints one page."""
    corner = sheet.room.topLeft()
    for placed in page:
        for mark in placed.row.marks:
            mark.paint(painter, corner + QPointF(0, placed.y))


def _parts(handout: Handout, sheet: Sheet, pictures: Pictures) -> Sequence[Part]:
    return [
        *opening_parts(handout, sheet),
        heading(say.STEP_BY_STEP, sheet),
        *exercise_parts(handout.parts, sheet, pictures),
        *closing_parts(handout, sheet),
    ]


def _footer(title: str, number: int, count: int, sheet: Sheet) -> Placed:
    """The title on the left, the page's number on the right."""
    words = say.tr(say.PAGE, number=str(number), count=str(count))
    (right,) = set_lines(words, SMALL, sheet.width, ours=True)
    wide = right.marks[0].box.width()
    room = sheet.width - wide - 12 * POINT
    elided = QFontMetricsF(SMALL.font).elidedText(shown(title), Qt.TextElideMode.ElideRight, room)
    left = set_lines(elided, SMALL, sheet.width)[:1]
    marks: list[Mark] = [*right.moved(sheet.width - wide).marks]
    marks += [mark for row in left for mark in row.marks]
    return Placed(sheet.room.height() - SMALL.line, Row(SMALL.line, tuple(marks)))
