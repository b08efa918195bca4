"""Residuals: how far a posed figure is from keeping each contact, weighted, row by row."""

from __future__ import annotations

import numba as nb
import numpy as np

from studio.contacts import BALANCE_WEIGHT, LINE_WEIGHT, REST_WEIGHT, Task
from studio.figure import Figure
from studio.skeleton import Array, Ints
from studio.skin import FAST, KIND, skin_distance

BARRIER_WEIGHT = 2500.0


@nb.njit(**FAST)
def support(s: Array, i: int, surface: Array, at: Array) -> float:
    """Gap between one shape and a surface row; `at` receives the point where they come closest."""
    nx, ny, nz = surface[4], surface[5], surface[6]
    cx, cy, cz = s[i, 3] - surface[1], s[i, 4] - surface[2], s[i, 5] - surface[3]
    if surface[0] > 0:
        along = cx * nx + cy * ny + cz * nz
        ux, uy, uz = cx - along * nx, cy - along * ny, cz - along * nz
        reach, h = s[i, 9], 0.0
        if s[i, KIND] == 0:
            ex, ey, ez = (s[i, 6] - surface[1], s[i, 7] - surface[2], s[i, 8] - surface[3])
            far = ex * nx + ey * ny + ez * nz
            wx, wy, wz = ex - far * nx - ux, ey - far * ny - uy, ez - far * nz - uz
            h = -(ux * wx + uy * wy + uz * wz) / (wx * wx + wy * wy + wz * wz + 1e-9)
            h = min(1.0, max(0.0, h))
            ux, uy, uz = ux + h * wx, uy + h * wy, uz + h * wz
            along += h * (far - along)
            reach = s[i, 9] + h * (s[i, 10] - s[i, 9])
        length = np.sqrt(ux * ux + uy * uy + uz * uz) + 1e-9
        ux, uy, uz = ux / length, uy / length, uz / length
        if s[i, KIND] != 0:
            reach = ellipsoid_reach(s, i, ux, uy, uz)
        r = surface[7]
        at[0] = surface[1] + along * nx + r * ux
        at[1] = surface[2] + along * ny + r * uy
        at[2] = surface[3] + along * nz + r * uz
        return length - r - reach
    if s[i, KIND] == 0:
        near = cx * nx + cy * ny + cz * nz - s[i, 9]
        far = (
            (s[i, 6] - surface[1]) * nx
            + (s[i, 7] - surface[2]) * ny
            + (s[i, 8] - surface[3]) * nz
            - s[i, 10]
        )
        if near <= far:
            at[0], at[1], at[2] = (
                s[i, 3] - s[i, 9] * nx,
                s[i, 4] - s[i, 9] * ny,
                s[i, 5] - s[i, 9] * nz,
            )
            return near
        at[0], at[1], at[2] = (
            s[i, 6] - s[i, 10] * nx,
            s[i, 7] - s[i, 10] * ny,
            s[i, 8] - s[i, 10] * nz,
        )
        return far
    reach = ellipsoid_reach(s, i, nx, ny, nz)
    at[0], at[1], at[2] = s[i, 3], s[i, 4], s[i, 5]
    for k in range(3):
        c = s[i, 12 + 3 * k] * nx + s[i, 13 + 3 * k] * ny + s[i, 14 + 3 * k] * nz
        step = s[i, 9 + k] ** 2 * c / reach
        at[0] -= step * s[i, 12 + 3 * k]
        at[1] -= step * s[i, 13 + 3 * k]
        at[2] -= step * s[i, 14 + 3 * k]
    return cx * nx + cy * ny + cz * nz - reach


@nb.njit(inline="always", **FAST)
def ellipsoid_reach(s: Array, i: int, nx: float, ny: float, nz: float) -> float:
    """How far an ellipsoid extends from its centre along a unit direction."""
    total = 1e-12
    for k in range(3):
        c = s[i, 12 + 3 * k] * nx + s[i, 13 + 3 * k] * ny + s[i, 14 + 3 * k] * nz
        total += (s[i, 9 + k] * c) ** 2
    return np.sqrt(total)


@nb.njit(**FAST)
def settle_rests(
    shapes: Array, planes: Array, f: Figure, t: Task, seg: Array, bulge: Array
) -> None:
    """How far the blended skin stands out beyond the bare shapes at each rest (negative)."""
    near = np.arange(shapes.shape[0])
    at = np.empty(3)
    for k in range(t.rest_span.shape[0]):
        least, true = 1e9, 1e9
        for j in range(t.rest_span[k, 0], t.rest_span[k, 1]):
            gap = support(shapes, t.rest_shapes[j], t.rest_surface[k], at)
            least = min(least, gap)
            if gap < least + 0.03:
                d = skin_distance(
                    shapes,
                    near,
                    near.shape[0],
                    planes,
                    f.pairs,
                    f.pair_blend,
                    seg,
                    at[0],
                    at[1],
                    at[2],
                )
                true = min(true, d if t.rest_surface[k, 0] > 0 else gap + d)
        bulge[k] = true - least


