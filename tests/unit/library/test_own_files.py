"""What a person or a physiotherapist adds beside our own exercises and programmes."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from kneeline.library import load
from kneeline.library.checking import check, list_json
from tests.unit.library.conftest import RESOURCES

MINE = """
id = "towel-slide"
name = "Towel slide"
phase = "strengthen"
purpose = "What my physiotherapist showed me."
sides = "each"
position = "standing"
effort = 3
setup = "Stand on one leg, the other foot on a towel."
steps = ["Slide the foot back.", "Slide it forward again."]
feel = ["In the glute."]
not_feel = ["Not in the knee."]
strokes = ["Back", "Hold", "Home"]
swaps = ["wall-sit"]
film = "towel-slide.mp4"
sources = { purpose = ["physiotherapist"], technique = ["physiotherapist"], dose = ["own-idea"] }
cue = [
  { id = "slow", text = "Slow", say = "Slow.", moment = "start" },
  { id = "heel", text = "Heel down", say = "Heel down.", moment = "out", mark = "heel" },
  { id = "tall", text = "Tall", say = "Stand tall.", moment = "half" },
]
fault = [
  { id = "knee-cave", name = "The knee caves in", fix = "Go less far." },
  { id = "trunk-lean", name = "Leaning", fix = "Stand tall." },
]
level = [
  { id = "one", name = "One", how = "So.", dose = {sets=1, reps=5}, most = {sets=2, reps=8} },
]
"""
MY_PROGRAMME = """
id = "mine"
name = "Mine"
purpose = "Short and sweet."
sources = ["own-idea"]
[[block]]
phase = "strengthen"
entry = [{ exercise = "towel-slide" }, { exercise = "wall-sit", sets = 1 }]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in {
        "exercises/towel-slide.toml": MINE,
        "programmes/mine.toml": MY_PROGRAMME,
    }.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    films = tmp_path / "films"
    films.mkdir()
    (films / "towel-slide.mp4").write_bytes(b"a film")
    return tmp_path


def test_own_files_stand_beside_ours(own: Path) -> None:
    library = load(RESOURCES, own)
    assert library.problems == ()
    assert library.own == {"towel-slide", "mine"}
    assert library.exercises["towel-slide"].film == "towel-slide.mp4"
    assert library.exercises["towel-slide"].levels[0].dose.tempo is None
    assert len(library.exercises) == 37


def test_a_film_that_is_not_there_costs_only_the_film(own: Path) -> None:
    (own / "films" / "towel-slide.mp4").unlink()
    path = own / "exercises" / "towel-slide.toml"
    library = load(RESOURCES, own)
    assert [str(each) for each in library.problems] == [
        (
            f"{path}, film: there is no “towel-slide.mp4” in the films folder; "
            "put it there, beside the exercises folder, or leave this line out."
        )
    ]
    assert library.exercises["towel-slide"].film == ""


@pytest.mark.parametrize("film", ["../secret.mp4", "/films/film.mp4", "C:\\\\film.mp4", "a/b.mp4"])
def test_a_film_stays_in_its_folder(own: Path, film: str) -> None:
    path = own / "exercises" / "towel-slide.toml"
    path.write_text(MINE.replace("towel-slide.mp4", film), encoding="utf-8")
    (problem,) = check([path], RESOURCES)
    assert problem.says.endswith("is more than the name of a file")
    assert problem.remedy == "put it into the films folder and write only its name"


def test_a_data_folder_without_files_of_its_own_is_fine(tmp_path: Path) -> None:
    assert load(RESOURCES, tmp_path).problems == ()
    assert load(RESOURCES, tmp_path / "not-there").own == frozenset()


def test_a_bad_file_of_the_persons_leaves_the_rest_working(own: Path) -> None:
    bad = own / "exercises" / "bad.toml"
    bad.write_bytes(b"name = \xff")
    library = load(RESOURCES, own)
    assert [str(each) for each in library.problems] == [
        f"{bad}: the file is not text in UTF-8; save it again as UTF-8 in your editor."
    ]
    assert "towel-slide" in library.exercises


