"""`kneeline today`: the plan of this day, and the reason for each part of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from kneeline.app.days import day
from kneeline.app.failures import Refusal
from kneeline.coach.running import RunDecision
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.facts import Facts
    from kneeline.coach.planning import Prescription
    from kneeline.coach.rules import Verdict
    from kneeline.coach.today import Today
    from kneeline.journal import DecisionRecord


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its option."""
    parser = commands.add_parser(
        "today",
        parents=parents,
        help=_("print today's plan, with the reason for each part"),
        description=_(
            "Prints what to do today and why, from your journal and the coach's rules. Nothing is"
            " written."
        ),
        epilog=_(
            "Examples: kneeline today · kneeline today --json · kneeline today --decided 2026-11-01"
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("everything, as JSON"))
    parser.add_argument(
        "--decided",
        type=day,
        metavar="DAY",
        help=_("not today's plan, but what was decided about a day, and by which rules"),
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Print the plan; a locked plan is an answer too."""
    from kneeline.app import settings  # noqa: PLC0415 (only for this command)
    from kneeline.app.today.wishes import wishes  # noqa: PLC0415
    from kneeline.coach.today import plan_day  # noqa: PLC0415
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415
    from kneeline.library import Unreadable, load, rules  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    clock = SystemClock()
    try:
        known = rules.coaching(places.resources, load(places.resources, own=places.data))
        with open_journal(places.journal, wall_clock=clock.wall) as journal:
            if chosen.decided is not None:
                found = journal.decisions(chosen.decided, chosen.decided)
                print(_decided(found, known, as_data=chosen.json))  # noqa: T201 (the command's answer)
                return 0
            past = journal.past()
            told, _problem = settings.load(places.settings)
            asked = wishes(journal, past, told)
    except (JournalError, Unreadable) as error:
        raise Refusal(str(error)) from error
    today = plan_day(past, known, asked, clock.wall(), translate=_)
    print(as_json(today, known) if chosen.json else in_words(today, known))  # noqa: T201 (the command's answer)
    return 0


def _decided(found: Sequence[DecisionRecord], known: Coaching, *, as_data: bool) -> str:
    """Return what was decided about a day, with the rules of then."""
    from kneeline.coach.explaining import explain  # noqa: PLC0415 (only for this command)

    whole, lines = [], []
    for record in found:
        about = record.exercise or ("run" if isinstance(record.decision, RunDecision) else "day")
        made = record.decision
        if made is None:
            data: dict[str, object] = {"rule": record.rule, "rules": record.version}
            said = _("Rule “{rule}” of {version}; the rest cannot be read any more.")
            words: Sequence[str] = (said.format(rule=record.rule, version=record.version),)
        else:
            data = _decided_json(made.verdict, made.facts, known)
            words = explain(made.verdict, made.facts, known.rules, _).lines
        whole.append({"about": about, "day": record.day.isoformat(), **data})
        name = known.exercises[about].name if about in known.exercises else about
        lines += [_(name), *(f"  {line}" for line in words)]
    if as_data:
        return json.dumps(whole, ensure_ascii=False, indent=2)
    return "\n".join(lines) or _("Nothing was decided about that day.")


# -- in words ----------------------------------------------------------------------------------


def in_words(today: Today, known: Coaching) -> str:
    """Return the day as a page of text."""
    from kneeline.coach.layout import lay_out  # noqa: PLC0415 (only for this command)

    lines = [today.day.day.isoformat(), *today.reasons, *today.advice, *today.without]
    if today.plan is not None:
        minutes = round(lay_out(today.plan).seconds / 60)
        count = len(today.plan.prescriptions)
        title = ngettext(
            "{name}, {count} exercise, about {minutes} min",
            "{name}, {count} exercises, about {minutes} min",
            count,
        )
        lines += ["", title.format(name=today.plan.name, count=count, minutes=minutes)]
        for each in today.plan.prescriptions:
            lines += [f"  {_(each.exercise.name)}: {_dose(each)}", f"    {each.why}"]
    if today.run is not None:
        lines += ["", _run_words(today, known)]
    return "\n".join(lines)


def _dose(each: Prescription) -> str:
    dose = each.dose
    amount = (
        ngettext("{count} repetition", "{count} repetitions", dose.reps).format(count=dose.reps)
        if dose.reps is not None
        else _("{seconds} seconds").format(seconds=f"{dose.seconds or 0:g}")
    )
    sets = ngettext("{count} set", "{count} sets", dose.sets).format(count=dose.sets)
    return _("{level}, {sets} of {amount}").format(
        level=_(each.level.name), sets=sets, amount=amount
    )


def _run_words(today: Today, known: Coaching) -> str:
    offer = today.run
    if offer is None:
        return ""
    walk = known.runs
    if offer.stage is not None:
        stage = offer.stage
        words = _(
            "Run, stage {number}: walk {before} min, {times} times run {run} min and walk {walk}"
            " min between, walk {after} min."
        )
        return words.format(
            number=stage.number,
            before=f"{walk.walk_before:g}",
            times=stage.times,
            run=f"{stage.run:g}",
            walk=f"{stage.walk:g}",
            after=f"{walk.walk_after:g}",
        )
    if offer.cap.minutes is None:
        return _("A free run.")
    return _("A free run, at most {minutes} min.").format(minutes=f"{offer.cap.minutes:g}")


# -- as JSON -----------------------------------------------------------------------------------


def as_json(today: Today, known: Coaching) -> str:
    """Return the day as JSON, for other programs."""
    whole = {
        "day": today.day.day.isoformat(),
        "why": today.day.why.value,
        "rule": today.verdict.rule,
        "action": today.verdict.action.value,
        "certainty": today.verdict.certainty.value,
        "rules": known.rules.version,
        "locked": today.lock is not None,
        "reasons": list(today.reasons),
        "advice": list(today.advice),
        "decided": _decided_json(today.verdict, today.facts, known),
        "phases": [phase.value for phase in today.day.phases],
        "plan": _plan_json(today, known),
        "without": list(today.without),
        "left_out": {exercise: why.value for exercise, why in today.left_out.items()},
        "run": _run_json(today),
        "running": _running_json(today, known),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _running_json(today: Today, known: Coaching) -> dict[str, object]:
    made = today.running.decision
    return {
        "open": today.running.open,
        "stage": today.running.stage,
        "decided": _decided_json(made.verdict, made.facts, known, made.day) if made else None,
    }


def _decided_json(
    verdict: Verdict, facts: Facts, known: Coaching, about: date | None = None
) -> dict[str, object]:
    """Return a decision with all that explains it."""
    from kneeline.coach.explaining import explain  # noqa: PLC0415 (only for this command)

    return {
        **({"day": about.isoformat()} if about else {}),
        "rule": verdict.rule,
        "action": verdict.action.value,
        "certainty": verdict.certainty.value,
        "source": verdict.source,
        "rules": verdict.version,
        "knees": {knee.value: asdict(said) for knee, said in facts.knees.items()},
        "explained": list(explain(verdict, facts, known.rules, _).lines),
    }


def _plan_json(today: Today, known: Coaching) -> dict[str, object] | None:
    if today.plan is None:
        return None
    return {
        "programme": today.plan.programme,
        "name": today.plan.name,
        "equipment": list(today.plan.equipment),
        "exercises": [
            {
                "exercise": each.exercise.id,
                "phase": each.exercise.phase.value,
                "level": each.level.id,
                "sets": each.dose.sets,
                "reps": each.dose.reps,
                "seconds": each.dose.seconds,
                "sides": [side.value for side in each.sides if side is not None],
                "why": each.why,
                "decided": _of_exercise(today, known, each.exercise.id),
            }
            for each in today.plan.prescriptions
        ],
    }


def _of_exercise(today: Today, known: Coaching, exercise: str) -> dict[str, object] | None:
    made = today.tracks[exercise].decision if exercise in today.tracks else None
    return None if made is None else _decided_json(made.verdict, made.facts, known, made.day)


def _run_json(today: Today) -> dict[str, object] | None:
    offer = today.run
    if offer is None:
        return None
    stage, beats = offer.stage, offer.metronome
    return {
        "stage": stage.number if stage else None,
        "run_minutes": stage.run if stage else None,
        "walk_minutes": stage.walk if stage else None,
        "times": stage.times if stage else None,
        "at_most_minutes": offer.cap.minutes,
        "at_most_km": offer.cap.km,
        "steps_a_minute": beats.beats if beats else None,
    }
