"""The person's settings, in one small file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kneeline.playback.chimes import Way
from kneeline.wording import _


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the person has chosen; everything has a default that works."""

    format: Literal[1] = 1
    """Version of this file; a newer one is not understood, and said to be broken."""

    theme: Literal["system", "light", "dark"] = "system"
    text_scale: Annotated[float, msgspec.Meta(ge=0.8, le=2.0)] = 1.0
    sound: Way = Way.AUTO
    volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.8
    muted: bool = False
    programme: str = "daily"


def load(path: Path) -> tuple[Settings, str]:
    """Return the settings and, where the file could not be used, a sentence that says so.

    A broken file is put aside, never overwritten.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        return Settings(), _sentence(path, error.strerror or "it cannot be read")
    try:
        return msgspec.json.decode(raw, type=Settings), ""
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        path.replace(path.with_suffix(".broken.json"))
        return Settings(), _sentence(path, str(error))


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; OSError if the folder takes no files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(settings)))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _sentence(path: Path, problem: str) -> str:
    return _(
        "Your settings in {path} could not be used ({problem}), so Kneeline starts with its own."
        " The old file is kept beside it."
    ).format(path=path, problem=problem)
