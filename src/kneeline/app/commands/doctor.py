"""`kneeline doctor`: whether everything a session needs is here and works."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.app.command_line import Parser
    from kneeline.app.locations import Locations


def add_to(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    """Add the word and its options."""
    parser = commands.add_parser(
        "doctor",
        parents=parents,
        help=_("say whether everything a session needs is here and works"),
        description=_(
            "Looks at the journal, the library, the films and the disk, opens a window, plays a"
            " film, and looks for loudspeakers and voices. Changes nothing. The exit code is 1 if"
            " something must be mended."
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("say it as JSON, with all details"))
    # What the doctor's own child processes are told to try.
    parser.add_argument("--probe", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, places: Locations) -> int:
    """Examine, print, and return 1 if something is broken."""
    import msgspec  # noqa: PLC0415 (not for --help)

    from kneeline import __version__  # noqa: PLC0415
    from kneeline.app import doctor  # noqa: PLC0415

    if chosen.probe is not None:
        return doctor.probe(chosen.probe, places)
    findings = doctor.examine(places)
    well = not any(each.grade is doctor.Grade.BROKEN for each in findings)
    if chosen.json:
        report = {"version": __version__, "well": well, "findings": findings}
        said = msgspec.json.format(msgspec.json.encode(report)).decode()
    else:
        said = "\n".join(doctor.lines(findings))
    sys.stdout.write(said + "\n")
    return 0 if well else 1
