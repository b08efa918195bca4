"""The plan of a day on one card: what, how long, with what, in which order, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.phases import phase_name
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.planning import Plan, Prescription


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme the person may choose today."""

    programme: str
    name: str
    minutes: int | None = None
    """None while nobody has laid it out; `PlanCard.show_minutes` tells later."""

    @property
    def words(self) -> str:
        """What stands in the list."""
        if self.minutes is None:
            return self.name
        return _("{name}, {minutes} min").format(name=self.name, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the coach says about a plan of its own."""

    made_for: str = ""
    """The things and the time it was made for."""

    left_out: Sequence[str] = ()
    """What had to be left out, and why."""

    explained: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The decision behind each exercise, by its id, and behind the day, by `THE_DAY`."""


THE_DAY = ""


class PlanCard(QFrame):
    """One plan, and the button that starts it.

    Signals:
        start_asked: begin it.
        programme_chosen: show the plan of another programme (its id).
        profile_asked: change the things at hand or the time.
    """

    start_asked = Signal()
    programme_chosen = Signal(str)
    profile_asked = Signal()

    def __init__(
        self,
        plan: Plan,
        minutes: int,
        offers: Sequence[Offer],
        reasons: Sequence[str],
        *,
        chosen: str,
        notes: Notes,
    ) -> None:
        super().__init__()
        style_as(self, Role.CARD)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addLayout(self._top(plan, minutes))
        column.addWidget(_Reasons(reasons, notes.explained.get(THE_DAY, ())))
        for sentence in notes.left_out:
            label = QLabel(sentence, wordWrap=True)
            style_as(label, Role.MUTED)
            column.addWidget(label)
        column.addLayout(self._chooser(chosen, offers))
        if notes.made_for:
            column.addLayout(self._made_for(notes.made_for))
        for group in _by_phase(plan):
            column.addWidget(_PhaseRow(group, notes.explained))

    def focus_start(self) -> None:
        """Put the keyboard on Start."""
        self._start.setFocus()

    def show_minutes(self, offer: Offer) -> None:
        """Tell how long an offer takes that was shown without it."""
        place = self._offers.findData(offer.programme)
        if place >= 0:
            self._offers.setItemText(place, offer.words)

    # -- its parts -----------------------------------------------------------------------------

    def _top(self, plan: Plan, minutes: int) -> QHBoxLayout:
        name = QLabel(plan.name)
        style_as(name, Role.SECTION_TITLE)
        count = len(plan.prescriptions)
        facts = [
            _("about {minutes} minutes").format(minutes=minutes),
            ngettext("{count} exercise", "{count} exercises", count).format(count=count),
        ]
        if plan.equipment:
            facts.append(_("have ready: {things}").format(things=equipment_words(plan.equipment)))
        detail = QLabel(" · ".join(facts), wordWrap=True)
        style_as(detail, Role.MUTED)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(name)
        words.addWidget(detail)
        self._start = start = QPushButton(_("Start"))
        style_as(start, Role.PRIMARY)
        set_icon(start, Icon.PLAY, Tint.ON_ACCENT, look().colours)
        start.setMinimumWidth(SPACE.xxxl * 4)
        # By style sheet, because the application's own would win over `setMinimumHeight`.
        start.setStyleSheet(f"min-height: {SPACE.xxxl}px;")
        start.setAutoDefault(True)
        start.clicked.connect(self.start_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE.xl)
        row.addLayout(words, 1)
        row.addWidget(start)
        return row

    def _chooser(self, chosen: str, offers: Sequence[Offer]) -> QHBoxLayout:
        self._offers = chooser = QComboBox()
        chooser.setAccessibleName(_("Programme"))
        # The minutes of some may come later, and make the words longer.
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for offer in offers:
            chooser.addItem(offer.words, offer.programme)
        chooser.setCurrentIndex(max(chooser.findData(chosen), 0))
        chooser.activated.connect(
            lambda place: self.programme_chosen.emit(str(chooser.itemData(place)))
        )
        label = QLabel(_("&Another programme:"))
        label.setBuddy(chooser)
        style_as(label, Role.MUTED)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(label)
        row.addWidget(chooser)
        row.addStretch()
        return row

    def _made_for(self, words: str) -> QHBoxLayout:
        label = QLabel(words, wordWrap=True)
        style_as(label, Role.MUTED)
        change = QPushButton(_("Change"))
        style_as(change, Role.QUIET)
        change.setAccessibleName(_("Change the things at hand and the time"))
        change.clicked.connect(self.profile_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(label, 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return row


class _Unfolding(QWidget):
    """Words, and behind a small button what stands behind them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.behind = QWidget()
        self._lines = QVBoxLayout(self.behind)
        self._lines.setContentsMargins(0, SPACE.xs, 0, 0)
        self._lines.setSpacing(SPACE.xs)
        self._unmade: list[tuple[str, Role]] = []
        self.behind.hide()
        self.why = QPushButton(_("Why?"))
        self.why.setCheckable(True)
        self.why.setAutoDefault(True)
        style_as(self.why, Role.QUIET)
        self.why.toggled.connect(self._unfold)

    def add_line(self, words: str, role: Role = Role.CAPTION) -> None:
        """Add a line to what is behind the button, made when somebody asks for it.

        On a usual day these are seventy, two of five widgets of the first screen.
        """
        self._unmade.append((words, role))

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 (Qt's signal)
        for words, role in self._unmade:
            label = QLabel(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            style_as(label, role)
            self._lines.addWidget(label)
        self._unmade.clear()
        self.behind.setVisible(shown)


class _Reasons(_Unfolding):
    """Why the day is as it is, and the rule behind that."""

    def __init__(self, reasons: Sequence[str], explained: Sequence[str]) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        for reason in reasons:
            words.addWidget(QLabel(reason, wordWrap=True))
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addLayout(words, 1)
        row.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)
        whole.addWidget(self.behind)
        for line in explained:
            self.add_line(line)
        self.why.setAccessibleName(_("Why is today like this?"))
        # Nothing is shown by name here: what has no parent yet would open as a window of its own.
        if not explained:
            self.why.hide()
        if not reasons:
            self.hide()


class _PhaseRow(QFrame):
    """The exercises of one phase, and why."""

    def __init__(
        self, group: Sequence[Prescription], explained: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__()
        phase = group[0].exercise.phase
        style_as(self, Role.RAISED)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        row.setSpacing(SPACE.l)
        chip = QLabel(phase_name(phase), alignment=Qt.AlignmentFlag.AlignCenter)
        style_as(chip, Role.CHIP, Activity(phase.value))
        chip.setMinimumWidth(SPACE.xxxl * 2)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        behind = _Unfolding()
        words = QVBoxLayout(behind)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(SPACE.xs)
        words.addWidget(QLabel(", ".join(_(each.exercise.name) for each in group), wordWrap=True))
        for sentence in _whys(group):
            why = QLabel(sentence, wordWrap=True)
            style_as(why, Role.MUTED)
            words.addWidget(why)
        words.addWidget(behind.behind)
        row.addWidget(behind, 1)
        for each in group:
            lines = explained.get(each.exercise.id, ())
            if lines:
                behind.add_line(_(each.exercise.name), Role.MUTED)
            for line in lines:
                behind.add_line(line)
        decided = any(explained.get(each.exercise.id) for each in group)
        if not decided:
            behind.why.hide()
        behind.why.setAccessibleName(_("Why these? {phase}").format(phase=phase_name(phase)))
        row.addWidget(behind.why, 0, Qt.AlignmentFlag.AlignTop)


def _whys(group: Sequence[Prescription]) -> list[str]:
    """Return the reasons of a phase; one that not all of its exercises share names whose it is."""
    owners: dict[str, list[str]] = {}
    for each in group:
        owners.setdefault(each.why, []).append(_(each.exercise.name))
    return [
        why
        if len(names) == len(group)
        else _("{exercises}: {why}").format(exercises=", ".join(names), why=why)
        for why, names in owners.items()
        if why
    ]


def _by_phase(plan: Plan) -> list[list[Prescription]]:
    groups: list[list[Prescription]] = []
    for each in plan.prescriptions:
        if groups and groups[-1][0].exercise.phase is each.exercise.phase:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def equipment_words(equipment: Sequence[str]) -> str:
    """Return things to have ready, as a list in words."""
    names = {
        "roller": _("foam roller"),
        "band": _("band"),
        "step": _("step"),
        "chair": _("chair"),
        "wall": _("a free wall"),
        "mat": _("mat"),
        "weight": _("weight"),
    }
    return ", ".join(names.get(item, item) for item in equipment)
