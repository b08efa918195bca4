"""The pages: everything on them, nothing over their edge, two at most, and words that are words."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QPageSize

from kneeline.coach.screening import Raised, Tier
from kneeline.coach.side import Side
from kneeline.insight.days import Span
from kneeline.report import NotWritten, Paper, ReportFacts, ReportRows, write
from kneeline.report.facts import StandingNow, Stop
from kneeline.report.ink import MARGINS, Type
from kneeline.report.pages import lay_out
from kneeline.report.pain_drawing import TICK_ROOM, ticks
from kneeline.report.sheet import Sheet
from tests.unit.report.conftest import LAST, Period, paper

SIZES = {QPageSize.PageSizeId.A4: (210.0, 297.0), QPageSize.PageSizeId.Letter: (215.9, 279.4)}
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 6


def crammed(facts: ReportFacts) -> ReportFacts:
    """Return facts with more of everything, and longer, than two pages can hold."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    notes = tuple(replace(facts.notes[0], text=f"{n} {LONG_WORD} " * 3) for n in range(90))
    standing = StandingNow(LONG_WORD, f"3 × 12, {LONG_WORD}", f"3 × 12, {LONG_WORD}", LAST)
    stop = Stop(LAST, Side.RIGHT, 10, LONG_WORD, ended=True)
    flag = Raised(at, Tier.CLINICIAN_FIRST, ("giving-way", "leg-swelling", "locked-knee"))
    return replace(
        facts,
        who=f"{LONG_WORD} {LONG_WORD}",
        sample=True,
        notes=notes,
        standings=(standing,) * 30,
        stops=(stop,) * 40,
        flags=(flag,) * 9,
        tests=facts.tests * 4,
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("days", [0, 1, 7, 84, 366, 790, -790])
def test_no_block_leaves_the_page_or_covers_another(
    qapp: QGuiApplication, period: Period, size: QPageSize.PageSizeId, days: int
) -> None:
    del qapp  # it owns the fonts
    width, height = SIZES[size]
    facts = period(abs(days)) if days else period(84, rows=ReportRows())
    if days < 0:
        facts = crammed(facts)
    sheet = Sheet(paper(size), None)
    placed = lay_out(sheet, facts, width, height)
    assert {each.page for each in placed} <= {0, 1}
    rows: dict[tuple[int, float], float] = {}
    for each in placed:
        x, y = each.at
        bottom = each.block(sheet, each.at, each.width)
        assert x >= MARGINS.side
        assert x + each.width <= width - MARGINS.side + 0.01
        assert bottom <= height - MARGINS.foot + 0.01
        rows[each.page, y] = max(bottom, rows.get((each.page, y), 0.0))
    for (page, y), bottom in rows.items():
        below = [other for number, other in rows if number == page and other > y]
        assert all(bottom <= other for other in below)


def text_of(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("needs pdftotext of poppler")
    found = subprocess.run([tool, str(path), "-"], capture_output=True, check=True)
    return found.stdout.decode()


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


@pytest.mark.parametrize("kind", Paper)
def test_it_is_a_pdf_of_that_paper_with_its_fonts(
    qapp: QGuiApplication, period: Period, tmp_path: Path, kind: Paper
) -> None:
    del qapp
    pages = write(period(84), tmp_path / "knee.pdf", kind)
    raw = (tmp_path / "knee.pdf").read_bytes()
    assert raw.startswith(b"%PDF-1.4")
    assert b'pdfaid:part="1" pdfaid:conformance="B"' in raw
    assert b"/GTS_PDFA1" in raw
    assert b"/FontFile2" in raw
    assert pages == pages_of(tmp_path / "knee.pdf") == 2
    box = {Paper.A4: rb"595[.\d]* 842", Paper.LETTER: rb"612[.\d]* 792"}[kind]
    assert re.search(rb"/MediaBox \[0[.\d]* 0[.\d]* " + box, raw)
    # Lines and marks are drawn: the only pictures would be ones of the chart.
    assert b"/Subtype /Image" not in raw


def test_its_words_can_be_selected(qapp: QGuiApplication, period: Period, tmp_path: Path) -> None:
    del qapp
    facts = period(84, who="Ada Example")
    write(facts, tmp_path / "knee.pdf", Paper.A4)
    text = text_of(tmp_path / "knee.pdf")
    assert "Ada Example" in text
    assert "Sample data" in text
    assert "first" in text  # not in joined letters
    assert facts.ground.version in text
    assert "Our choice" in text
    assert "does not diagnose" in text
    assert "Page 2 of 2" in text
    for note in facts.notes[-2:]:
        assert note.text.split(".")[0] in " ".join(text.split())


def test_a_person_is_not_called_a_sample(
    qapp: QGuiApplication, period: Period, life: ReportRows, tmp_path: Path
) -> None:
    del qapp
    write(period(84, rows=replace(life, sample=False)), tmp_path / "knee.pdf", Paper.A4)
    assert "ample" not in text_of(tmp_path / "knee.pdf")


def test_nothing_known_makes_one_page(
    qapp: QGuiApplication, period: Period, tmp_path: Path
) -> None:
    del qapp
    assert write(period(84, rows=ReportRows()), tmp_path / "knee.pdf", Paper.LETTER) == 1
    assert "holds nothing from 31 Aug to 22 Nov 2026" in text_of(tmp_path / "knee.pdf")


def test_what_cannot_be_written_leaves_the_place_as_it_was(
    qapp: QGuiApplication, period: Period, tmp_path: Path
) -> None:
    del qapp
    with pytest.raises(NotWritten, match="choose another place"):
        write(period(7), tmp_path / "nowhere" / "knee.pdf", Paper.A4)
    assert list(tmp_path.iterdir()) == []


@given(first=st.dates(date(1990, 1, 1), date(2040, 1, 1)), days=st.integers(1, 8000))
def test_days_under_the_axis_have_room_and_lie_on_it(first: date, days: int) -> None:
    span, width = Span(first, first + timedelta(days=days - 1)), 137.0
    found = [ordinal for ordinal, _words in ticks(span, width)]
    apart = [(b - a) / days * width for a, b in pairwise(found)]
    assert all(room >= TICK_ROOM * 0.9 for room in apart)
    assert all(date.fromordinal(each) in span for each in found)
    assert found or days > 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=120))
def test_broken_lines_lose_no_letter(sheet: Sheet, words: str) -> None:
    lines = list(sheet._broken(words, Type.BODY, 30.0))
    assert "".join("".join(lines).split()) == "".join(words.split())
