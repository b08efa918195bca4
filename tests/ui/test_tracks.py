"""Lines on a film: in the right place, in the colour that was measured, mirrored with the film."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.app.looks import clip_look
from kneeline.coach.exercise import Mark
from kneeline.coach.side import Side
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.marks import INWARDS, OUTWARDS, Marking, Moment
from kneeline.playback.tracks import Tracks, read_tracks
from tests.mini import ALL_FOUR

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

VIDEOS = Path(__file__).parents[2] / "videos"
FILMS = sorted(VIDEOS.glob("*.webm"))
LUNGE = ALL_FOUR.headings[3]


def tracks(deviation: float | None) -> Tracks:
    joints = {
        f"{name}.{side}": [[x, y]]
        for side, x in (("L", 0.25), ("R", 0.75))
        for name, y in (("asis", 0.2), ("knee", 0.5), ("toe", 0.8), ("heel", 0.9))
    }
    return Tracks(24, 1, joints, {"L": [deviation], "R": [deviation]})


def painted(
    mark: Mark | None, deviation: float | None, *, both: bool = False, known: Tracks | None = None
) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    marking = Marking(known or tracks(deviation), clip_look(), line=False)
    marking.paint(painter, QRectF(image.rect()), Moment(0, both, mark))
    painter.end()
    return image


@pytest.mark.parametrize("deviation", [0.0, OUTWARDS, -INWARDS, -INWARDS - 0.1, -15.0, 9.0])
def test_the_knee_line_has_the_colour_that_was_measured(
    qapp: QApplication, deviation: float
) -> None:
    del qapp  # colours need an application
    look = clip_look()
    image = painted(Mark.KNEE_LINE, deviation)
    wanted = look.straight if -3 <= deviation <= 6 else look.caving
    assert image.pixelColor(100, 140) == QColor(wanted)  # between hip and knee
    assert image.pixelColor(100, 260) == QColor(wanted)  # between knee and toe
    assert image.pixelColor(300, 200) == QColor("white")  # the other side has none


def test_no_line_where_nothing_was_measured(qapp: QApplication) -> None:
    del qapp
    assert painted(Mark.KNEE_LINE, None).pixelColor(100, 260) == QColor("white")


def test_both_sides_have_a_line_where_both_work(qapp: QApplication) -> None:
    del qapp
    image = painted(Mark.KNEE_LINE, 0, both=True)
    assert image.pixelColor(300, 260) == QColor(clip_look().straight)


def test_the_heel_is_ringed_and_not_painted_over(qapp: QApplication) -> None:
    del qapp
    image = painted(Mark.HEEL, 0)
    assert image.pixelColor(100, 360) == QColor("white")
    assert image.pixelColor(100, 346) == QColor(clip_look().straight)


def test_a_mark_whose_joints_nobody_tracked_draws_nothing(qapp: QApplication) -> None:
    del qapp
    bare = painted(Mark.TRUNK, 0, known=Tracks(24, 1, {}, {"L": [0.0]}))
    white = QImage(400, 400, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    assert bare == white


@pytest.mark.parametrize("film", FILMS, ids=lambda film: film.stem)
def test_each_film_of_ours_has_tracks_that_can_be_read(film: Path) -> None:
    found = read_tracks(film)
    assert found is not None
    assert {f"{joint}.L" for joint in ("asis", "knee", "toe", "heel", "hip", "shoulder")} <= set(
        found.joints
    )
    assert found.frame_at(0) == found.frame_at(found.frames / found.fps) == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"fps": 0}', b"\xff\xfe", b'{"fps":24,"frames":2,"joints":{}}']
)
def test_tracks_that_cannot_be_read_draw_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "film.json").write_bytes(content)
    assert read_tracks(tmp_path / "film.webm") is None
    assert read_tracks(tmp_path / "none.webm") is None


def test_tracks_of_another_length_draw_nothing(tmp_path: Path) -> None:
    odd = replace_frames(tracks(0), 7)
    (tmp_path / "film.json").write_bytes(msgspec.json.encode(odd))
    assert read_tracks(tmp_path / "film.webm") is None


def replace_frames(given: Tracks, frames: int) -> Tracks:
    return msgspec.structs.replace(given, frames=frames)


@pytest.mark.parametrize("side", list(Side))
def test_the_line_lies_on_the_working_leg_of_a_real_film(qtbot: QtBot, side: Side) -> None:
    look = replace(clip_look(), straight="#ff00ff", caving="#ff00ff")
    clip = ClipView(FilmShelf(VIDEOS), look)
    qtbot.addWidget(clip)
    clip.resize(480, 600)
    clip.show()
    clip.show_exercise(LUNGE, side, view="front")
    clip.set_running(True)
    qtbot.waitUntil(lambda: not clip.image.isNull(), timeout=20_000)
    clip.set_running(False)
    clip.point_at(Mark.KNEE_LINE)
    drawn = clip.grab().toImage()
    columns = [
        x
        for x in range(drawn.width())
        for y in range(drawn.height() // 2, drawn.height(), 7)
        if drawn.pixelColor(x, y).name() == "#ff00ff"
    ]
    assert columns
    middle = sum(columns) / len(columns) / drawn.width()
    # Seen from the front the left leg is on the right of the picture.
    assert middle > 0.5 if side is Side.LEFT else middle < 0.5
    clip.point_at(None)
    assert clip.grab().toImage() != drawn
