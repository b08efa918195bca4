"""What is put right in the journal can be taken back and done again, step by step."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeline.app.journal.corrections import Corrections
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import Journal, open_journal

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)


def contents(journal: Journal) -> tuple[object, ...]:
    return journal.pain_scores(), journal.runs(), journal.notes()


def filled(folder: Path) -> tuple[Journal, list[str]]:
    journal = open_journal(folder / "journal.db", wall_clock=lambda: NOW)
    at = NOW - timedelta(days=1)
    rows = [
        journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 4), at=at),
        journal.log_run(DoneRun(at, 25, 4.2, worst={Side.RIGHT: 2})),
        journal.write_note("Rain", about=at.date()),
    ]
    return journal, rows


Do = Callable[[Corrections, Journal, list[str]], None]


def edit_score(score: int) -> Do:
    return lambda mend, _journal, rows: mend.edit({rows[0]: {"score": score}}, "edited")


def edit_run(minutes: float) -> Do:
    return lambda mend, _journal, rows: mend.edit({rows[1]: {"minutes": minutes}}, "edited")


def delete(which: int) -> Do:
    return lambda mend, _journal, rows: mend.delete([rows[which]], "deleted")


def add(words: str) -> Do:
    def write(mend: Corrections, journal: Journal, _rows: list[str]) -> None:
        mend.add(lambda: [journal.write_note(words, about=NOW.date())], "added")

    return write


DOINGS = st.one_of(
    st.integers(0, 10).map(edit_score),
    st.floats(1, 200).map(edit_run),
    st.integers(0, 2).map(delete),
    st.sampled_from(["Hot", "Cold"]).map(add),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DOINGS, max_size=6), st.integers(1, 3))
def test_all_back_and_all_again_any_number_of_times(doings: list[Do], times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal, rows = filled(Path(folder))
        with journal:
            mend = Corrections(journal)
            states = [contents(journal)]
            for do in doings:
                try:
                    do(mend, journal, rows)
                except ValueError:  # what is gone cannot be edited; what is so already is no change
                    continue
                if contents(journal) != states[-1]:
                    states.append(contents(journal))
            for _time in range(times):
                for state in reversed(states[:-1]):
                    assert mend.undo()
                    assert contents(journal) == state
                assert mend.undo() == ""
                for state in states[1:]:
                    assert mend.redo()
                    assert contents(journal) == state
                assert mend.redo() == ""


def test_several_rows_are_changed_all_or_none(tmp_path: Path) -> None:
    journal, rows = filled(tmp_path)
    with journal:
        mend, before = Corrections(journal), contents(journal)
        with pytest.raises(ValueError, match="whole number"):
            mend.edit({rows[1]: {"minutes": 30.0}, rows[0]: {"score": 11}}, "edited")
        assert contents(journal) == before
        assert mend.undo() == ""


def test_a_new_step_forgets_what_was_taken_back(tmp_path: Path) -> None:
    journal, rows = filled(tmp_path)
    with journal:
        mend = Corrections(journal)
        mend.edit({rows[0]: {"score": 2}}, "edited")
        mend.undo()
        mend.delete([rows[2]], "deleted")
        assert mend.redo() == ""


def test_what_cannot_be_taken_back_now_stays_the_last_step(tmp_path: Path) -> None:
    journal, rows = filled(tmp_path)
    with journal:
        mend = Corrections(journal)
        mend.edit({rows[0]: {"score": 2}}, "edited")
        later = journal.edit(rows[0], score=9)
        with pytest.raises(ValueError, match="changed again later"):
            mend.undo()
        journal.undo(later)
        assert mend.undo() == "edited"
        assert journal.pain_scores()[0].score == 4
