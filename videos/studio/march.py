"""The renderer: marches rays through distance fields of the body and the props.

The body's field is sampled on a 16 mm grid each frame; the last millimetres, the normals and the
colours come from the exact shapes, of which each 64 mm block lists the few that matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from studio.skeleton import BALL, SOLE, Array, Ints
from studio.skin import FAST, HAIR, shape_distance, skin_distance

CELL = 0.016
BLOCK = 4
NEAR = 0.011
MISS, GROUND, BODY = -3, -2, -1
SKIN, HAIR_, TOP, SHORTS, SHOE, SOLE_, SOCK, GLOW, BACK, MAT, MAT_EDGE = range(11)
Pixels = NDArray[np.float32]


class Scene(NamedTuple):
    """All that a frame shows, as flat arrays."""

    shapes: Array
    planes: Array
    pairs: Ints
    pair_blend: Array
    segments: int
    turns: Array
    places: Array
    segment_role: Ints
    glow: Array
    glow_amount: float
    origin: Array
    grid: Pixels
    list_start: Ints
    list_items: Ints
    solids: Array
    groups: Array
    colours: Array
    solid_colours: Array
    lamps: Array
    mat: Array
    floor: Pixels
    floor_origin: Array


@nb.njit(**FAST)
def sample_body(  # noqa: C901, PLR0912 - a compiled kernel: one loop, no calls that cost
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
    items = np.empty(nx * ny * nz * 12, np.int64)
    near, seg, gaps = np.empty(count, np.int64), np.empty(segments), np.empty(count)
    used, radius = 0, 0.5 * size * 1.7321
    for bz in range(nz):
        for by in range(ny):
            for bx in range(nx):
                cx, cy, cz = (
                    origin[0] + (bx + 0.5) * size,
                    origin[1] + (by + 0.5) * size,
                    origin[2] + (bz + 0.5) * size,
                )
                least = 1e9
                for i in range(count):
                    mx = 0.5 * (s[i, 3] + s[i, 6]) - cx
                    my = 0.5 * (s[i, 4] + s[i, 7]) - cy
                    mz = 0.5 * (s[i, 5] + s[i, 8]) - cz
                    gaps[i] = np.sqrt(mx * mx + my * my + mz * mz) - s[i, 21]
                    if gaps[i] < least + 2 * radius + 0.04:
                        gaps[i] = shape_distance(s, i, cx, cy, cz)
                        least = min(least, gaps[i])
                n = 0
                block = (bz * ny + by) * nx + bx
                start[block] = used
                if used + count > items.shape[0]:
                    grown = np.empty(items.shape[0] * 2 + count, np.int64)
                    grown[:used] = items[:used]
                    items = grown
                for i in range(count):
                    if gaps[i] < least + 2 * radius + 0.036:
                        near[n] = i
                        n += 1
                        if gaps[i] < radius + 0.056:
                            items[used] = i
                            used += 1
                start[block + 1] = used
                for z in range(BLOCK):
                    for y in range(BLOCK):
                        for x in range(BLOCK):
                            px, py, pz = (
                                cx + (x - 2) * CELL,
                                cy + (y - 2) * CELL,
                                cz + (z - 2) * CELL,
                            )
                            if least > 0.12:
                                d = 1e9
                                for j in range(n):
                                    d = min(d, shape_distance(s, near[j], px, py, pz))
                            else:
                                d = skin_distance(
                                    s, near, n, planes, pairs, pair_blend, seg, px, py, pz
                                )
                            grid[bz * BLOCK + z, by * BLOCK + y, bx * BLOCK + x] = d
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
        for _ in range(90):
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


@nb.njit(inline="always", **FAST)
def step(edge: float, x: float) -> float:
    """A 2 mm soft step: 0 below the edge, 1 above."""
    t = min(1.0, max(0.0, 0.5 + (x - edge) / 0.002))
    return t * t * (3 - 2 * t)


@nb.njit(inline="always", **FAST)
def local(v: Scene, bone: int, axis: int, x: float, y: float, z: float) -> float:
    """One coordinate of a point in a bone's own frame."""
    return (
        v.turns[bone, 0, axis] * (x - v.places[bone, 0])
        + v.turns[bone, 1, axis] * (y - v.places[bone, 1])
        + v.turns[bone, 2, axis] * (z - v.places[bone, 2])
    )


@nb.njit(inline="always", **FAST)
def blend(out: Array, colours: Array, material: int, amount: float) -> None:
    """Blend a material's colour into `out`."""
    for c in range(3):
        out[c] += (colours[material, c] - out[c]) * amount


