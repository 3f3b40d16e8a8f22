"""From the steps of a timeline to the exercises of a handout, one for each visit of a block."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from psoas_desktop.playback.block_steps import SETUP
from psoas_desktop.playback.cue_schedule import applies
from psoas_desktop.playback.handout_parts import Detail, Exercise, Turn
from psoas_desktop.playback.speech import Tokens
from psoas_desktop.playback.timeline import WAYS, Phase, Step
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.cues import Banner, Cue, Picture
from psoas_desktop.routine.model import Block
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Advance, Audience, CueKind, CuePhase, Position, Severity
from psoas_desktop.safety.banners import banners_of

OWN_INSTRUCTIONS = "instructions"
"""The field of a kind that holds what an instructor tells to do."""

_READY = ("setup", CuePhase.LEAD_IN.value, CuePhase.HOLD.value)


@dataclass(frozen=True, slots=True)
class Visited:
    """The steps of one visit.

    Attributes:
        steps: At least one.
        start: Where the person comes from.
        following: Where the person has to be next.
    """

    steps: tuple[Step, ...]
    start: Position
    following: Position

    @property
    def key(self) -> str:
        """The occurrence of the block."""
        return self.steps[0].visit

    @property
    def block(self) -> Block:
        """The block that is visited."""
        return self.steps[0].block

    @property
    def between(self) -> bool:
        """Whether it is no visit but the rest between two rounds."""
        return self.steps[0].phase is Phase.BETWEEN


def visits_of(steps: Sequence[Step]) -> tuple[Visited, ...]:
    """Groups the steps of a timeline by visit."""
    runs = [tuple(run) for _, run in groupby(steps, key=lambda step: step.visit)]
    starts = [Position.STANDING, *(run[-1].end_position for run in runs)]
    # A lead-in has the position that its cautions are read in; where its hold is held counts here.
    nexts = [*(_held(run) for run in runs[1:]), Position.STANDING]
    return tuple(Visited(run, start, after) for run, start, after in zip(runs, starts, nexts, strict=False))


def _held(steps: tuple[Step, ...]) -> Position:
    return steps[0].position if steps[0].block.kind.transition else steps[0].block.start_position


def exercise_of(
    visit: Visited, catalogue: Catalogue, flags: Collection[str], off_back_ms: int, own: Collection[Banner]
) -> Exercise:
    """Describes one visit of a block, as yet without a number.

    Args:
        visit: The visit, which is no rest between rounds.
        catalogue: Banners and words.
        flags: What banners are shown by.
        off_back_ms: The least rest on the side in a way up.
        own: Banners of the whole routine, which stand elsewhere.

    Returns:
        The exercise.
    """
    described = _Way if visit.block.kind.transition else _Exercise
    return described(visit, catalogue, flags, off_back_ms, own).exercise()


class _Exercise:
    """An exercise with its hold, or with a hold for each side."""

    def __init__(
        self,
        visit: Visited,
        catalogue: Catalogue,
        flags: Collection[str],
        off_back_ms: int,
        own: Collection[Banner],
    ) -> None:
        self.visit, self.block, self.kind = visit, visit.block, visit.block.kind
        self.catalogue, self.flags, self.off_back_ms, self.own = catalogue, flags, off_back_ms, own
        self.holds = [step for step in visit.steps if step.phase is Phase.HOLD]
        side = self.holds[0].side if self.holds else None
        self.tokens = Tokens(catalogue.words, self.block.title, side, self.block.duration_ms)

    def exercise(self) -> Exercise:
        """Puts it together."""
        first = self.holds[0] if self.holds else None
        return Exercise(
            number=0,
            block_id="" if self.visit.steps[0].inserted else self.block.id,
            title=self.block.title,
            way=self.kind.transition,
            position=self.block.position,
            time_ms=self.time_ms(),
            least_ms=first.min_ms if first and first.cap_ms is not None else 0,
            cap_ms=first.cap_ms or 0 if first else 0,
            on_your_own=bool(self.holds) and self.block.advance is Advance.WAIT,
            sides=tuple(step.side for step in self.holds if step.side),
            details=tuple(_details(self.block)),
            steps=self.steps(),
            rest_after=self.rest_after(),
            rest_ms=self.off_back_ms,
            changeover=self.changeover(),
            coming_out=self.coming_out(),
            helper=self.helper(),
            cautions=self.cautions(),
            pictures=self.pictures(),
        )

    def time_ms(self) -> int:
        """The hold; all sides are held as long."""
        return self.holds[0].planned_ms if self.holds else 0

    def steps(self) -> tuple[str, ...]:
        """What the instructor says over what the kind says, to read in order."""
        told = self.block.fields.get(OWN_INSTRUCTIONS)
        said = self.written(*_READY)
        return tuple(dict.fromkeys([told, *said] if isinstance(told, str) and told.strip() else said))

    def rest_after(self) -> int | None:
        """An exercise has no such rest."""
        return None

    def written(self, *phases: str) -> list[str]:
        """The written steps of some phases.

        Where the file has cues of its own and no steps, its cues: the kind's steps would say something else.
        """
        if self.block.cues is not self.kind.cues and self.block.instructions is self.kind.instructions:
            return self.cue_texts(phases, Audience.CLIENT)
        steps = sorted(
            (step for step in self.block.instructions if step.phase in phases),
            key=lambda step: phases.index(step.phase),
        )
        return self.filled(step.text for step in steps)

    def cue_texts(self, phases: tuple[str, ...], audience: Audience) -> list[str]:
        """The words of the block's own cues, without those that only count the time."""
        visit, length = self.visit, self.block.duration_ms
        cues = [c for c in self.block.cues if not c.in_positions or self.block.position in c.in_positions]
        meant = [
            cue
            for cue in cues
            if cue.phase.value in phases
            and cue.kind is not CueKind.TIMING
            and cue.audience is audience
            and applies(cue, cues, length, visit.start, visit.following)
        ]
        meant.sort(key=lambda cue: (phases.index(cue.phase.value), _at(cue, length)))
        return self.filled(cue.say or cue.show for cue in meant)

    def filled(self, texts: Iterable[str]) -> list[str]:
        """Texts with their tokens filled, each once."""
        return list(dict.fromkeys(self.tokens.fill(text) for text in texts if text))

    def changeover(self) -> Turn | None:
        """Changing sides."""
        step = next((step for step in self.visit.steps if step.phase is Phase.CHANGEOVER), None)
        return Turn(step.planned_ms, tuple(self.written(CuePhase.CHANGEOVER.value))) if step else None

    def coming_out(self) -> Turn | None:
        """How to get up from the knees where that follows, else how to leave the position."""
        rise = next((step for step in self.visit.steps if step.phase is Phase.WAY_UP), None)
        if rise is not None:
            return Turn(rise.planned_ms, tuple(_said(rise)))
        if self.kind.profile == SETUP or self.visit.following is self.block.end_position:
            return None
        own = self.block.way_out if self.block.way_out != self.kind.way_out else ""
        steps = [own] if own else self.written(CuePhase.WAY_UP.value) or [self.block.way_out]
        said = tuple(self.filled(steps))
        return Turn(0, said) if said else None

    def helper(self) -> tuple[str, ...]:
        """What the kind tells the helper, and what the file's own cues tell."""
        if not self.kind.needs_helper:
            return ()
        own = self.block.cues is not self.kind.cues
        told = self.cue_texts((*_READY, CuePhase.CHANGEOVER.value), Audience.HELPER) if own else []
        return tuple(dict.fromkeys([*self.filled(self.kind.helper_steps), *told]))

    def cautions(self) -> tuple[Banner, ...]:
        """All cautions, and the notes that the file has for this block."""
        noted = [banner for banner in self.block.banners if banner not in self.own]
        found = banners_of(self.block, self.catalogue, self.flags)
        names = {b.id for b in noted} | {f"file:{b.id}" for b in noted}
        general = {b.id for b in self.own} | {f"file:{b.id}" for b in self.own}
        return tuple(
            b
            for b in found
            if (b.severity is not Severity.INFO or b.id in names) and (b.id not in general or b.id in names)
        )

    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of the block's hold in their order."""
        held = (picture for picture in self.block.pictures if picture.phase is CuePhase.HOLD)
        return tuple(sorted(held, key=lambda picture: picture.at_ms))


