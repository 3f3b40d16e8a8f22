"""The photos beside a routine go along when it is saved into another folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from psoas_desktop.routine.draft import Draft, Json
from psoas_desktop.storage.photo_files import photo_name, write_photo
from psoas_desktop.storage.picture_files import PictureRefusal, read_picture


def with_photos(draft: Draft, source: Path, target: Path) -> Draft:
    """Copies the photos that a routine names into another folder. No file there is replaced.

    Args:
        draft: The routine.
        source: The folder that its photos are beside.
        target: The folder that it goes to; it is made where there is a photo.

    Returns:
        The routine as it has to be written there: a name that is taken by another photo becomes a free one.
        What cannot be read stays a name: the copy has no more and no less than the routine.

    Raises:
        OSError: A photo could not be written; ``strerror`` is a sentence.
    """
    if source.resolve() == target.resolve():
        return draft
    names: dict[str, str] = {}
    for path, name in _photo_names(draft.plain(), ()):
        if name not in names:
            names[name] = _copied(source, target, name)
        if names[name] != name:
            draft = draft.replace((*path, "file"), names[name])
    return draft


def _copied(source: Path, target: Path, name: str) -> str:
    found = read_picture(source, name)
    if isinstance(found, PictureRefusal) or read_picture(target, name) == found:
        return name
    free = photo_name(target, name)
    write_photo(target, free, found)
    return free


def _photo_names(value: Json, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every picture beside the file: where it is named, and its name."""
    if isinstance(value, dict):
        name = value.get("file")
        if value.get("kind") == "file" and isinstance(name, str):
            yield path, name
        for key, inner in value.items():
            yield from _photo_names(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _photo_names(inner, (*path, number))