PELVIS, CHEST = 0, 2
R_TRUNK, R_NECK, R_HEAD, R_HAIR, R_PELVIS, R_THIGH, R_SHANK, R_FOOT, R_ARM = range(9)


@nb.njit(**FAST)
def dress(v: Scene, seg: Array, x: float, y: float, z: float, out: Array) -> float:  # noqa: C901, PLR0912 - one branch per garment
    """Colour of the skin or clothes at a point of the body; returns how much it glows."""
    best, role, bone = 1e9, 0, 0
    for k in range(seg.shape[0]):
        if seg[k] < best:
            best, role, bone = seg[k], v.segment_role[k, 0], v.segment_role[k, 1]
    for c in range(3):
        out[c] = v.colours[SKIN, c]
    hem = 0.0
    if role == R_HAIR or (role == R_HEAD and seg[HAIR] < best + 0.0006):
        blend(out, v.colours, HAIR_, 1.0)
    elif role in (R_TRUNK, R_NECK, R_PELVIS):
        ahead, beside = local(v, CHEST, 0, x, y, z), local(v, CHEST, 1, x, y, z)
        scoop = 0.232 - (local(v, CHEST, 2, x, y, z) + 0.50 * ahead)
        collar = max(
            scoop,
            min(
                np.sqrt((ahead + 0.004) ** 2 + beside * beside) - 0.084,
                0.262 - local(v, CHEST, 2, x, y, z),
            ),
        )
        waist = local(v, PELVIS, 2, x, y, z) - 0.085
        blend(out, v.colours, TOP, step(0.0, collar))
        blend(out, v.colours, SHORTS, step(0.0, -waist))
        hem = max(
            np.exp(-(((collar - 0.006) / 0.005) ** 2)), np.exp(-(((waist - 0.003) / 0.004) ** 2))
        )
        if collar < -0.002:
            hem = 0.0
    elif role == R_THIGH:
        leg = local(v, bone, 2, x, y, z) + 0.215
        blend(out, v.colours, SHORTS, step(0.0, leg))
        hem = np.exp(-(((leg - 0.006) / 0.005) ** 2)) * step(0.0, leg)
    elif role == R_ARM:
        sleeve = local(v, bone, 2, x, y, z) + 0.125
        blend(out, v.colours, TOP, step(0.0, sleeve))
        hem = np.exp(-(((sleeve - 0.006) / 0.005) ** 2)) * step(0.0, sleeve)
    elif role == R_FOOT or role == R_SHANK:  # noqa: PLR1714, SIM109 - numba compiles the pair
        foot = bone + (1 if role == R_SHANK else 0)
        up, ahead = local(v, foot, 2, x, y, z), local(v, foot, 0, x, y, z)
        if role == R_FOOT or up < 0.06:
            blend(out, v.colours, SOCK, step(0.0, 0.042 - up))
            blend(out, v.colours, SHOE, step(0.0, -0.012 - up - 0.10 * ahead))
            low = up
            if ahead > BALL:
                low = local(v, foot + 1, 2, x, y, z) + 0.023 - SOLE
            blend(out, v.colours, SOLE_, step(0.0, 0.020 - SOLE - low))
            hem = 0.8 * np.exp(-(((up + 0.014 + 0.10 * ahead) / 0.004) ** 2))
    for c in range(3):
        out[c] *= 1.0 - 0.22 * hem
    if v.glow_amount <= 0:
        return 0.0
    gap = 1.0
    for j in range(v.glow.shape[0]):
        gap = min(gap, shape_distance(v.shapes, int(v.glow[j]), x, y, z))
    m = min(1.0, max(0.0, 1.0 - (gap - 0.001) / 0.030))
    m = m * m * (3 - 2 * m) * v.glow_amount
    for c in range(3):
        a, b = np.sqrt(out[c]), np.sqrt(v.colours[GLOW, c])
        out[c] = (a + (b - a) * m) ** 2
    return m


