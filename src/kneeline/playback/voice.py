"""Says the cues of a session with one of the system's voices, never two at once and never late.

Making Qt's speech engine takes seconds on Linux, for ever where its daemon hangs, and Python waits
for it even on a thread of its own. So after a name that loads nothing, Python only ever sends
signals: the engine is set and spoken to by Qt itself, on the voice's thread.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThread, QTimer, Signal

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
from kneeline.playback.media import hush
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtStateMachine import QStateMachine
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

log = logging.getLogger(__name__)

TOO_LATE = 0.5
"""Seconds after which a cue is no longer worth saying."""

ENGINE_WITHIN_MS = 15_000
"""How long the system may take to get its voices ready."""

SPEAKS_WITHIN_MS = 5000
"""How long a voice may take to begin to speak."""

LETTERS_A_SECOND = 4.0
"""A voice slower than this hangs."""

USUAL = ("(America)", "(Great Britain)", "(Spain)")
"""How espeak-ng's names of the common voices end, for languages that have several."""

NO_ENGINE = "none"
"""An engine name that loads nothing, so that making the object takes no time."""


class Voice(QObject):
    """Speaks what the session says; nothing in it keeps the caller waiting."""

    ready = Signal()
    """A voice is there, and spoken words will be heard or `notice` says otherwise."""

    began = Signal(str)
    """These words are being spoken now."""

    notice = Signal(str)
    """One sentence for the person, at most once: why nothing is said, and what helps."""

    _say = Signal(str)
    _stop = Signal()
    _rate = Signal(float)
    _volume = Signal(float)
    _locale = Signal(QLocale)
    _voice = Signal(object)

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
        self.amount = amount
        self.muted = False
        self._language = language
        self._wanted_voice, self._wanted_rate, self._wanted_volume = voice, rate, volume
        self._speech: QTextToSpeech | None = None
        self._kept: tuple[QThread, QStateMachine] | None = None
        self._is_ready = self._failed = False
        self._speaking = ""
        self._heard = False
        self._waiting: tuple[str, CueKind, float] | None = None
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(lambda: self._fail("the voice hangs"))

    @property
    def available(self) -> bool:
        """Whether a voice is there and has not failed."""
        return self._is_ready and not self._failed

    def observe(self, event: SessionEvent) -> None:
        """Say a session's cues as they come due; what a pause or an end cuts off stays unsaid."""
        match event:
            case SessionStarted() if self.amount is not Amount.NOTHING:
                self.start()
            case CueGiven(cue=cue) if cue.say and self.amount.includes(cue.kind):
                self.say(cue.say, cue.kind)
            case SegmentEnded() | Paused() | Hurt() | SessionFinished():
                self.hush()
            case _:
                pass

    def start(self) -> None:
        """Get the voice ready, unless that is done; it takes seconds, none of them the caller's."""
        if self._speech is not None or self._failed:
            return
        hush()
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (not before it is wanted)

        # "mock" speaks in silence.
        engines = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
        if not engines:
            self._fail("Qt has no speech engine")
            return
        speech = QTextToSpeech(NO_ENGINE)
        speech.engineChanged.connect(self._on_engine)
        speech.stateChanged.connect(self._on_state)
        speech.localeChanged.connect(self._on_locale)
        for ours, theirs in (
            (self._say, speech.say),
            (self._stop, speech.stop),
            (self._rate, speech.setRate),
            (self._volume, speech.setVolume),
            (self._locale, speech.setLocale),
            (self._voice, speech.setVoice),
        ):
            ours.connect(theirs)
        self._speech = speech
        self._patience.start(ENGINE_WITHIN_MS)
        self._load(speech, engines[0])

    def say(self, words: str, kind: CueKind = CueKind.ANNOUNCE) -> None:
        """Say some words now, or after what is being said, or not at all if that takes too long."""
        if self.muted or self._failed:
            return
        self.start()
        waiting = self._waiting
        if waiting is None or WEIGHT[kind] >= WEIGHT[waiting[1]] or self._is_late(waiting[2]):
            self._waiting = (words, kind, time.monotonic())
        # In the next turn of the event loop: of cues that come together, the weightiest is said.
        QTimer.singleShot(0, self, self._next)

    def hush(self) -> None:
        """Stop speaking, and forget what waits."""
        self._waiting = None
        if self._speaking:
            self._stop.emit()

    def stop(self) -> None:
        """Fall silent; the process is about to end."""
        self._patience.stop()
        self.hush()

    def voices(self) -> tuple[QVoice, ...]:
        """The voices of the language, once ready; variants of one voice ("+Adam") are left out."""
        if self._speech is None or not self.available:
            return ()
        return tuple(each for each in self._speech.availableVoices() if "+" not in each.name())

    def use(
        self,
        *,
        voice: str | None = None,
        rate: float | None = None,
        volume: float | None = None,
    ) -> None:
        """Speak differently from the next words on."""
        if voice is not None:
            self._wanted_voice = voice
            for each in self.voices():
                if each.name() == voice:
                    self._voice.emit(each)
        if rate is not None:
            self._wanted_rate = rate
            self._rate.emit(rate)
        if volume is not None:
            self._wanted_volume = volume
            self._volume.emit(volume)

    def _load(self, speech: QTextToSpeech, engine: str) -> None:
        """Let Qt set the engine on the voice's thread: a state's property, for want of a slot."""
        from PySide6.QtStateMachine import QState, QStateMachine  # noqa: PLC0415 (as above)

        machine, thread = QStateMachine(), QThread()
        thread.setObjectName("voice")
        state = QState(machine)
        state.assignProperty(speech, "engine", engine)
        machine.setInitialState(state)
        speech.moveToThread(thread)
        machine.moveToThread(thread)
        thread.started.connect(machine.start)
        # Kept to the end of the process: a thread that hangs in the daemon cannot be ended.
        self._kept = (thread, machine)
        thread.start()

    def _on_engine(self, engine: str) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (loaded by now)

        if self._speech is None or self._failed:
            return
        self._patience.stop()
        if self._speech.state() is QTextToSpeech.State.Error:
            self._fail(f"{engine}: {self._speech.errorString()}")
            return
        wanted = QLocale(self._language)
        if wanted.language() not in {each.language() for each in self._speech.availableLocales()}:
            self._fail(f"{engine} has no voice for {self._language!r}")
            return
        self._on_locale()
        if not self._is_ready:
            self._locale.emit(wanted)

    def _on_locale(self) -> None:
        """Choose among the language's voices; the first by name is seldom what most speak."""
        if self._speech is None or self._is_ready or self._failed:
            return
        if self._speech.locale().language() is not QLocale(self._language).language():
            return  # the engine's own, on the way to ours
        self._is_ready = True
        voices = self.voices()
        named = [each for each in voices if each.name() == self._wanted_voice]
        usual = [each for each in voices if each.name().endswith(USUAL)]
        for voice in [*named, *usual][:1]:
            self._voice.emit(voice)
        self._rate.emit(self._wanted_rate)
        self._volume.emit(self._wanted_volume)
        self.ready.emit()
        self._next()

    def _on_state(self, state: QTextToSpeech.State) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (loaded by now)

        if state is QTextToSpeech.State.Speaking and self._speaking:
            self._heard = True
            self._patience.start(int(1000 * (5 + len(self._speaking) / LETTERS_A_SECOND)))
            self.began.emit(self._speaking)
        elif state is QTextToSpeech.State.Ready and self._heard:
            self._patience.stop()
            self._speaking, self._heard = "", False
            self._next()
        elif state is QTextToSpeech.State.Error and self._is_ready and self._speech is not None:
            self._fail(self._speech.errorString())

    def _next(self) -> None:
        if self._waiting is None or self._speaking or not self.available:
            return
        (words, _kind, since), self._waiting = self._waiting, None
        if not self._is_late(since):
            self._speaking, self._heard = words, False
            self._patience.start(SPEAKS_WITHIN_MS)
            self._say.emit(words)

    def _is_late(self, since: float) -> bool:
        return time.monotonic() - since > TOO_LATE

    def _fail(self, reason: str) -> None:
        log.warning("no voice: %s", reason)
        self._patience.stop()
        self._waiting = None
        if not self._failed:
            self._failed = True
            self.notice.emit(
                _(
                    "This computer's voice could not be used, so nothing is said; everything is "
                    "also shown on the screen. Settings says how to get a voice."
                )
            )
