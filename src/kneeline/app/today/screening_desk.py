"""Red flags come first: nothing begins before they were asked about and the plan is free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.ui.screening import ScreeningPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.app.today.daily import Daily
    from kneeline.journal import Journal
    from kneeline.ui.screening import Answers
    from kneeline.ui.window import MainWindow


class ScreeningDesk(QObject):
    """Asks about red flags where that is due, then lets things begin.

    Signals:
        home_asked: the person went back, or the plan is locked.
    """

    home_asked = Signal()

    def __init__(self, window: MainWindow, journal: Journal, daily: Daily) -> None:
        super().__init__(window)
        self._window, self._journal, self._daily = window, journal, daily

    def ask_first(self, begin: Callable[[], None]) -> None:
        """Ask what is due, then begin; a locked plan stays where it is."""
        questions, shortened = self._daily.questions_due()
        if not questions:
            self._begin_unless_locked(begin)
            return
        page = ScreeningPage(questions, daily=shortened)
        page.left.connect(self.home_asked)
        page.answered.connect(partial(self._screened, begin, shortened))
        self._window.show_alone(page)
        page.focus_first()

    def _screened(self, begin: Callable[[], None], shortened: bool, answers: Answers) -> None:  # noqa: FBT001 (bound by partial)
        if self._daily.take_screening(answers, daily=shortened):
            self._begin_unless_locked(begin)
        else:
            self.home_asked.emit()

    def _begin_unless_locked(self, begin: Callable[[], None]) -> None:
        if self._journal.past().lock is None:
            begin()
        else:
            self.home_asked.emit()
