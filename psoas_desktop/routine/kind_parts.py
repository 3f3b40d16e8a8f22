"""What a kind of block needs to be whole: nobody is led by one that does not say how to come out of it."""

from __future__ import annotations

from collections.abc import Iterator

from psoas_desktop.routine.block_kinds import Kind
from psoas_desktop.routine.vocabulary import CuePhase

WORDS = ("title", "summary", "purpose", "way_in", "way_out", "frequency")
LISTS = (
    "instructions",
    "cues",
    "cautions",
    "contraindications",
    "alternatives",
    "props",
    "fields",
    "pictures",
)
PARTS = (*WORDS, *LISTS, "duration", "spoken", "source")
"""Every part, by the name of the kind's attribute; ``spoken`` are cues in its hold that a voice says."""

MAY_LACK = frozenset({"props", "fields", "pictures"})
"""What a kind may declare to be without: a plain rest needs nothing to be fetched."""


def missing_parts(kind: Kind) -> tuple[str, ...]:
    """Names the parts that a kind lacks.

    Args:
        kind: The kind.

    Returns:
        Names of ``PARTS``; empty for a whole kind. A part that the kind declares to be without, and may be,
        is not missing.
    """
    return tuple(_missing(kind))


def _missing(kind: Kind) -> Iterator[str]:
    lacking = MAY_LACK.intersection(kind.without)
    for name in WORDS:
        if not str(getattr(kind, name)).strip():
            yield name
    for name in LISTS:
        if not getattr(kind, name) and name not in lacking:
            yield name
    limits = kind.duration
    if not 0 < limits.min_ms <= limits.default_ms <= limits.max_ms:
        yield "duration"
    if not any(cue.say for cue in kind.cues if cue.phase is CuePhase.HOLD):
        yield "spoken"
    source = kind.source
    if not source.get("kind") or (source["kind"] != "authored" and not source.get("url")):
        yield "source"
