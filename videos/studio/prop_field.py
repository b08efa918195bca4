"""The props' distance field: boxes, rods and capsules in groups with bounding spheres."""

from __future__ import annotations

import numba as nb
import numpy as np

from studio.skeleton import Array
from studio.skin import FAST

GRAZING = 600
"""Steps a ray may take: one that runs along a wall comes closer by only a little each time."""


@nb.njit(**FAST)
def solid_distance(q: Array, i: int, x: float, y: float, z: float) -> float:
    """Signed distance to one prop piece."""
    dx, dy, dz = x - q[i, 1], y - q[i, 2], z - q[i, 3]
    r = q[i, 16]
    if q[i, 0] == 2:
        bx, by, bz = q[i, 4], q[i, 5], q[i, 6]
        h = min(1.0, max(0.0, (dx * bx + dy * by + dz * bz) / (bx * bx + by * by + bz * bz + 1e-9)))
        return np.sqrt((dx - bx * h) ** 2 + (dy - by * h) ** 2 + (dz - bz * h) ** 2) - r
    u = q[i, 7] * dx + q[i, 8] * dy + q[i, 9] * dz
    w = q[i, 10] * dx + q[i, 11] * dy + q[i, 12] * dz
    t = q[i, 13] * dx + q[i, 14] * dy + q[i, 15] * dz
    if q[i, 0] == 0:
        a, b, c = abs(u) - q[i, 4] + r, abs(w) - q[i, 5] + r, abs(t) - q[i, 6] + r
        return (
            np.sqrt(max(a, 0.0) ** 2 + max(b, 0.0) ** 2 + max(c, 0.0) ** 2)
            + min(max(a, max(b, c)), 0.0)  # noqa: PLW3301 - numba compiles the pair
            - r
        )
    a, b = np.sqrt(u * u + t * t) - q[i, 4] + r, abs(w) - q[i, 5] + r
    d = np.sqrt(max(a, 0.0) ** 2 + max(b, 0.0) ** 2) + min(max(a, b), 0.0) - r
    if q[i, 17] > 0 and d < 0.01:
        ring = abs((w / 0.056) % 1.0 - 0.5) * 2.0
        rib = abs((np.arctan2(t, u) * 6.0 / np.pi) % 1.0 - 0.5) * 2.0
        d += 0.004 * min(1.0, max(0.0, (max(ring, rib) - 0.80) * 7.0))
    return d


@nb.njit(**FAST)
def props_distance(solids: Array, groups: Array, x: float, y: float, z: float) -> float:
    """Distance to the nearest prop piece."""
    best = 1e9
    for g in range(groups.shape[0]):
        bx, by, bz = x - groups[g, 0], y - groups[g, 1], z - groups[g, 2]
        outside = np.sqrt(bx * bx + by * by + bz * bz) - groups[g, 3]
        if outside > 0.25 or outside > best:
            best = min(best, outside + 0.02)
            continue
        for i in range(int(groups[g, 4]), int(groups[g, 5])):
            best = min(best, solid_distance(solids, i, x, y, z))
    return best


@nb.njit(**FAST)
def march_props(
    solids: Array, groups: Array, o: Array, dx: float, dy: float, dz: float, limit: float
) -> tuple[float, int]:
    """Ray length to the first prop piece closer than `limit`, and which one; or 1e9."""
    best, which = 1e9, -1
    for g in range(groups.shape[0]):
        cx, cy, cz = groups[g, 0] - o[0], groups[g, 1] - o[1], groups[g, 2] - o[2]
        along = cx * dx + cy * dy + cz * dz
        miss = cx * cx + cy * cy + cz * cz - along * along
        r = groups[g, 3] + 0.01
        if miss > r * r:
            continue
        half = np.sqrt(r * r - miss)
        t, end = max(0.0, along - half), min(along + half, min(best, limit))  # noqa: PLW3301 - numba compiles the pair
        for _ in range(GRAZING):
            if t >= end:
                break
            d, near = 1e9, -1
            for i in range(int(groups[g, 4]), int(groups[g, 5])):
                e = solid_distance(solids, i, o[0] + dx * t, o[1] + dy * t, o[2] + dz * t)
                if e < d:
                    d, near = e, i
            if d < 0.0005:
                best, which = t, near
                break
            t += d * 0.92
    return best, which
