"""Interrupts a session: pauses it, asks, and does what was chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.coach.easing import Ease
from kneeline.coach.events import SessionEnding
from kneeline.ui.player.interruptions import Choice, ChoicePanel, HurtPanel, LeavePanel

if TYPE_CHECKING:
    from kneeline.coach.attending import Attending
    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.player.stage import Stage


class Interrupting(QObject):
    """One interruption at a time; after it the session goes on as it was, paused or not.

    Signals:
        changed: something else stands on the stage.
    """

    changed = Signal()

    def __init__(
        self,
        conductor: Conductor,
        attending: Attending,
        stage: Stage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conductor, self._attending, self._stage = conductor, attending, stage
        self._was_paused = False

    def ask_what_hurts(self) -> None:
        """Ask which knee hurts and how much, and offer what the coach answers."""
        engine = self._conductor.engine
        panel = HurtPanel(
            partial(self._attending.reply, engine.timeline, engine.index),
            self._attending.swap_name(engine.timeline, engine.index),
        )
        panel.reported.connect(self._conductor.hurt)
        panel.signed.connect(self._conductor.sign)
        self._interrupt(panel)

    def ask_whether_to_leave(self) -> None:
        """Ask before the session is left."""
        self._interrupt(LeavePanel())

    def _interrupt(self, panel: ChoicePanel) -> None:
        if self._stage.interruption is not None or self._conductor.engine.finished:
            return
        counting = self._conductor.count_in is not None
        self._was_paused = self._conductor.engine.paused and not counting
        self._conductor.pause()
        panel.chosen.connect(self._end)
        self._stage.interrupt(panel)
        self.changed.emit()

    def _end(self, choice: Choice | Ease) -> None:
        panel = self._stage.interruption
        if panel is None:
            return
        self._stage.interrupt(None)
        if choice is Choice.END:
            hurt = isinstance(panel, HurtPanel)
            self._conductor.finish(SessionEnding.HURT if hurt else SessionEnding.LEFT)
            return
        if choice is Choice.SKIP_EXERCISE:
            self._conductor.skip_exercise()
        elif isinstance(choice, Ease) and isinstance(panel, HurtPanel) and panel.knee:
            engine = self._conductor.engine
            eased = self._attending.ease(engine.timeline, engine.index, choice, panel.knee)
            self._conductor.follow(eased, leaving=True)
        if not self._was_paused:
            self._conductor.resume()
        self.changed.emit()
