"""Chimes through Qt: preloaded, heard within milliseconds, no process started.

Qt asks the sound server while its caller waits. A server that no longer answers would freeze the
window for good, so everything that touches Qt's audio lives on a thread of its own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer, QUrl, Signal, Slot

from kneeline.coach.timeline import Sound
from kneeline.playback.media import make_ready

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

log = logging.getLogger(__name__)

TOO_LATE = 0.5
"""Seconds after which a chime is no longer worth sounding."""

TOGETHER = 0.02
"""Seconds within which two chimes count as one burst, of which only the newest sounds."""

ANSWER_WITHIN_MS = 5000
"""How long the sound server may take before we call it silent."""

STALLED_AFTER = 3.0
"""Seconds after which a chime that still plays is not heard: the longest lasts half of that."""

SETTLE_MS = 250
"""Pause after a change of loudspeakers: plugs come and go in several steps."""


class QtChimes(QObject):
    """The chimes as Qt plays them; every call returns at once."""

    found = Signal(bool)
    """Whether Qt has a loudspeaker now: said at the start and after each change."""

    failed = Signal(str)
    """The sound server hangs or has ended; the reason, for the log."""

    _play = Signal(object, float, float)

    def __init__(self, files: Mapping[Sound, Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = dict(files)
        self._thread: QThread | None = None
        self._bench: _Bench | None = None
        self._retired: list[tuple[QThread, _Bench]] = []
        self._abandoned: list[tuple[QThread, _Bench]] = []
        self._patience = _once(self, ANSWER_WITHIN_MS, self._give_up)
        self._settle = _once(self, SETTLE_MS, self.start)

    def start(self) -> None:
        """Look for a loudspeaker and load the sounds, unless that is done or under way."""
        if self._thread is not None:
            return
        make_ready()
        thread, bench = QThread(), _Bench(self._files)
        thread.setObjectName("chimes")
        bench.moveToThread(thread)
        thread.started.connect(bench.open)
        thread.finished.connect(bench.close, Qt.ConnectionType.DirectConnection)
        bench.opened.connect(self._on_opened)
        bench.outputs_changed.connect(self._on_outputs_changed)
        bench.stalled.connect(self._on_stalled)
        self._play.connect(bench.play)
        self._thread, self._bench = thread, bench
        self._patience.start()
        thread.start()

    def play(self, sound: Sound, loudness: float) -> None:
        """Sound a chime; loudness 0 is silent but wakes the loudspeaker."""
        self._play.emit(sound, loudness, time.monotonic())

    def stop(self) -> None:
        """Fall silent and let go of the loudspeaker; `start` begins anew."""
        self._patience.stop()
        self._settle.stop()
        self._retire()

    def wait(self, milliseconds: int) -> bool:
        """Wait until the threads of stopped chimes have ended; say whether they have."""
        return all(thread.wait(milliseconds) for thread, _ in self._retired)

    @Slot(bool)
    def _on_opened(self, heard: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        self._patience.stop()
        self.found.emit(heard)

    @Slot()
    def _on_outputs_changed(self) -> None:
        # WORKAROUND (Qt 6.11): when the sound server takes a stream away, its socket notifier
        # stays behind and spins, printing a warning each turn (2 million lines in 4 s, seen with
        # PulseAudio). Ending the thread ends its notifiers; a new thread finds the new device.
        self._retire()
        self._settle.start()

    @Slot()
    def _on_stalled(self) -> None:
        # WORKAROUND (Qt 6.11): when the sound server ends, Qt neither tells nor finds the next one,
        # and letting go of its sounds then can abort the process (an assertion in libpulse, seen
        # in one of six). So nothing of it is touched again.
        self._retire(quit_thread=False)
        self.failed.emit("the sound server takes no more sound")

    def _give_up(self) -> None:
        self.failed.emit("the sound server does not answer")

    def _retire(self, *, quit_thread: bool = True) -> None:
        thread, bench = self._thread, self._bench
        self._thread = self._bench = None
        if thread is None or bench is None:
            return
        self._play.disconnect(bench.play)
        bench.opened.disconnect(self._on_opened)
        bench.outputs_changed.disconnect(self._on_outputs_changed)
        bench.stalled.disconnect(self._on_stalled)
        self._retired = [(each, its) for each, its in self._retired if not each.isFinished()]
        # Kept until it ends: a thread that hangs in the sound server must not be collected.
        if quit_thread:
            self._retired.append((thread, bench))
            thread.quit()
        else:
            self._abandoned.append((thread, bench))


class _Bench(QObject):
    """The loaded sounds, on their own thread."""

    opened = Signal(bool)
    outputs_changed = Signal()
    stalled = Signal()

    def __init__(self, files: Mapping[Sound, Path]) -> None:
        super().__init__()
        self._files = files
        self._effects: dict[Sound, QSoundEffect] = {}
        self._devices: QMediaDevices | None = None
        self._last: tuple[QSoundEffect, float] | None = None
        self._begun: dict[Sound, float] = {}

    @Slot()
    def open(self) -> None:
        # Imported here: 18 ms that the first paint need not wait for.
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415

        # This question first: it connects to the sound server, and unlike a constructor it lets
        # the other threads of Python go on while it waits.
        heard = not QMediaDevices.defaultAudioOutput().isNull()
        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(self.outputs_changed)
        if heard:
            for sound, path in self._files.items():
                effect = QSoundEffect()
                effect.setSource(QUrl.fromLocalFile(str(path)))
                self._effects[sound] = effect
        self.opened.emit(heard)

    @Slot(object, float, float)
    def play(self, sound: Sound, loudness: float, asked: float) -> None:
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
        QTimer.singleShot(int(STALLED_AFTER * 1000) + 50, self, self._listen)

    @Slot()
    def _listen(self) -> None:
        """Notice a sound that never ends, for nobody hears it."""
        now = time.monotonic()
        for sound, effect in self._effects.items():
            if effect.isPlaying() and now - self._begun.get(sound, now) >= STALLED_AFTER:
                self.stalled.emit()
                return

    @Slot()
    def close(self) -> None:
        """Let go of Qt's audio objects, on the thread they belong to."""
        self._last = None
        for effect in self._effects.values():
            effect.stop()
        self._effects.clear()
        if self._devices is not None:
            with suppress(RuntimeError):  # already gone with the signal's last receiver
                self._devices.audioOutputsChanged.disconnect(self.outputs_changed)
        self._devices = None


def _once(parent: QObject, milliseconds: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
