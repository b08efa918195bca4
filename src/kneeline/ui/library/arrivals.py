"""Bring in files: what is in them, what is wrong with them, and what they would replace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kneeline.coach.pain import Zone
from kneeline.library.own import Arrival, Standing
from kneeline.ui.arranging import Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import (
    Drawing,
    beside,
    button,
    card,
    chip,
    clear,
    copyable,
    link,
    strong,
    text,
)
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.library import Problem
    from kneeline.ui.library.source import LibrarySource


class Arrivals(QWidget):
    """A preview of files; nothing is copied before the person says so.

    Signals:
        left: back, and nothing was copied.
        bring_asked: copy these (a tuple of arrivals).
    """

    left = Signal()
    bring_asked = Signal(tuple)

    def __init__(self, source: LibrarySource) -> None:
        super().__init__()
        self._source = source
        self._arrivals: tuple[Arrival, ...] = ()
        self._paths: tuple[Path, ...] = ()
        self._ticks: dict[Path, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._sheet = Sheet()
        column.addWidget(self._sheet)
        back = link(_("Back to the library"), Icon.LEFT)
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch()
        found = QWidget()
        self._list = QVBoxLayout(found)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE.m)
        self._complaint = text("", Role.ERROR)
        self._bring = button("", Role.PRIMARY)
        self._bring.clicked.connect(self._ask)
        self.choose = button(_("Choose files …"), icon=Icon.FOLDER)
        self.choose.clicked.connect(self._choose)
        self._again = button(_("Look again"))
        self._again.setToolTip(_("Read the files once more, after you have mended them"))
        self._again.clicked.connect(lambda: self.look_at(self._paths))
        actions = Flow(self._bring, self.choose, self._again, gap=SPACE.m)
        sheet = self._sheet.column
        sheet.addLayout(top)
        sheet.addWidget(text(_("Add files"), Role.PAGE_TITLE))
        sheet.addWidget(text(_explanation(), Role.MUTED))
        sheet.addWidget(found)
        sheet.addWidget(self._complaint)
        sheet.addWidget(actions)
        sheet.addStretch()
        self.look_at(())

    def look_at(self, paths: Sequence[Path]) -> None:
        """Preview files and folders."""
        self._paths = tuple(paths)
        self._arrivals = self._source.own.look_at(paths) if paths else ()
        self._ticks = {}
        clear(self._list)
        for arrival in self._arrivals:
            self._list.addWidget(self._preview(arrival))
        if paths and not self._arrivals:
            says = _("There is no .toml file in it. Choose the files themselves, or their folder.")
            self._list.addWidget(text(says, Role.NOTICE))
        self.complain("")
        self._again.setVisible(bool(paths))
        self._count()
        order_tabs(self)
        (self._bring if self._bring.isEnabled() else self.choose).setFocus()

    def complain(self, sentence: str) -> None:
        """Say why the files could not be copied; an empty sentence takes that back."""
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))

    @property
    def chosen(self) -> tuple[Arrival, ...]:
        """The files that would be copied."""
        return tuple(
            each
            for each in self._arrivals
            if each.path in self._ticks and self._ticks[each.path].isChecked()
        )

    def _preview(self, arrival: Arrival) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(strong(_(arrival.name)), 1)
        kind = _("Programme") if arrival.kind == "programmes" else _("Exercise")
        head.addWidget(chip(kind), 0, Qt.AlignmentFlag.AlignTop)
        where = copyable(text(arrival.path.name, Role.CAPTION))
        where.setToolTip(str(arrival.path))
        rows: list[QWidget | QHBoxLayout] = [where]
        rows += [_problem(problem) for problem in arrival.problems]
        rows += [] if arrival.problems else self._standing(arrival)
        return card("", head, *rows)

    def _standing(self, arrival: Arrival) -> list[QWidget | QHBoxLayout]:
        """Return what copying would do, and a box to tick where there is something to copy."""
        if arrival.standing is Standing.SAME:
            return [text(_("You have it already, word for word. Nothing to do."), Role.MUTED)]
        new = arrival.standing is Standing.NEW
        tick = QCheckBox(_("Add it") if new else _("Replace mine with it"))
        tick.setAccessibleName(f"{tick.text()}: {_(arrival.name)}")
        tick.setChecked(new)
        tick.toggled.connect(self._count)
        self._ticks[arrival.path] = tick
        rows: list[QWidget | QHBoxLayout] = [_fine()]
        if not new:
            says = _("You have another one in its place, {file}. It stays unless you tick this.")
            rows = [text(says.format(file=arrival.target.name), Role.NOTICE)]
        if arrival.film is not None:
            says = _("Its film comes with it: {film}.").format(film=arrival.film.name)
            rows.append(text(says, Role.MUTED))
        return [*rows, tick]

    def _count(self) -> None:
        count = len(self.chosen)
        words = ngettext("Add {count} file", "Add {count} files", count).format(count=count)
        self._bring.setText(words if count else _("Nothing to add"))
        self._bring.setEnabled(count > 0)
        self._bring.setVisible(bool(self._arrivals))

    def _ask(self) -> None:
        self.bring_asked.emit(self.chosen)

    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Add files"), "", _("Exercises and programmes (*.toml)")
        )
        if names:
            self.look_at([Path(name) for name in names])


def _explanation() -> str:
    return _(
        "An exercise or a programme from your physiotherapist comes as a .toml file; several at"
        " once are fine. We look at them first and copy nothing that has a problem."
    )


def _fine() -> QHBoxLayout:
    drawing = Drawing(Icon.RIGHT_WAY, lambda colours: colours.zones[Zone.FINE].text)
    return beside(drawing, text(_("No problem found.")), SPACE.s)


def _problem(problem: Problem) -> QLabel:
    """Return a problem as a sentence; the card has said which file."""
    sentence = _("{says}; {remedy}.").format(says=problem.says, remedy=problem.remedy)
    if problem.place:
        sentence = f"{problem.place}: {sentence}"
    label = copyable(text(sentence, Role.ERROR))
    label.setToolTip(str(problem))
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
