"""The session builder: put exercises into a programme, see its order and its minutes, save it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kneeline.coach.planning import phase_reason
from kneeline.ui.arranging import Columns, Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.library.draft import (
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    Draft,
)
from kneeline.ui.library.entry_row import EntryRow
from kneeline.ui.library.picker import Picker
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import button, card, clear, link, stack, strong, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.exercise import Phase
    from kneeline.coach.programme import Entry, Programme
    from kneeline.ui.library.source import LibrarySource


class Builder(QWidget):
    """Builds one programme.

    Signals:
        left: back, with the draft kept.
        save_asked: the programme is complete; keep it (the programme).
        dropped: throw the draft away.
    """

    left = Signal()
    save_asked = Signal(object)
    dropped = Signal()

    def __init__(self, source: LibrarySource) -> None:
        super().__init__()
        self._source = source
        self.draft = Draft()
        self._rows: list[EntryRow] = []
        self._sheet = Sheet()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sheet, 1)
        column.addWidget(self._build_foot())
        self._title = text("", Role.PAGE_TITLE)
        self._build_fields()
        self._build_guard()
        self.picker = Picker()
        self.picker.added.connect(self._add)
        self._lay_out()

    # -- what it shows -------------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Begin with a draft."""
        self.draft = draft
        self._title.setText(_("Change a programme") if draft.programme else _("Build a programme"))
        for field, words in (
            (self.name, draft.name),
            (self.purpose, draft.purpose),
            (self.because, draft.because),
        ):
            field.setText(words)
        self.picker.show_exercises(self._source.library().exercises.values())
        self._complain("")
        self._show_rows()
        self._sheet.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, sentence: str) -> None:
        """Say why it could not be saved."""
        self._complain(sentence)

    # -- its parts -----------------------------------------------------------------------------

    def _build_fields(self) -> None:
        self.name = _field(_("Name"), _("Such as: Tuesday at home"), LONGEST_NAME)
        self.purpose = _field(_("What it is for"), _("May stay empty"), LONGEST_PURPOSE)
        self.because = _field(_("Why this order"), _("Such as: my physio wants it"), LONGEST_REASON)
        self.name.textEdited.connect(lambda words: self._take(replace(self.draft, name=words)))
        self.purpose.textEdited.connect(
            lambda words: self._take(replace(self.draft, purpose=words))
        )
        self.because.textEdited.connect(
            lambda words: self._take(replace(self.draft, because=words))
        )

    def _build_guard(self) -> None:
        self._objection = text("", Role.NOTICE)
        self._sort = button(_("Put them in order"))
        self._sort.clicked.connect(self._put_in_order)
        label = _label(_("&Why do you want this order?"), self.because)
        self._guard = stack(self._objection, Flow(self._sort), label, self.because)

    def _build_foot(self) -> QWidget:
        """Return what is always in sight: how long it takes, what is missing, and saving."""
        self._minutes = strong("")
        self._minutes.setAccessibleDescription(_("Length of the programme"))
        self._minutes.setWordWrap(False)
        self._complaint = text("", Role.ERROR)
        self._complaint.setWordWrap(False)
        save = button(_("Save the programme"), Role.PRIMARY)
        save.clicked.connect(self._save)
        drop = button(_("Throw it away"))
        drop.clicked.connect(self.dropped)
        edge = QMargins(SPACE.xxl, SPACE.m, SPACE.xxl, SPACE.m)
        return Flow(save, drop, self._minutes, self._complaint, gap=SPACE.m, edge=edge)

    def _lay_out(self) -> None:
        back = link(_("All programmes"), Icon.LEFT)
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch()
        self._entries = QVBoxLayout()
        self._entries.setSpacing(SPACE.s)
        fields = stack(
            _label(_("&Name"), self.name),
            self.name,
            _label(_("What it is &for"), self.purpose),
            self.purpose,
        )
        built = card("", fields, self._guard, self._entries)
        self._sheet.column.addLayout(top)
        self._sheet.column.addWidget(self._title)
        self._sheet.column.addWidget(Columns(built, self.picker, (3, 2)))
        self._sheet.column.addStretch()

    def _show_rows(self) -> None:
        exercises = self._source.library().exercises
        clear(self._entries)
        self._rows = []
        for place, entry in enumerate(self.draft.entries):
            exercise = exercises[entry.exercise]
            row = EntryRow(entry, exercise, self._source.level(exercise))
            row.changed.connect(lambda entry, place=place: self._change(place, entry))
            row.moved.connect(lambda step, place=place: self._move(place, step))
            row.removed.connect(lambda place=place: self._remove(place))
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(self.draft.entries) - 1)
            self._entries.addWidget(row)
            self._rows.append(row)
        if not self._rows:
            hint = _("Nothing in it yet. Choose an exercise from the list and add it.")
            self._entries.addWidget(text(hint, Role.MUTED))
        order_tabs(self)
        self._judge()

    # -- changes -------------------------------------------------------------------------------

    def _take(self, draft: Draft) -> None:
        """Keep a change that leaves every row where it is."""
        self.draft = draft
        self._judge()

    def _add(self, name: str) -> None:
        exercises = self._source.library().exercises
        self.draft = self.draft.with_exercise(exercises[name], exercises)
        self._show_rows()

    def _change(self, place: int, entry: Entry) -> None:
        self._take(self.draft.changed(place, entry))

    def _move(self, place: int, step: int) -> None:
        self.draft = self.draft.moved(place, step)
        self._show_rows()
        row = self._rows[min(max(place + step, 0), len(self._rows) - 1)]
        wanted, other = (row.up, row.down) if step < 0 else (row.down, row.up)
        # At the end of the list the arrow is spent, and the keyboard must not fall out of the row.
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)
        self._sheet.show_widget(row)

    def _remove(self, place: int) -> None:
        self.draft = self.draft.without(place)
        self._show_rows()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].take_out.setFocus()
        else:
            self.picker.choices.setFocus()

    def _put_in_order(self) -> None:
        self.draft = self.draft.in_order(self._source.library().exercises)
        self.because.clear()
        self._show_rows()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- judging -------------------------------------------------------------------------------

    def _judge(self) -> None:
        """Say how long it takes and whether its order is ours."""
        exercises = self._source.library().exercises
        self._minutes.setVisible(bool(self.draft.entries))
        if self.draft.entries:
            self._minutes.setText(self._length())
        broken = self.draft.broken_order(exercises)
        self._guard.setVisible(broken is not None)
        if broken is not None:
            self._objection.setText(_objection(*broken))
        if not self.draft.missing(exercises):
            self._complain("")

    def _length(self) -> str:
        built = self.draft.built(self._source.library().exercises, ())
        count = len(self.draft.entries)
        parts = (
            _("About {minutes} minutes").format(minutes=self._source.minutes(built)),
            ngettext("{count} exercise", "{count} exercises", count).format(count=count),
        )
        return " · ".join(parts)

    def _save(self) -> None:
        library = self._source.library()
        missing = self.draft.missing(library.exercises)
        if missing:
            self.complain(missing)
            self._focus_missing()
            return
        taken = library.exercises.keys() | library.programmes.keys()
        built: Programme = self.draft.built(library.exercises, taken)
        self.save_asked.emit(built)

    def _focus_missing(self) -> None:
        if not self.draft.entries:
            self.picker.search.setFocus()
        elif not self.draft.name.strip():
            self.name.setFocus()
        else:
            self.because.setFocus()

    def _complain(self, sentence: str) -> None:
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))


def _objection(before: Phase, after: Phase) -> str:
    """Return what speaks for our order, without insisting."""
    says = _("“{first}” stands before “{second}” here. We coach it the other way round: {reason}")
    parts = (
        says.format(
            first=phase_name(before), second=phase_name(after), reason=phase_reason(after, _)
        ),
        _("If you have a reason for your order, say it and keep it."),
    )
    return " ".join(parts)


def _field(name: str, hint: str, longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(longest)
    return field


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    style_as(label, Role.MUTED)
    return label
