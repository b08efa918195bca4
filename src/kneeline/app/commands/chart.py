"""`kneeline chart`: one chart of the Progress page as a picture, a drawing or its figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app import language
from kneeline.app.commands.report import (
    add_period,
    demand_ending,
    demand_journal,
    paint_without_a_screen,
    period,
)
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.ui.charts.board import Board
    from kneeline.ui.clock import SystemClock

CHARTS = ("pain", "calendar", "rolling", "ladder", "felt", "self-tests", "runs")
"""The words for the charts, in the order of the Progress page."""


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "chart",
        parents=parents,
        help=_("write a chart as PNG, SVG or CSV"),
        description=_(
            "Writes one chart of the Progress page: as a picture (.png), a drawing (.svg), or its"
            " figures (.csv). The end of the file’s name says which."
        ),
        epilog=_("Example: kneeline chart --out pain.svg --from 2026-09-01"),
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_("where to: .png, .svg or .csv")
    )
    parser.add_argument("--chart", choices=CHARTS, default="pain", help=_("which one"))
    add_period(parser, _("first day (12 weeks before the last, if left out)"))
    parser.add_argument(
        "--theme", choices=("light", "dark"), default="light", help=_("colours of the picture")
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Draw the chart and write it."""
    demand_ending(chosen.out, ".png", ".svg", ".csv")
    demand_journal(places)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415 (only for this command)

    clock = SystemClock()
    span = period(chosen.first, chosen.last, clock.wall().date())
    paint_without_a_screen()

    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (after the platform is chosen)

    from kneeline.app.system import log  # noqa: PLC0415
    from kneeline.journal import JournalError  # noqa: PLC0415
    from kneeline.ui import theme  # noqa: PLC0415
    from kneeline.ui.charts.export import UNSEEN_PAGE, NotSaved, save  # noqa: PLC0415

    log.keep_in(places.logs)
    app = QApplication(sys.argv[:1])
    language.speak_in_qt(app)
    try:
        theme.apply_theme(app, chosen.theme, 1.0)
        board = _board(places, clock)
        card = board.cards[CHARTS.index(chosen.chart)]
        if card.chart.is_empty():
            raise Refusal(_("There is nothing to draw yet. {what}").format(what=card.empty))
        # Whether days or weeks are drawn depends on the room there is for them.
        board.resize(UNSEEN_PAGE)
        board.grab()
        card.show_span(span)
        save(card.chart, chosen.out)
    except (JournalError, NotSaved) as error:
        raise Refusal(str(error)) from error
    print(chosen.out)  # noqa: T201 (the command's answer)
    return 0


def _board(places: Locations, clock: SystemClock) -> Board:
    """Return all charts, drawn from the journal."""
    from kneeline import library  # noqa: PLC0415 (only for this command)
    from kneeline.app.progress_source import progress_source  # noqa: PLC0415
    from kneeline.journal import open_journal  # noqa: PLC0415
    from kneeline.library.rules import read_self_tests  # noqa: PLC0415
    from kneeline.ui.charts.board import Board  # noqa: PLC0415
    from kneeline.ui.progress import ALL_DAYS  # noqa: PLC0415

    board = Board()
    with open_journal(places.journal, wall_clock=clock.wall) as journal:
        shelf = library.load(places.resources, own=places.data)
        tests = read_self_tests(places.resources / "self-tests.toml")
        board.draw_at_once(progress_source(journal, shelf, clock, tests), ALL_DAYS)
    return board
