"""The commands as another program calls them: what they print, and what they end with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from psoas_desktop import __version__
from psoas_desktop.cli import figure
from psoas_desktop.cli.grammar import parser
from psoas_desktop.cli.main import main
from psoas_desktop.figures.palette import THEMES
from psoas_desktop.storage import program_folders
from psoas_desktop.storage.resources import routines_root

REPO = Path(__file__).resolve().parents[2]
READY_MADE = sorted(routines_root().glob("*.psoas.json"))


class NoWindows:
    """Stands for a machine where nothing may open a window."""

    def play(self, arguments):
        raise AssertionError("a window was asked for")

    library = edit = screens = storyboard = handout = figure = play


def run(*arguments):
    return main([str(argument) for argument in arguments], NoWindows())


def broken(
    tmp_path, text='{"format": 1,\n "id": "a", "title": "T",\n "items": [{"type": "chair-rst", "id": "b"}]}'
):
    path = tmp_path / "broken.psoas.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_ready_made_routines_are_fine_even_strictly(path, capsys):
    assert run("validate", "--strict", path) == 0
    assert capsys.readouterr().out == ""


def test_a_problem_is_one_line_with_path_place_level_code_and_sentence(tmp_path, capsys):
    path = broken(tmp_path)

    assert run("validate", path) == 1

    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path}:3:21: error unknown-kind: ")
    assert "chair-rest" in line


def test_problems_as_data_say_the_same(tmp_path, capsys):
    assert run("validate", "--format", "json", broken(tmp_path)) == 1

    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["line"], problem["column"]) == (3, 21)
    assert problem["pointer"] == "/items/0/type"
    assert (problem["level"], problem["code"]) == ("error", "unknown-kind")


def test_a_warning_fails_only_strictly(tmp_path, capsys):
    text = READY_MADE[0].read_text(encoding="utf-8").replace('"title":', '"titel": "x",\n  "title":', 1)
    path = broken(tmp_path, text)

    assert run("validate", path) == 0
    assert " warning unknown-field: " in capsys.readouterr().out
    assert run("validate", "--strict", path) == 1


def test_a_file_that_cannot_be_read_is_2_and_the_others_are_still_checked(tmp_path, capsys):
    path = broken(tmp_path)

    assert run("validate", tmp_path / "nowhere.json", path) == 2

    output = capsys.readouterr()
    assert "nowhere.json cannot be read" in output.err
    assert str(path) in output.out


SIZES = ["", "x", "10x10", "1600", "99999x900", "-5x9", "٣٢٠x٢٤٠x"]


@pytest.mark.parametrize("size", SIZES)
def test_sizes_that_make_no_sense_are_refused(size, capsys):
    assert run("storyboard", READY_MADE[0], "-o", "x.png", "--size", size) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ("20x20", "a size can be 320x240 to 7680x4320"),
        ("320x4321", "a size can be"),
        ("wide", "WIDTHxHEIGHT"),
    ],
)
def test_a_size_that_is_written_right_is_told_the_limits(size, says, capsys):
    assert run("figure", "chair_rest", "-o", "x.png", "--size", size) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["figure", "storyboard"])
def test_the_readme_names_every_option_and_theme(verb, capsys):
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if line.startswith(f"    psoas-desktop {verb} "))
    assert run(verb, "--help") == 0
    options = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help", "--output"}
    assert options
    assert all(f"[{option} " in line for option in options)
    (themes,) = (line for line in readme.splitlines() if line.startswith("THEME is "))
    assert set(THEMES) <= set(re.findall(r"[a-z-]+", themes))


@pytest.mark.parametrize("theme", THEMES)
def test_a_figure_is_drawn_in_every_theme(theme, tmp_path, capsys):
    saved = tmp_path / "a.svg"
    taken = parser("figure").parse_args(["figure", "chair_rest", "-o", str(saved), "--theme", theme])
    assert figure.run(taken, lambda *_: False) == 0
    assert saved.exists()


@pytest.mark.parametrize("arguments", [["fly"], ["validate"], ["play", "x", "--speed", "fast"]])
def test_wrong_usage_is_2_with_one_line(arguments, capsys):
    assert run(*arguments) == 2

    output = capsys.readouterr()
    assert output.out == ""
    assert "Traceback" not in output.err


def test_version_and_help(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out == f"psoas-desktop {__version__}\n"
    assert run("--help") == 0
    assert "rehearse" in capsys.readouterr().out


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_a_rehearsal_reads_like_the_session(path, capsys):
    assert run("rehearse", path) == 0

    script = capsys.readouterr().out
    routine = json.loads(path.read_text(encoding="utf-8"))
    assert script.startswith(routine["title"])
    assert "None of these" in script, "the gate stands before the session"
    assert script.rstrip().endswith("The end (completed).")


def test_a_rehearsal_as_data_has_every_step_with_its_time(capsys):
    assert run("rehearse", "--format", "json", READY_MADE[0]) == 0

    data = json.loads(capsys.readouterr().out)
    assert data["reason"] == "completed"
    ends = [step["at_s"] + step["actual_s"] + step["waited_s"] for step in data["steps"]]
    starts = [step["at_s"] for step in data["steps"]]
    assert starts[1:] == ends[:-1], "each step begins where the one before ended"
    assert ends[-1] == data["actual_s"]


def test_answers_change_the_session(tmp_path, capsys):
    answers = tmp_path / "answers.json"
    given = dict.fromkeys(("q-signs", "q-told-no", "q-labour", "q-this-pregnancy", "q-health"), False)
    given |= {"q-body": False, "q-floor": True, "q-agreed": False, "q-faint-back": False}
    answers.write_text(json.dumps(given | {"q-pregnant": {"pregnant": True, "weeks": 30}}))
    path = next(p for p in READY_MADE if "chair" in p.stem)

    assert run("rehearse", path, "--format", "json", "--answers", answers) == 0

    data = json.loads(capsys.readouterr().out)
    assert not data["blocked"]
    assert {change["from"] for change in data["changes"]} == {"chair-rest"}
    assert "supine" not in {step["position"] for step in data["steps"]}


def test_a_stop_sign_locks_the_session(tmp_path, capsys):
    answers = tmp_path / "answers.json"
    answers.write_text('{"q-signs": true, "q-pregnant": "no"}')

    assert run("rehearse", READY_MADE[0], "--format", "json", "--answers", answers) == 0

    data = json.loads(capsys.readouterr().out)
    assert data["blocked"]
    assert data["steps"] == []


@pytest.mark.parametrize("text", ["[]", "{", "5", '"\\ud800"', "[" * 100_000])
def test_answers_that_are_none_are_2_with_one_line(tmp_path, capsys, text):
    answers = tmp_path / "answers.json"
    answers.write_text(text)

    assert run("rehearse", READY_MADE[0], "--answers", answers) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_broken_routine_is_not_rehearsed(tmp_path, capsys):
    assert run("rehearse", broken(tmp_path)) == 1
    assert "unknown-kind" in capsys.readouterr().err


def test_what_counts_for_nothing_in_answers_is_said(tmp_path, capsys):
    answers = tmp_path / "answers.json"
    answers.write_text('{"q-pregnent": "yes", "q-pregnant": "maybe", "q-signs": "none", "supine": "go-on"}')
    run("rehearse", READY_MADE[0], "--answers", answers)
    said = capsys.readouterr().err
    assert "'q-pregnent'" in said
    assert "q-pregnant is not answered" in said
    assert "q-signs" not in said


@pytest.mark.parametrize("what", [(), ("routine",), ("answers",)])
def test_a_schema_is_printed_as_published(what, capsys):
    assert run("schema", *what) == 0
    published = program_folders.root() / "schema" / f"{(what or ('routine',))[0]}-1.schema.json"
    assert capsys.readouterr().out == published.read_text("utf-8")


def test_the_schema_is_printed_as_published(capsys):
    assert run("schema") == 0

    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_kinds_as_text_and_as_data(capsys):
    assert run("kinds") == 0
    text = capsys.readouterr().out
    assert run("kinds", "--format", "json") == 0
    kinds = {kind["id"]: kind for kind in json.loads(capsys.readouterr().out)}

    assert {"chair-rest", "kneeling-lunge", "bolster-sit", "helper-stretch", "rest", "free"} <= set(kinds)
    assert len(text.splitlines()) == len(kinds)
    assert kinds["chair-rest"]["duration"]["default_s"] == 300


@pytest.mark.parametrize("verb", ["validate", "rehearse"])
def test_no_qt_is_imported(verb):
    code = (
        "import sys; from psoas_desktop.cli.main import main; "
        f"from psoas_desktop.__main__ import _Windows; main([{verb!r}, {str(READY_MADE[0])!r}], _Windows()); "
        "sys.exit(any(name.startswith(('PySide6', 'shiboken')) for name in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=REPO, capture_output=True, check=False, env=_environment()
    )
    assert result.returncode == 0, result.stderr.decode()


def test_a_closed_pipe_ends_quietly():
    command = f"{sys.executable} -m psoas_desktop rehearse {READY_MADE[0]} | head -1"
    result = subprocess.run(
        command, shell=True, cwd=REPO, capture_output=True, check=False, text=True, env=_environment()
    )
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_with_one_line():
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "psoas_desktop", "schema"],
            cwd=REPO,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            env=_environment(),
        )
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def _environment():
    return {**os.environ, "PYTHONPATH": str(REPO), "PYTHONIOENCODING": "utf-8"}
