"""Illumination: what the lamps and the soft studio light leave on a point, and on the floor."""

from __future__ import annotations

import numba as nb
import numpy as np

from studio.body_field import coarse
from studio.prop_field import props_distance
from studio.scene import CELL, Pixels, Scene
from studio.skeleton import Array
from studio.skin import FAST


@nb.njit(inline="always", **FAST)
def around(
    g: Pixels, o: Array, solids: Array, groups: Array, x: float, y: float, z: float
) -> float:
    """Distance to anything but the floor, coarse."""
    d = coarse(g, o, x, y, z)
    if groups.shape[0] > 0:
        d = min(d, props_distance(solids, groups, x, y, z))
    return d


@nb.njit(**FAST)
def key_light(
    g: Pixels,
    o: Array,
    solids: Array,
    groups: Array,
    lamp: Array,
    x: float,
    y: float,
    z: float,
    width: float,
) -> float:
    """How much of the key lamp reaches a point, 0…1, with a soft edge."""
    lx, ly, lz = lamp[0], lamp[1], lamp[2]
    top = o[2] + g.shape[0] * CELL
    for k in range(groups.shape[0]):
        top = max(top, groups[k, 2] + groups[k, 3])
    least, t = 1.0, 0.014
    for _ in range(34):
        d = around(g, o, solids, groups, x + lx * t, y + ly * t, z + lz * t)
        least = min(least, d * width / t)
        if least < -1.0:
            return 0.0
        t += min(0.16, max(0.014, abs(d) * 0.85))
        if z + lz * t > top:
            break
    least = min(1.0, max(-1.0, least))
    return 0.25 * (1 + least) ** 2 * (2 - least)


@nb.njit(**FAST)
def openness(
    g: Pixels, o: Array, solids: Array, groups: Array,
    x: float, y: float, z: float, nx: float, ny: float, nz: float,
) -> float:  # fmt: skip
    """How open the surroundings are in a direction, 0…1: what the soft studio light can reach."""
    closed, weight, reach = 0.0, 1.0, 0.018
    for _ in range(5):
        d = around(g, o, solids, groups, x + nx * reach, y + ny * reach, z + nz * reach)
        if nz < 0.4:
            d = min(d, z + nz * reach + 0.004)
        closed += weight * max(0.0, reach - d) / reach
        weight *= 0.72
        reach *= 1.85
    return max(0.0, 1.0 - closed * 0.42)


@nb.njit(**FAST)
def light_floor(v: Scene, nx: int, ny: int, cell: float) -> Pixels:
    """Openness and key light on the floor, on a grid of `cell` metres."""
    out = np.empty((ny, nx, 2), np.float32)
    for j in range(ny):
        for i in range(nx):
            x, y = v.floor_origin[0] + i * cell, v.floor_origin[1] + j * cell
            out[j, i, 0] = openness(
                v.grid, v.origin, v.solids, v.groups, x, y, 0.001, 0.0, 0.0, 1.0
            )
            out[j, i, 1] = key_light(
                v.grid, v.origin, v.solids, v.groups, v.lamps[0], x, y, 0.001, 4.5
            )
    return out


@nb.njit(**FAST)
def illuminate(
    v: Scene,
    x: float,
    y: float,
    z: float,
    nx: float,
    ny: float,
    nz: float,
    dx: float,
    dy: float,
    dz: float,
    colour: Array,
    soft: float,
    gloss: float,
    glow: float,
    out: Array,
) -> None:
    """Light a point: soft sky, bounce from the floor, three lamps, a sheen and the glow."""
    px, py, pz = x + nx * 0.003, y + ny * 0.003, z + nz * 0.003
    open_ = openness(v.grid, v.origin, v.solids, v.groups, px, py, pz, nx, ny, nz)
    open_ = 0.30 * open_ + 0.70 * open_ * open_
    sky = 0.5 + 0.5 * nz
    bounce = 0.5 - 0.5 * nz
    sheen = 0.0
    for c in range(3):
        out[c] = open_ * (sky * (0.50, 0.51, 0.53)[c] + bounce * (0.34, 0.33, 0.32)[c])
    for k in range(v.lamps.shape[0]):
        lx, ly, lz = v.lamps[k, 0], v.lamps[k, 1], v.lamps[k, 2]
        face = nx * lx + ny * ly + nz * lz
        wrapped = max(0.0, (face + soft) / (1 + soft))
        if wrapped <= 0:
            continue
        reach = (
            key_light(v.grid, v.origin, v.solids, v.groups, v.lamps[0], px, py, pz, 4.5)
            if k == 0
            else 0.4 + 0.6 * open_
        )
        for c in range(3):
            out[c] += wrapped * reach * v.lamps[k, 3 + c]
        if face > 0:
            hx, hy, hz = lx - dx, ly - dy, lz - dz
            half = max(
                0.0, (nx * hx + ny * hy + nz * hz) / np.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
            )
            sheen += reach * v.lamps[k, 3] * half**24 * gloss
    edge = 1.0 + (nx * dx + ny * dy + nz * dz)
    rim = max(0.0, edge) ** 3 * 0.10 * open_
    for c in range(3):
        out[c] = colour[c] * (out[c] + 0.30 * glow) + (sheen + rim) * (1.0 - 0.6 * glow)
