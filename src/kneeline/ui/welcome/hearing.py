"""The page that tries voice and chime: "Can you hear me?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, text
from kneeline.ui.theme import Role
from kneeline.ui.welcome.steps import Step
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeline.ui.welcome.source import Hearing


class HearingStep(Step):
    """Plays a chime and a sentence, and asks what was heard."""

    def __init__(self, hearing: Hearing) -> None:
        super().__init__(
            _("Can you hear me?"),
            _(
                "During a session a chime and a voice lead you, so that you need not look. You"
                " should hear a chime, and then a sentence."
            ),
        )
        self._hearing = hearing
        self._played = self._silent = False
        self.again = button(_("Play it again"), icon=Icon.PLAY)
        self.louder = button(_("Louder"), icon=Icon.SOUND_ON)
        self.nothing = button(_("I hear nothing"), icon=Icon.SOUND_OFF)
        self.again.clicked.connect(self._play)
        self.louder.clicked.connect(self._turn_up)
        self.nothing.clicked.connect(self._say_help)
        self._answers = Flow(self.again, self.louder, self.nothing)
        self._help = text("", Role.NOTICE)
        self._card = card(
            "",
            text(_("Turn your loudspeaker on. Best try it from where you will lie.")),
            self._answers,
            self._help,
        )
        self.column.addWidget(self._card)
        self._answers.hide()
        self._help.hide()

    @property
    @override
    def onward(self) -> str:
        if not self._played:
            return _("Play the sound")
        return _("Without sound") if self._silent else _("Yes, I hear both")

    @override
    def advance(self) -> bool:
        if self._played:
            return True
        self._play()
        return False

    @override
    def first(self) -> QWidget | None:
        return None

    def _play(self) -> None:
        self._played, self._silent = True, False
        self._hearing.play()
        self._answers.show()
        self._help.setVisible(bool(self._hearing.trouble))
        self._help.setText(self._hearing.trouble)
        self.changed.emit()

    def _turn_up(self) -> None:
        if self._hearing.louder():
            self._play()
        else:
            self._tell(_("This is as loud as Kneeline gets: turn up the computer's own volume."))

    def _say_help(self) -> None:
        self._silent = True
        help_ = _(
            "Look whether the computer's own sound is on and the right loudspeaker is chosen. You"
            " can train without sound: everything that is said is also on the screen. Settings has"
            " this test again."
        )
        self._tell(" ".join(each for each in (self._hearing.trouble, help_) if each))
        self.changed.emit()

    def _tell(self, words: str) -> None:
        self._help.setText(words)
        self._help.show()
