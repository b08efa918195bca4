"""The child process that sounds the chimes, so that no loudspeaker can harm the window's process.

Qt's audio cannot be trusted with a device that goes away: a stream that its sound server took back
leaves a notifier that spins; ending its thread races with libpulse's own; letting go of it can
abort the process; and a server that hangs holds its caller for ever. A process of its own needs
none of that mended: whatever happens to the device, it ends at once, and `QtChimes` starts the
next.

It is told line by line, `play SOUND LOUDNESS ASKED`, with the moment it was asked on the clock that
all processes share. It says `heard 1` or `heard 0` once it knows whether there is a loudspeaker,
and before it ends `changed`, because a loudspeaker came or went, or `gone WHY`. It ends with its
parent, whose end closes the line.

WORKAROUND (Qt 6.11): a sound that plays to its end can break Qt. Its last owner is then sometimes
the audio thread, which may not take down the sound's notifier; that spins from then on. One that is
stopped is always taken down by the right thread. So each sound gets some silence after it, in which
we stop it. Beside it goes a breath of silence, over and over: if nobody counts its loops, the sound
server is gone, which Qt does not tell. Both rest between the sounds, for a loudspeaker that has
something to play plays what comes next 15 ms later.
"""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
import wave
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal, Slot

from kneeline.playback.as_child import break_quietly, end_within
from kneeline.playback.media import hush

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

TOO_LATE = 0.5
"""Seconds after which a chime is no longer worth sounding."""

TOGETHER = 0.1
"""Seconds within which two chimes count as one burst, of which only the newest sounds."""

ANSWERS_WITHIN = 5.0
"""Seconds that the sound server may hold us up, before we end."""

LOOK_EVERY_MS = 1000
"""How often we look whether all is well."""

STALLED_AFTER = 3.0
"""Seconds without a breath after which nothing is heard any more."""

BREATH = 0.1
BREATHS = 10**9
"""Seconds of silence, and how often: longer than any session."""

AFTER = 3.0
RINGS_OUT = 0.4
"""Seconds of silence after each sound, and of them those after which it is stopped: what the
loudspeaker still has to play, and a busy computer's delay, must fit in."""


def main(words: Sequence[str]) -> int:
    """Sound what standard input asks for, until it ends; the words are `SOUND=FILE`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's to answer
    break_quietly()
    hush()
    app = QCoreApplication([])
    sounder = _Sounder(dict(word.split("=", 1) for word in words))
    threading.Thread(target=sounder.listen, daemon=True).start()
    QTimer.singleShot(0, sounder.open)
    return app.exec()


class _Sounder(QObject):
    """The loaded sounds."""

    _asked = Signal(str)

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__()
        self._files = {sound: Path(path) for sound, path in files.items()}
        self._effects: dict[str, QSoundEffect] = {}
        self._ends: dict[str, QTimer] = {}
        self._devices: QMediaDevices | None = None
        self._breath: QSoundEffect | None = None
        self._began = self._breathed = 0.0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._last: tuple[str, float] | None = None
        self._asked.connect(self._play)
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)

    def listen(self) -> None:
        """Hear our parent, on a thread of our own; when it is gone, so are we."""
        with open(0, encoding="utf-8", closefd=False) as lines:
            for line in lines:
                self._asked.emit(line)
        if self._folder is not None:
            self._folder.cleanup()
        os._exit(0)

    def open(self) -> None:
        """Find a loudspeaker and load the sounds."""
        self._look()
        self._watch.start()
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 (watched: it may hang)

        heard = not QMediaDevices.defaultAudioOutput().isNull()
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(_end_changed)
        try:
            if heard:
                self._load()
        except OSError as error:
            _end(f"gone the sounds cannot be made ready: {error}")
        _tell(f"heard {heard:d}")

    def _load(self) -> None:
        # Qt reads sounds from files only, and does so in later turns of its loop.
        self._folder = tempfile.TemporaryDirectory(prefix="kneeline-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        for sound, path in self._files.items():
            padded = folder / f"{sound}.wav"
            seconds = write_with_silence(path, padded, AFTER)
            effect = self._effects[sound] = self._effect(padded)
            end = self._ends[sound] = QTimer(self, singleShot=True)
            end.setInterval(round((seconds + RINGS_OUT) * 1000))
            end.timeout.connect(partial(self._rest, effect, end))
        breath = folder / "breath.wav"
        write_with_silence(next(iter(self._files.values())), breath, BREATH, keep=False)
        self._breath = self._effect(breath)
        self._breath.setVolume(0)
        self._breath.setLoopCount(BREATHS)
        self._breath.loopsRemainingChanged.connect(self._on_breath)
        self._breathe()

    def _effect(self, path: Path) -> QSoundEffect:
        from PySide6.QtMultimedia import QSoundEffect  # noqa: PLC0415 (as above)

        effect = QSoundEffect(self)
        effect.setSource(QUrl.fromLocalFile(str(path)))
        return effect

    def _breathe(self) -> None:
        if self._breath is not None and not self._breath.isPlaying():
            self._began = time.monotonic()
            self._breath.play()

    def _on_breath(self) -> None:
        self._breathed = time.monotonic()
        if not any(each.isActive() for each in self._ends.values()) and self._breath is not None:
            self._breath.stop()

    def _rest(self, effect: QSoundEffect, end: QTimer) -> None:
        """Stop a sound that has rung out; one that was not heard yet is still on its way."""
        if time.monotonic() - self._breathed < RINGS_OUT:
            effect.stop()
        else:
            end.start()

    @Slot(str)
    def _play(self, line: str) -> None:
        _word, sound, loudness, asked = line.split()
        self._sound(sound, float(loudness), float(asked))

    def _sound(self, sound: str, loudness: float, asked: float) -> None:
        effect = self._effects.get(sound)
        if effect is None or time.monotonic() - asked > TOO_LATE:
            return
        if loudness == 0:
            self._breathe()
            return
        if self._last is not None and asked - self._last[1] < TOGETHER:
            self._effects[self._last[0]].stop()
        effect.stop()
        effect.setVolume(loudness)
        effect.play()
        self._ends[sound].start()
        self._breathe()
        self._last = (sound, asked)

    def _look(self) -> None:
        """Promise that we are alive, and notice when nothing is heard any more."""
        end_within(ANSWERS_WITHIN)
        if self._breath is None:
            return
        silent_since = max(self._began, self._breathed)
        if self._breath.isPlaying() and time.monotonic() - silent_since > STALLED_AFTER:
            _end("gone the sound server takes no more sound")
        if self._folder is not None:
            loaded = (self._breath, *self._effects.values())
            if not any(each.status() is each.Status.Loading for each in loaded):
                self._folder.cleanup()
                self._folder = None


def write_with_silence(source: Path, target: Path, seconds: float, *, keep: bool = True) -> float:
    """Copy a sound with silence after it, or the silence alone; return how long the sound is."""
    with wave.open(str(source), "rb") as original, wave.open(str(target), "wb") as copy:
        settings = original.getparams()
        frames = original.readframes(settings.nframes) if keep else b""
        silence = bytes(
            round(seconds * settings.framerate) * settings.nchannels * settings.sampwidth
        )
        copy.setparams(settings)
        copy.writeframes(frames + silence)
    return settings.nframes / settings.framerate


def _end_changed() -> None:
    _end("changed")


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _end(last_words: str) -> NoReturn:
    """End here and now; nothing of Qt's audio is touched again."""
    _tell(last_words)
    os._exit(0)
