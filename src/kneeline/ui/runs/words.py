"""How runs and stages are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kneeline.coach.past import Surface
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.running import Cap, RunLadder, RunTrack, Stage
    from kneeline.ui.distances import Distances
    from kneeline.ui.runs.view import RunsView


def number(value: float, places: int = 1) -> str:
    """Return a number as the person's country writes it, without a fraction that says nothing."""
    near = round(float(value), places)
    digits = next(some for some in range(places + 1) if round(near, some) == near)
    return QLocale().toString(near, "f", digits)


def surface_name(surface: Surface) -> str:
    """Return what a surface is called."""
    return {
        Surface.TREADMILL: _("Treadmill"),
        Surface.TRACK: _("Track"),
        Surface.ROAD: _("Road"),
        Surface.TRAIL: _("Trail"),
        Surface.GRASS: _("Grass"),
    }[surface]


def pattern(stage: Stage) -> str:
    """Return what is done at a stage."""
    if stage.times == 1:
        return _("Run {run} min").format(run=number(stage.run))
    return _("{times} times: run {run} min, walk {walk} min").format(
        run=number(stage.run), walk=number(stage.walk), times=stage.times
    )


def whole_of(stage: Stage, ladder: RunLadder) -> str:
    """Return how long a stage takes with its walks before and after."""
    whole = stage.minutes + ladder.walk_before + ladder.walk_after
    return _("{whole} min in all, with {before} min of walking before and {after} after").format(
        whole=number(whole), before=number(ladder.walk_before), after=number(ladder.walk_after)
    )


def opens_next(track: RunTrack, ladder: RunLadder) -> str:
    """Return what it takes to move on from a stage."""
    left = max(ladder.clean_runs - track.clean, 1)
    words = ngettext(
        "One more quiet run opens the next stage.",
        "{count} quiet runs open the next stage.",
        left,
    ).format(count=left)
    quiet = _(
        "Quiet means: all of it run, pain of at most 2, and no more than before an hour later and"
        " the next morning. An answer that is missing does not count as quiet."
    )
    return f"{words} {quiet}"


def cap_words(cap: Cap, ladder: RunLadder, distances: Distances) -> str:
    """Return the most for one run, or nothing where there is no cap."""
    most = []
    if cap.minutes is not None:
        most.append(_("{minutes} min").format(minutes=number(cap.minutes)))
    if cap.km is not None:
        most.append(distances.words(cap.km))
    if not most:
        return ""
    return _(
        "At most {most} in one run: {percent} % more than your longest in {days} days."
    ).format(
        most=_(" and ").join(most),
        percent=round((ladder.cap_share - 1) * 100),
        days=ladder.cap_days,
    )


def stage_words(stage: int | None, *, complete: bool = True) -> str:
    """Return a run's stage for the list."""
    words = _("Free") if stage is None else _("Stage {number}").format(number=stage)
    return words if complete else _("{stage}, in part").format(stage=words)


def metronome_words(view: RunsView) -> str:
    """Return what the metronome does on the next run."""
    if view.metronome is None:
        return ""
    words = _("The metronome beats {beats} steps a minute, {percent} % more.").format(
        beats=number(view.metronome.beats), percent=number(view.metronome.share * 100)
    )
    if view.metronome.every == 1:
        return words
    return f"{words} {_fading(view.metronome.every)}"


def _fading(every: int) -> str:
    if every == 2:  # noqa: PLR2004 (every second)
        return _("It sounds in every second running part, so that you learn to do without.")
    return _("It sounds in every third running part, so that you learn to do without.")
