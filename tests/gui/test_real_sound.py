"""Real sound: a private PulseAudio with nothing behind it, and a recorder that hears what would be heard.

Everything is started here, with its own folder and sockets, and ended here.
"""

from __future__ import annotations

import array
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
RATE = 44_100
LATEST_MS = 150
LOUD = 60
LONGEST_S = 60
ESPEAK = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("pulseaudio") and shutil.which("parec")),
    reason="needs pulseaudio and parec",
)

BELLS = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from psoas_desktop.routine.vocabulary import Sound
from psoas_desktop.services.bells import Bells
from psoas_desktop.storage.resources import root

app = QCoreApplication([])
bells = Bells(root() / "sounds")
bells.prepare()
plan = [Sound.WOOD_TICK] * 4 + [Sound.BELL_SOFT]

def play():
    if not plan:
        app.quit()
        return
    sound = plan.pop(0)
    at = time.monotonic_ns()
    print(sound.value, at if bells.play(sound) else bells.fault, flush=True)
    QTimer.singleShot(700, play)

QTimer.singleShot(1000, play)
app.exec()
"""

HANGS = """
import os, signal, time
from PySide6.QtCore import QCoreApplication, QTimer
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.speech import Speech

app = QCoreApplication([])
speech = Speech(QtLater(app))

def hang():
    os.kill(int(os.environ["SERVICE"]), signal.SIGSTOP)
    before = time.monotonic_ns()
    speech.say("Nobody answers this.", "en")
    speech.stop()
    speech.say("Nor this.", "en")
    print("blocked", time.monotonic_ns() - before, flush=True)
    QTimer.singleShot(300, app.quit)

speech.ready.connect(hang)
speech.prepare("en", "tlh")
app.exec()
before = time.monotonic_ns()
closed = speech.close()
print("closed", time.monotonic_ns() - before, flush=True)
if not closed:
    os._exit(0)
"""

NO_BELLS = """
from PySide6.QtCore import QCoreApplication
from psoas_desktop.services.bells import Bells
from psoas_desktop.storage.resources import root

app = QCoreApplication([])
bells = Bells(root() / "sounds")
bells.prepare()
print(bells.fault)
"""

SPEECH = """
import time
from PySide6.QtCore import QCoreApplication, QTimer
from psoas_desktop.services.later import QtLater
from psoas_desktop.services.speech import Speech

app = QCoreApplication([])
speech = Speech(QtLater(app))
worst = 0
before = time.monotonic_ns()

def tick():
    global worst, before
    now = time.monotonic_ns()
    worst, before = max(worst, now - before), now

def say():
    print("say", time.monotonic_ns(), flush=True)
    print("blocked", worst, flush=True)
    speech.say("Let your breath come and go.", "en")
    speech.finished.connect(lambda: QTimer.singleShot(500, app.quit))

speech.prepare("en", "tlh")
speech.failed.connect(lambda fault: (print("failed", fault, flush=True), app.quit()))
speech.ready.connect(lambda: QTimer.singleShot(200, say))
timer = QTimer()
timer.timeout.connect(tick)
timer.start(5)
app.exec()
speech.close()
print("closed", time.monotonic_ns(), flush=True)
"""


class Recorder:
    """Hears the null sink; knows when each sample arrived."""

    def __init__(self, environ):
        command = ["parec", "--device=out.monitor", "--format=s16le", "--channels=1", f"--rate={RATE}"]
        self.process = subprocess.Popen([*command, "--latency-msec=10"], env=environ, stdout=subprocess.PIPE)
        self.samples = array.array("h")
        self.arrivals = []
        self.heard = threading.Event()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        while data := os.read(self.process.stdout.fileno(), 8192):
            self.arrivals.append((len(self.samples), time.monotonic_ns()))
            self.samples.frombytes(data[: len(data) // 2 * 2])
            self.heard.set()

    def stop(self):
        self.process.terminate()
        self.process.wait(LONGEST_S)
        self.reader.join(LONGEST_S)
        self.process.stdout.close()

    def onset_ns(self, after_ns):
        """When the first sound after a moment arrived."""
        for (first, at), (end, _) in zip(self.arrivals, self.arrivals[1:], strict=False):
            if at >= after_ns and any(abs(value) > LOUD for value in self.samples[first:end]):
                return at
        raise AssertionError("nothing was heard")


@pytest.fixture
def place():
    """A folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="psoas-sound-") as folder:
        yield Path(folder)


