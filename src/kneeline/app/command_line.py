"""The command line: what may be typed after `kneeline`, and what each word does."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

import kneeline
from kneeline.app import crash, language, locations
from kneeline.app.commands import (
    backup,
    chart,
    doctor,
    export,
    import_,
    journal,
    library,
    log,
    open_window,
    report,
    restore,
    sample,
    simulate,
    today,
    tour,
)
from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, REFUSED, MISUSED, BROKEN, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit codes: done; the world refused; wrong words; our own failure; Ctrl+C."""

COMMANDS = (
    *(backup, chart, doctor, export, import_, journal, library, log, report, restore),
    *(sample, simulate, today, tour),
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    @override
    def error(self, message: str) -> NoReturn:
        """Leave with the sentence and where to read on."""
        self.exit(MISUSED, f"{self.prog}: {message}. Try “{self.prog} --help”.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit code."""
    language.speak(locations.find(_folder_of(arguments)))
    chosen = parser().parse_args(arguments)
    places = locations.find(chosen.data_dir)
    try:
        return int(chosen.run(chosen, places))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 (standard error is the command line's voice)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (`… | head`) has had enough; Python must not flush into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 (the last to catch a failure of ours)
        told = crash.write_report(places.crashes, error)
        print(crash.sentence(told), file=sys.stderr)  # noqa: T201 (the same)
        return BROKEN


def parser() -> Parser:
    """Return the parser with every command."""
    whole = Parser(
        prog="kneeline",
        description=_("Guided sessions at home for runner's knee. Alone, it opens the app."),
    )
    whole.add_argument("--version", action="version", version=f"Kneeline {kneeline.__version__}")
    _let_choose_folder(whole, default=None)
    open_window.add_to(whole)
    commands = whole.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    shared = Parser(add_help=False)
    _let_choose_folder(shared, default=argparse.SUPPRESS)
    for each in COMMANDS:
        each.add_to(commands, [shared])
    return whole


def _folder_of(arguments: Sequence[str] | None) -> Path | None:
    """Return the folder whose settings name the language, before there are words for the rest."""
    early = Parser(prog="kneeline", add_help=False)
    _let_choose_folder(early, default=None)
    return early.parse_known_args(arguments)[0].data_dir  # type: ignore[no-any-return]  # argparse types nothing


def _let_choose_folder(parser: Parser, *, default: str | None) -> None:
    """Take `--data-dir`, before a command and after it; unsaid after, it means what was before."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=default,
        help=_("where your journal and settings lie (also: {variable})").format(
            variable=locations.DATA_DIR_VARIABLE
        ),
    )
