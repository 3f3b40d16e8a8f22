"""The read-only data that ships with the program: kinds of block, words, banners, the schema, routines.

A catalogue is read from a folder that is passed in, so a test or an instructor can bring another one.
Kinds are read when asked for: checking one routine reads only the kinds that it uses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from psoas_desktop.routine.block_kinds import Catalogue, Kind
from psoas_desktop.routine.cues import Banner, banner_from_data, cue_from_data
from psoas_desktop.routine.kind_reading import kind_from_data, profile_from_data, words_from_data
from psoas_desktop.routine.vocabulary import ShowsAt
from psoas_desktop.storage.catalogue_error import CatalogueError
from psoas_desktop.storage.program_folders import root, routines_root

__all__ = [
    "ANSWERS_SCHEMA_FILE",
    "SCHEMA_FILE",
    "CatalogueError",
    "read_catalogue",
    "read_schema_text",
    "root",
    "routines_root",
]

SCHEMA_FILE = "schema/routine-1.schema.json"
"""Where the published schema of a routine file lies, from the root of the resources."""

ANSWERS_SCHEMA_FILE = "schema/answers-1.schema.json"
"""Where the published schema of a file of answers lies."""

_BANNER_SHOWS_AT = (ShowsAt.GATE, ShowsAt.LEAD_IN)

_T = TypeVar("_T")


class _MissingPartError(KeyError):
    """A key that is not there, with the file in which it should be."""

    def __init__(self, file: Path, key: object) -> None:
        super().__init__(key)
        self.file, self.key = file, key


class _Part(dict[str, Any]):
    """A JSON object that knows its file, so that a missing key can be reported with it."""

    __slots__ = ("file",)

    def __init__(self, members: Mapping[str, Any], file: Path) -> None:
        super().__init__(members)
        self.file = file

    def __missing__(self, key: str) -> NoReturn:
        raise _MissingPartError(self.file, key)


class _Kinds(Mapping[str, Kind]):
    """The kinds of a folder: their names are listed at once, each kind is read when asked for."""

    def __init__(
        self,
        folder: Path,
        language: str,
        *,
        banners: Mapping[str, Banner],
        profiles: Mapping[str, object],
        props: Mapping[str, Any],
    ) -> None:
        self._folder, self._language = folder, language
        self._banners, self._profiles, self._props = banners, profiles, props
        try:
            self._names = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name[0] not in "._")
        except OSError as error:
            raise CatalogueError(folder, _why(error)) from error
        self._read: dict[str, Kind] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Kind:
        if name not in self._read:
            if name not in self._names:
                raise KeyError(name)
            self._read[name] = self._load(name)
        return self._read[name]

    def _load(self, name: str) -> Kind:
        file = self._folder / name / "kind.json"
        words_file = self._folder / name / f"words.{self._language}.json"
        data, words = _read_object(file, name), _read_object(words_file, name)
        _build(lambda: [cue_from_data(cue) for cue in words["cues"]], words_file, name)
        kind = _build(lambda: kind_from_data(data, words, self._props), file, name)
        for reason in self._wrong_names(name, kind):
            raise CatalogueError(file, reason, kind=name)
        return kind

    def _wrong_names(self, folder: str, kind: Kind) -> Iterator[str]:
        """Yields what a kind names that the catalogue does not hold."""
        if kind.id != folder:
            yield f"its id is '{kind.id}', but its folder is called '{folder}'"
        if kind.profile not in self._profiles:
            yield f"the cue profile '{kind.profile}' does not exist"
        for banner in kind.banner_ids:
            if banner not in self._banners:
                yield f"the banner '{banner}' does not exist"
        for other in (*kind.alternatives, *kind.followed_by):
            if other not in self._names:
                yield f"the kind of block '{other}' does not exist"


def read_catalogue(folder: Path) -> Catalogue:
    """Reads what routines are built from.

    Args:
        folder: A folder laid out like the program's own resources.

    Returns:
        The catalogue. Its kinds are read when asked for, and a broken one raises only then.

    Raises:
        CatalogueError: A file is missing or broken.
    """
    about_file = folder / "catalogue.json"
    about = _read_object(about_file)
    version, language = _build(lambda: (str(about["version"]), str(about["language"])), about_file)
    banners_file = folder / "safety" / f"banners.{language}.json"
    profiles_file = folder / "cues" / f"profiles.{language}.json"
    words_file = folder / "cues" / f"words.{language}.json"
    banners = {
        name: _build(partial(_banner, name, data, banners_file), banners_file)
        for name, data in _read_object(banners_file).items()
    }
    profiles = {
        name: _build(partial(profile_from_data, data), profiles_file)
        for name, data in _read_object(profiles_file).items()
    }
    words = _read_object(words_file)
    return Catalogue(
        version=version,
        language=language,
        kinds=_Kinds(
            folder / "kinds",
            language,
            banners=banners,
            profiles=profiles,
            props=_read_object(folder / "kinds" / f"props.{language}.json"),
        ),
        banners=banners,
        profiles=profiles,
        words=_build(lambda: words_from_data(words), words_file),
        groups=_groups(folder / "kinds" / f"groups.{language}.json"),
    )


def read_schema_text(folder: Path, name: str = SCHEMA_FILE) -> str:
    """Returns the text of a published schema.

    Args:
        folder: The folder of resources.
        name: Which one.

    Returns:
        The schema as it lies on disk.

    Raises:
        CatalogueError: The file is missing or not UTF-8.
    """
    return _read_text(folder / name)


def _banner(name: str, data: Mapping[str, Any], file: Path) -> Banner:
    return banner_from_data(_Part({"id": name, **data}, file), default_shows_at=_BANNER_SHOWS_AT)


def _groups(file: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The order in which kinds are offered; a catalogue need not have one."""
    if not file.exists():
        return ()
    listed = _read_object(file)
    return _build(
        lambda: tuple((str(one["title"]), tuple(map(str, one["kinds"]))) for one in listed["groups"]), file
    )


def _read_text(file: Path, kind: str = "") -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(file, _why(error), kind=kind) from error


def _read_object(file: Path, kind: str = "") -> _Part:
    text = _read_text(file, kind)
    try:
        data = json.loads(text, object_hook=lambda members: _Part(members, file))
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise CatalogueError(file, reason, kind=kind) from error
    if not isinstance(data, _Part):
        raise CatalogueError(file, "it must hold one JSON object", kind=kind)
    return data


def _build(make: Callable[[], _T], file: Path, kind: str = "") -> _T:
    """Runs a builder and turns what it trips over into one sentence about its file."""
    try:
        return make()
    except _MissingPartError as error:
        raise CatalogueError(error.file, f"the part '{error.key}' is missing", kind=kind) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise CatalogueError(file, f"{error}", kind=kind) from error


def _why(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return error.strerror or type(error).__name__
