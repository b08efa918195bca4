"""Motion: solved key poses become a smooth path in which what is planted stays planted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.interpolate import PchipInterpolator

from studio.body import Flesh, flesh
from studio.contacts import Contact, Rest, Surface, Triple
from studio.pose import Pose
from studio.skeleton import Array, Stance, stance
from studio.solver import Solver

FPS: Final = 24


@dataclass(frozen=True)
class Motion:
    """A pose's way from start to end: joint values of each frame, and what it must keep."""

    pose: Pose
    joints: Array
    progress: Array
    contacts: tuple[tuple[Contact, ...], ...]
    rollers: tuple[Triple | None, ...]
    glow: Array
    solved_keys: Array

    @property
    def body(self) -> Flesh:
        """The flesh of this pose's build."""
        return flesh(self.pose.build)

    def stance(self, frame: int) -> Stance:
        """The posed skeleton at a frame of the way out."""
        return stance(self.joints[frame], self.pose.base, self.body.build.frame)

    def surfaces(self, frame: int) -> dict[str, Surface]:
        """All surfaces at a frame."""
        return self.pose.surfaces(self.rollers[frame])

    def loop(self) -> list[int]:
        """The film as frames of the way: out, hold, back, rest; the last leads into the first."""
        last = len(self.joints) - 1
        hold, rest = round(self.pose.hold * FPS), round(self.pose.rest * FPS)
        return [*range(last), *[last] * max(1, hold), *range(last - 1, 0, -1), *[0] * max(0, rest)]


def ease(t: Array) -> Array:
    """Minimum-jerk progress: starts and ends at rest."""
    result: Array = t * t * t * (10.0 - 15.0 * t + 6.0 * t * t)
    return result


def barriers(pose: Pose, roller: Triple | None) -> tuple[Surface, ...]:
    """Surfaces that no skin may enter while solving."""
    return tuple(
        s for name, s in pose.surfaces(roller).items() if name in {"floor", "wall", "roller"}
    )


def solve_keys(pose: Pose) -> Array:
    """Each key pose on its own: joint values that keep its contacts."""
    solver = Solver(flesh(pose.build), pose.base, ())
    rows = []
    for key in pose.keys:
        around = barriers(pose, key.roller)
        rows.append(solver.solve(key.hint, key.contacts, surfaces=around, rounds=6))
    return np.array(rows)


def _kept(before: tuple[Contact, ...], after: tuple[Contact, ...]) -> list[Contact]:
    """Contacts that two neighbouring keys share, and so every frame between them."""

    def mark(contact: Contact) -> str:
        return (
            f"{contact.part} on {contact.surface.name}"
            if isinstance(contact, Rest)
            else repr(contact)
        )

    later = {mark(c) for c in after}
    return [c for c in before if mark(c) in later]


def frame_contacts(
    pose: Pose, frames: int
) -> tuple[Array, Array, tuple[Triple | None, ...], tuple[tuple[Contact, ...], ...]]:
    """For each frame of a way: progress, glow, where the roller is, and the contacts that hold."""
    u = ease(np.linspace(0.0, 1.0, frames))
    moments = np.array([key.u for key in pose.keys])
    glow = np.interp(u, moments, [key.glow for key in pose.keys])
    places = [key.roller for key in pose.keys]
    way = PchipInterpolator(moments, np.array(places))(u) if places[0] is not None else None
    rollers: list[Triple | None] = []
    kept = []
    for i, now in enumerate(u):
        k = min(len(moments) - 2, int(np.searchsorted(moments, now, "right")) - 1)
        roller = None if way is None else (float(way[i][0]), float(way[i][1]), float(way[i][2]))
        around = pose.surfaces(roller)
        shared = _kept(pose.keys[k].contacts, pose.keys[k + 1].contacts)
        rollers.append(roller)
        kept.append(
            tuple(
                replace(c, surface=around[c.surface.name]) if isinstance(c, Rest) else c
                for c in shared
            )
        )
    return u, glow, tuple(rollers), tuple(kept)


def solve(pose: Pose, fps: int = FPS) -> Motion:
    """The whole way from the first key to the last, at `fps` frames per second."""
    keys = solve_keys(pose)
    u, glow, rollers, contacts = frame_contacts(pose, round(pose.move * fps) + 1)
    hints = PchipInterpolator(np.array([key.u for key in pose.keys]), keys)(u)
    solver = Solver(flesh(pose.build), pose.base, ())
    rows = [
        solver.solve(hint, kept, rounds=4, firmness=2.0, surfaces=barriers(pose, roller))
        for hint, kept, roller in zip(hints, contacts, rollers, strict=True)
    ]
    return Motion(pose, np.array(rows), u, contacts, rollers, glow, keys)
