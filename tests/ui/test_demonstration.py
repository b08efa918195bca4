"""Right and wrong beside each other, another view, and clips that keep step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.exercise import Mark
from kneeline.coach.side import Side
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.ui.player.demonstration import Demonstration
from tests.clips import demonstration
from tests.mini import ALL_FOUR

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

FILM = Path(__file__).parents[1] / "data" / "there-and-back.webm"
LUNGE = ALL_FOUR.headings[3]
STEM = LUNGE.exercise


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Demonstration:
    names = ("side", "front", "front-knee-cave", "side-heel-lift")
    for name in names:
        shutil.copy(FILM, tmp_path / f"{STEM}-{name}.webm")
    made = demonstration(FilmShelf(tmp_path))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.show_exercise(LUNGE, Side.RIGHT)
    return made


def clips(shown: Demonstration) -> list[ClipView]:
    return [each for each in shown.pair.findChildren(ClipView) if each.isVisibleTo(shown)]


def films(shown: Demonstration) -> list[tuple[str, str]]:
    return [(each.film.view, each.film.fault) for each in clips(shown) if each.film is not None]


def captions(shown: Demonstration) -> list[str]:
    return [
        each.text()
        for each in shown.findChildren(QLabel)
        if each.isVisibleTo(shown) and each.text()
    ]


def test_alone_the_right_way_needs_no_words(shown: Demonstration) -> None:
    assert films(shown) == [("side", "")]
    assert captions(shown) == []


def test_right_and_wrong_show_the_same_view_mirrored_alike_and_named(shown: Demonstration) -> None:
    assert shown.show_wrong(on=True)
    assert films(shown) == [("front", ""), ("front", "knee-cave")]
    assert [each.mirrored for each in clips(shown)] == [True, True]
    assert captions(shown) == ["Like this", "Not like this: knee cave"]
    drawings = [each for each in shown.findChildren(QLabel) if not each.pixmap().isNull()]
    tick, cross = (each.pixmap().toImage() for each in drawings)
    assert tick.convertToFormat(tick.Format.Format_Alpha8) != cross.convertToFormat(
        cross.Format.Format_Alpha8
    ), "the shape tells them apart, not the colour alone"


def test_the_mistake_shown_is_the_one_the_cue_is_about(shown: Demonstration) -> None:
    shown.point_at(Mark.HEEL)
    shown.show_wrong(on=True)
    assert films(shown) == [("side", ""), ("side", "heel-lift")]
    shown.point_at(Mark.KNEE_LINE)
    assert films(shown) == [("front", ""), ("front", "knee-cave")]
    shown.point_at(Mark.GLUTE)
    assert films(shown) == [("front", ""), ("front", "knee-cave")], "none is about that: it stays"


def test_going_back_leaves_the_right_way_alone(shown: Demonstration) -> None:
    shown.show_wrong(on=True)
    shown.show_wrong(on=False)
    assert films(shown) == [("side", "")]
    assert captions(shown) == []


def test_another_exercise_begins_with_the_right_way(shown: Demonstration) -> None:
    shown.show_wrong(on=True)
    shown.show_exercise(ALL_FOUR.headings[0], None)
    assert not shown.show_wrong(on=True), "nobody filmed that one done wrong"
    assert len(clips(shown)) == 1


def test_the_next_view_comes_and_is_remembered(shown: Demonstration) -> None:
    shown.next_view()
    assert films(shown) == [("front", "")]
    shown.show_exercise(ALL_FOUR.headings[0], None)
    shown.show_exercise(LUNGE, Side.LEFT)
    assert films(shown) == [("front", "")]
    shown.next_view()
    assert films(shown) == [("side", "")]


def test_the_two_run_at_the_same_part_of_the_movement(qtbot: QtBot, shown: Demonstration) -> None:
    shown.follow(Tempo(2, 0, 2))
    shown.set_running(True)
    [right] = clips(shown)
    qtbot.waitUntil(lambda: (right.share or 0) > 0.4, timeout=10_000)
    shown.show_wrong(on=True)
    _, wrong = clips(shown)

    def apart() -> float:
        if right.share is None or wrong.share is None or wrong.image.isNull():
            return 1.0
        return min(abs(right.share - wrong.share), 1 - abs(right.share - wrong.share))

    qtbot.waitUntil(lambda: apart() < 0.15, timeout=10_000)
    assert wrong.rate == right.rate
    shown.begin_stroke(Stroke.OUT)
    qtbot.waitUntil(lambda: apart() < 0.15, timeout=10_000)


def test_both_stand_still_in_a_pause_and_the_hidden_one_never_runs(
    qtbot: QtBot, shown: Demonstration
) -> None:
    shown.show_wrong(on=True)
    shown.set_running(True)
    for clip in clips(shown):
        qtbot.waitUntil(lambda clip=clip: not clip.image.isNull(), timeout=10_000)
    _, wrong = clips(shown)
    shown.show_wrong(on=False)
    shown.set_running(True)
    qtbot.wait(100)
    frames: list[None] = []
    wrong.frame_shown.connect(lambda: frames.append(None))
    qtbot.wait(300)
    assert len(frames) <= 1


def test_the_picture_goes_on_in_another_window_and_comes_back(
    qtbot: QtBot, shown: Demonstration
) -> None:
    lent = shown.lend()
    lent.setParent(None, Qt.WindowType.Window)
    lent.resize(300, 300)
    lent.show()
    qtbot.addWidget(lent)
    shown.set_running(True)
    clip = lent.findChildren(ClipView)[0]
    qtbot.waitUntil(lambda: not clip.image.isNull(), timeout=10_000)
    shown.take_back()
    assert shown.isAncestorOf(clip)
    assert clip.isVisibleTo(shown)


def test_the_captions_can_be_read_from_the_mat(shown: Demonstration) -> None:
    shown.show_wrong(on=True)
    shown.resize(901, 700)
    words = [each for each in shown.findChildren(QLabel) if each.text()]
    assert words
    assert all(each.fontInfo().pixelSize() >= 700 / 30 for each in words)
