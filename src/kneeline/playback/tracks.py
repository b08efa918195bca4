"""What is drawn on a film as it runs: the knee's line, the heel, the glute, the trunk.

Each of our films has a file of tracks beside it, with the places of the joints in every frame and
how far the knee is off its line. The colour of the line comes from that measure and from nothing
else. The films show the left side at work; whoever paints mirrors the lines with the film.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kneeline.coach.exercise import Mark
from kneeline.playback.look import ClipLook

log = logging.getLogger(__name__)

STRAIGHT = 3.0
"""Degrees the knee may be off its line and still count as straight (our choice)."""

LINE, RING = 0.009, 0.035
"""Width of a line and radius of a ring, as parts of the picture's height."""

LARGEST = 500_000
"""Bytes of a tracks file beyond which it is not one of ours."""

Place = Annotated[list[float], msgspec.Meta(min_length=2, max_length=2)]


class Tracks(msgspec.Struct, frozen=True):
    """Where the joints are in each frame, as parts of the picture's width and height."""

    fps: Annotated[float, msgspec.Meta(gt=0)]
    frames: Annotated[int, msgspec.Meta(gt=0)]
    joints: dict[str, list[Place]]
    knee_deviation: dict[str, list[float | None]]
    """Degrees between the shank and the foot's line, inwards below 0; None where nobody stands."""

    def frame_at(self, seconds: float) -> int:
        """Return the frame that shows at a moment of the loop."""
        return round(seconds * self.fps) % self.frames


def read_tracks(film: Path) -> Tracks | None:
    """Return the tracks beside a film; None where there are none, or none that can be read."""
    path = film.with_suffix(".json")
    try:
        if path.stat().st_size > LARGEST:
            return None
        tracks = msgspec.json.decode(path.read_bytes(), type=Tracks)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("%s cannot be read, so nothing is drawn on its film: %s", path, error)
        return None
    lengths = {len(each) for each in tracks.joints.values()}
    lengths |= {len(each) for each in tracks.knee_deviation.values()}
    return tracks if lengths <= {tracks.frames} else None


@dataclass(frozen=True, slots=True)
class Marking:
    """Draws the mark of a cue on one frame of a film."""

    tracks: Tracks
    look: ClipLook

    def paint(
        self, painter: QPainter, place: QRectF, mark: Mark, frame: int, *, both: bool
    ) -> None:
        """Draw a mark where it lies in the picture at `place`, on one side or on both."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side in ("L", "R") if both else ("L",):
            draw = {
                Mark.KNEE_LINE: self._knee_line,
                Mark.HEEL: self._heel,
                Mark.GLUTE: self._glute,
                Mark.TRUNK: self._trunk,
            }[mark]
            draw(painter, place, frame, side)
        painter.restore()

    def _knee_line(self, painter: QPainter, place: QRectF, frame: int, side: str) -> None:
        measured = self.tracks.knee_deviation.get(side)
        off = None if measured is None else measured[frame]
        if off is None:
            return
        points = self._points(place, frame, f"asis.{side}", f"knee.{side}", f"toe.{side}")
        colour = self.look.straight if abs(off) <= STRAIGHT else self.look.caving
        painter.setPen(self._pen(place, colour))
        painter.drawPolyline(QPolygonF(points))

    def _trunk(self, painter: QPainter, place: QRectF, frame: int, side: str) -> None:
        points = self._points(place, frame, f"shoulder.{side}", f"hip.{side}")
        painter.setPen(self._pen(place, self.look.straight))
        painter.drawPolyline(QPolygonF(points))

    def _heel(self, painter: QPainter, place: QRectF, frame: int, side: str) -> None:
        self._ring(painter, place, frame, f"heel.{side}")

    def _glute(self, painter: QPainter, place: QRectF, frame: int, side: str) -> None:
        self._ring(painter, place, frame, f"hip.{side}")

    def _ring(self, painter: QPainter, place: QRectF, frame: int, joint: str) -> None:
        painter.setPen(self._pen(place, self.look.straight))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = place.height() * RING
        for point in self._points(place, frame, joint):
            painter.drawEllipse(point, radius, radius)

    def _points(self, place: QRectF, frame: int, *joints: str) -> list[QPointF]:
        """Return the places of the joints that the tracks know, in the widget's coordinates."""
        known = (
            self.tracks.joints[joint][frame] for joint in joints if joint in self.tracks.joints
        )
        return [
            QPointF(place.left() + x * place.width(), place.top() + y * place.height())
            for x, y in known
        ]

    @staticmethod
    def _pen(place: QRectF, colour: str) -> QPen:
        pen = QPen(QColor(colour), place.height() * LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen
