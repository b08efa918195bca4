"""The short sounds of a session: start, half time, 3-2-1, end, switch sides, done.

Each has its picture on the screen, so a session without them loses nothing but comfort.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.coach.events import CueGiven, SessionEvent, SessionFinished, SessionStarted
from kneeline.coach.timeline import Sound
from kneeline.playback.qt_chimes import QtChimes
from kneeline.playback.system_chimes import SystemChimes
from kneeline.playback.way import Way
from kneeline.wording import _

log = logging.getLogger(__name__)


LET_GO_AFTER_MS = 10_000
"""How long after a session the loudspeaker is let go of: its last sound shall ring out."""


TOLD_AFTER_MS = 3000
"""How long there must be no sound before the person is told: what broke is mostly back by then."""


class Chimes(QObject):
    """Sounds what the session asks for; nothing in it keeps the caller waiting.

    A missing loudspeaker is told once, by `notice`; one pulled out and put back is followed.
    """

    notice = Signal(str)
    """One sentence for the person, at most once: why there is no sound, and what helps."""

    def __init__(
        self,
        sounds: Path,
        *,
        way: Way = Way.AUTO,
        volume: float = 0.8,
        muted: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Take the folder of the `<sound>.wav` files; nothing is opened before the first sound."""
        super().__init__(parent)
        files = {sound: sounds / f"{sound}.wav" for sound in Sound}
        self._qt = QtChimes(files, self)
        self._system = SystemChimes(files, self)
        self._qt.found.connect(self._on_found)
        self._qt.failed.connect(self._on_qt_failed)
        self._system.failed.connect(self._on_system_failed)
        self._way = way
        self._noticed = False
        self._qt_heard: bool | None = None
        self._system_silent = False
        self._let_go = QTimer(self, singleShot=True, interval=LET_GO_AFTER_MS)
        self._let_go.timeout.connect(self.stop)
        self._silence = QTimer(self, singleShot=True, interval=TOLD_AFTER_MS)
        self._silence.timeout.connect(self._tell)
        self.volume = volume
        self.muted = muted

    @property
    def way(self) -> Way:
        """How chimes reach the loudspeaker."""
        return self._way

    @way.setter
    def way(self, way: Way) -> None:
        if way is not self._way:
            self.stop()
            self._way = way

    @property
    def volume(self) -> float:
        """Loudness from 0 to 1 in even steps for the ear."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(1.0, max(0.0, volume))

    def observe(self, event: SessionEvent) -> None:
        """Sound the cues of a session as they come due."""
        match event:
            case SessionStarted():
                self.warm_up()
            case CueGiven(cue=cue) if cue.sound is not None:
                self.play(cue.sound)
            case SessionFinished():
                self._let_go.start()
            case _:
                pass

    def warm_up(self) -> None:
        """Wake the loudspeaker with a silent sound, so that the first real one is on time."""
        self._let_go.stop()
        self._system_silent = False
        if self._qt_heard is False:
            self._qt.stop()  # what was not there may have come: look again, and now
            self._qt_heard = None
        self._give(Sound.DONE, 0.0)

    def play(self, sound: Sound) -> None:
        """Sound a chime now, unless muted."""
        if not self.muted and self._volume > 0:
            # Squared, because the ear hears ratios: half the slider sounds half as loud.
            self._give(sound, self._volume**2)

    def stop(self) -> None:
        """Fall silent and let go of the loudspeaker, until the next sound."""
        self._let_go.stop()
        self._silence.stop()
        self._qt.stop()
        self._system.stop()
        self._qt_heard = None
        self._system_silent = False

    def wait(self, milliseconds: int) -> bool:
        """Wait until everything that `stop` stopped has ended; say whether it has."""
        return self._qt.wait(milliseconds) and self._system.wait(milliseconds)

    def _give(self, sound: Sound, loudness: float) -> None:
        if self._way in {Way.AUTO, Way.QT}:
            self._qt.start()
            if self._qt_heard is not False:
                self._qt.play(sound, loudness)
                return
        if self._way in {Way.AUTO, Way.PLAYSOUND3} and not self._system_silent:
            self._system.play(sound, loudness)

    def _on_found(self, heard: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        self._qt_heard = heard
        if heard:
            self._silence.stop()
            self._qt.play(Sound.DONE, 0.0)
        else:
            self._on_qt_failed("Qt finds no loudspeaker")

    def _on_qt_failed(self, reason: str) -> None:
        self._qt_heard = False
        if self._way is Way.AUTO:
            log.info("%s; trying the system's player", reason)
            self._system_silent = False
            self._system.play(Sound.DONE, 0.0)
        else:
            self._fall_silent(reason)

    def _on_system_failed(self, reason: str) -> None:
        self._system_silent = True
        self._fall_silent(reason)

    def _fall_silent(self, reason: str) -> None:
        log.warning("no chimes: %s", reason)
        if not self._noticed and not self._silence.isActive():
            self._silence.start()

    def _tell(self) -> None:
        self._noticed = True
        self.notice.emit(
            _(
                "No loudspeaker or headphones could be used, so there are no sounds; "
                "every sound is also shown on the screen."
            )
        )
