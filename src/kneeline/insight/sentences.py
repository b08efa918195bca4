"""One sentence over each chart: what it shows, or what it still needs.

Each function takes a `figure` that writes a number the way the person's language does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.side import Side
from kneeline.insight.comfort import LEAST_DAYS as DAYS_OF_AN_EXERCISE
from kneeline.insight.comfort import Extremes
from kneeline.insight.days import WEEK, Values, latest
from kneeline.insight.pain import Change, PainTrend, change
from kneeline.insight.practice import ROLLING_MINUTES, Adherence
from kneeline.insight.running import LEAST_DAYS, Comparison
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.insight.strength import Rung, Standing

Figure = Callable[[float], str]

DAYS_TO_SPEAK = 3
"""Scored days before the pain chart says anything (our choice)."""

ABOUT_THE_SAME = 0.5
"""Points below which a difference is not worth a word (our choice)."""

WEEKS_A_YEAR = 52


def plain(number: float) -> str:
    """Return a number with at most one decimal: 3, 3.5."""
    return f"{number:.1f}".removesuffix(".0")


def pain_sentence(trends: Sequence[PainTrend], weeks: int, figure: Figure = plain) -> str:
    """Say how the worst pain of each knee changed over up to `weeks` weeks."""
    scored = max((trend.scored_days for trend in trends), default=0)
    if scored < DAYS_TO_SPEAK:
        missing = DAYS_TO_SPEAK - scored
        sentence = ngettext(
            "One more day with a pain score and this chart can say something.",
            "{days} more days with a pain score and this chart can say something.",
            missing,
        )
        return sentence.format(days=missing)
    changes = [found for trend in trends if (found := _change(trend, weeks)) is not None]
    if not changes:
        return _now(trends, figure)
    changes.sort(key=lambda found: -abs(found.points))
    first, *others = changes
    return " ".join([_changed(first, figure), *(_also_changed(each, figure) for each in others)])


def _change(trend: PainTrend, weeks: int) -> Change | None:
    known = (len(trend.span) - WEEK) // WEEK
    return change(trend, min(weeks, known)) if known > 0 else None


def _changed(found: Change, figure: Figure) -> str:
    if abs(found.points) < ABOUT_THE_SAME:
        sentence = {
            Side.LEFT: _("Your left knee’s worst pain has stayed at about {now} for {time}."),
            Side.RIGHT: _("Your right knee’s worst pain has stayed at about {now} for {time}."),
        }[found.knee]
    elif found.noticeable:
        sentence = _noticeable(found)
    else:
        sentence = _small(found)
    return sentence.format(
        before=figure(found.before), now=figure(found.now), time=_time(found.weeks)
    )


def _time(weeks: int) -> str:
    if weeks > WEEKS_A_YEAR - 3:
        years = round(weeks / WEEKS_A_YEAR)
        return ngettext("one year", "{years} years", years).format(years=years)
    return ngettext("one week", "{weeks} weeks", weeks).format(weeks=weeks)


def _also_changed(found: Change, figure: Figure) -> str:
    if abs(found.points) < ABOUT_THE_SAME:
        sentence = {
            Side.LEFT: _("Your left knee’s stayed at about {now}."),
            Side.RIGHT: _("Your right knee’s stayed at about {now}."),
        }[found.knee]
    else:
        sentence = {
            Side.LEFT: _("Your left knee’s went from {before} to {now}."),
            Side.RIGHT: _("Your right knee’s went from {before} to {now}."),
        }[found.knee]
    return sentence.format(before=figure(found.before), now=figure(found.now))


def _noticeable(found: Change) -> str:
    sentences = {
        (Side.LEFT, True): _(
            "Your left knee’s worst pain rose from {before} to {now} in {time}:"
            " more than the smallest change people notice (2 points or 30 %)."
        ),
        (Side.LEFT, False): _(
            "Your left knee’s worst pain fell from {before} to {now} in {time}:"
            " more than the smallest change people notice (2 points or 30 %)."
        ),
        (Side.RIGHT, True): _(
            "Your right knee’s worst pain rose from {before} to {now} in {time}:"
            " more than the smallest change people notice (2 points or 30 %)."
        ),
        (Side.RIGHT, False): _(
            "Your right knee’s worst pain fell from {before} to {now} in {time}:"
            " more than the smallest change people notice (2 points or 30 %)."
        ),
    }
    return sentences[found.knee, found.points > 0]


def _small(found: Change) -> str:
    sentences = {
        Side.LEFT: _(
            "Your left knee’s worst pain went from {before} to {now} in {time}:"
            " less than most people would notice."
        ),
        Side.RIGHT: _(
            "Your right knee’s worst pain went from {before} to {now} in {time}:"
            " less than most people would notice."
        ),
    }
    return sentences[found.knee]


def _now(trends: Sequence[PainTrend], figure: Figure) -> str:
    means = {trend.knee: _mean_of_last_week(trend) for trend in trends}
    left, right = means.get(Side.LEFT, np.nan), means.get(Side.RIGHT, np.nan)
    if np.isnan(left) and np.isnan(right):
        return _("There is no pain score from the last 7 days to compare with earlier ones.")
    if np.isnan(right):
        sentence = _("Over the last 7 days your left knee’s worst pain was {left} on average.")
    elif np.isnan(left):
        sentence = _("Over the last 7 days your right knee’s worst pain was {right} on average.")
    else:
        sentence = _(
            "Over the last 7 days your worst pain was {left} on average in the left knee"
            " and {right} in the right."
        )
    return sentence.format(left=figure(left), right=figure(right))


def _mean_of_last_week(trend: PainTrend) -> float:
    values = trend.within(latest(trend.span.last, WEEK))
    return float(np.nanmean(values)) if not np.isnan(values).all() else float("nan")


def adherence_sentence(found: Adherence) -> str:
    """Say how many planned days were kept, or how many days had work where nothing was planned."""
    if found.planned:
        sentence = ngettext(
            "You kept {kept} of {planned} planned day in {time}.",
            "You kept {kept} of {planned} planned days in {time}.",
            found.planned,
        )
    else:
        sentence = ngettext(
            "You trained on one day in {time}.", "You trained on {done} days in {time}.", found.done
        )
    time = _time(max(round(len(found.span) / WEEK), 1))
    return sentence.format(kept=found.kept, planned=found.planned, done=found.done, time=time)


def rolling_sentence(minutes: Values, figure: Figure = plain) -> str:
    """Say how much was rolled in the last week against what we suggest.

    Days before the first rolling do not count: nobody begins with six missed days.
    """
    first = int(np.argmax(minutes > 0)) if len(minutes) else 0
    days = max(min(WEEK, len(minutes) - first), 1)
    mean = float(np.sum(minutes[-days:])) / days
    return ngettext(
        "You rolled {minutes} minutes today; we suggest about {aim} (our choice, for comfort).",
        "You rolled {minutes} minutes a day on average in the last {days} days;"
        " we suggest about {aim} (our choice, for comfort).",
        days,
    ).format(minutes=figure(mean), aim=ROLLING_MINUTES, days=days)


def felt_sentence(counts: Mapping[FeltWhere, int]) -> str:
    """Say how many strength sets were felt where they should be."""
    total = sum(counts.values())
    if not total:
        return _("After a strength set, say where you felt it, and this chart fills.")
    wrong = counts[FeltWhere.KNEE] + counts[FeltWhere.BACK]
    if wrong * 5 > total:
        sentence = ngettext(
            "You felt {wrong} of {total} strength set in the knee or the back:"
            " take an easier level and look at the form.",
            "You felt {wrong} of {total} strength sets in the knee or the back:"
            " take an easier level and look at the form.",
            total,
        )
    else:
        sentence = ngettext(
            "You felt {right} of {total} strength set in the glutes or the thigh,"
            " where the work should be.",
            "You felt {right} of {total} strength sets in the glutes or the thigh,"
            " where the work should be.",
            total,
        )
    right = counts[FeltWhere.GLUTES] + counts[FeltWhere.THIGH]
    return sentence.format(wrong=wrong, right=right, total=total)


def ladder_sentence(rungs: Sequence[Rung], names: Mapping[str, str]) -> str:
    """Say where the two sides differ most on the strength ladder."""
    if not rungs:
        return _("Your first strength set puts you on the ladder.")
    both = [rung for rung in rungs if rung.left and rung.right]
    widest = max(both, key=lambda rung: abs(rung.gap), default=None)
    if widest is None or not widest.gap:
        return _("Left and right stand on the same level in every exercise that both have done.")
    return _(
        "The sides differ most in {exercise}: left on level {left}, right on level {right}"
        " of {levels}."
    ).format(
        exercise=names.get(widest.exercise, widest.exercise),
        left=widest.left,
        right=widest.right,
        levels=widest.levels,
    )


def self_tests_sentence(found: Sequence[Standing]) -> str:
    """Say how many results reach what they are held against."""
    results = [
        each.norm.reached(value)
        for each in found
        for value in (each.left, each.right)
        if value is not None
    ]
    if not results:
        return _("Do a self-test on both sides, and this chart compares them.")
    return ngettext(
        "{reached} of {total} result reaches the value we compare it with.",
        "{reached} of {total} results reach the value we compare them with.",
        len(results),
    ).format(reached=sum(results), total=len(results))


def running_sentence(found: Comparison | None, figure: Figure = plain) -> str:
    """Say what the mornings after longer runs were like; None says what is missing."""
    if found is None:
        return _(
            "This chart speaks once {days} shorter and {days} longer runs each have a score from"
            " the next morning."
        ).format(days=LEAST_DAYS)
    return _(
        "On the morning after runs of more than {split} minutes your pain was {longer} on average;"
        " after shorter runs it was {shorter}."
    ).format(split=figure(found.split), longer=figure(found.longer), shorter=figure(found.shorter))


def comfort_sentence(found: Extremes, names: Mapping[str, str]) -> str:
    """Say which exercise hurt most often, and which was done most without hurting."""
    said = []
    if found.hardest is not None:
        hardest = ngettext(
            "{exercise} hurt most often: on {sore} of {days} day.",
            "{exercise} hurt most often: on {sore} of {days} days.",
            found.hardest.days,
        )
        name = names.get(found.hardest.exercise, found.hardest.exercise)
        said.append(
            hardest.format(exercise=name, sore=found.hardest.sore_days, days=found.hardest.days)
        )
    if found.best is not None:
        best = _("{exercise} was done on {days} days and never hurt.")
        name = names.get(found.best.exercise, found.best.exercise)
        said.append(best.format(exercise=name, days=found.best.days))
    if not said:
        return _(
            "Once an exercise was done on {days} days, this chart can say how it felt."
        ).format(days=DAYS_OF_AN_EXERCISE)
    return " ".join(said)
