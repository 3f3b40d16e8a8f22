"""``psoas-desktop``: the command line, with the windows that some commands open."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from psoas_desktop.cli.exit_codes import FINE, USAGE
from psoas_desktop.cli.main import main as run

if TYPE_CHECKING:
    from argparse import Namespace

    from psoas_desktop.figures.display_list import DisplayList
    from psoas_desktop.playback.handout import Handout
    from psoas_desktop.playback.player import Player
    from psoas_desktop.storage.answers_store import AnswersStore
    from psoas_desktop.storage.settings import Settings
    from psoas_desktop.storage.user_paths import UserPaths

COLLECT_AFTER = 10_000, 20, 20
"""So many objects more than have gone before garbage is looked for, see ``gc.set_threshold``."""


class _Windows:
    """Commands that need Qt, which is imported only when they run."""

    def play(self, arguments: Namespace) -> int:
        """Plays a routine in a window."""
        # A start makes next to no garbage, and looking for it takes a twentieth of the time.
        gc.disable()
        player = _player(arguments.file, round(arguments.minutes * 60_000))
        if isinstance(player, int):
            return player
        from psoas_desktop.app.playing import play

        return play(
            player,
            windowed=arguments.windowed,
            screen=arguments.screen,
            speed=arguments.speed,
            folder=Path(arguments.file).parent,
            settings=_settings(),
            store=_answers(),
            state=_user_paths().state,
            settled=_collect_again,
        )

    def library(self, file: str | None) -> int:
        """Opens the library, or shows a file in it."""
        return _open_desk("show" if file else "library", file)

    def edit(self, arguments: Namespace) -> int:
        """Opens a routine in the editor, or a new one."""
        return _open_desk("edit", arguments.file)

    def screens(self, arguments: Namespace) -> int:
        """Saves a picture of each of a routine's screens and prints where."""
        player = _player(arguments.file)
        if isinstance(player, int):
            return player
        from psoas_desktop.app.pictures import save_screens

        for path in save_screens(player, Path(arguments.output), arguments.size, Path(arguments.file).parent):
            print(path)
        return FINE

    def storyboard(self, arguments: Namespace) -> int:
        """Saves all of a routine's screens in one file and prints where."""
        player = _player(arguments.file)
        if isinstance(player, int):
            return player
        from psoas_desktop.app.pictures import save_storyboard

        save_storyboard(
            player, Path(arguments.output), arguments.size, arguments.theme, Path(arguments.file).parent
        )
        print(arguments.output)
        return FINE

    def handout(self, arguments: Namespace) -> int:
        """Writes a routine as a document to give to somebody and prints where."""
        from psoas_desktop.cli import handout

        def save(content: Handout, path: Path, paper: str, folder: Path) -> None:
            from psoas_desktop.app.handout import save_handout

            save_handout(content, path, paper, folder)

        return handout.run(arguments, save)

    def figure(self, arguments: Namespace) -> int:
        """Saves a pose as a picture."""
        from psoas_desktop.cli import figure

        def save_png(picture: DisplayList, path: Path, size: tuple[int, int]) -> bool:
            from psoas_desktop.app.pictures import save_figure

            return save_figure(picture, path, size)

        return figure.run(arguments, save_png)


def _collect_again() -> None:
    """What a start has made stays to the end: it is never looked at again, and the rest less often."""
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    gc.enable()


def _user_paths() -> UserPaths:
    """Where the person's files lie."""
    from psoas_desktop.storage.user_paths import user_paths

    return user_paths(os.environ, Path.home(), sys.platform)


def _settings() -> Settings:
    """What the person has set."""
    from psoas_desktop.storage.settings import load_settings

    settings, _ = load_settings(_user_paths().settings)
    return settings


def _answers() -> AnswersStore:
    """What is remembered of the person who follows routines."""
    from psoas_desktop.storage.answers_store import AnswersStore

    return AnswersStore(_user_paths().answers)


def _open_desk(verb: str, file: str | None) -> int:
    """Opens a window of the desk; the exit code."""
    path = Path(file).absolute() if file else None
    if path is not None and not path.exists():
        print(f"psoas-desktop: {file} cannot be read: there is no such file.", file=sys.stderr)
        return USAGE
    # A start makes next to no garbage, and looking for it takes a twentieth of the time.
    gc.disable()
    from psoas_desktop.app.starting import run_desk
    from psoas_desktop.app.wishes import Verb, Wish

    return run_desk(Wish(Verb(verb), path), settled=_collect_again)


def _player(path: str, wanted_ms: int = 0) -> Player | int:
    """The player of a routine file, fitted to a time, or the exit code where the file is at fault."""
    from psoas_desktop.cli.files import load
    from psoas_desktop.playback.player import Player
    from psoas_desktop.storage.program_data import read_program_data
    from psoas_desktop.storage.resources import root

    program_data = read_program_data(root())
    routine = load(path, program_data)
    if isinstance(routine, int):
        return routine
    return Player(routine, program_data.catalogue, program_data.rules, wanted_ms=wanted_ms)


def main() -> int:
    """The program's entry point.

    Returns:
        The exit code.
    """
    return run(sys.argv[1:], _Windows())


if __name__ == "__main__":
    sys.exit(main())
