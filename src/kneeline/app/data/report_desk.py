"""The report for a physiotherapist or doctor, made from the window."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from kneeline.app.data.desk import REFUSALS, documents
from kneeline.app.on_a_thread import OnAThread
from kneeline.ui.data.report import EVERYTHING, ReportDialog, ReportWish
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeline.app.locations import Locations
    from kneeline.ui.clock import Clock

ON_LETTER = frozenset(
    {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.Venezuela,
    }
)
"""Countries that print on Letter; all others print on A4."""


class ReportDesk(QObject):
    """Asks what the report is about and makes it, on a thread of its own."""

    def __init__(self, window: QWidget, places: Locations, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._places, self._clock = window, places, clock
        self.dialog: ReportDialog | None = None

    def ask(self) -> None:
        """Ask for the time, the paper and the place."""
        name = _("knee-report-{day}.pdf").format(day=self._clock.wall().date().isoformat())
        letter = QLocale().territory() in ON_LETTER
        self.dialog = ReportDialog(documents() / name, letter=letter, parent=self._window)
        self.dialog.asked.connect(partial(self._make, self.dialog))
        self.dialog.open()

    def _make(self, dialog: ReportDialog, wish: ReportWish) -> None:
        now = self._clock.wall()
        dialog.wait(busy=True)
        task = OnAThread(lambda _progress: self._write(wish, now.date()), _refusals(), self)
        task.done.connect(lambda pages: self._tell(dialog, wish, int(pages)))
        task.refused.connect(dialog.complain)
        task.begin()

    def _write(self, wish: ReportWish, today: date) -> int:
        """Read the journal by a way of its own and write the report; returns its pages."""
        from kneeline.app.data.report_rows import reference, report_rows  # noqa: PLC0415 (when asked)
        from kneeline.insight.days import Span  # noqa: PLC0415
        from kneeline.journal import open_journal  # noqa: PLC0415
        from kneeline.report import Paper, gather, write  # noqa: PLC0415

        with open_journal(self._places.journal, wall_clock=self._clock.wall) as journal:
            first = today - timedelta(weeks=wish.weeks) + timedelta(days=1)
            if wish.weeks == EVERYTHING:
                first = min(journal.first_day() or today, today)
            span = Span(first, today)
            rows = report_rows(journal, span)
        facts = gather(rows, reference(self._places), span, today, wish.name)
        return write(facts, wish.path, Paper.LETTER if wish.letter else Paper.A4)

    def _tell(self, dialog: ReportDialog, wish: ReportWish, pages: int) -> None:
        said = ngettext(
            "Your report has {count} page: {path}", "Your report has {count} pages: {path}", pages
        )
        show = button(_("Open it"))
        folder = button(_("Open the folder"), icon=Icon.FOLDER)
        show.clicked.connect(lambda: _open(str(wish.path)))
        folder.clicked.connect(lambda: _open(str(wish.path.parent)))
        dialog.tell(said.format(count=pages, path=wish.path), show, folder)


def _refusals() -> tuple[type[Exception], ...]:
    from kneeline.report import NotWritten  # noqa: PLC0415 (comes with NumPy)

    return (*REFUSALS, NotWritten)


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
