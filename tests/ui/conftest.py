"""What tests of windows stand on: the light theme, and a way to dress in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kneeline.ui.theme import Look, Scheme, apply_theme


@pytest.fixture(scope="session", autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[..., Look]]:
    """Dress the app in a scheme and a text size for one test."""

    def dress(scheme: Scheme, text_scale: float = 1.0) -> Look:
        return apply_theme(qapp, scheme, text_scale)

    yield dress
    # Widgets of tests before are gone for Qt only now; dressing them once more would take long.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, "light")
