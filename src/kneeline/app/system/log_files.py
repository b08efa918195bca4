"""The log's files: put aside when they are full, and readable by nobody else on the computer."""

from __future__ import annotations

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler

from typing_extensions import override

from kneeline.app.locations import privately


class PrivateFiles(RotatingFileHandler):
    """Files that nobody else on the computer can read."""

    @override
    def _open(self) -> TextIOWrapper:
        # open() and not Path.open(), which takes no opener.
        return open(self.baseFilename, "a", encoding="utf-8", opener=privately)
