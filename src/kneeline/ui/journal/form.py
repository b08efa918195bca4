"""A small form for whatever fields an entry has; what makes no sense is answered in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kneeline.ui.arranging import Flow
from kneeline.ui.journal.view import Asks, Field
from kneeline.ui.pieces import CalmCombo, button, text
from kneeline.ui.runs.words import number
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import tzinfo

Save = Callable[[Mapping[str, object]], str]
"""Takes fields and returns what was done; ValueError has a sentence that says why not."""

LINES_OF_A_NOTE = 3
LETTERS = 90
"""Letters side by side beyond which a form grows no wider."""


class EntryForm(QWidget):
    """Fields one below the other, and what to do with them.

    Signals:
        saved: it was written down; a sentence that says what.
        left: the person leaves it as it was.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(
        self,
        fields: tuple[Field, ...],
        save: Save,
        *,
        words: str = "",
        everything: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show fields; with `everything`, all are handed over and not those alone that changed."""
        super().__init__(parent)
        self._save, self._everything = save, everything
        self.inputs = {field.name: make_input(field) for field in fields}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.s, 0, SPACE.s)
        column.setSpacing(SPACE.m)
        self.ensurePolished()
        fields_of = QWidget()
        fields_of.setMaximumWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        grid = QGridLayout(fields_of)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        grid.setColumnStretch(1, 1)
        for row, (field, taking) in enumerate(zip(fields, self.inputs.values(), strict=True)):
            label = QLabel(field.label)
            label.setBuddy(taking.widget)
            taking.widget.setAccessibleName(field.label)
            side = Qt.AlignmentFlag.AlignTop if field.asks is Asks.TEXT else Qt.AlignmentFlag(0)
            grid.addWidget(label, row, 0, side | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(taking.widget, row, 1)
            if isinstance(taking.widget, QLineEdit):
                taking.widget.returnPressed.connect(self._take)
        narrow = QHBoxLayout()
        narrow.addWidget(fields_of, 1)
        narrow.addStretch()
        column.addLayout(narrow)
        self.answer = text("", Role.ERROR)
        self.answer.hide()
        column.addWidget(self.answer)
        self.keep = button(words or _("Keep the change"), Role.PRIMARY)
        self.keep.clicked.connect(self._take)
        leave = button(_("Leave it as it was") if not everything else _("Cancel"), Role.QUIET)
        leave.clicked.connect(self.left)
        column.addWidget(Flow(self.keep, leave, gap=SPACE.m))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._take)

    def focus_first(self) -> None:
        """Put the keyboard on the first field that says more than when it was."""
        taking = list(self.inputs.values())
        first = next((each for each in taking if each.field.asks is not Asks.MOMENT), taking[0])
        first.widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(first.widget, QLineEdit):
            first.widget.selectAll()

    def _take(self) -> None:
        try:
            values = {name: taking.value() for name, taking in self.inputs.items()}
            if not self._everything:
                values = {
                    name: value
                    for name, value in values.items()
                    if value != self.inputs[name].before
                }
            said = self._save(values) if values else ""
        except ValueError as error:
            words = str(error)
            words = words[:1].upper() + words[1:]
            self.answer.setText(words if words.endswith((".", "?", "!")) else f"{words}.")
            self.answer.show()
            return
        self.saved.emit(said)


class Input:
    """A field, the widget for it, and what the widget says."""

    def __init__(self, field: Field, widget: QWidget, read: Callable[[], object]) -> None:
        self.field, self.widget, self.value = field, widget, read
        # What a widget cannot show (a part of a second) is no change.
        self.before = None if field.value is None else _said(read)


def _said(read: Callable[[], object]) -> object:
    try:
        return read()
    except ValueError:
        return None


def make_input(field: Field) -> Input:
    """Return the widget that a field asks with."""
    makers: Mapping[Asks, Callable[[Field], Input]] = {
        Asks.WHOLE: _number,
        Asks.NUMBER: _number,
        Asks.CHOICE: _choice,
        Asks.FLAG: _flag,
        Asks.DAY: _day,
        Asks.MOMENT: _moment,
        Asks.TEXT: _text,
    }
    return makers[field.asks](field)


def _number(field: Field) -> Input:
    line = QLineEdit()
    if isinstance(field.value, int | float):
        line.setText(number(field.value, places=2))
    if field.optional:
        line.setPlaceholderText(_("may stay empty"))

    def read() -> float | int | None:
        typed = line.text().strip()
        if field.optional and not typed:
            return None
        return _whole(typed, field) if field.asks is Asks.WHOLE else _fraction(typed, field)

    return Input(field, line, read)


def _whole(typed: str, field: Field) -> int:
    try:
        return int(typed)
    except ValueError:
        says = _("{field}: write a whole number, like 3, and not “{text}”.")
        raise ValueError(says.format(field=field.label, text=typed)) from None


def _fraction(typed: str, field: Field) -> float:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        says = _("{field}: write a number, like 25 or 4.2, and not “{text}”.")
        raise ValueError(says.format(field=field.label, text=typed)) from None


def _choice(field: Field) -> Input:
    box = CalmCombo()
    for words, _value in field.choices:
        box.addItem(words)
    values = [value for _words, value in field.choices]
    if field.value in values:
        box.setCurrentIndex(values.index(field.value))

    def read() -> object:
        return values[box.currentIndex()] if values else None

    return Input(field, box, read)


def _flag(field: Field) -> Input:
    box = QCheckBox(_("yes"))
    box.setChecked(bool(field.value))
    return Input(field, box, box.isChecked)


def _day(field: Field) -> Input:
    edit = QDateEdit()
    edit.setCalendarPopup(True)
    day = field.value if isinstance(field.value, date) else None
    shown = QDate(day.year, day.month, day.day) if day else QDate.currentDate()
    edit.setDate(shown)
    if not field.optional:
        return Input(field, edit, lambda: _date_of(edit))
    known = QCheckBox(_("It is over"))
    known.setChecked(day is not None)
    edit.setEnabled(day is not None)
    known.toggled.connect(edit.setEnabled)
    both = Flow(known, edit, gap=SPACE.m)
    both.setFocusProxy(known)
    edit.setAccessibleName(field.label)
    return Input(field, both, lambda: _date_of(edit) if known.isChecked() else None)


def _date_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def _moment(field: Field) -> Input:
    edit = QDateTimeEdit()
    edit.setCalendarPopup(True)
    edit.setDisplayFormat(_("d MMM yyyy, HH:mm"))
    zone = None
    if isinstance(field.value, datetime):
        at = field.value
        zone = at.tzinfo
        edit.setDateTime(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)))
    return Input(field, edit, partial(_moment_of, edit, zone))


def _moment_of(edit: QDateTimeEdit, zone: tzinfo | None) -> datetime:
    day, clock = edit.date(), edit.time()
    return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), tzinfo=zone)


def _text(field: Field) -> Input:
    edit = QPlainTextEdit(str(field.value or ""))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * (LINES_OF_A_NOTE + 1) + 2 * SPACE.s)
    return Input(field, edit, edit.toPlainText)
