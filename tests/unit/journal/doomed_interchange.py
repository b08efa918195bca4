"""A program that imports, exports, backs up and restores for ever, until it is killed.

    python doomed_interchange.py JOURNAL FILE SEED

It says a line at each step, so that whoever kills it can choose where.
"""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2])]

from kneeline.journal import backups_of, open_journal  # noqa: E402 (the path above comes first)
from kneeline.journal.backup import back_up_daily, take  # noqa: E402
from kneeline.journal.restoring import Restoring  # noqa: E402
from kneeline.journal.transfer import json_file, merging, taking_in  # noqa: E402
from kneeline.journal.transfer.csv_files import export_csv  # noqa: E402


def say(what: object) -> None:
    """Write one line at once."""
    os.write(1, f"{what}\n".encode())


def main() -> None:
    """Live until killed."""
    journal, file = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(int(sys.argv[3]))
    now = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(hours=2 * int(sys.argv[3]))
    merging.STEP = json_file.STEP = 5
    out = journal.parent / "out"
    while True:
        now += timedelta(minutes=9)
        act = chance.choice(("import", "restore", "restore", "export", "tables", "backup"))
        say(act)
        if act == "import":
            taking_in.import_json(journal, file, now, lambda done, _of: say(done))
        elif act == "restore":
            first = next(each for each in backups_of(journal) if each.before_version == 1)
            for step in Restoring(journal, now, first.path).steps():
                say(step)
        elif act == "export":
            json_file.export_json(
                journal, out / "j.json", now, force=True, progress=lambda done, _of: say(done)
            )
        elif act == "tables":
            export_csv(journal, out / "tables", force=True)
        else:
            back_up_daily(journal, now)
            take(journal, now)
        with open_journal(journal, wall_clock=partial(max, now, now)) as opened:
            opened.past()


if __name__ == "__main__":
    main()
