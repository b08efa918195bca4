"""The language Kneeline speaks: every sentence a person reads goes through here."""

from __future__ import annotations

import gettext
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OUR_OWN = "en"
"""The language the sentences are written in; it needs no catalogue."""

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = OUR_OWN


def languages(locale_dir: Path) -> tuple[str, ...]:
    """Return every language that has a catalogue in a folder, and English ("de", "en", "es")."""
    found = (path.parents[1].name for path in locale_dir.glob("*/LC_MESSAGES/kneeline.mo"))
    return tuple(sorted({OUR_OWN, *found}))


def speak(language: str, locale_dir: Path) -> None:
    """Use a language ("de", "es"); without a catalogue that can be read it is English."""
    global _catalogue, _language  # noqa: PLW0603 (one language a process, chosen once at start)
    _catalogue, _language = gettext.NullTranslations(), OUR_OWN
    if language in languages(locale_dir) and language != OUR_OWN:
        try:
            _catalogue = gettext.translation("kneeline", locale_dir, [language])
        except (
            OSError,
            ValueError,
            struct.error,
        ):  # a damaged one must not keep anybody from training
            return
        _language = language


def language() -> str:
    """Return the language in use ("en", "de")."""
    return _language


def _(sentence: str) -> str:
    """Return an English sentence in the person's language."""
    return _catalogue.gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the sentence that fits a count."""
    return _catalogue.ngettext(one, many, count)
