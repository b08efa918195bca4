"""The log: what we and Qt have to say goes to a file of the person's, and nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from typing_extensions import override

from kneeline.app.locations import make_private

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 200_000
"""Bytes after which a log file is put aside."""

KEPT = 2
"""Files put aside that are kept."""

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_qt = logging.getLogger("qt")


class _OnceNeeded(logging.Handler):
    """Opens the log's files when there is something to say: most starts say nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._files: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write it down."""
        if self._files is None:
            self._files = _files(self._folder)
            self._files.setFormatter(self.formatter)
        self._files.emit(record)


def _files(folder: Path) -> logging.Handler:
    """Return what writes into files of a folder, or nowhere if it takes none."""
    # With it come sockets and pickles, 4 ms of the way to the first paint.
    from kneeline.app.system.log_files import PrivateFiles  # noqa: PLC0415

    try:
        make_private(folder)
        return PrivateFiles(
            folder / "kneeline.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()


def keep_in(folder: Path) -> None:
    """Write the log into a folder from now on; if it takes no files, keep no log."""
    style = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.INFO, format=style, handlers=[_OnceNeeded(folder)])
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _qt.log(LEVELS.get(kind, logging.INFO), message)
