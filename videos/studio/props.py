"""Props: mat, roller, step, wall, chair, seat, band, weight: to touch and to draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from studio.contacts import Surface, Triple
from studio.skeleton import Array, Stance

KINDS: Final = ("mat", "roller", "step", "wall", "chair", "seat", "band", "weight", "cushion")
ROLLER_RADIUS: Final = 0.075
BOX, ROD, CAPSULE = 0, 1, 2

COLOURS: Final = {
    "mat": "#9DB7B2", "roller": "#4A5A63", "step": "#C9B79C", "wall": "#E3E5E1", "chair": "#C9B79C",
    "seat": "#C9B79C", "band": "#C8506B", "weight": "#4A5A63", "cushion": "#B7A9BD",
}  # fmt: skip


@dataclass(frozen=True)
class Solid:
    """One drawable piece: box (half sizes), rod (radius, half length) or capsule (far point)."""

    kind: int
    centre: Triple
    size: Triple
    turn: tuple[tuple[float, ...], ...]
    rounding: float
    colour: str
    grooved: bool = False

    def row(self) -> list[float]:
        """The piece as numbers for the renderer (without its colour)."""
        turn = np.array(self.turn).T.ravel()
        return [
            float(self.kind),
            *self.centre,
            *self.size,
            *turn,
            self.rounding,
            float(self.grooved),
        ]


@dataclass(frozen=True)
class Prop:
    """A thing beside the body: where it stands, its size, which way it faces (0 is +x)."""

    kind: str
    at: Triple
    size: Triple
    heading: float = 0.0
    between: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict, hash=False)

    def surface(self, at: Triple | None = None) -> Surface | None:
        """What skin can rest on: a roller, a wall's face, the top of a step, seat or chair."""
        x, y, z = self.at if at is None else at
        a = np.radians(self.heading)
        if self.kind == "roller":
            return Surface(
                "roller",
                (x, y, z),
                (float(-np.sin(a)), float(np.cos(a)), 0.0),
                ROLLER_RADIUS,
                self.size[0] / 2,
            )
        if self.kind == "wall":
            return Surface("wall", (x, y, 0.0), (float(np.cos(a)), float(np.sin(a)), 0.0))
        if self.kind in {"step", "seat", "chair", "cushion"}:
            return Surface(self.kind, (x, y, self.size[2]), (0.0, 0.0, 1.0))
        return None


def read_prop(table: dict[str, Any]) -> Prop:
    """A prop from its table in a pose file; raises ValueError for a kind nobody knows."""
    kind = table["kind"]
    if kind not in KINDS:
        raise ValueError(f"a prop cannot be a {kind!r}; it can be {', '.join(KINDS)}")
    defaults: dict[str, Triple] = {
        "mat": (1.80, 0.62, 0.0),
        "roller": (0.45, 0, 0),
        "step": (0.40, 0.70, 0.16),
        "wall": (0.06, 1.7, 2.0),
        "chair": (0.42, 0.42, 0.45),
        "seat": (0.42, 0.46, 0.45),
        "weight": (0.0, 0.0, 0.0),
        "band": (0.0, 0.0, 0.0),
        "cushion": (0.36, 0.30, 0.05),
    }
    at = tuple([*table.get("at", (0.0, 0.0)), ROLLER_RADIUS if kind == "roller" else 0.0][:3])
    given = table.get("size", ())
    size = tuple([*given, *defaults[kind][len(given) :]])  # noqa: C409 - the kind decides the height
    return Prop(kind, (at[0], at[1], at[2]), size, table.get("heading", 0.0),
                tuple(table.get("between", ())), {})  # fmt: skip


def _turned(heading: float) -> Array:
    a = np.radians(heading)
    return np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1.0]])


def _frozen(m: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(v) for v in row) for row in m)


def _triple(v: Array) -> Triple:
    return float(v[0]), float(v[1]), float(v[2])


