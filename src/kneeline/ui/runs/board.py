"""A run on the screen: run or walk, what comes next, the parts as bars, and the beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.coach.events import SegmentBegan, TimelineChanged
from kneeline.coach.timeline import SegmentKind
from kneeline.coach.walk_run import is_running
from kneeline.ui import theme
from kneeline.ui.player.scale import HUGE, NORMAL, SMALL
from kneeline.ui.runs.words import number
from kneeline.ui.tokens import RADII, SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeline.coach.dose import Stroke, Tempo
    from kneeline.coach.events import SessionEvent
    from kneeline.coach.exercise import Mark
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Heading, Segment, Timeline
    from kneeline.coach.walk_run import GuidedRun

FLASH_MS = 110
"""Milliseconds for which a beat is seen."""

LOW = 0.45
"""Height of a walked bar, as a part of a run one."""


class RunBoard(QWidget):
    """Stands where a session shows its clip."""

    def __init__(self, guided: GuidedRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline = guided.timeline
        self._beats = dict(guided.beats)
        self._index = 0
        self._running = False
        self._lit = False
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(self._dim)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what it is told -----------------------------------------------------------------------

    def observe(self, event: SessionEvent) -> None:
        """Follow the session."""
        match event:
            case SegmentBegan():
                self._index = event.segment
            case TimelineChanged():
                self._timeline = event.timeline
                kept = self._beats.items()
                self._beats = {place: beat for place, beat in kept if place <= event.segment}
            case _:
                return
        self.setAccessibleName(" ".join(filter(None, (self._word(), self._next_words()))))
        self.update()

    def strike(self) -> None:
        """Show a beat of the metronome."""
        self._lit = True
        self._flash.start()
        self.update()

    def show_exercise(self, heading: Heading, side: Side | None) -> None:
        """A run has no exercise to show."""

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the player says it so)
        """Pale while the run stands still."""
        if running is not self._running:
            self._running = running
            self.update()

    def follow(self, tempo: Tempo | None) -> None:
        """A run has no repetitions to follow."""

    def point_at(self, mark: Mark | None) -> None:
        """A run has no form cues to draw."""

    def begin_stroke(self, stroke: Stroke) -> None:
        """A run has no strokes."""

    def show_wrong(self, on: bool) -> bool:  # noqa: FBT001 (the player says it so)
        """Show nothing: nobody is filmed while they run."""
        del on
        return False

    def next_view(self) -> None:
        """Show nothing else: there is one board."""

    @override
    def sizeHint(self) -> QSize:
        """Room for the word and the bars."""
        return QSize(SPACE.xxxl * 8, SPACE.xxxl * 5)

    # -- words ---------------------------------------------------------------------------------

    @property
    def _segment(self) -> Segment:
        return self._timeline.segments[self._index]

    def _word(self) -> str:
        return _("Run") if is_running(self._segment) else _("Walk")

    def _part_words(self) -> str:
        if not is_running(self._segment):
            return ""
        parts = sum(map(is_running, self._timeline.segments))
        return _("Part {number} of {all}").format(number=self._segment.set_number, all=parts)

    def _next_words(self) -> str:
        following = self._timeline.segments[self._index + 1 :]
        if not following or following[0].kind is not SegmentKind.WORK:
            return _("Then you are done")
        minutes = number((following[0].seconds or 0) / 60)
        words = (
            _("Next: run {minutes} min")
            if is_running(following[0])
            else _("Next: walk {minutes} min")
        )
        return words.format(minutes=minutes)

    # -- painting ------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word large, what follows, the beat, and the bars at the foot."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.look().colours
        run = QColor(colours.activities[Activity.RUN].fill)
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.border))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(ground, RADII.card, RADII.card)
        inner = ground.adjusted(SPACE.xxl, SPACE.xl, -SPACE.xxl, -SPACE.xl)
        window = self.window().height()
        muted, text = QColor(colours.muted), QColor(colours.text)
        ink = (run if is_running(self._segment) else text) if self._running else muted
        normal, huge = _font(window * NORMAL), _font(window * HUGE, bold=True)
        at = self._line(painter, inner.topLeft(), self._part_words(), normal, muted)
        at = self._line(painter, at, self._word(), huge, ink)
        at = self._line(painter, at, self._next_words(), normal, text)
        if self._index in self._beats:
            self._draw_beat(painter, at + QPointF(0, SPACE.m), _font(window * SMALL))
        self._draw_bars(painter, inner, run)

    def _line(
        self, painter: QPainter, at: QPointF, words: str, font: QFont, ink: QColor
    ) -> QPointF:
        """Draw one line of words and return where the next begins."""
        high = QFontMetricsF(font).height()
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(at.x(), at.y(), self.width(), high), 0, words)
        return at + QPointF(0, high)

    def _draw_beat(self, painter: QPainter, at: QPointF, font: QFont) -> None:
        """Draw a disc that lights up with each beat, and how many there are a minute."""
        colours = theme.look().colours
        high = QFontMetricsF(font).height()
        painter.setPen(Qt.PenStyle.NoPen)
        lit = self._lit and self._running
        painter.setBrush(QColor(colours.activities[Activity.RUN].fill if lit else colours.pressed))
        painter.drawEllipse(QRectF(at.x(), at.y(), high, high))
        words = _("{beats} steps a minute").format(beats=number(self._beats[self._index]))
        beside = at + QPointF(high + SPACE.m, 0)
        self._line(painter, beside, words, font, QColor(colours.text))

    def _draw_bars(self, painter: QPainter, room: QRectF, run: QColor) -> None:
        """Draw each part as wide as it is long: run parts high, walks low, the present framed."""
        colours = theme.look().colours
        parts = [
            (place, each)
            for place, each in enumerate(self._timeline.segments)
            if each.kind is SegmentKind.WORK
        ]
        whole = sum(each.seconds or 0 for _place, each in parts) or 1.0
        high, left = room.height() * 0.2, room.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for place, each in parts:
            width = room.width() * (each.seconds or 0) / whole
            share = 1.0 if is_running(each) else LOW
            bar = QRectF(left, room.bottom() - high * share, width - 2, high * share)
            fill = QColor(run if is_running(each) else colours.outline)
            fill.setAlphaF(1.0 if place == self._index else 0.35 if place < self._index else 0.55)
            painter.setBrush(fill)
            painter.drawRoundedRect(bar, RADII.small, RADII.small)
            if place == self._index:
                mark = QRectF(left, room.bottom() + SPACE.xs, width - 2, SPACE.xs)
                painter.setBrush(QColor(colours.text))
                painter.drawRoundedRect(mark, 2, 2)
            left += width

    def _dim(self) -> None:
        self._lit = False
        self.update()


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = QFont(theme.look().family)
    font.setPixelSize(max(round(pixels), 1))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
