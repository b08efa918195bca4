"""What the dialogs about the journal's file have in common: words, an answer, and waiting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.arranging import Flow
from kneeline.ui.pieces import button, clear, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

LETTERS = 76
"""Letters side by side in a dialog."""


class DataDialog(QDialog):
    """A title, a column to fill, an answer, and a button that does it.

    While something is under way it cannot be closed: it would go on unseen.
    """

    def __init__(self, title: str, do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ensurePolished()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        whole.setSpacing(SPACE.m)
        whole.addWidget(text(title, Role.SECTION_TITLE))
        self._form = QWidget()
        self.column = QVBoxLayout(self._form)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.m)
        whole.addWidget(self._form, 1)
        self._answers = QVBoxLayout()
        whole.addLayout(self._answers)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("How far it is"))
        self.progress.hide()
        whole.addWidget(self.progress)
        self.do = button(do, Role.PRIMARY)
        self.leave = button(_("Cancel"))
        self.leave.clicked.connect(self.reject)
        self.row = Flow(self.do, self.leave, gap=SPACE.m)
        whole.addWidget(self.row)
        self._busy = False

    @property
    def sentence(self) -> str:
        """What it says came of it."""
        item = self._answers.itemAt(0)
        label = item.widget() if item is not None else None
        return label.text() if isinstance(label, QLabel) else ""

    def wait(self, *, busy: bool) -> None:
        """Show that something is under way, or that it is over."""
        self._busy = busy
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.do.setEnabled(not busy)
        self.leave.setEnabled(not busy)
        if busy:
            clear(self._answers)
        self.fit()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of it is done."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def complain(self, sentence: str) -> None:
        """Say why it cannot be done; the dialog stays."""
        self.wait(busy=False)
        clear(self._answers)
        self._answers.addWidget(text(sentence, Role.ERROR))
        self.fit()

    def tell(self, sentence: str, *also: QPushButton) -> None:
        """Say that it is done, and offer what comes next."""
        self.wait(busy=False)
        clear(self._answers)
        self._answers.addWidget(text(sentence, Role.NOTICE))
        self._form.hide()
        self.do.hide()
        for each in also:
            self.row.add(each)
        self.leave.setText(_("Close"))
        self.leave.setFocus()
        self.fit()

    def fit(self) -> None:
        """Become as high as the words need, once they are laid out."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        whole = self.layout()
        if whole is None:
            return
        whole.activate()
        needed = whole.totalHeightForWidth(self.width())
        self.resize(self.width(), max(needed, self.minimumSizeHint().height()))

    @override
    def reject(self) -> None:
        """Close it, unless something is under way."""
        if not self._busy:
            super().reject()


class PathField(QWidget):
    """A place for a file, typed or chosen."""

    def __init__(self, name: str, *, to_save: bool, endings: str = "") -> None:
        """Take what it is called and, for the system's own dialog, whether it is to be written.

        `endings` are those of files that can be chosen, as Qt writes them.
        """
        super().__init__()
        self._name, self._to_save, self.endings = name, to_save, endings
        self.folder = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self.choose = button(_("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(_("Choose: {what}").format(what=name))
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)

    @property
    def path(self) -> Path | None:
        """The place; None while there is none."""
        typed = self.line.text().strip()
        return Path(typed).expanduser() if typed else None

    def show_path(self, path: Path) -> None:
        """Show a place, its end in sight."""
        self.line.setText(str(path))

    def _choose(self) -> None:
        now = self.line.text()
        if not self._to_save:
            found, _kind = QFileDialog.getOpenFileName(self, self._name, now, self.endings)
        else:
            options = QFileDialog.Option.DontConfirmOverwrite
            found, _kind = QFileDialog.getSaveFileName(
                self, self._name, now, self.endings, options=options
            )
        if found:
            self.line.setText(found)
