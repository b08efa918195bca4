"""A programme built in the window comes back from its file as it was."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline import library
from kneeline.coach.exercise import Exercise, Phase
from kneeline.coach.programme import Block, Entry, Programme, out_of_order
from kneeline.library import Unreadable
from kneeline.library.writing import Unwritable, programme_text, save_programme
from tests.library_house import RESOURCES

OURS = library.load(RESOURCES)
BY_PHASE = {
    phase: [each for each in OURS.exercises.values() if each.phase is phase] for phase in Phase
}
# Everything a text field can hold; half a pair of surrogates cannot be typed.
LETTERS = st.characters(exclude_categories=["Cs"])


def texts(longest: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=longest)


@st.composite
def entries(draw: st.DrawFn, phase: Phase) -> Entry:
    exercise: Exercise = draw(st.sampled_from(BY_PHASE[phase]))
    level = draw(st.none() | st.sampled_from([level.id for level in exercise.levels]))
    return Entry(exercise.id, level, draw(st.none() | st.integers(1, 10)))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    phases = draw(st.lists(st.sampled_from(Phase), min_size=1, max_size=5))
    blocks = tuple(
        Block(phase, tuple(draw(st.lists(entries(phase), min_size=1, max_size=4))))
        for phase in phases
    )
    because = draw(texts(200)) if out_of_order(tuple(phases)) else ""
    sources = tuple(draw(st.lists(st.sampled_from(list(OURS.sources)), min_size=1, max_size=3)))
    return Programme("mine", draw(texts(48)), draw(texts(120)), blocks, because, sources)


@given(programmes())
def test_what_is_saved_is_what_our_loader_reads(
    tmp_path_factory: pytest.TempPathFactory, programme: Programme
) -> None:
    data = tmp_path_factory.mktemp("data")
    save_programme(data / "programmes" / "mine.toml", programme)
    loaded = library.load(RESOURCES, own=data)
    assert loaded.problems == ()
    assert loaded.programmes["mine"] == programme
    assert loaded.own == {"mine"}


@pytest.mark.parametrize("programme", OURS.programmes.values(), ids=lambda each: each.id)
def test_our_own_programmes_survive_being_written(programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / "programmes" / "copy.toml"
    save_programme(path, replace(programme, id="copy"))
    assert library.load(RESOURCES, own=tmp_path).programmes["copy"] == replace(programme, id="copy")


def daily() -> Programme:
    return replace(OURS.programmes["daily"], id="mine")


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (replace(daily(), name=""), "name: there is no text"),
        (replace(daily(), name="x" * 49), "name: the text is too long"),
        (replace(daily(), blocks=()), "“block” is missing"),
        (replace(daily(), id="Not An Id"), "not a name that can be used in a file"),
        (replace(daily(), blocks=daily().blocks[::-1]), "against the order we coach"),
    ],
)
def test_what_our_loader_would_refuse_is_not_written(
    bad: Programme, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    save_programme(path, daily())
    with pytest.raises(Unreadable) as caught:
        save_programme(path, bad)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_text(encoding="utf-8") == programme_text(daily())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nobody is refused there",
)
def test_a_folder_that_takes_no_files_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(
        Unwritable, match=re.escape(f"could not be written ({os.strerror(errno.EACCES)})")
    ):
        save_programme(tmp_path / "mine.toml", daily())
    tmp_path.chmod(0o700)


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "programmes").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unwritable, match="make room on the disk or allow"):
        save_programme(tmp_path / "programmes" / "mine.toml", daily())
    assert (tmp_path / "programmes").read_text(encoding="utf-8") == "in the way"
