"""The JSON Schemas that ship for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneeline.library.json_schema import SHAPES, schemas, write
from tests.unit.library.conftest import RESOURCES


def test_the_schemas_in_resources_are_up_to_date() -> None:
    """To write them anew: python -m kneeline.library.json_schema resources/schema."""
    shipped = {
        path.name: path.read_text(encoding="utf-8") for path in RESOURCES.glob("schema/*.json")
    }
    assert shipped == schemas()


def test_writing_them_makes_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        f"{kind}.json" for kind in SHAPES
    }


@pytest.mark.parametrize("kind", SHAPES)
def test_a_schema_refuses_unknown_words_and_describes_its_tables(kind: str) -> None:
    schema = json.loads(schemas()[f"{kind}.json"])
    tables = [each for each in schema["$defs"].values() if each.get("type") == "object"]
    assert tables
    for table in tables:
        assert table["additionalProperties"] is False
        assert table["description"]


def test_an_editor_can_offer_the_words_for_equipment_and_phase() -> None:
    text = schemas()["exercise.json"]
    for word in ("roller", "strengthen", "knee-line", "side-lying"):
        assert f'"{word}"' in text
