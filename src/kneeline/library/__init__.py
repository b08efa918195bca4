"""The library: every exercise, programme, rule and source, read from TOML files.

`load` walks a resources folder and the person's own, reads each file into its table (`reading`,
with the shapes of `schema`), turns tables into the coach's types (`building`) and looks whether
they fit together. What does not is a `Problem`: one sentence with file, place and remedy, and the
rest goes on. What the coach decides by comes from `rules`, where nothing may be missing.
"""

from kneeline.library.checking import check, list_json
from kneeline.library.loading import Library, load
from kneeline.library.problem import Problem
from kneeline.library.reading import Unreadable
from kneeline.library.rules import (
    coaching,
    read_rules,
    read_running,
    read_running_file,
    read_screening,
    read_self_tests,
)
from kneeline.library.sources import Source

__all__ = [
    "Library",
    "Problem",
    "Source",
    "Unreadable",
    "check",
    "coaching",
    "list_json",
    "load",
    "read_rules",
    "read_running",
    "read_running_file",
    "read_screening",
    "read_self_tests",
]