@pytest.fixture
def environ(place):
    """The environment of a machine with a sound device that no one can hear."""
    script = place / "start.pa"
    script.write_text(
        f"load-module module-native-protocol-unix socket={place}/sound auth-anonymous=1\n"
        f"load-module module-null-sink sink_name=out rate={RATE} channels=1 format=s16le\n",
        encoding="utf-8",
    )
    folders = ("HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH")
    environ = {**os.environ, **dict.fromkeys(folders, str(place)), "PULSE_SERVER": f"unix:{place}/sound"}
    environ |= {"PYTHONPATH": str(REPO), "LC_ALL": "C.UTF-8"}
    options = ["--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", f"--log-target=file:{place}/log"]
    server = subprocess.Popen(["pulseaudio", "-n", "-F", str(script), *options], env=environ)
    try:
        ask = ["pactl", "list", "short", "sinks"]
        until = time.monotonic() + LONGEST_S
        while subprocess.run(ask, env=environ, capture_output=True, timeout=LONGEST_S).returncode:
            assert server.poll() is None, (place / "log").read_text(encoding="utf-8")
            assert time.monotonic() < until
        yield environ
    finally:
        server.terminate()
        server.wait(LONGEST_S)


@pytest.fixture
def recorder(environ):
    made = Recorder(environ)
    try:
        assert made.heard.wait(LONGEST_S)
        yield made
    finally:
        if made.process.poll() is None:
            made.stop()


def run(script, environ):
    """Runs a program beside the test.

    Returns:
        The pairs of words that it printed.
    """
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, timeout=LONGEST_S
    )
    assert ran.returncode == 0, ran.stderr
    return [line.split() for line in ran.stdout.splitlines()]


def strength(samples, hertz):
    """How much of a tone there is, as a share of full scale."""
    real = sum(value * math.cos(2 * math.pi * hertz * i / RATE) for i, value in enumerate(samples))
    imaginary = sum(value * math.sin(2 * math.pi * hertz * i / RATE) for i, value in enumerate(samples))
    return 2 * math.hypot(real, imaginary) / len(samples) / 32767


def test_bells_sound_and_are_not_late(environ, recorder, record_property):
    printed = run(BELLS, environ)
    recorder.stop()
    assert [name for name, _ in printed] == ["wood-tick"] * 4 + ["bell-soft"]
    late_ms = [(recorder.onset_ns(int(at)) - int(at)) / 1e6 for _, at in printed]
    record_property("bells_late_ms", [round(value, 1) for value in late_ms])
    print("bells late by", [round(value, 1) for value in late_ms], "ms, the recorder's own delay included")
    assert max(late_ms) < LATEST_MS
    bell = next(first for first, at in recorder.arrivals if at >= recorder.onset_ns(int(printed[-1][1])))
    ring = recorder.samples[bell + RATE // 10 : bell + RATE // 2]
    assert strength(ring, 330) > 0.05
    assert strength(ring, 660) > 0.01
    assert strength(ring, 495) < 0.01


def test_without_a_server_bells_say_that_there_is_no_device(place):
    environ = {**os.environ, "PULSE_SERVER": f"unix:{place}/none", "PYTHONPATH": str(REPO)}
    assert run(NO_BELLS, environ) == [["no-device"]]


@pytest.fixture
def service(environ, place):
    """A speech service of its own, and where to find it."""
    if not (shutil.which("speech-dispatcher") and ESPEAK.exists()):
        pytest.skip("needs speech-dispatcher and espeak-ng")
    address = place / "speech"
    command = ["speech-dispatcher", "--run-single", "--communication-method", "unix_socket"]
    started = subprocess.Popen(
        [*command, "--socket-path", str(address), "--pid-file", str(place / "pid"), "--log-dir", str(place)],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + LONGEST_S
        while not address.exists():
            assert started.poll() is None
            assert time.monotonic() < until
        yield {**environ, "SPEECHD_ADDRESS": f"unix_socket:{address}", "SERVICE": str(started.pid)}
    finally:
        started.kill()
        started.wait(LONGEST_S)


def test_the_voice_speaks_and_being_made_does_not_hold_up_the_window(service, recorder, record_property):
    told = dict(run(SPEECH, service))
    recorder.stop()
    assert "failed" not in told
    late_ms = (recorder.onset_ns(int(told["say"])) - int(told["say"])) / 1e6
    blocked_ms = int(told["blocked"]) / 1e6
    record_property("voice", (round(late_ms), round(blocked_ms)))
    print(f"voice late by {late_ms:.0f} ms; being made blocked the window for {blocked_ms:.0f} ms")
    assert late_ms < 1500
    assert blocked_ms < 500
    loud = sum(abs(value) > 1000 for value in recorder.samples)
    assert loud > RATE / 4


def test_a_service_that_hangs_holds_up_neither_the_window_nor_the_end(service):
    told = dict(run(HANGS, service))
    assert int(told["blocked"]) / 1e6 < 500
    assert int(told["closed"]) / 1e9 < 3
