"""The reason for every prescription, in a sentence a person understands.

A sentence says only what is true of the plan in front of the person: a step that the plan does
not show, because time or things are short, is not spoken of.
"""

from __future__ import annotations

from kneeline.coach.dose import Dose
from kneeline.coach.easing import cue_for
from kneeline.coach.exercise import Exercise, FeltWhere
from kneeline.coach.facts import ILL_FELT, Facts
from kneeline.coach.progression import NEVER, Decision, Track
from kneeline.coach.rules import Action
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder, Step
from kneeline.coach.wording import Translate

WEEK = 7


def knee_name(knee: Side, translate: Translate) -> str:
    """Return "left knee" or "right knee"."""
    return {Side.LEFT: translate("left knee"), Side.RIGHT: translate("right knee")}[knee]


def of_track(track: Track, dose: Dose, translate: Translate) -> tuple[str, ...]:
    """Return why an exercise stands where it stands; empty before the first session.

    `dose` is the dose as it will be done, which may be shorter than the standing's.
    """
    if track.days_off:
        return (_break(track, translate),)
    if track.decision is None:
        return ()
    sentences = of_decision(track.ladder, track.decision, dose, translate)
    fewer = track.decision.after.dose.reps != track.decision.before.dose.reps
    if track.weaker is not None and fewer:
        sentences = (*sentences, _weaker(track.weaker, translate))
    return sentences


def of_decision(
    ladder: Ladder, decision: Decision, dose: Dose, translate: Translate
) -> tuple[str, ...]:
    """Return what one decision did and why, and the cue to think of where form was the matter."""
    sentences = [_moved(ladder, decision, dose, translate)]
    if decision.verdict.action is not Action.PROGRESS:
        sentences += _cue(ladder.exercise, decision.facts.felt, translate)
    return tuple(sentence for sentence in sentences if sentence)


