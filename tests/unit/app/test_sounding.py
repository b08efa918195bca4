"""One chime player and one voice for everybody, tuned as is chosen now."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.notices import Notices
from kneeline.app.session.sounding import Sounding
from kneeline.app.settings import Choices
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way


@pytest.fixture
def choices(tmp_path: Path, qtbot: QtBot) -> Choices:
    del qtbot  # Qt itself
    return Choices(tmp_path / "settings.json", pytest.fail)


@pytest.fixture
def sounding(choices: Choices, tmp_path: Path) -> Sounding:
    notices = Notices()
    sounding = Sounding(locations.find(tmp_path).resources / "sounds", choices, notices)
    sounding.notices = notices  # type: ignore[attr-defined]  # its parent must live as long
    return sounding


def test_everybody_gets_the_same_two(sounding: Sounding) -> None:
    assert sounding.chimes() is sounding.chimes()
    assert sounding.voice() is sounding.voice()
    assert len(sounding.media()) == 2


def test_nothing_is_made_before_it_is_wanted(sounding: Sounding) -> None:
    sounding.tune()
    assert sounding.media() == ()
    assert sounding.voices() == ()
    assert sounding.trouble == ""


def test_what_is_chosen_is_heard_from_then_on(sounding: Sounding, choices: Choices) -> None:
    chimes, voice = sounding.chimes(), sounding.voice()
    choices.change(
        sound=Way.OFF,
        volume=0.3,
        muted=True,
        voice=Amount.EVERYTHING,
        voice_name="Anna",
        voice_rate=-0.4,
        voice_volume=0.6,
    )
    sounding.tune()
    assert (chimes.way, chimes.volume, chimes.muted) == (Way.OFF, 0.3, True)
    assert (voice.amount, voice.voice, voice.rate) == (Amount.EVERYTHING, "Anna", -0.4)
    assert (voice.volume, voice.muted) == (0.6, True)


def test_louder_is_kept_and_ends_at_the_loudest(sounding: Sounding, choices: Choices) -> None:
    choices.change(volume=0.7, voice_volume=0.9, muted=True)
    assert sounding.louder()
    assert (choices.now.volume, choices.now.voice_volume) == pytest.approx((0.9, 1.0))
    assert not choices.now.muted
    assert sounding.louder()
    assert not sounding.louder()
