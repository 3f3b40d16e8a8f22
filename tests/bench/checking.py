"""How long files take to check, against the library that checks them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

from psoas_desktop.routine.check import check
from psoas_desktop.storage.program_data import read_program_data
from psoas_desktop.storage.resources import read_schema_text, root, routines_root
from tests.bench.paired import Figure, command, paired

BLOCKS = 1000


def large_document() -> bytes:
    """A routine of 1,000 blocks, as an instructor's longest file might be."""
    first = json.loads(sample().read_text(encoding="utf-8"))
    blocks = [
        {**block, "id": f"b{number}-{block['id']}"[:64]}
        for number in range(BLOCKS)
        for block in first["items"][:1]
    ]
    return json.dumps({**first, "items": blocks}, indent=2).encode()


def sample() -> Path:
    """The routine that `make run` plays."""
    return routines_root() / "daily-chair-rest.psoas.json"


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A function of this process as milliseconds."""

    def run() -> float:
        begin = time.perf_counter()
        work()
        return (time.perf_counter() - begin) * 1000

    return run


def figures() -> list[Figure]:
    """`validate` against the import of jsonschema; 1,000 blocks against jsonschema on all of them."""
    program_data = read_program_data(root())
    data = large_document()
    document = json.loads(data)
    validator = Draft202012Validator(json.loads(read_schema_text(root())))
    rules = program_data.field_rules
    return [
        paired(
            "validate one routine / import jsonschema",
            command("-m", "psoas_desktop", "validate", str(sample())),
            command("-c", "import jsonschema"),
            1.3,
        ),
        paired(
            f"check {BLOCKS} blocks, text to routine / jsonschema alone",
            timed(lambda: check(data, rules, program_data.catalogue)),
            timed(lambda: list(validator.iter_errors(document))),
            1.17,
            pairs=9,
        ),
    ]
