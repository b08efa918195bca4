"""Make `journal-v1.db`: a journal as version 1 wrote it, frozen for all later versions.

    git switch --detach <the commit of the release>
    python tests/migrations/make_journal_v1.py

Run it once, when a version is released, and never again: a later Kneeline would write a later
version. It is kept to show where the file came from.
"""

from __future__ import annotations

import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "unit" / "journal")]

from mini import ALL_FOUR  # noqa: E402 (the path above comes first)
from sitting import Wall, record, steps  # noqa: E402

from kneeline.coach.certainty import Certainty  # noqa: E402
from kneeline.coach.events import SessionEnding  # noqa: E402
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign  # noqa: E402
from kneeline.coach.pain import Moment, PainScore  # noqa: E402
from kneeline.coach.past import DoneRun  # noqa: E402
from kneeline.coach.rules import Action, Verdict  # noqa: E402
from kneeline.coach.screening import Tier  # noqa: E402
from kneeline.coach.session import SessionEngine  # noqa: E402
from kneeline.coach.side import Side  # noqa: E402
from kneeline.journal import (  # noqa: E402
    DayDecision,
    Journal,
    Profile,
    Recorder,
    RunSource,
    changes,
    open_journal,
    told,
)

TARGET = HERE / "journal-v1.db"
FIRST = datetime(2026, 1, 5, 18, 45, tzinfo=timezone(timedelta(hours=1)))
DAYS = (0, 1, 3, 4, 7, 8, 10)


def main() -> None:
    """Write the file anew: the same rows every time, but for when the migration ran."""
    TARGET.unlink(missing_ok=True)
    chance = random.Random(1)
    changes.new_id = told.new_id = lambda: str(UUID(int=chance.getrandbits(128), version=4))
    wall = Wall(FIRST)
    with open_journal(TARGET, wall_clock=wall) as journal:
        for day in DAYS:
            wall.moment = FIRST + timedelta(days=day)
            recorder = Recorder(journal)
            session, _ = record(recorder, ALL_FOUR)
            journal.write_note(f"Day {day}: Knie ruhig ✓", about=wall.moment.date())
            wall.forward(hours=13)
            score = PainScore(Side.LEFT, Moment.NEXT_MORNING, chance.randrange(6))
            journal.log_pain(score, session=session)
        _tell_the_rest(journal, wall)
        _stop_early(Recorder(journal), SessionEnding.HURT)
        _stop_early(recorder, None)
        wall.forward(days=1)
        unfinished = journal.unfinished()
        assert unfinished is not None
        Recorder(journal).discard(unfinished)
        _stop_early(Recorder(journal), None)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")  # noqa: T201 (a script that prints)


def _tell_the_rest(journal: Journal, wall: Wall) -> None:
    """Write a row of each kind that is told outside a session, and correct one of them."""
    wall.forward(hours=1)
    day = wall.moment.date()
    run = DoneRun(wall(), 21.0, 3.5, stage=2, worst={Side.LEFT: 1}, signs=frozenset({Sign.SHARP}))
    ran = journal.log_run(run, source=RunSource.GPX, fingerprint="5f3a")
    journal.edit(ran, km=3.6)
    journal.screening_raised(Tier.URGENT, ["calf"], {"calf-swollen": True})
    wall.forward(minutes=1)
    journal.screening_cleared("Dr Lund")
    journal.pause_began(day, day + timedelta(days=2))
    journal.self_test_done("step-down", 12.0, Side.LEFT)
    journal.gate_passed({"stairs": True})
    journal.move_day(day, day + timedelta(days=1))
    facts = Facts(Activity.DAY, {Side.LEFT: KneeFacts(morning=4)})
    verdict = Verdict(Action.HOLD, "missing", Certainty.OUR_CHOICE, "kneeline-rules", "1")
    journal.decision_made(DayDecision(day, facts, verdict))
    journal.write_profile(Profile(37, None, frozenset({Side.LEFT}), runner=True, minutes=35))


def _stop_early(recorder: Recorder, ending: SessionEnding | None) -> None:
    """Record half a session: one that hurt, or one that was cut short."""
    engine = SessionEngine(ALL_FOUR)
    recorder.begin(ALL_FOUR)
    for events in steps(engine):
        recorder.observe(*events)
        if engine.index > len(ALL_FOUR.segments) // 2:
            break
    if ending is not None:
        now = 1000 + engine.clock(0)
        recorder.observe(*engine.hurt(now, Side.RIGHT, 7), *engine.finish(now, ending))


if __name__ == "__main__":
    main()
