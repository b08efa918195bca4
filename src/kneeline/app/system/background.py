"""Kneeline while nobody looks at it: in the tray, reminding, and back when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kneeline.app.system.notifying import Notifier
from kneeline.app.system.reminding import About, DayAsItIs, Wanted, is_due, time_for
from kneeline.app.system.tray import Tray
from kneeline.ui.application import Application
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kneeline.app.settings import Choices
    from kneeline.ui.clock import Clock
    from kneeline.ui.window import MainWindow

LOOK_EVERY_MS = 30_000
"""How often the clock is looked at: a timer set for hours would oversleep with the computer."""

TRAY_WITHIN_MS = 60_000
"""How long a desktop that has just started may take until its tray is there."""


class Background(QObject):
    """Puts the window away and brings it back, and reminds.

    Signals:
        today_asked: show Today.
        start_asked: begin today's session.
        day_changed: it is another day than when somebody last looked.
    """

    today_asked = Signal()
    start_asked = Signal()
    day_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        *,
        choices: Choices,
        clock: Clock,
        day: Callable[[], DayAsItIs],
        tray: Tray | None = None,
        notifier: Notifier | None = None,
    ) -> None:
        """Take what it serves, and how this day is, asked for only when something may be due."""
        super().__init__(window)
        self._window, self._choices, self._clock = window, choices, clock
        self._day = day
        self.tray = tray or Tray(self)
        self.notifier = notifier or Notifier(window, self.tray)
        self._settled: dict[About, date] = {}
        self._seen = clock.wall().date()
        self.tray.open_asked.connect(window.come_forward)
        self.tray.start_asked.connect(self._start)
        self.tray.quit_asked.connect(window.leave)
        self.notifier.pressed.connect(self._show_today)
        window.hides = self._hides
        window.put_away.connect(self._go_out_of_sight)
        self._looking = QTimer(self, interval=LOOK_EVERY_MS)
        self._looking.timeout.connect(self.look)

    def begin(self, *, hidden: bool = False) -> None:
        """Show the window, or only the tray's icon where that is wanted; remind from now on."""
        app = QGuiApplication.instance()
        if isinstance(app, Application):
            app.ending.connect(self._window.expect_to_leave)
        self.follow()
        self._looking.start()
        if not hidden:
            self._window.show()
        elif not self._choices.now.tray:
            self._window.showMinimized()
        elif not self.tray.there:
            # The desktop may only be starting: the window opens if no tray has come by then.
            QTimer.singleShot(TRAY_WITHIN_MS, self, self._show_unless_in_tray)

    def follow(self) -> None:
        """Do as the settings say: stay in the tray, or close with the window."""
        if self._choices.now.tray:
            self.tray.show()
        else:
            self.tray.hide()

    def stop(self) -> None:
        """Let go of the tray and of what was said; the process is about to end."""
        self._looking.stop()
        self.notifier.stop()
        self.tray.hide()

    # -- reminding -----------------------------------------------------------------------------

    def look(self) -> None:
        """Look at the clock, and remind of what is due."""
        now = self._clock.wall()
        if self._window.alone is not None:
            return  # never in a session; what is due comes after it
        if now.date() != self._seen:
            self._seen = now.date()
            self.day_changed.emit()
        chosen = self._choices.now
        wanted = Wanted(chosen.reminder_days, chosen.reminder_time, chosen.reminded, chosen.asked)
        due = [each for each in time_for(wanted, now) if self._settled.get(each) != now.date()]
        if not due or self._window.isActiveWindow():
            return  # whoever sits before it needs no reminder
        day = self._day()
        for about in due:
            self._settled[about] = now.date()
            if is_due(about, day):
                self._remind(about, day, now.date())

    def _remind(self, about: About, day: DayAsItIs, today: date) -> None:
        if about is About.MORNING:
            self._choices.change(asked=today)
            title = _("How are your knees this morning?")
            self.notifier.say(title, _("One press on Today answers it."))
            return
        self._choices.change(reminded=today)
        minutes = day.minutes or 0
        words = ngettext(
            "It takes about {minutes} minute.", "It takes about {minutes} minutes.", minutes
        )
        self.notifier.say(_("Your session of today"), words.format(minutes=minutes))

    # -- in and out of sight -------------------------------------------------------------------

    def _hides(self) -> bool:
        """Whether a closed window goes into the tray; without one there, the program ends."""
        hides = self._choices.now.tray and self.tray.there
        QGuiApplication.setQuitOnLastWindowClosed(not hides)
        return hides

    def _go_out_of_sight(self) -> None:
        """Pause what runs, and say where the window has gone, once for all times."""
        if self._window.alone is not None:
            from kneeline.ui.player.page import PlayerPage  # noqa: PLC0415 (came with the session)

            if isinstance(self._window.alone, PlayerPage):
                self._window.alone.hold()
        if not self._choices.now.tray_told:
            self._choices.change(tray_told=True)
            self.notifier.say(
                _("Kneeline is still running"),
                _("You find it in the tray. Quit there, or with Ctrl+Q in the window."),
            )

    def _show_today(self) -> None:
        self._window.come_forward()
        if self._window.alone is None:
            self.today_asked.emit()

    def _start(self) -> None:
        self._window.come_forward()
        if self._window.alone is None:
            self.start_asked.emit()

    def _show_unless_in_tray(self) -> None:
        if not self.tray.there and not self._window.isVisible():
            self._window.showMinimized()
