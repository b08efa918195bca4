"""Write notes into a journal as fast as it goes: noting.py JOURNAL NAME TIMES."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kneeline.journal import open_journal


def now() -> datetime:
    return datetime.now(UTC)


name, times = sys.argv[2], int(sys.argv[3])
with open_journal(Path(sys.argv[1]), wall_clock=now) as journal:
    for turn in range(times):
        journal.write_note(f"{name} {turn}", about=now().date())
