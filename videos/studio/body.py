"""The body: rounded shapes on bones, blended into skin; two builds, muscles that can glow.

A shape is a tapered capsule between two bone points or an ellipsoid on one bone. Shapes of one
segment blend with each other; segments blend only with their neighbours, so that a hand on a
thigh stays a hand on a thigh.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from studio.skeleton import BONE, SIDES, SOLE, Array, Frame, Ints

CAPSULE, ELLIPSOID = 0, 1

SEGMENTS: Final = (
    "pelvis", "abdomen", "chest", "neck", "head", "hair",
    *(f"{part}.{side}" for side in SIDES for part in
      ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")),
)  # fmt: skip
SEGMENT: Final = {name: i for i, name in enumerate(SEGMENTS)}

SHANK_BLEND, FOOT_BLEND = 0.025, 0.03


@dataclass(frozen=True)
class Build:
    """A body type: widths and girths as factors or metres; bone lengths are shared."""

    name: str
    frame: Frame = field(default_factory=Frame)
    trunk: float = 1.0
    waist: float = 1.0
    pelvis: float = 1.0
    limb: float = 1.0
    arm: float = 1.0
    bust: float = 0.0
    bun: bool = False


BUILDS: Final = {
    "a": Build("a", Frame(0.090, 0.146), 0.92, 0.90, 1.0, 0.97, 0.86, bust=1.0, bun=True),
    "b": Build("b", Frame(0.088, 0.166), 1.03, 1.02, 0.98, 1.03, 1.05),
}


@dataclass(frozen=True)
class Shape:
    """One rounded shape: its segment, the bones it hangs on, radii, blend width and muscle."""

    kind: int
    segment: str
    bone: str
    at: tuple[float, float, float]
    far_bone: str
    to: tuple[float, float, float]
    radii: tuple[float, float, float]
    blend: float
    muscle: str = ""


class _Sculptor:
    """Collects shapes; mirrors those of the right side."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def capsule(
        self,
        segment: str,
        bone: str,
        at: tuple[float, float, float],
        far: str,
        to: tuple[float, float, float],
        r0: float,
        r1: float,
        blend: float = 0.02,
        muscle: str = "",
    ) -> None:
        self.shapes.append(Shape(CAPSULE, segment, bone, at, far, to, (r0, r1, 0), blend, muscle))

    def ellipsoid(
        self,
        segment: str,
        bone: str,
        at: tuple[float, float, float],
        radii: tuple[float, float, float],
        blend: float = 0.02,
        muscle: str = "",
    ) -> None:
        self.shapes.append(Shape(ELLIPSOID, segment, bone, at, bone, at, radii, blend, muscle))


def _trunk(m: _Sculptor, b: Build) -> None:
    t, w, p = b.trunk, b.waist, b.pelvis
    m.ellipsoid("pelvis", "pelvis", (0.0, 0, 0.055), (0.096, 0.148 * p, 0.105), 0.03)
    m.ellipsoid("pelvis", "pelvis", (0.010, 0, 0.0), (0.084, 0.122 * p, 0.082), 0.03)
    m.ellipsoid("abdomen", "lumbar", (0.016, 0, 0.03), (0.090, 0.126 * w, 0.11), 0.04, "abdominals")
    m.ellipsoid("abdomen", "lumbar", (0.010, 0, 0.11), (0.088 * t, 0.122 * w, 0.11), 0.04)
    m.ellipsoid("chest", "chest", (0.010, 0, 0.09), (0.100 * t, 0.140 * t, 0.15), 0.03)
    m.ellipsoid("chest", "chest", (0.0, 0, 0.160), (0.094 * t, 0.148 * t, 0.105), 0.03)
    for side, s in (("L", 1.0), ("R", -1.0)):
        if b.bust:
            m.ellipsoid("chest", "chest", (0.080, 0.062 * s, 0.105), (0.048, 0.060, 0.058), 0.035)
        else:
            m.ellipsoid("chest", "chest", (0.068, 0.068 * s, 0.130), (0.044, 0.082, 0.062), 0.03)
        m.ellipsoid("chest", "chest", (-0.042, 0.070 * s, 0.10), (0.052, 0.072 * t, 0.14), 0.05)
        m.capsule(
            "chest",
            "neck",
            (-0.014, 0.018 * s, 0.025),
            f"clavicle.{side}",
            (-0.012, 0.118 * s, -0.002),
            0.044 * b.arm,
            0.046,
            0.035,
        )
        m.capsule(
            "chest",
            "chest",
            (0.01, 0.09 * s, 0.16),
            f"upper_arm.{side}",
            (0, -0.012 * s, -0.006),
            0.056,
            0.047 * b.arm,
            0.04,
        )
    n = 0.5 + 0.5 * b.arm
    m.capsule(
        "neck", "neck", (-0.006, 0, -0.03), "head", (-0.004, 0, 0.03), 0.058 * n, 0.053 * n, 0.02
    )


