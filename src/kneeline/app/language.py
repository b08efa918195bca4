"""Which language Kneeline speaks from this start on: the person's choice, or the system's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kneeline import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication

    from kneeline.app.locations import Locations

TELLING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name languages; the first that is set is asked, as gettext does it."""


def speak(places: Locations) -> None:
    """Speak the language chosen in the settings, else the first of the system's that we know."""
    folder = places.resources / "locale"
    known = wording.languages(folder)
    wanted = [_chosen(places.settings)]
    if wanted[0] not in known:
        wanted = [*of_system(os.environ)]
    wording.speak(next((each for each in wanted if each in known), wording.OUR_OWN), folder)


def speak_in_qt(app: QCoreApplication) -> None:
    """Let Qt write days and numbers, and name its own buttons, in the language that we speak."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator  # noqa: PLC0415 (not for --help)

    ours, system = QLocale(wording.language()), QLocale.system()
    # A system may write its days in another language than it names; its own way is kept if it
    # is ours, as that of Austria or of a system without a language ("C") is.
    if ours.dayName(1) != system.dayName(1):
        QLocale.setDefault(ours)
    if wording.language() == wording.OUR_OWN:
        return
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{wording.language()}", folder):
        app.installTranslator(words)


def of_system(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the system's languages by their two letters, the preferred one first."""
    named = next((environment[each] for each in TELLING if environment.get(each)), "")
    if named:
        yield from (_letters(each) for each in named.split(":"))
        return
    # Windows and macOS set none of them.
    from PySide6.QtCore import QLocale  # noqa: PLC0415 (takes longer than all of this)

    yield from (_letters(each) for each in QLocale.system().uiLanguages())


def _letters(name: str) -> str:
    """Return "de" for de_DE.UTF-8 and de-AT; a system without a language ("C") means English."""
    letters = name.replace("-", "_").split("_")[0].split(".")[0].lower()
    return wording.OUR_OWN if letters in {"c", "posix"} else letters


def _chosen(settings: Path) -> str:
    """Return the language in the settings, read before everything else; empty for the system's.

    What is wrong with the file is told when it is read in full.
    """
    if not settings.exists():
        return ""
    import json  # noqa: PLC0415 (a first start needs none)

    try:
        found = json.loads(settings.read_bytes())
    except (OSError, ValueError):
        return ""
    language = found.get("language") if isinstance(found, dict) else None
    return language if isinstance(language, str) else ""
