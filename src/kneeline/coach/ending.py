"""How a session ends: the journal keeps that, and need not know of all that can happen in one."""

from __future__ import annotations

from enum import StrEnum


class SessionEnding(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    LEFT = "left"
    """The person left before the end."""

    HURT = "hurt"
    """The person ended it because it hurt."""
