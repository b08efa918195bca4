"""The doctor: what it says about a healthy computer and about a broken one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from kneeline.app import locations
from kneeline.app.doctor import PROBES, Finding, Grade, lines
from kneeline.app.doctor.children import ask_all
from kneeline.playback.ourselves import ourselves

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def doctor(data: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ourselves(), "--data-dir", str(data), "doctor", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def findings(report: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in json.loads(report)["findings"]}


class TestAWholeExamination:
    def test_of_this_computer_finds_nothing_broken_and_writes_nothing(self, tmp_path: Path) -> None:
        done = doctor(tmp_path / "data", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["well"] is True
        found = findings(done.stdout)
        assert list(found)[-4:] == list(PROBES)
        assert found["film"]["details"]["frames"] > 0
        assert "multimedia/" in " ".join(found["window"]["details"]["plugins"])
        assert not (tmp_path / "data").exists()

    def test_of_a_rotten_journal_says_so_and_ends_with_1(self, tmp_path: Path) -> None:
        (tmp_path / "journal.db").write_bytes(b"this is no journal" * 100)
        done = doctor(tmp_path)
        assert (done.returncode, done.stderr) == (1, "")
        (line,) = [row for row in done.stdout.splitlines() if " journal " in row]
        assert line.startswith("BROKEN")
        assert str(tmp_path / "journal.db") in line

    def test_of_a_bad_file_of_the_persons_own_names_it(self, tmp_path: Path) -> None:
        (tmp_path / "exercises").mkdir()
        (tmp_path / "exercises" / "mine.toml").write_text("name = 3", encoding="utf-8")
        done = doctor(tmp_path, "--json")
        found = findings(done.stdout)["library"]
        assert (done.returncode, found["grade"]) == (1, "broken")
        assert "mine.toml" in found["says"]

    def test_where_qt_opens_no_window_quotes_qt(self, tmp_path: Path) -> None:
        done = doctor(tmp_path, "--json", QT_QPA_PLATFORM="none-such")
        found = findings(done.stdout)
        assert done.returncode == 1
        assert found["window"]["grade"] == found["film"]["grade"] == "broken"
        assert "none-such" in found["window"]["says"]
        assert found["sound"]["grade"] != "broken"


class TestChildren:
    def test_one_that_hangs_is_a_finding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        window, voice = ask_all(["window", "voice"], seconds=0.0)
        assert (window.name, window.grade) == ("window", Grade.BROKEN)
        assert (voice.name, voice.grade) == ("voice", Grade.LACKING)
        assert "hangs" in voice.says

    def test_a_frozen_program_asks_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        assert ourselves() == [sys.executable]


def test_a_copy_without_films_still_proves_that_films_play(tmp_path: Path) -> None:
    places = locations.Locations(tmp_path, tmp_path, tmp_path)
    code = (
        "import sys, pathlib\n"
        "from kneeline.app import doctor, locations\n"
        "here = pathlib.Path(sys.argv[1])\n"
        "doctor.probe('film', locations.Locations(here, here, here))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(places.videos)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    found = json.loads(done.stdout)
    assert (found["grade"], found["details"]["file"]) == ("well", "black.y4m")


def test_each_finding_takes_one_line_and_the_names_stand_below_each_other() -> None:
    said = list(
        lines(
            [
                Finding("disk", Grade.WELL, "Two\nlines."),
                Finding("journal", Grade.BROKEN, "Mend it."),
            ]
        )
    )
    assert said == ["well     disk     Two lines.", "BROKEN   journal  Mend it."]
