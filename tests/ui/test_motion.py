"""Whether things may move: as the person says, else as the computer's own setting says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kneeline.ui import system_motion, theme


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    system_motion.system_wants_calm.cache_clear()
    yield
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, enable=False)
    theme.set_motion(qapp, "system")
    system_motion.system_wants_calm.cache_clear()


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder first on the PATH, for what a desktop answers with."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def answer(folder: Path, words: str) -> None:
    program = folder / "gsettings"
    program.write_text(f"#!{sys.executable}\nprint({words!r})\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize(("motion", "moves"), [("full", True), ("reduced", False)])
def test_the_person_decides(qapp: QApplication, motion: theme.Motion, *, moves: bool) -> None:
    theme.set_motion(qapp, motion)
    assert theme.may_move() is moves


def test_what_qt_itself_moves_stands_still_too(qapp: QApplication) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, enable=True)
    theme.set_motion(qapp, "full")
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    theme.set_motion(qapp, "reduced")
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)


@pytest.mark.skipif(sys.platform != "linux", reason="asks GNOME's settings")
@pytest.mark.parametrize(("said", "moves"), [("true", True), ("false", False), ("", True)])
def test_else_the_desktop_decides(
    qapp: QApplication, desktop: Path, said: str, *, moves: bool
) -> None:
    answer(desktop, said)
    theme.set_motion(qapp, "system")
    assert theme.may_move() is moves


@pytest.mark.skipif(sys.platform != "linux", reason="asks GNOME's settings")
@pytest.mark.usefixtures("desktop")
def test_without_a_desktop_that_answers_things_may_move(qapp: QApplication) -> None:
    theme.set_motion(qapp, "system")
    assert theme.may_move()
