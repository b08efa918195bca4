"""`kneeline report` and `kneeline chart` as somebody types them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from kneeline.app.command_line import DONE, MISUSED, REFUSED, main
from kneeline.journal import open_journal
from kneeline.ui.charts.export import SHARPNESS, UNSEEN_PAGE


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    assert main(["sample", "--weeks", "30", "--seed", "2", "--data-dir", str(folder)]) == DONE
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty" / "journal.db"
    open_journal(path, wall_clock=lambda: datetime(2026, 11, 22, tzinfo=UTC)).close()
    return path.parent


def test_a_report_is_written(
    qapp: QGuiApplication, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del qapp
    out = tmp_path / "Knie Bericht ä.PDF"
    assert main(["report", "--out", str(out), "--data-dir", str(data), "--paper", "letter"]) == DONE
    assert capsys.readouterr().out == f"{out}: 2 pages.\n"
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_report_of_nothing_is_one_page(
    qapp: QGuiApplication, empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del qapp
    assert main(["report", "--out", str(tmp_path / "a.pdf"), "--data-dir", str(empty)]) == DONE
    assert capsys.readouterr().out.endswith("1 page.\n")


@pytest.mark.parametrize("out", ["a.pdf", "a.png"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from", "2026-02-02", "--to", "2026-02-01"], "change --from or --to"),
        (["--to", "9000-01-01"], "is still to come"),
        (["--from", "9000-01-01"], "change --from or --to"),
    ],
)
def test_a_period_that_is_none_is_refused(
    data: Path,
    capsys: pytest.CaptureFixture[str],
    out: str,
    words: list[str],
    says: str,
) -> None:
    command = "report" if out.endswith(".pdf") else "chart"
    place = data / out
    assert main([command, "--out", str(place), "--data-dir", str(data), *words]) == REFUSED
    [sentence] = capsys.readouterr().err.splitlines()
    assert says in sentence
    assert not place.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report", "--out", "a.txt"], "a.txt must end in .pdf"),
        (["report", "--out", "a.pdf", "--name", "x" * 201], "at most 200 letters"),
        (["report", "--out", "a.pdf"], "There is no journal at"),
        (["chart", "--out", "a.pdf"], "a.pdf must end in .png or .svg or .csv"),
        (["chart", "--out", "a.png"], "There is no journal at"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--data-dir", "nobody"]) == REFUSED
    [sentence] = capsys.readouterr().err.splitlines()
    assert says in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [["--paper", "a3"], ["--from", "monday"], ["--from", "2026-13-01"], []],
)
def test_wrong_words_are_named(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "a.pdf")] if words else []
    with pytest.raises(SystemExit, match=str(MISUSED)):
        main(["report", *out, *words])
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert (words[-1] if words else "--out") in said


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Kneeline by itself: a chart needs an application of its own, and a log of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kneeline", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_a_chart_is_as_wide_as_the_page(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "pain.png"
    answer = run("chart", "--out", str(out), "--data-dir", str(data))
    assert (answer.returncode, answer.stdout, answer.stderr) == (DONE, f"{out}\n", "")
    assert QImage(str(out)).width() >= 0.9 * UNSEEN_PAGE.width() * SHARPNESS


def test_a_chart_has_the_days_of_its_period(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "pain.csv"
    answer = run("chart", "--out", str(out), "--data-dir", str(data))
    assert answer.returncode == DONE, answer.stderr
    _heading, *days = out.read_text(encoding="utf-8-sig").splitlines()
    assert 40 < len(days) <= 84


def test_a_chart_of_nothing_says_what_is_missing(empty: Path, tmp_path: Path) -> None:
    answer = run("chart", "--out", str(tmp_path / "a.svg"), "--data-dir", str(empty))
    assert answer.returncode == REFUSED
    [sentence] = answer.stderr.splitlines()
    assert sentence.startswith("There is nothing to draw yet. Your first check-in")
    assert not (tmp_path / "a.svg").exists()
