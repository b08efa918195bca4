"""Clocks that jump, zones that change, days that end: the real conductor and recorder meanwhile."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.journal import Journal, Recorder, open_journal
from kneeline.ui.player.conductor import Conductor
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.mini import ALL_FOUR
from tests.unit.journal.filling import empty_journal
from tests.unit.journal.sitting import ANSWERS

SESSIONS = 3000
"""The full count of sessions, a third of them for nothing but suspends."""

HERE, THERE = "Europe/Berlin", ("Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Asia/Kolkata")
BEGINNINGS = {
    "any evening": datetime(2026, 5, 6, 18, 30, tzinfo=UTC),
    "into summer time": datetime(2026, 3, 29, 1, 55, tzinfo=UTC),
    "into winter time": datetime(2026, 10, 25, 2, 50, tzinfo=UTC),
    "over midnight": datetime(2026, 6, 1, 23, 56, tzinfo=UTC),
    "over New Year": datetime(2026, 12, 31, 23, 57, tzinfo=UTC),
    "leap day": datetime(2028, 2, 29, 23, 58, tzinfo=UTC),
    "before leap day": datetime(2028, 2, 28, 23, 57, tzinfo=UTC),
}
"""Where the interesting moments are, on the clocks of `HERE`."""

A_DAY = timedelta(days=1)
DAY_SECONDS = 86_400


@dataclass
class Clock:
    """Both clocks of a machine, each of which can be tampered with."""

    now: datetime
    zone: ZoneInfo
    ticks: float = 0.0

    def monotonic(self) -> float:
        return self.ticks

    def wall(self) -> datetime:
        return self.now.astimezone(self.zone)

    def pass_by(self, seconds: float) -> None:
        self.ticks += seconds
        self.now += timedelta(seconds=seconds)


class Life:
    """One session on such a machine, with whatever may happen to its clocks."""

    def __init__(self, path: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.beginning = list(BEGINNINGS)[seed % len(BEGINNINGS)]
        zone = ZoneInfo(HERE)
        start = BEGINNINGS[self.beginning].replace(tzinfo=zone).astimezone(UTC)
        self.clock = Clock(start, zone)
        self.only_suspends = seed % 3 == 0
        self.path, self.suspended = path, 0
        self.sets: dict[object, object] = {}

    def live(self) -> None:
        with open_journal(self.path, wall_clock=self.clock.wall) as journal:
            journal._connection.execute("PRAGMA synchronous=OFF")
            day = self.clock.wall().date()
            session = self._session(journal)
            self._holds(journal, session, day)
            self._next_morning(journal)

    def _session(self, journal: Journal) -> str:
        recorder = Recorder(journal)
        session = recorder.begin(ALL_FOUR)
        conductor = Conductor(SessionEngine(ALL_FOUR), self.clock)
        conductor.together.connect(lambda events: recorder.observe(*events))
        conductor.woke_up.connect(self._woke)
        conductor.start()
        before = conductor.clock_seconds
        for _second in range(20_000):
            if conductor.engine.finished:
                return session
            self._one_second(conductor)
            passed = conductor.clock_seconds - before
            assert 0 <= passed <= 2.5, f"the session's clock went on by {passed} s in a second"
            before = conductor.clock_seconds
        raise AssertionError("the session never ended")

    def _one_second(self, conductor: Conductor) -> None:
        segment = conductor.engine.segment
        if conductor.engine.paused:
            conductor.resume()
        elif segment.question is not None:
            conductor.answer(ANSWERS[segment.question])
        elif segment.seconds is None and conductor.elapsed > 9:
            conductor.done()
        if self.chance.random() < 0.01:
            self._tamper()
        self.clock.pass_by(1.0)
        conductor.look()

    def _woke(self) -> None:
        self.suspended += 1

    def _tamper(self) -> None:
        what = self.chance.choice(("suspend", "back", "forward", "travel"))
        long = self.chance.choice((1.0, 30.0, 3600.0, 1.0 * DAY_SECONDS, 10.0 * DAY_SECONDS))
        seconds = long * self.chance.uniform(0.5, 1)
        if self.only_suspends or what == "suspend":
            self.clock.now += timedelta(seconds=seconds)
            # Some systems stop this clock in sleep, and some do not.
            self.clock.ticks += self.chance.choice((0.0, seconds))
        elif what == "travel":
            self.clock.zone = ZoneInfo(self.chance.choice(THERE))
        else:
            seconds = min(seconds, DAY_SECONDS)
            self.clock.now += timedelta(seconds=seconds if what == "forward" else -seconds)

    def _holds(self, journal: Journal, session: str, day: object) -> None:
        [kept] = [each for each in journal.sessions() if each.id == session]
        assert kept.day == day, f"{self.beginning}: begun on {day}, kept on {kept.day}"
        assert 0 <= kept.seconds <= ALL_FOUR.seconds + 900, f"{kept.seconds} s"
        assert kept.ended is not None
        assert kept.ended >= kept.started, f"ended {kept.started - kept.ended} before it began"
        sets = journal.sets(session)
        assert len(sets) == kept.sets_planned, "a set is missing"
        for each in sets:
            assert 0 <= each.seconds <= (each.planned_seconds or 60) + 2.5, f"{each.seconds} s"
            assert each.day == each.at.date()

    def _next_morning(self, journal: Journal) -> None:
        """Say how the knee is on each of the two mornings after, wherever that is."""
        for _ in range(2):
            local = self.clock.wall()
            morning = (local + A_DAY).replace(hour=7, minute=30)
            self.clock.now = morning.astimezone(UTC)
            today = self.clock.wall().date()
            journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 3))
            mornings = journal.past().mornings
            assert mornings.get(today) == {Side.LEFT: 3}, f"the morning of {today} is lost"
        assert len(mornings) == 2, f"two mornings were told, {len(mornings)} are kept"


def measure(bench: Workbench) -> Iterator[Figure]:
    """Live through sessions while the clocks are tampered with."""
    app = QCoreApplication.instance() or QCoreApplication([])
    losses = Losses("sessions under clocks set back and forward, travel, DST, midnight, suspend")
    folder, woken = bench.scratch / "clocks", 0
    for seed in range(share_of(SESSIONS, bench.share)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "journal.db").write_bytes(empty_journal())
        life = Life(folder / "journal.db", seed)
        losses.tried(life.live)
        woken += life.suspended
    del app
    yield losses.figure(
        f"simulated clocks, the real conductor, recorder and journal; {woken} gaps paused a session"
    )
