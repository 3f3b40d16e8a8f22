"""What a person wants to know of a routine before opening it."""

from __future__ import annotations

from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.values import dataclass
from psoas_desktop.routine.vocabulary import Position


@dataclass(frozen=True, slots=True)
class Summary:
    """A routine file in short. Its texts are a stranger's, of bounded length.

    Attributes:
        language: Of the routine's words, as the file says; empty where it does not.
        total_ms: Time as played: lead-ins, changes of side and ways up and down are in it. 0 where it cannot
            be played.
        positions: In which blocks are held, in the order of first use.
        lies_down: Somebody lies down in it, be it on the way to something else.
        on_back: A block is held flat on the back.
        floor: Somebody gets down to the floor.
        helper: A block needs a second person.
        props: Names of the things to fetch, each once.
        prop_ids: Their ids in the library, in the same order; empty for a thing of the file's own.
        names: Titles of the blocks, each once.
        blocks: How many blocks are played, repeats counted.
        figure: The pose that shows best what it is about; empty for none.
        side: The side of that pose that is worked first; empty for none.
        week_from: The week of pregnancy in which it begins to suit; 0 where it suits others too.
        added: Short texts of the cautions that the program shows with it, whatever the file says; the graver
            first.
        weakened: Short texts of the program's cautions that the file states more mildly.
        unsaid: Spoken cautions of the library's own blocks that the file's own words leave out.
        problem: What keeps it from playing, a mistake of writing first; None where it can be played.
        problems: How many errors there are.
        warnings: How many warnings there are.
    """

    title: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    total_ms: int = 0
    positions: tuple[Position, ...] = ()
    lies_down: bool = False
    on_back: bool = False
    floor: bool = False
    helper: bool = False
    props: tuple[str, ...] = ()
    prop_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    blocks: int = 0
    figure: str = ""
    side: str = ""
    week_from: int = 0
    added: tuple[str, ...] = ()
    weakened: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    problem: Problem | None = None
    problems: int = 0
    warnings: int = 0

    @property
    def playable(self) -> bool:
        """Whether the program can play it."""
        return self.problem is None
