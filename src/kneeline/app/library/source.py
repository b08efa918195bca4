"""What the Library page is given: the shelf, the person's levels, clips and own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.app.looks import clip_look
from kneeline.library.own import OwnFiles
from kneeline.ui.library.source import LibrarySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.today.daily import Daily
    from kneeline.ui.right_and_wrong import FilmClip


def library_source(
    bookshelf: Bookshelf,
    daily: Daily,
    places: Locations,
    notices: Notices,
    changed: Callable[[], None],
    *,
    marks: Callable[[], bool] = lambda: True,
) -> LibrarySource:
    """Return what the page calls each time it needs something."""
    # Qt Multimedia comes with the page that shows films, not with the first window.
    from kneeline.playback.clips import ClipView  # noqa: PLC0415
    from kneeline.playback.films import FilmShelf  # noqa: PLC0415
    from kneeline.playback.marks import FAULT_MARKS  # noqa: PLC0415
    from kneeline.playback.posters import Posters  # noqa: PLC0415

    films = FilmShelf(places.videos, places.films)

    def make_clip() -> tuple[QWidget, FilmClip]:
        clip = ClipView(films, clip_look(), marks=marks)
        clip.problem.connect(notices.tell)
        return clip, clip

    def has_film(exercise: str, view: str, fault: str) -> bool:
        film = films.find(exercise, view=view, fault=fault)
        return film is not None and view in {"", film.view}

    def own_film(exercise: str) -> bool:
        film = films.find(exercise)
        return film is not None and film.own

    return LibrarySource(
        library=lambda: bookshelf.now,
        levels=daily.levels,
        make_clip=make_clip,
        posters=Posters(films),
        views=films.views,
        has_film=has_film,
        own_film=own_film,
        fault_mark=FAULT_MARKS.get,
        own=OwnFiles(places.resources, places.data),
        changed=changed,
        today=lambda: daily.date,
    )
