"""The player's keys: keyboard, media keys, presenter remotes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kneeline.ui.player import keys
from kneeline.ui.player.keys import Press

NONE = Qt.KeyboardModifier.NoModifier


def event(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, held: bool = False) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, modifiers, "", held)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("Space", Press.GO),
        ("Return", Press.GO),
        ("Enter", Press.GO),
        ("MediaTogglePlayPause", Press.GO),
        ("MediaPlay", Press.GO),
        ("MediaPause", Press.GO),
        ("B", Press.GO),
        ("Period", Press.GO),
        ("Right", Press.SKIP),
        ("PageDown", Press.SKIP),
        ("MediaNext", Press.SKIP),
        ("Left", Press.BACK),
        ("PageUp", Press.BACK),
        ("MediaPrevious", Press.BACK),
        ("H", Press.HURT),
        ("F", Press.FULL_SCREEN),
        ("F11", Press.FULL_SCREEN),
        ("M", Press.MUTE),
        ("VolumeMute", Press.MUTE),
        ("Escape", Press.LEAVE),
        ("X", None),
        ("7", None),
    ],
)
def test_each_key_asks_for_one_thing(key: str, wanted: Press | None) -> None:
    assert keys.press(event(Qt.Key[f"Key_{key}"])) is wanted


def test_every_wish_has_a_key() -> None:
    # A keyboard's play key also pauses; play alone comes only from a desktop's own panel.
    assert {keys.press(event(key)) for key in Qt.Key} >= set(Press) - {Press.PLAY}


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_5, Qt.Key.Key_T])
@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_key_with_ctrl_or_alt_means_something_else(
    key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    assert keys.press(event(key, modifier)) is None
    assert keys.score(event(key, modifier)) is None


@pytest.mark.parametrize("modifier", ["ShiftModifier", "KeypadModifier"])
def test_shift_and_the_number_block_make_no_difference(modifier: str) -> None:
    held = Qt.KeyboardModifier[modifier]
    assert keys.press(event(Qt.Key.Key_H, held)) is Press.HURT
    assert keys.score(event(Qt.Key.Key_7, held)) == 7


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_5, Qt.Key.Key_T])
def test_a_key_held_down_asks_once(key: Qt.Key) -> None:
    assert keys.press(event(key, held=True)) is None
    assert keys.score(event(key, held=True)) is None


def test_digits_are_scores_and_t_is_ten() -> None:
    digits = [Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)]
    assert [keys.score(event(key)) for key in (*digits, Qt.Key.Key_T)] == list(range(11))


def test_nothing_else_is_a_score() -> None:
    scores = [keys.score(event(key)) for key in Qt.Key]
    assert sorted(each for each in scores if each is not None) == list(range(11))
