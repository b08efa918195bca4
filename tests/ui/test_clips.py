from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.exercise import Phase
from kneeline.coach.side import Side
from kneeline.coach.timeline import Heading
from kneeline.playback.card import SMALLEST, CardWords, fit
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.look import ClipLook

# Qt says once that it has no GPU here to turn frames into pictures with.
pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

FILM = Path(__file__).parents[1] / "data" / "there-and-back.webm"
"""Two seconds, 160 × 90: left half red, right half blue, a white bar that goes there and back."""

LOOK = ClipLook(
    ground="#f4f1ea",
    ink="#20242a",
    muted="#4a4f57",
    accents={
        Phase.ROLL: "#7a4fb5",
        Phase.ACTIVATE: "#b5541c",
        Phase.MOBILISE: "#1c6fb5",
        Phase.STRENGTHEN: "#2c7a3f",
    },
    radius=12,
    padding=16,
    straight="#1b6e3c",
    caving="#b3261e",
    joint="#20242a",
    halo="#ffffff",
)


def heading(exercise: str = "reverse-lunge", setup: str = "Stand tall.") -> Heading:
    return Heading(
        exercise=exercise,
        level="split-squat",
        phase=Phase.STRENGTHEN,
        name="Reverse lunge",
        level_name="Split squat",
        setup=setup,
        why="",
        sets=3,
        planned_reps=8,
        planned_seconds=None,
        strokes=("Down", "Hold", "Up"),
        equipment=(),
    )


@pytest.fixture
def videos(tmp_path: Path) -> Path:
    folder = tmp_path / "videos"
    folder.mkdir()
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    return folder


@pytest.fixture
def view(qtbot: QtBot, videos: Path, own: Path) -> ClipView:
    clips = ClipView(FilmShelf(videos, own), LOOK)
    qtbot.addWidget(clips)
    clips.resize(640, 360)
    with qtbot.waitExposed(clips):
        clips.show()
    return clips


def seen(view: ClipView) -> QImage:
    return view.grab().toImage()


def inks(view: ClipView) -> set[str]:
    image = seen(view)
    return {image.pixelColor(x, y).name() for x in range(0, 640, 2) for y in range(0, 360, 2)}


def colours(view: ClipView) -> tuple[str, str]:
    """Which half is red and which is blue, left to right."""
    image = seen(view)
    halves = (image.pixelColor(100, 180), image.pixelColor(540, 180))
    names = tuple("red" if each.red() > each.blue() else "blue" for each in halves)
    return names[0], names[1]


def place(view: ClipView) -> float:
    """Milliseconds into the film of two seconds."""
    return 2000 * (view.share or 0.0)


def film_runs(qtbot: QtBot, view: ClipView) -> None:
    qtbot.waitUntil(lambda: not view.image.isNull(), timeout=10_000)


