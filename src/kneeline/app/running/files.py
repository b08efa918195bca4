"""Run files: found, read, sorted into new, known and not readable, and taken into the journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.journal import RunSource
from kneeline.runfiles import NoRunInIt, is_run_file, read
from kneeline.runfiles.opening import ending_of
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.past import DoneRun
    from kneeline.journal import Journal, RunRecord
    from kneeline.runfiles import RecordedRun

SAME_SHARE = 0.5
"""Two runs that overlap by more than this part of the shorter one are the same (our choice).

Nobody runs twice at once: so a run is known again from another format, another watch, or where
Kneeline guided it.
"""

NEARLY = 0.1
"""How much minutes and kilometres typed from memory differ from those of a watch (our choice)."""

Say = Callable[[int, int], None]
"""Is told how many files of how many are read."""


class Fate(Enum):
    """What becomes of a run of a file."""

    NEW = auto()
    KNOWN = auto()
    NO_RUN = auto()


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file gave: runs, or why there are none."""

    file: Path
    runs: tuple[RecordedRun, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of one run of a file, or of a file without one."""

    file: Path
    fate: Fate
    why: str = ""
    """Why it is not taken in; empty for what is new."""

    fingerprint: str = ""
    run: DoneRun | None = None


def run_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files among these and every run file in the folders among them, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_inside(path))
        else:
            found[path] = None
    return tuple(found)


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the run files of a folder and of those in it, in the order of their names."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if is_run_file(Path(name)))


def read_each(files: Sequence[Path], say: Say = lambda _done, _all: None) -> Iterator[FileRead]:
    """Yield what each file gives; it needs no journal, and may happen on a thread of its own."""
    for done, file in enumerate(files, start=1):
        try:
            yield FileRead(file, read(file))
        except NoRunInIt as error:
            yield FileRead(file, why_not=str(error))
        say(done, len(files))


def sort_out(journal: Journal, found: Iterable[FileRead], now: datetime) -> tuple[Sorted, ...]:
    """Return what becomes of each; of the same run in two files the first counts."""
    known = _Known(journal)
    sorted_out: list[Sorted] = []
    for each in found:
        if each.why_not:
            sorted_out.append(Sorted(each.file, Fate.NO_RUN, each.why_not))
        sorted_out += [_judge(each.file, run, known, now) for run in each.runs]
    return tuple(sorted_out)


def take_in(journal: Journal, sorted_out: Iterable[Sorted]) -> tuple[str, ...]:
    """Write what is new into the journal, all or none, and return the ids of the runs."""
    return journal.log_runs(
        (each.run, RunSource(ending_of(each.file)[1:]), each.fingerprint)
        for each in sorted_out
        if each.run is not None
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The time that a run took, without its pauses."""

    began: datetime
    ended: datetime

    @classmethod
    def of(cls, began: datetime, minutes: float) -> _Span:
        return cls(began, began + timedelta(minutes=minutes))

    def is_that_of(self, other: _Span) -> bool:
        both = min(self.ended, other.ended) - max(self.began, other.began)
        return both > SAME_SHARE * min(self.ended - self.began, other.ended - other.began)


class _Known:
    """The runs of the journal, and those that come before in the same heap."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        runs = journal.runs()
        self._spans = [_Span.of(each.at, each.minutes) for each in runs]
        self._typed = [each for each in runs if each.source is RunSource.MANUAL]

    def meet(self, run: RecordedRun, done: DoneRun) -> str:
        """Return why a run is known, or nothing, and then it is known from now on."""
        span = _Span.of(run.at, run.minutes)
        if any(each.is_that_of(span) for each in self._spans) or self._journal.knows_run(
            run.fingerprint
        ):
            return _("This run is in your journal already.")
        typed = next((each for each in self._typed if _is_typed(each, done)), None)
        if typed is not None:
            self._typed.remove(typed)
            return _("You wrote this run down yourself.")
        self._spans.append(span)
        return ""


def _is_typed(typed: RunRecord, run: DoneRun) -> bool:
    """Whether a run that was written down by hand is this one: of its day, and nearly as long.

    Its time tells nothing: it is often that of the writing.
    """
    if typed.day != run.day or abs(typed.minutes - run.minutes) > NEARLY * run.minutes:
        return False
    return typed.km is None or run.km is None or abs(typed.km - run.km) <= NEARLY * run.km


def _judge(file: Path, run: RecordedRun, known: _Known, now: datetime) -> Sorted:
    if run.at > now:
        return Sorted(file, Fate.NO_RUN, _("It lies in the future: the watch had lost the time."))
    done = run.done()
    why = known.meet(run, done)
    if why:
        return Sorted(file, Fate.KNOWN, why)
    return Sorted(file, Fate.NEW, fingerprint=run.fingerprint, run=done)
