"""What the Library page says of doses, marks, moments and certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kneeline.coach.certainty import Certainty
from kneeline.coach.exercise import Claim, CueMoment, Mark, Position
from kneeline.coach.side import Side, Sides
from kneeline.coach.wording import side_by_side
from kneeline.ui.icons import Icon
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.dose import Dose
    from kneeline.coach.exercise import Exercise, Level
    from kneeline.library import Source

MARKS = {
    Mark.HEEL: Icon.MARK_HEEL,
    Mark.KNEE_LINE: Icon.MARK_KNEE_LINE,
    Mark.GLUTE: Icon.MARK_GLUTE,
    Mark.TRUNK: Icon.MARK_TRUNK,
}
"""The drawing of each place on the body that a cue points at."""


def mark_name(mark: Mark) -> str:
    """Return what a place on the body is called."""
    return {
        Mark.HEEL: _("Heel"),
        Mark.KNEE_LINE: _("Line of hip, knee and second toe"),
        Mark.GLUTE: _("Glute"),
        Mark.TRUNK: _("Trunk"),
    }[mark]


def moment_name(moment: CueMoment, strokes: tuple[str, str, str]) -> str:
    """Return when in a set a cue comes; a part of the movement is called by its own word."""
    out, hold, back = side_by_side(strokes, _)
    on_stroke = _("on “{stroke}”")
    return {
        CueMoment.START: _("at the start"),
        CueMoment.OUT: on_stroke.format(stroke=out) if out else _("on the way out"),
        CueMoment.HOLD: on_stroke.format(stroke=hold) if hold else _("while you hold"),
        CueMoment.BACK: on_stroke.format(stroke=back) if back else _("on the way back"),
        CueMoment.HALF: _("half way"),
        CueMoment.LATE: _("towards the end"),
    }[moment]


def position_name(position: Position) -> str:
    """Return how the body starts."""
    return {
        Position.STANDING: _("standing"),
        Position.SITTING: _("sitting"),
        Position.KNEELING: _("kneeling"),
        Position.HANDS_AND_KNEES: _("on hands and knees"),
        Position.FACE_DOWN: _("lying face down"),
        Position.FACE_UP: _("lying on your back"),
        Position.SIDE_LYING: _("lying on your side"),
    }[position]


def sides_name(sides: Sides) -> str:
    """Return how the two sides take part."""
    return {
        Sides.EACH: _("one side, then the other"),
        Sides.BOTH: _("both sides at once"),
        Sides.ALTERNATING: _("the sides take turns"),
    }[sides]


def side_name(side: Side) -> str:
    """Return a side's name."""
    return {Side.LEFT: _("Left side"), Side.RIGHT: _("Right side")}[side]


def view_name(view: str) -> str:
    """Return where the camera stands; a view we have no word for is called as it is."""
    return {
        "side": _("From the side"),
        "front": _("From the front"),
        "back": _("From behind"),
        "above": _("From above"),
        "corner": _("At an angle"),
        "feet": _("From the feet"),
    }.get(view, view)


def dose_words(dose: Dose, strokes: tuple[str, str, str]) -> str:
    """Return sets, repetitions or seconds, pace and rest in words."""
    parts = [amount_words(dose)]
    if dose.tempo is not None:
        out, hold, back = side_by_side(strokes, _)
        pace = [(out, dose.tempo.out), (hold, dose.tempo.hold), (back, dose.tempo.back)]
        seconds = _("{word} {seconds} s")
        parts.append(
            " – ".join(
                seconds.format(word=word, seconds=_plain(number)).strip()
                for word, number in pace
                if number
            )
        )
    if dose.rest:
        parts.append(_("{seconds} s rest").format(seconds=_plain(dose.rest)))
    return " · ".join(parts)


def amount_words(dose: Dose) -> str:
    """Return sets and repetitions or seconds in words."""
    sets = ngettext("{count} set", "{count} sets", dose.sets).format(count=dose.sets)
    if dose.reps is not None:
        each = ngettext("{sets} of {count} rep", "{sets} of {count} reps", dose.reps)
        return each.format(sets=sets, count=dose.reps)
    return _("{sets} of {seconds} s").format(sets=sets, seconds=_plain(dose.seconds or 0))


def range_words(level: Level) -> str:
    """Return how far the knee bends on a level, or nothing where that does not matter."""
    if level.knee_range is None:
        return ""
    low, high = _plain(level.knee_range.low), _plain(level.knee_range.high)
    if low == high:
        return _("knee held at {high}°").format(high=high)
    return _("knee from {low} to {high}°").format(low=low, high=high)


def place_words(exercise: Exercise, level: str) -> str:
    """Return the rung somebody stands on, or how many there are where they have not begun."""
    levels = [each.id for each in exercise.levels]
    if level not in levels:
        return ngettext("{count} level", "{count} levels", len(levels)).format(count=len(levels))
    return _("you are on level {number} of {count}").format(
        number=levels.index(level) + 1, count=len(levels)
    )


def claim_name(claim: Claim) -> str:
    """Return what a source stands behind."""
    return {
        Claim.PURPOSE: _("why it is worth doing"),
        Claim.TECHNIQUE: _("how it is done"),
        Claim.DOSE: _("how much of it"),
        Claim.AVOID: _("who should leave it out"),
    }[claim]


def certainty_name(certainty: Certainty) -> str:
    """Return how sure we are, in a word or two."""
    return {
        Certainty.VERIFIED: _("Verified"),
        Certainty.SECOND_HAND: _("Second-hand"),
        Certainty.UNCHECKED: _("Not checked yet"),
        Certainty.OUR_CHOICE: _("Our choice"),
    }[certainty]


def certainty_meaning(certainty: Certainty) -> str:
    """Return what that means, in a sentence."""
    return {
        Certainty.VERIFIED: _("We read it in the publication itself."),
        Certainty.SECOND_HAND: _("We read it in somebody else’s summary."),
        Certainty.UNCHECKED: _("We remember it, and have not looked it up yet."),
        Certainty.OUR_CHOICE: _("We propose it; nobody has shown it."),
    }[certainty]


def source_name(source: Source) -> str:
    """Return who says so, and when."""
    if source.year is None:
        return source.authors
    return _("{authors}, {year}").format(authors=source.authors, year=source.year)


def first_letter_up(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _plain(number: float) -> str:
    """Return a number as the person's language writes it, without a needless decimal."""
    return QLocale().toString(float(number), "f", 0 if float(number).is_integer() else 1)
