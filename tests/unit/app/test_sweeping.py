"""No sweep comes while the app is made, and what stood then is passed over ever after."""

from __future__ import annotations

import subprocess
import sys

CHILD = """
import gc
from PySide6.QtCore import QCoreApplication, QTimer
from kneeline.app.system import sweeping

app = QCoreApplication([])
sweeping.STANDS_AFTER_MS = 1
full = []
gc.callbacks.append(lambda phase, said: full.append((phase, said["generation"])))


class Loop:
    def __init__(self):
        self.me = self


sweeping.put_off(app)
for _each in range(100_000):
    Loop()
assert not full, full
standing = gc.get_freeze_count()
QTimer.singleShot(50, app.quit)
app.exec()
assert gc.isenabled()
assert gc.get_freeze_count() > standing + 100_000
loops = [Loop() for _each in range(1_000)]
gc.collect()
loops.clear()
assert gc.collect() >= 1_000
"""


def test_the_sweep_is_put_off_until_the_app_stands() -> None:
    # In a process of its own: it is decided once for a whole process.
    done = subprocess.run(
        [sys.executable, "-c", CHILD], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
