"""The figures behind a chart, as a table for people who read rather than look, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

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

from kneeline.wording import _

Cell = date | str | float | int | None
"""None and NaN are gaps."""

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Figures:
    """Named columns and their rows, oldest or first to be read on top."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def as_csv(figures: Figures) -> str:
    """Return the figures as CSV with a heading: ISO days, decimal points, gaps left empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(figures.columns)
    writer.writerows([_bare(cell) for cell in row] for row in figures.rows)
    return text.getvalue()


def figure(number: float) -> str:
    """Return a number as the person's language writes it, with at most one decimal."""
    whole = round(number, 1) == round(number)
    return QLocale().toString(float(number), "f", 0 if whole else 1)


def day_in_words(day: date) -> str:
    """Return a day as the person's language writes it, with its weekday."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM yyyy"))


class FiguresModel(QAbstractTableModel):
    """Shows figures in a table view: gaps as a dash, days with the newest on top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = Figures((), ())
        self._rows: Sequence[tuple[Cell, ...]] = ()

    def show(self, figures: Figures) -> None:
        """Replace all figures."""
        self.beginResetModel()
        self._figures = figures
        by_day = bool(figures.rows) and isinstance(figures.rows[0][0], date)
        self._rows = figures.rows[::-1] if by_day else figures.rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._figures.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell in words, or how it stands in its column."""
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _in_words(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._figures.columns[index.column()]}: {_in_words(cell)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self._figures.columns[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        words = bool(self._rows) and isinstance(self._rows[0][column], date | str)
        across = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
        return across | Qt.AlignmentFlag.AlignVCenter


def _gap(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, float) and isnan(cell))


def _in_words(cell: Cell) -> str:
    if cell is None or _gap(cell):
        return "–"
    if isinstance(cell, date):
        return day_in_words(cell)
    return cell if isinstance(cell, str) else figure(cell)


def _bare(cell: Cell) -> str:
    if cell is None or _gap(cell):
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else f"{cell:.2f}".rstrip("0").rstrip(".")