@nb.njit(**FAST)
def knee_deviation(turns: Array, places: Array, knee_bones: Ints, side: int) -> float:
    """Degrees by which the shank leaves the foot's line seen from the front; outwards is +."""
    knee, foot = knee_bones[2 * side], knee_bones[2 * side + 1]
    fx, fy = turns[foot, 0, 0], turns[foot, 1, 0]
    length = np.sqrt(fx * fx + fy * fy) + 1e-9
    s = 1.0 if side == 0 else -1.0
    dx, dy = places[knee, 0] - places[foot, 0], places[knee, 1] - places[foot, 1]
    across = s * (-fy * dx + fx * dy) / length
    return np.arctan2(across, max(0.05, places[knee, 2] - places[foot, 2])) * 180.0 / np.pi


@nb.njit(**FAST)
def pin_rows(t: Task, turns: Array, places: Array, out: Array) -> int:  # noqa: C901 - a compiled kernel
    """Errors of pinned points and aimed axes, from row 0; the number of rows."""
    n = 0
    for k in range(t.pin_bone.shape[0]):
        b, on = t.pin_bone[k], t.pin_on[k]
        for r in range(3):
            if t.pin_weight[k, r] > 0:
                p = places[b, r]
                goal = t.pin_target[k, r] if on < 0 else places[on, r]
                for c in range(3):
                    p += turns[b, r, c] * t.pin_offset[k, c]
                    if on >= 0:
                        goal += turns[on, r, c] * t.pin_target[k, c]
                out[n] = (p - goal) * t.pin_weight[k, r]
                n += 1
    for k in range(t.aim_bone.shape[0]):
        b = t.aim_bone[k]
        for r in range(3):
            if t.aim_weight[k, r] > 0:
                a = 0.0
                for c in range(3):
                    a += turns[b, r, c] * t.aim_axis[k, c]
                out[n] = (a - t.aim_direction[k, r]) * t.aim_weight[k, r]
                n += 1
    return n


@nb.njit(**FAST)
def rest_rows(
    f: Figure, t: Task, turns: Array, places: Array, shapes: Array, bulge: Array, out: Array, n: int
) -> int:
    """Errors of resting skin and knee lines, from row `n`; the next free row."""
    at = np.empty(3)
    for k in range(t.rest_span.shape[0]):
        least = 1e9
        for j in range(t.rest_span[k, 0], t.rest_span[k, 1]):
            least = min(least, support(shapes, t.rest_shapes[j], t.rest_surface[k], at))
        out[n] = (least + bulge[k]) * REST_WEIGHT
        n += 1
    for k in range(t.line_side.shape[0]):
        found = knee_deviation(turns, places, f.knee_bones, t.line_side[k])
        out[n] = (found - t.line_degrees[k]) * LINE_WEIGHT
        n += 1
    return n


@nb.njit(**FAST)
def balance_rows(f: Figure, t: Task, turns: Array, places: Array, out: Array, n: int) -> int:
    """Error of the centre of mass, from row `n`; the next free row."""
    for r in range(2):
        if np.isnan(t.balance[r]):
            continue
        total, weight = 0.0, 0.0
        for k in range(f.mass.shape[0]):
            b = f.mass_bone[k]
            p = places[b, r]
            for c in range(3):
                p += turns[b, r, c] * f.mass_at[k, c]
            total += p * f.mass[k]
            weight += f.mass[k]
        out[n] = (total / weight - t.balance[r]) * BALANCE_WEIGHT
        n += 1
    return n


@nb.njit(**FAST)
def barrier_rows(  # noqa: C901 - a compiled kernel
    f: Figure, t: Task, turns: Array, places: Array, shapes: Array, out: Array, n: int
) -> int:
    """Depths of shoes in planes and of skin in all barriers, from row `n`; the next free row."""
    at = np.empty(3)
    for w in range(t.barriers.shape[0]):
        if t.barriers[w, 0] > 0:
            continue
        for k in range(f.sole_bone.shape[0]):
            b, gap = f.sole_bone[k], 0.0
            for r in range(3):
                p = places[b, r] - t.barriers[w, 1 + r]
                for c in range(3):
                    p += turns[b, r, c] * f.sole_offset[k, c]
                gap += p * t.barriers[w, 4 + r]
            out[n] = min(0.0, gap + 0.0005) * BARRIER_WEIGHT
            n += 1
    for w in range(t.barriers.shape[0]):
        for j in range(t.barrier_shapes.shape[0]):
            gap = support(shapes, t.barrier_shapes[j], t.barriers[w], at)
            if t.barriers[w, 0] > 0:
                along = 0.0
                for r in range(3):
                    along += (at[r] - t.barriers[w, 1 + r]) * t.barriers[w, 4 + r]
                gap = max(gap, abs(along) - t.barriers[w, 8])
            out[n] = min(0.0, gap) * BARRIER_WEIGHT
            n += 1
    return n


@nb.njit(**FAST)
def contact_rows(
    f: Figure, t: Task, turns: Array, places: Array, shapes: Array, bulge: Array, out: Array
) -> int:
    """Fill the weighted errors of all contacts into `out`; the number of rows."""
    n = pin_rows(t, turns, places, out)
    n = rest_rows(f, t, turns, places, shapes, bulge, out, n)
    n = balance_rows(f, t, turns, places, out, n)
    return barrier_rows(f, t, turns, places, shapes, out, n)
