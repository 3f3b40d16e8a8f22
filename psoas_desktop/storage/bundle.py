"""A routine zipped with its pictures: ``routine.json`` and ``images/``.

A stranger's archive is never unpacked to the disk. Its members are read into memory by their names, and their
bytes are counted; whatever an archive can do beyond that is refused.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from psoas_desktop.routine.codec import MAX_FILE
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.atomic_file import DISK, Disk, write_atomic
from psoas_desktop.storage.bundle_refusals import BundleError, BundleRefusal
from psoas_desktop.storage.file_names import comparable
from psoas_desktop.storage.ordinary_file import read_ordinary
from psoas_desktop.storage.picture_files import IMAGES, is_picture_name

ROUTINE = "routine.json"
"""The member that holds the routine."""

MAX_MEMBERS = 500
MAX_TOTAL = 64 * 2**20
"""Bytes of all members together, unpacked."""

MAX_RATIO = 100
"""How much larger than its packed bytes a member may be."""

_START = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_SIZE = 22
_ZIP64 = b"PK\x06\x07"
_ZIP64_SIZE = 20
_LONGEST_COMMENT = 2**16
_MAX_DIRECTORY = 512 * 1024
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UNIX = 3
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
_ROOM = 2**20  # for the names and places that an archive adds to its members


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an archive holds.

    Attributes:
        data: The bytes of the routine.
        images: The bytes of its pictures by their bare names; what they show is not looked at.
        left_out: The names of members that are neither, in the order of the archive.
    """

    data: bytes = field(repr=False)
    images: Mapping[str, bytes] = field(repr=False)
    left_out: tuple[str, ...] = ()


def is_bundle(data: bytes) -> bool:
    """Whether the first bytes are those of an archive, whatever the file is called."""
    return data.startswith(_START)


def read_bundle(path: Path) -> Bundle:
    """Reads an archive.

    Args:
        path: The file.

    Returns:
        The routine and its pictures.

    Raises:
        OSError: It cannot be read, or is larger than 64 MiB; ``strerror`` is a sentence.
        BundleError: It is refused.
    """
    return unpack(read_ordinary(path, MAX_FILE))


def write_bundle(path: Path, data: bytes, images: Mapping[str, bytes], *, disk: Disk = DISK) -> None:
    """Writes an archive in place of whatever is there; ``save_stored`` with ``pack`` looks first.

    Args:
        path: The file.
        data: The bytes of the routine.
        images: The bytes of its pictures by their bare names.
        disk: The system's calls.

    Raises:
        OSError: It could not be written, and what was there is whole; ``strerror`` is a sentence.
        BundleError: ``unpack`` would refuse it.
    """
    write_atomic(path, pack(data, images), disk=disk)


def pack(data: bytes, images: Mapping[str, bytes]) -> bytes:
    """Makes an archive. The same routine and pictures give the same bytes on every day and system.

    Args:
        data: The bytes of the routine.
        images: The bytes of its pictures by their bare names.

    Returns:
        The archive's bytes, which ``unpack`` accepts.

    Raises:
        BundleError: There are too many pictures, they are too large, or one has a name that is not allowed.
    """
    if len(images) >= MAX_MEMBERS:
        raise BundleError(BundleRefusal.TOO_MANY)
    if len(data) + sum(map(len, images.values())) > MAX_TOTAL - _ROOM:
        raise BundleError(BundleRefusal.TOO_LARGE)
    seen: set[str] = set()
    for name in images:
        _check_name(name, seen)
        if not is_picture_name(name):
            raise BundleError(BundleRefusal.UNSAFE_NAME, name)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        _add(archive, ROUTINE, data)
        for name in sorted(images):
            _add(archive, f"{IMAGES}/{name}", images[name])
    return written.getvalue()


