"""What answers and the time there is have changed, in words for the person: which exercise, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.model import Group, Item, Routine
from psoas_desktop.safety.rules import ChangeWords
from psoas_desktop.safety.screening import Change


def changes_told(
    changes: Iterable[Change], routine: Routine, catalogue: Catalogue, words: ChangeWords
) -> tuple[str, ...]:
    """Tells changes, those of one reason together.

    Args:
        changes: What was changed.
        routine: The routine as its file has it. Its exercises are called by their titles there, and what has
            taken the place of one by the title of its kind.
        catalogue: Where the kinds are that stand in for others.
        words: The words to tell it with.

    Returns:
        A text for each reason, in the order of the changes: what happened, then why.
    """
    titles = titles_of(routine.items)
    by_reason: dict[str, list[Change]] = {}
    played = dict(titles)
    for change in changes:
        by_reason.setdefault(change.why, []).append(change)
        if change.what == "replace":
            played[change.block_id] = catalogue.kinds[change.after].title
    told = []
    for why, of_reason in by_reason.items():
        parts = [
            words.becomes.replace("{after}", catalogue.kinds[c.after].title).replace(
                "{before}", titles[c.block_id]
            )
            for c in of_reason
            if c.what == "replace"
        ]
        for what, text in (("remove", words.left_out), ("rounds", words.once), ("cap", words.shorter)):
            named = dict.fromkeys(played[c.block_id] for c in of_reason if c.what == what)
            if named:
                parts.append(text.replace("{names}", ", ".join(named)))
        told.append(" ".join((*dict.fromkeys(parts), why)))
    return tuple(told)


def titles_of(items: Iterable[Item]) -> dict[str, str]:
    """The titles of blocks and groups by their ids; a group without one is called by what is in it."""
    return dict(_titles(items))


def _titles(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, Group):
            inner = dict(_titles(item.items))
            yield item.id, item.title or ", ".join(dict.fromkeys(inner.values()))
            yield from inner.items()
        else:
            yield item.id, item.title