def _head(m: _Sculptor, b: Build) -> None:
    m.ellipsoid("head", "head", (-0.002, 0, 0.125), (0.094, 0.074, 0.090), 0.03)
    m.ellipsoid("head", "head", (0.036, 0, 0.075), (0.052, 0.054, 0.072), 0.04)
    m.ellipsoid("head", "head", (0.054, 0, 0.022), (0.026, 0.030, 0.022), 0.035)
    m.capsule(
        "head", "head", (0.074, 0.026, 0.125), "head", (0.074, -0.026, 0.125), 0.016, 0.016, 0.02
    )
    m.capsule("head", "head", (0.090, 0, 0.108), "head", (0.099, 0, 0.080), 0.0075, 0.0105, 0.014)
    m.capsule(
        "head", "head", (0.080, 0.014, 0.046), "head", (0.080, -0.014, 0.046), 0.009, 0.009, 0.014
    )
    for s in (1.0, -1.0):
        m.ellipsoid("head", "head", (-0.004, 0.074 * s, 0.092), (0.020, 0.010, 0.030), 0.006)
        m.ellipsoid("head", "head", (0.046, 0.040 * s, 0.078), (0.026, 0.022, 0.024), 0.03)
    m.ellipsoid("hair", "head", (-0.009, 0, 0.133), (0.099, 0.083, 0.095), 0.02)
    m.ellipsoid("hair", "head", (-0.035, 0, 0.095), (0.072, 0.077, 0.090), 0.03)
    if b.bun:
        m.ellipsoid("hair", "head", (-0.110, 0, 0.175), (0.040, 0.040, 0.038), 0.02)


