"""Set up, run, test and check psoas_desktop from a checkout, with nothing but Python 3.11 or later.

usage: dev.py VERB [ARGUMENT...]

  run [ARGUMENT...]    the program; without arguments its library opens
  test [ARGUMENT...]   every test; arguments go to one run of pytest
  check                lint, format, types, layers, routines and data
  core-test [...]      the tests of the core, in an environment without Qt
  long-test [...]      5,000 examples for each property, every stage, every routine played; takes hours
  bench [...]          the measured figures beside their targets
  mutation [...]       mutation tests of playback and safety
  contact-sheet        every pose in every theme, as pictures in build/figures
  wheel                dist/*.whl
  setup                everything that the other verbs need, without running anything
  lock                 renew packaging/locks/*.txt from the *.in files beside them
"""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said to a person, before anything newer is imported
    sys.exit(f"psoas_desktop needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")

from desktop import (
    ensure_desktop_tools,
    ensure_libraries,
    ensure_screen_tools,
    ensure_venv_module,
    has_screen,
    private_screen,
)
from environments import (
    CORE,
    LOCKS,
    PROGRAM,
    REPO,
    Environment,
    SetupError,
    beside,
    child_environment,
    run,
    say,
)

SAMPLE = REPO / "routines" / "daily-chair-rest.psoas.json"
STORYBOARD = REPO / "build" / "storyboard"
TESTS = REPO / "tests"
LONG_TESTS = ("stage_matrix", "stage_picture", "screens_fit")
"""Of the windows' tests, those with a longer form."""
_SECOND_PART = "test_editor_p"
"""Where the tests of the windows are parted: the core is as long as what comes before is shorter."""
INTERRUPTED = 130
USAGE = 2


def python(environment: Environment, *arguments: str) -> list[str]:
    """A command of an environment's interpreter that imports nothing from the folder it happens to run in."""
    return [str(environment.python), "-P", *arguments]


def prepare(environment: Environment, lock: str) -> None:
    """Make sure that an environment holds a lock."""
    if not environment.holds(lock):
        ensure_venv_module(importlib.util.find_spec)
        environment.ensure(lock)


def run_program(arguments: list[str]) -> int:
    """`run`: the program with arguments, else its library; without a screen a sample as text and pictures."""
    prepare(PROGRAM, "run")
    ensure_libraries()
    program = python(PROGRAM, "-m", "psoas_desktop")
    if arguments:
        return run([*program, *arguments])
    if has_screen(os.environ):
        return run(program)
    say(f"There is no screen here: rehearsing {SAMPLE.name} as text, and drawing every screen of it.")
    STORYBOARD.parent.mkdir(parents=True, exist_ok=True)
    failed = run([*program, "rehearse", str(SAMPLE)])
    for ending in (".png", ".pdf"):
        failed = run([*program, "storyboard", str(SAMPLE), "-o", str(STORYBOARD) + ending]) or failed
    return failed


def run_tests(arguments: list[str]) -> int:
    """`test`: the core without Qt, real windows on a screen of their own, then the rest; coverage adds up."""
    prepare(PROGRAM, "dev")
    ensure_libraries()
    if arguments:
        return _pytest(arguments)
    ensure_desktop_tools()
    prepare(CORE, "core")
    covered, other_data = ["--cov=psoas_desktop", "--cov-report="], REPO / ".coverage.other"
    first, second = _window_tests()
    environ = child_environment(os.environ, QT_QPA_PLATFORM="offscreen", COVERAGE_FILE=str(other_data))
    failed = []
    # Two at a time where no pace matters; the journeys are made alone, at a person's.
    with beside(python(PROGRAM, "-m", "pytest", *second, *covered), environ) as second_ended:
        if _core_tests(*covered):
            failed.append("core")
        if _pytest([*first, *covered, "--cov-append"]):
            failed.append("windows")
        if second_ended():
            failed.append("more windows")
    if _pytest([str(TESTS / "journeys"), *covered, "--cov-append"]):
        failed.append("journeys")
    run(python(PROGRAM, "-m", "coverage", "combine", "--append", str(other_data)), cwd=REPO)
    run(python(PROGRAM, "-m", "coverage", "report"), cwd=REPO)
    say(f"test: failed: {', '.join(failed)}" if failed else "test: all passed")
    return len(failed)


def _window_tests() -> tuple[list[str], list[str]]:
    """The tests with Qt but the journeys, in two parts: the core and the first take as long as the second."""
    files = sorted((TESTS / "gui").glob("test_*.py"))
    first = [str(file) for file in files if file.name < _SECOND_PART]
    return first, [str(TESTS / "packaging"), *(str(file) for file in files if file.name >= _SECOND_PART)]


def _pytest(arguments: list[str]) -> int:
    """Run pytest: on a private screen where journeys are asked for, else without any screen."""
    command = python(PROGRAM, "-m", "pytest", *arguments)
    folder = str(TESTS / "journeys")
    if any(argument.startswith((folder, "tests/journeys")) for argument in arguments):
        with private_screen() as variables:
            return run(command, child_environment(os.environ, **variables), REPO)
    return run(command, child_environment(os.environ, QT_QPA_PLATFORM="offscreen"), REPO)


def _core_tests(*arguments: str) -> int:
    prepare(CORE, "core")
    return run(python(CORE, "-m", "pytest", str(TESTS / "core"), *arguments), cwd=REPO)


