"""A chart with its title, its sentence, its table and its exports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
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
        self.empty = empty
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
        self._model = FiguresModel(self)
        self._table: QTableView | None = None
        self._column = QVBoxLayout(self)
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
        self._column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        self._column.setSpacing(SPACE.s)
        self._column.addLayout(head)
        for widget in (self._sentence, self._trouble, self._empty):
            self._column.addWidget(widget)
        self._column.addWidget(self.chart, 1)

    def _choose(self) -> None:
        empty = self.chart.is_empty()
        as_table = self.table_button.isChecked() and not empty
        table = self._made_table() if as_table else self._table
        self._empty.setVisible(empty)
        self.chart.setVisible(not empty and not as_table)
        if table is not None:
            table.setVisible(as_table)

    def _made_table(self) -> QTableView:
        """Return the table, which few people open and so nobody waits for."""
        self._model.show(self.chart.figures())
        if self._table is None:
            table = QTableView()
            table.setModel(self._model)
            table.setAlternatingRowColors(True)
            table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
            table.verticalHeader().hide()
            table.setAccessibleName(_("{chart}: figures").format(chart=self.chart.title))
            # As high as the chart was, so that the page does not jump.
            table.setMinimumHeight(
                max(self.chart.height(), table.fontMetrics().height() * _TABLE_LINES)
            )
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            table.horizontalHeader().setStretchLastSection(True)
            table.setTabKeyNavigation(False)
            self._table = table
            self._column.addWidget(table, 1)
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
