"""The person's settings, in one small file."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kneeline.app.locations import PRIVATE_FILE, make_private
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way
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
    voice: Amount = Amount.CUES
    """How much is said aloud."""

    voice_rate: Annotated[float, msgspec.Meta(ge=-1, le=1)] = 0.0
    voice_volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    voice_name: str = ""
    """The voice the person chose, by its name on this system; empty for the system's choice."""

    marks: bool = True
    """Whether knee line, heel, joints and direction are drawn on the clips."""

    changeover: Annotated[float, msgspec.Meta(ge=0.5, le=3.0)] = 1.0
    """How much longer or shorter the time to change position is, as a factor."""

    language: str = ""
    """"de", "en" or "es"; empty for the system's."""

    units: Literal["system", "km", "miles"] = "system"
    motion: Literal["system", "full", "reduced"] = "system"
    """Whether things may move on the screen where nothing has to."""

    reminder_days: frozenset[Annotated[int, msgspec.Meta(ge=1, le=7)]] = frozenset()
    """ISO weekdays on which to remind; empty for never."""

    reminder_time: time = time(18, 0)
    tray: bool = False
    """Whether Kneeline stays in the system's tray when its window is closed."""

    tray_told: bool = False
    """Whether it was said where the window goes."""

    reminded: date | None = None
    """The day on which a session was reminded of last."""

    asked: date | None = None
    """The day on which the morning's question came as a notification last."""

    window: str = ""
    """Where the window was, as Qt packs it, in base64."""

    first_start: Literal["", "screening", "equipment", "knees", "days", "pain", "voice", "done"] = (
        ""
    )
    """The page at which the first start goes on; empty before it, and for who never needed it."""

    programme: str = ""
    """Id of the programme the person chose; empty for what the coach plans."""

    cadence: Annotated[float, msgspec.Meta(ge=100, le=240)] | None = None
    """The person's own steps a minute; None before they were measured."""

    cadence_since: date | None = None
    """The day from which the metronome has quickened them."""


def load(path: Path) -> tuple[Settings, str]:
    """Return the settings and, where the file could not be used, a sentence that says so.

    A file that cannot be used is put aside under a free name, never overwritten.
    """
    try:
        raw = path.read_bytes()
        return msgspec.json.decode(raw, type=Settings), ""
    except FileNotFoundError:
        return Settings(), ""
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Settings(), _put_aside(path, _in_one_line(str(error)))
    except OSError as error:
        return Settings(), _put_aside(path, error.strerror or _("it cannot be read"))


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; OSError if the folder takes no files."""
    make_private(path.parent)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(fresh, _NEW_FILE, PRIVATE_FILE), "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings)))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _in_one_line(problem: str) -> str:
    """Return a reason that may quote the file, without what would break or hide a line of text."""
    return " ".join("".join(each if each.isprintable() else " " for each in problem).split())


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def _put_aside(path: Path, problem: str) -> str:
    """Move a file that cannot be used out of the way, and return the sentence about it."""
    names = (path.with_name(f"settings.broken{number}.json") for number in ("", *range(2, 1000)))
    try:
        aside = path.replace(next(name for name in names if not name.exists()))
    except OSError:
        return _(
            "Your settings in {path} could not be used ({problem}), so Kneeline starts with its own"
            " and leaves that file as it is."
        ).format(path=path, problem=problem)
    return _(
        "Your settings in {path} could not be used ({problem}), so Kneeline starts with its own;"
        " the old file is kept as {aside}."
    ).format(path=path, problem=problem, aside=aside.name)


class Choices:
    """The settings in force, and the one way to change them."""

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        """Read the settings from a file; `tell` gets a sentence where that is a problem."""
        self._path, self._tell = path, tell
        self.now, problem = load(path)
        if problem:
            tell(problem)

    def change(self, **changed: object) -> None:
        """Change settings by name and keep them; if the disk refuses, they hold until the end."""
        self.now = msgspec.structs.replace(self.now, **changed)
        try:
            save(self._path, self.now)
        except OSError as error:
            self._tell(
                _("Your settings could not be kept in {path}: {reason}.").format(
                    path=self._path, reason=error.strerror
                )
            )