def unpack(data: bytes) -> Bundle:
    """Reads the bytes of an archive.

    Args:
        data: All of them.

    Returns:
        The routine and its pictures.

    Raises:
        BundleError: The archive is refused.
    """
    if not is_bundle(data):
        raise BundleError(BundleRefusal.NOT_A_BUNDLE)
    try:
        with zipfile.ZipFile(io.BytesIO(_without_comment(data))) as archive:
            return _read(archive)
    except NotImplementedError as error:
        raise BundleError(BundleRefusal.UNSUPPORTED) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        ValueError,
        RuntimeError,
        OSError,
    ) as error:
        raise BundleError(BundleRefusal.DAMAGED) from error


def _without_comment(data: bytes) -> bytes:
    """Returns an archive whose end is where we say, after its directory was found to be of a sane size.

    A directory that claims to be huge would be read whole before anything could be counted.
    """
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if end < 0 or end + _END_SIZE > len(data):
        raise BundleError(BundleRefusal.DAMAGED)
    if data[max(0, end - _ZIP64_SIZE) : end].startswith(_ZIP64):
        raise BundleError(BundleRefusal.UNSUPPORTED)
    (size,) = struct.unpack_from("<L", data, end + 12)
    if size > _MAX_DIRECTORY:
        raise BundleError(BundleRefusal.TOO_MANY)
    return data[: end + _END_SIZE - 2] + b"\0\0"


def _read(archive: zipfile.ZipFile) -> Bundle:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise BundleError(BundleRefusal.TOO_MANY)
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise BundleError(BundleRefusal.TOO_LARGE)
    routine: bytes | None = None
    images: dict[str, bytes] = {}
    left_out = []
    for member, bare in _checked(members):
        if member.filename == ROUTINE:
            routine = _content(archive, member)
        elif bare:
            images[bare] = _content(archive, member)
        elif not member.is_dir():
            left_out.append(member.filename)
    if routine is None:
        raise BundleError(BundleRefusal.NO_ROUTINE)
    return Bundle(routine, images, tuple(left_out))


def _checked(members: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """Returns the members with the bare names of pictures, if there is nothing to be refused."""
    names: set[str] = set()
    pictures: set[str] = set()
    found = []
    for member in members:
        _check_name(member.orig_filename.removesuffix("/"), names)
        _check_kind(member)
        folder, _, bare = member.filename.rpartition("/")
        is_picture = folder in ("", IMAGES) and is_picture_name(bare)
        if is_picture:
            # Beside the routine and in the folder is one name to the routine.
            _check_name(bare, pictures)
        found.append((member, bare if is_picture else ""))
    return found


def _check_name(name: str, seen: set[str]) -> None:
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in name or ":" in name:
        raise BundleError(BundleRefusal.UNSAFE_NAME, name)
    if any(unicodedata.category(char) == "Cc" for char in name):
        raise BundleError(BundleRefusal.UNSAFE_NAME, name)
    if comparable(name) in seen:
        raise BundleError(BundleRefusal.DUPLICATE, name)
    seen.add(comparable(name))


def _check_kind(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise BundleError(BundleRefusal.ENCRYPTED, member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == _UNIX else 0
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BundleError(BundleRefusal.LINK, member.filename)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleError(BundleRefusal.UNSUPPORTED, member.filename)
    if member.file_size > MAX_RATIO * member.compress_size:
        raise BundleError(BundleRefusal.TOO_DENSE, member.filename)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Reads a member; what it says of its size was added up before, and holds here."""
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise BundleError(BundleRefusal.DAMAGED, member.filename)
    return data


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _MIDNIGHT)
    member.create_system = _UNIX
    member.external_attr = (stat.S_IFREG | 0o644) << 16
    packed = len(zlib.compress(data, 9))
    # Pictures are packed already, and what packs too well would be refused when it is read.
    pays = packed < len(data) * 0.95 and len(data) < packed * MAX_RATIO // 2
    member.compress_type = zipfile.ZIP_DEFLATED if pays else zipfile.ZIP_STORED
    archive.writestr(member, data, compresslevel=9)