@nb.njit(**FAST)
def shade(
    v: Scene,
    seg: Array,
    normal: Array,
    colour: Array,
    o: Array,
    dx: float,
    dy: float,
    dz: float,
    t: float,
    what: int,
    out: Array,
) -> None:
    """Colour of the skin or prop that a ray met at length `t`, as linear light into `out`."""
    x, y, z = o[0] + dx * t, o[1] + dy * t, o[2] + dz * t
    glow, rough, soft = 0.0, 0.0, 0.0
    if what == BODY:
        e = 0.0012
        a = near_skin(v, seg, x + e, y - e, z - e)
        b = near_skin(v, seg, x - e, y - e, z + e)
        c_ = near_skin(v, seg, x - e, y + e, z - e)
        d = near_skin(v, seg, x + e, y + e, z + e)
        normal[0], normal[1], normal[2] = a - b - c_ + d, -a - b + c_ + d, -a + b - c_ + d
        near_skin(v, seg, x, y, z)
        glow = dress(v, seg, x, y, z, colour)
        soft, rough = 0.22, 0.05
    else:
        e = 0.0008
        normal[0] = solid_distance(v.solids, what, x + e, y, z) - solid_distance(
            v.solids, what, x - e, y, z
        )
        normal[1] = solid_distance(v.solids, what, x, y + e, z) - solid_distance(
            v.solids, what, x, y - e, z
        )
        normal[2] = solid_distance(v.solids, what, x, y, z + e) - solid_distance(
            v.solids, what, x, y, z - e
        )
        for c in range(3):
            colour[c] = v.solid_colours[what, c]
        soft, rough = 0.05, 0.03
    n = 1.0 / np.sqrt(normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2 + 1e-18)
    nx, ny, nz = normal[0] * n, normal[1] * n, normal[2] * n
    normal[0], normal[1], normal[2] = nx, ny, nz
    illuminate(v, x, y, z, nx, ny, nz, dx, dy, dz, colour, soft, rough, glow, out)


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


@nb.njit(**FAST)
def shade_floor(  # noqa: C901 - a compiled kernel: one loop, no calls that cost
    floor: Pixels, corner: Array, colours: Array, mat: Array, x: float, y: float, out: Array
) -> None:
    """The floor is the background's colour under its shadows; a mat is a coloured sheet on it."""
    shadow = 1.0
    fx, fy = (x - corner[0]) / corner[2], (y - corner[1]) / corner[2]
    w, h = floor.shape[1], floor.shape[0]
    if 0 <= fx < w - 1.01 and 0 <= fy < h - 1.01:
        i, j = int(fx), int(fy)
        a, b = fx - i, fy - j
        light = 0.0
        for c in range(2):
            value = (floor[j, i, c] * (1 - a) + floor[j, i + 1, c] * a) * (1 - b) + (
                floor[j + 1, i, c] * (1 - a) + floor[j + 1, i + 1, c] * a
            ) * b
            light += value * (0.56 if c == 0 else 0.44)
        border = min(min(fx, w - 1 - fx), min(fy, h - 1 - fy)) * corner[2] / 0.25  # noqa: PLW3301 - numba compiles the pair
        border = min(1.0, max(0.0, border))
        shadow = 1.0 + (light - 1.0) * border * border * (3 - 2 * border)
    for c in range(3):
        out[c] = colours[BACK, c]
    if mat[2] > 0:
        u = (x - mat[0]) * mat[4] + (y - mat[1]) * mat[5]
        s = -(x - mat[0]) * mat[5] + (y - mat[1]) * mat[4]
        a, b = abs(u) - mat[2] + 0.03, abs(s) - mat[3] + 0.03
        d = np.sqrt(max(a, 0.0) ** 2 + max(b, 0.0) ** 2) + min(max(a, b), 0.0) - 0.03
        if d < 0.03:
            if d > 0:
                shadow *= 1.0 - 0.10 * (1 - d / 0.03) ** 2
            blend(out, colours, MAT, step(0.0, -d))
            blend(out, colours, MAT_EDGE, step(0.0, -d) * step(0.0, d + 0.012) * 0.8)
    if shadow < 0.9999:
        for c in range(3):
            out[c] *= shadow ** (0.92, 0.97, 1.0)[2 - c]


@nb.njit(inline="always", **FAST)
def display(c: float) -> float:
    """Linear light to the screen's sRGB, with a soft shoulder for the brightest parts."""
    c = max(0.0, c)
    if c > 0.86:
        c = 0.86 + 0.14 * (1 - np.exp(-(c - 0.86) / 0.14))
    return 12.92 * c if c < 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


