"""The person's own files: saved, deleted, brought in, and every bit of it taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kneeline import library
from kneeline.library import Unreadable
from kneeline.library.own import OwnFiles, Standing
from kneeline.library.writing import Unwritable, save_programme
from tests.library_house import FILM, RESOURCES, another_bridge

DAILY = replace(library.load(RESOURCES).programmes["daily"], id="mine", name="Mine")


@pytest.fixture
def own(tmp_path: Path) -> OwnFiles:
    return OwnFiles(RESOURCES, tmp_path / "data")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def bridge(folder: Path, name: str, change: tuple[str, str] = ("", "")) -> Path:
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(another_bridge(name).replace(*change, 1), encoding="utf-8")
    return path


def everything(own: OwnFiles) -> dict[str, bytes]:
    files = (path for path in own.data.rglob("*") if path.is_file())
    return {str(path.relative_to(own.data)): path.read_bytes() for path in files}


# -- programmes ----------------------------------------------------------------------------------


def test_a_saved_programme_can_be_taken_back(own: OwnFiles) -> None:
    change = own.save(DAILY)
    assert library.load(RESOURCES, own=own.data).programmes["mine"] == DAILY
    change.undo()
    assert everything(own) == {}


def test_a_change_goes_into_the_file_that_has_the_id_and_can_be_taken_back(own: OwnFiles) -> None:
    path = own.data / "programmes" / "Tuesday evening.toml"
    save_programme(path, DAILY)
    before = path.read_bytes() + b"# for Anna\n"
    path.write_bytes(before)
    change = own.save(replace(DAILY, name="Other"))
    assert list(everything(own)) == ["programmes/Tuesday evening.toml"]
    assert library.load(RESOURCES, own=own.data).programmes["mine"].name == "Other"
    change.undo()
    assert path.read_bytes() == before


def test_a_deleted_programme_comes_back_letter_by_letter(own: OwnFiles) -> None:
    own.save(DAILY)
    before = everything(own)
    change = own.delete("mine")
    assert everything(own) == {}
    change.undo()
    assert everything(own) == before


def test_what_was_changed_since_is_not_undone(own: OwnFiles) -> None:
    change = own.save(DAILY)
    path = own.data / "programmes" / "mine.toml"
    path.write_text("by hand", encoding="utf-8")
    with pytest.raises(Unwritable, match="was changed since"):
        change.undo()
    assert path.read_text(encoding="utf-8") == "by hand"


def test_deleting_what_is_not_there_changes_nothing(own: OwnFiles) -> None:
    own.delete("daily").undo()
    assert everything(own) == {}


# -- files from elsewhere ------------------------------------------------------------------------


def test_looking_copies_nothing_and_bringing_in_copies_all(own: OwnFiles, inbox: Path) -> None:
    paths = [bridge(inbox, "one"), bridge(inbox, "two")]
    arrivals = own.look_at(paths)
    assert [(each.name, each.kind, each.standing) for each in arrivals] == [
        ("Bridge of one", "exercises", Standing.NEW),
        ("Bridge of two", "exercises", Standing.NEW),
    ]
    assert everything(own) == {}
    change = own.bring_in(arrivals)
    assert library.load(RESOURCES, own=own.data).own == {"one", "two"}
    change.undo()
    assert everything(own) == {}


def test_a_programme_may_use_what_comes_with_it_and_what_is_there(
    own: OwnFiles, inbox: Path
) -> None:
    bridge(own.data / "exercises", "there")
    bridge(inbox, "comes")
    text = (RESOURCES / "programmes" / "glute-wake-up.toml").read_text(encoding="utf-8")
    for ours, theirs in (
        ("glute-wake-up", "both"),
        ('"monster-walk"', '"comes"'),
        ('"clamshell"', '"there"'),
    ):
        assert ours in text
        text = text.replace(ours, theirs)
    (inbox / "both.toml").write_text(text, encoding="utf-8")
    arrivals = own.look_at([inbox])
    assert [(each.kind, each.problems) for each in arrivals] == [
        ("programmes", ()),
        ("exercises", ()),
    ]
    own.bring_in(arrivals)
    loaded = library.load(RESOURCES, own=own.data)
    assert loaded.problems == ()
    assert loaded.own == {"there", "comes", "both"}


def test_one_bad_file_is_explained_and_never_copied(own: OwnFiles, inbox: Path) -> None:
    good, bad = bridge(inbox, "good"), bridge(inbox, "bad", ("sets = 2", "sets = 99"))
    fine, broken = own.look_at([good, bad])
    assert fine.problems == ()
    [problem] = broken.problems
    assert "the number is too large" in str(problem)
    with pytest.raises(Unreadable, match="too large"):
        own.bring_in([fine, broken])
    assert everything(own) == {}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.toml", "id = ", "stops being TOML"),
        ("x.toml", 'id = "../../up"', "not a name that can be used in a file"),
        ("sources.toml", "", "neither an exercise nor a programme"),
        ("x.toml", 'name = "No id"\nblock = 3', "block"),
    ],
)
def test_strange_files_get_a_sentence(
    own: OwnFiles, inbox: Path, name: str, text: str, says: str
) -> None:
    path = inbox / name
    path.write_text(text, encoding="utf-8")
    [arrival] = own.look_at([path])
    assert says in " ".join(map(str, arrival.problems))


def test_an_id_of_ours_is_never_taken_over(own: OwnFiles, inbox: Path) -> None:
    [arrival] = own.look_at([bridge(inbox, "bridge")])
    assert "is taken by" in str(arrival.problems[0])


def test_an_exercise_cannot_take_the_id_of_a_programme(own: OwnFiles, inbox: Path) -> None:
    own.save(DAILY)
    [arrival] = own.look_at([bridge(inbox, "mine")])
    assert "is taken by" in str(arrival.problems[0])


def test_what_is_there_already_is_told_from_what_it_would_replace(
    own: OwnFiles, inbox: Path
) -> None:
    mine = bridge(own.data / "exercises", "mine")
    same = bridge(inbox, "mine")
    [arrival] = own.look_at([same])
    assert arrival.standing is Standing.SAME
    other = bridge(inbox, "mine", ("sets = 2", "sets = 1"))
    [arrival] = own.look_at([other])
    assert arrival.standing is Standing.REPLACES
    assert arrival.target == mine
    before = mine.read_bytes()
    change = own.bring_in([arrival])
    assert mine.read_bytes() == other.read_bytes()
    change.undo()
    assert mine.read_bytes() == before


def test_a_new_version_that_would_break_a_programme_is_refused(own: OwnFiles, inbox: Path) -> None:
    bridge(own.data / "exercises", "mine")
    entry = replace(DAILY.blocks[1].entries[0], exercise="mine", level="two-legs", sets=None)
    block = replace(DAILY.blocks[1], entries=(entry,))
    own.save(replace(DAILY, id="wakes", blocks=(block,)))
    assert library.load(RESOURCES, own=own.data).problems == ()
    [arrival] = own.look_at([bridge(inbox, "mine", ('id = "two-legs"', 'id = "both-legs"'))])
    assert "has no level “two-legs”" in str(arrival.problems[0])


def test_a_film_comes_along_and_never_over_another(own: OwnFiles, inbox: Path) -> None:
    path = bridge(inbox, "mine", ("effort =", 'film = "mine.webm"\neffort ='))
    [alone] = own.look_at([path])
    assert "no “mine.webm” in the films folder" in str(alone.problems[0])
    (inbox / "mine.webm").write_bytes(FILM.read_bytes())
    [with_film] = own.look_at([path])
    assert with_film.problems == ()
    change = own.bring_in([with_film])
    loaded = library.load(RESOURCES, own=own.data)
    assert loaded.problems == ()
    assert loaded.exercises["mine"].film == "mine.webm"
    change.undo()
    assert everything(own) == {}
    (own.data / "films" / "mine.webm").write_bytes(b"another")
    [in_the_way] = own.look_at([path])
    assert "another film called “mine.webm”" in str(in_the_way.problems[0])


def test_when_the_disk_refuses_half_way_nothing_stays(own: OwnFiles, inbox: Path) -> None:
    bridge(inbox, "one")
    save_programme(inbox / "two.toml", DAILY)
    arrivals = own.look_at([inbox])
    # A file stands where the folder of the second kind should be.
    own.data.mkdir()
    (own.data / "programmes").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unwritable):
        own.bring_in(arrivals)
    assert everything(own) == {"programmes": b"in the way"}
