"""The player: shows where the session stands, and turns keys into commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.events import (
    CueGiven,
    SegmentBegan,
    SessionFinished,
    TimelineChanged,
)
from kneeline.coach.timeline import CueKind, SegmentKind
from kneeline.ui.player import keys
from kneeline.ui.player.banner import Banner
from kneeline.ui.player.follow_up import FollowUp
from kneeline.ui.player.footer import Footer
from kneeline.ui.player.header import Header
from kneeline.ui.player.interrupting import Interrupting
from kneeline.ui.player.keys_card import KeysCard
from kneeline.ui.player.movement import Movement
from kneeline.ui.player.picture import counted_in, picture
from kneeline.ui.player.questions import panel_for
from kneeline.ui.player.stage import Stage
from kneeline.ui.player.strip import Strip
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kneeline.coach.attending import Attending
    from kneeline.coach.events import SessionEvent
    from kneeline.coach.timeline import Segment, Timeline
    from kneeline.ui.player.clip import Clip
    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.player.panel import QuestionPanel

STEP = 10.0
"""Seconds that + and \N{MINUS SIGN} add to a segment and take away."""


class PlayerPage(QWidget):
    """One session on the screen.

    Signals:
        over: the session has ended, with its last event.
        mute_asked, full_screen_asked: the person pressed M or F.
        mirror_asked, mini_asked: the person pressed C, for the camera as a mirror, or N, for a
            small player that stays on top.
        repeat_asked: the person pressed R, with the words to be said once more.
        noted: what the person wrote about the session, before its last answer.
        look_changed: the theme has changed.
    """

    over = Signal(object)
    mute_asked = Signal()
    full_screen_asked = Signal()
    mirror_asked = Signal()
    mini_asked = Signal()
    repeat_asked = Signal(str)
    noted = Signal(str)
    look_changed = Signal()

    def __init__(
        self,
        conductor: Conductor,
        attending: Attending,
        clip_view: QWidget,
        clip: Clip,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Session"))
        self.setAccessibleDescription(_("Press the question mark for all keys."))
        self._conductor = conductor
        self._clip = clip
        self._clip_view = clip_view
        self._words = self._spoken = ""
        self._helping = ""
        self._exercise = ""
        self._wrong_shown = False
        self._build()
        conductor.happened.connect(self._on_event)
        conductor.beat.connect(self._refresh)
        conductor.woke_up.connect(self._on_gap)
        self._interrupting = Interrupting(conductor, attending, self._stage, self)
        self._interrupting.changed.connect(self._refresh)
        follow_up = FollowUp(conductor, attending, self)
        follow_up.said.connect(self._help)
        follow_up.noticed.connect(self.notify)

    # -- what it is made of --------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        self._header = Header()
        column.addWidget(self._header)
        self._movement = Movement(self._clip_view)
        self._stage = Stage(self._movement)
        column.addWidget(self._stage, 1)
        self._banner = Banner()
        column.addWidget(self._banner)
        self._strip = Strip(self._timeline)
        column.addWidget(self._strip)
        self._footer = Footer(self)
        column.addWidget(self._footer)
        self._card = KeysCard(self)

    @property
    def _timeline(self) -> Timeline:
        return self._conductor.engine.timeline

    # -- what others may say -------------------------------------------------------------------

    @property
    def banner_text(self) -> str:
        """The cue on the screen now."""
        return self._banner.words

    @property
    def asking(self) -> QuestionPanel | None:
        """The question or interruption on the screen now."""
        return self._stage.asking

    def start(self) -> None:
        """Begin the session, with the keyboard on the player."""
        self.setFocus()
        self._conductor.start()

    def start_waiting(self) -> None:
        """Go on with an earlier session, paused until the person is ready."""
        self.start()
        self._conductor.pause()

    def notify(self, sentence: str) -> None:
        """Show a passing notice."""
        self._footer.notify(sentence)

    def show_beside(self, widget: QWidget | None) -> None:
        """Put a widget beside the clip, instead of the last one; None takes it away.

        The page shows it and no more: whoever brought the widget ends what it does.
        """
        self._movement.show_beside(widget)

    # -- keys ----------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a key to the question on the screen, or else to the session."""
        if self._card.isVisible() and keys.press(event) in {keys.Press.KEYS, keys.Press.LEAVE}:
            self._card.hide()
            return
        asking = self.asking
        if asking is not None and asking.take_key(event):
            return
        wanted = keys.press(event)
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._obey(wanted)

    def obey(self, wanted: keys.Press) -> None:
        """Do what a remote asks for, which knows nothing of what is on the screen.

        Only a key of our own answers a question or ends an interruption.
        """
        if self.asking is None:
            self._obey(wanted)

    def hold(self) -> None:
        """Pause where the screen was locked, the lid closed or the machine sent to sleep."""
        engine = self._conductor.engine
        if engine.started and not engine.finished:
            if not engine.paused or self._conductor.count_in is not None:
                self._conductor.pause()
            self._on_gap()

    def _obey(self, wanted: keys.Press) -> None:
        actions: dict[keys.Press, Callable[[], object]] = {
            keys.Press.GO: self._go,
            keys.Press.PAUSE: self._conductor.pause,
            keys.Press.PLAY: self._conductor.resume,
            keys.Press.SKIP: self._conductor.skip,
            keys.Press.BACK: self._conductor.back,
            keys.Press.HURT: self._interrupting.ask_what_hurts,
            keys.Press.FULL_SCREEN: self.full_screen_asked.emit,
            keys.Press.MUTE: self.mute_asked.emit,
            keys.Press.WRONG: self._toggle_wrong,
            keys.Press.VIEW: self._change_view,
            keys.Press.MIRROR: self.mirror_asked.emit,
            keys.Press.MINI: self.mini_asked.emit,
            keys.Press.REPEAT: self._repeat,
            keys.Press.MORE: partial(self._stretch, STEP),
            keys.Press.LESS: partial(self._stretch, -STEP),
            keys.Press.KEYS: self._list_keys,
            keys.Press.LEAVE: self._interrupting.ask_whether_to_leave,
        }
        self._card.hide()
        actions[wanted]()
        self._refresh()

    def _go(self) -> None:
        engine = self._conductor.engine
        if engine.paused:
            self._conductor.resume()
        elif engine.segment.kind is SegmentKind.WORK and engine.segment.seconds is None:
            self._conductor.done()
        else:
            self._conductor.pause()

    def _repeat(self) -> None:
        """Say the cue once more, and show where it stands."""
        words = self._spoken or self._words
        if words:
            self._banner.flash()
            self.repeat_asked.emit(words)

    def _stretch(self, seconds: float) -> None:
        before = self._conductor.engine.segment
        self._conductor.stretch(seconds)
        after = self._conductor.engine.segment
        if before is not after:
            self.notify(words_for_change(before, after))

    def _list_keys(self) -> None:
        self._card.show()
        self._place_card()

    def _change_view(self) -> None:
        self._clip.next_view()

    def _toggle_wrong(self) -> None:
        shown = self._clip.show_wrong(not self._wrong_shown)
        if not self._wrong_shown and not shown:
            self.notify(_("There is no film of this exercise done wrong."))
        self._compare(shown and not self._wrong_shown)

    def _compare(self, on: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        self._wrong_shown = on
        self._movement.make_room_for_two(on)

    def _on_gap(self) -> None:
        self.notify(_("The session waited while nobody was here. Space goes on."))
        self._refresh()

    # -- the session's events ------------------------------------------------------------------

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case SegmentBegan():
                self._show_segment(self._timeline.segments[event.segment])
            case CueGiven() if event.cue.kind in {CueKind.FORM, CueKind.ANNOUNCE}:
                self._say(self._helping or event.cue.text)
                self._spoken = self._helping or event.cue.say
                self._clip.point_at(event.cue.mark)
            case CueGiven() if event.cue.stroke is not None:
                self._clip.begin_stroke(event.cue.stroke)
            case TimelineChanged():
                self._strip.show_timeline(event.timeline)
            case SessionFinished():
                self._clip.set_running(False)
                self.over.emit(event)
            case _:
                pass
        self._refresh()

    def _show_segment(self, segment: Segment) -> None:
        question = panel_for(segment.question, segment.side) if segment.question else None
        if question is not None:
            question.noted.connect(self.noted)
            question.keys_wanted.connect(self.setFocus)
            question.answered.connect(self._conductor.answer)
        self._stage.ask(question)
        heading = self._timeline.heading(segment)
        if heading is not None:
            if self._wrong_shown and heading.exercise != self._exercise:
                self._toggle_wrong()
            self._exercise = heading.exercise
            self._clip.show_exercise(heading, segment.side)
            self._clip.follow(segment.tempo)
        self._helping = self._spoken = ""
        self._say("")

    def _help(self, text: str) -> None:
        """Show a cue for what was felt, until this segment ends."""
        self._helping = self._spoken = text
        self._say(text)

    def _say(self, text: str) -> None:
        heading = self._timeline.heading(self._conductor.engine.segment)
        self._words = text
        self._banner.show_text(text, heading.phase if heading else None)

    # -- the picture ---------------------------------------------------------------------------

    def _refresh(self) -> None:
        engine = self._conductor.engine
        elapsed = self._conductor.elapsed
        now = picture(self._timeline, engine.index, elapsed)
        counting = self._conductor.count_in
        standing = engine.paused and counting is None
        if counting is not None:
            now = counted_in(now, counting)
        self._movement.show_picture(now, paused=standing)
        self._strip.show_place(engine.index, elapsed)
        self._clip.set_running(not engine.paused and not engine.finished)
        self._header.show_picture(now, paused=standing)
        if standing and self.asking is None:
            self._banner.show_text(_("Paused. Press Space to go on."), now.phase)
        elif counting is not None:
            self._banner.show_text(_("Ready? Space goes on at once."), now.phase)
        elif self._banner.words != self._words:
            self._banner.show_text(self._words, now.phase)
        self._banner.setVisible(self.asking is None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Pass on that the theme has changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.look_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every text keep its part of the height."""
        height = event.size().height()
        for part in (
            self._header,
            self._stage,
            self._movement,
            self._banner,
            self._strip,
            self._footer,
            self._card,
        ):
            part.scale_to(height)
        self._place_card()

    def _place_card(self) -> None:
        """Lay the keys over the clip, so that the number stays in sight."""
        stage = self._stage.geometry()
        wide = max(self._clip_view.width(), self._card.sizeHint().width())
        self._card.setGeometry(stage.x(), stage.y(), min(wide, stage.width()), stage.height())
        self._card.raise_()


def words_for_change(before: Segment, after: Segment) -> str:
    """Return what was made of a segment that is longer or shorter now."""
    if after.tempo is not None and before.reps is not None and after.reps is not None:
        change = after.reps - before.reps
        more = ngettext("{count} rep more", "{count} reps more", change)
        fewer = ngettext("{count} rep fewer", "{count} reps fewer", -change)
    else:
        change = round((after.seconds or 0.0) - (before.seconds or 0.0))
        more = ngettext("{count} second more", "{count} seconds more", change)
        fewer = ngettext("{count} second less", "{count} seconds less", -change)
    return (more if change > 0 else fewer).format(count=abs(change))
