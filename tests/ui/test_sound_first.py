"""Sound is on time whatever the disk does: it hears of a set before the set is written down."""

from __future__ import annotations

import pytest

from kneeline.app.composition import Kneeline
from kneeline.coach.events import SetDone
from kneeline.coach.planning import History, draw_up
from kneeline.coach.timeline import SegmentKind
from kneeline.ui.player.conductor import Conductor

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")


def test_sound_hears_of_a_set_before_it_is_written_and_all_others_after(
    kneeline: Kneeline,
) -> None:
    at_the_sound: list[int] = []
    at_the_picture: list[int] = []

    def note(events: tuple[object, ...], written: list[int]) -> None:
        if any(isinstance(event, SetDone) for event in events):
            session = kneeline.sessions.recorder.session
            assert session is not None
            written.append(len(list(kneeline.journal.sets(session))))

    desk = kneeline.desks.player
    let_hear = desk.sound

    def sound(conductor: Conductor) -> None:
        let_hear(conductor)
        conductor.together.connect(lambda events: note(events, at_the_sound))

    desk.sound = sound
    kneeline.sessions.heard.connect(lambda events: note(events, at_the_picture))
    shelf = kneeline.bookshelf.now
    today = kneeline.clock.wall().date()
    plan = draw_up(shelf.programmes["daily"], shelf.exercises, History({}), today, str)
    kneeline.sessions.start(plan)
    conductor = kneeline.sessions.conductor
    assert conductor is not None
    while not at_the_picture:
        segment = conductor.engine.segment
        if segment.kind is SegmentKind.WORK and segment.seconds is None:
            conductor.done()
        else:
            conductor.skip()
    assert (at_the_sound[-1], at_the_picture[-1]) == (0, 1)
    conductor.finish()
