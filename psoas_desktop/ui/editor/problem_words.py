"""Problems in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from psoas_desktop.routine.problems import Problem
from psoas_desktop.routine.sentences import sentence
from psoas_desktop.ui.common.plain_text import shown


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
    return shown(sentence(problem if params is None else replace(problem, params=params), _translate))
