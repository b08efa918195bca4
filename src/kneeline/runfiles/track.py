"""The points of a recording, told one after the other, and what they come to.

Of a position only the way from the one before is kept, and of that only how far it was.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

EARTH = 6_371_000.0
"""Metres from the middle of the earth to its surface."""

STANDING = 1 / 3.6
"""Metres a second below which a person stands: a GPS wanders about by as much."""

LOOK = 10.0
"""Seconds over which standing is judged: some watches write the same place twice."""

PAUSE = 60.0
"""Seconds between two points that are a pause, unless the file always writes as rarely."""

RARELY = 5
"""How many times the usual distance in time a gap is a pause."""


@dataclass(slots=True)
class Point:
    """What one point of a recording says."""

    at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    metres: float | None = None
    """From the start, where the file counts them."""

    cadence: float | None = None


class Track:
    """Adds up the points of one recording."""

    def __init__(self) -> None:
        self.began: datetime | None = None
        self.told_metres: float | None = None
        self._last: Point | None = None
        self._seconds = array("d")
        self._metres = array("d")
        self._stepping = array("b")
        self._cadences = self._with_cadence = 0.0

    def part(self) -> None:
        """Begin another part: what lies between two parts was not run."""
        self._last = None

    def add(self, point: Point) -> None:
        """Take the next point; one without a time, or from before the last, says nothing."""
        if point.metres is not None:
            self.told_metres = max(self.told_metres or 0.0, point.metres)
        if point.cadence:
            self._cadences += point.cadence
            self._with_cadence += 1
        if point.at is None:
            return
        if self.began is None or point.at < self.began:
            self.began = point.at
        last = self._last
        if last is not None and last.at is not None:
            seconds = (point.at - last.at).total_seconds()
            if seconds <= 0:
                return
            self._seconds.append(seconds)
            self._metres.append(_between(last, point))
            self._stepping.append(bool(point.cadence))
        self._last = point

    @property
    def metres(self) -> float | None:
        """How far, as the file counted it, else from place to place; None where nothing tells."""
        if self.told_metres is not None:
            return self.told_metres
        ways = [way for way in self._metres if not math.isnan(way)]
        return math.fsum(ways) if ways else None

    @property
    def cadence(self) -> float | None:
        """The mean cadence of the points that tell one and do not stand."""
        return self._cadences / self._with_cadence if self._with_cadence else None

    @property
    def moving(self) -> float:
        """Seconds of moving: without pauses and without standing about."""
        if not self._seconds:
            return 0.0
        pause = max(PAUSE, RARELY * median(self._seconds))
        looks = [0, *self._ends_of_looks(pause), len(self._seconds)]
        moved = math.fsum(self._moved(first, end, pause) for first, end in pairwise(looks))
        # A belt in a gym does not move on the map: then all of it counts but for the pauses.
        return moved or math.fsum(each for each in self._seconds if each <= pause)

    def _ends_of_looks(self, pause: float) -> list[int]:
        """Return where the stretches end over which standing is judged."""
        ends, so_far = [], 0.0
        for place, seconds in enumerate(self._seconds):
            if seconds > pause:
                ends += [place, place + 1]
                so_far = 0.0
                continue
            so_far += seconds
            if so_far >= LOOK:
                ends.append(place + 1)
                so_far = 0.0
        return ends

    def _moved(self, first: int, end: int, pause: float) -> float:
        """Return the seconds of a stretch if the person moved in it, else 0."""
        seconds = math.fsum(self._seconds[first:end])
        if end - first == 1 and seconds > pause:
            return 0.0
        ways = [way for way in self._metres[first:end] if not math.isnan(way)]
        stood = bool(ways) and math.fsum(ways) < STANDING * seconds
        return 0.0 if stood and not any(self._stepping[first:end]) else seconds


def _between(one: Point, other: Point) -> float:
    """Return the metres between two points on the map; nan where one has no place."""
    if one.latitude is None or one.longitude is None:
        return math.nan
    if other.latitude is None or other.longitude is None:
        return math.nan
    north, further_north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((further_north - north) / 2) ** 2
        + math.cos(north) * math.cos(further_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(half, 1.0)))
