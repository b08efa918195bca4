"""Paints a frame of a film as it is on the screen, and only what differs from the frame before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from kneeline.playback.card import paint_ground, rounded
from kneeline.playback.edges import Edges
from kneeline.playback.look import ClipLook
from kneeline.playback.marks import Marking, Moment


@dataclass(frozen=True, slots=True)
class Scene:
    """One frame, and how it is to be shown."""

    image: QImage
    place: QRectF
    """Where the film lies."""

    around: QRectF
    """The card it lies on."""

    look: ClipLook
    mirrored: bool
    ours: bool
    """Whether it stands before one even colour, as our films do."""

    marking: Marking | None
    moment: Moment | None
    """What is marked; None for nothing."""


class ScenePainter:
    """Paints one frame after the other."""

    def __init__(self) -> None:
        self._edges = Edges()
        self._marked: Moment | None = None
        self._marks_lie = QRectF()
        """Where marks lie that move; from before the last frame they must be wiped away."""

    def changing(self, scene: Scene, changed: QRect) -> QRect:
        """Return where a frame differs from the last, of whose pixels these have changed."""
        before, now = self._marked, scene.moment
        self._marked = now
        lay, self._marks_lie = self._marks_lie, QRectF()
        if scene.marking is not None and now is not None:
            self._marks_lie = scene.marking.bounds(scene.place, now)
        alike = before is now or (before and now and replace(before, frame=now.frame) == now)
        if not alike:
            return scene.around.toAlignedRect()
        area = (_on_screen(changed, scene) & scene.place) | lay | self._marks_lie
        if scene.mirrored:
            area.moveRight(scene.around.width() - area.left())
        return area.toAlignedRect()

    def paint(self, painter: QPainter, scene: Scene, wanted: QRectF) -> None:
        """Paint at least what lies in the area that is wanted."""
        wall = scene.image.pixelColor(0, 0)
        if not _amid(wanted, scene):
            paint_ground(painter, scene.around, scene.look)
            painter.setClipPath(rounded(scene.around, scene.look))
            if scene.ours:
                # What is beside the film becomes part of it.
                painter.fillRect(scene.around, wall)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if scene.mirrored:
            painter.translate(scene.around.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(scene.place, scene.image)
        if scene.ours:
            self._edges.fade(painter, scene.place, scene.around, wall)
        if scene.marking is not None and scene.moment is not None:
            scene.marking.paint(painter, scene.place, scene.moment)


def _amid(wanted: QRectF, scene: Scene) -> bool:
    """Say whether an area shows the film alone: no ground beside it, no corner of the card."""
    place = scene.place
    if scene.mirrored:
        place = place.translated(scene.around.width() - place.left() - place.right(), 0)
    corner = scene.look.radius
    free = (
        scene.around.adjusted(corner, 0, -corner, 0),
        scene.around.adjusted(0, corner, 0, -corner),
    )
    return place.contains(wanted) and any(each.contains(wanted) for each in free)


def _on_screen(changed: QRect, scene: Scene) -> QRectF:
    """Return where pixels of the film lie on the screen, those beside them included."""
    wide = scene.place.width() / scene.image.width()
    high = scene.place.height() / scene.image.height()
    # A pixel that is painted between some of the film takes from its neighbours, too.
    pixels = QRectF(changed.adjusted(-2, -2, 2, 2))
    first = QPointF(pixels.left() * wide, pixels.top() * high)
    last = QPointF(pixels.right() * wide, pixels.bottom() * high)
    return QRectF(first, last).translated(scene.place.topLeft())
