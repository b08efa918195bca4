"""The Library page: goes between the list, one exercise, the programmes, the builder and files."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.arranging import Flow, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.library.arrivals import Arrivals
from kneeline.ui.library.builder import Builder
from kneeline.ui.library.detail import Detail
from kneeline.ui.library.draft import Draft, draft_of
from kneeline.ui.library.keeping import Keeping
from kneeline.ui.library.problem_lines import ProblemLines
from kneeline.ui.library.programmes import Programmes
from kneeline.ui.library.shelf import Shelf
from kneeline.ui.one_of import OneOf
from kneeline.ui.pieces import button, text
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.ui.undo_bar import UndoBar
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from kneeline.coach.programme import Programme
    from kneeline.library.own import Arrival
    from kneeline.ui.library.source import LibrarySource
    from kneeline.ui.right_and_wrong import FilmClip


class LibraryPage(QWidget):
    """Everything about exercises and programmes.

    Signals:
        try_asked: do one exercise now, on its own (its id).
        look_changed: the theme has changed, for whoever dresses the clips.
    """

    try_asked = Signal(str)
    look_changed = Signal()

    def __init__(self, source: LibrarySource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Read once each time the page is refreshed: the views ask for every exercise.
        self._read_levels = source.levels
        self._levels = source.levels()
        source = replace(source, levels=lambda: self._levels)
        self._source = source
        self._came_from: list[str] = []
        style_as(self, Role.PAGE)
        self.setAcceptDrops(True)
        self._problems = ProblemLines(source.own.data)
        self.undo_bar = UndoBar()
        self._keeping = Keeping(source, self.undo_bar, self)
        self._keeping.changed.connect(self.refresh)
        self._make_views()
        self._head = self._make_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.undo_bar)
        self._make_shortcuts()
        self._show(self.shelf)
        self._work = StepByStep(self)
        self._work.begin(self._fill())

    # -- what it shows -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the library and the person's levels again, and show what has changed, now."""
        self._work.begin(self._fill())
        self._work.finish()

    @property
    def filling(self) -> bool:
        """Whether tiles are still to come."""
        return self._work.working

    @property
    def drawing(self) -> bool:
        """Whether a still that a tile has asked for is yet to come."""
        return self._source.posters.drawing

    def _fill(self) -> Iterator[None]:
        self._levels = self._read_levels()
        library = self._source.library()
        exercises = library.exercises.values()
        levels = {each.id: self._source.reached(each) for each in exercises}
        yield from self.shelf.fill(exercises, levels, library.own)
        self.programmes.show_programmes(library, self._levels)
        self._problems.show_problems(library.problems)
        order_tabs(self)
        # Filled ahead, or late, it must not take the keyboard from a session.
        if self.isVisible() and not (self.shelf.search.hasFocus() and self.shelf.search.text()):
            self._focus_view()

    def open_exercise(self, exercise: str) -> None:
        """Show one exercise; an id nobody has is passed over."""
        found = self._source.library().exercises.get(exercise)
        if found is None:
            return
        before = self._stack.currentWidget()
        if isinstance(before, Detail) and before.exercise != exercise:
            self._came_from.append(before.exercise)
        self._show(self.detail)
        self.detail.show_exercise(found)

    def bring_in(self, paths: list[Path]) -> None:
        """Preview files somebody wants to add."""
        self._show(self.arrivals)
        self.arrivals.look_at(paths)

    @property
    def clips(self) -> tuple[FilmClip, ...]:
        """Every clip made so far, for whoever must dress or stop them."""
        return self.detail.clip_pair.clips if "detail" in vars(self) else ()

    # -- its parts -----------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.shelf = Shelf(self._source.posters)
        self.programmes = Programmes(self._source)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.shelf)
        self._stack.addWidget(self.programmes)
        self.shelf.opened.connect(self.open_exercise)
        self.programmes.change_asked.connect(self._change)
        self.programmes.delete_asked.connect(self._delete)
        self.programmes.build_asked.connect(self.build)

    @cached_property
    def detail(self) -> Detail:
        """One exercise in full; made for the first that is opened."""
        made = Detail(self._source)
        made.opened.connect(self.open_exercise)
        made.left.connect(self.go_back)
        made.try_asked.connect(self.try_asked)
        self._stack.addWidget(made)
        return made

    @cached_property
    def builder(self) -> Builder:
        """The session builder; made when somebody first builds."""
        made = Builder(self._source)
        made.left.connect(self.go_back)
        made.dropped.connect(self._drop_draft)
        made.save_asked.connect(self._save)
        self._stack.addWidget(made)
        return made

    @cached_property
    def arrivals(self) -> Arrivals:
        """The preview of files; made when the first come."""
        made = Arrivals(self._source)
        made.left.connect(self.go_back)
        made.bring_asked.connect(self._bring)
        self._stack.addWidget(made)
        return made

    def _make_head(self) -> QWidget:
        head = QWidget()
        wide = QHBoxLayout(head)
        wide.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setMaximumWidth(PAGE_WIDTH)
        wide.addWidget(content, 1)
        wide.addStretch()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.s)
        column.setSpacing(SPACE.m)
        title = text(_("Library"), Role.PAGE_TITLE)
        title.setWordWrap(False)
        row = Flow(title, gap=SPACE.m)
        self._tabs = OneOf(self)
        for number, (words, view) in enumerate(
            ((_("Exercises"), self.shelf), (_("Programmes"), self.programmes))
        ):
            tab = QPushButton(words)
            tab.setCheckable(True)
            style_as(tab, Role.RANGE)
            tab.clicked.connect(lambda _down, view=view: self._show(view))
            self._tabs.addButton(tab, number)
            row.add(tab)
        build = button(_("Build a programme"), icon=Icon.ADD)
        build.clicked.connect(self.build)
        bring = button(_("Add files …"), icon=Icon.FOLDER)
        bring.clicked.connect(lambda: self.bring_in([]))
        row.add(build)
        row.add(bring)
        column.addWidget(row)
        column.addWidget(self._problems)
        return head

    def _make_shortcuts(self) -> None:
        for key, action in (
            ("/", self._search),
            ("Esc", self.go_back),
            ("Ctrl+Z", self.undo_bar.undo),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(action)

    # -- going about ---------------------------------------------------------------------------

    def go_back(self) -> None:
        """Go to where this view was opened from: Esc."""
        view = self._stack.currentWidget()
        if isinstance(view, Detail) and self._came_from:
            before = self._source.library().exercises.get(self._came_from.pop())
            if before is not None:
                view.show_exercise(before)
                return
        if isinstance(view, Detail):
            self._show(self.shelf)
            self.shelf.focus_list(view.exercise)
        elif isinstance(view, Builder):
            self._show(self.programmes)
            if not view.draft.empty:
                self.undo_bar.tell(_("Your programme is kept here as it is."), self.build)
        elif view is self.shelf and self.shelf.search.text():
            self.shelf.search.clear()
        elif view is not self.shelf:
            self._show(self.shelf)

    def build(self) -> None:
        """Go on with the programme that is being built, or begin one."""
        self._show(self.builder)
        self.builder.show_draft(self.builder.draft)

    def _show(self, view: QWidget) -> None:
        if not isinstance(view, Detail):
            self._came_from.clear()
        self._stack.setCurrentWidget(view)
        places = (self.shelf, self.programmes)
        self._head.setVisible(view in places)
        if view in places:
            self._tabs.button(places.index(view)).setChecked(True)
        self._focus_view()

    def _focus_view(self) -> None:
        """Put the keyboard into the list that is shown; other views do so themselves."""
        if self._stack.currentWidget() is self.shelf:
            self.shelf.focus_list()
        elif self._stack.currentWidget() is self.programmes:
            self.programmes.focus_programme()

    def _search(self) -> None:
        view = self._stack.currentWidget()
        if isinstance(view, Builder):
            view.picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._show(self.shelf)
        self.shelf.focus_search()

    # -- the person's own programmes -----------------------------------------------------------

    def _change(self, name: str) -> None:
        """Change a programme, or a copy of ours; what was being built before is put aside."""
        library = self._source.library()
        before = self.builder.draft
        draft = draft_of(library.programmes[name], own=name in library.own)
        self._show(self.builder)
        if draft.programme and draft.programme == before.programme:
            self.builder.show_draft(before)
            return
        self.builder.show_draft(draft)
        if not before.empty:
            says = _("The programme you were building was put aside.")
            self.undo_bar.tell(says, lambda: self._take_up(before))

    def _take_up(self, draft: Draft) -> None:
        self._show(self.builder)
        self.builder.show_draft(draft)

    def _drop_draft(self) -> None:
        dropped = self.builder.draft
        self.builder.show_draft(Draft())
        self._show(self.programmes)
        if not dropped.empty:
            says = _("What you were building was thrown away.")
            self.undo_bar.tell(says, lambda: self._take_up(dropped))

    def _save(self, programme: Programme) -> None:
        problem = self._keeping.save(programme)
        if problem:
            self.builder.complain(problem)
            return
        self.builder.show_draft(Draft())
        self._show(self.programmes)
        self.programmes.focus_programme(programme.id)

    def _delete(self, name: str) -> None:
        problem = self._keeping.delete(self._source.library().programmes[name])
        if problem:
            self.undo_bar.tell(problem)
        elif self.builder.draft.programme == name:
            # Saving it would bring back what was just deleted.
            self.builder.show_draft(Draft())
        self._show(self.programmes)

    def _bring(self, arrivals: tuple[Arrival, ...]) -> None:
        problem = self._keeping.bring_in(arrivals)
        if problem:
            self.arrivals.complain(problem)
            return
        only_programmes = all(each.kind == "programmes" for each in arrivals)
        self._show(self.programmes if only_programmes else self.shelf)

    # -- Qt ------------------------------------------------------------------------------------

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Pass on that the theme has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.look_changed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where it was, or on the list."""
        super().showEvent(event)
        self._focus_view()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Preview files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.bring_in(paths)
