"""The rows of the list of runs, put into words when they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.ui.moments import moment_in_words
from kneeline.ui.runs import words
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFontMetrics

    from kneeline.ui.distances import Distances
    from kneeline.ui.runs.view import RunRow

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
NUMBERS = frozenset({1, 2, 5, 6})
"""Columns that stand to the right, so that their digits stand below each other."""

VALUES: tuple[Callable[[RunRow], object], ...] = (
    lambda run: run.at,
    lambda run: run.minutes,
    lambda run: run.km,
    lambda run: run.surface,
    lambda run: (run.stage, run.complete),
    lambda run: run.worst.get(Side.LEFT),
    lambda run: run.worst.get(Side.RIGHT),
)
"""What each column says in words: the same value, the same words."""


class RunsModel(QAbstractTableModel):
    """Runs, newest first."""

    def __init__(self, runs: Sequence[RunRow], distances: Distances, parent: QObject) -> None:
        super().__init__(parent)
        self.runs, self._distances = runs, distances
        self._heads = (
            *(_("When"), _("Min"), distances.unit, _("On"), _("Stage")),
            *(_("Pain L"), _("Pain R")),
        )

    def widest(self, column: int, metrics: QFontMetrics) -> int:
        """Return the row whose words need the most room in a column; each value counts once."""
        value = VALUES[column]
        found = {value(run): row for row, run in enumerate(self.runs)}
        return max(
            found.values(), key=lambda row: metrics.horizontalAdvance(self._cell(row, column))
        )

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self.runs)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell in words, how it stands in its column, and the hour of its run."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return moment_in_words(self.runs[index.row()].at)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, and how it stands above it."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, row: int, column: int) -> str:
        run = self.runs[row]
        match column:
            case 0:
                return _day(run)
            case 1:
                return words.number(run.minutes)
            case 2:
                return "–" if run.km is None else self._distances.number(run.km)
            case 3:
                return words.surface_name(run.surface)
            case 4:
                return words.stage_words(run.stage, complete=run.complete)
            case _:
                score = VALUES[column](run)
                return "–" if score is None else str(score)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _day(run: RunRow) -> str:
    """Return the day, short enough to stand on one line; the tooltip has the hour."""
    day = run.at.date()
    return QLocale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM yyyy"))
