"""What Settings changes is heard at once: the voice, its rate and volume, how much, and a trial."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.hearing import (
    RATE,
    Ear,
    Player,
    SoundServer,
    needs_sound_server,
    needs_speech,
    player,
    sound_server,
    speech_daemon,
)

pytestmark = [pytest.mark.sound, needs_sound_server, needs_speech]

SENTENCE = "Push your knee over your second toe."
AMERICA, BRITAIN = "English (America)", "English (Great Britain)"

Samples = np.ndarray[Any, np.dtype[np.float64]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path) as running:
        yield running


@pytest.fixture
def speaker(server: SoundServer) -> Iterator[Player]:
    with (
        speech_daemon(server) as (environment, _),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        yield playing


@pytest.fixture
def ear(server: SoundServer) -> Ear:
    return server.listen()


def spoken(speaker: Player, ear: Ear, line: str, *, seconds: float = 3.5) -> Samples:
    """What is to be heard of a line, from the first sound to the last."""
    ear.forget()
    speaker.tell(line)
    speaker.wait_for("began", within=30)
    ear.heard_for(seconds)
    loud = np.flatnonzero(np.abs(ear.samples) > 200)
    return ear.samples[loud[0] : loud[-1] + 1] if len(loud) else np.zeros(0)


def curve(samples: Samples, rate: int = RATE) -> Samples:
    """How loud it is in each fiftieth of a second."""
    step = rate // 50
    parts = samples[: len(samples) // step * step].reshape(-1, step)
    return np.sqrt(np.mean(parts**2, axis=1))


def alike(one: Samples, other: Samples) -> float:
    """How well two curves of loudness run along each other, at the best place, up to 1."""
    size = max(len(one), len(other)) + 10
    first, second = (np.pad(each, (0, size - len(each))) for each in (one, other))
    first, second = first - first.mean(), second - second.mean()
    match = max(float(np.dot(np.roll(first, by), second)) for by in range(-10, 11))
    return match / float(np.linalg.norm(first) * np.linalg.norm(second))


def twice_the_same(speaker: Player, ear: Ear, line: str, *, tries: int = 5) -> Samples:
    """What is to be heard of a line each time: on a machine that is busy, a sound has gaps."""
    before = spoken(speaker, ear, line)
    for _ in range(tries):
        again = spoken(speaker, ear, line)
        if alike(curve(before), curve(again)) > 0.9:
            return again
        before = again
    raise AssertionError("it never sounds the same again")


def by_itself(folder: Path, words: str) -> Samples:
    """The curve of the same words said by the speech program alone, as fast as Speech Dispatcher
    lets it speak."""
    path = folder / "words.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "170", "-w", str(path), words], check=True)
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)
    loud = np.flatnonzero(np.abs(samples) > 200)
    return curve(samples[loud[0] : loud[-1] + 1], rate)


def test_what_comes_out_is_what_was_to_be_said(tmp_path: Path, speaker: Player, ear: Ear) -> None:
    speaker.tell("set volume 1.0")
    speaker.tell("start")
    speaker.wait_for("voice", within=30)
    speaker.tell(f"set voice {AMERICA}")
    heard = curve(spoken(speaker, ear, f"form {SENTENCE}"))
    assert alike(heard, by_itself(tmp_path, SENTENCE)) > 0.8
    assert alike(heard, by_itself(tmp_path, "Keep your heel on the floor all the time.")) < 0.7


def test_the_voices_of_all_places_of_the_language_are_listed(speaker: Player) -> None:
    speaker.tell("start")
    listed = speaker.wait_for("listed", within=30)
    assert listed["trouble"] == ""
    assert ["en_US", AMERICA] in listed["voices"]
    assert ["en_GB", BRITAIN] in listed["voices"]
    assert all(name.startswith("English") for _place, name in listed["voices"])
    speaker.tell("set language de")
    assert speaker.wait_for("listed", within=30)["voices"] == [["de_DE", "German"]]
    speaker.tell("form Gut so.")
    assert speaker.wait_for("began")["words"] == "Gut so."


def test_each_choice_is_heard_from_the_next_words_on(speaker: Player, ear: Ear) -> None:
    trial = f"try {SENTENCE}"
    speaker.tell(f"set voice {AMERICA}")
    usual = twice_the_same(speaker, ear, trial)
    speaker.tell(f"set voice {BRITAIN}")
    assert alike(curve(usual), curve(spoken(speaker, ear, trial))) < 0.9
    speaker.tell(f"set voice {AMERICA}")
    speaker.tell("set rate 0.5")
    assert len(spoken(speaker, ear, trial)) < 0.8 * len(usual)
    speaker.tell("set rate -0.5")
    assert len(spoken(speaker, ear, trial, seconds=5)) > 1.2 * len(usual)
    speaker.tell("set rate 0")
    speaker.tell("set volume 0.3")
    assert np.max(np.abs(spoken(speaker, ear, trial))) < 0.7 * np.max(np.abs(usual))


def test_a_trial_is_heard_whatever_is_muted_and_however_late_the_engine(speaker: Player) -> None:
    speaker.tell("set muted on")
    speaker.tell("set amount nothing")
    speaker.tell(f"try {SENTENCE}")
    assert speaker.wait_for("began", within=30)["words"] == SENTENCE
    speaker.tell("form Stand tall.")
    speaker.tell("set amount everything")
    speaker.tell("form Stand tall.")
    assert speaker.leave()["spoken"] == [SENTENCE]


def test_how_much_is_said_changes_at_once(speaker: Player) -> None:
    speaker.tell("start")
    speaker.wait_for("voice", within=30)
    speaker.tell("set amount cues")
    speaker.tell("count Three")
    speaker.tell("form Stand tall.")
    assert speaker.wait_for("began")["words"] == "Stand tall."
    speaker.tell("set amount nothing")
    speaker.tell("pause")
    speaker.tell("announce Next: clamshell")
    speaker.tell("repeat")
    assert speaker.leave()["spoken"] == ["Stand tall."]


def test_the_last_cue_is_said_again_when_asked(speaker: Player, ear: Ear) -> None:
    speaker.tell("start")
    speaker.wait_for("voice", within=30)
    speaker.tell("repeat")
    speaker.tell("form Stand tall.")
    assert speaker.wait_for("began")["words"] == "Stand tall."
    ear.heard_for(2.0)
    speaker.tell("count One")
    assert speaker.wait_for("began")["words"] == "One"
    ear.heard_for(1.5)
    speaker.tell("repeat")
    assert speaker.wait_for("began")["words"] == "Stand tall."
