"""The movement, large: the right way, and beside it a common mistake where one was filmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.coach.side import Side, Sides
from kneeline.ui.arranging import Flow, order_tabs
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.library.words import side_name, view_name
from kneeline.ui.one_of import OneOf
from kneeline.ui.pieces import button
from kneeline.ui.right_and_wrong import Mistake, RightAndWrong
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from kneeline.coach.exercise import Exercise
    from kneeline.coach.timeline import Heading
    from kneeline.ui.library.source import LibrarySource
    from kneeline.ui.right_and_wrong import FilmClip

OWN = ""
"""Stands for no view in particular, which is how a person's own film is asked for."""

ALONE_AT_MOST = 720
"""Width of a clip that stands alone, in device-independent pixels."""

AS_WIDE_AS_IT_GETS = 16_777_215
"""Qt's own bound on the width of a widget."""


class Choice(Flow):
    """A small row of buttons of which one is down."""

    def __init__(self, name: str, chosen: Callable[[str], None]) -> None:
        super().__init__(gap=SPACE.xs)
        self._name, self._chosen = name, chosen
        self._group = OneOf(self)
        self.setAccessibleName(name)

    def offer(self, choices: Sequence[tuple[str, str]], now: str) -> None:
        """Offer these (value, words); hidden where there is nothing to choose."""
        self.empty()
        for value, words in choices:
            made = QPushButton(words)
            made.setCheckable(True)
            made.setChecked(value == now)
            made.setAccessibleName(_("{what}: {choice}").format(what=self._name, choice=words))
            style_as(made, Role.RANGE)
            made.clicked.connect(lambda _down, value=value: self._chosen(value))
            self._group.addButton(made)
            self.add(made)
        self.setVisible(len(choices) > 1)


class ClipPair(QWidget):
    """The right way, and where there is a film of it, the wrong way beside it."""

    def __init__(self, source: LibrarySource) -> None:
        super().__init__()
        self._source = source
        self._exercise: Exercise | None = None
        self._heading: Heading | None = None
        self._side, self._view, self._fault = Side.LEFT, "", ""
        self._running = True
        self._pair = RightAndWrong(source.make_clip, film_shaped=True)
        self._screens = QHBoxLayout()
        self._screens.addWidget(self._pair, 1)
        self._screens.addStretch()
        self._pause = button("")
        self._pause.clicked.connect(self._toggle)
        self._sides = Choice(_("Working side"), self._choose_side)
        self._views = Choice(_("View"), self._choose_view)
        self._faults = Choice(_("Compare with"), self._choose_fault)
        self._controls = Flow(self._pause, self._sides, self._views, self._faults, gap=SPACE.m)
        column = QVBoxLayout(self)
        column.setContentsMargins(QMargins())
        column.setSpacing(SPACE.m)
        column.addLayout(self._screens)
        column.addWidget(self._controls)

    @property
    def clips(self) -> tuple[FilmClip, ...]:
        """Every clip made so far, for whoever must stop or dress them."""
        return self._pair.clips

    def show_exercise(self, exercise: Exercise, heading: Heading) -> None:
        """Show the person's own film, or ours beside the first mistake that was filmed."""
        self._exercise, self._heading = exercise, heading
        self._fault, self._view = "", OWN
        if not self._source.own_film(exercise.id):
            filmed = (fault.id for fault in exercise.faults if self._has("", fault.id))
            self._fault = next(filmed, "")
            self._view = self._best_view()
        self._running = True
        self._show()

    def compare(self, fault: str) -> None:
        """Show the right way beside this mistake."""
        self._choose_fault(fault)

    def filmed_faults(self) -> frozenset[str]:
        """Return the ids of the mistakes there is a film of."""
        faults = self._exercise.faults if self._exercise else ()
        return frozenset(fault.id for fault in faults if self._has("", fault.id))

    # -- choosing ------------------------------------------------------------------------------

    def _choose_side(self, side: str) -> None:
        self._side = Side(side)
        self._show()

    def _choose_view(self, view: str) -> None:
        self._view = view
        if self._fault and not self._has(view, self._fault):
            self._fault = ""
        self._show()

    def _choose_fault(self, fault: str) -> None:
        self._fault = fault
        if fault and not self._has(self._view, fault):
            self._view = self._best_view()
        self._show()

    def _toggle(self) -> None:
        self._running = not self._running
        self._run()

    def _has(self, view: str, fault: str = "") -> bool:
        return self._exercise is not None and self._source.has_film(self._exercise.id, view, fault)

    def _best_view(self) -> str:
        """Return the first view that shows both the right way and the mistake, or any view."""
        both = (view for view in self._filmed_from() if self._has(view, self._fault))
        return next(both, OWN)

    def _filmed_from(self) -> tuple[str, ...]:
        """Return where our films of it were made, the most telling first."""
        views = self._source.views(self._exercise.id) if self._exercise is not None else ()
        return tuple(view for view in views if view != OWN)

    # -- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        exercise, heading = self._exercise, self._heading
        if exercise is None or heading is None:
            return
        # Without a film there is nothing to see: the page says how to get into place in words.
        filmed = self._source.own_film(exercise.id) or self._has("")
        self.setVisible(filmed)
        if not filmed:
            return
        side = None if exercise.sides is Sides.BOTH else self._side
        mistake = self._mistake(exercise)
        self._pair.setMaximumWidth(ALONE_AT_MOST if mistake is None else AS_WIDE_AS_IT_GETS)
        self._pair.show_exercise(heading, side, self._view, mistake)
        self._pair.follow(self._source.tempo(exercise), alone=True)
        self._offer()
        self._run()

    def _mistake(self, exercise: Exercise) -> Mistake | None:
        fault = next((each for each in exercise.faults if each.id == self._fault), None)
        if fault is None:
            return None
        views = tuple(view for view in self._filmed_from() if self._has(view, fault.id))
        return Mistake(fault.id, _(fault.name), self._source.fault_mark(fault.id), views)

    def _offer(self) -> None:
        exercise = self._exercise
        if exercise is None:
            return
        filmed = self._has("")
        self._controls.setVisible(filmed)
        sided = filmed and exercise.sides is not Sides.BOTH
        self._sides.offer(
            [(side.value, side_name(side)) for side in Side] if sided else [], self._side
        )
        views = [(view, view_name(view)) for view in self._filmed_from()]
        if self._source.own_film(exercise.id):
            views.insert(0, (OWN, _("Your film")))
        self._views.offer(views, self._view)
        faults = [(each.id, _(each.name)) for each in exercise.faults if self._has("", each.id)]
        self._faults.offer([("", _("Only the right way")), *faults] if faults else [], self._fault)
        order_tabs(self._controls)

    def _run(self) -> None:
        self._pause.setText(_("Pause") if self._running else _("Play"))
        icon = Icon.PAUSE if self._running else Icon.PLAY
        set_icon(self._pause, icon, Tint.TEXT, look().colours)
        self._pair.set_running(self._running)

    @override
    def minimumSizeHint(self) -> QSize:
        """Films shrink with the window."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Let the movement run again."""
        super().showEvent(event)
        self._run()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing move where nobody sees it."""
        super().hideEvent(event)
        self._pair.set_running(False)
