"""Chimes through the system's own player, by playsound3: for where Qt finds no loudspeaker.

Slower than Qt (tens to hundreds of milliseconds, and a child process for each chime), so it is
the second choice. playsound3 is imported on its thread and only there, which takes 0.15 s.
"""

from __future__ import annotations

import array
import queue
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kneeline.coach.timeline import Sound

TOO_LATE = 0.5
"""Seconds after which a chime is no longer worth sounding."""

REAP_EVERY = 0.02
"""Seconds between two looks at the children that are playing."""

HEARD = 0.8
"""Share of a sound's length for which its player must have run to have been heard."""


STUCK = 5.0
"""Seconds after the end of its sound at which a player that still runs is ended."""


class Child(Protocol):
    """What playsound3 gives back: a player at work."""

    def poll(self) -> int | None:
        """Return None while it plays, and its exit status after that."""

    def wait(self) -> int:
        """Return its exit status once it has ended."""

    def terminate(self) -> None:
        """End it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    sound: Sound
    loudness: float
    at: float


@dataclass(frozen=True, slots=True)
class _Playing:
    child: Child
    since: float
    seconds: float


class SystemChimes(QObject):
    """The chimes as the system's player plays them; every call returns at once."""

    failed = Signal(str)
    """Nothing could be heard; the reason, for the log."""

    def __init__(self, files: Mapping[Sound, Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = dict(files)
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Make ready to play, unless that is done."""
        if self._thread is None or not self._thread.is_alive():
            self._asked = queue.SimpleQueue()
            work = _Work(self._files, self._asked, self.failed.emit)
            # One thread for all children: playsound3 ties a child's life to its starter's.
            self._thread = threading.Thread(target=work.run, name="chimes", daemon=True)
            self._thread.start()

    def play(self, sound: Sound, loudness: float) -> None:
        """Sound a chime; loudness 0 is silent but shows whether there is a player."""
        self.start()
        self._asked.put(_Asked(sound, loudness, time.monotonic()))

    def stop(self) -> None:
        """Fall silent: end the players and the thread."""
        self._asked.put(None)

    def wait(self, milliseconds: int) -> bool:
        """Wait until the thread of stopped chimes has ended; say whether it has."""
        if self._thread is not None:
            self._thread.join(milliseconds / 1000)
        return self._thread is None or not self._thread.is_alive()


class _Work:
    """What the thread does: start a player for each chime asked for, and see it end."""

    def __init__(
        self,
        files: Mapping[Sound, Path],
        asked: queue.SimpleQueue[_Asked | None],
        failed: Callable[[str], object],
    ) -> None:
        self._files = files
        self._asked = asked
        self._failed = failed
        self._playing: list[_Playing] = []

    def run(self) -> None:
        """Work until None is asked for."""
        start = self._load()
        with tempfile.TemporaryDirectory(prefix="kneeline-", ignore_cleanup_errors=True) as folder:
            while True:
                try:
                    asked = self._asked.get(timeout=REAP_EVERY if self._playing else None)
                except queue.Empty:
                    self._reap()
                    continue
                if asked is None:
                    break
                if start is not None:
                    self._start(start, asked, Path(folder))
            self._end()

    def _load(self) -> Callable[[Path], Child] | None:
        try:
            # Imported here and not at the top: it looks for players by starting each of them.
            import playsound3  # noqa: PLC0415
        except (ImportError, OSError) as error:
            self._failed(f"playsound3 cannot be used: {error}")
            return None
        if not playsound3.AVAILABLE_BACKENDS:
            self._failed("no program that plays sounds is installed")
            return None

        def start(path: Path) -> Child:
            return playsound3.playsound(path, block=False).subprocess

        return start

    def _start(self, start: Callable[[Path], Child], asked: _Asked, folder: Path) -> None:
        if asked.loudness > 0 and time.monotonic() - asked.at > TOO_LATE:
            return
        try:
            path = at_loudness(self._files[asked.sound], asked.loudness, folder)
            child = start(path)
        except Exception as error:  # noqa: BLE001 (each system's player fails in its own way; none may end the thread)
            self._failed(str(error))
            return
        self._playing.append(_Playing(child, time.monotonic(), _seconds(path)))

    def _reap(self) -> None:
        """Collect the players that have ended; one that ended too soon was not heard."""
        now, still = time.monotonic(), []
        for each in self._playing:
            status = each.child.poll()
            if status is None and now - each.since > each.seconds + STUCK:
                each.child.terminate()
                each.child.wait()
                self._failed("the player hangs")
            elif status is None:
                still.append(each)
            elif status != 0 or now - each.since < each.seconds * HEARD:
                # gst-play and ffplay end with 0 even without a loudspeaker; only the time tells.
                self._failed(f"the player ended with {status} after {now - each.since:.2f} s")
        self._playing = still

    def _end(self) -> None:
        for each in self._playing:
            each.child.terminate()
            each.child.wait()
        self._playing = []


def at_loudness(path: Path, loudness: float, folder: Path) -> Path:
    """Return a copy of a 16-bit sound at a loudness from 0 to 1; at 1 it is the file itself."""
    if loudness >= 1:
        return path
    quieter = folder / f"{path.stem}-{round(loudness * 1000)}.wav"
    if not quieter.exists():
        with wave.open(str(path), "rb") as original:
            settings = original.getparams()
            samples = array.array("h", original.readframes(settings.nframes))
        # array counts in the machine's byte order, wave files in little-endian.
        if sys.byteorder == "big":
            samples.byteswap()
        scaled = array.array("h", (round(value * loudness) for value in samples))
        if sys.byteorder == "big":
            scaled.byteswap()
        with wave.open(str(quieter), "wb") as copy:
            copy.setparams(settings)
            copy.writeframes(scaled.tobytes())
    return quieter


def _seconds(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()
