"""The library: searched, played, renamed, copied, deleted and brought back; and what comes from strangers."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from psoas_desktop.routine.codec import decode, encode
from tests.journeys.person import Person, Thing
from tests.journeys.sitting import PLAYER, words_of
from tests.journeys.test_desk_safe import entitle, routine

Sit = Callable[..., Person]


def card(person: Person, title: str) -> Thing:
    return person.find(f"{title}, ", "ListItem")


def test_searched_and_played_renamed_copied_deleted_and_brought_back(sit: Sit) -> None:
    person = sit("library")
    file = routine(person.routines, "Mine")
    person.start()
    card(person, "Mine")
    person.press("ctrl+f")
    person.write("no lying down")
    person.gone("Daily chair rest, ", "ListItem")
    card(person, "No lying down")
    person.picture("search")
    person.press("Return")
    person.focused("Routines")
    person.press("Return")
    person.until(lambda: words_of(person), "the player does not come")
    person.press("Escape")
    person.find("Close the window", "Button", PLAYER)
    person.picture("leaving")
    person.click(person.find("Close the window", "Button", PLAYER))
    person.window("Library")
    person.press("ctrl+f", "Delete")

    # Renamed in its card
    person.click(card(person, "Mine"))
    person.press("F2")
    person.until(lambda: (now := person.focus()) and now.role == "EditableText", "the title is not open")
    person.press("ctrl+a")
    person.write("Mine alone")
    person.picture("rename")
    person.press("Return")
    card(person, "Mine alone")
    assert json.loads(file.read_text())["title"] == "Mine alone"

    # Copied
    person.click(card(person, "Mine alone"))
    person.press("ctrl+d")
    card(person, "Mine alone (copy)")
    person.picture("copied")
    assert len(list(person.routines.glob("*.json"))) == 2

    # Deleted and brought back, by the button and by key
    person.click(card(person, "Mine alone (copy)"))
    person.press("Delete")
    person.gone("Mine alone (copy)", "ListItem")
    assert len(list(person.routines.glob("*.json"))) == 1
    person.picture("deleted")
    person.click(person.find("Undo", "Button"))
    card(person, "Mine alone (copy)")
    person.click(card(person, "Mine alone (copy)"))
    person.press("Delete")
    person.gone("Mine alone (copy)", "ListItem")
    person.press("ctrl+z")
    card(person, "Mine alone (copy)")
    assert len(list(person.routines.glob("*.json"))) == 2


def test_a_routine_goes_from_one_person_to_another(sit: Sit, tmp_path: Path) -> None:
    mail = tmp_path / "mail"
    sent = routine(mail, "From a friend")
    draft = decode(sent.read_bytes()).draft
    assert draft is not None
    own = {"kind": "file", "file": "chair.png", "alt": "A chair by a wall."}
    sent.write_bytes(encode(draft.put((*place(sent), "pictures"), [own])))
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    assert image.save(str(mail / "chair.png"))
    before = sent.read_text()

    person = sit("stranger", "other-home")
    person.start(str(sent))
    person.window("Library")
    heading = person.find("From a friend")
    assert heading.role != "ListItem", "a stranger's routine is shown before it is opened"
    person.find("Play", "Button")
    person.picture("page")
    person.click(person.find("Edit", "Button"))
    person.window("From a friend")
    entitle(person, "From a good friend")
    person.press("ctrl+s")
    person.until(lambda: sent.read_text() != before, "it is not saved")
    lines = [
        line for line in difflib.ndiff(before.splitlines(), sent.read_text().splitlines()) if line[0] in "+-"
    ]
    assert [line[0] for line in lines] == ["-", "+"]
    assert '"From a good friend"' in lines[1]
    person.picture("edited")

    # A copy among one's own routines takes the photo along
    assert person.run(str(sent)).returncode == 0
    person.window("Library")
    person.find("From a good friend")
    person.press("ctrl+d")
    person.until(lambda: list(person.routines.glob("*.json")), "it is not copied")
    assert (person.routines / "images" / "chair.png").exists()


def place(file: Path) -> tuple[str | int, ...]:
    """Where the chair rest stands in a routine."""
    items = json.loads(file.read_text())["items"]
    return "items", next(number for number, item in enumerate(items) if item["type"] == "chair-rest")


def test_large_text_leaves_the_editor_on_the_screen(sit: Sit) -> None:
    person = sit("large")
    file = routine(person.routines, "Large")
    settings = person.home / ".config" / "psoas-desktop" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"text_scale": 2.0}')
    person.start("edit", str(file))
    person.window("Large")
    person.find("Title", "EditableText")
    wide = int(person.xdotool("getdisplaygeometry").split()[0])
    person.press("ctrl+e")
    person.focused("Find an exercise")
    person.picture("exercises")
    play = person.find("Play", "Button")
    assert play.box[0] + play.box[2] <= wide
    person.press("F6", "Return")
    person.focused("Title")
    person.picture("fields")
    assert not person.all("Exercises to add", "List")
    play = person.find("Play", "Button")
    assert play.box[0] + play.box[2] <= wide
