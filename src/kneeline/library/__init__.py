"""The library: every exercise, programme and source, read from TOML files.

`load` walks a resources folder and the person's own, reads each file into its table (`reading`,
with the shapes of `schema`), turns tables into the coach's types (`building`) and looks whether
they fit together. What does not is a `Problem`: one sentence with file, place and remedy.
"""

from kneeline.library.loading import Library, load
from kneeline.library.problem import Problem
from kneeline.library.sources import Source

__all__ = ["Library", "Problem", "Source", "load"]
