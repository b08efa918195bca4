"""Lay a plan out in time: get ready, work, switch sides, rest, question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date

from kneeline.coach import cueing
from kneeline.coach.cueing import Turn
from kneeline.coach.exercise import Phase, Position
from kneeline.coach.planning import Plan, Prescription
from kneeline.coach.side import Side
from kneeline.coach.timeline import (
    Cue,
    Heading,
    NextUp,
    Question,
    Segment,
    SegmentKind,
    Timeline,
)
from kneeline.coach.wording import Translate, english, side_by_side

LONGEST_PAUSE = 600.0
"""Seconds between two things beyond which a setting is a slip of the pen (our choice)."""


SHORTEST_CHANGEOVER, LONGEST_CHANGEOVER = 0.5, 3.0
"""The least and the most a person may want of the time to change position, as a factor."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """Seconds the person wants between things, each from 0 to 600."""

    get_ready: float = 10.0
    fetch: float = 8.0
    """Extra time to fetch the roller, the step or another thing."""

    floor: float = 6.0
    """Extra time to get down to the floor."""

    rise: float = 10.0
    """Extra time to get up from it."""

    turn: float = 3.0
    """Extra time to lie, sit or kneel in another way than before."""

    switch_sides: float = 8.0
    felt_where: float = 12.0
    """How long the question after a strength set waits for its answer; it then goes on."""

    def scaled(self, changeover: float) -> Pacing:
        """Return a pacing with that many times the time to change position, 0.5 to 3.0.

        A question waits for its answer as long as before. ValueError for any other factor.
        """
        if not SHORTEST_CHANGEOVER <= changeover <= LONGEST_CHANGEOVER:
            raise ValueError(f"the time to change position is 0.5 to 3.0 times, not {changeover}")
        longer = {
            each.name: getattr(self, each.name) * changeover
            for each in fields(self)
            if each.name != "felt_where"
        }
        return replace(self, **longer)

    def __post_init__(self) -> None:
        """Refuse a pause that cannot be waited for, such as one below 0 seconds."""
        for each in fields(self):
            seconds = getattr(self, each.name)
            if not 0 <= seconds <= LONGEST_PAUSE:
                msg = f"{each.name} is 0 to {LONGEST_PAUSE:.0f} seconds, not {seconds}"
                raise ValueError(msg)


def lay_out(plan: Plan, pacing: Pacing | None = None, translate: Translate = english) -> Timeline:
    """Return the timeline of a plan, from check-in to check-out."""
    layout = _Layout(plan, pacing or Pacing(), translate)
    headings = tuple(_heading(each, translate) for each in plan.prescriptions)
    return Timeline(plan.programme, plan.name, headings, tuple(layout.segments()))


def ease(
    timeline: Timeline,
    index: int,
    eased: Prescription,
    pacing: Pacing | None = None,
    *,
    knee: Side,
    translate: Translate = english,
) -> Timeline:
    """Return the timeline with what is left of an exercise done in an easier way.

    Everything up to the segment at `index` stays. What follows begins with getting ready, does the
    set under way anew, and asks after it how much the knee hurts now. ValueError where the segment
    belongs to no exercise.
    """
    present = timeline.segments[index]
    if present.prescription is None or present.set_number is None:
        raise ValueError(f"segment {index} belongs to no exercise")
    past = timeline.segments[: index + 1]
    later = index + 1
    while timeline.segments[later].prescription == present.prescription:
        later += 1
    plan = Plan(timeline.programme, timeline.name, date.min, (eased,))
    layout = _Layout(plan, pacing or Pacing(), translate)
    turns = _turns_from(len(timeline.headings), eased, present.set_number, present.side)
    left = tuple(layout.of_exercise(turns, ask_about=knee))
    heading = replace(_heading(eased, translate), eased=True)
    headings = (*timeline.headings, heading)
    segments = (*past, *left, *timeline.segments[later:])
    return replace(timeline, headings=headings, segments=segments)


def _heading(prescription: Prescription, translate: Translate) -> Heading:
    exercise, level, dose = prescription.exercise, prescription.level, prescription.dose
    return Heading(
        exercise=exercise.id,
        level=level.id,
        phase=exercise.phase,
        name=translate(exercise.name),
        level_name=translate(level.name),
        setup=translate(exercise.setup),
        why=prescription.why,
        sets=dose.sets,
        planned_reps=dose.reps,
        planned_seconds=dose.seconds,
        strokes=side_by_side(exercise.strokes, translate),
        equipment=prescription.equipment,
    )


@dataclass(slots=True)
class _Layout:
    """Walks a plan once, knowing what the person last stood, lay or held."""

    plan: Plan
    pacing: Pacing
    translate: Translate
    _at_hand: set[str] = field(default_factory=set)
    _position: Position = Position.STANDING

    def segments(self) -> Iterator[Segment]:
        yield _question(Question.CHECK_IN)
        turns = [list(_turns(place, each)) for place, each in enumerate(self.plan.prescriptions)]
        for of_exercise in turns:
            yield from self.of_exercise(of_exercise)
        yield _question(Question.CHECK_OUT)

    def of_exercise(self, turns: list[Turn], ask_about: Side | None = None) -> Iterator[Segment]:
        """Yield the turns of one exercise; after the first, ask about a knee that hurt."""
        yield self._get_ready(turns[0])
        for turn, following in zip(turns, [*turns[1:], None], strict=True):
            yield self._work(turn)
            if ask_about is not None and turn is turns[0]:
                yield replace(_question(Question.EASED, turn), side=ask_about)
            yield from self._between(turn, following)

    def _get_ready(self, turn: Turn) -> Segment:
        exercise = turn.prescription.exercise
        seconds = self.pacing.get_ready
        equipment = set(turn.prescription.equipment)
        if equipment - self._at_hand:
            seconds += self.pacing.fetch
        seconds += self._moving_to(exercise.position)
        self._at_hand = equipment
        self._position = exercise.position
        cues = cueing.get_ready(turn, seconds, self.translate)
        return self._pause(SegmentKind.GET_READY, turn, seconds, cues)

    def _moving_to(self, position: Position) -> float:
        """Return the extra seconds from the position before to this one."""
        if position is self._position:
            return 0.0
        if not self._position.on_the_floor:
            return self.pacing.floor
        return self.pacing.turn if position.on_the_floor else self.pacing.rise

    def _work(self, turn: Turn) -> Segment:
        dose = turn.prescription.dose
        return Segment(
            kind=SegmentKind.WORK,
            seconds=dose.set_seconds,
            cues=cueing.work(turn, self.translate),
            prescription=turn.place,
            set_number=turn.set_number,
            side=turn.side,
            reps=dose.reps,
            tempo=dose.tempo,
        )

    def _between(self, turn: Turn, following: Turn | None) -> Iterator[Segment]:
        """Yield what stands between a set and the next of the same exercise, or what ends it."""
        if following is not None and following.set_number == turn.set_number:
            seconds = self.pacing.switch_sides
            cues = cueing.switch_sides(following, seconds, self.translate)
            yield self._pause(SegmentKind.SWITCH_SIDES, following, seconds, cues)
            return
        rest = turn.prescription.dose.rest
        if turn.prescription.exercise.phase is Phase.STRENGTHEN:
            yield _question(Question.FELT_WHERE, turn, self.pacing.felt_where)
        if following is not None:
            rest = max(rest, self.pacing.switch_sides)
            cues = cueing.rest(following, rest, self.translate)
            yield self._pause(SegmentKind.REST, following, rest, cues)

    def _pause(
        self, kind: SegmentKind, turn: Turn, seconds: float, cues: tuple[Cue, ...]
    ) -> Segment:
        """Return a pause before a turn, which says what comes next."""
        next_up = NextUp(
            turn.place, turn.side, turn.set_number, cueing.next_up(turn, self.translate)
        )
        return Segment(
            kind=kind,
            seconds=seconds,
            cues=cues,
            prescription=turn.place,
            set_number=turn.set_number,
            side=turn.side,
            next_up=next_up,
        )


def _turns(place: int, prescription: Prescription) -> Iterator[Turn]:
    """Yield every set of an exercise in the order it is done: each side of set 1, then set 2."""
    sides: tuple[Side | None, ...] = prescription.sides
    for set_number in range(1, prescription.dose.sets + 1):
        for side in sides:
            yield Turn(place, prescription, set_number, side)


def _turns_from(
    place: int, prescription: Prescription, set_number: int, side: Side | None
) -> list[Turn]:
    """Return the turns from one set on, at least the last; with other sides, the whole set."""
    first = min(set_number, prescription.dose.sets)
    turns = [turn for turn in _turns(place, prescription) if turn.set_number >= first]
    if side in prescription.sides:
        while turns[0].side is not side:
            turns.pop(0)
    return turns


def _question(
    question: Question, turn: Turn | None = None, seconds: float | None = None
) -> Segment:
    return Segment(
        kind=SegmentKind.QUESTION,
        seconds=seconds,
        question=question,
        prescription=turn.place if turn else None,
        set_number=turn.set_number if turn else None,
    )
