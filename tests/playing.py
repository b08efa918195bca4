"""A child process that plays a clip and leaves amid it: playing.py VIDEOS SAVED FRAMES."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.coach.exercise import Phase
from kneeline.coach.side import Side
from kneeline.coach.timeline import Heading
from kneeline.playback.awake import KeepAwake
from kneeline.playback.chimes import Chimes
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.leaving import leave
from kneeline.playback.look import ClipLook

LINES = 20_000
SOUNDS = Path(__file__).parents[1] / "resources" / "sounds"

HEADING = Heading(
    exercise="there",
    level="first",
    phase=Phase.ROLL,
    name="There and back",
    level_name="First",
    setup="Stand.",
    why="",
    sets=1,
    planned_reps=None,
    planned_seconds=30,
    strokes=("Down", "Hold", "Up"),
    equipment=(),
)


def main(videos: str, saved: str, frames: str) -> None:
    app = QApplication([])
    look = ClipLook(
        *("#ffffff", "#000000", "#333333"),
        dict.fromkeys(Phase, "#226688"),
        *(8, 8, "#00ff00", "#ff0000", "#000000", "#ffffff"),
    )
    clip, chimes, awake = ClipView(FilmShelf(Path(videos)), look), Chimes(SOUNDS), KeepAwake()
    chimes.warm_up()
    awake.hold()
    clip.show()
    clip.show_exercise(HEADING, Side.RIGHT)
    clip.set_running(True)
    seen = iter(range(1, int(frames)))
    # Quits on a frame, when Qt's own threads are busiest; at once for 0.
    clip._player.frame_ready.connect(lambda: next(seen, None) or app.quit())
    if frames == "0":
        QTimer.singleShot(0, app.quit)
    code = app.exec()
    sys.stdout.write("left\n")

    def save() -> None:
        Path(saved).write_text("a line\n" * LINES, encoding="utf-8")

    leave(code, save=[save], media=[clip, chimes, awake])


if __name__ == "__main__":
    main(*sys.argv[1:])
