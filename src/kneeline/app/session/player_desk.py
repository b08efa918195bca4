"""Puts a player on the screen with what serves it: sound, voice, outside keys, a waking screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.coach.layout import Pacing
from kneeline.playback.absence import Absence
from kneeline.playback.awake import KeepAwake
from kneeline.playback.remote import Remote
from kneeline.ui.player.keys import Press
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.app.notices import Notices
    from kneeline.app.session.sounding import Sounding
    from kneeline.app.settings import Choices
    from kneeline.coach.events import SessionEvent
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.player.page import PlayerPage
    from kneeline.ui.window import MainWindow


class PlayerDesk(QObject):
    """Serves one player at a time, of a session or of a run.

    Signals:
        muted: the person has switched all sound off, or on again.
    """

    muted = Signal()

    def __init__(
        self, window: MainWindow, *, choices: Choices, notices: Notices, sounding: Sounding
    ) -> None:
        super().__init__(window)
        self._window, self._choices, self._notices = window, choices, notices
        self._sounding = sounding
        self._awake = KeepAwake()
        self._remote: Remote | None = None
        self._absence: Absence | None = None

    @property
    def pacing(self) -> Pacing:
        """How much time there is between sets, as the person has chosen."""
        return Pacing().scaled(self._choices.now.changeover)

    def sound(self, conductor: Conductor) -> None:
        """Let chimes and voice hear what happens, before anybody writes it down or draws it.

        A cue is due to the hundredth of a second, and a disk may take five seconds.
        """
        sounds = self._sounding.chimes().observe, self._sounding.voice().observe

        def hear(events: tuple[SessionEvent, ...]) -> None:
            for event in events:
                for observe in sounds:
                    observe(event)

        conductor.together.connect(hear)

    def show(self, player: PlayerPage, conductor: Conductor) -> None:
        """Put a player over everything, and let keys from outside reach it."""
        player.mute_asked.connect(self._toggle_mute)
        player.full_screen_asked.connect(self._window.toggle_full_screen)
        player.repeat_asked.connect(lambda _words: self._sounding.voice().repeat())
        self._notices.told.connect(player.notify)
        self._listen(player)
        conductor.happened.connect(lambda _event: self._tell_desktop(conductor))
        self._awake.hold()
        self._window.show_alone(player)

    def clear(self) -> None:
        """Let the screen sleep again, and the keys go to whatever else plays."""
        for each in self.media():
            each.stop()
        self._remote = self._absence = None

    def media(self) -> tuple[Stoppable, ...]:
        """What must be stopped before the process may end."""
        return tuple(
            each for each in (self._remote, self._absence, self._awake) if each is not None
        )

    def _listen(self, player: PlayerPage) -> None:
        # Children of the player: nothing from outside can reach one that is gone.
        self._remote = remote = Remote(parent=player)
        for pressed, press in (
            (remote.play_pause_pressed, Press.GO),
            (remote.play_pressed, Press.PLAY),
            (remote.pause_pressed, Press.PAUSE),
            (remote.next_pressed, Press.SKIP),
            (remote.previous_pressed, Press.BACK),
        ):
            pressed.connect(partial(player.obey, press))
        remote.raise_asked.connect(self._window.come_forward)
        remote.listen()
        self._absence = absence = Absence(parent=player)
        absence.should_pause.connect(player.hold)
        absence.listen(int(self._window.winId()))

    def _tell_desktop(self, conductor: Conductor) -> None:
        if self._remote is None:
            return
        heading = conductor.engine.timeline.heading(conductor.engine.segment)
        title = heading.name if heading is not None else conductor.engine.timeline.name
        self._remote.show(title, playing=not conductor.engine.paused)

    def _toggle_mute(self) -> None:
        muted = not self._choices.now.muted
        self._choices.change(muted=muted)
        self._sounding.tune()
        self._notices.say(_("Sound off") if muted else _("Sound on"))
        self.muted.emit()
