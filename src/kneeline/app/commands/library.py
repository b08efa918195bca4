"""`kneeline library`: what is loaded, and what is wrong with files somebody wrote."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word with its two: check and list."""
    whole = commands.add_parser(
        "library", parents=parents, help=_("check exercise files, or list what is loaded")
    )
    words = whole.add_subparsers(required=True, metavar=_("check | list"))
    check = words.add_parser(
        "check",
        parents=parents,
        help=_("say what is wrong with exercise and programme files"),
        epilog=_("Exit code 0: nothing is wrong. 1: something is."),
    )
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    check.set_defaults(run=run_check)
    listing = words.add_parser("list", parents=parents, help=_("list what is loaded"))
    listing.add_argument("--json", action="store_true", help=_("everything, as JSON"))
    listing.set_defaults(run=run_list)


def run_check(chosen: argparse.Namespace, places: Locations) -> int:
    """Print each problem in a sentence."""
    from kneeline.library.checking import check  # noqa: PLC0415 (only for this command)

    problems = check(chosen.paths, places.resources)
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201 (the command's answer)
    if not problems:
        count = len(chosen.paths)
        words = ngettext("Nothing is wrong with it.", "Nothing is wrong with them.", count)
        print(words)  # noqa: T201 (the command's answer)
    return 1 if problems else 0


def run_list(chosen: argparse.Namespace, places: Locations) -> int:
    """Print the library, a line each or as JSON."""
    from kneeline.library import load  # noqa: PLC0415 (only for this command)
    from kneeline.library.checking import list_json  # noqa: PLC0415

    library = load(places.resources, own=places.data)
    for problem in library.problems:
        print(problem, file=sys.stderr)  # noqa: T201 (the command's answer)
    if chosen.json:
        print(list_json(library))  # noqa: T201 (the command's answer)
        return 0
    for exercise in library.exercises.values():
        print(f"{exercise.phase.value:<11} {exercise.id:<32} {_(exercise.name)}")  # noqa: T201 (the command's answer)
    for programme in library.programmes.values():
        print(f"{'programme':<11} {programme.id:<32} {_(programme.name)}")  # noqa: T201 (the command's answer)
    return 0
