"""Every picture an installer shows, drawn by our own code from the app's own icon and colours.

Run alone (`python drawings.py FOLDER`) it draws into a folder; the build starts it so in an
environment that has Qt, because the one that builds need not.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from project import NAME, ROOT, SUMMARY, WORK, CannotBuild, empty

ICON = ROOT / "resources" / "icons" / "kneeline.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)

# The app's own: its icon's ground, its line, and the knee.
GROUND, LINE, KNEE = "#17656A", "#F6F4EF", "#F2B661"

# What NSIS shows: a picture beside the first and last page, and one above the others.
SIDE, HEAD = (164, 314), (150, 57)
# Drawn larger, so that a sharp screen shows it sharp; NSIS scales it down.
SCALE = 3


def icons(sizes: Iterable[int]) -> list[bytes]:
    """Return the app's icon as PNG in several sizes."""
    folder = _drawn()
    return [(folder / f"icon-{size}.png").read_bytes() for size in sizes]


def side_picture() -> Path:
    """Return the picture beside the wizard's first and last page, a BMP."""
    return _drawn() / "side.bmp"


def head_picture() -> Path:
    """Return the picture above the wizard's other pages, a BMP."""
    return _drawn() / "head.bmp"


def ico() -> bytes:
    """Return the icon as Windows wants it: PNGs behind a directory."""
    sizes = (16, 24, 32, 48, 64, 128, 256)
    pictures = icons(sizes)
    place = 6 + 16 * len(sizes)
    rows = b""
    for side, png in zip(sizes, pictures, strict=True):
        rows += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(png), place)
        place += len(png)
    return struct.pack("<HHH", 0, 1, len(sizes)) + rows + b"".join(pictures)


def icns() -> bytes:
    """Return the icon as macOS wants it: PNGs, each behind the name of its size."""
    kinds = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
    body = b""
    for kind, png in zip(kinds, icons(kinds.values()), strict=True):
        body += kind + struct.pack(">I", len(png) + 8) + png
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def _drawn() -> Path:
    """Draw everything once for each build, in a Python that has Qt."""
    folder = WORK / "pictures"
    stamp = folder / "stamp"
    state = f"{ICON.stat().st_mtime_ns} {Path(__file__).stat().st_mtime_ns}"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return folder
    empty(folder)
    done = subprocess.run(
        [sys.executable, __file__, folder], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CannotBuild(f"the pictures cannot be drawn: {done.stderr.strip()}")
    stamp.write_text(state, encoding="ascii")
    return folder


def draw(folder: Path) -> None:
    """Draw every picture into a folder, without a screen."""
    import os  # noqa: PLC0415 (only here: the variable must stand before Qt is loaded)

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRectF  # noqa: PLC0415 (the build itself needs no Qt)
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    _app = QGuiApplication([])
    renderer = QSvgRenderer(str(ICON))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(folder / f"icon-{size}.png"))
    _draw_side(folder / "side.bmp")
    _draw_head(folder / "head.bmp", renderer)


def _draw_side(path: Path) -> None:
    """The line hip, knee, second toe on our ground, with the name below it."""
    from PySide6.QtCore import QPointF, QRectF, Qt  # noqa: PLC0415 (see draw)
    from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen  # noqa: PLC0415

    width, height = SIDE[0] * SCALE, SIDE[1] * SCALE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    leg = QPainterPath(QPointF(86, 44))
    leg.cubicTo(94, 96, 82, 116, 78, 138)
    leg.cubicTo(74, 166, 82, 188, 82, 214)
    leg.lineTo(108, 228)
    shade = QColor("#FFFFFF")
    shade.setAlphaF(0.16)
    round_ends = (
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
    painter.setPen(QPen(shade, 48, *round_ends))
    painter.drawPath(leg)
    painter.setPen(QPen(QColor(LINE), 7, *round_ends))
    painter.drawLine(QPointF(82, 46), QPointF(82, 222))
    for y, radius, colour in ((46, 10, LINE), (138, 16, KNEE), (222, 10, LINE)):
        painter.setPen(QPen(QColor(LINE), 6 if colour == KNEE else 0))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(82, y), radius, radius)
    painter.setPen(QColor(LINE))
    font = QFont("DejaVu Sans")
    font.setPixelSize(24)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(QRectF(0, 254, SIDE[0], 30), Qt.AlignmentFlag.AlignCenter, NAME)
    font.setPixelSize(10)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    first, last = SUMMARY.split(" for ")
    words = f"{first}\nfor {last}"
    painter.drawText(QRectF(6, 280, SIDE[0] - 12, 28), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    image.save(str(path))


def _draw_head(path: Path, renderer: object) -> None:
    """The icon at the right end of a white band."""
    from PySide6.QtCore import QRectF  # noqa: PLC0415 (see draw)
    from PySide6.QtGui import QColor, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(HEAD[0] * SCALE, HEAD[1] * SCALE, QImage.Format.Format_RGB888)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    if isinstance(renderer, QSvgRenderer):
        renderer.render(painter, QRectF(HEAD[0] - 52, 6, 45, 45))
    painter.end()
    image.save(str(path))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
