"""Reminders: on which days, when, and whether Kneeline is there to remind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QCheckBox, QTimeEdit

from kneeline.ui.arranging import Flow
from kneeline.ui.pieces import card, stack, text
from kneeline.ui.settings.controls import switch
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeline.ui.settings.source import SettingsSource

DAYS = 7


class RemindersSection(Section):
    """Days, time, tray and start with the system; all off until somebody wants them."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("Reminders"), source)
        now, change = source.now(), source.change
        self.days = self._days(now.reminder_days)
        at = now.reminder_time
        self.time = QTimeEdit(QTime(at.hour, at.minute))
        # Qt leaves the padding of a style sheet out on this side.
        self.time.lineEdit().setTextMargins(SPACE.s, 0, 0, 0)
        self.time.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.time.timeChanged.connect(lambda time: change(reminder_time=time.toString("HH:mm:ss")))
        self.tray = switch(on=now.tray, turned=lambda on: change(tray=on))
        tray_means = _("Closing the window then leaves Kneeline running.")
        if not source.has_tray:
            tray_means = _("Your desktop shows no tray, so closing the window closes Kneeline.")
        self.column.addWidget(
            card(
                _("When to remind you"),
                stack(text(_("On these days")), Flow(*self.days.values(), gap=SPACE.m)),
                Row(_("At"), self.time, _("Nothing comes on a day on which you have trained.")),
                text(
                    _("With a day chosen, Kneeline also asks on the morning after a session."),
                    Role.MUTED,
                ),
            )
        )
        self._refused = text("", Role.NOTICE)
        self._refused.hide()
        kept: list[QWidget] = [
            text(_("A reminder can only come while Kneeline runs."), Role.MUTED),
            Row(
                _("Stay in the tray"),
                self.tray,
                tray_means,
            ),
        ]
        self.starts = self._starts()
        if self.starts is not None:
            kept += [
                Row(
                    _("Start with the computer"),
                    self.starts,
                    _("Kneeline then waits in the tray, or as a button in the taskbar."),
                ),
                self._refused,
            ]
        self.column.addWidget(card(_("So that Kneeline can remind you"), *kept))
        self.column.addStretch()

    def _days(self, chosen: object) -> dict[int, QCheckBox]:
        """Return a box for each day of the week, beginning where the person's country does."""
        locale = QLocale()
        first = locale.firstDayOfWeek().value
        wanted = chosen if isinstance(chosen, frozenset) else frozenset()
        boxes = {}
        for number in range(DAYS):
            day = (first - 1 + number) % DAYS + 1
            box = QCheckBox(locale.dayName(day, QLocale.FormatType.ShortFormat))
            box.setAccessibleName(locale.dayName(day, QLocale.FormatType.LongFormat))
            box.setChecked(day in wanted)
            box.toggled.connect(self._take_days)
            boxes[day] = box
        return boxes

    def _take_days(self) -> None:
        ticked = sorted(day for day, box in self.days.items() if box.isChecked())
        self.source.change(reminder_days=ticked)

    def _starts(self) -> QCheckBox | None:
        system = self.source.starts_with_system
        if system is None:
            return None
        box = QCheckBox()
        box.setChecked(system.on)

        def turn(on: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
            refused = system.turn(on=on)
            self._refused.setText(refused)
            self._refused.setVisible(bool(refused))

        box.toggled.connect(turn)
        return box
