"""The SQLite file that remembers everything, and the only place that speaks SQL.

Read it in this order. `stamp` says how a moment is written; `migrations` holds the tables;
`database` opens the file safely and refuses what it must not touch (`soundness` looks, `errors` and
`sentences` say it); `changes` has one function for
each thing that can be written; `journal` is what the rest of Kneeline holds in its hand;
`recorder` listens to a session and writes as it happens; `records` are the rows as people read
them; `backup` keeps copies on a `shelf` and thins them; `status` says how the file is
without touching it.

Two promises stand behind every line. What a person did is on the disk before the next thing is
shown, and a file that we cannot read or write is left exactly as it was.

    journal = open_journal(folder / "journal.db", wall_clock=now_with_time_zone)
    recorder = Recorder(journal)
    recorder.begin(timeline)
    recorder.observe(*engine.start(monotonic()))
"""

from kneeline.journal.backup import back_up_daily
from kneeline.journal.errors import (
    JournalDamaged,
    JournalError,
    JournalTooNew,
    JournalUnwritable,
    NotAJournal,
)
from kneeline.journal.journal import Journal, open_journal
from kneeline.journal.recorder import Recorder
from kneeline.journal.records import (
    CueShown,
    DailyPain,
    DailyWork,
    DayDecision,
    FeltRecord,
    LevelWorked,
    Note,
    PainRecord,
    Profile,
    RunSource,
    SessionRecord,
    SetRecord,
    Unfinished,
)
from kneeline.journal.shelf import Backup, backups_of
from kneeline.journal.status import Status, status

__all__ = [
    "Backup",
    "CueShown",
    "DailyPain",
    "DailyWork",
    "DayDecision",
    "FeltRecord",
    "Journal",
    "JournalDamaged",
    "JournalError",
    "JournalTooNew",
    "JournalUnwritable",
    "LevelWorked",
    "NotAJournal",
    "Note",
    "PainRecord",
    "Profile",
    "Recorder",
    "RunSource",
    "SessionRecord",
    "SetRecord",
    "Status",
    "Unfinished",
    "back_up_daily",
    "backups_of",
    "open_journal",
    "status",
]
