"""Compile the translators' .po files into the one .mo that each language is read from.

Hatch calls this for each wheel and each editable install, and dev.py whenever a .po is newer than
its .mo. Kneeline's start reads a .mo in a moment; to parse the .po files would take far longer.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCALE = Path(__file__).resolve().parents[1] / "resources" / "locale"
PARTS = ("library", "interface")
"""The two catalogues of a language: what resources/*.toml say, and what stands in the code."""

NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands for every date in a catalogue, so that the same texts give the same bytes."""


def languages(locale: Path = LOCALE) -> list[str]:
    """Return the languages that have a folder."""
    return sorted(each.parent.name for each in locale.glob(f"*/{PARTS[0]}.po"))


def read_catalogue(path: Path, language: str | None = None) -> Catalog:
    """Return a .po or .pot; a file that is not there yet is an empty catalogue."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """Yield every sentence; the first entry of a catalogue is none, but its header."""
    return (each for each in catalogue if each.id)


def is_done(message: Message) -> bool:
    """Return whether a sentence is translated for good, in each of its plural forms."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return not message.fuzzy and bool(forms) and all(forms)


def compiled(language: str, locale: Path = LOCALE) -> bytes:
    """Return the .mo of a language: all that is done in both of its catalogues."""
    whole = Catalog(locale=language, charset="utf-8", fuzzy=False)
    whole.creation_date = whole.revision_date = NO_DATE
    for part in PARTS:
        for each in sentences(read_catalogue(locale / language / f"{part}.po", language)):
            if is_done(each):
                whole.add(each.id, each.string)
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


def compile_all(locale: Path = LOCALE) -> None:
    """Write the .mo of every language."""
    for language in languages(locale):
        path = locale / language / "LC_MESSAGES" / "kneeline.mo"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(compiled(language, locale))


class CompileCatalogues(BuildHookInterface):
    """Hatch's hook: a wheel says what its .po files say, never what an older .mo does."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are listed."""
        compile_all(Path(self.root) / "resources" / "locale")


if __name__ == "__main__":
    compile_all()
