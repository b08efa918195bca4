"""Write the JSON Schema of an exported journal.

    python -m kneeline.journal.transfer.schema resources/schema/exchange

writes it anew; a test says when that has been forgotten.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec

from kneeline.journal.transfer.parcel import Document

NAME = "journal.json"


def schema() -> str:
    """Return the text of the schema file."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kneeline: an exported journal",
        **msgspec.json.schema(Document),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path) -> None:
    """Write the schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(schema(), encoding="utf-8", newline="\n")


if __name__ == "__main__":  # pragma: no cover (what it calls is tested)
    write(Path(sys.argv[1]))
