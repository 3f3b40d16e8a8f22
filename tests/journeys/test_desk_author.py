"""From an empty program to a routine that is played: written, saved, closed and found again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.journeys.desk import take_time
from tests.journeys.person import LOOK_S, Person, Thing
from tests.journeys.sitting import Gate, play_to_the_end

TITLE, STRETCH = "Evening for two", "Hip stretch with a helper"
KINDS = ["chair-rest", "helper-stretch", "kneeling-lunge", "bolster-sit"]
WAYS = ("Go down to the floor", "Roll and rise slowly")
"""They come by themselves where a block needs them."""

WAY_KINDS = ("lower-to-floor", "log-roll-rise")

DESCRIPTION = "Our own chair by the window, with a folded blanket on it."

Sit = Callable[..., Person]


def photo(folder: Path) -> Path:
    """A photo of one colour, as large as a telephone takes them."""
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    path = folder / "chair.jpg"
    assert image.save(str(path))
    return path


def cards(person: Person) -> list[Thing]:
    return person.all(None, "TreeItem")


def title_of(card: Thing) -> str:
    """The title on a card, without its number, time and cautions."""
    return card.name.split(", ")[1 if card.name[0].isdigit() else 0]


def titles(person: Person) -> list[str]:
    """The titles of what a person put there."""
    return [title for title in map(title_of, cards(person)) if title not in WAYS]


def wait_for_cards(person: Person, *wanted: str) -> None:
    person.until(lambda: titles(person) == list(wanted), "there are other cards")


def card(person: Person, title: str) -> Thing:
    """Waits for the card with a title."""

    def look() -> Thing | None:
        return next((card for card in cards(person) if title_of(card) == title), None)

    return person.until(look, f"there is no card {title!r}")


def choose(person: Person, title: str) -> None:
    """Clicks a card."""
    person.click(card(person, title))
    person.until(lambda: card(person, title).chosen, "the card is not chosen")


def test_a_routine_is_written_and_played_with_the_mouse(sit: Sit, tmp_path: Path) -> None:
    person = sit("author")
    person.start()
    person.find("Daily chair rest", "ListItem")
    person.picture("library")

    # A new routine with a title
    person.click(person.find("New routine", "Button"))
    person.window("New routine")
    person.fill(person.find("Title", "EditableText"), TITLE)
    person.window(TITLE)
    person.picture("title")

    # The four kinds: dragged and double-clicked
    outline = person.find("Blocks of the routine", "Tree")
    exercises = person.find("Exercises to add", "List")
    chair_rest = person.reach(lambda: person.all("Chair rest", "ListItem"), exercises)
    person.drag(chair_rest.middle, outline.middle)
    wait_for_cards(person, "Chair rest")
    search = person.find("Find an exercise", "EditableText")
    person.fill(search, "lunge")
    below = cards(person)[-1].at(0.5, 1.8)
    person.drag(person.find("Kneeling lunge", "ListItem").middle, below)
    wait_for_cards(person, "Chair rest", "Kneeling lunge")
    person.fill(search, "bolster")
    person.click(person.find("Bolster sit", "ListItem"), times=2)
    wait_for_cards(person, "Chair rest", "Kneeling lunge", "Bolster sit")
    person.fill(search, "helper")
    person.drag(person.find(STRETCH, "ListItem").middle, card(person, "Chair rest").at(0.5, 0.9))
    wait_for_cards(person, "Chair rest", STRETCH, "Kneeling lunge", "Bolster sit")
    person.picture("four-kinds")

    # Times as people write them
    for title, written in (("Chair rest", "5m"), ("Bolster sit", "300"), (STRETCH, "4:00")):
        choose(person, title)
        person.fill(person.find("Duration", "SpinBox"), written)
        person.press("Return")
    person.until(lambda: "4 minutes each side" in card(person, STRETCH).name, "the time is not taken")
    assert "5 minutes" in card(person, "Chair rest").name
    assert "5 minutes" in card(person, "Bolster sit").name
    person.press("ctrl+a")
    person.write("a while")
    refusal = person.find("This is not read as a length of time")
    person.picture("refused")
    person.press("ctrl+a")
    person.write("2 min")
    person.gone(refusal.name)
    assert "2 minutes each side" in card(person, STRETCH).name

    # Two of them twice
    choose(person, "Kneeling lunge")
    person.xdotool("keydown", "ctrl")
    person.click(card(person, "Bolster sit"))
    person.xdotool("keyup", "ctrl")
    person.find("2 blocks chosen")
    person.press("ctrl+g")
    group = person.until(
        lambda: next((c for c in cards(person) if c.name.startswith("Group")), None), "no group"
    )
    assert "2 rounds" in group.name
    person.fill(person.find("Rounds", "SpinBox"), "3")
    person.until(lambda: any("3 rounds" in card.name for card in cards(person)), "there are no three rounds")
    person.press("ctrl+z")
    person.until(lambda: any("2 rounds" in card.name for card in cards(person)), "it is not undone")
    person.picture("grouped")

    # A photo of one's own
    choose(person, "Chair rest")
    fields = person.find("Fields of what is chosen")
    person.click(person.reach(lambda: person.all("Pictures", "CheckBox"), fields))
    add = person.find("Add a photo", "Button")
    person.until(
        lambda: person.find("Add a photo", "Button").box[1] + add.box[3] <= fields.box[1] + fields.box[3],
        "what is unfolded stays out of sight",
    )
    person.picture("pictures")
    person.click(person.find("Add a photo", "Button"))
    person.choose_file("Choose a photo", photo(tmp_path))
    person.focused("Describe the picture")
    box = fields.box
    person.until(lambda: (now := person.focus()) and now.box[1] + 20 < box[1] + box[3], "it is out of sight")
    person.picture("photo-not-described")
    person.write(DESCRIPTION)
    person.until(lambda: not person.all("1 error", "CheckBox"), "the photo is still at fault")
    person.picture("photo")

    # Undone to the bottom and done again
    before = titles(person)
    person.click_at(person.find("Blocks of the routine", "Tree").at(0.5, 0.95))
    for _ in range(40):
        if not person.find("Undo", "Button").enabled:
            break
        person.press("ctrl+z")
    assert titles(person) == []
    person.picture("undone")
    for _ in range(40):
        if not person.find("Redo", "Button").enabled:
            break
        person.press("ctrl+shift+z")
    wait_for_cards(person, *before)

    # Saved under the name that is proposed
    person.press("ctrl+s")
    person.window("Save the routine")
    name = person.find("File name", "EditableText")
    assert name.value == f"{TITLE}.psoas.json"
    person.picture("save")
    person.press("Return")
    file = person.routines / f"{TITLE}.psoas.json"
    person.until(file.exists, "it is not saved")
    assert not person.window(TITLE).window.startswith("*")
    checked = person.run("validate", str(file))
    assert checked.returncode == 0, checked.stdout
    held = json.loads(file.read_text())
    chair, stretch, group_of = [item for item in held["items"] if item.get("type") not in WAY_KINDS]
    assert [chair["type"], stretch["type"], *(item["type"] for item in group_of["items"])] == KINDS
    assert (chair["duration_s"], stretch["duration_s"], group_of["items"][1]["duration_s"]) == (300, 120, 300)
    assert group_of["repeat"] == 2
    assert chair["pictures"][0]["alt"] == DESCRIPTION

    # Closed, found in the library, opened again, played
    person.press("ctrl+w")
    person.window("Library")
    mine = person.find(TITLE, "ListItem")
    person.picture("library-with-it")
    person.click(mine, button=3)
    person.picture("menu")
    person.click(person.find("Edit", "MenuItem"))
    person.window(TITLE)
    person.find("Play", "Button")
    wait_for_cards(person, *before)
    person.picture("opened-again")
    person.click(person.find("Play", "Button"))
    # Both sides of the stretch, and the ways up, wait for the person.
    assert play_to_the_end(person, Gate(file), "play") >= 3
    person.window(TITLE)
    assert file.read_bytes() == json.dumps(held, ensure_ascii=False, indent=2).encode() + b"\n"


def test_a_routine_is_written_and_played_without_a_mouse(sit: Sit) -> None:
    person = sit("keys")
    person.start()
    person.find("Daily chair rest", "ListItem")

    # A menu is opened by its letter, and an entry of it chosen by its own
    person.press("alt+f")
    person.find("New routine", "MenuItem")
    person.picture("menu")
    person.press("n")
    person.window("New routine")
    person.find("Title", "EditableText")

    # Exercises by search and Enter
    person.press("ctrl+e")
    person.focused("Find an exercise")
    wanted = (("chair re", "Chair rest"), ("bols", "Bolster sit"), ("quiet", "Make a quiet space"))
    for number, (words, kind) in enumerate(wanted, 1):
        person.press("ctrl+a")
        person.write(words)
        person.find(kind, "ListItem")
        person.press("Return")
        wait_for_cards(person, *[kind for _, kind in wanted[:number]])
    assert titles(person) == ["Chair rest", "Bolster sit", "Make a quiet space"]

    # In the outline: moved, named, put into a group
    person.press("F6")
    person.focused("Blocks of the routine")
    for _ in range(20):
        if titles(person)[0] == "Make a quiet space":
            break
        person.press("alt+Up")
        take_time(LOOK_S)
    wait_for_cards(person, "Make a quiet space", "Chair rest", "Bolster sit")
    choose_by_arrows(person, "Chair rest")
    person.press("F2")
    person.until(lambda: (now := person.focus()) and now.role == "EditableText", "the title is not open")
    person.picture("rename")
    person.write("A long rest")
    person.press("Return")
    wait_for_cards(person, "Make a quiet space", "A long rest", "Bolster sit")
    person.press("shift+Down", "ctrl+g")
    person.find("Group", "TreeItem")

    # In the inspector, by Enter and Tab
    person.press("Return")
    person.focused("Title")
    person.write("Twice")
    tab_to(person, "Rounds", "SpinBox")
    person.press("Up")
    person.find("Twice", "TreeItem")
    person.until(lambda: "3 rounds" in person.find("Twice", "TreeItem").name, "there are no three rounds")
    person.picture("rounds")
    person.press("ctrl+z")
    person.until(lambda: "2 rounds" in person.find("Twice", "TreeItem").name, "it is not undone")
    person.press("ctrl+i")
    person.focused("Title")
    person.press("ctrl+a")
    person.write("Sunday evening")
    person.window("Sunday evening")

    # Saved, closed, found, played
    person.press("ctrl+s")
    person.window("Save the routine")
    person.press("Return")
    file = person.routines / "Sunday evening.psoas.json"
    person.until(file.exists, "it is not saved")
    person.window("Sunday evening")
    person.press("ctrl+w")
    person.window("Library")
    person.find("Sunday evening", "ListItem")
    person.press("ctrl+f")
    person.focused("Search")
    person.write("sunday")
    person.gone("Daily chair rest", "ListItem")
    person.picture("found")
    person.press("Return")
    person.focused("Routines")
    person.press("Return")
    play_to_the_end(person, Gate(file), "play", by_key=True)
    person.window("Library")
    person.press("ctrl+q")
    assert person.ended() == 0

    # And once more from the command line
    person.start("play", str(file), "--windowed", "--speed", "200")
    play_to_the_end(person, Gate(file), "command", by_key=True)
    assert person.ended() == 0


def choose_by_arrows(person: Person, title: str) -> None:
    """Goes up or down to a card."""
    for _ in range(20):
        chosen = next(number for number, card in enumerate(cards(person)) if card.chosen)
        wanted = [title_of(card) for card in cards(person)].index(title)
        if chosen == wanted:
            return
        person.press("Down" if wanted > chosen else "Up")
        person.until(lambda was=chosen: not cards(person)[was].chosen, "the arrows lead nowhere")
    raise AssertionError(f"{title!r} is not reached")


def tab_to(person: Person, name: str, role: str) -> None:
    """Presses Tab until an element has the focus."""
    gone_by: list[str] = []
    for _ in range(30):
        now = person.focus()
        if now is not None and (now.name, now.role) == (name, role):
            return
        gone_by.append(f"{now.role} {now.name}" if now else "")
        person.press("Tab")
        take_time(LOOK_S)
    raise AssertionError(f"Tab goes to {gone_by}")
