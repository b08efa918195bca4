"""The player's keys, in one table."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Press(Enum):
    """What a key asks the player to do."""

    GO = auto()
    """Pause, go on, or "done": whatever the moment calls for."""

    PAUSE = auto()
    PLAY = auto()
    """Pause, or go on, for what has a key for each of them."""

    SKIP = auto()
    BACK = auto()
    HURT = auto()
    FULL_SCREEN = auto()
    MUTE = auto()
    WRONG = auto()
    """Show the wrong form beside the right one."""

    VIEW = auto()
    """Look at the movement from another side."""

    MIRROR = auto()
    """The camera as a mirror beside the clip."""

    MINI = auto()
    """A small player that stays on top."""

    REPEAT = auto()
    """Say and show the cue once more."""

    MORE = auto()
    LESS = auto()
    KEYS = auto()
    """List all keys."""

    LEAVE = auto()


_KEYS = {
    Qt.Key.Key_Space: Press.GO,
    Qt.Key.Key_Return: Press.GO,
    Qt.Key.Key_Enter: Press.GO,
    Qt.Key.Key_MediaTogglePlayPause: Press.GO,
    Qt.Key.Key_MediaPlay: Press.GO,
    Qt.Key.Key_MediaPause: Press.GO,
    Qt.Key.Key_MediaStop: Press.PAUSE,
    Qt.Key.Key_B: Press.GO,
    Qt.Key.Key_Period: Press.GO,
    Qt.Key.Key_Right: Press.SKIP,
    Qt.Key.Key_PageDown: Press.SKIP,
    Qt.Key.Key_MediaNext: Press.SKIP,
    Qt.Key.Key_Left: Press.BACK,
    Qt.Key.Key_PageUp: Press.BACK,
    Qt.Key.Key_MediaPrevious: Press.BACK,
    Qt.Key.Key_H: Press.HURT,
    Qt.Key.Key_F: Press.FULL_SCREEN,
    Qt.Key.Key_F11: Press.FULL_SCREEN,
    Qt.Key.Key_M: Press.MUTE,
    Qt.Key.Key_VolumeMute: Press.MUTE,
    Qt.Key.Key_W: Press.WRONG,
    Qt.Key.Key_V: Press.VIEW,
    Qt.Key.Key_C: Press.MIRROR,
    Qt.Key.Key_N: Press.MINI,
    Qt.Key.Key_R: Press.REPEAT,
    Qt.Key.Key_Plus: Press.MORE,
    Qt.Key.Key_Equal: Press.MORE,
    Qt.Key.Key_Minus: Press.LESS,
    Qt.Key.Key_Underscore: Press.LESS,
    Qt.Key.Key_Question: Press.KEYS,
    Qt.Key.Key_F1: Press.KEYS,
    Qt.Key.Key_Escape: Press.LEAVE,
}
"""Also media keys, and presenter remotes, which send Page Up, Page Down, B or a full stop.

Plus is on the same key as the equals sign on many keyboards, and needs no Shift here.
"""


def listed() -> tuple[tuple[str, str], ...]:
    """Return each key by its name, with what it does, as a person would look for it."""
    return (
        (_("Space"), _("pause, go on, done")),
        ("→", _("skip")),
        ("←", _("back")),
        ("H", _("it hurts")),
        ("R", _("cue again")),
        ("+ \N{MINUS SIGN}", _("10 s more, less")),
        ("W", _("right and wrong")),
        ("V", _("another view")),
        ("C", _("camera as mirror")),
        ("N", _("small player")),
        ("M", _("sound on, off")),
        ("F", _("full screen")),
        (_("Esc"), _("leave")),
        ("?", _("this list")),
    )


def press(event: QKeyEvent) -> Press | None:
    """Return what a key asks for; a key held down asks only once."""
    if event.isAutoRepeat() or event.modifiers() & _WITH_OTHERS:
        return None
    return _KEYS.get(Qt.Key(event.key()))


_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def score(event: QKeyEvent) -> int | None:
    """Return the pain score a key stands for: 0 to 9, and T for ten."""
    if event.isAutoRepeat() or event.modifiers() & _WITH_OTHERS:
        return None
    if event.key() == Qt.Key.Key_T:
        return 10
    digit = event.key() - Qt.Key.Key_0
    return digit if 0 <= digit <= 9 else None  # noqa: PLR2004 (the digits of the keyboard)
