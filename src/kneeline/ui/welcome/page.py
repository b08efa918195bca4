"""Leads through the first start: one page at a time, a line of progress, and always a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneeline.ui.arranging import order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.ui.welcome.asking import EquipmentStep, PainStep, days_step, knees_step
from kneeline.ui.welcome.hearing import HearingStep
from kneeline.ui.welcome.source import FirstStartSource, Page
from kneeline.ui.welcome.steps import AdviceStep, ScreeningStep, Step, WelcomeStep
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = tuple(page for page in Page if page is not Page.DONE)


class FirstStartPage(QWidget):
    """The first start, over the whole window.

    Signals:
        finished: nothing is left to ask.
        left: the person goes on another time.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, source: FirstStartSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self._source = source
        self._answered = not source.questions
        self._page: Page = Page.WELCOME
        self._step: Step | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setMaximumWidth(PAGE_WIDTH)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addLayout(self._line())
        column.addWidget(self._ground(), 1)
        column.addLayout(self._buttons())
        here = source.page
        self._show(here if self._is_open(here) else self._after(here))

    # -- its parts -------------------------------------------------------------------------------

    def _line(self) -> QVBoxLayout:
        self._where = QLabel()
        style_as(self._where, Role.MUTED)
        self.later = button(_("Go on later"), Role.QUIET)
        self.later.clicked.connect(self.left)
        above = QHBoxLayout()
        above.addWidget(self._where, 1)
        above.addWidget(self.later)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedHeight(SPACE.s)
        self._progress.setRange(0, len(ALL))
        self._progress.setAccessibleName(_("How far you are"))
        line = QVBoxLayout()
        line.setSpacing(SPACE.s)
        line.addLayout(above)
        line.addWidget(self._progress)
        return line

    def _ground(self) -> QScrollArea:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._scroll

    def _buttons(self) -> QHBoxLayout:
        self.go_on = button("", Role.PRIMARY)
        self.go_on.setMinimumWidth(SPACE.xxxl * 3)
        # By style sheet, because the application's own would win over `setMinimumHeight`.
        self.go_on.setStyleSheet(f"min-height: {SPACE.xxxl}px;")
        self.back = button(_("Go back"), Role.QUIET, Icon.LEFT)
        self.go_on.clicked.connect(self._advance)
        self.back.clicked.connect(self._go_back)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self.go_on)
        row.addWidget(self.back)
        row.addStretch()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self._enter)
        for keys in ("Alt+Left", "Escape"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.back.click)
        return row

    # -- going on and back -----------------------------------------------------------------------

    def _show(self, page: Page) -> None:
        self._page = page
        self._source.keep_page(page)
        self._put(self._make(page))

    def _make(self, page: Page) -> Step:
        source = self._source
        makers: dict[Page, Callable[[], Step]] = {
            Page.WELCOME: WelcomeStep,
            Page.SCREENING: lambda: ScreeningStep(source),
            Page.EQUIPMENT: lambda: EquipmentStep(source),
            Page.KNEES: lambda: knees_step(source),
            Page.DAYS: lambda: days_step(source),
            Page.PAIN: lambda: PainStep(source),
            Page.VOICE: lambda: HearingStep(source.hearing),
        }
        return makers[page]()

    def _put(self, step: Step) -> None:
        self._step = step
        step.changed.connect(self._name_button)
        step.column.addStretch()
        style_as(step, Role.PAGE)
        self._scroll.setWidget(step)
        number = ALL.index(self._page) + 1
        where = _("Page {number} of {count}").format(number=number, count=len(ALL))
        self._where.setText(where)
        self._progress.setValue(number)
        self.back.setVisible(self._before() is not None)
        self._name_button()
        order_tabs(self)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to answer, or on the big button."""
        # In the next turn: until it has been laid out, Qt would scroll to where it is not.
        QTimer.singleShot(0, self, self._focus_now)

    def _focus_now(self) -> None:
        if self._step is not None:
            (self._step.first() or self.go_on).setFocus(Qt.FocusReason.TabFocusReason)

    def _name_button(self) -> None:
        if self._step is not None:
            self.go_on.setText(self._step.onward)
            self.go_on.setEnabled(self._step.ready)

    def _enter(self) -> None:
        """Press the button the keyboard is on; anywhere else Enter goes on."""
        here = self.focusWidget()
        answer = isinstance(here, QAbstractButton) and here.isCheckable()
        if isinstance(here, QAbstractButton) and not answer:
            here.click()
        else:
            self.go_on.click()

    def _advance(self) -> None:
        step = self._step
        if step is None or not step.advance():
            return
        if isinstance(step, ScreeningStep):
            self._answered = True
            if step.advice:
                # The page is kept as answered: what was told here is asked only once.
                self._source.keep_page(self._after(Page.SCREENING))
                self._put(AdviceStep(step.advice))
                return
        following = self._after(self._page)
        if following is Page.DONE:
            self._source.keep_page(Page.DONE)
            self.finished.emit()
        else:
            self._show(following)

    def _go_back(self) -> None:
        before = self._before()
        if before is not None:
            self._show(before)

    def _is_open(self, page: Page) -> bool:
        """Whether a page is still to be shown: what was answered for good is asked only once."""
        return page is not Page.SCREENING or not self._answered

    def _before(self) -> Page | None:
        earlier = [each for each in ALL[: ALL.index(self._page)] if self._is_open(each)]
        return None if isinstance(self._step, AdviceStep) or not earlier else earlier[-1]

    def _after(self, page: Page) -> Page:
        later = ALL[ALL.index(page) + 1 :] if page in ALL else ()
        return next((each for each in later if self._is_open(each)), Page.DONE)
