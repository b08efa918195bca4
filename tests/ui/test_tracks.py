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
from kneeline.coach.dose import Stroke
from kneeline.coach.exercise import Mark
from kneeline.coach.side import Side, Sides
from kneeline.playback.clips import FROM_THE_SIDE, ON_THE_FEET, ClipView
from kneeline.playback.films import Film, FilmShelf, read_index
from kneeline.playback.marks import INWARDS, OUTWARDS, Marking, Moment
from kneeline.playback.tracks import Tracks, read_tracks
from tests.coached import LIBRARY
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


# -- what is always drawn --------------------------------------------------------------------------


def inked(image: QImage, colour: str) -> int:
    wanted = QColor(colour)
    return sum(
        image.pixelColor(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def drawn(known: Tracks, now: Moment, *, line: bool = True) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    Marking(known, clip_look(), line=line).paint(painter, QRectF(image.rect()), now)
    painter.end()
    return image


def standing(*, heel: bool) -> Tracks:
    return msgspec.structs.replace(
        tracks(0), heel_down={"L": [heel, True], "R": [True, True]}, arrow=[[0.5, 0.1], [0.5, 0.5]]
    )


def test_a_heel_is_full_where_it_carries_weight_and_empty_where_not(qapp: QApplication) -> None:
    del qapp
    middle = (100, 360)
    down = drawn(standing(heel=True), Moment(0)).pixelColor(*middle)
    up = drawn(standing(heel=False), Moment(0)).pixelColor(*middle)
    assert up == QColor("white")
    assert down.green() > down.red()


def test_a_heel_that_came_up_is_wrong_only_where_the_cue_is_to_keep_it_down(
    qapp: QApplication,
) -> None:
    del qapp
    caving = clip_look().caving
    known = standing(heel=False)
    assert inked(drawn(known, Moment(0)), caving) == 0
    assert inked(drawn(known, Moment(0, cue=Mark.HEEL)), caving) > 0


def test_the_arrow_turns_round_on_the_way_back_and_goes_in_the_hold(qapp: QApplication) -> None:
    del qapp
    known = standing(heel=True)
    out = drawn(known, Moment(0, way=Stroke.OUT))
    back = drawn(known, Moment(0, way=Stroke.BACK))
    hold = drawn(known, Moment(0, way=Stroke.HOLD))

    def ink_beside_the_shaft(image: QImage, top: int) -> int:
        return sum(image.pixelColor(195, y) != QColor("white") for y in range(top, top + 14))

    assert ink_beside_the_shaft(out, 186) > 0
    assert ink_beside_the_shaft(out, 40) == 0
    assert ink_beside_the_shaft(back, 40) > 0
    assert hold.pixelColor(200, 120) == QColor("white")


def test_a_knee_off_its_line_has_another_shape_too(qapp: QApplication) -> None:
    del qapp
    corner = (100, 200 - 6)  # of the square; the round dot does not reach there
    assert drawn(tracks(-9), Moment(0)).pixelColor(*corner) == QColor(clip_look().caving)
    cue = drawn(tracks(0), Moment(0), line=False)
    assert cue.pixelColor(*corner) != QColor(clip_look().joint)


def caves_in(clip: Film) -> bool:
    """Say whether a knee at work is ever off its line in a clip."""
    known = read_tracks(clip.path)
    assert known is not None
    marking = Marking(known, clip_look())
    sides = ("L", "R") if LIBRARY.exercises[clip.exercise].sides is Sides.BOTH else ("L",)
    return any(marking.caves(side, frame) for side in sides for frame in range(known.frames))


def test_the_line_is_red_in_every_clip_of_a_caving_knee_and_in_no_other() -> None:
    lined = [
        clip
        for clip in read_index(VIDEOS / "index.toml")
        if LIBRARY.exercises[clip.exercise].phase in ON_THE_FEET and clip.view != FROM_THE_SIDE
    ]
    wanted = {clip.path.stem for clip in lined if clip.fault == "knee-cave"}
    assert wanted
    assert {clip.path.stem for clip in lined if caves_in(clip)} == wanted


def test_marks_are_switched_off_while_the_film_shows(qtbot: QtBot) -> None:
    wanted = True
    clip = ClipView(FilmShelf(VIDEOS), clip_look(), marks=lambda: wanted)
    qtbot.addWidget(clip)
    clip.resize(480, 600)
    clip.show()
    clip.show_exercise(LUNGE, Side.LEFT, view="front")
    clip.set_running(True)
    qtbot.waitUntil(lambda: not clip.image.isNull(), timeout=20_000)
    clip.set_running(False)
    with_marks = clip.grab().toImage()
    wanted = False
    without = clip.grab().toImage()
    assert with_marks != without
    assert inked(without, clip_look().straight) == 0
