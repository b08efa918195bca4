"""About you: what the first start asked, to be changed at any time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from kneeline.ui.age import AgeField
from kneeline.ui.pieces import card, text
from kneeline.ui.profile_form import fields
from kneeline.ui.settings.rows import Row
from kneeline.ui.settings.section import Section
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.journal import Profile
    from kneeline.ui.settings.source import SettingsSource


class YourselfSection(Section):
    """The profile; each answer is kept as it is given, and today's plan follows."""

    def __init__(self, source: SettingsSource) -> None:
        super().__init__(_("About you"), source)
        profile, today = source.profile(), source.today()
        self._things = fields.equipment_field(profile)
        self._minutes = fields.minutes_field(profile)
        self._knees = fields.knees_field(profile)
        self._since = fields.since_field(profile, today)
        self._runs = fields.runner_field(profile)
        self.age = AgeField()
        self._listen()
        self.column.addWidget(
            text(_("Your plan follows what you say here, from the next session on."), Role.LEAD)
        )
        for field in (self._things, self._minutes, self._knees, self._since, self._runs):
            self.column.addWidget(card(field.accessibleName(), field))
        why = _("Some answers about your knee mean more from a certain age on.")
        self.column.addWidget(card("", Row(_("Your age in years"), self.age, why)))
        self.column.addStretch()
        self.refresh()

    def _listen(self) -> None:
        now = self.source.profile
        self._things.ticked.connect(lambda them: self._keep(fields.with_things(now(), them)))
        self._minutes.chosen.connect(lambda it: self._keep(fields.with_minutes(now(), it)))
        self._knees.chosen.connect(lambda it: self._keep(fields.with_knees(now(), it)))
        self._since.chosen.connect(
            lambda it: self._keep(fields.with_since(now(), it, self.source.today()))
        )
        self._runs.chosen.connect(lambda it: self._keep(fields.with_runner(now(), it)))
        self.age.editingFinished.connect(self._take_age)

    @override
    def refresh(self) -> None:
        """Show what may have been told elsewhere: at the first start, or on Today."""
        profile, today = self.source.profile(), self.source.today()
        self._things.show_values(profile.have)
        self._minutes.show_value(fields.minutes_told(profile) or fields.AS_LONG_AS_IT_TAKES)
        self._knees.show_value(fields.knees_told(profile))
        self._since.show_value(fields.since_told(profile, today))
        self._runs.show_value(fields.runner_told(profile))
        self.age.show_years(profile.age_on(today))

    def _keep(self, profile: Profile) -> None:
        self.source.tell(profile)

    def _take_age(self) -> None:
        profile, today = self.source.profile(), self.source.today()
        told = self.age.years
        if told != profile.age_on(today):
            self._keep(replace(profile, age=told, told=today if told else None))
