"""About you: what the first start asked, to be changed at any time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeline.ui.age import AgeField
from kneeline.ui.library.pieces import card, text
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
        things = fields.equipment_field(profile)
        minutes = fields.minutes_field(profile)
        if profile.minutes is None:
            minutes.show_value(fields.AS_LONG_AS_IT_TAKES)
        knees, since = fields.knees_field(profile), fields.since_field(profile, today)
        runs = fields.runner_field(profile)
        self.age = AgeField(profile.age_on(today))
        things.ticked.connect(lambda them: self._keep(fields.with_things(source.profile(), them)))
        minutes.chosen.connect(lambda it: self._keep(fields.with_minutes(source.profile(), it)))
        knees.chosen.connect(lambda it: self._keep(fields.with_knees(source.profile(), it)))
        since.chosen.connect(lambda it: self._keep(fields.with_since(source.profile(), it, today)))
        runs.chosen.connect(lambda it: self._keep(fields.with_runner(source.profile(), it)))
        self.age.editingFinished.connect(self._take_age)
        self.column.addWidget(
            text(_("Your plan follows what you say here, from the next session on."), Role.LEAD)
        )
        self.column.addWidget(card(things.accessibleName(), things))
        self.column.addWidget(card(minutes.accessibleName(), minutes))
        self.column.addWidget(card(knees.accessibleName(), knees))
        self.column.addWidget(card(since.accessibleName(), since))
        self.column.addWidget(card(runs.accessibleName(), runs))
        self.column.addWidget(
            card(
                "",
                Row(
                    _("Your age in years"),
                    self.age,
                    _("Some answers about your knee mean more from a certain age on."),
                ),
            )
        )
        self.column.addStretch()

    def _keep(self, profile: Profile) -> None:
        self.source.tell(profile)

    def _take_age(self) -> None:
        profile, today = self.source.profile(), self.source.today()
        told = self.age.years
        if told != profile.age_on(today):
            self._keep(replace(profile, age=told, told=today if told else None))
