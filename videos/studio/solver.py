"""The solver: joint angles near their hints that keep every contact, by damped least squares.

Contacts weigh far more than joint limits, limits more than hints. All inner work is compiled;
a pose takes a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numba as nb
import numpy as np

from studio.body import SEGMENTS, Flesh
from studio.contacts import (
    BALANCE_WEIGHT,
    LINE_WEIGHT,
    REST_WEIGHT,
    Contact,
    Surface,
    Task,
    compile_task,
)
from studio.skeleton import (
    BONE,
    HIGH,
    LOW,
    MASSES,
    SHANK,
    SOLE,
    STIFFNESS,
    Array,
    Ints,
    kinematics,
    tree,
)
from studio.skin import (
    BLEND,
    CUT_BONES,
    FAST,
    HAIR_CUT,
    KIND,
    SEG,
    TIP,
    WIDTH,
    cut_planes,
    place,
    skin_distance,
)  # fmt: skip

LIMIT_WEIGHT = 12.0
BARRIER_WEIGHT = 2500.0
ROUNDS = 4
STEPS = 10
_SHOE = (
    (-0.055, 0.0, -0.085),
    (0.120, -0.036, -0.085),
    (0.105, 0.040, -0.085),
    (-0.069, 0.0, -0.055),
    (-0.022, 0.037, -0.055),
    (-0.022, -0.037, -0.055),
    (0.055, 0.046, -0.066),
    (0.055, -0.031, -0.066),
    (0.112, 0.050, -0.066),
    (0.112, -0.044, -0.066),
    (0.0, 0.040, -0.012),
    (0.0, -0.040, -0.012),
    (0.055, 0.0, -0.008),
    (0.100, 0.0, -0.032),
)
"""Points of the left shoe in the foot's frame that must stay out of floor and walls."""
_TOE_CAP = (
    (0.078, 0.0, -0.023),
    (0.080, 0.0, 0.0),
    (0.03, 0.045, -0.002),
    (0.03, -0.043, -0.002),
    (0.03, 0.0, 0.025),
)


def _shoes() -> list[tuple[str, tuple[float, float, float]]]:
    """Bone and offset of every guarded point of both shoes."""
    found = []
    for side, s in (("L", 1.0), ("R", -1.0)):
        found += [(f"foot.{side}", (x, s * y, z)) for x, y, z in _SHOE]
        found += [(f"toe.{side}", (x, s * y, z)) for x, y, z in _TOE_CAP]
    return found


class Figure(NamedTuple):
    """Skeleton and flesh as flat arrays."""

    base: Array
    parent: Ints
    offset: Array
    joint_bone: Ints
    joint_axis: Ints
    joint_sign: Array
    kind: Ints
    bone: Ints
    far_bone: Ints
    at: Array
    to: Array
    radii: Array
    segment: Ints
    blend: Array
    pairs: Ints
    pair_blend: Array
    cut_bones: Ints
    hair_cut: Array
    sole_bone: Ints
    sole_offset: Array
    knee_bones: Ints
    mass_bone: Ints
    mass_at: Array
    mass: Array


def figure(body: Flesh, base: Array) -> Figure:
    """The flat form of a build standing, lying or kneeling as `base` turns it."""
    return Figure(
        base, *tree(body.build.frame).arrays(), *body.arrays(), body.segment, body.blend,
        body.neighbours, body.neighbour_blend, CUT_BONES, HAIR_CUT,
        np.array([BONE[bone] for bone, _ in _shoes()]),
        np.array([at for _, at in _shoes()], float),
        np.array([BONE[f"{b}.{s}"] for s in "LR" for b in ("shank", "foot")]),
        np.array([BONE[b] for b, _, _ in MASSES]), np.array([a for _, a, _ in MASSES], float),
        np.array([m for _, _, m in MASSES]),
    )  # fmt: skip


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
            ex, ey, ez = s[i, 6] - surface[1], s[i, 7] - surface[2], s[i, 8] - surface[3]
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
    f: Figure,
    t: Task,
    turns: Array,
    places: Array,
    shapes: Array,
    bulge: Array,
    out: Array,
    n: int,
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
    f: Figure,
    t: Task,
    turns: Array,
    places: Array,
    shapes: Array,
    out: Array,
    n: int,
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
    f: Figure,
    t: Task,
    turns: Array,
    places: Array,
    shapes: Array,
    bulge: Array,
    out: Array,
) -> int:
    """Fill the weighted errors of all contacts into `out`; the number of rows."""
    n = pin_rows(t, turns, places, out)
    n = rest_rows(f, t, turns, places, shapes, bulge, out, n)
    n = balance_rows(f, t, turns, places, out, n)
    return barrier_rows(f, t, turns, places, shapes, out, n)


@nb.njit(**FAST)
def pose_all(q: Array, f: Figure, shapes: Array) -> tuple[Array, Array]:
    """Kinematics and placed shapes for joint values `q`."""
    turns, places = kinematics(
        q, f.base, f.parent, f.offset, f.joint_bone, f.joint_axis, f.joint_sign
    )
    place(f.kind, f.bone, f.far_bone, f.at, f.to, f.radii, turns, places, shapes)
    return turns, places


