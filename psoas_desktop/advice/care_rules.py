"""Rules about what frames a routine: preparing, closing, who wrote it, its own banners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from psoas_desktop.advice.findings import AddLine, Finding, InsertBlock, TakeAway
from psoas_desktop.advice.subject import Subject
from psoas_desktop.routine.problems import Path
from psoas_desktop.routine.vocabulary import Position, Severity

_SMALL = {"your", "firm", "with", "over", "that", "does", "hold", "whole", "under", "steady"}
"""Words of a thing's name that do not name it."""

PREPARE, CLOSE = "prepare-space", "closing-check-in"


def no_preparation(subject: Subject) -> Iterator[Finding]:
    """A routine that begins without preparing the space."""
    if subject.blocks and all(block.kind.id != PREPARE for block in subject.blocks):
        yield Finding(("items",), {}, InsertBlock(("items",), 0, PREPARE))


def no_closing(subject: Subject) -> Iterator[Finding]:
    """A routine that ends without asking how the person is."""
    if subject.blocks and subject.blocks[-1].kind.id != CLOSE:
        yield Finding(("items",), {}, InsertBlock(("items",), 10_000, CLOSE))


def props_not_told(subject: Subject) -> Iterator[Finding]:
    """Things that a routine needs and that nothing before its first block speaks of."""
    prepares = any(block.kind.id == PREPARE for block in subject.blocks)
    told = " ".join(str(line).lower() for line in subject.data.get("before", ()))
    prepared = {p.id for block in subject.blocks if block.kind.id == PREPARE for p in block.props}
    missing: dict[str, None] = {}
    for block in subject.blocks:
        for prop in block.props:
            words = {word.rstrip("s") for word in re.findall(r"[a-z]{4,}", prop.name.lower())} - _SMALL
            known = (prepares and prop.id in prepared) or any(word in told for word in words)
            if prop.required and not known:
                missing[_short(prop.name)] = None
    if missing:
        names = tuple(missing)
        line = f"Have ready: {', '.join(names)}."
        yield Finding(("before",), {"things": names}, AddLine(("before",), line[:300]))


def _short(name: str) -> str:
    """The thing itself, without what it has to be like."""
    thing = re.split("[:,;(]", name)[0].strip()
    return thing[:1].lower() + thing[1:]


def no_author(subject: Subject) -> Iterator[Finding]:
    """A routine that does not say who wrote it."""
    if not subject.routine.authors:
        yield Finding(("authors",))


def not_reviewed(subject: Subject) -> Iterator[Finding]:
    """A routine for pregnancy that nobody has looked through."""
    if subject.pregnant and not subject.routine.reviewers:
        yield Finding(("reviewed",))


def audience_not_said(subject: Subject) -> Iterator[Finding]:
    """A routine with flat lying that does not say up to which week of pregnancy it is."""
    lies = any(block.position is Position.SUPINE for block in subject.blocks)
    if lies and "pregnancy_weeks_to" not in subject.data.get("audience", {}):
        yield Finding(("audience", "pregnancy_weeks_to"))


def weaker_banner(subject: Subject) -> Iterator[Finding]:
    """A banner of the file with the id of a built-in one, and a lower rank."""
    holders: list[tuple[Path, Any]] = [(("safety",), subject.data.get("safety", {}))]
    holders += [(block.path, subject.own(block)) for block in subject.blocks]
    for path, holder in holders:
        for index, banner in enumerate(holder.get("banners", ())):
            built_in = subject.catalogue.banners.get(banner["id"])
            if built_in is not None and Severity(banner["severity"]).rank < built_in.severity.rank:
                place = (*path, "banners", index)
                yield Finding(place, {"caution": built_in.short_text}, TakeAway(place))


def contact_no_number(subject: Subject) -> Iterator[Finding]:
    """An emergency contact whose number has too few digits to be called."""
    contact = subject.routine.contact
    if contact is not None and sum(sign.isdigit() for sign in contact.phone) < 3:
        yield Finding(("safety", "emergency_contact", "phone"))
