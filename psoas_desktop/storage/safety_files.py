"""Reads the safety part's data from ``resources/safety``."""

from __future__ import annotations

import json
from pathlib import Path

from psoas_desktop.safety.rules import SafetyRules
from psoas_desktop.safety.rules_file import rules_from_data
from psoas_desktop.storage.catalogue_error import CatalogueError


def read_rules(folder: Path, language: str = "en") -> SafetyRules:
    """Reads questions, exits and limits.

    Args:
        folder: The resources folder.
        language: The language of the texts.

    Returns:
        The rules.

    Raises:
        CatalogueError: The file is missing or broken.
    """
    file = folder / "safety" / f"rules.{language}.json"
    try:
        return rules_from_data(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogueError(file, error.strerror or "it cannot be read") from error
    except (KeyError, ValueError, TypeError) as error:
        raise CatalogueError(file, f"{type(error).__name__} {error}") from error
