"""From a checked file to its summary: the timeline says how long it takes and where the body is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.summary import Summary
from psoas_desktop.playback.timeline import Phase, Step
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.check import Checked
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.draft import Array, Draft, Leaf, Object
from psoas_desktop.routine.model import Block, Routine
from psoas_desktop.routine.problem_texts import WRITING
from psoas_desktop.routine.problems import Level as Grade
from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.vocabulary import CueKind, Position, Severity
from psoas_desktop.safety.banners import banners_of
from psoas_desktop.safety.positions import Level, is_down, level
from psoas_desktop.safety.rules import SafetyRules

LONGEST_TITLE, LONGEST_TEXT, MOST = 200, 600, 40
"""Characters of a title, characters of a summary, and how many of a list are kept."""


def summary_of(checked: Checked, catalogue: Catalogue, rules: SafetyRules) -> Summary:
    """Sums a file up.

    Args:
        checked: What is known of the file, problems and all.
        catalogue: Kinds, banners and words.
        rules: The safety part's data.

    Returns:
        The summary; where the file cannot be played, what could be read of it, and why not.
    """
    errors = [p for p in checked.problems if p.level is Grade.ERROR]
    read = _said(checked.draft) if checked.draft is not None else Summary()
    read = replace(
        read,
        problem=_first_problem(errors),
        problems=len(errors),
        warnings=sum(p.level is Grade.WARNING for p in checked.problems),
    )
    if checked.routine is None:
        return read
    return _played(read, checked.routine, catalogue, rules)


def _first_problem(errors: list[Problem]) -> Problem | None:
    """The first mistake of writing, which other errors may follow from; else the first error."""
    return next((error for error in errors if error.code in WRITING), errors[0] if errors else None)


def _said(draft: Draft) -> Summary:
    """What the file says of itself, right or wrong."""
    return Summary(
        title=_text(draft, "title", LONGEST_TITLE),
        summary=_text(draft, "summary", LONGEST_TEXT),
        authors=_names(draft, "authors", "name"),
        reviewers=_names(draft, "reviewed", "by"),
        language=_text(draft, "language", 40),
        tags=_first(_texts(draft, "tags")),
    )


def _text(draft: Draft, name: str, longest: int) -> str:
    node = draft.get((name,))
    value = node.value if isinstance(node, Leaf) else None
    return value.strip()[:longest] if isinstance(value, str) else ""


def _texts(draft: Draft, name: str) -> Iterator[str]:
    node = draft.get((name,))
    for item in node.items if isinstance(node, Array) else ():
        if isinstance(item, Leaf) and isinstance(item.value, str):
            yield item.value


def _names(draft: Draft, name: str, key: str) -> tuple[str, ...]:
    node = draft.get((name,))
    items = node.items if isinstance(node, Array) else ()
    found = (item.get(key) for item in items if isinstance(item, Object))
    return _first(leaf.value for leaf in found if isinstance(leaf, Leaf) and isinstance(leaf.value, str))


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    """The first of some texts, each once and none of them long."""
    return tuple(dict.fromkeys(text.strip()[:LONGEST_TITLE] for text in texts if text.strip()))[:MOST]


def _played(read: Summary, routine: Routine, catalogue: Catalogue, rules: SafetyRules) -> Summary:
    steps = lay_out(routine, catalogue, rules, ()).steps
    blocks = tuple(routine.blocks())
    held = [step.position for step in steps if step.phase is Phase.HOLD and not step.inserted]
    places = {place for step in steps for place in (step.position, step.end_position)}
    figure, side = _picture(steps)
    banners = [b for b in _built_in(blocks, catalogue) if b.severity is not Severity.INFO]
    props = {prop.name[:LONGEST_TITLE]: prop.id for block in blocks for prop in block.props if prop.required}
    return replace(
        read,
        title=read.title or routine.title[:LONGEST_TITLE],
        total_ms=sum(step.planned_ms for step in steps),
        positions=tuple(dict.fromkeys(held)),
        lies_down=any(level(place) is Level.LYING for place in places),
        on_back=Position.SUPINE in held,
        floor=any(is_down(place) for place in places),
        helper=any(block.kind.needs_helper for block in blocks),
        props=tuple(props)[:MOST],
        prop_ids=tuple(props.values())[:MOST],
        names=_first(block.title for block in blocks),
        blocks=len({step.visit for step in steps if step.number and step.phase is not Phase.BETWEEN}),
        figure=figure,
        side=side,
        week_from=routine.week_from,
        added=_first(b.short_text for b in sorted(banners, key=lambda b: -b.severity.rank)),
        weakened=_first(b.short_text for b in _weakened(routine, blocks, banners)),
        unsaid=_first(_unsaid(blocks)),
    )


def _picture(steps: tuple[Step, ...]) -> tuple[str, str]:
    """The figure and side of the block that is held longest; ways up and down come last."""
    held: Counter[tuple[bool, str, str]] = Counter()
    first_side: dict[str, str] = {}
    for step in steps:
        figure = _figure(step.block)
        if figure and step.phase is Phase.HOLD:
            held[not step.block.kind.transition, figure, step.block.id] += step.planned_ms
            first_side.setdefault(step.block.id, step.side or "")
    if not held:
        return "", ""
    _, figure, block = max(held, key=lambda key: (key[0], held[key]))
    return figure, first_side[block]


def _figure(block: Block) -> str:
    """The emblem of its kind where it is among its pictures, else its first figure."""
    figures = [picture.content for picture in block.pictures if picture.kind == "figure"]
    return block.kind.emblem if block.kind.emblem in figures else next(iter(figures), "")


def _built_in(blocks: tuple[Block, ...], catalogue: Catalogue) -> tuple[Banner, ...]:
    """The program's own banners of some blocks, each once."""
    found = (b for block in blocks for b in banners_of(replace(block, banners=()), catalogue, ()))
    return tuple({banner.id: banner for banner in found}.values())


def _weakened(routine: Routine, blocks: tuple[Block, ...], built_in: Iterable[Banner]) -> Iterator[Banner]:
    own = [*routine.banners, *(b for block in blocks for b in block.banners)]
    for banner in built_in:
        if any(b.id == banner.id and b.severity.rank < banner.severity.rank for b in own):
            yield banner


def _unsaid(blocks: tuple[Block, ...]) -> Iterator[str]:
    """What the library's blocks say for safety where the file's own cues say nothing of the kind."""
    for block in blocks:
        said = {cue.say for cue in block.cues}
        for cue in block.kind.cues:
            if cue.kind in (CueKind.SAFETY, CueKind.CHECKIN) and cue.say and cue.say not in said:
                yield cue.say
