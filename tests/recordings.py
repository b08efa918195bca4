"""Run files as watches and phones write them: GPX by gpxpy, TCX and FIT by their own rules."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import gpxpy.gpx
from fitdecode.utils import compute_crc

BEGAN = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)
METRES_A_DEGREE = 111_194.93
"""Along a meridian of a round earth."""


@dataclass(frozen=True)
class Spot:
    """A moment of a recording: seconds and metres from its start."""

    seconds: float
    metres: float | None = None
    steps: int | None = None


@dataclass(frozen=True)
class Recording:
    """Parts with spots in them; between two parts the watch was stopped."""

    parts: Sequence[Sequence[Spot]]
    began: datetime = BEGAN
    sport: str = "running"


def steady(
    minutes: float,
    pace: float = 2.5,
    *,
    start: float = 0,
    metres: float = 0,
    steps: int | None = 85,
) -> list[Spot]:
    """Run evenly, a spot every five seconds; `steps` are those of one leg a minute."""
    return [
        Spot(start + at, metres + at * pace, steps) for at in range(0, round(minutes * 60) + 1, 5)
    ]


RUN = Recording([steady(10), steady(15, start=780, metres=1500)])
"""25 minutes of running and 3750 metres, with a stop of three minutes in between."""

MINUTES, KM, CADENCE = 25.0, 3.75, 170.0


def gpx(run: Recording = RUN, *, placed: bool = True, timed: bool = True) -> bytes:
    """Return it as GPX, with Garmin's extension for the cadence."""
    whole = gpxpy.gpx.GPX()
    whole.nsmap["tpx"] = TPX
    track = gpxpy.gpx.GPXTrack()
    track.type = run.sport
    whole.tracks.append(track)
    for part in run.parts:
        segment = gpxpy.gpx.GPXTrackSegment()
        track.segments.append(segment)
        for spot in part:
            north = 47 + (spot.metres or 0) / METRES_A_DEGREE if placed else 47
            at = run.began + timedelta(seconds=spot.seconds) if timed else None
            point = gpxpy.gpx.GPXTrackPoint(north, 8.5, time=at)
            if spot.steps is not None:
                point.extensions.append(_cadence(spot.steps))
            segment.points.append(point)
    return whole.to_xml().encode()


TPX = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"


def _cadence(steps: int) -> object:
    whole = ET.Element(f"{{{TPX}}}TrackPointExtension")
    ET.SubElement(whole, f"{{{TPX}}}cad").text = str(steps)
    return whole


def tcx(run: Recording = RUN, *, points: bool = True, sport: str = "Running") -> bytes:
    """Return it as TCX, a lap for each part."""
    laps = "".join(_lap(run, part, points=points) for part in run.parts)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase
    xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2">
 <Activities><Activity Sport="{sport}"><Id>{_z(run.began)}</Id>{laps}</Activity></Activities>
