"""Collecting what people read, and keeping translators' work while the sentences change."""

from __future__ import annotations

import gettext
import io
import json
from pathlib import Path

import catalogues
import pytest
import texts

TOML = """
id = "bridge"
name = "Bridge"
steps = ["Lift.", "Lower."]
strokes = ["Up", "Hold", "Down"]
"""
CODE = """
from kneeline.wording import _, ngettext
print(_("Rest for {seconds} s"), ngettext("{count} set", "{count} sets", 3), _("Bridge"))
print(translate("1 rep" if one else "{reps} reps"), self.translate(name), widget.translate(3, 4))
print("not for people", _(""))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "resources" / "locale" / "de").mkdir(parents=True)
    (tmp_path / "src").mkdir()
    (tmp_path / "resources" / "bridge.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "src" / "room.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def found(tree: Path) -> dict[str, list[texts.Sentence]]:
    fresh = texts.templates(tree)
    return {part: [each.id for each in catalogues.sentences(fresh[part])] for part in fresh}


def bring_up_to_date(tree: Path) -> dict[str, catalogues.Catalog]:
    locale = tree / "resources" / "locale"
    parts = texts.updated("de", texts.templates(tree), locale)
    for part, catalogue in parts.items():
        (locale / "de" / f"{part}.po").write_bytes(texts.written(catalogue))
    return parts


def translate(tree: Path, part: str, sentence: texts.Sentence, told: str | tuple[str, ...]) -> None:
    path = tree / "resources" / "locale" / "de" / f"{part}.po"
    catalogue = catalogues.read_catalogue(path, "de")
    catalogue.get(sentence).string = told
    path.write_bytes(texts.written(catalogue))


def test_it_collects_what_is_read_and_nothing_else(tree: Path) -> None:
    """What both say stands in the library alone; a movement's words stand together."""
    assert found(tree) == {
        "library": ["Bridge", "Lift.", "Lower.", "Up · Hold · Down"],
        "interface": [
            "Rest for {seconds} s",
            ("{count} set", "{count} sets"),
            "1 rep",
            "{reps} reps",
        ],
    }


def test_a_field_nobody_has_judged_stops_it(tree: Path) -> None:
    (tree / "resources" / "more.toml").write_text('moral = "Be kind."', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"more\.toml: is “moral” read by people"):
        texts.templates(tree)


@pytest.mark.parametrize("piece", ['f"Rest {n}"', '"Rest " + n'])
def test_a_sentence_put_together_stops_it(tree: Path, piece: str) -> None:
    (tree / "src" / "more.py").write_text(f"n = 1\n_({piece})\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"more\.py:2: a sentence to translate is put together"):
        texts.templates(tree)


def test_a_changed_sentence_keeps_its_translation_until_somebody_looks(tree: Path) -> None:
    bring_up_to_date(tree)
    translate(tree, "interface", "Rest for {seconds} s", "{seconds} s Pause")
    changed = CODE.replace("Rest for", "Rest now for")
    (tree / "src" / "room.py").write_text(changed, encoding="utf-8")
    message = bring_up_to_date(tree)["interface"].get("Rest now for {seconds} s")
    assert (message.string, message.fuzzy) == ("{seconds} s Pause", True)
    assert not catalogues.is_done(message)


def test_a_sentence_that_moves_to_the_library_keeps_its_translation(tree: Path) -> None:
    bring_up_to_date(tree)
    translate(tree, "interface", "Rest for {seconds} s", "{seconds} s Pause")
    text = TOML.replace('"Lift."', '"Rest for {seconds} s"')
    (tree / "resources" / "bridge.toml").write_text(text, encoding="utf-8")
    parts = bring_up_to_date(tree)
    assert parts["library"].get("Rest for {seconds} s").string == "{seconds} s Pause"
    assert catalogues.is_done(parts["library"].get("Rest for {seconds} s"))
    assert parts["interface"].get("Rest for {seconds} s") is None


def test_what_is_said_no_more_is_gone(tree: Path) -> None:
    bring_up_to_date(tree)
    (tree / "src" / "room.py").write_text("", encoding="utf-8")
    assert len(bring_up_to_date(tree)["interface"]) == 0
    assert "Rest for" not in (tree / "resources/locale/de/interface.po").read_text(encoding="utf-8")


def test_updating_twice_changes_nothing(tree: Path) -> None:
    bring_up_to_date(tree)
    path = tree / "resources" / "locale" / "de" / "interface.po"
    before = path.read_bytes()
    bring_up_to_date(tree)
    assert path.read_bytes() == before
    assert b"Date" not in before


def test_what_is_compiled_is_read_by_gettext(tree: Path) -> None:
    locale = tree / "resources" / "locale"
    bring_up_to_date(tree)
    translate(tree, "library", "Bridge", "Brücke")
    translate(tree, "interface", ("{count} set", "{count} sets"), ("{count} Satz", "{count} Sätze"))
    made = catalogues.compiled("de", locale)
    assert made == catalogues.compiled("de", locale)
    spoken = gettext.GNUTranslations(io.BytesIO(made))
    assert spoken.gettext("Bridge") == "Brücke"
    assert spoken.gettext("Lift.") == "Lift."
    assert spoken.ngettext("{count} set", "{count} sets", 2) == "{count} Sätze"
    catalogues.compile_all(locale)
    assert (locale / "de" / "LC_MESSAGES" / "kneeline.mo").read_bytes() == made


def test_a_filled_in_list_can_be_taken(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole round a translator makes, with the real command."""
    assert texts.main(["add", "de"], tree) == 0
    filled = tree / "filled.json"
    assert texts.main(["missing", "de", str(filled)], tree) == 0
    capsys.readouterr()
    rows = json.loads(filled.read_text(encoding="utf-8"))
    assert {row["part"] for row in rows} == {"library", "interface"}
    for row in rows:
        row["to"] = [f"«{form}»" for form in row["id"]] if isinstance(row["id"], list) else "«»"
    filled.write_text(json.dumps(rows), encoding="utf-8")
    assert texts.main(["take", "de", str(filled)], tree) == 0
    assert capsys.readouterr().out.splitlines() == [
        "de/library.po: 0 of 4 missing",
        "de/interface.po: 0 of 4 missing",
    ]
