"""When the journal cannot be opened: says so in a window, and does what the person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kneeline.app.data.words import backup_words
from kneeline.journal import JournalError
from kneeline.journal.rescuing import Choice, Rescue, rescue, rescue_needed
from kneeline.ui.rescue import RescuePage, RescueView
from kneeline.wording import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeline.app.locations import Locations
    from kneeline.ui.clock import Clock

SIZE = (860, 620)


class RescueDesk(QObject):
    """Keeps the page of rescue.

    Signals:
        ended: the person has chosen; whether the journal can be opened now.
    """

    ended = Signal(bool)

    def __init__(self, places: Locations, clock: Clock, error: JournalError) -> None:
        """Find out what is wrong, and what could help."""
        super().__init__()
        self._places, self._clock = places, clock
        self._needed = _needed(places, error)
        self.page = RescuePage(self._view(error))
        room = QGuiApplication.primaryScreen().availableSize()
        self.page.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        self.page.restore_asked.connect(lambda: self._do(Choice.RESTORE))
        self.page.anew_asked.connect(lambda: self._do(Choice.BEGIN_ANEW))
        self.page.folder_asked.connect(self._open_folder)
        self.page.left.connect(lambda: self._end(opened=False))

    def _view(self, error: JournalError) -> RescueView:
        needed = self._needed
        if needed is None:
            return RescueView(str(error))
        anew = Choice.BEGIN_ANEW in needed.choices
        return RescueView(needed.wrong, tuple(_of_backup(needed)), can_begin_anew=anew)

    def _do(self, choice: Choice) -> None:
        if self._needed is None:
            return
        try:
            rescue(self._needed, choice, self._clock.wall())
        except (JournalError, OSError) as error:
            self.page.complain(str(error))
            return
        self._end(opened=True)

    def _end(self, *, opened: bool) -> None:
        self.page.hide()
        self.ended.emit(opened)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.data)))


def _needed(places: Locations, error: JournalError) -> Rescue | None:
    """Return what can be done; None for an error that no backup helps against."""
    if error.path != places.journal:
        return None
    try:
        return rescue_needed(places.journal)
    except (JournalError, OSError):
        return None


def _of_backup(needed: Rescue) -> Iterator[str]:
    if needed.backup is None:
        return
    yield backup_words(needed.backup)
    yield needed.would_be_missing
    if needed.passed_over:
        says = ngettext(
            "{count} newer backup is damaged, too, and was passed over.",
            "{count} newer backups are damaged, too, and were passed over.",
            needed.passed_over,
        )
        yield says.format(count=needed.passed_over)
