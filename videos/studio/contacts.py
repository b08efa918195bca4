"""Contacts: what a pose must keep, as data and as arrays for the solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from studio.body import SEGMENTS, Flesh
from studio.skeleton import BALL, BONE, HEEL, LANDMARKS, TOE, Array, Ints

Triple = tuple[float, float, float]
FREE: Final = float("nan")
WORLD: Final = -1
PLANT_WEIGHT: Final = 4000.0
REST_WEIGHT: Final = 2500.0
AIM_WEIGHT: Final = 60.0
LINE_WEIGHT: Final = 12.0
BALANCE_WEIGHT: Final = 2000.0


@dataclass(frozen=True)
class Surface:
    """What skin can lie on: a plane (point, normal) or a roller (point, axis, radius)."""

    name: str
    point: Triple
    direction: Triple
    radius: float = 0.0
    half_length: float = 9.0

    @property
    def round(self) -> bool:
        """Whether this is a roller."""
        return self.radius > 0

    def row(self) -> list[float]:
        """The surface as numbers for the compiled solver."""
        return [float(self.round), *self.point, *self.direction, self.radius, self.half_length]

    def gap(self, points: Array) -> Array:
        """Distance of points (n × 3) from the surface in metres, negative inside."""
        off = points - np.array(self.point)
        along = off @ np.array(self.direction)
        if not self.round:
            result: Array = along
            return result
        across = (
            np.linalg.norm(off - along[:, None] * np.array(self.direction), axis=1) - self.radius
        )
        beyond = np.abs(along) - self.half_length
        round_end = np.hypot(np.maximum(across, 0.0), beyond)
        gaps: Array = np.where(beyond > 0, round_end, np.maximum(across, beyond))
        return gaps


FLOOR: Final = Surface("floor", (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True)
class Pin:
    """A point of a bone stays at a place in the world, or on another bone; free axes are NaN."""

    label: str
    bone: str
    offset: Triple
    target: Triple
    on: str = ""
    weight: float = 1.0
    planted: bool = True


@dataclass(frozen=True)
class Aim:
    """An axis of a bone points in a world direction; components that are NaN are free."""

    label: str
    bone: str
    axis: Triple
    direction: Triple
    weight: float = 1.0


@dataclass(frozen=True)
class Rest:
    """The skin of a part (segment or muscle) touches a surface."""

    label: str
    part: str
    surface: Surface


@dataclass(frozen=True)
class KneeLine:
    """The shank stands this many degrees outwards (+) of the foot's axis, seen from the front."""

    label: str
    side: str
    degrees: float


@dataclass(frozen=True)
class Balance:
    """The centre of mass stands over this place (x, y; NaN is free)."""

    label: str
    target: tuple[float, float]


Contact = Pin | Aim | Rest | KneeLine | Balance


class Task(NamedTuple):
    """Contacts as flat arrays for the compiled solver."""

    pin_bone: Ints
    pin_offset: Array
    pin_on: Ints
    pin_target: Array
    pin_weight: Array
    aim_bone: Ints
    aim_axis: Array
    aim_direction: Array
    aim_weight: Array
    rest_shapes: Ints
    rest_span: Ints
    rest_surface: Array
    line_side: Ints
    line_degrees: Array
    balance: Array
    barriers: Array
    barrier_shapes: Ints


