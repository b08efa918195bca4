"""The self-tests, one after the other, and what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneeline.ui.cards import Card, knee_name
from kneeline.ui.self_tests import words
from kneeline.ui.self_tests.entries import NamedScore, entry_for
from kneeline.ui.self_tests.view import Kind
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeline.ui.self_tests.entries import Entry
    from kneeline.ui.self_tests.view import Result, Store, TestView


class TestCard(Card):
    """One test: what to do, what came out, and what we hold it against."""

    def __init__(self, test: TestView, parent: QWidget | None = None) -> None:
        super().__init__(test.name, parent)
        self.test = test
        for number, step in enumerate(test.how, start=1):
            line = _("{number}. {step}").format(number=number, step=step) if test.how[1:] else step
            self.column.addWidget(QLabel(line, wordWrap=True))
        asks = QLabel(test.asks, wordWrap=True)
        style_as(asks, Role.LEAD)
        self.column.addWidget(asks)
        self._entries: list[Entry] = []
        self._names: list[NamedScore] = []
        self._add_entries()
        self._problem = QLabel(wordWrap=True)
        style_as(self._problem, Role.ERROR)
        self._problem.hide()
        self.column.addWidget(self._problem)
        norm = QLabel(words.norm_words(test), wordWrap=True)
        style_as(norm, Role.CAPTION)
        self.column.addWidget(norm)

    def _add_entries(self) -> None:
        if self.test.times > 1:
            examples = (_("for example stairs"), _("for example sitting long"), _("and a third"))
            for place in range(self.test.times):
                name = self.test.names[place] if place < len(self.test.names) else ""
                named = NamedScore(name, examples[min(place, len(examples) - 1)])
                self._names.append(named)
                self._entries.append(named)
                self.column.addWidget(named)
            return
        # A row of eleven numbers needs the whole width; anything else stands side by side.
        under = self.test.kind is Kind.SCORE
        way = QBoxLayout.Direction
        both = QBoxLayout(way.TopToBottom if under else way.LeftToRight)
        both.setSpacing(SPACE.m)
        for whose in self.test.whose:
            name = knee_name(whose) if whose is not None else self.test.name
            entry = entry_for(self.test, name)
            column = QVBoxLayout()
            column.setSpacing(SPACE.xs)
            if whose is not None:
                label = QLabel(name)
                style_as(label, Role.MUTED)
                column.addWidget(label)
            self._entries.append(entry)
            column.addWidget(entry)
            column.addStretch()
            both.addLayout(column, 1)
        self.column.addLayout(both)

    def take(self) -> tuple[list[Result], list[str]]:
        """Return what was entered, and about what; ValueError with a sentence for nonsense."""
        if self._names:
            filled = [(each, score) for each in self._names if (score := each.value()) is not None]
            found: list[Result] = [(None, score) for _each, score in filled]
            names = [each.name.text().strip() for each, _score in filled]
        else:
            both = zip(self.test.whose, self._entries, strict=True)
            found = [(whose, value) for whose, each in both if (value := each.value()) is not None]
            names = []
        if not found:
            raise ValueError(_("Enter at least one result, or leave this test out."))
        return found, names

    def say(self, problem: str) -> None:
        """Say what makes no sense."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def focus_first(self) -> None:
        """Put the keyboard on the first entry."""
        self._entries[0].focus_first()


class SelfTestPage(QWidget):
    """Leads through the tests that are due; each is written down before the next is shown.

    Signals:
        left: the person is done, or stops here.
    """

    left = Signal()

    def __init__(
        self, tests: Sequence[TestView], store: Store, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        self._tests, self._store, self._place = tuple(tests), store, 0
        self._done: list[tuple[TestView, list[Result], list[str]]] = []
        self._card: TestCard | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        outer.setSpacing(SPACE.l)
        self._title, self._lead = QLabel(), QLabel(wordWrap=True)
        style_as(self._title, Role.PAGE_TITLE)
        style_as(self._lead, Role.MUTED)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self._title, self._lead, self._scroll):
            part.setMaximumWidth(PAGE_WIDTH)
        outer.addWidget(self._title)
        outer.addWidget(self._lead)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._buttons())
        self._show()

    def _buttons(self) -> QHBoxLayout:
        self._next = QPushButton(_("Write it down"))
        style_as(self._next, Role.PRIMARY)
        self._next.setAutoDefault(True)
        self._next.clicked.connect(self._take)
        self._skip = QPushButton(_("Leave this one out"))
        self._skip.clicked.connect(self._go_on)
        self._stop = QPushButton(_("Stop here"))
        style_as(self._stop, Role.QUIET)
        self._stop.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for button in (self._next, self._skip, self._stop):
            row.addWidget(button)
        row.addStretch()
        QShortcut(QKeySequence(Qt.Key.Key_Return), self).activated.connect(self._next.click)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.left)
        return row

    # -- one after the other -------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard on what is to be entered, or on the button at the end."""
        if self._card is not None:
            self._card.focus_first()
        else:
            self._next.setFocus()

    def _show(self) -> None:
        if self._place >= len(self._tests):
            self._show_results()
            return
        test = self._tests[self._place]
        self._title.setText(
            _("Self-test {number} of {all}").format(number=self._place + 1, all=len(self._tests))
        )
        self._lead.setText(
            _("Take your time. Where something hurts more than 2 of 10, stop and leave it out.")
        )
        self._card = TestCard(test)
        self._put(self._card)
        self.focus_first()

    def _take(self) -> None:
        if self._card is None:
            self.left.emit()
            return
        try:
            found, names = self._card.take()
            self._store(self._card.test, found, names)
        except ValueError as error:
            self._card.say(str(error))
            self._scroll.ensureWidgetVisible(self._card)
            return
        self._done.append((self._card.test, found, names))
        self._go_on()

    def _go_on(self) -> None:
        self._place += 1
        self._show()

    def _show_results(self) -> None:
        self._card = None
        self._title.setText(_("That is how it stands"))
        self._lead.setText(
            _("It is in your journal, and Progress shows how it changes. Next time in two weeks.")
            if self._done
            else _("Nothing was measured this time.")
        )
        ground = QWidget()
        style_as(ground, Role.PAGE)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        for test, found, names in self._done:
            card = Card(test.name)
            for line in words.results(test, found, names):
                card.column.addWidget(QLabel(line, wordWrap=True))
            column.addWidget(card)
        column.addStretch()
        self._put(ground)
        self._skip.hide()
        self._stop.hide()
        self._next.setText(_("Done"))
        self.focus_first()

    def _put(self, widget: QWidget) -> None:
        ground = QWidget()
        style_as(ground, Role.PAGE)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        column.addStretch()
        self._scroll.setWidget(ground)
