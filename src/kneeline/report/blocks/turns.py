"""What pain stopped, red flags, and the runs."""

from __future__ import annotations

from kneeline.report.blocks.block import Block, and_more, section
from kneeline.report.facts import ReportFacts
from kneeline.report.ink import GAPS, Type
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.report.table import Column, draw_table
from kneeline.report.words import day_words, figure, side_words, tier_words
from kneeline.wording import _, ngettext

MOST_FLAGS = 3
"""Red flags named, the newest ones."""

HOURS_FROM = 600
"""Minutes from which hours are easier to read."""


def stops(facts: ReportFacts, most: int) -> Block:
    """Return the block of what pain stopped, and of red flags, in at most so many rows."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Pain of 6 or more, and stops"), at, width)
        for flag in facts.flags[-MOST_FLAGS:]:
            names = ", ".join(each.replace("-", " ") for each in flag.flags)
            words = _("{day}: red flag ({names}), {advice}.").format(
                day=day_words(flag.at.date()), names=names, advice=tier_words(flag.tier)
            )
            y = sheet.paragraph(words, Type.WARNING, (x, y), width)
        if not facts.stops:
            return sheet.paragraph(_("None in this period."), Type.BODY, (x, y), width)
        columns = (
            Column(_("Day"), 0.26),
            Column(_("Knee"), 0.13),
            Column(_("Pain"), 0.11),
            Column(_("In"), 0.30),
            Column(_("Session"), 0.20, Align.RIGHT),
        )
        rows = [
            (
                day_words(stop.day),
                side_words(stop.knee),
                str(stop.score),
                _(stop.during) or "–",
                _("stopped") if stop.ended else _("went on"),
            )
            for stop in facts.stops[:most]
        ]
        y = draw_table(sheet, columns, rows, (x, y), width)
        return and_more(sheet, len(facts.stops) - len(rows), (x, y), width)

    return draw


def running(facts: ReportFacts) -> Block:
    """Return the block about runs."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Running"), at, width)
        for sentence in _running_sentences(facts):
            y = sheet.paragraph(sentence, Type.BODY, (x, y), width) + GAPS.hair / 2
        return y

    return draw


def _running_sentences(facts: ReportFacts) -> list[str]:
    runs = facts.running.runs
    if not runs:
        return [_("No run in this period.")]
    longest = max(runs, key=lambda run: run.minutes)
    last = runs[-1]
    said = [
        ngettext(
            "{count} run, {time} in all; the longest {most} minutes on {day}.",
            "{count} runs, {time} in all; the longest {most} minutes on {day}.",
            len(runs),
        ).format(
            count=len(runs),
            time=_time(facts.running.minutes),
            most=figure(longest.minutes, 0),
            day=day_words(longest.day),
        ),
        _last_run(last.stage).format(
            day=day_words(last.day), minutes=figure(last.minutes, 0), stage=last.stage
        ),
    ]
    worst = [max(run.worst.values()) for run in runs if run.worst]
    if worst:
        said.append(
            _("Worst pain on a run: {mean} on average, {most} at most.").format(
                mean=figure(sum(worst) / len(worst)), most=max(worst)
            )
        )
    cadence = [run.cadence for run in runs[-5:] if run.cadence]
    if cadence:
        said.append(
            _("Cadence of the newest runs: {steps} steps a minute.").format(
                steps=figure(sum(cadence) / len(cadence), 0)
            )
        )
    found = facts.running.comparison
    if found is not None:
        said.append(
            _(
                "Pain on the morning after: {longer} on average after runs of more than {split}"
                " minutes, {shorter} after shorter ones."
            ).format(
                longer=figure(found.longer),
                shorter=figure(found.shorter),
                split=figure(found.split, 0),
            )
        )
    return said


def _time(minutes: float) -> str:
    if minutes < HOURS_FROM:
        return _("{minutes} minutes").format(minutes=figure(minutes, 0))
    return _("{hours} hours").format(hours=figure(minutes / 60, 0))


def _last_run(stage: int | None) -> str:
    if stage is None:
        return _("Newest: {day}, {minutes} minutes, running freely.")
    return _("Newest: {day}, {minutes} minutes, stage {stage} of walking and running in turns.")
