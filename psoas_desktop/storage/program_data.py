"""Everything that ships with the program and that routines are checked and played with, read in one go."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from psoas_desktop.routine.block_kinds import Catalogue
from psoas_desktop.routine.field_rules import FieldRules
from psoas_desktop.routine.values import dataclass
from psoas_desktop.safety.rules import SafetyRules
from psoas_desktop.storage.resources import read_catalogue, read_schema_text
from psoas_desktop.storage.safety_files import read_rules

if TYPE_CHECKING:
    from psoas_desktop.advice.rulebook import Rulebook


@dataclass(frozen=True)
class ProgramData:
    """The catalogue at once; the schema and the safety rules when they are asked for.

    Attributes:
        folder: The resources folder that it all comes from.
        catalogue: Kinds, banners, profiles and words.
    """

    folder: Path
    catalogue: Catalogue

    @cached_property
    def field_rules(self) -> FieldRules:
        """The published schema, made ready for checking routine files.

        Raises:
            CatalogueError: It is missing or broken.
        """
        return FieldRules(json.loads(read_schema_text(self.folder)))

    @cached_property
    def rules(self) -> SafetyRules:
        """Questions, exits and limits, in the catalogue's language.

        Raises:
            CatalogueError: They are missing or broken.
        """
        return read_rules(self.folder, self.catalogue.language)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules that judge routines, in the catalogue's language.

        Raises:
            CatalogueError: They are missing or broken.
        """
        from psoas_desktop.storage.advice_files import read_rulebook  # playing does without

        return read_rulebook(self.folder, self.catalogue.language)


def read_program_data(folder: Path) -> ProgramData:
    """Reads the data of a resources folder.

    Args:
        folder: The program's own, or one laid out like it.

    Returns:
        The data.

    Raises:
        CatalogueError: A part is missing or broken.
    """
    return ProgramData(folder, read_catalogue(folder))
