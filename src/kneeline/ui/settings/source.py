"""What the Settings page is given: what is chosen, how it is changed, and what can be tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date, time
    from pathlib import Path

    from kneeline.journal import Profile


class Chosen(Protocol):
    """What is chosen now, by the names of the settings."""

    @property
    def theme(self) -> str:
        """The colours: "system", "light" or "dark"."""
        ...

    @property
    def text_scale(self) -> float:
        """Factor on the system's text size, 0.8 to 2."""
        ...

    @property
    def motion(self) -> str:
        """How much may move: "system", "full" or "reduced"."""
        ...

    @property
    def marks(self) -> bool:
        """Whether clips are drawn upon."""
        ...

    @property
    def sound(self) -> str:
        """How chimes reach the loudspeaker: "auto", "qt", "playsound3" or "off"."""
        ...

    @property
    def volume(self) -> float:
        """Of the chimes, 0 to 1."""
        ...

    @property
    def muted(self) -> bool:
        """Whether all sound is off."""
        ...

    @property
    def voice(self) -> str:
        """How much is said: "nothing", "cues", "counts" or "everything"."""
        ...

    @property
    def voice_name(self) -> str:
        """The voice; empty for the system's choice."""
        ...

    @property
    def voice_rate(self) -> float:
        """From -1 to 1."""
        ...

    @property
    def voice_volume(self) -> float:
        """From 0 to 1."""
        ...

    @property
    def changeover(self) -> float:
        """Factor on the time to change position, 0.5 to 3."""
        ...

    @property
    def language(self) -> str:
        """A code ("de", "en", "es"); empty for the system's."""
        ...

    @property
    def units(self) -> str:
        """Of distances: "system", "km" or "miles"."""
        ...

    @property
    def reminder_days(self) -> AbstractSet[int]:
        """ISO weekdays."""
        ...

    @property
    def reminder_time(self) -> time:
        """On the clock on the wall."""
        ...

    @property
    def tray(self) -> bool:
        """Whether a closed window leaves Kneeline in the tray."""
        ...


class Trials(Protocol):
    """What can be heard."""

    def try_chime(self) -> None:
        """Sound one chime."""
        ...

    def try_voice(self) -> None:
        """Say a sentence."""
        ...

    def list_voices(self) -> None:
        """Begin to look for the system's voices."""
        ...

    def voices(self) -> Sequence[tuple[str, str]]:
        """Return each voice's name and its place ("en_GB"), once known."""
        ...

    @property
    def trouble(self) -> str:
        """Why there is no voice, and what helps; empty where nothing is wrong."""
        ...


class Switch(Protocol):
    """Something of the system that is on or off."""

    @property
    def on(self) -> bool:
        """Whether it is on."""
        ...

    def turn(self, *, on: bool) -> str:
        """Turn it on or off; returns a sentence where the system refuses, else nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of other people's work that we hand out."""

    name: str
    version: str
    licence: str
    text: str
    """The whole licence."""


@dataclass(frozen=True, slots=True)
class About:
    """What there is to say about this program."""

    version: str
    parts: Callable[[], Sequence[Part]]
    """Read when somebody asks: it takes a moment."""

    sources: Callable[[], Sequence[str]]
    """Who says so: a line for each publication."""

    crashes: Path
    """Where reports of our own failures lie."""


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """Functions the page calls, and plain facts."""

    now: Callable[[], Chosen]
    change: Callable[..., None]
    """Changes settings by name, with values as the page has them; in force and kept at once."""

    trials: Trials
    languages: Sequence[tuple[str, str]]
    """Languages there is a catalogue for: code, and name in that language."""

    profile: Callable[[], Profile]
    tell: Callable[[Profile], object]
    today: Callable[[], date]
    data: Path
    """The folder with everything that is the person's own."""

    about: About
    starts_with_system: Switch | None = None
    """None where this system has no such thing, or Kneeline was not installed."""

    has_tray: bool = True
    """Whether this desktop has a place for an icon while no window is open."""
