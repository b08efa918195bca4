"""The SQLite file that remembers everything, and the only place that speaks SQL.

Read it in this order. `stamp` says how a moment is written; `version_1` holds the tables and
`migrations` brings a file up to them; `database` opens it safely and refuses what it must not touch
(`soundness` looks, `errors` and `sentences` say it). `file` reads and writes all or nothing.

A session is written by `recorder`, with one function of `changes` for each thing that happens and
`resuming` for what is kept until it ends. The rest of life comes in through `telling` (with `told`
for its rows), what the coach decides through `deciding`, and corrections through `mending`, which
keeps a log of them (`fields` says what can be corrected). `reading` and `diary` ask, `remembering`
tells the coach the whole past, and `journal` is all of them in one hand. `records` and `entries`
are the rows as people read them, made by `rows` and `entry_rows`.

`backup` keeps copies on a `shelf` and thins them, `restoring` puts one back (with `locks`, which
time must not open), and `rescuing` says what can be done where the journal cannot be opened.
`transfer` takes a journal out and in and makes one of two; `writing_whole` writes its files.
`finding` looks one row up; `status` says how the file is without touching it; `sample` fills a
journal with a made-up life.

Two promises stand behind every line. What a person did is on the disk before the next thing is
shown, and a file that we cannot read or write is left exactly as it was.

    journal = open_journal(folder / "journal.db", wall_clock=now_with_time_zone)
    recorder = Recorder(journal)
    recorder.begin(timeline)
    recorder.observe(*engine.start(monotonic()))
"""

from typing import TYPE_CHECKING

from kneeline.journal.backup import back_up_daily
from kneeline.journal.entries import (
    ChangeRecord,
    ClearanceRecord,
    DecisionRecord,
    Entry,
    GateRecord,
    JournalDay,
    Match,
    MoveRecord,
    PauseRecord,
    RunRecord,
    ScreeningRecord,
    SignRecord,
)
from kneeline.journal.errors import (
    JournalDamaged,
    JournalError,
    JournalMissing,
    JournalTooNew,
    JournalUnwritable,
    NotAJournal,
)
from kneeline.journal.journal import Journal, open_journal
from kneeline.journal.records import (
    CueShown,
    DailyFelt,
    DailyPain,
    DailyWork,
    DayDecision,
    FeltRecord,
    LevelWorked,
    Note,
    PainRecord,
    Profile,
    RunSource,
    SelfTestRecord,
    SessionRecord,
    SetRecord,
    Unfinished,
)
from kneeline.journal.sample import holds_sample
from kneeline.journal.shelf import Backup, backups_of

if TYPE_CHECKING:
    from kneeline.journal.recorder import Recorder

__all__ = [
    "Backup",
    "ChangeRecord",
    "ClearanceRecord",
    "CueShown",
    "DailyFelt",
    "DailyPain",
    "DailyWork",
    "DayDecision",
    "DecisionRecord",
    "Entry",
    "FeltRecord",
    "GateRecord",
    "Journal",
    "JournalDamaged",
    "JournalDay",
    "JournalError",
    "JournalMissing",
    "JournalTooNew",
    "JournalUnwritable",
    "LevelWorked",
    "Match",
    "MoveRecord",
    "NotAJournal",
    "Note",
    "PainRecord",
    "PauseRecord",
    "Profile",
    "Recorder",
    "RunRecord",
    "RunSource",
    "ScreeningRecord",
    "SelfTestRecord",
    "SessionRecord",
    "SetRecord",
    "SignRecord",
    "Unfinished",
    "back_up_daily",
    "backups_of",
    "holds_sample",
    "open_journal",
]


def __getattr__(name: str) -> object:
    """Bring the recorder when a session begins: no other room needs all that happens in one."""
    if name == "Recorder":
        from kneeline.journal.recorder import Recorder  # noqa: PLC0415 (see above)

        return Recorder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
