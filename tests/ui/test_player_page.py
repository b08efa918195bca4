"""The player with real widgets and real key presses, on simulated time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.events import (
    Answered,
    CueGiven,
    FeltAnswer,
    Hurt,
    PainAnswer,
    Paused,
    SessionEnding,
    SessionFinished,
    SetDone,
    SignSeen,
)
from kneeline.coach.exercise import FeltWhere, Mark, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.layout import lay_out
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.planning import History, draw_up
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Heading, Question, SegmentKind, Timeline
from kneeline.ui.player.banner import Banner
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.dial import Dial
from kneeline.ui.player.interruptions import HurtPanel, LeavePanel
from kneeline.ui.player.keys import Press
from kneeline.ui.player.keys_card import KeysCard
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.player.pain_question import NoteLine, PainQuestion
from kneeline.ui.player.questions import FeltQuestion
from kneeline.ui.player.side_badge import SideBadge
from kneeline.ui.theme import Role
from tests.coached import LIBRARY, attending
from tests.legible import clipped, settle
from tests.mini import ALL_FOUR, DAY, EXERCISES


class StillPicture(QLabel):
    """A clip that only remembers what it was told; the real one has its own tests."""

    def __init__(self) -> None:
        super().__init__()
        self.running = False
        self.strokes: list[Stroke] = []
        self.tempo: Tempo | None = None
        self.mark: Mark | None = None
        self.shown: list[tuple[str, Side | None]] = []
        self.has_wrong = True
        self.wrong: list[bool] = []
        self.views = 0

    def show_exercise(self, heading: Heading, side: Side | None) -> None:
        self.shown.append((heading.exercise, side))

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the player says it so)
        self.running = running

    def follow(self, tempo: Tempo | None) -> None:
        self.tempo = tempo

    def point_at(self, mark: Mark | None) -> None:
        self.mark = mark

    def begin_stroke(self, stroke: Stroke) -> None:
        self.strokes.append(stroke)

    def show_wrong(self, on: bool) -> bool:  # noqa: FBT001 (the player says it so)
        self.wrong.append(on)
        return self.has_wrong

    def next_view(self) -> None:
        self.views += 1


class Session:
    """A player on the screen, and everything that happened in it."""

    def __init__(self, qtbot: QtBot, timeline: Timeline = ALL_FOUR) -> None:
        self.qtbot = qtbot
        self.clock = SimulatedClock(datetime(2026, 3, 2, 18, 30, tzinfo=UTC))
        self.conductor = Conductor(SessionEngine(timeline), self.clock)
        self.clip = StillPicture()
        coach = attending(EXERCISES if timeline is ALL_FOUR else LIBRARY.exercises)
        self.page = PlayerPage(self.conductor, coach, self.clip, self.clip)
        self.happened: list[object] = []
        self.over: list[SessionFinished] = []
        self.conductor.happened.connect(self.happened.append)
        self.page.over.connect(self.over.append)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.page.start()

    @property
    def engine(self) -> SessionEngine:
        return self.conductor.engine

    def press(self, keys: str | Qt.Key) -> None:
        if isinstance(keys, str):
            self.qtbot.keyClicks(self.page, keys)
        else:
            self.qtbot.keyClick(self.page, keys)

    def live(self, seconds: float) -> None:
        while seconds > 0:
            self.clock.pass_by(min(1.0, seconds))
            self.conductor.look()
            seconds -= 1.0

    def live_until(self, kind: SegmentKind, *, question: Question | None = None) -> None:
        for _second in range(3600):
            segment = self.engine.segment
            if segment.kind is kind and (question is None or segment.question is question):
                return
            if segment.kind is SegmentKind.WORK and segment.seconds is None:
                self.press(Qt.Key.Key_Space)
            else:
                self.live(1.0)
        pytest.fail(f"no {kind} within an hour")

    def check_in(self) -> None:
        self.press("31")
        self.press(Qt.Key.Key_Space)

    def of(self, kind: type) -> list:
        return [event for event in self.happened if isinstance(event, kind)]


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(qtbot)


def test_check_in_takes_one_digit_for_each_knee(session: Session) -> None:
    session.check_in()
    assert session.of(Answered)[0].answer == PainAnswer(
        (PainScore(Side.LEFT, Moment.BEFORE, 3), PainScore(Side.RIGHT, Moment.BEFORE, 1))
    )
    assert session.engine.segment.kind is SegmentKind.GET_READY


def test_t_is_ten_and_left_goes_back_a_row(session: Session) -> None:
    session.press("t2")
    session.press(Qt.Key.Key_Left)
    session.press("4")
    session.press(Qt.Key.Key_Space)
    scores = session.of(Answered)[0].answer.scores
    assert [score.score for score in scores] == [4, 2]


def test_check_in_does_not_go_on_with_a_row_missing(session: Session) -> None:
    session.press("3")
    session.press(Qt.Key.Key_Space)
    assert session.of(Answered) == []
    assert isinstance(session.page.asking, PainQuestion)


def test_check_in_by_mouse(session: Session) -> None:
    panel = session.page.asking
    assert panel is not None
    for name in ("Left knee: 0 of 10", "Right knee: 10 of 10"):
        button = next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name)
        session.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    session.press(Qt.Key.Key_Return)
    assert [score.score for score in session.of(Answered)[0].answer.scores] == [0, 10]


def test_space_pauses_and_goes_on(session: Session) -> None:
    session.check_in()
    session.live(3)
    session.press(Qt.Key.Key_Space)
    stood = session.conductor.clock_seconds
    assert session.engine.paused
    assert "Paused" in session.page.banner_text
    assert not session.clip.running
    session.live(60)
    session.press(Qt.Key.Key_Space)
    assert not session.engine.paused
    assert session.clip.running
    assert session.conductor.clock_seconds == pytest.approx(stood)


def test_right_skips_and_left_goes_back(session: Session) -> None:
    session.check_in()
    session.press(Qt.Key.Key_Right)
    assert session.engine.segment.kind is SegmentKind.WORK
    session.press(Qt.Key.Key_Left)
    assert session.engine.segment.kind is SegmentKind.GET_READY
    session.press(Qt.Key.Key_PageDown)
    assert session.engine.segment.kind is SegmentKind.WORK
    session.live(10)
    session.press(Qt.Key.Key_PageUp)
    assert session.engine.index == 2
    assert session.conductor.elapsed == pytest.approx(0)


def test_a_key_held_down_counts_once(session: Session) -> None:
    session.check_in()
    index = session.engine.index
    press = _key_event(Qt.Key.Key_Right, repeat=True)
    session.page.keyPressEvent(press)
    assert session.engine.index == index


def test_space_is_done_where_the_person_sets_the_pace(session: Session) -> None:
    session.check_in()
    while session.engine.segment.seconds is not None or session.engine.segment.reps is None:
        session.live(1)
    index = session.engine.index
    session.live(12)
    session.press(Qt.Key.Key_Space)
    done = session.of(SetDone)[-1]
    assert (done.segment, done.reps, done.complete) == (index, 5, True)
    assert done.seconds == pytest.approx(12, abs=1)


def test_it_hurts_takes_knee_and_score_and_goes_on_gently(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.live(8)
    session.press("h")
    assert isinstance(session.page.asking, HurtPanel)
    assert session.engine.paused
    session.press("l2")
    assert (session.of(Hurt)[0].knee, session.of(Hurt)[0].score) == (Side.LEFT, 2)
    session.press(Qt.Key.Key_Space)
    assert session.page.asking is None
    session.live(3)
    assert not session.engine.paused
    assert session.engine.segment.kind is SegmentKind.WORK


def test_it_hurts_can_skip_the_exercise(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    exercise = session.engine.segment.prescription
    session.press("h")
    session.press(Qt.Key.Key_Right)
    session.press("2s")
    assert session.of(Hurt)[0].knee is Side.RIGHT
    assert session.engine.segment.prescription != exercise
    assert not session.engine.paused


def test_some_pain_with_nothing_easier_to_offer_leaves_the_exercise(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    exercise = session.engine.segment.prescription
    session.press("hl4")
    session.press(Qt.Key.Key_Space)
    assert session.engine.segment.prescription != exercise


@pytest.mark.parametrize("key", ["e", " "])
def test_much_pain_ends_the_session(session: Session, key: str) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.live(20)
    session.press("hl8s")
    assert session.over == []  # skipping is no answer to that much pain
    session.press(key)
    assert [event.ending for event in session.over] == [SessionEnding.HURT]
    assert session.of(SetDone)[-1].complete is False


def test_a_knee_that_gives_way_ends_the_session_however_mild_the_pain(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.press("hr14")
    seen = session.of(SignSeen)[0]
    assert (seen.knee, seen.sign) == (Side.RIGHT, Sign.GIVING_WAY)
    session.press(" ")
    assert [event.ending for event in session.over] == [SessionEnding.HURT]


def _lunges(qtbot: QtBot) -> Session:
    """A session of the real reverse lunge, in its first set."""
    lunge = Programme(
        "lunge", "Lunge", "One.", (Block(Phase.STRENGTHEN, (Entry("reverse-lunge"),)),)
    )
    plan = draw_up(lunge, LIBRARY.exercises, History(), DAY)
    session = Session(qtbot, lay_out(plan))
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.live(10)
    return session


def test_some_pain_halves_the_depth_and_asks_after_the_next_set(qtbot: QtBot) -> None:
    session = _lunges(qtbot)
    session.press("hl4")
    session.press(Qt.Key.Key_Space)
    heading = session.engine.timeline.headings[-1]
    assert (heading.exercise, heading.eased) == ("reverse-lunge", True)
    assert session.engine.segment.kind is SegmentKind.GET_READY
    session.live_until(SegmentKind.QUESTION, question=Question.EASED)
    assert session.engine.segment.side is Side.LEFT
    session.press("1")
    session.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert session.engine.segment.kind is not SegmentKind.QUESTION
    session.live_until(SegmentKind.QUESTION, question=Question.CHECK_OUT)
    done = [event for event in session.of(SetDone) if event.complete]
    assert len(done) == 2 * heading.sets  # the set that hurt was done anew, and all the others


def test_pain_that_stays_after_easing_ends_the_exercise(qtbot: QtBot) -> None:
    session = _lunges(qtbot)
    session.press("hl4")
    session.press(Qt.Key.Key_Space)
    session.live_until(SegmentKind.QUESTION, question=Question.EASED)
    session.press("3")
    session.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert session.engine.segment.question is Question.CHECK_OUT


def test_much_pain_after_easing_ends_the_session(qtbot: QtBot) -> None:
    session = _lunges(qtbot)
    session.press("hl4")
    session.press(Qt.Key.Key_Space)
    session.live_until(SegmentKind.QUESTION, question=Question.EASED)
    session.press("7")
    session.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert [event.ending for event in session.over] == [SessionEnding.HURT]


def test_the_other_side_is_asked_for_no_more_than_this_side_managed(qtbot: QtBot) -> None:
    session = _lunges(qtbot)
    planned = session.engine.segment.reps
    session.live(9)
    session.press(Qt.Key.Key_Right)
    QApplication.processEvents()
    managed = session.of(SetDone)[-1].reps
    assert 0 < managed < planned
    session.live_until(SegmentKind.WORK)
    assert session.engine.segment.side is Side.RIGHT
    assert session.engine.segment.reps == managed


def test_felt_in_the_knee_gets_the_cue_that_helps(qtbot: QtBot) -> None:
    session = _lunges(qtbot)
    session.live_until(SegmentKind.QUESTION, question=Question.FELT_WHERE)
    session.press("3")
    QApplication.processEvents()
    assert session.page.banner_text == "Next set: Knee over second toe"


def test_it_hurts_by_slip_is_undone_by_escape(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.press("h")
    session.press(Qt.Key.Key_Escape)
    assert session.of(Hurt) == []
    session.live(3)
    assert not session.engine.paused


def test_it_hurts_while_paused_stays_paused(session: Session) -> None:
    session.check_in()
    session.press(Qt.Key.Key_Space)
    session.press("hl1")
    session.press(Qt.Key.Key_Space)
    assert session.engine.paused


def test_escape_asks_before_leaving(session: Session) -> None:
    session.check_in()
    session.press(Qt.Key.Key_Escape)
    assert isinstance(session.page.asking, LeavePanel)
    assert session.engine.paused
    session.press(Qt.Key.Key_Escape)
    assert session.page.asking is None
    assert not session.engine.paused
    session.press(Qt.Key.Key_Escape)
    session.press("e")
    assert [event.ending for event in session.over] == [SessionEnding.LEFT]


def test_leaving_during_the_check_in_question(session: Session) -> None:
    session.press(Qt.Key.Key_Escape)
    session.press(Qt.Key.Key_Space)
    assert isinstance(session.page.asking, PainQuestion)
    session.check_in()
    assert session.engine.segment.kind is SegmentKind.GET_READY


def test_felt_where_takes_one_key(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.QUESTION, question=Question.FELT_WHERE)
    assert isinstance(session.page.asking, FeltQuestion)
    session.press("3")
    assert session.of(Answered)[-1].answer == FeltAnswer(FeltWhere.KNEE)
    assert session.page.asking is None


def test_felt_where_goes_on_by_itself(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.QUESTION, question=Question.FELT_WHERE)
    session.live(15)
    assert session.page.asking is None
    assert session.engine.segment.kind is SegmentKind.REST


def test_a_whole_session_ends_with_the_check_out(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.QUESTION, question=Question.CHECK_OUT)
    session.press("2140")
    session.press(Qt.Key.Key_Space)
    assert [event.ending for event in session.over] == [SessionEnding.COMPLETED]
    moments = [(s.knee, s.moment, s.score) for s in session.of(Answered)[-1].answer.scores]
    assert moments == [
        (Side.LEFT, Moment.AFTER, 2),
        (Side.RIGHT, Moment.AFTER, 1),
        (Side.LEFT, Moment.DURING, 4),
        (Side.RIGHT, Moment.DURING, 0),
    ]
    work = [s for s in ALL_FOUR.segments if s.kind is SegmentKind.WORK]
    assert len(session.of(SetDone)) == len(work)


def test_the_clip_shows_each_side_that_works(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.QUESTION, question=Question.CHECK_OUT)
    assert ("reverse-lunge", Side.LEFT) in session.clip.shown
    assert ("reverse-lunge", Side.RIGHT) in session.clip.shown
    assert ("bridge", None) in session.clip.shown


def test_the_clip_moves_in_step_with_the_repetitions(session: Session) -> None:
    session.check_in()
    while session.engine.segment.tempo is None:
        session.live(1)
    assert session.clip.tempo == session.engine.segment.tempo
    session.live_until(SegmentKind.REST)
    reps = session.engine.timeline.headings[1].planned_reps
    assert session.clip.strokes == [Stroke.OUT, Stroke.HOLD, Stroke.BACK] * (reps or 0)


def test_the_mark_of_the_cue_is_drawn_on_the_clip(session: Session) -> None:
    session.check_in()
    while session.clip.mark is None:
        session.live(1)
    cue = next(event.cue for event in reversed(session.of(CueGiven)) if event.cue.form)
    assert session.clip.mark is cue.mark is Mark.GLUTE


def test_form_cues_reach_the_banner_and_stay(session: Session) -> None:
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.live(1)
    assert session.page.banner_text == "Roll slowly"
    session.live(5)
    assert session.page.banner_text == "Roll slowly"


def test_a_gap_pauses_and_says_so(session: Session) -> None:
    session.check_in()
    session.live(3)
    session.clock.pass_by(600)
    session.conductor.look()
    assert session.engine.paused
    assert len(session.of(Paused)) == 1
    assert any("waited" in label.text() for label in session.page.findChildren(QLabel))


def test_m_and_f_are_passed_on(session: Session) -> None:
    heard: list[str] = []
    session.page.mute_asked.connect(lambda: heard.append("mute"))
    session.page.full_screen_asked.connect(lambda: heard.append("full screen"))
    session.check_in()
    session.press("mf")
    assert heard == ["mute", "full screen"]


def test_w_shows_the_wrong_form_until_the_exercise_changes(session: Session) -> None:
    session.check_in()
    session.press("w")
    session.press("w")
    session.press("w")
    assert session.clip.wrong == [True, False, True]
    exercise = session.engine.segment.prescription
    while session.engine.segment.prescription == exercise:
        session.press(Qt.Key.Key_Right)
    assert session.clip.wrong == [True, False, True, False]


def test_w_says_so_where_there_is_no_film_of_the_wrong_form(session: Session) -> None:
    session.clip.has_wrong = False
    session.check_in()
    session.press("ww")
    assert session.clip.wrong == [True, True]
    assert any("done wrong" in label.text() for label in session.page.findChildren(QLabel))


def test_v_looks_from_another_side_and_c_and_n_are_passed_on(session: Session) -> None:
    heard: list[str] = []
    session.page.mirror_asked.connect(lambda: heard.append("mirror"))
    session.page.mini_asked.connect(lambda: heard.append("mini"))
    session.check_in()
    session.press("vcnv")
    assert heard == ["mirror", "mini"]
    assert session.clip.views == 2
    assert not session.engine.paused


def test_what_is_put_beside_the_clip_stands_between_clip_and_dial(session: Session) -> None:
    first, second = QLabel("mirror"), QLabel("another")
    session.qtbot.addWidget(first)
    session.check_in()
    session.page.show_beside(first)
    session.page.show_beside(second)
    settle()
    assert not first.isVisible()
    assert session.clip.geometry().right() < second.geometry().left()
    assert second.width() > 200
    session.page.show_beside(None)
    assert not second.isVisible()


def _working(session: Session) -> None:
    """Come some seconds into the first set."""
    session.check_in()
    session.live_until(SegmentKind.WORK)
    session.live(8)


def _number(session: Session) -> str:
    [dial] = session.page.findChildren(Dial)
    return dial.accessibleName()


def test_after_a_pause_work_is_counted_in(session: Session) -> None:
    _working(session)
    session.press(Qt.Key.Key_Space)
    stood = session.conductor.clock_seconds
    session.live(60)
    session.press(Qt.Key.Key_Space)
    seen = []
    for _second in range(3):
        seen.append(_number(session))
        assert not session.clip.running
        assert "Ready" in session.page.banner_text
        session.live(1)
    assert seen == ["3 and go", "2 and go", "1 and go"]
    assert session.clip.running
    assert session.conductor.clock_seconds == pytest.approx(stood)
    assert session.page.banner_text == "Roll slowly"
    counts = [event.cue.text for event in session.of(CueGiven)[-3:]]
    assert counts == ["3", "2", "1"]


def test_space_skips_the_count(session: Session) -> None:
    _working(session)
    for _press in range(3):
        session.press(Qt.Key.Key_Space)
    assert not session.engine.paused
    assert session.clip.running


def test_it_hurts_in_the_count_waits_and_counts_anew(session: Session) -> None:
    _working(session)
    session.press(Qt.Key.Key_Space)
    session.press(Qt.Key.Key_Space)
    session.live(1)
    session.press("hl1")
    session.live(60)
    assert session.engine.paused
    assert isinstance(session.page.asking, HurtPanel)
    session.press(Qt.Key.Key_Space)
    assert _number(session) == "3 and go"
    session.live(3)
    assert not session.engine.paused


def test_a_gap_in_the_count_is_a_gap(session: Session) -> None:
    _working(session)
    session.press(Qt.Key.Key_Space)
    session.press(Qt.Key.Key_Space)
    stood = session.conductor.clock_seconds
    session.clock.pass_by(600)
    session.conductor.look()
    assert session.engine.paused
    assert session.conductor.count_in is None
    assert session.conductor.clock_seconds == pytest.approx(stood)


def test_rest_goes_on_without_a_count(session: Session) -> None:
    session.check_in()
    session.press(Qt.Key.Key_Space)
    session.press(Qt.Key.Key_Space)
    assert not session.engine.paused


def test_r_says_the_cue_again_and_lets_it_stand_out(session: Session) -> None:
    _working(session)
    said: list[str] = []
    session.page.repeat_asked.connect(said.append)
    [banner] = session.page.findChildren(Banner)
    before = banner.grab().toImage()
    session.press("r")
    assert said == ["Roll slowly."]
    assert banner.words == "Roll slowly"
    assert banner.grab().toImage() != before
    session.press("r")
    assert said == ["Roll slowly."] * 2


def test_r_before_anything_was_said_says_nothing(session: Session) -> None:
    said: list[str] = []
    session.page.repeat_asked.connect(said.append)
    session.press("r")
    assert said == []


def _notice(session: Session) -> str:
    return " ".join(
        label.text()
        for label in session.page.findChildren(QLabel)
        if label.property("role") == Role.NOTICE
    )


def test_plus_and_minus_change_the_present_set(session: Session) -> None:
    _working(session)
    length = session.engine.segment.seconds
    session.press("+")
    assert session.engine.segment.seconds == length + 10
    assert _notice(session) == "10 seconds more"
    session.press("-")
    session.press("=")
    assert session.engine.segment.seconds == length + 10
    session.live_until(SegmentKind.SWITCH_SIDES)
    done = session.of(SetDone)[-1]
    assert (done.seconds, done.complete) == (length + 10, True)


def test_minus_leaves_the_count_and_stores_what_was_really_done(session: Session) -> None:
    _working(session)
    for _press in range(5):
        session.press("-")
    assert _notice(session).endswith("less")
    session.live_until(SegmentKind.SWITCH_SIDES)
    done = session.of(SetDone)[-1]
    assert 10 < done.seconds < 13  # eight seconds, and the count of three
    assert not done.complete


def test_plus_changes_no_question(session: Session) -> None:
    before = session.engine.timeline
    session.press("+-")
    assert session.engine.timeline is before


def test_all_keys_stand_on_a_card_and_the_session_goes_on(session: Session) -> None:
    _working(session)
    [card] = session.page.findChildren(KeysCard)
    assert not card.isVisible()
    session.press("?")
    assert card.isVisible()
    assert not session.engine.paused
    settle()
    assert clipped(session.page) == []
    listed = {label.text() for label in card.findChildren(QLabel)}
    assert {"H", "R", "W", "V", "C", "N", "M", "F", "Esc", "Space"} <= listed
    session.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert session.page.asking is None
    session.press("?")
    session.press("?")
    assert not card.isVisible()
    session.press("?")
    session.press("h")
    assert not card.isVisible()
    assert isinstance(session.page.asking, HurtPanel)


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_MediaTogglePlayPause])
def test_a_presenters_black_key_and_a_media_key_pause(session: Session, key: Qt.Key) -> None:
    _working(session)
    QApplication.sendEvent(session.page, _key_event(key, repeat=False))
    assert session.engine.paused
    QApplication.sendEvent(session.page, _key_event(key, repeat=False))
    session.live(3)
    assert not session.engine.paused


def test_a_remote_acts_like_a_key_but_ends_no_question(session: Session) -> None:
    session.page.obey(Press.SKIP)
    assert session.engine.index == 0
    _working(session)
    session.page.obey(Press.PLAY)
    assert not session.engine.paused
    session.page.obey(Press.PAUSE)
    session.page.obey(Press.PAUSE)
    assert session.engine.paused
    session.page.obey(Press.PLAY)
    session.live(3)
    assert not session.engine.paused
    here = session.engine.index
    session.page.obey(Press.SKIP)
    assert session.engine.index == here + 1
    session.press("h")
    session.page.obey(Press.PLAY)
    assert isinstance(session.page.asking, HurtPanel)
    assert session.engine.paused


def test_a_locked_screen_pauses_once_and_says_so(session: Session) -> None:
    _working(session)
    session.page.hold()
    session.page.hold()
    assert session.engine.paused
    assert len(session.of(Paused)) == 1
    assert "waited" in _notice(session)


def test_a_locked_screen_ends_the_count(session: Session) -> None:
    _working(session)
    session.press(Qt.Key.Key_Space)
    session.press(Qt.Key.Key_Space)
    session.page.hold()
    session.live(60)
    assert session.engine.paused


def test_the_side_stands_in_its_own_corner_of_the_clip(session: Session) -> None:
    session.check_in()
    [badge] = session.page.findChildren(SideBadge)
    places = {}
    while session.engine.segment.question is not Question.CHECK_OUT:
        places[session.engine.segment.side] = (badge.isVisible(), badge.geometry().center().x())
        session.press(Qt.Key.Key_Right)
    middle = session.clip.geometry().center().x()
    shown, left = places[Side.LEFT]
    assert shown
    assert left < middle < places[Side.RIGHT][1]
    assert not places[None][0]


def test_the_side_stands_between_right_and_wrong_and_covers_no_head(session: Session) -> None:
    session.check_in()
    [badge] = session.page.findChildren(SideBadge)
    while session.engine.segment.side is None:
        session.press(Qt.Key.Key_Right)
    middle = session.clip.geometry().center().x()
    corner = badge.geometry().center().x()
    session.press("w")
    assert badge.geometry().center().x() == pytest.approx(middle, abs=1)
    session.press("w")
    assert badge.geometry().center().x() == corner != middle
    session.press("w")
    exercise = session.engine.segment.prescription
    while session.engine.segment.prescription == exercise or session.engine.segment.side is None:
        session.press(Qt.Key.Key_Right)
    assert abs(badge.geometry().center().x() - middle) > 1, "only one is shown again"


def test_a_note_at_the_end_by_keys_alone(session: Session) -> None:
    told: list[object] = []
    session.page.noted.connect(told.append)
    session.page.over.connect(lambda _event: told.append("over"))
    session.check_in()
    session.live_until(SegmentKind.QUESTION, question=Question.CHECK_OUT)
    session.press("21")
    [line] = session.page.findChildren(NoteLine)
    line.setFocus()
    session.qtbot.keyClicks(line, "h 7 left")
    session.qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert isinstance(session.page.asking, PainQuestion)
    assert session.page.asking.scores == [2, 1, None, None]
    session.press("30")
    session.press(Qt.Key.Key_Space)
    assert told == ["h 7 left", "over"]


def test_keys_nobody_knows_change_nothing(session: Session) -> None:
    session.check_in()
    before = len(session.happened)
    session.press("xyz#")
    assert len(session.happened) == before


def test_every_button_of_a_question_has_a_name(session: Session) -> None:
    panel = session.page.asking
    assert panel is not None
    buttons = panel.findChildren(QPushButton)
    assert buttons
    assert all(button.accessibleName() or button.text() for button in buttons)


def _key_event(key: Qt.Key, *, repeat: bool) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", repeat, 2)
