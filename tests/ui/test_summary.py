"""The page after a session: every ending, scores given and not given, one set and many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import Phase
from kneeline.coach.side import Side
from kneeline.ui.summary import KneeSummary, SessionSummary, SummaryPage
from kneeline.ui.theme import Look
from tests.legible import clipped, outside, overlapping, settle

UNSCORED = KneeSummary(None, None, None)
WHOLE = SessionSummary(
    name="The whole session",
    ending=SessionEnding.COMPLETED,
    minutes=34,
    sets={Phase.ROLL: 10, Phase.ACTIVATE: 5, Phase.MOBILISE: 6, Phase.STRENGTHEN: 12},
    knees={Side.LEFT: KneeSummary(1, 10, 2), Side.RIGHT: KneeSummary(0, None, 0)},
)


def shown(qtbot: QtBot, summary: SessionSummary) -> SummaryPage:
    page = SummaryPage(summary)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.focus_done()
    settle()
    return page


def words(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("ending", "title", "advice"),
    [
        (SessionEnding.COMPLETED, "Session done", "Tomorrow morning counts too"),
        (SessionEnding.LEFT, "Session ended early", "Tomorrow morning counts too"),
        (SessionEnding.HURT, "Session ended because it hurt", "see a doctor or physiotherapist"),
    ],
)
def test_each_ending_has_its_words(
    qtbot: QtBot, ending: SessionEnding, title: str, advice: str
) -> None:
    said = words(shown(qtbot, replace(WHOLE, ending=ending)))
    assert title in said
    assert any(advice in each for each in said)


def test_every_ending_is_tested_above() -> None:
    assert len(SessionEnding) == 3


@pytest.mark.parametrize(
    ("sets", "lead"),
    [
        ({}, "The whole session: ended before the first set."),
        ({Phase.ROLL: 1}, "The whole session: 1 set in 34 min. It is in your journal."),
        ({Phase.ROLL: 1, Phase.ACTIVATE: 1}, "The whole session: 2 sets in 34 min."),
    ],
)
def test_sets_are_counted_in_the_right_form(
    qtbot: QtBot, sets: Mapping[Phase, int], lead: str
) -> None:
    said = words(shown(qtbot, replace(WHOLE, sets=sets)))
    assert any(each.startswith(lead) for each in said), said
    assert said.count("1 set") == len(sets)
    assert ("No sets this time." in said) is (not sets)


def test_nothing_done_claims_nothing_in_the_journal(qtbot: QtBot) -> None:
    said = words(shown(qtbot, replace(WHOLE, sets={}, ending=SessionEnding.LEFT)))
    assert not any("in your journal" in each for each in said)


def test_each_knee_has_its_row_and_a_missing_score_is_a_dash(qtbot: QtBot) -> None:
    said = words(shown(qtbot, WHOLE))
    left, right = said.index("Left knee"), said.index("Right knee")
    assert said[left : left + 4] == ["Left knee", "1", "10", "2"]
    assert said[right : right + 4] == ["Right knee", "0", "–", "0"]


def test_no_scores_at_all(qtbot: QtBot) -> None:
    said = words(shown(qtbot, replace(WHOLE, knees=dict.fromkeys(Side, UNSCORED))))
    assert said.count("–") == 6


def test_phases_stand_in_the_order_they_were_done(qtbot: QtBot) -> None:
    said = words(shown(qtbot, WHOLE))
    places = [said.index(each) for each in ("Roll", "Activate", "Mobilise", "Strengthen")]
    assert places == sorted(places)


def test_space_is_done_and_tab_leads_to_progress(qtbot: QtBot) -> None:
    page = shown(qtbot, WHOLE)
    heard: list[str] = []
    page.done.connect(lambda: heard.append("done"))
    page.chart_asked.connect(lambda: heard.append("chart"))
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert heard == ["done", "chart"]
    assert all(each.text() for each in page.findChildren(QPushButton))


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(800, 560), (1366, 768)])
@pytest.mark.parametrize("ending", SessionEnding)
def test_no_text_is_clipped(
    dress: Callable[..., Look],
    qtbot: QtBot,
    text_scale: float,
    size: tuple[int, int],
    ending: SessionEnding,
) -> None:
    dress("light", text_scale)
    page = shown(qtbot, replace(WHOLE, ending=ending))
    page.resize(*size)
    settle()
    assert clipped(page) == []
    assert overlapping(page) == []
    [scroll] = page.findChildren(QScrollArea)
    assert outside(page, scroll.widget()) == []
    if text_scale == 1.0:
        assert outside(page) == [], "it scrolls"
    if size == (1366, 768):
        assert scroll.widget().width() <= scroll.viewport().width(), "it scrolls sideways"
