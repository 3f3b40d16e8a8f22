"""Walks a window through a whole routine without waiting, and stops at every different screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from psoas_desktop.playback.inputs import Answer, GoOn, Input, Pause, Unwell
from psoas_desktop.playback.player import GUARD_MS, Player
from psoas_desktop.playback.state import View
from psoas_desktop.playback.timeline import WAYS
from psoas_desktop.playback.transitions import PLAYING, Mode
from psoas_desktop.safety.gate import GatePage
from psoas_desktop.safety.rules import Choice
from psoas_desktop.services.ticker import HandTicker
from psoas_desktop.ui.common.theme import Theme
from psoas_desktop.ui.player.picture_choice import picture_of
from psoas_desktop.ui.player.session_controller import SessionController
from psoas_desktop.ui.player.window import PlayerWindow

if TYPE_CHECKING:
    from psoas_desktop.services.photos import Photos
    from psoas_desktop.ui.common.figure_view import FigureCache

SETTLED_MS = 2_000
"""How far into a step it is looked at: its first line has come by then, in most."""

_MOST_STOPS = 20_000
"""Far more than the longest routine has; a tour that gets here goes round in circles."""


class Stop(NamedTuple):
    """One screen of a tour.

    Attributes:
        window: Shows it.
        name: A file's name for it.
        view: What it shows.
    """

    window: PlayerWindow
    name: str
    view: View


class Tour:
    """A session moved by hand.

    Attributes:
        window: What it is shown in.
        ticker: Its clock.
        controller: The session.
    """

    def __init__(
        self,
        player: Player,
        theme: Theme,
        figures: FigureCache | None = None,
        photos: Photos | None = None,
    ) -> None:
        self.ticker = HandTicker()
        self.controller = SessionController(player, self.ticker)
        self.window = PlayerWindow(self.controller, player.routine, theme, figures, photos)
        self.controller.begin()

    @property
    def view(self) -> View:
        """What the session shows."""
        return self.controller.view()

    def stop(self, name: str) -> Stop:
        """The screen that is up."""
        return Stop(self.window, name, self.view)

    def give(self, given: Input) -> None:
        """Gives an input as soon as it counts."""
        self.ticker.advance(max(GUARD_MS, self.view.answer_in_ms))
        self.controller.feed(given)

    def answer(self, outcome: str) -> bool:
        """Answers the page that is up; says whether it has an answer with that outcome."""
        page = self.view.page
        choice = choice_with(page, outcome) if page else None
        if page is None or choice is None:
            return False
        self.give(Answer(page.id, choice.id))
        return True

    def answer_worst(self) -> None:
        """Gives the page that is up the answer that lets the person do the least."""
        page = self.view.page
        if page is not None:
            self.give(Answer(page.id, max(page.choices, key=lambda choice: choice.caution).id))

    def pass_gate(self) -> Iterator[str]:
        """Yields the name of each page of the gate and answers it so that it opens."""
        while (view := self.view).page is not None:
            yield f"gate-{view.page.id}"
            if not self.answer("go"):
                return

    def end_step(self) -> None:
        """Lets the present step run out, or says that the person is ready."""
        if self.view.mode is Mode.WAITING:
            self.give(GoOn())
        else:
            self.ticker.advance(self.view.left_ms)


def choice_with(page: GatePage, outcome: str) -> Choice | None:
    """The answer of a page with an outcome; one that changes nothing in the routine comes first."""
    fitting = [choice for choice in page.choices if choice.outcome == outcome]
    return min(fitting, key=lambda choice: choice.caution, default=None)


def whole_session(
    player: Player,
    theme: Theme,
    figures: FigureCache | None = None,
    photos: Photos | None = None,
    *,
    along_ways: bool = False,
) -> Iterator[Stop]:
    """Plays a routine to its end.

    Args:
        player: The routine's player.
        theme: Colours.
        figures: Where drawn pictures come from; None for none.
        photos: The routine's own photos; None for none.
        along_ways: Whether it stops at every picture of a way, and not only at its beginning.

    Yields:
        Each different screen.
    """
    tour = Tour(player, theme, figures, photos)
    for name in tour.pass_gate():
        yield tour.stop(name)
    stopped = False
    for _ in range(_MOST_STOPS):
        view = tour.view
        if view.step is None:
            break
        if view.mode in PLAYING:
            tour.ticker.advance(min(SETTLED_MS, view.left_ms // 2))
        if along_ways and view.mode in PLAYING and view.step.phase in WAYS:
            yield from _along(tour)
        else:
            yield tour.stop(step_name(tour.view))
        if view.mode is Mode.HOLD and not stopped:
            stopped = True
            tour.give(Pause())
            tour.ticker.advance(GUARD_MS)
            yield tour.stop("paused")
            tour.give(GoOn())
        tour.end_step()
    yield tour.stop("finished")


def _along(tour: Tour) -> Iterator[Stop]:
    """Each picture of a way."""
    step, shown = tour.view.step, None
    while tour.view.step is step and tour.view.mode in PLAYING:
        picture = picture_of(tour.view)
        if picture is None or picture is not shown:
            shown = picture
            what = picture.content if picture and isinstance(picture.content, str) else str(tour.view.left_ms)
            yield tour.stop(f"{step_name(tour.view)}-{what}")
        if tour.view.left_ms <= SETTLED_MS:
            break
        tour.ticker.advance(SETTLED_MS)


def stopped_sessions(
    player: Player, theme: Theme, figures: FigureCache | None = None, photos: Photos | None = None
) -> Iterator[Stop]:
    """The screens of a session that is blocked and of one that is stopped by "I feel unwell".

    Args:
        player: The routine's player.
        theme: Colours.
        figures: Where drawn pictures come from; None for none.
        photos: The routine's own photos; None for none.

    Yields:
        Each different screen.
    """
    blocked = Tour(player, theme, figures, photos)
    for name in blocked.pass_gate():
        if name == "gate-q-signs":
            blocked.answer_worst()
            break
    if blocked.view.mode is Mode.BLOCKED:
        yield blocked.stop("blocked")
    tour = Tour(player, theme, figures, photos)
    for _ in tour.pass_gate():
        pass
    while tour.view.mode not in (Mode.HOLD, Mode.FINISHED):
        tour.end_step()
    tour.give(Unwell())
    yield tour.stop("unwell")
    for check in range(len(player.rules.unwell.checks)):
        due = player.next_due_ms(tour.controller.state)
        tour.ticker.advance(max(0, (due or 0) - tour.ticker.now_ms))
        yield tour.stop(f"unwell-check-{check + 1}")


def step_name(view: View) -> str:
    """A file's name for the screen of a step."""
    step = view.step
    assert step is not None
    kind, held = step.block.kind, step.block.position
    elsewhere = held.value if held is not kind.position else ""  # it may have another picture
    parts = [view.mode.value, kind.id, elsewhere, step.side.value if step.side else ""]
    name = "-".join(part for part in parts if part)
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
