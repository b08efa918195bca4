"""The doctor: whether everything a session needs is here and works, one finding for each thing.

Files (the journal, the library, the disk) are looked at in this process. Whatever Qt has to touch
(a window, a film, a loudspeaker, a voice) is tried in a child process with a time limit, because
each of them can hang for minutes or end the process that asks.
"""

from kneeline.app.doctor.examination import examine, lines
from kneeline.app.doctor.finding import Finding, Grade
from kneeline.app.doctor.probes import PROBES, probe

__all__ = ["PROBES", "Finding", "Grade", "examine", "lines", "probe"]
