"""Today: what to do now and why, and one big Start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.moments import day_in_words, moment_in_words
from kneeline.ui.plan_card import Notes, Offer, PlanCard, equipment_words
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.ui.undo_bar import UndoBar
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QShowEvent

    from kneeline.coach.planning import Plan


__all__ = ["Offer", "TodayPage", "WaitingSession", "equipment_words"]

NO_NOTES = Notes()


@dataclass(frozen=True, slots=True)
class WaitingSession:
    """A session that was cut off and can go on."""

    name: str
    began: datetime
    exercise: str
    """The exercise it stopped at."""


class TodayPage(QWidget):
    """The first page.

    Signals:
        start_asked: begin the plan shown.
        programme_chosen: show the plan of another programme (its id).
        go_on_asked, keep_asked: go on with the waiting session, or keep what was done of it.
        profile_asked: change the things at hand or the time.
    """

    start_asked = Signal()
    programme_chosen = Signal(str)
    go_on_asked = Signal()
    keep_asked = Signal()
    profile_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll)
        ground = QWidget()
        style_as(ground, Role.PAGE)
        scroll.setWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setMaximumWidth(PAGE_WIDTH)
        row.addWidget(content, 1)
        row.addStretch()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        self._column.setSpacing(SPACE.l)
        self._day = QLabel()
        style_as(self._day, Role.MUTED)
        title = QLabel(_("Today"))
        style_as(title, Role.PAGE_TITLE)
        self._column.addWidget(self._day)
        self._column.addWidget(title)
        self._notices = QVBoxLayout()
        self._column.addLayout(self._notices)
        self._waiting = QVBoxLayout()
        self._column.addLayout(self._waiting)
        self._above = QVBoxLayout()
        self._above.setSpacing(SPACE.l)
        self._column.addLayout(self._above)
        self._card = QVBoxLayout()
        self._column.addLayout(self._card)
        self._below = QVBoxLayout()
        self._below.setSpacing(SPACE.l)
        self._column.addLayout(self._below)
        self._column.addStretch()
        self._column.addWidget(self._safety_note())
        self._plan: PlanCard | None = None
        self._planned: tuple[object, ...] = ()
        """What the card says; the same is not built anew."""

        self._go_on: QPushButton | None = None
        self.undo_bar = UndoBar()
        outer.addWidget(self.undo_bar)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo_bar.undo)

    # -- what it shows -------------------------------------------------------------------------

    def show_day(self, day: date, reasons: Sequence[str] = ()) -> None:
        """Show which day it is, and why there is no plan."""
        self._day.setText(day_in_words(day))
        _clear(self._card)
        self._plan, self._planned = None, ()
        for reason in reasons:
            label = QLabel(reason, wordWrap=True)
            style_as(label, Role.LEAD)
            self._card.addWidget(label)

    def show_cards(self, above: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        """Show cards before and after the plan."""
        for layout, cards in ((self._above, above), (self._below, below)):
            _clear(layout)
            for card in cards:
                layout.addWidget(card)

    def show_plan(
        self,
        plan: Plan,
        minutes: int,
        offers: Sequence[Offer],
        reasons: Sequence[str] = (),
        chosen: str | None = None,
        *,
        notes: Notes = NO_NOTES,
    ) -> None:
        """Show a plan, what it takes, why it is so, and what else could be chosen."""
        chosen = plan.programme if chosen is None else chosen
        planned = (plan, minutes, *offers, *reasons, chosen, notes, look())
        if planned == self._planned:
            self._focus_first()
            return
        self.show_day(plan.day)
        self._planned = planned
        self._plan = card = PlanCard(plan, minutes, offers, reasons, chosen=chosen, notes=notes)
        card.start_asked.connect(self.start_asked)
        card.programme_chosen.connect(self.programme_chosen)
        card.profile_asked.connect(self.profile_asked)
        self._card.addWidget(card)
        self._focus_first()

    def show_minutes(self, offer: Offer) -> None:
        """Tell how long an offer takes that was shown without it."""
        if self._plan is not None:
            self._plan.show_minutes(offer)
            self._planned = tuple(
                offer if isinstance(each, Offer) and each.programme == offer.programme else each
                for each in self._planned
            )

    def say_done(self, sentence: str, undo: Callable[[], None]) -> None:
        """Say what was just done, with a way to take it back."""
        self.undo_bar.tell(sentence, undo)

    def show_waiting(self, waiting: WaitingSession | None) -> None:
        """Offer to go on with a session that was cut off, or stop offering it."""
        _clear(self._waiting)
        self._go_on = None
        if waiting is None:
            return
        card = QFrame()
        style_as(card, Role.CARD)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        began = moment_in_words(waiting.began)
        title = QLabel(_("A session is waiting for you"))
        style_as(title, Role.SECTION_TITLE)
        words = _("“{name}” of {began} stopped at {exercise}. Everything you did is saved.")
        text = QLabel(
            words.format(name=waiting.name, began=began, exercise=waiting.exercise), wordWrap=True
        )
        go_on = QPushButton(_("Go on with it"))
        keep = QPushButton(_("Keep what I did, and close it"))
        style_as(go_on, Role.PRIMARY)
        go_on.clicked.connect(self.go_on_asked)
        keep.clicked.connect(self.keep_asked)
        row = QHBoxLayout()
        row.addWidget(go_on)
        row.addWidget(keep)
        row.addStretch()
        column.addWidget(title)
        column.addWidget(text)
        column.addLayout(row)
        self._waiting.addWidget(card)
        self._go_on = go_on
        self._focus_first()

    def show_notices(self, sentences: Sequence[str]) -> None:
        """Tell of problems that do not stop the day: a broken file, a missing sound device."""
        _clear(self._notices)
        for sentence in sentences:
            label = QLabel(sentence, wordWrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            style_as(label, Role.NOTICE)
            self._notices.addWidget(label)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on what comes next: going on, or the big button."""
        super().showEvent(event)
        self._focus_first()

    def _focus_first(self) -> None:
        if not self.isVisible():
            return  # what stands before it has the keyboard
        if self._go_on is not None:
            self._go_on.setFocus()
        elif self._plan is not None:
            self._plan.focus_start()

    def _safety_note(self) -> QLabel:
        note = QLabel(
            _(
                "Kneeline is a coach, not a clinician: it does not diagnose. A hot, swollen or"
                " locked knee, a knee that gives way, or pain after a fall: see a doctor before"
                " you train."
            ),
            wordWrap=True,
        )
        style_as(note, Role.CAPTION)
        return note


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
