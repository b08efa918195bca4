"""The edge of a film that is narrower or lower than its ground fades into it."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kneeline.playback.edges import Edges

WALL, FLOOR = QColor("#e6ebe8"), QColor("#ffffff")
AROUND = QRectF(0, 0, 300, 200)


def painted(film: QRectF) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(WALL)
    painter = QPainter(image)
    painter.fillRect(film, FLOOR)
    Edges().fade(painter, film, AROUND, WALL)
    painter.end()
    return image


def test_the_sides_of_a_narrow_film_fade() -> None:
    image = painted(QRectF(100, 0, 100, 200))
    row = [image.pixelColor(x, 100).red() for x in range(300)]
    steps = [abs(one - other) for one, other in itertools.pairwise(row)]
    assert max(steps) <= 4  # no edge that an eye would catch
    assert row[150] == 255
    assert image.pixelColor(150, 0) == FLOOR  # above and below there is no more ground


def test_a_low_film_fades_above_and_below() -> None:
    image = painted(QRectF(0, 50, 300, 100))
    column = [image.pixelColor(150, y).red() for y in range(200)]
    assert max(abs(one - other) for one, other in itertools.pairwise(column)) <= 4
    assert column[100] == 255


def test_a_film_that_fills_its_ground_stays_as_it_is() -> None:
    image = painted(AROUND)
    assert image.pixelColor(0, 0) == image.pixelColor(299, 199) == FLOOR
