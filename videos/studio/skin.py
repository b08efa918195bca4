"""The skin: the signed distance of a placed body, and which shape is lowest in a direction."""

from __future__ import annotations

from dataclasses import dataclass

import numba as nb
import numpy as np

from studio.body import HAIR_PLANE, SEGMENT, Flesh
from studio.skeleton import BONE, SIDES, SOLE, Array, Ints, Stance

FAST = {
    "cache": True,
    "fastmath": {"nsz", "arcp", "contract", "afn", "reassoc"},
    "error_model": "numpy",
}
FAR = 1.0
KIND, SEG, BLEND, A, B, RADII, TURN, REACH, ALONG, SHORT, TILT, TAPER, WIDTH = (
    0,
    1,
    2,
    3,
    6,
    9,
    12,
    21,
    22,
    25,
    26,
    27,
    28,
)
HAIR = SEGMENT["hair"]
FEET = np.array([SEGMENT["foot.L"], SEGMENT["foot.R"]])


@nb.njit(**FAST)
def place(
    kind: Ints,
    bone: Ints,
    far_bone: Ints,
    at: Array,
    to: Array,
    radii: Array,
    turns: Array,
    places: Array,
    out: Array,
) -> None:
    """Fill places, turns and bounding radii of all shapes into `out` (shapes × WIDTH)."""
    for i in range(kind.shape[0]):
        a, b = bone[i], far_bone[i]
        out[i, KIND] = kind[i]
        length = 0.0
        for r in range(3):
            pa, pb = places[a, r], places[b, r]
            for c in range(3):
                pa += turns[a, r, c] * at[i, c]
                pb += turns[b, r, c] * to[i, c]
                out[i, TURN + 3 * c + r] = turns[a, r, c]
            out[i, A + r], out[i, B + r] = pa, pb
            out[i, RADII + r] = radii[i, r]
            length += (pa - pb) ** 2
        out[i, REACH] = 0.5 * np.sqrt(length) + max(radii[i, 0], max(radii[i, 1], radii[i, 2]))  # noqa: PLW3301 - numba compiles the pair
        for r in range(3):
            out[i, ALONG + r] = out[i, B + r] - out[i, A + r] if kind[i] == 0 else 1.0 / radii[i, r]
        length += 1e-9
        out[i, SHORT] = 1.0 / length
        out[i, TAPER] = radii[i, 1] - radii[i, 0]
        slope = -out[i, TAPER] / np.sqrt(length)
        out[i, TILT] = slope / np.sqrt(max(1e-6, 1.0 - slope * slope) * length)


@nb.njit(inline="always", **FAST)
def shape_distance(s: Array, i: int, x: float, y: float, z: float) -> float:
    """Signed distance to one placed shape (exact for capsules, first order for ellipsoids)."""
    ax, ay, az = x - s[i, 3], y - s[i, 4], z - s[i, 5]
    if s[i, KIND] == 0:
        bx, by, bz = s[i, 22], s[i, 23], s[i, 24]
        h = (ax * bx + ay * by + az * bz) * s[i, SHORT]
        px, py, pz = ax - bx * h, ay - by * h, az - bz * h
        h -= np.sqrt(px * px + py * py + pz * pz) * s[i, TILT]
        h = min(1.0, max(0.0, h))
        px, py, pz = ax - bx * h, ay - by * h, az - bz * h
        return np.sqrt(px * px + py * py + pz * pz) - s[i, 9] - s[i, TAPER] * h
    u = (s[i, 12] * ax + s[i, 13] * ay + s[i, 14] * az) * s[i, 22]
    v = (s[i, 15] * ax + s[i, 16] * ay + s[i, 17] * az) * s[i, 23]
    w = (s[i, 18] * ax + s[i, 19] * ay + s[i, 20] * az) * s[i, 24]
    k0 = np.sqrt(u * u + v * v + w * w)
    u, v, w = u * s[i, 22], v * s[i, 23], w * s[i, 24]
    k1 = u * u + v * v + w * w
    if k1 < 1e-9:
        return -min(s[i, 9], min(s[i, 10], s[i, 11]))  # noqa: PLW3301 - numba compiles the pair
    return k0 * (k0 - 1.0) / np.sqrt(k1)


@nb.njit(inline="always", **FAST)
def blend_min(a: float, b: float, k: float) -> float:
    """The smaller of two distances with a rounded seam `k` metres wide (cubic, no crease)."""
    h = max(k - abs(a - b), 0.0) / k
    return min(a, b) - h * h * h * k / 6.0


