"""The Library page over our own resources, an empty data folder, and real clips."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kneeline import library
from kneeline.coach.exercise import Phase
from kneeline.library import Library
from kneeline.library.own import OwnFiles
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.look import ClipLook
from kneeline.playback.marks import FAULT_MARKS
from kneeline.playback.posters import Posters
from kneeline.ui.library.source import LibrarySource
from kneeline.ui.right_and_wrong import FilmClip
from kneeline.ui.theme import colours
from kneeline.ui.tokens import Activity
from tests.legible import settle

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
FILM = ROOT / "tests" / "data" / "there-and-back.webm"


class House:
    """A person's data folder, their films and levels, and the page on top of it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.videos = folder / "videos"
        self.videos.mkdir(parents=True)
        self.levels: dict[str, str] = {}
        self.library: Library = library.load(RESOURCES, own=self.data)
        self.reads = 0
        self.own = OwnFiles(RESOURCES, self.data)
        self.films = FilmShelf(self.videos, self.data / "films")
        self.posters = Posters(self.films)

    def put_exercise(self, name: str, change: Callable[[str], str] = str) -> Path:
        """Put a copy of our bridge into the data folder under another id."""
        path = self.data / "exercises" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change(another_bridge(name)), encoding="utf-8")
        self.read_again()
        return path

    def put_film(self, name: str) -> None:
        shutil.copy(FILM, self.videos / name)

    def read_again(self) -> None:
        self.reads += 1
        self.library = library.load(RESOURCES, own=self.data)

    def make_clip(self) -> tuple[QWidget, FilmClip]:
        clip = ClipView(self.films, clip_look())
        return clip, clip

    def has_film(self, exercise: str, view: str, fault: str) -> bool:
        film = self.films.find(exercise, view=view, fault=fault)
        return film is not None and view in {"", film.view}

    def own_film(self, exercise: str) -> bool:
        film = self.films.find(exercise)
        return film is not None and film.own

    def source(self) -> LibrarySource:
        return LibrarySource(
            library=lambda: self.library,
            levels=lambda: self.levels,
            make_clip=self.make_clip,
            posters=self.posters,
            views=self.films.views,
            has_film=self.has_film,
            own_film=self.own_film,
            fault_mark=FAULT_MARKS.get,
            own=self.own,
            changed=self.read_again,
            today=lambda: date(2026, 3, 2),
        )


def another_bridge(name: str) -> str:
    text = (RESOURCES / "exercises" / "bridge.toml").read_text(encoding="utf-8")
    return text.replace('id = "bridge"', f'id = "{name}"', 1).replace(
        'name = "Bridge"', f'name = "Bridge of {name}"', 1
    )


def words(page: QWidget) -> list[str]:
    """Return every text that can be read on a page now."""
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


def press(page: QWidget, text: str) -> None:
    """Press the one button in sight that says this, by its words or its accessible name."""
    [found] = [
        each
        for each in page.findChildren(QPushButton)
        if text in {each.text(), each.accessibleName()} and each.isVisibleTo(page)
    ]
    found.click()
    settle()


def clip_look() -> ClipLook:
    """Return the clips' colours in the theme of now."""
    accents = {phase: colours().activities[Activity(phase.value)].fill for phase in Phase}
    return ClipLook(
        colours().surface,
        colours().text,
        colours().muted,
        accents,
        12,
        16,
        colours().text,
        colours().muted,
        colours().text,
        colours().surface,
    )
