"""A program that does sessions for ever and says what it has been promised, until it is killed.

    python doomed.py JOURNAL SEED

Each line on standard output is written only after the journal said "safe", so whoever kills this
program knows exactly what must be in the journal. It goes on where the program before it stopped,
as Kneeline does, and makes a backup every few steps.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from mini import ALL_FOUR  # noqa: E402 (the path above comes first)
from sitting import Wall, next_step  # noqa: E402

from kneeline.coach.events import (  # noqa: E402
    Answered,
    Hurt,
    Paused,
    SegmentBegan,
    SessionEvent,
    SessionFinished,
    SetDone,
)
from kneeline.coach.session import SessionEngine  # noqa: E402
from kneeline.coach.side import Side  # noqa: E402
from kneeline.journal import Journal, Recorder, back_up_daily, open_journal  # noqa: E402


def say(**what: object) -> None:
    """Write one line at once; nothing waits in a buffer that dies with us."""
    os.write(1, (json.dumps(what) + "\n").encode())


def promise(session: str, events: list[SessionEvent]) -> None:
    """Say what is now safe."""
    for event in events:
        if isinstance(event, SetDone):
            say(set=[session, event.segment, event.reps, event.seconds, event.complete])
        elif isinstance(event, Hurt):
            say(hurt=[session, event.knee, event.score])
        elif isinstance(event, Answered):
            say(answered=[session, event.segment])
        elif isinstance(event, SegmentBegan | Paused):
            say(at=[session, event.segment, event.at])
        elif isinstance(event, SessionFinished):
            say(ended=[session, event.ending])


def begin(journal: Journal, recorder: Recorder) -> tuple[str, SessionEngine]:
    """Go on with what was cut short, or begin anew."""
    unfinished = journal.unfinished()
    if unfinished is None:
        return recorder.begin(ALL_FOUR), SessionEngine(ALL_FOUR)
    recorder.go_on(unfinished)
    say(resumed=[unfinished.session, unfinished.segment, unfinished.clock])
    engine = SessionEngine(unfinished.timeline, segment=unfinished.segment, clock=unfinished.clock)
    return unfinished.session, engine


def one_thing(engine: SessionEngine, now: float, chance: random.Random) -> list[SessionEvent]:
    """Something a person may do besides going on."""
    what = chance.choice(("back", "skip", "hurt", "pause", "resume"))
    if what == "hurt":
        return engine.hurt(now, chance.choice(list(Side)), chance.randrange(11))
    events: list[SessionEvent] = getattr(engine, what)(now)
    return events


def main() -> None:
    """Live until killed."""
    path, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    days = timedelta(days=int(sys.argv[2]) * 1000)
    wall = Wall(datetime(2026, 1, 1, tzinfo=UTC) + days)
    say(alive=True)
    with open_journal(path, wall_clock=wall) as journal:
        recorder = Recorder(journal)
        while True:
            session, engine = begin(journal, recorder)
            now = 100.0
            events = engine.start(now)
            while True:
                recorder.observe(*events)
                promise(session, events)
                if engine.finished:
                    break
                if engine.paused:
                    events = engine.resume(now)
                elif chance.random() < 0.25:
                    now += chance.random() * 5
                    events = one_thing(engine, now, chance)
                else:
                    now, events = next_step(engine, now)
                if chance.random() < 0.03:
                    wall.forward(days=1)
                    back_up_daily(path, wall())


if __name__ == "__main__":
    main()
