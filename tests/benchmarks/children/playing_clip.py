"""Show one film in a window for some seconds, as the player does: playing_clip.py FILM SECONDS."""

from __future__ import annotations

import json
import os
import resource
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline import library
from kneeline.app.locations import find
from kneeline.app.looks import clip_look
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.software_video import prefer_software_video
from kneeline.ui.library.source import alone

film, seconds = Path(sys.argv[1]), float(sys.argv[2])
prefer_software_video()
app = QApplication([])
clip = ClipView(FilmShelf(film.parent), clip_look())
clip.resize(960, 540)
clip.show()
name = film.stem.rsplit("-", 1)[0]
shown = library.load(find(film.parent).resources).exercises
plan = draw_up(alone(shown[name]), shown, History({}), date(2026, 11, 22), str)
clip.show_exercise(lay_out(plan).headings[0], None)
clip.set_running(True)


def leave() -> None:
    gathered = clip._player._gathering
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {"peak": peak, "kept": gathered.pictures.size if gathered is not None else 0}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)


QTimer.singleShot(round(seconds * 1000), leave)
app.exec()
