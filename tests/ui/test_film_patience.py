"""A film without a picture is called broken; one whose window had to wait is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.playback import film_player
from kneeline.playback.film_player import LOOKS, FilmPlayer

WITHOUT_A_PICTURE = Path("resources/sounds/done.wav")


def test_time_in_which_the_window_was_held_up_breaks_no_film(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_player, "PATIENCE_MS", 50)
    player = FilmPlayer()
    broken: list[Path] = []
    player.broken.connect(lambda path, _reason: broken.append(path))
    player.open(WITHOUT_A_PICTURE)
    time.sleep(2 * LOOKS * 0.05)  # as a disk does that takes its time
    qapp.processEvents()
    assert not broken
    qtbot.waitUntil(lambda: broken == [WITHOUT_A_PICTURE], timeout=20_000)
    assert player.path is None
