"""TCX: laps that know their time and their distance, with points in them or without."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from kneeline.runfiles.elements import Outline, listen, moment, number
from kneeline.runfiles.recorded import NoRunInIt, RecordedRun, every_run, recorded
from kneeline.runfiles.sports import surface_of
from kneeline.runfiles.track import Point, Track
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO


@dataclass(slots=True)
class _Activity:
    """What one activity of the file says of itself."""

    sport: str
    track: Track = field(default_factory=Track)
    began: datetime | None = None
    seconds: float = 0.0
    metres: float = 0.0
    steps: float = 0.0
    stepping: float = 0.0
    """Seconds of the laps that tell a cadence."""

    lap_seconds: float = 0.0

    def run(self) -> RecordedRun:
        """Return the run; NoRunInIt where it is none."""
        surface = surface_of(self.sport)
        mean = self.steps / self.stepping if self.stepping else None
        return recorded(
            self.began or self.track.began,
            self.seconds or self.track.moving,
            self.metres or self.track.metres,
            self.track.cadence or mean,
            surface,
        )

    def take(self, name: str, text: str) -> None:
        """Take a value that an activity or one of its laps has."""
        value = number(text) or 0.0
        if name == "Id":
            self.began = self.began or moment(text)
        elif name == "TotalTimeSeconds":
            self.lap_seconds = value
            self.seconds += value
        elif name == "DistanceMeters":
            self.metres += value
        elif name in {"AvgRunCadence", "Cadence"} and value:
            self.steps += value * self.lap_seconds
            self.stepping += self.lap_seconds


class _Tcx(Outline):
    def __init__(self) -> None:
        super().__init__()
        self._activities: list[_Activity] = []
        self._activity: _Activity | None = None
        self._point: Point | None = None
        self._is_tcx = False

    @override
    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "TrainingCenterDatabase":
            self._is_tcx = True
        elif name == "Activity":
            self._activity = _Activity(attributes.get("Sport", ""))
            self._activities.append(self._activity)
        elif self._activity is None:
            return
        elif name == "Lap":
            self._activity.began = self._activity.began or moment(attributes.get("StartTime"))
        elif name == "Track":
            self._activity.track.part()
        elif name == "Trackpoint":
            self._point = Point()

    @override
    def ends(self, name: str, text: str) -> None:
        activity, point = self._activity, self._point
        if activity is None:
            return
        if name == "Activity":
            self._activity = None
        elif point is None:
            activity.take(name, text)
        elif name == "Trackpoint":
            activity.track.add(point)
            self._point = None
        else:
            _put(point, name, text)

    @override
    def runs(self) -> tuple[RecordedRun, ...]:
        if not self._is_tcx:
            raise NoRunInIt(_("It is no TCX file, whatever its name says."))
        if not self._activities:
            raise NoRunInIt(_("It holds a course or a workout, and no run."))
        return every_run(activity.run for activity in self._activities)


def _put(point: Point, name: str, text: str) -> None:
    """Put a value into a point."""
    match name:
        case "Time":
            point.at = moment(text)
        case "LatitudeDegrees":
            point.latitude = number(text)
        case "LongitudeDegrees":
            point.longitude = number(text)
        case "DistanceMeters":
            point.metres = number(text)
        case "RunCadence" | "Cadence":
            point.cadence = number(text)
        case _:
            pass


def read_tcx(file: BinaryIO) -> tuple[RecordedRun, ...]:
    """Return the runs of a TCX file; NoRunInIt where it has none or cannot be read."""
    outline = _Tcx()
    listen(file, outline)
    return outline.runs()
