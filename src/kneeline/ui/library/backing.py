"""Where an exercise's claims come from, one click away, each with how sure we are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneeline.coach.certainty import Certainty
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.library.words import (
    certainty_meaning,
    certainty_name,
    claim_name,
    first_letter_up,
    source_name,
)
from kneeline.ui.pieces import button, card, chip, copyable, strong, text
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeline.coach.exercise import Exercise
    from kneeline.library import Source


class Backing(QFrame):
    """A heading with a count by certainty, and a button that opens the list of sources."""

    def __init__(self, exercise: Exercise, sources: Mapping[str, Source]) -> None:
        super().__init__()
        self._exercise = exercise
        known = [sources[key] for key in exercise.sources if key in sources]
        # What was checked best first; within that, as the file has it.
        order = list(Certainty)
        self._sources = sorted(known, key=lambda source: order.index(source.certainty))
        self._unknown = [key for key in exercise.sources if key not in sources]
        self._list: QWidget | None = None
        style_as(self, Role.CARD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        self._column.setSpacing(SPACE.m)
        self._column.addWidget(text(_("Where this comes from"), Role.SECTION_TITLE))
        self._column.addWidget(text(self._counts(), Role.MUTED))
        self._open = button("")
        self._open.setCheckable(True)
        self._open.toggled.connect(self._toggle)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch()
        self._column.addLayout(row)
        self._toggle(down=False)

    def _counts(self) -> str:
        counts = Counter(source.certainty for source in self._sources)
        parts = [
            _("{certainty}: {count}").format(certainty=certainty_name(each), count=counts[each])
            for each in Certainty
            if counts[each]
        ]
        total = len(self._sources)
        lead = ngettext("{count} source.", "{count} sources.", total).format(count=total)
        return f"{lead} {' · '.join(parts)}"

    def _toggle(self, down: bool) -> None:  # noqa: FBT001 (Qt's signal hands it so)
        self._open.setText(_("Hide the sources") if down else _("Show the sources"))
        set_icon(self._open, Icon.HIGHER if down else Icon.LOWER, Tint.TEXT, look().colours)
        if down and self._list is None:
            self._list = self._all()
            self._column.addWidget(self._list)
        if self._list is not None:
            self._list.setVisible(down)

    def _all(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        for source in self._sources:
            column.addWidget(self._one(source))
        for key in self._unknown:
            says = _("“{key}” is named, but no file of sources describes it.").format(key=key)
            column.addWidget(text(says, Role.MUTED))
        return holder

    def _one(self, source: Source) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(copyable(strong(source_name(source))), 1)
        head.addWidget(chip(certainty_name(source.certainty)))
        rows: list[QWidget] = [copyable(text(_(source.takes)))]
        backs = [each.claim for each in self._exercise.backing if each.source == source.key]
        stands = ", ".join(claim_name(claim) for claim in dict.fromkeys(backs))
        sure = certainty_meaning(source.certainty)
        behind = _("It stands behind: {claims}.").format(claims=stands) if stands else ""
        rows.append(text(" ".join(part for part in (sure, behind) if part), Role.MUTED))
        paper = ". ".join(part for part in (source.title, source.journal or "") if part)
        if paper:
            rows.append(copyable(text(first_letter_up(paper), Role.CAPTION)))
        return card("", head, *rows, role=Role.RAISED)
