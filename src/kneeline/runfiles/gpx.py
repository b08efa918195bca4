"""GPX: points with times, and little else. Each track of a file is a run."""

from __future__ import annotations

from functools import partial
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

CADENCES = frozenset({"cad", "cadence", "RunCadence"})
"""What the extensions of Garmin and others call it; all count one leg."""


class _Gpx(Outline):
    def __init__(self) -> None:
        super().__init__()
        self._tracks: list[tuple[Track, str]] = []
        self._track: Track | None = None
        self._point: Point | None = None
        self._sport = ""
        self._is_gpx = False

    @override
    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "gpx":
            self._is_gpx = True
        elif name == "trk":
            self._track, self._sport = Track(), ""
        elif name == "trkseg" and self._track is not None:
            self._track.part()
        elif name == "trkpt":
            self._point = Point(
                latitude=number(attributes.get("lat")), longitude=number(attributes.get("lon"))
            )

    @override
    def ends(self, name: str, text: str) -> None:
        point, track = self._point, self._track
        if track is None:
            return
        if point is None:
            if name == "type":
                self._sport = text
            elif name == "trk":
                self._tracks.append((track, self._sport))
                self._track = None
        elif name == "time":
            point.at = moment(text)
        elif name in CADENCES:
            point.cadence = number(text)
        elif name == "trkpt":
            track.add(point)
            self._point = None

    @override
    def runs(self) -> tuple[RecordedRun, ...]:
        if not self._is_gpx:
            raise NoRunInIt(_("It is no GPX file, whatever its name says."))
        if not self._tracks:
            raise NoRunInIt(_("It holds a route or places, and no run."))
        return every_run(partial(_run, track, sport) for track, sport in self._tracks)


def _run(track: Track, sport: str) -> RecordedRun:
    surface = surface_of(sport)
    return recorded(track.began, track.moving, track.metres, track.cadence, surface)


def read_gpx(file: BinaryIO) -> tuple[RecordedRun, ...]:
    """Return the runs of a GPX file; NoRunInIt where it has none or cannot be read."""
    outline = _Gpx()
    listen(file, outline)
    return outline.runs()
