"""The words of a routine's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import isolated, shown
from psoas_desktop.ui.library import words

if TYPE_CHECKING:
    from psoas_desktop.advice.remarks import Remark
    from psoas_desktop.playback.summary import Summary
    from psoas_desktop.storage.library_index import Entry

STRANGER = QT_TRANSLATE_NOOP("library", "This routine is from a file that is new here. Look at it first.")
BROKEN = QT_TRANSLATE_NOOP("library", "It cannot be played.")
ONE_MORE = QT_TRANSLATE_NOOP("library", "There is one more fault. The editor lists them.")
MORE = QT_TRANSLATE_NOOP("library", "There are {number} more faults. The editor lists them.")

_WRITTEN = QT_TRANSLATE_NOOP("library", "Written by {names}, says the file.")
_NOBODY = QT_TRANSLATE_NOOP("library", "The file does not say who wrote it.")
_REVIEWED = QT_TRANSLATE_NOOP("library", "Reviewed by {names}, says the file. That cannot be checked here.")
_NOT_REVIEWED = QT_TRANSLATE_NOOP("library", "The file names nobody who has reviewed it.")

ADDED = QT_TRANSLATE_NOOP("library", "Cautions")
ADDED_MORE = QT_TRANSLATE_NOOP(
    "library", "The program shows these with this routine, whatever the file says or leaves out."
)
WEAKENED = QT_TRANSLATE_NOOP("library", "Stated more mildly by the file")
WEAKENED_MORE = QT_TRANSLATE_NOOP(
    "library",
    "The file takes these less seriously than the program does. The program's words stay.",
)
UNSAID = QT_TRANSLATE_NOOP("library", "Left unsaid by the file")
UNSAID_MORE = QT_TRANSLATE_NOOP(
    "library", "The program's own exercises say this aloud; the file has put other words in its place."
)
ADVISED = QT_TRANSLATE_NOOP("library", "The program advises")
ADVISED_MORE = QT_TRANSLATE_NOOP("library", "This is what its rules of safety find in the file.")
ONE_MORE_ADVICE = QT_TRANSLATE_NOOP("library", "There is one more piece of advice. The editor lists them.")
MORE_ADVICE = QT_TRANSLATE_NOOP("library", "There are {number} more pieces of advice. The editor lists them.")
_AGAINST = QT_TRANSLATE_NOOP("library", "{advice} The file goes against this, and says why: {reason}")
ONE_FAULT = QT_TRANSLATE_NOOP("library", "The file has one small fault that does not keep it from playing.")
FAULTS = QT_TRANSLATE_NOOP("library", "The file has {number} small faults that do not keep it from playing.")

_TIME = QT_TRANSLATE_NOOP("library", "{time}, getting down and up included")
_LIES = QT_TRANSLATE_NOOP("library", "You lie down. Positions: {positions}")
_STAYS_UP = QT_TRANSLATE_NOOP("library", "No lying down. Positions: {positions}")
_KNEELS = QT_TRANSLATE_NOOP("library", "No lying down, but down to the floor. Positions: {positions}")
_HELPER = QT_TRANSLATE_NOOP("library", "A second person helps")
_FETCH = QT_TRANSLATE_NOOP("library", "Have ready: {things}")


def whose(entry: Entry) -> Iterator[str]:
    """Who wrote and who reviewed it; of the program's own only the writers are told."""
    summary = entry.summary
    names = ", ".join(isolated(name) for name in summary.authors[:6])
    if entry.origin.value == "own":
        return
    if entry.origin.value == "ready-made":
        yield words.tr(words.BY, names=names)
        return
    yield words.tr(_WRITTEN, names=names) if names else words.tr(_NOBODY)
    reviewers = ", ".join(isolated(name) for name in summary.reviewers[:6])
    yield words.tr(_REVIEWED, names=reviewers) if reviewers else words.tr(_NOT_REVIEWED)


def advised(remark: Remark) -> str:
    """A piece of advice, with what the file says against it."""
    if not remark.against:
        return isolated(remark.text)
    return words.tr(_AGAINST, advice=isolated(remark.text), reason=isolated(remark.against))


def facts(summary: Summary) -> Iterator[tuple[str, str]]:
    """Pairs of an icon and a line."""
    yield "time", words.tr(_TIME, time=words.minutes(summary.total_ms))
    where = words.positions(summary.positions)
    text = _LIES if summary.lies_down else _KNEELS if summary.floor else _STAYS_UP
    yield "floor", words.tr(text, positions=where)
    if summary.helper:
        yield "helper", words.tr(_HELPER)
    things = "; ".join(shown(name) for name in summary.props)
    yield "props", words.tr(_FETCH, things=things) if things else words.tr(words.NO_THINGS)
