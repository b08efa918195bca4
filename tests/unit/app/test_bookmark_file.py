"""The bookmark in its file: believed only while it is right, and never needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneeline.app.command_line import DONE, main
from kneeline.app.today.bookmark_file import LAG, RENEWED_AFTER, BookmarkFile
from kneeline.coach.past import DoneRun
from kneeline.coach.today import Wishes, plan_day
from kneeline.journal import Journal, open_journal
from tests.properties.test_bookmark import said
from tests.unit.coach_rules.made_up import EVERYTHING, shipped

LAST = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    words = ("sample", "--years", "2", "--seed", "5", "--until", "2026-11-19")
    assert main([*words, "--data-dir", str(folder)]) == DONE
    return folder / "journal.db"


@pytest.fixture
def house(years: Path, tmp_path: Path) -> Path:
    (tmp_path / "journal.db").write_bytes(years.read_bytes())
    return tmp_path


def opened(folder: Path, now: datetime = LAST) -> Journal:
    return open_journal(folder / "journal.db", wall_clock=lambda: now)


def planned(folder: Path, now: datetime = LAST) -> tuple[bool, tuple[object, ...]]:
    """Plan a day as the window does; say whether the bookmark was used, and what came of it."""
    with opened(folder, now) as journal:
        file = BookmarkFile(journal, folder)
        past, before = file.past(shipped(), EVERYTHING)
        day = plan_day(past, shipped(), Wishes(EVERYTHING, runs=True), now, before=before)
        made = file.renew(shipped(), EVERYTHING, now.date())
        if made is not None:
            made.join()
        return before is not None, said(day)


def slowly(folder: Path, now: datetime = LAST) -> tuple[object, ...]:
    with opened(folder, now) as journal:
        return said(plan_day(journal.past(), shipped(), Wishes(EVERYTHING, runs=True), now))


def test_the_second_start_goes_on_from_the_bookmark_and_plans_alike(house: Path) -> None:
    assert planned(house) == (False, slowly(house))
    assert planned(house) == (True, slowly(house))
    for days in (1, 6, 20):
        later = LAST + timedelta(days=days)
        assert planned(house, later) == (True, slowly(house, later))


def test_it_is_renewed_after_some_weeks(house: Path) -> None:
    planned(house)
    first = (house / "coach-bookmark.json").read_bytes()
    later = LAST + RENEWED_AFTER - LAG + timedelta(days=1)
    planned(house, later)
    assert (house / "coach-bookmark.json").read_bytes() != first
    assert planned(house, later) == (True, slowly(house, later))


def mended(folder: Path) -> None:
    with opened(folder) as journal:
        journal.delete(journal.runs()[3].id)


def told_late(folder: Path) -> None:
    with opened(folder) as journal:
        journal.log_run(DoneRun(LAST - timedelta(days=200), 30.0))


def broken(folder: Path) -> None:
    (folder / "coach-bookmark.json").write_text('{"mark": 3')


def gone(folder: Path) -> None:
    (folder / "coach-bookmark.json").unlink()


def with_another_mark(folder: Path, mark: str) -> None:
    path = folder / "coach-bookmark.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "mark": mark}))


@pytest.mark.parametrize("mark", ["", "[]", "[1, 2]", "3", "{}", '["", [], [], []]'])
def test_a_mark_that_is_none_says_nothing_of_the_journal(house: Path, mark: str) -> None:
    planned(house)
    with_another_mark(house, mark)
    assert planned(house) == (False, slowly(house))


@pytest.mark.parametrize("mark", ["[null, [], []]", '["2026", 1, {}]', '[[], null, ""]'])
def test_a_mark_of_something_else_does_not_hold(house: Path, mark: str) -> None:
    planned(house)
    with_another_mark(house, mark)
    assert planned(house) == (False, slowly(house))


@pytest.mark.parametrize("happens", [mended, told_late, broken, gone])
def test_what_makes_it_worthless_brings_the_slow_way_back(
    house: Path, happens: Callable[[Path], None]
) -> None:
    planned(house)
    happens(house)
    assert planned(house) == (False, slowly(house))
    assert planned(house) == (True, slowly(house))


def test_other_things_at_hand_make_it_worthless(house: Path) -> None:
    planned(house)
    with opened(house) as journal:
        file = BookmarkFile(journal, house)
        assert file.past(shipped(), EVERYTHING)[1] is not None
        assert file.past(shipped(), frozenset({"mat"}))[1] is None


def test_a_short_journal_needs_none(tmp_path: Path) -> None:
    assert planned(tmp_path)[0] is False
    assert not (tmp_path / "coach-bookmark.json").exists()


def test_what_is_told_while_it_is_made_is_not_passed_over(house: Path) -> None:
    with opened(house) as journal:
        file = BookmarkFile(journal, house)
        file.past(shipped(), EVERYTHING)
        making = file.renew(shipped(), EVERYTHING, LAST.date())
        assert making is not None
        days = 30
        while making.is_alive():
            days += 1
            journal.log_run(DoneRun(LAST - timedelta(days=days), 30.0))
        assert days > 30
    assert planned(house)[1] == slowly(house)
