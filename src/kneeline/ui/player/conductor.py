"""Bring the session engine to life: timers on one side, observers on the other."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING
from weakref import finalize

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kneeline.coach.events import SessionEnding, SessionEvent, SessionFinished
from kneeline.coach.heartbeat import Heartbeat
from kneeline.ui.player.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeline.coach.events import Answer
    from kneeline.coach.facts import Sign
    from kneeline.coach.session import SessionEngine
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Timeline
    from kneeline.ui.clock import Clock

BEAT_MS = 100
"""Milliseconds between two looks at the clock, for the display and for the heartbeat."""


class Conductor(QObject):
    """Asks the engine at each deadline and passes its events on, in order.

    Deadlines are absolute: a one-shot precise timer is armed for each, so nothing adds up. A
    second, slow timer moves the display and notices gaps: after a closed lid or a stalled machine
    the session stands paused at the last moment somebody lived through.

    Signals:
        together: the events of one moment, before any is told alone; for whoever writes them down,
            or sounds them, and must not wait until a picture has been made.
        happened: one session event; observers connected first hear it first.
        beat: the display may want to move.
        woke_up: there was a gap, and the session is paused because of it.
    """

    together = Signal(tuple)
    happened = Signal(object)
    beat = Signal()
    woke_up = Signal()

    def __init__(self, engine: SessionEngine, clock: Clock, parent: QObject | None = None) -> None:
        """Take an engine that has not started yet."""
        super().__init__(parent)
        self.engine = engine
        self._clock = clock
        self._heartbeat = self._fresh_heartbeat()
        self.pulse = Pulse(clock)
        finalize(self, self.pulse.end)
        self._deadline = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._deadline.timeout.connect(self.look)
        self._beats = QTimer(self, interval=BEAT_MS)
        self._beats.timeout.connect(self.look)

    # -- what is now ---------------------------------------------------------------------------

    @property
    def elapsed(self) -> float:
        """Seconds into the present segment."""
        return self.engine.elapsed(self._clock.monotonic())

    @property
    def clock_seconds(self) -> float:
        """Seconds on the session's clock."""
        return self.engine.clock(self._clock.monotonic())

    @property
    def count_in(self) -> int | None:
        """The number of the count before work goes on; None outside of it."""
        return self.engine.count_in(self._clock.monotonic())

    # -- commands ------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin the session."""
        self._heartbeat = self._fresh_heartbeat()
        self._beats.start()
        self.pulse.begin()
        self._tell(self.engine.start(self._clock.monotonic()))

    def pause(self) -> None:
        """Let the session's clock stand still."""
        if self._awake():
            self._tell(self.engine.pause(self._clock.monotonic()))

    def resume(self) -> None:
        """Let it run again, after a count of three where there is work, or now if that counts."""
        self._heartbeat = self._fresh_heartbeat()
        self._tell(self.engine.resume(self._clock.monotonic()))

    def done(self) -> None:
        """The person finished a set they pace themselves."""
        if self._awake():
            self._tell(self.engine.done(self._clock.monotonic()))

    def skip(self) -> None:
        """Go to the next segment."""
        if self._awake():
            self._tell(self.engine.skip(self._clock.monotonic()))

    def skip_exercise(self) -> None:
        """Go past the rest of this exercise."""
        if self._awake():
            self._tell(self.engine.skip_exercise(self._clock.monotonic()))

    def back(self) -> None:
        """Go back to the start of the segment, or to the one before."""
        if self._awake():
            self._tell(self.engine.back(self._clock.monotonic()))

    def stretch(self, seconds: float) -> None:
        """Make the present segment longer or, below 0, shorter by about this many seconds."""
        if self._awake():
            self._tell(self.engine.stretch(self._clock.monotonic(), seconds))

    def hurt(self, knee: Side, score: int) -> None:
        """Note that a knee hurts, 0 to 10."""
        self._awake()
        self._tell(self.engine.hurt(self._clock.monotonic(), knee, score))

    def sign(self, knee: Side, sign: Sign) -> None:
        """Note that a knee does something beside hurting."""
        self._awake()
        self._tell(self.engine.sign(self._clock.monotonic(), knee, sign))

    def follow(self, timeline: Timeline, *, leaving: bool) -> None:
        """Go on along another timeline, leaving the present segment or staying in it."""
        self._awake()
        self._tell(self.engine.follow(self._clock.monotonic(), timeline, leaving=leaving))

    def answer(self, answer: Answer) -> None:
        """Answer the present question."""
        self._awake()
        self._tell(self.engine.answer(self._clock.monotonic(), answer))

    def finish(self, ending: SessionEnding = SessionEnding.LEFT) -> None:
        """End the session here."""
        self._awake()
        self._tell(self.engine.finish(self._clock.monotonic(), ending))

    def look(self) -> None:
        """Look at the clocks, pass on what came due, and notice a gap."""
        if self.engine.finished or not self.engine.started or not self._awake():
            return
        self._tell(self.engine.advance(self._clock.monotonic()))
        self.beat.emit()

    # -- inside --------------------------------------------------------------------------------

    def _awake(self) -> bool:
        """Say whether somebody lived through the time since the last beat.

        If not, the session is paused at that beat: a key pressed right after the lid was opened
        must not act on time that nobody spent.
        """
        now = self._clock.monotonic()
        last_good = self._heartbeat.beat(now, self._clock.wall().timestamp())
        counting = self.count_in is not None
        stands_anyway = self.engine.paused and not counting
        if last_good is None or stands_anyway or self.engine.finished:
            return True
        if self.pulse.steady_since(last_good):
            return True  # A slow disk kept the window waiting, and that is nobody's absence.
        self._tell(self.engine.pause(last_good))
        self.woke_up.emit()
        return False

    def _fresh_heartbeat(self) -> Heartbeat:
        return Heartbeat(self._clock.monotonic(), self._clock.wall().timestamp())

    def _tell(self, happened: Sequence[SessionEvent]) -> None:
        events = list(happened)
        if events:
            # What a new segment says at its very beginning must not wait until it has been drawn.
            events += self.engine.advance(self._clock.monotonic())
            self.together.emit(tuple(events))
        for event in events:
            if isinstance(event, SessionFinished):
                self._beats.stop()
                self.pulse.end()
            self.happened.emit(event)
        self._arm()

    def _arm(self) -> None:
        now = self._clock.monotonic()
        due = self.engine.next_due(now)
        if due is None:
            self._deadline.stop()
        else:
            self._deadline.start(max(0, ceil((due - now) * 1000)))
