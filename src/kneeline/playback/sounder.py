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
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal, Slot

from kneeline.playback.media import hush

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

TOO_LATE = 0.5
"""Seconds after which a chime is no longer worth sounding."""

TOGETHER = 0.02
"""Seconds within which two chimes count as one burst, of which only the newest sounds."""

ANSWERS_WITHIN = 5.0
"""Seconds that the sound server may hold us up, before we end."""

STALLED_AFTER = 3.0
"""Seconds after which a chime that still plays is not heard: the longest lasts half of that."""

LOOK_EVERY_MS = 1000
"""How often we look whether all is well."""


def main(words: Sequence[str]) -> int:
    """Sound what standard input asks for, until it ends; the words are `SOUND=FILE`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's to answer
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
        self._files = files
        self._effects: dict[str, QSoundEffect] = {}
        self._devices: QMediaDevices | None = None
        self._last: tuple[QSoundEffect, float] | None = None
        self._begun: dict[str, float] = {}
        self._asked.connect(self._play)
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)

    def listen(self) -> None:
        """Hear our parent, on a thread of our own; when it is gone, so are we."""
        with open(0, encoding="utf-8", closefd=False) as lines:
            for line in lines:
                self._asked.emit(line)
        os._exit(0)

    def open(self) -> None:
        """Find a loudspeaker and load the sounds."""
        self._look()
        self._watch.start()
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415 (watched: it may hang)

        heard = not QMediaDevices.defaultAudioOutput().isNull()
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(_end_changed)
        if heard:
            for sound, path in self._files.items():
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(path))
                self._effects[sound] = effect
        _tell(f"heard {heard:d}")

    @Slot(str)
    def _play(self, line: str) -> None:
        _word, sound, loudness, asked = line.split()
        self._sound(sound, float(loudness), float(asked))

    def _sound(self, sound: str, loudness: float, asked: float) -> None:
        effect, now = self._effects.get(sound), time.monotonic()
        if effect is None or now - asked > TOO_LATE:
            return
        if loudness == 0 and self._last is not None:
            return  # awake already, and the sound might be ringing
        if self._last is not None and asked - self._last[1] < TOGETHER:
            self._last[0].stop()
        if not effect.isPlaying():
            self._begun[sound] = now
        effect.setVolume(loudness)
        effect.play()
        if loudness > 0:
            self._last = (effect, asked)

    def _look(self) -> None:
        """Promise that we are alive, and notice a sound that never ends, for nobody hears it."""
        # Kept by a thread that needs no lock of Python's: Qt may wait for the server holding it.
        faulthandler.dump_traceback_later(ANSWERS_WITHIN, exit=True, file=_NOWHERE)
        now = time.monotonic()
        for sound, effect in self._effects.items():
            if effect.isPlaying() and now - self._begun.get(sound, now) >= STALLED_AFTER:
                _end("gone the sound server takes no more sound")


_NOWHERE = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (open to the end)


def _end_changed() -> None:
    _end("changed")


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _end(last_words: str) -> NoReturn:
    """End here and now; nothing of Qt's audio is touched again."""
    _tell(last_words)
    os._exit(0)
