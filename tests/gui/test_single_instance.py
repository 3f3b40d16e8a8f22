"""A second start reaches the first one, in a real process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from psoas_desktop.services.instance_name import instance_name
from psoas_desktop.services.single_instance import MAX_MESSAGE, SingleInstance

REPO = Path(__file__).resolve().parents[2]

SECOND = """
import sys
from PySide6.QtCore import QCoreApplication
from psoas_desktop.services.single_instance import SingleInstance
application = QCoreApplication([])
one = SingleInstance(sys.argv[1])
first = one.first()
taken = not first and one.hand_over(sys.stdin.buffer.read())
sys.exit(10 * first + taken)
"""
FIRST_ONE, TAKEN, NOT_TAKEN = 10, 1, 0

pytestmark = pytest.mark.skipif(os.name == "nt", reason="named pipes are reached in another way")


def second(name: str, message: bytes = b"") -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", SECOND, name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    assert process.stdin
    process.stdin.write(message)
    process.stdin.close()
    return process


@pytest.fixture
def name(tmp_path: Path) -> str:
    return instance_name(tmp_path, "linux")


def test_a_second_start_is_not_the_first_and_its_message_arrives(qtbot: QtBot, name: str) -> None:
    one = SingleInstance(name)
    assert one.first()
    sent = "edit\0/tmp/Übung.psoas.json".encode() * 100

    with qtbot.waitSignal(one.message, timeout=20_000) as blocker:
        process = second(name, sent)

    assert blocker.args == [sent]
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.returncode == TAKEN
    one.close()


def test_after_a_crash_the_next_start_is_the_first_again(qtbot: QtBot, name: str) -> None:
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(name)
    dead.close()
    assert Path(name).exists()

    one = SingleInstance(name)

    assert one.first()
    assert Path(name).stat().st_mode & 0o077 == 0
    with qtbot.waitSignal(one.message, timeout=20_000):
        process = second(name, b"x")
    process.wait(20)
    one.close()


def test_when_the_first_is_gone_the_next_takes_its_place(name: str) -> None:
    one = SingleInstance(name)
    assert one.first()
    one.close()

    process = second(name)

    assert process.wait(20) == FIRST_ONE


def test_what_is_too_long_or_never_ends_is_dropped(qtbot: QtBot, name: str) -> None:
    one = SingleInstance(name)
    assert one.first()
    heard: list[bytes] = []
    one.message.connect(heard.append)
    with pytest.raises(ValueError, match="at most"):
        one.hand_over(b"x" * (MAX_MESSAGE + 1))
    with socket.socket(socket.AF_UNIX) as rude:
        rude.connect(name)
        rude.sendall((MAX_MESSAGE + 1).to_bytes(4, "big") + b"y" * 1000)
        rude.setblocking(False)

        def hung_up() -> bool:
            try:
                return rude.recv(1) == b""
            except BlockingIOError:
                return False
            except ConnectionError:
                return True

        qtbot.waitUntil(hung_up)

    assert heard == []
    one.close()


def test_names_fit_the_system(tmp_path: Path) -> None:
    assert instance_name(tmp_path, "linux") == str(tmp_path / "instance")
    deep = tmp_path / ("long" * 40)
    assert len(instance_name(deep, "linux").encode()) < 100
    assert not Path(instance_name(deep, "win32")).is_absolute()
    assert instance_name(deep, "linux") != instance_name(deep / "other", "linux")