def test_a_file_saved_by_notepad_is_read(own: Path) -> None:
    path = own / "exercises" / "towel-slide.toml"
    path.write_text(MINE.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert load(RESOURCES, own).problems == ()


def test_an_own_exercise_cannot_take_the_place_of_ours(own: Path) -> None:
    path = own / "exercises" / "towel-slide.toml"
    path.write_text(MINE.replace('id = "towel-slide"', 'id = "bridge"'), encoding="utf-8")
    library = load(RESOURCES, own)
    assert library.exercises["bridge"].name == "Bridge"
    taken = RESOURCES / "exercises" / "bridge.toml"
    assert str(library.problems[0]) == (
        f"{path}, id: the id “bridge” is taken by {taken}; choose another one."
    )
    assert library.own == frozenset()


def test_own_sources_add_to_ours_and_replace_none(own: Path) -> None:
    path = own / "sources.toml"
    source = '[[source]]\nkey = "{}"\nauthors = "Me"\ntakes = "Mine."\ncertainty = "verified"\n'
    path.write_text(source.format("my-book") + source.format("kneeline-order"), encoding="utf-8")
    library = load(RESOURCES, own)
    assert library.sources["my-book"].takes == "Mine."
    assert library.sources["kneeline-order"].certainty == "our-choice"
    assert [str(each) for each in library.problems] == [
        f"{path}, source[2].key: the key “kneeline-order” stands twice; give each its own."
    ]


def test_a_huge_file_is_not_read(own: Path) -> None:
    path = own / "exercises" / "huge.toml"
    path.write_text("# filler\n" * 200_000, encoding="utf-8")
    assert [str(each) for each in load(RESOURCES, own).problems] == [
        f"{path}: the file is too large; keep one exercise in one file."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permission bits")
def test_a_file_one_may_not_open_is_named(own: Path) -> None:
    path = own / "exercises" / "locked.toml"
    path.write_text(MINE, encoding="utf-8")
    path.chmod(0)
    if path.stat().st_mode & stat.S_IRUSR or _root_reads(path):
        pytest.skip("this user may open everything")
    assert [str(each) for each in load(RESOURCES, own).problems] == [
        (
            f"{path}: the file cannot be read ({os.strerror(errno.EACCES)}); "
            "check that it is there and that you may open it."
        )
    ]


def _root_reads(path: Path) -> bool:
    try:
        path.read_bytes()
    except PermissionError:
        return False
    return True


def test_checking_a_good_file_finds_nothing(own: Path) -> None:
    assert check([own / "exercises" / "towel-slide.toml"], RESOURCES) == []
    assert check([own], RESOURCES) == []
    assert check([RESOURCES], RESOURCES) == []


def test_checking_says_what_is_not_there(own: Path, tmp_path: Path) -> None:
    missing = own / "exercises" / "nowhere.toml"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert [str(each) for each in check([missing, empty], RESOURCES)] == [
        (
            f"{empty}: there is no .toml file in this folder; "
            "name the files, or the folder that holds them."
        ),
        (
            f"{missing}: the file cannot be read ({os.strerror(errno.ENOENT)}); "
            "check that it is there and that you may open it."
        ),
    ]


def test_checking_a_programme_alone_knows_our_exercises_and_not_the_persons(own: Path) -> None:
    path = own / "programmes" / "mine.toml"
    assert [str(each) for each in check([path], RESOURCES)] == [
        (
            f"{path}, block[1].entry[1].exercise: there is no exercise “towel-slide”; "
            "check how it is spelt."
        )
    ]


def test_a_broken_programme_is_told_by_its_folder(own: Path) -> None:
    path = own / "programmes" / "mine.toml"
    path.write_text("name = ", encoding="utf-8")
    (problem,) = check([path], RESOURCES)
    assert problem.place == "end of the file"
    assert problem.path == path


def test_the_listing_is_json_and_whole(own: Path) -> None:
    listing = json.loads(list_json(load(RESOURCES, own)))
    assert listing.keys() == {"exercises", "programmes", "sources", "problems"}
    assert len(listing["exercises"]) == 37
    assert len(listing["programmes"]) == 9
    mine = next(each for each in listing["exercises"] if each["own"])
    assert mine["id"] == "towel-slide"
    assert mine["levels"][0]["reps"] == 5
    assert mine["levels"][0]["tempo"] is None
    lunge = next(each for each in listing["exercises"] if each["id"] == "reverse-lunge")
    assert lunge["levels"][0]["tempo"] == [3, 1, 2]
