"""The parts of a movement at its tempo, where no session counts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kneeline.coach.dose import Stroke, Tempo
from kneeline.playback.pacing import Pacer


@pytest.fixture
def heard() -> list[Stroke]:
    return []


@pytest.fixture
def pacer(qtbot: QtBot, heard: list[Stroke]) -> Pacer:
    del qtbot  # timers need an application
    made = Pacer()
    made.began.connect(heard.append)
    return made


def test_the_parts_follow_each_other_over_and_over(
    qtbot: QtBot, pacer: Pacer, heard: list[Stroke]
) -> None:
    pacer.follow(Tempo(0.03, 0.02, 0.04))
    pacer.set_running(running=True)
    qtbot.waitUntil(lambda: len(heard) >= 7, timeout=5000)
    assert heard[:7] == [*Stroke, *Stroke, Stroke.OUT]


def test_a_part_that_takes_no_time_is_left_out(
    qtbot: QtBot, pacer: Pacer, heard: list[Stroke]
) -> None:
    pacer.follow(Tempo(0.02, 0, 0.02))
    pacer.set_running(running=True)
    qtbot.waitUntil(lambda: len(heard) >= 3, timeout=5000)
    assert heard[:3] == [Stroke.OUT, Stroke.BACK, Stroke.OUT]


def test_a_part_goes_on_after_a_pause_and_does_not_begin_anew(
    qtbot: QtBot, pacer: Pacer, heard: list[Stroke]
) -> None:
    pacer.follow(Tempo(0.2, 0, 60))
    pacer.set_running(running=True)
    qtbot.waitUntil(lambda: heard == [Stroke.OUT], timeout=5000)
    pacer.set_running(running=False)
    qtbot.wait(300)
    assert heard == [Stroke.OUT]
    pacer.set_running(running=True)
    qtbot.waitUntil(lambda: len(heard) > 1, timeout=5000)
    assert heard == [Stroke.OUT, Stroke.BACK]


def test_without_a_tempo_nothing_is_counted(
    qtbot: QtBot, pacer: Pacer, heard: list[Stroke]
) -> None:
    pacer.set_running(running=True)
    pacer.follow(None)
    qtbot.wait(50)
    assert heard == []
