"""A file that is broken in any way gets a sentence, never a crash, and is not written to."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kneeline.journal import (
    JournalDamaged,
    JournalError,
    NotAJournal,
    Recorder,
    backups_of,
    open_journal,
)
from kneeline.journal.backup import take
from kneeline.journal.status import status
from tests.mini import ALL_FOUR, DAY
from tests.unit.journal.sitting import MORNING, Wall, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.journal import Journal


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal with a bit of everything in it."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    with open_journal(path, wall_clock=Wall()) as journal:
        for _ in range(2):
            record(Recorder(journal), ALL_FOUR)
        journal.write_note("Stairs were fine.", about=DAY)
        Recorder(journal).begin(ALL_FOUR)
    return path.read_bytes()


def read_everything(journal: Journal) -> None:
    """Ask the journal all it can tell."""
    for session in journal.sessions():
        journal.sets(session.id)
        journal.felt(session.id)
        journal.cues_shown(session.id)
    journal.sets_of("reverse-lunge")
    journal.pain_scores()
    journal.daily_pain()
    journal.days_with_sessions()
    journal.notes()
    journal.history()
    journal.unfinished()


def open_and_use(content: bytes) -> JournalError | None:
    """Open such a file, read all of it and write to it; return the sentence it ended with."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(content)
        assert status(path).says
        try:
            with open_journal(path, wall_clock=Wall()) as journal:
                read_everything(journal)
                record(Recorder(journal), ALL_FOUR)
        except JournalError as error:
            told = error
        else:
            return None
    assert str(path) in str(told)
    return told


BYTES = st.binary(min_size=1, max_size=64)


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), BYTES), min_size=1, max_size=20))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_bytes_that_rot(whole: bytes, rot: list[tuple[float, bytes]]) -> None:
    content = bytearray(whole)
    for place, rotten in rot:
        start = int(place * len(content))
        content[start : start + len(rotten)] = rotten
    open_and_use(bytes(content[: len(whole)]))


