"""Language and units; both are read when Kneeline starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.ui.pieces import card, text
from kneeline.ui.settings.controls import Picker
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.settings.source import SettingsSource


class LanguageSection(Section):
    """What Kneeline speaks and how it counts distances."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Language and units"), source)
        now = source.now()
        languages = (("", _("As the system")), *source.languages)
        self.language = Picker(_("Language"), languages, now.language)
        units = (
            ("system", _("As usual in my country")),
            ("km", _("Kilometres")),
            ("miles", _("Miles")),
        )
        self.units = Picker(_("Distances"), units, now.units)
        self._later = text(_("This is in force when you next start Kneeline."), Role.NOTICE)
        self._later.hide()
        self.language.picked.connect(lambda value: self._take(language=value))
        self.units.picked.connect(lambda value: self._take(units=value))
        self._began = (now.language, now.units)
        self.column.addWidget(
            card(
                "",
                Row(_("Language"), self.language, _("Changes when you next start Kneeline.")),
                Row(_("Distances"), self.units, _("Changes when you next start Kneeline.")),
                self._later,
            )
        )
        self.column.addStretch()

    def _take(self, **changed: str) -> None:
        self.source.change(**changed)
        now = self.source.now()
        self._later.setVisible((now.language, now.units) != self._began)
