"""Solved movements on the shelf: `poses/solved/` keeps what the solver found."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from studio.motion import Motion, frame_contacts, solve
from studio.pose import POSES, Pose
from studio.skeleton import Array

SHELF: Final = POSES / "solved"
SOLVING: Final = (
    "skeleton",
    "body",
    "skin",
    "contacts",
    "figure",
    "residuals",
    "solver",
    "props",
    "pose",
    "motion",
)
"""Modules whose change can change a solution."""
SCALE: Final = 10_000.0
"""Angles are kept to 0.0001°, places to a micrometre."""


@cache
def code_mark(rooms: tuple[str, ...]) -> str:
    """A hash of what modules do, whatever their layout, comments and docstrings."""
    digest = hashlib.sha256()
    for room in rooms:
        tree = ast.parse((Path(__file__).parent / f"{room}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                node.body = [line for line in node.body if not _is_text(line)]
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:16]


def _is_text(line: ast.stmt) -> bool:
    return (
        isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
    )


def mark(pose: Pose) -> str:
    """A hash of a pose and of the solver."""
    return hashlib.sha256((pose.source + code_mark(SOLVING)).encode()).hexdigest()[:16]


def path_of(pose: Pose) -> Path:
    """Where a pose's solution is kept."""
    return SHELF / f"{pose.name}.npz"


def solved(pose: Pose) -> Motion:
    """The solved movement: off the shelf if pose and solver are the same, else solved anew."""
    kept = _read(pose)
    if kept is not None:
        return kept
    motion = solve(pose)
    SHELF.mkdir(exist_ok=True)
    np.savez_compressed(
        path_of(pose),
        mark=mark(pose),
        joints=_packed(motion.joints),
        keys=_packed(motion.solved_keys),
    )
    return _read(pose) or motion


def _read(pose: Pose) -> Motion | None:
    try:
        with np.load(path_of(pose)) as file:
            if str(file["mark"]) != mark(pose):
                return None
            joints, keys = _unpacked(file["joints"]), _unpacked(file["keys"])
    except (OSError, ValueError, KeyError):
        return None
    progress, glow, rollers, contacts = frame_contacts(pose, len(joints))
    return Motion(pose, joints, progress, contacts, rollers, glow, keys)


def _packed(joints: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Whole numbers, as differences from frame to frame: small when compressed."""
    scaled = np.round(joints * SCALE * np.where(np.arange(joints.shape[1]) < 3, 100.0, 1.0)).astype(
        np.int32
    )
    return np.diff(scaled, axis=0, prepend=0)


def _unpacked(steps: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Array:
    values = np.cumsum(steps.astype(np.int64), axis=0)
    result: Array = values / (SCALE * np.where(np.arange(values.shape[1]) < 3, 100.0, 1.0))
    return result


def tidy(poses: Iterable[Pose]) -> None:
    """Remove solutions of poses that no longer exist."""
    wanted = {path_of(pose) for pose in poses}
    for path in SHELF.glob("*.npz"):
        if path not in wanted:
            path.unlink()
