"""What a session came to, right after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneeline.coach.events import SessionEnding
from kneeline.coach.side import Side
from kneeline.ui.phases import phase_name
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE, Activity
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeline.coach.exercise import Phase


@dataclass(frozen=True, slots=True)
class KneeSummary:
    """One knee's scores of a session; None where none was given."""

    before: int | None
    worst: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """What was done, for the page after it."""

    name: str
    ending: SessionEnding
    minutes: int
    sets: Mapping[Phase, int]
    knees: Mapping[Side, KneeSummary]


class SummaryPage(QWidget):
    """Tells what was done and how the knees were.

    Signals:
        chart_asked: show the progress page.
        done: back to Today.
    """

    chart_asked = Signal()
    done = Signal()

    def __init__(self, summary: SessionSummary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.PAGE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # Large text in a small window has more to say than fits.
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll)
        ground = QWidget()
        style_as(ground, Role.PAGE)
        scroll.setWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setMaximumWidth(PAGE_WIDTH)
        row.addStretch()
        row.addWidget(content, 1)
        row.addStretch()
        column = QVBoxLayout(content)
        column.addStretch()
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.setSpacing(SPACE.l)
        title = QLabel(_title(summary.ending))
        style_as(title, Role.PAGE_TITLE)
        column.addWidget(title)
        lead = QLabel(_lead(summary), wordWrap=True)
        style_as(lead, Role.LEAD)
        column.addWidget(lead)
        column.addWidget(_phases_card(summary.sets))
        column.addWidget(_knees_card(summary.knees))
        column.addWidget(QLabel(_next_words(summary), wordWrap=True))
        column.addLayout(self._buttons())
        column.addStretch()

    def _buttons(self) -> QHBoxLayout:
        self._done = QPushButton(_("Done"))
        style_as(self._done, Role.PRIMARY)
        self._done.setMinimumWidth(SPACE.xxxl * 3)
        self._done.clicked.connect(self.done)
        chart = QPushButton(_("See my progress"))
        chart.clicked.connect(self.chart_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._done)
        row.addWidget(chart)
        row.addStretch()
        return row

    def focus_done(self) -> None:
        """Put the keyboard on Done."""
        self._done.setFocus()


def _title(ending: SessionEnding) -> str:
    return {
        SessionEnding.COMPLETED: _("Session done"),
        SessionEnding.LEFT: _("Session ended early"),
        SessionEnding.HURT: _("Session ended because it hurt"),
    }[ending]


def _lead(summary: SessionSummary) -> str:
    sets = sum(summary.sets.values())
    if not sets:
        return _("{name}: ended before the first set.").format(name=summary.name)
    words = ngettext(
        "{name}: {sets} set in {minutes} min. It is in your journal.",
        "{name}: {sets} sets in {minutes} min. They are all in your journal.",
        sets,
    )
    return words.format(name=summary.name, sets=sets, minutes=summary.minutes)


def _next_words(summary: SessionSummary) -> str:
    if summary.ending is SessionEnding.HURT:
        return _(
            "You did right to stop. Give that knee a rest from loading. If it is swollen, locks or"
            " gives way, see a doctor or physiotherapist."
        )
    return _(
        "Tomorrow morning counts too: notice how your knees feel then. Plans step up only after a"
        " good morning."
    )


def _phases_card(sets: Mapping[Phase, int]) -> QFrame:
    card = QFrame()
    style_as(card, Role.CARD)
    row = QHBoxLayout(card)
    row.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
    row.setSpacing(SPACE.l)
    for phase, count in sets.items():
        chip = QLabel(phase_name(phase), alignment=Qt.AlignmentFlag.AlignCenter)
        style_as(chip, Role.CHIP, Activity(phase.value))
        words = ngettext("{count} set", "{count} sets", count).format(count=count)
        # One over the other: four phases stand side by side at any size of text.
        pair = QVBoxLayout()
        pair.setSpacing(SPACE.xs)
        pair.addWidget(chip)
        pair.addWidget(QLabel(words, alignment=Qt.AlignmentFlag.AlignCenter))
        row.addLayout(pair)
    if not sets:
        row.addWidget(QLabel(_("No sets this time.")))
    row.addStretch()
    return card


def _knees_card(knees: Mapping[Side, KneeSummary]) -> QFrame:
    card = QFrame()
    style_as(card, Role.CARD)
    grid = QGridLayout(card)
    grid.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
    grid.setHorizontalSpacing(SPACE.xxl)
    grid.setVerticalSpacing(SPACE.s)
    heads = (_("Pain, 0 to 10"), _("Before"), _("Worst"), _("Now"))
    for place, words in enumerate(heads):
        label = QLabel(words)
        style_as(label, Role.MUTED)
        grid.addWidget(label, 0, place)
    names = {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}
    for row, (side, knee) in enumerate(knees.items(), start=1):
        grid.addWidget(QLabel(names[side]), row, 0)
        for place, score in enumerate((knee.before, knee.worst, knee.after), start=1):
            value = QLabel("–" if score is None else str(score))
            value.setAccessibleName(f"{names[side]}, {heads[place]}: {value.text()}")
            style_as(value, Role.SECTION_TITLE)
            grid.addWidget(value, row, place)
    grid.setColumnStretch(4, 1)
    return card
