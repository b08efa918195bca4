"""Keeps Qt Multimedia's chatter from the terminal; what matters reaches us by its signals."""

from __future__ import annotations

from PySide6.QtCore import QLoggingCategory


def hush() -> None:
    """Leave only Qt Multimedia's critical lines; QT_LOGGING_RULES in the environment still rules.

    Each start without PipeWire, a GPU or a hardware decoder would otherwise print warnings about
    what it then does without.
    """
    QLoggingCategory.setFilterRules("qt.multimedia.*=false\nqt.multimedia.*.critical=true")
