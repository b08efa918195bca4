"""The log: what we and Qt have to say goes to a file of the person's, and nowhere else."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from typing_extensions import override

from kneeline.app.locations import make_private, privately

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


class _PrivateFiles(RotatingFileHandler):
    """Files that nobody else on the computer can read."""

    @override
    def _open(self) -> TextIOWrapper:
        # open() and not Path.open(), which takes no opener.
        return open(self.baseFilename, "a", encoding="utf-8", opener=privately)


def keep_in(folder: Path) -> None:
    """Write the log into a folder from now on; if it takes no files, keep no log."""
    handler: logging.Handler
    try:
        make_private(folder)
        handler = _PrivateFiles(
            folder / "kneeline.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    style = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.INFO, format=style, handlers=[handler])
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _qt.log(LEVELS.get(kind, logging.INFO), message)
