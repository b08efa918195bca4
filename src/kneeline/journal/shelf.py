"""Where the backups of a journal lie, and what their names say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(
    r"journal-(?P<taken>\d{4}-\d\d-\d\dT\d{6}Z)"
    r"(?:-before-(?:version-(?P<version>\d+)|(?P<risk>import|restore)))?\.db"
)
TAKEN = "%Y-%m-%dT%H%M%SZ"
"""Without colons, which Windows does not allow in names; sorts by time."""


class Risk(StrEnum):
    """A step that could be regretted, before which a copy is made."""

    IMPORT = "import"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the journal."""

    path: Path
    taken: datetime
    """When, in UTC."""

    before_version: int | None
    """The journal version that an upgrade was about to make, if it was made before one."""

    before: Risk | None = None
    """The step it was made before, if it was made before one."""

    @property
    def daily(self) -> bool:
        """Whether it is one of those that are made each day, or by hand."""
        return self.before_version is None and self.before is None


def folder_of(journal: Path) -> Path:
    """Return the folder in which a journal's backups lie."""
    return journal.parent / "backups"


def name_for(taken: datetime, before_version: int | None = None, before: Risk | None = None) -> str:
    """Return the file name of a backup."""
    why = "" if before is None else f"-before-{before}"
    if before_version is not None:
        why = f"-before-version-{before_version}"
    return f"journal-{taken.astimezone(UTC).strftime(TAKEN)}{why}.db"


def backups_of(journal: Path) -> tuple[Backup, ...]:
    """Return the backups of a journal, oldest first; other files in the folder are passed over."""
    folder = folder_of(journal)
    found: list[Backup] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        backup = _read(path)
        if backup is not None:
            found.append(backup)
    return tuple(sorted(found, key=lambda backup: backup.taken))


def _read(path: Path) -> Backup | None:
    match = NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        taken = datetime.strptime(match["taken"], TAKEN).replace(tzinfo=UTC)
    except ValueError:
        return None
    version, risk = match["version"], match["risk"]
    return Backup(
        path, taken, None if version is None else int(version), Risk(risk) if risk else None
    )
