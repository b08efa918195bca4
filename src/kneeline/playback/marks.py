"""What is drawn on a film as it runs: joints, the knee's line, heel pressure, the way it goes.

Every mark comes from the film's tracks: the line has the colour that was measured, the heel is
full where it carries weight. Colour is never the only sign: a knee off its line is a square, a
heel that has come up an empty ring. The marks of every film are quiet; the one that the cue of now
is about is drawn strongly over them. The films show the left side at work; whoever paints mirrors
the marks with the film.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kneeline.coach.dose import Stroke
from kneeline.coach.exercise import Mark
from kneeline.playback.look import ClipLook
from kneeline.playback.stills import Still
from kneeline.playback.tracks import Tracks

INWARDS, OUTWARDS = 3.0, 6.0
"""Degrees the knee may be off its line, inwards and outwards, and still count as straight (our
choice: what caves is the knee that goes in)."""

THIN, THICK, RING = 0.009, 0.015, 0.035
"""Width of a quiet and of a strong line, and radius of a ring, as parts of the picture's size."""

DOT, HALO = 0.0135, 0.005
"""Radius of a joint's dot, and the light edge that parts a mark from skin, cloth and floor."""

PAD, FLAT = 0.034, 0.4
"""Half the width of the pressure under a heel, and its height as a part of that."""

HEAD = 0.032
"""Length of the arrow's head."""

SHORTEST_WAY = 0.07
"""A way shorter than this, as a part of the picture's size, is plain without an arrow."""

FAULT_MARKS = {
    "knee-cave": Mark.KNEE_LINE,
    "heel-lift": Mark.HEEL,
    "pelvis-drop": Mark.TRUNK,
    "trunk-lean": Mark.TRUNK,
    "back-arch": Mark.TRUNK,
}
"""Where on the body each filmed fault is seen."""

DOTTED = ("shoulder", "hip", "knee", "ankle")