</TrainingCenterDatabase>""".encode()


def _z(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _lap(run: Recording, part: Sequence[Spot], *, points: bool) -> str:
    first, last = part[0], part[-1]
    metres = (last.metres or 0) - (first.metres or 0)
    spots = "".join(
        f"<Trackpoint><Time>{_z(run.began + timedelta(seconds=spot.seconds))}</Time>"
        "<Position><LatitudeDegrees>47.0</LatitudeDegrees>"
        "<LongitudeDegrees>8.5</LongitudeDegrees></Position>"
        f"<DistanceMeters>{spot.metres or 0}</DistanceMeters>"
        f"<HeartRateBpm><Value>140</Value></HeartRateBpm>"
        f"<Extensions><x:TPX><x:RunCadence>{spot.steps or 0}</x:RunCadence></x:TPX></Extensions>"
        "</Trackpoint>"
        for spot in part
    )
    steps = first.steps or 0
    return (
        f'<Lap StartTime="{_z(run.began + timedelta(seconds=first.seconds))}">'
        f"<TotalTimeSeconds>{last.seconds - first.seconds}</TotalTimeSeconds>"
        f"<DistanceMeters>{metres}</DistanceMeters><Calories>200</Calories>"
        f"{f'<Track>{spots}</Track>' if points else ''}"
        f"<Extensions><x:LX><x:AvgRunCadence>{steps}</x:AvgRunCadence></x:LX></Extensions></Lap>"
    )


# -- FIT -----------------------------------------------------------------------------------------

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
ENUM, UINT8, STRING, UINT16, SINT32, UINT32, BYTE = 0x00, 0x02, 0x07, 0x84, 0x85, 0x86, 0x0D
SIZES = {ENUM: "B", UINT8: "B", UINT16: "H", SINT32: "i", UINT32: "I", BYTE: "B"}
NOTHING = {ENUM: 0xFF, UINT8: 0xFF, UINT16: 0xFFFF, SINT32: 0x7FFFFFFF, UINT32: 0xFFFFFFFF}
RUNNING, CYCLING, WALKING = 1, 2, 11
TREADMILL = 1


class Fit:
    """Writes FIT messages one after the other, each with its definition."""

    def __init__(self) -> None:
        self._body = bytearray()

    def message(
        self,
        number: int,
        *fields: tuple[int, int, int | None],
        developer: Sequence[tuple[int, int, int]] = (),
    ) -> None:
        """Write a message: fields are number, type and value; `developer`'s have index and byte."""
        kinds = b"".join(
            struct.pack("<BBB", field, struct.calcsize(SIZES[kind]), kind)
            for field, kind, _value in fields
        )
        own = b"".join(struct.pack("<BBB", field, 1, index) for field, index, _value in developer)
        self._body += struct.pack("<BBBHB", 0x60 if developer else 0x40, 0, 0, number, len(fields))
        self._body += kinds
        if developer:
            self._body += struct.pack("<B", len(developer)) + own
        self._body += b"\x00"
        for _field, kind, value in fields:
            self._body += struct.pack("<" + SIZES[kind], NOTHING[kind] if value is None else value)
        self._body += bytes(value for _field, _index, value in developer)

    def text(self, number: int, field: int, words: bytes) -> None:
        """Write a message of one text."""
        self._body += struct.pack("<BBBHBBBB", 0x40, 0, 0, number, 1, field, len(words) + 1, STRING)
        self._body += b"\x00" + words + b"\x00"

    def whole(self) -> bytes:
        """Return the file, with its header and its sums."""
        head = struct.pack("<BBHI4s", 14, 0x20, 2195, len(self._body), b".FIT")
        head += struct.pack("<H", compute_crc(head))
        return head + bytes(self._body) + struct.pack("<H", compute_crc(head + self._body))


def fit(  # noqa: PLR0913 (each is one way in which such files differ)
    run: Recording = RUN,
    *,
    session: bool = True,
    sport: int = RUNNING,
    sub_sport: int = 0,
    hours_ahead: float | None = None,
    developer: bool = False,
    kind: int = 4,
) -> bytes:
    """Return it as FIT, with events where the watch was stopped."""
    file = Fit()
    file.message(0, (0, ENUM, kind), (1, UINT16, 1), (4, UINT32, since(run.began)))
    if developer:
        file.message(207, (3, UINT8, 0), (2, UINT16, 1))
        file.message(206, (0, UINT8, 0), (1, UINT8, 0), (2, UINT8, UINT8))
    for part in run.parts:
        file.message(21, (253, UINT32, _at(run, part[0])), (0, ENUM, 0), (1, ENUM, 0))
        for spot in part:
            file.message(
                20,
                (253, UINT32, _at(run, spot)),
                (0, SINT32, 47 * 2**31 // 180),
                (1, SINT32, None),
                (5, UINT32, None if spot.metres is None else round(spot.metres * 100)),
                (4, UINT8, spot.steps),
                developer=[(0, 0, 7)] if developer else (),
            )
        file.message(21, (253, UINT32, _at(run, part[-1])), (0, ENUM, 0), (1, ENUM, 4))
    if session:
        _sum_up(file, run, sport, sub_sport)
    end = _at(run, run.parts[-1][-1])
    here = None if hours_ahead is None else end + round(hours_ahead * 3600)
    file.message(34, (253, UINT32, end), (5, UINT32, here), (1, UINT16, 1))
    return file.whole()


def since(at: datetime) -> int:
    """Return the seconds of a moment, as a watch counts them."""
    return round((at - FIT_EPOCH).total_seconds())


def _at(run: Recording, spot: Spot) -> int:
    return since(run.began) + round(spot.seconds)


def _sum_up(file: Fit, run: Recording, sport: int, sub_sport: int) -> None:
    seconds = sum(part[-1].seconds - part[0].seconds for part in run.parts)
    metres = run.parts[-1][-1].metres
    file.message(
        18,
        (253, UINT32, _at(run, run.parts[-1][-1])),
        (2, UINT32, since(run.began)),
        (7, UINT32, round((run.parts[-1][-1].seconds) * 1000)),
        (8, UINT32, round(seconds * 1000)),
        (9, UINT32, None if metres is None else round(metres * 100)),
        (5, ENUM, sport),
        (6, ENUM, sub_sport),
        (18, UINT8, run.parts[0][0].steps),
    )


def files(run: Recording = RUN) -> Iterable[tuple[str, bytes]]:
    """The same run in every format, by the ending of the file."""
    return ((".gpx", gpx(run)), (".tcx", tcx(run)), (".fit", fit(run)))
