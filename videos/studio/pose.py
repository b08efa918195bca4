"""Poses as data: reads `videos/poses/*.toml` into keys, contacts, props and expectations."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from studio.contacts import (
    FLOOR,
    FREE,
    Aim,
    Balance,
    Contact,
    KneeLine,
    Pin,
    Rest,
    Surface,
    Triple,
    ball_of_foot,
    flat_foot,
)
from studio.props import Prop, read_prop
from studio.skeleton import INDEX, LANDMARKS, NAMES, Array

POSES: Final = Path(__file__).parent.parent / "poses"
PRESETS: Final = Path(__file__).parent / "presets.toml"
_AXES: Final = {
    "forward": (1.0, 0.0, 0.0),
    "left": (0.0, 1.0, 0.0),
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
}


class PoseError(ValueError):
    """A pose file cannot be understood; the message names file, place and remedy."""


@dataclass(frozen=True)
class Key:
    """A key pose: when (0 start … 1 end), angle hints, contacts and where the roller is."""

    u: float
    hint: Array
    hinted: frozenset[str]
    contacts: tuple[Contact, ...]
    roller: Triple | None
    glow: float


@dataclass(frozen=True)
class Bound:
    """What a solved pose must show: a measured quantity stays between two values at some moment."""

    quantity: str
    at: str
    low: float
    high: float


@dataclass(frozen=True)
class Pose:
    """One film's worth of movement: right, or one of the faults."""

    exercise: str
    fault: str
    caption: str
    build: str
    skin: str
    base: Array
    keys: tuple[Key, ...]
    props: tuple[Prop, ...]
    glow: tuple[str, ...]
    views: tuple[str, ...]
    cameras: dict[str, dict[str, float]] = field(hash=False)
    move: float
    hold: float
    rest: float
    first: str
    bounds: tuple[Bound, ...]
    right_bounds: tuple[Bound, ...]
    source: str

    @property
    def name(self) -> str:
        """The exercise's id, with the fault after it where there is one."""
        return f"{self.exercise}-{self.fault}" if self.fault else self.exercise

    def surfaces(self, roller: Triple | None) -> dict[str, Surface]:
        """All surfaces by name, the roller where it is now."""
        found = {"floor": FLOOR}
        for prop in self.props:
            surface = prop.surface(roller if prop.kind == "roller" else None)
            if surface is not None:
                found[surface.name] = surface
        return found


