"""What the phases are called on the screen."""

from __future__ import annotations

from kneeline.coach.exercise import Phase
from kneeline.wording import _


def phase_name(phase: Phase) -> str:
    """Return a phase's name in the person's language."""
    return {
        Phase.ROLL: _("Roll"),
        Phase.ACTIVATE: _("Activate"),
        Phase.MOBILISE: _("Mobilise"),
        Phase.STRENGTHEN: _("Strengthen"),
    }[phase]
