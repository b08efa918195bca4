"""`kneeline export`, `import`, `backup`, `restore` and `journal`, on real files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from fhir.resources.R4B.bundle import Bundle

from kneeline.app import locations
from kneeline.app.command_line import DONE, MISUSED, REFUSED, main
from kneeline.app.doctor import Grade
from kneeline.app.doctor.examination import _journal
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import Journal, backups_of, open_journal
from kneeline.journal.backup import take

if TYPE_CHECKING:
    from pathlib import Path


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def opened(folder: Path) -> Journal:
    return open_journal(folder / "journal.db", wall_clock=now)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a journal: a run with a score, a morning and a note, all of today."""
    folder = tmp_path / "data"
    with opened(folder) as journal:
        journal.log_run(DoneRun(now(), 25.0, worst={Side.LEFT: 3}))
        journal.log_pain(PainScore(Side.RIGHT, Moment.NEXT_MORNING, 2))
        journal.write_note("Stairs were fine.", about=now().date())
    return folder


class Typed:
    """Types words and hears the answer."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, folder: Path, *words: object, code: int = DONE) -> str:
        self._capsys.readouterr()
        try:
            found = main(["--data-dir", str(folder), *map(str, words)])
        except SystemExit as left:
            found = int(left.code or 0)
        said = self._capsys.readouterr()
        assert found == code, said.err
        assert bool(said.err) == (code != DONE)
        return said.err or said.out


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


# -- export ----------------------------------------------------------------------------------------


def test_export_writes_each_kind(data: Path, tmp_path: Path, typed: Typed) -> None:
    assert typed(data, "export", "--to", "json", "--out", tmp_path / "j.json").endswith("rows.\n")
    assert "rows" in typed(data, "export", "--to", "csv", "--out", tmp_path / "tables")
    assert "2 scores" in typed(data, "export", "--to", "fhir", "--out", tmp_path / "f.json")
    assert "7 days" in typed(data, "export", "--to", "ics", "--out", tmp_path / "week.ics")
    assert json.loads((tmp_path / "j.json").read_bytes())["format"] == 1
    assert "Stairs were fine." in (tmp_path / "tables" / "notes.csv").read_text("utf-8-sig")
    bundle = Bundle.model_validate_json((tmp_path / "f.json").read_bytes())
    assert len(bundle.entry) == 3
    week = icalendar.Calendar.from_ical((tmp_path / "week.ics").read_bytes())
    days = [event.decoded("DTSTART") for event in week.walk("VEVENT")]
    assert days == [now().date() + timedelta(days=ahead) for ahead in range(7)]
    if os.name == "posix":
        for name in ("j.json", "f.json", "week.ics"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_an_export_of_some_days_holds_those_days(data: Path, tmp_path: Path, typed: Typed) -> None:
    later = (now() + timedelta(days=1)).date().isoformat()
    out = tmp_path / "f.json"
    typed(data, "export", "--to", "fhir", "--out", out, "--since", later)
    assert len(Bundle.model_validate_json(out.read_bytes()).entry) == 1
    typed(data, "export", "--to", "fhir", "--out", out, "--codes", "--force")
    [_patient, first, *_rest] = Bundle.model_validate_json(out.read_bytes()).entry
    assert first.resource.bodySite.coding[0].system == "http://snomed.info/sct"


def test_exports_that_are_refused_name_the_reason(data: Path, tmp_path: Path, typed: Typed) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"mine")

    def refused(*words: object, folder: Path = data) -> str:
        return typed(folder, "export", *words, code=REFUSED)

    for kind in ("json", "fhir", "ics"):
        assert "--force" in refused("--to", kind, "--out", out)
    assert "is a file" in refused("--to", "csv", "--out", out)
    assert "leave --since out" in refused("--to", "ics", "--out", "x", "--since", "2026-01-01")
    assert "leave --codes out" in refused("--to", "json", "--out", "x", "--codes")
    assert "There is no journal at" in refused("--to", "json", "--out", "x", folder=tmp_path / "n")
    assert not (tmp_path / "n").exists()
    assert out.read_bytes() == b"mine"
    assert "--to" in typed(data, "export", "--to", "pdf", "--out", "x", code=MISUSED)
    assert "--out" in typed(data, "export", "--to", "csv", code=MISUSED)


def test_a_damaged_journal_is_not_exported(data: Path, tmp_path: Path, typed: Typed) -> None:
    raw = bytearray((data / "journal.db").read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    (data / "journal.db").write_bytes(raw)
    for kind in ("json", "csv", "fhir", "ics"):
        words = ("export", "--to", kind, "--out", tmp_path / f"out.{kind}")
        assert "is damaged" in typed(data, *words, code=REFUSED)
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


# -- import ----------------------------------------------------------------------------------------


@pytest.fixture
def carried(data: Path, tmp_path: Path, typed: Typed) -> Path:
    typed(data, "export", "--to", "json", "--out", tmp_path / "journal.json")
    return tmp_path / "journal.json"


def test_import_shows_and_takes_in(carried: Path, tmp_path: Path, typed: Typed) -> None:
    other = tmp_path / "other"
    assert "runs: 1 new" in typed(other, "import", carried, "--dry-run")
    assert not other.exists()
    said = typed(other, "import", carried, "--yes")
    assert "notes: 1 new" in said
    assert "Taken into" in said
    with opened(other) as journal:
        assert [note.text for note in journal.notes()] == ["Stairs were fine."]
        journal.write_note("Other.", about=now().date())
    assert "Nothing in it is new." in typed(other, "import", carried, "--yes")
    assert backups_of(other / "journal.db") == ()


def test_import_names_the_backup(carried: Path, data: Path, tmp_path: Path, typed: Typed) -> None:
    with opened(data) as journal:
        journal.write_note("Later.", about=now().date())
    typed(data, "export", "--to", "json", "--out", carried, "--force")
    other = tmp_path / "other"
    with opened(other) as journal:
        journal.write_note("Mine.", about=now().date())
    said = typed(other, "import", carried, "--yes")
    [backup] = backups_of(other / "journal.db")
    assert str(backup.path) in said
    assert "before an import" in typed(other, "backup", "--list")


def test_import_of_a_made_up_life_says_so(tmp_path: Path, typed: Typed, data: Path) -> None:
    made_up, out = tmp_path / "made-up", tmp_path / "made-up.json"
    typed(made_up, "sample", "--weeks", "1")
    typed(made_up, "export", "--to", "json", "--out", out)
    assert "made up by “kneeline sample”" in typed(data, "import", out, "--dry-run")


def test_imports_that_are_refused(data: Path, tmp_path: Path, typed: Typed) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text("[1, 2")
    assert "is not a journal" in typed(data, "import", mine, code=REFUSED)
    assert "cannot be read" in typed(data, "import", tmp_path / "none", code=REFUSED)
    assert "not allowed with" in typed(data, "import", mine, "--yes", "--dry-run", code=MISUSED)


def kneeline(folder: Path, *words: object, stdin: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kneeline", "--data-dir", str(folder), *map(str, words)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_where_nobody_can_be_asked_nothing_is_done(carried: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with kneeline(other, "import", carried, stdin=subprocess.DEVNULL) as child:
        _out, complaint = child.communicate(timeout=60)
    assert child.returncode == REFUSED
    assert "--yes" in complaint
    assert not other.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo terminals")
@pytest.mark.parametrize(("answer", "code"), [("n", REFUSED), ("y", DONE), ("perhaps", REFUSED)])
def test_somebody_at_a_terminal_is_asked(
    carried: Path, tmp_path: Path, answer: str, code: int
) -> None:
    import pty  # noqa: PLC0415 (not on Windows)

    ours, theirs = pty.openpty()
    other = tmp_path / "other"
    with kneeline(other, "import", carried, stdin=theirs) as child:
        os.write(ours, f"{answer}\n".encode())
        said, _complaint = child.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert child.returncode == code
    assert "Take this into your journal? (y/n)" in said
    assert ("Nothing was changed." in said) == (code == REFUSED)
    assert other.exists() == (code == DONE)


# -- backup and restore ----------------------------------------------------------------------------


def test_backup_and_restore_there_and_back(data: Path, typed: Typed) -> None:
    assert "no backup" in typed(data, "backup", "--list")
    assert json.loads(typed(data, "backup", "--list", "--json")) == []
    assert "proven good" in typed(data, "backup")
    [listed] = json.loads(typed(data, "backup", "--list", "--json"))
    assert (listed["good"], listed["before"]) == (True, None)
    with opened(data) as journal:
        journal.write_note("After.", about=now().date())
    said = typed(data, "restore", "--dry-run")
    assert "notes: 1 would go, 0 would come back" in said
    assert now().date().isoformat() in said
    said = typed(data, "restore", "newest", "--yes")
    assert f"{listed['path']} is your journal now." in said
    with opened(data) as journal:
        assert [note.text for note in journal.notes()] == ["Stairs were fine."]
    [aside] = [each for each in backups_of(data / "journal.db") if not each.daily]
    assert str(aside.path) in said
    typed(data, "restore", aside.path, "--yes")
    with opened(data) as journal:
        assert [note.text for note in journal.notes()] == ["Stairs were fine.", "After."]


def test_restores_that_are_refused(data: Path, tmp_path: Path, typed: Typed) -> None:
    assert "no good backup" in typed(data, "restore", "--yes", code=REFUSED)
    assert "is not there" in typed(data, "restore", tmp_path / "none.db", code=REFUSED)
    typed(data, "backup")
    assert "--list" in typed(data, "backup", "--json", code=REFUSED)
    with opened(data):
        assert "is open" in typed(data, "restore", "--yes", code=REFUSED)


def test_a_journal_that_is_gone_is_told_and_comes_back(data: Path, typed: Typed) -> None:
    typed(data, "backup")
    (data / "journal.db").unlink()
    for words in (("log", "note", "Hello"), ("journal", "list"), ("today",)):
        said = typed(data, *words, code=REFUSED)
        assert "kneeline restore" in said or "no journal" in said
    assert not (data / "journal.db").exists()
    finding = _journal(locations.find(data))
    assert finding.grade is Grade.BROKEN
    assert "kneeline restore" in finding.says
    assert "There is no journal now" in typed(data, "restore", "--yes")
    assert "1 run" in typed(data, "journal", "list")


def test_a_damaged_journal_comes_back_too(data: Path, typed: Typed) -> None:
    take(data / "journal.db", now())
    raw = bytearray((data / "journal.db").read_bytes())
    raw[4096:12288] = b"\xa5" * 8192
    (data / "journal.db").write_bytes(raw)
    said = typed(data, "restore", "--yes")
    assert "is damaged; it is kept aside" in said
    [aside] = data.glob("damaged-*")
    assert (aside / "journal.db").read_bytes() == raw
    assert "1 run" in typed(data, "journal", "list")


# -- journal ---------------------------------------------------------------------------------------


def test_days_and_what_is_on_them(data: Path, typed: Typed) -> None:
    today = now().date().isoformat()
    assert typed(data, "journal", "list") == f"{today}  1 run, 1 note, left 3, right 2\n"
    [day] = json.loads(typed(data, "journal", "list", "--json"))
    assert (day["day"], day["runs"], day["worst"]) == (today, 1, {"left": 3, "right": 2})
    tomorrow = (now() + timedelta(days=1)).date().isoformat()
    assert "Nothing" in typed(data, "journal", "list", "--since", tomorrow)
    said = typed(data, "journal", "show", today)
    assert "minutes=25.0" in said
    assert "text=Stairs were fine." in said
    told = json.loads(typed(data, "journal", "show", today, "--json"))
    assert sorted(each["kind"] for each in told) == ["note", "pain", "run"]
    assert "no day of the calendar" in typed(data, "journal", "show", "2026-02-31", code=REFUSED)


def test_one_thing_is_shown_corrected_and_put_back(data: Path, typed: Typed) -> None:
    with opened(data) as journal:
        [run] = journal.runs()
    begins = run.id[:13]
    assert "What can be changed: minutes, km" in typed(data, "journal", "show", begins)
    said = typed(data, "journal", "edit", begins, "km=4,2", "surface=trail", "complete=no")
    change = said.split()[-1]
    with opened(data) as journal:
        [mended] = journal.runs()
    assert (mended.km, mended.surface, mended.complete) == (4.2, "trail", False)
    shown = typed(data, "journal", "show", run.id)
    assert f"{change}  edited" in shown
    assert "km: None → 4.2" in shown
    told = json.loads(typed(data, "journal", "show", run.id, "--json"))
    assert [each["change"] for each in told["changes"]] == [change]
    typed(data, "journal", "edit", begins, "km=none")
    again = typed(data, "journal", "undo", change, code=REFUSED)
    assert "changed again later" in again
    with opened(data) as journal:
        [last] = [each.change for each in journal.changes() if each.after == {"km": None}]
    typed(data, "journal", "undo", last)
    typed(data, "journal", "undo", change)
    with opened(data) as journal:
        assert journal.runs() == (run,)


def test_a_run_is_put_at_another_time(data: Path, typed: Typed) -> None:
    with opened(data) as journal:
        [run] = journal.runs()
    typed(data, "journal", "edit", run.id, "at=2026-01-05T07:30")
    assert "2026-01-05  1 run, left 3" in typed(data, "journal", "list")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("score=11", "whole number from 0 to 10"),
        ("score=much", "“much” is no score: write a whole number"),
        ("knee=middle", "one of left, right"),
        ("colour=red", "“colour” cannot be changed here; what can: score, knee, moment, at."),
        ("score=none", "whole number from 0 to 10"),
        ("at=yesterday", "write day and time"),
        ("at=2999-01-01T00:00", "future"),
        ("score=2", "what the journal says already"),
    ],
)
def test_corrections_that_make_no_sense(data: Path, typed: Typed, change: str, says: str) -> None:
    with opened(data) as journal:
        [score] = [each.id for each in journal.pain_scores() if each.knee is Side.RIGHT]
    assert says in typed(data, "journal", "edit", score, change, code=REFUSED)
    with opened(data) as journal:
        assert journal.changes() == ()


def test_ids_that_are_none_or_several(data: Path, typed: Typed, tmp_path: Path) -> None:
    assert "at least 4" in typed(data, "journal", "show", "ab", code=REFUSED)
    assert "Nothing in the journal has" in typed(data, "journal", "show", "zzzz", code=REFUSED)
    assert "There is no such change" in typed(data, "journal", "undo", "zzzz", code=REFUSED)
    assert "write it like score=3" in typed(data, "journal", "edit", "zzzz", "3", code=MISUSED)
    typed(tmp_path / "made-up", "sample", "--weeks", "1")
    said = typed(tmp_path / "made-up", "journal", "show", "53414d50", code=REFUSED)
    assert "More than one" in said
    assert "no journal" in typed(tmp_path / "none", "journal", "list", code=REFUSED)


@pytest.mark.parametrize(
    "words",
    [
        *(("export",), ("import",), ("backup",), ("restore",), ("journal",)),
        *(("journal", each) for each in ("list", "show", "edit", "undo")),
    ],
)
def test_each_word_has_its_help(tmp_path: Path, typed: Typed, words: tuple[str, ...]) -> None:
    said = typed(tmp_path, *words, "--help")
    assert "usage: kneeline" in said
    if words != ("journal",):
        assert "Example" in said
