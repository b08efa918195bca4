"""Whether what a file calls its sport is running, and on what."""

from __future__ import annotations

from kneeline.coach.past import Surface
from kneeline.runfiles.recorded import NoRunInIt
from kneeline.wording import _

UNSAID = frozenset({"", "other", "generic", "all", "training", "workout"})
"""What says nothing: somebody who imports it here means a run."""

SURFACES = {
    "treadmill": Surface.TREADMILL,
    "indoor": Surface.TREADMILL,
    "virtual": Surface.TREADMILL,
    "track": Surface.TRACK,
    "trail": Surface.TRAIL,
}
"""Words in a sport's name, by what they say about the ground; a road where nothing is said."""


def surface_of(sport: str, kind: str = "") -> Surface:
    """Return what a run was on; NoRunInIt if the sport is not running."""
    name = sport.strip().casefold()
    # Strava writes numbers for the kinds of its exports; 9 is a run.
    if name not in UNSAID | {"9"} and "run" not in name and "jog" not in name:
        says = _("It is no run: it says “{sport}”.")
        raise NoRunInIt(says.format(sport=sport.strip()[:40]))
    whole = f"{name} {kind.casefold()}"
    return next((on for word, on in SURFACES.items() if word in whole), Surface.ROAD)
