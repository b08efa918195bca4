"""A report as a PDF: its words can be selected, its fonts lie in the file, its lines are lines."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileDevice, QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from kneeline.report.facts import ReportFacts
from kneeline.report.pages import draw_foot, draw_page, lay_out
from kneeline.report.sheet import Sheet
from kneeline.wording import _

DOTS_PER_INCH = 1200


class Paper(Enum):
    """What it is printed on."""

    A4 = "a4"
    LETTER = "letter"


class NotWritten(Exception):
    """The report could not be written; the message names the file, the reason and the remedy."""


def write(facts: ReportFacts, path: Path, paper: Paper) -> int:
    """Write a report as PDF/A-1b and return its pages; NotWritten leaves the place as it was.

    A QGuiApplication must be there, for its fonts.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _not_written(path, file)
    # It tells of somebody's health: nobody else on the computer may read it.
    file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
    pages = _paint(facts, file, paper)
    if not file.commit():
        raise _not_written(path, file)
    return pages


def _paint(facts: ReportFacts, file: QIODevice, paper: Paper) -> int:
    writer = QPdfWriter(file)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    size = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}[paper]
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(layout)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(_("Knee report"))
    writer.setCreator("Kneeline")
    whole = QPageSize(size).size(QPageSize.Unit.Millimeter)
    width, height = whole.width(), whole.height()
    painter = QPainter(writer)
    try:
        sheet = Sheet(writer, painter)
        placed = lay_out(sheet, facts, width, height)
        pages = 1 + max(each.page for each in placed)
        for page in range(pages):
            if page:
                writer.newPage()
            draw_page(sheet, placed, page)
            draw_foot(sheet, facts, page, pages, (width, height))
    finally:
        painter.end()
    return pages


def _not_written(path: Path, file: QSaveFile) -> NotWritten:
    says = _("{path} could not be written ({reason}); choose another place.")
    return NotWritten(says.format(path=path, reason=file.errorString()))
