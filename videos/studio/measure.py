"""Measurements of a posed body that the checks, the expectations and the overlays share."""

from __future__ import annotations

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


def quantity(name: str, posed: Stance, joints: Array) -> float:  # noqa: PLR0911 - one return per word
    """A named measurement: a joint's angle, or one of the words above; KeyError for others."""
    word, _, side = name.partition(".")
    if word == "knee_over_toe":
        value = deviation(posed, side)
        return float("nan") if value is None else value
    if word == "heel_lift":
        return 1000.0 * heel_height(posed, side or "L")
    if word == "pelvis_level":
        return pelvis_level(posed)
    if word == "trunk_lean":
        return trunk_lean(posed)
    if word == "back_arch":
        return back_arch(joints)
    if word == "hips_height":
        return 1000.0 * float(posed.point("pelvis")[2])
    if name not in INDEX:
        raise KeyError(f"nothing called {name!r} can be measured")
    return float(joints[INDEX[name]])
