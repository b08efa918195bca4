"""The numbers the rules compare with; all of them come from `resources/rules.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of the rules (source: kneeline-rules). Pain is 0 to 10."""

    care_from: int
    """Worst pain from which an exercise is eased and held."""

    stop_from: int
    """Worst pain from which the session ends."""

    rest_before_from: int
    """Pain before a session from which the day is a rest day."""

    rest_morning_from: int
    """Next-morning pain from which we step back, whatever it was before."""

    morning_worse_by: int
    """Points above the start, next morning, from which we step back."""

    morning_hold_by: int
    """Points above the start, next morning, from which we hold."""

    run_worst_to: int
    """Worst pain a run may give."""

    trend_rise: float
    """Points by which the mean of a week lies above the week before."""

    trend_weeks: int
    """Rising weeks in a row after which we step back."""

    clean_sessions: int
    """Clean sessions in a row before a step up."""

    step_days: int
    """Fewest days between two steps of one exercise."""

    stop_hours: int
    """Hours without loading after a stop."""

    stop_levels: int
    """Levels down after a stop."""

    stop_window_days: int
    """Days in which a second stop sends the person to a physiotherapist."""

    felt_times: int
    """Sets in a row felt in knee or back before the exercise steps back."""

    stall_sessions: int
    """Sessions in a row held by pain before the exercise steps back."""

    reps_step: int
    seconds_step: int
    load_step: int
    """Percent of the first weight that one load step adds."""

    load_most: int
    """Percent of the first weight at which the next level comes."""

    depth_new: float
    """Share of its range at which a deeper level begins."""

    depth_least: float
    """Share of its range to which an exercise that hurts is narrowed."""

    break_repeat_days: int
    """Days off after which the level starts afresh."""

    break_level_days: int
    """Days off after which we go one level down."""

    break_restart_days: int
    """Days off after which we go two levels down."""

    strength_days: int
    """Strength days in any seven days."""

    prepare_days: int
    """Days with activation and mobility in any seven days."""

    roll_minutes: int
    tests_every_days: int
    refer_weeks: int
    """Weeks without a gain that matters before we advise a physiotherapist."""

    gain_points: float
    """Fall of a week's mean worst pain that matters."""

    gain_share: float
    """The same, as a share of where it began."""

    refer_regressions: int
    """Days of stepping back, within the window, before we advise a physiotherapist."""

    refer_window_days: int

    def __post_init__(self) -> None:
        """Refuse numbers that would turn the rules upside down."""
        below = [each.name for each in fields(self) if getattr(self, each.name) <= 0]
        if below:
            raise ValueError(f"these thresholds must be above 0: {', '.join(below)}")
        if not self.care_from < self.stop_from:
            raise ValueError("care_from must lie below stop_from")
        if not self.run_worst_to < self.stop_from:
            raise ValueError("run_worst_to must lie below stop_from")
        if not self.depth_least <= self.depth_new <= 1:
            raise ValueError("depth_least must not exceed depth_new, nor depth_new exceed 1")
        if not self.break_repeat_days < self.break_level_days < self.break_restart_days:
            raise ValueError("the three break thresholds must grow")

    @property
    def fine_to(self) -> int:
        """The highest pain that counts as quiet."""
        return self.care_from - 1
