"""When we fail: a report in a file, a sentence on the screen, and the journal left intact.

A report holds the traceback and the versions, and no values: nothing a person told us.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import kneeline
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)

KEPT = 20
"""Reports kept; older ones go."""


def catch_our_own(folder: Path, tell: Callable[[str], None]) -> None:
    """Turn what nobody caught into a report and a sentence, from now on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(sentence(write_report(folder, error)))

    sys.excepthook = hook


def watch_for_faults(folder: Path) -> None:
    """Have Python write its stacks to a file if the process dies of a fault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Open for as long as the process lives: the handler writes to it while everything burns.
        file = (folder / "fault.txt").open("w", encoding="utf-8")
    except OSError:
        faulthandler.enable()
    else:
        faulthandler.enable(file)


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Write a report and return where it lies; None if the folder takes no files."""
    at = datetime.now(UTC)
    lines = [
        f"Kneeline {kneeline.__version__}, Python {platform.python_version()}, {platform.system()}",
        at.isoformat(timespec="seconds"),
        "",
        *traceback.format_list(traceback.extract_tb(error.__traceback__)),
        type(error).__name__,
    ]
    path = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    log.error("an error of our own: %s", type(error).__name__, exc_info=error)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(line.rstrip("\n") for line in lines) + "\n", encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def sentence(report: Path | None) -> str:
    """Return what to tell the person."""
    if report is None:
        return _(
            "Something went wrong inside Kneeline, and no report could be written. Your journal is"
            " safe. Please close Kneeline and start it again."
        )
    return _(
        "Something went wrong inside Kneeline. Your journal is safe. A report, with nothing about"
        " your health in it, is in {path}."
    ).format(path=report)