@given(st.integers(0, 10_000), st.sampled_from((b"\0", b"\xff", b"\x0d", b"A")))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_that_are_gone(whole: bytes, page: int, filler: bytes) -> None:
    start = 4096 * (page % (len(whole) // 4096))
    open_and_use(whole[:start] + filler * 4096 + whole[start + 4096 :])


@given(st.floats(0, 1, exclude_max=True))
@example(0.0001)
@example(0.5)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_cut_off_is_damaged(whole: bytes, kept: float) -> None:
    content = whole[: int(kept * len(whole))]
    error = open_and_use(content)
    assert isinstance(error, JournalDamaged) == bool(content)


@pytest.mark.parametrize(
    "content", [b"My diary\n" * 1000, b"\0" * 8192, b"SQLite format 2\0", b"x"]
)
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    when = path.stat().st_mtime_ns
    with pytest.raises(NotAJournal, match=r"journal\.db is not a Kneeline journal: move it"):
        open_journal(path, wall_clock=Wall())
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, when)
    assert [each.name for each in tmp_path.iterdir()] == ["journal.db"]


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()
    with pytest.raises(NotAJournal):
        open_journal(tmp_path / "journal.db", wall_clock=Wall())


@pytest.mark.parametrize("left", [0, 50, 5000])
def test_what_a_crashed_disk_leaves_names_the_newest_backup(
    whole: bytes, tmp_path: Path, left: int
) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    take(path, MORNING)
    newest = take(path, MORNING.replace(hour=9))
    path.write_bytes(whole[:left])
    with pytest.raises(JournalDamaged) as caught:
        open_journal(path, wall_clock=Wall())
    assert caught.value.backup == newest
    assert str(caught.value) == (
        f"{path} is damaged: “kneeline restore” puts the newest backup, {newest}, in its place and"
        " keeps the damaged file."
    )
    assert path.read_bytes() == whole[:left]
    assert not status(path).well
    shutil.copy(newest, path)
    with open_journal(path, wall_clock=Wall()) as journal:
        assert len(journal.sessions()) == 3
    assert len(backups_of(path)) == 2


WRONG = {
    "a score above ten": "UPDATE pain_scores SET score = 11",
    "a knee there is not": "UPDATE pain_scores SET knee = 'middle', question = NULL",
    "a day there is not": "UPDATE sessions SET day = '2026-02-31'",
    "a moment there is not": "UPDATE sets SET at = 'yesterday'",
    "text that is no text": "UPDATE sessions SET name = CAST(x'ff' AS TEXT)",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_values_that_cannot_be_mean_damage(whole: bytes, tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(wrong)
        connection.commit()
    with open_journal(path, wall_clock=Wall()) as journal, pytest.raises(JournalDamaged):
        read_everything(journal)


ROT = {
    "a word in a check": ("'during'", "'duqing'"),
    "the name of a function": ("julianday(changed)", "eulianday(changed)"),
    "an operator": ("score BETWEEN 0", "score BETWEEN 9"),
}


@pytest.mark.parametrize(("sound", "rotten"), ROT.values(), ids=ROT)
def test_tables_that_have_rotted_are_damage_and_no_mistake_of_ours(
    whole: bytes, tmp_path: Path, sound: str, rotten: str
) -> None:
    path = tmp_path / "journal.db"
    start = whole.index(sound.encode(), whole.index(b"CREATE TABLE pain_scores"))
    path.write_bytes(whole[:start] + rotten.encode() + whole[start + len(sound) :])
    with open_journal(path, wall_clock=Wall()) as journal, pytest.raises(JournalDamaged):
        record(Recorder(journal), ALL_FOUR)


def test_a_name_that_rotted_into_no_text_is_damage(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    start = whole.index(b"sets_by_day")
    path.write_bytes(whole[:start] + b"\xfe\xff" + whole[start + 2 :])
    told = status(path)
    assert not told.well
    assert "UTF-8" in told.faults[0]
    with pytest.raises(JournalDamaged):
        open_journal(path, wall_clock=Wall())


def _while_open(whole: bytes, path: Path, act: Callable[[Journal], object]) -> None:
    path.write_bytes(whole)
    with open_journal(path, wall_clock=Wall()) as journal:
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (len(whole) - 4096))
        with pytest.raises(JournalDamaged):
            act(journal)


def test_damage_that_comes_while_it_is_open_is_told(whole: bytes, tmp_path: Path) -> None:
    _while_open(whole, tmp_path / "journal.db", read_everything)


def test_damage_keeps_what_could_not_be_written(whole: bytes, tmp_path: Path) -> None:
    recorders: list[Recorder] = []

    def write(journal: Journal) -> None:
        recorders.append(Recorder(journal))
        recorders[0].begin(ALL_FOUR)

    _while_open(whole, tmp_path / "journal.db", write)
    assert recorders[0].unwritten > 0


def rollback_journal(pages_before: int) -> bytes:
    """What SQLite flushes beside a file before it writes a page, where there were so many."""
    numbers = (0, 7, pages_before, 512, 4096)
    head = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"".join(n.to_bytes(4, "big") for n in numbers)
    return head.ljust(512, b"\0")


def test_power_lost_while_the_very_first_page_was_written_begins_anew(
    whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"\0" * 512 + whole[512:4096])
    path.with_name("journal.db-journal").write_bytes(rollback_journal(0))
    with open_journal(path, wall_clock=Wall()) as journal:
        record(Recorder(journal), ALL_FOUR)
    assert status(path).well


@pytest.mark.parametrize("beside", [b"", b"\0" * 512, rollback_journal(3)])
def test_something_else_beside_it_makes_nothing_ours(tmp_path: Path, beside: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"\0" * 4096)
    path.with_name("journal.db-journal").write_bytes(beside)
    with pytest.raises(NotAJournal):
        open_journal(path, wall_clock=Wall())
    assert path.read_bytes() == b"\0" * 4096
    assert path.with_name("journal.db-journal").read_bytes() == beside
