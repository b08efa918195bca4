"""The child process that speaks, so that no speech service can harm the window's process.

The library through which Qt speaks on Linux crashes when its service ends or talks nonsense while
the two get to know each other, and waits for ever where the service hangs. In a process of its own
either costs no more than that process, and `Speech` starts the next.

It is told line by line: `use VOICE`, `tune RATE VOLUME`, `say NUMBER UNTIL WORDS` with the moment
after which it is too late on the clock that all processes share, and `stop`. It says `voice PLACE
NAME` for each voice of its language, `listed` after the last of them, `began NUMBER` and `ended
NUMBER`, and `failed LACK WHY` before it ends. It ends with its parent, whose end closes the line,
and takes back what it has not finished saying: a speech service goes on without its client.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Signal, Slot

from kneeline.playback.as_child import break_quietly, end_within
from kneeline.playback.speech import ENGINE_WITHIN, Lack, VoiceName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

ANSWERS_WITHIN = 5.0
"""Seconds that the speech service may hold us up once we speak, before we end."""

LEAVES_WITHIN = 1.0
"""Seconds that it may hold us up when our parent is gone."""

LOOK_EVERY_MS = 1000
"""How often we promise that we are alive."""

USUAL = ("(America)", "(Great Britain)", "(Spain)")
"""How espeak-ng's names of the common voices end, for places that have several."""


def main(words: Sequence[str]) -> int:
    """Say what standard input asks for, until it ends; the one word is the language ("de")."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's to answer
    break_quietly()
    end_within(ENGINE_WITHIN)
    # Qt's usual loop of a process without windows does not hear macOS's voices.
    os.environ["QT_EVENT_DISPATCHER_CORE_FOUNDATION"] = "1"
    app = QCoreApplication([])
    speaker = _Speaker(words[0], *_take_over())
    threading.Thread(target=speaker.listen, daemon=True).start()
    QTimer.singleShot(0, speaker.open)
    return app.exec()


def _take_over() -> tuple[int, int]:
    """Take our two lines for ourselves.

    The library may start a speech service, which would else hold them open long after our end.
    """
    lines, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return lines, answers


class _Speaker(QObject):
    """The system's speech engine with all its voices of one language."""

    _asked = Signal(str)
    _left = Signal()

    def __init__(self, language: str, lines: int, answers: int) -> None:
        super().__init__()
        self._language, self._wanted = language, ""
        self._lines, self._answers = lines, answers
        self._speech: QTextToSpeech | None = None
        self._found: dict[VoiceName, QVoice] = {}
        self._saying: str | None = None
        """The number of what was to be said last; None once it has ended."""

        self._asked.connect(self._do)
        self._left.connect(self._leave)
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._watch.timeout.connect(lambda: end_within(ANSWERS_WITHIN))

    def listen(self) -> None:
        """Hear our parent, on a thread of our own; when it is gone, leave."""
        with os.fdopen(self._lines, encoding="utf-8") as lines:
            for line in lines:
                self._asked.emit(line.rstrip("\n"))
        end_within(LEAVES_WITHIN)
        self._left.emit()

    def open(self) -> None:
        """Find the engine and its voices; it takes seconds."""
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (watched: it may hang)

        if not set(QTextToSpeech.availableEngines()) - {"mock"}:  # that one speaks in silence
            self._fail(Lack.ENGINE, "Qt has no speech engine")
        # The one Qt prefers: it lists them in another order each time, and each has other voices.
        speech = QTextToSpeech()
        if speech.state() is QTextToSpeech.State.Error:
            self._fail(Lack.ENGINE, f"{speech.engine()}: {speech.errorString()}")
        self._list(speech)
        if not self._found:
            self._fail(Lack.LANGUAGE, f"{speech.engine()} has no voice for {self._language!r}")
        speech.stateChanged.connect(self._on_state)
        self._speech = speech
        self._settle()
        for each in self._found:
            self._tell(f"voice {each.locale} {each.name}")
        self._tell("listed")
        end_within(ANSWERS_WITHIN)
        self._watch.start()

    def _list(self, speech: QTextToSpeech) -> None:
        """Go to each place of the language: Qt tells only the voices of the one it is at."""
        language = QLocale(self._language).language()
        for place in speech.availableLocales():
            if place.language() is language:
                speech.setLocale(place)
                for voice in speech.availableVoices():
                    if "+" not in voice.name():
                        self._found[VoiceName(place.name(), voice.name())] = voice

    @Slot(str)
    def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "use":
            self._wanted = rest
            self._settle()
        elif self._speech is not None:
            match word:
                case "say":
                    self._say(self._speech, *rest.split(" ", 2))
                case "stop":
                    self._speech.stop()
                case "tune":
                    rate, volume = rest.split()
                    self._speech.setRate(float(rate))
                    self._speech.setVolume(float(volume))
                case _:
                    pass

    def _say(self, speech: QTextToSpeech, number: str, until: str, words: str) -> None:
        if time.monotonic() <= float(until):
            self._saying = number
            speech.say(words)

    def _settle(self) -> None:
        """Speak with the voice that is wanted, else with the usual one of the person's place."""
        # The first by name is seldom what most people speak.
        home, plain = QLocale.system().name(), QLocale(self._language).name()
        ranked = sorted(
            self._found,
            key=lambda each: (
                each.name != self._wanted,
                each.locale != home,
                each.locale != plain,
                not each.name.endswith(USUAL),
                each,
            ),
        )
        for each in ranked[:1]:
            if self._speech is not None:
                # In this order: a place brings its own voice.
                self._speech.setLocale(self._found[each].locale())
                self._speech.setVoice(self._found[each])

    @Slot(object)
    def _on_state(self, state: QTextToSpeech.State) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 (loaded by now)

        if self._saying is None or self._speech is None:
            return
        if state is QTextToSpeech.State.Speaking:
            self._tell(f"began {self._saying}")
        elif state is QTextToSpeech.State.Ready:
            self._tell(f"ended {self._saying}")
            self._saying = None
        elif state is QTextToSpeech.State.Error:
            self._fail(Lack.ANSWER, self._speech.errorString())

    def _leave(self) -> None:
        if self._saying is not None and self._speech is not None:
            self._speech.stop()
        os._exit(0)

    def _tell(self, line: str) -> None:
        try:
            os.write(self._answers, f"{line}\n".encode())
        except OSError:  # our parent is gone, and all the more do we fall silent
            self._leave()

    def _fail(self, lack: Lack, why: str) -> NoReturn:
        self._tell(f"failed {lack.name} {' '.join(why.split())}")
        os._exit(0)
