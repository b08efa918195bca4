"""FIT: the messages of a watch. A session sums up what was done; where none is, points stand in.

Read by fitdecode. Its values are as raw as they can be: a file may put anything in a field.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, Any

from kneeline.runfiles.recorded import NoRunInIt, RecordedRun, every_run, recorded
from kneeline.runfiles.sports import surface_of
from kneeline.runfiles.track import Point, Track
from kneeline.wording import _

if TYPE_CHECKING:
    from typing import BinaryIO

    from fitdecode import FitDataMessage

BEGINNING = datetime(1989, 12, 31, tzinfo=UTC)
"""From when a watch counts its seconds."""

SINCE_SWITCHED_ON = 0x10000000
"""Below it, seconds are counted from when the watch was switched on, and tell no time."""

HALF_CIRCLE = 2**31
QUARTER_HOURS = timedelta(minutes=15)
FURTHEST_ZONE = timedelta(hours=14)


@dataclass(slots=True)
class _Told:
    """What the messages of a file come to."""

    kind: str = ""
    sessions: list[dict[str, Any]] = field(default_factory=list)
    track: Track = field(default_factory=Track)
    ahead: timedelta = timedelta()
    """How far the clock of the place was ahead of UTC."""

    def take(self, message: FitDataMessage) -> None:
        """Take one message."""
        match message.name:
            case "file_id":
                self.kind = str(message.get_value("type", fallback=""))
            case "session":
                self.sessions.append({name: _value(message, name) for name in _SESSION})
            case "record":
                self.track.add(_point(message))
            case "event" if _value(message, "event") == "timer":
                self.track.part()
            case "activity":
                self.ahead = _ahead(
                    _value(message, "timestamp"), _value(message, "local_timestamp")
                )
            case _:
                pass

    def runs(self) -> tuple[RecordedRun, ...]:
        """Return the runs; NoRunInIt where there is none."""
        if self.kind not in {"", "None", "activity"}:
            says = _("It holds no run: it says “{kind}”.")
            raise NoRunInIt(says.format(kind=self.kind[:40]))
        return every_run(partial(self._run, session) for session in self.sessions or [{}])

    def _run(self, session: dict[str, Any]) -> RecordedRun:
        """Return what a session sums up; the points stand in where there is only one session."""
        surface = surface_of(*(_word(session.get(name)) for name in ("sport", "sub_sport")))
        track = self.track if len(self.sessions) <= 1 else Track()
        at = _moment(session.get("start_time")) or track.began
        seconds = _number(session.get("total_moving_time")) or _number(
            session.get("total_timer_time")
        )
        metres = _number(session.get("total_distance"))
        return recorded(
            at.astimezone(timezone(self.ahead)) if at is not None and self.ahead else at,
            seconds or track.moving,
            metres or track.metres,
            _cadence(session) or track.cadence,
            surface,
        )


_SESSION = (
    *("start_time", "total_moving_time", "total_timer_time", "total_distance"),
    *("avg_running_cadence", "avg_cadence", "avg_fractional_cadence", "sport", "sub_sport"),
)


def _value(message: FitDataMessage, name: str) -> object:
    return message.get_value(name, fallback=None)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    """Return a number that a field holds, or None where it holds something else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _moment(value: object) -> datetime | None:
    seconds = _number(value)
    if seconds is None or seconds < SINCE_SWITCHED_ON:
        return None
    return BEGINNING + timedelta(seconds=seconds)


def _cadence(session: dict[str, Any]) -> float | None:
    """Return the mean cadence of one leg, with its fraction."""
    whole = _number(session.get("avg_running_cadence")) or _number(session.get("avg_cadence"))
    return whole + (_number(session.get("avg_fractional_cadence")) or 0.0) if whole else None


def _ahead(utc: object, here: object) -> timedelta:
    """Return how far the clock of the place was ahead; nothing where that cannot be."""
    one, other = _number(utc), _number(here)
    if one is None or other is None:
        return timedelta()
    ahead = round((other - one) / QUARTER_HOURS.total_seconds()) * QUARTER_HOURS
    return ahead if abs(ahead) <= FURTHEST_ZONE else timedelta()


def _point(message: FitDataMessage) -> Point:
    north, east = (_number(_value(message, f"position_{axis}")) for axis in ("lat", "long"))
    return Point(
        at=_moment(_value(message, "timestamp")),
        latitude=None if north is None else north * 180 / HALF_CIRCLE,
        longitude=None if east is None else east * 180 / HALF_CIRCLE,
        metres=_number(_value(message, "distance")),
        cadence=_number(_value(message, "cadence")),
    )


def read_fit(file: BinaryIO) -> tuple[RecordedRun, ...]:
    """Return the runs of a FIT file; NoRunInIt where it has none or cannot be read."""
    import fitdecode  # noqa: PLC0415 (only when a file is read)

    told, whole = _Told(), io.BytesIO(file.read())
    try:
        with fitdecode.FitReader(
            whole,
            processor=None,
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    told.take(frame)
    except fitdecode.FitHeaderError as error:
        raise NoRunInIt(_("It is no FIT file, whatever its name says.")) from error
    except Exception as error:  # a damaged file makes a decoder fail in any way
        raise NoRunInIt(_("It breaks off or is damaged: copy it from the watch again.")) from error
    return told.runs()
