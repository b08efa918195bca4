"""The ladder of running as a row of steps, with the one to stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui import theme
from kneeline.ui.tokens import RADII, SPACE, TYPE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

RISE = 0.45
"""How much higher the last step is than the first, as a part of the whole height."""


class StageStrip(QWidget):
    """Steps that rise to the right: those behind are filled, the present one carries its number."""

    def __init__(self, stages: int, present: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages, self._present = stages, present
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name = _("Stage {number} of {all}").format(number=min(present, stages), all=stages)
        self.setAccessibleName(_("You run freely") if present > stages else name)

    @override
    def sizeHint(self) -> QSize:
        """Two lines of text high."""
        line = QFontMetricsF(theme.look().font(TYPE.body)).height()
        return QSize(SPACE.xxxl * 4, round(line * 2.4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.look()
        run = look.colours.activities[Activity.RUN]
        width = (self.width() + SPACE.xs) / self._stages
        for stage in range(1, self._stages + 1):
            share = 1 - RISE + RISE * stage / self._stages
            height = self.height() * share
            step = QRectF((stage - 1) * width, self.height() - height, width - SPACE.xs, height)
            here, behind = stage == self._present, stage < self._present
            painter.setPen(Qt.PenStyle.NoPen)
            fill = QColor(run.fill if here or behind else look.colours.hover)
            if behind:
                fill.setAlphaF(0.35)
            painter.setBrush(fill)
            painter.drawRoundedRect(step, RADII.small, RADII.small)
            painter.setFont(look.font(TYPE.body, bold=here))
            ink = run.on if here else look.colours.text if behind else look.colours.muted
            painter.setPen(QColor(ink))
            painter.drawText(step, Qt.AlignmentFlag.AlignCenter, str(stage))
