"""The wheel, installed in an empty environment away from the checkout, works with what it brings."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
LONGEST_S = 120

GUARD = """
import os, sys

CHECKOUT, DEPENDENCIES = {checkout!r}, {dependencies!r}

def refuse_the_checkout(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, os.PathLike)):
        path = os.path.abspath(arguments[0])
        if path.startswith(CHECKOUT) and not path.startswith(DEPENDENCIES):
            os.write(2, f"reads the checkout: {{path}}\\n".encode())
            os._exit(97)

sys.addaudithook(refuse_the_checkout)
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout with what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=REPO, check=True, capture_output=True, timeout=LONGEST_S)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel and borrows only the packages that the wheel depends on.

    An audit hook ends a program of this environment that opens or lists anything else of the checkout.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python")]
    install = [*pip, "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=LONGEST_S)
    dependencies = sysconfig.get_path("purelib")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    guard = GUARD.format(checkout=str(REPO) + os.sep, dependencies=dependencies)
    (packages / "checkout_guard.py").write_text(guard, encoding="utf-8")
    (packages / "dependencies.pth").write_text(f"{dependencies}\nimport checkout_guard\n", encoding="utf-8")
    return scripts


@pytest.fixture
def program(installed, tmp_path):
    """Runs a command of the environment far from the checkout, with an empty home."""
    home = tmp_path / "home"
    home.mkdir()
    wanted = {"PATH", "LANG", "SYSTEMROOT", "TMPDIR"}
    kept = {name: value for name, value in os.environ.items() if name in wanted}
    environ = kept | {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}

    def run(*arguments, command="psoas-desktop"):
        done = subprocess.run(
            [str(installed / command), *map(str, arguments)],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_S,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def routines(program):
    """The routines inside the installed package."""
    found = program("-c", "import psoas_desktop; print(psoas_desktop.__file__)", command="python").strip()
    package = Path(found).parent
    assert not package.is_relative_to(REPO)
    inside = sorted((package / "routines").glob("*.psoas.json"))
    assert inside
    return inside


def test_the_wheel_brings_resources_routines_and_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("resources/schema/", "resources/kinds/", "resources/fonts/", "routines/"):
        assert any(name.startswith(f"psoas_desktop/{part}") for name in names), part
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "packaging"))]


def test_the_wheel_is_the_same_when_built_again(wheel, tmp_path):
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPO, check=True, capture_output=True, timeout=LONGEST_S)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_guard_refuses_the_checkout(installed, tmp_path):
    reading = f"open({str(REPO / 'pyproject.toml')!r})"
    done = subprocess.run([str(installed / "python"), "-c", reading], cwd=tmp_path, capture_output=True)
    assert done.returncode == 97


def test_version(program, wheel):
    assert program("--version").split()[-1] == wheel.name.split("-")[1]
    assert program("-m", "psoas_desktop", "--version", command="python") == program("--version")


def test_help_names_the_verbs(program):
    usage = program("--help")
    for verb in ("play", "validate", "rehearse", "schema", "kinds", "doctor"):
        assert verb in usage


def test_validate(program, routines):
    program("validate", "--strict", *routines)


def test_rehearse(program, routines):
    for routine in routines:
        assert len(program("rehearse", routine).splitlines()) > 10


def test_schema(program):
    schema = json.loads(program("schema"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_kinds(program):
    assert "chair-rest" in program("kinds")
    assert "chair-rest" in json.dumps(json.loads(program("kinds", "--format", "json")))


def test_doctor(program):
    assert program("doctor")


def test_screens(program, routines, tmp_path):
    program("screens", routines[0], "-o", tmp_path / "screens")
    assert list((tmp_path / "screens").glob("*.png"))
