"""The Progress page: how far a person has come, in charts that answer questions.

Importing this module is cheap. What draws costs a third of a second and NumPy, so it is imported
when the page is first shown, or in a quiet moment before that by `make_ahead`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.insight.rows import (
    ComfortRow,
    DailyPainRow,
    FeltRow,
    LevelRow,
    PainRow,
    RunRow,
    SelfTestRow,
    WorkRow,
)
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.one_of import OneOf
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.insight.strength import Norm
    from kneeline.ui.charts.board import Board

FOUR_WEEKS, TWELVE_WEEKS = 28, 84
ALL_DAYS = 0


def _nothing() -> tuple[Any, ...]:
    return ()


def _no_names() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class ProgressSource:
    """Where the page gets its rows from: functions that it calls each time it is shown.

    The journal's records fit as they are; so does anything that SQL has summed up already.
    """

    today: Callable[[], date]
    pain: Callable[[], Iterable[DailyPainRow]]
    work: Callable[[], Iterable[WorkRow]]
    levels: Callable[[], Iterable[LevelRow]] = _nothing
    felt: Callable[[], Iterable[FeltRow]] = _nothing
    runs: Callable[[], Iterable[RunRow]] = _nothing
    mornings: Callable[[], Iterable[PainRow]] = _nothing
    """At least the scores of the mornings after runs."""

    self_tests: Callable[[], Iterable[SelfTestRow]] = _nothing
    planned: Callable[[], Collection[date]] = _nothing
    """Days on which a session was planned."""

    paused: Callable[[], Collection[date]] = _nothing
    """Days on which the plan was paused to heal."""

    comfort: Callable[[date, date], Iterable[ComfortRow]] = lambda _first, _last: ()
    """How each exercise was taken between two days."""

    ladders: Callable[[], Mapping[str, Sequence[str]]] = _no_names
    """The levels' ids of each strength exercise, easiest first."""

    names: Callable[[], Mapping[str, str]] = _no_names
    """What each exercise is called."""

    norms: Sequence[Norm] = field(default=())
    """What self-tests are held against."""

    notice: str = ""
    """A sentence to stand above all charts; empty where there is nothing to say."""


class RangeBar(QWidget):
    """Four buttons, of which one is down: how far back the charts look."""

    chosen = Signal(int)
    """Days to look back, or `ALL_DAYS`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = OneOf(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        for words, days in (
            (_("4 weeks"), FOUR_WEEKS),
            (_("12 weeks"), TWELVE_WEEKS),
            (_("1 year"), 365),
            (_("All"), ALL_DAYS),
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAccessibleName(_("Show: {range}").format(range=words))
            style_as(button, Role.RANGE)
            self._group.addButton(button, days)
            row.addWidget(button)
        # Only now: the group gives the keyboard's way in to the button that is down.
        self._group.button(TWELVE_WEEKS).setChecked(True)
        self._group.idClicked.connect(self._click)
        self._untouched = True

    @property
    def days(self) -> int:
        """Days to look back, or `ALL_DAYS`."""
        return self._group.checkedId()

    def suggest(self, days: int) -> None:
        """Begin with this range, unless the person has chosen one."""
        if self._untouched:
            self._group.button(days).setChecked(True)

    def _click(self, days: int) -> None:
        self._untouched = False
        self.chosen.emit(days)


class ProgressPage(QWidget):
    """Title, range, and the board of charts, which is made when it is first needed.

    Signals:
        report_asked: make the report for a physiotherapist or doctor.
    """

    report_asked = Signal()

    def __init__(self, source: ProgressSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._board: Board | None = None
        self._stale = True
        self._work = StepByStep(self)
        self._making = self._make()
        self._drawing: Iterator[None] | None = None
        """What draws the charts, until they are drawn."""

        style_as(self, Role.PAGE)
        title = QLabel(_("Progress"))
        style_as(title, Role.PAGE_TITLE)
        self._range = RangeBar()
        self._range.chosen.connect(self._show_range)
        self.report = QPushButton(_("Report for your physiotherapist …"))
        self.report.setAccessibleName(_("Make the report for your physiotherapist"))
        set_icon(self.report, Icon.EXPORT, Tint.TEXT, look().colours)
        self.report.clicked.connect(self.report_asked)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(title, 1)
        head.addWidget(self._range)
        head.addWidget(self.report)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        # Everything on it takes the focus itself, and is scrolled to when it does.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._waiting())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, 0)
        column.setSpacing(SPACE.l)
        column.addLayout(head)
        if source.notice:
            notice = QLabel(source.notice, wordWrap=True)
            style_as(notice, Role.NOTICE)
            column.addWidget(notice)
        column.addWidget(self._scroll, 1)

    def make_ahead(self) -> Iterator[None]:
        """Make the empty charts ahead of the first time they are shown, as steps."""
        # Not `yield from`: whoever leaves that halfway ends the making for all others, too.
        for _step in self._making:
            yield

    def refresh(self) -> None:
        """Read the rows again and draw them, now."""
        self._stale = False
        self._work.finish()
        self._begin_to_draw()
        self._work.finish()

    def _begin_to_draw(self) -> None:
        self._drawing = self._draw()
        self._work.begin(self._drawing)

    def _make(self) -> Iterator[None]:
        from kneeline.ui.charts.board import Board  # noqa: PLC0415 (a third of a second)

        yield
        board = Board()
        yield from board.make()
        self._board = board

    def _draw(self) -> Iterator[None]:
        # Where it was begun ahead, only what is left of it.
        yield from self.make_ahead()
        board = self._board
        if board is None:
            return
        yield from board.draw(self._source, self._days_to_show)
        yield
        if self._scroll.widget() is not board:
            self._scroll.setWidget(board)
        self._range.setHidden(board.nothing_yet)
        self.report.setHidden(board.nothing_yet)
        self._drawing = None

    def _days_to_show(self, known: int) -> int:
        self._range.suggest(FOUR_WEEKS if known <= FOUR_WEEKS else TWELVE_WEEKS)
        return self._range.days

    def save_pain_chart(self, path: Path) -> None:
        """Write the pain chart as .png, .svg or .csv; NotSaved says why it cannot be."""
        self.refresh()
        from kneeline.ui.charts.export import save  # noqa: PLC0415 (a third of a second)

        if self._board is not None:
            save(self._board.pain, path)

    def _show_range(self, days: int) -> None:
        if self._board is None:
            return  # what is drawn first asks for the range
        charts = self._board.show_range(days)
        if self._drawing is None:
            next(charts, None)  # the first answers the click, the others follow
        self._work.begin(chain(self._drawing or (), charts))

    @staticmethod
    def _waiting() -> QWidget:
        waiting = QLabel(_("Drawing your charts …"))
        style_as(waiting, Role.MUTED)
        return waiting

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show the page first and draw then, so that it never feels stuck."""
        super().showEvent(event)
        self.refresh_in_steps()

    def refresh_in_steps(self) -> None:
        """Read the rows again and draw them bit by bit, soon."""
        self._stale = True
        QTimer.singleShot(0, self, self._refresh_once)

    def _refresh_once(self) -> None:
        if self._stale:
            self._stale = False
            self._begin_to_draw()
