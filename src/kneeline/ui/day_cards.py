"""The cards of Today that are there on some days only: a referral, a break, self-tests, a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kneeline.ui.cards import Card
from kneeline.ui.moments import day_in_words, moment_in_words
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class _Asking(Card):
    """A card with words and a row of buttons."""

    def __init__(self, title: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        for each in words:
            self.column.addWidget(QLabel(each, wordWrap=True))
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.m)
        self._row.addStretch()
        self.column.addLayout(self._row)

    def _button(self, words: str, role: Role | None = None) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(True)
        if role is not None:
            style_as(made, role)
        self._row.insertWidget(self._row.count() - 1, made)
        return made


class ReferralCard(_Asking):
    """Advice to see a physiotherapist.

    Signals:
        report_asked: make the report to bring along.
    """

    report_asked = Signal()

    def __init__(self, advice: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Have it looked at"), advice, parent)
        self._button(_("Make the report")).clicked.connect(self.report_asked)


class BreakCard(_Asking):
    """Says that a break goes on, and ends it.

    Signals:
        ended: the person is back.
    """

    ended = Signal()

    def __init__(
        self, since: date, until: date | None, streak: int, parent: QWidget | None = None
    ) -> None:
        words = _("Since {day}. Rest is part of getting better.").format(day=day_in_words(since))
        if until is not None:
            words = _("From {first} to {last}. Rest is part of getting better.").format(
                first=day_in_words(since), last=day_in_words(until)
            )
        waits = (
            ngettext(
                "Your streak of {days} day waits for you.",
                "Your streak of {days} days waits for you.",
                streak,
            ).format(days=streak)
            if streak
            else _("Nothing is lost.")
        )
        back = _("After a week or more off, your plan starts a little lower by itself.")
        super().__init__(_("You are taking a break"), [words, f"{waits} {back}"], parent)
        self._button(_("I am back"), Role.PRIMARY).clicked.connect(self.ended)


class TestsCard(_Asking):
    """Offers the self-tests that are due.

    Signals:
        asked: begin them.
        put_off: not today.
    """

    asked = Signal()
    put_off = Signal()

    def __init__(self, names: Sequence[str], *, first: bool, parent: QWidget | None = None) -> None:
        why = (
            _("Measure where you start, so that you see later how far you have come.")
            if first
            else _("Every second week you measure how far you have come.")
        )
        super().__init__(_("Self-tests"), [why, ", ".join(names)], parent)
        self._button(_("Do them now")).clicked.connect(self.asked)
        self._button(_("Not today"), Role.QUIET).clicked.connect(self.put_off)


class RunCard(_Asking):
    """Says which run fits into this day.

    Signals:
        asked: show where it begins.
    """

    asked = Signal()

    def __init__(self, what: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Your run today"), [each for each in what if each], parent)
        self._button(_("To the run")).clicked.connect(self.asked)


class RunCutOffCard(_Asking):
    """Offers what was kept of a run that was cut off.

    Signals:
        go_on_asked: run on where it stopped.
        keep_asked: write down what was run.
        drop_asked: forget it.
    """

    go_on_asked = Signal()
    keep_asked = Signal()
    drop_asked = Signal()

    def __init__(
        self, began: datetime, minutes: str, *, can_go_on: bool, parent: QWidget | None = None
    ) -> None:
        words = _("The run of {began} was cut off after {minutes} min of running.").format(
            began=moment_in_words(began), minutes=minutes
        )
        saved = _("What you said and what you ran is kept.")
        super().__init__(_("A run is waiting for you"), [f"{words} {saved}"], parent)
        if can_go_on:
            self._button(_("Go on with it"), Role.PRIMARY).clicked.connect(self.go_on_asked)
        self._button(_("Write down what I ran")).clicked.connect(self.keep_asked)
        self._button(_("Forget it"), Role.QUIET).clicked.connect(self.drop_asked)
