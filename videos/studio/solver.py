"""The solver: joint angles near their hints that keep every contact, by damped least squares.

Contacts weigh far more than joint limits, limits more than hints. All inner work is compiled;
a pose takes a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba as nb
import numpy as np

from studio.body import SEGMENTS, Flesh
from studio.contacts import Contact, Surface, Task, compile_task
from studio.figure import Figure, figure
from studio.residuals import contact_rows, settle_rests
from studio.skeleton import HIGH, LOW, SOLE, STIFFNESS, Array, Ints, kinematics
from studio.skin import BLEND, FAST, SEG, TIP, WIDTH, cut_planes, place

LIMIT_WEIGHT = 12.0
ROUNDS = 4
STEPS = 10


@nb.njit(**FAST)
def pose_all(q: Array, f: Figure, shapes: Array) -> tuple[Array, Array]:
    """Kinematics and placed shapes for joint values `q`."""
    turns, places = kinematics(
        q, f.base, f.parent, f.offset, f.joint_bone, f.joint_axis, f.joint_sign
    )
    place(f.kind, f.bone, f.far_bone, f.at, f.to, f.radii, turns, places, shapes)
    return turns, places


@nb.njit(cache=True)
def row_count(f: Figure, t: Task) -> int:
    """The most rows of residuals that a task can have."""
    return (
        3 * (t.pin_bone.shape[0] + t.aim_bone.shape[0])
        + t.rest_span.shape[0]
        + t.line_side.shape[0]
        + 2
        + t.barriers.shape[0] * (f.sole_bone.shape[0] + t.barrier_shapes.shape[0])
    )


@nb.njit(cache=True)
def slopes(
    q: Array, free: Ints, f: Figure, t: Task, shapes: Array, bulge: Array,
    rows: Array, n: int, moved: Array, jacobian: Array,
) -> None:  # fmt: skip
    """Fill how each free joint changes each of the `n` residuals into `jacobian`."""
    for j in range(free.shape[0]):
        k = free[j]
        step = 1e-6 if k < 3 else 1e-4
        kept = q[k]
        q[k] = kept + step
        turns, places = pose_all(q, f, shapes)
        contact_rows(f, t, turns, places, shapes, bulge, moved)
        q[k] = kept
        for r in range(n):
            jacobian[r, j] = (moved[r] - rows[r]) / step


@nb.njit(cache=True)
def pull_home(
    q: Array, hint: Array, stiffness: Array, low: Array, high: Array, free: Ints,
    normal: Array, slope: Array,
) -> None:  # fmt: skip
    """Add the pull of hints and joint limits to the normal equations."""
    for j in range(free.shape[0]):
        k = free[j]
        over = max(0.0, q[k] - high[k]) + min(0.0, q[k] - low[k])
        slope[j] += (q[k] - hint[k]) / stiffness[k] ** 2
        normal[j, j] += 1.0 / stiffness[k] ** 2
        if over != 0.0:
            slope[j] += over * LIMIT_WEIGHT**2
            normal[j, j] += LIMIT_WEIGHT**2


@nb.njit(cache=True)
def step_down(q: Array, free: Ints, normal: Array, slope: Array, damping: float) -> Array:
    """Joint values one damped step down the slope."""
    damped = normal.copy()
    for j in range(free.shape[0]):
        damped[j, j] *= 1.0 + damping
    move = np.linalg.solve(damped, slope)
    trial = q.copy()
    for j in range(free.shape[0]):
        trial[free[j]] -= move[j]
    return trial


@nb.njit(cache=True)
def minimise(
    start: Array, hint: Array, stiffness: Array, low: Array, high: Array, free: Ints,
    f: Figure, t: Task, rounds: int, steps: int, segments: int, sole: float, tip: float,
) -> Array:  # fmt: skip
    """Joint values near `hint` that keep the task; each round measures the resting skin anew."""
    q = start.copy()
    shapes = np.zeros((f.kind.shape[0], WIDTH))
    shapes[:, SEG] = f.segment
    shapes[:, BLEND] = f.blend
    planes, seg, bulge = (np.zeros((3, 8)), np.empty(segments), np.zeros(t.rest_span.shape[0]))
    most = row_count(f, t)
    rows, moved, jacobian = (np.zeros(most), np.zeros(most), np.zeros((most, free.shape[0])))
    damping = 1e-3
    for _ in range(rounds):
        turns, places = pose_all(q, f, shapes)
        cut_planes(turns, places, f.cut_bones, sole, tip, f.hair_cut, planes)
        settle_rests(shapes, planes, f, t, seg, bulge)
        n = contact_rows(f, t, turns, places, shapes, bulge, rows)
        cost = total_cost(q, hint, stiffness, low, high, free, rows, n)
        for _step in range(steps):
            slopes(q, free, f, t, shapes, bulge, rows, n, moved, jacobian)
            normal = jacobian[:n].T @ jacobian[:n]
            slope = jacobian[:n].T @ rows[:n]
            pull_home(q, hint, stiffness, low, high, free, normal, slope)
            gained = 0.0
            for _try in range(6):
                trial = step_down(q, free, normal, slope, damping)
                turns, places = pose_all(trial, f, shapes)
                contact_rows(f, t, turns, places, shapes, bulge, moved)
                new = total_cost(trial, hint, stiffness, low, high, free, moved, n)
                if new < cost:
                    gained, q, cost = cost - new, trial, new
                    rows[:] = moved
                    damping = max(1e-9, damping * 0.2)
                    break
                damping *= 8.0
            if gained < 1e-4 * (1.0 + cost):
                break
        damping = 1e-5
    return q


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
        found: Array = minimise(
            hint.copy() if start is None else start, hint, STIFFNESS / firmness, LOW, HIGH, free,
            figure(self.body, self.base), task, rounds, STEPS, len(SEGMENTS), SOLE, TIP,
        )  # fmt: skip
        return found
