"""What follows from an answer: the coach decides, and the session goes on accordingly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.coach.easing import Reply
from kneeline.coach.events import Answered, FeltAnswer, PainAnswer, SessionEnding, SetDone
from kneeline.coach.timeline import Question
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.attending import Attending
    from kneeline.coach.events import SessionEvent
    from kneeline.ui.player.conductor import Conductor


class FollowUp(QObject):
    """Listens to a session and acts once all events of a moment have been told.

    Signals:
        said: a cue that helps with what was felt.
        noticed: a sentence about what the coach has decided.
    """

    said = Signal(str)
    noticed = Signal(str)

    def __init__(
        self, conductor: Conductor, attending: Attending, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._attending = attending
        conductor.together.connect(self._consider)

    def _consider(self, events: tuple[SessionEvent, ...]) -> None:
        for event in events:
            match event:
                case SetDone(complete=False, reps=int(reps)) if reps:
                    self._soon(partial(self._match_other_side, event.segment, reps))
                case Answered(answer=FeltAnswer()):
                    self._soon(partial(self._help_feel, event))
                case Answered(answer=PainAnswer()):
                    self._soon(partial(self._judge_eased, event))
                case _:
                    pass

    def _soon(self, action: partial[None]) -> None:
        QTimer.singleShot(0, self, action)

    def _match_other_side(self, segment: int, reps: int) -> None:
        """Ask the other side for no more than this side managed."""
        engine = self._conductor.engine
        timeline = self._attending.match_other_side(engine.timeline, segment, reps)
        if timeline is not None and engine.index == segment + 1 and not engine.finished:
            self._conductor.follow(timeline, leaving=False)

    def _help_feel(self, event: Answered) -> None:
        if not isinstance(event.answer, FeltAnswer):
            return
        timeline = self._conductor.engine.timeline
        cue = self._attending.cue_after(timeline, event.segment, event.answer.where)
        if cue is not None:
            self.said.emit(_("Next set: {cue}").format(cue=_(cue.text)))

    def _judge_eased(self, event: Answered) -> None:
        """After an eased set: go on, leave the exercise, or end the session."""
        engine = self._conductor.engine
        asked = engine.timeline.segments[event.segment].question
        if asked is not Question.EASED or not isinstance(event.answer, PainAnswer):
            return
        worst = max((score.score for score in event.answer.scores), default=0)
        reply = self._attending.reply(engine.timeline, event.segment, worst).reply
        if reply is Reply.END_SESSION:
            self._conductor.finish(SessionEnding.HURT)
        elif reply is Reply.END_EXERCISE:
            self.noticed.emit(_("It still hurts, so we leave that exercise for today."))
            self._conductor.skip_exercise()
