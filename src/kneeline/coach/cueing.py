"""The cues of each segment: what to show, say and sound, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kneeline.coach.dose import Dose, Stroke, Tempo
from kneeline.coach.exercise import CueMoment, FormCue
from kneeline.coach.planning import Prescription
from kneeline.coach.side import Side
from kneeline.coach.timeline import SELF_PACED_REP, Cue, CueKind, Sound
from kneeline.coach.wording import Translate, side_by_side

COUNTDOWN = (3, 2, 1)
"""Seconds before the end at which we count."""

SETUP_AFTER = 4.0
"""Seconds into getting ready at which the setup follows the name of what comes."""

FORM_GAP = 6.0
"""Seconds between two form cues, so that each can be heard and tried."""

FORM_SAID = 3.0
"""Seconds the voice takes for a form cue, at most."""

HALF_SAID = 1.5
"""Seconds the voice takes for "half way"."""

HALF_TIME_FROM = 20.0
"""Shortest stretch, in seconds, that is worth a half-time sound."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One set of one exercise on one side (or on both together)."""

    place: int
    """Place of the exercise in the plan, from 0."""

    prescription: Prescription
    set_number: int
    side: Side | None


def get_ready(turn: Turn, seconds: float, translate: Translate) -> tuple[Cue, ...]:
    """Return the cues before an exercise: what comes, how to set up for it, then 3-2-1."""
    words = translate("Next: {what}").format(what=next_up(turn, translate))
    setup = translate(turn.prescription.exercise.setup)
    if seconds - max(COUNTDOWN) <= SETUP_AFTER:
        return (Cue(0.0, CueKind.ANNOUNCE, words, f"{words}. {setup}"), *countdown(seconds))
    return (
        Cue(0.0, CueKind.ANNOUNCE, words, words),
        Cue(SETUP_AFTER, CueKind.ANNOUNCE, setup, setup),
        *countdown(seconds),
    )


def switch_sides(turn: Turn, seconds: float, translate: Translate) -> tuple[Cue, ...]:
    """Return the cues of the pause between two sides."""
    words = {
        Side.LEFT: translate("Switch to your left side"),
        Side.RIGHT: translate("Switch to your right side"),
        None: translate("Switch sides"),
    }[turn.side]
    return (Cue(0.0, CueKind.ANNOUNCE, words, words, Sound.SWITCH), *countdown(seconds))


def rest(turn: Turn, seconds: float, translate: Translate) -> tuple[Cue, ...]:
    """Return the cues of a rest: what comes next, then 3-2-1."""
    words = translate("Next: {what}").format(what=next_up(turn, translate))
    return (Cue(0.0, CueKind.ANNOUNCE, words, words), *countdown(seconds))


def next_up(turn: Turn, translate: Translate) -> str:
    """Return one line that says what comes: name, side, set and dose."""
    dose = turn.prescription.dose
    parts = [translate(turn.prescription.exercise.name)]
    if turn.side is not None:
        sides = {Side.LEFT: translate("left side"), Side.RIGHT: translate("right side")}
        parts.append(sides[turn.side])
    if dose.sets > 1:
        parts.append(
            translate("set {number} of {sets}").format(number=turn.set_number, sets=dose.sets)
        )
    parts.append(amount(dose, translate))
    return ", ".join(parts)


def amount(dose: Dose, translate: Translate) -> str:
    """Return what one set asks for ("8 reps", "60 seconds")."""
    if dose.reps is not None:
        return translate("1 rep" if dose.reps == 1 else "{reps} reps").format(reps=dose.reps)
    seconds = max(round(dose.seconds or 0), 1)
    return translate("1 second" if seconds == 1 else "{seconds} seconds").format(seconds=seconds)


def work(turn: Turn, translate: Translate) -> tuple[Cue, ...]:
    """Return the cues of a set, in the order of their times."""
    exercise, dose = turn.prescription.exercise, turn.prescription.dose
    length = dose.set_seconds
    cues = [Cue(0.0, CueKind.COUNT, translate("Go"), sound=Sound.START)]
    if dose.tempo is not None and dose.reps is not None:
        words = side_by_side(exercise.strokes, translate)
        cues += _tempo(dose.tempo, dose.reps, words)
    span = length or (dose.reps or 1) * SELF_PACED_REP
    cues += _form(exercise.cues, dose.tempo, span, translate)
    if length is not None:
        if length >= HALF_TIME_FROM:
            half = translate("Half way")
            cues.append(Cue(length / 2, CueKind.COUNT, half, half, Sound.HALF))
        cues += countdown(length) if dose.tempo is None else ()
        cues.append(Cue(length, CueKind.COUNT, translate("Done"), sound=Sound.END))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def countdown(seconds: float) -> tuple[Cue, ...]:
    """Return the count of three before the end of something this many seconds long."""
    return tuple(
        Cue(seconds - left, CueKind.COUNT, str(left), str(left), Sound.TICK)
        for left in COUNTDOWN
        if left < seconds
    )


def _tempo(tempo: Tempo, reps: int, words: tuple[str, ...]) -> Iterator[Cue]:
    for rep in range(reps):
        for stroke, offset in tempo.strokes():
            word = words[list(Stroke).index(stroke)]
            at = rep * tempo.seconds + offset
            yield Cue(at, CueKind.TEMPO, word, word, stroke=stroke)


def _form(
    cues: tuple[FormCue, ...], tempo: Tempo | None, span: float, translate: Translate
) -> Iterator[Cue]:
    """Yield each form cue once, at its moment, where it can be heard alone and still be tried."""
    free_from = 0.0
    half = span / 2 if span >= HALF_TIME_FROM else -HALF_SAID
    for cue in sorted(cues, key=lambda each: _fraction(each.moment)):
        wanted = max(free_from, _fraction(cue.moment) * span)
        at = _on_the_stroke(wanted, cue.moment, tempo)
        if half - FORM_SAID < at < half + HALF_SAID:
            at = _on_the_stroke(half + HALF_SAID, cue.moment, tempo)
        if at > max(span - FORM_GAP, 0.0):
            continue
        yield Cue(
            at, CueKind.FORM, translate(cue.text), translate(cue.say), mark=cue.mark, form=cue.id
        )
        free_from = at + FORM_GAP


def _fraction(moment: CueMoment) -> float:
    """How far through a set a cue is due."""
    return {
        CueMoment.START: 0.0,
        CueMoment.OUT: 0.15,
        CueMoment.HOLD: 0.3,
        CueMoment.BACK: 0.4,
        CueMoment.HALF: 0.5,
        CueMoment.LATE: 0.7,
    }[moment]


def _on_the_stroke(wanted: float, moment: CueMoment, tempo: Tempo | None) -> float:
    """Return the first time from `wanted` on at which the cue's own stroke begins."""
    if tempo is None or moment not in {CueMoment.OUT, CueMoment.HOLD, CueMoment.BACK}:
        return wanted
    # Without a hold, its cue comes where the movement turns.
    starts = {Stroke.HOLD: tempo.out, **dict(tempo.strokes())}
    offset = starts[Stroke(moment.value)]
    reps_before = -(-(wanted - offset) // tempo.seconds)
    return max(reps_before, 0.0) * tempo.seconds + offset
