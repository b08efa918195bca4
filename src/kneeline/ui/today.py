"""Today: what to do now and why, and one big Start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
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

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.moments import day_in_words, moment_in_words
from kneeline.ui.phases import phase_name
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE, Activity
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QShowEvent

    from kneeline.coach.planning import Plan, Prescription


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme the person may choose today."""

    programme: str
    name: str
    minutes: int


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
    """

    start_asked = Signal()
    programme_chosen = Signal(str)
    go_on_asked = Signal()
    keep_asked = Signal()

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
        self._start: QPushButton | None = None
        self._go_on: QPushButton | None = None

    # -- what it shows -------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Show which day it is, and no plan."""
        self._day.setText(day_in_words(day))
        _clear(self._card)
        self._start = None

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
    ) -> None:
        """Show a plan, what it takes, why it is so, and what else could be chosen."""
        self.show_day(plan.day)
        card = QFrame()
        style_as(card, Role.CARD)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addLayout(self._top(plan, minutes))
        for reason in reasons:
            column.addWidget(QLabel(reason, wordWrap=True))
        column.addLayout(self._chooser(plan.programme if chosen is None else chosen, offers))
        for group in _by_phase(plan):
            column.addWidget(_phase_row(group))
        self._card.addWidget(card)
        self._focus_first()

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
        first = self._go_on or self._start
        if first is not None:
            first.setFocus()

    # -- its parts -----------------------------------------------------------------------------

    def _top(self, plan: Plan, minutes: int) -> QHBoxLayout:
        name = QLabel(plan.name)
        style_as(name, Role.SECTION_TITLE)
        count = len(plan.prescriptions)
        facts = [
            _("about {minutes} minutes").format(minutes=minutes),
            ngettext("{count} exercise", "{count} exercises", count).format(count=count),
        ]
        if plan.equipment:
            facts.append(_("have ready: {things}").format(things=equipment_words(plan.equipment)))
        detail = QLabel(" · ".join(facts), wordWrap=True)
        style_as(detail, Role.MUTED)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(name)
        words.addWidget(detail)
        start = QPushButton(_("Start"))
        style_as(start, Role.PRIMARY)
        set_icon(start, Icon.PLAY, Tint.ON_ACCENT, look().colours)
        start.setMinimumWidth(SPACE.xxxl * 4)
        # By style sheet, because the application's own would win over `setMinimumHeight`.
        start.setStyleSheet(f"min-height: {SPACE.xxxl}px;")
        start.setAutoDefault(True)
        start.clicked.connect(self.start_asked)
        self._start = start
        row = QHBoxLayout()
        row.setSpacing(SPACE.xl)
        row.addLayout(words, 1)
        row.addWidget(start)
        return row

    def _chooser(self, chosen: str, offers: Sequence[Offer]) -> QHBoxLayout:
        chooser = QComboBox()
        chooser.setAccessibleName(_("Programme"))
        for offer in offers:
            words = _("{name}, {minutes} min").format(name=offer.name, minutes=offer.minutes)
            chooser.addItem(words, offer.programme)
        chooser.setCurrentIndex(max(chooser.findData(chosen), 0))
        chooser.activated.connect(
            lambda place: self.programme_chosen.emit(str(chooser.itemData(place)))
        )
        label = QLabel(_("&Another programme:"))
        label.setBuddy(chooser)
        style_as(label, Role.MUTED)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(label)
        row.addWidget(chooser)
        row.addStretch()
        return row

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


def equipment_words(equipment: Sequence[str]) -> str:
    """Return things to have ready, as a list in words."""
    names = {
        "roller": _("foam roller"),
        "band": _("band"),
        "step": _("step"),
        "chair": _("chair"),
        "wall": _("a free wall"),
        "mat": _("mat"),
        "weight": _("weight"),
    }
    return ", ".join(names.get(item, item) for item in equipment)


def _by_phase(plan: Plan) -> list[list[Prescription]]:
    groups: list[list[Prescription]] = []
    for each in plan.prescriptions:
        if groups and groups[-1][0].exercise.phase is each.exercise.phase:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _phase_row(group: list[Prescription]) -> QFrame:
    phase = group[0].exercise.phase
    frame = QFrame()
    style_as(frame, Role.RAISED)
    row = QHBoxLayout(frame)
    row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
    row.setSpacing(SPACE.l)
    chip = QLabel(phase_name(phase), alignment=Qt.AlignmentFlag.AlignCenter)
    style_as(chip, Role.CHIP, Activity(phase.value))
    chip.setMinimumWidth(SPACE.xxxl * 2)
    names = QLabel(", ".join(_(each.exercise.name) for each in group), wordWrap=True)
    why = QLabel(group[0].why, wordWrap=True)
    style_as(why, Role.MUTED)
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    words.addWidget(names)
    words.addWidget(why)
    row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return frame


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
