"""Which banners belong to a block, whatever its file says or leaves out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.model import Block, Routine
from psoas_desktop.routine.vocabulary import Position, Severity, ShowsAt

FALLBACK_BANNER = "feelings"
"""Stands where a block has no persistent banner of its own: one may stop at any time."""

PREGNANT = "pregnant"
"""The flag of a person who is pregnant, or did not say."""

POSTNATAL = "postnatal"
"""The flag of a person who gave birth lately."""

LEAD_IN_LEAST_MS = 6_000

ALWAYS = ("stop-signs", "not-medical")
"""Shown at every gate, which is therefore never empty."""


def ranked(banners: Collection[Banner]) -> tuple[Banner, ...]:
    """Sorts banners, the higher rank first, each id once; the graver wording of an id stays."""
    graver: dict[str, Banner] = {}
    for banner in banners:
        held = graver.get(banner.id)
        if held is None or banner.severity.rank > held.severity.rank:
            graver[banner.id] = banner
    return tuple(sorted(graver.values(), key=lambda b: -b.severity.rank))


def banners_of(block: Block, catalogue: Catalogue, flags: Collection[str]) -> tuple[Banner, ...]:
    """All banners of a block: those of its kind, of its positions, and the file's own.

    A file can add a banner and never take one away or weaken one: where it uses the id of a built-in banner,
    the built-in one stays and its own is added beside it.

    Args:
        block: The block.
        catalogue: Where the built-in banners are.
        flags: What is known of the person, for example ``pregnant``.

    Returns:
        The banners, the higher rank first.
    """
    built_in = [catalogue.banners[name] for name in block.kind.banner_ids]
    built_in = [banner for banner in built_in if not banner.when or banner.when in flags]
    held = position_banners((block.position, block.start_position, block.end_position), catalogue, flags)
    # A way up or down is no place for good-to-know notes that belong to lying there.
    built_in += [b for b in held if b.severity is not Severity.INFO or not block.kind.transition]
    if block.kind.needs_helper:
        built_in += [banner for banner in catalogue.banners.values() if banner.needs_helper]
    return ranked(built_in + _beside(block.banners, built_in))


def position_banners(
    positions: Collection[Position], catalogue: Catalogue, flags: Collection[str]
) -> list[Banner]:
    """The banners that belong to any of some positions, whatever is done there."""
    return [
        banner
        for banner in catalogue.banners.values()
        if set(positions).intersection(banner.positions) and (not banner.when or banner.when in flags)
    ]


def _beside(own: Collection[Banner], built_in: Collection[Banner]) -> list[Banner]:
    """The file's banners; one with the id of a built-in banner gets another, so that both stay."""
    taken = {banner.id for banner in built_in}
    return [replace(b, id=f"file:{b.id}") if b.id in taken else b for b in own]


def lead_in_banners(banners: Collection[Banner]) -> tuple[Banner, ...]:
    """The banners shown in turn before a block starts, the higher rank first."""
    return tuple(b for b in ranked(banners) if ShowsAt.LEAD_IN in b.shows_at)


def persistent_banner(banners: Collection[Banner], catalogue: Catalogue) -> Banner:
    """The one banner that stays on the stage while a block runs."""
    staying = [b for b in ranked(banners) if ShowsAt.PERSISTENT in b.shows_at]
    return staying[0] if staying else catalogue.banners[FALLBACK_BANNER]


def lead_in_ms(banner: Banner, speech_ms: int) -> int:
    """How long a banner stands at the lead-in.

    Args:
        banner: The banner.
        speech_ms: How long its spoken text takes; 0 for none.

    Returns:
        Milliseconds: max(6 s, 3 s + 0.5 s a word), never less than its speech and 2 s more.
        Source: reference.json, banner_rules.duration_s.
    """
    words = len(banner.short_text.split())
    return max(LEAD_IN_LEAST_MS, 3_000 + 500 * words, speech_ms + 2_000)


def gate_banners(routine: Routine, catalogue: Catalogue, flags: Collection[str]) -> tuple[Banner, ...]:
    """The banners that the gate shows for a routine: always those for everybody, then the blocks'.

    Cautions and graver ones are read here whatever else they say; good-to-know notes only where they
    name the gate.
    """
    found = [catalogue.banners[name] for name in ALWAYS]
    found += _beside(routine.banners, catalogue.banners.values())
    for block in routine.blocks():
        found += banners_of(block, catalogue, flags)
    return tuple(b for b in ranked(found) if ShowsAt.GATE in b.shows_at or b.severity is not Severity.INFO)
