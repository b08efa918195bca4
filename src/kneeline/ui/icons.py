"""The drawn icons, tinted with the theme.

Each is a 24 x 24 drawing in `resources/icons`, in one hand: round lines in `currentColor`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from kneeline.ui.tokens import Colours

_SIZES = (16, 24, 32)
_APP_SIZES = (16, 24, 32, 48, 64, 128)
SHARP = 3.0
"""Pixels an icon is drawn with for each one of the layout: no screen has more."""

# In an installed package the resources lie inside it, in the source tree beside src/.
_FOLDERS = (
    Path(__file__).parents[1] / "resources" / "icons",
    Path(__file__).parents[3] / "resources" / "icons",
)


class Icon(StrEnum):
    """Every icon there is; the value is its file's name."""

    APP = "kneeline"
    TODAY = "today"
    PLAYER = "player"
    PROGRESS = "progress"
    LIBRARY = "library"
    RUNS = "runs"
    JOURNAL = "journal"
    SETTINGS = "settings"
    ROLLER = "roller"
    BAND = "band"
    STEP = "step"
    CHAIR = "chair"
    WALL = "wall"
    MAT = "mat"
    WEIGHT = "weight"
    SOUND_ON = "sound-on"
    SOUND_OFF = "sound-off"
    PAUSE = "pause"
    PLAY = "play"
    SKIP = "skip"
    BACK = "back"
    FULL_SCREEN = "full-screen"
    HURT = "hurt"
    LEFT = "left"
    RIGHT = "right"
    TABLE = "table"
    EXPORT = "export"
    SEARCH = "search"
    ADD = "add"
    TICK = "check"
    DOT = "dot"
    DELETE = "delete"
    EDIT = "edit"
    UNDO = "undo"
    SWAP = "swap"
    FOLDER = "folder"
    HIGHER = "higher"
    LOWER = "lower"
    RIGHT_WAY = "right-way"
    WRONG_WAY = "wrong-way"
    MARK_HEEL = "mark-heel"
    MARK_KNEE_LINE = "mark-knee-line"
    MARK_GLUTE = "mark-glute"
    MARK_TRUNK = "mark-trunk"


class Tint(StrEnum):
    """Which colour of the theme an icon takes."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on-accent"
    DANGER = "danger"


def icon(name: Icon, tint: Tint, colours: Colours) -> QIcon:
    """Return an icon in a colour of the theme, paler where its control is disabled."""
    return _drawn(name, _colour(tint, colours), colours.disabled, _SIZES)


@lru_cache
def _drawn(name: Icon, normal: str, disabled: str, sizes: tuple[int, ...]) -> QIcon:
    """Draw an icon once in each pair of colours: a long page has it a hundred times."""
    drawn = QIcon()
    for size in sizes:
        drawn.addPixmap(pixmap(name, normal, size, SHARP), QIcon.Mode.Normal)
        drawn.addPixmap(pixmap(name, disabled, size, SHARP), QIcon.Mode.Disabled)
    return drawn


def set_icon(button: QAbstractButton, name: Icon, tint: Tint, colours: Colours) -> None:
    """Give a button an icon that follows the theme, as high as the button's text."""
    button.setProperty("icon_name", name.value)
    button.setProperty("icon_tint", tint.value)
    button.ensurePolished()
    height = round(button.fontMetrics().height() * 1.2)
    # In this size alone: drawn in all of them, those of the navigation cost 10 ms and 5 MB.
    button.setIcon(_drawn(name, _colour(tint, colours), colours.disabled, (height,)))
    button.setIconSize(QSize(height, height))


def tint_again(widgets: Iterable[QWidget], colours: Colours) -> None:
    """Tint every icon that `set_icon` gave, after the theme has changed."""
    for widget in widgets:
        name = widget.property("icon_name")
        if name and isinstance(widget, QAbstractButton):
            set_icon(widget, Icon(name), Tint(widget.property("icon_tint")), colours)


def write_glyphs(folder: Path, colours: Colours) -> None:
    """Write the ticks and arrows of a style sheet, which can only name files and not tint them."""
    marks = {
        "check": colours.accent.on,
        "dot": colours.accent.on,
        "down": colours.muted,
        "up": colours.muted,
    }
    for name, colour in marks.items():
        svg = _bytes(f"{name}.svg").replace(b"currentColor", colour.encode())
        (folder / f"{name}.svg").write_bytes(svg)


def app_icon() -> QIcon:
    """Return Kneeline's own icon, in its own colours."""
    drawn = QIcon()
    # An X server is sent each of them, eight bytes for a pixel: 256 points, doubled, were 8 MB.
    for size in _APP_SIZES:
        drawn.addPixmap(pixmap(Icon.APP, "", size, 1.0))
    return drawn


def pixmap(name: Icon, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """Return an icon `size` device-independent pixels wide, sharp up to `ratio` pixels for each."""
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    svg = _bytes(f"{name.value}.svg").replace(b"currentColor", colour.encode())
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _colour(tint: Tint, colours: Colours) -> str:
    return {
        Tint.TEXT: colours.text,
        Tint.MUTED: colours.muted,
        Tint.ACCENT: colours.accent.fill,
        Tint.ON_ACCENT: colours.accent.on,
        Tint.DANGER: colours.danger.fill,
    }[tint]


@lru_cache
def _bytes(file: str) -> bytes:
    for folder in _FOLDERS:
        if (folder / file).is_file():
            return (folder / file).read_bytes()
    raise FileNotFoundError(
        f"The drawing {file} is missing from {_FOLDERS[0]}; install Kneeline again."
    )