def run_core_tests(arguments: list[str]) -> int:
    """`core-test`: the tests of the core, where Qt cannot be imported."""
    return _core_tests(*arguments)


def run_long_tests(arguments: list[str]) -> int:
    """`long-test`: many more examples for the core, the stage in every combination, every routine played."""
    os.environ["PSOAS_LONG"] = "1"
    failed = _core_tests(*arguments)
    if arguments:
        return failed
    prepare(PROGRAM, "dev")
    ensure_libraries()
    failed = _pytest([str(TESTS / "gui" / f"test_{name}.py") for name in LONG_TESTS]) or failed
    return _pytest([str(TESTS / "journeys" / "test_routines.py")]) or failed


def run_checks(arguments: list[str]) -> int:
    """`check`: every check, then the names of those that failed."""
    del arguments
    prepare(PROGRAM, "dev")
    ensure_libraries()
    failed = []
    for name, command in checks():
        say(f"check: {name}")
        if run(command, cwd=REPO):
            failed.append(name)
    say(f"check: failed: {', '.join(failed)}" if failed else "check: all passed")
    return 1 if failed else 0


def checks() -> list[tuple[str, list[str]]]:
    """The checks by name, in the order of how fast they answer."""
    routines = sorted(str(file) for file in (REPO / "routines").glob("*.json"))
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return [
        ("ruff check", python(PROGRAM, "-m", "ruff", "check", ".")),
        ("ruff format", python(PROGRAM, "-m", "ruff", "format", "--check", ".")),
        ("house rules", [str(PROGRAM.python), str(REPO / "packaging" / "house_rules.py")]),
        ("import-linter", python(PROGRAM, "-c", lint_imports)),
        ("routines", python(PROGRAM, "-m", "psoas_desktop", "validate", "--strict", *routines)),
        ("schema and kinds", [str(PROGRAM.python), str(REPO / "packaging" / "check_data.py")]),
        ("mypy", python(PROGRAM, "-m", "mypy", "--strict", "psoas_desktop", "packaging")),
    ]


def run_bench(arguments: list[str]) -> int:
    """`bench`: the figures of tests/bench, on a private screen so that they compare."""
    prepare(PROGRAM, "dev")
    ensure_libraries()
    with private_screen() as variables:
        command = [str(PROGRAM.python), str(TESTS / "bench"), *arguments]
        return run(command, child_environment(os.environ, **variables))


def draw_contact_sheets(arguments: list[str]) -> int:
    """`contact-sheet`: all poses on sheets, to be looked at."""
    prepare(PROGRAM, "run")
    ensure_libraries()
    folder = REPO / "build" / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(PROGRAM.python), str(REPO / "packaging" / "contact_sheet.py"), "-o", str(folder)]
    return run([*command, *arguments], child_environment(os.environ, QT_QPA_PLATFORM="offscreen"), REPO)


def run_mutation(arguments: list[str]) -> int:
    """`mutation`: mutmut with what pyproject.toml tells it; then the survivors, one a line."""
    prepare(CORE, "mutation")
    mutmut = python(CORE, "-m", "mutmut")
    environ = child_environment(os.environ)
    del environ["PYTHONPATH"]
    return run([*mutmut, "run", *arguments], environ, REPO) or run([*mutmut, "results"], environ, REPO)


def build_wheel(arguments: list[str]) -> int:
    """`wheel`: build dist/*.whl with what is installed, without a network."""
    prepare(PROGRAM, "dev")
    return run(python(PROGRAM, "-m", "hatchling", "build", "-t", "wheel", *arguments), cwd=REPO)


def set_up(arguments: list[str]) -> int:
    """`setup`: environments and system packages for every verb."""
    del arguments
    prepare(PROGRAM, "dev")
    prepare(CORE, "core")
    ensure_libraries()
    if sys.platform == "linux":
        ensure_screen_tools()
        ensure_desktop_tools()
    return 0


def renew_locks(arguments: list[str]) -> int:
    """`lock`: compile every lock anew; `--upgrade` as argument takes newer versions."""
    prepare(PROGRAM, "dev")
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    compile_lock = python(PROGRAM, "-m", "uv", "pip", "compile", *options)
    for name in ("run", "dev", "core", "mutation"):
        files = [f"{name}.in", "--output-file", f"{name}.txt"]
        if run([*compile_lock, *arguments, *files], cwd=LOCKS):
            return 1
    return 0


VERBS = {
    "run": run_program,
    "test": run_tests,
    "check": run_checks,
    "core-test": run_core_tests,
    "long-test": run_long_tests,
    "bench": run_bench,
    "mutation": run_mutation,
    "contact-sheet": draw_contact_sheets,
    "wheel": build_wheel,
    "setup": set_up,
    "lock": renew_locks,
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says; expected failures end with one sentence and no traceback."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(__doc__)
        return 0 if arguments[:1] in (["--help"], ["-h"]) else USAGE
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        return verb(arguments[1:])
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED
    except (SetupError, OSError) as problem:
        print(_sentence(problem), file=sys.stderr)
        return 1


def _sentence(problem: Exception) -> str:
    if isinstance(problem, OSError):
        where = f" ({Path(problem.filename).name})" if problem.filename else ""
        return f"This could not be done: {problem.strerror}{where}. Mend that, then try again."
    return str(problem)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
