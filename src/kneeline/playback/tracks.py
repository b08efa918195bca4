"""Where the joints are in each frame of a film, which way the movement goes, and what was measured.

Each of our films has a file of tracks beside it, written when the film was rendered; `marks` draws
what it says.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import msgspec

log = logging.getLogger(__name__)

LARGEST = 500_000
"""Bytes of a tracks file beyond which it is not one of ours."""

Place = Annotated[list[float], msgspec.Meta(min_length=2, max_length=2)]


class Tracks(msgspec.Struct, frozen=True):
    """Where the joints are in each frame, as parts of the picture's width and height."""

    fps: Annotated[float, msgspec.Meta(gt=0)]
    frames: Annotated[int, msgspec.Meta(gt=0)]
    joints: dict[str, list[Place]]
    knee_deviation: dict[str, list[float | None]]
    """Degrees between the shank and the foot's line, inwards below 0; None where nobody stands."""

    heel_down: dict[str, list[bool]] = {}
    """Whether the heel carries weight."""

    arrow: list[Place] = []
    """The way of the point that travels farthest, from the start of the movement to its end."""

    def frame_at(self, seconds: float) -> int:
        """Return the frame that shows at a moment of the loop."""
        return round(seconds * self.fps) % self.frames


def read_tracks(film: Path) -> Tracks | None:
    """Return the tracks beside a film; None where there are none, or none that can be read."""
    path = film.with_suffix(".json")
    try:
        if path.stat().st_size > LARGEST:
            return None
        tracks = msgspec.json.decode(path.read_bytes(), type=Tracks)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("%s cannot be read, so nothing is drawn on its film: %s", path, error)
        return None
    lengths = {len(each) for each in tracks.joints.values()}
    lengths |= {len(each) for each in tracks.knee_deviation.values()}
    lengths |= {len(each) for each in tracks.heel_down.values()}
    return tracks if lengths <= {tracks.frames} else None
