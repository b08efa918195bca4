"""Where a person stands on the way back to running, and the run of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from kneeline.coach.past import Surface
from kneeline.ui.cards import Card
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.labelled import label_list
from kneeline.ui.runs import words
from kneeline.ui.runs.stages import StageStrip
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.runs.view import RunsView


class StandingCard(Card):
    """The stage, what opens the next, the most for one run, and Start.

    Signals:
        start_asked: begin the guided run: what it is on, and whether the metronome sounds.
    """

    start_asked = Signal(Surface, bool)

    def __init__(self, view: RunsView, parent: QWidget | None = None) -> None:
        stage = view.ladder.stage(view.track.stage)
        title = _("You run freely") if stage is None else _("Stage {number} of {all}")
        super().__init__(title.format(number=view.track.stage, all=len(view.ladder.stages)), parent)
        self._start: QPushButton | None = None
        self.column.addWidget(StageStrip(len(view.ladder.stages), view.track.stage))
        if stage is not None:
            what = QLabel(words.pattern(stage), wordWrap=True)
            style_as(what, Role.LEAD)
            self.column.addWidget(what)
            self._say(words.whole_of(stage, view.ladder), Role.MUTED)
        self._say(view.reason, Role.BODY)
        if stage is not None:
            self._say(words.opens_next(view.track, view.ladder), Role.MUTED)
        self._say(words.cap_words(view.cap, view.ladder, view.distances), Role.BODY)
        if not view.run_today:
            self._say(view.why_not, Role.NOTICE)
        elif stage is not None:
            self._add_start(view)
        self.column.addStretch()

    def _say(self, text: str, role: Role) -> None:
        if text:
            label = QLabel(text, wordWrap=True)
            style_as(label, role)
            self.column.addWidget(label)

    def _add_start(self, view: RunsView) -> None:
        self._start = start = QPushButton(_("Start the run"))
        style_as(start, Role.PRIMARY)
        set_icon(start, Icon.PLAY, Tint.ON_ACCENT, look().colours)
        start.setAutoDefault(True)
        surface = QComboBox()
        label_list(surface, _("What you run on"))
        for each in Surface:
            surface.addItem(words.surface_name(each), each)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(start)
        row.addWidget(surface)
        beats = QCheckBox(_("Metronome"))
        beats.setChecked(view.metronome is not None)
        beats.setVisible(view.metronome is not None)
        row.addWidget(beats)
        row.addStretch()
        start.clicked.connect(
            lambda: self.start_asked.emit(Surface(surface.currentData()), beats.isChecked())
        )
        self.column.addLayout(row)

    def focus_start(self) -> bool:
        """Put the keyboard on Start, where there is one; say whether there is."""
        if self._start is not None:
            self._start.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._start is not None


class ClosedCard(Card):
    """Says why there is no running now, and what to do instead."""

    def __init__(self, view: RunsView, parent: QWidget | None = None) -> None:
        super().__init__(_("No running for now"), parent)
        label = QLabel(view.why_not if view.locked else view.reason, wordWrap=True)
        style_as(label, Role.ERROR if view.locked else Role.NOTICE)
        self.column.addWidget(label)
