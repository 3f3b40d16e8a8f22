"""From a routine to a timeline: visits of blocks, and ways between positions where the file has none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from psoas_desktop.playback.block_steps import Visit, block_steps, speech_left_ms
from psoas_desktop.playback.cue_schedule import LEAD_IN_GAP_MS, Voice, whole_s
from psoas_desktop.playback.opening import opened
from psoas_desktop.playback.speech import Tokens
from psoas_desktop.playback.timeline import Phase, Step, Timeline
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.cues import Banner
from psoas_desktop.routine.default_block import default_block
from psoas_desktop.routine.model import Block, Group, Item, Routine
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position, ShowsAt
from psoas_desktop.safety.positions import Level, Way, is_down, level, way_between
from psoas_desktop.safety.rules import SafetyRules

WAY_UP_KIND = "log-roll-rise"
WAY_DOWN_KIND = "lower-to-floor"


@dataclass(frozen=True, slots=True)
class _Turn:
    """One block in the order of playing, or the rest after a round (then ``rest_ms`` is not 0)."""

    block: Block
    key: str
    round: tuple[int, int] | None
    rest_ms: int = 0


def lay_out(routine: Routine, catalogue: Catalogue, rules: SafetyRules, flags: Collection[str]) -> Timeline:
    """Lays a routine out in time.

    Args:
        routine: What is to be played, after screening.
        catalogue: Kinds, banners and words.
        rules: Limits and the words of getting up.
        flags: What is known of the person; banners depend on it.

    Returns:
        The timeline. It begins and ends off the floor, and a lying block is always left by a way up, the
        file's own or an inserted one.
    """
    layout = _Layout(catalogue, rules, frozenset(flags))
    return Timeline(tuple(layout.steps(routine)), cache(layout.way))


def _turns(items: tuple[Item, ...], key: str, round_: tuple[int, int] | None) -> Iterator[_Turn]:
    for index, item in enumerate(items):
        here = f"{key}/{index}"
        if isinstance(item, Block):
            yield _Turn(_settled(item), here, round_)
            continue
        for number in range(1, item.repeat + 1):
            this = (number, item.repeat) if item.repeat > 1 else round_
            yield from _turns(item.items, f"{here}*{number}", this)
            if item.rest_between_ms and number < item.repeat:
                yield _Turn(_last_block(item), f"{here}*{number}/between", this, item.rest_between_ms)


def _last_block(group: Group) -> Block:
    last = group.items[-1]
    return last if isinstance(last, Block) else _last_block(last)


def _with_banners(turn: _Turn, banners: tuple[Banner, ...]) -> _Turn:
    """A turn whose block has the routine's own banners too, where those are for more than the gate."""
    meant = tuple(b for b in banners if {ShowsAt.LEAD_IN, ShowsAt.PERSISTENT}.intersection(b.shows_at))
    if not meant or turn.block.kind.transition:
        return turn
    return replace(turn, block=replace(turn.block, banners=(*turn.block.banners, *meant)))


def _settled(block: Block) -> Block:
    """A block that starts and ends where it can be held.

    A file may say that a lying block starts or ends standing; getting down and up is not left to it then.
    """
    if block.kind.transition:
        return block
    here = level(block.position)
    return replace(
        block,
        start_position=block.start_position if level(block.start_position) is here else block.position,
        end_position=block.end_position if level(block.end_position) is here else block.position,
    )


def _has_nothing_to_bridge(block: Block, position: Position, following: Block | None) -> bool:
    """Whether a way up or down of the file has become needless, for example after a replacement."""
    if block.kind.transition == "up":
        return not is_down(position)
    if block.kind.transition == "down":
        stays_up = following is not None and way_between(position, following.start_position) is not Way.DOWN
        return level(position) is Level.LYING or stays_up
    return False


@dataclass(frozen=True)
class _Layout:
    catalogue: Catalogue
    rules: SafetyRules
    flags: frozenset[str]

    def steps(self, routine: Routine) -> list[Step]:
        turns = [_with_banners(turn, routine.banners) for turn in _turns(routine.items, "", None)]
        steps: list[Step] = []
        position, number = Position.STANDING, 0
        for index, turn in enumerate(turns):
            following = next((t.block for t in turns[index + 1 :] if not t.rest_ms), None)
            if turn.rest_ms:
                if steps:
                    steps.append(self._between(steps[-1], turn, speech_left_ms(steps)))
                continue
            number += 1
            if _has_nothing_to_bridge(turn.block, position, following):
                continue
            if not turn.block.kind.transition:
                start, key = turn.block.start_position, f"{turn.key}<"
                steps += self._way(position, start, key, speech_left_ms(steps), opens=not steps)
                position = steps[-1].end_position if steps else position
            goes_on_to = following.start_position if following else None
            visit = Visit(turn.block, turn.key, number, turn.round, position, goes_on_to, opens=not steps)
            steps += block_steps(visit, self.catalogue, self.rules, self.flags, speech_left_ms(steps))
            position = steps[-1].end_position
        steps += self._way(position, None, "end", speech_left_ms(steps))
        return opened(steps, routine, self.catalogue)

    def way(self, start: Position, end: Position | None) -> tuple[Step, ...]:
        return tuple(self._way(start, end, f"way:{start}:{end or 'end'}", 0))

    def _way(
        self, start: Position, end: Position | None, key: str, speech_left: int, *, opens: bool = False
    ) -> list[Step]:
        """The steps from one position to another; at the end (None) a person has to be up."""
        way = way_between(start, end or Position.STANDING)
        if way is Way.NONE:
            return []
        kind = self.catalogue.kinds[WAY_DOWN_KIND if way is Way.DOWN else WAY_UP_KIND]
        visit = Visit(default_block(kind, key), key, 0, None, start, end, opens)
        return block_steps(visit, self.catalogue, self.rules, self.flags, speech_left)

    def _between(self, last: Step, turn: _Turn, speech_left: int) -> Step:
        """The rest after a round, taken in the position in which the round ended."""
        words = self.catalogue.words
        profile = self.catalogue.profiles[last.block.kind.profile]
        voice = Voice(profile, Tokens(words, last.title, None, turn.rest_ms))
        at = whole_s(speech_left + LEAD_IN_GAP_MS) if speech_left else 0
        cue = voice.timed(words.between, at)
        if at + cue.speech_ms > turn.rest_ms:
            # Too short to speak in: the screen says it.
            cue = replace(cue, at_ms=0, say="", speech_ms=0)
        return replace(
            last,
            key=f"{turn.key}:{Phase.BETWEEN}",
            visit=turn.key,
            phase=Phase.BETWEEN,
            title=cue.show,
            side=None,
            planned_ms=turn.rest_ms,
            position=last.end_position,
            cues=(cue,),
            banners=(),
            cap_ms=None,
            min_ms=0,
            waits=False,
            wait_cue=None,
            extendable=True,
        )
