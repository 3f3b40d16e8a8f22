"""packaging/dev.py: what each verb runs. No network, no wait."""

import ast
import contextlib
import os
import signal
import sys
from pathlib import Path

import pytest

import dev
from environments import REPO, SetupError, beside


class TestVerbs:
    @pytest.fixture(autouse=True)
    def quiet(self, monkeypatch, tmp_path):
        """Nothing is installed, and the handler of SIGTERM stays as it was."""
        monkeypatch.setattr(dev, "prepare", lambda environment, lock: None)
        monkeypatch.setattr(dev, "ensure_libraries", lambda: None)
        monkeypatch.setattr(dev, "ensure_desktop_tools", lambda: None)
        monkeypatch.setattr(dev, "STORYBOARD", tmp_path / "storyboard")
        handler = signal.getsignal(signal.SIGTERM)
        yield
        signal.signal(signal.SIGTERM, handler)

    @pytest.fixture
    def ran(self, monkeypatch):
        """The commands, without the interpreter and its option, that were run; they end as `status` says."""
        commands: list[list[str]] = []
        status: list[int] = []

        def run(command, environ=None, cwd=None):
            commands.append([part for part in command[1:] if part != "-P"])
            return status.pop(0) if status else 0

        monkeypatch.setattr(dev, "run", run)
        return commands, status

    def test_run_passes_arguments_on_untouched(self, ran):
        commands, _ = ran
        assert dev.main(["run", "play", "a b.json", "--windowed", "--help"]) == 0
        assert commands == [["-m", "psoas_desktop", "play", "a b.json", "--windowed", "--help"]]

    def test_run_gives_the_programs_exit_code(self, ran):
        _, status = ran
        status.append(2)
        assert dev.main(["run", "validate"]) == 2

    def test_run_plays_the_sample_on_a_screen(self, ran, monkeypatch):
        commands, _ = ran
        monkeypatch.setattr(dev, "has_screen", lambda environ: True)
        dev.main(["run"])
        assert commands == [["-m", "psoas_desktop"]]

    def test_run_rehearses_and_draws_without_a_screen(self, ran, monkeypatch, capsys):
        commands, _ = ran
        monkeypatch.setattr(dev, "has_screen", lambda environ: False)
        assert dev.main(["run"]) == 0
        assert [command[2] for command in commands] == ["rehearse", "storyboard", "storyboard"]
        assert [command[-1] for command in commands[1:]] == [
            f"{dev.STORYBOARD}{end}" for end in (".png", ".pdf")
        ]
        assert len(capsys.readouterr().err.splitlines()) == 1

    def test_run_fails_when_the_rehearsal_fails(self, ran, monkeypatch):
        _, status = ran
        status.append(1)
        monkeypatch.setattr(dev, "has_screen", lambda environ: False)
        assert dev.main(["run"]) == 1

    def test_test_passes_arguments_to_one_run(self, ran):
        commands, _ = ran
        dev.main(["test", "tests/gui", "-k", "gate"])
        assert commands == [["-m", "pytest", "tests/gui", "-k", "gate"]]

    @pytest.mark.parametrize(
        ("core", "windows", "more", "journeys", "named"),
        [
            (0, 0, 0, 0, ""),
            (1, 0, 0, 0, "core"),
            (0, 1, 0, 0, "windows"),
            (0, 0, 1, 0, "more windows"),
            (0, 0, 0, 1, "journeys"),
            (1, 1, 1, 1, "core, windows, more windows, journeys"),
        ],
    )
    def test_test_runs_two_at_a_time_and_names_what_failed(
        self, ran, monkeypatch, capsys, core, windows, more, journeys, named
    ):
        commands, status = ran
        besides = []

        @contextlib.contextmanager
        def beside(command, environ):
            besides.append((command, Path(environ["COVERAGE_FILE"]).name))
            yield lambda: more

        monkeypatch.setattr(dev, "beside", beside)
        monkeypatch.setattr(dev, "private_screen", lambda: contextlib.nullcontext({}))
        status.extend([core, windows, journeys, 0, 0])
        assert dev.main(["test"]) == len([name for name in named.split(", ") if name])
        assert [name for _, name in besides] == [".coverage.other"]
        assert len(commands) == 5
        said = capsys.readouterr().err.splitlines()[-1]
        assert said == (f"test: failed: {named}" if named else "test: all passed")

    def test_every_test_of_the_windows_is_in_one_of_the_two_parts(self):
        first, second = dev._window_tests()
        files = {str(file) for file in (REPO / "tests" / "gui").glob("test_*.py")}
        assert set(first) | set(second[1:]) == files
        assert not set(first) & set(second)
        assert second[0] == str(REPO / "tests" / "packaging")

    def test_a_command_beside_others_shows_what_it_said_and_how_it_ended(self, capsys):
        script = "import sys; print('said'); print('told', file=sys.stderr); sys.exit(3)"
        with beside([sys.executable, "-c", script], dict(os.environ)) as ended:
            assert ended() == 3
        assert {"said", "told"} <= set(capsys.readouterr().out.split())

    def test_a_command_beside_others_ends_with_them(self):
        script = "import threading; threading.Event().wait()"
        with pytest.raises(KeyError), beside([sys.executable, "-c", script], dict(os.environ)):
            raise KeyError

    def test_check_runs_all_and_names_every_failure(self, ran, capsys):
        commands, status = ran
        status.extend([1, 0, 0, 1])
        assert dev.main(["check"]) == 1
        assert len(commands) == len(dev.checks())
        assert capsys.readouterr().err.splitlines()[-1] == "check: failed: ruff check, import-linter"

    def test_check_says_when_all_is_well(self, ran, capsys):
        assert dev.main(["check"]) == 0
        assert capsys.readouterr().err.splitlines()[-1] == "check: all passed"

    @pytest.mark.parametrize("arguments", [[], ["dance"]])
    def test_an_unknown_verb_shows_the_usage(self, arguments, capsys):
        assert dev.main(arguments) == dev.USAGE
        assert "usage:" in capsys.readouterr().out

    def test_help_is_no_error(self, capsys):
        assert dev.main(["--help"]) == 0
        usage = capsys.readouterr().out
        assert [verb for verb in dev.VERBS if f"\n  {verb} " not in usage] == []

    @pytest.mark.parametrize(
        ("problem", "status", "words"),
        [
            (KeyboardInterrupt(), 130, "Stopped."),
            (SetupError("The disk is full."), 1, "The disk is full."),
            (OSError(28, "No space left on device", "/far/away/file"), 1, "No space left on device (file)"),
        ],
    )
    def test_an_expected_end_is_one_line(self, monkeypatch, capsys, problem, status, words):
        def fail(arguments):
            raise problem

        monkeypatch.setitem(dev.VERBS, "setup", fail)
        assert dev.main(["setup"]) == status
        lines = capsys.readouterr().err.strip().splitlines()
        assert len(lines) == 1
        assert words in lines[0]


class TestFiles:
    def test_an_old_python_can_read_far_enough_to_be_told(self):
        source = (REPO / "packaging" / "dev.py").read_text(encoding="utf-8")
        ast.parse(source, feature_version=(3, 7))
        assert source.index("sys.version_info <") < source.index("from desktop import")

    def test_every_verb_has_its_make_target(self):
        makefile = (REPO / "Makefile").read_text(encoding="utf-8")
        named = next(line for line in makefile.splitlines() if line.startswith("VERBS :="))
        assert named.split()[2:] == list(dev.VERBS)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such bit")
    def test_what_ci_runs_can_be_run(self):
        assert os.access(REPO / ".ci" / "run", os.X_OK)
