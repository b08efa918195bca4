"""The one cue that matters now, in few big words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui import theme
from kneeline.ui.painted_words import PaintedWords
from kneeline.ui.player.scale import LARGE, SMALLEST
from kneeline.ui.tokens import RADII, SPACE, Activity

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeline.coach.exercise import Phase

BIGGER = 1.35
"""A cue short enough for one line may be this much larger than the smallest allowed."""

EDGE = 8
"""Width of the coloured edge that says which phase this is."""

FLASH_MS = 1200
"""Milliseconds for which a cue stands out that was asked for again."""


class Banner(PaintedWords):
    """Shows one sentence as large as it fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._phase: Phase | None = None
        self._height = 768
        self._flash_over = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_over.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What is on the screen now."""
        return self._text

    def show_text(self, text: str, phase: Phase | None) -> None:
        """Show a sentence in a phase's colour."""
        if text != self._text:
            self._flash_over.stop()
        self._text, self._phase = text, phase
        self.setAccessibleName(text)
        self.update()

    def flash(self) -> None:
        """Stand out for a moment, in the phase's own colours."""
        self._flash_over.start()
        self.update()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._height = height
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Room for two lines at the smallest size allowed."""
        return QSize(SPACE.xxxl, round(self._height * LARGE * 2.9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words on a quiet card with the phase's edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.look().colours
        painter.setPen(Qt.PenStyle.NoPen)
        phase = colours.activities[Activity(self._phase.value)] if self._phase else None
        flash = (phase or colours.accent) if self._flash_over.isActive() else None
        painter.setBrush(QColor(flash.fill if flash else colours.surface))
        painter.drawRoundedRect(self.rect(), RADII.card, RADII.card)
        if phase is not None:
            painter.setBrush(QColor(phase.fill))
            edge = QRectF(0, 0, EDGE, self.height()).adjusted(0, RADII.card, 0, -RADII.card)
            painter.drawRoundedRect(edge, EDGE / 2, EDGE / 2)
        room = QRectF(self.rect()).adjusted(SPACE.xl, SPACE.s, -SPACE.l, -SPACE.s)
        painter.setFont(self._fitting_font(room))
        painter.setPen(QColor(flash.on if flash else colours.text))
        painter.drawText(room, _FLAGS, self._text)

    def _fitting_font(self, room: QRectF) -> QFont:
        """Return the largest font at which the whole text fits.

        Form cues are a few words and stay above a sixteenth of the height; a setup is a sentence
        and may be smaller, but never too small for the mat.
        """
        font = QFont(theme.look().family)
        font.setWeight(QFont.Weight.DemiBold)
        smallest = round(self._height * SMALLEST)
        for size in range(round(self._height * LARGE * BIGGER), smallest - 1, -2):
            font.setPixelSize(size)
            needed = QFontMetricsF(font).boundingRect(room, _FLAGS, self._text)
            if needed.height() <= room.height() and needed.width() <= room.width():
                return font
        font.setPixelSize(smallest)
        return font


_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
