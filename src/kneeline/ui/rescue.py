"""Shown instead of the window where the journal cannot be opened: what is wrong, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeline.ui.arranging import Flow, Sheet
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, copyable, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _


@dataclass(frozen=True, slots=True)
class RescueView:
    """What is said and offered."""

    wrong: str
    """What is wrong, as a sentence."""

    backup: Sequence[str] = ()
    """What there is to know of the newest good backup, a sentence each; none without one."""

    can_begin_anew: bool = False
    """Whether an empty journal may be begun; what cannot be read is then kept aside."""


class RescuePage(QWidget):
    """A window of its own.

    Signals:
        restore_asked: put the backup in the journal's place.
        anew_asked: keep what is there aside, and begin an empty journal.
        folder_asked: open the folder of the journal.
        left: close Kneeline and change nothing.
    """

    restore_asked = Signal()
    anew_asked = Signal()
    folder_asked = Signal()
    left = Signal()

    def __init__(self, view: RescueView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self.setWindowTitle("Kneeline")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        sheet = Sheet()
        whole.addWidget(sheet)
        column = sheet.column
        column.setContentsMargins(SPACE.xxl, SPACE.xxl, SPACE.xxl, SPACE.xl)
        column.addWidget(text(_("Your journal cannot be opened"), Role.PAGE_TITLE))
        column.addWidget(copyable(text(_with_breaks(view.wrong), Role.ERROR)))
        column.addWidget(text(_("Nothing was changed, and nothing will be without your word.")))
        self.restore = button(_("Bring this backup back"), Role.PRIMARY, Icon.UNDO)
        self.restore.clicked.connect(self.restore_asked)
        self.folder = button(_("Open the folder"), icon=Icon.FOLDER)
        self.folder.clicked.connect(self.folder_asked)
        self.leave = button(_("Quit"))
        self.leave.clicked.connect(self.left)
        self.anew = button(_("Begin an empty journal"))
        self.anew.clicked.connect(self._ask_again)
        self.sure = button(_("Yes, begin an empty journal"), Role.DANGER)
        self.sure.clicked.connect(self.anew_asked)
        self.sure.hide()
        if view.backup:
            lines = [text(line) for line in view.backup]
            kept = _("The file that is there now is kept beside it, as it is.")
            part = card(
                _("The newest good backup"), *lines, text(kept, Role.MUTED), Flow(self.restore)
            )
            column.addWidget(part)
        if view.can_begin_anew:
            words = _("What is there now is kept aside, and so are all backups.")
            column.addWidget(
                card(
                    _("Or without it"),
                    text(words, Role.MUTED),
                    Flow(self.anew, self.sure, gap=SPACE.m),
                )
            )
        self._answers = QVBoxLayout()
        column.addLayout(self._answers)
        column.addWidget(Flow(self.folder, self.leave, gap=SPACE.m))
        column.addStretch()
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.left)
        first = self.restore if view.backup else self.folder
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def complain(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._answers.addWidget(text(_with_breaks(sentence), Role.ERROR))

    def _ask_again(self) -> None:
        """Ask once more before an empty journal is begun."""
        self.sure.show()
        self.anew.setEnabled(False)
        self.sure.setFocus()


def _with_breaks(sentence: str) -> str:
    """Return a sentence whose paths may go over several lines."""
    return sentence.replace("/", "/\u200b").replace("\\", "\\\u200b")
