"""What the first start is given: what is known, where answers go, and how it is heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from kneeline.coach.screening import Question
    from kneeline.coach.side import Side
    from kneeline.journal import Profile
    from kneeline.ui.screening import Answers


class Page(StrEnum):
    """The pages, in their order."""

    WELCOME = ""
    SCREENING = "screening"
    EQUIPMENT = "equipment"
    KNEES = "knees"
    DAYS = "days"
    PAIN = "pain"
    VOICE = "voice"
    DONE = "done"
    """Not a page: nothing is left to ask."""


class Hearing(Protocol):
    """What plays the test."""

    def play(self) -> None:
        """Sound a chime and say a sentence."""
        ...

    def louder(self) -> bool:
        """Turn chime and voice up for good; False where they are as loud as they get."""
        ...

    @property
    def trouble(self) -> str:
        """A sentence about what keeps the voice silent; empty while nothing is known to."""
        ...


@dataclass(frozen=True, slots=True)
class FirstStartSource:
    """Functions the pages call; each answer is kept at once."""

    questions: Sequence[Question]
    """The red flags of the first screening; none where they have been answered."""

    page: Page
    """Where to go on."""

    keep_page: Callable[[Page], None]
    screen: Callable[[Answers], str]
    """Keeps the answers; returns what to do before training, empty where nothing stands against
    it."""

    profile: Callable[[], Profile]
    tell: Callable[[Profile], object]
    log_pain: Callable[[Side, int], object]
    hearing: Hearing
    today: Callable[[], date]
