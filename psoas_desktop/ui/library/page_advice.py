"""What the program advises on a stranger's routine: looked for when its page is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psoas_desktop.ui.library.parts import LibraryParts

if TYPE_CHECKING:
    from psoas_desktop.services.file_advice import FileAdvice
    from psoas_desktop.services.library_listing import Row
    from psoas_desktop.ui.library.routine_page import RoutinePage


class PageAdvice:
    """Fills the page's list of advice."""

    def __init__(self, parts: LibraryParts, page: RoutinePage) -> None:
        self._make, self._page = parts.advice, page
        self._advice: FileAdvice | None = None
        page.turned.connect(self.ask)

    def ask(self, row: Row) -> None:
        """Looks through what somebody else wrote; the page shows what is found when it is there."""
        if self._make is None or not row.entry.playable or row.entry.origin.value != "folder":
            return
        if self._advice is None:
            self._advice = self._make()
            self._advice.found.connect(self._page.show_advice)
        self._advice.ask(row.entry.path)

    def close(self) -> None:
        """Ends what is being looked for."""
        if self._advice is not None:
            self._advice.close()
