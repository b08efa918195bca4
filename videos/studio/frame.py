"""A frame: gathers body, props and light of one moment into a scene and paints it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.body import SEGMENTS
from studio.body_field import sample_body
from studio.camera import Camera
from studio.illumination import light_floor
from studio.light import lamps, linear, palette
from studio.motion import Motion
from studio.painter import paint
from studio.props import COLOURS, ROLLER_RADIUS, Solid, corners, solids
from studio.scene import BLOCK, CELL, Scene
from studio.skeleton import BONE, Array, Ints
from studio.skin import REACH, skin

FLOOR_CELL: Final = 0.016
PAD: Final = 0.10
_ROLES: Final = {
    "abdomen": 0,
    "chest": 0,
    "neck": 1,
    "head": 2,
    "hair": 3,
    "pelvis": 4,
    "thigh": 5,
    "shank": 6,
    "foot": 7,
    "upper_arm": 8,
    "forearm": 9,
    "hand": 9,
}


def _roles() -> Ints:
    """For each segment how it is dressed, and the bone whose frame says where its hems are."""
    rows = []
    for name in SEGMENTS:
        bone = {"abdomen": "lumbar", "hair": "head"}.get(name, name)
        rows.append((_ROLES[name.partition(".")[0]], BONE[bone]))
    return np.array(rows)


ROLES: Final = _roles()


def _grouped(found: list[list[Solid]]) -> tuple[Array, Array, Array]:
    """Prop pieces as rows, their groups' bounding spheres, and their colours."""
    rows, groups, colours = [], [], []
    for pieces in found:
        if not pieces:
            continue
        points = np.concatenate([corners(piece) for piece in pieces])
        centre = (points.min(axis=0) + points.max(axis=0)) / 2
        radius = np.linalg.norm(points - centre, axis=1).max() + max(
            piece.rounding for piece in pieces
        )
        groups.append([*centre, radius, len(rows), len(rows) + len(pieces)])
        rows += [piece.row() for piece in pieces]
        colours += [linear(piece.colour) for piece in pieces]
    return (
        np.array(rows, float).reshape(-1, 18),
        np.array(groups, float).reshape(-1, 6),
        np.array(colours, float).reshape(-1, 3),
    )


def scene(motion: Motion, frame: int, camera: Camera) -> Scene:
    """Everything a camera sees at a frame of the movement's way."""
    pose, posed = motion.pose, motion.stance(frame)
    placed = skin(motion.body, posed)
    ends = np.concatenate([placed.shapes[:, 3:6], placed.shapes[:, 6:9]])
    reach = np.tile(
        np.where(placed.shapes[:, 0] == 0, placed.shapes[:, 9], placed.shapes[:, REACH])[:, None],
        (2, 1),
    )
    low, high = (ends - reach).min(axis=0) - PAD, (ends + reach).max(axis=0) + PAD
    low[2] = max(low[2], -0.03)
    blocks = np.ceil((high - low) / (CELL * BLOCK)).astype(np.int64)
    args = (
        placed.shapes,
        placed.planes,
        motion.body.neighbours,
        motion.body.neighbour_blend,
        len(SEGMENTS),
    )
    grid, start, items = sample_body(*args, low, blocks)
    roller, rolled = motion.rollers[frame], 0.0
    if roller is not None and motion.rollers[0] is not None:
        rolled = float(np.dot(np.subtract(roller, motion.rollers[0]), (1, 1, 0))) / ROLLER_RADIUS
    pieces = [solids(p, roller if p.kind == "roller" else None, rolled, posed) for p in pose.props]
    rows, groups, colours = _grouped(pieces)
    azimuth = float(np.degrees(np.arctan2(-camera.forward[1], -camera.forward[0])))
    light = lamps(azimuth)
    mats = [p for p in pose.props if p.kind == "mat"]
    mat = np.zeros(6)
    if mats:
        a = np.radians(mats[0].heading)
        mat[:] = (*mats[0].at[:2], mats[0].size[0] / 2, mats[0].size[1] / 2, np.cos(a), np.sin(a))
    muscles = np.flatnonzero(motion.body.glowing(pose.glow)).astype(float)
    corner, size = _floor_area(low, high, groups, light[0])
    bare = Scene(
        *args,
        posed.turns,
        posed.places,
        ROLES,
        muscles,
        float(motion.glow[frame]) * 0.85 if len(muscles) else 0.0,
        low,
        grid,
        start,
        items,
        rows,
        groups,
        palette(pose.build, pose.skin, COLOURS["mat"]),
        colours,
        light,
        mat,
        np.ones((2, 2, 2), np.float32),
        np.array([*corner, FLOOR_CELL]),
    )
    return bare._replace(floor=light_floor(bare, *size, FLOOR_CELL))


def _floor_area(
    low: Array, high: Array, groups: Array, key: Array
) -> tuple[Array, tuple[int, int]]:
    """The part of the floor that shadows can reach: its corner and its size in cells."""
    low, high = low.copy(), high.copy()
    for group in groups:
        low, high = np.minimum(low, group[:3] - group[3]), np.maximum(high, group[:3] + group[3])
    shift = -key[:2] / key[2] * min(high[2], 2.0)
    corner = np.minimum(low[:2], low[:2] + shift) - 0.45
    far = np.maximum(high[:2], high[:2] + shift) + 0.45
    cells = np.ceil((far - corner) / FLOOR_CELL).astype(int)
    return corner, (int(cells[0]), int(cells[1]))


def picture(motion: Motion, frame: int, camera: Camera, fine: int = 3) -> NDArray[np.uint8]:
    """The finished frame as bytes, height × width × 3."""
    image = paint(
        scene(motion, frame, camera), camera.eye, camera.forward, camera.right, camera.up,
        camera.half_height, camera.width, camera.height, fine,
    )  # fmt: skip
    return np.clip(image * 255.0 + 0.5, 0, 255).astype(np.uint8)
