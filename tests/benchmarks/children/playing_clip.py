"""Show one film in a window for some seconds, as the player does: playing_clip.py FILM SECONDS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.app.looks import clip_look
from kneeline.coach.exercise import Phase
from kneeline.coach.timeline import Heading
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.software_video import prefer_software_video

film, seconds = Path(sys.argv[1]), float(sys.argv[2])
prefer_software_video()
app = QApplication([])
clip = ClipView(FilmShelf(film.parent), clip_look())
clip.resize(960, 540)
clip.show()
name = film.stem.rsplit("-", 1)[0]
clip.show_exercise(Heading(name, "first", Phase.STRENGTHEN, name, "First"), None)
clip.set_running(True)
QTimer.singleShot(round(seconds * 1000), lambda: os._exit(0))
app.exec()
