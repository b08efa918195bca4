"""The next seven days at a glance: what each holds, moving a strength day, taking a break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeline.coach.week import Why
from kneeline.ui.cards import Card
from kneeline.ui.moments import day_in_words
from kneeline.ui.phases import phase_name
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.week import Day


@dataclass(frozen=True, slots=True)
class MoveTo:
    """A day that strength could be moved to."""

    day: date
    problem: str = ""
    """Why it cannot be; empty where it can."""


@dataclass(frozen=True, slots=True)
class Week:
    """The days shown at a glance, from today on."""

    days: Sequence[Day]
    streak: int
    moves: Mapping[date, Sequence[MoveTo]] = field(default_factory=dict)
    """Where each strength day could go instead."""

    moved: Mapping[date, date] = field(default_factory=dict)
    """Strength days that were moved: from which day to which."""

    paused: bool = False


class WeekCard(Card):
    """The next seven days, each with what it holds.

    Signals:
        move_asked: move the strength of a day to another day.
        back_asked: put the strength that was moved away from a day back.
        break_asked: the person is ill or injured.
    """

    move_asked = Signal(object, object)
    back_asked = Signal(object)
    break_asked = Signal()

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(_("Your week"), parent)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for place, day in enumerate(week.days):
            row.addWidget(self._tile(day, week, today=place == 0), 1)
        self.column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.m)
        words = (
            ngettext("{days} day in a row.", "{days} days in a row.", week.streak).format(
                days=week.streak
            )
            if week.streak > 1
            else ""
        )
        streak = QLabel(words)
        style_as(streak, Role.MUTED)
        foot.addWidget(streak, 1)
        if not week.paused:
            rest = QPushButton(_("Ill or injured? Take a break"))
            style_as(rest, Role.QUIET)
            rest.setAutoDefault(True)
            rest.clicked.connect(self.break_asked)
            foot.addWidget(rest)
        self.column.addLayout(foot)

    def _tile(self, day: Day, week: Week, *, today: bool) -> QFrame:
        tile = QFrame()
        style_as(tile, Role.RAISED)
        column = QVBoxLayout(tile)
        column.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        column.setSpacing(SPACE.xs)
        head = QLabel(
            _("Today") if today else _weekday(day.day), alignment=Qt.AlignmentFlag.AlignHCenter
        )
        style_as(head, Role.LEAD if today else Role.MUTED)
        column.addWidget(head)
        parts = [phase_name(phase) for phase in day.phases]
        parts += [_("Run")] if day.run else []
        parts += [_("Self-tests")] if day.tests else []
        words = QLabel("\n".join(parts) or _("Rest"), alignment=Qt.AlignmentFlag.AlignHCenter)
        style_as(words, Role.CAPTION)
        column.addWidget(words)
        if day.why in {Why.MOVED_HERE, Why.MOVED_AWAY}:
            column.addWidget(_moved_words(day, week))
        column.addStretch()
        if day.strengthen and week.moves.get(day.day):
            column.addWidget(self._mover(day, week))
        return tile

    def _mover(self, day: Day, week: Week) -> QPushButton:
        mover = QPushButton(_("Move"))
        style_as(mover, Role.QUIET)
        mover.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # A seventh of the card has no room for an arrow beside a long word.
        mover.setStyleSheet(
            f"QPushButton {{ padding: {SPACE.xs}px 0; }}"
            "QPushButton::menu-indicator { image: none; width: 0; }"
        )
        name = _("Move the strength of {day}").format(day=day_in_words(day.day))
        mover.setAccessibleName(name)
        mover.setToolTip(name)
        mover.setMenu(self._menu(day, week, mover))
        return mover

    def _menu(self, day: Day, week: Week, parent: QWidget) -> QMenu:
        """Return the days it can go to; one it cannot go to says why."""
        menu = QMenu(parent)
        origin = next((start for start, end in week.moved.items() if end == day.day), None)
        if origin is not None:
            back = menu.addAction(_("Back to where it was: {day}").format(day=day_in_words(origin)))
            back.triggered.connect(lambda: self.back_asked.emit(origin))
            menu.addSeparator()
        for choice in week.moves[day.day]:
            words = _("To {day}").format(day=day_in_words(choice.day))
            if choice.problem:
                words = _("{day}: {problem}").format(
                    day=day_in_words(choice.day), problem=choice.problem
                )
            action = menu.addAction(words)
            action.setEnabled(not choice.problem)
            action.triggered.connect(
                lambda _checked=False, to=choice.day: self.move_asked.emit(day.day, to)
            )
        return menu


def _moved_words(day: Day, week: Week) -> QLabel:
    if day.why is Why.MOVED_HERE:
        words = _("moved here")
    else:
        going = (end for start, end in week.moved.items() if start <= day.day < end)
        to = next(going, None) or week.moved.get(day.day)
        words = _("moved to {day}").format(day=_weekday(to)) if to else _("moved")
    label = QLabel(words, alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True)
    style_as(label, Role.CAPTION)
    return label


def _weekday(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
