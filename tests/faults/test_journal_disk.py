"""A disk that is full, read-only or gone: the session goes on, and nothing done is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kneeline.coach.session import SessionEngine
from kneeline.journal import (
    JournalUnwritable,
    Recorder,
    backups_of,
    open_journal,
)
from kneeline.journal.backup import take
from kneeline.journal.soundness import faults
from kneeline.journal.status import status
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import Wall, Witness, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kneeline.journal import Journal

FULL = r"The disk is full, so .*journal\.db cannot be written: free some space\."


def _mount(*arguments: str) -> bool:
    """Whether this machine lets us mount, which takes more than being root in a container."""
    tool = shutil.which("mount")
    if tool is None:
        return False
    return subprocess.run([tool, *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of its own with 1 MB on it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=1m", "kneeline-test", str(disk)):
        pytest.skip("mounting a small disk needs rights that this machine does not give")
    yield disk
    subprocess.run([shutil.which("umount") or "umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave not a byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    return ballast


def tells_all(journal: Journal, session: str, witness: Witness) -> None:
    told = {each.segment: (each.reps, each.seconds) for each in journal.sets(session)}
    assert told == {n: (each.reps, each.seconds) for n, each in witness.sets.items()}
    assert len(journal.pain_scores()) == len(witness.asked)
    assert len(journal.felt(session)) == len(witness.felt)
    assert {(each.segment, each.cue): each.times for each in journal.cues_shown(session)} == (
        witness.cues
    )


def live_through(
    recorder: Recorder, break_it: Callable[[], object], mend_it: Callable[[], object]
) -> tuple[str, Witness, int]:
    """Do a session whose middle half the disk refuses; return it and how often it refused."""
    refused, still_there, witness = 0, 0, Witness(ALL_FOUR)
    session = recorder.begin(ALL_FOUR)
    all_steps = list(steps(SessionEngine(ALL_FOUR)))
    for number, events in enumerate(all_steps):
        witness.see(*events)
        if number == len(all_steps) // 4:
            break_it()
        if number == 3 * len(all_steps) // 4:
            mend_it()
        try:
            recorder.observe(*events)
        except JournalUnwritable:
            refused += 1
            still_there += recorder.unwritten > 0
    assert still_there == refused
    assert recorder.unwritten == 0
    return session, witness, refused


def test_a_full_disk_delays_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "kneeline" / "journal.db"
    ballast = small_disk / "ballast"
    with open_journal(path, wall_clock=Wall()) as journal:
        journal._connection.execute("PRAGMA wal_autocheckpoint=0")
        session, witness, refused = live_through(
            Recorder(journal), lambda: fill(small_disk), ballast.unlink
        )
        assert refused > 0
        tells_all(journal, session, witness)
    assert faults(path) == ()


def test_the_sentence_for_a_full_disk(small_disk: Path) -> None:
    path = small_disk / "kneeline" / "journal.db"
    with open_journal(path, wall_clock=Wall()) as journal:
        fill(small_disk)
        recorder = Recorder(journal)
        with pytest.raises(JournalUnwritable, match=FULL) as caught:
            list(map(recorder.begin, [ALL_FOUR] * 100))
        assert caught.value.path == path
        assert recorder.session is not None
        with pytest.raises(JournalUnwritable, match=r"The disk is full, so .*backups"):
            take(path, Wall()())
        assert backups_of(path) == ()
        assert list((path.parent / "backups").iterdir()) == []
    assert faults(path) == ()


def test_a_journal_cannot_be_begun_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(JournalUnwritable, match="cannot be written"):
        open_journal(small_disk / "journal.db", wall_clock=Wall())
    (small_disk / "ballast").unlink()
    open_journal(small_disk / "journal.db", wall_clock=Wall()).close()


def test_a_disk_that_becomes_read_only_delays_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "kneeline" / "journal.db"

    def remount(how: str) -> None:
        # Read-only for this mount alone, as a disk turns after an error; files stay open.
        assert _mount("-o", f"remount,{how}", str(small_disk))

    open_journal(path, wall_clock=Wall()).close()
    remount("ro")
    with pytest.raises(JournalUnwritable, match=r"journal\.db (is read-only|cannot be opened)"):
        open_journal(path, wall_clock=Wall())
    told = status(path)
    assert not told.well
    assert "is read-only: allow writing" in told.says
    with pytest.raises(JournalUnwritable, match="is read-only: allow writing"):
        open_journal(small_disk / "another" / "journal.db", wall_clock=Wall())
    remount("rw")
    with open_journal(path, wall_clock=Wall()) as journal:
        assert journal.sessions() == ()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    folder = tmp_path / "kneeline"
    folder.mkdir(mode=0o500)
    with pytest.raises(JournalUnwritable, match="allow writing in its folder"):
        open_journal(folder / "journal.db", wall_clock=Wall())


def test_a_disk_too_full_for_the_beginning_loses_nothing_of_the_rest(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.db", wall_clock=Wall()) as journal:

        def pages(most: int) -> None:
            journal._connection.execute(f"PRAGMA max_page_count={most}")

        pages(1)  # It then takes the least there can be: the pages there are.
        recorder, witness, refused = Recorder(journal), Witness(ALL_FOUR), 0
        with pytest.raises(JournalUnwritable, match=FULL):
            recorder.begin(ALL_FOUR)
        session = recorder.session
        assert session is not None
        for number, events in enumerate(steps(SessionEngine(ALL_FOUR))):
            witness.see(*events)
            if number == len(ALL_FOUR.segments):
                pages(10**6)
            try:
                recorder.observe(*events)
            except JournalUnwritable:
                refused += 1
        assert refused > 0
        assert recorder.unwritten == 0
        tells_all(journal, session, witness)


@pytest.mark.skipif(os.name != "posix", reason="limits on the size of files are POSIX's")
def test_a_file_that_may_not_grow_delays_and_loses_nothing(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 (Windows has none)

    with open_journal(tmp_path / "journal.db", wall_clock=Wall()) as journal:
        log = tmp_path / "journal.db-wal"
        before, most = resource.getrlimit(resource.RLIMIT_FSIZE)

        def hem_in() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, most))

        def let_go() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))

        try:
            session, witness, refused = live_through(Recorder(journal), hem_in, let_go)
        finally:
            let_go()
        assert refused > 0
        tells_all(journal, session, witness)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalUnwritable, match="cannot be opened for writing"):
        open_journal(tmp_path / "file" / "journal.db", wall_clock=Wall())
