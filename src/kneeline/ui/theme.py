"""The look in force: apply a scheme and a text size, and ask what they came to.

Call `apply_theme` once at start and again when a setting changes. Widgets say what they are with
`style_as(label, Role.PAGE_TITLE)`; the style sheet does the rest. A widget that paints itself asks
`look()` for colours and fonts, and asks again on `QEvent.Type.StyleChange`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kneeline.ui import icons
from kneeline.ui.styling import style_sheet
from kneeline.ui.system_motion import system_wants_calm
from kneeline.ui.tokens import DARK, LIGHT, Activity, Colours

Scheme = Literal["light", "dark", "system"]
Motion = Literal["system", "full", "reduced"]


class Role(StrEnum):
    """What a widget is, for the style sheet."""

    PAGE = "page"
    """The ground of a whole page or window."""

    PAGE_TITLE = "page-title"
    SECTION_TITLE = "section-title"
    LEAD = "lead"
    """A sentence that matters more than the rest."""

    BODY = "body"
    MUTED = "muted"
    CAPTION = "caption"
    BIG_NUMBER = "big-number"
    CARD = "card"
    RAISED = "raised"
    """A quiet block inside a card."""

    CHART = "chart"
    """A chart that takes keys, on a card."""

    CHIP = "chip"
    """A small filled label; with `accent` set, in that activity's colours."""

    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    NAVIGATION = "navigation"
    """A checkable button of the main navigation."""

    SCORE = "score"
    """A checkable number of a row from 0 to 10."""

    RANGE = "range"
    """A checkable button of a small row of which one is chosen."""

    NOTICE = "notice"
    """A line that tells of a problem and its remedy."""

    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and the text size in force."""

    colours: Colours
    body_points: float
    """The system's text size times the person's own factor, in points."""

    family: str
    dark: bool

    def points(self, factor: float) -> float:
        """Return a text size of the type scale in points."""
        return self.body_points * factor

    def font(self, factor: float, *, bold: bool = False) -> QFont:
        """Return the font of a text size of the type scale."""
        font = QFont(self.family)
        font.setPointSizeF(self.points(factor))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


class _InForce:
    """The one look of the process: Qt has one palette and one style sheet too."""

    look: Look | None = None
    glyphs: QTemporaryDir | None = None
    """Ticks and arrows in the colours of the look; gone when the process ends."""

    follower: _SystemFollower | None = None
    motion: Motion = "system"


class _SystemFollower(QObject):
    """Applies the theme again when the system turns light or dark."""

    def __init__(self, app: QApplication, text_scale: float) -> None:
        super().__init__(app)
        self._app = app
        self._text_scale = text_scale
        app.styleHints().colorSchemeChanged.connect(self._turned)

    @Slot()
    def _turned(self) -> None:
        _put_on(self._app, dark=_system_is_dark(self._app), text_scale=self._text_scale)

    def let_go(self) -> None:
        self._app.styleHints().colorSchemeChanged.disconnect(self._turned)
        self.deleteLater()


FUSION = "kneeline_fusion"
"""What an application is marked with that draws its widgets by Qt's own hand."""


def apply_theme(app: QApplication, scheme: Scheme, text_scale: float = 1.0) -> Look:
    """Dress the whole application; may be called again at any time.

    `text_scale` multiplies the system's own text size, 0.5 to 4.
    """
    if _InForce.follower is not None:
        _InForce.follower.let_go()
        _InForce.follower = None
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # Title bars and native dialogs follow this; Unknown hands the choice back to the system.
    app.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    if scheme == "system":
        _InForce.follower = _SystemFollower(app, text_scale)
    dark = scheme == "dark" or (scheme == "system" and _system_is_dark(app))
    return _put_on(app, dark=dark, text_scale=text_scale)


def set_motion(app: QApplication, motion: Motion) -> None:
    """Say whether things may move; may be called again at any time."""
    _InForce.motion = motion
    # Asking the system costs more than a first paint may take: without a wish, its theme decides.
    if motion != "system":
        for effect in _QT_MOVES:
            app.setEffectEnabled(effect, motion == "full")


def may_move() -> bool:
    """Whether something may move on the screen that need not; ask it before each movement."""
    if _InForce.motion == "system":
        return not system_wants_calm()
    return _InForce.motion == "full"


_QT_MOVES = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
"""What Qt itself lets slide and fade."""


def look() -> Look:
    """Return the look in force; light at the system's text size until a theme is applied."""
    if _InForce.look is None:
        return _look(dark=False, text_scale=1.0)
    return _InForce.look


def colours() -> Colours:
    """Return the colours in force."""
    return look().colours


def style_as(widget: QWidget, role: Role, accent: Activity | None = None) -> None:
    """Say what a widget is; where it has a phase's or the run's accent, say which."""
    widget.setProperty("role", role.value)
    widget.setProperty("accent", accent.value if accent else None)
    if role in {Role.PAGE, Role.CARD, Role.RAISED}:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    # What was never shown is dressed when it is, once.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _look(*, dark: bool, text_scale: float) -> Look:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = system.pointSizeF()
    if points <= 0:  # a system that counts in pixels
        points = system.pixelSize() * 72 / QApplication.primaryScreen().logicalDotsPerInch()
    scale = min(max(text_scale, 0.5), 4.0)
    return Look(DARK if dark else LIGHT, points * scale, system.family(), dark)


def _put_on(app: QApplication, *, dark: bool, text_scale: float) -> Look:
    look = _look(dark=dark, text_scale=text_scale)
    _InForce.look = look
    if not app.property(FUSION):
        app.setStyle("Fusion")
        app.setProperty(FUSION, 1)
    app.setPalette(_palette(look.colours))
    app.setFont(look.font(1.0))
    app.setStyleSheet(style_sheet(look, _glyphs(look.colours)))
    icons.tint_again(app.allWidgets(), look.colours)
    return look


def _glyphs(colours: Colours) -> str:
    # A fresh folder each time: Qt caches the images of a style sheet by their path.
    _InForce.glyphs = QTemporaryDir()
    if _InForce.glyphs.isValid():
        icons.write_glyphs(Path(_InForce.glyphs.path()), colours)
    return _InForce.glyphs.path()


def _palette(colours: Colours) -> QPalette:
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    palette = QPalette()
    plain = {
        role.Window: colours.background,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger.fill,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.outline,
        role.Highlight: colours.selection.fill,
        role.HighlightedText: colours.selection.on,
        role.Accent: colours.accent.fill,
        role.Link: colours.accent.fill,
        role.LinkVisited: colours.accent.fill,
    }
    for each, colour in plain.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, each, QColor(colours.disabled))
    return palette


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
