"""A routine as the rules look at it: as its file has it, as it is played, and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from psoas_desktop.playback.layout import lay_out
from psoas_desktop.playback.timeline import Phase, Step
from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.draft import Draft, Json
from psoas_desktop.routine.model import Block, Routine
from psoas_desktop.routine.problems import Path
from psoas_desktop.safety.banners import PREGNANT
from psoas_desktop.safety.rules import SafetyRules

LATE_WEEKS = 28
"""From this week lying flat needs the agreement of the care team (reference, pregnancy_rules)."""


class Subject:
    """Everything that a rule may ask about a routine."""

    def __init__(self, draft: Draft, routine: Routine, catalogue: Catalogue, rules: SafetyRules) -> None:
        """Takes a draft, the routine that it is, and what it is played with."""
        self.draft, self.routine, self.catalogue, self.rules = draft, routine, catalogue, rules
        self.blocks: tuple[Block, ...] = tuple(routine.blocks())

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The file as plain data."""
        plain: Mapping[str, Any] = self.draft.plain()
        return plain

    @cached_property
    def weeks(self) -> tuple[int, int] | None:
        """The weeks of pregnancy that the file is for; None where it does not speak of pregnancy."""
        audience = self.data.get("audience", {})
        first, last = audience.get("pregnancy_weeks_from"), audience.get("pregnancy_weeks_to")
        return (
            None if first is None and last is None else (int(first or 0), int(45 if last is None else last))
        )

    @property
    def pregnant(self) -> bool:
        """Whether the file says that it is for people who are pregnant."""
        return self.weeks is not None and self.weeks[1] > 0

    @property
    def english(self) -> bool:
        """Whether its words can be looked at: the patterns are English."""
        return self.routine.language.split("-")[0].lower() == "en"

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The routine laid out in time, for the people that it is for."""
        flags = {PREGNANT} if self.pregnant else set[str]()
        return lay_out(self.routine, self.catalogue, self.rules, flags).steps

    @cached_property
    def holds(self) -> Mapping[Path, Step]:
        """The first hold of each block of the file."""
        found: dict[Path, Step] = {}
        for step in self.steps:
            if step.phase is Phase.HOLD and not step.inserted:
                found.setdefault(step.block.path, step)
        return found

    def own(self, block: Block) -> Mapping[str, Any]:
        """What the file itself says of a block."""
        node: Json = self.data
        for part in block.path:
            node = node[part]
        found: Mapping[str, Any] = node
        return found

    def name(self, block: Block) -> Mapping[str, object]:
        """What a sentence calls a block by."""
        return {"number": self.numbers[block.path], "block": block.title}

    @cached_property
    def numbers(self) -> Mapping[Path, int]:
        """The number of each block in the order of the file."""
        return {block.path: number for number, block in enumerate(self.blocks, 1)}

    def own_texts(self) -> Iterator[tuple[Path, str]]:
        """What the file's own words are: each text that a client reads or hears, with its place."""
        for name in ("title", "summary", "goal"):
            if name in self.data:
                yield (name,), str(self.data[name])
        for name in ("tags", "before", "after"):
            for index, text in enumerate(self.data.get(name, ())):
                yield (name, index), str(text)
        yield from _banner_texts(("safety",), self.data.get("safety", {}))
        for index, question in enumerate(self.data.get("safety", {}).get("gate_questions", ())):
            yield ("safety", "gate_questions", index, "text"), str(question["text"])
        for block in self.blocks:
            yield from self.own_texts_of(block)

    def own_texts_of(self, block: Block) -> Iterator[tuple[Path, str]]:
        """The file's own words for one block."""
        own, path = self.own(block), block.path
        for name in ("title", "way_out"):
            if name in own:
                yield (*path, name), str(own[name])
        for field in block.kind.fields:
            if field.type == "text" and field.name in own:
                yield (*path, field.name), str(own[field.name])
        for index, step in enumerate(own.get("steps", ())):
            yield (*path, "steps", index, "text"), str(step["text"])
        for index, cue in enumerate(own.get("cues", ())):
            for name in ("say", "show"):
                if name in cue:
                    yield (*path, "cues", index, name), str(cue[name])
        yield from _banner_texts(path, own)


def _banner_texts(path: Path, holder: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for index, banner in enumerate(holder.get("banners", ())):
        for name in ("short_text", "full_text", "spoken_text", "safe_action"):
            if name in banner:
                yield (*path, "banners", index, name), str(banner[name])
