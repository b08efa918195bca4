"""The card that stands where there is no film: what the exercise is and how it goes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from kneeline.coach.exercise import Phase
from kneeline.playback.look import ClipLook

WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
SMALLEST = 6
"""Pixels; text shrinks to this rather than lose a word."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the card says."""

    phase: Phase
    name: str
    setup: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A text in a font, with the room it takes."""

    text: str
    font: QFont
    width: float
    height: float


def paint_card(
    painter: QPainter, area: QRectF, words: CardWords, look: ClipLook, font: QFont
) -> None:
    """Paint the card so that every word of it is seen, as large as the area allows."""
    paint_ground(painter, area, look)
    fill = QColor(look.accents[words.phase])
    margin = max(look.padding, area.height() * 0.08)
    inside = area.adjusted(margin, margin, -margin, -margin)
    name, setup = fit(words, inside, font)
    bar = setup.font.pixelSize() * 0.2
    gap = setup.font.pixelSize() * 0.6
    stripe = gap + bar
    top = inside.top() + max(0.0, inside.height() - name.height - setup.height - stripe - gap) / 2
    painter.setPen(QColor(look.ink))
    _write(painter, name, QRectF(inside.left(), top, inside.width(), name.height))
    top += name.height + gap
    underline = QRectF(inside.left(), top, min(inside.width(), bar * 10), bar)
    painter.setBrush(fill)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(underline, bar / 2, bar / 2)
    painter.setPen(QColor(look.muted))
    _write(painter, setup, QRectF(inside.left(), top + stripe, inside.width(), setup.height))


def paint_ground(painter: QPainter, area: QRectF, look: ClipLook) -> None:
    """Paint what lies behind a film or a card."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.ground))
    painter.drawRoundedRect(area, look.radius, look.radius)


def rounded(area: QRectF, look: ClipLook) -> QPainterPath:
    """Return the outline of the card."""
    path = QPainterPath()
    path.addRoundedRect(area, look.radius, look.radius)
    return path


def fit(words: CardWords, inside: QRectF, font: QFont) -> tuple[_Block, _Block]:
    """Return name and setup as large as both fit; at the smallest size they fit or nothing does."""
    size = max(SMALLEST, int(inside.height() / 9))
    while True:
        name = _as_wide(words.name, font, round(size * 1.5), inside.width(), bold=True)
        setup = _as_wide(words.setup, font, size, inside.width())
        between = size * 1.2 + inside.height() * 0.03
        if size <= SMALLEST or name.height + between + setup.height <= inside.height():
            return name, setup
        size -= 1


def _as_wide(text: str, font: QFont, size: int, width: float, *, bold: bool = False) -> _Block:
    """Return a text no wider than this: one long word must not make the other text small."""
    while True:
        block = _block(text, font, size, width, bold=bold)
        if block.width <= width or size <= SMALLEST:
            return block
        size -= 1


def _block(text: str, font: QFont, size: int, width: float, *, bold: bool = False) -> _Block:
    chosen = QFont(font)
    chosen.setPixelSize(size)
    chosen.setBold(bold)
    needs = QFontMetricsF(chosen).boundingRect(QRectF(0, 0, width, 1e6), int(WRAPPED), text)
    return _Block(text, chosen, needs.width(), needs.height())


def _write(painter: QPainter, block: _Block, area: QRectF) -> None:
    painter.setFont(block.font)
    painter.drawText(area, int(WRAPPED), block.text)
