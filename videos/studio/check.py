"""Checks: what must be true of every solved movement before it may be filmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from scipy.spatial import ConvexHull, QhullError
from typing_extensions import override

from studio.body import SEGMENT, SEGMENTS
from studio.contacts import Balance, KneeLine, Pin, Rest, shapes_of
from studio.measure import deviation, quantity
from studio.motion import Motion
from studio.pose import Bound, Pose, read_poses
from studio.prop_field import solid_distance
from studio.props import solids
from studio.skeleton import HIGH, LOW, NAMES, Array
from studio.skin import Skin, skin
from studio.solved import solved

PLANTED_MM: Final = 2.0
TOUCH_MM: Final = 3.0
INSIDE_MM: Final = 3.0
THROUGH_MM: Final = 12.0
"""Flesh gives: limbs may press this far into each other before they count as passing through."""
LIMIT_DEG: Final = 0.5
STEP_DEG: Final = 8.0
HINT_DEG: Final = 8.0
LINE_DEG: Final = 3.0
CAVE_DEG: Final = 8.0
BALANCE_MM: Final = 0.0


@dataclass(frozen=True)
class Finding:
    """What one check found in one movement: its worst value, what is allowed, and where."""

    pose: str
    check: str
    value: float
    allowed: float
    where: str = ""

    @property
    def passed(self) -> bool:
        """Whether the worst value is allowed."""
        return bool(self.value <= self.allowed)

    @override
    def __str__(self) -> str:
        """One line for people."""
        mark = "ok  " if self.passed else "FAIL"
        measured = f"{self.value:8.2f} (allowed {self.allowed:g})"
        return f"{mark} {self.pose:44} {self.check:12} {measured} {self.where}"


def _worst(pose: Pose, check: str, allowed: float, found: Iterator[tuple[float, str]]) -> Finding:
    value, where = max(found, key=lambda item: item[0], default=(0.0, ""))
    return Finding(pose.name, check, value, allowed, where)


def planted(motion: Motion) -> Finding:
    """Planted points stay within 2 mm of their place in every frame."""

    def errors() -> Iterator[tuple[float, str]]:
        for frame, contacts in enumerate(motion.contacts):
            posed = motion.stance(frame)
            for c in contacts:
                if isinstance(c, Pin) and c.planted:
                    off = np.abs(posed.of(c.bone, c.offset) - np.array(c.target))
                    yield 1000 * float(np.nanmax(off)), f"{c.label} in frame {frame}"

    return _worst(motion.pose, "planted", PLANTED_MM, errors())


def limits(motion: Motion) -> Finding:
    """No joint beyond what a body can do."""
    over = np.maximum(motion.joints - HIGH, LOW - motion.joints)
    frame, joint = np.unravel_index(int(over.argmax()), over.shape)
    return Finding(
        motion.pose.name,
        "limits",
        max(0.0, float(over.max())),
        LIMIT_DEG,
        f"{NAMES[joint]} in frame {frame}",
    )


def steady(motion: Motion) -> Finding:
    """No joint turns more than 8° from one frame to the next."""
    moved = np.abs(np.diff(motion.joints[:, 3:], axis=0))
    frame, joint = np.unravel_index(int(moved.argmax()), moved.shape)
    return Finding(
        motion.pose.name,
        "steady",
        float(moved.max()),
        STEP_DEG,
        f"{NAMES[joint + 3]} in frame {frame}",
    )


def loop(motion: Motion) -> Finding:
    """The film's frames follow each other without a jump, the last one into the first."""
    order = motion.loop()
    jumps = [abs(a - b) for a, b in zip(order, order[1:] + order[:1], strict=True)]
    return Finding(motion.pose.name, "loop", float(max(jumps)), 1.0, "frames skipped")


