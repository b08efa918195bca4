"""What has the keyboard can be seen: Tab from the navigation into a page that is scrolled away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def bring_into_sight(_before: QWidget | None, now: QWidget | None) -> None:
    """Scroll to a widget that gets the keyboard out of sight.

    Qt scrolls only while the keyboard stays within one scrolled page, not when it comes into it.
    """
    # One that is partly seen may just have been clicked, and must not slip from under the mouse.
    if now is None or not now.isVisible() or not now.visibleRegion().isEmpty():
        return
    above = now.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(now, SPACE.xl, SPACE.xl)
        above = above.parentWidget()
