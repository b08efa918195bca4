"""The list to the side of the builder: look for an exercise and add it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QVBoxLayout,
)
from typing_extensions import override

from kneeline.coach.exercise import Phase
from kneeline.ui.icons import Icon
from kneeline.ui.library.finding import Wanted, find
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import button, search_field, text
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.exercise import Exercise

EXERCISE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

ROWS = 16
"""Exercises seen at once."""


class Picker(QFrame):
    """Every exercise by phase; Enter, a double click or the button adds one.

    Signals:
        added: an exercise was chosen (its id).
    """

    added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        style_as(self, Role.CARD)
        self._exercises: tuple[Exercise, ...] = ()
        self.search = search_field(_("Search exercises to add"), _("Search"))
        self.search.textChanged.connect(self._look)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._into_list)
        self._model = _Rows(self)
        self.choices = QListView()
        self.choices.setModel(self._model)
        self.choices.setAccessibleName(_("Exercises to add"))
        self.choices.setWordWrap(True)
        self.choices.setStyleSheet(f"QListView::item {{ padding: {SPACE.xs}px {SPACE.s}px; }}")
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.activated.connect(self._add)
        self.choices.setMinimumHeight(
            self.choices.fontMetrics().lineSpacing() * ROWS + SPACE.s * ROWS
        )
        self.choices.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.add = button(_("Add to the programme"), icon=Icon.ADD)
        self.add.clicked.connect(lambda: self._add(self.choices.currentIndex()))
        self.search.returnPressed.connect(self.add.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(text(_("Exercises"), Role.SECTION_TITLE))
        column.addWidget(self.search)
        column.addWidget(self.choices, 1)
        column.addWidget(self.add)

    def show_exercises(self, exercises: Iterable[Exercise]) -> None:
        """Offer these exercises."""
        self._exercises = tuple(exercises)
        self._look()

    def _look(self) -> None:
        found = find(self._exercises, Wanted(words=self.search.text()))
        self._model.show_exercises(found)
        # The first row is a phase's title.
        self.choices.setCurrentIndex(self._model.index(1))
        self.add.setEnabled(bool(found))

    def _into_list(self) -> None:
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, place: Index) -> None:
        name = self._model.data(place, EXERCISE)
        if name:
            self.added.emit(str(name))


class _Rows(QAbstractListModel):
    """The rows of the list: a title for each phase, and its exercises below it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Phase | Exercise] = []

    def show_exercises(self, exercises: Iterable[Exercise]) -> None:
        """Take other exercises, in the order of their phases."""
        self.beginResetModel()
        self._rows = []
        for phase, of_phase in groupby(exercises, key=lambda each: each.phase):
            self._rows += [phase, *of_phase]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, Phase):
            title = {
                Qt.ItemDataRole.DisplayRole: phase_name(row),
                Qt.ItemDataRole.FontRole: look().font(TYPE.body, bold=True),
            }
            return title.get(Qt.ItemDataRole(role))
        exercise = {
            Qt.ItemDataRole.DisplayRole: _(row.name),
            Qt.ItemDataRole.ToolTipRole: _(row.purpose),
            EXERCISE: row.id,
        }
        return exercise.get(Qt.ItemDataRole(role))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        title = index.isValid() and isinstance(self._rows[index.row()], Phase)
        # A title is read, but the arrows pass over it.
        return Qt.ItemFlag.ItemIsEnabled if title else super().flags(index)
