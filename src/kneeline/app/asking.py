"""Ask before something is written that was not there, or is no longer there afterwards."""

from __future__ import annotations

import sys

from kneeline.app.failures import Refusal
from kneeline.wording import _


def agreed(question: str, *, yes: bool) -> bool:
    """Return whether the person agrees; `yes` says that they have already.

    Refusal where nobody is there to be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Refusal(_("Nobody is here to be asked, so nothing was changed: add --yes to agree."))
    try:
        said = input(_("{question} (y/n) ").format(question=question))
    except EOFError:
        return False
    return said.strip().casefold() in {"y", "yes", _("y"), _("yes")}
