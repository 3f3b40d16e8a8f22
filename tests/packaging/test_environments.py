"""Environments and their locks: what the stamp remembers, and what a failure of pip means to a person."""

from pathlib import Path

import pytest

import environments
from environments import Environment

REPO = environments.REPO
LOCK_NAMES = ("run", "dev", "core", "mutation")


class TestStamp:
    @pytest.fixture
    def environment(self, tmp_path, monkeypatch):
        """An environment with the locks `small` and `large`, and an interpreter, but nothing installed."""
        monkeypatch.setattr(environments, "LOCKS", tmp_path)
        for name in ("small", "large"):
            (tmp_path / f"{name}.txt").write_text(f"{name}==1", encoding="utf-8")
        made = Environment(tmp_path / "venv", ("small", "large"))
        made.python.parent.mkdir(parents=True)
        made.python.touch()
        return made

    @pytest.fixture
    def installs(self, environment, monkeypatch):
        """The locks that were handed to pip."""
        locks: list[str] = []
        monkeypatch.setattr(Environment, "_install", lambda self, lock: locks.append(lock))
        monkeypatch.setattr(Environment, "_create", lambda self: None)
        return locks

    def test_a_second_time_does_nothing(self, environment, installs, capsys):
        environment.ensure("small")
        assert environment.holds("small")
        capsys.readouterr()
        environment.ensure("small")
        assert installs == ["small"]
        assert capsys.readouterr().out == ""

    def test_the_larger_lock_is_enough_for_the_smaller(self, environment, installs):
        environment.ensure("large")
        assert environment.holds("small")

    def test_the_smaller_lock_is_not_enough_for_the_larger(self, environment, installs):
        environment.ensure("small")
        assert not environment.holds("large")

    def test_a_changed_lock_is_installed_again(self, environment, installs, tmp_path):
        environment.ensure("small")
        (tmp_path / "small.txt").write_text("small==2", encoding="utf-8")
        environment.ensure("small")
        assert installs == ["small", "small"]

    def test_another_python_is_another_stamp(self, environment, installs, monkeypatch):
        environment.ensure("small")
        monkeypatch.setattr(environments.platform, "machine", lambda: "riscv64")
        assert not environment.holds("small")

    def test_an_interpreter_that_went_away_is_seen(self, environment, installs):
        environment.ensure("small")
        environment.python.unlink()
        assert not environment.holds("small")

    def test_an_installation_that_was_cut_short_leaves_no_stamp(self, environment, installs, monkeypatch):
        environment.ensure("small")

        def stop(self, lock):
            raise KeyboardInterrupt

        monkeypatch.setattr(Environment, "_install", stop)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure("large")
        assert not environment.holds("small")

    @pytest.mark.parametrize(
        ("text", "version"),
        [("home = x\nversion = 3.11.7\n", "3.11"), ("version_info = 3.12.0.final.0\n", "3.12"), ("", "")],
    )
    def test_the_version_of_an_environment(self, tmp_path, text, version):
        (tmp_path / "pyvenv.cfg").write_text(text, encoding="utf-8")
        assert environments.configured_version(tmp_path) == version

    def test_no_environment_has_no_version(self, tmp_path):
        assert environments.configured_version(tmp_path / "nowhere") == ""


class TestPip:
    @pytest.mark.parametrize(
        ("errors", "word"),
        [
            ("ERROR: No matching distribution found for attrs==26.1.0", "network"),
            ("connection broken by 'NewConnectionError'", "network"),
            (
                "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
                "disk",
            ),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "lock"),
            ("Error: [Errno 13] Permission denied: '.venv'", "written"),
        ],
    )
    def test_an_expected_failure_is_one_sentence_on_what_to_do(self, errors, word):
        sentence = environments.explain(errors)
        assert word in sentence
        assert "\n" not in sentence

    def test_an_unexpected_failure_is_not_explained_away(self):
        assert environments.explain("Segmentation fault") == ""

    def test_a_child_finds_the_checkout_and_writes_byte_code(self):
        inherited = {"PATH": "x", "PYTHONPATH": "elsewhere", "PYTHONDONTWRITEBYTECODE": "1"}
        child = environments.child_environment(inherited, QT_QPA_PLATFORM="offscreen")
        assert child == {"PATH": "x", "PYTHONPATH": str(REPO), "QT_QPA_PLATFORM": "offscreen"}


class TestLocks:
    @pytest.mark.parametrize("name", LOCK_NAMES)
    def test_a_lock_has_hashes_and_no_address(self, name):
        lock = (environments.LOCKS / f"{name}.txt").read_text(encoding="utf-8")
        assert "://" not in lock
        assert str(Path.home()) not in lock
        assert not [line for line in lock.splitlines() if line.startswith("-")]
        pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)

    @pytest.mark.parametrize(("small", "large"), [("run", "dev"), ("core", "mutation"), ("core", "dev")])
    def test_the_larger_lock_holds_the_smaller_at_the_same_versions(self, small, large):
        assert pinned(small).items() <= pinned(large).items()

    @pytest.mark.parametrize("name", ["core", "mutation"])
    def test_the_core_is_tested_without_qt(self, name):
        assert not [package for package in pinned(name) if "pyside" in package or "qt" in package]


def pinned(name: str) -> dict[str, str]:
    """The packages of a lock with their versions."""
    lock = (environments.LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    pins = (line.split(" ")[0] for line in lock.splitlines() if line and not line.startswith((" ", "#")))
    return dict(pin.split("==") for pin in pins)
