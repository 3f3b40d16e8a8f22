"""A routine file taken for editing: a document, or the text of one that is not written right."""

from __future__ import annotations

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.check import Checked, check
from psoas_desktop.routine.codec import decode
from psoas_desktop.routine.draft import Draft
from psoas_desktop.routine.migrations import migrate
from psoas_desktop.routine.values import dataclass
from psoas_desktop.storage.program_data import ProgramData


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What became of the bytes of a file.

    Attributes:
        document: What is edited in blocks; None where the text has to be mended first.
        checked: What is wrong with the text; None where there is a document.
        from_format: The older format that it was brought here from; None for the present one.
    """

    document: Document | None
    checked: Checked | None = None
    from_format: int | None = None


def opened(data: bytes, program: ProgramData, *, on_disk: bool = True) -> Opened:
    """Takes the bytes of a file.

    Args:
        data: All of them.
        program: The schema made ready, and the kinds.
        on_disk: Whether a file holds them.
    """
    draft, older = readable(data)
    if draft is None:
        return Opened(None, check(data, program.field_rules, program.catalogue))
    same = on_disk and older is None
    return Opened(Document(draft, program.field_rules, on_disk=same), None, older)


def readable(data: bytes) -> tuple[Draft | None, int | None]:
    """The draft of a text that is written right, and the older format that it came from."""
    decoded = decode(data)
    if decoded.draft is None or not decoded.sound:
        return None, None
    migrated = migrate(decoded.draft)
    if migrated.problems:
        return None, None
    older = migrated.from_format if migrated.draft is not decoded.draft else None
    return migrated.draft, older
