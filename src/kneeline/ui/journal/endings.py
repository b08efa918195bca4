"""What stands where there is no day to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, card, text
from kneeline.ui.theme import Role
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def found_nothing(show_everything: Callable[[], object]) -> QWidget:
    """Say that nothing like that was written down, and show everything again."""
    everything = button(_("Show everything"))
    everything.clicked.connect(show_everything)
    says = _("Searching looks into your notes and at the names of the exercises you did.")
    return card(_("Nothing like that in your journal"), text(says, Role.MUTED), Flow(everything))


def nothing_yet(add: Callable[[], object]) -> QWidget:
    """Say how an empty journal fills."""
    says = _(
        "Every session, run, pain score and note is written down here by itself, day by day."
        " You can add what happened before, and put right whatever is wrong: nothing is lost,"
        " and the change log keeps what it was."
    )
    now = button(_("Add something now"), Role.PRIMARY, Icon.ADD)
    now.clicked.connect(add)
    return card(_("Your journal is empty"), text(says), Flow(now))
