"""The pages of the first start that ask about the person, each one question or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.ui.cards import MorningCard
from kneeline.ui.pieces import text
from kneeline.ui.profile_form import fields
from kneeline.ui.theme import Role
from kneeline.ui.welcome.steps import Step
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from kneeline.journal import Profile
    from kneeline.ui.profile_form.choices import Choice
    from kneeline.ui.welcome.source import FirstStartSource


class ProfileStep(Step):
    """Asks for parts of the profile; every answer is kept as it is given."""

    def __init__(self, title: str, lead: str, source: FirstStartSource) -> None:
        super().__init__(title, lead)
        self._source = source

    def take(self, profile: Profile) -> None:
        """Keep what was told."""
        self._source.tell(profile)
        self.changed.emit()


class EquipmentStep(ProfileStep):
    """Asks what is at hand."""

    def __init__(self, source: FirstStartSource) -> None:
        super().__init__(
            _("What do you have at home?"),
            _("Tick what you can use. You get exercises that need nothing else."),
            source,
        )
        self._field = fields.equipment_field(source.profile())
        self._field.ticked.connect(self._tick)
        self.column.addWidget(self._field)

    def _tick(self, ticked: frozenset[str]) -> None:
        self.take(fields.with_things(self._source.profile(), ticked))

    @property
    @override
    def onward(self) -> str:
        return _("Go on") if self._field.values else _("I have none of it")

    @override
    def advance(self) -> bool:
        self._tick(self._field.values)
        return True

    @override
    def first(self) -> QWidget | None:
        return self._field.cards[0].mark


class AnswersStep(ProfileStep):
    """Asks two questions, of which none must be answered."""

    def __init__(
        self, title: str, lead: str, source: FirstStartSource, asked: tuple[Choice, Choice]
    ) -> None:
        super().__init__(title, lead, source)
        self._asked = asked
        for field in asked:
            self.column.addWidget(text(field.accessibleName(), Role.SECTION_TITLE))
            self.column.addWidget(field)

    @property
    @override
    def onward(self) -> str:
        given = any(field.value for field in self._asked)
        return _("Go on") if given else _("I would rather not say")

    @override
    def first(self) -> QWidget | None:
        cards = self._asked[0].cards
        return next((each.mark for each in cards if each.mark.isChecked()), cards[0].mark)


def knees_step(source: FirstStartSource) -> AnswersStep:
    """Ask which knee hurts, and since when."""
    profile, today = source.profile(), source.today()
    which, since = fields.knees_field(profile), fields.since_field(profile, today)
    step = AnswersStep(
        _("Your knee"),
        _("It helps to know which side to watch. Both are trained all the same."),
        source,
        (which, since),
    )
    which.chosen.connect(lambda value: step.take(fields.with_knees(source.profile(), value)))
    since.chosen.connect(lambda value: step.take(fields.with_since(source.profile(), value, today)))
    return step


def days_step(source: FirstStartSource) -> AnswersStep:
    """Ask whether the person runs, and how many minutes a day there are."""
    profile = source.profile()
    runs, minutes = fields.runner_field(profile), fields.minutes_field(profile)
    step = AnswersStep(
        _("Your days"),
        _("A short session that happens beats a long one that does not."),
        source,
        (runs, minutes),
    )
    runs.chosen.connect(lambda value: step.take(fields.with_runner(source.profile(), value)))
    minutes.chosen.connect(lambda value: step.take(fields.with_minutes(source.profile(), value)))
    return step


class PainStep(Step):
    """Asks how much it hurts today: where the chart begins."""

    def __init__(self, source: FirstStartSource) -> None:
        super().__init__(
            _("How is it today?"),
            _("This is where your chart begins. Think of the worst moment of the last day."),
        )
        self._source = source
        self._knees = [each for each in Side if each in (source.profile().knees or set(Side))]
        self._given: dict[Side, int] = {}
        self._kept: dict[Side, int] = {}
        self._ask = MorningCard(
            self._knees,
            _("How much does it hurt?"),
            _(
                "0 is no pain, 10 the worst imaginable. Press a number for each knee: 0 to 9, or T"
                " for ten."
            ),
        )
        self._ask.scored.connect(self._take)
        self.column.addWidget(self._ask)

    def _take(self, knee: Side, score: int) -> None:
        self._given[knee] = score
        self.changed.emit()

    @property
    @override
    def onward(self) -> str:
        return _("Go on") if self._given else _("I would rather not say")

    @override
    def advance(self) -> bool:
        for knee, score in self._given.items():
            if self._kept.get(knee) != score:
                self._source.log_pain(knee, score)
        self._kept = dict(self._given)
        return True

    @override
    def first(self) -> QWidget | None:
        return self._ask.findChild(QPushButton)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit for the first knee that has no score, or else for the last."""
        typed = event.text().upper()
        score = 10 if typed == "T" else int(typed) if typed.isdigit() and typed.isascii() else None
        if score is None:
            super().keyPressEvent(event)
            return
        left = [each for each in self._knees if each not in self._given]
        self._ask.press((left or self._knees)[0 if left else -1], score)
