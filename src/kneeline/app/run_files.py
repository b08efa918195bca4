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
    from kneeline.journal import Journal
    from kneeline.runfiles import RecordedRun

SAME_SHARE = 0.5
"""Two runs that overlap by more than this part of the shorter one are the same (our choice).

Nobody runs twice at once: so a run is known again from another format, another watch, or where
Kneeline guided it.
"""

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
    spans = [_Span.of(each.at, each.minutes) for each in journal.runs()]
    sorted_out: list[Sorted] = []
    for each in found:
        if each.why_not:
            sorted_out.append(Sorted(each.file, Fate.NO_RUN, each.why_not))
        for run in each.runs:
            sorted_out.append(one := _judge(journal, each.file, run, spans, now))
            if one.fate is Fate.NEW:
                spans.append(_Span.of(run.at, run.minutes))
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


def _judge(
    journal: Journal, file: Path, run: RecordedRun, spans: Sequence[_Span], now: datetime
) -> Sorted:
    if run.at > now:
        return Sorted(file, Fate.NO_RUN, _("It lies in the future: the watch had lost the time."))
    span = _Span.of(run.at, run.minutes)
    same = next((each for each in spans if each.is_that_of(span)), None)
    if same is not None or journal.knows_run(run.fingerprint):
        return Sorted(file, Fate.KNOWN, _("This run is in your journal already."))
    return Sorted(file, Fate.NEW, fingerprint=run.fingerprint, run=run.done())
