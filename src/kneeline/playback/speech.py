"""The system's speech engine, set and spoken to on a thread of its own.

Making Qt's speech engine takes seconds on Linux, for ever where its daemon hangs, and Python waits
for it even on a thread of its own. So after a name that loads nothing, Python only ever sends
signals: the engine is set and spoken to by Qt itself, on the engine's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThread, QTimer, Signal

from kneeline.playback.media import hush

if TYPE_CHECKING:
    from PySide6.QtStateMachine import QStateMachine
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

ENGINE_WITHIN_MS = 15_000
"""How long the system may take to get its voices ready."""

USUAL = ("(America)", "(Great Britain)", "(Spain)")
"""How espeak-ng's names of the common voices end, for places that have several."""

NO_ENGINE = "none"
"""An engine name that loads nothing, so that making the object takes no time."""


class Lack(Enum):
    """Why there is no voice."""

    ENGINE = auto()
    LANGUAGE = auto()
    ANSWER = auto()


@dataclass(frozen=True, slots=True, order=True)
class VoiceName:
    """A voice as the system calls it, and the place whose way of speaking it has ("en_GB")."""

    locale: str
    name: str


class Speech(QObject):
    """One engine with all its voices of one language; every call returns at once."""

    listed = Signal()
    """The voices are known, and it can speak."""

    began = Signal()
    ended = Signal()
    failed = Signal(object, str)
    """It cannot speak: the Lack, and the reason for the log."""

    _say = Signal(str)
    _stop = Signal()
    _rate = Signal(float)
    _volume = Signal(float)
    _locale = Signal(QLocale)
    _voice = Signal(object)

    def __init__(self, language: str, voice: str, parent: QObject) -> None:
        """Take a language ("de") and the name of the voice to speak with, "" for the usual one."""
        super().__init__(parent)
        self._language, self._wanted = language, voice
        self._speech: QTextToSpeech | None = None
        self._kept: tuple[QThread, QStateMachine] | None = None
        self._found: dict[VoiceName, QVoice] = {}
        self._to_visit: list[QLocale] = []
        self._is_listed = False
        self._patience = QTimer(self, singleShot=True, interval=ENGINE_WITHIN_MS)
        self._patience.timeout.connect(lambda: self._fail(Lack.ANSWER, "no voice in time"))

    @property
    def voices(self) -> tuple[VoiceName, ...]:
        """The language's voices, by place and name; variants of one ("+Adam") are left out."""
        return tuple(sorted(self._found)) if self._is_listed else ()

    def start(self) -> None:
        """Get the engine ready; it takes seconds, none of them the caller's."""
        hush()
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (not before it is wanted)

        # "mock" speaks in silence.
        engines = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
        if not engines:
            self._fail(Lack.ENGINE, "Qt has no speech engine")
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
        self._patience.start()
        self._load(speech, engines[0])

    def say(self, words: str) -> None:
        """Speak."""
        self._say.emit(words)

    def stop(self) -> None:
        """Stop speaking."""
        self._stop.emit()

    def tune(self, rate: float, volume: float) -> None:
        """Speak at a rate from -1 to 1 and a volume from 0 to 1 from the next words on."""
        self._rate.emit(rate)
        self._volume.emit(volume)

    def use(self, voice: str) -> None:
        """Speak with the voice of this name from the next words on; "" is the usual one."""
        self._wanted = voice
        if self._is_listed:
            self._settle()

    def abandon(self) -> None:
        """Take nothing from it any more; it may hang in the daemon, so it cannot be ended."""
        self._patience.stop()
        self._stop.emit()
        self.blockSignals(True)  # noqa: FBT003 (Qt's own name and form)

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

        if self._speech is None:
            return
        if self._speech.state() is QTextToSpeech.State.Error:
            self._fail(Lack.ENGINE, f"{engine}: {self._speech.errorString()}")
            return
        language = QLocale(self._language).language()
        self._to_visit = [
            each for each in self._speech.availableLocales() if each.language() is language
        ]
        if not self._to_visit:
            self._fail(Lack.LANGUAGE, f"{engine} has no voice for {self._language!r}")
            return
        self._visit()

    def _visit(self) -> None:
        """Go to the next place of the language: Qt tells only the voices of the one it is at."""
        if not self._to_visit:
            self._patience.stop()
            self._is_listed = True
            self._settle()
            self.listed.emit()
        else:
            self._go_to(self._to_visit[0])

    def _go_to(self, place: QLocale) -> None:
        if self._speech is not None and self._speech.locale() == place:
            self._on_locale()  # Qt does not say so
        else:
            self._locale.emit(place)

    def _on_locale(self) -> None:
        if self._speech is None:
            return
        here = self._speech.locale()
        if self._to_visit and here == self._to_visit[0]:
            for each in self._speech.availableVoices():
                if "+" not in each.name():
                    self._found[VoiceName(here.name(), each.name())] = each
            del self._to_visit[0]
            self._visit()

    def _settle(self) -> None:
        """Speak with the voice that is wanted, else with the usual one of the person's place."""
        named = [each for each in self.voices if each.name == self._wanted]
        if named:
            self._take(named[0])
            return
        # The first by name is seldom what most people speak.
        home = QLocale.system().name()
        ranked = sorted(
            self.voices,
            key=lambda each: (
                each.locale != home,
                each.locale != QLocale(self._language).name(),
                not each.name.endswith(USUAL),
            ),
        )
        for each in ranked[:1]:
            self._take(each)

    def _take(self, voice: VoiceName) -> None:
        # In this order: a place brings its own voice.
        self._locale.emit(self._found[voice].locale())
        self._voice.emit(self._found[voice])

    def _on_state(self, state: QTextToSpeech.State) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (loaded by now)

        if state is QTextToSpeech.State.Speaking:
            self.began.emit()
        elif state is QTextToSpeech.State.Ready:
            self.ended.emit()
        elif state is QTextToSpeech.State.Error and self._is_listed and self._speech is not None:
            self._fail(Lack.ANSWER, self._speech.errorString())

    def _fail(self, lack: Lack, reason: str) -> None:
        self._patience.stop()
        self.failed.emit(lack, reason)
