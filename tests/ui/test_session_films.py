"""What the player may ask about films, over our own films and exercises."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.locations import find
from kneeline.app.notices import Notices
from kneeline.app.session.films import SessionFilms
from kneeline.coach.exercise import Mark
from kneeline.coach.side import Side
from kneeline.playback.clips import ClipView
from tests.mini import ALL_FOUR

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

LUNGE = ALL_FOUR.headings[3]


@pytest.fixture
def films(qtbot: QtBot, tmp_path: Path) -> SessionFilms:
    places = find(tmp_path)
    made = SessionFilms(places, Bookshelf(places, Notices()), lambda: True)
    qtbot.addWidget(made.shown)
    made.shown.resize(900, 500)
    made.shown.show()
    return made


def test_a_filmed_mistake_has_its_name_and_the_place_it_is_seen(films: SessionFilms) -> None:
    films.shown.show_exercise(LUNGE, Side.LEFT)
    assert films.shown.show_wrong(on=True)
    mistake = films.shown.pair.mistake
    assert mistake is not None
    assert (mistake.id, mistake.mark, mistake.views) == (
        "knee-cave",
        Mark.KNEE_LINE,
        ("front",),
    )
    assert mistake.name[:1].isupper()


def test_the_steps_stand_where_a_film_is_missing(films: SessionFilms) -> None:
    films.shown.show_exercise(LUNGE, Side.LEFT)
    [clip] = films.shown.findChildren(ClipView)
    assert clip.film is not None
    assert "step back" in films._steps(LUNGE.exercise)
    assert films._steps("an-exercise-of-nobody") == ""


def test_every_film_is_let_go_at_the_end(films: SessionFilms) -> None:
    films.shown.show_exercise(LUNGE, Side.LEFT)
    films.shown.show_wrong(on=True)
    films.stop()
    clips = films.shown.findChildren(ClipView)
    assert len(clips) == 2
    assert all(each.film is None and each.image.isNull() for each in clips)
