"""A person's photos, kept beside the routine under names that a routine may give to a picture."""

from __future__ import annotations

import errno
import unicodedata
from pathlib import Path

from psoas_desktop.storage.atomic_file import DISK, Disk, write_atomic
from psoas_desktop.storage.disk_words import IMPOSSIBLE_NAME, NOT_ORDINARY, TOO_LARGE, in_words, refusal
from psoas_desktop.storage.file_names import DEVICES, free_among, split_suffix, taken_names
from psoas_desktop.storage.picture_files import IMAGES, MAX_BYTES, is_picture_name

UNNAMED = "photo"

_LONGEST_STEM = 80


def photo_name(folder: Path, wanted: str) -> str:
    """Finds a free name for a photo.

    Args:
        folder: The routine's folder; it need not exist.
        wanted: What the photo is called elsewhere, with the ending of what it is.

    Returns:
        A bare name such as a routine may say, taken neither beside the routine nor in ``images`` there.

    Raises:
        ValueError: The ending is none of a picture that a routine may have.
    """
    stem, suffix = split_suffix(wanted)
    suffix = suffix.lower()
    if not is_picture_name(f"{UNNAMED}{suffix}"):
        raise ValueError(f"{suffix!r} is no ending of a picture")
    plain = unicodedata.normalize("NFKD", stem[: 4 * _LONGEST_STEM]).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() or char in "_-" else " " for char in plain).split()
    name = "-".join(words)[:_LONGEST_STEM].strip("-") or UNNAMED
    if name.lower() in DEVICES:
        name = f"{UNNAMED}-{name}"
    return free_among(taken_names(folder) | taken_names(folder / IMAGES), name, suffix, "-")


def write_photo(folder: Path, name: str, data: bytes, *, disk: Disk = DISK) -> Path:
    """Writes a new photo into ``images`` beside a routine. What its bytes show is not looked at.

    Args:
        folder: The routine's folder; it is made, and ``images`` in it.
        name: As ``photo_name`` gives it.
        data: The file's bytes, at most ``MAX_BYTES``.
        disk: The system's calls.

    Returns:
        Where the photo is.

    Raises:
        OSError: It was not written; ``FileExistsError`` where the name is taken. ``strerror`` is a sentence.
    """
    images = folder / IMAGES
    path = images / name
    if not is_picture_name(name):
        raise refusal(errno.EINVAL, IMPOSSIBLE_NAME, path)
    if len(data) > MAX_BYTES:
        raise refusal(errno.EFBIG, TOO_LARGE, path)
    with in_words(images):
        images.mkdir(parents=True, exist_ok=True)
    if images.is_symlink():  # no picture is read from there
        raise refusal(errno.EINVAL, NOT_ORDINARY, images)
    write_atomic(path, data, new=True, disk=disk)
    return path
