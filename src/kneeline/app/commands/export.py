"""`kneeline export`: take the journal out, as CSV, JSON, FHIR or a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.app.days import day
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    import argparse

    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "export",
        parents=parents,
        help=_("take your journal out, as CSV, JSON, FHIR or a calendar"),
        description=_(
            "csv: a folder with a tidy file for each table, and columns.csv that says what each"
            " column holds. json: the whole journal with its change log, which “kneeline import”"
            " takes in on another computer; exercises and programmes of your own are files in the"
            " data folder and are not part of it. fhir: your pain scores as a FHIR R4 bundle. ics:"
            " the plan of the coming seven days. What is written can be read by you alone."
            " Nothing leaves this computer."
        ),
        epilog=_(
            "Examples: kneeline export --to json --out journal.json · kneeline export --to csv"
            " --out tables --since 2026-01-01 · Exit code 0: written. 1: refused, with the reason."
        ),
    )
    parser.add_argument("--to", required=True, choices=("csv", "json", "fhir", "ics"))
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="PATH",
        help=_("the file to write; for csv a folder"),
    )
    parser.add_argument(
        "--since", type=day, metavar="DAY", help=_("first day (all of them, if left out)")
    )
    parser.add_argument(
        "--codes",
        action="store_true",
        help=_("fhir: name the knee by its SNOMED CT code, too (check that you may use it)"),
    )
    parser.add_argument("--force", action="store_true", help=_("replace what is there already"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Write it, and say how much and where."""
    from kneeline.app.data.exporting import Kind, export  # noqa: PLC0415 (not for --help)
    from kneeline.ui.clock import SystemClock  # noqa: PLC0415

    kind = Kind(chosen.to)
    done = export(
        places,
        SystemClock().wall(),
        kind,
        chosen.out,
        since=chosen.since,
        codes=chosen.codes,
        force=chosen.force,
    )
    words = {
        Kind.FHIR: ngettext("{path}: {count} pain score.", "{path}: {count} scores.", done.rows),
        Kind.ICS: ngettext("{path}: {count} day.", "{path}: {count} days.", done.rows),
    }
    rows = ngettext("{path}: {count} row.", "{path}: {count} rows.", done.rows)
    print(words.get(kind, rows).format(path=done.path, count=done.rows))  # noqa: T201 (the command's answer)
    return 0
