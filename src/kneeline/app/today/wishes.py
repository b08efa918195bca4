"""What the person has, wants and feels, put together in one place for whoever plans a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.coach.cadence import OwnCadence
from kneeline.coach.today import Wishes

if TYPE_CHECKING:
    from kneeline.app.settings import Settings
    from kneeline.coach.past import Past
    from kneeline.journal import Journal, Profile

EVERYTHING = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})
"""Things at hand, as long as nobody has said otherwise."""


def wishes(journal: Journal, past: Past, settings: Settings) -> Wishes:
    """Return what today is to be planned with."""
    profile = journal.profile()
    return Wishes(
        at_hand(profile),
        minutes=profile.minutes if profile is not None else None,
        moves=journal.moves(),
        runs=wants_to_run(profile, past),
        cadence=own_cadence(settings),
    )


def at_hand(profile: Profile | None) -> frozenset[str]:
    """Return the things at hand."""
    return profile.have if profile is not None and profile.have else EVERYTHING


def wants_to_run(profile: Profile | None, past: Past) -> bool:
    """Whether runs are planned: who says so, who has passed the gate, and who has run."""
    return bool(past.gates or past.runs or (profile is not None and profile.runner))


def own_cadence(settings: Settings) -> OwnCadence | None:
    """Return the person's own steps a minute, if they were measured."""
    if settings.cadence is None or settings.cadence_since is None:
        return None
    return OwnCadence(settings.cadence, settings.cadence_since)
