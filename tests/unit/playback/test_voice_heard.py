from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kneeline.coach.timeline import CueKind
from kneeline.playback.amount import Amount
from tests.hearing import (
    STALL,
    Player,
    SoundServer,
    needs_sound_server,
    needs_speech,
    player,
    seconds_of_sound,
    sound_server,
    speech_daemon,
)

pytestmark = pytest.mark.sound


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
        playing.tell("start")
        voices = playing.wait_for("voice", within=30)["voices"]
        assert "English (America)" in voices
        assert all(each.startswith("English") for each in voices)
        yield playing


@needs_sound_server
@needs_speech
def test_a_cue_is_heard_and_the_window_never_waits(server: SoundServer, speaker: Player) -> None:
    ear = server.listen()
    speaker.tell("form Push your knee over your second toe.")
    assert speaker.wait_for("began")["words"] == "Push your knee over your second toe."
    ear.heard_for(3.0)
    assert 1.0 < seconds_of_sound(ear) < 3.0
    record = speaker.leave()
    assert record["notices"] == []
    assert record["gap"] < STALL, "getting a voice ready takes seconds, and none of them ours"
    assert not record["texttospeech"], "the window's process loads no speech service's library"


@needs_sound_server
@needs_speech
def test_never_two_at_once_and_never_late(speaker: Player) -> None:
    speaker.tell("announce Lie on your back with your knees bent and your feet flat on the floor.")
    first = speaker.wait_for("began")["at"]
    for number in ("three", "two", "one"):
        speaker.tell(f"count {number}")
    speaker.wait_for("done")
    # It speaks for some four seconds: when it is done, the counts are too late to be said.
    while True:
        speaker.tell("count Now")
        try:
            next_began = speaker.wait_for("began", within=0.4)
            break
        except AssertionError:
            continue
    assert next_began["words"] == "Now"
    assert next_began["at"] - first > 2
    assert speaker.leave()["spoken"][1:] == ["Now"]


@needs_sound_server
@needs_speech
def test_of_cues_that_come_together_the_weightiest_is_said(speaker: Player) -> None:
    speaker.tell("tempo Down; form Weight on your heel.; count Go")
    assert speaker.wait_for("began")["words"] == "Weight on your heel."


@needs_sound_server
@needs_speech
def test_a_pause_cuts_the_voice_off(server: SoundServer, speaker: Player) -> None:
    ear = server.listen()
    speaker.tell("announce Lie on your back with your knees bent and your feet flat on the floor.")
    speaker.wait_for("began")
    ear.heard_for(0.7)
    speaker.tell("pause")
    ear.heard_for(0.5)
    ear.forget()
    ear.heard_for(1.5)
    assert seconds_of_sound(ear) == 0
    speaker.tell("count One")
    assert speaker.wait_for("began")["words"] == "One"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount.NOTHING, set[CueKind]()),
        (Amount.CUES, {CueKind.ANNOUNCE, CueKind.FORM}),
        (Amount.COUNTS, {CueKind.ANNOUNCE, CueKind.COUNT, CueKind.TEMPO}),
        (Amount.EVERYTHING, set(CueKind)),
    ],
)
def test_how_much_is_said_is_the_persons_choice(amount: Amount, said: set[CueKind]) -> None:
    assert {kind for kind in CueKind if amount.includes(kind)} == said
