"""What every page of the first start is, and those about safety: what this is, may it start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.ui.icons import Icon
from kneeline.ui.pieces import Drawing, beside, card, text
from kneeline.ui.screening import RedFlags
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.welcome.source import FirstStartSource


class Step(QWidget):
    """A page: a title, a lead, and what is asked.

    Signals:
        changed: the words of the big button may be others now.
    """

    changed = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.l)
        self.column.addWidget(text(title, Role.PAGE_TITLE))
        self.column.addWidget(text(lead, Role.LEAD))

    @property
    def onward(self) -> str:
        """The words of the big button."""
        return _("Go on")

    @property
    def ready(self) -> bool:
        """Whether nothing that must be told is missing."""
        return True

    def advance(self) -> bool:
        """Do what the big button says; return whether to go to the next page."""
        return True

    def first(self) -> QWidget | None:
        """Return what the keyboard should stand on; None for the big button."""
        return None


class WelcomeStep(Step):
    """Says what this is, and what it is not."""

    def __init__(self) -> None:
        super().__init__(
            _("Welcome to Kneeline"),
            _(
                "Kneeline coaches people with runner's knee at home: roll, wake up the glutes, get"
                " moving, get strong. It shows and says what to do, and changes the plan when"
                " something hurts."
            ),
        )
        told = (
            beside(Drawing(icon, times=TYPE.section), text(words, Role.LEAD), SPACE.l)
            for icon, words in _good_to_know()
        )
        self.column.addWidget(card(_("Good to know before you start"), *told))

    @property
    @override
    def onward(self) -> str:
        return _("Begin")


def _good_to_know() -> tuple[tuple[Icon, str], ...]:
    return (
        (
            Icon.HURT,
            _(
                "It is a coach, not a clinician. It does not diagnose, and it cannot promise that"
                " your knee will heal."
            ),
        ),
        (
            Icon.FOLDER,
            _(
                "What you tell it stays on this computer. There is no account, and nothing is ever"
                " sent."
            ),
        ),
        (
            Icon.TODAY,
            _(
                "A few questions come first. They take two or three minutes, and you can stop at"
                " any page and go on later."
            ),
        ),
        (Icon.EDIT, _("You can change every answer later, in Settings.")),
    )


class ScreeningStep(Step):
    """Asks all red flags, and says what to do where one is up."""

    def __init__(self, source: FirstStartSource) -> None:
        super().__init__(
            _("First, is it safe to start?"),
            _(
                "Tick what is true for you. Some answers mean that somebody should look at your"
                " knee before you train."
            ),
        )
        self._source = source
        self._flags = RedFlags(source.questions, with_age=True)
        self._flags.changed.connect(self.changed)
        self.column.addWidget(self._flags)
        self.advice = ""

    @property
    @override
    def onward(self) -> str:
        if not self._flags.complete:
            return _("Your age first")
        return _("Go on") if self._flags.ticked else _("Nothing of this")

    @property
    @override
    def ready(self) -> bool:
        return self._flags.complete

    @override
    def advance(self) -> bool:
        self.advice = self._source.screen(self._flags.answers())
        return True

    @override
    def first(self) -> QWidget | None:
        return self._flags.age


class AdviceStep(Step):
    """Says who should look at the knee first; the plan is locked until somebody has."""

    def __init__(self, advice: str) -> None:
        super().__init__(
            _("Please let somebody look at it first"),
            _("What you ticked should be looked at before you train."),
        )
        self.column.addWidget(text(advice, Role.ERROR))
        self.column.addWidget(
            card(
                "",
                text(
                    _(
                        "Your plan stays locked until you tell Kneeline that a clinician said you"
                        " may train. You find that on Today. You can set up the rest now, or when"
                        " you come back."
                    )
                ),
            )
        )

    @property
    @override
    def onward(self) -> str:
        return _("I have read this")
