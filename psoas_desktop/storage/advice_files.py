"""Reads the rules that judge routines from ``resources/advice``."""

from __future__ import annotations

import json
import re
from pathlib import Path

from psoas_desktop.advice.rulebook import Rulebook, rulebook_from_data
from psoas_desktop.storage.catalogue_error import CatalogueError


def read_rulebook(folder: Path, language: str = "en") -> Rulebook:
    """Reads codes, ranks, words and patterns.

    Args:
        folder: The resources folder.
        language: The language of the texts.

    Raises:
        CatalogueError: The file is missing or broken.
    """
    file = folder / "advice" / f"advice.{language}.json"
    try:
        return rulebook_from_data(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogueError(file, error.strerror or "it cannot be read") from error
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise CatalogueError(file, f"{type(error).__name__} {error}") from error
