"""The system's speech engine, as the window's process sees it: a child of ours that speaks."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneeline.playback.child import Child
from kneeline.playback.ourselves import SPEAKER

log = logging.getLogger(__name__)

ENGINE_WITHIN = 15.0
"""Seconds the system may take to get its voices ready."""

LIVES = 4
"""How many speakers may be lost, in a session or until the person asks for a voice again."""

PAUSE_MS = 250
"""How long the next speaker waits after the first loss, doubled with each further one."""

LONGEST = 1000
"""Characters of what is said at once; a line must fit into a pipe whole."""


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
    """One speaker with all its voices of one language; every call returns at once.

    A speaker that is lost is followed by another, which first cuts off what the one before it left
    the speech service to say.
    """

    listed = Signal()
    """The voices are known, and it can speak."""

    lost = Signal()
    """Nothing can be said until `listed` or `failed`; what was being said is cut off."""

    began = Signal()
    ended = Signal()
    failed = Signal(object, str)
    """It cannot speak: the Lack, and the reason for the log."""

    _told = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._language = self._wanted = ""
        self._child: Child | None = None
        self._coming: list[VoiceName] = []
        self._voices: tuple[VoiceName, ...] = ()
        self._is_listed = self._speaking = self._cut_off = False
        self._number = self._lost = 0
        self._told.connect(self._on_told)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._begin)
        self._patience = QTimer(self, singleShot=True, interval=round(1000 * ENGINE_WITHIN))
        self._patience.timeout.connect(lambda: self.fail(Lack.ANSWER, "no voice in time"))

    @property
    def voices(self) -> tuple[VoiceName, ...]:
        """The language's voices, by place and name; variants of one ("+Adam") are left out."""
        return self._voices

    def start(self, language: str, voice: str) -> None:
        """Get a language's voices ("de") and speak with the one of this name, "" for the usual.

        It takes seconds, none of them the caller's. What was said before is cut off.
        """
        self.end()
        self._language, self._wanted = language, voice
        self._voices, self._lost = (), 0
        self._begin()

    def say(self, words: str, until: float) -> None:
        """Speak, unless the monotonic clock has passed `until` before it can begin."""
        self._number += 1
        self._speaking = True
        self._tell(f"say {self._number} {until:.6f} {' '.join(words.split())[:LONGEST]}")

    def stop(self) -> None:
        """Stop speaking."""
        self._tell("stop")

    def tune(self, rate: float, volume: float) -> None:
        """Speak at a rate from -1 to 1 and a volume from 0 to 1 from the next words on."""
        self._tell(f"tune {rate:.4f} {volume:.4f}")

    def use(self, voice: str) -> None:
        """Speak with the voice of this name from the next words on; "" is the usual one."""
        self._wanted = voice
        self._tell(f"use {voice}")

    def forgive(self) -> None:
        """Forget the speakers that were lost: a new session has tries of its own."""
        self._lost = 0

    def lose(self, why: str) -> None:
        """Give up a speaker that is dead or does not answer, and start another while it helps."""
        log.warning("the voice is lost: %s", why)
        self._let_go()
        self._lost += 1
        self.lost.emit()
        if self._lost >= LIVES:
            self.fail(Lack.ANSWER, why)
        else:
            self._again.start(PAUSE_MS << (self._lost - 1))

    def fail(self, lack: Lack, why: str) -> None:
        """Give the voice up, until `start`."""
        self._let_go()
        self.failed.emit(lack, why)

    def end(self) -> None:
        """Fall silent and let the speaker end by itself."""
        if self._child is not None:
            self._child.end()
        self._child = None
        self._let_go()

    def _begin(self) -> None:
        self._coming = []
        self._child = Child(SPEAKER, self._language, told=self._told.emit)
        self._patience.start()
        self._child.start()
        self._child.tell(f"use {self._wanted}")

    def _let_go(self) -> None:
        self._again.stop()
        self._patience.stop()
        self._cut_off |= self._speaking
        self._is_listed = self._speaking = False
        if self._child is not None:
            self._child.kill()
        self._child = None

    def _tell(self, line: str) -> None:
        if self._child is not None:
            self._child.tell(line)

    @Slot(object, str)
    def _on_told(self, child: Child, line: str) -> None:
        if child is not self._child:
            return
        word, _, rest = line.partition(" ")
        match word:
            case "voice":
                self._coming.append(VoiceName(*rest.split(" ", 1)))
            case "listed":
                self._on_listed()
            case "began" if rest == str(self._number):
                self.began.emit()
            case "ended" if rest == str(self._number):
                self._speaking = False
                self.ended.emit()
            case "failed" if not self._is_listed:
                lack, _, why = rest.partition(" ")
                self.fail(Lack[lack], why)
            case "failed" | "gone":
                self.lose(rest or "the speaker broke, or the speech service holds it up")
            case _:
                pass

    def _on_listed(self) -> None:
        self._patience.stop()
        self._is_listed = True
        self._voices = tuple(sorted(self._coming))
        if self._cut_off:
            self._cut_off = False
            self.stop()
        self.listed.emit()
