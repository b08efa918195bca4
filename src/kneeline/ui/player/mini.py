"""The session in a small window that stays on top, for those who watch something else beside it.

It shows what the player shows and gives every key to it: there is one session, and one player.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.player.banner import Banner
from kneeline.ui.player.dial import Dial
from kneeline.ui.player.picture import counted_in, picture
from kneeline.ui.player.side_badge import SideBadge
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.player.page import PlayerPage

FIRST_SIZE = (480, 340)

LIKE, DIAL_LIKE = 1.2, 0.95
"""Its texts are as large as those of a player this many times as high: it is looked at from a
sofa, but from the corner of the eye. The dial has less room for them."""


class MiniPlayer(QWidget):
    """A small window over all others.

    Signals:
        back_asked: the person closed it, and wants the player again.
    """

    back_asked = Signal()

    def __init__(self, conductor: Conductor, player: PlayerPage, clip_view: QWidget) -> None:
        """Take the session, the player that keys go to, and the picture of the movement."""
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self._conductor, self._player = conductor, player
        # Qt would count a tool window as none, and end the program with the one that it hides.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # noqa: FBT003 (Qt takes it so)
        style_as(self, Role.PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build(clip_view)
        conductor.beat.connect(self.refresh)
        conductor.happened.connect(self.refresh)
        self.refresh()

    def _build(self, clip_view: QWidget) -> None:
        self._dial, self._side, self._banner = Dial(), SideBadge(), Banner()
        aside = QVBoxLayout()
        aside.setSpacing(SPACE.s)
        aside.addWidget(self._side, 0, Qt.AlignmentFlag.AlignHCenter)
        aside.addWidget(self._dial, 1)
        upper = QHBoxLayout()
        upper.setSpacing(SPACE.m)
        upper.addWidget(clip_view, 3)
        upper.addLayout(aside, 2)
        clip_view.show()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addLayout(upper, 1)
        column.addWidget(self._banner)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(QMargins())
        row.setSpacing(SPACE.xs)
        self._go = self._button("", Icon.PAUSE, Qt.Key.Key_Space)
        back = self._button(_("Go back"), Icon.BACK, Qt.Key.Key_Left)
        skip = self._button(_("Skip"), Icon.SKIP, Qt.Key.Key_Right)
        hurts = self._button(_("It hurts"), Icon.HURT, Qt.Key.Key_H, Tint.DANGER)
        large = self._button(_("Full player"), Icon.FULL_SCREEN, Qt.Key.Key_N)
        for each in (back, self._go, skip):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(hurts)
        row.addWidget(large)
        return row

    def _button(self, name: str, icon: Icon, key: Qt.Key, tint: Tint = Tint.TEXT) -> QPushButton:
        made = QPushButton()
        style_as(made, Role.QUIET)
        set_icon(made, icon, tint, look().colours)
        made.setAccessibleName(name)
        made.setToolTip(name)
        # Keys are the player's, whatever was clicked last.
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._press(key))
        return made

    def refresh(self) -> None:
        """Show the moment."""
        engine = self._conductor.engine
        now = picture(engine.timeline, engine.index, self._conductor.elapsed)
        counting = self._conductor.count_in
        stands = engine.paused and counting is None
        if counting is not None:
            now = counted_in(now, counting)
        self._dial.show_picture(now, paused=stands)
        self._side.show_side(now.side)
        self._banner.show_text(self._player.banner_text or now.detail, now.phase)
        self.setWindowTitle(now.title)
        self.setAccessibleName(now.title)
        name = _("Go on") if stands else _("Pause")
        if self._go.accessibleName() != name:
            self._go.setAccessibleName(name)
            self._go.setToolTip(name)
            icon = Icon.PLAY if stands else Icon.PAUSE
            set_icon(self._go, icon, Tint.TEXT, look().colours)

    def _press(self, key: Qt.Key) -> None:
        self._hand_on(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    def _hand_on(self, event: QKeyEvent) -> None:
        QCoreApplication.sendEvent(self._player, event)
        self.refresh()

    # -- Qt ------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give every key to the player."""
        self._hand_on(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every text keep its part of the height."""
        super().resizeEvent(event)
        self._dial.scale_to(round(self.height() * DIAL_LIKE))
        for part in (self._side, self._banner):
            part.scale_to(round(self.height() * LIKE))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Bring the player back instead: a session is ended there, and not by accident here."""
        event.ignore()
        self.back_asked.emit()

    @override
    def sizeHint(self) -> QSize:
        """Large enough to be read from a sofa, small enough for a corner."""
        return QSize(*FIRST_SIZE)
