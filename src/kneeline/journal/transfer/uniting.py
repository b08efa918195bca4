"""Take another journal into this one: shown first, then written wholly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.journal.file import JournalFile

if TYPE_CHECKING:
    import sqlite3

    from kneeline.journal.transfer.merging import Merge, Progress


class Uniting(JournalFile):
    """What makes two journals one."""

    def compared_with(self, other: sqlite3.Connection, progress: Progress | None = None) -> Merge:
        """Return what `take_in` would do; nothing is written."""
        from kneeline.journal.transfer.merging import merge  # noqa: PLC0415 (not at the start)

        with self._believing(), self._transaction("BEGIN"):
            return merge(self._connection, other, progress)

    def take_in(self, other: sqlite3.Connection, progress: Progress | None = None) -> Merge:
        """Write all of another journal that is new or newer, in one commit; return what it was."""
        from kneeline.journal.transfer.merging import merge, write  # noqa: PLC0415 (as above)

        with self._writing():
            merged = merge(self._connection, other, progress)
            write(self._connection, merged)
            return merged
