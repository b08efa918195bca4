"""One entry of a day: what it says, what is behind its fold, and how to put it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.journal.form import EntryForm
from kneeline.ui.journal.scores import ScoreChip, score_words
from kneeline.ui.journal.view import EntryView, Kind
from kneeline.ui.library.pieces import Drawing, clear, copyable, link, text
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kneeline.ui.journal.source import JournalSource

ICONS = {
    Kind.SESSION: Icon.PLAYER,
    Kind.RUN: Icon.RUNS,
    Kind.PAIN: Icon.HURT,
    Kind.NOTE: Icon.JOURNAL,
    Kind.TEST: Icon.TICK,
    Kind.BREAK: Icon.PAUSE,
    Kind.SAFETY: Icon.HURT,
    Kind.DECISION: Icon.PROGRESS,
}

NEWEST_CHANGES = 3
"""Changes of an entry that stand below it; the change log has all."""


class EntryRow(QWidget):
    """One entry.

    Signals:
        done: it was changed; a sentence that says what.
        delete_asked: delete it (its rows).
        grown: something was folded out or in, so that Tab has a new way.
    """

    done = Signal(str)
    delete_asked = Signal(object)
    grown = Signal()

    def __init__(self, view: EntryView, source: JournalSource, *, inside: bool = False) -> None:
        """Show an entry; `inside` another one's fold it has no drawing."""
        super().__init__()
        self.view, self._source = view, source
        self._form: EntryForm | None = None
        self._edit: QToolButton | None = None
        self._inner: list[EntryRow] = []
        self.setAccessibleName(_spoken(view))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        if not inside:
            row.addWidget(Drawing(ICONS[view.kind]), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.xs)
        row.addLayout(self._column, 1)
        self._column.addLayout(self._head(inside=inside))
        for line in view.says:
            role = Role.BODY if view.kind is Kind.NOTE else Role.MUTED
            self._column.addWidget(copyable(text(line, role)))
        for line in view.changes[-NEWEST_CHANGES:]:
            self._column.addWidget(text(line, Role.CAPTION))
        self._slot = QVBoxLayout()
        self._column.addLayout(self._slot)
        self._fold = self._make_fold() if view.fold else None

    # -- its parts -----------------------------------------------------------------------------

    def _head(self, *, inside: bool) -> QHBoxLayout:
        """Return the line with the time, the title, the scores and the buttons."""
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        view = self.view
        title = text(f"{view.time}  {view.title}".strip())
        if not inside:
            title.setStyleSheet("font-weight: 600;")
        head.addWidget(title, 1)
        for score in view.scores:
            head.addWidget(ScoreChip(score), 0, Qt.AlignmentFlag.AlignVCenter)
        if view.can_edit:
            self._edit = self._tool(Icon.EDIT, _("Change"), self.open_form)
            head.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        if view.can_delete:
            ask = partial(self.delete_asked.emit, view.rows)
            head.addWidget(self._tool(Icon.DELETE, _("Delete"), ask), 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _tool(self, icon: Icon, words: str, do: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        style_as(made, Role.QUIET)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(made, icon, Tint.MUTED, look().colours)
        about = f"{self.view.time} {self.view.title}".strip()
        made.setAccessibleName(_("{do}: {what}").format(do=words, what=about))
        made.setToolTip(words)
        made.clicked.connect(lambda _down: do())
        return made

    def _make_fold(self) -> Fold:
        fold = Fold(_("Details: {what}").format(what=self.view.title))
        fold.turned.connect(self._turn)
        self._column.addWidget(fold)
        return fold

    # -- the fold ------------------------------------------------------------------------------

    def open_folds(self) -> Iterator[str]:
        """Yield the folds that are open, from the outside in."""
        if self._fold is not None and self._fold.is_open:
            yield self.view.fold
            for row in self._inner:
                yield from row.open_folds()

    def open_again(self, folds: frozenset[str]) -> None:
        """Open the folds that were open before."""
        if self._fold is not None and self.view.fold in folds:
            self._fold.turn(open_it=True)
            for row in self._inner:
                row.open_again(folds)

    def read_again(self) -> None:
        """Read what is behind an open fold once more, and show it where it has changed."""
        if self._fold is None or not self._fold.is_open:
            return
        fresh = self._source.parts(self.view.fold)
        if fresh == tuple(row.view for row in self._inner):
            for row in self._inner:
                row.read_again()
            return
        folds = frozenset(self.open_folds())
        held = self.focused_rows()
        self._show_parts(fresh)
        for row in self._inner:
            row.open_again(folds)
        if held:
            self.focus_rows(held)

    def _turn(self, open_it: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        self._show_parts(self._source.parts(self.view.fold) if open_it else ())
        self.grown.emit()

    def _show_parts(self, parts: tuple[EntryView, ...]) -> None:
        if self._fold is None:
            return
        clear(self._fold.column)
        self._inner = [EntryRow(part, self._source, inside=True) for part in parts]
        for row in self._inner:
            row.done.connect(self.done)
            row.delete_asked.connect(self.delete_asked)
            row.grown.connect(self.grown)
            self._fold.column.addWidget(row)

    # -- changing it ---------------------------------------------------------------------------

    def open_form(self) -> None:
        """Ask for its fields, below it."""
        if self._form is not None:
            self._form.focus_first()
            return
        rows = self.view.rows
        form = EntryForm(self._source.fields(rows), partial(self._source.save, rows))
        form.saved.connect(self._saved)
        form.left.connect(self._close_form)
        self._slot.addWidget(form)
        self._form = form
        self.grown.emit()
        form.focus_first()

    @property
    def form(self) -> EntryForm | None:
        """The form that is open."""
        return self._form

    def _close_form(self) -> None:
        if self._form is None:
            return
        self._form.hide()
        self._form.deleteLater()
        self._form = None
        if self._edit is not None:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, sentence: str) -> None:
        self._close_form()
        if sentence:
            self.done.emit(sentence)

    # -- the keyboard --------------------------------------------------------------------------

    def focused_rows(self) -> tuple[str, ...]:
        """Return the rows of the entry in which the keyboard is."""
        for row in self._inner:
            if found := row.focused_rows():
                return found
        focused = QApplication.focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        return self.view.rows if here else ()

    def focus_rows(self, rows: tuple[str, ...]) -> bool:
        """Put the keyboard on the entry with these rows, or on what holds it."""
        if any(row.focus_rows(rows) for row in self._inner):
            return True
        if self.view.rows == rows and self._edit is not None:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False


class Fold(QWidget):
    """A button that shows or hides what is below it.

    Signals:
        turned: whether it is open now.
    """

    turned = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.is_open = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        self._button = link(_("Details"), Icon.LOWER)
        self._button.setAccessibleName(name)
        self._button.clicked.connect(lambda: self.turn(open_it=not self.is_open))
        whole.addWidget(self._button)
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(SPACE.s, 0, 0, SPACE.s)
        self.column.setSpacing(SPACE.s)
        self._inside.hide()
        whole.addWidget(self._inside)

    def turn(self, *, open_it: bool) -> None:
        """Open or close it."""
        self.is_open = open_it
        self._button.setText(_("Less") if open_it else _("Details"))
        icon = Icon.HIGHER if open_it else Icon.LOWER
        set_icon(self._button, icon, Tint.ACCENT, look().colours)
        self._inside.setVisible(open_it)
        self.turned.emit(open_it)


def _spoken(view: EntryView) -> str:
    """Return an entry as a screen reader says it."""
    parts = [view.time, view.title, *view.says, *(score_words(each) for each in view.scores)]
    return ", ".join(part for part in parts if part)
