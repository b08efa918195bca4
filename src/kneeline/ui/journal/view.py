"""What the Journal page shows, as plain data: days, entries, fields of a form, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kneeline.coach.side import Side


class Kind(StrEnum):
    """What an entry is, as the page narrows the days down."""

    SESSION = "session"
    RUN = "run"
    PAIN = "pain"
    NOTE = "note"
    TEST = "test"
    BREAK = "break"
    SAFETY = "safety"
    """Red flags, clearances, signs of a knee, and the gate to running."""

    DECISION = "decision"
    """What the coach decided, and why."""


class Asks(StrEnum):
    """What a field takes."""

    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    """How whoever saves it calls it."""

    label: str
    asks: Asks
    value: object = None
    choices: tuple[tuple[str, object], ...] = ()
    """Words and values to choose from."""

    optional: bool = False
    """Whether it may stay empty."""


@dataclass(frozen=True, slots=True)
class Score:
    """One pain score."""

    knee: Side
    score: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of a day, or of what is behind the fold of another."""

    rows: tuple[str, ...]
    """The rows of the journal it stands for; none where nothing can be done with it."""

    kind: Kind
    title: str
    time: str = ""
    says: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    fold: str = ""
    """What to ask `parts` for; empty where there is nothing behind a fold."""

    can_edit: bool = False
    can_delete: bool = False
    changes: tuple[str, ...] = ()
    """What was changed in it, a sentence each, oldest first."""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day."""

    day: date
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change that was made, as the change log has it."""

    change: str
    says: str
    when: str
    can_take_back: bool
    """Whether it still stands, so that it can be taken back."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which days are asked for."""

    kinds: frozenset[Kind] = field(default_factory=frozenset)
    """Nothing but these; all, where none is named."""

    text: str = ""
    """In a note, or in the name of an exercise."""

    until: date | None = None
    """The newest day; None for all."""

    @property
    def narrow(self) -> bool:
        """Whether anything is left out but newer days."""
        return bool(self.kinds or self.text.strip())
