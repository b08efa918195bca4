"""The Library page: filled, dressed as the theme is, and a way to try one exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.app.library.source import library_source
from kneeline.app.looks import clip_look
from kneeline.coach.planning import draw_up
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.library.source import alone
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.app.today.daily import Daily
    from kneeline.journal import Journal
    from kneeline.playback.clips import ClipView


class LibraryDesk(QObject):
    """Keeps the Library page.

    Signals:
        start_asked: a plan of one exercise to begin.
    """

    start_asked = Signal(object)

    def __init__(
        self,
        journal: Journal,
        bookshelf: Bookshelf,
        daily: Daily,
        *,
        places: Locations,
        choices: Choices,
        notices: Notices,
    ) -> None:
        super().__init__(notices)
        self._journal, self._bookshelf, self._daily = journal, bookshelf, daily
        self._places, self._choices, self._notices = places, choices, notices
        self._page: LibraryPage | None = None

    def make_page(self) -> LibraryPage:
        """Return the page; call it once, when it is first opened."""
        source = library_source(
            self._bookshelf,
            self._daily,
            self._places,
            self._notices,
            self._read_again,
            marks=lambda: self._choices.now.marks,
        )
        self._page = page = LibraryPage(source)
        page.try_asked.connect(self._try)
        page.look_changed.connect(self._dress_clips)
        return page

    def refresh(self) -> None:
        """Show the library and the levels as they are now."""
        if self._page is not None:
            self._page.refresh()

    def media(self) -> tuple[ClipView, ...]:
        """What plays, and must be stopped before the process may end."""
        if self._page is None:
            return ()
        from kneeline.playback.clips import ClipView  # noqa: PLC0415 (came with the page)

        return tuple(clip for clip in self._page.clips if isinstance(clip, ClipView))

    def _dress_clips(self) -> None:
        for clip in self.media():
            clip.set_look(clip_look())

    def _read_again(self) -> None:
        self._bookshelf.read_again()
        self._daily.read_again()

    def _try(self, exercise: str) -> None:
        """Do one exercise on its own."""
        chosen = self._bookshelf.now.exercises.get(exercise)
        if chosen is not None:
            known = self._bookshelf.now.exercises
            history = self._journal.history()
            self.start_asked.emit(draw_up(alone(chosen), known, history, self._daily.date, _))
