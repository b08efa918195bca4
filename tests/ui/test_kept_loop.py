"""A film that was seen once plays from memory, and nobody can tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.side import Side
from kneeline.playback.clips import ClipView
from kneeline.playback.film_player import FilmPlayer
from kneeline.playback.films import FilmShelf
from kneeline.playback.gathering import Gathering
from kneeline.playback.kept_loop import KeptLoop
from kneeline.playback.kept_pictures import LARGEST, KeptPictures
from tests.mini import ALL_FOUR
from tests.ui.test_clips import FILM, LOOK, heading

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

VIDEOS = Path(__file__).parents[2] / "videos"
FRAMES, FPS = 24, 12
"""Of the film of two seconds."""

LONG = 20_000
"""Milliseconds; a busy machine may take its time."""


@pytest.fixture
def player(qtbot: QtBot) -> FilmPlayer:
    del qtbot  # players need an application
    return FilmPlayer()


def watched(player: FilmPlayer) -> dict[int, QImage]:
    """Return a dictionary that fills with each frame's picture, as a window would ask for it."""
    seen: dict[int, QImage] = {}

    def look() -> None:
        seen[round(player.shown_at * FPS) % FRAMES] = player.image.copy()

    player.frame_ready.connect(look)
    return seen


def test_after_one_pass_the_same_pictures_come_from_memory(
    qtbot: QtBot, player: FilmPlayer
) -> None:
    seen = watched(player)
    player.open(FILM)
    player.set_running(True)
    qtbot.waitUntil(lambda: player.from_memory, timeout=LONG)
    decoded = dict(seen)
    assert len(decoded) == FRAMES
    seen.clear()
    qtbot.waitUntil(lambda: len(seen) == FRAMES, timeout=LONG)
    assert player.from_memory
    assert seen == decoded


def test_a_film_opened_after_another_of_the_same_length_is_gathered_anew(
    qtbot: QtBot, player: FilmPlayer, tmp_path: Path
) -> None:
    other = tmp_path / "other.webm"
    shutil.copy(FILM, other)
    watched(player)
    player.set_running(True)
    for path in (FILM, other):
        player.open(path)
        assert not player.from_memory
        qtbot.waitUntil(lambda: player.from_memory, timeout=LONG)
        assert player.path == path


def test_from_memory_it_stands_still_in_a_pause_and_goes_where_it_is_told(
    qtbot: QtBot, player: FilmPlayer
) -> None:
    watched(player)
    player.open(FILM)
    player.set_running(True)
    qtbot.waitUntil(lambda: player.from_memory, timeout=LONG)
    player.set_running(False)
    stood = player.share
    qtbot.wait(150)
    assert player.share == stood
    player.go_to(0.75)
    assert player.share == pytest.approx(0.75)
    assert round(player.shown_at * FPS) == 18
    player.move(0.0, 0.5, 0.8)
    assert player.rate == pytest.approx(1.25)
    assert player.share == pytest.approx(0.0)
    player.move(0.25, 0.5, 60.0)
    player.set_running(True)
    qtbot.waitUntil(lambda: player._waiting, timeout=LONG)
    assert player.share == pytest.approx(0.5, abs=0.1), "so slow a part ends early, and waits"


def test_what_a_tempo_never_shows_is_fetched(qtbot: QtBot, player: FilmPlayer) -> None:
    seen = watched(player)
    player.open(FILM)
    player.set_running(True)
    qtbot.waitUntil(lambda: player.share is not None, timeout=LONG)
    shown: set[int] = set()

    def again() -> None:
        shown.update(seen)
        if not player.from_memory and (player.share or 0.0) > 0.6:
            player.go_to(0.0)

    player.frame_ready.connect(again)
    qtbot.waitUntil(lambda: player.from_memory, timeout=LONG)
    assert len(shown) < FRAMES
    player.frame_ready.disconnect(again)
    seen.clear()
    qtbot.waitUntil(lambda: len(seen) == FRAMES, timeout=LONG)


def test_late_a_loop_leaves_out_pictures_and_no_time(qtbot: QtBot) -> None:
    pictures = KeptPictures(10)
    for number in range(10):
        image = QImage(16, 16, QImage.Format.Format_RGB32)
        image.fill(number)
        pictures.keep(number, image)
    loop = KeptLoop(pictures, 100)
    due: list[float] = []
    loop.due.connect(lambda: due.append(loop.shown_at))
    loop.run(on=True)
    qtbot.waitUntil(lambda: len(due) >= 25, timeout=LONG)
    loop.run(on=False)
    assert len({round(each * 100) for each in due}) > 5
    assert loop.at < loop.length == pytest.approx(0.1)
    count = len(due)
    loop.go_to(0.035)
    assert len(due) == count + 1
    assert due[-1] == pytest.approx(0.03)
    loop.go_to(0.036)
    assert len(due) == count + 1, "it is the picture that shows already"