@nb.njit(cache=True)
def minimise(  # noqa: C901, PLR0915 - a compiled kernel: one descent, no calls that cost
    start: Array,
    hint: Array,
    stiffness: Array,
    low: Array,
    high: Array,
    free: Ints,
    f: Figure,
    t: Task,
    rounds: int,
    steps: int,
    segments: int,
    sole: float,
    tip: float,
) -> tuple[Array, float]:
    """Joint values near `hint` that keep the task; the values and the contacts' remaining cost."""
    q = start.copy()
    count, joints = f.kind.shape[0], free.shape[0]
    shapes = np.zeros((count, WIDTH))
    shapes[:, SEG] = f.segment
    shapes[:, BLEND] = f.blend
    planes, seg = np.zeros((3, 8)), np.empty(segments)
    bulge = np.zeros(t.rest_span.shape[0])
    most = (
        3 * (t.pin_bone.shape[0] + t.aim_bone.shape[0])
        + t.rest_span.shape[0]
        + t.line_side.shape[0]
        + 2
    )
    most += t.barriers.shape[0] * (f.sole_bone.shape[0] + t.barrier_shapes.shape[0])
    rows, moved = np.zeros(most), np.zeros(most)
    jacobian = np.zeros((most, joints))
    damping, cost = 1e-3, 0.0
    for _ in range(rounds):
        turns, places = pose_all(q, f, shapes)
        cut_planes(turns, places, f.cut_bones, sole, tip, f.hair_cut, planes)
        settle_rests(shapes, planes, f, t, seg, bulge)
        n = contact_rows(f, t, turns, places, shapes, bulge, rows)
        cost = total_cost(q, hint, stiffness, low, high, free, rows, n)
        for _step in range(steps):
            for j in range(joints):
                k = free[j]
                step = 1e-6 if k < 3 else 1e-4
                kept = q[k]
                q[k] = kept + step
                turns, places = pose_all(q, f, shapes)
                contact_rows(f, t, turns, places, shapes, bulge, moved)
                q[k] = kept
                for r in range(n):
                    jacobian[r, j] = (moved[r] - rows[r]) / step
            normal = jacobian[:n].T @ jacobian[:n]
            slope = jacobian[:n].T @ rows[:n]
            for j in range(joints):
                k = free[j]
                over = max(0.0, q[k] - high[k]) + min(0.0, q[k] - low[k])
                slope[j] += (q[k] - hint[k]) / stiffness[k] ** 2
                normal[j, j] += 1.0 / stiffness[k] ** 2
                if over != 0.0:
                    slope[j] += over * LIMIT_WEIGHT**2
                    normal[j, j] += LIMIT_WEIGHT**2
            gained = 0.0
            for _try in range(6):
                damped = normal.copy()
                for j in range(joints):
                    damped[j, j] *= 1.0 + damping
                move = np.linalg.solve(damped, slope)
                trial = q.copy()
                for j in range(joints):
                    trial[free[j]] -= move[j]
                turns, places = pose_all(trial, f, shapes)
                contact_rows(f, t, turns, places, shapes, bulge, moved)
                new = total_cost(trial, hint, stiffness, low, high, free, moved, n)
                if new < cost:
                    gained = cost - new
                    q, cost = trial, new
                    rows[:] = moved
                    damping = max(1e-9, damping * 0.2)
                    break
                damping *= 8.0
            if gained < 1e-4 * (1.0 + cost):
                break
        damping = 1e-5
    left = 0.0
    for r in range(n):
        left += rows[r] * rows[r]
    return q, left


@nb.njit(**FAST)
def total_cost(
    q: Array,
    hint: Array,
    stiffness: Array,
    low: Array,
    high: Array,
    free: Ints,
    rows: Array,
    n: int,
) -> float:
    """Half the sum of squares of contacts, limits and hints."""
    total = 0.0
    for r in range(n):
        total += rows[r] * rows[r]
    for j in range(free.shape[0]):
        k = free[j]
        over = max(0.0, q[k] - high[k]) + min(0.0, q[k] - low[k])
        total += ((q[k] - hint[k]) / stiffness[k]) ** 2 + (over * LIMIT_WEIGHT) ** 2
    return 0.5 * total


@dataclass(frozen=True)
class Solver:
    """Solves poses of one build in one resting orientation among some surfaces."""

    body: Flesh
    base: Array
    surfaces: tuple[Surface, ...]

    def solve(
        self,
        hint: Array,
        contacts: tuple[Contact, ...],
        start: Array | None = None,
        rounds: int = ROUNDS,
        firmness: float = 1.0,
        surfaces: tuple[Surface, ...] | None = None,
    ) -> Array:
        """Joint values (degrees, root in metres) that keep the contacts and stay near the hint."""
        task = compile_task(contacts, self.surfaces if surfaces is None else surfaces, self.body)
        free = np.arange(len(hint))
        q, _ = minimise(
            hint.copy() if start is None else start, hint, STIFFNESS / firmness, LOW, HIGH, free,
            figure(self.body, self.base), task, rounds, STEPS, len(SEGMENTS), SOLE, TIP,
        )  # fmt: skip
        return q


STAND_HEIGHT = SHANK + SOLE
