"""A Kneeline of the future that upgrades a journal, to be killed: upgrading.py JOURNAL."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from kneeline.journal import database, migrations, open_journal

steps = Migrations("kneeline")
steps(name="m001_first_tables")(migrations.m001_first_tables)


@steps(name="m002_moods")
def m002_moods(db: Database) -> None:
    for table in ("sets", "notes", "runs"):
        db[table].transform(rename={})
    db["notes"].add_column("mood", str)
    time.sleep(0.05)


migrations.STEPS = steps
migrations.upgrade.__defaults__ = (steps,)
database.VERSION = 2
os.write(1, b"ready\n")
open_journal(Path(sys.argv[1]), wall_clock=lambda: datetime.now(UTC)).close()
time.sleep(10)
