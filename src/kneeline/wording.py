"""The language Kneeline speaks: every sentence a person reads goes through here."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str, locale_dir: Path) -> None:
    """Use a language ("de", "es"); a language without a catalogue leaves the English text."""
    global _catalogue  # noqa: PLW0603 (one language a process, chosen once at start)
    _catalogue = gettext.translation("kneeline", locale_dir, [language], fallback=True)


def _(sentence: str) -> str:
    """Return an English sentence in the person's language."""
    return _catalogue.gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the sentence that fits a count."""
    return _catalogue.ngettext(one, many, count)