class _Way(_Exercise):
    """A way up or down: its words depend on where it begins and ends, so they are those that are played."""

    @property
    def parts(self) -> list[Step]:
        """The steps on the way, without what is said before it."""
        return [step for step in self.visit.steps if step.phase in WAYS]

    def time_ms(self) -> int:
        """All of it."""
        return sum(step.planned_ms for step in self.parts)

    def steps(self) -> tuple[str, ...]:
        """The file's own steps where it has some."""
        if self.block.instructions is not self.kind.instructions:
            return super().steps()
        return tuple(dict.fromkeys(text for step in self.visit.steps for text in _said(step)))

    def rest_after(self) -> int | None:
        """Behind what is said until the player waits."""
        said: list[str] = []
        for step in self.visit.steps:
            said += _said(step)
            if step.waits:
                own = self.block.instructions is not self.kind.instructions
                return min(1, len(self.steps())) if own else len(dict.fromkeys(said))
        return None

    def changeover(self) -> Turn | None:
        """A way has no sides."""
        return None

    def coming_out(self) -> Turn | None:
        """A way is one."""
        return None


def _said(step: Step) -> list[str]:
    """The words of a step as it is played, without those that only count the time."""
    return [
        cue.say or cue.show for cue in step.cues if cue.kind is not CueKind.TIMING and (cue.say or cue.show)
    ]


def _at(cue: Cue, length: int) -> int:
    return cue.at_ms if cue.at_ms >= 0 else length + cue.at_ms


def _details(block: Block) -> list[Detail]:
    """The kind's own fields that say how something is set up; what is off or empty says nothing."""
    found = []
    for own in block.kind.fields:
        value = block.fields.get(own.name)
        if own.name == OWN_INSTRUCTIONS or isinstance(value, bool) or not value:
            continue
        if own.type == "integer":
            found.append(Detail(own.label, str(value), own.unit))
        elif isinstance(value, str) and value.strip():
            found.append(Detail(own.label, own.choice_labels.get(value, value)))
    return found