def _leg(m: _Sculptor, b: Build, side: str) -> None:
    s, g = (1.0 if side == "L" else -1.0), b.limb
    thigh, shank = f"thigh.{side}", f"shank.{side}"
    m.capsule("pelvis", "pelvis", (-0.052, 0.060 * s, 0.045), thigh, (-0.038, 0.002 * s, -0.055),
              0.066 * g, 0.070 * g, 0.03, f"glute.{side}")  # fmt: skip
    m.capsule(
        "pelvis",
        "pelvis",
        (-0.008, 0.096 * s * b.pelvis, 0.075),
        thigh,
        (-0.005, 0.034 * s, -0.02),
        0.058,
        0.060 * g,
        0.03,
        f"gluteus_medius.{side}",
    )
    m.capsule("pelvis", "pelvis", (0.045, 0.070 * s, 0.05), thigh, (0.025, 0.008 * s, -0.10),
              0.040, 0.050 * g, 0.03, f"hip_flexor.{side}")  # fmt: skip
    m.capsule(thigh, thigh, (0, 0.004 * s, -0.02), thigh, (0, 0, -0.385), 0.084 * g, 0.049, 0.02)
    m.capsule(thigh, thigh, (0.022, 0.008 * s, -0.09), thigh, (0.020, 0.004 * s, -0.32),
              0.066 * g, 0.044, 0.025, f"quadriceps.{side}")  # fmt: skip
    m.capsule(thigh, thigh, (0.004, 0.036 * s, -0.08), thigh, (0.006, 0.022 * s, -0.31),
              0.054 * g, 0.034, 0.025, f"outer_thigh.{side}")  # fmt: skip
    m.ellipsoid(
        thigh,
        thigh,
        (0.022, -0.026 * s, -0.345),
        (0.034, 0.028, 0.055),
        0.02,
        f"inner_quadriceps.{side}",
    )
    m.capsule(thigh, thigh, (-0.024, 0.006 * s, -0.10), thigh, (-0.018, 0, -0.37),
              0.062 * g, 0.036, 0.025, f"hamstrings.{side}")  # fmt: skip
    m.capsule(thigh, thigh, (0, -0.028 * s, -0.055), thigh, (0, -0.014 * s, -0.25),
              0.056 * g, 0.036, 0.025, f"adductors.{side}")  # fmt: skip
    m.ellipsoid(thigh, thigh, (0.028, 0, -0.408), (0.028, 0.032, 0.036), 0.025)
    m.capsule(shank, shank, (0, 0, 0), shank, (0, 0, -0.385), 0.050, 0.033, 0.02)
    m.capsule(shank, shank, (0.012, 0, -0.03), shank, (0.006, 0, -0.36), 0.041, 0.030, 0.02)
    m.ellipsoid(
        shank,
        shank,
        (-0.027, -0.018 * s, -0.125),
        (0.038 * g, 0.035 * g, 0.105),
        0.025,
        f"calf.{side}",
    )
    m.ellipsoid(
        shank,
        shank,
        (-0.025, 0.019 * s, -0.115),
        (0.036 * g, 0.032 * g, 0.095),
        0.025,
        f"calf.{side}",
    )
    m.capsule(
        shank,
        shank,
        (-0.022, 0, -0.22),
        shank,
        (-0.022, 0, -0.385),
        0.034,
        0.021,
        0.025,
        f"calf.{side}",
    )


def _foot(m: _Sculptor, side: str) -> None:
    s = 1.0 if side == "L" else -1.0
    foot, toe = f"foot.{side}", f"toe.{side}"
    m.capsule(foot, foot, (0, 0, 0.005), foot, (0, 0, -0.03), 0.037, 0.040, 0.02)
    m.ellipsoid(foot, foot, (-0.022, 0, -0.055), (0.047, 0.036, 0.044), 0.02)
    m.capsule(foot, foot, (0.01, 0.002 * s, -0.025), foot, (0.095, 0, -0.055), 0.040, 0.031, 0.03)
    m.ellipsoid(foot, foot, (0.055, 0.008 * s, -0.066), (0.078, 0.038, 0.030), 0.02)
    m.ellipsoid(foot, foot, (0.112, 0.003 * s, -0.066), (0.052, 0.047, 0.029), 0.02)
    m.ellipsoid(foot, toe, (0.022, 0.001 * s, -0.002), (0.062, 0.044, 0.026), 0.015)


def _arm(m: _Sculptor, b: Build, side: str) -> None:
    s, g = (1.0 if side == "L" else -1.0), b.arm
    upper, fore, hand, fing = (
        f"upper_arm.{side}",
        f"forearm.{side}",
        f"hand.{side}",
        f"fingers.{side}",
    )
    m.ellipsoid(upper, upper, (0, 0.001 * s, -0.060), (0.050 * g, 0.046 * g, 0.075), 0.03)
    m.capsule(upper, upper, (0, 0, -0.05), upper, (0, 0, -0.275), 0.045 * g, 0.037, 0.02)
    m.ellipsoid(upper, upper, (0.016, 0, -0.16), (0.032 * g, 0.034 * g, 0.085), 0.02)
    m.ellipsoid(upper, upper, (-0.018, 0, -0.13), (0.032 * g, 0.036 * g, 0.10), 0.02)
    m.capsule(fore, fore, (0, 0, 0), fore, (0, 0, -0.245), 0.037, 0.023, 0.02)
    m.ellipsoid(fore, fore, (0.005, 0.005 * s, -0.07), (0.036 * g, 0.038 * g, 0.085), 0.02)
    m.capsule(hand, hand, (0, 0, 0.01), hand, (0, 0, -0.02), 0.023, 0.024, 0.02)
    m.ellipsoid(hand, hand, (0.001, 0, -0.050), (0.040, 0.0165, 0.050), 0.014)
    m.ellipsoid(hand, hand, (0.022, -0.006 * s, -0.035), (0.020, 0.016, 0.032), 0.014)
    for x, length in ((0.030, 0.040), (0.0105, 0.046), (-0.0095, 0.043), (-0.028, 0.034)):
        m.capsule(
            hand, hand, (x * 0.95, 0, -0.080), fing, (x, -0.001 * s, -length), 0.0108, 0.0098, 0.007
        )
        m.capsule(
            hand,
            fing,
            (x, -0.001 * s, -length),
            fing,
            (x * 0.98, -0.008 * s, -length * 1.78),
            0.0098,
            0.0078,
            0.005,
        )
    m.capsule(
        hand,
        hand,
        (0.028, -0.008 * s, -0.030),
        hand,
        (0.050, -0.014 * s, -0.066),
        0.0145,
        0.0115,
        0.012,
    )
    m.capsule(
        hand,
        hand,
        (0.050, -0.014 * s, -0.066),
        hand,
        (0.055, -0.018 * s, -0.092),
        0.0115,
        0.009,
        0.008,
    )


