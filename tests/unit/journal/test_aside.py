"""What the disk refused is kept beside, and written when it is back, even by another process."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneeline.coach.session import SessionEngine
from kneeline.journal import Journal, JournalUnwritable, Recorder
from kneeline.journal.aside import Aside
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import Witness, steps


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "same-disk", tmp_path / "another-disk"
    for each in made:
        each.mkdir()
    return made


@pytest.fixture
def aside(journal: Journal, folders: tuple[Path, Path]) -> Aside:
    return Aside(journal.path, folders)


def no_room(journal: Journal, *, is_there: bool) -> None:
    journal._connection.execute(f"PRAGMA max_page_count={10**6 if is_there else 1}")


def half_a_session(recorder: Recorder) -> Witness:
    """Do half a session that the disk refuses, as a program that then ends."""
    witness = Witness(ALL_FOUR)
    with pytest.raises(JournalUnwritable):
        recorder.begin(ALL_FOUR)
    for events in _first_half(SessionEngine(ALL_FOUR)):
        witness.see(*events)
        try:
            recorder.observe(*events)
        except JournalUnwritable:
            continue
    assert recorder.unwritten
    return witness


def _first_half(engine: SessionEngine) -> Iterator[list[object]]:
    for events in steps(engine):
        yield events  # type: ignore[misc]  # the events of one step
        if engine.index > len(ALL_FOUR.segments) // 2:
            return


def test_the_next_start_writes_what_the_last_one_could_not(journal: Journal, aside: Aside) -> None:
    no_room(journal, is_there=False)
    first = Recorder(journal, aside)
    witness = half_a_session(first)
    session = first.session
    assert session is not None
    assert journal.sessions() == ()
    no_room(journal, is_there=True)
    Recorder(journal, aside).take_back()
    told = {each.segment: (each.reps, each.seconds) for each in journal.sets(session)}
    assert told == {n: (each.reps, each.seconds) for n, each in witness.sets.items()}
    waiting = journal.unfinished()
    assert waiting is not None
    assert (waiting.session, waiting.segment) == (session, witness.position[0])
    assert aside.left() == ()


def test_a_disk_that_is_still_full_at_the_next_start_loses_neither_session(
    journal: Journal, aside: Aside
) -> None:
    no_room(journal, is_there=False)
    half_a_session(Recorder(journal, aside))
    second = Recorder(journal, aside)
    with pytest.raises(JournalUnwritable):
        second.take_back()
    half_a_session(second)
    no_room(journal, is_there=True)
    Recorder(journal, aside).take_back()
    assert len(journal.sessions()) == 2


def test_it_lies_where_there_is_room_and_nobody_else_can_read_it(
    journal: Journal, folders: tuple[Path, Path]
) -> None:
    (gone, there) = folders
    gone.rmdir()
    gone.touch()  # A file where the folder was: nothing can be put there.
    aside = Aside(journal.path, folders)
    no_room(journal, is_there=False)
    half_a_session(Recorder(journal, aside))
    [file] = there.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert aside.left()


def test_nothing_is_left_beside_once_the_disk_took_it(
    journal: Journal, aside: Aside, folders: tuple[Path, Path]
) -> None:
    no_room(journal, is_there=False)
    recorder = Recorder(journal, aside)
    half_a_session(recorder)
    no_room(journal, is_there=True)
    recorder.write_waiting()
    assert [each for folder in folders for each in folder.iterdir()] == []


def test_what_was_written_and_not_cleared_away_is_not_written_twice(
    journal: Journal, aside: Aside, folders: tuple[Path, Path]
) -> None:
    no_room(journal, is_there=False)
    recorder = Recorder(journal, aside)
    witness = half_a_session(recorder)
    [file] = folders[0].iterdir()
    kept = file.read_bytes()
    no_room(journal, is_there=True)
    recorder.write_waiting()
    file.write_bytes(kept)  # Killed between the two.
    Recorder(journal, aside).take_back()
    assert len(journal.sessions()) == 1
    assert len(journal.sets(journal.sessions()[0].id)) == len(witness.sets)
    assert aside.left() == ()


def test_what_fits_no_more_is_kept_and_refuses_nothing(
    journal: Journal, aside: Aside, folders: tuple[Path, Path]
) -> None:
    no_room(journal, is_there=False)
    first = Recorder(journal, aside)
    half_a_session(first)
    no_room(journal, is_there=True)
    # The session it belongs to is not in the journal that was put back meanwhile.
    aside.keep(aside.left()[-3:])
    later = Recorder(journal, aside)
    later.take_back()
    assert later.unwritten == 0
    later.begin(ALL_FOUR)
    assert len(journal.sessions()) == 1
    assert len(list(folders[0].iterdir())) == 1


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'[["SELECT 1"]]', b'[["", {"a": []}]]', b'[["SELEKT", {}]]']
)
def test_a_file_that_cannot_be_read_stops_nothing_and_is_not_overwritten(
    journal: Journal, aside: Aside, folders: tuple[Path, Path], content: bytes
) -> None:
    no_room(journal, is_there=False)
    half_a_session(Recorder(journal, aside))
    [file] = folders[0].iterdir()
    file.write_bytes(content)
    no_room(journal, is_there=True)
    Recorder(journal, aside).take_back()
    assert content in [each.read_bytes() for each in folders[0].iterdir()]


def test_another_journal_has_another_file(
    journal: Journal, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    no_room(journal, is_there=False)
    half_a_session(Recorder(journal, Aside(journal.path, folders)))
    assert Aside(tmp_path / "other.db", folders).left() == ()
