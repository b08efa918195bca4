"""One exercise in the list: a card that is a button, and the grid such cards stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.library.words import first_letter_up, place_words
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import chip, strong, text
from kneeline.ui.theme import Role, look
from kneeline.ui.today import equipment_words
from kneeline.ui.tokens import RADII, SPACE, STROKES, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPaintEvent, QResizeEvent

    from kneeline.coach.exercise import Exercise

LETTERS_WIDE = 32
"""Average letters that the words of a tile are wide at least."""

POSTER_WIDTH, POSTER_HEIGHT = 132, 112
"""Room for the still of the film, in device-independent pixels; it may be higher."""

FAINT = 0.12
"""How much of the phase's colour stands in the still's place until it comes."""

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
JUMPS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class Tile(QAbstractButton):
    """A still, name, purpose and needs of one exercise; pressing it opens the exercise.

    The still is asked for when the tile is painted, so that nobody draws what nobody looks at.

    Signals:
        walked: an arrow, Home or End was pressed on it (the key).
        reached: it has the keyboard now.
    """

    walked = Signal(int)
    reached = Signal()

    def __init__(
        self, exercise: Exercise, level: str, poster: Callable[[str], QImage], *, own: bool
    ) -> None:
        """Take an exercise, the level reached, what returns its still, and whether it is theirs."""
        super().__init__()
        self.exercise = exercise
        self.told = (exercise, level, own)
        self._poster = poster
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        beside = SPACE.l + SPACE.xs + POSTER_WIDTH + SPACE.m
        column.setContentsMargins(beside, SPACE.m, SPACE.l, SPACE.m)
        self.setMinimumHeight(POSTER_HEIGHT + 2 * SPACE.m)
        column.setSpacing(SPACE.xs)
        head = QHBoxLayout()
        head.addWidget(strong(_(exercise.name)), 1)
        if own:
            head.addWidget(chip(_("Yours")), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(text(_(exercise.purpose), Role.MUTED))
        column.addStretch()
        facts = self._facts(exercise, level)
        column.addWidget(text(facts, Role.CAPTION))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_(exercise.name))
        parts = [phase_name(exercise.phase), _(exercise.purpose), facts]
        if own:
            parts.insert(0, _("Yours"))
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in parts) + ".")

    @staticmethod
    def _facts(exercise: Exercise, level: str) -> str:
        needs = equipment_words(exercise.equipment) or _("nothing needed")
        return first_letter_up(" · ".join((needs, place_words(exercise, level))))

    @override
    def sizeHint(self) -> QSize:
        """As large as its words."""
        return QWidget.sizeHint(self)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.reached.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; arrows walk to the neighbours."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {*ARROWS, *JUMPS}:
            self.walked.emit(event.key())
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with the phase's edge, and the ring of the keyboard."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = look().colours
        focused = self.hasFocus()
        pen = QPen(QColor(colours.focus), STROKES.strong)
        if not focused:
            pen = QPen(QColor(colours.border), STROKES.hair)
        inset = pen.widthF() / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        ground = colours.pressed if self.isDown() else colours.surface
        if self.underMouse() and not self.isDown():
            ground = colours.hover
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, RADII.card, RADII.card)
        accent = colours.activities[Activity(self.exercise.phase.value)].fill
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(accent))
        edge = QRectF(SPACE.s, SPACE.m, SPACE.xs, self.height() - 2 * SPACE.m)
        painter.drawRoundedRect(edge, STROKES.line, STROKES.line)
        self._paint_poster(painter, QColor(accent))

    def _paint_poster(self, painter: QPainter, accent: QColor) -> None:
        room = QRectF(SPACE.l + SPACE.xs, SPACE.m, POSTER_WIDTH, self.height() - 2 * SPACE.m)
        still = self._poster(self.exercise.id)
        outline = QPainterPath()
        outline.addRoundedRect(room, RADII.control, RADII.control)
        painter.setClipPath(outline)
        if still.isNull():
            accent.setAlphaF(FAINT)
            painter.fillRect(room, accent)
            return
        # Our films stand before one even colour: what is beside the film becomes part of it.
        painter.fillRect(room, still.pixelColor(0, 0))
        size = still.size().toSizeF()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, still)


class TileGrid(QWidget):
    """Tiles in as many columns as there is room for, all of one row equally high."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(QMargins())
        self._grid.setSpacing(SPACE.m)
        self._tiles: tuple[Tile, ...] = ()
        self._columns = 0

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles, and no others."""
        if self._tiles == tuple(tiles):
            return
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.setVisible(tile in tiles)
        self._tiles = tuple(tiles)
        self._arrange(max(1, self._columns))

    def _arrange(self, columns: int) -> None:
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, int(column < columns))
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
            tile.show()
        self._columns = columns

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for one column only."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many columns there are."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth() * LETTERS_WIDE
        least = letters + POSTER_WIDTH + 2 * SPACE.m
        columns = max(1, (event.size().width() + SPACE.m) // least)
        if columns != self._columns:
            self._arrange(columns)
