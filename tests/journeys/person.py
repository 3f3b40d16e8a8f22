"""Someone at the desk: sees the windows, has a mouse and a keyboard, and takes pictures on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.journeys.desk import take_time

Found = TypeVar("Found")

REPO = Path(__file__).resolve().parents[2]
PICTURES = "PSOAS_JOURNEYS"
"""Names the folder of the pictures; build/journeys without it."""

WAIT_S = 20.0
LOOK_S = 0.04
"""Between two looks."""


@dataclass(frozen=True)
class Thing:
    """What is seen of an element.

    Attributes:
        role: What it is, in Qt's words: ``Button``, ``ListItem`` ...
        name: Its words.
        value: What is written or set in it.
        said: Its description.
        box: Left, top, width and height on the screen.
        window: The title of its window.
        kind: What the window is.
        front: Whether its window is the one in front.
        focused: Whether the keys go to it.
    """

    role: str
    name: str
    value: str
    said: str
    box: tuple[int, int, int, int]
    window: str
    kind: str
    front: bool
    focused: bool
    enabled: bool
    chosen: bool
    checked: bool

    @property
    def middle(self) -> tuple[int, int]:
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def at(self, across: float, down: float) -> tuple[int, int]:
        """A point within it, in shares of its size."""
        left, top, width, height = self.box
        return left + int(width * across), top + int(height * down)


class Person:
    """A person with a home of their own, and the program in front of them."""

    def __init__(self, display: str, home: Path, journey: str) -> None:
        """Sits down; nothing is started yet.

        Args:
            display: The X display.
            home: Their home; everything that the program keeps lies below it.
            journey: What the pictures are called.
        """
        unwanted = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
        own = {f"XDG_{name}_HOME": str(home / folder) for name, folder in folders.items()}
        self.environment = {
            **kept,
            **own,
            "DISPLAY": display,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(REPO),
        }
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.routines = home, home / "Documents" / "Psoas routines"
        self.program: subprocess.Popen[str] | None = None
        self._folder = Path(os.environ.get(PICTURES) or REPO / "build" / "journeys") / journey
        self._count = 0
        self._sockets = Path(tempfile.mkdtemp(prefix="j"))
        self._place = self._sockets / "0"

    # The program

    def start(self, *arguments: str, speed: float = 200) -> None:
        """Starts the program, again where it has ended, and waits for its first window.

        Args:
            *arguments: What stands behind its name on the command line.
            speed: So many times as fast goes a session that is begun from the desk.
        """
        if self.program is not None:
            self.program.communicate(timeout=10)
        self._place = self._sockets / str(time.monotonic_ns())
        witness = [sys.executable, "-m", "tests.journeys.witness", str(self._place), str(speed)]
        command = [*witness, *arguments]
        self.program = subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.until(lambda: next((thing for thing in self.see() if thing.front), None), "no window came up")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the program beside the one that is there, to its end."""
        command = [sys.executable, "-m", "psoas_desktop", *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=self.home, capture_output=True, text=True, timeout=60
        )

    def kill(self) -> None:
        """A power cut: the program has no time for a last word."""
        assert self.program is not None
        self.program.send_signal(signal.SIGKILL)
        self.program.communicate(timeout=10)

    def ended(self, wait_s: float = 10.0) -> int:
        """Waits for the end of the program; its exit code."""
        assert self.program is not None
        try:
            return self.program.wait(wait_s)
        except subprocess.TimeoutExpired:
            self.picture("not-ended")
            seen = self.account()
            self.program.send_signal(signal.SIGUSR1)  # it says what it is at
            take_time(0.5)
            self.program.kill()
            raise AssertionError(f"the program goes on; to be seen: {seen}\n{self.leave()}") from None

    def leave(self) -> str:
        """Gets up from the desk; what the program said on standard error."""
        shutil.rmtree(self._sockets, ignore_errors=True)
        if self.program is None:
            return ""
        if self.program.poll() is None:
            self.program.terminate()
        if self.program.stderr is None or self.program.stderr.closed:
            return ""
        try:
            return self.program.communicate(timeout=10)[1]
        except subprocess.TimeoutExpired:
            self.program.kill()
            return self.program.communicate()[1]

    # Seeing

    def see(self) -> list[Thing]:
        """Everything that is to be seen now; nothing while the program starts or is at work."""
        try:
            with socket.socket(socket.AF_UNIX) as asking:
                asking.settimeout(5)
                asking.connect(str(self._place))
                answer = b"".join(iter(lambda: asking.recv(1 << 20), b""))
        except OSError:
            return []
        return [Thing(**{**seen, "box": tuple(seen["box"])}) for seen in json.loads(answer)] if answer else []

    def until(self, look: Callable[[], Found | None], why: str, wait_s: float = WAIT_S) -> Found:
        """Looks again and again until there is something to see."""
        last = time.monotonic() + wait_s
        while True:
            found = look()
            if found:
                return found
            if time.monotonic() > last or (self.program is not None and self.program.poll() is not None):
                self.picture("missing")
                raise AssertionError(f"{why}; to be seen: {self.account()}")
            take_time(LOOK_S)

    def account(self) -> str:
        """What is seen in front, in few words."""
        words = (f"{thing.role} {thing.name or thing.value!r}" for thing in self.see() if thing.front)
        return ", ".join(dict.fromkeys(words))

    def all(self, name: str | None = None, role: str = "", within: str = "") -> list[Thing]:
        """Every element whose name begins with some words.

        Args:
            name: How its name begins; None for any.
            role: What it is; empty for anything.
            within: The kind of its window, or how the title of that begins; empty for the one in front.
        """

        def fits(thing: Thing) -> bool:
            there = thing.window.lstrip("*").startswith(within) or thing.kind == within
            return (
                (thing.front if not within else there)
                and (name is None or thing.name.startswith(name))
                and role in ("", thing.role)
                and thing.box[2] > 0
            )

        return [thing for thing in self.see() if fits(thing)]

    def find(self, name: str | None = None, role: str = "", within: str = "") -> Thing:
        """Waits for an element and says where it is."""
        wanted = f"{role} {name!r} {within}".strip()
        return self.until(lambda: next(iter(self.all(name, role, within)), None), f"there is no {wanted}")

    def gone(self, name: str, role: str = "", within: str = "") -> None:
        """Waits until an element is not there any more."""
        self.until(lambda: not self.all(name, role, within), f"{name!r} stays")

    def focus(self) -> Thing | None:
        """What the keys go to."""
        return next((thing for thing in self.see() if thing.focused and thing.front), None)

    def focused(self, name: str) -> Thing:
        """Waits until the keys go to an element."""

        def look() -> Thing | None:
            now = self.focus()
            return now if now is not None and now.name.startswith(name) else None

        return self.until(look, f"the keys do not go to {name!r} but to {self.focus()}")

    def window(self, title: str) -> Thing:
        """Waits until a window with a title is in front."""

        def look() -> Thing | None:
            return next(
                (thing for thing in self.see() if thing.front and thing.window.lstrip("*").startswith(title)),
                None,
            )

        return self.until(look, f"no window {title!r} comes to the front")

    def picture(self, step: str) -> Path | None:
        """Keeps a picture of the screen; None where there is nothing to take it with."""
        if shutil.which("import") is None:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1
        path = self._folder / f"{self._count:02}-{step}.png"
        subprocess.run(["import", "-silent", "-window", "root", str(path)], env=self.environment, timeout=20)
        return path

    # Mouse

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True)
        return done.stdout.strip()

    def click(self, thing: Thing, button: int = 1, times: int = 1) -> None:
        """Clicks the middle of an element."""
        self.click_at(thing.middle, button, times)

    def click_at(self, at: tuple[int, int], button: int = 1, times: int = 1) -> None:
        self.xdotool("mousemove", str(at[0]), str(at[1]))
        self.xdotool("click", "--repeat", str(times), "--delay", "60", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 8) -> None:
        """Presses, moves as a hand does, and lets go."""
        self.xdotool("mousemove", str(start[0]), str(start[1]), "mousedown", "1")
        take_time(0.05)
        for step in range(1, steps + 1):
            across, down = (a + (b - a) * step // steps for a, b in zip(start, end, strict=True))
            self.xdotool("mousemove", str(across), str(down))
            take_time(0.03)
        take_time(0.1)
        self.xdotool("mouseup", "1")

    # Keys

    def press(self, *keys: str) -> None:
        self.xdotool("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Types, into whatever has the focus."""
        self.xdotool("type", "--delay", "6", text)

    def fill(self, field: Thing, text: str) -> None:
        """Clicks a field and writes in the place of what is in it."""
        self.click(field)
        self.press("ctrl+a")
        self.write(text)

    def reach(self, look: Callable[[], list[Thing]], around: Thing) -> Thing:
        """Turns the wheel over something that scrolls until an element is in sight.

        Args:
            look: What is looked for, as ``all`` finds it; a list tells of its rows in sight only.
            around: What scrolls.
        """
        left, top, width, height = around.box
        for _ in range(60):
            thing = next(iter(look()), None)
            above = thing is not None and thing.box[1] < top
            if thing is not None and not above and thing.box[1] + thing.box[3] <= top + height:
                return thing
            self.xdotool("mousemove", str(left + width - 30), str(top + height // 2))
            self.xdotool("click", "--repeat", "2", "--delay", "10", "4" if above else "5")
            take_time(LOOK_S)
        raise AssertionError("it cannot be scrolled to")

    def choose_file(self, title: str, path: Path) -> None:
        """Types the place of a file where one is asked for; Enter takes what is proposed on the way, too."""
        self.window(title)
        self.write(str(path))
        while [thing for thing in self.see() if thing.kind == "QFileDialog"]:
            self.press("Return")
            take_time(0.25)
