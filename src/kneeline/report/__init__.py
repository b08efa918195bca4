"""A report of one or two pages, for the physiotherapist or doctor of the person.

`facts` says what the report states, as plain data, and `gathering` makes it from the journal's
rows: neither knows a page. `ink` holds every colour, distance and text size of the paper; `sheet`
draws with them in millimetres, `table` and `pain_drawing` with the sheet. Each of `blocks` is one
part of a page; `pages` puts them in place, and `pdf` writes the pages, whole or not at all.

    write(facts, Path("knee.pdf"), Paper.A4)
"""

from kneeline.report.facts import ReportFacts, ReportRows
from kneeline.report.gathering import Reference, gather
from kneeline.report.pdf import NotWritten, Paper, write

__all__ = [
    "NotWritten",
    "Paper",
    "Reference",
    "ReportFacts",
    "ReportRows",
    "gather",
    "write",
]
