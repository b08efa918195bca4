"""What is read ahead is what would be read now, or it is not there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from kneeline.app.composition import Kneeline
from kneeline.app.reading_ahead import QUESTIONS, ReadingAhead
from kneeline.coach.past import DoneRun
from kneeline.journal import Journal, JournalError, open_journal
from tests.unit.journal.filling import full_journal, opened
from tests.unit.journal.lives import DEEDS, OFTEN
from tests.unit.journal.sitting import Wall

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")


class House:
    """A full journal, somebody who reads it ahead, and what another program writes into it."""

    def __init__(self, journal: Journal, wall: Wall) -> None:
        self.journal, self.wall, self.resting = journal, wall, True
        self._parent = QObject()
        self.ahead = ReadingAhead(journal, self._parent, resting=lambda: self.resting)

    def begin(self) -> None:
        """Look as often as it takes until it is being asked."""
        for _look in range(2):
            self.ahead.look()

    def wait(self) -> None:
        while self.ahead.reading:
            QCoreApplication.processEvents()

    def elsewhere(self) -> Journal:
        return open_journal(self.journal.path, wall_clock=self.wall)

    @property
    def there(self) -> int:
        """How many of the questions are answered before anybody asks."""
        names = {ask.__name__ for ask in QUESTIONS}  # type: ignore[attr-defined] # they are methods
        return len([each for each in self.journal.answers() if each[0] in names])


@pytest.fixture
def house(tmp_path: Path, qapp: QCoreApplication) -> Iterator[House]:
    del qapp
    whole, _ids, now = full_journal()
    wall = Wall(now)
    with opened(tmp_path / "journal.db", wall, whole) as journal:
        house = House(journal, wall)
        yield house
        house.ahead.stop()


def test_what_pages_ask_is_there_before_they_ask(house: House) -> None:
    house.ahead.look()
    assert not house.ahead.reading, "somebody may be writing just now"
    house.ahead.look()
    assert house.ahead.reading
    house.wait()
    assert house.there == len(QUESTIONS)
    with house.elsewhere() as other:
        assert [ask(house.journal) for ask in QUESTIONS] == [ask(other) for ask in QUESTIONS]
    house.begin()
    assert not house.ahead.reading, "nothing was written since"


@pytest.mark.parametrize("by_another", [False, True])
def test_what_is_written_meanwhile_discards_it(house: House, *, by_another: bool) -> None:
    house.begin()
    run = DoneRun(house.wall(), 9.0)
    if by_another:
        with house.elsewhere() as other:
            other.log_run(run)
    else:
        house.journal.log_run(run)
    house.wait()
    assert house.there == 0
    assert len(house.journal.done_runs()) == 2
    house.begin()
    house.wait()
    assert house.there == len(QUESTIONS)
    assert len(house.journal.done_runs()) == 2


def test_nothing_is_read_while_somebody_is_in_a_session(house: House) -> None:
    house.resting = False
    house.begin()
    assert not house.ahead.reading


def test_whoever_stops_it_has_the_file_alone(house: House, qtbot: QtBot) -> None:
    house.begin()
    house.ahead.stop()
    house.journal.close()
    assert house.ahead._thread is not None
    assert not house.ahead._thread.is_alive()
    qtbot.waitUntil(lambda: not house.ahead.reading)
    house.begin()
    assert not house.ahead.reading


def test_another_file_in_its_place_is_not_read(house: House, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(house.journal.path, other)
    with open_journal(other, wall_clock=house.wall) as journal:
        journal.log_run(DoneRun(house.wall(), 9.0))
    other.replace(house.journal.path)
    house.begin()
    house.wait()
    assert house.there == 0
    assert len(house.journal.done_runs()) == 1


def test_a_damaged_journal_says_what_it_says_without_it(house: House) -> None:
    house.journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = house.journal.path.read_bytes()
    house.journal.path.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))
    house.begin()
    house.wait()
    assert house.there == 0
    with pytest.raises(JournalError) as told:
        house.elsewhere()
    with pytest.raises(JournalError) as ours:
        house.journal.done_runs()
    assert str(ours.value) == str(told.value)


def test_the_window_reads_ahead_and_stops_before_it_lets_go(
    kneeline: Kneeline, qtbot: QtBot
) -> None:
    kneeline.reading_ahead.begin()
    qtbot.waitUntil(
        lambda: bool(kneeline.journal.answers().keys() & {("done_runs", (), ())}), timeout=9000
    )
    kneeline.save()
    kneeline.reading_ahead.look()
    assert not kneeline.reading_ahead.reading


Steps = st.lists(
    st.tuples(
        st.sampled_from(["we", "others", "begin", "wait"]),
        st.sampled_from(OFTEN),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=30)
@given(Steps)
@example([("begin", "run", 0), ("others", "run", 1), ("wait", "run", 0), ("we", "undo", 0)])
def test_no_answer_is_older_than_the_last_write(steps: list[tuple[str, str, int]]) -> None:
    whole, _ids, now = full_journal()
    with tempfile.TemporaryDirectory() as folder:
        wall = Wall(now)
        with opened(Path(folder) / "journal.db", wall, whole) as journal:
            house = House(journal, wall)
            with house.elsewhere() as other:
                for who, deed, number in steps:
                    wall.forward(hours=1)
                    if who == "begin":
                        house.begin()
                    elif who == "wait":
                        house.wait()
                    else:
                        with suppress(ValueError):  # not every deed can be done
                            DEEDS[deed](journal if who == "we" else other, number)
                house.wait()
                with house.elsewhere() as fresh:
                    for ask in QUESTIONS:
                        assert ask(journal) == ask(fresh)
            house.ahead.stop()
