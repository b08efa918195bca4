from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from kneeline import wording
from kneeline.app import language, locations
from kneeline.app.command_line import main
from kneeline.app.locations import Locations
from kneeline.wording import _, ngettext

LOCALE = locations.find().resources / "locale"


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Locations]:
    yield replace(locations.find(), data=tmp_path)
    wording.speak("en", LOCALE)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for each in language.TELLING:
        monkeypatch.delenv(each, raising=False)
    return monkeypatch


def choose(places: Locations, text: str) -> None:
    places.settings.write_text(text, encoding="utf-8")


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert wording.languages(LOCALE) == ("de", "en", "es")


@pytest.mark.usefixtures("system")
def test_the_chosen_language_comes_before_the_systems(
    places: Locations, system: pytest.MonkeyPatch
) -> None:
    system.setenv("LANG", "es_ES.UTF-8")
    choose(places, '{"format": 1, "language": "de"}')
    language.speak(places)
    assert (wording.language(), _("Bridge")) == ("de", "Brücke")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_AT"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:es:de"}, "es"),
    ],
)
def test_without_a_choice_the_system_decides(
    places: Locations,
    system: pytest.MonkeyPatch,
    variables: dict[str, str],
    expected: str,
) -> None:
    for name, value in variables.items():
        system.setenv(name, value)
    language.speak(places)
    assert wording.language() == expected


@pytest.mark.usefixtures("system")
def test_where_no_variable_tells_qt_does(places: Locations) -> None:
    assert [*language.of_system({})]
    language.speak(places)
    assert wording.language() in wording.languages(LOCALE)


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", '{"language": 3}', '{"language": "xx"}', '{"language": "../de"}']
)
def test_settings_that_cannot_be_read_leave_it_to_the_system(
    places: Locations, system: pytest.MonkeyPatch, broken: str
) -> None:
    system.setenv("LANG", "de_DE.UTF-8")
    choose(places, broken)
    language.speak(places)
    assert wording.language() == "de"


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95", b"no catalogue", b"\x00" * 40])
def test_a_damaged_catalogue_leaves_english(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "kneeline.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    wording.speak("de", tmp_path)
    assert (wording.language(), _("Bridge")) == ("en", "Bridge")


@pytest.mark.usefixtures("places")
def test_a_plural_has_its_own_words() -> None:
    wording.speak("de", LOCALE)
    assert ngettext("{count} thing nobody says", "{count} things", 2) == "{count} things"


def test_the_command_line_speaks_before_it_parses(
    places: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    choose(places, '{"format": 1, "language": "es"}')
    assert main(["library", "list", "--data-dir", str(places.data)]) == 0
    assert "Puente a una pierna" in capsys.readouterr().out
    assert wording.language() == "es"


@pytest.fixture
def qt(qapp: QApplication, places: Locations) -> Iterator[QApplication]:
    assert not places.settings.exists()
    before = QLocale()
    yield qapp
    QLocale.setDefault(before)
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()


@pytest.mark.parametrize(
    ("chosen", "day", "number", "cancel"),
    [
        ("de", "22. November 2026", "12.345,5", "Abbrechen"),
        ("es", "22 de noviembre de 2026", "12.345,5", "Cancelar"),
    ],
)
def test_qt_writes_days_numbers_and_buttons_in_it(
    qt: QApplication, chosen: str, day: str, number: str, cancel: str
) -> None:
    wording.speak(chosen, LOCALE)
    language.speak_in_qt(qt)
    on = date(2026, 11, 22)
    written = QLocale().toString(QDate(on.year, on.month, on.day), QLocale.FormatType.LongFormat)
    assert day in written
    assert QLocale().toString(12345.5, "f", 1) == number
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel


def test_english_leaves_a_system_without_a_language_as_it_is(qt: QApplication) -> None:
    before, translators = QLocale(), len(qt.findChildren(QTranslator))
    wording.speak("en", LOCALE)
    language.speak_in_qt(qt)
    same = QLocale.system().language() in {QLocale.Language.C, QLocale.Language.English}
    assert QLocale() == before or not same
    assert len(qt.findChildren(QTranslator)) == translators


WRITE_A_DAY = """
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QDate, QLocale
from kneeline import wording
from kneeline.app import language
app = QCoreApplication([])
wording.speak("de", Path({folder!r}))
language.speak_in_qt(app)
day = QLocale().toString(QDate(2026, 3, 2), QLocale.FormatType.LongFormat)
print(day.encode("ascii", "backslashreplace").decode())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable names the language")
def test_days_are_in_it_where_the_system_names_it_and_writes_another() -> None:
    others = {
        name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LAN"))
    }
    written = subprocess.run(
        [sys.executable, "-c", WRITE_A_DAY.format(folder=str(LOCALE))],
        env=others | {"LANG": "C.UTF-8", "LANGUAGE": "de"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert written.stdout == "Montag, 2. M\\xe4rz 2026\n"
