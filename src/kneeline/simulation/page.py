"""Write a simulated life as one page of plain text that a physiotherapist can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from textwrap import wrap

from kneeline.coach import reasons
from kneeline.coach.coaching import Coaching
from kneeline.coach.dose import Dose
from kneeline.coach.exercise import Phase
from kneeline.coach.past import DAY, Past
from kneeline.coach.progression import Decision, Track
from kneeline.coach.reading import WEEK
from kneeline.coach.rules import Action
from kneeline.coach.running import RunDecision
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder, Standing
from kneeline.coach.week import Why, streak
from kneeline.coach.wording import english
from kneeline.simulation.life import FIRST_DAY, Diary, DiaryDay, live
from kneeline.simulation.person import Person

WIDTH = 100
LIVED = range(1, 53)
"""Weeks that can be simulated; a year takes a few seconds."""

HEADINGS = "week  days  strength  rest days  runs  left pain  right pain  steps up  steps back"
STEPPED_BACK = frozenset({Action.REGRESS, Action.STOP, Action.REFER})


def simulate(person: Person, weeks: int, coaching: Coaching) -> str:
    """Return the page of a person after 1 to 52 weeks; ValueError for any other number."""
    if weeks not in LIVED:
        raise ValueError(f"a life can be simulated for 1 to {LIVED[-1]} weeks, not {weeks}")
    return page(live(person, weeks, coaching), coaching)


def page(diary: Diary, coaching: Coaching) -> str:
    """Return the page of one simulated life."""
    report = _Page(diary, coaching)
    parts = [report.head(), report.weeks(), report.ladder(), report.turns(), report.end()]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    diary: Diary
    coaching: Coaching

    @property
    def past(self) -> Past:
        return self.diary.past

    def head(self) -> list[str]:
        """Return who this is, and with what rules."""
        person, rules = self.diary.person, self.coaching.rules
        things = ", ".join(sorted(person.have))
        limit = f"; at most {person.minutes:g} minutes a day" if person.minutes else ""
        return [
            f"{person.name}: {self.diary.weeks} weeks (a made-up person; rules {rules.version})",
            "=" * WIDTH,
            *wrap(person.story, WIDTH),
            f"At hand: {things}{limit}.",
        ]

    def weeks(self) -> list[str]:
        """Return one line a week: what was done, how it hurt, what moved."""
        lines = [HEADINGS]
        for week in range(self.diary.weeks):
            first = FIRST_DAY + week * WEEK * DAY
            days = self.diary.days[week * WEEK : (week + 1) * WEEK]
            span = {first + back * DAY for back in range(WEEK)}
            runs = sum(run.day in span for run in self.past.runs)
            strength = sum(
                each.day in span and each.did(Phase.STRENGTHEN) for each in self.past.sessions
            )
            rest = sum(day.today.day.why is Why.RESTING for day in days)
            ups, downs = self._moves(span)
            done = sum(day.did for day in days)
            left, right = (self._mean(knee, span) for knee in Side)
            lines.append(
                f"{week + 1:4}  {done:4}  {strength:8}  {rest:9}  {runs:4}  {left:>9}  "
                f"{right:>10}  {ups:8}  {downs:10}{self._mark(days)}"
            )
        return lines

    def ladder(self) -> list[str]:
        """Return where each strength exercise stood at the end of some weeks."""
        weeks = [week for week in (1, 4, 8, 12) if week <= self.diary.weeks]
        head = f"{'strength after week':<22}" + "".join(f"{week:<19}" for week in weeks)
        lines = [head.rstrip()]
        for track in self._strength():
            cells = (self._cell(track, FIRST_DAY + week * WEEK * DAY) for week in weeks)
            row = f"{track.ladder.exercise.name:<22}" + "".join(f"{cell:<19}" for cell in cells)
            lines.append(row.rstrip())
        if self.past.runs:
            stages = (self._stage(FIRST_DAY + week * WEEK * DAY) for week in weeks)
            lines.append((f"{'Running':<22}" + "".join(f"{each:<19}" for each in stages)).rstrip())
        return lines

    def turns(self) -> list[str]:
        """Return the days on which something happened, each with the coach's own sentence."""
        lines = ["turning points"]
        told: dict[str, list[int]] = {}
        for day in self.diary.days:
            for sentence in dict.fromkeys((*day.notes, *self._said(day))):
                told.setdefault(sentence, []).append(day.number)
        for first, group in groupby(told.items(), key=lambda each: each[1][0]):
            for n, (sentence, numbers) in enumerate(group):
                again = f" ({len(numbers)} times, last on {_when(numbers[-1])})"
                head = f"  {_when(first):<10}" if n == 0 else " " * 12
                words = head + sentence + (again if numbers[1:] else "")
                lines += wrap(words, WIDTH, subsequent_indent=" " * 14)
        return lines if len(lines) > 1 else [*lines, "  none"]

    def end(self) -> list[str]:
        """Return where the person stands, in the coach's sentences."""
        after, last = self.diary.after, self.diary.days[-1].today.day.day
        done = sum(day.did for day in self.diary.days)
        counted = (
            f"  {done} days with a session, {streak(self.past, last)} in a row up to now, "
            f"{len(self.past.tests)} rounds of self-tests, {len(self.past.runs)} runs."
        )
        said = "  " + " ".join((*after.reasons, *after.advice))
        lines = [f"after week {self.diary.weeks}", counted]
        lines += wrap(said, WIDTH, subsequent_indent="  ")
        for track in self._strength():
            why = " ".join(reasons.of_track(track, track.standing.dose, english))
            words = (
                f"  {track.ladder.exercise.name}: {_standing(track.ladder, track.standing)}. {why}"
            )
            lines += wrap(words, WIDTH, subsequent_indent="    ")
        names = self.coaching.exercises
        out = ", ".join(f"{names[key].name} ({why})" for key, why in after.left_out.items())
        return lines + (wrap(f"  Left out: {out}.", WIDTH, subsequent_indent="    ") if out else [])

    # -- inside --------------------------------------------------------------------------------

    def _strength(self) -> list[Track]:
        """Return the tracks of the strength exercises that were done."""
        tracks = (
            track
            for track in self.diary.after.tracks.values()
            if track.ladder.exercise.phase is Phase.STRENGTHEN and track.decisions
        )
        return sorted(tracks, key=lambda track: track.ladder.exercise.name)

    def _decisions(self) -> Iterator[Decision | RunDecision]:
        for track in self.diary.after.tracks.values():
            yield from track.decisions
        yield from self.diary.after.running.decisions

    def _moves(self, span: set[date]) -> tuple[int, int]:
        """Return how often something went up, and how often it stepped back, in some days."""
        strength = [each for track in self._strength() for each in track.decisions]
        within = [each for each in strength if each.day in span and each.after != each.before]
        ups = sum(each.verdict.action is Action.PROGRESS for each in within)
        return ups, sum(each.verdict.action in STEPPED_BACK for each in within)

    def _mean(self, knee: Side, span: set[date]) -> str:
        """Return the mean of the worst pain of each session, run and morning of one knee."""
        mornings = self.past.mornings.items()
        worst = {day: scores[knee] for day, scores in mornings if day in span}
        for done in self.past.done:
            if done.day in span:
                worst[done.day] = max(worst.get(done.day, 0), done.worst.get(knee, 0))
        return f"{sum(worst.values()) / len(worst):.1f}" if worst else "–"

    def _mark(self, days: tuple[DiaryDay, ...]) -> str:
        whys = {day.today.day.why for day in days}
        marks = {Why.LOCKED: "locked", Why.PAUSED: "paused"}
        words = [word for why, word in marks.items() if why in whys]
        if any(day.today.referrals and not day.today.lock for day in days):
            words.append("physiotherapist advised")
        return "  " + ", ".join(words) if words else ""

    def _cell(self, track: Track, day: date) -> str:
        """Return a standing as it was on a morning, such as `half 2×10`."""
        standing = track.ladder.start()
        for decision in track.decisions:
            if decision.day < day:
                standing = decision.after
        return _standing(track.ladder, standing)

    def _stage(self, day: date) -> str:
        """Return the stage of running as it was on a morning."""
        ladder, stage = self.coaching.runs, 0
        for decision in self.diary.after.running.decisions:
            if decision.day < day:
                stage = decision.after
        longest = max((run.minutes for run in self.past.runs if run.day < day), default=0)
        if stage > len(ladder.stages):
            return f"free, {longest:.0f} min"
        return f"stage {stage}" if stage else "–"

    def _said(self, day: DiaryDay) -> Iterable[str]:
        """Yield what the coach said on a day that it had not said the day before."""
        today = day.today
        yesterday = self.diary.days[day.number - 1].today if day.number else None
        why = today.reasons[0]
        special = today.day.why in {Why.RESTING, Why.LOCKED, Why.PAUSED}
        if special and (yesterday is None or why not in yesterday.reasons):
            yield f"Coach: {why}"
        for sentence in today.advice:
            if yesterday is None or sentence not in yesterday.advice:
                yield f"Coach: {sentence}"
        yield from self._stepped(day)

    def _stepped(self, day: DiaryDay) -> Iterator[str]:
        """Yield which exercises the sessions of a day took down, by the rule that did."""
        by_reason: dict[str, list[str]] = {}
        for decision in self._decisions():
            closed = isinstance(decision, RunDecision) and not decision.open
            moved = decision.after != decision.before or closed
            stepped = moved and decision.verdict.action in STEPPED_BACK
            if stepped and decision.day == day.today.day.day:
                rule = decision.verdict.rule
                why = f"{reasons.because(rule, decision.facts, english)} Step back ({rule})"
                by_reason.setdefault(why, []).append(self._what(decision))
        for why, what in by_reason.items():
            yield f"Coach, next: {why}: {', '.join(what)}."
        yield from self._weaker(day)
        yield from self._cues(day)
        yield from self._returns(day)

    def _weaker(self, day: DiaryDay) -> Iterator[str]:
        """Yield where the weaker leg set the number for both."""
        for track in self._strength():
            for decision in track.decisions:
                fewer = decision.after.dose.reps != decision.before.dose.reps
                held = decision.verdict.action is Action.HOLD
                if fewer and held and decision.day == day.today.day.day:
                    name = track.ladder.exercise.name.lower()
                    yield f"The weaker leg sets the number: {decision.after.dose.reps} for {name}."

    def _cues(self, day: DiaryDay) -> Iterator[str]:
        """Yield the cue the coach picked where an exercise was felt in the wrong place."""
        for track in self._strength():
            for decision in track.decisions:
                if decision.day == day.today.day.day and decision.verdict.rule == "felt-twice":
                    dose = decision.after.dose
                    yield from reasons.of_decision(track.ladder, decision, dose, english)[1:]

    def _returns(self, day: DiaryDay) -> Iterator[str]:
        """Yield what the coach said about the first strength day after days off."""
        back = [track for track in day.today.tracks.values() if track.days_off and day.did]
        strong = [each for each in back if each.ladder.exercise.phase is Phase.STRENGTHEN]
        if strong and day.today.day.strengthen:
            said = reasons.of_track(strong[0], strong[0].standing.dose, english)
            yield f"Coach: {said[0]}"

    def _what(self, decision: Decision | RunDecision) -> str:
        if isinstance(decision, RunDecision):
            closed = "" if decision.open else ", and the gate closes"
            return f"running from stage {decision.before} to {decision.after}{closed}"
        return self.coaching.exercises[decision.exercise].name.lower()


def _when(number: int) -> str:
    return f"w{number // WEEK + 1} d{number % WEEK + 1}"


def _amount(dose: Dose) -> str:
    each = f"{dose.reps}" if dose.reps is not None else f"{dose.seconds:g} s"
    return f"{dose.sets}×{each}"


def _standing(ladder: Ladder, standing: Standing) -> str:
    depth = f" {standing.depth:.0%}" if standing.depth < 1 else ""
    load = f" {standing.load}%" if standing.load > 100 else ""  # noqa: PLR2004 (the first weight)
    level = ladder.level(standing, english)
    return f"{level.id} {_amount(standing.dose)}{depth}{load}"
