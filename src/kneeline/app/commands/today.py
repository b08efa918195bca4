"""`kneeline today`: the plan of this day, and the reason for each part of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneeline.app.failures import Refusal
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.planning import Prescription
    from kneeline.coach.today import Today, Wishes
    from kneeline.journal import Journal

EVERYTHING = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})
"""Things at hand, as long as nobody has said otherwise."""


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
        epilog=_("Examples: kneeline today · kneeline today --json"),
    )
    parser.add_argument("--json", action="store_true", help=_("everything, as JSON"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Print the plan; a locked plan is an answer too."""
    from kneeline.coach.today import plan_day  # noqa: PLC0415 (only for this command)
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415
    from kneeline.library import Unreadable, load, rules  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    clock = SystemClock()
    try:
        known = rules.coaching(places.resources, load(places.resources, own=places.data))
        with open_journal(places.journal, wall_clock=clock.wall) as journal:
            past, wishes = journal.past(), _wishes(journal, places)
    except (JournalError, Unreadable) as error:
        raise Refusal(str(error)) from error
    today = plan_day(past, known, wishes, clock.wall(), translate=_)
    print(as_json(today, known) if chosen.json else in_words(today, known))  # noqa: T201 (the command's answer)
    return 0


def _wishes(journal: Journal, places: Locations) -> Wishes:
    """Return what the person has and wants; who has passed the gate or run wants to run."""
    from kneeline.app import settings  # noqa: PLC0415 (only for this command)
    from kneeline.coach.cadence import OwnCadence  # noqa: PLC0415
    from kneeline.coach.today import Wishes  # noqa: PLC0415

    profile, past = journal.profile(), journal.past()
    told, _problem = settings.load(places.settings)
    own = None
    if told.cadence is not None and told.cadence_since is not None:
        own = OwnCadence(told.cadence, told.cadence_since)
    return Wishes(
        profile.have if profile is not None and profile.have else EVERYTHING,
        minutes=profile.minutes if profile is not None else None,
        moves=journal.moves(),
        runs=bool(past.gates or past.runs or (profile is not None and profile.runner)),
        cadence=own,
    )


# -- in words ----------------------------------------------------------------------------------


def in_words(today: Today, known: Coaching) -> str:
    """Return the day as a page of text."""
    from kneeline.coach.layout import lay_out  # noqa: PLC0415 (only for this command)

    lines = [today.day.day.isoformat(), *today.reasons, *today.advice]
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
        "phases": [phase.value for phase in today.day.phases],
        "plan": _plan_json(today),
        "left_out": {exercise: why.value for exercise, why in today.left_out.items()},
        "run": _run_json(today),
        "running": {"open": today.running.open, "stage": today.running.stage},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _plan_json(today: Today) -> dict[str, object] | None:
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
            }
            for each in today.plan.prescriptions
        ],
    }


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
