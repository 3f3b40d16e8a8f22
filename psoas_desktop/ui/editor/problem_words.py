"""Problems in the interface's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.sentences import sentence
from psoas_desktop.routine.translation import QT_TRANSLATE_NOOP
from psoas_desktop.ui.common.plain_text import shown
from psoas_desktop.ui.editor.fields.reading import write_time
from psoas_desktop.ui.editor.fields.words import tr

_DESCRIPTION = QT_TRANSLATE_NOOP("inspector", "description of the picture")
_RANGES, _ORDERS = ("too-small", "too-large"), ("least", "planned", "longest")
_SECONDS = re.compile("-?[0-9]{1,6}", re.ASCII)
"""Whole seconds; what is longer is no time that anybody reads."""


def _translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def in_words(problem: Problem, params: Mapping[str, object] | None = None) -> str:
    """Says a problem in one or two sentences.

    Args:
        problem: What was found.
        params: What its sentence is filled with, in the place of its own.

    Returns:
        Plain text that can be shown as it is.
    """
    said = dict(problem.params if params is None else params)
    if problem.path[-1:] == ("alt",):
        said["label"] = tr(_DESCRIPTION)
    return shown(sentence(replace(problem, params=_with_times(problem, said)), _translate))


def _with_times(problem: Problem, params: Mapping[str, object]) -> Mapping[str, object]:
    """Writes seconds as the fields do, 1:30, where a sentence only names them."""
    if problem.code in _RANGES and params.get("unit") == "s":
        names: tuple[str, ...] = ("value", "min", "max")
    elif any(name in params for name in _ORDERS):
        names = _ORDERS
    else:
        return params
    times = {name: str(params[name]) for name in names if params.get(name) is not None}
    if not all(map(_SECONDS.fullmatch, times.values())):
        return params
    return {**params, **{name: write_time(int(time)) for name, time in times.items()}, "unit": ""}
