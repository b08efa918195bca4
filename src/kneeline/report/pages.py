"""Puts the blocks on one or two pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kneeline.report import blocks
from kneeline.report.blocks import Block
from kneeline.report.facts import ReportFacts
from kneeline.report.ink import GAPS, HAIR, MARGINS, Type
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.wording import _

MOST_PAGES = 2
LEFT_SHARE = 0.58
"""Share of the width that the left one of two blocks takes."""

LEAST_NOTES = 24.0
"""Millimetres below which notes are worth another page."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place on a page."""

    page: int
    """From 0."""

    at: Point
    width: float
    block: Block


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows beyond which a table only says how many more there are."""

    standings: int
    stops: int
    tests: int


ROOMY, CRAMMED = Rows(standings=8, stops=6, tests=14), Rows(standings=5, stops=3, tests=8)


def lay_out(sheet: Sheet, facts: ReportFacts, width: float, height: float) -> tuple[Placed, ...]:
    """Return the blocks in their places on paper of so many millimetres.

    Two pages are all that a clinician reads: what does not fit is counted and stays in the journal.
    """
    flow = _Flow(sheet.muted(), width, height)
    if facts.empty:
        for block in (blocks.head(facts), blocks.nothing(facts), blocks.ground(facts)):
            flow.put(block)
        return tuple(flow.placed)
    _fill(flow, facts, ROOMY)
    if flow.left < -GAPS.block:
        flow = _Flow(sheet.muted(), width, height)
        _fill(flow, facts, CRAMMED)
    return tuple(flow.placed)


def _fill(flow: _Flow, facts: ReportFacts, rows: Rows) -> None:
    flow.put(blocks.head(facts))
    flow.put(blocks.key_figures(facts))
    flow.put(blocks.pain(facts))
    flow.put_beside(blocks.strength(facts, rows.standings), blocks.adherence(facts), LEFT_SHARE)
    flow.put_beside(blocks.stops(facts, rows.stops), blocks.running(facts), LEFT_SHARE)
    flow.put(blocks.tests(facts, rows.tests))
    ground = blocks.ground(facts)
    below = flow.height_of(ground) + GAPS.block
    if flow.left - below < LEAST_NOTES:
        flow.turn()
    flow.put(blocks.notes(facts, flow.left - below))
    flow.put(ground)


def draw_page(sheet: Sheet, placed: Sequence[Placed], page: int) -> None:
    """Draw the blocks of one page."""
    for each in placed:
        if each.page == page:
            each.block(sheet, each.at, each.width)


def draw_foot(sheet: Sheet, facts: ReportFacts, page: int, pages: int, size: Point) -> None:
    """Draw what stands at the foot of every page."""
    width, height = size
    x, y = MARGINS.side, height - MARGINS.foot + GAPS.block
    room = width - 2 * MARGINS.side
    sheet.line([(x, y - GAPS.hair), (x + room, y - GAPS.hair)], HAIR)
    # The name comes last: it may be long, and is what may be cut.
    words = [_("Kneeline is a coach, not a clinician: it does not diagnose.")]
    words += [_("Sample data")] if facts.sample else []
    words += [facts.who] if facts.who else []
    number = _("Page {page} of {pages}").format(page=page + 1, pages=pages)
    sheet.say(" · ".join(words), Type.CAPTION, (x, y), room - 30)
    sheet.say(number, Type.CAPTION, (x, y), room, Align.RIGHT)


class _Flow:
    """Puts one block under another, and turns the page where one does not fit."""

    def __init__(self, sheet: Sheet, width: float, height: float) -> None:
        self._sheet = sheet
        self._width = width - 2 * MARGINS.side
        self._end = height - MARGINS.foot
        self._page, self._y = 0, MARGINS.top
        self.placed: list[Placed] = []

    @property
    def left(self) -> float:
        """Millimetres that are left on the page."""
        return self._end - self._y

    def height_of(self, block: Block, width: float | None = None) -> float:
        """Return how high a block is."""
        return block(self._sheet, (0, 0), width or self._width)

    def turn(self) -> None:
        """Go on on the next page, while there is one."""
        if self._page + 1 < MOST_PAGES:
            self._page, self._y = self._page + 1, MARGINS.top

    def put(self, block: Block) -> None:
        """Put a block over the whole width."""
        self._place([(block, 0.0, self._width)])

    def put_beside(self, first: Block, second: Block, share: float) -> None:
        """Put two blocks beside each other; the first takes a share of the width."""
        room = self._width - GAPS.column
        right = self._width - room * (1 - share)
        self._place([(first, 0.0, room * share), (second, right, room * (1 - share))])

    def _place(self, row: Sequence[tuple[Block, float, float]]) -> None:
        high = max(self.height_of(block, width) for block, _x, width in row)
        if high > self.left:
            self.turn()
        self.placed += [
            Placed(self._page, (MARGINS.side + x, self._y), width, block) for block, x, width in row
        ]
        self._y += high + GAPS.block
