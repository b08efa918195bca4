"""Runs from files, in the window: read on a thread of their own, taken in and back as one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.app.running import files as run_files
from kneeline.app.running.files import Fate, FileRead, Sorted
from kneeline.journal import JournalError
from kneeline.ui.moments import moment_in_words
from kneeline.ui.runs import words
from kneeline.ui.runs.arriving import Arrival, Became
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.past import DoneRun
    from kneeline.journal import Journal
    from kneeline.ui.clock import Clock
    from kneeline.ui.distances import Distances
    from kneeline.ui.runs.page import RunsPage

BECAME = {Fate.NEW: Became.NEW, Fate.KNOWN: Became.KNOWN, Fate.NO_RUN: Became.NO_RUN}


class RunImportDesk(QObject):
    """Takes files from the Runs page, a heap at a time; what is dropped meanwhile waits its turn.

    Signals:
        changed: runs were written down, or taken back.
    """

    changed = Signal()
    _advanced = Signal(int, int)
    _done = Signal(list)

    def __init__(
        self, page: RunsPage, journal: Journal, clock: Clock, distances: Callable[[], Distances]
    ) -> None:
        super().__init__(page)
        self._page, self._journal, self._clock = page, journal, clock
        self._distances = distances
        self._waiting: list[list[Path]] = []
        self._stop: threading.Event | None = None
        self._newest = ""
        page.files_given.connect(self._take)
        page.imports.stop_asked.connect(self._stop_reading)
        page.imports.felt_asked.connect(self._say_how_it_felt)
        self._advanced.connect(page.imports.advance)
        self._done.connect(self._sort_out)

    def _take(self, paths: list[Path]) -> None:
        self._waiting.append(paths)
        if self._stop is None:
            self._begin()

    def _begin(self) -> None:
        self._stop = threading.Event()
        self._page.imports.begin()
        work = partial(self._read, self._waiting.pop(0), self._stop)
        threading.Thread(target=work, name="run files", daemon=True).start()

    def _stop_reading(self) -> None:
        self._waiting.clear()
        if self._stop is not None:
            self._stop.set()

    def _read(self, paths: list[Path], stop: threading.Event) -> None:
        """Read files on a thread of their own; it knows neither the journal nor a widget."""
        found: list[FileRead] = []
        with suppress(RuntimeError):  # the window has gone meanwhile
            for each in run_files.read_each(run_files.run_files(paths), self._advanced.emit):
                found.append(each)
                if stop.is_set():
                    break
            self._done.emit(found)

    def _sort_out(self, found: list[FileRead]) -> None:
        """Take in what is new, and tell what became of every file."""
        stopped = self._stop is not None and self._stop.is_set()
        self._stop = None
        try:
            sorted_out = run_files.sort_out(self._journal, found, self._clock.wall())
            taken = run_files.take_in(self._journal, sorted_out)
        except (JournalError, ValueError) as error:
            self._waiting.clear()
            self._page.imports.hide()
            self._page.undo_bar.tell(str(error))
            return
        if taken:
            self._newest = max(
                zip(taken, _new(sorted_out), strict=True), key=lambda pair: pair[1].at
            )[0]
            self.changed.emit()
            self._offer_undo(taken)
        self._page.imports.finish([self._told(each) for each in sorted_out], stopped=stopped)
        if self._waiting:
            self._begin()

    def _offer_undo(self, taken: tuple[str, ...]) -> None:
        says = ngettext(
            "{count} run is imported.", "{count} runs are imported.", len(taken)
        ).format(count=len(taken))
        self._page.undo_bar.tell(says, partial(self._take_back, taken))

    def _take_back(self, taken: tuple[str, ...]) -> None:
        try:
            self._journal.delete(*taken)
        except (JournalError, ValueError) as error:
            self._page.undo_bar.tell(str(error))
            return
        self._page.imports.hide()
        self.changed.emit()

    def _say_how_it_felt(self) -> None:
        self._page.edit_run(self._newest)

    def _told(self, one: Sorted) -> Arrival:
        said = one.why if one.run is None else self._run_in_words(one.run)
        return Arrival(one.file.name, BECAME[one.fate], said)

    def _run_in_words(self, run: DoneRun) -> str:
        parts = [
            moment_in_words(run.at),
            _("{minutes} min").format(minutes=words.number(run.minutes)),
        ]
        if run.km is not None:
            parts.append(self._distances().words(run.km))
        if run.cadence is not None:
            steps = words.number(run.cadence, places=0)
            parts.append(_("{steps} steps a minute").format(steps=steps))
        return " · ".join(parts)


def _new(sorted_out: tuple[Sorted, ...]) -> list[DoneRun]:
    return [each.run for each in sorted_out if each.run is not None]
