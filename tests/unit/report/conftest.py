"""A made-up life, once for all tests, and the facts of any period of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter

from kneeline.app import locations
from kneeline.app.data.report_rows import reference, report_rows
from kneeline.insight.days import Span
from kneeline.journal import open_journal
from kneeline.library.rules import read_running
from kneeline.report import Reference, ReportFacts, ReportRows, gather
from kneeline.report.sheet import Sheet
from kneeline.simulation.sampling import Shelf, fill

LAST = date(2026, 11, 22)
DAYS = 800

Period = Callable[..., ReportFacts]


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return reference(locations.find(tmp_path_factory.mktemp("nobody")))


@pytest.fixture(scope="session")
def life(known: Reference, tmp_path_factory: pytest.TempPathFactory) -> ReportRows:
    runs = read_running(locations.find().resources / "running.toml")
    shelf = Shelf(known.library, runs, tuple(known.tests))
    path = tmp_path_factory.mktemp("life") / "journal.db"
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with open_journal(path, wall_clock=lambda: noon) as journal:
        fill(shelf, LAST, DAYS, seed=5).write_into(journal)
        return report_rows(journal, Span(LAST - timedelta(days=DAYS), LAST))


@pytest.fixture(scope="session")
def period(known: Reference, life: ReportRows) -> Period:
    def of(days: int, last: date = LAST, who: str = "", rows: ReportRows = life) -> ReportFacts:
        return gather(rows, known, Span(last - timedelta(days=days - 1), last), LAST, who)

    return of


@pytest.fixture
def sheet(qapp: QGuiApplication) -> Sheet:
    del qapp  # it owns the fonts
    return Sheet(paper(QPageSize.PageSizeId.A4), None)


def paper(size: QPageSize.PageSizeId) -> QPdfWriter:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    buffer.setParent(writer)
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(layout)
    writer.setResolution(1200)
    return writer
