"""Brings what is chosen in Settings into force at once, and gives the page what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from kneeline import wording
from kneeline.app.settings import Settings
from kneeline.journal import Profile
from kneeline.ui import theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.session.sounding import Sounding
    from kneeline.app.settings import Choices
    from kneeline.app.today.daily import Daily
    from kneeline.journal import Journal
    from kneeline.ui.settings.page import SettingsPage
    from kneeline.ui.settings.source import Switch

LOOKS = frozenset({"theme", "text_scale"})
SOUNDS = frozenset(
    {"sound", "volume", "muted", "voice", "voice_name", "voice_rate", "voice_volume"}
)


class SettingsDesk(QObject):
    """Stands between the Settings page and everything that goes by the settings.

    Signals:
        changed: the names of settings that have other values now, as a frozenset. Look, motion,
            sound and voice are in force by then.
    """

    changed = Signal(object)

    def __init__(  # noqa: PLR0913 (what it brings settings to)
        self,
        app: QApplication,
        journal: Journal,
        *,
        places: Locations,
        choices: Choices,
        notices: Notices,
        bookshelf: Bookshelf,
        daily: Daily,
        sounding: Sounding,
        starts_with_system: Switch | None = None,
    ) -> None:
        """Take the parts that follow what is chosen."""
        super().__init__(notices)
        self._app, self._journal, self._places = app, journal, places
        self._choices, self._notices = choices, notices
        self._bookshelf, self._daily, self._sounding = bookshelf, daily, sounding
        self._starts = starts_with_system
        self._page: SettingsPage | None = None
        theme.set_motion(app, choices.now.motion)

    def make_page(self) -> SettingsPage:
        """Return the page; call it once, when it is first opened."""
        from kneeline.app.about import about  # noqa: PLC0415 (not before somebody opens it)
        from kneeline.ui.settings.page import SettingsPage  # noqa: PLC0415
        from kneeline.ui.settings.source import SettingsSource  # noqa: PLC0415

        self._page = page = SettingsPage(
            SettingsSource(
                now=lambda: self._choices.now,
                change=self.change,
                trials=self._sounding,
                languages=_languages(self._places.resources / "locale"),
                profile=lambda: self._journal.profile() or Profile(),
                tell=self._tell,
                today=lambda: self._daily.date,
                data=self._places.data,
                about=about(self._places, self._bookshelf.now),
                starts_with_system=self._starts,
                has_tray=QSystemTrayIcon.isSystemTrayAvailable(),
            )
        )
        self._sounding.voices_changed.connect(page.refresh)
        return page

    def show_section(self, name: str) -> None:
        """Show a section of the page ("yourself", "data", …), once the page is open."""
        if self._page is not None:
            self._page.open(name)

    def change(self, **changed: object) -> None:
        """Change settings by name, with values as JSON has them; ValidationError out of range."""
        whole = msgspec.to_builtins(self._choices.now) | changed
        wanted = msgspec.convert(whole, Settings)
        fresh = {name: getattr(wanted, name) for name in changed}
        self._choices.change(**fresh)
        now = self._choices.now
        if LOOKS & fresh.keys():
            theme.apply_theme(self._app, now.theme, now.text_scale)
        if "motion" in fresh:
            theme.set_motion(self._app, now.motion)
        if SOUNDS & fresh.keys():
            self._sounding.tune()
        self.changed.emit(frozenset(fresh))

    def _tell(self, profile: Profile) -> None:
        self._daily.write(lambda: self._journal.write_profile(profile))
        self._daily.changed.emit()


def _languages(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the languages there are, each by its code and by what it calls itself."""
    # Qt would call them after their countries.
    names = {"de": "Deutsch", "en": "English", "es": "Español"}
    codes = wording.languages(folder)
    return tuple((code, names.get(code) or QLocale(code).nativeLanguageName()) for code in codes)
