"""When we fail: a report in a file, a sentence on the screen, and the journal left intact.

A report holds the traceback and the versions, and no values: nothing a person told us.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import kneeline
from kneeline.app.locations import make_private, privately
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)

KEPT = 20
"""Reports kept; older ones go."""


def catch_our_own(folder: Path, tell: Callable[[str], None]) -> None:
    """Turn what nobody caught into a report and a sentence, from now on.

    Each failure once: a timer may fail ten times a second, and telling of it lets the timer run.
    """
    known: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        happened = _what_happened(error)
        if happened not in known:
            known.add(happened)
            tell(sentence(write_report(folder, error)))

    sys.excepthook = hook


def watch_for_faults(folder: Path) -> None:
    """Have Python write its stacks to a file if the process dies of a fault.

    What an earlier fault left becomes a report beside the others.
    """
    path = folder / "fault.txt"
    try:
        make_private(folder)
        if path.exists() and path.stat().st_size:
            left = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            path.replace(folder / f"crash-{left:%Y%m%d-%H%M%S-%f}-fault.txt")
        # Open for as long as the process lives: the handler writes to it while everything burns.
        # open() and not Path.open(), which takes no opener.
        file = open(path, "w", encoding="utf-8", opener=privately)  # noqa: SIM115 (above)
    except OSError:
        if sys.stderr is not None:  # none in a windowed build
            faulthandler.enable()
    else:
        faulthandler.enable(file)


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Write a report and return where it lies; None if the folder takes no files."""
    import platform  # noqa: PLC0415 (most starts report nothing)

    at = datetime.now(UTC)
    head = f"Kneeline {kneeline.__version__}, Python {platform.python_version()}"
    happened = _what_happened(error)
    # Not even on standard error: desktops keep that in a log of the whole system.
    log.error("an error of our own:\n%s", happened)
    path = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    try:
        make_private(folder)
        with open(path, "w", encoding="utf-8", opener=privately) as file:
            file.write(f"{head}, {platform.system()}\n{at.isoformat(timespec='seconds')}\n\n")
            file.write(happened)
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def _what_happened(error: BaseException) -> str:
    """Return where the error and what led to it arose, without the words of any of them."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    parts = (
        "".join(traceback.format_list(traceback.extract_tb(each.__traceback__)))
        + f"{type(each).__name__}\n"
        for each in reversed(chain)
    )
    return "\nwhich led to:\n\n".join(parts)


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