@nb.njit(**FAST)
def skin_distance(  # noqa: C901 - a compiled kernel: one loop, no calls that cost
    s: Array, near: Ints, count: int, planes: Array, pairs: Ints, pair_blend: Array, seg: Array,
    x: float, y: float, z: float,
) -> float:  # fmt: skip
    """Signed distance to the skin at a point, from the `count` shapes listed in `near`.

    `seg` is work space and holds each segment's own distance afterwards.
    """
    for k in range(seg.shape[0]):
        seg[k] = FAR
    for j in range(count):
        i = near[j]
        k = int(s[i, SEG])
        d = shape_distance(s, i, x, y, z)
        seg[k] = d if seg[k] >= FAR else blend_min(seg[k], d, s[i, BLEND])
    for f in range(2):
        k = FEET[f]
        if seg[k] < 0.2:
            sole = planes[f, 0] * x + planes[f, 1] * y + planes[f, 2] * z - planes[f, 3]
            tip = planes[f, 4] * x + planes[f, 5] * y + planes[f, 6] * z - planes[f, 7]
            seg[k] = -blend_min(-seg[k], -max(sole, tip), 0.010)
    if seg[HAIR] < 0.2:
        cut = planes[2, 3] - (planes[2, 0] * x + planes[2, 1] * y + planes[2, 2] * z)
        seg[HAIR] = -blend_min(-seg[HAIR], -cut, 0.006)
    least = FAR
    for k in range(seg.shape[0]):
        least = min(least, seg[k])
    for e in range(pairs.shape[0]):
        a, b = seg[pairs[e, 0]], seg[pairs[e, 1]]
        if abs(a - b) < pair_blend[e]:
            least = min(least, blend_min(a, b, pair_blend[e]))
    return least


@nb.njit(**FAST)
def cut_planes(
    turns: Array, places: Array, bones: Ints, sole: float, tip: float, hair: Array, out: Array
) -> None:
    """World planes (normal, distance) that flatten the soles and trim the hair, into `out`."""
    for f in range(2):
        for part in range(2):
            b = bones[2 * f + part]
            depth = sole if part == 0 else tip
            total = 0.0
            for r in range(3):
                n = -turns[b, r, 2]
                out[f, 4 * part + r] = n
                total += n * (places[b, r] + turns[b, r, 2] * -depth)
            out[f, 4 * part + 3] = total
    h = bones[4]
    total = hair[3]
    for r in range(3):
        n = turns[h, r, 0] * hair[0] + turns[h, r, 1] * hair[1] + turns[h, r, 2] * hair[2]
        out[2, r] = n
        total += n * places[h, r]
    out[2, 3] = total


CUT_BONES = np.array([BONE[f"{b}.{s}"] for s in SIDES for b in ("foot", "toe")] + [BONE["head"]])
TIP = 0.023
HAIR_CUT = np.array(HAIR_PLANE)


@dataclass(frozen=True)
class Skin:
    """A body placed in the world, ready to be measured or drawn."""

    flesh: Flesh
    shapes: Array
    planes: Array

    def distances(self, points: Array) -> Array:
        """Signed distance to the skin of each point (n × 3), metres, negative inside."""
        return self.measure(points)[:, 0]

    def measure(self, points: Array) -> Array:
        """Distance to the skin, then to each segment on its own; a row per point (1 is far)."""
        return _measure(
            self.shapes,
            self.planes,
            self.flesh.neighbours,
            self.flesh.neighbour_blend,
            len(SEGMENT),
            points,
        )


def skin(body: Flesh, posed: Stance) -> Skin:
    """Put the flesh on a posed skeleton."""
    shapes = np.zeros((len(body.kind), WIDTH))
    place(*body.arrays(), posed.turns, posed.places, shapes)
    shapes[:, SEG] = body.segment
    shapes[:, BLEND] = body.blend
    planes = np.zeros((3, 8))
    cut_planes(posed.turns, posed.places, CUT_BONES, SOLE, TIP, HAIR_CUT, planes)
    return Skin(body, shapes, planes)


APART = 0.15
"""Shapes farther than this from a point do not change what is measured there, in metres."""


@nb.njit(cache=True)
def _measure(
    s: Array, planes: Array, pairs: Ints, pair_blend: Array, segments: int, points: Array
) -> Array:
    near = np.empty(s.shape[0], np.int64)
    seg = np.empty(segments)
    out = np.empty((points.shape[0], segments + 1))
    for p in range(points.shape[0]):
        x, y, z = points[p, 0], points[p, 1], points[p, 2]
        count = 0
        for i in range(s.shape[0]):
            dx = 0.5 * (s[i, 3] + s[i, 6]) - x
            dy = 0.5 * (s[i, 4] + s[i, 7]) - y
            dz = 0.5 * (s[i, 5] + s[i, 8]) - z
            if np.sqrt(dx * dx + dy * dy + dz * dz) - s[i, REACH] < APART:
                near[count] = i
                count += 1
        out[p, 0] = skin_distance(s, near, count, planes, pairs, pair_blend, seg, x, y, z)
        out[p, 1:] = seg
    return out
