"""Reads the person's own pictures off the window's thread: a phone's photo takes a while."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

LARGEST = QSize(2560, 1440)
"""No picture is kept larger than the screen it is looked at on."""


class PictureReader(QObject):
    """Reads one picture at a time; of several asked for, the last is kept."""

    read = Signal()
    broken = Signal(object, str)
    """The picture's path, and the reason for the log."""

    _done = Signal(object, QImage, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._image = QImage()
        self._done.connect(self._on_done)

    @property
    def image(self) -> QImage:
        """The picture; null until it has been read."""
        return self._image

    def open(self, path: Path) -> None:
        """Read another picture."""
        self._path, self._image = path, QImage()
        threading.Thread(target=self._read, args=(path,), name="picture", daemon=True).start()

    def _read(self, path: Path) -> None:
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.width() > LARGEST.width() or size.height() > LARGEST.height():
            reader.setScaledSize(size.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._done.emit(path, image, reader.errorString() if image.isNull() else "")

    def _on_done(self, path: Path, image: QImage, reason: str) -> None:
        if path != self._path:
            return
        self._image = image
        if reason:
            self.broken.emit(path, reason)
        else:
            self.read.emit()