@dataclass(frozen=True, slots=True)
class Moment:
    """The frame on the screen, and what matters in it."""

    frame: int
    both: bool = False
    """Whether both sides are at work, or only the left."""

    cue: Mark | None = None
    """The place that the cue of now is about."""

    way: Stroke | None = None
    """Where the movement goes: out, back, or nowhere."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Draws the marks of one film."""

    tracks: Tracks
    look: ClipLook
    line: bool = True
    """Whether the knee's line says something in this film, even where no cue is about it."""

    _arrow: Still = field(default_factory=Still, compare=False)

    def bounds(self, place: QRectF, now: Moment) -> QRectF:
        """Return where on the picture at `place` marks lie that move from frame to frame."""
        spots = [known[now.frame] for known in self.tracks.joints.values()]
        if not spots:
            return QRectF()
        across, down = zip(*spots, strict=True)
        first, last = (_on(place, side(across), side(down)) for side in (min, max))
        around = _pixels(place, RING + THICK)
        return QRectF(first, last).adjusted(-around, -around, around, around)

    def paint(self, painter: QPainter, place: QRectF, now: Moment) -> None:
        """Draw what there is to see at a moment, on the picture that lies at `place`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _Pen(painter, place, self.tracks, now.frame, self.look)
        self._way(pen, now.way)
        for side in ("L", "R") if now.both else ("L",):
            self._heel(pen, side, strong=now.cue is Mark.HEEL)
            if self.line or now.cue is Mark.KNEE_LINE:
                self._knee_line(pen, side, strong=now.cue is Mark.KNEE_LINE)
            if now.cue is Mark.TRUNK:
                # How level the trunk is was not measured: its lines say where to look, no more.
                pen.line((f"shoulder.{side}", f"hip.{side}"), self.look.joint, THICK)
                pen.line(("asis.L", "asis.R"), self.look.joint, THICK)
            if now.cue is Mark.GLUTE:
                pen.ring(f"hip.{side}", self.look.straight)
            self._dots(pen, side)
        painter.restore()

    def caves(self, side: str, frame: int) -> bool | None:
        """Say whether a knee is off its line in a frame; None where that means nothing."""
        measured = self.tracks.knee_deviation.get(side)
        # Of somebody who lies with the foot on its edge it is measured, too; no weight, no line.
        stands = any(self.tracks.heel_down.get(side, (True,)))
        off = None if measured is None or not stands else measured[frame]
        return None if off is None else not -INWARDS <= off <= OUTWARDS

    def _knee_line(self, pen: _Pen, side: str, *, strong: bool) -> None:
        caves = self.caves(side, pen.frame)
        if caves is None:
            return
        colour = self.look.caving if caves else self.look.straight
        pen.line((f"asis.{side}", f"knee.{side}", f"toe.{side}"), colour, THICK if strong else THIN)

    def _dots(self, pen: _Pen, side: str) -> None:
        for joint in DOTTED:
            caves = joint == "knee" and self.line and self.caves(side, pen.frame)
            pen.dot(f"{joint}.{side}", self.look.caving if caves else self.look.joint, caves=caves)

    def _heel(self, pen: _Pen, side: str, *, strong: bool) -> None:
        down = self.tracks.heel_down.get(side, [])
        if not any(down):
            # Nobody stands on it: there is no pressure to speak of.
            if strong:
                pen.ring(f"heel.{side}", self.look.straight)
            return
        pen.pad(f"heel.{side}", full=down[pen.frame], strong=strong)

    def _way(self, pen: _Pen, way: Stroke | None) -> None:
        if way in {Stroke.OUT, Stroke.BACK} and self.tracks.arrow:
            points = self.tracks.arrow if way is Stroke.OUT else self.tracks.arrow[::-1]
            pen.arrow(points, self._arrow)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws shapes at joints, in parts of the picture's size: the side of a square as large."""

    painter: QPainter
    place: QRectF
    tracks: Tracks
    frame: int
    look: ClipLook

    def line(self, joints: tuple[str, ...], colour: str, width: float) -> None:
        """Draw a line through joints."""
        points = [point for joint in joints for point in self._at(joint)]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        self._stroke(path, colour, width)

    def ring(self, joint: str, colour: str) -> None:
        """Draw a ring around a joint."""
        radius = self._size(RING)
        for point in self._at(joint):
            path = QPainterPath()
            path.addEllipse(point, radius, radius)
            self._stroke(path, colour, THICK)

    def dot(self, joint: str, colour: str, *, caves: bool | None) -> None:
        """Draw a joint: round, or a standing square where it is off its line."""
        self.painter.setPen(QPen(QColor(self.look.halo), self._size(HALO)))
        self.painter.setBrush(QColor(colour))
        size = self._size(DOT)
        for point in self._at(joint):
            if caves:
                corners = ((0.0, -1.6), (1.6, 0.0), (0.0, 1.6), (-1.6, 0.0))
                self.painter.drawPolygon(
                    QPolygonF([point + QPointF(x * size, y * size) for x, y in corners])
                )
            else:
                self.painter.drawEllipse(point, size, size)

    def pad(self, joint: str, *, full: bool, strong: bool) -> None:
        """Draw the pressure under a heel: full where it carries weight, an empty ring where not."""
        # A heel may come up on purpose; it is only wrong where the cue is to keep it down.
        up = self.look.caving if strong else self.look.joint
        colour = QColor(self.look.straight if full else up)
        wide = self._size(PAD)
        pen = QPen(colour, self._size(THICK if strong else HALO))
        if not full:
            pen.setStyle(Qt.PenStyle.DotLine)
        inside = QColor(colour)
        inside.setAlphaF(0.45)
        self.painter.setPen(pen)
        self.painter.setBrush(inside if full else Qt.BrushStyle.NoBrush)
        for point in self._at(joint):
            self.painter.drawEllipse(point, wide, wide * FLAT)

    def arrow(self, way: list[list[float]], still: Still) -> None:
        """Draw which way the movement goes, quietly; it stands still while the body moves."""
        points = [_on(self.place, x, y) for x, y in way]
        start, end = points[0], points[-1]
        if hypot(end.x() - start.x(), end.y() - start.y()) < self._size(SHORTEST_WAY):
            return
        around = self._size(HEAD + THICK)
        area = QPolygonF(points).boundingRect().adjusted(-around, -around, around, around)
        looks = (start.toTuple(), self.look.joint, self.look.halo)
        still.paint(self.painter, area, looks, partial(self._draw_arrow, points=points))

    def _draw_arrow(self, painter: QPainter, points: list[QPointF]) -> None:
        end = points[-1]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        head = self._size(HEAD)
        # The head follows the last part of the way that is long enough to have a direction.
        back = path.pointAtPercent(max(0.0, 1 - head / max(path.length(), head)))
        along = QPointF(end - back) / max(hypot(end.x() - back.x(), end.y() - back.y()), 1e-9)
        across = QPointF(-along.y(), along.x())
        for side in (1, -1):
            path.moveTo(end)
            path.lineTo(end - along * head + across * head * 0.6 * side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.8)
        replace(self, painter=painter)._stroke(path, self.look.joint, THIN)  # noqa: SLF001 (it is us)

    def _stroke(self, path: QPainterPath, colour: str, width: float) -> None:
        """Draw a line with a light edge: it must be seen on skin, on cloth and on the floor."""
        for ink, wide in ((self.look.halo, width + HALO), (colour, width)):
            pen = QPen(QColor(ink), self._size(wide))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self.painter.strokePath(path, pen)

    def _at(self, joint: str) -> list[QPointF]:
        """Return where a joint is; nowhere if the tracks do not know it."""
        known = self.tracks.joints.get(joint)
        return [] if known is None else [_on(self.place, *known[self.frame])]

    def _size(self, part: float) -> float:
        return _pixels(self.place, part)


def _on(place: QRectF, x: float, y: float) -> QPointF:
    return QPointF(place.left() + x * place.width(), place.top() + y * place.height())


def _pixels(place: QRectF, part: float) -> float:
    return part * sqrt(place.width() * place.height())
