"""The self-tests: which are due, what they look like on the page, and their way to the journal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.coach.explaining import certainty_words
from kneeline.coach.past import WEEKLY_QUESTIONS
from kneeline.journal import JournalError
from kneeline.library import Unreadable
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from kneeline.app.notices import Notices
    from kneeline.coach.side import Side
    from kneeline.coach.today import Today
    from kneeline.journal import Journal, SelfTestRecord
    from kneeline.library.reference import SelfTest
    from kneeline.ui.clock import Clock
    from kneeline.ui.self_tests.view import Kind, Result, TestView
    from kneeline.ui.window import MainWindow


class SelfTests:
    """What there is to test, and when."""

    def __init__(
        self, journal: Journal, read: Callable[[], tuple[SelfTest, ...]], notices: Notices
    ) -> None:
        self._journal, self._read, self._notices = journal, read, notices
        self._all: tuple[SelfTest, ...] | None = None

    @property
    def all(self) -> tuple[SelfTest, ...]:
        """Every test; none where the file cannot be read, which is told once."""
        if self._all is None:
            try:
                self._all = self._read()
            except Unreadable as error:
                self._all = ()
                self._notices.tell(str(error))
        return self._all

    def due(self, day: Today) -> tuple[SelfTest, ...]:
        """Return what to test on a day: every second week all of it, each week two questions."""
        weekly = [each for each in self.all if each.id in WEEKLY_QUESTIONS]
        if day.day.tests:
            return tuple(_due(self.all, self._journal.tested(), day.day.day))
        if day.plan is None:
            return ()
        return tuple(_due(weekly, self._journal.tested(), day.day.day))

    def begun(self) -> bool:
        """Whether anything was ever tested."""
        return bool(self._journal.tested())


def _due(
    tests: Sequence[SelfTest], tested: Mapping[str, tuple[date, date]], today: date
) -> Iterator[SelfTest]:
    """Yield the tests whose time has come.

    What compares with the start is first asked when there has been time to change.
    """
    first = min((first for first, _last in tested.values()), default=today)
    for test in tests:
        compares = test.lowest < 0
        never = first if compares else None
        since = tested[test.id][1] if test.id in tested else never
        if since is None or today - since >= timedelta(days=test.every_days):
            yield test


class SelfTestDesk(QObject):
    """Leads through the self-tests that are due, on a page alone in the window.

    Signals:
        home_asked: the person is done.
        changed: a result was written down.
    """

    home_asked = Signal()
    changed = Signal()

    def __init__(
        self, window: MainWindow, journal: Journal, tests: SelfTests, clock: Clock
    ) -> None:
        super().__init__(window)
        self._window, self._journal, self._tests, self._clock = window, journal, tests, clock

    def open(self, day: Today | None = None) -> None:
        """Show what is due on a day, or all there is where none of it is."""
        # The page is not needed for the first window.
        from kneeline.ui.self_tests.page import SelfTestPage  # noqa: PLC0415

        due = self._tests.due(day) if day is not None else ()
        results = self._journal.self_tests()
        views = [_view(test, results, self._activities()) for test in due or self._tests.all]
        page = SelfTestPage(views, self._store)
        page.left.connect(self.home_asked)
        self._window.show_alone(page)
        page.focus_first()

    def _store(self, test: TestView, found: Sequence[Result], names: Sequence[str]) -> None:
        """Write results down; ValueError with a sentence where they cannot be."""
        at = self._clock.wall()
        try:
            for whose, value in found:
                self._journal.self_test_done(test.id, value, whose, at=at)
            if names and list(names) != list(self._activities()):
                self._journal.write_note(_note(names), about=at.date(), at=at)
        except JournalError as error:
            raise ValueError(str(error)) from error
        self.changed.emit()

    def _activities(self) -> tuple[str, ...]:
        """Return the activities that were asked about the last time."""
        start = _note(())
        notes = [each.text for each in self._journal.notes() if each.text.startswith(start)]
        return tuple(notes[-1].removeprefix(start).strip().split("; ")) if notes else ()


def _note(names: Sequence[str]) -> str:
    """Return the note by which the journal remembers the person's activities."""
    words = _("My activities:")
    return f"{words} {'; '.join(names)}".strip()


def _view(test: SelfTest, results: Sequence[SelfTestRecord], activities: Sequence[str]) -> TestView:
    from kneeline.ui.self_tests.view import Point, TestView  # noqa: PLC0415 (as the page)

    before: dict[Side | None, float] = {
        each.side: each.value for each in results if each.test == test.id
    }
    sources = ", ".join(test.sources)
    sure = _("How sure we are of this: {certainty} ({sources}).").format(
        certainty=certainty_words(test.certainty, _), sources=sources
    )
    return TestView(
        test.id,
        _(test.name),
        _(test.asks),
        [_(step) for step in test.how],
        _kind(test),
        {"cm": _("cm"), "points": _("points"), "reps": _("times")}.get(test.unit, ""),
        test.lowest,
        test.highest,
        each_side=test.sides == "each",
        times=test.times,
        more_is_better=test.better == "more",
        certainty=sure,
        fractions=test.unit == "cm",
        change=test.change,
        point_out_below=test.point_out_below,
        point_out_gap=test.point_out_gap,
        points=[Point(each.id, _(each.text), each.points, each.instead_of) for each in test.points],
        bands=[(_(band.name), band.least, band.most) for band in test.bands],
        before=before,
        names=activities if test.times > 1 else (),
    )


def _kind(test: SelfTest) -> Kind:
    from kneeline.ui.self_tests.view import Kind  # noqa: PLC0415 (as the page)

    if test.points:
        return Kind.POINTS
    if test.unit == "score":
        return Kind.WORDS if test.bands else Kind.SCORE
    return Kind.NUMBER
