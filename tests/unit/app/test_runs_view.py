"""What the Runs page shows from a bookmark is what it shows from the whole past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

import pytest

from kneeline.app.running.view import runs_view
from kneeline.coach.bookmark import bookmark, needed_from, recent
from kneeline.coach.cadence import OwnCadence
from kneeline.coach.past import DAY, DoneRun
from kneeline.coach.today import Wishes
from kneeline.simulation import PEOPLE, live
from kneeline.simulation.life import FIRST_DAY
from kneeline.ui.runs.view import RunsView
from tests.properties.test_bookmark import as_of
from tests.unit.coach_rules.made_up import shipped

WEEKS = 16
ASKED = ({}, {"hops": True}, {item.id: True for item in shipped().runs.gate})


def _no_gate(_answers: Mapping[str, bool]) -> tuple[str, ...]:
    return ()


def shown(view: RunsView) -> tuple[object, ...]:
    """Everything on the page but for decisions of long ago."""
    track = view.track
    missing = tuple(view.missing(answers) for answers in ASKED)
    plain = replace(view, track=replace(track, decisions=()), missing=_no_gate)
    return plain, track.decision, missing


def with_rows(runs: Sequence[DoneRun]) -> tuple[tuple[str, DoneRun], ...]:
    return tuple((f"run {number}", run) for number, run in enumerate(runs))


@pytest.mark.parametrize("person", PEOPLE)
def test_each_simulated_person_sees_the_same(person: str) -> None:
    diary = live(PEOPLE[person], WEEKS, shipped())
    zone = diary.past.sessions[0].at.tzinfo
    own = OwnCadence(160, FIRST_DAY)
    wishes = Wishes(frozenset(PEOPLE[person].have), PEOPLE[person].minutes, cadence=own)
    for number in range(20, WEEKS * 7, 13):
        now = datetime.combine(FIRST_DAY + number * DAY, time(8), tzinfo=zone)
        through = now.date() - 3 * DAY
        known = bookmark(as_of(diary.past, now), shipped(), wishes.have, through)
        for later in (0, 6, 20):
            then = now + later * DAY
            whole = as_of(diary.past, then)
            part = recent(whole, needed_from(through, shipped()))
            runs = with_rows(whole.runs)
            slow = runs_view(whole, shipped(), wishes, then, runs=runs)
            quick = runs_view(part, shipped(), wishes, then, runs=runs, before=known)
            assert shown(quick) == shown(slow)
            assert [row.at for row in quick.runs] == [run.at for run in reversed(whole.runs)]
