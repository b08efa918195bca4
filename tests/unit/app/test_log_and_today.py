"""`kneeline log` and `kneeline today`, on a real journal, without a screen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kneeline.app.command_line import DONE, MISUSED, REFUSED, main
from kneeline.coach.facts import Activity, Facts, KneeFacts
from kneeline.coach.past import DoneRun, Surface
from kneeline.coach.side import Side
from kneeline.journal import DayDecision, Journal, Profile, open_journal
from tests.unit.coach_rules.made_up import shipped


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def typed(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def log(folder: Path, *words: str) -> int:
    return main(["--data-dir", str(folder), "log", *words])


def opened(folder: Path) -> Journal:
    return open_journal(folder / "journal.db", wall_clock=now)


def test_pain_a_run_and_a_note_reach_the_journal(tmp_path: Path) -> None:
    yesterday = now() - timedelta(days=1)
    assert log(tmp_path, "pain", "left", "2") == DONE
    run = ("25", "--km", "4,2", "--stage", "3", "--worst", "left=1", "right=0", "--cut-short")
    assert log(tmp_path, "run", *run, "--at", typed(yesterday)) == DONE
    assert log(tmp_path, "note", "Long day", "--about", yesterday.date().isoformat()) == DONE
    with opened(tmp_path) as journal:
        past, notes = journal.past(), journal.notes()
    assert past.mornings == {now().date(): {Side.LEFT: 2}}
    [done] = past.runs
    assert done == DoneRun(
        at=done.at,
        minutes=25,
        km=4.2,
        surface=Surface.ROAD,
        stage=3,
        worst={Side.LEFT: 1, Side.RIGHT: 0},
        complete=False,
    )
    assert done.day == yesterday.date()
    assert [(note.text, note.about) for note in notes] == [("Long day", yesterday.date())]


def test_an_hour_after_belongs_to_the_run_of_that_day(tmp_path: Path) -> None:
    assert log(tmp_path, "run", "20") == DONE
    assert log(tmp_path, "pain", "right", "3", "--hour-after") == DONE
    with opened(tmp_path) as journal:
        assert journal.past().runs[0].hour_after == {Side.RIGHT: 3}


FUTURE = "2999-01-01T10:00"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("pain", "left", "11"), MISUSED, "from 0 (none) to 10"),
        (("pain", "left", "-1"), MISUSED, "from 0 (none) to 10"),
        (("pain", "left", "2.5"), MISUSED, "from 0 (none) to 10"),
        (("pain", "middle", "2"), MISUSED, "write left or right"),
        (("pain", "left", "2", "--at", FUTURE), REFUSED, "future"),
        (("pain", "left", "2", "--at", "soon"), MISUSED, "is no time"),
        (("run", "0"), REFUSED, "A run lasts from 1 minute"),
        (("run", "nan"), MISUSED, "is no number"),
        (("run", "inf"), REFUSED, "A run lasts from 1 minute"),
        (("run", "30", "--km", "0"), REFUSED, "longer than 0 km"),
        (("run", "30", "--km", "500"), REFUSED, "at most 120 km"),
        (("run", "30", "--at", FUTURE), REFUSED, "future"),
        (("run", "30", "--stage", "11"), REFUSED, "from 1 to 10"),
        (("run", "30", "--worst", "left"), MISUSED, "write it like left=2"),
        (("run", "30", "--worst", "left=12"), MISUSED, "from 0 (none) to 10"),
        (("run", "30", "--surface", "moon"), MISUSED, "moon"),
        (("note", "  "), REFUSED, "A note needs some text"),
        (("note", "hi", "--about", "2999-01-01"), REFUSED, "a day that has passed"),
    ],
)
def test_nonsense_is_one_sentence_and_nothing_is_stored(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    try:
        answered = log(tmp_path, *words)
    except SystemExit as left:
        answered = int(left.code or 0)
    said = capsys.readouterr()
    assert (answered, said.out) == (code, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    with opened(tmp_path) as journal:
        past = journal.past()
        assert not past.runs
        assert not past.mornings
        assert not journal.notes()


@pytest.mark.parametrize("word", ["pain", "run", "note"])
def test_help_shows_an_example(capsys: pytest.CaptureFixture[str], word: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["log", word, "--help"])
    assert left.value.code == 0
    assert f"kneeline log {word}" in capsys.readouterr().out.partition("Example")[2]


def test_today_says_what_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--data-dir", str(tmp_path)]) == DONE
    words = capsys.readouterr().out
    assert words.startswith(now().date().isoformat())
    assert "Strength today: three days in seven, with a day between." in words
    assert main(["today", "--json", "--data-dir", str(tmp_path)]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert told["why"] == "strength-due"
    assert told["running"] == {"open": False, "stage": 1, "decided": None}
    assert told["decided"]["rules"] == told["rules"]
    assert told["run"] is None
    assert {each["phase"] for each in told["plan"]["exercises"]} == set(told["phases"])
    assert all(each["why"] for each in told["plan"]["exercises"])


def test_today_offers_the_run_once_the_gate_is_passed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path) as journal:
        journal.gate_passed({"hops": True})
        for back in (0, 1):
            journal.log_run(DoneRun(now() - timedelta(days=4 + back), 6, stage=1))
    assert main(["today", "--json", "--data-dir", str(tmp_path)]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert told["running"]["open"]
    assert (told["run"]["run_minutes"], told["run"]["times"]) == (1, 6)


def test_an_old_decision_is_explained_by_the_rules_of_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path) as journal:
        knees = {Side.LEFT: KneeFacts(1, 4, 1, None, later=3)}
        facts = Facts(Activity.DAY, knees)
        verdict = replace(shipped().rules.judge(facts), version="2020-01")
        journal.decision_made(DayDecision(date(2026, 3, 1), facts, verdict))
    decided = ("today", "--decided", "2026-03-01", "--data-dir", str(tmp_path))
    assert main(decided) == DONE
    words = capsys.readouterr().out
    assert "Your left knee reached 4 of 10 last time." in words
    assert "Rule “some-pain”: Pain reached 3 to 5, during it or later" in words
    assert "next morning –, at another time 3" in words
    assert f"Rules of 2020-01; today's are of {shipped().rules.version}" in words
    assert main([*decided, "--json"]) == DONE
    [told] = json.loads(capsys.readouterr().out)
    assert (told["about"], told["rule"], told["rules"]) == ("day", "some-pain", "2020-01")
    assert main(["today", "--decided", "2026-03-02", "--data-dir", str(tmp_path)]) == DONE
    assert "Nothing was decided about that day." in capsys.readouterr().out


def test_today_says_what_it_does_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path) as journal:
        have = frozenset({"mat", "wall", "chair", "step"})
        journal.write_profile(Profile(have=have, minutes=15))
    assert main(["today", "--json", "--data-dir", str(tmp_path)]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert any(said.startswith("Not at hand today: roller.") for said in told["without"])
    assert any(said.startswith("You have 15 minutes today.") for said in told["without"])
    assert not {"roller", "band"} & set(told["plan"]["equipment"])


def test_a_broken_journal_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "journal.db").write_bytes(b"this is no journal" * 100)
    assert main(["today", "--data-dir", str(tmp_path)]) == REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert "journal.db" in said.err