_NEIGHBOURS: Final = (
    ("pelvis", "abdomen", 0.05),
    ("abdomen", "chest", 0.06),
    ("chest", "neck", 0.035),
    ("neck", "head", 0.022),
    *(
        (
            f"{a}.{side}" if a in ("thigh", "shank", "foot", "upper_arm", "forearm") else a,
            f"{b}.{side}",
            k,
        )
        for side in SIDES
        for a, b, k in (
            ("pelvis", "thigh", 0.045),
            ("abdomen", "thigh", 0.03),
            ("thigh", "shank", SHANK_BLEND),
            ("shank", "foot", FOOT_BLEND),
            ("chest", "upper_arm", 0.050),
            ("upper_arm", "forearm", 0.02),
            ("forearm", "hand", 0.02),
        )
    ),
)


@dataclass(frozen=True)
class Flesh:
    """A build's shapes as flat arrays for the compiled functions (metres)."""

    build: Build
    shapes: tuple[Shape, ...]
    kind: Ints
    segment: Ints
    bone: Ints
    far_bone: Ints
    at: Array
    to: Array
    radii: Array
    blend: Array
    neighbours: Ints
    neighbour_blend: Array

    def arrays(self) -> tuple[Ints, Ints, Ints, Array, Array, Array]:
        """What placing the shapes in the world takes."""
        return self.kind, self.bone, self.far_bone, self.at, self.to, self.radii

    def glowing(self, muscles: tuple[str, ...]) -> Array:
        """1 for each shape that is one of these muscles, 0 for the others."""
        return np.array([1.0 if shape.muscle in muscles else 0.0 for shape in self.shapes])


@cache
def flesh(build: str) -> Flesh:
    """The flat form of a build (`a` or `b`)."""
    b, m = BUILDS[build], _Sculptor()
    _trunk(m, b)
    _head(m, b)
    for side in SIDES:
        _leg(m, b, side)
        _foot(m, side)
        _arm(m, b, side)
    shapes = m.shapes
    return Flesh(
        b,
        tuple(shapes),
        np.array([x.kind for x in shapes]),
        np.array([SEGMENT[x.segment] for x in shapes]),
        np.array([BONE[x.bone] for x in shapes]),
        np.array([BONE[x.far_bone] for x in shapes]),
        np.array([x.at for x in shapes], float),
        np.array([x.to for x in shapes], float),
        np.array([x.radii for x in shapes], float),
        np.array([x.blend for x in shapes], float),
        np.array([(SEGMENT[a], SEGMENT[b]) for a, b, _ in _NEIGHBOURS]),
        np.array([k for _, _, k in _NEIGHBOURS]),
    )


MUSCLES: Final = tuple(sorted({x.muscle for x in flesh("a").shapes if x.muscle}))
SOLE_PLANES: Final = (("foot", -SOLE), ("toe", -0.023))
HAIR_PLANE: Final = (-0.70, 0.0, 0.72, 0.062)
"""Hair grows where this plane's value (head frame: normal, distance) is exceeded."""
