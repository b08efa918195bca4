"""Stills of films: the telling moment, once for each file, in none of the window's time."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.playback.films import FilmShelf
from kneeline.playback.posters import Posters

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

FILM = Path(__file__).parents[1] / "data" / "there-and-back.webm"
VIDEOS = Path(__file__).parents[2] / "videos"
BLOCKED = 0.05
"""Seconds of the window's thread that a still may take at once."""


@pytest.fixture
def videos(tmp_path: Path) -> Path:
    (tmp_path / "videos").mkdir()
    return tmp_path / "videos"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "films").mkdir()
    return tmp_path / "films"


def asked(qtbot: QtBot, posters: Posters, *exercises: str) -> list[str]:
    """Ask for stills until each has been answered, and return the order of the answers."""
    drawn: list[str] = []
    posters.tell(drawn.append)
    for exercise in exercises:
        posters.find(exercise)
    qtbot.waitUntil(lambda: len(drawn) >= len(exercises), timeout=20_000)
    return drawn


def test_a_still_comes_after_it_was_asked_for(qtbot: QtBot, videos: Path) -> None:
    shutil.copy(FILM, videos / "bridge-side.webm")
    posters = Posters(FilmShelf(videos))
    assert not posters.drawing
    assert posters.find("bridge").isNull(), "nothing waits for a film"
    assert posters.drawing
    asked(qtbot, posters, "bridge")
    assert not posters.drawing
    assert posters.find("bridge").size().width() > 100


def test_it_shows_the_movement_gone_all_the_way_out(qtbot: QtBot, videos: Path) -> None:
    shutil.copy(FILM, videos / "there.webm")
    for name, ends in (("early", (0.02, 0.04, 0.9)), ("late", (0.48, 0.52, 0.9))):
        (videos / "index.toml").write_text(
            f"[[clip]]\nexercise = '{name}'\nview = 'side'\nfile = 'there.webm'\n"
            f"out_end = {ends[0]}\nhold_end = {ends[1]}\nback_end = {ends[2]}",
            encoding="utf-8",
        )
        posters = Posters(FilmShelf(videos))
        asked(qtbot, posters, name)
        posters.find(name).save(str(videos / f"{name}.png"))
    early, late = (QImage(str(videos / f"{name}.png")) for name in ("early", "late"))
    assert early != late, "the white bar has gone along"


def test_stills_of_our_own_films_leave_the_window_free(qtbot: QtBot) -> None:
    posters = Posters(FilmShelf(VIDEOS))
    drawn: list[str] = []
    posters.tell(drawn.append)
    names = ("bridge", "reverse-lunge", "clamshell", "roll-quads")
    for name in names:
        posters.find(name)
    longest = 0.0
    until = time.monotonic() + 20
    while len(drawn) < len(names) and time.monotonic() < until:
        before = time.process_time()
        QApplication.processEvents()
        # Of this process only: a busy machine must not fail it. Qt's own threads count too.
        longest = max(longest, time.process_time() - before)
        qtbot.wait(1)
    assert drawn == list(names)
    assert longest < BLOCKED


def test_a_film_that_cannot_be_played_has_no_still_and_holds_up_nobody(
    qtbot: QtBot, videos: Path
) -> None:
    (videos / "bridge-side.webm").write_bytes(b"this is no film")
    shutil.copy(FILM, videos / "clamshell-side.webm")
    posters = Posters(FilmShelf(videos))
    assert asked(qtbot, posters, "bridge", "clamshell") == ["bridge", "clamshell"]
    assert posters.find("bridge").isNull()
    assert not posters.find("clamshell").isNull()


def test_the_persons_own_picture_is_its_own_still(qtbot: QtBot, videos: Path, own: Path) -> None:
    shutil.copy(FILM, videos / "bridge-side.webm")
    picture = QImage(80, 45, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    picture.save(str(own / "bridge.png"))
    posters = Posters(FilmShelf(videos, own))
    asked(qtbot, posters, "bridge")
    assert posters.find("bridge").pixelColor(5, 5).name() == "#123456"


def test_a_file_is_drawn_once_and_again_when_it_changed(
    qtbot: QtBot, videos: Path, own: Path
) -> None:
    path = own / "bridge.png"
    posters = Posters(FilmShelf(videos, own))
    for number, colour in enumerate(("#123456", "#654321")):
        picture = QImage(80, 45, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        picture.save(str(path))
        os.utime(path, ns=(number * 10**9, number * 10**9))
        posters.look_again()
        asked(qtbot, posters, "bridge")
        assert posters.find("bridge").pixelColor(5, 5).name() == colour
    drawn: list[str] = []
    posters.tell(drawn.append)
    posters.look_again()
    posters.find("bridge")
    qtbot.wait(50)
    assert drawn == []


def test_what_nobody_filmed_has_no_still(videos: Path) -> None:
    posters = Posters(FilmShelf(videos))
    assert posters.find("bridge").isNull()
    posters.stop()
