"""Lets a figure go from one pose to the next, and breathe at rest, in the time that nothing else needs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from psoas_desktop.ui.common.figure_painter import paint
from psoas_desktop.ui.common.figure_reel import Breath, Reel, Wanted

if TYPE_CHECKING:
    from psoas_desktop.figures.library import FigureLibrary, Way

FRAME_MS = 33
MAKE_MS = 35
"""One picture is made each so many milliseconds: it takes about half of that."""
MAKE_ROOM_MS, FRAME_ROOM_MS = 60, 15
"""Nothing is made, or painted, when something is due sooner than that: no cue waits for a picture."""
STILL_S = 1.0
"""A figure stands so long before it begins to breathe."""
_REELS = 2
"""So many movements are kept."""


class Scene(NamedTuple):
    """What is to be seen.

    Attributes:
        name: The pose that stands; empty for none.
        side: The side that it shows.
        ahead: The pose that follows; empty where that is not known.
        leads_in: Whether what is about to begin is shown: a movement may lead into it.
        breathes: Whether the figure is at rest.
        told: Whether it is time to take the pose; until then it stands as the movement into it begins.
    """

    name: str = ""
    side: str = ""
    ahead: str = ""
    leads_in: bool = False
    breathes: bool = False
    told: bool = True


class FigureMover(QObject):
    """Knows what a moving figure looks like now; its owner paints with it.

    Signals:
        stirred: A part of the picture has become another; all of it where the part is null.
    """

    stirred = Signal(QRect)

    def __init__(
        self, library: FigureLibrary, theme: str, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """Takes what it is made from.

        Args:
            library: The figures.
            theme: Their colours.
            clock: Seconds that only go on.
            parent: Its owner.
        """
        super().__init__(parent)
        self._library, self._theme, self._clock = library, theme, clock
        self._scene, self._size, self._ratio = Scene(), QSize(), 1.0
        self._due_at: float | None = None
        self._reels: OrderedDict[tuple[Way, str], Reel] = OrderedDict()
        self._playing: tuple[Way, str] | None = None
        self._began: float | None = None
        self._breath: Breath | None = None
        self._stood = clock()
        self._shown = 0
        self._frames, self._make = QTimer(self), QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.show_next)
        self._make.setInterval(MAKE_MS)
        self._make.timeout.connect(self.make_next)

    @property
    def moves(self) -> bool:
        """Whether it is on the way from one pose to another."""
        return self._began is not None

    @property
    def busy(self) -> bool:
        """Whether there is something to be made or shown."""
        return self._make.isActive() or self._frames.isActive()

    def take(self, scene: Scene, due_in_ms: int | None) -> None:
        """Takes what is to be seen; it costs next to nothing while that stays the same.

        Args:
            scene: What is to be seen.
            due_in_ms: When something else happens that must not wait; None for not soon.
        """
        self._due_at = None if due_in_ms is None else self._clock() + due_in_ms / 1000
        if scene == self._scene:
            return
        before, self._scene = self._scene, scene
        if (scene.name, scene.side) != (before.name, before.side):
            self._leave()
            self._set_out(before)
        elif before.leads_in and before.told and not scene.leads_in and not self.moves:
            self._playing = None  # what was to lead in comes too late
            self.stirred.emit(QRect())
        elif scene.told and not before.told:
            self._begin()
        self._start()

    def resize(self, size: QSize, ratio: float) -> None:
        """Takes the size at which it is painted, in logical pixels, and the device's pixels for one."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio, self._breath = size, ratio, None
            self._start()

    def stop(self) -> None:
        """Stands still and forgets what it has made."""
        self._leave()
        self._scene = Scene()
        self._reels.clear()
        self._make.stop()

    def _leave(self) -> None:
        self._playing = self._began = self._breath = None
        self._shown, self._stood = 0, self._clock()
        self._frames.stop()

    def _set_out(self, before: Scene) -> None:
        """Begins the movement to the pose that stands now, or waits for it to be made."""
        scene, library = self._scene, self._library
        if not scene.name:
            return
        way = library.way(before.name, scene.name) if before.name else None
        if way is not None:
            side = library.side_after(way, before.side)
            reel = self._reels.get((way, side))
            if library.shows(scene.name, side) == library.shows(scene.name, scene.side):
                if not scene.told or (reel is not None and reel.can_begin):
                    self._playing = (way, side)
                    self._begin()
                return
        if scene.leads_in:
            way = library.way("", scene.name)
            self._playing = (way, scene.side) if way else None

    def _begin(self) -> bool:
        """Begins what is to be played, where it is time and there is enough of it; says whether it has."""
        reel = self._reels.get(self._playing) if self._playing else None
        if self.moves or not self._scene.told or reel is None or not reel.can_begin:
            return False
        self._play()
        return True

    def _play(self) -> None:
        self._began = self._clock()
        self._frames.setSingleShot(False)
        self._frames.start(FRAME_MS)
        self.stirred.emit(QRect())

    def _start(self) -> None:
        if self._next_job() is not None:
            self._make.start()
        self._breathe()

    def _next_job(self) -> Callable[[], bool] | None:
        """What is to be made next: first what is waited for, then what follows, then a breath."""
        scene = self._scene
        wanted = [self._playing] if self._playing else []
        if scene.ahead and scene.name:
            way = self._library.way(scene.name, scene.ahead)
            if way is not None:
                wanted.append((way, self._library.side_after(way, scene.side)))
        for key in wanted:
            reel = self._reels.get(key)
            if reel is None:
                reel = self._reels[key] = Reel(self._library, key[0], self._theme, key[1])
            self._reels.move_to_end(key)
            while len(self._reels) > _REELS:
                self._reels.popitem(last=False)
            if not reel.ready:
                return reel.make_one
        if scene.breathes and scene.name and not self._size.isEmpty() and self._playing is None:
            if self._breath is None:
                looks = Wanted(scene.name, self._theme, scene.side, self._size, self._ratio)
                self._breath = Breath(self._library, looks, paint)
            if not self._breath.ready:
                return self._breath.make_one
        return None

    def _has_room(self, room_ms: int) -> bool:
        return self._due_at is None or not 0 <= (self._due_at - self._clock()) * 1000 < room_ms

    def make_next(self) -> None:
        """Makes one picture, if nothing is due."""
        if not self._has_room(MAKE_ROOM_MS):
            return
        job = self._next_job()
        more = job is not None and job()
        stands = self._playing if not self.moves and not self._begin() else None
        if stands and len(self._reels[stands].frames) == 1:
            self.stirred.emit(QRect())
        if not more and self._next_job() is None:
            self._make.stop()
            self._breathe()

    def show_next(self) -> None:
        """Goes on to the picture of this moment, if nothing is due."""
        if self._began is not None and self._playing is not None:
            if not self._has_room(FRAME_ROOM_MS):
                return
            reel, now = self._reels[self._playing], self._clock() - self._began
            if now >= reel.seconds and reel.ready:
                self._leave()
                self._start()
                self.stirred.emit(QRect())
            elif (index := reel.index_at(now)) != self._shown:
                self._shown = index
                self.stirred.emit(QRect())
        else:
            self._breathe()

    def _breathe(self) -> None:
        """Shows the breath of this moment and waits for the next one that differs."""
        breath = self._breath
        if self.moves or breath is None or not breath.ready or breath.area.isEmpty():
            return
        if not self._scene.breathes and self._shown == 0:
            return
        now = self._clock() - self._stood - STILL_S
        level = breath.level_at(now) if now > 0 and self._scene.breathes else 0
        if level != self._shown:
            self._shown = level
            self.stirred.emit(breath.area)
        if self._scene.breathes:
            wait = breath.next_change(now) if now > 0 else -now
            self._frames.setSingleShot(True)
            self._frames.start(max(FRAME_MS, round(wait * 1000)))

    def paint(self, painter: QPainter, box: QRect) -> QRect | None:
        """Paints what moves.

        Args:
            painter: An active painter.
            box: The whole place of the figure.

        Returns:
            The part of the place that is painted; None where the still is to be painted alone.
        """
        reel = self._reels.get(self._playing) if self._playing else None
        if reel is not None and reel.frames:
            # what is about to move stands as it begins
            now = self._clock() - self._began if self._began is not None else 0.0
            paint(painter, reel.frames[reel.index_at(now)], QRectF(box))
            return box
        if self._breath is not None and self._shown and self._breath.ready:
            part = self._breath.part(self._shown)
            if part is not None:
                area = self._breath.area.translated(box.topLeft())
                painter.drawPixmap(area.topLeft(), part)
                return area
        return None
