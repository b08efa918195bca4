"""Real clips over a shelf of films, as the player and the Library get them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kneeline.app.looks import clip_look
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.marks import FAULT_MARKS
from kneeline.ui.player.demonstration import Demonstration, FilmSource
from kneeline.ui.right_and_wrong import FilmClip, Mistake


def making(shelf: FilmShelf) -> Callable[[], tuple[QWidget, FilmClip]]:
    """Return what makes clips over a shelf."""

    def make() -> tuple[QWidget, FilmClip]:
        clip = ClipView(shelf, clip_look())
        return clip, clip

    return make


def demonstration(shelf: FilmShelf, faults: tuple[str, ...] = tuple(FAULT_MARKS)) -> Demonstration:
    """Return what the player shows, where these faults may have been filmed."""

    def mistakes(exercise: str) -> tuple[Mistake, ...]:
        found = ((fault, shelf.views(exercise, fault)) for fault in faults)
        return tuple(
            Mistake(fault, fault.replace("-", " "), FAULT_MARKS[fault], views)
            for fault, views in found
            if views
        )

    return Demonstration(FilmSource(making(shelf), shelf.views, mistakes))
