"""What is said about a journal that is made up."""

from __future__ import annotations

from kneeline.wording import _


def sample_notice() -> str:
    """Return what the pages say above data that are made up."""
    return _("These are sample data: made up to try the program. This is nobody’s knee.")
