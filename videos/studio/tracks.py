"""Tracks: what the app needs to draw its overlays live, frame by frame, in picture coordinates."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from studio.camera import Camera
from studio.measure import deviation, heel_height
from studio.motion import FPS, Motion
from studio.skeleton import SIDES, Array

JOINTS: Final = (
    "asis",
    "hip",
    "knee",
    "ankle",
    "heel",
    "ball",
    "toe",
    "shoulder",
    "elbow",
    "wrist",
)
HEEL_DOWN: Final = 0.006
"""A heel this close to its surface carries weight, in metres."""


def tracks(motion: Motion, camera: Camera) -> dict[str, Any]:
    """Joints (picture fractions), knee deviation (degrees) and heel contact of every film frame.

    `joints` holds a list of [x, y] per joint; a deviation is None where it means nothing.
    """
    way = [motion.stance(i) for i in range(len(motion.joints))]
    order = motion.loop()
    joints: dict[str, list[list[float]]] = {}
    for side in SIDES:
        for joint in JOINTS:
            points = camera.project(np.array([posed.point(f"{joint}.{side}") for posed in way]))
            joints[f"{joint}.{side}"] = [[round(float(v), 4) for v in points[i]] for i in order]
    surface = {side: _surface_under(motion, side) for side in SIDES}
    return {
        "fps": FPS,
        "width": camera.width,
        "height": camera.height,
        "frames": len(order),
        "joints": joints,
        "knee_deviation": {
            side: [None if (d := deviation(way[i], side)) is None else round(d, 1) for i in order]
            for side in SIDES
        },
        "heel_down": {
            side: [bool(heel_height(way[i], side) - surface[side] < HEEL_DOWN) for i in order]
            for side in SIDES
        },
        "arrow": _arrow(motion, camera),
    }


def _surface_under(motion: Motion, side: str) -> float:
    """Height of what the foot stands on: the lowest the heel's surface can be, in metres."""
    low = min(heel_height(motion.stance(i), side) for i in (0, len(motion.joints) - 1))
    tops = [
        s.point[2]
        for name, s in motion.surfaces(0).items()
        if name in {"step", "seat", "chair"} and s.point[2] <= low + 0.01
    ]
    return max([0.0, *tops])


def _arrow(motion: Motion, camera: Camera) -> list[list[float]]:
    """The way of the point that travels farthest on the picture: a few [x, y], start to end."""
    names = ["pelvis", "knee.L", "ankle.L", "knee.R", "ankle.R", "chest"]
    paths: list[Array] = []
    for name in names:
        frames = np.linspace(0, len(motion.joints) - 1, 9).round().astype(int)
        paths.append(camera.project(np.array([motion.stance(int(i)).point(name) for i in frames])))
    longest = max(paths, key=lambda p: float(np.linalg.norm(p[-1] - p[0])))
    return [[round(float(x), 4), round(float(y), 4)] for x, y in longest]
