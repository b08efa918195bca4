"""Says the cues of a session with one of the system's voices, never two at once and never late."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.coach.events import (
    CueGiven,
    Hurt,
    Paused,
    SegmentEnded,
    SessionEvent,
    SessionFinished,
    SessionStarted,
)
from kneeline.coach.timeline import CueKind
from kneeline.playback.amount import WEIGHT, Amount
from kneeline.playback.getting_a_voice import how_to
from kneeline.playback.speech import Lack, Speech
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.timeline import Cue
    from kneeline.playback.speech import VoiceName

log = logging.getLogger(__name__)

TOO_LATE = 0.5
"""Seconds after which a cue is no longer worth saying."""

SPEAKS_WITHIN = 5.0
"""Seconds a voice may take to begin with what is not bound to a moment."""

DROPS = 3
"""How many cues in a row may come to nothing before we take it that the voice hangs."""

STOPS_WITHIN = 2.0
"""Seconds a voice may take to fall silent."""

LETTERS_A_SECOND = 4.0
"""A voice slower than this hangs."""


class _Words(NamedTuple):
    words: str
    kind: CueKind
    asked: float
    late_after: float
    """Seconds after which they are dropped."""


class Voice(QObject):
    """Speaks what the session says; nothing in it keeps the caller waiting."""

    ready = Signal()
    """A voice is there, and spoken words will be heard or `notice` says otherwise."""

    listed = Signal()
    """`voices()` or `trouble` may be different from now on."""

    began = Signal(str)
    """These words are being spoken now."""

    notice = Signal(str)
    """One sentence for the person, at most once: why nothing is said, and what helps."""

    def __init__(
        self,
        *,
        amount: Amount = Amount.NOTHING,
        language: str = "en",
        voice: str = "",
        rate: float = 0.0,
        volume: float = 0.8,
        parent: QObject | None = None,
    ) -> None:
        """Take a language ("de"), a voice's name, a rate from -1 to 1, a volume from 0 to 1."""
        super().__init__(parent)
        self._amount, self._muted = amount, False
        self._language, self._voice, self._rate, self._volume = language, voice, rate, volume
        self._speech: Speech | None = None
        self._is_started = self._is_ready = self._noticed = False
        self._lack: Lack | None = None
        self._saying: _Words | None = None
        self._heard = False
        self._waiting: _Words | None = None
        self._dropped = 0
        self._last: Cue | None = None
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_silence)

    # -- how it speaks -------------------------------------------------------------------------

    @property
    def amount(self) -> Amount:
        """How much of a session is said."""
        return self._amount

    @amount.setter
    def amount(self, amount: Amount) -> None:
        self._amount = amount
        if amount is Amount.NOTHING:
            self.hush()

    @property
    def muted(self) -> bool:
        """Whether all sound is off for now; `try_out` speaks all the same."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if muted:
            self.hush()

    @property
    def language(self) -> str:
        """What it speaks ("de"); another one is another list of voices."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        if language != self._language:
            self._language = language
            if self._is_started:
                self._begin()

    @property
    def voice(self) -> str:
        """The name of the voice, out of `voices()`; "" for the usual one."""
        return self._voice

    @voice.setter
    def voice(self, name: str) -> None:
        if name != self._voice:
            self._voice = name
            if self._speech is not None:
                self._speech.use(name)

    @property
    def rate(self) -> float:
        """How fast it speaks, from -1 to 1; 0 is the voice's own."""
        return self._rate

    @rate.setter
    def rate(self, rate: float) -> None:
        self._rate = min(1.0, max(-1.0, rate))
        self._tune()

    @property
    def volume(self) -> float:
        """How loud it speaks, from 0 to 1; 0 is not at all."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(1.0, max(0.0, volume))
        self._tune()

    def voices(self) -> tuple[VoiceName, ...]:
        """The system's voices of the language, by place and name; () until `listed`."""
        return self._speech.voices if self._speech is not None and self._lack is None else ()

    @property
    def available(self) -> bool:
        """Whether a voice is there, and has not failed."""
        return self._is_ready and self._lack is None

    @property
    def trouble(self) -> str:
        """Why nothing can be said and how to get a voice; "" while all is well or not known."""
        return "" if self._lack is None else how_to(self._lack, self._language)

    # -- along a session -----------------------------------------------------------------------

    def observe(self, event: SessionEvent) -> None:
        """Say a session's cues as they come due; what a pause or an end cuts off stays unsaid."""
        match event:
            case SessionStarted():
                self._on_session()
            case CueGiven(cue=cue) if cue.say:
                self._on_cue(cue)
            case SegmentEnded() | Paused() | Hurt() | SessionFinished():
                self.hush()
            case _:
                pass

    def _on_session(self) -> None:
        if self._speech is not None:
            self._speech.forgive()
        if self._amount is not Amount.NOTHING:
            self.start()

    def _on_cue(self, cue: Cue) -> None:
        if cue.kind in {CueKind.ANNOUNCE, CueKind.FORM}:
            self._last = cue
        if self._amount.includes(cue.kind):
            self.say(cue.say, cue.kind)

    def repeat(self) -> None:
        """Say again what was last announced or corrected, unless the person wants no voice."""
        if self._last is not None and self._amount is not Amount.NOTHING:
            self.say(self._last.say)

    def start(self) -> None:
        """Get the voice ready, unless that is done; it takes seconds, none of them the caller's."""
        if not self._is_started:
            self._begin()

    def say(self, words: str, kind: CueKind = CueKind.ANNOUNCE) -> None:
        """Say some words now, or after what is being said, or not at all if that takes too long."""
        if self._muted or self._volume == 0 or self._lack is not None:
            return
        self.start()
        waiting = self._waiting
        if waiting is None or WEIGHT[kind] >= WEIGHT[waiting.kind] or _is_late(waiting):
            self._waiting = _Words(words, kind, time.monotonic(), TOO_LATE)
        # In the next turn of the event loop: of cues that come together, the weightiest is said.
        QTimer.singleShot(0, self, self._next)

    def try_out(self, sentence: str) -> None:
        """Say a sentence as it is set, whatever is muted; where there was no voice, look again."""
        self.hush()
        if self._lack is not None:
            self._begin()
        self.start()
        self._waiting = _Words(sentence, CueKind.ANNOUNCE, time.monotonic(), float("inf"))
        self._next()

    def hush(self) -> None:
        """Stop speaking, and forget what waits."""
        self._waiting = None
        if self._saying is not None and self._speech is not None:
            self._speech.stop()
            if not self._heard:
                self._patience.stop()
                self._saying = None
            elif self._patience.remainingTime() > 1000 * STOPS_WITHIN:
                self._patience.start(round(1000 * STOPS_WITHIN))

    def stop(self) -> None:
        """Fall silent and let go of the voice; `start` begins anew."""
        self._forget()
        self._is_started = False
        if self._speech is not None:
            self._speech.end()

    # -- inside --------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Look for a voice, whatever became of the one before."""
        self._forget()
        self._is_started, self._lack = True, None
        if self._speech is None:
            self._speech = Speech(self)
            self._speech.listed.connect(self._on_listed)
            self._speech.lost.connect(self._on_lost)
            self._speech.began.connect(self._on_began)
            self._speech.ended.connect(self._on_ended)
            self._speech.failed.connect(self._on_failed)
        self._speech.start(self._language, self._voice)

    def _forget(self) -> None:
        """Forget what is being said and what waits."""
        self._patience.stop()
        self._saying = self._waiting = None
        self._is_ready = self._heard = False
        self._dropped = 0

    def _tune(self) -> None:
        if self._speech is not None and self._is_ready:
            self._speech.tune(self._rate, self._volume)

    def _on_listed(self) -> None:
        self._is_ready = True
        self._tune()
        self.ready.emit()
        self.listed.emit()
        self._next()

    def _on_lost(self) -> None:
        """Wait for the next voice; what was not heard yet is said then, should it still matter."""
        waiting = self._waiting
        if waiting is None and not self._heard:
            waiting = self._saying
        self._forget()
        self._waiting = waiting

    def _on_began(self) -> None:
        if self._saying is None:
            return  # dropped already; its end is on the way
        self._heard, self._dropped = True, 0
        self._patience.start(round(1000 * (5 + len(self._saying.words) / LETTERS_A_SECOND)))
        self.began.emit(self._saying.words)

    def _on_ended(self) -> None:
        if self._heard:
            self._patience.stop()
            self._saying, self._heard = None, False
            self._next()

    def _next(self) -> None:
        if self._waiting is None or self._saying is not None or not self.available:
            return
        waiting, self._waiting = self._waiting, None
        if self._speech is not None and not _is_late(waiting):
            self._saying, self._heard = waiting, False
            left = waiting.asked + waiting.late_after - time.monotonic()
            self._patience.start(round(1000 * min(left, SPEAKS_WITHIN)))
            self._speech.say(waiting.words, waiting.asked + waiting.late_after)

    def _on_silence(self) -> None:
        """Drop what the voice has not begun with in time; one that never does, or never ends, goes.

        The person who tries the voice out learns at once that it hangs.
        """
        if self._saying is None or self._speech is None:
            return
        self._dropped += 1
        if self._saying.late_after == float("inf") and not self._heard:
            self._speech.fail(Lack.ANSWER, "the voice hangs")
        elif self._heard or self._dropped >= DROPS:
            self._speech.lose("the voice hangs")
        else:
            self._speech.stop()
            self._saying = None
            self._next()

    def _on_failed(self, lack: Lack, reason: str) -> None:
        log.warning("no voice: %s", reason)
        self._forget()
        self._lack = lack
        if not self._noticed:
            self._noticed = True
            self.notice.emit(
                _(
                    "This computer's voice could not be used, so nothing is said; everything is "
                    "also shown on the screen. Settings says how to get a voice."
                )
            )
        self.listed.emit()


def _is_late(words: _Words) -> bool:
    return time.monotonic() - words.asked > words.late_after
