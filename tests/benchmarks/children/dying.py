"""The real app in sessions without end, telling what is safe, to be killed: dying.py FOLDER SEED.

What a person does is told after the journal took it and before the window shows it, so that
everything ever confirmed on the screen was told. Time goes eight times as fast, and each life
begins some hours after the one before.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from hurrying import Hurried, HurriedClock, settled

from kneeline.app.composition import Kneeline
from kneeline.coach.events import (
    Answered,
    Hurt,
    Paused,
    SegmentBegan,
    SessionEvent,
    SessionFinished,
    SetDone,
)

FASTER = 8
HOURS_A_LIFE = 7


def say(**what: object) -> None:
    """Write one line at once; nothing waits in a buffer that dies with us."""
    os.write(1, (json.dumps(what) + "\n").encode())


def promise(kneeline: Kneeline, events: tuple[SessionEvent, ...]) -> None:
    session = kneeline.sessions._session
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


seed = int(sys.argv[2])
kneeline, app = settled(
    Path(sys.argv[1]), HurriedClock(FASTER, timedelta(hours=HOURS_A_LIFE * seed))
)
say(alive=True)
kneeline.sessions.heard.connect(lambda events: promise(kneeline, events))
page, waiting = kneeline._today._page, kneeline._today._unfinished
if page._go_on is not None:
    say(resumed=[waiting.session, waiting.segment, waiting.clock])
    page._go_on.click()
somebody = Hurried(kneeline, seed)
app.exec()
