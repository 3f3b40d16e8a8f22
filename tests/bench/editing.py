"""What the editor costs: an edit checked and painted, opening a long routine, memory, the first window."""

from __future__ import annotations

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from psoas_desktop.__main__ import COLLECT_AFTER
from psoas_desktop.app.application import dressed_application
from psoas_desktop.app.editor import editor_parts, open_editor
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import root
from psoas_desktop.ui.common.desk_style import dress
from psoas_desktop.ui.common.theme import DARK
from psoas_desktop.ui.editor.background import Background
from psoas_desktop.ui.editor.file_session import FileSession
from psoas_desktop.ui.editor.parts import EditorParts
from psoas_desktop.ui.editor.window import EditorWindow
from tests.bench.checking import sample
from tests.bench.counted import Count
from tests.bench.live import measured
from tests.bench.paired import Figure, paired
from tests.bench.starting import until_painted

EDITS = 240
P50_MS, P99_MS, GROWTH = 1.5, 4.0, 1.2
BLOCKED_MS, OPEN_MS = 16.0, 600.0
MEMORY = 1.3
START = 1.25
SIZE = QSize(1180, 720)
PULSE_MS = 1


def long_routine(blocks: int) -> bytes:
    """A routine with blocks of several kinds, with sides and without."""
    first = json.loads(sample().with_name("with-a-helper.psoas.json").read_text(encoding="utf-8"))
    items = first["items"]
    many = [{**items[number % len(items)], "id": f"b{number}", "duration_s": 60} for number in range(blocks)]
    return json.dumps({**first, "items": many}, indent=2).encode()


def opened(file: Path) -> EditorWindow:
    """The editor's window as the program opens it."""
    window = open_editor(parts_for(file.parent), file)
    window.resize(SIZE)
    window.show()
    return window


def window_of(folder: Path) -> EditorWindow:
    """A window that waits for a routine."""
    parts, background = parts_for(folder), Background(QThreadPool())
    window = EditorWindow(parts, FileSession(parts, "bench", background), background)
    window.resize(SIZE)
    return window


@cache
def parts_for(folder: Path) -> EditorParts:
    """What the program gives all of its editors."""
    application = dressed_application(DARK)
    dress(application, DARK)
    return editor_parts(read_program_data(root()), lambda: DARK, folder)


def wait(milliseconds: int) -> None:
    """Lets events happen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(found: Callable[[], object]) -> None:
    """Lets events happen until something is there."""
    while not found():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def settled(file: Path) -> EditorWindow:
    """A window with all of its parts, when nothing is left to do."""
    window = opened(file)
    until(lambda: window.workspace is not None and window.workspace.preview is not None)
    wait(2_500)
    work = window.workspace
    assert work is not None
    work.thumbnails.finish()
    work.document.select([("items", work.document.index.blocks // 2)])
    wait(1_000)
    return window


def edits(small: Path, large: Path) -> dict[str, float]:
    """Milliseconds of an edit: made, checked, all that it changes painted; of two routines in turn."""
    windows = [settled(small), settled(large)]
    freeze()
    times: list[list[float]] = [[], []]
    for number in range(EDITS):
        for window, taken in zip(windows, times, strict=True):
            assert window.workspace is not None
            document = window.workspace.document
            (path,) = document.selection
            begin = time.perf_counter()
            document.set_value((*path, "duration_s"), 60 + number % 200, merge="bench")
            QApplication.processEvents()
            taken.append((time.perf_counter() - begin) * 1000)
    few, many = times
    return {
        "p50": statistics.median(few),
        "p99": statistics.quantiles(few, n=100)[98],
        "growth": statistics.median(b / a for a, b in zip(few, many, strict=True)),
    }


def freeze() -> None:
    """As the program does once it has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def opening(file: Path) -> dict[str, float]:
    """Milliseconds until a routine is there, and the longest that the window was deaf meanwhile."""
    near = file.with_name(sample().name)
    near.write_bytes(sample().read_bytes())
    settled(near).hide()
    window = window_of(file.parent)
    window.show()
    wait(500)
    window.complete()
    freeze()
    beats: list[float] = []
    pulse = QTimer()
    pulse.setInterval(PULSE_MS)
    pulse.timeout.connect(lambda: beats.append(time.perf_counter()))
    pulse.start()
    wait(50)
    begin = time.perf_counter()
    beats.append(begin)
    window.session.open(file)
    until(lambda: window.workspace is not None)
    usable = time.perf_counter()
    until(lambda: window.workspace is not None and window.workspace.preview is not None)
    done = time.perf_counter()
    wait(20)
    pulse.stop()
    gaps = [after - before for before, after in pairwise(beats) if after > begin]
    return {"usable": (usable - begin) * 1000, "done": (done - begin) * 1000, "deaf": max(gaps) * 1000}


def memory(file: Path | None) -> dict[str, float]:
    """The proportional share of memory of a window, in MiB; of a bare one without a file."""
    if file is None:
        application = QApplication([])
        bare = QMainWindow()
        bare.resize(SIZE)
        bare.show()
        wait(500)
        del application
    else:
        window = opened(file)
        until(lambda: window.workspace is not None and window.workspace.problems is not None)
        wait(3_000)
    return {"mib": _pss_kib() / 1024}


def _pss_kib() -> int:
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _measures() -> Iterator[tuple[str, dict[str, float]]]:
    with tempfile.TemporaryDirectory() as folder:
        for blocks in (100, 1_000, 10_000):
            file = Path(folder) / f"{blocks}.psoas.json"
            file.write_bytes(long_routine(blocks))
        both = (f"{folder}/{blocks}.psoas.json" for blocks in (1_000, 10_000))
        yield "edits", measured("editing", "edits", *both)
        yield "opening", measured("editing", "opening", f"{folder}/1000.psoas.json")
        yield "bare", measured("editing", "memory")
        yield "memory", measured("editing", "memory", f"{folder}/100.psoas.json")


def counts() -> list[Count]:
    """Edits, opening and memory."""
    found = dict(_measures())
    edit, open_ = found["edits"], found["opening"]
    ours, bare = found["memory"]["mib"], found["bare"]["mib"]
    return [
        Count("edit, 1,000 blocks, painted, p50", edit["p50"], "ms", P50_MS),
        Count("edit, 1,000 blocks, painted, p99", edit["p99"], "ms", P99_MS),
        Count("edit, 10,000 blocks over 1,000, p50", edit["growth"], "times", GROWTH),
        Count("open 1,000 blocks: until they are seen", open_["usable"], "ms"),
        Count("open 1,000 blocks: longest deafness", open_["deaf"], "ms", BLOCKED_MS),
        Count("open 1,000 blocks: all done", open_["done"], "ms", OPEN_MS),
        Count(
            "memory of 100 blocks over bare", ours / bare, "times", MEMORY, f"{ours:.0f} over {bare:.0f} MiB"
        ),
    ]


def figures() -> list[Figure]:
    """The first painted editor window against a bare one."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "mine.psoas.json"
        file.write_bytes(sample().read_bytes())
        ours = until_painted("edit", str(file), home=home)
        return [paired("edit FILE, to the first painted window / bare", ours, until_painted("bare"), START)]


def main(arguments: list[str]) -> None:
    """Measures one thing and prints it as JSON."""
    what, *names = arguments
    files = [Path(name) for name in names]
    if what == "edits":
        found = edits(*files)
    elif what == "opening":
        found = opening(*files)
    else:
        found = memory(files[0] if files else None)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
