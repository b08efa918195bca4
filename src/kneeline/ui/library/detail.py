"""One exercise in full: how it goes, what to feel, what goes wrong, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kneeline.coach.pain import Zone
from kneeline.ui.arranging import Columns, Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.library.backing import Backing
from kneeline.ui.library.clips import ClipPair
from kneeline.ui.library.ladder import ladder
from kneeline.ui.library.source import LibrarySource, alone
from kneeline.ui.library.words import (
    MARKS,
    first_letter_up,
    mark_name,
    moment_name,
    position_name,
    sides_name,
)
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import (
    Drawing,
    beside,
    button,
    card,
    chip,
    clear,
    link,
    stack,
    strong,
    text,
)
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role
from kneeline.ui.today import equipment_words
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeline.coach.exercise import Exercise, Fault, FormCue
    from kneeline.library import Library


class Detail(QWidget):
    """Everything there is to know of one exercise.

    Signals:
        left: back to the list.
        try_asked: do it now, on its own (its id).
        opened: another exercise was asked for (its id).
    """

    left = Signal()
    try_asked = Signal(str)
    opened = Signal(str)

    def __init__(self, source: LibrarySource) -> None:
        super().__init__()
        self._source = source
        self.exercise = ""
        self._work = StepByStep(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._sheet = Sheet()
        column.addWidget(self._sheet)
        self._back = link(_("All exercises"), Icon.LEFT)
        self._back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch()
        top = QWidget()
        self._head = QVBoxLayout(top)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(SPACE.s)
        self.clip_pair = ClipPair(source)
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE.l)
        self._sheet.column.addLayout(row)
        self._sheet.column.addWidget(top)
        self._sheet.column.addWidget(self.clip_pair)
        self._sheet.column.addLayout(self._body)
        self._sheet.column.addStretch()

    def show_exercise(self, exercise: Exercise) -> None:
        """Show an exercise from its top, with the keyboard on trying it."""
        self.exercise = exercise.id
        library = self._source.library()
        timeline = self._source.timeline(alone(exercise))
        clear(self._head)
        clear(self._body)
        minutes = max(1, round(timeline.seconds / 60))
        for each in self._top(exercise, minutes, own=exercise.id in library.own):
            self._head.addWidget(each)
        self.clip_pair.show_exercise(exercise, timeline.headings[0])
        self._work.begin(self._fill_body(exercise, library))
        self._sheet.verticalScrollBar().setValue(0)
        self._try.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_body(self, exercise: Exercise, library: Library) -> Iterator[None]:
        for widget in self._parts(exercise, library):
            self._body.addWidget(widget)
            yield
        order_tabs(self)

    # -- its parts -----------------------------------------------------------------------------

    def _top(self, exercise: Exercise, minutes: int, *, own: bool) -> Iterator[QWidget]:
        chips = Flow(chip(phase_name(exercise.phase), Activity(exercise.phase.value)))
        if own:
            chips.add(chip(_("Yours")))
        yield chips
        yield text(_(exercise.name), Role.PAGE_TITLE)
        yield text(_(exercise.purpose), Role.LEAD)
        facts = [
            first_letter_up(position_name(exercise.position)),
            sides_name(exercise.sides),
            equipment_words(exercise.equipment) or _("nothing needed"),
        ]
        self._try = button(_("Try it alone"), Role.PRIMARY, Icon.PLAY)
        self._try.clicked.connect(lambda: self.try_asked.emit(exercise.id))
        duration = text(_("about {minutes} min").format(minutes=minutes), Role.MUTED)
        duration.setWordWrap(False)
        yield text(" · ".join(facts), Role.MUTED)
        yield Flow(self._try, duration, gap=SPACE.m)

    def _parts(self, exercise: Exercise, library: Library) -> Iterator[QWidget]:
        left = [_how(exercise), _cues(exercise)]
        right = [_feeling(exercise), self._faults(exercise)]
        if exercise.avoid:
            # First, also where the columns stand below each other.
            left.insert(0, _avoid(exercise))
        if exercise.swaps:
            right.append(self._swaps(exercise, library))
        yield Columns(stack(*left, gap=SPACE.l), stack(*right, gap=SPACE.l))
        yield ladder(exercise, self._source.reached(exercise))
        yield Backing(exercise, library.sources)

    def _faults(self, exercise: Exercise) -> QWidget:
        filmed = self.clip_pair.filmed_faults()
        rows = [self._fault(fault, filmed=fault.id in filmed) for fault in exercise.faults]
        return card(_("Common mistakes"), *rows)

    def _fault(self, fault: Fault, *, filmed: bool) -> QLayout:
        words = stack(strong(_(fault.name)), text(_(fault.fix)), gap=SPACE.xs)
        if filmed:
            see = link(_("See it"), Icon.PLAY)
            see.setAccessibleName(_("See it: {fault}").format(fault=_(fault.name)))
            see.clicked.connect(lambda: self._compare(fault.id))
            holder = words.layout()
            if holder is not None:
                holder.addWidget(see)
        return beside(Drawing(Icon.WRONG_WAY, lambda colours: colours.zones[Zone.STOP].text), words)

    def _compare(self, fault: str) -> None:
        self.clip_pair.compare(fault)
        self._sheet.show_widget(self.clip_pair)

    def _swaps(self, exercise: Exercise, library: Library) -> QWidget:
        links: list[QWidget] = [text(_("None of these is harder."), Role.MUTED)]
        for name in exercise.swaps:
            swap = library.exercises[name]
            go = link(_(swap.name), Icon.SWAP)
            go.clicked.connect(lambda _checked, name=name: self.opened.emit(name))
            links.append(go)
        return card(_("If it hurts, do this instead"), *links)


def _how(exercise: Exercise) -> QWidget:
    rows: list[QWidget | QLayout] = [text(_(exercise.setup))]
    for number, step in enumerate(exercise.steps, 1):
        rows.append(beside(chip(str(number)), text(_(step))))
    return card(_("How it goes"), *rows)


def _cues(exercise: Exercise) -> QWidget:
    return card(_("Cues"), *(_cue(cue, exercise) for cue in exercise.cues))


def _cue(cue: FormCue, exercise: Exercise) -> QLayout:
    when = first_letter_up(moment_name(cue.moment, exercise.strokes))
    drawing = Drawing(Icon.DOT)
    if cue.mark is not None:
        accent = Activity(exercise.phase.value)
        drawing = Drawing(MARKS[cue.mark], lambda colours: colours.activities[accent].fill)
        when = f"{mark_name(cue.mark)} · {when}"
    words = stack(strong(_(cue.text)), text(when, Role.MUTED), gap=0)
    return beside(drawing, words)


def _feeling(exercise: Exercise) -> QWidget:
    def fine(sentence: str) -> QLayout:
        drawing = Drawing(Icon.RIGHT_WAY, lambda colours: colours.zones[Zone.FINE].text)
        return beside(drawing, text(_(sentence)))

    def wrong(sentence: str) -> QLayout:
        drawing = Drawing(Icon.WRONG_WAY, lambda colours: colours.zones[Zone.STOP].text)
        return beside(drawing, text(_(sentence)))

    rows = [*map(fine, exercise.feel), *map(wrong, exercise.not_feel)]
    return card(_("Where you feel it"), *rows)


def _avoid(exercise: Exercise) -> QWidget:
    rows = [
        beside(Drawing(Icon.HURT, lambda colours: colours.zones[Zone.CARE].text), text(_(sentence)))
        for sentence in exercise.avoid
    ]
    return card(_("Leave it out, or take care"), *rows)
