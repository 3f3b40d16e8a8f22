"""The commands: what they take, and what they end with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from psoas_desktop.cli.exit_codes import FINE, INTERRUPTED, USAGE
from psoas_desktop.storage.catalogue_error import CatalogueError

if TYPE_CHECKING:
    from argparse import Namespace


class Windows(Protocol):
    """What needs Qt; passed in by ``__main__`` so that the other commands never import it."""

    def library(self, file: str | None) -> int:
        """Opens the library, or shows a file in it."""

    def edit(self, arguments: Namespace) -> int:
        """Opens a file in the editor; a new routine where ``file`` is None."""

    def play(self, arguments: Namespace) -> int:
        """Plays a routine in a window."""

    def screens(self, arguments: Namespace) -> int:
        """Saves a picture of each of a routine's screens."""

    def storyboard(self, arguments: Namespace) -> int:
        """Saves all of a routine's screens in one file."""

    def handout(self, arguments: Namespace) -> int:
        """Writes a routine as a document to give to somebody."""

    def figure(self, arguments: Namespace) -> int:
        """Saves a pose as a picture."""


def _commands(windows: Windows) -> dict[str, Callable[[Namespace], int]]:
    # Each command is imported when it runs: `validate` has to start fast.
    def validate(arguments: Namespace) -> int:
        from psoas_desktop.cli.validate import run

        return run(arguments)

    def rehearse(arguments: Namespace) -> int:
        from psoas_desktop.cli.rehearse import run

        return run(arguments)

    def schema(arguments: Namespace) -> int:
        from psoas_desktop.storage.resources import ANSWERS_SCHEMA_FILE, SCHEMA_FILE, read_schema_text, root

        name = ANSWERS_SCHEMA_FILE if arguments.of == "answers" else SCHEMA_FILE
        sys.stdout.write(read_schema_text(root(), name))
        return FINE

    def export(arguments: Namespace) -> int:
        from psoas_desktop.cli.exchange import export as run

        return run(arguments)

    def import_(arguments: Namespace) -> int:
        from psoas_desktop.cli.exchange import import_ as run

        return run(arguments)

    def kinds(arguments: Namespace) -> int:
        from psoas_desktop.cli.kinds import run

        return run(arguments)

    def doctor(arguments: Namespace) -> int:
        from psoas_desktop.cli.doctor import run

        return run(arguments)

    return {
        "edit": windows.edit,
        "play": windows.play,
        "validate": validate,
        "rehearse": rehearse,
        "screens": windows.screens,
        "storyboard": windows.storyboard,
        "handout": windows.handout,
        "export": export,
        "import": import_,
        "figure": windows.figure,
        "schema": schema,
        "kinds": kinds,
        "doctor": doctor,
    }


def main(arguments: Sequence[str], windows: Windows) -> int:
    """Runs one command.

    Args:
        arguments: What stands behind the program's name.
        windows: The commands that need Qt.

    Returns:
        The exit code.
    """
    _speak_utf8()
    try:
        if not arguments or _is_file(arguments):
            code = windows.library(arguments[0] if arguments else None)
        else:
            # Loaded for commands only: a bare start is to be fast.
            from psoas_desktop.cli.grammar import parser

            parsed = parser(arguments[0]).parse_args(arguments)
            code = _commands(windows)[parsed.verb](parsed)
        sys.stdout.flush()
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else USAGE
    except CatalogueError as error:
        return _failed(str(error).removesuffix("."), USAGE)
    except BrokenPipeError:
        # Nobody reads on; closing the descriptor keeps the interpreter from complaining at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _failed("stopped", INTERRUPTED)
    except OSError as error:
        return _failed(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}", USAGE)
    return code


def _is_file(arguments: Sequence[str]) -> bool:
    """Whether a file manager, or a person, gives a routine and no command."""
    return arguments[0].lower().endswith((".json", ".psoas"))


def _speak_utf8() -> None:
    """Routines are UTF-8 whatever the terminal's locale is; what it cannot show is escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _failed(reason: str, code: int) -> int:
    print(f"psoas-desktop: {reason}.", file=sys.stderr)
    return code
