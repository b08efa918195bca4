"""The tables of the first release, as the first step of `migrations` makes them.

Once released, nothing in here is edited: a later version has a file and a step of its own.

Every row has a UUID, so that two journals can be merged without doubles, the UTC times at which it
was made and last changed, and a place for the time at which it was deleted: deleted rows stay, so
that deleting can be undone. A day is checked against its moment and offset, so that the two never
disagree; it is no generated column, because those make no covering index and sqlite-utils'
`transform` forgets them. `transform` keeps checks, but a partial index has to be dropped before a
column is, and made again after it.
"""

from __future__ import annotations

from kneeline.journal.version_1 import ledger, sessions, told

TABLES = (*sessions.TABLES, *told.TABLES, *ledger.TABLES)
INDEXES = (*sessions.INDEXES, *told.INDEXES, *ledger.INDEXES)
