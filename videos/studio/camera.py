"""The camera: looks at the middle of a movement from a named side and fits it into the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.motion import Motion
from studio.props import corners, solids
from studio.skeleton import Array
from studio.skin import REACH, skin

LENS: Final = 16.0
"""Vertical field of view in degrees: long, so that nothing looks distorted."""
DIRECTIONS: Final = {
    "side": (90.0, 9.0), "front": (0.0, 8.0), "back": (180.0, 10.0), "corner": (45.0, 16.0),
    "above": (60.0, 48.0), "feet": (180.0, 24.0),
}  # fmt: skip
"""Azimuth (0 looks at the figure's front, 90 at its left side) and elevation in degrees."""
FORMATS: Final = ((960, 540), (600, 600), (480, 600))
"""Widths and heights in pixels: lying, kneeling and standing figures each fill one of them."""
MARGIN: Final = 1.10


@dataclass(frozen=True)
class Camera:
    """Where the eye is, what its axes are, and the size of its picture in pixels."""

    eye: Array
    forward: Array
    right: Array
    up: Array
    half_height: float
    width: int
    height: int

    def project(self, points: Array) -> Array:
        """Picture coordinates of world points (n × 3): fractions 0…1 from the left and the top."""
        off = np.atleast_2d(points) - self.eye
        depth = off @ self.forward
        x = off @ self.right / (depth * self.half_height * self.width / self.height)
        y = off @ self.up / (depth * self.half_height)
        return np.stack([(x + 1) / 2, (1 - y) / 2], axis=1)


def view_axes(azimuth: float, elevation: float) -> tuple[Array, Array, Array]:
    """Forward, right and up of a camera that stands at this azimuth and elevation in degrees."""
    a, e = np.radians(azimuth), np.radians(elevation)
    forward = -np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    right = np.cross(forward, [0, 0, 1.0])
    right /= np.linalg.norm(right)
    return forward, right, np.cross(right, forward)


def extents(motion: Motion) -> Array:
    """Corner points that enclose the body and the things it uses, over the whole movement."""
    points = []
    for frame in sorted(
        {
            0,
            len(motion.joints) // 4,
            len(motion.joints) // 2,
            3 * len(motion.joints) // 4,
            len(motion.joints) - 1,
        }
    ):
        posed = motion.stance(frame)
        shapes = skin(motion.body, posed).shapes
        reach = np.where(shapes[:, :1] == 0, shapes[:, 9:10], shapes[:, REACH : REACH + 1])
        for sign in np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * 0.8:
            points += [shapes[:, 3:6] + reach * sign, shapes[:, 6:9] + reach * sign]
        for prop in motion.pose.props:
            if prop.kind not in {"mat", "wall"}:
                at = motion.rollers[frame] if prop.kind == "roller" else None
                points += [corners(solid) for solid in solids(prop, at, 0.0, posed)]
    found = np.concatenate(points)
    found[:, 2] = np.maximum(found[:, 2], 0.0)
    return found


def fit(motion: Motion, view: str, beside: tuple[Motion, ...] = ()) -> Camera:
    """A camera that shows the whole movement, in the format that the movement fills best.

    It leaves room for the movements it will stand `beside`, so that right and wrong compare.
    """
    custom = motion.pose.cameras.get(view, {})
    azimuth, elevation = DIRECTIONS.get(view, (90.0, 10.0))
    forward, right, up = view_axes(
        custom.get("azimuth", azimuth), custom.get("elevation", elevation)
    )
    points = np.concatenate([extents(shown) for shown in (motion, *beside)])
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    flat = points - middle
    spread = np.ptp(flat @ right) / max(0.3, np.ptp(flat @ up))
    width, height = min(FORMATS, key=lambda wh: abs(np.log(wh[0] / wh[1]) - np.log(spread * 0.95)))
    half, aim, distance = np.tan(np.radians(LENS / 2)), middle.copy(), 6.0
    for _ in range(8):
        eye = aim - forward * distance
        off = points - eye
        depth = off @ forward
        x, y = off @ right / depth, off @ up / depth
        aim = (
            aim
            + right * (x.min() + x.max()) / 2 * distance
            + up * (y.min() + y.max()) / 2 * distance
        )
        need = max(np.ptp(x) * height / width, np.ptp(y)) / 2 * MARGIN * custom.get("margin", 1.0)
        distance *= need / half
    return Camera(aim - forward * distance, forward, right, up, float(half), width, height)


def pixel_size(camera: Camera, scale: float) -> Camera:
    """The same view in a smaller or larger picture (even pixel counts)."""
    w, h = (2 * round(v * scale / 2) for v in (camera.width, camera.height))
    return Camera(camera.eye, camera.forward, camera.right, camera.up, camera.half_height, w, h)
