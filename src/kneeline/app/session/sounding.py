"""The one chime player and the one voice of the process: made when wanted, tuned as chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline import wording
from kneeline.coach.timeline import Sound
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.playback.chimes import Chimes
    from kneeline.playback.leaving import Stoppable
    from kneeline.playback.voice import Voice

LOUDER = 0.2
"""What one press of “Louder” adds, of 1."""

CHIME_FIRST_MS = 900
"""How long the chime of the test rings before the voice begins."""


class Sounding(QObject):
    """Gives chimes and voice to sessions, to the first start and to Settings.

    Signals:
        voices_changed: the voices are known now, or what keeps them silent.
    """

    voices_changed = Signal()

    def __init__(self, sounds: Path, choices: Choices, notices: Notices) -> None:
        """Take the folder of chimes; the voice speaks the language that the words are in."""
        super().__init__(notices)
        self._sounds, self._choices, self._notices = sounds, choices, notices
        self._chimes: Chimes | None = None
        self._voice: Voice | None = None

    def chimes(self) -> Chimes:
        """Return the chimes, tuned as chosen."""
        if self._chimes is None:
            from kneeline.playback.chimes import Chimes  # noqa: PLC0415 (not before the first sound)

            self._chimes = Chimes(self._sounds, way=self._choices.now.sound, parent=self)
            self._chimes.notice.connect(self._notices.tell)
        self.tune()
        return self._chimes

    def voice(self) -> Voice:
        """Return the voice, tuned as chosen."""
        if self._voice is None:
            from kneeline.playback.voice import Voice  # noqa: PLC0415 (not before the first word)

            chosen = self._choices.now
            self._voice = Voice(
                amount=chosen.voice,
                language=wording.language(),
                voice=chosen.voice_name,
                rate=chosen.voice_rate,
                volume=chosen.voice_volume,
                parent=self,
            )
            self._voice.notice.connect(self._notices.tell)
            self._voice.listed.connect(self.voices_changed)
        self.tune()
        return self._voice

    def tune(self) -> None:
        """Sound as is chosen now, from the next chime and the next word on."""
        chosen = self._choices.now
        if self._chimes is not None:
            self._chimes.way = chosen.sound
            self._chimes.volume, self._chimes.muted = chosen.volume, chosen.muted
        if self._voice is not None:
            self._voice.amount, self._voice.muted = chosen.voice, chosen.muted
            self._voice.voice = chosen.voice_name
            self._voice.rate, self._voice.volume = chosen.voice_rate, chosen.voice_volume

    # -- trying it out -------------------------------------------------------------------------

    def try_chime(self) -> None:
        """Sound one chime."""
        self.chimes().play(Sound.START)

    def try_voice(self) -> None:
        """Say a sentence."""
        self.voice().try_out(_("Hello. This is how I speak to you during a session."))

    def play(self) -> None:
        """Sound a chime, and then say a sentence."""
        self.try_chime()
        QTimer.singleShot(CHIME_FIRST_MS, self, self.try_voice)

    def louder(self) -> bool:
        """Turn chime and voice up for good; False where both are as loud as they get."""
        chosen = self._choices.now
        if chosen.volume >= 1 and chosen.voice_volume >= 1 and not chosen.muted:
            return False
        self._choices.change(
            volume=min(1.0, chosen.volume + LOUDER),
            voice_volume=min(1.0, chosen.voice_volume + LOUDER),
            muted=False,
        )
        self.tune()
        return True

    def list_voices(self) -> None:
        """Begin to look for the system's voices; `voices_changed` comes when they are known."""
        self.voice().start()

    def voices(self) -> tuple[tuple[str, str], ...]:
        """Return each voice's name and the place it comes from ("en_GB"), once known."""
        if self._voice is None:
            return ()
        return tuple((each.name, each.locale) for each in self._voice.voices())

    @property
    def trouble(self) -> str:
        """A sentence about what keeps the voice silent; empty while nothing is known to."""
        return self._voice.trouble if self._voice is not None else ""

    def media(self) -> tuple[Stoppable, ...]:
        """What plays, and must be stopped before the process may end."""
        return tuple(each for each in (self._voice, self._chimes) if each is not None)
