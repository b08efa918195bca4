"""Your data: where it lies, and how to keep a copy, bring one back, and take it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, text
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from kneeline.ui.settings.source import SettingsSource


class DataSection(Section):
    """The folder, and what can be done with the journal.

    Signals:
        back_up_asked, restore_asked, export_asked, import_asked: what the person wants.
    """

    back_up_asked = Signal()
    restore_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Your data"), source)
        self._answer = text("", Role.NOTICE)
        self._answer.hide()
        self.column.addWidget(self._answer)
        for part in (self._folder(), self._backup(), self._elsewhere()):
            self.column.addWidget(part)
        self.column.addStretch()

    def _folder(self) -> QFrame:
        whole = str(self.source.data)
        # Shown with places to break at, and therefore copied from elsewhere.
        path = text(whole.replace("/", "/\u200b").replace("\\", "\\\u200b"))
        path.setAccessibleName(_("The folder with your data"))
        self.open = button(_("Open the folder"), icon=Icon.FOLDER)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(whole)))
        self.copy_path = button(_("Copy its path"))
        self.copy_path.clicked.connect(lambda: QGuiApplication.clipboard().setText(whole))
        words = _("Everything you tell Kneeline lies in this folder, and nowhere else.")
        buttons = Flow(self.open, self.copy_path)
        return card(_("Where it lies"), text(words, Role.MUTED), path, buttons)

    def _backup(self) -> QFrame:
        self.back_up = button(_("Back up now"))
        self.restore = button(_("Bring a backup back…"), icon=Icon.UNDO)
        self.back_up.clicked.connect(self.back_up_asked)
        self.restore.clicked.connect(self.restore_asked)
        words = _(
            "Kneeline keeps a backup of each day by itself, in the same folder. Copy the folder to"
            " another disk now and then."
        )
        return card(_("Backup"), text(words, Role.MUTED), Flow(self.back_up, self.restore))

    def _elsewhere(self) -> QFrame:
        self.export = button(_("Export…"), icon=Icon.EXPORT)
        self.bring = button(_("Import…"), icon=Icon.FOLDER)
        self.export.clicked.connect(self.export_asked)
        self.bring.clicked.connect(self.import_asked)
        words = _(
            "Export writes your journal to a file that other programs can read. Import shows what"
            " a file holds before it changes anything."
        )
        return card(_("Take it elsewhere"), text(words, Role.MUTED), Flow(self.export, self.bring))

    def say(self, sentence: str) -> None:
        """Say what came of it, at the top of the section."""
        self._answer.setText(sentence)
        self._answer.setVisible(bool(sentence))
        self.show_widget(self._answer)
