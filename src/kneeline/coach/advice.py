"""What the coach says about a day, a week, a stop and a referral, in whole sentences."""

from __future__ import annotations

from collections.abc import Mapping

from kneeline.coach.composing import LeftOut
from kneeline.coach.easing import Answer, Ease, Reply
from kneeline.coach.exercise import Exercise
from kneeline.coach.facts import Facts
from kneeline.coach.reasons import because
from kneeline.coach.referral import Grounds, Referral
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.running import RunDecision, RunLadder, RunTrack
from kneeline.coach.screening import Lock, Screen, Tier
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.week import Day, Why
from kneeline.coach.wording import Translate


def of_day(day: Day, verdict: Verdict, facts: Facts, translate: Translate) -> str:
    """Return why today is as it is."""
    if day.why is Why.RESTING:
        rest = {
            Action.REST: translate("So today is a gentle day that does not load it."),
            Action.STOP: translate("So no loading for two days, only gentle things."),
            Action.REFER: translate("So no loading for two days, and see a physiotherapist."),
        }
        return f"{because(verdict.rule, facts, translate)} {rest[verdict.action]}"
    return _of_week(translate)[day.why]


def _of_week(translate: Translate) -> Mapping[Why, str]:
    return {
        Why.STRENGTH_DUE: translate("Strength today: three days in seven, with a day between."),
        Why.MOVED_HERE: translate("Strength today: you moved it here."),
        Why.MOVED_AWAY: translate("No strength today: you moved it to another day."),
        Why.DAY_BETWEEN: translate("A day between: strength was yesterday."),
        Why.ENOUGH: translate("Three strength days in seven are enough; today stays light."),
        Why.DONE: translate("Strength is done for today."),
        Why.RESTING: translate("The knee rests today."),
        Why.PAUSED: translate("You are taking a break. Your streak waits for you."),
        Why.LOCKED: translate("The plan is locked until a clinician has cleared you."),
    }


def of_rolling(minutes: float, numbers: Thresholds, translate: Translate) -> str:
    """Return how much of the day's rolling is done."""
    if minutes >= numbers.roll_minutes:
        return translate("Rolling is done for today.")
    words = translate("{done} of {all} minutes of rolling are done; part sessions add up.")
    return words.format(done=f"{minutes:.0f}", all=numbers.roll_minutes)


def of_left_out(
    left_out: Mapping[str, LeftOut],
    exercises: Mapping[str, Exercise],
    have: frozenset[str],
    minutes: float | None,
    translate: Translate,
) -> tuple[str, ...]:
    """Return what today's plan does without: for want of things first, then for want of time."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    short: list[str] = []
    for name, why in left_out.items():
        words = translate(exercises[name].name)
        if why is LeftOut.NO_TIME:
            short.append(words)
            continue
        needs = (*exercises[name].equipment, *exercises[name].levels[0].equipment)
        missing = tuple(dict.fromkeys(thing for thing in needs if thing not in have))
        lacking.setdefault(missing, []).append(words)
    sentences = [
        translate("Not at hand today: {things}. So left out: {exercises}.").format(
            things=", ".join(map(translate, things)), exercises=", ".join(names)
        )
        for things, names in lacking.items()
    ]
    if short and minutes is not None:
        words = translate("You have {minutes} minutes today. So left out: {exercises}.")
        sentences.append(words.format(minutes=f"{minutes:g}", exercises=", ".join(short)))
    return tuple(sentences)


def of_lock(lock: Lock, screen: Screen, translate: Translate) -> str:
    """Return what somebody whose plan is locked should do."""
    known = sorted(
        (flag for flag in screen.flags if flag.id in lock.flags), key=lambda flag: flag.tier.order
    )
    if known and known[0].tier is lock.tier:
        return translate(known[0].advice)
    return {
        Tier.EMERGENCY: translate("Call the emergency number now."),
        Tier.SAME_DAY: translate("See a doctor today."),
        Tier.URGENT: translate("See a doctor in the next days, and do not train before."),
        Tier.PROMPT_DOCTOR: translate("See your doctor soon, and do not train before."),
        Tier.CLINICIAN_FIRST: translate("Ask a doctor or physiotherapist before you start."),
        Tier.ADULTS_ONLY: translate("Kneeline is for adults. See a doctor or physiotherapist."),
        Tier.FINE: "",
    }[lock.tier]


def of_referral(referral: Referral, translate: Translate) -> str:
    """Return the advice to see somebody, and why."""
    why = {
        Grounds.RED_FLAG: translate("There is a red flag that a clinician should look at."),
        Grounds.SECOND_STOP: translate("Your knee had to stop you twice in two weeks."),
        Grounds.STEPPED_BACK: translate("You had to step back twice in two weeks."),
        Grounds.NO_GAIN: translate("Your pain has hardly changed in six weeks."),
    }[referral.grounds]
    see = translate("A physiotherapist can look at it; take Kneeline's report along.")
    return f"{why} {see}"


def of_pain(answer: Answer, translate: Translate) -> str:
    """Return what to say when it hurts during a session."""
    if answer.locks:
        return translate(
            "Stop here. A knee that locks or gives way needs to be looked at before you go on."
        )
    return {
        Reply.GO_ON: translate("That is fine. Go on, and tell us if it gets worse."),
        Reply.OFFER: translate("Make it easier. We ask again after the next set."),
        Reply.END_EXERCISE: translate("Leave this exercise for today and go on with the next."),
        Reply.END_SESSION: translate(
            "Stop here for today. No loading for two days; rolling is fine if it feels good."
        ),
    }[answer.reply]


def of_ease(ease: Ease, translate: Translate) -> str:
    """Return the words on the button of one way to make it easier."""
    return {
        Ease.LESS_RANGE: translate("Go half as deep"),
        Ease.EASIER_LEVEL: translate("Take the easier level"),
        Ease.SWAP: translate("Do another exercise instead"),
    }[ease]


def of_running(track: RunTrack, ladder: RunLadder, translate: Translate) -> str:
    """Return where running stands, and why."""
    decision = track.decision
    if not track.open:
        return _closed(decision, translate)
    if ladder.stage(track.stage) is None:
        return translate("You run freely again: only a little longer than your longest run.")
    if decision is None:
        return translate("The way back to running starts with one minute at a time.")
    return _of_run(decision, translate).format(stage=track.stage)


def of_growth(share: float, ladder: RunLadder, translate: Translate) -> str:
    """Return advice about a week's running, or nothing while it grew little; `share` of the last.

    Only a reminder: that fast weeks harm has not been shown.
    """
    if share <= ladder.week_share:
        return ""
    words = translate("You ran {percent} % more than the week before. Give it time to settle.")
    return words.format(percent=round((share - 1) * 100))


def _closed(decision: RunDecision | None, translate: Translate) -> str:
    if decision is None:
        return translate("No running yet. First walking, stairs and hops must go well.")
    stop = translate("So no running for now. Walk, and start again when the entry test goes well.")
    return f"{because(decision.verdict.rule, decision.facts, translate)} {stop}"


def _of_run(decision: RunDecision, translate: Translate) -> str:
    if decision.verdict.action is Action.PROGRESS:
        return translate("Two quiet runs, so stage {stage} comes next.")
    if decision.after < decision.before:
        why = because(decision.verdict.rule, decision.facts, translate)
        return f"{why} {translate('So you go back to stage {stage}.')}"
    if decision.verdict.rule == "clean-once":
        return translate("One quiet run at stage {stage}; one more and you move on.")
    why = because(decision.verdict.rule, decision.facts, translate)
    return f"{why} {translate('So stage {stage} comes again.')}"
