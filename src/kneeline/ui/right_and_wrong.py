"""How an exercise goes, and where asked, a common mistake beside it: in step and mirrored alike.

The Library and the player show the same pair. Each side is named by a drawing and in words, so
that nobody has to tell green from red.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from kneeline.coach.exercise import Mark
from kneeline.coach.pain import Zone
from kneeline.ui.icons import Icon, pixmap
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeline.coach.dose import Stroke, Tempo
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Heading

WIDE, HIGH = 16, 9
"""The shape of a film where nothing else decides how high it is."""


class FilmClip(Protocol):
    """What we need of the thing that shows a movement."""

    def show_exercise(
        self, heading: Heading, side: Side | None, *, view: str = "", fault: str = ""
    ) -> None:
        """Show an exercise, mirrored for the side that works; with a fault, how not to do it."""
        ...

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still."""
        ...

    def follow(self, tempo: Tempo | None, *, alone: bool = False) -> None:
        """Run at a tempo; alone where no session counts."""
        ...

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin a part of the movement, in step with the person."""
        ...

    def point_at(self, mark: Mark | None) -> None:
        """Mark the place on the body that matters now."""
        ...

    def keep_step(self, lead: FilmClip) -> None:
        """Run beside another clip, at the same part of the movement."""
        ...


MakeClip = Callable[[], tuple[QWidget, FilmClip]]
"""Makes a fresh clip, as widget and as what it can do (mostly the same thing twice)."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake that was filmed."""

    id: str
    name: str
    mark: Mark | None
    """The place on the body where it is seen."""

    views: tuple[str, ...]
    """Where it was filmed from."""


class Caption(QWidget):
    """A drawing and words below a clip, saying whether that is the way to do it."""

    def __init__(self, icon: Icon, zone: Zone) -> None:
        super().__init__()
        self._icon, self._zone = icon, zone
        self._pixels: int | None = None
        self._drawing = QLabel()
        self._drawing.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        style_as(self._words, Role.LEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(QMargins())
        row.setSpacing(SPACE.s)
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._draw()

    def say(self, words: str) -> None:
        """Say what the clip shows; nothing where that goes without saying."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def write_at(self, pixels: int) -> None:
        """Write so many pixels high, for those who read it from the mat."""
        if pixels != self._pixels:
            self._pixels = pixels
            # By style sheet, because the application's own would win over `setFont`.
            self._words.setStyleSheet(f"font-size: {pixels}px; font-weight: 600;")
            self._draw()

    def _draw(self) -> None:
        height = round((self._pixels or self._words.fontMetrics().height()) * TYPE.lead)
        self._drawing.setPixmap(pixmap(self._icon, look().colours.zones[self._zone].text, height))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


class RightAndWrong(QWidget):
    """One clip, or two beside each other of which one shows a mistake."""

    def __init__(self, make_clip: MakeClip, *, film_shaped: bool = False) -> None:
        """Take how clips are made, and whether they keep a film's shape or fill what there is."""
        super().__init__()
        self._make_clip, self._film_shaped = make_clip, film_shaped
        self._captions = (Caption(Icon.RIGHT_WAY, Zone.FINE), Caption(Icon.WRONG_WAY, Zone.STOP))
        self._views: list[QWidget] = []
        self.clips: tuple[FilmClip, ...] = ()
        """Every clip made so far, the right way first."""

        self.mistake: Mistake | None = None
        self._tempo: Tempo | None = None
        self._alone = False
        self._running = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(QMargins())
        self._grid.setHorizontalSpacing(SPACE.l)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setRowStretch(0, 1)
        for column, caption in enumerate(self._captions):
            caption.hide()
            self._grid.addWidget(caption, 1, column, Qt.AlignmentFlag.AlignTop)

    def show_exercise(
        self, heading: Heading, side: Side | None, view: str, mistake: Mistake | None
    ) -> None:
        """Show the right way from a view, and a mistake beside it; None for no mistake."""
        self.mistake = mistake
        if mistake is not None and mistake.views and view not in mistake.views:
            view = mistake.views[0]
        self._clip(0).show_exercise(heading, side, view=view)
        if mistake is not None:
            self._clip(1).show_exercise(heading, side, view=view, fault=mistake.id)
            self._clip(0).point_at(mistake.mark)
            self._captions[1].say(_("Not like this: {fault}").format(fault=mistake.name))
        self._captions[0].say("" if mistake is None else _("Like this"))
        self._captions[1].setVisible(mistake is not None)
        for column, clip_view in enumerate(self._views):
            clip_view.setVisible(column == 0 or mistake is not None)
            self._grid.setColumnStretch(column, int(not clip_view.isHidden()))
        self._keep_shape()
        self.set_running(self._running)

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still."""
        self._running = running
        for clip, view in zip(self.clips, self._views, strict=True):
            clip.set_running(running and not view.isHidden())

    def follow(self, tempo: Tempo | None, *, alone: bool = False) -> None:
        """Run at a tempo; alone where no session counts, and the right way leads."""
        self._tempo, self._alone = tempo, alone
        for number, clip in enumerate(self.clips):
            clip.follow(tempo, alone=alone and number == 0)

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin a part of the movement."""
        for clip in self.clips:
            clip.begin_stroke(stroke)

    def point_at(self, mark: Mark | None) -> None:
        """Mark the place that matters; beside a mistake that is where the mistake is seen."""
        if self.mistake is None:
            self._clip(0).point_at(mark)

    def write_at(self, pixels: int) -> None:
        """Write the captions so many pixels high."""
        for caption in self._captions:
            caption.write_at(pixels)

    def _clip(self, column: int) -> FilmClip:
        while len(self.clips) <= column:
            view, clip = self._make_clip()
            self._grid.addWidget(view, 0, len(self.clips))
            if self.clips:
                clip.keep_step(self.clips[0])
            self.clips = (*self.clips, clip)
            self._views.append(view)
            # Said now: until Qt shows it by itself it counts as hidden, and would not move.
            view.show()
            self.follow(self._tempo, alone=self._alone)
        return self.clips[column]

    def _keep_shape(self) -> None:
        if not self._film_shaped or not self._views:
            return
        shown = [view for view in self._views if not view.isHidden()]
        width = (self.width() - SPACE.l * (len(shown) - 1)) // len(shown)
        for view in shown:
            view.setFixedHeight(max(1, width * HIGH // WIDE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of a film."""
        super().resizeEvent(event)
        self._keep_shape()
