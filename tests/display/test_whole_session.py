"""One whole session in a real window with real key presses, and what the journal says of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneeline.coach.heartbeat import LONGEST_BEAT
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.timeline import SegmentKind, Timeline
from kneeline.library import load
from tests.display.conftest import PATIENCE, Start

pytestmark = [pytest.mark.display, pytest.mark.timeout(300)]

RESOURCES = Path(__file__).parents[2] / "resources"
PROGRAMME = "ten-minute-roll"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    chosen = {"programme": PROGRAMME, "sound": "off", "voice": "nothing", "theme": "light"}
    (folder / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    library = load(RESOURCES)
    day = date(2026, 3, 2)
    return lay_out(draw_up(library.programmes[PROGRAMME], library.exercises, History(), day))


def _work(timeline: Timeline) -> list[int]:
    return [n for n, each in enumerate(timeline.segments) if each.kind is SegmentKind.WORK]


def test_a_whole_session_by_keyboard(
    start: Start, data: Path, timeline: Timeline, qtbot: QtBot
) -> None:
    app = start(data)
    app.begin(qtbot)
    app.press("3", "1", "space")
    app.until("SELECT 1 FROM unfinished WHERE segment = 1", qtbot=qtbot)

    first, second, *_rest, last = _work(timeline)
    app.skip_to(first, qtbot)
    app.press("h", "l", "2")
    app.until("SELECT 1 FROM pain_scores WHERE moment = 'during'", qtbot=qtbot)
    app.press("space", "m", "f", "f", "x", "r", "plus", "minus", "question", "question", "Right")
    app.until("SELECT 1 FROM sets WHERE segment = ?", first, qtbot=qtbot)
    assert app.chosen()["muted"] is True
    app.skip_to(second, qtbot)
    app.press("Left")
    app.until("SELECT 1 FROM unfinished WHERE segment = ?", second - 1, qtbot=qtbot)
    app.skip_to(second, qtbot)
    asleep = app.nap(qtbot)
    assert asleep.on_the_clock < asleep.seconds - LONGEST_BEAT
    app.press("space", "space", "space", "space", "space", "Escape", "Escape")
    app.skip_to(last + 1, qtbot)

    app.press("2", "1", "2", "0", "Tab")
    app.write("slept badly")
    app.press("Return")
    app.until("SELECT 1 FROM sessions WHERE ending = 'completed'", qtbot=qtbot)
    assert app.rows("SELECT knee, moment, score FROM pain_scores ORDER BY at, rowid") == [
        ("left", "before", 3),
        ("right", "before", 1),
        ("left", "during", 2),
        ("left", "after", 2),
        ("right", "after", 1),
        ("left", "during", 2),
        ("right", "during", 0),
    ]
    done = [row[0] for row in app.rows("SELECT segment FROM sets ORDER BY segment")]
    assert done == _work(timeline)
    assert app.rows("SELECT count(*) FROM unfinished") == [(0,)]

    app.press("Tab", "space", "ctrl+q")
    output, errors = app.process.communicate(timeout=PATIENCE)
    assert (app.process.returncode, output, errors) == (0, "", "")


def test_killed_in_a_session_it_offers_to_go_on_at_the_same_place(
    start: Start, data: Path, timeline: Timeline, qtbot: QtBot
) -> None:
    app = start(data)
    app.begin(qtbot)
    app.press("2", "2", "space")
    app.until("SELECT 1 FROM unfinished WHERE segment = 1", qtbot=qtbot)
    second = _work(timeline)[1]
    app.skip_to(second, qtbot)
    before = app.rows("SELECT segment, seconds FROM sets ORDER BY segment")
    app.kill()

    again = start(data)
    again.press("Return")  # "Go on with it" has the keyboard
    again.press("space", "Right")
    again.until("SELECT 1 FROM unfinished WHERE segment > ?", second, qtbot=qtbot)
    after = again.rows("SELECT segment, seconds FROM sets ORDER BY segment")
    assert after[: len(before)] == before
    assert len(again.rows("SELECT id FROM sessions")) == 1


def test_closing_the_window_in_a_session_loses_nothing(
    start: Start, data: Path, qtbot: QtBot
) -> None:
    app = start(data)
    app.begin(qtbot)
    app.press("0", "0", "space")
    app.until("SELECT 1 FROM unfinished WHERE segment = 1", qtbot=qtbot)
    app.press("ctrl+q")
    _output, errors = app.process.communicate(timeout=PATIENCE)
    assert (app.process.returncode, errors) == (0, "")
    assert app.segment() == 1
