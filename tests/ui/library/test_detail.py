"""One exercise in full: all that its file says is on the screen, and every button works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.playback.clips import ClipView
from kneeline.ui.library.page import LibraryPage
from tests.legible import settle
from tests.library_house import FILM, House, press, words

# Qt says once that it has no GPU here to turn frames into pictures with.
pytestmark = pytest.mark.qt_log_ignore("No RHI backend")


def in_sight(page: LibraryPage) -> list[ClipView]:
    return [each for each in page.detail.findChildren(ClipView) if each.isVisibleTo(page)]


def buttons(page: LibraryPage) -> list[str]:
    return [each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page)]


def test_everything_a_file_says_is_shown(page: LibraryPage, house: House) -> None:
    for exercise in house.library.exercises.values():
        page.open_exercise(exercise.id)
        settle()
        shown = words(page)
        expected = [
            exercise.name,
            exercise.purpose,
            exercise.setup,
            *exercise.steps,
            *exercise.feel,
            *exercise.not_feel,
            *exercise.avoid,
            *(cue.text for cue in exercise.cues),
            *(sentence for fault in exercise.faults for sentence in (fault.name, fault.fix)),
            *(sentence for level in exercise.levels for sentence in (level.name, level.how)),
        ]
        assert [each for each in expected if each not in shown] == []
        swaps = [house.library.exercises[name].name for name in exercise.swaps]
        assert [each for each in swaps if each not in buttons(page)] == []


def test_the_ladder_shows_where_one_stands(house: House, show: Callable[[], LibraryPage]) -> None:
    house.levels = {"reverse-lunge": "full"}
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    shown = words(page)
    assert shown.count("You are here") == 1
    assert shown[shown.index("You are here") - 1] == "All the way down"
    assert (
        "2 sets of 8 reps · Down 3 s – Hold 1 s – Up 2 s · 75 s rest · knee from 0 to 90°" in shown
    )
    page.open_exercise("bridge")
    settle()
    assert "You are here" not in words(page)
    assert any("You have not begun yet" in each for each in words(page))


def test_sources_are_one_click_away_with_how_sure_we_are(page: LibraryPage, house: House) -> None:
    page.open_exercise("reverse-lunge")
    settle()
    keys = house.library.exercises["reverse-lunge"].sources
    taken = [house.library.sources[key].takes for key in keys]
    assert not set(taken) & set(words(page))
    press(page, "Show the sources")
    shown = words(page)
    assert set(taken) <= set(shown)
    assert {"Verified", "Second-hand", "Our choice"} <= set(shown)
    assert any("nobody has shown it. It stands behind: how much of it" in each for each in shown)
    press(page, "Hide the sources")
    assert not set(taken) & set(words(page))


def test_trying_it_alone_is_under_the_keyboard(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_exercise("wall-sit")
    settle()
    at = QApplication.focusWidget()
    assert isinstance(at, QPushButton)
    assert at.text() == "Try it alone"
    with qtbot.waitSignal(page.try_asked) as asked:
        qtbot.keyClick(at, Qt.Key.Key_Space)
    assert asked.args == ["wall-sit"]


def test_swaps_lead_on_and_escape_leads_back(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_exercise("reverse-lunge")
    settle()
    press(page, "Wall sit")
    assert page.detail.exercise == "wall-sit"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.detail.exercise == "reverse-lunge"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.shelf.isVisible()


def test_an_unknown_exercise_is_passed_over(page: LibraryPage) -> None:
    page.open_exercise("nobody")
    assert page.shelf.isVisible()


def test_without_a_film_the_words_stand_alone_and_are_said_once(
    house: House, page: LibraryPage
) -> None:
    page.open_exercise("wall-sit")
    settle()
    assert in_sight(page) == []
    assert "Pause" not in buttons(page)
    assert words(page).count(house.library.exercises["wall-sit"].setup) == 1


def test_clips_run_at_the_tempo_of_the_level_reached(
    qtbot: QtBot, house: House, show: Callable[[], LibraryPage]
) -> None:
    house.put_film("reverse-lunge-side.webm")
    exercise = house.library.exercises["reverse-lunge"]
    slowest = max(
        (level for level in exercise.levels if level.dose.tempo is not None),
        key=lambda level: level.dose.tempo.seconds if level.dose.tempo else 0,
    )
    house.levels["reverse-lunge"] = slowest.id
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    [clip] = in_sight(page)
    assert slowest.dose.tempo is not None
    wanted = max(0.5, 2.0 / slowest.dose.tempo.seconds)  # the film takes two seconds
    qtbot.waitUntil(lambda: clip.rate == pytest.approx(wanted), timeout=10_000)


def test_right_and_wrong_stand_side_by_side(house: House, show: Callable[[], LibraryPage]) -> None:
    house.put_film("reverse-lunge-side.webm")
    house.put_film("reverse-lunge-front.webm")
    house.put_film("reverse-lunge-front-knee-cave.webm")
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    right, wrong = in_sight(page)
    assert (right.film and right.film.view, right.film and right.film.fault) == ("front", "")
    assert (wrong.film and wrong.film.view, wrong.film and wrong.film.fault) == (
        "front",
        "knee-cave",
    )
    places = [
        QRect(each.mapTo(page, each.rect().topLeft()), each.size()) for each in (right, wrong)
    ]
    assert places[0].right() < places[1].left()
    assert places[0].top() == places[1].top()
    assert abs(places[0].width() / places[0].height() - 16 / 9) < 0.05
    assert {"Like this", "Not like this: The knee caves in"} <= set(words(page))
    press(page, "Only the right way")
    assert in_sight(page) == [right]
    press(page, "See it: The knee caves in")
    assert len(in_sight(page)) == 2


def test_a_film_of_ones_own_comes_first(house: House, show: Callable[[], LibraryPage]) -> None:
    house.put_film("reverse-lunge-side.webm")
    house.put_film("reverse-lunge-side-knee-cave.webm")
    own = house.data / "films" / "reverse-lunge.webm"
    own.parent.mkdir(parents=True)
    own.write_bytes(FILM.read_bytes())
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    [clip] = in_sight(page)
    assert clip.film is not None
    assert clip.film.path == own
    press(page, "View: From the side")
    assert clip.film.own is False


def test_side_view_and_pause_reach_both_clips(
    house: House, show: Callable[[], LibraryPage]
) -> None:
    house.put_film("reverse-lunge-side.webm")
    house.put_film("reverse-lunge-front.webm")
    house.put_film("reverse-lunge-side-knee-cave.webm")
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    right, wrong = in_sight(page)
    assert not right.mirrored
    press(page, "Working side: Right side")
    assert right.mirrored
    assert wrong.mirrored
    press(page, "View: From the front")
    assert right.film is not None
    assert right.film.view == "front"
    press(page, "Pause")
    assert "Play" in buttons(page)


def test_a_clip_moves_only_while_somebody_sees_it(
    house: House, show: Callable[[], LibraryPage], qtbot: QtBot
) -> None:
    house.put_film("reverse-lunge-side.webm")
    page = show()
    page.open_exercise("reverse-lunge")
    settle()
    [clip] = in_sight(page)
    qtbot.waitUntil(lambda: not clip.image.isNull())
    first = clip.image.copy()
    qtbot.waitUntil(lambda: clip.image != first)
    page.go_back()
    page.open_exercise("reverse-lunge")
    again = clip.image.copy()
    qtbot.waitUntil(lambda: clip.image != again)


def test_own_exercises_say_so(house: House, show: Callable[[], LibraryPage]) -> None:
    house.put_exercise("mine")
    page = show()
    page.open_exercise("mine")
    settle()
    assert "Yours" in words(page)


def test_a_source_nobody_describes_is_named(house: House, show: Callable[[], LibraryPage]) -> None:
    house.put_exercise(
        "mine", lambda text: text.replace("technique = [", 'technique = ["my-physio", ')
    )
    page = show()
    page.open_exercise("mine")
    settle()
    press(page, "Show the sources")
    assert any("“my-physio” is named" in each for each in words(page))
