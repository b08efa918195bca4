"""The way back to running: an entry gate, stages of walking and running, and a cap after them.

Nobody has validated a gate or a ladder for runner's knee; ours follows published programmes and
common practice (source: kneeline-return-to-run). The cap on a single run stands on Frandsen 2025
(source: frandsen-2025).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kneeline.coach.cadence import CadenceSteps
from kneeline.coach.facts import Facts
from kneeline.coach.past import DAY, DoneRun
from kneeline.coach.reading import WEEK, Reading
from kneeline.coach.rules import Action, Rules, Verdict


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the ladder: run, walk, and again."""

    number: int
    """From 1."""

    run: float
    """Minutes of each running part."""

    walk: float
    """Minutes of walking between two of them; 0 where one runs through."""

    times: int

    def __post_init__(self) -> None:
        """Refuse a stage nobody could run."""
        if self.run <= 0 or self.walk < 0 or self.times < 1:
            raise ValueError(f"stage {self.number} needs minutes to run and at least one turn")

    @property
    def minutes(self) -> float:
        """Minutes between the two walks at the ends."""
        return self.run * self.times + self.walk * (self.times - 1)

    @property
    def running(self) -> float:
        """Minutes of running."""
        return self.run * self.times


@dataclass(frozen=True, slots=True)
class GateItem:
    """One thing that must go well before the first run, answered yes or no."""

    id: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RunLadder:
    """All that running is decided by (`resources/running.toml`)."""

    version: str
    stages: tuple[Stage, ...]
    gate: tuple[GateItem, ...]
    walk_before: float
    """Minutes of walking before the running."""

    walk_after: float
    clean_runs: int
    """Clean runs on a stage before the next."""

    stages_per_week: int
    """Stages up in any seven days."""

    quiet_days: int
    """Days whose worst pain must be quiet before the gate opens."""

    rest_days: int
    """Days without running between two runs."""

    per_week: int
    """Runs in any seven days."""

    cap_share: float
    """Longest a run may be, as a share of the longest of the last days."""

    cap_days: int
    cap_from_stage: int
    """Stage from whose end on the cap counts; the early ones grow faster, on tiny amounts."""

    week_share: float
    """Growth from one week to the next from which we advise, and no more than advise."""

    cadence: CadenceSteps

    def __post_init__(self) -> None:
        """Refuse stages out of order."""
        if [stage.number for stage in self.stages] != [*range(1, len(self.stages) + 1)]:
            raise ValueError("the stages of running must be numbered 1, 2, 3 … without a gap")
        if self.cap_share < 1:
            raise ValueError("a cap below the longest run would shrink every run")

    def stage(self, number: int) -> Stage | None:
        """Return the stage with this number, or None past the last one."""
        return self.stages[number - 1] if 1 <= number <= len(self.stages) else None


QUIET = "quiet-week"
"""Id of the gate item that the journal answers by itself."""

SCORED_DAYS = 5
"""Days of the quiet week that must have a score at all (our choice)."""


@dataclass(frozen=True, slots=True)
class RunDecision:
    """One verdict on one run, as it is kept in the journal."""

    day: date
    facts: Facts
    verdict: Verdict
    before: int
    after: int
    """Stage to run next; one more than there are stages stands for free running."""

    open: bool
    """Whether running goes on; False asks for the gate again."""


@dataclass(frozen=True, slots=True)
class RunTrack:
    """Where a person stands with running."""

    stage: int = 1
    open: bool = False
    """Whether the gate is open."""

    clean: int = 0
    last: date | None = None
    decisions: tuple[RunDecision, ...] = ()

    @property
    def decision(self) -> RunDecision | None:
        """The newest decision, if there is one."""
        return self.decisions[-1] if self.decisions else None


def follow_runs(
    reading: Reading,
    rules: Rules,
    ladder: RunLadder,
    today: date,
    known: RunTrack | None = None,
) -> RunTrack:
    """Return where a person stands with running on the morning of `today`.

    `known` is what `settle_runs` gave for an earlier day, to go on from.
    """
    track = settle_runs(reading, rules, ladder, today, known)
    gate = bool(_gates(reading, track, today))
    return replace(_back(track, reading, today), open=track.open or gate)


def settle_runs(
    reading: Reading,
    rules: Rules,
    ladder: RunLadder,
    before: date,
    known: RunTrack | None = None,
) -> RunTrack:
    """Return where the last run before a day has left a person."""
    track = known or RunTrack()
    runs = [run for run in reading.past.runs if run.day < before]
    if track.last is not None:
        runs = [run for run in runs if run.day > track.last]
    for run in runs:
        passed = bool(_gates(reading, track, run.day))
        track = replace(track, open=track.open or passed)
        track = _judge(_back(track, reading, run.day), reading, rules, ladder, run)
    return track


