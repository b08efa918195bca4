"""What a session came to, read back from the journal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.ui.summary import KneeSummary, SessionSummary

if TYPE_CHECKING:
    from kneeline.coach.events import SessionFinished
    from kneeline.coach.timeline import Timeline
    from kneeline.journal import Journal, PainRecord


def summarise(
    journal: Journal, session: str, timeline: Timeline, over: SessionFinished
) -> SessionSummary:
    """Return the summary of a session that has just ended."""
    sets = journal.sets(session)
    phases = dict.fromkeys(heading.phase for heading in timeline.headings)
    done = Counter(each.phase for each in sets)
    started = next((each for each in journal.sessions() if each.id == session), None)
    scores = [
        score
        for score in journal.pain_scores(since=started.day if started else None)
        if score.session == session
    ]
    return SessionSummary(
        name=timeline.name,
        ending=over.ending,
        minutes=round(over.at / 60),
        sets={phase: done[phase] for phase in phases if done[phase]},
        knees={side: _knee(side, scores) for side in Side},
    )


def _knee(side: Side, scores: list[PainRecord]) -> KneeSummary:
    def of(moment: Moment) -> list[int]:
        return [each.score for each in scores if each.knee is side and each.moment is moment]

    before, during, after = of(Moment.BEFORE), of(Moment.DURING), of(Moment.AFTER)
    return KneeSummary(
        before=before[-1] if before else None,
        worst=max(during) if during else None,
        after=after[-1] if after else None,
    )
