"""The list of programmes: ours to copy, the person's own to change and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.arranging import Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import button, card, chip, clear, strong, text
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QShowEvent

    from kneeline.coach.programme import Programme
    from kneeline.library import Library
    from kneeline.ui.library.source import LibrarySource


class Programmes(QWidget):
    """Every programme, the person's own first.

    Signals:
        change_asked: change a programme, or begin with a copy of one of ours (its id).
        delete_asked: delete one of the person's own (its id).
        build_asked: begin a new one.
    """

    change_asked = Signal(str)
    delete_asked = Signal(str)
    build_asked = Signal()

    def __init__(self, source: LibrarySource) -> None:
        super().__init__()
        self._source = source
        self._buttons: dict[str, QPushButton] = {}
        self._asked: tuple[Library, Mapping[str, str]] | None = None
        self._shown: tuple[Library, Mapping[str, str]] | None = None
        """From which library, and at which levels."""

        self._times: list[tuple[QLabel, Programme]] = []
        self._work = StepByStep(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._sheet = Sheet()
        column.addWidget(self._sheet)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.m)
        self._sheet.column.addLayout(self._list)
        self._sheet.column.addStretch()

    def show_programmes(self, library: Library, levels: Mapping[str, str]) -> None:
        """Show what a library has, now or as soon as somebody looks."""
        self._asked = library, dict(levels)
        if self.isVisible():
            self._build()

    def _build(self) -> None:
        if self._asked is None or self._asked == self._shown:
            return
        self._shown = self._asked
        library, _levels = self._asked
        self._times = []
        clear(self._list)
        self._buttons = {}
        own = [each for each in library.programmes.values() if each.id in library.own]
        ours = [each for each in library.programmes.values() if each.id not in library.own]
        self._list.addWidget(text(_("Yours"), Role.SECTION_TITLE))
        for each in own:
            self._list.addWidget(self._programme(each, library, own=True))
        if not own:
            self._list.addWidget(self._none_yet())
        self._list.addWidget(text(_("Ours"), Role.SECTION_TITLE))
        for each in ours:
            self._list.addWidget(self._programme(each, library, own=False))
        order_tabs(self)
        self._work.begin(self._lay_out_in_time())

    def _lay_out_in_time(self) -> Iterator[None]:
        """Say how long each programme takes, one a step."""
        for label, programme in self._times:
            minutes = self._source.minutes(programme)
            label.setText(_("about {minutes} min").format(minutes=minutes))
            yield

    def focus_programme(self, programme: str = "") -> None:
        """Put the keyboard on a programme, or on the first."""
        first = next(iter(self._buttons.values()), None)
        target = self._buttons.get(programme, first)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._sheet.show_widget(target)

    def _none_yet(self) -> QWidget:
        build = button(_("Build a programme"), icon=Icon.ADD)
        build.clicked.connect(self.build_asked)
        says = _(
            "None yet. Build one from our exercises, begin with a copy of one of ours, or add the"
            " file your physiotherapist gave you."
        )
        return card("", text(says), Flow(build))

    def _programme(self, programme: Programme, library: Library, *, own: bool) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(strong(_(programme.name)), 1)
        time = text("", Role.MUTED)
        time.setWordWrap(False)
        self._times.append((time, programme))
        head.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        rows: list[QWidget | QLayout] = [text(_(programme.purpose), Role.MUTED)]
        rows.append(_blocks(programme, library))
        if programme.out_of_order_because:
            why = _("Another order, because: {reason}")
            rows.append(text(why.format(reason=_(programme.out_of_order_because)), Role.MUTED))
        actions = Flow(*self._actions(programme, own=own))
        return card("", head, *rows, actions)

    def _actions(self, programme: Programme, *, own: bool) -> list[QPushButton]:
        name = _(programme.name)
        words = _("Change") if own else _("Make it mine")
        change = button(words, icon=Icon.EDIT if own else Icon.ADD)
        change.setAccessibleName(f"{words}: {name}")
        change.clicked.connect(lambda: self.change_asked.emit(programme.id))
        self._buttons[programme.id] = change
        if not own:
            return [change]
        delete = button(_("Delete"), icon=Icon.DELETE)
        delete.setAccessibleName(_("Delete: {name}").format(name=name))
        delete.clicked.connect(lambda: self.delete_asked.emit(programme.id))
        return [change, delete]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show the programmes only when somebody wants to see them."""
        super().showEvent(event)
        self._build()


def _blocks(programme: Programme, library: Library) -> QGridLayout:
    """Return the phases below each other, each with its exercises."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.m)
    grid.setVerticalSpacing(SPACE.s)
    grid.setColumnStretch(1, 1)
    for row, block in enumerate(programme.blocks):
        label = chip(phase_name(block.phase), Activity(block.phase.value))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        names = ", ".join(_(library.exercises[entry.exercise].name) for entry in block.entries)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(names), row, 1)
    return grid
