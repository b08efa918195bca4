from __future__ import annotations

import importlib.util
import wave
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from kneeline.coach.timeline import Sound
from kneeline.playback.sounder import write_with_silence
from tests.hearing import SOUNDS, likeness, sound


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthesise", SOUNDS / "synthesise.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_making_the_sounds_anew_gives_the_same_bytes(script: ModuleType, tmp_path: Path) -> None:
    assert script.main([str(tmp_path)]) == 0
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SOUNDS.glob("*.wav")}


def test_there_is_a_sound_for_each_name_and_no_other() -> None:
    assert {path.stem for path in SOUNDS.glob("*.wav")} == set(Sound)


@pytest.mark.parametrize("name", Sound)
def test_a_sound_is_short_soft_and_without_clicks(name: Sound) -> None:
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert file.getparams()[:3] == (1, 2, 44_100)
    samples = sound(name)
    assert len(samples) / 44_100 <= 1.5
    assert np.max(np.abs(samples)) == pytest.approx(32767 * 10 ** (-12 / 20), rel=0.01)
    assert np.max(np.abs(samples[-100:])) < 100, "it fades to nothing"
    assert np.max(np.abs(samples[:20])) < 1000, "it swells and does not click"
    step = max(abs(after - before) for before, after in pairwise(samples))
    assert step < 32767 * 0.06


@pytest.mark.parametrize(("one", "other"), list(combinations(Sound, 2)))
def test_no_two_sounds_can_be_mistaken(one: Sound, other: Sound) -> None:
    short, long = sorted((one, other), key=lambda name: len(sound(name)))
    assert likeness(sound(long), short) < 0.9


@pytest.mark.parametrize("keep", [True, False])
def test_silence_after_a_sound_changes_nothing_of_it(tmp_path: Path, *, keep: bool) -> None:
    seconds = write_with_silence(SOUNDS / "end.wav", tmp_path / "copy.wav", 2.0, keep=keep)
    with wave.open(str(tmp_path / "copy.wav"), "rb") as file:
        copy = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    whole = sound("end") if keep else np.zeros(0)
    assert seconds == pytest.approx(len(sound("end")) / 44_100)
    assert np.array_equal(copy[: len(whole)], whole)
    assert len(copy) == len(whole) + 2 * 44_100
    assert not copy[len(whole) :].any()