def test_a_film_runs_in_a_loop_and_stands_still_in_a_pause(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    frames = []
    view._player.frame_ready.connect(lambda: frames.append(view.image))
    view.show_exercise(heading(), Side.LEFT)
    view.set_running(True)
    qtbot.waitUntil(lambda: len(frames) > 30, timeout=15_000)  # the film has 24
    view.set_running(False)
    QApplication.processEvents()
    still = len(frames)
    qtbot.wait(300)
    assert len(frames) <= still + 1
    view.set_running(True)
    qtbot.waitUntil(lambda: len(frames) > still + 3, timeout=10_000)


def test_a_film_that_is_not_running_shows_its_first_picture(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    view.show_exercise(heading(), Side.LEFT)
    film_runs(qtbot, view)
    assert colours(view) == ("red", "blue")


def test_our_films_are_mirrored_for_the_right_side(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    for side, expected in ((Side.RIGHT, ("blue", "red")), (Side.LEFT, ("red", "blue"))):
        view.show_exercise(heading(), side)
        film_runs(qtbot, view)
        assert colours(view) == expected
    view.show_exercise(heading(), None)
    assert colours(view) == ("red", "blue")


def test_the_film_goes_on_when_only_the_side_changes(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    view.show_exercise(heading(), Side.LEFT)
    film_runs(qtbot, view)
    view.show_exercise(heading(), Side.RIGHT)
    assert not view.image.isNull(), "no flash of an empty card between two sides"


def test_another_view_and_a_fault_are_shown_on_demand(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    for name in ("side", "front", "front-knee-in"):
        shutil.copy(FILM, videos / f"reverse-lunge-{name}.webm")
    wanted = [({}, "side"), ({"view": "front"}, "front")]
    wanted += [({"view": "front", "fault": "knee-in"}, "front-knee-in")]
    for how, name in wanted:
        view.show_exercise(heading(), Side.LEFT, **how)
        assert view.film is not None
        assert view.film.path.stem == f"reverse-lunge-{name}"
        film_runs(qtbot, view)


def test_the_film_keeps_the_tempo_of_the_repetitions(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    view.show_exercise(heading(), Side.LEFT)
    film_runs(qtbot, view)
    view.follow(Tempo(1.2, 0.4, 0.9))
    assert view.rate == pytest.approx(2.0 / 2.5)
    view.follow(None)
    assert view.rate == 1.0
    view.follow(Tempo(20, 0, 20))
    assert view.rate == 0.5, "slower than that, a film stutters"


def test_each_stroke_of_the_film_takes_as_long_as_the_persons(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "film.webm")
    (videos / "index.toml").write_text(
        "[[clip]]\nexercise = 'reverse-lunge'\nview = 'side'\nfile = 'film.webm'\n"
        "out_end = 0.4\nhold_end = 0.5\nback_end = 0.9",
        encoding="utf-8",
    )
    view.show_exercise(heading(), Side.LEFT)
    film_runs(qtbot, view)
    view.follow(Tempo(1.0, 0.4, 0.8))
    strokes = [(Stroke.OUT, 0.8, 0), (Stroke.HOLD, 0.5, 800), (Stroke.BACK, 1.0, 1000)]

    def is_near(at: float) -> bool:
        return abs(place(view) - at) <= 200

    for stroke, rate, at in [*strokes, (Stroke.OUT, 0.8, 0)]:
        view.begin_stroke(stroke)
        assert view.rate == pytest.approx(rate)
        qtbot.waitUntil(partial(is_near, at), timeout=5000)


def test_a_film_without_strokes_begins_anew_with_each_repetition(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    view.show_exercise(heading(), Side.LEFT)
    view.set_running(True)
    view.follow(Tempo(1.0, 0.0, 1.0))
    qtbot.waitUntil(lambda: place(view) > 600, timeout=10_000)
    view.begin_stroke(Stroke.BACK)
    assert place(view) > 500, "only the first stroke begins it anew"
    view.begin_stroke(Stroke.OUT)
    qtbot.waitUntil(lambda: place(view) < 400, timeout=5000)


def test_without_a_film_the_card_says_how_to_get_into_place(view: ClipView) -> None:
    view.show_exercise(heading(), Side.LEFT)
    assert {LOOK.ground, LOOK.ink, LOOK.accents[Phase.STRENGTHEN]} <= inks(view)
    assert view.accessibleName() == "Reverse lunge"
    assert view.accessibleDescription() == "Stand tall."


words = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=28)


@given(st.lists(words, min_size=1, max_size=6), st.lists(words, min_size=1, max_size=70))
def test_no_word_of_the_card_is_ever_cut(
    qapp: QApplication, name: list[str], setup: list[str]
) -> None:
    del qapp  # fonts need it
    inside = QRectF(0, 0, 500, 300)
    card = CardWords(Phase.ROLL, " ".join(name), " ".join(setup))
    title, text = fit(card, inside, QFont())
    assert min(title.font.pixelSize(), text.font.pixelSize()) >= SMALLEST
    assert max(title.width, text.width) <= inside.width()
    assert title.height + text.height <= inside.height()


@pytest.mark.parametrize("size", [(800, 600), (1100, 760), (640, 480)])
def test_a_usual_setup_is_readable_from_three_metres(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    del qapp  # fonts need it
    setup = "Stand with your feet under your hips and your hands together, a chair beside you."
    inside = QRectF(0, 0, size[0] * 0.84, size[1] * 0.84)
    _, text = fit(CardWords(Phase.STRENGTHEN, "Reverse lunge", setup), inside, QFont())
    assert text.font.pixelSize() >= size[1] / 16


def test_the_persons_own_film_takes_the_place_of_ours(
    qtbot: QtBot, view: ClipView, videos: Path, own: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    shutil.copy(FILM, own / "reverse-lunge.webm")
    view.show_exercise(heading(), Side.RIGHT)
    film_runs(qtbot, view)
    assert view.film is not None
    assert view.film.own
    assert colours(view) == ("red", "blue"), "nobody said which side it shows: not mirrored"


def test_the_persons_own_film_of_one_side_is_mirrored_for_the_other(
    qtbot: QtBot, view: ClipView, own: Path
) -> None:
    shutil.copy(FILM, own / "reverse-lunge-right.webm")
    for side, expected in ((Side.LEFT, ("blue", "red")), (Side.RIGHT, ("red", "blue"))):
        view.show_exercise(heading(), side)
        film_runs(qtbot, view)
        assert colours(view) == expected


def test_the_persons_own_picture_is_shown(qtbot: QtBot, view: ClipView, own: Path) -> None:
    picture = QImage(80, 45, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    picture.save(str(own / "reverse-lunge.png"))
    view.show_exercise(heading(), Side.RIGHT)
    film_runs(qtbot, view)
    assert seen(view).pixelColor(320, 180).name() == "#123456"


def test_a_picture_as_large_as_a_camera_makes_it_is_made_smaller(
    qtbot: QtBot, view: ClipView, own: Path
) -> None:
    picture = QImage(6000, 4000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    picture.save(str(own / "reverse-lunge.jpg"))
    view.show_exercise(heading(), None)
    film_runs(qtbot, view)
    assert view.image.width() <= 2560


def test_a_hidden_view_plays_nothing(qtbot: QtBot, view: ClipView, videos: Path) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    view.show_exercise(heading(), Side.LEFT)
    view.set_running(True)
    film_runs(qtbot, view)
    frames: list[None] = []
    view.hide()
    QApplication.processEvents()
    view._player.frame_ready.connect(lambda: frames.append(None))
    qtbot.wait(300)
    assert len(frames) <= 1
    view.show()
    qtbot.waitUntil(lambda: len(frames) > 3, timeout=10_000)


def test_one_long_word_does_not_make_the_rest_small(qapp: QApplication) -> None:
    del qapp  # fonts need it
    card = CardWords(Phase.ROLL, "Kniestreckungsgelenkmobilisationsübung", "Setzen Sie sich.")
    name, setup = fit(card, QRectF(0, 0, 400, 300), QFont())
    assert name.width <= 400
    assert setup.font.pixelSize() > name.font.pixelSize()


def test_views_that_go_while_they_play_leave_nothing_hanging(
    qtbot: QtBot, videos: Path, own: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    for _ in range(20):
        clips = ClipView(FilmShelf(videos, own), LOOK)
        clips.show()
        clips.show_exercise(heading(), Side.RIGHT)
        clips.set_running(True)
        film_runs(qtbot, clips)
        with qtbot.waitSignal(clips.destroyed, timeout=5000):
            clips.deleteLater()


def breaks(path: Path) -> None:
    path.write_bytes(b"this is no film")


def is_cut(path: Path) -> None:
    path.write_bytes(FILM.read_bytes()[:200])


def is_empty(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("spoil", [breaks, is_cut, is_empty])
@pytest.mark.parametrize("kind", ["webm", "png"])
def test_what_cannot_be_shown_is_told_once_and_the_words_stand_in(
    qtbot: QtBot,
    view: ClipView,
    own: Path,
    spoil: Callable[[Path], None],
    kind: str,
) -> None:
    path = own / f"reverse-lunge.{kind}"
    spoil(path)
    told: list[str] = []
    view.problem.connect(told.append)
    view.show_exercise(heading(), Side.LEFT)
    view.set_running(True)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=10_000)
    assert str(path) in told[0]
    assert view.film is None
    view.show_exercise(heading(), Side.LEFT)
    qtbot.wait(100)
    assert len(told) == 1
    assert LOOK.ink in inks(view)


def test_a_hold_longer_than_the_film_stands_still_until_the_way_back(
    qtbot: QtBot, view: ClipView, videos: Path
) -> None:
    shutil.copy(FILM, videos / "film.webm")
    (videos / "index.toml").write_text(
        "[[clip]]\nexercise = 'reverse-lunge'\nview = 'side'\nfile = 'film.webm'\n"
        "out_end = 0.4\nhold_end = 0.5\nback_end = 0.9",
        encoding="utf-8",
    )
    view.show_exercise(heading(), Side.LEFT)
    film_runs(qtbot, view)
    view.set_running(True)
    view.follow(Tempo(1.0, 60.0, 1.0))
    view.begin_stroke(Stroke.HOLD)
    assert not view._player._waiting
    qtbot.waitUntil(lambda: view._player._waiting)
    assert view.share == pytest.approx(0.5, abs=0.1)
    view.begin_stroke(Stroke.BACK)
    assert not view._player._waiting


def test_the_card_says_how_it_goes_where_somebody_knows(
    qtbot: QtBot, videos: Path, own: Path
) -> None:
    without = ClipView(FilmShelf(videos, own), LOOK)
    knowing = ClipView(FilmShelf(videos, own), LOOK, how=lambda _exercise: "Sink straight down.")
    for clips in (without, knowing):
        qtbot.addWidget(clips)
        clips.resize(640, 360)
        clips.show_exercise(heading(), Side.LEFT)
    assert seen(without) != seen(knowing)
    assert knowing.accessibleDescription() == "Stand tall."


def test_alone_a_clip_counts_its_own_strokes(qtbot: QtBot, view: ClipView, videos: Path) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    began: list[Stroke] = []
    view.stroke_began.connect(began.append)
    view.show_exercise(heading(), Side.LEFT)
    view.follow(Tempo(0.1, 0.1, 0.1), alone=True)
    assert began == []
    view.set_running(True)
    qtbot.waitUntil(lambda: len(began) >= 3, timeout=5000)
    assert began[:3] == list(Stroke)
    view.set_running(False)
    count = len(began)
    qtbot.wait(200)
    assert len(began) == count, "it counts for nobody in a pause"


def test_our_film_stands_in_for_one_of_the_persons_that_does_not_play(
    qtbot: QtBot, view: ClipView, videos: Path, own: Path
) -> None:
    shutil.copy(FILM, videos / "reverse-lunge-side.webm")
    breaks(own / "reverse-lunge.webm")
    told: list[str] = []
    view.problem.connect(told.append)
    view.show_exercise(heading(), Side.RIGHT)
    view.set_running(True)
    film_runs(qtbot, view)
    assert view.film is not None
    assert not view.film.own
    assert view.mirrored
    assert len(told) == 1
    assert "our film" in told[0]
