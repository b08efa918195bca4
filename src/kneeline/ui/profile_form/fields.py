"""The questions of the profile, each as the cards that answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kneeline.coach.side import Side
from kneeline.ui.icons import Icon
from kneeline.ui.profile_form.choices import Choice, Ticks
from kneeline.ui.profile_form.options import Option
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from kneeline.journal import Profile


FLOOR = "floor"
"""At hand for everybody: with it among the things, somebody who has nothing else has said so."""

AS_LONG_AS_IT_TAKES = "any"
USUAL_MINUTES = (15, 20, 30, 45)

BOTH = "both"

BEGINNINGS = (("weeks", 0, 21), ("months", 42, 63), ("year", 91, 213), ("longer", 365, 730))
"""How long ago it began: a name, the days from which it fits, and the days that stand for it."""


def equipment_field(profile: Profile) -> Ticks:
    """Ask what is at hand."""
    options = (
        Option("roller", _("Foam roller"), _("a firm one"), Icon.ROLLER),
        Option("band", _("Loop band"), _("round both thighs"), Icon.BAND),
        Option("step", _("Step or stair"), _("10 to 20 cm high"), Icon.STEP),
        Option("chair", _("Chair"), _("that cannot roll away"), Icon.CHAIR),
        Option("wall", _("Free wall"), _("as wide as you are"), Icon.WALL),
        Option("mat", _("Mat"), _("or a soft carpet"), Icon.MAT),
        Option("weight", _("Weight"), _("or a full bag"), Icon.WEIGHT),
    )
    return Ticks(_("What you have at home"), options, profile.have)


def with_things(profile: Profile, ticked: frozenset[str]) -> Profile:
    """Return the profile with what is at hand; nothing ticked is an answer, too."""
    return replace(profile, have=ticked | {FLOOR})


def knees_field(profile: Profile) -> Choice:
    """Ask which knee hurts."""
    options = (
        Option(Side.LEFT.value, _("Left")),
        Option(Side.RIGHT.value, _("Right")),
        Option(BOTH, _("Both")),
    )
    return Choice(_("Which knee hurts?"), options, knees_told(profile))


def knees_told(profile: Profile) -> str:
    """Return the answer given before; empty for none."""
    return BOTH if len(profile.knees) > 1 else next((each.value for each in profile.knees), "")


def with_knees(profile: Profile, chosen: str) -> Profile:
    """Return the profile with the knees that hurt."""
    knees = frozenset(Side) if chosen == BOTH else frozenset({Side(chosen)} if chosen else ())
    return replace(profile, knees=knees)


def since_field(profile: Profile, today: date) -> Choice:
    """Ask since when."""
    options = (
        Option("weeks", _("Less than 6 weeks")),
        Option("months", _("6 weeks to 3 months")),
        Option("year", _("3 months to a year")),
        Option("longer", _("More than a year")),
    )
    return Choice(_("For how long?"), options, since_told(profile, today))


def with_since(profile: Profile, chosen: str, today: date) -> Profile:
    """Return the profile with about when it began; the same answer again changes nothing."""
    if chosen == since_told(profile, today):
        return profile
    days = {name: days for name, _from, days in BEGINNINGS}
    return replace(profile, since=today - timedelta(days=days[chosen]) if chosen else None)


def since_told(profile: Profile, today: date) -> str:
    """Return the answer that fits by now; empty for none."""
    if profile.since is None:
        return ""
    ago = (today - profile.since).days
    fitting = [name for name, first, _days in BEGINNINGS if ago >= first]
    return fitting[-1] if fitting else BEGINNINGS[0][0]


def runner_field(profile: Profile) -> Choice:
    """Ask whether running belongs to the plan."""
    options = (
        Option("yes", _("Yes"), _("I run, or I want to run again")),
        Option("no", _("No"), _("I do not run")),
    )
    return Choice(_("Do you run?"), options, runner_told(profile))


def runner_told(profile: Profile) -> str:
    """Return the answer given before; empty for none."""
    return {None: "", True: "yes", False: "no"}[profile.runner]


def with_runner(profile: Profile, chosen: str) -> Profile:
    """Return the profile with the answer about running."""
    return replace(profile, runner={"yes": True, "no": False}.get(chosen))


def minutes_field(profile: Profile) -> Choice:
    """Ask how many minutes a day there are; a number told elsewhere is offered, too."""
    told = minutes_told(profile)
    offered = sorted({*USUAL_MINUTES, *([int(told)] if told else [])})
    options = [
        Option(str(each), ngettext("{count} minute", "{count} minutes", each).format(count=each))
        for each in offered
    ]
    options.append(Option(AS_LONG_AS_IT_TAKES, _("As long as it takes")))
    return Choice(_("Minutes a day"), options, told)


def minutes_told(profile: Profile) -> str:
    """Return the minutes told before; empty for none."""
    return str(round(profile.minutes)) if profile.minutes else ""


def with_minutes(profile: Profile, chosen: str) -> Profile:
    """Return the profile with the minutes of a day; no limit where there is no number."""
    return replace(profile, minutes=float(chosen) if chosen.isdigit() else None)
