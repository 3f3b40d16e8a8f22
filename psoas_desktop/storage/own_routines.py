"""What a person does with whole routines: copies of their own, other names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from psoas_desktop.routine.codec import decode, encode
from psoas_desktop.routine.draft import Draft, Leaf, Object
from psoas_desktop.routine.migrations import format_of
from psoas_desktop.routine.schema import FORMAT
from psoas_desktop.storage.photo_copies import with_photos
from psoas_desktop.storage.routine_files import Stored, free_name, read_stored, save_stored

LONGEST_TITLE = 200
"""Characters of a routine's title."""


class CannotRenameError(Exception):
    """The file has mistakes of writing, or is of an older format: it has to be opened and saved first."""


def copy_routine(path: Path, folder: Path, title: str, new_id: Callable[[], str]) -> Stored:
    """Saves a copy of a routine, with the photos that lie beside it.

    Args:
        path: The routine; a broken one is copied as it is.
        folder: Where to; it is made.
        title: The title of the copy, which its name is made from.
        new_id: Makes the name by which programs know the copy.

    Returns:
        The copy.

    Raises:
        OSError: It could not be read or written; ``strerror`` is a sentence.
    """
    data = read_stored(path).data
    draft = _renameable(data)
    if draft is not None:
        draft = draft.replace(("title",), title[:LONGEST_TITLE])
        if draft.get(("id",)) is not None:
            draft = draft.replace(("id",), new_id())
        data = encode(with_photos(draft, path.parent, folder))
    return save_stored(free_name(folder, title), data, None)


def rename_routine(path: Path, title: str) -> Stored:
    """Gives a routine another title; its file keeps its name.

    Args:
        path: The routine.
        title: The title; what is longer than 200 characters is cut.

    Returns:
        The file as it is now.

    Raises:
        CannotRenameError: Not all of the file is understood, so that writing it could lose something.
        ChangedOnDiskError: Another program has changed it just now.
        OSError: It could not be read or written; ``strerror`` is a sentence.
    """
    stored = read_stored(path)
    draft = _renameable(stored.data)
    if draft is None:
        raise CannotRenameError(str(path))
    changed = encode(draft.replace(("title",), title[:LONGEST_TITLE]))
    return save_stored(path, changed, stored.mark)


def _renameable(data: bytes) -> Draft | None:
    """The draft of a file of the present format whose title can be exchanged."""
    decoded = decode(data)
    if decoded.draft is None or not decoded.sound or not isinstance(decoded.draft.root, Object):
        return None
    title = decoded.draft.get(("title",))
    if not isinstance(title, Leaf) or not isinstance(title.value, str):
        return None
    return decoded.draft if format_of(decoded.draft) == FORMAT else None
