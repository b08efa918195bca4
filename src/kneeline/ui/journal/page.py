"""The Journal page: by day, newest first, read bit by bit; everything on it can be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.past import DAY
from kneeline.ui.arranging import Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.journal.adding import AddingCard
from kneeline.ui.journal.day_card import DayCard
from kneeline.ui.journal.endings import found_nothing, nothing_yet
from kneeline.ui.journal.finder import Finder
from kneeline.ui.journal.form import EntryForm
from kneeline.ui.journal.log_view import LogView
from kneeline.ui.pieces import button, text
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.ui.undo_bar import UndoBar
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from kneeline.ui.journal.source import JournalSource
    from kneeline.ui.journal.view import DayView

DAYS_AT_ONCE = 10
MOST_DAYS = 60
"""Days that stand on the page before the older ones begin a page of their own."""

AHEAD = 1.5
"""Heights of the window below its edge that are filled before somebody scrolls there."""


class JournalPage(QWidget):
    """Everything that was written down.

    Signals:
        shown: the page has come up; whoever keeps it may refresh it.
    """

    shown = Signal()

    def __init__(self, source: JournalSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._days: Iterator[DayView | None] = iter(())
        self._work = StepByStep(self)
        self._all_read = False
        style_as(self, Role.PAGE)
        self.cards: list[DayCard] = []
        self._sheet = Sheet()
        self._log = LogView(source)
        self._log.left.connect(self.show_days)
        self._log.take_back_asked.connect(self._take_back)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self._log)
        self.undo_bar = UndoBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.undo_bar)
        self._fill_sheet()
        self._make_shortcuts()
        self._sheet.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._sheet.verticalScrollBar().rangeChanged.connect(self._scrolled)
        self.refresh()

    def _fill_sheet(self) -> None:
        column = self._sheet.column
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        title = text(_("Journal"), Role.PAGE_TITLE)
        title.setWordWrap(False)
        self.add = button(_("Add …"), icon=Icon.ADD)
        self.add.setToolTip(_("Add something you forgot (Ctrl+N)"))
        self.add.setAccessibleName(_("Add something to your journal"))
        self.add.clicked.connect(lambda: self.add_to(self._source.today()))
        self.log = button(_("Change log"), icon=Icon.TABLE)
        self.log.clicked.connect(self.show_log)
        column.addWidget(Flow(title, self.add, self.log, gap=SPACE.m))
        self.finder = Finder(self._source.today)
        self.finder.changed.connect(self._find)
        column.addWidget(self.finder)
        self.adding = AddingCard(self._source)
        self.adding.saved.connect(self._added)
        self.adding.left.connect(self._leave_adding)
        self.adding.grown.connect(self._order_tabs)
        self.adding.hide()
        column.addWidget(self.adding)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.m)
        column.addLayout(self._list)
        self._foot = QVBoxLayout()
        column.addLayout(self._foot)
        self._foot_part: QWidget | None = None
        column.addStretch()

    def _make_shortcuts(self) -> None:
        for key, do in (
            ("/", self._search),
            ("Ctrl+F", self._search),
            ("Ctrl+N", lambda: self.add_to(self._source.today())),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("Esc", self._escape),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # -- what it shows -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown; what has not changed stays as it is, folds and all."""
        self._begin(max(len(self.cards), DAYS_AT_ONCE))

    @property
    def reading(self) -> bool:
        """Whether it is still reading days."""
        return self._work.working

    def show_log(self) -> None:
        """Show the change log."""
        self._stack.setCurrentWidget(self._log)
        self._log.show_log()

    def show_days(self) -> None:
        """Show the days."""
        self._stack.setCurrentWidget(self._sheet)
        self.log.setFocus()

    def _find(self) -> None:
        self._sheet.verticalScrollBar().setValue(0)
        self._begin(DAYS_AT_ONCE)

    def _begin(self, count: int) -> None:
        """Read days from the first on; cards of other days go when that is done."""
        self._days, self._all_read = self._source.days(self.finder.wanted), False
        self._work.begin(self._read(0, count))

    def _read(self, place: int, count: int) -> Iterator[None]:
        """Put so many days on the page, one after the other, from this place on."""
        most = min(place + count, MOST_DAYS)
        while place < most:
            view = next(self._days, self)
            if view is self:
                self._all_read = True
                break
            if view is not None and not isinstance(view, JournalPage):
                yield  # a day is read in one step and shown in the next
                self._put(place, view)
                place += 1
            yield
        for gone in self.cards[place:]:
            _take_away(gone)
        del self.cards[place:]
        self._end()
        yield
        self._order_tabs()
        # When this work is over: it may begin more.
        QTimer.singleShot(0, self, self._scrolled)

    def _put(self, place: int, view: DayView) -> None:
        """Have a day at this place of the list, the card that is there if it says the same."""
        while place < len(self.cards) and self.cards[place].view.day > view.day:
            _take_away(self.cards.pop(place))
        old = None
        if place < len(self.cards) and self.cards[place].view.day == view.day:
            old = self.cards[place]
            if old.view == view:
                old.read_again()
                return
        fresh = DayCard(view, self._source)
        fresh.done.connect(self._done)
        fresh.delete_asked.connect(self._delete)
        fresh.add_asked.connect(self.add_to)
        fresh.grown.connect(self._order_tabs)
        self._list.insertWidget(place, fresh)
        if old is None:
            self.cards.insert(place, fresh)
            return
        held = old.focused_rows()
        fresh.open_again(old.open_folds())
        self.cards[place] = fresh
        _take_away(old)
        if held:
            fresh.focus_rows(held)

    def _scrolled(self) -> None:
        """Read on before somebody comes to the end of what is there."""
        bar = self._sheet.verticalScrollBar()
        near = bar.maximum() - bar.value() <= AHEAD * bar.pageStep()
        full = len(self.cards) >= MOST_DAYS
        if near and self.isVisible() and not (self._work.working or self._all_read or full):
            self._work.begin(self._read(len(self.cards), DAYS_AT_ONCE))

    # -- the end of the list -------------------------------------------------------------------

    def _end(self) -> None:
        """Say how the list ends: with nothing, with the first day, or with older days."""
        if self._foot_part is not None:
            self._foot_part.hide()
            self._foot_part.deleteLater()
        self._foot_part = self._make_end()
        if self._foot_part is not None:
            self._foot.addWidget(self._foot_part)

    def _make_end(self) -> QWidget | None:
        wanted = self.finder.wanted
        if self._all_read and not self.cards:
            if wanted.narrow or wanted.until:
                return found_nothing(self.finder.show_everything)
            return nothing_yet(lambda: self.add_to(self._source.today()))
        if self._all_read:
            words = _("That is all.") if wanted.narrow else _("This is where your journal begins.")
            return text(words, Role.MUTED)
        if len(self.cards) >= MOST_DAYS:
            last = self.cards[-1].view.day - DAY
            older = button(_("Older days"), icon=Icon.LOWER)
            older.clicked.connect(lambda: self._go_older(last))
            return Flow(older)
        return None

    def _go_older(self, day: date) -> None:
        self.finder.go_to(day)
        self.finder.newest.setFocus()

    # -- putting right -------------------------------------------------------------------------

    def add_to(self, day: date) -> None:
        """Ask for something to be added to a day."""
        self.show_days()
        self.adding.show()
        self.adding.begin(day)
        self._sheet.show_widget(self.adding)

    def _leave_adding(self) -> None:
        self.adding.hide()
        self.add.setFocus()

    def _added(self, sentence: str) -> None:
        self._leave_adding()
        self._done(sentence)

    def _delete(self, rows: tuple[str, ...]) -> None:
        self._try(lambda: self._source.delete(rows))
        self.add.setFocus()

    def _take_back(self, change: str) -> None:
        self._try(lambda: self._source.take_back(change))
        self._log.show_log()

    def undo(self) -> None:
        """Take back what was done last: Ctrl+Z."""
        self._try(self._source.undo, again=True)

    def redo(self) -> None:
        """Do again what was taken back last: Ctrl+Shift+Z."""
        self._try(self._source.redo)

    def _try(self, do: Callable[[], str], *, again: bool = False) -> None:
        """Do something and say what came of it, with a way back."""
        try:
            sentence = do()
        except ValueError as error:
            self.undo_bar.tell(str(error))
            return
        if sentence:
            self._done(sentence, again=again)

    def _done(self, sentence: str, *, again: bool = False) -> None:
        self.undo_bar.tell(sentence, self.redo if again else self.undo)
        self.undo_bar.undo_button.setText(_("Do it again") if again else _("Undo"))
        self.undo_bar.undo_button.setToolTip("Ctrl+Shift+Z" if again else "Ctrl+Z")
        self.refresh()

    # -- the keyboard --------------------------------------------------------------------------

    def _search(self) -> None:
        self.show_days()
        self._sheet.verticalScrollBar().setValue(0)
        self.finder.focus_search()

    def _escape(self) -> None:
        form = self._form_with_keyboard()
        if form is not None:
            form.left.emit()
        elif self._stack.currentWidget() is self._log:
            self.show_days()
        elif self.adding.isVisible():
            self._leave_adding()
        elif self.finder.wanted.narrow:
            self.finder.show_everything()

    def _form_with_keyboard(self) -> EntryForm | None:
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, EntryForm):
            widget = widget.parentWidget()
        return widget

    def _order_tabs(self) -> None:
        order_tabs(self._sheet)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Read on where the page was not seen before."""
        super().showEvent(event)
        self.shown.emit()
        self._scrolled()


def _take_away(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
