"""`kneeline sample`: years of a made-up life in an empty journal, each row marked as made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.app.days import day
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations
    from kneeline.simulation.sampling import Shelf

DAYS_A_YEAR, WEEK = 365.25, 7
LONGEST = 30
"""Years beyond which nobody would scroll."""


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "sample",
        parents=parents,
        help=_("fill an empty journal with years of a made-up life"),
        description=_(
            "Fills an empty journal with a made-up life: sessions, pain, runs, self-tests and notes"
            " of two knees, with seasons, flare-ups and missed weeks. Each row is marked as made"
            " up, and the app says so. The same seed and last day give the same journal."
        ),
        epilog=_("Example: kneeline sample --years 2 --data-dir look"),
    )
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--years", type=int, metavar="N", help=_("how many years"))
    length.add_argument("--weeks", type=int, metavar="N", help=_("how many weeks instead"))
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=_("which life"))
    parser.add_argument(
        "--until",
        type=day,
        metavar="DAY",
        help=_("its last day, as 2026-11-22 (today, if left out)"),
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Make the life up, write it, and say what was written where."""
    from kneeline.journal import JournalError, open_journal  # noqa: PLC0415 (only for this command)
    from kneeline.journal.sample import is_empty  # noqa: PLC0415
    from kneeline.simulation.sampling import fill  # noqa: PLC0415
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    days, clock = _days(chosen), SystemClock()
    until = chosen.until or clock.wall().date()
    try:
        if not is_empty(places.journal):
            raise Refusal(
                _(
                    "{file} already holds something, and a sample would mix with it: give the"
                    " sample an empty folder with --data-dir."
                ).format(file=places.journal)
            )
        sample = fill(_shelf(places), until, days, chosen.seed)
        with open_journal(places.journal, wall_clock=clock.wall) as journal:
            sample.write_into(journal)
            sessions, runs = len(journal.sessions()), len(journal.past().runs)
    except JournalError as error:
        raise Refusal(str(error)) from error
    print(  # noqa: T201 (the command's answer)
        _("{file}: {sessions} sessions and {runs} runs of a made-up life, up to {day}.").format(
            file=places.journal, sessions=sessions, runs=runs, day=until.isoformat()
        )
    )
    return 0


def _days(chosen: argparse.Namespace) -> int:
    """Return the number of days asked for; Refusal where nobody could live them."""
    years, weeks = int(chosen.years or 0), int(chosen.weeks or 0)
    days = round(years * DAYS_A_YEAR) or weeks * WEEK
    if not 1 <= days <= round(LONGEST * DAYS_A_YEAR):
        raise Refusal(
            _("A sample is one week to {most} years long; choose such a length.").format(
                most=LONGEST
            )
        )
    if chosen.until is not None and chosen.until.toordinal() <= days:
        raise Refusal(_("No calendar goes back that far; choose a later --until."))
    return days


def _shelf(places: Locations) -> Shelf:
    """Return what the made-up person has at hand: what Kneeline brings, nothing of anybody's."""
    from kneeline.library import Unreadable, load  # noqa: PLC0415 (only for this command)
    from kneeline.library.rules import read_running, read_self_tests  # noqa: PLC0415
    from kneeline.simulation.sampling import Shelf  # noqa: PLC0415

    try:
        return Shelf(
            load(places.resources),
            read_running(places.resources / "running.toml"),
            read_self_tests(places.resources / "self-tests.toml"),
        )
    except Unreadable as error:
        raise Refusal(str(error)) from error
