"""The body's distance field: a 16 mm grid sampled each frame, exact shapes close to the skin.

Each 64 mm block of the grid lists the few shapes that matter in it.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from studio.scene import BLOCK, CELL, Pixels, Scene
from studio.skeleton import Array, Ints
from studio.skin import FAST, shape_distance, skin_distance

NEAR = 0.011
"""Closer to the skin than this the grid is too coarse, in metres."""


@nb.njit(**FAST)
def gaps_at(s: Array, cx: float, cy: float, cz: float, spread: float, gaps: Array) -> float:
    """Fill each shape's distance from a point into `gaps`, those far away roughly; the least."""
    least = 1e9
    for i in range(s.shape[0]):
        mx = 0.5 * (s[i, 3] + s[i, 6]) - cx
        my = 0.5 * (s[i, 4] + s[i, 7]) - cy
        mz = 0.5 * (s[i, 5] + s[i, 8]) - cz
        gaps[i] = np.sqrt(mx * mx + my * my + mz * mz) - s[i, 21]
        if gaps[i] < least + spread:
            gaps[i] = shape_distance(s, i, cx, cy, cz)
            least = min(least, gaps[i])
    return least


@nb.njit(**FAST)
def fill_block(
    s: Array, near: Ints, planes: Array, pairs: Ints, pair_blend: Array, seg: Array,
    corner: Array, blended: bool, cells: Pixels,  # noqa: FBT001 - a compiled kernel takes no keywords
) -> None:  # fmt: skip
    """Sample the cells of one block from its corner; far from the skin without blending."""
    for z in range(BLOCK):
        for y in range(BLOCK):
            for x in range(BLOCK):
                px, py, pz = (corner[0] + x * CELL, corner[1] + y * CELL, corner[2] + z * CELL)
                if blended:
                    d = skin_distance(
                        s, near, near.shape[0], planes, pairs, pair_blend, seg, px, py, pz
                    )
                else:
                    d = 1e9
                    for j in range(near.shape[0]):
                        d = min(d, shape_distance(s, near[j], px, py, pz))
                cells[z, y, x] = d


@nb.njit(**FAST)
def sample_body(
    s: Array,
    planes: Array,
    pairs: Ints,
    pair_blend: Array,
    segments: int,
    origin: Array,
    blocks: Ints,
) -> tuple[Pixels, Ints, Ints]:
    """The body's distance on a grid, and for each block of cells the shapes that matter in it."""
    nx, ny, nz = blocks[0], blocks[1], blocks[2]
    count, size = s.shape[0], CELL * BLOCK
    grid = np.empty((nz * BLOCK, ny * BLOCK, nx * BLOCK), np.float32)
    start = np.zeros(nx * ny * nz + 1, np.int64)
    items = np.empty(nx * ny * nz * 12 + count, np.int64)
    near, seg, gaps, corner = (
        np.empty(count, np.int64), np.empty(segments), np.empty(count), np.empty(3)
    )  # fmt: skip
    used, radius = 0, 0.5 * size * 1.7321
    for block in range(nx * ny * nz):
        bx, by, bz = block % nx, block // nx % ny, block // (nx * ny)
        corner[0] = origin[0] + bx * size
        corner[1] = origin[1] + by * size
        corner[2] = origin[2] + bz * size
        half = 0.5 * size
        least = gaps_at(
            s, corner[0] + half, corner[1] + half, corner[2] + half, 2 * radius + 0.04, gaps
        )
        if used + count > items.shape[0]:
            grown = np.empty(items.shape[0] * 2 + count, np.int64)
            grown[:used] = items[:used]
            items = grown
        n = 0
        for i in range(count):
            if gaps[i] < least + 2 * radius + 0.036:
                near[n] = i
                n += 1
                if gaps[i] < radius + 0.056:
                    items[used] = i
                    used += 1
        start[block + 1] = used
        x, y, z = bx * BLOCK, by * BLOCK, bz * BLOCK
        fill_block(
            s, near[:n], planes, pairs, pair_blend, seg, corner, least <= 0.12,
            grid[z : z + BLOCK, y : y + BLOCK, x : x + BLOCK],
        )  # fmt: skip
    return grid, start, items[:used]


