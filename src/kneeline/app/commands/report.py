"""`kneeline report`: one or two pages for a physiotherapist or doctor."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app import language
from kneeline.app.days import day
from kneeline.app.failures import Refusal
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.insight.days import Span

WEEKS = 12
"""Weeks before the last day that a report is about, unless somebody says otherwise."""

LONGEST_NAME = 200


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "report",
        parents=parents,
        help=_("write a PDF for a physiotherapist or doctor"),
        description=_(
            "Writes one or two pages for a physiotherapist or doctor: pain of both knees, what was"
            " done, levels and doses now, stops, runs, self-tests, notes, and how sure all of it"
            " is. Nothing leaves this computer."
        ),
        epilog=_("Example: kneeline report --out knee.pdf --from 2026-09-01 --name “Ada Example”"),
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help=_("where to"))
    add_period(parser, _("first day (12 weeks before the last, if left out)"))
    parser.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=_("what it is printed on")
    )
    parser.add_argument(
        "--name", default="", metavar="NAME", help=_("whose knees; left out, there is a line")
    )
    parser.set_defaults(run=run)


def add_period(parser: argparse.ArgumentParser, first_day: str) -> None:
    """Take the first and the last day of a period."""
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=first_day)
    parser.add_argument(
        "--to", dest="last", type=day, metavar="DAY", help=_("last day (today, if left out)")
    )


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Write the report, and say where it lies and how many pages it has."""
    demand_ending(chosen.out, ".pdf")
    if len(chosen.name) > LONGEST_NAME:
        raise Refusal(
            _("That name is too long for the page: use at most {most} letters.").format(
                most=LONGEST_NAME
            )
        )
    demand_journal(places)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415 (only for this command)

    clock = SystemClock()
    today = clock.wall().date()
    span = period(chosen.first, chosen.last, today)
    paint_without_a_screen()

    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 (after the platform is chosen)

    from kneeline.app.data.report_rows import reference, report_rows  # noqa: PLC0415
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415
    from kneeline.report import NotWritten, Paper, gather, write  # noqa: PLC0415

    known = reference(places)
    # Held until the end: fonts are its own.
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    language.speak_in_qt(app)
    try:
        with open_journal(places.journal, wall_clock=clock.wall) as journal:
            rows = report_rows(journal, span)
        facts = gather(rows, known, span, today, chosen.name)
        pages = write(facts, chosen.out, Paper(chosen.paper))
    except (JournalError, NotWritten) as error:
        raise Refusal(str(error)) from error
    said = ngettext("{path}: {count} page.", "{path}: {count} pages.", pages)
    print(said.format(path=chosen.out, count=pages))  # noqa: T201 (the command's answer)
    return 0


def demand_ending(path: Path, *endings: str) -> None:
    """Raise a Refusal unless a file's name ends in one of these."""
    if path.suffix.lower() not in endings:
        known = _(" or ").join(endings)
        raise Refusal(
            _("{name} must end in {endings}, to say what to write.").format(
                name=path.name or path, endings=known
            )
        )


def demand_journal(places: Locations) -> None:
    """Raise a Refusal where there is no journal yet: to make one is not this command's part."""
    if not places.journal.exists():
        raise Refusal(
            _(
                "There is no journal at {file}: open Kneeline once, or name the right folder with"
                " --data-dir."
            ).format(file=places.journal)
        )


def period(first: date | None, last: date | None, today: date) -> Span:
    """Return the days from the first to the last; Refusal where that is none."""
    from kneeline.insight.days import Span  # noqa: PLC0415 (NumPy, not for --help)

    last = last or today
    if last > today:
        raise Refusal(_("{day} is still to come; give a last day up to today.").format(day=last))
    first = first or max(last - timedelta(days=WEEKS * 7 - 1), date.min)
    if first > last:
        raise Refusal(
            _("A period cannot begin on {first} and end on {last}: change --from or --to.").format(
                first=first, last=last
            )
        )
    return Span(first, last)


def paint_without_a_screen() -> None:
    """Let Qt draw where there is no screen, as on a server."""
    if sys.platform not in {"win32", "darwin"}:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
