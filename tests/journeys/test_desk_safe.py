"""Nothing is lost: a power cut, a second start, another program at the same file, a file that is broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from psoas_desktop.storage.recovery import Recovery
from psoas_desktop.storage.resources import routines_root
from tests.journeys.person import Person

DAILY = routines_root() / "daily-chair-rest.psoas.json"

Sit = Callable[..., Person]


def routine(folder: Path, title: str) -> Path:
    """A routine of somebody's own, as the program would write it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{title}.psoas.json"
    path.write_text(DAILY.read_text().replace('"Daily chair rest"', f'"{title}"', 1))
    return path


def entitle(person: Person, title: str) -> None:
    """Writes another title into the first field of the routine."""
    person.fill(person.find("Title", "EditableText"), title)
    person.window(title)


def replace_file(path: Path, text: str) -> None:
    """As other programs save: another file takes the place of this one."""
    other = path.with_suffix(".new")
    other.write_text(text)
    other.replace(path)


def test_work_survives_a_power_cut_and_a_second_start_joins_the_first(sit: Sit) -> None:
    person = sit("unsaved")
    file = routine(person.routines, "Morning")
    before = file.read_bytes()
    person.start("edit", str(file))
    person.window("Morning")
    entitle(person, "Morning, by the window")
    unsaved = Recovery(person.home / ".local" / "state" / "psoas-desktop" / "unsaved")
    person.until(
        lambda: [kept for kept in unsaved.left_over() if b"by the window" in kept.data], "nothing is kept"
    )
    person.kill()
    assert file.read_bytes() == before

    # It is offered, and whole
    person.start()
    person.window("Open the unsaved work on")
    person.picture("offered")
    person.press("Return")
    person.window("Morning, by the window")
    person.find("Title", "EditableText")
    person.picture("back")
    person.press("ctrl+s")
    person.until(lambda: json.loads(file.read_text())["title"] == "Morning, by the window", "it is not saved")

    # A second start hands its file to the first and ends
    second = routine(person.routines, "Noon")
    done = person.run("edit", str(second))
    assert (done.returncode, done.stderr) == (0, "")
    person.window("Noon")
    shown = {thing.window for thing in person.see() if thing.kind == "EditorWindow"}
    assert len(shown) == 2
    assert person.run("edit", str(file)).returncode == 0
    person.window("Morning, by the window")
    assert len({thing.window for thing in person.see() if thing.kind == "EditorWindow"}) == 2

    # Nothing is offered again
    person.press("ctrl+w")
    person.window("Noon")
    person.press("ctrl+w")
    person.window("Library")
    person.press("ctrl+q")
    assert person.ended() == 0
    person.start()
    person.find("Noon, ", "ListItem")
    assert not [thing for thing in person.see() if thing.kind == "Sheet"]


def test_another_program_at_the_same_file(sit: Sit) -> None:
    person = sit("overtaken")
    file = routine(person.routines, "Evening")
    person.start("edit", str(file))
    person.window("Evening")
    person.find("Title", "EditableText")
    theirs = file.read_text().replace('"Evening"', '"Evening, theirs"', 1)
    replace_file(file, theirs)
    person.find("This file was changed by another program")
    person.picture("changed")
    person.click(person.find("Reload", "Button"))
    person.window("Evening, theirs")

    # My own change stays where I say so
    entitle(person, "Evening, mine")
    replace_file(file, theirs.replace("theirs", "theirs again"))
    person.click(person.find("Keep mine", "Button"))
    person.gone("This file was changed by another program")
    person.window("Evening, mine")
    person.press("ctrl+s")
    person.until(lambda: json.loads(file.read_text())["title"] == "Evening, mine", "it is not saved")

    # Deleted under my hands
    file.unlink()
    person.find("The file was deleted, renamed or moved")
    person.click(person.find("Save it again", "Button"))
    if [thing for thing in person.see() if thing.kind == "Sheet"]:
        person.picture("gone")
        person.press("Return")
    person.until(file.exists, "it is not saved again")


def test_a_broken_file_is_mended_by_hand(sit: Sit) -> None:
    person = sit("broken")
    file = routine(person.routines, "Nearly")
    whole = file.read_text()
    file.write_text(whole.replace('"Nearly",', '"Nearly"', 1))
    person.start("edit", str(file))
    person.window("Nearly")
    person.until(lambda: [t for t in person.all(None, "EditableText") if "Nearly" in t.value], "no text")
    person.picture("broken")
    assert person.run("validate", str(file)).returncode == 1
    blocks = person.find("Open as blocks", "Button")
    assert not blocks.enabled

    # To the end of the line, and the comma that is missing
    line = 1 + whole[: whole.index('"Nearly"')].count("\n")
    text = next(t for t in person.all(None, "EditableText") if "Nearly" in t.value)
    person.click(text)
    person.press("ctrl+Home", *["Down"] * (line - 1), "End")
    person.write(",")
    person.until(lambda: person.find("Open as blocks", "Button").enabled, "it is still broken")
    person.picture("mended")
    person.click(person.find("Open as blocks", "Button"))
    person.find("Title", "EditableText")
    person.find("1, ", "TreeItem")
    person.press("ctrl+s")
    person.until(lambda: file.read_text() == whole, "it is not saved as it was")
    person.picture("blocks")
    assert person.run("validate", str(file)).returncode == 0
