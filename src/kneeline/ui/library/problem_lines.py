"""What is wrong with the person's own files, in plain sentences at the top of the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeline.ui.icons import Icon
from kneeline.ui.pieces import clear, copyable, link, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeline.library import Problem

MOST_PROBLEMS = 3
"""Problems told at once; one more line counts the rest."""


class ProblemLines(QWidget):
    """A few problems, each with file, place and remedy, and a way to the folder to mend them."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder, which is opened on demand."""
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE.s)
        go = link(_("Open my folder"), Icon.FOLDER)
        go.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addLayout(self._lines, 1)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the first of these, and how many more there are; hidden without any."""
        clear(self._lines)
        for problem in problems[:MOST_PROBLEMS]:
            short = replace(problem, path=Path(*problem.path.parts[-2:]))
            line = copyable(text(str(short), Role.NOTICE))
            line.setToolTip(str(problem.path))
            self._lines.addWidget(line)
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            says = ngettext("and {count} more problem", "and {count} more problems", more)
            self._lines.addWidget(text(says.format(count=more), Role.MUTED))
        self.setVisible(bool(problems))
