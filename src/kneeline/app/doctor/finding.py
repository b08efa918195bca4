"""What the doctor found about one thing."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Grade(StrEnum):
    """How much a finding matters."""

    WELL = "well"
    LACKING = "lacking"
    """A session goes on without it: every sound and every spoken word has its picture."""

    BROKEN = "broken"
    """Something must be mended first."""


class Finding(msgspec.Struct, frozen=True):
    """One thing, how it is, and a sentence about it with the remedy where one is needed."""

    name: str
    grade: Grade
    says: str
    details: dict[str, int | str | list[str]] = {}
