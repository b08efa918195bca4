"""`kneeline import` of run files: found, sorted, asked about, taken in once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneeline.app.command_line import DONE, REFUSED, main
from kneeline.coach.past import DoneRun
from kneeline.journal import Journal, RunSource, open_journal
from tests.recordings import BEGAN, CYCLING, RUN, Recording, files, fit, gpx, steady, tcx

Typed = Callable[..., tuple[str, str]]


def opened(folder: Path) -> Journal:
    return open_journal(folder / "journal.db", wall_clock=lambda: datetime.now(UTC))


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    def type_words(*words: object, code: int = DONE) -> tuple[str, str]:
        capsys.readouterr()
        found = main(["--data-dir", str(tmp_path / "data"), "import", *map(str, words)])
        said = capsys.readouterr()
        assert found == code, said
        return said.out, said.err

    return type_words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a watch leaves it: the same run in each format, another, and what is none."""
    place = tmp_path / "watch"
    (place / "older").mkdir(parents=True)
    for ending, content in files():
        (place / f"run{ending}").write_bytes(content)
    week_before = replace(RUN, began=BEGAN - timedelta(days=7))
    (place / "older" / "week.gpx").write_bytes(gpx(week_before))
    (place / "ride.fit").write_bytes(fit(sport=CYCLING))
    (place / "half.tcx").write_bytes(tcx()[:5000])
    (place / "letter.txt").write_text("no run")
    return place


def test_a_folder_is_taken_in_once(tmp_path: Path, folder: Path, typed: Typed) -> None:
    out, err = typed(folder, "--yes", code=REFUSED)
    assert "2 runs are new." in out
    assert "2 runs are in your journal already." in out
    assert "25 min · 3.75 km · 170 steps a minute · run.fit" in out
    assert f"{folder / 'ride.fit'}: It is no run: it says “cycling”." in err
    assert f"{folder / 'half.tcx'}: It breaks off" in err
    assert "2 files give no run." in err
    with opened(tmp_path / "data") as journal:
        runs = journal.runs()
        assert [run.source for run in runs] == [RunSource.GPX, RunSource.FIT]
        assert (runs[1].at, runs[1].minutes, runs[1].km, runs[1].cadence) == (BEGAN, 25, 3.75, 170)
    out, _err = typed(folder, "--yes", code=REFUSED)
    assert "0 runs are new." in out
    assert "4 runs are in your journal already." in out


def test_a_dry_run_writes_nothing_at_all(tmp_path: Path, folder: Path, typed: Typed) -> None:
    out, _err = typed(folder / "run.gpx", folder / "older", "--dry-run")
    assert "2 runs are new." in out
    assert not (tmp_path / "data" / "journal.db").exists()


def test_nobody_there_to_be_asked_changes_nothing(
    tmp_path: Path, folder: Path, typed: Typed
) -> None:
    _out, err = typed(folder / "run.gpx", code=REFUSED)
    assert "add --yes" in err
    assert not (tmp_path / "data" / "journal.db").exists()


def test_a_run_that_was_guided_or_typed_is_known_again(
    tmp_path: Path, folder: Path, typed: Typed
) -> None:
    with opened(tmp_path / "data") as journal:
        journal.log_run(DoneRun(BEGAN + timedelta(minutes=4), 20.0, stage=3))
    out, _err = typed(folder / "run.fit", "--yes")
    assert "1 run is in your journal already." in out


def test_a_run_that_was_written_down_afterwards_is_known_again(
    tmp_path: Path, folder: Path, typed: Typed
) -> None:
    """The form writes the time of now, which is after the run."""
    local = BEGAN.astimezone()
    evening = local.replace(hour=23, minute=30)
    with opened(tmp_path / "data") as journal:
        journal.log_run(DoneRun(evening, 26.0, km=3.8))
        journal.log_run(DoneRun(evening - timedelta(days=7), 26.0, km=9.0))
    out, _err = typed(folder / "run.fit", folder / "older", "--yes")
    assert "1 run is new." in out, "that of a week before was as long, but not as far"
    again = folder / "again.fit"
    again.write_bytes(fit(replace(RUN, began=BEGAN - timedelta(hours=2))))
    out, _err = typed(folder / "run.fit", again, "--yes")
    assert "1 run is new." in out, "one run that was typed stands for one run of a watch"


def test_two_runs_of_a_day_are_two(folder: Path, typed: Typed) -> None:
    again = folder / "again.fit"
    again.write_bytes(fit(replace(RUN, began=BEGAN + timedelta(hours=1))))
    out, _err = typed(folder / "run.fit", again, "--yes")
    assert "2 runs are new." in out


def test_a_deleted_run_may_come_again(tmp_path: Path, folder: Path, typed: Typed) -> None:
    typed(folder / "run.fit", "--yes")
    with opened(tmp_path / "data") as journal:
        journal.delete(journal.runs()[0].id)
    out, _err = typed(folder / "run.fit", "--yes")
    assert "1 run is new." in out


def test_a_run_of_the_future_is_refused(tmp_path: Path, typed: Typed) -> None:
    file = tmp_path / "future.fit"
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    file.write_bytes(fit(Recording([steady(10)], began=ahead)))
    _out, err = typed(file, "--yes", code=REFUSED)
    assert "in the future" in err


def test_what_does_not_go_together_is_refused(tmp_path: Path, folder: Path, typed: Typed) -> None:
    _out, err = typed(folder / "run.fit", tmp_path / "journal.json", code=REFUSED)
    assert "one journal at a time" in err
    (tmp_path / "empty").mkdir()
    _out, err = typed(tmp_path / "empty", code=REFUSED)
    assert "no GPX, TCX or FIT file" in err


def test_several_runs_are_deleted_as_one_change(tmp_path: Path, folder: Path, typed: Typed) -> None:
    typed(folder / "run.fit", folder / "older", "--yes")
    with opened(tmp_path / "data") as journal:
        change = journal.delete(*(run.id for run in journal.runs()))
        assert journal.runs() == ()
        journal.undo(change)
        assert len(journal.runs()) == 2


def test_a_batch_is_written_wholly_or_not(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as journal:
        good, late = DoneRun(BEGAN, 20.0), DoneRun(BEGAN + timedelta(days=99999), 20.0)
        with pytest.raises(ValueError, match="future"):
            journal.log_runs([(good, RunSource.FIT, "a"), (late, RunSource.FIT, "b")])
        with pytest.raises(ValueError, match="already"):
            journal.log_runs([(good, RunSource.FIT, "a"), (good, RunSource.GPX, "a")])
        assert journal.runs() == ()
