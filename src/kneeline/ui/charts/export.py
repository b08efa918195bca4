"""A chart as a picture, as a drawing, or as its figures, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QFileDevice, QIODevice, QRectF, QSaveFile, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from kneeline.ui.charts.figures import as_csv
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.charts.chart import Chart

UNSEEN_PAGE = QSize(1200, 800)
"""Least size of a page that is not on the screen, in device-independent pixels."""

SHARPNESS = 2
"""Pixels of a picture for each one on the screen: sharp on paper and on dense screens."""

PRIVATE = QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner
"""A chart tells of somebody's health: nobody else on the computer may read it."""


class NotSaved(Exception):
    """A chart could not be written; the message names the file, the reason and the remedy."""


def save(chart: Chart, path: Path) -> None:
    """Write a chart as .png, .svg or .csv; NotSaved leaves the place as it was."""
    makers: dict[str, Callable[[Chart], QByteArray]] = {
        ".png": _png,
        ".svg": _svg,
        ".csv": _csv,
    }
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise NotSaved(
            _("{name} must end in .png, .svg or .csv, to say what to write.").format(name=path.name)
        )
    _lay_out(chart)
    content = maker(chart)
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.setPermissions(PRIVATE)
        and file.write(content) == content.size()
        and file.commit()
    ):
        raise NotSaved(
            _("{path} could not be written ({reason}); choose another place.").format(
                path=path, reason=file.errorString()
            )
        )


def _lay_out(chart: Chart) -> None:
    """Give a chart on a page that nobody has opened yet the room of a page."""
    page: QWidget = chart
    while (above := page.parentWidget()) is not None and not above.isVisible():
        page = above
    if not page.isVisible():
        page.resize(page.size().expandedTo(UNSEEN_PAGE))
        # Qt lays out hidden widgets only when it must paint them.
        page.grab()


def _csv(chart: Chart) -> QByteArray:
    # The mark at the front tells spreadsheets that it is UTF-8.
    return QByteArray(as_csv(chart.figures()).encode("utf-8-sig"))


def _png(chart: Chart) -> QByteArray:
    size = _page_size(chart)
    picture = QImage(size * SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(picture)
    _draw_page(chart, painter, size)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return content


def _svg(chart: Chart) -> QByteArray:
    size = _page_size(chart)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Not SVG Tiny, Qt's default: it knows no clipping, and lines would run out of their plot.
    drawing = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    drawing.setOutputDevice(buffer)
    drawing.setResolution(round(chart.logicalDpiX()))
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setTitle(chart.title)
    drawing.setDescription(chart.sentence())
    painter = QPainter(drawing)
    _draw_page(chart, painter, size)
    painter.end()
    return content


def _page_size(chart: Chart) -> QSize:
    return QSize(chart.width() + 2 * SPACE.xl, chart.height() + round(_heading(chart)) + SPACE.xl)


def _heading(chart: Chart) -> float:
    """Return how high title and sentence stand."""
    title = QFontMetricsF(look().font(TYPE.section, bold=True)).height()
    return SPACE.xl + title + SPACE.s + _sentence_room(chart).height() + SPACE.l


def _sentence_room(chart: Chart) -> QRectF:
    room = QRectF(0, 0, chart.width(), chart.height())
    metrics = QFontMetricsF(look().font(TYPE.body))
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, chart.sentence())


def _draw_page(chart: Chart, painter: QPainter, size: QSize) -> None:
    now = look()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(now.colours.surface))
    title = now.font(TYPE.section, bold=True)
    line = QFontMetricsF(title).height()
    painter.setPen(QColor(now.colours.text))
    painter.setFont(title)
    room = QRectF(SPACE.xl, SPACE.xl, chart.width(), line)
    painter.drawText(room, chart.title)
    painter.setFont(now.font(TYPE.body))
    sentence = _sentence_room(chart).translated(SPACE.xl, SPACE.xl + line + SPACE.s)
    painter.drawText(sentence, Qt.TextFlag.TextWordWrap, chart.sentence())
    painter.save()
    chart.draw(painter, QRectF(SPACE.xl, _heading(chart), chart.width(), chart.height()))
    painter.restore()
