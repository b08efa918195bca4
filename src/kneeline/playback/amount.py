"""How much of a session is said, and what goes first."""

from __future__ import annotations

from enum import StrEnum

from kneeline.coach.timeline import CueKind


class Amount(StrEnum):
    """How much is said."""

    NOTHING = "nothing"
    CUES = "cues"
    COUNTS = "counts"
    EVERYTHING = "everything"

    def includes(self, kind: CueKind) -> bool:
        """Whether cues of this kind are said; what comes next is said with every amount."""
        cues, counts = {CueKind.FORM}, {CueKind.TEMPO, CueKind.COUNT}
        said = {
            Amount.NOTHING: set[CueKind](),
            Amount.CUES: {CueKind.ANNOUNCE} | cues,
            Amount.COUNTS: {CueKind.ANNOUNCE} | counts,
            Amount.EVERYTHING: {CueKind.ANNOUNCE} | cues | counts,
        }
        return kind in said[self]


WEIGHT = {CueKind.TEMPO: 0, CueKind.COUNT: 1, CueKind.FORM: 2, CueKind.ANNOUNCE: 3}
"""Which of several cues that wait is said."""
