"""Runs that come from files: how far the reading is, and what became of each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from kneeline.runfiles import ENDINGS
from kneeline.ui import theme
from kneeline.ui.cards import Card
from kneeline.ui.icons import Icon, Tint, icon, set_icon
from kneeline.ui.tokens import RADII, SPACE, TYPE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent

LINES_SHOWN = 6
"""Files that stand on the card before their list scrolls by itself."""


class Became(Enum):
    """What became of a run of a file."""

    NEW = auto()
    KNOWN = auto()
    NO_RUN = auto()


SIGNS = {
    Became.NEW: (Icon.ADD, Tint.ACCENT),
    Became.KNOWN: (Icon.TICK, Tint.MUTED),
    Became.NO_RUN: (Icon.HURT, Tint.DANGER),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One run of a file, or a file without one."""

    file: str
    became: Became
    words: str
    """What was taken in, or why nothing was."""


class ImportCard(Card):
    """Stands on the page while files are read, and tells what they gave.

    Signals:
        stop_asked: read no further.
        felt_asked: the person wants to say how the newest of the runs felt.
        closed: the person has read what became of the files.
    """

    stop_asked = Signal()
    felt_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._signs: list[Became] = []
        super().__init__(_("Importing runs"), parent)
        self.sums = QLabel(wordWrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Files read"))
        self.list = _table()
        self._felt = self._button(_("Say how the newest one felt"), Icon.EDIT)
        self._felt.clicked.connect(self.felt_asked)
        self._end = self._button(_("Stop"))
        self._end.clicked.connect(self._stop_or_close)
        self._reading = False
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._felt)
        row.addWidget(self._end)
        row.addStretch()
        for part in (self.sums, self.bar, self.list):
            self.column.addWidget(part)
        self.column.addLayout(row)

    def _button(self, words: str, drawn: Icon | None = None) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(True)
        if drawn is not None:
            set_icon(made, drawn, Tint.TEXT, theme.look().colours)
        return made

    def begin(self) -> None:
        """Show that files are looked for and read."""
        self._reading = True
        self.heading.setText(_("Importing runs"))
        self.sums.setText(_("Looking for files …"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.list.hide()
        self._felt.hide()
        self._end.setText(_("Stop"))
        self.show()

    def advance(self, done: int, whole: int) -> None:
        """Show how many files are read."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.sums.setText(_("{done} of {all} files are read.").format(done=done, all=whole))

    def finish(self, arrivals: Sequence[Arrival], *, stopped: bool = False) -> None:
        """Tell what became of the files."""
        self._reading = False
        new = sum(each.became is Became.NEW for each in arrivals)
        self.heading.setText(_("Runs imported") if new else _("No new runs"))
        self.sums.setText(_sums(arrivals, stopped=stopped))
        self.bar.hide()
        self._show_list(arrivals)
        self._felt.setVisible(bool(new))
        self._end.setText(_("Close"))
        self._end.setFocus()

    def _show_list(self, arrivals: Sequence[Arrival]) -> None:
        order = {Became.NO_RUN: 0, Became.NEW: 1, Became.KNOWN: 2}
        lines = sorted(arrivals, key=lambda each: order[each.became])
        self.list.setRowCount(len(lines))
        for row, each in enumerate(lines):
            for column, words in enumerate((each.file, each.words)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.list.setItem(row, column, item)
        self._signs = [each.became for each in lines]
        self._draw_signs()
        self.list.resizeRowsToContents()
        high = sum(self.list.rowHeight(row) for row in range(min(len(lines), LINES_SHOWN)))
        self.list.setFixedHeight(high + 2 * self.list.frameWidth())
        self.list.setVisible(bool(lines))

    def _draw_signs(self) -> None:
        colours = theme.look().colours
        drawn = {became: icon(*sign, colours) for became, sign in SIGNS.items()}
        for row, became in enumerate(self._signs):
            item = self.list.item(row, 0)
            if item is not None:
                item.setIcon(drawn[became])

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._signs:
            self._draw_signs()

    def _stop_or_close(self) -> None:
        if self._reading:
            self.stop_asked.emit()
        else:
            self.hide()
            self.closed.emit()


def _table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    table.setAccessibleName(_("What became of each file"))
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setMaximumSectionSize(SPACE.xxxl * 6)
    return table


def _sums(arrivals: Sequence[Arrival], *, stopped: bool) -> str:
    """Return how many runs came, how many were there, and how many files gave none."""
    if not arrivals:
        return _("There was no GPX, TCX or FIT file in it.")
    new, known, broken = (sum(each.became is one for each in arrivals) for one in Became)
    parts = []
    if new:
        says = ngettext("{count} run is new.", "{count} runs are new.", new)
        parts.append(says.format(count=new))
    if known:
        says = ngettext(
            "{count} run was in your journal already.",
            "{count} runs were in your journal already.",
            known,
        )
        parts.append(says.format(count=known))
    if broken:
        says = ngettext("{count} file gave no run.", "{count} files gave no run.", broken)
        parts.append(says.format(count=broken))
    if stopped:
        parts.append(_("You stopped before the rest was read."))
    return " ".join(parts)


class DropVeil(QWidget):
    """Lies over the page while files are held above it, and says that it takes them."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName(_("Let go to import these runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Cover the whole page."""
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a pale ground, a dashed frame and the words."""
        del event
        colours = theme.look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.surface)
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        room = QRectF(self.rect()).adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        painter.setPen(QPen(QColor(colours.accent.fill), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(room, RADII.card, RADII.card)
        font = QFont(theme.look().family)
        font.setPointSizeF(theme.look().body_points * TYPE.title)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.accessibleName())


def dragged(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def name_filter() -> str:
    """Return what the file dialog shows."""
    kinds = " ".join(f"*{each} *{each.upper()}" for each in ENDINGS)
    return ";;".join((f"{_('Runs')} ({kinds})", f"{_('All files')} (*)"))