@pytest.mark.parametrize(
    ("length", "fps"), [(2.0, 0.0), (0.0, 24.0), (3600.0, 30.0)], ids=["no rate", "empty", "long"]
)
def test_a_film_that_is_no_short_loop_is_not_gathered(
    qtbot: QtBot, length: float, fps: float
) -> None:
    del qtbot
    gathering = Gathering(FILM, length, fps)
    gathering.take(0.0, QImage(16, 16, QImage.Format.Format_RGB32))
    assert not gathering.complete
    assert gathering.pictures.size == 0


def test_a_film_whose_frames_do_not_keep_time_is_not_gathered(qtbot: QtBot) -> None:
    del qtbot
    gathering = Gathering(FILM, 2.0, 12.0)
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(0)
    for seconds in (0.0, 1 / 12, 2.5 / 12):
        gathering.take(seconds, image)
    assert gathering.pictures.size == 0


def test_a_film_too_large_to_keep_is_let_go(qtbot: QtBot) -> None:
    del qtbot
    gathering = Gathering(FILM, 2.0, 12.0)
    image = QImage(1200, 800, QImage.Format.Format_RGB32)
    for number in range(24):
        # Each picture is another at every place.
        image.fill(number + 1)
        gathering.take(number / 12, image)
        assert gathering.pictures.size <= LARGEST
        assert gathering.pictures.size > 0 or number > 10
    assert gathering.pictures.size == 0
    assert not gathering.complete


def test_a_film_of_large_pictures_is_not_looked_through(qtbot: QtBot) -> None:
    del qtbot
    gathering = Gathering(FILM, 2.0, 12.0)
    gathering.take(0.0, QImage(2560, 1440, QImage.Format.Format_RGB32))
    assert gathering.pictures.size == 0


@pytest.mark.parametrize("side", list(Side))
def test_what_is_painted_of_each_frame_leaves_nothing_of_the_last(qtbot: QtBot, side: Side) -> None:
    clip = ClipView(FilmShelf(VIDEOS), LOOK)
    qtbot.addWidget(clip)
    clip.resize(500, 300)
    with qtbot.waitExposed(clip):
        clip.show()
    clip.show_exercise(ALL_FOUR.headings[3], side)
    clip.set_running(True)
    qtbot.waitUntil(lambda: clip._player.from_memory, timeout=LONG)
    frames: list[None] = []
    clip.frame_shown.connect(lambda: frames.append(None))
    for _stop in range(4):
        frames.clear()
        clip.set_running(True)
        qtbot.waitUntil(lambda: len(frames) > 7, timeout=LONG)
        clip.set_running(False)
        qtbot.wait(50)
        on_screen = clip.screen().grabWindow(clip.winId()).toImage()
        anew = clip.grab().toImage()
        assert on_screen.convertToFormat(anew.format()) == anew


def test_strokes_go_on_at_the_tempo_from_memory(qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copy(FILM, tmp_path / "film.webm")
    (tmp_path / "index.toml").write_text(
        "[[clip]]\nexercise = 'reverse-lunge'\nview = 'side'\nfile = 'film.webm'\n"
        "out_end = 0.4\nhold_end = 0.5\nback_end = 0.9",
        encoding="utf-8",
    )
    clip = ClipView(FilmShelf(tmp_path), LOOK)
    qtbot.addWidget(clip)
    clip.show()
    clip.show_exercise(heading(), Side.LEFT)
    clip.set_running(True)
    qtbot.waitUntil(lambda: clip._player.from_memory, timeout=LONG)
    clip.follow(Tempo(1.0, 0.4, 0.8))
    for stroke, rate, place in [
        (Stroke.BACK, 1.0, 0.5),
        (Stroke.OUT, 0.8, 0.0),
        (Stroke.HOLD, 0.5, 0.4),
    ]:
        clip.begin_stroke(stroke)
        assert clip.rate == pytest.approx(rate)
        assert clip.share == pytest.approx(place, abs=0.11)
    assert clip._player.from_memory
