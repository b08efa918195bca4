# ruff: noqa: INP001 (a script beside what it makes, not a package)
"""Make the short sounds of a session, each from a few struck notes.

    python3 resources/sounds/synthesise.py [FOLDER]

Every note is a sine with quieter overtones that die away sooner, as in a struck bar of wood: soft
enough for a living room, and no two sounds share their tune, so each is known without looking.
The tunes rise to begin, fall to end and rock to switch sides. The same bytes come out each time.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path
from typing import NamedTuple

RATE = 44_100
"""Samples per second, one channel of 16 bits."""

PEAK = 0.25
"""Loudest sample of every sound, of full scale: -12 dBFS."""

ATTACK = 0.006
"""Seconds in which a note swells, so that it does not click."""

RELEASE = 0.03
"""Seconds in which the end of a sound fades to nothing."""

OVERTONES = ((1.0, 1.0, 1.0), (2.0, 0.28, 0.55), (4.0, 0.10, 0.25))
"""Of each partial: pitch, loudness and ringing time, as multiples of the note's own."""


class Note(NamedTuple):
    """One struck note."""

    at: float
    """Seconds after the sound's start."""

    pitch: float
    """Hertz."""

    ring: float
    """Seconds until it has died away to a third."""

    loud: float = 1.0


G4, C5, E5, F5, G5, A5, C6 = 392.0, 523.25, 659.26, 698.46, 783.99, 880.0, 1046.5

SOUNDS: dict[str, tuple[float, tuple[Note, ...]]] = {
    # Seconds long, and the notes.
    "start": (0.65, (Note(0.0, C5, 0.12, 0.8), Note(0.14, G5, 0.18))),
    "half": (0.55, (Note(0.0, E5, 0.07), Note(0.16, E5, 0.12))),
    "tick": (0.11, (Note(0.0, A5, 0.025),)),
    "beat": (0.08, (Note(0.0, G4, 0.018),)),
    "end": (0.75, (Note(0.0, G5, 0.12), Note(0.16, C5, 0.22))),
    "switch": (0.80, (Note(0.0, F5, 0.09), Note(0.15, A5, 0.09), Note(0.30, F5, 0.16))),
    "done": (
        1.50,
        (
            Note(0.0, C5, 0.20, 0.8),
            Note(0.15, E5, 0.22, 0.8),
            Note(0.30, G5, 0.26, 0.9),
            Note(0.48, C6, 0.38),
        ),
    ),
}


def strike(note: Note, length: int) -> list[float]:
    """Return the samples of one note, from the sound's start to its end."""
    first = round(note.at * RATE)
    samples = [0.0] * length
    for index in range(first, length):
        since = (index - first) / RATE
        swell = min(1.0, since / ATTACK)
        samples[index] = (swell * note.loud) * sum(
            loud
            * math.exp(-since / (note.ring * ringing))
            * math.sin(2 * math.pi * note.pitch * multiple * since)
            for multiple, loud, ringing in OVERTONES
        )
    return samples


def samples_of(name: str) -> list[int]:
    """Return a sound as whole samples between -32767 and 32767."""
    seconds, notes = SOUNDS[name]
    length = round(seconds * RATE)
    mixed = [sum(values) for values in zip(*(strike(note, length) for note in notes), strict=True)]
    loudest = max(abs(value) for value in mixed)
    fade = round(RELEASE * RATE)
    return [
        round(value / loudest * PEAK * 32767 * min(1.0, (length - 1 - index) / fade))
        for index, value in enumerate(mixed)
    ]


def write(name: str, folder: Path) -> Path:
    """Write a sound as `<name>.wav` into a folder and return its path."""
    samples = samples_of(name)
    path = folder / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def main(arguments: list[str]) -> int:
    """Write every sound into a folder; without one, beside this file."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        path = write(name, folder)
        sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
