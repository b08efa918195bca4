"""The movement on the stage: clip, dial, what may stand beside them, and the side that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.ui.player.dial import Dial
from kneeline.ui.player.side_badge import SideBadge
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeline.ui.player.picture import Picture

CLIP_SHARE, DIAL_SHARE = 3, 2
"""How the clip, what is beside it, and the dial share the width of the stage."""


class Movement(QWidget):
    """Clip and dial side by side; the side that works stands in that corner of the clip."""

    def __init__(self, clip_view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clip_view = clip_view
        self._beside: QWidget | None = None
        self._side: Side | None = None
        self._two = False
        """Whether the clip stands for two, the right way and a mistake beside it."""

        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.xl)
        self._dial = Dial()
        self._row.addWidget(clip_view, CLIP_SHARE)
        self._row.addWidget(self._dial, DIAL_SHARE)
        self._badge = SideBadge(self)
        self._badge.hide()

    def show_beside(self, widget: QWidget | None) -> None:
        """Put a widget beside the clip, instead of the last one; None takes it away."""
        last, self._beside = self._beside, widget
        if last is not None and last is not widget:
            self._row.removeWidget(last)
            last.hide()
        if widget is not None and widget is not last:
            self._row.insertWidget(1, widget, CLIP_SHARE)
            widget.show()
        self._row.activate()
        self._place_badge()

    def show_picture(self, picture: Picture, *, paused: bool) -> None:
        """Show one moment."""
        self._dial.show_picture(picture, paused=paused)
        if picture.side is not self._side:
            self._side = picture.side
            self._badge.show_side(picture.side)
            self._badge.setVisible(picture.side is not None)
            self._place_badge()

    def make_room_for_two(self, on: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Keep the side away from both heads where right and wrong stand beside each other."""
        self._two = on
        self._place_badge()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._dial.scale_to(height)
        self._badge.scale_to(height)
        self._place_badge()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the side in its corner."""
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        """Left in the left corner of the clip, right in the right one; between two clips."""
        self._badge.resize(self._badge.sizeHint())
        clip = self._clip_view.geometry()
        room = clip.width() - self._badge.width()
        corner = room - SPACE.m if self._side is Side.RIGHT else SPACE.m
        place = room // 2 if self._two else corner
        self._badge.move(clip.left() + place, clip.top() + SPACE.m)
        self._badge.raise_()