def compile_task(contacts: tuple[Contact, ...], surfaces: tuple[Surface, ...], body: Flesh) -> Task:
    """Flatten contacts; `surfaces` are what no skin may enter."""
    pins = [c for c in contacts if isinstance(c, Pin)]
    aims = [c for c in contacts if isinstance(c, Aim)]
    rests = [c for c in contacts if isinstance(c, Rest)]
    lines = [c for c in contacts if isinstance(c, KneeLine)]
    balances = [c for c in contacts if isinstance(c, Balance)]
    lists = [shapes_of(rest.part, body) for rest in rests]
    ends = np.cumsum([0, *(len(x) for x in lists)])
    return Task(
        np.array([BONE[p.bone] for p in pins], np.int64),
        np.array([p.offset for p in pins], float).reshape(-1, 3),
        np.array([BONE[p.on] if p.on else WORLD for p in pins], np.int64),
        np.nan_to_num(np.array([p.target for p in pins], float).reshape(-1, 3)),
        np.array(
            [[0.0 if np.isnan(v) else p.weight * PLANT_WEIGHT for v in p.target] for p in pins]
        ).reshape(-1, 3),
        np.array([BONE[a.bone] for a in aims], np.int64),
        np.array([a.axis for a in aims], float).reshape(-1, 3),
        np.nan_to_num(np.array([a.direction for a in aims], float).reshape(-1, 3)),
        np.array(
            [[0.0 if np.isnan(v) else a.weight * AIM_WEIGHT for v in a.direction] for a in aims]
        ).reshape(-1, 3),
        np.concatenate([*(np.array(x) for x in lists), np.empty(0)]).astype(np.int64),
        np.stack([ends[:-1], ends[1:]], axis=1).astype(np.int64).reshape(-1, 2),
        np.array([rest.surface.row() for rest in rests], float).reshape(-1, 9),
        np.array(["LR".index(line.side) for line in lines], np.int64),
        np.array([line.degrees for line in lines], float),
        np.array(balances[0].target if balances else (FREE, FREE), float),
        np.array([surface.row() for surface in surfaces], float).reshape(-1, 9),
        np.array(
            [i for i, x in enumerate(body.shapes) if not x.segment.startswith(("foot", "hair"))],
            np.int64,
        ),
    )


def shapes_of(part: str, body: Flesh) -> list[int]:
    """The shapes of a segment, or of a muscle; raises KeyError for an unknown part."""
    found = [i for i, x in enumerate(body.shapes) if part in {x.segment, x.muscle}]
    if not found:
        raise KeyError(
            f"no part of the body is called {part!r}; segments are {', '.join(SEGMENTS)}"
        )
    return found


def flat_foot(
    side: str, at: tuple[float, float], height: float = 0.0, out: float = 0.0
) -> tuple[Contact, ...]:
    """The whole sole on a surface: ankle above `at`, toes turned `out` degrees outwards."""
    forward, left = _foot_axes(side, out)
    ankle = np.array([*at, height])
    return (
        _pin(f"heel.{side}", ankle - HEEL * forward),
        _pin(f"ball.{side}", ankle + BALL * forward),
        _pin(f"toe.{side}", ankle + (BALL + TOE) * forward),
        Aim(f"sole.{side}", f"foot.{side}", (0.0, 1.0, 0.0), _triple(left), 8.0),
    )


def ball_of_foot(
    side: str,
    at: tuple[float, float],
    height: float = 0.0,
    out: float = 0.0,
    heel: float | None = None,
) -> tuple[Contact, ...]:
    """Only ball and toes on a surface: the ball at `at`, the heel `heel` degrees up."""
    forward, left = _foot_axes(side, out)
    joint = np.array([*at, height + 0.023])
    contacts: list[Contact] = [
        _pin(f"mtp.{side}", joint),
        _pin(f"toe.{side}", joint + TOE * forward - np.array([0, 0, 0.023])),
        Aim(f"toes.{side}", f"toe.{side}", (0.0, 1.0, 0.0), _triple(left), 8.0),
    ]
    if heel is not None:
        a = np.radians(heel)
        contacts.append(
            Aim(
                f"heel_up.{side}",
                f"foot.{side}",
                (1.0, 0.0, 0.0),
                (FREE, FREE, -float(np.sin(a))),
                4.0,
            )
        )
    return tuple(contacts)


def _foot_axes(side: str, out: float) -> tuple[Array, Array]:
    a = np.radians(out) * (1.0 if side == "L" else -1.0)
    return np.array([np.cos(a), np.sin(a), 0.0]), np.array([-np.sin(a), np.cos(a), 0.0])


def _pin(landmark: str, place: Array) -> Pin:
    bone, offset = LANDMARKS[landmark]
    return Pin(landmark, bone, offset, _triple(place))


def _triple(v: Array) -> Triple:
    return float(v[0]), float(v[1]), float(v[2])
