"""Looks at everything in turn: the program, its files, and what Qt can do here."""

from __future__ import annotations

import os
import platform
import shutil
from typing import TYPE_CHECKING

import kneeline
from kneeline import library as shelves
from kneeline.app.doctor.children import ask_all
from kneeline.app.doctor.finding import Finding, Grade
from kneeline.journal.status import status
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kneeline.app.locations import Locations

ROOM_NEEDED = 100_000_000
"""Bytes that must be free where the journal lies: itself, its log, a backup and a report."""


def examine(places: Locations) -> list[Finding]:
    """Return a finding for each thing a session needs; takes seconds, changes nothing."""
    children = ask_all()
    files = [_program(), _journal(places), _library(places), _films(places), _disk(places.data)]
    return files + list(children)


def _program() -> Finding:
    says = _("Kneeline {version} on {system}, Python {python}.")
    return Finding(
        "program",
        Grade.WELL,
        says.format(
            version=kneeline.__version__,
            system=platform.platform(terse=True),
            python=platform.python_version(),
        ),
        {"version": kneeline.__version__, "machine": platform.machine()},
    )


def _journal(places: Locations) -> Finding:
    found = status(places.journal)
    details: dict[str, int | str | list[str]] = {
        "file": str(found.path),
        "bytes": found.bytes,
        "backups": len(found.backups),
        "faults": list(found.faults),
        **found.rows,
    }
    return Finding("journal", Grade.WELL if found.well else Grade.BROKEN, found.says, details)


def _library(places: Locations) -> Finding:
    library = shelves.load(places.resources, own=places.data)
    problems = [str(problem) for problem in library.problems]
    details: dict[str, int | str | list[str]] = {
        "exercises": len(library.exercises),
        "programmes": len(library.programmes),
        "problems": problems,
    }
    if not library.exercises or not library.programmes:
        says = _("There is nothing to coach in {folder}; install Kneeline again.")
        says = says.format(folder=places.resources)
        return Finding("library", Grade.BROKEN, says, details)
    if problems:
        says = ngettext("{count} problem", "{count} problems", len(problems)) + ": {first}"
        says = says.format(count=len(problems), first=problems[0])
        return Finding("library", Grade.BROKEN, says, details)
    says = _("{exercises} exercises in {programmes} programmes, all of them read.")
    says = says.format(exercises=len(library.exercises), programmes=len(library.programmes))
    return Finding("library", Grade.WELL, says, details)


def _films(places: Locations) -> Finding:
    films = sorted(places.videos.glob("*.webm"))
    if not films:
        says = _("There are no films in {folder}, so exercises are shown in words.")
        return Finding("films", Grade.LACKING, says.format(folder=places.videos), {"films": 0})
    size = sum(film.stat().st_size for film in films)
    says = _("{count} films, {megabytes} MB.").format(count=len(films), megabytes=size // 10**6)
    return Finding("films", Grade.WELL, says, {"films": len(films), "bytes": size})


def _disk(data: Path) -> Finding:
    folder = next(each for each in (data, *data.parents) if each.is_dir())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        says = _("{folder} cannot be looked at: {reason}.")
        says = says.format(folder=folder, reason=error.strerror)
        return Finding("disk", Grade.BROKEN, says)
    details: dict[str, int | str | list[str]] = {"folder": str(data), "free": free}
    megabytes = free // 10**6
    if not os.access(folder, os.W_OK):
        says = _("{folder} takes no files from you; say who may write there, or use --data-dir.")
        return Finding("disk", Grade.BROKEN, says.format(folder=folder), details)
    if free < ROOM_NEEDED:
        says = _("Only {megabytes} MB are free for {folder}; free some before the next session.")
        says = says.format(megabytes=megabytes, folder=data)
        return Finding("disk", Grade.BROKEN, says, details)
    says = _("{megabytes} MB are free for {folder}.").format(megabytes=megabytes, folder=data)
    return Finding("disk", Grade.WELL, says, details)


def lines(findings: list[Finding]) -> Iterator[str]:
    """Return one line for each finding, the grades below each other."""
    words = {Grade.WELL: _("well"), Grade.LACKING: _("lacking"), Grade.BROKEN: _("BROKEN")}
    width = max(map(len, words.values()))
    names = max(len(finding.name) for finding in findings)
    for finding in findings:
        says = " ".join(finding.says.split())
        yield f"{words[finding.grade]:<{width}}  {finding.name:<{names}}  {says}"
