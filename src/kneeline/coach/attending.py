"""At the person's side during a session: what to answer when it hurts, and how to go on.

Everything is read from the timeline, so a session that was cut off and resumed is attended like
any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kneeline.coach import cueing, layout
from kneeline.coach.cueing import Turn
from kneeline.coach.dose import Dose
from kneeline.coach.easing import Answer, Ease, Easing, Reply, cue_for, hurts, reps_for_the_other
from kneeline.coach.exercise import Exercise, FeltWhere, FormCue
from kneeline.coach.facts import Sign
from kneeline.coach.layout import Pacing
from kneeline.coach.planning import Prescription
from kneeline.coach.side import Side
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.timeline import SegmentKind, Timeline
from kneeline.coach.wording import Translate, english


@dataclass(frozen=True, slots=True)
class Attending:
    """What the coach knows while a session runs."""

    exercises: Mapping[str, Exercise]
    numbers: Thresholds
    have: frozenset[str]
    """Things at hand, in the library's words for equipment."""

    pacing: Pacing = field(default_factory=Pacing)
    translate: Translate = english

    def reply(
        self, timeline: Timeline, index: int, score: int, signs: frozenset[Sign] = frozenset()
    ) -> Answer:
        """Return what to do when a knee hurts this much in this segment."""
        heading = timeline.heading(timeline.segments[index])
        eased = heading is not None and heading.eased
        answer = hurts(
            score, signs, self.numbers, offers=self._offers(timeline, index), eased=eased
        )
        if heading is None and answer.reply in {Reply.OFFER, Reply.END_EXERCISE}:
            return Answer(Reply.GO_ON)
        return answer

    def ease(self, timeline: Timeline, index: int, way: Ease, knee: Side) -> Timeline:
        """Return the timeline with the rest of this exercise eased; ValueError if not offered."""
        easing = self._easing(timeline, index)
        if easing is None:
            raise ValueError(f"nothing can be eased at segment {index}")
        eased = easing.take(way, self.translate)
        return layout.ease(timeline, index, eased, self.pacing, knee=knee, translate=self.translate)

    def swap_name(self, timeline: Timeline, index: int) -> str:
        """Return what the exercise would be swapped to, or nothing."""
        easing = self._easing(timeline, index)
        swap = easing.swap if easing is not None else None
        return "" if swap is None else self.translate(swap.name)

    def cue_after(self, timeline: Timeline, index: int, where: FeltWhere) -> FormCue | None:
        """Return the cue that helps when this exercise was felt there."""
        heading = timeline.heading(timeline.segments[index])
        exercise = self.exercises.get(heading.exercise) if heading else None
        return None if exercise is None else cue_for(exercise, where)

    def match_other_side(self, timeline: Timeline, index: int, done: int) -> Timeline | None:
        """Return the timeline with the other side asked for no more than this side did.

        `index` is a set that one side did `done` repetitions of; None where nothing changes.
        """
        first = timeline.segments[index]
        for place in range(index + 1, len(timeline.segments)):
            other = timeline.segments[place]
            if other.prescription != first.prescription or other.set_number != first.set_number:
                return None
            if other.kind is SegmentKind.WORK and other.reps is not None:
                reps = reps_for_the_other(done, other.reps)
                return None if reps == other.reps else self._with_reps(timeline, place, reps)
        return None

    # -- inside --------------------------------------------------------------------------------

    def _offers(self, timeline: Timeline, index: int) -> tuple[Ease, ...]:
        easing = self._easing(timeline, index)
        return () if easing is None else easing.offers

    def _easing(self, timeline: Timeline, index: int) -> Easing | None:
        prescription = self._prescription(timeline, index)
        if prescription is None:
            return None
        return Easing(prescription, self.exercises, self.numbers, self.have)

    def _prescription(self, timeline: Timeline, index: int) -> Prescription | None:
        """Return what was prescribed, read back from the timeline; None if nobody knows it."""
        segment = timeline.segments[index]
        heading = timeline.heading(segment)
        exercise = self.exercises.get(heading.exercise) if heading else None
        if heading is None or exercise is None:
            return None
        levels = {level.id: level for level in exercise.levels}
        if heading.level not in levels:
            return None
        work = [
            each
            for each in timeline.segments
            if each.prescription == segment.prescription and each.kind is SegmentKind.WORK
        ]
        level = levels[heading.level]
        dose = Dose(
            heading.sets,
            reps=heading.planned_reps,
            seconds=heading.planned_seconds,
            tempo=work[0].tempo,
            rest=level.dose.rest,
        )
        sides = tuple(dict.fromkeys(each.side for each in work))
        return Prescription(exercise, level, dose, sides, heading.why)

    def _with_reps(self, timeline: Timeline, place: int, reps: int) -> Timeline | None:
        segment = timeline.segments[place]
        prescription = self._prescription(timeline, place)
        if prescription is None or segment.prescription is None or segment.set_number is None:
            return None
        fewer = replace(prescription, dose=replace(prescription.dose, reps=reps))
        turn = Turn(segment.prescription, fewer, segment.set_number, segment.side)
        changed = replace(
            segment,
            reps=reps,
            seconds=fewer.dose.set_seconds,
            cues=cueing.work(turn, self.translate),
        )
        return timeline.with_segment(place, changed)
