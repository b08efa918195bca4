"""A run under way, in a small file beside the journal: a crash or a flat battery loses nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kneeline.app.locations import PRIVATE_FILE, make_private
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kneeline.coach.run_tally import KeptRun

NAME = "run-under-way.json"

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def was_cut_off(folder: Path) -> bool:
    """Whether a data folder may hold a run that was cut off."""
    return (folder / NAME).exists()


class RunUnderWay:
    """Keeps one run until it is written into the journal."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._path, self._tell = folder / NAME, tell
        self._complained = False

    def keep(self, run: KeptRun) -> None:
        """Write it whole or not at all; a disk that refuses is told of once."""
        fresh = self._path.with_suffix(".new")
        try:
            make_private(self._path.parent)
            with os.fdopen(os.open(fresh, _FRESH, PRIVATE_FILE), "wb") as file:
                file.write(msgspec.json.encode(run))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            self._complain(error)

    def found(self) -> KeptRun | None:
        """Return the run that was cut off, if there is one; what cannot be read is put aside."""
        from kneeline.coach.run_tally import KeptRun  # noqa: PLC0415 (nearly always there is none)

        try:
            run = msgspec.json.decode(self._path.read_bytes(), type=KeptRun)
            run.timeline.segments[run.segment]
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, ValueError, IndexError) as error:
            aside = self._path.with_suffix(".broken.json")
            self._path.replace(aside)
            words = _("The run that was cut off cannot be read ({problem}); it is kept as {file}.")
            self._tell(words.format(problem=error, file=aside.name))
            return None
        return run

    def drop(self) -> None:
        """Forget it: it is in the journal, or it is not wanted."""
        self._path.unlink(missing_ok=True)

    def _complain(self, error: OSError) -> None:
        if not self._complained:
            self._complained = True
            words = _("The run cannot be kept in {file} while it goes on: {reason}.")
            self._tell(words.format(file=self._path, reason=error.strerror))
