"""Any life at all: whatever somebody does, answers or leaves out, the coach keeps its promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kneeline.coach.coaching import Coaching
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import MECHANICAL, Sign
from kneeline.coach.past import DAY, DoneExercise, DoneRun, DoneSession, Past
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.coach.progression import GENTLE, Track
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.side import Side
from kneeline.coach.today import RunOffer, Today, Wishes, plan_day
from tests.unit.coach_rules.made_up import EVERYTHING, at, both, day, shipped

FEW = ("roll-quads", "bridge", "reverse-lunge", "wall-sit")
CLINICIAN_TIERS = [tier for tier in Tier if tier not in {Tier.FINE, Tier.ADULTS_ONLY}]
Answer = Mapping[Side, int]


@dataclass(frozen=True)
class Told:
    """Everything somebody says about one day and the night after it."""

    before: Answer
    worst: Answer
    hour: Answer
    morning: Answer
    said: Answer
    felt: tuple[FeltWhere, ...] = (FeltWhere.GLUTES,)
    signs: frozenset[Sign] = frozenset()
    complete: bool = True


# Drawn as few numbers: most answers are quiet, so that lives get somewhere.
pain = st.sampled_from((0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 10))
knees = st.builds(lambda one, two: {Side.LEFT: one, Side.RIGHT: two}, pain, pain)
answers = st.one_of(st.just({}), pain.map(both), knees)
told = st.builds(
    Told,
    answers,
    answers,
    answers,
    answers,
    st.one_of(st.just({}), answers),
    st.lists(st.sampled_from(FeltWhere), max_size=2).map(tuple),
    st.sampled_from((*[frozenset[Sign]()] * 8, *[frozenset({each}) for each in Sign])),
    st.booleans(),
)
FINE = Told(both(0), both(0), both(0), both(0), {})


def small() -> Coaching:
    """Four exercises of the library, so that a life takes milliseconds."""
    exercises = {name: shipped().exercises[name] for name in FEW}
    blocks = [
        Block(phase, tuple(Entry(name) for name in FEW if exercises[name].phase is phase))
        for phase in Phase
    ]
    daily = Programme("daily", "Daily", "", tuple(block for block in blocks if block.entries))
    gentle = Programme(GENTLE, "Gentle", "", tuple(blocks[:2]))
    return replace(shipped(), exercises=exercises, programmes={"daily": daily, GENTLE: gentle})


COACHING = small()
WISHES = Wishes(EVERYTHING, runs=True)


class AnyLife(RuleBasedStateMachine):
    """One person, day after day. What is locked or stopped is kept here, without the coach."""

    @initialize()
    def begin(self) -> None:
        self.number, self.minutes = 0, 0
        self.past = Past()
        self.locked = False
        self.stopped: datetime | None = None
        self.today = self.plan()

    # -- what can happen -----------------------------------------------------------------------

    @rule(days=st.integers(1, 12))
    def live_quietly(self, days: int) -> None:
        for _day in range(days):
            self.live(FINE)

    @rule(told=told)
    def live(self, told: Told) -> None:
        """Do all that the plan of the day asks for, say what is told, and sleep."""
        self.today = self.plan()
        if self.today.plan is not None:
            self.train(self.today, told)
        if self.today.run is not None:
            self.run(self.today.run, told)
        self.sleep(1, told.morning)

    @rule(worst=st.integers(6, 10), knee=st.sampled_from(Side))
    def be_stopped(self, worst: int, knee: Side) -> None:
        """Have a fine day but for one stop, and go on as if nothing had been."""
        stop = {**both(0), knee: worst}
        self.live(replace(FINE, worst=stop, said=stop, complete=False))
        for _day in range(3):
            self.live(FINE)

    @rule(days=st.sampled_from((1, 2, 6, 7, 13, 14, 27, 28, 60)))
    def stay_away(self, days: int) -> None:
        self.sleep(days, {})

    @rule(tier=st.sampled_from(CLINICIAN_TIERS))
    def raise_a_flag(self, tier: Tier) -> None:
        raised = Raised(self.now(), tier, ("some-flag",))
        self.past = replace(self.past, records=(*self.past.records, raised))
        self.locked = True
        self.check(self.plan())

    @rule()
    def be_cleared(self) -> None:
        cleared = Cleared(self.now(), "physiotherapist")
        self.past = replace(self.past, records=(*self.past.records, cleared))
        self.locked = False
        self.check(self.plan())

    @rule()
    def pass_the_gate(self) -> None:
        self.past = replace(self.past, gates=(*self.past.gates, day(self.number)))

    # -- what must be true ---------------------------------------------------------------------

    def check(self, today: Today) -> None:
        """Look whether the lock and the two days after a stop are kept."""
        assert (today.lock is not None) == self.locked
        if self.locked:
            assert today.plan is None
            assert today.run is None
            assert today.advice
        now = at(self.number, 8) + timedelta(minutes=self.minutes)
        if self.stopped is not None and now - self.stopped < timedelta(hours=48):
            done = today.plan.prescriptions if today.plan else ()
            assert Phase.STRENGTHEN not in {each.exercise.phase for each in done}
            assert today.run is None

    def check_progress(self, earlier: Today) -> None:
        """Look whether what went up overnight had two clean sessions behind it."""
        for name, track in self.today.tracks.items():
            known = earlier.tracks.get(name)
            was = known.standing if known else track.ladder.start()
            if track.ladder.effort(track.standing) > track.ladder.effort(was):
                for session, said in self.done(name)[-2:]:
                    self.must_be_clean(session, said)
        if self.today.running.stage > earlier.running.stage:
            runs = [run for run in self.past.runs if run.day < day(self.number)]
            for run in runs[-2:]:
                self.must_be_clean(run, {})

    def done(self, name: str) -> list[tuple[DoneSession, Answer]]:
        found = [
            (session, one.worst)
            for session in self.past.sessions
            for one in session.exercises
            if one.exercise == name and session.day < day(self.number)
        ]
        judged = [each for each in found if each[0].programme != GENTLE]
        assert len(judged) >= 2
        return judged

    def must_be_clean(self, done: DoneSession | DoneRun, said: Answer) -> None:
        morning = self.past.mornings.get(done.day + DAY, {})
        asked = {*done.before, *done.worst, *done.hour_after, *morning, *said}
        assert asked
        for knee in asked:
            assert max(done.worst[knee], said.get(knee, 0)) <= 2
            assert done.before[knee] <= 2
            assert done.hour_after[knee] <= done.before[knee]
            assert morning[knee] <= done.before[knee]

    # -- inside --------------------------------------------------------------------------------

    def now(self) -> datetime:
        """A moment after every moment before it."""
        self.minutes += 1
        return at(self.number, 8) + timedelta(minutes=self.minutes)

    def plan(self, known: Mapping[str, Track] | None = None) -> Today:
        return plan_day(self.past, COACHING, WISHES, self.now(), known)

    def train(self, today: Today, told: Told) -> None:
        assert today.plan is not None
        done = tuple(
            DoneExercise(
                each.exercise.id,
                each.exercise.phase,
                each.level.id,
                told.said if each.exercise.phase is Phase.STRENGTHEN else {},
                told.signs if each.exercise.phase is Phase.STRENGTHEN else frozenset(),
                told.felt if each.exercise.phase is Phase.STRENGTHEN else (),
                complete=told.complete,
            )
            for each in today.plan.prescriptions
        )
        moment, name = self.now(), today.plan.programme
        session = DoneSession(moment, done, name, 10.0, told.before, told.worst, told.hour)
        self.past = replace(self.past, sessions=(*self.past.sessions, session))
        self.note(moment, session.signs, [told.worst, *(each.worst for each in done)])

    def run(self, offer: RunOffer, told: Told) -> None:
        run = DoneRun(
            self.now(),
            offer.stage.minutes if offer.stage else 30.0,
            stage=offer.stage.number if offer.stage else None,
            before=told.before,
            worst=told.worst,
            hour_after=told.hour,
            signs=told.signs,
            complete=told.complete,
        )
        self.past = replace(self.past, runs=(*self.past.runs, run))
        self.note(run.at, told.signs, [told.worst])

    def note(self, at: datetime, signs: frozenset[Sign], scores: list[Answer]) -> None:
        """Keep in mind whether this was a stop, and whether the knee locked or gave way."""
        worst = max((score for each in scores for score in each.values()), default=0)
        if signs or worst >= 6:
            self.stopped = at
        self.locked |= not MECHANICAL.isdisjoint(signs)

    def sleep(self, days: int, morning: Answer) -> None:
        earlier = self.today
        self.number, self.minutes = self.number + days, 0
        if morning:
            self.past = replace(
                self.past, mornings={**self.past.mornings, day(self.number): morning}
            )
        self.today = self.plan(earlier.tracks)
        self.check(self.today)
        self.check_progress(earlier)

    def teardown(self) -> None:
        """Going on from yesterday's tracks must come to the same as starting from scratch."""
        if hasattr(self, "past"):
            scratch, known = self.plan().tracks, self.today.tracks
            for name in scratch.keys() & known.keys():
                assert scratch[name] == known[name]


AnyLife.TestCase.settings = settings(max_examples=50, stateful_step_count=25)
TestAnyLife = AnyLife.TestCase
