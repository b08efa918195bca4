"""The command line: what may be typed after `kneeline`, and what each word does."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

import kneeline
from kneeline.app import language, locations
from kneeline.app.commands import open_window
from kneeline.app.failures import Refusal
from kneeline.app.system import crash
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

DONE, REFUSED, MISUSED, BROKEN, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit codes: done; the world refused; wrong words; our own failure; Ctrl+C."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    @override
    def error(self, message: str) -> NoReturn:
        """Leave with the sentence and where to read on."""
        self.exit(MISUSED, f"{self.prog}: {message}. Try “{self.prog} --help”.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit code."""
    # What opens the window is known at once; the other words need all of their modules.
    chosen, rest = _alone().parse_known_args(arguments)
    language.speak(locations.find(chosen.data_dir))
    if rest:
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
    for each in _words():
        each.add_to(commands, [shared])
    return whole


def _words() -> tuple[ModuleType, ...]:
    """Return the module of each word, in the order of the help."""
    from kneeline.app.commands import (  # noqa: PLC0415 (the window opens without them)
        backup,
        chart,
        doctor,
        export,
        import_,
        journal,
        library,
        log,
        report,
        restore,
        sample,
        simulate,
        today,
        tour,
    )

    return (
        *(backup, chart, doctor, export, import_, journal, library, log, report, restore),
        *(sample, simulate, today, tour),
    )


def _alone() -> Parser:
    """Return the parser of what opens the window; it tells the folder of anything else, too.

    Its folder names the language, before there are words for the rest.
    """
    alone = Parser(prog="kneeline", add_help=False)
    _let_choose_folder(alone, default=None)
    open_window.add_to(alone)
    return alone


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
