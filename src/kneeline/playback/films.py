"""Which film shows an exercise: the person's own before ours, by index or by file name.

Ours are `videos/<exercise-id>-<view>[-fault].webm` and show the left side working; an
`index.toml` beside them says more. The person's are `films/<exercise-id>.<any>` in the data
folder, a film or a picture, with `-left` or `-right` in the name where it shows one side.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kneeline.coach.side import Side

log = logging.getLogger(__name__)

VIEWS = ("side", "corner", "front", "back", "above", "feet")
"""Where a camera may stand. Where no index says better, the first that exists is shown."""

OWN = ""
"""The view of a person's own film: nobody asked where they stood."""

FILM_TYPES = frozenset({".webm", ".mp4", ".m4v", ".mov", ".mkv", ".avi", ".ogv"})
PICTURE_TYPES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})


@dataclass(frozen=True, slots=True)
class Film:
    """A moving or still picture of an exercise."""

    path: Path
    exercise: str
    view: str = ""
    fault: str = ""
    """The fault's id where it shows how not to do it."""

    shows: Side | None = None
    """The side that works in it; None where that is not known, and it is never mirrored."""

    strokes: tuple[float, float, float] | None = None
    """Where in the film out, hold and back end, as shares of its length; None where not known."""

    own: bool = False
    """Whether it is the person's own."""

    @property
    def still(self) -> bool:
        """Whether it is a picture and not a film."""
        return self.path.suffix.lower() in PICTURE_TYPES

    def mirrored_for(self, side: Side | None) -> bool:
        """Whether it must be mirrored to show this side at work."""
        return None not in {self.shows, side} and self.shows is not side


class FilmShelf:
    """The films there are; files that come or go while the program runs are seen."""

    def __init__(self, ours: Path, own: Path | None = None) -> None:
        self._ours = ours
        self._own = own
        self._index: dict[str, list[Film]] | None = None

    def find(
        self,
        exercise: str,
        side: Side | None = None,
        *,
        view: str = "",
        fault: str = "",
        without: Collection[Path] = (),
    ) -> Film | None:
        """Return the film to show, or None; a view that does not exist gives another one.

        Files in `without` are passed over: they could not be played.
        """
        own = [] if view or fault else self._own_films(exercise, side)
        ours = [film for film in self._our_films(exercise) if film.fault == fault]
        fitting = [film for film in ours if film.view == view] or ours
        playable = (film for film in [*own, *fitting] if film.path not in without)
        return next(playable, None)

    def views(self, exercise: str, fault: str = "") -> tuple[str, ...]:
        """Return where it was filmed from, the most telling first; "" is the person's own film."""
        ours = [film.view for film in self._our_films(exercise) if film.fault == fault]
        own = [OWN] if not fault and self._own_films(exercise, None) else []
        return tuple(dict.fromkeys([*own, *ours]))

    def _own_films(self, exercise: str, side: Side | None) -> list[Film]:
        if self._own is None or not self._own.is_dir():
            return []
        stems = {exercise: None} | {f"{exercise}-{shows}": shows for shows in Side}
        found = [
            Film(path, exercise, shows=stems[path.stem], own=True)
            for path in sorted(self._own.iterdir())
            if path.stem in stems and path.suffix.lower() in FILM_TYPES | PICTURE_TYPES
        ]
        # The one of this very side first, then one of no side, then one to be mirrored; a film
        # before a picture.
        order = {side: 0, None: 1}
        return sorted(found, key=lambda film: (order.get(film.shows, 2), film.still))

    def _our_films(self, exercise: str) -> list[Film]:
        if self._index is None:
            self._index = {}
            for film in _index(self._ours / "index.toml"):
                self._index.setdefault(film.exercise, []).append(film)
        listed = [film for film in self._index.get(exercise, []) if film.path.is_file()]
        # The index names the most telling view first; names alone do not say which that is.
        named = sorted(self._named(exercise), key=lambda film: (_place(film.view), film.fault))
        return listed or named

    def _named(self, exercise: str) -> Iterator[Film]:
        for path in self._ours.glob(f"{exercise}-*.webm"):
            # "squat" must not find "squat-to-chair-side.webm": a view comes first.
            view, _, fault = path.stem.removeprefix(f"{exercise}-").partition("-")
            if view in VIEWS:
                yield Film(path, exercise, view, fault, Side.LEFT)


def _index(path: Path) -> tuple[Film, ...]:
    """Return the films of an index, read once for each of its versions: it takes 20 ms."""
    try:
        version = path.stat().st_mtime_ns
    except OSError:
        version = 0
    return _read_version(path, version)


@lru_cache(maxsize=1)
def _read_version(path: Path, _version: int) -> tuple[Film, ...]:
    return tuple(read_index(path))


def read_index(path: Path) -> list[Film]:
    """Read the films of an index; one that cannot be read counts as none, and is logged."""
    try:
        clips = tomllib.loads(path.read_text(encoding="utf-8")).get("clip", [])
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        log.warning("%s cannot be read, so films are found by name: %s", path, error)
        return []
    if not isinstance(clips, list):
        log.warning("%s names no clips, so films are found by name", path)
        return []
    films = []
    for clip in clips:
        try:
            films.append(
                Film(
                    path.parent / str(clip["file"]),
                    str(clip["exercise"]),
                    str(clip["view"]),
                    str(clip.get("fault", "")),
                    Side(clip.get("shows", Side.LEFT)),
                    _strokes(clip),
                )
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("%s: the clip %r is left out: %r", path, clip, error)
    return films


def _strokes(clip: dict[str, Any]) -> tuple[float, float, float] | None:
    ends = tuple(clip.get(key) for key in ("out_end", "hold_end", "back_end"))
    if ends == (None, None, None):
        return None
    out, hold, back = (float(end) for end in ends if end is not None)
    if not 0 < out <= hold < back <= 1:
        raise ValueError(f"out, hold and back must follow each other between 0 and 1, not {ends}")
    return out, hold, back


def _place(view: str) -> int:
    return VIEWS.index(view) if view in VIEWS else len(VIEWS)
