"""Someone at a keyboard in front of the real program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path


def take_time(seconds: float) -> None:
    """The pace of a person at a real desktop, which a window of another process cannot tell us to skip."""
    time.sleep(seconds)


class Desk:
    """The program in a window of its own, and xdotool at its keyboard."""

    def __init__(self, display: str, home: Path, *arguments: str) -> None:
        unwanted = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
        environment = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.environment = {**environment, "DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "psoas_desktop", *arguments]
        self.program = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.window = ""

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True)
        return done.stdout.strip()

    def find(self, wait_s: float = 20.0) -> str:
        """Waits until the program's window is up and has the focus."""
        until = time.monotonic() + wait_s
        while time.monotonic() < until and self.program.poll() is None:
            found = self.xdotool("search", "--onlyvisible", "--pid", str(self.program.pid), "--name", "psoas")
            if found:
                self.window = found.splitlines()[0]
                self.xdotool("windowactivate", "--sync", self.window)
                self.xdotool("windowfocus", "--sync", self.window)
                return self.window
            take_time(0.1)
        raise AssertionError(f"no window: {self.leave()}")

    def press(self, *keys: str) -> None:
        self.xdotool("key", *keys)

    def press_until_gone(self, key: str, wait_s: float = 90.0, every_s: float = 0.25) -> int:
        """Presses a key again and again until the program has ended; returns its exit code."""
        until = time.monotonic() + wait_s
        while self.program.poll() is None and time.monotonic() < until:
            self.press(key)
            take_time(every_s)
        return self.wait()

    def wait(self, seconds: float = 10.0) -> int:
        return self.program.wait(seconds)

    def is_up(self) -> bool:
        return (
            self.program.poll() is None and self.window in self.xdotool("search", "--name", "psoas").split()
        )

    def leave(self) -> str:
        """Ends the program if it still runs; returns what it said on standard error."""
        if self.program.poll() is None:
            self.program.terminate()
        _, error = self.program.communicate(timeout=10)
        return error
