"""Write the JSON Schemas that editors use to help somebody who writes a file.

    python -m kneeline.library.json_schema resources/schema

writes them anew; a test says when that has been forgotten.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kneeline.library.reference import RulesFile, RunningFile, ScreeningFile, SelfTestsFile
from kneeline.library.schema import ExerciseFile, ProgrammeFile
from kneeline.library.sources import SourcesFile

if TYPE_CHECKING:
    from kneeline.library.schema import Table

SHAPES: dict[str, type[Table]] = {
    "exercise": ExerciseFile,
    "programme": ProgrammeFile,
    "sources": SourcesFile,
    "screening": ScreeningFile,
    "rules": RulesFile,
    "self-tests": SelfTestsFile,
    "running": RunningFile,
}
"""The shape of each kind of file."""


def schemas() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    return {f"{kind}.json": _schema(kind, shape) for kind, shape in SHAPES.items()}


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema(kind: str, shape: type[Table]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Kneeline: {kind}",
        **msgspec.json.schema(shape),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":  # pragma: no cover (what it calls is tested)
    write(Path(sys.argv[1]))
