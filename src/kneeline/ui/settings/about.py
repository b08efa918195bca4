"""About: which version, what it is not, who says so, whose work is in it, and how to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit

from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, copyable, text
from kneeline.ui.settings.controls import Picker
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFrame

    from kneeline.ui.settings.source import Part, SettingsSource

LINES = 14
"""Lines of a licence or of the sources seen at once."""


class AboutSection(Section):
    """What there is to say about Kneeline itself."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("About Kneeline"), source)
        self._about = source.about
        self.column.addWidget(self._itself())
        self.column.addWidget(self._problem())
        self.column.addWidget(self._sources())
        self.column.addWidget(self._licences())
        self.column.addStretch()

    def _itself(self) -> QFrame:
        version = _("Kneeline {version}").format(version=self._about.version)
        return card(
            "",
            copyable(text(version, Role.SECTION_TITLE)),
            text(
                _(
                    "Kneeline is a coach, not a clinician. It does not diagnose, it does not"
                    " replace anybody who has looked at your knee, and it cannot promise"
                    " that you get well."
                )
            ),
            text(
                _(
                    "It works without a network, so it never looks for a newer version. To get one,"
                    " go back to where you got this one, and install the new one over it. Your data"
                    " stays."
                ),
                Role.MUTED,
            ),
        )

    def _problem(self) -> QFrame:
        crashes = self._about.crashes
        self.reports = button(_("Open the folder of reports"), icon=Icon.FOLDER)
        self.reports.clicked.connect(self._open_reports)
        self._none = text(_("There is no report: nothing of ours has failed here."), Role.MUTED)
        self._none.hide()
        count = len(list(crashes.glob("crash-*.txt"))) if crashes.is_dir() else 0
        found = ngettext("There is {count} report.", "There are {count} reports.", count)
        return card(
            _("Report a problem"),
            text(
                _(
                    "When Kneeline fails, it writes a report to a folder: what happened and the"
                    " version, and nothing you told it. Send the newest file to whoever gave you"
                    " Kneeline, and say what you did just before."
                )
            ),
            text(found.format(count=count) if count else _("There is no report yet."), Role.MUTED),
            Flow(self.reports),
            self._none,
        )

    def _open_reports(self) -> None:
        if self._about.crashes.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._about.crashes)))
        else:
            self._none.show()

    def _sources(self) -> QFrame:
        self.show_sources = button(_("Show the sources"))
        shown = _reader(_("Sources"))
        shown.hide()

        def fill() -> None:
            shown.setPlainText("\n\n".join(self._about.sources()))
            shown.show()
            self.show_sources.hide()
            shown.setFocus()

        self.show_sources.clicked.connect(fill)
        return card(
            _("Who says so"),
            text(
                _(
                    "What Kneeline advises comes from these publications, each with how sure we are"
                    " of it. What is our own choice says so. The Library names them for each"
                    " exercise."
                )
            ),
            Flow(self.show_sources),
            shown,
        )

    def _licences(self) -> QFrame:
        self.show_licences = button(_("Show the licences"))
        shown = _reader(_("Licence"))
        names = Picker(_("Part"), (), "")
        names.hide()
        shown.hide()

        def fill() -> None:
            parts = self._about.parts()
            names.offer([(part.name, _part_words(part)) for part in parts], parts[0].name)
            names.picked.connect(lambda name: shown.setPlainText(_text_of(parts, name)))
            shown.setPlainText(parts[0].text)
            for each in (names, shown):
                each.show()
            self.show_licences.hide()
            names.setFocus()

        self.show_licences.clicked.connect(fill)
        return card(
            _("Whose work is in it"),
            text(
                _(
                    "Kneeline is free software under the MIT licence. Its films, icons and sounds"
                    " are its own, under the same licence; its letters are your system's. It stands"
                    " on the work of others:"
                )
            ),
            Flow(self.show_licences, names),
            shown,
        )


def _reader(name: str) -> QPlainTextEdit:
    """Return a field to read a long text in, that lets Tab go on."""
    reader = QPlainTextEdit(readOnly=True)
    reader.setTabChangesFocus(True)
    reader.setAccessibleName(name)
    reader.setMinimumHeight(reader.fontMetrics().lineSpacing() * LINES + SPACE.l)
    return reader


def _part_words(part: Part) -> str:
    return " ".join(each for each in (part.name, part.version) if each)


def _text_of(parts: Sequence[Part], name: str) -> str:
    return next(part.text for part in parts if part.name == name)
