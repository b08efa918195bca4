"""The Settings page: its sections in a list, and the one that is open beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.arranging import order_tabs
from kneeline.ui.one_of import OneOf
from kneeline.ui.settings.about import AboutSection
from kneeline.ui.settings.controls import Picker
from kneeline.ui.settings.data import DataSection
from kneeline.ui.settings.language import LanguageSection
from kneeline.ui.settings.picture import PictureSection
from kneeline.ui.settings.reminders import RemindersSection
from kneeline.ui.settings.session import SessionSection
from kneeline.ui.settings.sound import SoundSection
from kneeline.ui.settings.yourself import YourselfSection
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from kneeline.ui.settings.section import Section
    from kneeline.ui.settings.source import SettingsSource

LETTERS_BESIDE = 96
"""Letters that must fit side by side before the list of sections stands beside the open one."""


class SettingsPage(QWidget):
    """Everything that can be chosen.

    Signals:
        back_up_asked, restore_asked, export_asked, import_asked: what is to be done with the
            journal; `say` tells what came of it.
    """

    back_up_asked = Signal()
    restore_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self, source: SettingsSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self._source = source
        self._makers: dict[str, tuple[str, Callable[[SettingsSource], Section]]] = {
            "sound": (_("Sound and voice"), SoundSection),
            "picture": (_("Picture"), PictureSection),
            "session": (_("Session"), SessionSection),
            "language": (_("Language and units"), LanguageSection),
            "reminders": (_("Reminders"), RemindersSection),
            "yourself": (_("About you"), YourselfSection),
            "data": (_("Your data"), self._make_data),
            "about": (_("About Kneeline"), AboutSection),
        }
        self._sections: dict[str, Section] = {}
        self._open = ""
        self._stack = QStackedWidget()
        self._list = self._make_list()
        entries = [(name, title) for name, (title, _make) in self._makers.items()]
        self._narrow = Picker(_("Section"), entries, "")
        self._narrow.picked.connect(self.open)
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(SPACE.xxl, SPACE.l, SPACE.xxl, 0)
        above.addWidget(self._narrow, 0, Qt.AlignmentFlag.AlignLeft)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(QMargins())
        self._box.setSpacing(0)
        self._box.addWidget(self._list)
        self._box.addWidget(self._above)
        self._box.addWidget(self._stack, 1)
        self.open("sound")

    def _make_list(self) -> QWidget:
        rail = QWidget()
        column = QVBoxLayout(rail)
        column.setContentsMargins(SPACE.l, SPACE.xl, 0, SPACE.l)
        column.setSpacing(SPACE.xs)
        self._buttons = OneOf(self)
        for number, (title, _make) in enumerate(self._makers.values()):
            entry = QPushButton(title)
            entry.setCheckable(True)
            style_as(entry, Role.NAVIGATION)
            self._buttons.addButton(entry, number)
            column.addWidget(entry)
        names = list(self._makers)
        self._buttons.idClicked.connect(lambda number: self.open(names[number]))
        column.addStretch()
        return rail

    def _make_data(self, source: SettingsSource) -> Section:
        section = DataSection(source)
        section.back_up_asked.connect(self.back_up_asked)
        section.restore_asked.connect(self.restore_asked)
        section.export_asked.connect(self.export_asked)
        section.import_asked.connect(self.import_asked)
        return section

    @property
    def names(self) -> tuple[str, ...]:
        """The sections, from top to bottom."""
        return tuple(self._makers)

    def open(self, name: str) -> Section:
        """Open a section by its name ("sound", "data", …), made now if this is the first time."""
        if name not in self._sections:
            self._sections[name] = self._makers[name][1](self._source)
            self._stack.addWidget(self._sections[name])
            order_tabs(self._sections[name])
        self._open = name
        place = list(self._makers).index(name)
        self._buttons.button(place).setChecked(True)
        self._narrow.setCurrentIndex(place)
        self._stack.setCurrentWidget(self._sections[name])
        return self._sections[name]

    def refresh(self) -> None:
        """Show again what may have changed elsewhere: the voices, and what a session changed."""
        if self._open:
            self._sections[self._open].refresh()

    def say(self, sentence: str) -> None:
        """Open “Your data” and say what came of a backup, an export or an import."""
        section = self.open("data")
        if isinstance(section, DataSection):
            section.say(sentence)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show what is chosen by now."""
        super().showEvent(event)
        self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sections in a list beside, or where there is no room for it, in one above."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.fontMetrics().averageCharWidth() * LETTERS_BESIDE
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._list.setVisible(wide)
        self._above.setVisible(not wide)
