"""What is wrong with the data that ships with the program."""

from __future__ import annotations

from pathlib import Path


class CatalogueError(Exception):
    """A file of the catalogue that is missing, broken or says something unknown.

    Attributes:
        kind: The kind whose folder is at fault; empty where the fault is outside the kinds.
        file: The file at fault.
        reason: What is wrong, as the end of a sentence.
    """

    def __init__(self, file: Path, reason: str, *, kind: str = "") -> None:
        """Takes the file at fault, what is wrong with it, and the kind that it belongs to."""
        self.kind, self.file, self.reason = kind, file, reason
        whose = f"The kind of block '{kind}'" if kind else "The catalogue"
        super().__init__(f"{whose} cannot be used: {file}: {reason}.")
