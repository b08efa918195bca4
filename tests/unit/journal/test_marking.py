"""A mark holds as long as nothing about its days has changed, whoever changed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kneeline.coach.events import SetDone
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.in_steps import at_once, while_open
from kneeline.journal import Journal, Recorder, open_journal
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import MORNING, Wall, record

UNTIL = (MORNING + timedelta(days=3)).date()
LONG_AFTER = timedelta(days=10)
LEFT = PainScore(Side.LEFT, Moment.HOUR_AFTER, 3)


class Life:
    """A session, a run and an unfinished session of long ago."""

    def __init__(self, journal: Journal, wall: Wall) -> None:
        self.journal, self.wall = journal, wall
        record(Recorder(journal), ALL_FOUR)
        wall.forward(hours=4)
        (self.session,) = (each.id for each in journal.sessions())
        self.run = journal.log_run(DoneRun(wall(), 20.0, worst={Side.LEFT: 2}))
        self.score = journal.scores_of(self.run)[0].id
        self.recorder = Recorder(journal)
        self.recorder.begin(ALL_FOUR)
        wall.forward(days=8)
        self.late_run = journal.log_run(DoneRun(wall(), 20.0, worst={Side.LEFT: 2}))
        self.late = Recorder(journal)
        self.late.begin(ALL_FOUR)
        wall.forward(days=2)
        self.mark = journal.mark(UNTIL)

    def holds(self) -> bool:
        return self.journal.still_holds(self.mark, UNTIL)


@pytest.fixture
def life(journal: Journal, wall: Wall) -> Life:
    return Life(journal, wall)


CHANGES: dict[str, Callable[[Life], object]] = {
    "a run of then": lambda it: it.journal.log_run(DoneRun(MORNING, 9.0)),
    "pain of then": lambda it: it.journal.log_pain(LEFT, at=MORNING),
    "a morning of then": lambda it: it.journal.log_pain(
        PainScore(Side.LEFT, Moment.NEXT_MORNING, 1), at=MORNING
    ),
    "pain of a run of then, told now": lambda it: it.journal.log_pain(LEFT, run=it.run),
    "pain of a session of then, told now": lambda it: it.journal.log_pain(LEFT, session=it.session),
    "a sign of then, told now": lambda it: it.journal.log_signs([Sign.LOCKING], run=it.run),
    "an edit": lambda it: it.journal.edit(it.score, score=7),
    "a run moved away": lambda it: it.journal.edit(it.run, at=it.wall()),
    "a run deleted": lambda it: it.journal.delete(it.run),
    "a session deleted": lambda it: it.journal.delete(it.session),
    "a gate of then": lambda it: it.journal.gate_passed({}, at=MORNING),
    "a screening of then": lambda it: it.journal.screening_raised(Tier.URGENT, (), {}, at=MORNING),
    "a set of a session of then, done now": lambda it: it.recorder.observe(
        SetDone(60.0, 2, None, 30.0, complete=True)
    ),
    "a row that is gone": lambda it: it.journal._connection.execute("DELETE FROM pain_scores"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_about_those_days_breaks_the_mark(life: Life, what: str) -> None:
    assert life.holds()
    CHANGES[what](life)
    assert not life.holds()


def test_what_happens_since_leaves_the_mark_whole(life: Life, path: Path) -> None:
    life.journal.log_run(DoneRun(life.wall(), 9.0, worst={Side.LEFT: 1}))
    life.journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 1))
    life.journal.gate_passed({})
    life.journal.pause_began(life.wall().date())
    life.journal.self_test_done("knee-to-wall", 9, Side.LEFT, at=MORNING)
    record(Recorder(life.journal), ALL_FOUR)
    with open_journal(path, wall_clock=life.wall) as again:
        assert again.still_holds(life.mark, UNTIL)


def test_what_is_put_right_about_later_days_leaves_the_mark_whole(life: Life) -> None:
    life.journal.edit(life.late_run, minutes=25.0)
    life.late.observe(SetDone(60.0, 2, None, 30.0, complete=True))
    life.journal.delete(life.late_run)
    assert life.holds()
    life.journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 1))
    assert life.holds()
    CHANGES["pain of a run of then, told now"](life)
    assert not life.holds()


def test_an_edit_by_a_clock_that_was_set_back_breaks_it(life: Life, wall: Wall) -> None:
    wall.forward(days=-11)
    life.journal.edit(life.score, score=7)
    assert not life.holds()


@pytest.mark.parametrize("after", range(0, 20, 3))
def test_what_is_written_between_two_steps_of_looking_is_not_passed_over(
    life: Life, path: Path, after: int
) -> None:
    # As somebody leaves it who has just put a run of later right: the slow look is needed.
    life.journal.edit(life.late_run, minutes=25.0)
    looking = life.journal.look_whether_it_holds(life.mark, UNTIL)
    for _step in range(after):
        next(looking, None)
    with open_journal(path, wall_clock=life.wall) as other:
        other.log_pain(LEFT, run=life.run)
    assert not at_once(looking)
    assert not life.holds()


def test_what_was_right_halfway_is_not_remembered_as_right(life: Life) -> None:
    life.journal.edit(life.late_run, minutes=25.0)
    looking = life.journal.look_whether_it_holds(life.mark, UNTIL)
    for _step in range(12):
        next(looking)
    assert not life.journal._found_right
    life.journal.edit(life.late_run, minutes=26.0)
    assert at_once(looking)
    assert life.journal.answers()[life.mark, UNTIL] is True


def test_a_journal_that_closes_while_it_is_looked_at_is_not_read(life: Life) -> None:
    steps = while_open(life.journal, life.journal.look_whether_it_holds(life.mark, UNTIL))
    next(steps)
    life.journal.close()
    assert list(steps) == []


def test_another_program_breaks_it_too(life: Life, path: Path) -> None:
    with open_journal(path, wall_clock=life.wall) as other:
        other.log_run(DoneRun(MORNING, 9.0))
    assert not life.holds()


def test_it_ends_although_somebody_writes_before_every_step(life: Life) -> None:
    holding: list[bool] = []
    steps = life.journal.look_whether_it_holds(life.mark, UNTIL)
    for number in range(500):
        life.journal.log_run(DoneRun(life.wall() - timedelta(seconds=number), 9.0))
        try:
            next(steps)
        except StopIteration as end:
            holding.append(end.value)
            break
    assert holding == [True]


def test_a_mark_of_more_rows_than_moments_fit_in_a_sum(life: Life) -> None:
    """Forty-three thousand moments in milliseconds are more than SQLite's largest number."""
    columns = "minutes, surface, complete, source, at, offset, day, created, changed"
    life.journal._connection.execute(
        f"""
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50000)
        INSERT INTO runs (id, {columns}) SELECT printf('%036d', n), {columns} FROM runs, number
        WHERE id = ?
        """,  # noqa: S608 (columns, named above)
        (life.run,),
    )
    mark = life.journal.mark(UNTIL)
    assert life.journal.still_holds(mark, UNTIL)
    life.journal._connection.execute(
        "UPDATE runs SET changed = '2031-01-01T00:00:00.000Z' WHERE id = printf('%036d', 77)"
    )
    assert not life.journal.still_holds(mark, UNTIL)
