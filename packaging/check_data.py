"""Checks the data that ships with the program: the published schemas and the kinds of block.

python packaging/check_data.py            fails when something is wrong
python packaging/check_data.py --write    writes the published schemas anew from the kinds and questions
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jsonschema import Draft202012Validator  # noqa: E402 - the checkout comes first on the path
from jsonschema.exceptions import SchemaError  # noqa: E402 - as above

from psoas_desktop.routine.block_kinds import Catalogue  # noqa: E402 - as above
from psoas_desktop.routine.kind_parts import missing_parts  # noqa: E402 - as above
from psoas_desktop.routine.schema import routine_schema, schema_text  # noqa: E402 - as above
from psoas_desktop.safety.answers import answers_schema, answers_schema_text  # noqa: E402 - as above
from psoas_desktop.safety.rules import SafetyRules  # noqa: E402 - as above
from psoas_desktop.storage.resources import (  # noqa: E402 - as above
    ANSWERS_SCHEMA_FILE,
    SCHEMA_FILE,
    CatalogueError,
    read_catalogue,
)
from psoas_desktop.storage.safety_files import read_rules  # noqa: E402 - as above


def schemas(catalogue: Catalogue, rules: SafetyRules) -> dict[str, tuple[dict[str, Any], str]]:
    """The schemas that the data gives, each with its text, by where they are published."""
    return {
        SCHEMA_FILE: (routine_schema(catalogue), schema_text(catalogue)),
        ANSWERS_SCHEMA_FILE: (answers_schema(rules), answers_schema_text(rules)),
    }


def schema_faults(schema: dict[str, Any], text: str, published: Path) -> list[str]:
    """Compares a published schema with the one that the data gives, and checks it as a schema.

    Args:
        schema: The schema that the data gives.
        text: Its text.
        published: The committed file.

    Returns:
        What is wrong, as sentences; empty if nothing is.
    """
    faults = []
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        faults.append(f"The generated schema is no valid JSON Schema: {error.message}")
    there = published.read_text("utf-8") if published.exists() else ""
    if there != text:
        faults.append(f"{published} is not what the data gives: run packaging/check_data.py --write")
    return faults


def kind_faults(catalogue: Catalogue) -> list[str]:
    """Loads every kind of block, and asks whether it is whole.

    Args:
        catalogue: A catalogue that reads its kinds when asked for them.

    Returns:
        What is wrong, as sentences; empty if nothing is.
    """
    faults = []
    for name in catalogue.kinds:
        try:
            lacking = missing_parts(catalogue.kinds[name])
        except CatalogueError as error:
            faults.append(str(error))
            continue
        faults += [f"The kind of block '{name}' has no {part}" for part in lacking]
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Runs the checks; returns 0 if nothing is wrong."""
    parser = argparse.ArgumentParser(description="Checks the data that ships with the program.")
    parser.add_argument("--write", action="store_true", help="write the published schemas anew")
    parser.add_argument("--resources", type=Path, default=ROOT / "resources", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        catalogue = read_catalogue(options.resources)
        faults = kind_faults(catalogue)
        if not faults:
            for name, (schema, text) in schemas(catalogue, read_rules(options.resources)).items():
                published = options.resources / name
                if options.write:
                    published.parent.mkdir(parents=True, exist_ok=True)
                    published.write_text(text, "utf-8", newline="\n")
                faults += schema_faults(schema, text, published)
    except CatalogueError as error:
        faults = [str(error)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
