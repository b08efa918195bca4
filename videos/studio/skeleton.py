"""The skeleton: bones, joints with clinical angles, and forward kinematics.

Body frame: x forward, y left, z up. Metres outside, degrees at the door. Clinical signs:
flexion, abduction and external rotation are positive on both sides of the body.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numba as nb
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

SIDES: Final = ("L", "R")
SOLE: Final = 0.085
"""Height of the ankle's centre above the sole."""
THIGH: Final = 0.415
SHANK: Final = 0.405
BALL: Final = 0.125
"""Distance of the ball of the foot in front of the ankle."""
HEEL: Final = 0.055
TOE: Final = 0.078

X, Y, Z = 0, 1, 2


@dataclass(frozen=True)
class Joint:
    """One degree of freedom: axis, sign of its clinical direction, and limits in degrees."""

    name: str
    bone: str
    axis: int
    sign: float
    low: float
    high: float
    stiffness: float = 4.0


def _trunk() -> list[Joint]:
    limits = {
        "lumbar": ((-25, 45), (-25, 25), (-20, 20)),
        "chest": ((-20, 30), (-25, 25), (-35, 35)),
        "neck": ((-45, 45), (-35, 35), (-60, 60)),
        "head": ((-30, 30), (-20, 20), (-35, 35)),
    }
    joints = []
    for bone, spans in limits.items():
        for word, axis, span in zip(("flex", "side", "turn"), (Y, X, Z), spans, strict=True):
            joints.append(Joint(f"{bone}_{word}", bone, axis, 1.0, *span, stiffness=3.0))
    return joints


def _limbs(side: str) -> list[Joint]:
    """Joints of one side, in the order in which their rotations are applied."""
    s = 1.0 if side == "L" else -1.0
    table: list[tuple[str, str, int, float, float, float, float]] = [
        ("hip_flex", "thigh", Y, -1, -25, 132, 4),
        ("hip_abd", "thigh", X, s, -30, 55, 4),
        ("hip_er", "thigh", Z, s, -48, 65, 4),
        ("knee", "shank", Y, 1, -3, 152, 4),
        ("tibia", "shank", Z, s, -20, 24, 4),
        ("ankle", "foot", Y, -1, -55, 42, 4),
        ("inversion", "foot", X, -s, -22, 28, 4),
        ("toes", "toe", Y, -1, -30, 80, 4),
        ("clavicle_up", "clavicle", X, s, -12, 38, 3),
        ("clavicle_forward", "clavicle", Z, -s, -25, 32, 3),
        ("shoulder_flex", "upper_arm", Y, -1, -65, 182, 4),
        ("shoulder_abd", "upper_arm", X, s, -45, 172, 4),
        ("shoulder_er", "upper_arm", Z, s, -95, 95, 4),
        ("elbow", "forearm", Y, -1, 0, 150, 4),
        ("pronation", "hand", Z, -s, -95, 95, 4),
        ("wrist", "hand", X, -s, -85, 85, 4),
        ("wrist_side", "hand", Y, 1, -30, 30, 4),
        ("fingers", "fingers", X, -s, -15, 100, 4),
    ]
    return [Joint(f"{n}.{side}", f"{b}.{side}", a, g, lo, hi, k) for n, b, a, g, lo, hi, k in table]


def _joints() -> list[Joint]:
    root = [Joint(n, "pelvis", -1, 1.0, -9, 9, 0.05) for n in ("root_x", "root_y", "root_z")]
    root += [
        Joint("root_turn", "pelvis", Z, 1.0, -180, 180, 2.5),
        Joint("root_pitch", "pelvis", Y, 1.0, -120, 120, 3.0),
        Joint("root_list", "pelvis", X, 1.0, -90, 90, 2.0),
    ]
    return root + _trunk() + _limbs("L") + _limbs("R")


JOINTS: Final = tuple(_joints())
NAMES: Final = tuple(joint.name for joint in JOINTS)
INDEX: Final = {name: i for i, name in enumerate(NAMES)}
LOW: Final[Array] = np.array([joint.low for joint in JOINTS], float)
HIGH: Final[Array] = np.array([joint.high for joint in JOINTS], float)
STIFFNESS: Final[Array] = np.array([joint.stiffness for joint in JOINTS], float)

