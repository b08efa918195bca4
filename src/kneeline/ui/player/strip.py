"""How far the session is: its phases in their shares of the time, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui import theme
from kneeline.ui.painted_words import PaintedWords
from kneeline.ui.phases import phase_name
from kneeline.ui.player.picture import PhasePart, behind, phase_parts
from kneeline.ui.player.scale import SMALL
from kneeline.ui.tokens import RADII, SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeline.coach.timeline import Timeline

BAR = 0.4
"""Height of the bar, as a part of a line of text."""


class Strip(PaintedWords):
    """A bar of the session's phases that fills from the left."""

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._parts = [part for part in phase_parts(timeline) if part.phase is not None]
        self._behind = 0.0
        self._font = QFont(theme.look().family)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline: what is left of the session was laid out anew."""
        self._timeline = timeline
        self._parts = [part for part in phase_parts(timeline) if part.phase is not None]
        self.update()

    def show_place(self, index: int, elapsed: float) -> None:
        """Show the session at a segment, `elapsed` seconds into it."""
        self._behind = behind(self._timeline, index, elapsed)
        left = max(self._timeline.seconds - self._behind, 0)
        self.setAccessibleName(minutes_left(left))
        now = next((part.phase for part in self._parts if self._is_now(part)), None)
        self.setAccessibleDescription("" if now is None else phase_name(now))
        self.update()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._font.setPixelSize(round(height * SMALL))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """One line of text over a bar."""
        line = QFontMetricsF(self._font).height()
        return QSize(SPACE.xxxl, round(line * (1 + BAR) + SPACE.s))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each phase with its name, and the time left at the right."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._font)
        left = minutes_left(max(self._timeline.seconds - self._behind, 0))
        # As wide as it will ever be, so that the bars stay where they are.
        ever = (self._timeline.seconds, 0)
        room = max(metrics.horizontalAdvance(minutes_left(each)) for each in ever) + SPACE.l
        painter.setFont(self._font)
        painter.setPen(QColor(theme.look().colours.text))
        painter.drawText(
            QRectF(self.width() - room, 0, room, metrics.height()),
            Qt.AlignmentFlag.AlignRight,
            left,
        )
        start = 0.0
        for part, width in zip(self._parts, self._widths(self.width() - room), strict=True):
            share = QRectF(start, 0, width - SPACE.s, self.height())
            self._draw_part(painter, part, share, metrics)
            start += width

    def _widths(self, width: float) -> list[float]:
        """Share the bar out by time, but leave each phase room for its name."""
        bold = QFont(self._font)
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        names = [
            metrics.horizontalAdvance(phase_name(part.phase)) + SPACE.l
            for part in self._parts
            if part.phase is not None
        ]
        spare = max(width - sum(names), 0.0)
        whole = sum(part.seconds for part in self._parts) or 1.0
        return [
            name + spare * part.seconds / whole
            for name, part in zip(names, self._parts, strict=True)
        ]

    def _is_now(self, part: PhasePart) -> bool:
        return part.start <= self._behind < part.start + part.seconds

    def _draw_part(
        self, painter: QPainter, part: PhasePart, room: QRectF, metrics: QFontMetricsF
    ) -> None:
        if part.phase is None:
            return
        colours = theme.look().colours
        accent = QColor(colours.activities[Activity(part.phase.value)].fill)
        now = self._is_now(part)
        name = metrics.elidedText(phase_name(part.phase), Qt.TextElideMode.ElideRight, room.width())
        font = QFont(self._font)
        font.setBold(now)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if now else colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        bar = QRectF(room.left(), metrics.height() + SPACE.xs, room.width(), metrics.height() * BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(bar, RADII.small, RADII.small)
        filled = min(max((self._behind - part.start) / part.seconds, 0.0), 1.0)
        if filled > 0:
            painter.setBrush(accent)
            bar.setWidth(max(bar.width() * filled, RADII.small * 2))
            painter.drawRoundedRect(bar, RADII.small, RADII.small)


def minutes_left(seconds: float) -> str:
    """Return "12 min left" for the strip; the last minute says so."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("Under 1 min left")
    return _("{minutes} min left").format(minutes=minutes)
