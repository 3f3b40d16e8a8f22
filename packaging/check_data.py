"""Checks the data that ships with the program: the published schema and the kinds of block.

python packaging/check_data.py            fails when something is wrong
python packaging/check_data.py --write    writes the published schema anew from the kinds
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jsonschema import Draft202012Validator  # noqa: E402 - the checkout comes first on the path
from jsonschema.exceptions import SchemaError  # noqa: E402 - as above

from psoas_desktop.routine.block_kinds import Catalogue  # noqa: E402 - as above
from psoas_desktop.routine.schema import routine_schema, schema_text  # noqa: E402 - as above
from psoas_desktop.storage.resources import SCHEMA_FILE, CatalogueError, read_catalogue  # noqa: E402 - as above


def schema_faults(catalogue: Catalogue, published: Path) -> list[str]:
    """Compares the published schema with the one that the kinds give, and checks it as a schema.

    Args:
        catalogue: All kinds of block.
        published: The committed file.

    Returns:
        What is wrong, as sentences; empty if nothing is.
    """
    faults = []
    try:
        Draft202012Validator.check_schema(routine_schema(catalogue))
    except SchemaError as error:
        faults.append(f"The generated schema is no valid JSON Schema: {error.message}")
    text = published.read_text("utf-8") if published.exists() else ""
    if text != schema_text(catalogue):
        faults.append(f"{published} is not what the kinds give: run packaging/check_data.py --write")
    return faults


def kind_faults(catalogue: Catalogue) -> list[str]:
    """Loads every kind of block.

    Args:
        catalogue: A catalogue that reads its kinds when asked for them.

    Returns:
        What is wrong, as sentences; empty if nothing is.
    """
    faults = []
    for name in catalogue.kinds:
        try:
            catalogue.kinds[name]
        except CatalogueError as error:
            faults.append(str(error))
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Runs the checks; returns 0 if nothing is wrong."""
    parser = argparse.ArgumentParser(description="Checks the data that ships with the program.")
    parser.add_argument("--write", action="store_true", help="write the published schema anew")
    parser.add_argument("--resources", type=Path, default=ROOT / "resources", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    published = options.resources / SCHEMA_FILE
    try:
        catalogue = read_catalogue(options.resources)
        faults = kind_faults(catalogue)
        if not faults:
            if options.write:
                published.parent.mkdir(parents=True, exist_ok=True)
                published.write_text(schema_text(catalogue), "utf-8", newline="\n")
            faults = schema_faults(catalogue, published)
    except CatalogueError as error:
        faults = [str(error)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