BONES: Final = (
    "pelvis", "lumbar", "chest", "neck", "head",
    *(f"{bone}.{side}" for side in SIDES for bone in
      ("thigh", "shank", "foot", "toe", "clavicle", "upper_arm", "forearm", "hand", "fingers")),
)  # fmt: skip
BONE: Final = {name: i for i, name in enumerate(BONES)}
_PARENT: Final = {
    "lumbar": "pelvis", "chest": "lumbar", "neck": "chest", "head": "neck",
    "thigh": "pelvis", "shank": "thigh", "foot": "shank", "toe": "foot",
    "clavicle": "chest", "upper_arm": "clavicle", "forearm": "upper_arm",
    "hand": "forearm", "fingers": "hand",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """The skeleton's proportions in metres: what differs between the body types."""

    hip: float = 0.088
    shoulder: float = 0.158


def _offset(bone: str, frame: Frame) -> tuple[float, float, float]:
    name, _, side = bone.partition(".")
    s = 1.0 if side == "L" else -1.0
    return {
        "pelvis": (0, 0, 0),
        "lumbar": (-0.015, 0, 0.10),
        "chest": (-0.005, 0, 0.15),
        "neck": (-0.008, 0, 0.245),
        "head": (0.015, 0, 0.085),
        "thigh": (0, frame.hip * s, 0),
        "shank": (0, 0, -THIGH),
        "foot": (0, 0, -SHANK),
        "toe": (BALL, 0, 0.023 - SOLE),
        "clavicle": (0, 0.03 * s, 0.20),
        "upper_arm": (-0.010, frame.shoulder * s, -0.015),
        "forearm": (0, 0, -0.285),
        "hand": (0, 0, -0.25),
        "fingers": (0, 0, -0.086),
    }[name]


@dataclass(frozen=True)
class Tree:
    """The skeleton as flat arrays for the compiled kinematics."""

    parent: Ints
    offset: Array
    joint_bone: Ints
    joint_axis: Ints
    joint_sign: Array

    def arrays(self) -> tuple[Ints, Array, Ints, Ints, Array]:
        """Everything the compiled functions take."""
        return self.parent, self.offset, self.joint_bone, self.joint_axis, self.joint_sign


@cache
def tree(frame: Frame) -> Tree:
    """The flat form of a skeleton with these proportions."""
    parents = []
    for bone in BONES:
        name, dot, side = bone.partition(".")
        up = _PARENT.get(name)
        if up is None:
            parents.append(-1)
        else:
            parents.append(BONE[up] if up in BONE else BONE[up + dot + side])
    return Tree(
        np.array(parents),
        np.array([_offset(bone, frame) for bone in BONES], float),
        np.array([BONE[joint.bone] for joint in JOINTS]),
        np.array([joint.axis for joint in JOINTS]),
        np.array([joint.sign for joint in JOINTS], float),
    )


@nb.njit(cache=True)
def rotate(m: Array, axis: int, angle: float) -> None:
    """Turn the 3×3 matrix `m` from the right by `angle` radians about an axis, in place."""
    c, s = np.cos(angle), np.sin(angle)
    i, j = (axis + 1) % 3, (axis + 2) % 3
    for row in range(3):
        a, b = m[row, i], m[row, j]
        m[row, i] = a * c + b * s
        m[row, j] = b * c - a * s


@nb.njit(cache=True)
def kinematics(
    q: Array,
    base: Array,
    parent: Ints,
    offset: Array,
    joint_bone: Ints,
    joint_axis: Ints,
    joint_sign: Array,
) -> tuple[Array, Array]:
    """Bone turns (bones × 3 × 3) and places (bones × 3) for joints `q` in degrees and metres."""
    count = parent.shape[0]
    turns = np.empty((count, 3, 3))
    places = np.empty((count, 3))
    for b in range(count):
        p = parent[b]
        for i in range(3):
            for j in range(3):
                turns[b, i, j] = base[i, j] if p < 0 else turns[p, i, j]
        if p < 0:
            places[b, 0], places[b, 1], places[b, 2] = q[0], q[1], q[2]
        else:
            for i in range(3):
                places[b, i] = (
                    places[p, i]
                    + turns[p, i, 0] * offset[b, 0]
                    + turns[p, i, 1] * offset[b, 1]
                    + turns[p, i, 2] * offset[b, 2]
                )
        for k in range(3, q.shape[0]):
            if joint_bone[k] == b:
                rotate(turns[b], joint_axis[k], joint_sign[k] * q[k] * np.pi / 180.0)
    return turns, places


@dataclass(frozen=True)
class Stance:
    """A posed skeleton: where each bone is and how it is turned."""

    turns: Array
    places: Array

    def point(self, name: str) -> Array:
        """The world position of a named landmark, in metres."""
        bone, offset = LANDMARKS[name]
        return self.of(bone, offset)

    def of(self, bone: str, offset: tuple[float, float, float] | Array) -> Array:
        """The world position of a point given in a bone's own frame."""
        b = BONE[bone]
        result: Array = self.places[b] + self.turns[b] @ np.asarray(offset, float)
        return result

    def axis(self, bone: str, axis: int) -> Array:
        """One axis of a bone (0 forward, 1 left, 2 up) in the world."""
        result: Array = self.turns[BONE[bone]][:, axis]
        return result

    def balance(self) -> Array:
        """The centre of mass of the whole body (segment masses after de Leva)."""
        total = sum(mass for _, _, mass in MASSES)
        centre: Array = sum(mass * self.of(bone, at) for bone, at, mass in MASSES) / total
        return centre


def stance(q: Array, base: Array, frame: Frame) -> Stance:
    """Pose the skeleton: joints in degrees (root in metres), `base` the resting orientation."""
    return Stance(*kinematics(q, base, *tree(frame).arrays()))


def _landmarks() -> dict[str, tuple[str, tuple[float, float, float]]]:
    marks: dict[str, tuple[str, tuple[float, float, float]]] = {
        "pelvis": ("pelvis", (0, 0, 0)),
        "sacrum": ("pelvis", (-0.09, 0, 0.06)),
        "chest": ("chest", (0, 0, 0.10)),
        "head": ("head", (0, 0, 0.10)),
    }
    for side, s in (("L", 1.0), ("R", -1.0)):
        marks |= {
            f"hip.{side}": (f"thigh.{side}", (0, 0, 0)),
            f"asis.{side}": ("pelvis", (0.075, 0.105 * s, 0.06)),
            f"knee.{side}": (f"shank.{side}", (0, 0, 0)),
            f"kneecap.{side}": (f"shank.{side}", (0.05, 0, -0.005)),
            f"ankle.{side}": (f"foot.{side}", (0, 0, 0)),
            f"heel.{side}": (f"foot.{side}", (-HEEL, 0, -SOLE)),
            f"ball.{side}": (f"foot.{side}", (BALL, 0, -SOLE)),
            f"ball_in.{side}": (f"foot.{side}", (BALL - 0.005, -0.036 * s, -SOLE)),
            f"ball_out.{side}": (f"foot.{side}", (BALL - 0.02, 0.040 * s, -SOLE)),
            f"mtp.{side}": (f"toe.{side}", (0, 0, 0)),
            f"toe.{side}": (f"toe.{side}", (TOE, 0, -0.023)),
            f"shoulder.{side}": (f"upper_arm.{side}", (0, 0, 0)),
            f"elbow.{side}": (f"forearm.{side}", (0, 0, 0)),
            f"wrist.{side}": (f"hand.{side}", (0, 0, 0)),
            f"palm.{side}": (f"hand.{side}", (0, -0.017 * s, -0.06)),
            f"fingertip.{side}": (f"fingers.{side}", (0, -0.004 * s, -0.08)),
            f"shoulder_blade.{side}": ("chest", (-0.10, 0.07 * s, 0.14)),
        }
    return marks


LANDMARKS: Final = _landmarks()

MASSES: Final = (
    ("pelvis", (0, 0, 0.05), 0.1117),
    ("lumbar", (0, 0, 0.07), 0.1633),
    ("chest", (0.01, 0, 0.12), 0.1596),
    ("head", (0.01, 0, 0.09), 0.0694),
    *(
        (f"{bone}.{side}", at, mass)
        for side in SIDES
        for bone, at, mass in (
            ("thigh", (0, 0, -0.17), 0.1416),
            ("shank", (0, 0, -0.18), 0.0433),
            ("foot", (0.05, 0, -0.05), 0.0137),
            ("upper_arm", (0, 0, -0.165), 0.0271),
            ("forearm", (0, 0, -0.114), 0.0162),
            ("hand", (0, 0, -0.07), 0.0061),
        )
    ),
)
