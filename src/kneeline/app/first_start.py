"""The first start: whether it is due, what it is given, and the card that leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kneeline.coach.pain import Moment, PainScore
from kneeline.journal import Profile
from kneeline.ui.cards import Card
from kneeline.ui.pieces import button, text
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.app.settings import Choices
    from kneeline.app.today.daily import Daily
    from kneeline.coach.side import Side
    from kneeline.journal import Journal
    from kneeline.ui.screening import Answers
    from kneeline.ui.welcome.source import FirstStartSource, Hearing, Page
    from kneeline.ui.window import MainWindow


class FirstStart(QObject):
    """Leads a person through the first start, once, and lets them go on where they left it.

    Signals:
        over: the first start is done or left for now; Today comes next.
    """

    over = Signal()

    def __init__(
        self,
        window: MainWindow,
        journal: Journal,
        daily: Daily,
        *,
        choices: Choices,
        hearing: Callable[[], Hearing],
    ) -> None:
        """Take where answers go; `hearing` is asked for what sounds when the page is opened."""
        super().__init__(window)
        self._window, self._journal, self._daily = window, journal, daily
        self._choices, self._hearing = choices, hearing

    @property
    def due(self) -> bool:
        """Whether it is still to be begun or to be gone on with.

        Who has told anything before there was a first start, or chosen a programme, never sees it.
        """
        page = self._choices.now.first_start
        if page:
            return page != "done"
        if self._choices.now.programme:
            return False
        return self._journal.profile() is None and not self._journal.holds_anything()

    def open(self) -> None:
        """Show it over the whole window, at the page where it was left."""
        from kneeline.ui.welcome.page import FirstStartPage  # noqa: PLC0415 (once in a life)

        page = FirstStartPage(self._source())
        page.finished.connect(self._end)
        page.left.connect(self._end)
        self._window.show_alone(page)
        page.focus_first()

    def cards(self) -> list[Card]:
        """Return the card for Today that leads back to it, while it is not done."""
        if not self.due:
            return []
        card = Card(_("A few questions are left"))
        card.column.addWidget(
            text(_("They take two or three minutes, and your plan fits you better."), Role.BODY)
        )
        go_on = button(_("Go on with setting up"))
        go_on.clicked.connect(self.open)
        card.column.addWidget(go_on, 0, Qt.AlignmentFlag.AlignLeft)
        return [card]

    def _end(self) -> None:
        self._daily.changed.emit()
        self.over.emit()

    def _source(self) -> FirstStartSource:
        from kneeline.ui.welcome.source import FirstStartSource, Page  # noqa: PLC0415 (as above)

        questions, shortened = self._daily.questions_due()
        return FirstStartSource(
            questions=() if shortened else questions,
            page=Page(self._choices.now.first_start),
            keep_page=self._keep_page,
            screen=self._screen,
            profile=lambda: self._journal.profile() or Profile(),
            tell=lambda profile: self._daily.write(lambda: self._journal.write_profile(profile)),
            log_pain=self._log_pain,
            hearing=self._hearing(),
            today=lambda: self._daily.date,
        )

    def _keep_page(self, page: Page) -> None:
        # Going back to the welcome is no step back: what was answered stays answered.
        if page.value and page.value != self._choices.now.first_start:
            self._choices.change(first_start=page.value)

    def _screen(self, answers: Answers) -> str:
        """Write the answers down and return what to do before training."""
        if self._daily.take_screening(answers, daily=False):
            return ""
        day = self._daily.today()
        return " ".join(day.advice) if day is not None else ""

    def _log_pain(self, knee: Side, score: int) -> None:
        said = PainScore(knee, Moment.BEFORE, score)
        self._daily.write(lambda: self._journal.log_pain(said))
