"""Session: how much time there is to change position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.ui.pieces import card
from kneeline.ui.settings.controls import Amount
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.settings.source import SettingsSource

PACES = range(50, 301, 25)
USUAL = 100


class SessionSection(Section):
    """The pace of a session."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Session"), source)
        self.pace = Amount(
            _("Time to change position"), PACES, round(source.now().changeover * 100), _pace
        )
        self.pace.moved.connect(lambda value: source.change(changeover=value / 100))
        self.column.addWidget(
            card(
                "",
                Row(
                    _("Time to change position"),
                    self.pace,
                    _(
                        "How long Kneeline waits while you get up, lie down or fetch something. The"
                        " next session goes by it."
                    ),
                ),
            )
        )
        self.column.addStretch()


def _pace(value: int) -> str:
    return _("usual") if value == USUAL else _("{percent} %").format(percent=value)
