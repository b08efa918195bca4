"""Measurements of a posed body that the checks, the expectations and the overlays share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from studio.skeleton import INDEX, Array, Stance


def deviation(posed: Stance, side: str) -> float | None:
    """Degrees by which the knee leaves the foot's line seen from the front; inwards is negative.

    None where the shank lies flat, or the foot points down or up, so that there is no such view.
    """
    knee, ankle, forward = (
        posed.point(f"knee.{side}"),
        posed.point(f"ankle.{side}"),
        posed.axis(f"foot.{side}", 0),
    )
    flat = np.hypot(forward[0], forward[1])
    rise = knee[2] - ankle[2]
    if rise < 0.20 or flat < 0.5:
        return None
    s = 1.0 if side == "L" else -1.0
    across = s * (forward[0] * (knee[1] - ankle[1]) - forward[1] * (knee[0] - ankle[0])) / flat
    return float(np.degrees(np.arctan2(across, rise)))


def heel_height(posed: Stance, side: str) -> float:
    """Height of the heel's underside above the floor in metres."""
    return float(posed.point(f"heel.{side}")[2])


def pelvis_level(posed: Stance) -> float:
    """Tilt of the line between the hips in degrees; the free (right) side lower is negative."""
    line = posed.point("hip.R") - posed.point("hip.L")
    return float(np.degrees(np.arctan2(line[2], np.hypot(line[0], line[1]))))


def ankles_apart(posed: Stance) -> float:
    """Distance between the two ankles in millimetres: feet that stay together keep it small."""
    return 1000.0 * float(np.linalg.norm(posed.point("ankle.L") - posed.point("ankle.R")))


def trunk_lean(posed: Stance) -> float:
    """Sideways lean of the trunk towards the working (left) side, in degrees."""
    spine = posed.point("chest") + 0.2 * posed.axis("chest", 2) - posed.point("pelvis")
    left = posed.axis("pelvis", 1).copy()
    left[2] = 0.0
    left /= np.linalg.norm(left) + 1e-9
    return float(np.degrees(np.arcsin(np.clip(spine @ left / np.linalg.norm(spine), -1, 1))))


def back_arch(joints: Array) -> float:
    """How far the back is bent backwards in degrees (lumbar and chest together)."""
    return float(-(joints[INDEX["lumbar_flex"]] + joints[INDEX["chest_flex"]]))


def _knee_over_toe(posed: Stance, _: Array, side: str) -> float:
    value = deviation(posed, side)
    return float("nan") if value is None else value


WORDS: Final[dict[str, Callable[[Stance, Array, str], float]]] = {
    "knee_over_toe": _knee_over_toe,
    "heel_lift": lambda posed, _, side: 1000.0 * heel_height(posed, side or "L"),
    "pelvis_level": lambda posed, _joints, _side: pelvis_level(posed),
    "trunk_lean": lambda posed, _joints, _side: trunk_lean(posed),
    "back_arch": lambda _posed, joints, _side: back_arch(joints),
    "hips_height": lambda posed, _joints, _side: 1000.0 * float(posed.point("pelvis")[2]),
    "ankles_apart": lambda posed, _joints, _side: ankles_apart(posed),
}
"""What a pose file may expect besides a joint's angle: degrees, lengths in millimetres."""


def quantity(name: str, posed: Stance, joints: Array) -> float:
    """A named measurement: a joint's angle, or one of the words above; KeyError for others."""
    word, _, side = name.partition(".")
    if word in WORDS:
        return WORDS[word](posed, joints, side)
    if name not in INDEX:
        raise KeyError(f"nothing called {name!r} can be measured")
    return float(joints[INDEX[name]])