def flat(table: dict[str, Any], stop: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Nested tables as dotted names; tables that hold one of the `stop` keys are values."""
    out: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict) and not stop & value.keys():
            out |= {f"{name}.{inner}": v for inner, v in flat(value, stop).items()}
        else:
            out[name] = value
    return out


def merged(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """`base` with `extra` laid over it, table by table."""
    out = copy.deepcopy(base)
    for name, value in extra.items():
        if isinstance(value, dict) and isinstance(out.get(name), dict):
            out[name] = merged(out[name], value)
        else:
            out[name] = copy.deepcopy(value)
    return out


@cache
def presets() -> dict[str, dict[str, Any]]:
    """The named common positions."""
    return tomllib.loads(PRESETS.read_text(encoding="utf-8"))


def exercise_ids() -> list[str]:
    """Ids of all exercises that have a pose file."""
    return sorted(path.stem for path in POSES.glob("*.toml"))


def read_poses(exercise: str) -> list[Pose]:
    """The right pose of an exercise, then its faults; raises PoseError."""
    path = POSES / f"{exercise}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PoseError(
            f"there is no pose file {path.name}; known are {', '.join(exercise_ids())}"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise PoseError(f"{path.name} is not valid TOML: {error}") from None
    return [
        parse(table, path.stem),
        *(parse(table, path.stem, fault) for fault in table.get("wrong", {})),
    ]


def parse(table: dict[str, Any], exercise: str, fault: str = "") -> Pose:
    """One pose from a file's table; `fault` picks a `[wrong.<fault>]` difference."""
    right = {k: v for k, v in table.items() if k != "wrong"}
    whole, caption = right, ""
    if fault:
        change = dict(table["wrong"][fault])
        keys = change.pop("key", {})
        whole = merged(right, {k: v for k, v in change.items() if k not in {"caption", "expect"}})
        whole["key"] = [merged(key, keys.get(str(i), {})) for i, key in enumerate(right["key"])]
        whole["expect"] = change.get("expect", {})
        caption = change.get("caption", "")
    try:
        return _pose(whole, right, exercise, fault, caption)
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise PoseError(
            f"{exercise}.toml{' [wrong.' + fault + ']' if fault else ''}: {error}"
        ) from error


def _pose(
    table: dict[str, Any], right: dict[str, Any], exercise: str, fault: str, caption: str
) -> Pose:
    film, tempo = table["film"], table.get("tempo", {})
    props = tuple(read_prop(p) for p in table.get("prop", ()))
    base = _base(film.get("base", "upright"), film.get("heading", 0.0))
    return Pose(
        exercise,
        fault,
        caption,
        film.get("build", "a"),
        film.get("skin", "light"),
        base,
        _keys(table, props),
        props,
        tuple(film.get("glow", ())),
        tuple(film.get("views", ("side", "front"))),
        table.get("view", {}),
        tempo.get("move", 1.75),
        tempo.get("hold", 0.5),
        tempo.get("rest", 0.25),
        tempo.get("first", "down"),
        _bounds(table.get("expect", {})),
        _bounds(right.get("expect", {})),
        repr((table, sorted(presets().items()))),
    )


def _base(word: str, heading: float) -> Array:
    """The root's resting orientation: upright, supine, prone, on the right (side) or left side."""
    upright = np.eye(3)
    turned = {
        "upright": upright,
        "supine": np.array([[0, 0, -1.0], [0, 1, 0], [1, 0, 0]]),
        "left": np.array([[0, 0, 1.0], [-1, 0, 0], [0, -1, 0]]),
        "prone": np.array([[0, 0, 1.0], [0, 1, 0], [-1, 0, 0]]),
        "side": np.array([[0, 0, 1.0], [1, 0, 0], [0, 1, 0]]),
    }[word]
    a = np.radians(heading)
    turn = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    result: Array = turn @ turned
    return result


def _keys(table: dict[str, Any], props: tuple[Prop, ...]) -> tuple[Key, ...]:
    rollers = [p for p in props if p.kind == "roller"]
    roller: Triple | None = rollers[0].at if rollers else None
    hint, hinted = np.zeros(len(NAMES)), set[str]()
    always = _expanded(table.get("always", {}))
    _lay(hint, hinted, always.get("angles", {}))
    keys = []
    for raw in table["key"]:
        key = _expanded(raw)
        hint, hinted = hint.copy(), set(hinted)
        _lay(hint, hinted, key.get("angles", {}))
        if "roller" in key:
            roller = tuple(key["roller"])
        surfaces = {"floor": FLOOR} | {
            s.name: s for p in props if (s := p.surface(roller if p.kind == "roller" else None))
        }
        contacts = read_contacts(merged(always.get("keep", {}), key.get("keep", {})), surfaces)
        keys.append(
            Key(
                float(key["u"]),
                hint,
                frozenset(hinted),
                contacts,
                roller,
                float(key.get("glow", 1.0)),
            )
        )
    return tuple(keys)


def _expanded(table: dict[str, Any]) -> dict[str, Any]:
    """A key with its presets laid under it."""
    out: dict[str, Any] = {}
    for name in table.get("preset", ()):
        if name not in presets():
            raise ValueError(f"no preset is called {name!r}; there are {', '.join(presets())}")
        out = merged(out, presets()[name])
    return merged(out, {k: v for k, v in table.items() if k != "preset"})


def _lay(hint: Array, hinted: set[str], angles: dict[str, Any]) -> None:
    for name, value in sorted(flat(angles).items(), key=lambda item: item[0].count(".")):
        names = [name] if name in INDEX else [f"{name}.L", f"{name}.R"]
        for joint in names:
            if joint not in INDEX:
                raise ValueError(f"no joint is called {name!r}")
            hint[INDEX[joint]] = value
            hinted.add(joint)


def _place(values: list[Any]) -> Triple:
    x, y, z = (FREE if v == "free" else float(v) for v in values)
    return x, y, z


def read_contacts(table: dict[str, Any], surfaces: dict[str, Surface]) -> tuple[Contact, ...]:
    """Contacts from a `keep` table."""
    out: list[Contact] = []
    stop = frozenset({"at", "to", "on"})
    for kind, group in table.items():
        if kind == "balance":
            if group is not False:
                x, y = (FREE if v == "free" else float(v) for v in group)
                out.append(Balance("balance", (x, y)))
            continue
        for name, value in flat(group, stop).items():
            if value is not False:
                out += _contact(kind, name, value, surfaces)
    return tuple(out)


def _contact(kind: str, name: str, value: Any, surfaces: dict[str, Surface]) -> tuple[Contact, ...]:  # noqa: ANN401, C901, PLR0911 - one case per word
    match kind:
        case "flat":
            return flat_foot(
                name, tuple(value["at"]), _height(value, surfaces), value.get("out", 0.0)
            )
        case "ball":
            return ball_of_foot(
                name,
                tuple(value["at"]),
                _height(value, surfaces),
                value.get("out", 0.0),
                value.get("heel"),
            )
        case "air":
            return _in_the_air(name, value)
        case "pin":
            bone, offset = LANDMARKS[name]
            return (Pin(name, bone, offset, _place(value)),)
        case "hold":
            bone, offset = LANDMARKS[name]
            return (Pin(name, bone, offset, _place(value["at"]), value["on"], 0.5, planted=False),)
        case "aim":
            return (_aim(name, value),)
        case "rest":
            if value not in surfaces:
                raise ValueError(f"{name} cannot rest on {value!r}; there is {', '.join(surfaces)}")
            return (Rest(name, name, surfaces[value]),)
        case "knee_line":
            return (KneeLine(f"knee_line.{name}", name, float(value)),)
    raise ValueError(f"a pose cannot keep {kind!r}")


def _height(value: dict[str, Any], surfaces: dict[str, Surface]) -> float:
    return surfaces[value["on"]].point[2] if "on" in value else float(value.get("z", 0.0))


def _in_the_air(side: str, value: dict[str, Any]) -> tuple[Contact, ...]:
    """A swinging foot: its ball at a place, the heel `pitch` degrees higher; not planted."""
    bone, offset = LANDMARKS[f"mtp.{side}"]
    contacts: list[Contact] = [Pin(f"air.{side}", bone, offset, _place(value["at"]), planted=False)]
    if "pitch" in value:
        a = np.radians(value["pitch"])
        contacts.append(
            Aim(f"air.{side}", f"foot.{side}", (1.0, 0.0, 0.0), (FREE, FREE, -float(np.sin(a))))
        )
    return tuple(contacts)


def _aim(name: str, value: dict[str, Any]) -> Aim:
    word = value.get("axis", "palm" if name.startswith("hand") else "up")
    axis: Triple = (
        (0.0, -1.0 if name.endswith("L") else 1.0, 0.0) if word == "palm" else _AXES[word]
    )
    return Aim(f"{word} of {name}", name, axis, _place(value["to"]), value.get("weight", 1.0))


def _bounds(table: dict[str, Any]) -> tuple[Bound, ...]:
    out = []
    for name, value in flat(table, frozenset({"min", "max"})).items():
        out.append(
            Bound(name, value.get("at", "all"), value.get("min", -np.inf), value.get("max", np.inf))
        )
    return tuple(out)
