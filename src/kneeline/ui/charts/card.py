"""A chart with its title, its sentence, its table and its exports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kneeline.insight.days import Span
from kneeline.ui.charts.chart import Chart
from kneeline.ui.charts.export import NotSaved, save
from kneeline.ui.charts.figures import FiguresModel
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.theme import Role, colours, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

_TABLE_LINES = 8


class ChartCard(QFrame):
    """Shows a chart, or the same figures as a table, under one sentence that says what they say."""

    def __init__(self, chart: Chart, empty: str, parent: QWidget | None = None) -> None:
        """Put a card around a chart; `empty` helps a person who has nothing to show yet."""
        super().__init__(parent)
        self.chart = chart
        style_as(self, Role.CARD)
        self._sentence = _label("", Role.BODY)
        self._empty = _label(empty, Role.MUTED)
        self._trouble = _label("", Role.ERROR)
        self._trouble.hide()
        self.table_button = _button(_("Table"), Icon.TABLE)
        self.table_button.setCheckable(True)
        self.table_button.setAccessibleName(_("{chart}: as a table").format(chart=chart.title))
        self.table_button.toggled.connect(self._choose)
        self.save_button = _button(_("Save"), Icon.EXPORT)
        self.save_button.setAccessibleName(_("{chart}: save").format(chart=chart.title))
        self.save_button.setMenu(self._save_menu())
        self._model = FiguresModel(chart.figures(), self)
        self._table: QTableView | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(chart)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show what the chart knows now."""
        empty = self.chart.is_empty()
        self._sentence.setText("" if empty else self.chart.sentence())
        self._sentence.setHidden(empty)
        self.chart.setAccessibleName(self.chart.title)
        self.chart.setAccessibleDescription(self.chart.sentence())
        self.table_button.setHidden(empty)
        self.save_button.setHidden(empty)
        if self.table_button.isChecked():
            self._model.show(self.chart.figures())
        self._choose()

    def show_span(self, span: Span) -> None:
        """Show the days of a span."""
        self.chart.show_span(span)
        self.refresh()

    def save(self, path: Path) -> bool:
        """Write the chart to a file; what goes wrong is said on the card."""
        try:
            save(self.chart, path)
        except NotSaved as trouble:
            self._trouble.setText(str(trouble))
            self._trouble.show()
            return False
        self._trouble.hide()
        return True

    def _lay_out(self) -> None:
        title = _label(self.chart.title, Role.SECTION_TITLE)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.table_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._trouble)
        column.addLayout(self._stack, 1)

    def _choose(self) -> None:
        if self.chart.is_empty():
            self._stack.setCurrentWidget(self._empty)
        elif self.table_button.isChecked():
            self._stack.setCurrentWidget(self._made_table())
        else:
            self._stack.setCurrentWidget(self.chart)

    def _made_table(self) -> QTableView:
        """Return the table, which few people open and so nobody waits for."""
        self._model.show(self.chart.figures())
        if self._table is None:
            table = QTableView()
            table.setModel(self._model)
            table.setAlternatingRowColors(True)
            table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
            table.verticalHeader().hide()
            table.horizontalHeader().setDefaultAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            table.setAccessibleName(_("{chart}: figures").format(chart=self.chart.title))
            table.setMinimumHeight(table.fontMetrics().height() * _TABLE_LINES)
            # Eight words of heading over one-figure columns: as wide as the words, and no wider.
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            table.horizontalHeader().setStretchLastSection(True)
            table.setTabKeyNavigation(False)
            self._table = table
            self._stack.addWidget(table)
        self._table.scrollToBottom()
        return self._table

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, suffix in (
            (_("Picture (PNG)"), "png"),
            (_("Drawing (SVG)"), "svg"),
            (_("Figures (CSV)"), "csv"),
        ):
            action = menu.addAction(words)
            action.setData(suffix)
        menu.triggered.connect(lambda action: self._ask_and_save(action.data()))
        return menu

    def _ask_and_save(self, suffix: str) -> None:
        pictures = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(pictures))
        proposed = folder / f"Kneeline – {self.chart.title}.{suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the chart"), str(proposed), f"*.{suffix}"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(f".{suffix}"))


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    style_as(label, role)
    return label


def _button(text: str, name: Icon) -> QPushButton:
    button = QPushButton(text)
    style_as(button, Role.QUIET)
    set_icon(button, name, Tint.ACCENT, colours())
    return button
