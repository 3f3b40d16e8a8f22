"""Where a person's files lie: settings, work in progress, what can be made again, and their own routines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from psoas_desktop.routine.values import dataclass

FOLDER = "psoas-desktop"
"""The name of the program's own folders."""

ROUTINES = "Psoas routines"
"""The folder of a person's own routines, among their documents."""

_DOCUMENTS = re.compile(r'^XDG_DOCUMENTS_DIR="((?:[^"\\]|\\.)*)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The folders of one person. None of them need exist.

    Attributes:
        config: Settings.
        data: What the program keeps for the person: history, the bin.
        state: What outlives a crash but not a move to another computer: unsaved work, the log.
        cache: What can be made again at any time.
        documents: The person's documents.
    """

    config: Path
    data: Path
    state: Path
    cache: Path
    documents: Path

    @property
    def routines(self) -> Path:
        """The folder of the person's own routines."""
        return self.documents / ROUTINES

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.config / "settings.json"

    @property
    def recovery(self) -> Path:
        """The folder of unsaved work."""
        return self.state / "unsaved"

    @property
    def answers(self) -> Path:
        """The file of what is remembered of the person who follows routines."""
        return self.data / "answers.json"

    @property
    def bin(self) -> Path:
        """The folder of deleted routines."""
        return self.data / "bin"


def user_paths(environment: Mapping[str, str], home: Path, platform: str) -> UserPaths:
    """Finds the folders as the system wants them.

    Args:
        environment: The variables of the environment.
        home: The person's home folder.
        platform: As ``sys.platform``: ``win32``, ``darwin``, or anything else for the freedesktop rules.

    Returns:
        The folders. On Linux the documents are those of ``user-dirs.dirs``, which may have a translated name.
    """
    if platform == "win32":
        return _on_windows(environment, home)
    if platform == "darwin":
        own = home / "Library" / "Application Support" / FOLDER
        caches = home / "Library" / "Caches" / FOLDER
        return UserPaths(own, own / "data", own / "state", caches, home / "Documents")
    config = _folder(environment, "XDG_CONFIG_HOME", home / ".config")
    return UserPaths(
        config=config / FOLDER,
        data=_folder(environment, "XDG_DATA_HOME", home / ".local" / "share") / FOLDER,
        state=_folder(environment, "XDG_STATE_HOME", home / ".local" / "state") / FOLDER,
        cache=_folder(environment, "XDG_CACHE_HOME", home / ".cache") / FOLDER,
        documents=_folder(environment, "XDG_DOCUMENTS_DIR", _documents(config, home)),
    )


def _on_windows(environment: Mapping[str, str], home: Path) -> UserPaths:
    roaming = _folder(environment, "APPDATA", home / "AppData" / "Roaming") / FOLDER
    local = _folder(environment, "LOCALAPPDATA", home / "AppData" / "Local") / FOLDER
    return UserPaths(roaming, local / "data", local / "state", local / "cache", home / "Documents")


def _folder(environment: Mapping[str, str], name: str, otherwise: Path) -> Path:
    """Returns the folder that a variable names; the rules of XDG ignore one that is not absolute."""
    given = environment.get(name, "")
    return Path(given) if given and "\0" not in given and Path(given).is_absolute() else otherwise


def _documents(config: Path, home: Path) -> Path:
    usual = home / "Documents"
    try:
        text = (config / "user-dirs.dirs").read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, ValueError):
        return usual
    found = _DOCUMENTS.search(text)
    if found is None:
        return usual
    named = re.sub(r"\\(.)", r"\1", found[1])
    path = Path(home, named.removeprefix("$HOME/")) if named.startswith("$HOME/") else Path(named)
    # A desktop without a folder for documents names the home folder itself: that is no place for ours.
    return path if path.is_absolute() and path != home else usual
