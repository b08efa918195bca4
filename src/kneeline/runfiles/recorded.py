"""A recorded run, as far as we want to know it: when, how long, how far, how quick the steps."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kneeline.coach.past import LONGEST_RUN_KM, LONGEST_RUN_MINUTES, DoneRun, Surface
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHORTEST_MINUTES = 1.0
"""What is shorter is a watch that was started by mistake (our choice)."""

FASTEST = 8.0
"""Metres a second on average that nobody runs for longer than a minute or two: it was a ride."""

SHORTEST_KM = 0.01

ONE_LEG_TO = 120.0
"""Up to this, a number is taken for the steps of one leg, as watches count them, and is doubled.

Nobody takes 240 steps a minute, and few run at fewer than 130.
"""

STEPS = (60.0, 260.0)
"""Steps a minute, both feet, between which a cadence of running or walking lies."""

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""What lies before it was written by a watch that had lost the time."""


class NoRunInIt(Exception):
    """The file gives no run; the text is for the person and says why."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """One run of a file."""

    at: datetime
    """When it began; on the clock of the place where the file tells it, else in UTC."""

    minutes: float
    """Minutes of moving."""

    km: float | None
    cadence: float | None
    """Steps a minute, both feet."""

    surface: Surface

    @property
    def fingerprint(self) -> str:
        """The same for the same run in any file that tells the same start, minutes and distance.

        Rounded as far as formats differ in how they write one recording: to the second, the tenth
        of a minute and the ten metres.
        """
        start = self.at.astimezone(UTC).replace(microsecond=0).isoformat()
        far = "-" if self.km is None else f"{self.km:.2f}"
        essence = f"{start} {self.minutes:.1f} {far}"
        return "run-" + hashlib.sha256(essence.encode()).hexdigest()[:32]

    def done(self) -> DoneRun:
        """Return it as the journal takes it, on the clock of the place it was run, or of here."""
        at = self.at if self.at.utcoffset() else self.at.astimezone()
        return DoneRun(at, self.minutes, km=self.km, surface=self.surface, cadence=self.cadence)


def recorded(
    at: datetime | None,
    seconds: float,
    metres: float | None,
    cadence: float | None,
    surface: Surface = Surface.ROAD,
) -> RecordedRun:
    """Return the run that these make; NoRunInIt where they make none."""
    if at is None:
        raise NoRunInIt(_("It does not say when the run was."))
    if at < EARLIEST:
        raise NoRunInIt(_("Its watch had lost the time: the run would lie before 1990."))
    minutes = round(seconds / 60, 2)
    if not minutes >= SHORTEST_MINUTES:
        raise NoRunInIt(_("It lasts less than a minute."))
    if minutes > LONGEST_RUN_MINUTES:
        raise NoRunInIt(_("It lasts longer than a day."))
    km = None if metres is None or metres < SHORTEST_KM * 1000 else round(metres / 1000, 3)
    if km is not None and km * 1000 / (minutes * 60) > FASTEST:
        raise NoRunInIt(_("It is faster than anyone runs: was it a ride?"))
    if km is not None and km > LONGEST_RUN_KM:
        says = _("It is longer than {km:g} km, which we take for a mistake.")
        raise NoRunInIt(says.format(km=LONGEST_RUN_KM))
    return RecordedRun(at, minutes, km, _both_feet(cadence), surface)


def every_run(making: Iterable[Callable[[], RecordedRun]]) -> tuple[RecordedRun, ...]:
    """Return the runs that can be made; NoRunInIt with what is wrong with the first if none can."""
    found, wrong = [], []
    for make in making:
        try:
            found.append(make())
        except NoRunInIt as error:
            wrong.append(error)
    if wrong and not found:
        raise wrong[0]
    return tuple(found)


def _both_feet(cadence: float | None) -> float | None:
    """Return steps a minute of both feet; None where the number can be none."""
    if cadence is None or not math.isfinite(cadence):
        return None
    steps = round(cadence * 2 if cadence <= ONE_LEG_TO else cadence, 1)
    return steps if STEPS[0] <= steps <= STEPS[1] else None
