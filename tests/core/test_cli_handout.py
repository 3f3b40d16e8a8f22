"""``handout`` as another program calls it: what it prints, and what it ends with."""

from __future__ import annotations

import errno
import json

import pytest

from psoas_desktop.cli import handout
from psoas_desktop.cli.main import main
from psoas_desktop.storage.resources import routines_root

CHAIR = routines_root() / "daily-chair-rest.psoas.json"
NO = dict.fromkeys(("q-signs", "q-told-no", "q-labour", "q-this-pregnancy", "q-health", "q-body"), False)
WELL = {**NO, "q-pregnant": {"pregnant": True, "weeks": 20}, "q-floor": True, "q-back-today": "propped"}
WELL |= {"q-operation": False, "q-numb": False, "labour": "yes"}


class Paper:
    """Takes handouts instead of a printer."""

    def __init__(self, error=None):
        self.printed, self.error = [], error

    def save(self, content, path, paper, folder):
        if self.error:
            raise self.error
        self.printed.append((content, path, paper, folder))

    def handout(self, arguments):
        return handout.run(arguments, self.save)

    library = edit = play = screens = storyboard = figure = handout


def run(*arguments, paper=None):
    return main(["handout", *map(str, arguments)], paper or Paper())


def answers(tmp_path, given, name="answers.json"):
    path = tmp_path / name
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def test_it_is_written_and_said_where(tmp_path, capsys):
    paper, out = Paper(), tmp_path / "sheet.pdf"

    assert run(CHAIR, "-o", out, "--paper", "letter", "--language", "en", paper=paper) == 0

    ((content, path, size, folder),) = paper.printed
    assert content.title == "Daily chair rest"
    assert (path, size, folder) == (out, "letter", CHAIR.parent)
    assert capsys.readouterr().out == f"{out}\n"


def test_answers_change_it_and_reasons_are_asked_for(tmp_path):
    paper, given = Paper(), answers(tmp_path, WELL)

    assert run(CHAIR, "-o", "x.pdf", "--answers", given, paper=paper) == 0
    assert run(CHAIR, "-o", "x.pdf", "--answers", given, "--with-reasons", paper=paper) == 0

    silent, told = (content for content, *_ in paper.printed)
    assert [change.instead for change in silent.changes] == ["Side-lying rest"]
    assert [bool(change.why) for change in (*silent.changes, *told.changes)] == [False, True]


def test_the_strictest_answers_of_a_class_hold(tmp_path):
    paper, one = Paper(), answers(tmp_path, WELL)
    other = answers(tmp_path, {**WELL, "q-floor": False}, "other.json")

    assert run(CHAIR, "-o", "x.pdf", "--answers", one, "--answers", other, paper=paper) == 0

    assert not paper.printed[0][0].lies_down


def test_it_is_made_to_fit_a_time():
    paper = Paper()

    assert run(CHAIR, "-o", "x.pdf", "--minutes", "9", paper=paper) == 0

    assert paper.printed[0][0].total_ms <= 9 * 60_000


@pytest.mark.parametrize("sign", ["q-signs", "q-labour"])
def test_what_the_answers_lock_is_not_printed(tmp_path, capsys, sign):
    paper = Paper()
    given = answers(tmp_path, {**WELL, sign: True, "labour": "no"})

    assert run(CHAIR, "-o", "x.pdf", "--answers", given, paper=paper) == 1

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"psoas-desktop: {CHAIR} is not printed: ")
    assert "Call your" in line
    assert not paper.printed


@pytest.mark.parametrize(
    "arguments",
    [
        [CHAIR],
        [CHAIR, "-o", "x.png"],
        [CHAIR, "-o", "x.pdf", "--paper", "a5"],
        [CHAIR, "-o", "x.pdf", "--language", "de"],
        [CHAIR, "-o", "x.pdf", "--minutes", "0"],
        ["nowhere.psoas.json", "-o", "x.pdf"],
        [CHAIR, "-o", "x.pdf", "--answers", "nowhere.json"],
    ],
)
def test_wrong_usage_is_2_with_one_line(arguments, capsys):
    paper = Paper()

    assert run(*arguments, paper=paper) == 2

    output = capsys.readouterr()
    assert len(output.err.splitlines()) == 1
    assert output.out == ""
    assert not paper.printed


def test_another_language_is_refused_with_a_clear_sentence(capsys):
    run(CHAIR, "-o", "x.pdf", "--language", "fr")

    assert "English only" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["[1", "[1, 2]", "\N{SNOWMAN}"])
def test_what_are_no_answers_is_2(tmp_path, capsys, text):
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")

    assert run(CHAIR, "-o", "x.pdf", "--answers", path) == 2
    assert "these are not answers" in capsys.readouterr().err


def test_a_routine_at_fault_is_1(tmp_path, capsys):
    path = tmp_path / "broken.psoas.json"
    path.write_text('{"format": 1, "id": "a", "title": "T", "items": [{"type": "chair-rst", "id": "b"}]}')

    assert run(path, "-o", "x.pdf") == 1
    assert "unknown-kind" in capsys.readouterr().err


def test_a_full_disk_is_2_with_one_sentence(capsys):
    paper = Paper(OSError(errno.ENOSPC, "The disk is full.", "x.pdf"))

    assert run(CHAIR, "-o", "x.pdf", paper=paper) == 2

    assert capsys.readouterr().err == "psoas-desktop: x.pdf cannot be written: The disk is full.\n"