@nb.njit(inline="always", **FAST)
def coarse(g: Pixels, o: Array, x: float, y: float, z: float) -> float:
    """Distance to the body from the grid; outside the grid a safe lower bound."""
    fx, fy, fz = (x - o[0]) / CELL, (y - o[1]) / CELL, (z - o[2]) / CELL
    qx, qy, qz = (
        min(max(fx, 0.0), g.shape[2] - 1.01),
        min(max(fy, 0.0), g.shape[1] - 1.01),
        min(max(fz, 0.0), g.shape[0] - 1.01),
    )
    i, j, k = int(qx), int(qy), int(qz)
    a, b, c = qx - i, qy - j, qz - k
    d = (
        (g[k, j, i] * (1 - a) + g[k, j, i + 1] * a) * (1 - b)
        + (g[k, j + 1, i] * (1 - a) + g[k, j + 1, i + 1] * a) * b
    ) * (1 - c) + (
        (g[k + 1, j, i] * (1 - a) + g[k + 1, j, i + 1] * a) * (1 - b)
        + (g[k + 1, j + 1, i] * (1 - a) + g[k + 1, j + 1, i + 1] * a) * b
    ) * c
    off = (fx - qx) ** 2 + (fy - qy) ** 2 + (fz - qz) ** 2
    if off > 0:
        return max(d, 0.0) * 0.7 + np.sqrt(off) * CELL * 0.7
    return d


@nb.njit(inline="always", **FAST)
def exact(
    g: Pixels,
    o: Array,
    start: Ints,
    items: Ints,
    s: Array,
    planes: Array,
    pairs: Ints,
    pair_blend: Array,
    seg: Array,
    x: float,
    y: float,
    z: float,
) -> float:
    """Distance to the body from its shapes; only meaningful close to the skin."""
    size = CELL * BLOCK
    nx, ny, nz = g.shape[2] // BLOCK, g.shape[1] // BLOCK, g.shape[0] // BLOCK
    bx, by, bz = int((x - o[0]) / size), int((y - o[1]) / size), int((z - o[2]) / size)
    if bx < 0 or by < 0 or bz < 0 or bx >= nx or by >= ny or bz >= nz:
        return 0.05
    block = (bz * ny + by) * nx + bx
    a, b = start[block], start[block + 1]
    if a == b:
        return 0.05
    return skin_distance(s, items[a:b], b - a, planes, pairs, pair_blend, seg, x, y, z)


@nb.njit(**FAST)
def near_skin(v: Scene, seg: Array, x: float, y: float, z: float) -> float:
    """The exact distance for a scene."""
    return exact(
        v.grid,
        v.origin,
        v.list_start,
        v.list_items,
        v.shapes,
        v.planes,
        v.pairs,
        v.pair_blend,
        seg,
        x,
        y,
        z,
    )


@nb.njit(**FAST)
def march_body(
    g: Pixels,
    c: Array,
    start: Ints,
    items: Ints,
    s: Array,
    planes: Array,
    pairs: Ints,
    pair_blend: Array,
    seg: Array,
    o: Array,
    dx: float,
    dy: float,
    dz: float,
) -> float:
    """Ray length from `o` to the skin, or 1e9; `c` is the grid's corner."""
    enter, leave = 0.0, 1e9
    for a in range(3):
        d = dx if a == 0 else (dy if a == 1 else dz)
        low = c[a]
        high = low + (g.shape[2 - a] - 1) * CELL
        if abs(d) < 1e-9:
            if o[a] < low or o[a] > high:
                return 1e9
        else:
            t0, t1 = (low - o[a]) / d, (high - o[a]) / d
            enter, leave = max(enter, min(t0, t1)), min(leave, max(t0, t1))
    t = enter + 1e-4
    for _ in range(140):
        if t >= leave:
            return 1e9
        x, y, z = o[0] + dx * t, o[1] + dy * t, o[2] + dz * t
        d = coarse(g, c, x, y, z)
        if d < NEAR:
            d = exact(g, c, start, items, s, planes, pairs, pair_blend, seg, x, y, z)
            if d < 0.0006:
                return t
            t += max(d * 0.9, 0.0006)
        else:
            t += d - 0.004
    return 1e9
