"""What the page shows in place of charts that have nothing to draw yet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout
from typing_extensions import override

from kneeline.ui.icons import Icon, pixmap
from kneeline.ui.theme import Role, colours, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _


class Coming(QFrame):
    """Names what will appear, and what it takes; on an empty page it also welcomes."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._title = _label(Role.SECTION_TITLE)
        self._words = _label(Role.LEAD)
        self._words.setText(
            _(
                "Each check-in adds a point for each knee. After three days with a score this page"
                " begins to say how your pain changes."
            )
        )
        self._list = _label(Role.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.s)
        for label in (self._picture, self._title, self._words, self._list):
            column.addWidget(label)
        self._draw_picture()
        style_as(self, Role.RAISED)

    def name(self, sentences: Iterable[str], *, welcome: bool) -> None:
        """List the sentences; `welcome` a person who has done nothing yet."""
        self._picture.setVisible(welcome)
        self._words.setVisible(welcome)
        self._title.setText(
            _("Your charts begin with your first session") if welcome else _("Still to come")
        )
        self._list.setText("\n".join(f"•  {sentence}" for sentence in sentences))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Tint the picture again with the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._draw_picture()

    def _draw_picture(self) -> None:
        self._picture.setPixmap(pixmap(Icon.PROGRESS, colours().accent.fill, SPACE.xxxl))


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    style_as(label, role)
    return label
