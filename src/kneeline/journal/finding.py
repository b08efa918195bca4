"""One row of the journal by its id, or by the beginning of it, as a person copies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kneeline.journal.fields import COLUMNS, FIELDS, TIMED
from kneeline.journal.file import JournalFile
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST_LETTERS = 4
"""Letters of an id that must be given at least."""

TABLES = (
    *("sessions", "runs", "pain_scores", "notes", "sets", "felt", "self_tests", "pauses"),
    *("screenings", "clearances", "signs", "gates", "moves", "planned", "decisions"),
)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of any table."""

    id: str
    table: str
    values: Mapping[str, Any]
    """Its columns, as the table holds them."""

    @property
    def editable(self) -> tuple[str, ...]:
        """The fields that `Journal.edit` can change in it."""
        if self.values["deleted"] is not None:
            return ()
        at = ("at",) if self.table in TIMED else ()
        return (*FIELDS.get(self.table, ()), *at)

    def field(self, name: str) -> object:
        """Return the value of a field that can be edited."""
        return self.values[COLUMNS.get(name, name)]


class Finding(JournalFile):
    """What is asked for by its id."""

    def row(self, id_or_beginning: str) -> FoundRow:
        """Return the row whose id is or begins like this; ValueError if none is, or several are."""
        wanted = id_or_beginning.strip().lower()
        if len(wanted) < FEWEST_LETTERS:
            says = _("Give at least {fewest} letters of an id.")
            raise ValueError(says.format(fewest=FEWEST_LETTERS))
        found = [
            FoundRow(row["id"], table, dict(row))
            for table in TABLES
            for row in self._read(
                lambda each: each,
                f"SELECT * FROM {table} WHERE id >= ?1 AND id < ?1 || '~' LIMIT 2",  # noqa: S608 (our own tables, named above)
                wanted,
            )
        ]
        if len(found) > 1:
            says = _("More than one thing in the journal has an id that begins with {id}.")
            raise ValueError(says.format(id=wanted))
        if not found:
            raise ValueError(_("Nothing in the journal has the id {id}.").format(id=wanted))
        return found[0]
