"""Words above the document that hold for a while only: they go when the document goes on."""

from __future__ import annotations

from collections.abc import Callable

from psoas_desktop.editing.document import Document
from psoas_desktop.routine.draft import Draft
from psoas_desktop.ui.common.sheet import Notice


class PassingNotice:
    """Says something in a notice and takes it away after the next edit."""

    def __init__(self, notice: Notice, document: Document) -> None:
        """Takes where it is said, and what it is about."""
        self._notice, self._document = notice, document
        self._draft: Draft | None = None
        self._said, self._until_edited = "", False
        document.listen(self._follow)

    def say(self, text: str) -> None:
        """Says why something was not done; anything that is done next takes it away."""
        self._notice.say(text)
        self._note(until_edited=False)

    def offer(self, text: str, action: str, then: Callable[[], object]) -> None:
        """Says what was done with the last edit and offers something about it, until the next edit."""
        self._notice.say(text, action, then)
        self._note(until_edited=True)

    def _note(self, *, until_edited: bool) -> None:
        self._said, self._draft = self._notice.label.text(), self._document.draft
        self._until_edited = until_edited

    def _follow(self) -> None:
        if not self._said or (self._until_edited and self._document.draft is self._draft):
            return
        # Something else may be said there by now.
        if self._notice.label.text() == self._said:
            self._notice.dismiss()
        self._said = ""
