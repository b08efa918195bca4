"""Chimes through Qt: preloaded, heard within milliseconds, no process started for any of them.

They sound in a child process that lives as long as the session (`sounder`). The window's process
opens no loudspeaker, so none that is pulled out, hangs or breaks can hold it up or take it along.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneeline.playback.child import Child
from kneeline.playback.ourselves import SOUNDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kneeline.coach.timeline import Sound

READY_WITHIN_MS = 15_000
"""How long a sounder may take to start; it ends by itself if the sound server holds it up."""

PAUSE = 0.25
"""Seconds before the next sounder is started, doubled with each that does not last: plugs come and
go in several steps, and what breaks at once breaks again."""

LONGEST_PAUSE = 60.0
LASTS = 10.0
"""Seconds after which a sounder's end is not held against the next one."""

LAST_WORDS = "gone the sounder broke, or the sound server does not answer"
"""Why a sounder ended that gave no reason; after one of its own, this one is not heard."""


class QtChimes(QObject):
    """The chimes as Qt plays them; every call returns at once."""

    found = Signal(bool)
    """Whether Qt has a loudspeaker now: said at the start and after each change."""

    failed = Signal(str)
    """The sound server hangs, or Qt broke with it; the reason, for the log. We go on trying."""

    _told = Signal(object, str)

    def __init__(self, files: Mapping[Sound, Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = dict(files)
        self._sounder: Child | None = None
        self._ended: list[Child] = []
        self._begun = 0.0
        self._pause = PAUSE / 2
        self._deaf_until: float | None = None
        """When to look for a loudspeaker again; None while there is one, or while we look."""

        self._told.connect(self._on_told)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._begin)
        self._patience = QTimer(self, singleShot=True, interval=READY_WITHIN_MS)
        self._patience.timeout.connect(self._give_up)

    def start(self) -> None:
        """Start a sounder, unless that is done; where one heard nothing, look again at times."""
        if self._sounder is None and not self._again.isActive():
            self._begin()
        elif self._deaf_until is not None and time.monotonic() >= self._deaf_until:
            self._retire()
            self._begin()

    def play(self, sound: Sound, loudness: float) -> None:
        """Sound a chime, from any thread; loudness 0 is silent but wakes the loudspeaker."""
        sounder = self._sounder
        if sounder is not None:
            # A sounder that is starting leaves out those that are too late.
            sounder.tell(f"play {sound} {loudness:.4f} {time.monotonic():.6f}")

    def stop(self) -> None:
        """Fall silent and let go of the loudspeaker; `start` begins anew."""
        self._again.stop()
        self._retire()
        self._pause = PAUSE / 2

    def wait(self, milliseconds: int) -> bool:
        """Wait until the sounders that were stopped have ended; say whether they have."""
        return all(each.wait(milliseconds / 1000) for each in self._ended)

    def _begin(self) -> None:
        self._begun = time.monotonic()
        files = (f"{sound}={path}" for sound, path in self._files.items())
        self._sounder = Child(SOUNDER, *files, told=self._told.emit, last_words=LAST_WORDS)
        self._patience.start()
        self._sounder.start()

    def _retire(self) -> None:
        """End the sounder; what it still says is not heard."""
        self._patience.stop()
        self._deaf_until = None
        self._ended = [each for each in self._ended if not each.wait(0)]
        if self._sounder is not None:
            self._sounder.end()
            self._ended.append(self._sounder)
        self._sounder = None

    @Slot(object, str)
    def _on_told(self, sounder: Child, line: str) -> None:
        if sounder is not self._sounder:
            return
        word, _, rest = line.partition(" ")
        if word == "heard":
            self._patience.stop()
            heard = rest == "1"
            self._deaf_until = None if heard else time.monotonic() + self._longer()
            self.found.emit(heard)
        else:
            self._retire()
            self._again.start(round(self._longer() * 1000))
            if word == "gone":
                self.failed.emit(rest)

    def _give_up(self) -> None:
        sounder = self._sounder
        if sounder is not None:
            self._on_told(sounder, "gone the sounder does not start")

    def _longer(self) -> float:
        """Return the seconds to wait before the next try."""
        lasted = time.monotonic() - self._begun >= LASTS
        self._pause = PAUSE if lasted else min(self._pause * 2, LONGEST_PAUSE)
        return self._pause
