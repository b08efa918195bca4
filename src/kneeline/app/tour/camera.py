"""Pictures of the window, in both sizes and both schemes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kneeline.ui.library.page import LibraryPage
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Scheme, apply_theme, look

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

SIZES = ((1366, 768), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(slots=True)
class Camera:
    """Photographs one window into a folder."""

    app: QApplication
    window: QWidget
    folder: Path
    taken: list[Path] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def photograph(self, subject: str) -> None:
        """Take a picture of the window in each scheme and size; they sort in the order taken."""
        for scheme in SCHEMES:
            self.dress(scheme)
            self.photograph_as_it_is(subject, scheme)
        self.dress(SCHEMES[0])

    def dress(self, scheme: Scheme) -> None:
        """Show the window in a scheme; with all pages open this takes a second."""
        if look().dark is not (scheme == "dark"):
            apply_theme(self.app, scheme)
            self.settle()

    def photograph_as_it_is(self, subject: str, scheme: Scheme) -> None:
        """Take a picture in each size, in the scheme that the window is in."""
        number = self._numbers.setdefault(subject, len(self._numbers) + 1)
        for width, height in SIZES:
            self.window.resize(width, height)
            self.settle()
            path = self.folder / f"{number:02}-{subject}-{width}x{height}-{scheme}.png"
            if not self.window.grab().save(str(path)):
                message = f"the picture {path} could not be written"
                raise OSError(message)
            self.taken.append(path)
        self.window.resize(*SIZES[0])
        self.settle()

    def settle(self) -> None:
        """Let the window fill its pages, draw its stills, lay itself out and paint."""
        self._turn()
        while self._busy():
            self._turn()
        self._turn()

    def _busy(self) -> bool:
        works = self.window.findChildren(StepByStep)
        libraries = self.window.findChildren(LibraryPage)
        return any(each.working for each in works) or any(each.drawing for each in libraries)

    def _turn(self) -> None:
        for _round in range(3):
            self.app.sendPostedEvents()
            self.app.processEvents()
