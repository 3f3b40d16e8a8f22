"""The grammar of the command line: what each command takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NoReturn

from psoas_desktop import __version__
from psoas_desktop.cli.exit_codes import USAGE
from psoas_desktop.storage.file_names import BUNDLE_SUFFIX

MOST_MINUTES = 240
"""Longer than anybody exercises at a stretch."""

LEAST_SIZE, MOST_SIZE = (320, 240), (7680, 4320)
"""Width and height of a picture in pixels."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"psoas-desktop: {message}. Try: psoas-desktop --help\n")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(
            f"a size is written WIDTHxHEIGHT, for example 1920x1080, not {text!r}"
        )
    size = int(width), int(height)
    if not all(
        least <= pixels <= most for pixels, least, most in zip(size, LEAST_SIZE, MOST_SIZE, strict=True)
    ):
        least, most = ("x".join(map(str, bound)) for bound in (LEAST_SIZE, MOST_SIZE))
        raise argparse.ArgumentTypeError(f"a size can be {least} to {most}, not {text!r}")
    return size


def _picture(text: str) -> str:
    if not text.lower().endswith((".png", ".pdf")):
        raise argparse.ArgumentTypeError(f"the file has to end in .png or .pdf, not {text!r}")
    return text


def _document(text: str) -> str:
    if not text.lower().endswith(".pdf"):
        raise argparse.ArgumentTypeError(f"the file has to end in .pdf, not {text!r}")
    return text


def _language(text: str) -> str:
    if text != "en":
        raise argparse.ArgumentTypeError(f"the program speaks English only so far: en, not {text!r}")
    return text


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"a speed is a number from 0.1 to 1000, not {text!r}")
    return speed


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The grammar of the command line.

    Args:
        verb: The only command that is wanted: making the others takes as long as reading a routine. Every
            command where there is none of that name.
    """
    top = _Parser(
        prog="psoas-desktop",
        description="Compose movement routines, and follow them on a screen. Without a command, or with a "
        "routine file alone, the library opens. "
        "Exit codes: 0 fine, 1 the routine is at fault, 2 usage, or a file that cannot be read.",
    )
    top.add_argument("--version", action="version", version=f"psoas-desktop {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", parser_class=_Parser)
    for name, (summary, add_arguments) in _GRAMMAR.items():
        if verb == name or verb not in _GRAMMAR:
            add_arguments(verbs.add_parser(name, help=summary))
    return top


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 1 <= minutes <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"the time can be 1 to {MOST_MINUTES} minutes, not {text!r}")
    return minutes


def _add_minutes(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--minutes", type=_minutes, default=0.0, metavar="N", help="made to fit N minutes, if it can be"
    )


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--answers",
        metavar="FILE",
        action="append",
        help="answers to the questions at the gate; given again for a class, the strictest hold",
    )


def _add_theme(command: argparse.ArgumentParser, usual: str) -> None:
    from psoas_desktop.figures.palette import THEMES

    command.add_argument("--theme", choices=THEMES, default=usual)


def _add_edit(edit: argparse.ArgumentParser) -> None:
    edit.add_argument("file", metavar="FILE", nargs="?", help="without one, a new routine")


def _add_play(play: argparse.ArgumentParser) -> None:
    play.add_argument("file", metavar="FILE")
    play.add_argument("--windowed", action="store_true", help="in a window instead of full-screen")
    play.add_argument("--screen", type=int, metavar="N", help="on screen N, counted from 1")
    play.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="X times as fast, for trying out"
    )
    _add_minutes(play)


def _add_validate(validate: argparse.ArgumentParser) -> None:
    validate.add_argument("files", nargs="+", metavar="FILE")
    validate.add_argument("--format", choices=("text", "json"), default="text")
    validate.add_argument("--strict", action="store_true", help="warnings count as faults")


def _add_rehearse(rehearse: argparse.ArgumentParser) -> None:
    rehearse.add_argument("file", metavar="FILE")
    rehearse.add_argument("--format", choices=("text", "json"), default="text")
    _add_answers(rehearse)
    _add_minutes(rehearse)


def _add_screens(screens: argparse.ArgumentParser) -> None:
    screens.add_argument("file", metavar="FILE")
    screens.add_argument("-o", "--output", required=True, metavar="FOLDER")
    screens.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH")


def _add_storyboard(storyboard: argparse.ArgumentParser) -> None:
    storyboard.add_argument("file", metavar="FILE")
    storyboard.add_argument("-o", "--output", required=True, type=_picture, metavar="OUT.png|OUT.pdf")
    storyboard.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH")
    _add_theme(storyboard, "dark")


def _add_handout(handout: argparse.ArgumentParser) -> None:
    handout.add_argument("file", metavar="FILE")
    handout.add_argument("-o", "--output", required=True, type=_document, metavar="OUT.pdf")
    handout.add_argument("--paper", choices=("a4", "letter"), default="a4")
    _add_answers(handout)
    handout.add_argument(
        "--with-reasons",
        action="store_true",
        help="say why something was changed: it gives answers away, so only if the person agrees",
    )
    _add_minutes(handout)
    handout.add_argument("--language", type=_language, default="en", metavar="L", help="of its own words")


def _bundle(text: str) -> str:
    if not text.lower().endswith(BUNDLE_SUFFIX):
        raise argparse.ArgumentTypeError(f"the file has to end in {BUNDLE_SUFFIX}, not {text!r}")
    return text


def _add_export(export: argparse.ArgumentParser) -> None:
    export.add_argument("file", metavar="FILE")
    export.add_argument("-o", "--output", required=True, type=_bundle, metavar=f"OUT{BUNDLE_SUFFIX}")
    export.add_argument("--to", choices=("bundle",), default="bundle", help="the routine with its pictures")


def _add_import(import_: argparse.ArgumentParser) -> None:
    import_.add_argument("file", metavar=f"FILE{BUNDLE_SUFFIX}")
    import_.add_argument("-o", "--output", required=True, metavar="OUT.psoas.json")


def _add_figure(figure: argparse.ArgumentParser) -> None:
    figure.add_argument("pose", metavar="POSE", nargs="?", help="its name; without one, the names are listed")
    figure.add_argument("-o", "--output", metavar="FILE", help="a file that ends in .png or .svg")
    figure.add_argument("--size", type=_size, default=(1600, 900), metavar="WxH", help="in pixels")
    _add_theme(figure, "light")
    figure.add_argument("--side", choices=("left", "right"), default="", help="the side it shows")
    figure.add_argument("--person", metavar="NAME", default="", help="who takes it, such as amara or nora")


def _add_schema(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("of", nargs="?", choices=("routine", "answers"), default="routine")


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "json"), default="text")


_GRAMMAR: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = MappingProxyType(
    {
        "edit": ("open a routine in the editor", _add_edit),
        "play": ("play a routine full-screen", _add_play),
        "validate": ("list what is wrong with routine files", _add_validate),
        "rehearse": ("write down a whole session with its times, without a window", _add_rehearse),
        "screens": ("save a picture of each screen of a routine", _add_screens),
        "storyboard": ("put every screen of a routine into one PNG or PDF", _add_storyboard),
        "handout": ("write a routine as a PDF to give to somebody", _add_handout),
        "export": ("zip a routine with its pictures", _add_export),
        "import": ("take a routine out of such a file", _add_import),
        "figure": ("save a pose as a PNG or an SVG", _add_figure),
        "schema": ("print the published JSON schema of a routine file, or of answers", _add_schema),
        "kinds": ("list the kinds of exercise", _add_format),
        "doctor": ("say what works on this machine", _add_format),
    }
)
