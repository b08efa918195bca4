"""Python's own sweep for what nobody can reach any more, so that the window never waits for it.

A full sweep looks at everything there is: with the whole app in memory that takes 60 ms and more,
at any moment, also in the middle of a click. Nothing of what a start makes is ever given up. So the
sweep is put off until the app stands, and after that passes over all that stood then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

STANDS_AFTER_MS = 10_000
"""Milliseconds after which everything behind the first screen is made, on a slow machine too."""


def put_off(app: QObject) -> None:
    """Let no sweep come between now and the time the app stands; call it once in a process."""
    gc.disable()
    QTimer.singleShot(STANDS_AFTER_MS, app, spare_what_stands)


def spare_what_stands() -> None:
    """Sweep again from now on, but only what is made from now on."""
    gc.freeze()
    gc.enable()
