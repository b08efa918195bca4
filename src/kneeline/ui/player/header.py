"""The line over the stage: which phase, which exercise, which set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui.phases import phase_name
from kneeline.ui.player.scale import NORMAL, SMALL, Scale
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeline.ui.player.picture import Picture


class Header(QWidget):
    """Says where in the session we are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale()
        self._phase = self._scale.add(QLabel(), SMALL)
        self._name = self._scale.add(QLabel(), NORMAL)
        self._detail = self._scale.add(QLabel(), SMALL)
        style_as(self._phase, Role.CHIP)
        style_as(self._name, Role.SECTION_TITLE)
        style_as(self._detail, Role.MUTED)
        # Which set it is must stand there whole; a name that leaves no room for it is cut short.
        self._full_name = ""
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._phase)
        row.addWidget(self._name)
        row.addWidget(self._detail, 1)

    def show_picture(self, picture: Picture, *, paused: bool) -> None:
        """Show one moment."""
        self._full_name = picture.title
        self._name.setAccessibleName(picture.title)
        _set_text(self._detail, _("Paused") if paused else picture.detail)
        self._phase.setVisible(picture.phase is not None)
        if picture.phase is not None and self._phase.text() != phase_name(picture.phase):
            self._phase.setText(phase_name(picture.phase))
            style_as(self._phase, Role.CHIP, Activity(picture.phase.value))
        self._fit()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._scale.apply(height)
        self._fit()

    def _fit(self) -> None:
        """Give the name what the phase and the set leave."""
        beside = [each for each in (self._phase, self._detail) if not each.isHidden()]
        taken = sum(each.sizeHint().width() + self._row.spacing() for each in beside)
        letters = self._name.fontMetrics()
        around = self._name.sizeHint().width() - letters.horizontalAdvance(self._name.text())
        room = max(self.width() - taken - around, 1)
        name = letters.elidedText(self._full_name, Qt.TextElideMode.ElideRight, room)
        _set_text(self._name, name)
        self._name.setFixedWidth(letters.horizontalAdvance(name) + around)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name anew for another width."""
        super().resizeEvent(event)
        self._fit()


def _set_text(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
