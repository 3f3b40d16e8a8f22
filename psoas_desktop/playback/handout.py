"""A routine as a handout: what an instructor gives a client on paper, as data; words and paper come later.

It follows the same timeline that is played. The answers at the gate change what stands in it, and never stand
in it themselves: a reason would give an answer away, so reasons are told only where that is asked for, and
cautions that wait for what is known of a person are there for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from psoas_desktop.playback.changes_told import titles_of
from psoas_desktop.playback.handout_exercises import exercise_of, visits_of
from psoas_desktop.playback.handout_parts import Changed, Part, WayOut
from psoas_desktop.playback.handout_rounds import parts_of
from psoas_desktop.playback.player import Player
from psoas_desktop.playback.rehearsal import as_written, pass_gate, with_answers
from psoas_desktop.playback.timeline import Timeline
from psoas_desktop.playback.transitions import Mode
from psoas_desktop.routine.block_kinds import Catalogue, Prop
from psoas_desktop.routine.cues import MS, Banner
from psoas_desktop.routine.model import Contact, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position, Severity, ShowsAt
from psoas_desktop.safety.asking import Answers
from psoas_desktop.safety.banners import ALWAYS, banners_of, gate_banners, ranked
from psoas_desktop.safety.positions import Level, level
from psoas_desktop.safety.rules import SafetyRules
from psoas_desktop.safety.screening import Change, Lock, Screened

STOP_SIGNS, DISCLAIMER = ALWAYS
_SIGNS = "q-signs"
_LENGTHS = ("cap", "time")


class LockedError(Exception):
    """The answers do not let this routine be played; the message says why, and what to do instead.

    Attributes:
        lock: The reason; None where a question of the gate is still to be settled.
    """

    def __init__(self, lock: Lock | None, question: str = "") -> None:
        """Keeps the reason, and puts it into words.

        Args:
            lock: The reason, or None.
            question: What is still to be settled.
        """
        self.lock = lock
        settle = f"The answers leave a question open that has to be settled before it starts: {question}"
        super().__init__(f"{lock.why} {lock.ask}" if lock else settle)


@dataclass(frozen=True, slots=True)
class Handout:
    """A routine to be put on paper.

    Attributes:
        language: Of the routine's own words.
        week_from: The week of pregnancy in which it begins to suit; 0 where it suits others too.
        total_ms: The planned time, with getting down and up.
        made_for: Whether somebody's answers were applied; else it is the routine as written.
        changes: What is not as the file has it.
        stop: The caution that goes with the stop signs.
        stop_signs: The signs to stop at.
        ways_out: What to do when unwell, for each position that is met.
        with_helper: What the helper does then; empty where there is none.
        checks: What follows after that.
        contact: Whom to call, from the file.
        lies_down: Whether there is lying down in it.
        props: What is needed, each once.
        extras: What is good to have.
        before: What to prepare.
        not_if: Whom it is not for.
        cautions: All that hold for it, the graver first, each once.
        parts: The exercises, in the order played.
        after: How to close.
        disclaimer: What the program is not.
    """

    title: str
    summary: str
    language: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    week_from: int
    total_ms: int
    made_for: bool
    changes: tuple[Changed, ...]
    stop: Banner
    stop_signs: tuple[str, ...]
    ways_out: tuple[WayOut, ...]
    with_helper: str
    checks: tuple[str, ...]
    contact: Contact | None
    lies_down: bool
    props: tuple[Prop, ...]
    extras: tuple[Prop, ...]
    before: tuple[str, ...]
    not_if: tuple[str, ...]
    cautions: tuple[Banner, ...]
    parts: tuple[Part, ...]
    after: tuple[str, ...]
    disclaimer: Banner


def handout_of(player: Player, answers: Answers | None = None, *, with_reasons: bool = False) -> Handout:
    """Describes a routine as it would be played.

    Args:
        player: The routine's player.
        answers: Those of the person whom it is for; None for the routine as written.
        with_reasons: Whether it says why something was changed, which gives answers away: only with the
            person's consent.

    Returns:
        The handout.

    Raises:
        LockedError: With these answers the routine is not played.
    """
    state, _ = pass_gate(player, as_written if answers is None else with_answers(player, answers))
    if state.mode is Mode.BLOCKED:
        raise LockedError(state.locks[0])
    if state.mode is Mode.GATE:
        page = state.pages[state.page]
        raise LockedError(None, page.question or page.text)
    screened = player.screened(state.answers)
    timeline = player.timeline(screened)
    return _handout(player, screened, timeline, made_for=answers is not None, with_reasons=with_reasons)


def _handout(
    player: Player, screened: Screened, timeline: Timeline, *, made_for: bool, with_reasons: bool
) -> Handout:
    routine, catalogue, rules = screened.routine, player.catalogue, player.rules
    visits = visits_of(timeline.steps)
    flags = _all_flags(catalogue)
    props = list(_props(routine, timeline))
    signs = rules.question(_SIGNS)
    return Handout(
        title=routine.title,
        summary=routine.summary,
        language=routine.language,
        authors=routine.authors,
        reviewers=routine.reviewers,
        week_from=routine.week_from,
        total_ms=timeline.planned_ms,
        made_for=made_for,
        changes=tuple(
            _changed(change, player, routine, told=with_reasons or not made_for)
            for change in screened.changes
        ),
        stop=catalogue.banners[STOP_SIGNS],
        # Another list stands for somebody in labour: it would say so.
        stop_signs=signs.signs if signs else (),
        ways_out=tuple(_ways_out(timeline, rules)),
        with_helper=rules.unwell.helper.say if any(b.kind.needs_helper for b in routine.blocks()) else "",
        checks=tuple(check.say for check in rules.unwell.checks),
        contact=routine.contact,
        lies_down=any(level(step.position) is Level.LYING for step in timeline.steps),
        props=tuple(prop for prop in props if prop.required),
        extras=tuple(prop for prop in props if not prop.required),
        before=routine.before,
        not_if=routine.contraindications,
        cautions=_cautions(routine, timeline, catalogue),
        parts=parts_of(
            visits,
            routine.items,
            lambda visit: exercise_of(visit, catalogue, flags, rules.limits.off_back_ms, routine.banners),
        ),
        after=routine.after,
        disclaimer=catalogue.banners[DISCLAIMER],
    )


def _all_flags(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(banner.when for banner in catalogue.banners.values() if banner.when)


def _cautions(routine: Routine, timeline: Timeline, catalogue: Catalogue) -> tuple[Banner, ...]:
    """Those of the gate, of the ways that the program adds, and those that paper cannot ask about."""
    flags = _all_flags(catalogue)
    found = list(gate_banners(routine, catalogue, flags))
    inserted = {step.block.id: step.block for step in timeline.steps if step.inserted}
    for block in inserted.values():
        found += banners_of(block, catalogue, flags)
    found += [b for b in catalogue.banners.values() if b.when and not b.positions and not _is_of_block(b)]
    return tuple(b for b in ranked(found) if b.id not in ALWAYS and _is_read(b))


def _is_of_block(banner: Banner) -> bool:
    """Whether it is shown in a session, and so belongs to the blocks that have it."""
    return banner.shows_at != (ShowsAt.GATE,)


def _is_read(banner: Banner) -> bool:
    return banner.severity is not Severity.INFO or ShowsAt.GATE in banner.shows_at


def _ways_out(timeline: Timeline, rules: SafetyRules) -> Iterator[WayOut]:
    met = dict.fromkeys(
        position for step in timeline.steps for position in (step.position, step.end_position)
    )
    texts: dict[str, list[Position]] = {}
    for position in sorted(met, key=list(Position).index):
        texts.setdefault(rules.unwell.exits[position].line.say, []).append(position)
    for text, positions in texts.items():
        yield WayOut(tuple(positions), text)


def _props(routine: Routine, timeline: Timeline) -> Iterator[Prop]:
    """What the blocks need, and the ways that the program adds: each name once, needed where any needs it."""
    blocks = [*routine.blocks(), *(step.block for step in timeline.steps if step.inserted)]
    found: dict[str, Prop] = {}
    for prop in (prop for block in blocks for prop in block.props):
        if prop.name not in found or (prop.required and not found[prop.name].required):
            found[prop.name] = prop
    yield from found.values()


def _changed(change: Change, player: Player, played: Routine, *, told: bool) -> Changed:
    lengths = change.what in _LENGTHS
    # What is shorter is called by what is played, what is replaced by what the file has.
    kinds = player.catalogue.kinds
    title = titles_of((played if lengths else player.routine).items).get(change.block_id, "")
    why = change.why if told else ""
    if lengths:
        return Changed(change.what, title, int(change.before) * MS, int(change.after) * MS, "", why)
    if change.what == "rounds":
        return Changed(change.what, title, int(change.before), int(change.after), "", why)
    instead = kinds[change.after].title if change.after else ""
    return Changed(change.what, title, 0, 0, instead, why)
