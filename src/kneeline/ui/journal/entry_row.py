"""One entry of a day: what it says, what is behind its fold, and how to put it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.journal.form import EntryForm
from kneeline.ui.journal.scores import ScoreChip, score_words
from kneeline.ui.journal.view import EntryView, Kind
from kneeline.ui.pieces import Drawing, clear, copyable, text
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.xs)
        drawing = None if inside else Drawing(ICONS[view.kind])
        self._fold = Fold(_("Details: {what}").format(what=_about(view))) if view.fold else None
        whole.addLayout(self._head(drawing))
        self._drawing = drawing
        self._below = below = QVBoxLayout()
        self._indent()
        below.setSpacing(SPACE.xs)
        whole.addLayout(below)
        for line in view.says:
            role = Role.BODY if view.kind is Kind.NOTE else Role.MUTED
            below.addWidget(copyable(text(line, role)))
        for line in view.changes[-NEWEST_CHANGES:]:
            below.addWidget(text(line, Role.CAPTION))
        self._slot = QVBoxLayout()
        below.addLayout(self._slot)
        if self._fold is not None:
            self._fold.turned.connect(self._turn)
            below.addWidget(self._fold.inside)

    # -- its parts -----------------------------------------------------------------------------

    def _head(self, drawing: QWidget | None) -> QHBoxLayout:
        """Return the line with the time, the title, the scores and the buttons."""
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        view, middle = self.view, Qt.AlignmentFlag.AlignVCenter
        title = text(f"{view.time}  {view.title}".strip())
        if drawing is not None:
            head.addWidget(drawing, 0, middle)
            head.addSpacing(SPACE.m - SPACE.s)
            title.setStyleSheet("font-weight: 600;")
        head.addWidget(title, 1, middle)
        for score in view.scores:
            head.addWidget(ScoreChip(score), 0, middle)
        if self._fold is not None:
            head.addWidget(self._fold, 0, middle)
        if view.can_edit:
            self._edit = self._tool(Icon.EDIT, _("Change"), self.open_form)
            head.addWidget(self._edit, 0, middle)
        if view.can_delete:
            ask = partial(self.delete_asked.emit, view.rows)
            head.addWidget(self._tool(Icon.DELETE, _("Delete"), ask), 0, middle)
        return head

    def _tool(self, icon: Icon, words: str, do: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        style_as(made, Role.QUIET)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(made, icon, Tint.MUTED, look().colours)
        made.setAccessibleName(_("{do}: {what}").format(do=words, what=_about(self.view)))
        made.setToolTip(words)
        made.clicked.connect(lambda _down: do())
        return made

    def _indent(self) -> None:
        """Put what is below the title under it, however large the drawing before it is."""
        left = self._drawing.sizeHint().width() + SPACE.m if self._drawing is not None else 0
        self._below.setContentsMargins(left, 0, 0, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._indent()

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


class Fold(QPushButton):
    """A button that shows or hides what is `inside`.

    Signals:
        turned: whether it is open now.
    """

    turned = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__(_("Details"))
        self.is_open = False
        self.setAutoDefault(True)
        style_as(self, Role.QUIET)
        set_icon(self, Icon.LOWER, Tint.ACCENT, look().colours)
        self.setAccessibleName(name)
        self.clicked.connect(lambda: self.turn(open_it=not self.is_open))
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, SPACE.s)
        self.column.setSpacing(SPACE.s)
        self.inside.hide()

    def turn(self, *, open_it: bool) -> None:
        """Open or close it."""
        self.is_open = open_it
        self.setText(_("Less") if open_it else _("Details"))
        icon = Icon.HIGHER if open_it else Icon.LOWER
        set_icon(self, icon, Tint.ACCENT, look().colours)
        self.inside.setVisible(open_it)
        self.turned.emit(open_it)


def _about(view: EntryView) -> str:
    return f"{view.time} {view.title}".strip()


def _spoken(view: EntryView) -> str:
    """Return an entry as a screen reader says it."""
    parts = [view.time, view.title, *view.says, *(score_words(each) for each in view.scores)]
    return ", ".join(part for part in parts if part)
