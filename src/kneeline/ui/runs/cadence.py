"""A person's own steps a minute, measured by tapping along with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.cadence import TooFewTaps, measure
from kneeline.ui.cards import Card
from kneeline.ui.runs import words
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from kneeline.ui.runs.view import RunsView

TAP_SECONDS = 20
"""Seconds to tap along: some fifty steps, of which one more or less changes nothing."""


class TapPad(QWidget):
    """Takes a tap for each step: Space or a click. Enter ends it early, Esc gives up.

    Signals:
        finished: the times of the taps, in seconds.
        given_up: the person wants no measurement.
    """

    finished = Signal(list)
    given_up = Signal()

    def __init__(self, monotonic: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._taps: list[float] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Tap Space with each step"))
        style_as(self, Role.RAISED)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        self._count = QLabel("0", alignment=Qt.AlignmentFlag.AlignCenter)
        style_as(self._count, Role.BIG_NUMBER)
        hint = QLabel(
            _("Run on the spot, and tap Space with each step for {seconds} seconds.").format(
                seconds=TAP_SECONDS
            ),
            wordWrap=True,
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        column.addWidget(self._count)
        column.addWidget(hint)
        self._over = QTimer(self, singleShot=True, interval=TAP_SECONDS * 1000)
        self._over.timeout.connect(self._finish)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a tap; a key held down is one tap."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._tap()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
        elif key == Qt.Key.Key_Escape:
            self._over.stop()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click for a tap."""
        del event
        self._tap()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up when the keyboard goes elsewhere: taps would no longer arrive."""
        super().focusOutEvent(event)
        if self._over.isActive():
            self._over.stop()
            self.given_up.emit()

    def _tap(self) -> None:
        self._taps.append(self._monotonic())
        self._count.setText(str(len(self._taps)))
        if not self._over.isActive():
            self._over.start()

    def _finish(self) -> None:
        self._over.stop()
        self.finished.emit(self._taps)


class CadenceCard(Card):
    """Says how quick the steps are and how quick the metronome is, and measures them.

    Signals:
        measured: steps a minute.
        listen_asked: let the metronome be heard, or silence it.
    """

    measured = Signal(float)
    listen_asked = Signal(bool)

    def __init__(
        self, view: RunsView, monotonic: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Your steps a minute"), parent)
        self._monotonic = monotonic
        self._pad: TapPad | None = None
        self._text = QLabel(_standing_words(view), wordWrap=True)
        self._problem = QLabel(wordWrap=True)
        style_as(self._problem, Role.ERROR)
        self._problem.hide()
        self._one_foot = QCheckBox(_("I tap for one foot only"))
        self._begin = QPushButton(_("Measure again") if view.own else _("Tap along"))
        self._begin.clicked.connect(self._measure)
        self._listen = QPushButton(_("Hear it"))
        self._listen.setCheckable(True)
        self._listen.setVisible(view.metronome is not None)
        self._listen.toggled.connect(self._on_listen)
        self._slot = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._begin)
        row.addWidget(self._listen)
        row.addStretch()
        for part in (self._text, self._problem):
            self.column.addWidget(part)
        self.column.addLayout(self._slot)
        self.column.addWidget(self._one_foot)
        self.column.addLayout(row)
        why = QLabel(
            _(
                "Shorter, quicker steps load the kneecap less. Not every knee likes it at once:"
                " if yours hurts more, run without. How much and for how long is our choice."
            ),
            wordWrap=True,
        )
        style_as(why, Role.CAPTION)
        self.column.addWidget(why)
        self.column.addStretch()

    def _on_listen(self, wanted: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        self._listen.setText(_("Silence it") if wanted else _("Hear it"))
        self.listen_asked.emit(wanted)

    def _measure(self) -> None:
        self._drop_pad()
        self._problem.hide()
        self._begin.setEnabled(False)
        self._pad = pad = TapPad(self._monotonic)
        pad.finished.connect(self._take)
        pad.given_up.connect(self._drop_pad)
        self._slot.addWidget(pad)
        pad.show()  # what is not on the screen yet takes no focus
        pad.setFocus()

    def _take(self, taps: list[float]) -> None:
        self._drop_pad()
        try:
            steps = measure(taps, every_step=not self._one_foot.isChecked())
        except TooFewTaps as error:
            text = str(error)
            self._problem.setText(text[:1].upper() + text[1:] + ".")
            self._problem.show()
            return
        self.measured.emit(round(steps, 1))

    def _drop_pad(self) -> None:
        pad, self._pad = self._pad, None
        self._begin.setEnabled(True)
        if pad is not None:
            had_focus = pad.hasFocus()
            self._slot.removeWidget(pad)
            pad.hide()
            pad.deleteLater()
            if had_focus:
                self._begin.setFocus()


def _standing_words(view: RunsView) -> str:
    if view.own is None:
        return _(
            "Tap along while you run on the spot or on a treadmill. The metronome then asks for"
            " a few steps more."
        )
    own = _("Your own: {steps} steps a minute.").format(steps=words.number(view.own.steps))
    return f"{own} {words.metronome_words(view)}".strip()
