"""Keeps every picture of a short loop in memory, each part of it once.

Our films stand before an even wall: from one picture to the next only about a quarter changes. A
picture is cut into small squares, and a square that looked the same at its place before is not
kept again. That takes a fifth of the memory of whole pictures, loses nothing, and can be shown in
any order, without decoding.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

SIDE = 16
"""Pixels of a square's side: video is packed in blocks of that size, so changes end there."""

LARGEST = 48_000_000
"""Bytes the pictures of one film may take; of ours, eleven of all kinds take 18 to 41 million."""

_SHEET = 16
"""Bits of a square's number that say where on its sheet it lies; the rest is the sheet's number."""

_NONE = 0xFFFF_FFFF

Step = tuple[QRect, list[tuple[QPoint, QImage, QRect]]]
"""Where one picture differs from another, and what is to be drawn there: which part of a sheet."""


class KeptPictures:
    """The pictures of one loop, by their number in it."""

    def __init__(self, count: int) -> None:
        """Take how many pictures there will be."""
        self.count = count
        self.picture = QImage()
        """The picture that was shown last; null before the first."""

        self.size = 0
        """Bytes they take."""

        self._sheets: dict[int, QImage] = {}
        """The squares that each picture was the first to have, side by side."""

        self._squares: dict[int, array[int]] = {}
        """Which square each place of a picture has, row by row."""

        self._known: dict[tuple[int, int], int] = {}
        """A square's number by its place and a hash of its pixels; only while pictures come."""

        self._shown: int | None = None
        self._steps: dict[int, Step] = {}
        """How each picture is made of the one before it, found out when that first comes about."""

    def __contains__(self, number: int) -> bool:
        """Say whether a picture is kept."""
        return number in self._squares

    @property
    def complete(self) -> bool:
        """Whether all of them are kept."""
        return len(self._squares) == self.count

    def keep(self, number: int, picture: QImage) -> None:
        """Keep a picture; all of them have the size of the first."""
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
        if self.picture.isNull():
            self.picture = QImage(picture.size(), QImage.Format.Format_RGB32)
        squares = array("I")
        new: list[tuple[int, int]] = []
        for place, (x, y) in enumerate(self._places()):
            part = picture.copy(x, y, SIDE, SIDE)  # has a name, for its bits go when it goes
            looks = place, hash(bytes(part.constBits()))
            square = self._known.get(looks)
            if square is None:
                square = self._known[looks] = number << _SHEET | len(new)
                new.append((x, y))
            squares.append(square)
        self._squares[number] = squares
        self._sheets[number] = sheet = _sheet(picture, new)
        self.size += sheet.sizeInBytes() + len(squares) * squares.itemsize
        if self.complete:
            self._known = {}

    def show(self, number: int) -> QRect:
        """Make `picture` this one and return where it differs from the one before."""
        follows = self._shown is not None and number == (self._shown + 1) % self.count
        step = self._steps.get(number) if follows else None
        if step is None:
            step = self._step_to(number)
            if follows:
                self._steps[number] = step
        changed, parts = step
        painter = QPainter(self.picture)
        # What is drawn has no light to let through, so nothing needs to be mixed.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for place, sheet, part in parts:
            painter.drawImage(place, sheet, part)
        painter.end()
        self._shown = number
        return changed

    def _step_to(self, number: int) -> Step:
        """Return what is to be drawn on the picture that shows to make it another one."""
        across = self._across
        changed, parts = QRect(), []
        for place, first, wide in self._runs(self._squares[number]):
            to = QRect(place % across * SIDE, place // across * SIDE, wide * SIDE, SIDE)
            part = QRect((first & 0xFFFF) * SIDE, 0, wide * SIDE, SIDE)
            parts.append((to.topLeft(), self._sheets[first >> _SHEET], part))
            changed |= to
        return changed, parts

    @property
    def _across(self) -> int:
        return -(-self.picture.width() // SIDE)

    def _places(self) -> Iterator[tuple[int, int]]:
        for y in range(0, self.picture.height(), SIDE):
            for x in range(0, self.picture.width(), SIDE):
                yield x, y

    def _runs(self, squares: array[int]) -> Iterator[tuple[int, int, int]]:
        """Yield place, square and how many, where squares that lie side by side have changed."""
        across = self._across
        nothing = array("I", [_NONE]) * len(squares)
        seen = nothing if self._shown is None else self._squares[self._shown]
        start = wide = 0
        for place, (now, before) in enumerate(zip(squares, seen, strict=True)):
            if now == before:
                continue
            goes_on = place == start + wide and place % across and now == squares[start] + wide
            if wide and goes_on:
                wide += 1
                continue
            if wide:
                yield start, squares[start], wide
            start, wide = place, 1
        if wide:
            yield start, squares[start], wide


def _sheet(picture: QImage, places: list[tuple[int, int]]) -> QImage:
    """Return squares of a picture side by side; three bytes a pixel are all there is to keep."""
    sheet = QImage(max(len(places), 1) * SIDE, SIDE, QImage.Format.Format_RGB888)
    painter = QPainter(sheet)
    for number, (x, y) in enumerate(places):
        painter.drawImage(number * SIDE, 0, picture, x, y, SIDE, SIDE)
    painter.end()
    return sheet