def _gates(reading: Reading, track: RunTrack, day: date) -> list[date]:
    """Return the days up to `day` on which the gate was passed, and no run has used it up yet."""
    since = track.last or date.min
    return [each for each in reading.past.gates if since < each <= day]


def _back(track: RunTrack, reading: Reading, day: date) -> RunTrack:
    """Return the track after days without a run (the lengths are our choice)."""
    if track.last is None:
        return track
    numbers, off = reading.numbers, (day - track.last).days
    if off >= numbers.break_restart_days:
        return replace(track, stage=max(track.stage - 3, 1), clean=0)
    if off >= numbers.break_level_days:
        return replace(track, stage=max(track.stage - 1, 1), clean=0)
    return replace(track, clean=0) if off >= numbers.break_repeat_days else track


def _judge(
    track: RunTrack, reading: Reading, rules: Rules, ladder: RunLadder, run: DoneRun
) -> RunTrack:
    facts = reading.of_run(run)
    on_stage = run.stage == track.stage or ladder.stage(track.stage) is None
    clean = track.clean + reading.numbers.clean_sessions - ladder.clean_runs
    if _stepped_up(track, run.day) >= ladder.stages_per_week:
        clean = 0
    facts = replace(facts, clean_before=max(clean, 0), complete=run.complete and on_stage)
    verdict = rules.judge(facts)
    up = int(verdict.action is Action.PROGRESS)
    aimed = min(track.stage + up, len(ladder.stages) + 1) - verdict.levels_down
    decision = RunDecision(
        run.day, facts, verdict, track.stage, max(aimed, 1), open=track.open and aimed >= 1
    )
    return replace(
        track,
        stage=decision.after,
        open=decision.open,
        clean=track.clean + 1 if verdict.rule == "clean-once" else 0,
        last=run.day,
        decisions=(*track.decisions, decision),
    )


def _stepped_up(track: RunTrack, day: date) -> int:
    """Return how many stages somebody went up in the week before a day."""
    week = (each for each in track.decisions if (day - each.day).days < WEEK)
    return sum(each.after > each.before for each in week)


def still_to_pass(
    answers: Mapping[str, bool], reading: Reading, ladder: RunLadder, today: date
) -> tuple[str, ...]:
    """Return the ids of what still bars the way to the first run; empty opens the gate.

    An item nobody answered bars it. The quiet week is read from the journal: days that hurt bar
    it, and so do too few days with a score.
    """
    missing = [
        item.id for item in ladder.gate if item.id != QUIET and not answers.get(item.id, False)
    ]
    days = (today - back * DAY for back in range(ladder.quiet_days))
    scores = [reading.worst[day] for day in days if day in reading.worst]
    quiet = all(score <= reading.numbers.fine_to for score in scores)
    return tuple(missing if quiet and len(scores) >= SCORED_DAYS else [*missing, QUIET])


@dataclass(frozen=True, slots=True)
class Cap:
    """The most for one run; None where no run of the last days tells."""

    minutes: float | None
    km: float | None

    def exceeded_by(self, run: DoneRun) -> bool:
        """Return whether a run was longer than the cap."""
        too_long = self.minutes is not None and run.minutes > self.minutes
        too_far = self.km is not None and run.km is not None and run.km > self.km
        return too_long or too_far


def cap(reading: Reading, track: RunTrack, ladder: RunLadder, today: date) -> Cap:
    """Return the most for one run today, from the longest before today; none on the stages."""
    if track.stage <= ladder.cap_from_stage:
        return Cap(None, None)
    recent = [
        run
        for run in reading.past.runs
        if run.day < today and (today - run.day).days <= ladder.cap_days
    ]
    minutes = max((run.minutes for run in recent), default=None)
    km = max((run.km for run in recent if run.km is not None), default=None)
    return Cap(
        None if minutes is None else round(minutes * ladder.cap_share, 1),
        None if km is None else round(km * ladder.cap_share, 1),
    )


def week_growth(reading: Reading, today: date) -> float | None:
    """Return the minutes run in the last seven days as a share of the seven before, or None.

    None stands for no run in the week before. It is for advice only: week to week growth has no
    proven link with injuries (source: frandsen-2025).
    """
    this = _minutes(reading, today)
    before = _minutes(reading, today - WEEK * DAY)
    return this / before if before else None


def _minutes(reading: Reading, last: date) -> float:
    week = {last - back * DAY for back in range(WEEK)}
    return sum(run.minutes for run in reading.past.runs if run.day in week)
