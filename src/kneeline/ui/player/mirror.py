"""The mirror beside the clip: what the camera sees, left for left, and a line to stand by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui import theme
from kneeline.ui.player.scale import SMALL
from kneeline.ui.tokens import LIGHT, RADII, SPACE, STROKES
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

STEP, LEAP = 0.01, 0.05
"""How far an arrow key moves the line, alone and with Shift, as parts of the mirror's width."""

MARGIN = 0.04
"""How near the line may come to the edge, as a part of the mirror's width."""

GRIP = 16
"""Radius of the line's grip, in device-independent pixels."""

GRIP_AT = 0.88
"""How far down the grip sits, as a part of the mirror's height."""

MIDDLE = 0.5

WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class Mirror(QWidget):
    """Paints the frames it is told of, or a sentence in their place."""

    def __init__(self, image: Callable[[], QImage]) -> None:
        """Take what returns the frame of now, not mirrored; null while there is none."""
        super().__init__()
        self._image = image
        self._sentence = ""
        self._share = MIDDLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    @property
    def share(self) -> float:
        """Where the line stands, from 0 at the left edge to 1 at the right."""
        return self._share

    @property
    def sentence(self) -> str:
        """What stands in the picture's place; nothing while there is a picture."""
        return self._sentence

    def say(self, sentence: str) -> None:
        """Say what keeps the mirror dark; nothing once it no longer does."""
        self._sentence = sentence
        self._describe()
        self.update()

    def _move_to(self, share: float) -> None:
        self._share = min(1 - MARGIN, max(MARGIN, share))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(_("Mirror"))
        place = _("The line stands at {percent} % of the width. Arrow keys move it.").format(
            percent=round(self._share * 100)
        )
        self.setAccessibleDescription(self._sentence or place)

    # -- painting ------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        area = QRectF(self.rect())
        # Cut at the sides and not made smaller: a whole leg must be large enough to be judged.
        size = image.size().toSizeF()
        size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(self.width(), 0)
        painter.scale(-1, 1)
        painter.drawImage(place, image)
        painter.restore()
        self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        # The room behind it may have any colour: a light edge around a dark line is seen on all.
        x = self._share * self.width()
        grip = QPointF(x, self.height() * GRIP_AT)
        for ink, wide in ((LIGHT.surface, STROKES.strong * 2 + 1), (LIGHT.text, STROKES.strong)):
            painter.setPen(QPen(QColor(ink), wide))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(QPen(QColor(LIGHT.text), STROKES.line))
        painter.setBrush(QColor(LIGHT.surface))
        painter.drawEllipse(grip, GRIP, GRIP)
        for side in (-1, 1):
            tip = grip + QPointF(side * GRIP * 0.62, 0)
            for up in (-1, 1):
                painter.drawLine(tip, tip + QPointF(-side * GRIP * 0.3, up * GRIP * 0.3))
            painter.drawLine(grip + QPointF(side * GRIP * 0.18, 0), tip)

    def _paint_words(self, painter: QPainter, words: str) -> None:
        font = QFont(theme.look().family)
        font.setPixelSize(max(1, round(self.window().height() * SMALL)))
        painter.setFont(font)
        painter.setPen(QColor(theme.look().colours.text))
        room = QRectF(self.rect()).adjusted(SPACE.l, SPACE.l, -SPACE.l, -SPACE.l)
        painter.drawText(room, WRAPPED, words)

    # -- Qt ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mirror, its line, and the ring of the keyboard."""
        del event
        colours = theme.look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADII.card, RADII.card)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(colours.surface))
        image = self._image()
        if self._sentence or image.isNull():
            self._paint_words(painter, self._sentence or _("The camera is starting."))
        else:
            self._paint_picture(painter, image)
        if self.hasFocus():
            inside = QRectF(self.rect()).adjusted(*(2 * [STROKES.line]), *(2 * [-STROKES.line]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.focus), STROKES.strong))
            painter.drawRoundedRect(inside, RADII.card, RADII.card)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the line where the mouse is."""
        self._move_to(event.position().x() / max(1, self.width()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the line follow the mouse that holds it."""
        self._move_to(event.position().x() / max(1, self.width()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line with the arrows; every other key is the player's."""
        far = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        way = {Qt.Key.Key_Left: -far, Qt.Key.Key_Right: far}.get(Qt.Key(event.key()))
        if way is not None:
            self._move_to(self._share + way)
        elif event.key() == Qt.Key.Key_Home:
            self._move_to(MIDDLE)
        else:
            event.ignore()

    @override
    def sizeHint(self) -> QSize:
        """As a film."""
        return QSize(480, 360)
