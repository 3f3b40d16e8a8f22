"""Why an archive is no bundle, with words for a person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP


class BundleRefusal(StrEnum):
    """Why an archive is no bundle."""

    NOT_A_BUNDLE = "not-a-bundle"
    DAMAGED = "damaged"
    NO_ROUTINE = "no-routine"
    TOO_MANY = "too-many"
    TOO_LARGE = "too-large"
    TOO_DENSE = "too-dense"
    ENCRYPTED = "encrypted"
    LINK = "link"
    UNSAFE_NAME = "unsafe-name"
    DUPLICATE = "duplicate"
    UNSUPPORTED = "unsupported"


BUNDLE_WORDS: Mapping[BundleRefusal, str] = {
    BundleRefusal.NOT_A_BUNDLE: QT_TRANSLATE_NOOP("Bundle", "This is not a routine with pictures."),
    BundleRefusal.DAMAGED: QT_TRANSLATE_NOOP("Bundle", "The file is damaged. Ask for it to be sent again."),
    BundleRefusal.NO_ROUTINE: QT_TRANSLATE_NOOP("Bundle", "There is no routine in this file."),
    BundleRefusal.TOO_MANY: QT_TRANSLATE_NOOP("Bundle", "There are too many pictures in this file."),
    BundleRefusal.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Bundle", "The routine and its pictures are too large together."
    ),
    BundleRefusal.TOO_DENSE: QT_TRANSLATE_NOOP(
        "Bundle", "This file would grow far beyond its size when it is opened. It was left closed."
    ),
    BundleRefusal.ENCRYPTED: QT_TRANSLATE_NOOP("Bundle", "This file is locked with a password."),
    BundleRefusal.LINK: QT_TRANSLATE_NOOP(
        "Bundle", "This file holds a link to another place on the computer. It was left closed."
    ),
    BundleRefusal.UNSAFE_NAME: QT_TRANSLATE_NOOP(
        "Bundle", "A picture in this file has a name that is not allowed."
    ),
    BundleRefusal.DUPLICATE: QT_TRANSLATE_NOOP("Bundle", "Two pictures in this file have the same name."),
    BundleRefusal.UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Bundle", "This file is packed in a way that is not known here."
    ),
}
"""What each refusal says, to be translated in the context ``Bundle``."""


class BundleError(Exception):
    """An archive that is refused, or one that would be.

    Attributes:
        refusal: Why.
        member: The name at fault, a stranger's text; empty where it is the whole.
    """

    def __init__(self, refusal: BundleRefusal, member: str = "") -> None:
        """Takes the reason and the name at fault."""
        super().__init__(BUNDLE_WORDS[refusal])
        self.refusal, self.member = refusal, member
