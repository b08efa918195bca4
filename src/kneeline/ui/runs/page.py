"""The Runs page: where a person stands, the run of today, a form for runs, and all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.coach.past import Surface
from kneeline.ui.cards import MorningCard
from kneeline.ui.day_cards import RunCutOffCard
from kneeline.ui.runs.arriving import DropVeil, ImportCard, dragged, name_filter
from kneeline.ui.runs.cadence import CadenceCard
from kneeline.ui.runs.form import Change, Log, RunForm
from kneeline.ui.runs.gate import GateCard
from kneeline.ui.runs.standing import ClosedCard, StandingCard
from kneeline.ui.runs.table import RunsTable
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.ui.undo_bar import UndoBar
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QResizeEvent,
        QShowEvent,
    )

    from kneeline.ui.runs.view import CutOff, RunRow, RunsView


TWO_COLUMNS_FROM = 100
"""Widths of a letter from which two columns stand side by side."""


class RunsPage(QWidget):
    """Everything about running.

    Signals:
        gate_passed: every item of the entry gate is true, with what was ticked.
        start_asked: begin the guided run: what it is on, and whether the metronome sounds.
        hour_scored: a knee and its score an hour after the newest run.
        measured: the person's own steps a minute.
        listen_asked: let the metronome be heard, or silence it.
        delete_asked: delete a run (its row).
        go_on_asked, keep_asked, drop_asked: what to do with a run that was cut off.
        files_given: import runs from these files and folders (a list of paths).
        shown: the page has come into sight.
    """

    gate_passed = Signal(dict)
    start_asked = Signal(Surface, bool)
    hour_scored = Signal(object, int)
    measured = Signal(float)
    listen_asked = Signal(bool)
    delete_asked = Signal(object)
    go_on_asked = Signal()
    keep_asked = Signal()
    drop_asked = Signal()
    files_given = Signal(list)
    shown = Signal()

    def __init__(
        self,
        log: Log,
        change: Change,
        stages: int,
        monotonic: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._parts: list[QWidget] = []
        self._gate: GateCard | None = None
        self._standing: StandingCard | None = None
        style_as(self, Role.PAGE)
        self._runs: tuple[RunRow, ...] = ()
        self.form = RunForm(log, change, stages)
        self.imports = ImportCard()
        self.imports.hide()
        self.setAcceptDrops(True)
        self._build()
        self._veil = DropVeil(self)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scroll = QScrollArea(widgetResizable=True)
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
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addLayout(self._head())
        column.addWidget(self.imports)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(SPACE.l)
        column.addLayout(self._notices)
        self._columns = grid = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        grid.setSpacing(SPACE.l)
        self._left, right = QVBoxLayout(), QVBoxLayout()
        self._right = QVBoxLayout()
        for each in (self._left, self._right, right):
            each.setSpacing(SPACE.l)
        right.addWidget(self.form)
        right.addLayout(self._right)
        right.addStretch()
        grid.addLayout(self._left, 3)
        grid.addLayout(right, 2)
        column.addLayout(grid)
        column.addStretch()
        self.undo_bar = UndoBar()
        outer.addWidget(self.undo_bar)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo_bar.undo)

    def _head(self) -> QHBoxLayout:
        title = QLabel(_("Runs"))
        style_as(title, Role.PAGE_TITLE)
        log = QPushButton(_("Log a run"))
        log.setToolTip(_("Log a run (Ctrl+L)"))
        log.clicked.connect(self.focus_form)
        shortcut = QShortcut(QKeySequence("Ctrl+L"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.focus_form)
        row = QHBoxLayout()
        bring = QPushButton(_("Import runs …"))
        bring.setToolTip(_("From GPX, TCX and FIT files (Ctrl+O); you can drop them here, too"))
        bring.setShortcut(QKeySequence("Ctrl+O"))
        bring.clicked.connect(self._choose_files)
        row.addWidget(title, 1)
        row.addWidget(bring)
        row.addWidget(log)
        row.setSpacing(SPACE.m)
        return row

    def _choose_files(self) -> None:
        """Let the person choose files of a watch."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Import runs"), "", name_filter())
        if names:
            self.give([Path(name) for name in names])

    def give(self, paths: list[Path]) -> None:
        """Hand files over to be imported, and show the card that tells of them."""
        self.files_given.emit(paths)
        self._scroll.verticalScrollBar().setValue(0)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders that are dragged here."""
        if dragged(event.mimeData()):
            event.acceptProposedAction()
            self._veil.cover()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the page again when they are taken elsewhere."""
        del event
        self._veil.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self._veil.hide()
        event.acceptProposedAction()
        self.give(dragged(event.mimeData()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on what comes next: the gate, Start, or the form."""
        super().showEvent(event)
        self.focus_first()
        self.shown.emit()

    def focus_first(self) -> None:
        """Put the keyboard on what comes next: the gate, Start, or the form."""
        if self._gate is not None:
            self._gate.focus_first()
        elif self._standing is None or not self._standing.focus_start():
            self.form.focus_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other where large text leaves them too little room."""
        super().resizeEvent(event)
        room = min(event.size().width(), PAGE_WIDTH)
        beside = room >= TWO_COLUMNS_FROM * self.fontMetrics().averageCharWidth()
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def focus_form(self) -> None:
        """Put the keyboard on the form."""
        self._scroll.ensureWidgetVisible(self.form)
        self.form.focus_first()

    def show_view(self, view: RunsView, now: datetime) -> Iterator[None]:
        """Show where things stand now, with a fresh form, as steps.

        What is there stays until everything that takes its place is made.
        """
        table = RunsTable(view.runs, view.distances)
        table.edit_asked.connect(self._edit)
        table.delete_asked.connect(self.delete_asked)
        yield
        cadence = CadenceCard(view, self._monotonic)
        cadence.measured.connect(self.measured)
        cadence.listen_asked.connect(self.listen_asked)
        yield
        held = self._take_parts_away()
        self._runs = view.runs
        self._show_notices(view)
        self._show_standing(view)
        self._put(self._left, table, int(bool(view.runs)))
        if not view.runs:
            self._put(self._left, QWidget(), 1)
        self._put(self._right, cadence)
        self.form.count_in(view.distances)
        self.form.begin(now, view.track.stage if view.track.open else None)
        if held:
            # In the next turn: what is new takes the keyboard once it is in sight.
            QTimer.singleShot(0, self, self.focus_first)

    def _take_parts_away(self) -> bool:
        """Take everything away that `show_view` puts there; return whether it had the keyboard."""
        keyboard: QWidget | None = self.window().focusWidget()
        held = keyboard is not None and any(part.isAncestorOf(keyboard) for part in self._parts)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self._standing = [], None
        return held

    def _show_notices(self, view: RunsView) -> None:
        if view.cut_off is not None:
            self._put(self._notices, self._cut_off_card(view.cut_off))
        for text in view.advice:
            notice = QLabel(text, wordWrap=True)
            style_as(notice, Role.ERROR if view.locked else Role.NOTICE)
            self._put(self._notices, notice)
        if view.hour_after:
            asked = MorningCard(
                view.hour_after,
                _("How are your knees, an hour after your run?"),
                _("0 is no pain, 10 the worst imaginable. Without this answer no stage opens."),
            )
            asked.scored.connect(self.hour_scored)
            self._put(self._notices, asked)

    def _show_standing(self, view: RunsView) -> None:
        if view.locked:
            self._gate = None
            self._put(self._left, ClosedCard(view))
        elif view.track.open:
            self._gate = None
            self._standing = StandingCard(view)
            self._standing.start_asked.connect(self.start_asked)
            self._put(self._left, self._standing)
        else:
            self._show_gate(view)

    def _cut_off_card(self, run: CutOff) -> RunCutOffCard:
        card = RunCutOffCard(run.began, run.minutes, can_go_on=run.can_go_on)
        card.go_on_asked.connect(self.go_on_asked)
        card.keep_asked.connect(self.keep_asked)
        card.drop_asked.connect(self.drop_asked)
        return card

    def edit_run(self, run: str) -> None:
        """Show the run with this id in the form, to be changed, if it is still there."""
        for each in self._runs:
            if each.id == run:
                self._edit(each)
                self.form.focus_worst()

    def _edit(self, run: RunRow) -> None:
        self.form.edit(run)
        self._scroll.ensureWidgetVisible(self.form)

    def _show_gate(self, view: RunsView) -> None:
        if view.track.decision is not None:
            self._put(self._left, ClosedCard(view))
        # What is ticked stays ticked when the page is shown again.
        ticked = self._gate.answers if self._gate is not None else {}
        self._gate = GateCard(view, ticked)
        self._gate.passed.connect(self.gate_passed)
        self._put(self._left, self._gate)

    def _put(self, layout: QVBoxLayout, part: QWidget, stretch: int = 0) -> None:
        layout.addWidget(part, stretch)
        self._parts.append(part)
