"""How sure we are of what we tell people."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How well a rule, a dose or a claim is backed; the person is shown it."""

    VERIFIED = "verified"
    """We read it in the source itself, mostly its abstract or a table."""

    SECOND_HAND = "second-hand"
    """We read a summary of the source."""

    UNCHECKED = "unchecked"
    """We remember it and have not looked it up."""

    OUR_CHOICE = "our-choice"
    """We propose it; nobody has shown it."""
