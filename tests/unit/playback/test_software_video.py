"""What Qt is asked for before it starts; what the person has set stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kneeline.playback.software_video import prefer_software_video

GL, THREADS = "QT_XCB_GL_INTEGRATION", "QT_NO_GUI_THREADPOOL"


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (GL, THREADS):
        monkeypatch.setenv(name, "x")  # so that it is put back whatever comes
        monkeypatch.delenv(name)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.usefixtures("unset")
def test_without_a_gpu_films_are_painted_without_gl_and_on_one_thread(tmp_path: Path) -> None:
    prefer_software_video(tmp_path)
    assert (os.environ[GL], os.environ[THREADS]) == ("none", "1")


@pytest.mark.usefixtures("unset")
def test_a_gpu_keeps_its_gl(tmp_path: Path) -> None:
    (tmp_path / "renderD128").touch()
    prefer_software_video(tmp_path)
    assert GL not in os.environ


@pytest.mark.usefixtures("unset")
def test_what_the_person_has_set_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GL, "xcb_egl")
    monkeypatch.setenv(THREADS, "")
    prefer_software_video(tmp_path)
    assert (os.environ[GL], os.environ[THREADS]) == ("xcb_egl", "")
