from __future__ import annotations

import os
from pathlib import Path

import pytest

from kneeline.coach.side import Side
from kneeline.playback.films import OWN, FilmShelf, read_index

CLIP = "[[clip]]\nexercise = 'lunge'\nview = 'side'\nfile = 'a.webm'\n"


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


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch()


def test_an_exercise_is_not_mistaken_for_one_with_a_longer_name(videos: Path) -> None:
    put(videos, "squat-to-chair-side.webm")
    shelf = FilmShelf(videos)
    assert shelf.find("squat") is None
    film = shelf.find("squat-to-chair")
    assert film is not None
    assert (film.view, film.fault, film.shows) == ("side", "", Side.LEFT)


def test_the_right_form_is_shown_unless_a_fault_is_asked_for(videos: Path) -> None:
    put(videos, "lunge-front-knee-in.webm", "lunge-front.webm")
    shelf = FilmShelf(videos)
    right, wrong = shelf.find("lunge"), shelf.find("lunge", fault="knee-in")
    assert right is not None
    assert wrong is not None
    assert right.path.name == "lunge-front.webm"
    assert wrong.path.name == "lunge-front-knee-in.webm"
    assert shelf.find("lunge", fault="heel-up") is None


def test_a_view_that_was_not_filmed_gives_another(videos: Path) -> None:
    put(videos, "lunge-front.webm")
    film = FilmShelf(videos).find("lunge", view="side")
    assert film is not None
    assert film.view == "front"


def test_a_film_that_comes_while_the_program_runs_is_seen(videos: Path, own: Path) -> None:
    shelf = FilmShelf(videos, own)
    assert shelf.find("lunge") is None
    put(own, "lunge.MP4")
    film = shelf.find("lunge")
    assert film is not None
    assert film.own


def test_an_index_that_has_changed_is_read_anew(videos: Path) -> None:
    put(videos, "lunge-front.webm", "lunge-side.webm")
    index, entry = videos / "index.toml", '[[clip]]\nfile = "{}"\nexercise = "lunge"\nview = "{}"\n'
    index.write_text(entry.format("lunge-front.webm", "front"), encoding="utf-8")
    assert FilmShelf(videos).views("lunge") == ("front",)
    index.write_text(entry.format("lunge-side.webm", "side"), encoding="utf-8")
    os.utime(index, (0, index.stat().st_mtime + 10))
    assert FilmShelf(videos).views("lunge") == ("side",)


@pytest.mark.parametrize(
    ("side", "chosen"),
    [(Side.LEFT, "lunge-left.mp4"), (Side.RIGHT, "lunge-right.mp4"), (None, "lunge.jpg")],
)
def test_of_the_persons_own_the_one_of_this_side_is_shown(
    own: Path, videos: Path, side: Side | None, chosen: str
) -> None:
    put(own, "lunge.jpg", "lunge-left.mp4", "lunge-right.mp4", "lunge.txt", "lunge-old.mp4")
    film = FilmShelf(videos, own).find("lunge", side)
    assert film is not None
    assert film.path.name == chosen
    assert not film.mirrored_for(side)


def test_without_any_folder_there_is_no_film(tmp_path: Path) -> None:
    assert FilmShelf(tmp_path / "no", tmp_path / "none").find("lunge") is None


def test_the_index_names_views_and_where_the_strokes_end(videos: Path) -> None:
    put(videos, "a.webm", "b.webm")
    (videos / "index.toml").write_text(
        """
        [[clip]]
        exercise = "lunge"
        view = "front"
        file = "b.webm"

        [[clip]]
        exercise = "lunge"
        view = "side"
        file = "a.webm"
        out_end = 0.4
        hold_end = 0.5
        back_end = 0.9

        [[clip]]
        exercise = "lunge"
        view = "front"
        fault = "knee-in"
        file = "gone.webm"
        """,
        encoding="utf-8",
    )
    shelf = FilmShelf(videos)
    assert shelf.views("lunge") == ("front", "side"), "the index knows which tells most"
    film = shelf.find("lunge", view="side")
    assert film is not None
    assert (film.path.name, film.strokes, film.shows) == ("a.webm", (0.4, 0.5, 0.9), Side.LEFT)
    assert shelf.find("lunge", fault="knee-in") is None, "listed, but not there"
    assert shelf.views("lunge", "knee-in") == ()


def test_the_view_from_the_feet_is_found_by_name(videos: Path) -> None:
    put(videos, "clamshell-feet.webm", "clamshell-side.webm")
    assert FilmShelf(videos).views("clamshell") == ("side", "feet")


def test_the_persons_own_film_is_a_view_too(tmp_path: Path, videos: Path) -> None:
    put(videos, "lunge-side.webm")
    own = tmp_path / "own"
    own.mkdir()
    put(own, "lunge.webm")
    assert FilmShelf(videos, own).views("lunge") == (OWN, "side")


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        "[[clip]]\nexercise = 'lunge'",
        CLIP + "out_end = 'long'\nhold_end = 0.5\nback_end = 0.9",
        CLIP + "shows = 'both'",
        CLIP + "out_end = 0.4",
        CLIP + "out_end = 0.4\nhold_end = 0.3\nback_end = 0.9",
        "clip = 3",
        "clip = ['a', 'b']",
    ],
)
def test_a_spoilt_index_costs_nothing_but_a_line_in_the_log(
    videos: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (videos / "index.toml").write_text(text, encoding="utf-8")
    put(videos, "lunge-side.webm")
    film = FilmShelf(videos).find("lunge")
    assert film is not None
    assert film.path.name == "lunge-side.webm"
    assert "index.toml" in caplog.text
    assert read_index(videos / "index.toml") == []


def test_an_index_in_another_encoding_is_logged(
    videos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (videos / "index.toml").write_bytes(b"\xff\xfe\x00")
    assert read_index(videos / "index.toml") == []
    assert "index.toml" in caplog.text
