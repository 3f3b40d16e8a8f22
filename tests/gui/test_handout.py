"""The handout on paper: its pages, its margins, what is on them, and the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from psoas_desktop.__main__ import _Windows
from psoas_desktop.cli.main import main
from psoas_desktop.playback.handout import Handout, LockedError, handout_of
from psoas_desktop.playback.handout_parts import Exercise
from psoas_desktop.playback.player import Player
from psoas_desktop.routine.check import check
from psoas_desktop.storage.figure_files import figure_library
from psoas_desktop.storage.program_data import ProgramData
from psoas_desktop.storage.resources import routines_root
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.common.words import CREDIT, EMERGENCY
from psoas_desktop.ui.print import handout_words
from psoas_desktop.ui.print.flow import MM, POINT, Mark, Page, Part, Row, paged, stacked, together
from psoas_desktop.ui.print.handout import Wanted, document, pages_of, paint_page, print_handout
from psoas_desktop.ui.print.handout_pictures import Pictures
from psoas_desktop.ui.print.sheet import PAPERS, Sheet
from psoas_desktop.ui.print.type_setting import BODY, set_lines

READY_MADE = sorted(routines_root().glob("*.psoas.json"))
FIGURES = figure_library()
A4 = Sheet("a4")
A_HAIR = 1.0

# A machine need not have a font for every script of the world.
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

NAUGHTY = (
    "قرا وزكور את יום הזה",
    "مرحبا بالعالم، هذا نص طويل من اليمين إلى اليسار",
    "👩🏽‍🚀 👾 🙇 💁 🙅 🙆 🙋 🙎 🙍",
    "田中さんにあげて下さい 部落格 사회과학원 어학연구소",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "<img src=/dev/zero> <script>alert(1)</script> **bold** &amp; {title}",
    "\u202eturned round\u202c \u2066isolated\u2069 \ufeffmark",
    "Wordthatneverends" * 16,
    "̡͓̞ͅI̗̘̦͝n͇͇͙v̮̫ok̲̫̙͈i̖͙̭̹̠̞n̡̻̮̣̺g̲͈͙̭͙̬͎",
    "﷽ ﷺ ௵ 𒐫 ⸻",
)


def player_of(data: ProgramData, content: bytes | Path) -> Player:
    raw = content.read_bytes() if isinstance(content, Path) else content
    routine = check(raw, data.field_rules, data.catalogue).routine
    assert routine is not None
    return Player(routine, data.catalogue, data.rules)


def made(data: ProgramData, *items: dict[str, object], **more: object) -> Player:
    routine = {"format": 1, "id": "made", "title": "Made here", "items": list(items), **more}
    return player_of(data, json.dumps(routine).encode())


def pages(handout: Handout, sheet: Sheet = A4, folder: Path | None = None) -> tuple[Page, ...]:
    return pages_of(handout, sheet, Pictures(FIGURES, folder))


def marks(page: Page) -> Iterator[tuple[QRectF, Mark]]:
    for placed in page:
        for mark in placed.row.marks:
            yield mark.box.translated(0, placed.y), mark


def lines(page: Page) -> list[str]:
    return [mark.text for _, mark in marks(page) if mark.text]


def words_of(found: tuple[Page, ...]) -> str:
    """All words, as they follow each other."""
    return "".join(re.sub(r"[\s\u2068\u2069]", "", "".join(lines(page)[:-2])) for page in found)


def packed(text: str) -> str:
    return re.sub(r"[\s\u2068\u2069]", "", shown(text))


def outside(found: tuple[Page, ...], sheet: Sheet) -> list[str]:
    room = QRectF(0, 0, sheet.width, sheet.room.height()).adjusted(-A_HAIR, -A_HAIR, A_HAIR, A_HAIR)
    return [f"{box} {mark.text}" for page in found for box, mark in marks(page) if not room.contains(box)]


def overlaps(page: Page) -> list[str]:
    texts = [(box, mark.text) for box, mark in marks(page) if mark.text]
    return [
        f"{one} / {other}"
        for index, (first, one) in enumerate(texts)
        for second, other in texts[index + 1 :]
        if first.adjusted(1, 1, -1, -1).intersects(second.adjusted(1, 1, -1, -1))
    ]


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.name.partition(".")[0])
def test_everything_is_on_its_pages_within_the_margins(
    dressed: QApplication, data: ProgramData, path: Path, paper: str
) -> None:
    sheet, handout = Sheet(paper), handout_of(player_of(data, path))
    found = pages(handout, sheet)

    assert 3 <= len(found) <= 10
    assert not outside(found, sheet)
    assert not [line for page in found for line in overlaps(page)]
    said = words_of(found)
    expected = [handout.title, *handout.stop_signs, EMERGENCY, CREDIT, handout.disclaimer.full_text]
    expected += [banner.full_text for banner in handout.cautions]
    expected += [*handout.before, *handout.after, *handout.not_if, *handout.checks]
    expected += [prop.name for prop in (*handout.props, *handout.extras)]
    expected += [way.text for way in handout.ways_out]
    for part in handout.parts:
        if isinstance(part, Exercise):
            expected += [part.title, *part.steps, *part.helper]
            expected += [banner.short_text for banner in part.cautions]
    assert not [text for text in expected if packed(text) not in said]


@pytest.mark.no_cover
@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.name.partition(".")[0])
def test_an_exercise_is_on_one_page(dressed: QApplication, data: ProgramData, path: Path) -> None:
    handout = handout_of(player_of(data, path))
    on_page = ["".join(packed(line) for line in lines(page)) for page in pages(handout)]

    for part in handout.parts:
        if isinstance(part, Exercise):
            (number,) = [
                i
                for i, text in enumerate(on_page)
                if f"{part.number}{packed(part.title)}{packed(handout_words.time_of(part))}" in text
            ]
            assert packed(part.steps[-1]) in on_page[number]


def test_the_many_pictures_of_a_way_lie_across_the_sheet(dressed: QApplication, data: ProgramData) -> None:
    found = pages(handout_of(made(data, {"type": "chair-rest", "id": "r"})))
    small = (box for page in found for box, mark in marks(page) if not mark.text)
    pictures = [box for box in small if 20 * MM < box.width() < A4.left]
    across = [box for box in pictures if box.right() > A4.right_x + 20 * MM]

    assert len(across) >= 8, "those of both ways that do not lie in the left column"
    assert {round(box.width() / MM) for box in across} == {33}


def test_what_many_missing_photos_show_is_said(dressed: QApplication, data: ProgramData) -> None:
    photos = [{"kind": "file", "file": f"{n}.jpg", "alt": "Somebody rests"} for n in range(5)]
    item = {"type": "seated-rest", "id": "r", "pictures": photos}
    assert packed("Somebody rests") in words_of(pages(handout_of(made(data, item))))


def test_page_numbers_and_title_stand_below(dressed: QApplication, player: Player) -> None:
    found = pages(handout_of(player))

    for number, page in enumerate(found, 1):
        assert set(lines(page)[-2:]) == {f"{number} of {len(found)}", player.routine.title}
        assert page[-1].y + page[-1].row.high == pytest.approx(A4.room.height(), abs=1)


def test_margins_are_18_mm(dressed: QApplication) -> None:
    for paper, wide in (("a4", 210.0), ("letter", 215.9)):
        room = Sheet(paper).room
        assert room.left() / MM == pytest.approx(18, abs=0.1)
        assert room.width() / MM == pytest.approx(wide - 36, abs=0.3)


def test_the_stop_signs_are_told_by_shape_word_and_colour(dressed: QApplication, player: Player) -> None:
    found = pages(handout_of(player))
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(1 / POINT, 1 / POINT)
    paint_page(painter, found[0], A4)
    painter.end()

    text = packed(" ".join(lines(found[0])))
    assert all(packed(sign) in text for sign in handout_of(player).stop_signs)
    red = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).name() == "#9b2423"
    ]
    octagon = [(x, y) for x, y in red if 65 < x < 135]
    assert len(octagon) > 2_000
    middle = sum(y for _, y in octagon) // len(octagon)
    in_middle = [image.pixelColor(x, middle).lightness() for x, y in octagon if y == middle]
    assert in_middle, "the word is light on the dark shape"
    grey = QColor("#9B2423")
    assert grey.lightnessF() < 0.4, "dark in print without colour"


def test_a_document_has_its_title_and_is_the_same_twice(dressed: QApplication, player: Player) -> None:
    handout = handout_of(player)

    first, second = (document(handout, "a4", Pictures(FIGURES, None)) for _ in range(2))

    assert first == second
    assert page_count(first) == len(pages(handout))
    assert player.routine.title.encode("utf-16-be") in first or player.routine.title.encode() in first
    assert b"/Subtype /Image" not in first, "figures are outlines"
    assert re.search(rb"startxref\s+(\d+)", first)


def test_every_text_as_long_as_it_may_be(dressed: QApplication, longest: Player) -> None:
    found = pages(handout_of(longest))

    assert not outside(found, A4)
    assert not [line for page in found for line in overlaps(page)]
    assert packed(longest.routine.title) in words_of(found)


def test_two_hundred_blocks(dressed: QApplication, data: ProgramData) -> None:
    items = [{"type": "free", "id": f"b{n}", "title": f"Number {n}"} for n in range(200)]
    handout = handout_of(made(data, *items))
    found = pages(handout)

    assert not outside(found, A4)
    assert packed("Number 199") in words_of(found)
    assert len(found) > 20


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_whatever_a_file_says_stays_within_the_margins(
    dressed: QApplication, data: ProgramData, paper: str
) -> None:
    items = [
        {
            "type": "free",
            "id": f"b{n}",
            "title": text[:200],
            "steps": [{"phase": "hold", "at_s": 0, "text": (text * 3)[:300]}],
        }
        for n, text in enumerate(NAUGHTY)
    ]
    player = made(data, *items, title=NAUGHTY[0], summary=NAUGHTY[1] * 5, authors=[{"name": NAUGHTY[2]}])
    handout = handout_of(player)
    found = pages(handout, Sheet(paper))

    assert not outside(found, Sheet(paper))
    said = "".join(line for page in found for line in lines(page))
    assert not re.search("[\u202a-\u202e\u2066\u2067\ufeff]", said), "nothing steers the display"
    assert "<script>alert(1)</script>" in said, "markup is text"
    assert page_count(document(handout, paper, Pictures(FIGURES, None))) == len(found)


def test_photos_beside_the_file_are_printed(dressed: QApplication, data: ProgramData, tmp_path: Path) -> None:
    photo = QImage(300, 200, QImage.Format.Format_RGB32)
    photo.fill(QColor("#336699"))
    assert photo.save(str(tmp_path / "mine.png"))
    picture = {"kind": "file", "file": "mine.png", "alt": "How I stand."}
    handout = handout_of(made(data, {"type": "free", "id": "b", "pictures": [picture]}))

    assert b"/Subtype /Image" in document(handout, "a4", Pictures(FIGURES, tmp_path))
    without = pages(handout, folder=None)
    assert packed("How I stand.") in words_of(without), "its words stand for one that is not there"


def test_an_svg_is_never_read(dressed: QApplication, data: ProgramData, tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    picture = {"kind": "file", "file": "mine.png", "alt": "Drawn elsewhere."}
    handout = handout_of(made(data, {"type": "free", "id": "b", "pictures": [picture]}))

    assert b"/Subtype /Image" not in document(handout, "a4", Pictures(FIGURES, tmp_path))
    assert packed("Drawn elsewhere.") in words_of(pages(handout, folder=tmp_path))


def test_it_is_written_whole_or_not_at_all(dressed: QApplication, player: Player, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"

    print_handout(player, None, out, FIGURES)
    assert out.read_bytes().startswith(b"%PDF")
    with pytest.raises(OSError, match="not there"):
        print_handout(player, None, tmp_path / "nowhere" / "sheet.pdf", FIGURES)
    before = out.read_bytes()
    with pytest.raises(LockedError):
        print_handout(player, None, out, FIGURES, Wanted(answers={"q-signs": "some"}))
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_the_command_writes_a_document(
    dressed: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"

    assert main(["handout", str(READY_MADE[0]), "-o", str(out), "--paper", "letter"], _Windows()) == 0

    assert b"/MediaBox [0 0 612" in re.sub(rb"\.0+\b", b"", out.read_bytes())
    assert capsys.readouterr().out == f"{out}\n"


def test_our_own_words_claim_nothing() -> None:
    source = Path(handout_words.__file__).read_text("utf-8")
    said = " ".join(re.findall(r'"handout", "([^"]*)"', source))

    assert len(said) > 500
    claims = r"\b(treat|cure|reliev|therap|induc|engag|safe|monitor|dose|indicat|contraindicat)"
    assert not re.search(claims, said, re.IGNORECASE)


# The flow itself.


def rows(count: int, high: float = 10.0) -> tuple[Row, ...]:
    return tuple(Row(high) for _ in range(count))


def placed(found: tuple[Page, ...]) -> list[list[float]]:
    return [[one.y for one in page] for page in found]


def test_a_part_that_fits_a_page_is_never_parted() -> None:
    found = paged([Part(rows(6)), Part(rows(5), gap=5)], 100)

    assert placed(found) == [[0, 10, 20, 30, 40, 50], [0, 10, 20, 30, 40]]


def test_a_part_longer_than_a_page_is_parted_between_rows() -> None:
    found = paged([Part(rows(2)), Part(rows(15))], 100)

    assert [len(page) for page in found] == [10, 7]


def test_a_heading_goes_with_what_follows_it() -> None:
    found = paged([Part(rows(8)), Part(rows(1), sticks=True), Part(rows(4))], 100)

    assert [len(page) for page in found] == [8, 5]


def test_rows_that_stick_are_not_parted() -> None:
    loose = Part((*rows(8), *together(rows(3)), *rows(2)), loose=True)
    found = paged([loose], 100)

    assert [len(page) for page in found] == [8, 5]


def test_what_stands_beside_takes_its_room() -> None:
    beside = Part(rows(1), beside=Row(60))
    found = paged([beside, beside, Part(rows(1))], 100)

    assert placed(found) == [[0, 0], [0, 0, 60]]


def test_nothing_at_all_is_one_page() -> None:
    assert paged([], 100) == ((),)


def test_lines_keep_to_their_width_and_to_each_other(dressed: QApplication) -> None:
    wide = 300 * POINT
    for text in NAUGHTY:
        found = set_lines(text * 4, BODY, wide)
        assert all(mark.box.right() <= wide + A_HAIR for row in found for mark in row.marks)
        assert all(mark.box.left() >= -A_HAIR for row in found for mark in row.marks)
        if len(found) > 2:
            assert found[0].sticks
            assert found[-2].sticks
            assert not found[-1].sticks


def test_a_lead_is_heavier_and_all_words_are_there(dressed: QApplication) -> None:
    found = set_lines("And so on", BODY, 30 * POINT, lead="First 👾")

    assert packed("".join(mark.text for row in found for mark in row.marks)) == packed("First 👾 And so on")


def test_stacked_rows_are_one(dressed: QApplication) -> None:
    row = stacked(set_lines("One. " * 60, BODY, 100 * POINT))

    assert row.high == pytest.approx(len(row.marks) * BODY.line)
    painted: list[QPointF] = []
    mark = Mark(QRectF(0, 0, 1, 1), lambda _painter, corner: painted.append(corner))
    mark.moved(3, 4).paint(QPainter(), QPointF(1, 1))
    assert painted == [QPointF(4, 5)]
