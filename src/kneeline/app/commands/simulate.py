"""`kneeline simulate`: made-up people over weeks, as one page that a physiotherapist can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations

LONGEST = 104
"""Weeks beyond which a page would be a book."""


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "simulate",
        parents=parents,
        help=_("let a made-up person live with Kneeline, and print what the coach made of it"),
    )
    parser.add_argument("person", nargs="?", metavar="PERSON", help=_("see --list"))
    parser.add_argument("--weeks", type=int, default=12, metavar="N", help=_("how many weeks"))
    parser.add_argument("--list", action="store_true", help=_("name the people, one a line"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Print the people, or one person's page."""
    from kneeline.library import Unreadable, load  # noqa: PLC0415 (only for this command)
    from kneeline.library.rules import coaching  # noqa: PLC0415
    from kneeline.simulation import PEOPLE, live, page  # noqa: PLC0415

    if chosen.list:
        print("\n".join(PEOPLE))  # noqa: T201 (the command's answer)
        return 0
    person = PEOPLE.get(chosen.person or "")
    if person is None:
        raise Refusal(
            _("There is no such person; choose one of: {known}.").format(known=", ".join(PEOPLE))
        )
    if not 1 <= chosen.weeks <= LONGEST:
        raise Refusal(
            _("{weeks} weeks cannot be simulated; choose 1 to {most}.").format(
                weeks=chosen.weeks, most=LONGEST
            )
        )
    try:
        known = coaching(places.resources, load(places.resources))
    except Unreadable as error:
        raise Refusal(str(error)) from error
    print(page(live(person, chosen.weeks, known), known))  # noqa: T201 (the command's answer)
    return 0
