"""The last line of the player: the keys that are needed most, and passing notices over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kneeline.ui.player.scale import SMALL, SMALLEST, Scale
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

NOTICE_MS = 6000
"""Milliseconds a passing notice stays on the screen."""


class Footer(QWidget):
    """A short hint; a notice covers it for a while, and nothing moves for that."""

    def __init__(self, page: QWidget) -> None:
        """Stand at the foot of a page, on which a long notice may reach higher."""
        super().__init__(page)
        self._page = page
        self._scale = Scale()
        # The few keys that are needed from the mat; the card has them all.
        self._hint = self._scale.add(QLabel(_("Space pause · H it hurts · ? all keys")), SMALLEST)
        style_as(self._hint, Role.MUTED)
        policy = self._hint.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._hint.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._hint)
        self._notice = self._scale.add(QLabel(page, wordWrap=True), SMALL)
        style_as(self._notice, Role.NOTICE)
        self._notice.hide()
        self._over = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._over.timeout.connect(self._notice.hide)
        self._over.timeout.connect(self._hint.show)

    def notify(self, sentence: str) -> None:
        """Show a passing notice."""
        self._notice.setText(sentence)
        self._notice.show()
        self._hint.hide()
        self.place_notice()
        self._over.start()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._scale.apply(height)
        self.place_notice()

    def place_notice(self) -> None:
        """Lay the notice along the foot of the page, as high as its words need."""
        width = self._page.width() - 2 * SPACE.xl
        height = self._notice.heightForWidth(width)
        top = self._page.height() - SPACE.xs - height
        self._notice.setGeometry(QRect(SPACE.xl, top, width, height))
        self._notice.raise_()