@nb.njit(cache=True)
def paint(  # noqa: C901, PLR0912 - a compiled kernel: one loop, no calls that cost
    v: Scene,
    eye: Array,
    forward: Array,
    right: Array,
    up: Array,
    half: float,
    width: int,
    height: int,
    fine: int,
) -> Pixels:
    """The picture, height × width × 3, values 0…1; outlines get `fine` samples (an odd number)."""
    g, c0, start, items, s, planes, pairs, pair_blend = (
        v.grid, v.origin, v.list_start, v.list_items, v.shapes, v.planes, v.pairs, v.pair_blend
    )  # fmt: skip
    solids, groups, floor, corner, colours, mat = (
        v.solids,
        v.groups,
        v.floor,
        v.floor_origin,
        v.colours,
        v.mat,
    )
    image = np.zeros((height, width, 3), np.float32)
    what = np.empty((height, width), np.int32)
    depth = np.zeros((height, width), np.float32)
    rough = np.zeros((height, width), np.bool_)
    seg, normal, colour, out = np.empty(v.segments), np.zeros(3), np.zeros(3), np.zeros(3)
    for stage in range(3):
        samples = fine if stage == 2 else 1
        if stage == 2:
            if fine < 2:
                break
            outlines(image, what, depth, rough)
        for j in range(height):
            for i in range(width):
                if stage == 2:
                    if not rough[j, i]:
                        continue
                elif (i + j) % 2 != stage or (stage == 1 and filled(image, what, depth, j, i)):
                    continue
                red, green, blue = 0.0, 0.0, 0.0
                for k in range(samples):
                    a = ((i + (k + 0.5) / samples) / width * 2 - 1) * half * width / height
                    b = (1 - (j + ((2 * k + 1) % samples + 0.5) / samples) / height * 2) * half
                    dx = forward[0] + right[0] * a + up[0] * b
                    dy = forward[1] + right[1] * a + up[1] * b
                    dz = forward[2] + right[2] * a + up[2] * b
                    n = 1.0 / np.sqrt(dx * dx + dy * dy + dz * dz)
                    dx, dy, dz = dx * n, dy * n, dz * n
                    met = BODY
                    t = march_body(
                        g, c0, start, items, s, planes, pairs, pair_blend, seg, eye, dx, dy, dz
                    )
                    if groups.shape[0] > 0:
                        tp, piece = march_props(solids, groups, eye, dx, dy, dz, t)
                        if tp < t:
                            t, met = tp, piece
                    ground = -eye[2] / dz if dz < -1e-6 else 1e9
                    if ground <= t:
                        t, met = ground, GROUND
                        shade_floor(
                            floor, corner, colours, mat, eye[0] + dx * t, eye[1] + dy * t, out
                        )
                    elif t > 1e8:
                        met = MISS
                        out[0], out[1], out[2] = (
                            colours[BACK, 0],
                            colours[BACK, 1],
                            colours[BACK, 2],
                        )
                    else:
                        shade(v, seg, normal, colour, eye, dx, dy, dz, t, met, out)
                    red, green, blue = (
                        red + display(out[0]),
                        green + display(out[1]),
                        blue + display(out[2]),
                    )
                    if stage < 2:
                        what[j, i] = met
                        depth[j, i] = t
                m = 1.0 / samples
                image[j, i, 0], image[j, i, 1], image[j, i, 2] = red * m, green * m, blue * m
    return image


@nb.njit(**FAST)
def filled(image: Pixels, what: NDArray[np.int32], depth: Pixels, j: int, i: int) -> bool:
    """Fill a pixel from its neighbours if they show one smooth surface; False if not."""
    height, width = what.shape
    if i < 1 or j < 1 or i > width - 2 or j > height - 2:
        return False
    w = what[j, i - 1]
    if what[j, i + 1] != w or what[j - 1, i] != w or what[j + 1, i] != w:
        return False
    if (
        w >= BODY
        and abs(depth[j - 1, i] - depth[j + 1, i]) + abs(depth[j, i - 1] - depth[j, i + 1]) > 0.02
    ):
        return False
    for c in range(3):
        a, b, d, e = image[j, i - 1, c], image[j, i + 1, c], image[j - 1, i, c], image[j + 1, i, c]
        if max(max(a, b), max(d, e)) - min(min(a, b), min(d, e)) > 0.025:  # noqa: PLW3301 - numba compiles the pair
            return False
        image[j, i, c] = 0.25 * (a + b + d + e)
    what[j, i] = w
    depth[j, i] = 0.25 * (depth[j, i - 1] + depth[j, i + 1] + depth[j - 1, i] + depth[j + 1, i])
    return True


@nb.njit(**FAST)
def outlines(
    image: Pixels, what: NDArray[np.int32], depth: Pixels, rough: NDArray[np.bool_]
) -> None:
    """Mark the pixels beside an outline or a sharp change of tone."""
    height, width = what.shape
    for j in range(height - 1):
        for i in range(width - 1):
            for k in range(2):
                jj, ii = j + k, i + 1 - k
                differ = what[j, i] != what[jj, ii]
                if not differ and what[j, i] >= BODY:
                    differ = abs(depth[j, i] - depth[jj, ii]) > 0.02
                tone = abs(image[j, i, 0] - image[jj, ii, 0]) + abs(
                    image[j, i, 1] - image[jj, ii, 1]
                )
                tone += abs(image[j, i, 2] - image[jj, ii, 2])
                if (differ and tone > 0.03) or tone > 0.20:
                    rough[j, i] = True
                    rough[jj, ii] = True