def _break(track: Track, translate: Translate) -> str:
    numbers = track.ladder.numbers
    if track.days_off >= numbers.break_restart_days:
        words = translate("{weeks} weeks off, so we start two levels lower and build up again.")
    elif track.days_off >= numbers.break_level_days:
        words = translate("{weeks} weeks off, so we start one level lower.")
    else:
        return translate("A week off, so this level starts afresh.")
    return words.format(weeks=track.days_off // WEEK)


def _moved(ladder: Ladder, decision: Decision, dose: Dose, translate: Translate) -> str:
    action = decision.verdict.action
    if action is Action.PROGRESS:
        return _step(ladder, decision, dose, translate)
    if action in {Action.REGRESS, Action.STOP, Action.REFER}:
        down = _down(decision, translate)
        return f"{_because(decision, translate)} {down}"
    stays = _stays(decision, ladder.numbers.clean_sessions, translate)
    return f"{_because(decision, translate)} {stays}".strip()


def _stays(decision: Decision, clean_sessions: int, translate: Translate) -> str:
    if decision.after != decision.before:
        return ""
    if decision.verdict.rule == "clean-once":
        if decision.facts.clean_before == NEVER:
            return ""
        if decision.facts.clean_before + 1 >= clean_sessions:
            return translate("The next step comes in a few days.")
        return translate("One more like that and you step up.")
    return translate("So it stays as it is.")


def _down(decision: Decision, translate: Translate) -> str:
    if decision.after == decision.before:
        return translate("It is as easy as it can be already.")
    if decision.after.level != decision.before.level:
        return translate("So you go back to an easier level.")
    return translate("So you do less of it.")


def _step(ladder: Ladder, decision: Decision, dose: Dose, translate: Translate) -> str:
    after = decision.after.dose
    if decision.step is Step.SETS and dose.sets != after.sets:
        return translate("It went well; today there is time for fewer sets.")
    says = {
        Step.RANGE: translate("It went well twice, so you go deeper: the whole range."),
        Step.SETS: translate("It went well twice, so one more set: {sets}."),
        Step.LOAD: translate("It went well twice, so a little more weight."),
        Step.VARIATION: translate("It went well twice, so the next level: {level}."),
        None: translate("It went well, and this is as hard as it gets. Keep it there."),
        Step.REPS: translate("It went well twice, so a little more: {amount}."),
    }[decision.step]
    level = ladder.exercise.level(decision.after.level).name
    return says.format(sets=after.sets, level=translate(level), amount=_amount(dose, translate))


def _amount(dose: Dose, translate: Translate) -> str:
    if dose.reps is not None:
        return translate("{reps} reps").format(reps=dose.reps)
    return translate("{seconds} seconds").format(seconds=round(dose.seconds or 0))


def _cue(exercise: Exercise, felt: tuple[FeltWhere, ...], translate: Translate) -> tuple[str, ...]:
    """Return the cue to think of, where the last set was felt in knee or back."""
    if not felt or felt[-1] not in ILL_FELT:
        return ()
    cue = cue_for(exercise, felt[-1])
    return (translate("Think: {cue}.").format(cue=translate(cue.text)),) if cue else ()


def _weaker(side: Side, translate: Translate) -> str:
    return {
        Side.LEFT: translate("Your left leg sets the number for both."),
        Side.RIGHT: translate("Your right leg sets the number for both."),
    }[side]


def _because(decision: Decision, translate: Translate) -> str:
    return because(decision.verdict.rule, decision.facts, translate)


def because(rule: str, facts: Facts, translate: Translate) -> str:
    """Return what happened, as the rule that fired saw it."""
    about = _OF_A_KNEE.get(rule)
    if about is not None:
        return about(facts, translate)
    if rule == "form-first" and facts.form is not False:
        return translate("Not all of it was done last time.")
    return {
        "red-flag": translate("There is a red flag that a clinician should look at."),
        "mechanical-sign": translate("Your knee locked or gave way."),
        "second-stop": translate("Your knee had to stop you twice in two weeks."),
        "no-loading": translate("Your knee is still resting after the last stop."),
        "rising-twice": translate("Your pain has risen for two weeks."),
        "felt-twice": translate("You felt it in the knee or the back twice running."),
        "stalled": translate("Pain has held this back for some sessions now."),
        "rising": translate("Your pain this week is above last week's."),
        "missing": translate("An answer is missing from last time."),
        "form-first": translate("Form first, then more."),
        "clean-twice": translate("It went well twice."),
        "clean-once": translate("That went well."),
        "otherwise": translate("Your knee was not quite quiet yet."),
    }[rule]


def _most(facts: Facts, *answers: str) -> tuple[Side, int]:
    """Return the knee that says most to some of the answers of KneeFacts, and what it says."""
    found = (
        (getattr(each, answer), knee) for knee, each in facts.knees.items() for answer in answers
    )
    score, knee = max((score, knee) for score, knee in found if score is not None)
    return knee, score


def _rose(facts: Facts, answer: str) -> Side | None:
    """Return the knee that rose most by one of the differences of KneeFacts, if any rose."""
    rises = {knee: getattr(each, answer) or 0 for knee, each in facts.knees.items()}
    knee = max(rises, key=lambda each: rises[each], default=None)
    return knee if knee is not None and rises[knee] > 0 else None


def _stopped(facts: Facts, translate: Translate) -> str:
    if facts.signs:
        return translate("Last time it had to end: the pain was sharp, or the knee swelled.")
    knee, score = _most(facts, "worst", "after")
    sentence = translate("Last time it had to end: your {knee} reached {score} of 10.")
    return sentence.format(knee=knee_name(knee, translate), score=score)


def _sore(facts: Facts, translate: Translate) -> str:
    knee = _rose(facts, "overnight")
    if knee is None:
        knee, score = _most(facts, "before", "morning", "later")
        sentence = translate("Your {knee} hurt {score} of 10 when it should have been quiet.")
        return sentence.format(knee=knee_name(knee, translate), score=score)
    sentence = translate("Your {knee} was clearly worse the next morning: {score} of 10.")
    return sentence.format(knee=knee_name(knee, translate), score=facts.knees[knee].morning)


def _sore_today(facts: Facts, translate: Translate) -> str:
    knee = _rose(facts, "overnight")
    if knee is None:
        knee, score = _most(facts, "before", "morning", "later")
        sentence = translate("Your {knee} hurts too much today: {score} of 10.")
        if score == facts.knees[knee].later:
            sentence = translate("Your {knee} hurt too much since yesterday: {score} of 10.")
    else:
        score = facts.knees[knee].morning or 0
        sentence = translate("Your {knee} hurts clearly more than yesterday: {score} of 10.")
    return sentence.format(knee=knee_name(knee, translate), score=score)


def _ran(facts: Facts, translate: Translate) -> str:
    knee = _rose(facts, "later_than_before")
    if knee is not None:
        sentence = translate("An hour after the last run your {knee} had not settled.")
        return sentence.format(knee=knee_name(knee, translate))
    knee, score = _most(facts, "worst", "after")
    sentence = translate("The last run was too much: your {knee} reached {score} of 10.")
    return sentence.format(knee=knee_name(knee, translate), score=score)


def _hurt(facts: Facts, translate: Translate) -> str:
    knee, score = _most(facts, "worst", "after", "later")
    sentence = translate("Your {knee} reached {score} of 10 last time.")
    return sentence.format(knee=knee_name(knee, translate), score=score)


def _lingered(facts: Facts, translate: Translate) -> str:
    knee = _rose(facts, "later_than_before")
    if knee is not None:
        return translate("An hour later your {knee} hurt more than before you began.").format(
            knee=knee_name(knee, translate)
        )
    knee = _rose(facts, "overnight")
    if knee is not None:
        return translate("Your {knee} was a little worse the next morning.").format(
            knee=knee_name(knee, translate)
        )
    knee = _rose(facts, "rose_later") or next(iter(facts.knees))
    return translate("Later that day your {knee} hurt more than before you began.").format(
        knee=knee_name(knee, translate)
    )


_OF_A_KNEE = {
    "stop": _stopped,
    "rest-day": _sore_today,
    "sore-morning": _sore,
    "run-hurt": _ran,
    "some-pain": _hurt,
    "slow-to-settle": _lingered,
}
"""The rules that speak of one knee, and who says which."""
