"""The painter: follows a ray through every pixel, more of them along outlines."""

from __future__ import annotations

import numba as nb
import numpy as np
from numpy.typing import NDArray

from studio.body_field import march_body, near_skin
from studio.clothes import blend, dress, step
from studio.illumination import illuminate
from studio.prop_field import march_props, solid_distance
from studio.scene import BACK, BODY, GROUND, MAT, MAT_EDGE, MISS, Pixels, Scene
from studio.skeleton import Array
from studio.skin import FAST


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
        normal[0], normal[1], normal[2] = (a - b - c_ + d, -a - b + c_ + d, -a + b - c_ + d)
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


@nb.njit(**FAST)
def follow(
    v: Scene, seg: Array, normal: Array, colour: Array, eye: Array,
    dx: float, dy: float, dz: float, out: Array,
) -> tuple[float, int]:  # fmt: skip
    """Light that comes back along a ray into `out`; how far away it met something, and what."""
    met = BODY
    t = march_body(
        v.grid, v.origin, v.list_start, v.list_items, v.shapes, v.planes, v.pairs, v.pair_blend,
        seg, eye, dx, dy, dz,
    )  # fmt: skip
    if v.groups.shape[0] > 0:
        tp, piece = march_props(v.solids, v.groups, eye, dx, dy, dz, t)
        if tp < t:
            t, met = tp, piece
    ground = -eye[2] / dz if dz < -1e-6 else 1e9
    if ground <= t:
        x, y = eye[0] + dx * ground, eye[1] + dy * ground
        shade_floor(v.floor, v.floor_origin, v.colours, v.mat, x, y, out)
        return ground, GROUND
    if t > 1e8:
        for c in range(3):
            out[c] = v.colours[BACK, c]
        return t, MISS
    shade(v, seg, normal, colour, eye, dx, dy, dz, t, met, out)
    return t, met


@nb.njit(cache=True)
def paint(  # noqa: C901 - a compiled kernel: one loop, no calls that cost
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
    image = np.zeros((height, width, 3), np.float32)
    what = np.empty((height, width), np.int32)
    depth = np.zeros((height, width), np.float32)
    rough = np.zeros((height, width), np.bool_)
    seg, normal, colour, out = (np.empty(v.segments), np.zeros(3), np.zeros(3), np.zeros(3))
    light, ray = np.zeros(3), np.zeros(3)
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
                light[:] = 0.0
                for k in range(samples):
                    a = ((i + (k + 0.5) / samples) / width * 2 - 1) * half * width / height
                    b = (1 - (j + ((2 * k + 1) % samples + 0.5) / samples) / height * 2) * half
                    ray[:] = forward + right * a + up * b
                    ray /= np.sqrt(ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2)
                    t, met = follow(v, seg, normal, colour, eye, ray[0], ray[1], ray[2], out)
                    for c in range(3):
                        light[c] += display(out[c])
                    if stage < 2:
                        what[j, i], depth[j, i] = met, t
                for c in range(3):
                    image[j, i, c] = light[c] / samples
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
        a, b, d, e = (
            image[j, i - 1, c],
            image[j, i + 1, c],
            image[j - 1, i, c],
            image[j + 1, i, c],
        )
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