def hints(motion: Motion) -> Finding:
    """Solved key poses stay within 8° of their hints: contradictory data shows here first."""

    def errors() -> Iterator[tuple[float, str]]:
        for key, q in zip(motion.pose.keys, motion.solved_keys, strict=True):
            off = np.abs(q - key.hint)[3:]
            joint = int(off.argmax())
            yield float(off[joint]), f"{NAMES[joint + 3]} in the key at {key.u:g}"

    return _worst(motion.pose, "hints", HINT_DEG, errors())


def knees(motion: Motion) -> Finding:
    """A knee with a line stays within 3° of the second toe; a cave must reach 8° inwards."""
    pose = motion.pose
    if pose.fault == "knee-cave":
        inwards = [
            -d
            for i in range(len(motion.joints))
            for s in "LR"
            if (d := deviation(motion.stance(i), s)) is not None
        ]
        return Finding(pose.name, "knees", -max(inwards), -CAVE_DEG, "deepest inwards")

    def errors() -> Iterator[tuple[float, str]]:
        for frame, contacts in enumerate(motion.contacts):
            for c in contacts:
                if (
                    isinstance(c, KneeLine)
                    and (d := deviation(motion.stance(frame), c.side)) is not None
                ):
                    yield abs(d), f"{c.side} in frame {frame}"

    return _worst(pose, "knees", LINE_DEG, errors())


def balance(motion: Motion) -> Finding:
    """Where a pose must balance: how far the centre of mass is outside the support, in mm."""

    def errors() -> Iterator[tuple[float, str]]:
        for frame, contacts in enumerate(motion.contacts):
            if any(isinstance(c, Balance) for c in contacts):
                posed = motion.stance(frame)
                marks = [
                    posed.point(f"{p}.{s}")
                    for s in "LR"
                    for p in ("heel", "ball_in", "ball_out", "toe")
                ]
                heights = [
                    s.point[2]
                    for s in motion.surfaces(frame).values()
                    if not s.round and s.direction[2] > 0
                ]
                ground = np.array(
                    [p[:2] for p in marks if min(abs(p[2] - h) for h in heights) < 0.004]
                )
                yield 1000 * outside(posed.balance()[:2], ground), f"frame {frame}"

    return _worst(motion.pose, "balance", BALANCE_MM, errors())


def outside(point: Array, ground: Array) -> float:
    """How far a point is outside the hull of ground points, 0 inside; a metre without a hull."""
    try:
        hull = ConvexHull(ground)
    except (QhullError, ValueError):
        return 1.0
    return max(0.0, float((hull.equations[:, :2] @ point + hull.equations[:, 2]).max()))


def expectations(motion: Motion) -> list[Finding]:
    """Every `[expect]` bound of the movement holds."""
    return [_bound(motion, bound) for bound in motion.pose.bounds]


