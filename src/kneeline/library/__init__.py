"""The library: every exercise, programme, rule and source, read from TOML files.

`load` walks a resources folder and the person's own, reads each file into its table (`reading`,
with the shapes of `schema`), turns tables into the coach's types (`building`) and looks whether
they fit together. What does not is a `Problem`: one sentence with file, place and remedy, and the
rest goes on. What the coach decides by comes from `kneeline.library.rules`, where nothing may be
missing, and `kneeline.library.checking` looks through files that people write.

Only what the first window needs is imported here; the other two rooms cost as much again.
"""

from kneeline.library.loading import Library, load
from kneeline.library.problem import Problem
from kneeline.library.reading import Unreadable
from kneeline.library.sources import Source

__all__ = ["Library", "Problem", "Source", "Unreadable", "load"]
