"""What the player needs of the thing that shows a movement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kneeline.coach.dose import Stroke, Tempo
    from kneeline.coach.exercise import Mark
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Heading


class Clip(Protocol):
    """Shows how an exercise goes, in step with the session."""

    def show_exercise(self, heading: Heading, side: Side | None) -> None:
        """Show an exercise, mirrored for the side that works."""
        ...

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still in a pause."""
        ...

    def follow(self, tempo: Tempo | None) -> None:
        """Run at the tempo of the repetitions; None for the film's own pace."""
        ...

    def point_at(self, mark: Mark | None) -> None:
        """Draw the mark of the cue that matters now; None for no mark."""
        ...

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin a part of the movement, in step with the person."""
        ...

    def show_wrong(self, on: bool) -> bool:  # noqa: FBT001 (the whole message is the flag)
        """Show right and wrong form side by side, or end it; False where no film shows it wrong."""
        ...

    def next_view(self) -> None:
        """Show the movement from another side, where it was filmed from one."""
        ...
