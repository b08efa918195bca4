"""What the Runs page shows at one moment, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kneeline.coach.cadence import Metronome, OwnCadence
from kneeline.coach.past import Surface
from kneeline.coach.running import Cap, RunLadder, RunTrack
from kneeline.coach.side import Side
from kneeline.ui.distances import Distances


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of the list."""

    id: str
    at: datetime
    minutes: float
    km: float | None
    surface: Surface
    stage: int | None
    complete: bool
    worst: Mapping[Side, int]
    before: Mapping[Side, int] = field(default_factory=dict)
    hour_after: Mapping[Side, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CutOff:
    """A guided run that was cut off."""

    began: datetime
    minutes: str
    """Minutes of running, as they are read."""

    can_go_on: bool


@dataclass(frozen=True, slots=True)
class RunsView:
    """Everything on the page but for what is being typed."""

    ladder: RunLadder
    track: RunTrack
    reason: str
    """Where running stands and why, in a sentence."""

    run_today: bool
    """Whether a run fits into today."""

    why_not: str
    """Why no run fits into today; empty where one does."""

    cap: Cap
    advice: tuple[str, ...] = ()
    """What to mind: a lock, a referral, a week that grew fast."""

    locked: bool = False
    missing: Callable[[Mapping[str, bool]], tuple[str, ...]] = field(default=lambda _answers: ())
    """What still bars the way to the first run, by what is ticked."""

    quiet: str = ""
    """How quiet the last days were, for the gate item that the journal answers."""

    own: OwnCadence | None = None
    metronome: Metronome | None = None
    runs: tuple[RunRow, ...] = ()
    """Newest first."""

    distances: Distances = field(default_factory=lambda: Distances(miles=False))
    cut_off: CutOff | None = None
    hour_after: tuple[Side, ...] = ()
    """Knees to ask about, an hour after the newest run."""
