"""Other journals that lie beside a journal: what programs leave that keep folders alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.journal.database import APPLICATION_ID, MAGIC
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

WHOSE = slice(68, 72)
"""Where an SQLite file says whose it is."""


def conflict_copies(journal: Path) -> tuple[Path, ...]:
    """Return the journals beside a journal, by name; what cannot be read is none."""
    found = sorted(journal.parent.glob(f"{journal.stem}*{journal.suffix}"))
    return tuple(each for each in found if each != journal and _is_ours(each))


def about_copy(copy: Path) -> str:
    """Return what to tell the person about one."""
    return _(
        "Beside your journal lies another one, {file}; a program that keeps two computers alike may"
        " have left it. What only it holds is not shown. To bring both together, move it into an"
        " empty folder as journal.db, take it out with “kneeline export --to json --data-dir"
        " FOLDER”, and import that file."
    ).format(file=copy)


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(WHOSE.stop)
    except OSError:
        return False
    return head.startswith(MAGIC) and int.from_bytes(head[WHOSE], "big") == APPLICATION_ID
