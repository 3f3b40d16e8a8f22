"""Routines that came zipped with their pictures, unpacked where the program can play them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from psoas_desktop.routine.model import Routine
from psoas_desktop.storage.atomic_file import write_atomic
from psoas_desktop.storage.bundle import Bundle, unpack
from psoas_desktop.storage.file_names import BUNDLE_SUFFIX, ROUTINE_SUFFIX, safe_name
from psoas_desktop.storage.picture_files import IMAGES, PictureRefusal, read_picture
from psoas_desktop.storage.routine_files import read_stored

_UNTITLED = "routine"


def received(folder: Path, file: Path) -> Path:
    """Unpacks a bundle.

    Args:
        folder: Where bundles are unpacked, each into a folder named by its bytes.
        file: The bundle.

    Returns:
        The routine's file, its pictures beside it. The same bundle gives the same file again, with what was
        changed in it meanwhile.

    Raises:
        OSError: It cannot be read or written; ``strerror`` is a sentence.
        BundleError: It is refused.
    """
    stored = read_stored(file)
    bundle = unpack(stored.data)
    name = safe_name(file.name.removesuffix(BUNDLE_SUFFIX), _UNTITLED)
    path = folder / stored.mark / f"{name}{ROUTINE_SUFFIX}"
    if not path.exists():
        unpack_beside(path, bundle)
    return path


def unpack_beside(path: Path, bundle: Bundle) -> None:
    """Writes a routine and its pictures; the routine last, so that it is there only with all of them.

    Args:
        path: The routine's file; what is there is replaced. Pictures go to ``images`` beside it.
        bundle: What is written.

    Raises:
        FileExistsError: Another picture of that name is there already; nothing of the routine was written.
        OSError: It cannot be written; ``strerror`` is a sentence.
    """
    images = path.parent / IMAGES if bundle.images else path.parent
    images.mkdir(parents=True, exist_ok=True)
    for name, data in bundle.images.items():
        there = images / name
        if there.exists() and there.read_bytes() != data:
            raise FileExistsError(17, f"Another picture is called {name} there already.", str(there))
    for name, data in bundle.images.items():
        write_atomic(images / name, data)
    write_atomic(path, bundle.data)


def pictures_of(routine: Routine, folder: Path) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Reads the pictures that lie beside a routine.

    Args:
        routine: The routine.
        folder: Where its file lies.

    Returns:
        Their bytes by name, and the names of those that cannot be read.
    """
    names = dict.fromkeys(
        picture.content for block in routine.blocks() for picture in block.pictures if picture.kind == "file"
    )
    found = {name: read_picture(folder, name) for name in names}
    missing = tuple(name for name, data in found.items() if isinstance(data, PictureRefusal))
    return {name: data for name, data in found.items() if not isinstance(data, PictureRefusal)}, missing