def solids(prop: Prop, at: Triple | None, rolled: float, posed: Stance) -> list[Solid]:  # noqa: C901, PLR0911 - one case per kind of prop
    """What a prop looks like now: at `at` if it moves, a roller turned by `rolled` radians."""
    x, y, z = prop.at if at is None else at
    lx, ly, lz = prop.size
    turn, colour = _turned(prop.heading), COLOURS[prop.kind]

    def box(offset: Triple, half: Triple, rounding: float) -> Solid:
        centre = np.array([x, y, z]) + turn @ np.array(offset)
        return Solid(BOX, _triple(centre), half, _frozen(turn), rounding, colour)

    match prop.kind:
        case "roller":
            c, s = np.cos(rolled), np.sin(rolled)
            spin = turn @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
            return [
                Solid(
                    ROD,
                    (x, y, z),
                    (ROLLER_RADIUS, lx / 2, 0),
                    _frozen(spin),
                    0.010,
                    colour,
                    grooved=True,
                )
            ]
        case "step" | "cushion":
            return [
                box(
                    (0, 0, lz / 2),
                    (lx / 2, ly / 2, lz / 2),
                    0.012 if prop.kind == "step" else 0.022,
                )
            ]
        case "wall":
            return [box((-lx / 2, 0, lz / 2), (lx / 2, ly / 2, lz / 2), 0.004)]
        case "seat" | "chair":
            parts = [box((0, 0, lz - 0.025), (lx / 2, ly / 2, 0.025), 0.012)]
            for i in (-1, 1):
                for j in (-1, 1):
                    leg = (i * (lx / 2 - 0.025), j * (ly / 2 - 0.025), (lz - 0.04) / 2)
                    parts.append(box(leg, (0.016, 0.016, (lz - 0.04) / 2), 0.006))
            if prop.kind == "chair":
                parts.append(box((-lx / 2 + 0.012, 0, lz + 0.30), (0.014, ly / 2, 0.11), 0.012))
                for j in (-1, 1):
                    parts.append(  # noqa: PERF401 - each row needs its own transform
                        box(
                            (-lx / 2 + 0.012, j * (ly / 2 - 0.03), lz + 0.15),
                            (0.012, 0.014, 0.16),
                            0.006,
                        )
                    )
            return parts
        case "band":
            return _band(prop, posed, colour)
        case "weight":
            return _weight(prop, posed, colour)
    return []


def corners(solid: Solid) -> Array:
    """Points that enclose a solid."""
    centre, size = np.array(solid.centre), np.array(solid.size)
    if solid.kind == CAPSULE:
        return np.stack([centre, centre + size])
    half = size if solid.kind == BOX else np.array([size[0], size[1], size[0]])
    signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
    result: Array = centre + (signs * half) @ np.array(solid.turn).T
    return result


def _loop(posed: Stance, landmark: str) -> tuple[Array, Array, float]:
    """Centre, leg axis and radius of the place where a band sits on a leg."""
    where, _, side = landmark.partition(".")
    if where == "thigh":
        return posed.of(f"thigh.{side}", (0.005, 0, -0.33)), posed.axis(f"thigh.{side}", 2), 0.066
    return posed.of(f"shank.{side}", (-0.006, 0, -0.345)), posed.axis(f"shank.{side}", 2), 0.046


def _band(prop: Prop, posed: Stance, colour: str) -> list[Solid]:
    """An elastic loop round both legs: the outline of two circles, as a ring of short capsules."""
    (a, up_a, ra), (b, up_b, rb) = _loop(posed, prop.between[0]), _loop(posed, prop.between[1])
    across = b - a
    span = np.linalg.norm(across)
    u = across / span
    up = up_a + up_b
    v = np.cross(up, u)
    v /= np.linalg.norm(v)
    ring = [
        a + ra * (np.cos(t) * u + np.sin(t) * v) for t in np.linspace(np.pi / 2, 3 * np.pi / 2, 7)
    ]
    ring += [
        b + rb * (np.cos(t) * u + np.sin(t) * v) for t in np.linspace(-np.pi / 2, np.pi / 2, 7)
    ]
    n = np.cross(u, v)
    pieces = []
    for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
        for lift in (-0.010, 0.0, 0.010):
            base = p + n * lift
            pieces.append(
                Solid(CAPSULE, _triple(base), _triple(q - p), _frozen(np.eye(3)), 0.0075, colour)
            )
    return pieces


def _weight(prop: Prop, posed: Stance, colour: str) -> list[Solid]:
    """A short dumbbell held in a hand, or lying across the hips."""
    bone = prop.between[0]
    if bone.startswith("hand"):
        s = 1.0 if bone.endswith("L") else -1.0
        centre, along = posed.of(bone, (0.004, -0.034 * s, -0.072)), posed.axis(bone, 0)
    else:
        centre, along = posed.of("pelvis", prop.at), posed.axis("pelvis", 1)
    pieces = [
        Solid(
            CAPSULE,
            _triple(centre - along * 0.10),
            _triple(along * 0.20),
            _frozen(np.eye(3)),
            0.013,
            colour,
        )
    ]
    w = np.cross(along, (0.31, 0.47, 0.83))
    w /= np.linalg.norm(w)
    turn = np.stack([np.cross(along, w), along, w], axis=1)
    for end in (-1, 1):
        pieces.append(  # noqa: PERF401 - each row needs its own transform
            Solid(
                ROD,
                _triple(centre + along * 0.105 * end),
                (0.048, 0.026, 0),
                _frozen(turn),
                0.010,
                colour,
            )
        )
    return pieces
