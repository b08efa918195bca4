"""Sound and voice: how loud, how much is said, by whom, and how to hear it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from typing_extensions import override

from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, text
from kneeline.ui.settings.controls import Amount, Picker, switch
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QFrame, QPushButton

    from kneeline.ui.settings.source import SettingsSource

LOUDNESS = range(0, 101, 5)
RATES = range(-100, 101, 10)


class SoundSection(Section):
    """Chimes and the voice."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Sound and voice"), source)
        self.column.addWidget(self._chimes())
        self.column.addWidget(self._voice())
        self.column.addStretch()
        self.refresh()

    def _chimes(self) -> QFrame:
        now, change = self.source.now(), self.source.change
        self._muted = switch(on=now.muted, turned=lambda on: change(muted=on))
        self._muted.toggled.connect(self.refresh)
        self._volume = Amount(_("Volume of the chimes"), LOUDNESS, _percent(now.volume))
        self._volume.moved.connect(lambda value: change(volume=value / 100))
        ways = (
            ("auto", _("As fits this computer")),
            ("qt", _("Kneeline's own sound")),
            ("playsound3", _("The system's player")),
            ("off", _("No chimes")),
        )
        self._way = Picker(_("Chimes are played by"), ways, now.sound)
        self._way.picked.connect(lambda value: change(sound=value))
        self._way.picked.connect(self.refresh)
        self.try_chime = _trial(_("Play a chime"))
        self.try_chime.clicked.connect(self.source.trials.try_chime)
        return card(
            _("Chimes"),
            Row(_("All sound off"), self._muted, _("In a session, M does the same.")),
            Row(_("Volume of the chimes"), self._volume),
            Row(
                _("Chimes are played by"),
                self._way,
                _("Try another way if you hear nothing, or hear it too late."),
            ),
            self.try_chime,
        )

    def _voice(self) -> QFrame:
        now, change = self.source.now(), self.source.change
        amounts = (
            ("nothing", _("Nothing")),
            ("cues", _("What comes next, and form cues")),
            ("counts", _("What comes next, and counting")),
            ("everything", _("Everything")),
        )
        self._amount = Picker(_("What is said"), amounts, now.voice)
        self._amount.picked.connect(lambda value: change(voice=value))
        self._names = Picker(_("Voice"), (), "")
        self._names.picked.connect(lambda value: change(voice_name=value))
        self._rate = Amount(_("Speed"), RATES, _percent(now.voice_rate), _speed)
        self._rate.moved.connect(lambda value: change(voice_rate=value / 100))
        self._loud = Amount(_("Volume of the voice"), LOUDNESS, _percent(now.voice_volume))
        self._loud.moved.connect(lambda value: change(voice_volume=value / 100))
        self.try_voice = _trial(_("Say a sentence"))
        self.try_voice.clicked.connect(self.source.trials.try_voice)
        self._trouble = text("", Role.NOTICE)
        self._trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return card(
            _("Voice"),
            self._trouble,
            Row(
                _("What is said"),
                self._amount,
                _("Everything that can be said is also on the screen."),
            ),
            Row(_("Voice"), self._names),
            Row(_("Speed"), self._rate),
            Row(_("Volume of the voice"), self._loud),
            self.try_voice,
        )

    @override
    def refresh(self) -> None:
        now, trials = self.source.now(), self.source.trials
        self._muted.setChecked(now.muted)
        self._volume.show_value(_percent(now.volume))
        self._loud.show_value(_percent(now.voice_volume))
        self.try_chime.setEnabled(not now.muted and now.sound != "off")
        usual = ("", _("The system's choice"))
        found = [(name, _voice_words(name, place)) for name, place in trials.voices()]
        known = {name for name, _words in found}
        kept = [(now.voice_name, now.voice_name)] if now.voice_name not in {"", *known} else []
        self._names.offer((usual, *kept, *found), now.voice_name)
        self._trouble.setText(trials.trouble)
        self._trouble.setVisible(bool(trials.trouble))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Look for voices when somebody comes to choose one; it takes seconds, not the page's."""
        super().showEvent(event)
        self.source.trials.list_voices()
        self.refresh()


def _trial(words: str) -> QPushButton:
    made = button(words, icon=Icon.PLAY)
    made.setSizePolicy(made.sizePolicy().Policy.Maximum, made.sizePolicy().verticalPolicy())
    return made


def _percent(share: float) -> int:
    return round(share * 100)


def _speed(value: int) -> str:
    if value == 0:
        return _("usual")
    return (_("{percent} % faster") if value > 0 else _("{percent} % slower")).format(
        percent=abs(value)
    )


def _voice_words(name: str, place: str) -> str:
    territory = QLocale(place).nativeTerritoryName()
    return _("{name}, {place}").format(name=name, place=territory) if territory else name
