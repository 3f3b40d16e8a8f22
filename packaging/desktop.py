"""What the system gives the program: the libraries that Qt loads, the screen, and a private screen for tests.

All of this concerns Linux; on Windows and macOS the wheels bring everything and there always is a screen.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from environments import SetupError, child_environment, run, say

_APT = {"DEBIAN_FRONTEND": "noninteractive"}
_APT_LISTS = Path("/var/lib/apt/lists")
_SCREEN_SIZE = "1920x1080x24"
_ANSWER_S = 1.0
_START_S = 15.0


@dataclass(frozen=True)
class Library:
    """A shared library that Qt opens, and Debian's package of it; nothing is drawn without the essential."""

    soname: str
    package: str
    essential: bool = False


LIBRARIES = (
    Library("libglib-2.0.so.0", "libglib2.0-0", essential=True),
    Library("libdbus-1.so.3", "libdbus-1-3", essential=True),
    Library("libEGL.so.1", "libegl1", essential=True),
    Library("libGL.so.1", "libgl1", essential=True),
    Library("libxkbcommon.so.0", "libxkbcommon0", essential=True),
    Library("libfontconfig.so.1", "libfontconfig1", essential=True),
    Library("libpulse.so.0", "libpulse0"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
SCREEN_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "openbox": "openbox"}
DESKTOP_TOOLS = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "update-mime-database": "shared-mime-info",
    "xmllint": "libxml2-utils",
}
"""What checks the files for the Linux desktop; without them their tests are skipped."""


def library_loads(soname: str) -> bool:
    """Whether the dynamic linker finds a library, asked of the linker itself."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(loads: Callable[[str], bool] = library_loads) -> list[Library]:
    """The libraries of Qt that this system lacks."""
    return [library for library in LIBRARIES if not loads(library.soname)] if sys.platform == "linux" else []


def install_line(packages: Iterable[str], has: Callable[[str], bool]) -> str:
    """The line that a person without the rights types to install Debian packages."""
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    return f"sudo {line}" if has("sudo") else f"su -c '{line}'"


def ensure_libraries() -> None:
    """Install the libraries that Qt lacks, or say how; stop only where nothing can be drawn without."""
    missing = missing_libraries()
    if not missing:
        return
    if _may_install():
        _install_packages([library.package for library in missing])
        missing = missing_libraries()
    if not missing:
        return
    advice = libraries_advice(missing, _has_command)
    if any(library.essential for library in missing):
        raise SetupError(advice)
    say(advice)


def libraries_advice(missing: Iterable[Library], has: Callable[[str], bool]) -> str:
    """What to type, or at least what to look for, when missing libraries may not be installed from here."""
    if has("apt-get"):
        line = install_line((library.package for library in missing), has)
        return f"Qt needs libraries that this system lacks. Type:  {line}"
    names = " ".join(library.soname for library in missing)
    return f"Qt needs libraries that this system lacks; install them with its package manager: {names}"


def ensure_screen_tools() -> None:
    """Install what tests with real windows need, or say how and stop."""
    missing = [package for command, package in SCREEN_TOOLS.items() if not _has_command(command)]
    if missing and _may_install():
        _install_packages(missing)
        missing = [package for command, package in SCREEN_TOOLS.items() if not _has_command(command)]
    if missing:
        line = install_line(missing, _has_command)
        raise SetupError(f"The tests with real windows need a few programs. Type:  {line}")


def ensure_desktop_tools() -> None:
    """Install what checks the files for the Linux desktop, or say how and go on."""
    if sys.platform != "linux":
        return
    missing = [package for command, package in DESKTOP_TOOLS.items() if not _has_command(command)]
    if missing and _may_install():
        _install_packages(missing)
    elif missing:
        line = install_line(missing, _has_command)
        say(f"The files for the Linux desktop are not checked here. Type, to have them checked:  {line}")


def ensure_venv_module(has_module: Callable[[str], object]) -> None:
    """Debian packs `ensurepip` apart from Python: install it, or say how and stop."""
    if has_module("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not _has_command("apt-get"):
        raise SetupError(f"This Python ({sys.executable}) has no ensurepip: install a full Python 3.11.")
    if not _may_install():
        line = install_line([package, *(library.package for library in missing_libraries())], _has_command)
        raise SetupError(f"Python's module for virtual environments is missing. Type:  {line}")
    _install_packages([package])


def _has_command(name: str) -> bool:
    return shutil.which(name) is not None


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and _has_command("apt-get")


def _install_packages(packages: list[str]) -> None:
    """Install Debian packages as root, fetching the package lists when there are none or they are too old."""
    say(f"Installing system packages: {' '.join(packages)}")
    environ = child_environment(os.environ, **_APT)
    wait = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    install = [*wait, "install", "-y", "--no-install-recommends", *packages]
    if any(_APT_LISTS.glob("*_Packages*")) and run(install, environ) == 0:
        return
    if run([*wait, "update"], environ) or run(install, environ):
        raise SetupError(
            "The system packages could not be installed: mend what apt-get says, then try again."
        )


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown: always on a desktop system, on Linux when a display server answers."""
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal"}:
        return False
    if platform != "linux":
        return True
    return any(_answers(family, address) for family, address in display_addresses(environ))


def display_addresses(environ: Mapping[str, str]) -> Iterator[tuple[int, str | tuple[str, int]]]:
    """The sockets at which the environment says that a Wayland or X server listens."""
    if wayland := environ.get("WAYLAND_DISPLAY"):
        yield socket.AF_UNIX, str(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland))
    display = re.fullmatch(r"(?P<host>.*):(?P<number>\d{1,5})(\.\d+)?", environ.get("DISPLAY", ""))
    if display is None:
        return
    number = int(display["number"])
    if display["host"] in {"", "unix"}:
        yield socket.AF_UNIX, f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server listens
        yield socket.AF_UNIX, f"\0/tmp/.X11-unix/X{number}"
    else:
        yield socket.AF_INET, (display["host"], 6000 + number)


def _answers(family: int, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(_ANSWER_S)
            connection.connect(address)
    except (OSError, OverflowError):
        return False
    return True


@contextlib.contextmanager
def private_screen() -> Iterator[dict[str, str]]:
    """A screen of our own with a window manager, on Linux; gives the variables that lead a program to it."""
    if sys.platform != "linux":
        yield {}
        return
    ensure_screen_tools()
    with contextlib.ExitStack() as running, tempfile.TemporaryFile("w+") as log:
        reader, writer = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            _SCREEN_SIZE,
            "-nolisten",
            "tcp",
            "-noreset",
        ]
        server = subprocess.Popen(command, pass_fds=[writer], stdout=log, stderr=log, start_new_session=True)
        running.callback(_end, server)
        os.close(writer)
        variables = {"DISPLAY": f":{_display_number(reader, log)}", "QT_QPA_PLATFORM": "xcb"}
        environ = child_environment(os.environ, **variables)
        manager = subprocess.Popen(["openbox"], env=environ, stdout=log, stderr=log, start_new_session=True)
        running.callback(_end, manager)
        yield variables


def _display_number(reader: int, log: IO[str]) -> int:
    """Read the number that Xvfb writes once it listens."""
    with os.fdopen(reader) as answer:
        ready, _, _ = select.select([answer], [], [], _START_S)
        number = answer.readline().strip() if ready else ""
    if not number:
        log.seek(0)
        raise SetupError(f"The screen for tests (Xvfb) did not start: {' '.join(log.read().split())[-300:]}")
    return int(number)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
