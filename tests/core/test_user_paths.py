"""Where a person's files lie, on each system and with each habit of setting it up."""

from pathlib import Path, PurePosixPath

import pytest

from psoas_desktop.storage.user_paths import ROUTINES, user_paths

HOME = Path("/home/ada")


def test_on_linux_the_usual_places():
    paths = user_paths({}, HOME, "linux")

    assert paths.config == HOME / ".config/psoas-desktop"
    assert paths.data == HOME / ".local/share/psoas-desktop"
    assert paths.state == HOME / ".local/state/psoas-desktop"
    assert paths.cache == HOME / ".cache/psoas-desktop"
    assert paths.routines == HOME / "Documents" / ROUTINES


def test_on_linux_the_variables_win():
    environment = {f"XDG_{name}_HOME": f"/x/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}

    paths = user_paths({**environment, "XDG_DOCUMENTS_DIR": "/x/papers"}, HOME, "linux")

    folders = [paths.config, paths.data, paths.state, paths.cache]
    assert folders == [Path(f"/x/{name}/psoas-desktop") for name in ("CONFIG", "DATA", "STATE", "CACHE")]
    assert paths.routines == Path("/x/papers") / ROUTINES


@pytest.mark.parametrize("value", ["", "relative/place", "~/place", "./x", "/x\0y"])
def test_a_variable_that_is_no_absolute_path_is_ignored(value):
    assert user_paths({"XDG_CONFIG_HOME": value}, HOME, "linux").config == HOME / ".config/psoas-desktop"


@pytest.mark.parametrize(
    ("line", "documents"),
    [
        ('XDG_DOCUMENTS_DIR="$HOME/Dokumente"', "home/Dokumente"),
        (
            '# written by a tool\nXDG_MUSIC_DIR="$HOME/M"\nXDG_DOCUMENTS_DIR="$HOME/Meine \\"Akten\\""\n',
            'home/Meine "Akten"',
        ),
        ('XDG_DOCUMENTS_DIR="/srv/papers"', "/srv/papers"),
        ('XDG_DOCUMENTS_DIR="$HOME/"', "home/Documents"),
        ('XDG_DOCUMENTS_DIR="papers"', "home/Documents"),
        ('#XDG_DOCUMENTS_DIR="$HOME/No"', "home/Documents"),
        ("\x00\x01 nothing of use", "home/Documents"),
    ],
)
def test_the_desktop_says_where_documents_are(tmp_path, line, documents):
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    (home / ".config" / "user-dirs.dirs").write_text(line, encoding="utf-8")

    assert user_paths({}, home, "linux").documents == tmp_path / documents


def test_on_a_mac():
    paths = user_paths({"XDG_CONFIG_HOME": "/x"}, HOME, "darwin")

    assert paths.config == HOME / "Library/Application Support/psoas-desktop"
    assert paths.cache == HOME / "Library/Caches/psoas-desktop"
    assert len({paths.config, paths.data, paths.state, paths.cache}) == 4


def test_on_windows():
    environment = {"APPDATA": "/c/roaming", "LOCALAPPDATA": "/c/local"}

    paths = user_paths(environment, HOME, "win32")

    assert paths.config == Path("/c/roaming/psoas-desktop")
    assert paths.cache == Path("/c/local/psoas-desktop/cache")
    assert user_paths({}, HOME, "win32").config == HOME / "AppData/Roaming/psoas-desktop"
    assert PurePosixPath(paths.routines).parts[-2:] == ("Documents", ROUTINES)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_files_and_folders_of_the_program_do_not_meet(platform):
    paths = user_paths({}, HOME, platform)

    assert len({paths.settings, paths.recovery, paths.bin, paths.cache, paths.routines}) == 5