def _bound(motion: Motion, bound: Bound) -> Finding:
    last = len(motion.joints) - 1
    frames = {"start": [0], "middle": [last // 2], "end": [last]}.get(
        bound.at, list(range(last + 1))
    )
    off = [-np.inf]
    for frame in frames:
        value = quantity(bound.quantity, motion.stance(frame), motion.joints[frame])
        if not np.isnan(value):
            off.append(max(value - bound.high, bound.low - value))
    return Finding(motion.pose.name, "expect", max(off), 0.0, f"{bound.quantity} ({bound.at})")


def really_wrong(motion: Motion) -> Finding:
    """A film of a fault breaks at least one bound of the right film."""
    broken = [f for b in motion.pose.right_bounds if not (f := _bound(motion, b)).passed]
    return Finding(
        motion.pose.name, "wrong", 0.0 if broken else 1.0, 0.0, "breaks no bound of the right film"
    )


@cache
def _sphere(count: int) -> Array:
    """Evenly spread directions."""
    i = np.arange(count) + 0.5
    z, turn = 1 - 2 * i / count, np.pi * (1 + 5**0.5) * i
    r = np.sqrt(1 - z * z)
    return np.stack([r * np.cos(turn), r * np.sin(turn), z], axis=1)


def skin_points(placed: Skin, count: int = 56, only: tuple[int, ...] = ()) -> tuple[Array, Array]:
    """Points on the skin (n × 3) and the shape each belongs to; `only` some shapes, if given."""
    directions = _sphere(count)
    points, owner = [], []
    for i, s in enumerate(placed.shapes):
        if placed.flesh.shapes[i].segment == "hair" or (only and i not in only):
            continue
        if s[0] == 0:
            along = np.linspace(0, 1, 4)[:, None]
            middle = s[3:6] + along * (s[6:9] - s[3:6])
            radius = s[9] + along[:, 0] * (s[10] - s[9])
            found = (middle[:, None] + radius[:, None, None] * directions[None, ::2]).reshape(-1, 3)
        else:
            found = s[3:6] + (directions * s[9:12]) @ s[12:21].reshape(3, 3)
        points.append(found)
        owner.append(np.full(len(found), i))
    p, mine = np.concatenate(points), np.concatenate(owner)
    for _ in range(2):
        p = p - placed.distances(p)[:, None] * _slope(placed, p)
    on = np.abs(placed.distances(p)) < 0.001
    return p[on], mine[on]


def _slope(placed: Skin, p: Array) -> Array:
    e = 0.0008
    steps = [placed.distances(p + e * axis) - placed.distances(p - e * axis) for axis in np.eye(3)]
    slope = np.stack(steps, axis=1)
    result: Array = slope / (np.linalg.norm(slope, axis=1, keepdims=True) + 1e-9)
    return result


def sampled_frames(motion: Motion, count: int) -> list[int]:
    """Frames on which the costly skin checks run, spread evenly from start to end."""
    return sorted({round(i) for i in np.linspace(0, len(motion.joints) - 1, count)})


def _joined() -> set[tuple[int, int]]:
    """Pairs of segments that grow together, or fold onto each other at a joint."""
    pairs = [
        ("pelvis", "abdomen"),
        ("abdomen", "chest"),
        ("pelvis", "chest"),
        ("chest", "neck"),
        ("neck", "head"),
        ("chest", "head"),
    ]
    for s in "LR":
        pairs += [
            ("pelvis", f"thigh.{s}"),
            ("abdomen", f"thigh.{s}"),
            (f"thigh.{s}", f"shank.{s}"),
            (f"shank.{s}", f"foot.{s}"),
            ("chest", f"upper_arm.{s}"),
            ("neck", f"upper_arm.{s}"),
            (f"upper_arm.{s}", f"forearm.{s}"),
            (f"forearm.{s}", f"hand.{s}"),
            ("head", f"upper_arm.{s}"),
            ("abdomen", f"upper_arm.{s}"),
            (f"thigh.{s}", f"foot.{s}"),
        ]
    pairs += [
        ("thigh.L", "thigh.R"),
        ("head", "hair"),
        ("neck", "hair"),
        ("hair", "upper_arm.L"),
        ("hair", "upper_arm.R"),
        ("hand.L", "hand.R"),
    ]
    return {(SEGMENT[a], SEGMENT[b]) for a, b in pairs} | {
        (SEGMENT[b], SEGMENT[a]) for a, b in pairs
    }


_JOINED: Final = _joined()


def skin_findings(motion: Motion, frames: int = 5) -> list[Finding]:
    """Skin touches what it rests on, enters nothing, and no limb passes through the body."""
    touch, inside, through = [(0.0, "")], [(0.0, "")], [(0.0, "")]
    body = motion.body
    for frame in sampled_frames(motion, frames):
        placed = skin(body, motion.stance(frame))
        points, owner = skin_points(placed)
        named = np.array([body.segment[i] for i in owner])
        for c in motion.contacts[frame]:
            if isinstance(c, Rest):
                mine, _ = skin_points(placed, 400, tuple(shapes_of(c.part, body)))
                gap = float(c.surface.gap(mine).min()) if len(mine) else 1.0
                touch.append((1000 * abs(gap), f"{c.part} on {c.surface.name} in frame {frame}"))
        inside += [
            (1000 * d, f"{w} in frame {frame}") for d, w in _entered(motion, frame, points, named)
        ]
        through += [(1000 * d, f"{w} in frame {frame}") for d, w in _crossed(placed)]
    name = motion.pose.name
    return [
        Finding(name, "touch", *_pick(touch, TOUCH_MM)),
        Finding(name, "inside", *_pick(inside, INSIDE_MM)),
        Finding(name, "through", *_pick(through, THROUGH_MM)),
    ]


def _pick(found: list[tuple[float, str]], allowed: float) -> tuple[float, float, str]:
    value, where = max(found)
    return value, allowed, where


def _entered(
    motion: Motion, frame: int, points: Array, named: Array
) -> Iterator[tuple[float, str]]:
    """How deep skin is in each surface and each prop."""
    for name, surface in motion.surfaces(frame).items():
        if name in {"floor", "wall", "roller"}:
            gaps = surface.gap(points)
            k = int(gaps.argmin())
            yield max(0.0, -float(gaps[k])), f"{SEGMENTS[named[k]]} in the {name}"
    for prop in motion.pose.props:
        if prop.kind in {"step", "seat", "chair", "cushion"}:
            rows = np.array(
                [piece.row() for piece in solids(prop, None, 0.0, motion.stance(frame))]
            )
            for i in range(len(rows)):
                gaps = np.array([solid_distance(rows, i, *p) for p in points])
                k = int(gaps.argmin())
                yield max(0.0, -float(gaps[k])), f"{SEGMENTS[named[k]]} in the {prop.kind}"


def _crossed(placed: Skin) -> Iterator[tuple[float, str]]:
    """How deep each segment's shapes are in a segment that they have nothing to do with."""
    shapes = placed.shapes
    middles = np.concatenate(
        [shapes[:, 3:6], shapes[:, 6:9], (shapes[:, 3:6] + shapes[:, 6:9]) / 2]
    )
    thin = np.where(
        shapes[:, 0] == 0, np.minimum(shapes[:, 9], shapes[:, 10]), shapes[:, 9:12].min(axis=1)
    )
    owners = np.tile(shapes[:, 1].astype(int), 3)
    depths = np.tile(thin, 3)[:, None] - placed.measure(middles)[:, 1:]
    for i, other in np.argwhere(depths > 0):
        mine = owners[i]
        if other != mine and SEGMENT["hair"] not in {mine, other} and (mine, other) not in _JOINED:
            yield float(depths[i, other]), f"{SEGMENTS[mine]} in {SEGMENTS[other]}"


QUICK: Final[tuple[Callable[[Motion], Finding], ...]] = (
    planted,
    limits,
    steady,
    loop,
    hints,
    knees,
    balance,
)


def prove(motion: Motion, frames: int = 5) -> list[Finding]:
    """All checks of one movement, those of the skin on so many frames."""
    found = (
        [check(motion) for check in QUICK] + expectations(motion) + skin_findings(motion, frames)
    )
    if motion.pose.fault:
        found.append(really_wrong(motion))
    return found


def report(ids: list[str]) -> int:
    """Check exercises, print failures and the worst value of each check; 1 if anything fails."""
    poses = [pose for exercise in ids for pose in read_poses(exercise)]
    found = [finding for pose in poses for finding in prove(solved(pose))]
    failed = [finding for finding in found if not finding.passed]
    for finding in failed:
        print(finding)
    print(f"\n{len(poses)} movements, {len(found)} checks, {len(failed)} failed; worst of each:")
    for name in dict.fromkeys(f.check for f in found):
        print(max((f for f in found if f.check == name), key=lambda f: f.value - f.allowed))
    return 1 if failed else 0
