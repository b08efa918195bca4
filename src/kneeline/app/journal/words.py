"""How the Journal page calls what stands in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal.stamp import moment
from kneeline.ui.cards import knee_name
from kneeline.ui.moments import moment_in_words
from kneeline.ui.runs.words import number
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kneeline.journal import ChangeRecord


def moment_name(told: Moment) -> str:
    """Return when a pain score was felt."""
    return {
        Moment.BEFORE: _("Pain before"),
        Moment.DURING: _("Worst pain during"),
        Moment.AFTER: _("Pain at the end"),
        Moment.HOUR_AFTER: _("Pain an hour after"),
        Moment.NEXT_MORNING: _("Pain in the morning"),
    }[told]


def felt_name(where: FeltWhere) -> str:
    """Return where a set was felt."""
    return {
        FeltWhere.GLUTES: _("Glutes"),
        FeltWhere.THIGH: _("Thigh"),
        FeltWhere.KNEE: _("Knee"),
        FeltWhere.BACK: _("Back"),
        FeltWhere.ELSEWHERE: _("Elsewhere"),
    }[where]


def sign_name(sign: Sign) -> str:
    """Return what a knee did beside hurting."""
    return {
        Sign.SHARP: _("Sudden sharp pain"),
        Sign.SWELLING: _("Swelling"),
        Sign.LOCKING: _("The knee locked"),
        Sign.GIVING_WAY: _("The knee gave way"),
    }[sign]


def tier_name(tier: Tier) -> str:
    """Return what a screening said to do."""
    return {
        Tier.EMERGENCY: _("Call for help at once"),
        Tier.SAME_DAY: _("See a doctor the same day"),
        Tier.URGENT: _("See a doctor within days"),
        Tier.PROMPT_DOCTOR: _("See a doctor soon"),
        Tier.CLINICIAN_FIRST: _("See a clinician first"),
        Tier.ADULTS_ONLY: _("This program is for adults"),
        Tier.FINE: _("No red flag"),
    }[tier]


def side_name(side: Side | None) -> str:
    """Return a side's name; empty for both together."""
    return {Side.LEFT: _("left"), Side.RIGHT: _("right"), None: ""}[side]


def table_name(table: str) -> str:
    """Return what the rows of a table are called."""
    return {
        "sessions": _("Session"),
        "runs": _("Run"),
        "pain_scores": _("Pain score"),
        "notes": _("Note"),
        "sets": _("Set"),
        "felt": _("Where it was felt"),
        "self_tests": _("Self-test"),
        "pauses": _("Break"),
        "clearances": _("Clearance"),
        "gates": _("Gate to running"),
        "moves": _("Moved day"),
        "profile": _("About you"),
    }.get(table, "")


def column_name(column: str) -> str:
    """Return what a column is called in the change log; empty for one nobody needs to see."""
    return {
        "score": _("pain"),
        "knee": _("knee"),
        "moment": _("when it was felt"),
        "minutes": _("minutes"),
        "km": _("kilometres"),
        "surface": _("ground"),
        "stage": _("stage"),
        "cadence": _("steps a minute"),
        "complete": _("done in full"),
        "text": _("words"),
        "about": _("day"),
        "first": _("first day"),
        "last": _("last day"),
        "value": _("result"),
        "side": _("side"),
        "felt_where": _("felt in"),
        "reps": _("repetitions"),
        "seconds": _("seconds"),
        "at": _("time"),
    }.get(column, "")


def change_words(change: ChangeRecord) -> str:
    """Return what one change did to one row, as a sentence."""
    when = moment_in_words(change.at)
    deleted = "deleted" in change.after
    if deleted and change.after["deleted"] is not None:
        return _("Deleted on {when}.").format(when=when)
    if deleted:
        return _("Brought back on {when}.").format(when=when)
    what = ", ".join(_fields(change))
    if not what:
        return _("Changed on {when}.").format(when=when)
    if change.kind == "undone":
        return _("Put back on {when}: {what}.").format(when=when, what=what)
    return _("Changed on {when}: {what}.").format(when=when, what=what)


def _fields(change: ChangeRecord) -> Iterator[str]:
    """Yield each field that somebody can see, from what to what."""
    for column, before in change.before.items():
        name = column_name(column)
        if name:
            yield _("{field} from {before} to {after}").format(
                field=name,
                before=_value(column, before, change.before),
                after=_value(column, change.after.get(column), change.after),
            )


def _value(column: str, value: object, row: Mapping[str, object]) -> str:
    """Return a value of a column in words."""
    if value is None:
        return _("nothing")
    if column == "at":
        offset = row.get("offset", 0)
        return moment_in_words(moment(str(value), offset if isinstance(offset, int) else 0))
    if column == "complete":
        return _("yes") if value else _("no")
    if column in {"minutes", "km", "cadence", "value", "seconds"} and isinstance(
        value, int | float
    ):
        return number(value, places=2)
    names: Mapping[str, Mapping[str, str]] = {
        "knee": {each.value: knee_name(each) for each in Side},
        "side": {each.value: side_name(each) for each in Side},
        "moment": {each.value: moment_name(each) for each in Moment},
        "felt_where": {each.value: felt_name(each) for each in FeltWhere},
    }
    said = names.get(column, {}).get(str(value), str(value))
    return _("“{words}”").format(words=said) if column == "text" else said
