"""Asks child processes what Qt can do here; one that hangs or dies is a finding like any other."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import msgspec

from kneeline.app.doctor.finding import Finding, Grade
from kneeline.app.doctor.probes import ANSWERS_WITHIN, PROBES
from kneeline.app.failures import Refusal
from kneeline.app.system import display
from kneeline.playback.ourselves import environment, start
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEEDED = frozenset({"window", "film"})
"""Without these there is no session; without the others it is silent."""


def ask_all(
    names: Sequence[str] = tuple(PROBES), seconds: float = ANSWERS_WITHIN
) -> Iterator[Finding]:
    """Start every child at once and return what they find, in order."""
    started = [(name, _start(name)) for name in names]
    deadline = time.monotonic() + seconds
    return (_heard(name, child, deadline) for name, child in started)


def _start(name: str) -> subprocess.Popen[bytes]:
    words = ("doctor", "--probe", name)
    return start(*words, around=_environment(), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _environment() -> dict[str, str]:
    """Return our environment; without a screen Qt does without one, and says so."""
    found = environment()
    try:
        display.demand()
    except Refusal:
        found["QT_QPA_PLATFORM"] = "offscreen"
    return found


def _heard(name: str, child: subprocess.Popen[bytes], deadline: float) -> Finding:
    failed = Grade.BROKEN if name in NEEDED else Grade.LACKING
    try:
        answer, complaint = child.communicate(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        says = _("No answer in time: what the system has for this hangs. Restart the computer.")
        return Finding(name, failed, says)
    try:
        return msgspec.json.decode(answer.splitlines()[-1], type=Finding)
    except (IndexError, msgspec.DecodeError):
        words = [row for row in complaint.decode(errors="replace").splitlines() if row.strip()]
        says = _("Qt cannot do this here: {reason}").format(
            reason=_reason(words) or _("it ended with {code}.").format(code=child.returncode)
        )
        return Finding(name, failed, says, {"complaint": words[:20]})


def _reason(words: Sequence[str]) -> str:
    """Return the line that names what is wrong: Python's last, but the first of Qt's many."""
    if any(row.lstrip().startswith("Traceback") for row in words):
        return words[-1].strip()
    return words[0] if words else ""
