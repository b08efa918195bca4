"""PySide's switchable features (`from __feature__ import snake_case`), which nobody here uses."""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 (what is spared comes with it)

SEARCH = "_mod_uses_pyside"
"""PySide's own name for it; it has no other switch."""


def spare_the_search() -> None:
    """Let PySide take it that no module imported from now on uses its features.

    It reads the source of every module that is imported after it to see whether that is so: of our
    three hundred that takes a fourteenth of the start, and 8 MiB. Where a later PySide does it in
    another way, all stays as it is.
    """
    search = sys.modules.get("shibokensupport.feature")
    if hasattr(search, SEARCH):
        setattr(search, SEARCH, _uses_none)


def _uses_none(_module: object) -> bool:
    return False
