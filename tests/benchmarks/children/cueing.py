"""Tell how late each cue of a session in real time was: cueing.py ours|bare FOLDER SECONDS.

`ours` is the whole app: window, player, clip, journal. `bare` sleeps to a deadline each second.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

way, folder, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
late: list[float] = []


def tell() -> None:
    sys.stdout.write(json.dumps(late) + "\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    began = time.monotonic()
    for second in range(1, int(seconds)):
        time.sleep(max(0.0, began + second - time.monotonic()))
        late.append(time.monotonic() - began - second)
    tell()


def ours() -> None:
    from living import Sitter, open_app  # noqa: PLC0415

    from kneeline.coach.events import CueGiven  # noqa: PLC0415
    from kneeline.ui.player.conductor import Conductor  # noqa: PLC0415

    kneeline, app = open_app(folder)
    desk = kneeline.desks.player
    let_hear = desk.sound
    ends = time.monotonic() + seconds

    def sound(conductor: Conductor) -> None:
        """Listen right after chimes and voice were told, in each of an hour's sessions."""
        let_hear(conductor)
        conductor.together.connect(lambda events: heard(conductor, events))

    def heard(conductor: Conductor, events: tuple[object, ...]) -> None:
        clock = conductor.clock_seconds
        late.extend(clock - each.at for each in events if isinstance(each, CueGiven))
        if time.monotonic() > ends:
            tell()

    desk.sound = sound
    kneeline.sitter = Sitter(kneeline)
    app.exec()


{"ours": ours, "bare": bare}[way]()
