"""PySide6 6.12.0 on Python 3.11 loses a reference to None at every void call (PYSIDE-3474).

After a few thousand of them the interpreter aborts, in the middle of someone's session.
"""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

CALLS = 1_000


def test_void_qt_calls_keep_none_alive(qapp: QCoreApplication) -> None:
    timer = QTimer(qapp)
    before = sys.getrefcount(None)
    for milliseconds in range(CALLS):
        timer.setInterval(milliseconds)
    lost = before - sys.getrefcount(None)
    # The broken release loses all 1,000; other objects may let go of a few in the meantime.
    assert lost < CALLS / 10
