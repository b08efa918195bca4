"""Runs that a watch or a phone recorded: GPX, TCX and FIT files, read without keeping a position.

A file comes from anywhere and is believed nothing: it is read in pieces, up to a size, and what
does not fit is answered with a sentence. GPX and TCX go through one streaming reader: a library
that builds the whole tree of a file takes ten times its size in memory, and we want four numbers.
"""

from kneeline.runfiles.opening import ENDINGS, is_run_file, read
from kneeline.runfiles.recorded import NoRunInIt, RecordedRun

__all__ = ["ENDINGS", "NoRunInIt", "RecordedRun", "is_run_file", "read"]
