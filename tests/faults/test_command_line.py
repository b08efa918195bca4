"""The command line as a person meets it: each wrong word one sentence and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kneeline
from kneeline.journal import open_journal

REFUSED, MISUSED = 1, 2


class Shell:
    """Runs Kneeline as a child process, without a screen."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "KNEELINE_DATA_DIR": str(self.data),
            "HOME": str(folder),
        }
        self.folder = folder

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kneeline", *map(str, words)],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )

    def refused(self, *words: str | Path, code: int = REFUSED) -> str:
        """Run what must be refused, and return the one sentence."""
        answer = self.run(*words)
        assert answer.returncode == code, answer.stderr
        assert answer.stdout == ""
        [sentence] = answer.stderr.splitlines()
        return sentence


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_version(shell: Shell) -> None:
    answer = shell.run("--version")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == f"Kneeline {kneeline.__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["tour", "--help"]])
def test_help_says_what_there_is_and_touches_nothing(shell: Shell, words: list[str]) -> None:
    answer = shell.run(*words)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "--data-dir" in answer.stdout
    assert not shell.data.exists()


def test_help_names_every_command(shell: Shell) -> None:
    assert "tour" in shell.run("--help").stdout


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--colour"], "--colour"),
        (["dance"], "dance"),
        (["--data-dir"], "--data-dir"),
        (["tour"], "--out"),
        (["tour", "--out", "x", "--seed", "many"], "many"),
        (["tour", "--out", "x", "--fast"], "--fast"),
    ],
)
def test_wrong_words_are_named_in_one_sentence(shell: Shell, words: list[str], named: str) -> None:
    sentence = shell.refused(*words, code=MISUSED)
    assert named in sentence
    assert "--help" in sentence
    assert list(shell.folder.iterdir()) == []


def test_it_opens_paints_and_closes_without_a_word(shell: Shell) -> None:
    answer = shell.run("--exit-after-first-paint")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert (shell.data / "journal.db").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_what_it_leaves_behind_is_for_one_person(shell: Shell) -> None:
    shell.run("--exit-after-first-paint")
    left = [shell.data, *shell.data.rglob("*")]
    assert {each for each in left if each.stat().st_mode & 0o077 and each.is_dir()} == set()
    assert (shell.data / "journal.db").stat().st_mode & 0o077 == 0


def test_the_option_comes_before_the_variable(shell: Shell) -> None:
    other = shell.folder / "other"
    shell.run("--data-dir", other, "--exit-after-first-paint")
    assert (other / "journal.db").exists()
    assert not shell.data.exists()


def test_a_data_folder_that_is_a_file(shell: Shell) -> None:
    shell.data.write_bytes(b"mine")
    sentence = shell.refused("--exit-after-first-paint")
    assert str(shell.data) in sentence
    assert "--data-dir" in sentence
    assert shell.data.read_bytes() == b"mine"


def test_a_data_folder_that_cannot_be_made(shell: Shell) -> None:
    (shell.folder / "file").write_bytes(b"mine")
    sentence = shell.refused("--data-dir", "file/below", "--exit-after-first-paint")
    assert "file/below" in sentence
    assert "--data-dir" in sentence


@pytest.mark.parametrize("raw", [b"not a journal at all " * 300, b"x"], ids=["long", "short"])
def test_a_journal_that_is_something_else_stays_as_it_is(shell: Shell, raw: bytes) -> None:
    shell.data.mkdir()
    journal = shell.data / "journal.db"
    journal.write_bytes(raw)
    sentence = shell.refused("--exit-after-first-paint")
    assert "is not a Kneeline journal" in sentence
    assert str(journal) in sentence
    assert journal.read_bytes() == raw


def test_a_damaged_journal_stays_as_it_is(shell: Shell) -> None:
    journal = shell.data / "journal.db"
    open_journal(journal, wall_clock=lambda: datetime(2026, 3, 2, tzinfo=UTC)).close()
    whole = journal.read_bytes()
    damaged = whole[:100] + b"\xff" * (len(whole) - 100)
    journal.write_bytes(damaged)
    sentence = shell.refused("--exit-after-first-paint")
    assert "is damaged" in sentence
    assert journal.read_bytes() == damaged


def test_broken_settings_do_not_keep_it_from_opening(shell: Shell) -> None:
    shell.data.mkdir()
    (shell.data / "settings.json").write_bytes(b"{broken")
    answer = shell.run("--exit-after-first-paint")
    assert answer.returncode == 0, answer.stderr
    assert (shell.data / "settings.broken.json").read_bytes() == b"{broken"


# -- the tour --------------------------------------------------------------------------------------


def test_a_tour_of_a_programme_nobody_has(shell: Shell) -> None:
    sentence = shell.refused("tour", "--out", "pictures", "--programme", "yoga")
    assert "“yoga”" in sentence
    assert "daily" in sentence
    left = [each.name for each in (shell.folder / "pictures").glob("*")]
    assert left == [], "what a refused tour leaves would keep the next one out"


def test_a_tour_into_a_folder_with_other_things_in_it(shell: Shell) -> None:
    pictures = shell.folder / "pictures"
    pictures.mkdir()
    (pictures / "holiday.png").write_bytes(b"mine")
    sentence = shell.refused("tour", "--out", pictures)
    assert str(pictures) in sentence
    assert "empty" in sentence
    assert [each.read_bytes() for each in pictures.iterdir()] == [b"mine"]


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_tour_into_a_folder_that_cannot_be_made(shell: Shell, out: str) -> None:
    (shell.folder / "file").write_bytes(b"mine")
    sentence = shell.refused("tour", "--out", out)
    assert out in sentence
    assert (shell.folder / "file").read_bytes() == b"mine"


def test_a_tour_leaves_the_persons_own_journal_alone(shell: Shell) -> None:
    shell.data.mkdir()
    journal = shell.data / "journal.db"
    journal.write_bytes(b"broken, and none of the tour's business")
    shell.refused("tour", "--out", "pictures", "--programme", "yoga")
    assert journal.read_bytes() == b"broken, and none of the tour's business"
    assert [each.name for each in shell.data.iterdir()] == ["journal.db"]
