"""The project's virtual environments: made once, filled from a lock, remembered by a stamp.

Nothing here names a package index: pip takes what its own configuration says, and `--require-hashes` lets in
only the files of the lock. The stamp says which lock an environment holds, so that a later start needs no
network and no pip at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parent.parent
LOCKS = REPO / "packaging" / "locks"
STAMP = "lock-installed.txt"

_NOT_FOR_CHILDREN = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")

_DISK_FULL = "The disk is full: free about 1 GB, then give the same command again."
_LOCK_MISMATCH = (
    "A package differs from the lock, so it was not installed: fetch a clean checkout, or, if you changed"
    " packaging/locks/*.in on purpose, run `make lock`; then give the same command again."
)
_NO_ACCESS = "The checkout's folder cannot be written: make it yours, then give the same command again."
_NO_NETWORK = (
    "The packages could not be fetched: check the network (or the index that pip is set to use),"
    " then give the same command again."
)
_EXPECTED_FAILURES = {
    "No space left on device": _DISK_FULL,
    "DO NOT MATCH THE HASHES": _LOCK_MISMATCH,
    "In --require-hashes mode": _LOCK_MISMATCH,
    "Permission denied": _NO_ACCESS,
    "No matching distribution": _NO_NETWORK,
    "Connection": _NO_NETWORK,
    "timed out": _NO_NETWORK,
    "SSLError": _NO_NETWORK,
}


class SetupError(Exception):
    """An expected failure, already put into one sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the locks it may hold, the smallest first; each contains those before it."""

    folder: Path
    locks: tuple[str, ...]

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def holds(self, lock: str) -> bool:
        """Whether the stamp says that this lock, or one that contains it, is installed for this Python."""
        enough = (stamp_of(LOCKS / f"{name}.txt") for name in self.locks[self.locks.index(lock) :])
        return self.python.exists() and self._read_stamp() in enough

    def ensure(self, lock: str) -> None:
        """Make the environment and install the lock, unless the stamp says that this was done."""
        if self.holds(lock):
            return
        say(f"Setting up {self.folder.name} from packaging/locks/{lock}.txt; this is done once.")
        stamp = self.folder / STAMP
        stamp.unlink(missing_ok=True)
        if not self._usable():
            self._create()
        self._install(lock)
        stamp.write_text(stamp_of(LOCKS / f"{lock}.txt"), encoding="utf-8")

    def _read_stamp(self) -> str:
        try:
            return (self.folder / STAMP).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _usable(self) -> bool:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        packages = "Lib/site-packages" if os.name == "nt" else f"lib/python{version}/site-packages"
        return (
            self.python.exists()
            and configured_version(self.folder) == version
            and (self.folder / packages / "pip" / "__main__.py").exists()
        )

    def _create(self) -> None:
        base = getattr(sys, "_base_executable", sys.executable)
        status, errors = run_and_keep_errors([base, "-m", "venv", "--clear", str(self.folder)])
        if status:
            raise SetupError(explain(errors) or f"{self.folder.name} could not be made: see the lines above.")

    def _install(self, lock: str) -> None:
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        progress = [] if sys.stdout.isatty() else ["--quiet"]
        lock_file = str(LOCKS / f"{lock}.txt")
        status, errors = run_and_keep_errors([*pip, *progress, "--require-hashes", "-r", lock_file])
        if status:
            raise SetupError(explain(errors) or "The packages could not be installed: see pip's lines above.")


PROGRAM = Environment(REPO / ".venv", ("run", "dev"))
CORE = Environment(REPO / ".venv-core", ("core", "mutation"))


def say(line: str) -> None:
    """Print one line at once, beside the output of the program and not into it."""
    print(line, file=sys.stderr, flush=True)


def stamp_of(lock: Path) -> str:
    """What the stamp says when this lock is installed for the interpreter that runs now."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.stem} {digest} {sys.implementation.cache_tag} {platform.machine()}\n"


def configured_version(folder: Path) -> str:
    """The `major.minor` of the Python that an environment was made with; empty when there is none."""
    try:
        lines = (folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    settings = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    version = settings.get("version", settings.get("version_info", ""))
    return ".".join(version.split(".")[:2])


def explain(errors: str) -> str:
    """One sentence on what to do about a failure of pip or venv; empty when it is not an expected one."""
    return next((sentence for sign, sentence in _EXPECTED_FAILURES.items() if sign in errors), "")


def child_environment(inherited: Mapping[str, str], **changes: str) -> dict[str, str]:
    """The variables for a child: the checkout importable, byte code written, nothing of a foreign Python."""
    kept = {name: value for name, value in inherited.items() if name not in _NOT_FOR_CHILDREN}
    return kept | {"PYTHONPATH": str(REPO)} | changes


def run(command: Sequence[str], environ: Mapping[str, str] | None = None, cwd: Path | None = None) -> int:
    """Run a command with its output passing through; on Ctrl-C let it end by itself, then pass that on."""
    with subprocess.Popen(command, env=environ or child_environment(os.environ), cwd=cwd) as child:
        return _wait(child, child.wait)


@contextlib.contextmanager
def beside(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[Callable[[], int]]:
    """Run a command beside others; gives a function that waits for it and shows what it said."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, env=environ, cwd=REPO, stdout=said, stderr=subprocess.STDOUT)

        def end() -> int:
            code = _wait(child, child.wait)
            said.seek(0)
            sys.stdout.write(said.read().decode(errors="replace"))
            sys.stdout.flush()
            return code

        try:
            yield end
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def run_and_keep_errors(command: Sequence[str]) -> tuple[int, str]:
    """Run a command; its errors pass through and are also returned."""
    kept: list[str] = []
    environ = child_environment(os.environ)
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, errors="replace") as child:

        def pass_on_errors() -> int:
            for line in child.stderr or ():
                sys.stderr.write(line)
                kept.append(line)
            return child.wait()

        return _wait(child, pass_on_errors), "".join(kept)


def _wait(child: subprocess.Popen[Any], until_end: Callable[[], int]) -> int:
    try:
        return until_end()
    except KeyboardInterrupt:  # the terminal told the child too
        _let_end(child)
        raise
    except BaseException:
        child.terminate()
        _let_end(child)
        raise


def _let_end(child: subprocess.Popen[Any], patience_s: float = 10) -> None:
    """Wait for a child that was asked to end; kill it when it does not."""
    try:
        child.wait(patience_s)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()
