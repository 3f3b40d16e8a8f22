"""Real windows on a real X server: the one of DISPLAY, else an Xvfb started for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

# What the tests themselves lay out is out of sight; the program gets the screen (desk.py).
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.journeys.desk import take_time
from tests.journeys.person import Person

SCREEN = "1280x800x24"
WAIT_S = 20.0


def start_server(folder: Path) -> tuple[subprocess.Popen[bytes], str] | None:
    """Starts Xvfb on a display of its own choice; None where it does not come up."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        server.terminate()
        server.wait()
        return None
    return server, f":{number}"


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A display with a window manager."""
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    given = os.environ.get("DISPLAY")
    if given:
        yield given
        return
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no DISPLAY and no Xvfb")
    started = start_server(tmp_path_factory.mktemp("x"))
    if started is None:
        pytest.skip("Xvfb does not start here")
    server, name = started
    manager = None
    if shutil.which("openbox"):
        environment = {**os.environ, "DISPLAY": name}
        quiet = subprocess.DEVNULL
        manager = subprocess.Popen(["openbox"], env=environment, stdout=quiet, stderr=quiet)
        take_time(0.5)
    yield name
    for process in (manager, server):
        if process is not None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)


@pytest.fixture
def sit(display: str, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Seats a person with a home of their own at the desk; nothing may have gone wrong when they leave."""
    seated: list[Person] = []

    def seat(journey: str, home: str = "home") -> Person:
        seated.append(Person(display, tmp_path / home, journey))
        return seated[-1]

    yield seat
    said = [person.leave() for person in seated]
    assert not [words for words in said if "Traceback" in words], said
    logs = [path.read_text() for path in tmp_path.rglob("*.log")]
    assert not [words for words in logs if "ERROR" in words or "CRITICAL" in words], logs
