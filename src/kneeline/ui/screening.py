"""Red flags in plain words: all of them at first, and what is new before each day's session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.age import AgeField
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from kneeline.coach.screening import Question


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: yes or no to every question asked, and the age where it was asked."""

    yes: dict[str, bool]
    age: int | None


class _Words(QLabel):
    """A question beside its box: long enough to wrap, and to be clicked instead of the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text, wordWrap=True)
        self._box = box
        self.setBuddy(box)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box, or take the tick away."""
        if self.rect().contains(event.position().toPoint()):
            self._box.toggle()
            self._box.setFocus()


class RedFlags(QFrame):
    """A card with the questions as a list to tick, with the age where it is asked.

    Signals:
        changed: a tick or the age.
    """

    changed = Signal()

    def __init__(self, questions: Sequence[Question], *, with_age: bool) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self.age: AgeField | None = None
        style_as(self, Role.CARD)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.s)
        if with_age:
            column.addLayout(self._age_row())
        for question in questions:
            box = QCheckBox()
            words = _Words(_(question.text), box)
            box.setAccessibleName(_(question.text))
            box.toggled.connect(self.changed)
            row = QHBoxLayout()
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            column.addLayout(row)
            self._boxes[question.id] = box
        column.addStretch()

    def _age_row(self) -> QHBoxLayout:
        self.age = AgeField()
        self.age.valueChanged.connect(self.changed)
        label = QLabel(_("Your age in years"))
        label.setBuddy(self.age)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(label)
        row.addWidget(self.age)
        row.addStretch()
        return row

    @property
    def ticked(self) -> bool:
        """Whether anything is ticked."""
        return any(box.isChecked() for box in self._boxes.values())

    @property
    def complete(self) -> bool:
        """Whether nothing that must be told is missing: the age, where it is asked."""
        return self.age is None or self.age.years is not None

    def answers(self) -> Answers:
        """Return yes or no to every question, and the age where it was asked."""
        yes = {key: box.isChecked() for key, box in self._boxes.items()}
        return Answers(yes, self.age.years if self.age else None)


class ScreeningPage(QWidget):
    """A list to tick, and one button for "nothing of this".

    Signals:
        answered: the Answers.
        left: the person does not want to answer now.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(
        self, questions: Sequence[Question], *, daily: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self._flags = RedFlags(questions, with_age=not daily)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        outer.setSpacing(SPACE.l)
        title = QLabel(_("Anything new today?") if daily else _("First, is it safe to start?"))
        style_as(title, Role.PAGE_TITLE)
        lead = QLabel(
            _("Tick what is true. If nothing is, press Enter.")
            if daily
            else _(
                "Kneeline is a coach, not a clinician. Tick what is true for you; some answers mean"
                " that somebody should look at your knee before you train."
            ),
            wordWrap=True,
        )
        lead.setMaximumWidth(PAGE_WIDTH)
        style_as(lead, Role.LEAD)
        outer.addWidget(title)
        outer.addWidget(lead)
        outer.addWidget(self._ground(), 1)
        outer.addLayout(self._buttons())

    def _ground(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMaximumWidth(PAGE_WIDTH)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._flags)
        return scroll

    def _buttons(self) -> QHBoxLayout:
        self._go_on = QPushButton()
        style_as(self._go_on, Role.PRIMARY)
        self._go_on.setAutoDefault(True)
        self._go_on.clicked.connect(lambda: self.answered.emit(self._flags.answers()))
        later = QPushButton(_("Not now"))
        style_as(later, Role.QUIET)
        later.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._go_on)
        row.addWidget(later)
        row.addStretch()
        self._name_button()
        self._flags.changed.connect(self._name_button)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self)
        enter.activated.connect(self._go_on.click)
        return row

    def focus_first(self) -> None:
        """Put the keyboard on the age where it is asked, else on the button."""
        (self._flags.age or self._go_on).setFocus()

    def _name_button(self) -> None:
        self._go_on.setText(_("Go on") if self._flags.ticked else _("Nothing of this"))
        self._go_on.setEnabled(self._flags.complete)
