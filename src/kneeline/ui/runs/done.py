"""What a guided run came to, right after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kneeline.coach.events import SessionEnding
from kneeline.coach.pain import HIGHEST
from kneeline.ui.cards import Card, knee_name
from kneeline.ui.runs import words
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.past import DoneRun
    from kneeline.coach.run_tally import RunTally


class RunDonePage(QWidget):
    """Tells what was run and what counts now.

    Signals:
        done: back to the Runs page.
    """

    done = Signal()

    def __init__(
        self, tally: RunTally, ending: SessionEnding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        run = tally.done()
        outer = QHBoxLayout(self)
        content = QWidget()
        content.setMaximumWidth(PAGE_WIDTH)
        outer.addStretch()
        outer.addWidget(content, 1)
        outer.addStretch()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addStretch()
        title = QLabel(_title(run, ending))
        style_as(title, Role.PAGE_TITLE)
        lead = QLabel(_lead(run, tally), wordWrap=True)
        style_as(lead, Role.LEAD)
        column.addWidget(title)
        column.addWidget(lead)
        if run is not None and run.worst:
            column.addWidget(_knees(run))
        column.addWidget(QLabel(_next(ending), wordWrap=True))
        self._done = QPushButton(_("Done"))
        style_as(self._done, Role.PRIMARY)
        self._done.setMinimumWidth(SPACE.xxxl * 3)
        self._done.setAutoDefault(True)
        self._done.clicked.connect(self.done)
        row = QHBoxLayout()
        row.addWidget(self._done)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()

    def focus_done(self) -> None:
        """Put the keyboard on Done."""
        self._done.setFocus()


def _title(run: DoneRun | None, ending: SessionEnding) -> str:
    if ending is SessionEnding.HURT:
        return _("Run ended because it hurt")
    return _("Run done") if run is not None and run.complete else _("Run ended early")


def _lead(run: DoneRun | None, tally: RunTally) -> str:
    if run is None:
        return _("You did not run this time, so there is nothing to write down.")
    parts = _("Stage {stage}: {done} of {all} running parts, {minutes} min of running.").format(
        stage=tally.guided.stage,
        done=tally.parts_done,
        all=tally.parts_planned,
        minutes=words.number(run.minutes),
    )
    return f"{parts} {_('It is in your journal.')}"


def _knees(run: DoneRun) -> Card:
    card = Card(_("Pain at worst"))
    for knee, score in run.worst.items():
        text = _("{knee}: {score} of {most}").format(
            knee=knee_name(knee), score=score, most=HIGHEST
        )
        card.column.addWidget(QLabel(text))
    return card


def _next(ending: SessionEnding) -> str:
    if ending is SessionEnding.HURT:
        return _(
            "You did right to stop. Give that knee a rest from running. If it is swollen, locks or"
            " gives way, see a doctor or physiotherapist."
        )
    return _(
        "Notice your knees an hour from now and tomorrow morning. The next stage opens only after"
        " quiet ones."
    )
