"""Picture: how large, how light, how still, and what is drawn on the clips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.ui.pieces import card
from kneeline.ui.settings.controls import Picker, switch
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.settings.source import SettingsSource

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes to choose from, in percent of the system's."""


class PictureSection(Section):
    """Text size, theme, motion and marks."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Picture"), source)
        now, change = source.now(), source.change
        chosen = round(now.text_scale * 100)
        sizes = [
            (str(each), _("{percent} %").format(percent=each)) for each in sorted({*SIZES, chosen})
        ]
        self.text_size = Picker(_("Text size"), sizes, str(chosen))
        self.text_size.picked.connect(lambda value: change(text_scale=int(value) / 100))
        themes = (("system", _("As the system")), ("light", _("Bright")), ("dark", _("Dark")))
        self.theme = Picker(_("Colours"), themes, now.theme)
        self.theme.picked.connect(lambda value: change(theme=value))
        motions = (
            ("system", _("As the system")),
            ("full", _("Things may move")),
            ("reduced", _("As little as can be")),
        )
        self.motion = Picker(_("Motion"), motions, now.motion)
        self.motion.picked.connect(lambda value: change(motion=value))
        self.marks = switch(on=now.marks, turned=lambda on: change(marks=on))
        self.column.addWidget(
            card(
                "",
                Row(_("Text size"), self.text_size, _("Of the size that the system uses.")),
                Row(_("Colours"), self.theme),
                Row(_("Motion"), self.motion, _("The clips always move: they are the exercise.")),
                Row(
                    _("Draw on the clips"),
                    self.marks,
                    _("The knee line, the heel and the direction, where a cue speaks of them."),
                ),
            )
        )
        self.column.addStretch()
