"""Gets Qt Multimedia ready: on the window's thread, once, and without its chatter."""

from __future__ import annotations

from PySide6.QtCore import QLoggingCategory


def hush() -> None:
    """Leave only Qt Multimedia's critical lines; QT_LOGGING_RULES in the environment still rules.

    Each start without PipeWire, a GPU or a hardware decoder would otherwise print warnings about
    what it then does without.
    """
    QLoggingCategory.setFilterRules("qt.multimedia.*=false\nqt.multimedia.*.critical=true")


def make_ready() -> None:
    """Load Qt Multimedia; call it on the window's thread before another thread uses any of it.

    WORKAROUND (Qt 6.11, PySide6 6.11): Qt makes its media back end once, under a lock, and in it
    calls into Python. Made on another thread while the window's thread makes a player, the two
    wait for each other for ever: one has Qt's lock and wants Python's, one the other way round
    (seen in one start of three on a busy machine). A video sink makes it and opens no device.
    """
    hush()
    from PySide6.QtMultimedia import QVideoSink  # noqa: PLC0415 (18 ms, not before the first paint)

    QVideoSink()
