"""Whether a person can read what a page shows: no text clipped, covered or outside its page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from kneeline.ui.step_by_step import StepByStep

SLACK = 1
"""Pixels that rounding may take."""

SIZES = ((1280, 720), (1366, 768), (1920, 1080), (2560, 1440))
"""Windows that the player is laid out for."""


def settle() -> None:
    """Let widgets do what they have in hand, lay themselves out and paint."""
    while any(work.working for work in _works()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _round in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _works() -> Iterator[StepByStep]:
    """The work of every window that is shown: pages are filled in step by step."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield from window.findChildren(StepByStep)


def texts(page: QWidget) -> Iterator[tuple[QLabel | QPushButton | QComboBox, str]]:
    """Every visible widget with words in it."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        if isinstance(widget, QComboBox):
            yield widget, widget.currentText()
        elif isinstance(widget, (QLabel, QPushButton)) and widget.text():
            yield widget, widget.text()


def clipped(page: QWidget) -> list[str]:
    """Return the words that have less room than they need."""
    return [words for _widget, words in without_room(page)]


def without_room(page: QWidget) -> list[tuple[QWidget, str]]:
    """Return the widgets that have less room than their words need, and these words."""
    return [(widget, words) for widget, words in texts(page) if not _has_room(widget, words)]


def outside(page: QWidget, ground: QWidget | None = None) -> list[str]:
    """Return the words that reach beyond the ground they stand on: the page, or what it scrolls."""
    ground = ground or page
    found = []
    for widget, words in texts(page):
        place = QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
        if not ground.rect().contains(place):
            found.append(words)
    return found


def overlapping(page: QWidget) -> list[tuple[str, str]]:
    """Return pairs of words of which one covers the other."""
    placed = [
        (QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()), words)
        for widget, words in texts(page)
    ]
    return [
        (words, other_words)
        for number, (place, words) in enumerate(placed)
        for other, other_words in placed[number + 1 :]
        if place.intersects(other)
    ]


def smallest_text(page: QWidget) -> float:
    """Return the smallest text on the page, in pixels of its font."""
    return min(widget.fontInfo().pixelSize() for widget, _words in texts(page))


def extent(image: QImage, colour: str, area: QRect | None = None) -> QRect:
    """Return the smallest rectangle that holds every pixel of a colour; empty if there is none."""
    wanted = QColor(colour).rgb()
    area = area or image.rect()
    found = QRect()
    for y in range(area.top(), area.bottom() + 1):
        for x in range(area.left(), area.right() + 1):
            if image.pixel(x, y) == wanted:
                found = found.united(QRect(x, y, 1, 1))
    return found


def glyph_height(widget: QWidget, words: str, pixels: float) -> int:
    """Return how high these words stand, in pixels, in the widget's family at a font size."""
    font = widget.font()
    font.setPixelSize(round(pixels))
    font.setWeight(font.Weight.DemiBold)
    return QFontMetrics(font).tightBoundingRect(words).height()


def _has_room(widget: QLabel | QPushButton | QComboBox, words: str) -> bool:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            longest = max(metrics.horizontalAdvance(word) for word in words.split())
            return (
                widget.heightForWidth(widget.width()) <= widget.height() + SLACK
                and longest <= widget.contentsRect().width() + SLACK
            )
        needed = widget.sizeHint()
        return (
            needed.width() <= widget.width() + SLACK and needed.height() <= widget.height() + SLACK
        )
    if isinstance(widget, QComboBox):
        combo = QStyleOptionComboBox()
        widget.initStyleOption(combo)
        room = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            combo,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
    else:
        button = QStyleOptionButton()
        widget.initStyleOption(button)
        room = widget.style().subElementRect(
            QStyle.SubElement.SE_PushButtonContents, button, widget
        )
        if not widget.icon().isNull():
            room.setWidth(room.width() - widget.iconSize().width())
    needed = metrics.size(Qt.TextFlag.TextShowMnemonic.value, words)
    return needed.width() <= room.width() + SLACK and needed.height() <= room.height() + SLACK
