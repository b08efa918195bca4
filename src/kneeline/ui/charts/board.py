"""All charts of the Progress page, each in its card, side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from kneeline.insight.days import Span, covering, latest
from kneeline.insight.practice import Practice, practice
from kneeline.insight.running import LEAST_DAYS, mornings_after
from kneeline.insight.strength import ladder, standings
from kneeline.ui.charts.calendar_chart import CalendarChart
from kneeline.ui.charts.card import ChartCard
from kneeline.ui.charts.chart import Chart
from kneeline.ui.charts.comfort_chart import ComfortChart
from kneeline.ui.charts.coming import Coming
from kneeline.ui.charts.felt_chart import FeltChart
from kneeline.ui.charts.ladder_chart import LadderChart
from kneeline.ui.charts.pain_chart import PainChart, lay_ground
from kneeline.ui.charts.painted import width_of
from kneeline.ui.charts.rolling_chart import RollingChart
from kneeline.ui.charts.run_chart import RunChart
from kneeline.ui.charts.self_test_chart import SelfTestChart
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.progress import ProgressSource

_LEAST_DAYS = 28
"""A chart of one day is as wide as four weeks: it says what is still empty."""

_LETTERS = 60
"""Two cards stand side by side where each is at least this many letters wide."""


class Board(QWidget):
    """The pain chart over the whole width, the others below it, those without data named last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty board; `make` puts the charts on it."""
        super().__init__(parent)
        self._span: Span | None = None
        self._drawn: tuple[object, ...] = ()
        """What the pain chart was drawn from: its thousands of dots are not drawn twice."""

        self.cards: list[ChartCard] = []
        # Ours from the first: what has no parent when it is shown opens as a window of its own.
        self._coming = Coming()
        self._coming.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, SPACE.s, SPACE.xl)
        self._grid.setSpacing(SPACE.l)
        self._columns = 0
        style_as(self, Role.PAGE)

    def make(self) -> Iterator[None]:
        """Make one chart after the other, as steps."""
        ground = yield from lay_ground()
        yield
        self.pain = PainChart(ground)
        yield
        self.calendar = CalendarChart()
        yield
        self.rolling = RollingChart()
        yield
        self.ladder = LadderChart()
        self.felt = FeltChart()
        self.comfort = ComfortChart()
        yield
        self.self_tests = SelfTestChart()
        self.runs = RunChart()
        self.rolling.plots.link(self.pain.plots)
        yield
        for chart, empty in self._charts():
            card = ChartCard(chart, empty, self)
            card.hide()
            self.cards.append(card)
            yield
        self._lay_out()

    @property
    def nothing_yet(self) -> bool:
        """Tell whether there is no pain score and no work at all."""
        return all(card.chart.is_empty() for card in self.cards)

    def draw_at_once(self, source: ProgressSource, days: int) -> None:
        """Make the charts and draw them, with the last `days` shown, or all with 0."""
        for _step in (*self.make(), *self.draw(source, lambda _known: days)):
            pass

    def draw(self, source: ProgressSource, days: Callable[[int], int]) -> Iterator[None]:
        """Read all rows and draw them, as steps.

        `days` is asked how far back to look, and told how many days the rows reach back.
        """
        today = source.today()
        pain = tuple(source.pain())
        yield
        work, runs = tuple(source.work()), tuple(source.runs())
        yield
        known = covering([row.day for rows in (pain, work, runs) for row in rows], today)
        span = _at_least(known, today)
        done = practice(work, runs, span)
        self._span = span
        yield
        if self._drawn != (drawn := (pain, work, runs, span)):
            self.pain.draw_days(pain, done)
            self._drawn = drawn
            yield
            yield from self.pain.lay_dots()
        yield
        self.calendar.draw_days(_worked(done), source.planned(), source.paused(), span)
        self.rolling.draw_practice(done)
        yield
        self.ladder.draw_rungs(ladder(source.levels(), source.ladders()), source.names())
        yield
        self.felt.draw_felt(source.felt(), span)
        yield
        self.comfort.draw_comfort(source.comfort, source.names(), span)
        yield
        self.self_tests.draw_standings(standings(source.self_tests(), source.norms))
        self.runs.draw_mornings(mornings_after(runs, source.mornings()), span)
        yield
        yield from self.show_range(days(len(span)))

    def show_range(self, days: int) -> Iterator[None]:
        """Show the last `days` of every chart, or all with 0, as steps."""
        if self._span is None:
            return
        span = latest(self._span.last, days) if days else self._span
        for card in self.cards:
            card.show_span(span)
            yield
        self._columns = 0
        self._lay_out()

    def _charts(self) -> Iterable[tuple[Chart, str]]:
        yield (
            self.pain,
            _("Your first check-in puts the first points here: one for each knee, every day."),
        )
        yield self.calendar, _("Your first session fills the first day of the calendar.")
        yield self.rolling, _("Your first foam rolling starts the chart of minutes a day.")
        yield self.ladder, _("Your first strength set puts you on the strength ladder.")
        yield self.felt, _("Say after a strength set where you felt it, and it is counted here.")
        yield self.comfort, _("Do an exercise on three days to see how it was taken.")
        yield self.self_tests, _("Do a self-test with both legs to compare them here.")
        yield (
            self.runs,
            _(
                "Log your runs and answer the next morning’s question: after {days} shorter and"
                " {days} longer runs you see here how your knees take them."
            ).format(days=LEAST_DAYS),
        )

    def _lay_out(self) -> None:
        columns = 2 if self.width() > 2 * width_of("n" * _LETTERS) else 1
        if columns == self._columns or not self.cards:
            return
        self._columns = columns
        first, *others = self.cards
        for card in self.cards:
            self._grid.removeWidget(card)
        self._grid.removeWidget(self._coming)
        self._grid.addWidget(first, 0, 0, 1, columns)
        shown = [card for card in others if not card.chart.is_empty()]
        for place, card in enumerate(shown):
            last_alone = place == len(shown) - 1 and place % columns == 0
            row, column = divmod(place, columns)
            self._grid.addWidget(card, row + 1, column, 1, columns if last_alone else 1)
        welcome = self.nothing_yet
        # Pain is what this is about: its card stays where other charts have something to show.
        first.setHidden(welcome)
        for card in others:
            card.setHidden(card.chart.is_empty())
        waiting = [card.empty for card in others if card.chart.is_empty()]
        self._coming.name(waiting, welcome=welcome)
        self._coming.setHidden(not waiting)
        self._grid.addWidget(self._coming, len(shown) + 2, 0, 1, columns)
        self._grid.setRowStretch(len(self.cards) + 3, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    @override
    def event(self, event: QEvent) -> bool:
        """Count the columns again when the text has changed its size."""
        handled = super().event(event)
        if event.type() is QEvent.Type.StyleChange:
            self._lay_out()
        return handled

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside each other, or below, as the width allows."""
        super().resizeEvent(event)
        self._lay_out()


def _at_least(known: Span | None, today: date) -> Span:
    shortest = latest(today, _LEAST_DAYS)
    return Span(min(known.first, shortest.first), today) if known else shortest


def _worked(done: Practice) -> set[date]:
    return {done.span.day(place) for place, minutes in enumerate(done.trained) if minutes > 0}
