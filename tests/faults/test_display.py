"""Without a screen Kneeline says so in a sentence; Qt would abort."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneeline.app.failures import Refusal
from kneeline.app.system import display

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there is always a screen on this system"
)

REMEDY = "start it on a desktop, or look at its pictures with “kneeline tour --out FOLDER”."
NONE_HERE = f"Kneeline needs a screen, and there is none here: {REMEDY}"


def none_at(named: str) -> str:
    return f"Kneeline needs a screen, and nothing lets it in at {named}: {REMEDY}"


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))


def refusal() -> str:
    with pytest.raises(Refusal) as refused:
        display.demand()
    return str(refused.value)


def test_no_screen_at_all() -> None:
    assert refusal() == NONE_HERE


@pytest.mark.parametrize("dead", [":9997", "unix:9997", "localhost:2997", ":x", "nonsense"])
def test_an_x_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch, dead: str) -> None:
    monkeypatch.setenv("DISPLAY", dead)
    assert refusal() == none_at(f"DISPLAY={dead}")


def test_a_compositor_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert refusal() == none_at("WAYLAND_DISPLAY=wayland-7")


def test_both_named_and_neither_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9997")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert refusal() == none_at("WAYLAND_DISPLAY=wayland-7, DISPLAY=:9997")


@pytest.mark.parametrize("whole_path", [True, False])
def test_a_compositor_that_listens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, whole_path: bool
) -> None:
    path = tmp_path / "wayland-7"
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(path))
        compositor.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", str(path) if whole_path else path.name)
        display.demand()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "offscreen:size=9x9"])
def test_a_platform_without_a_screen_needs_none(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", ":9997")
    display.demand()


@pytest.mark.parametrize("platform", ["xcb", "wayland", "wayland;xcb", "xcb:opengl=none"])
def test_a_platform_with_a_screen_needs_one(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert refusal() == NONE_HERE


def test_a_platform_that_cannot_use_the_screen_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    monkeypatch.setenv("DISPLAY", ":0")
    assert refusal() == NONE_HERE


def test_one_fallback_without_a_screen_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;offscreen")
    display.demand()


# -- with a real X server --------------------------------------------------------------------------


def serve(*words: str) -> Iterator[str]:
    """A server of our own at a number it chooses; its DISPLAY."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(write), "-nolisten", "tcp", *words],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def server() -> Iterator[str]:
    yield from serve()


@pytest.fixture
def locked_server(tmp_path: Path) -> Iterator[str]:
    """A server that wants a key we do not have, as after `su` to another person."""
    key = tmp_path / "key"
    name, data = b"MIT-MAGIC-COOKIE-1", bytes(range(16))
    parts = (b"", b"", name, data)
    entry = b"\xff\xff" + b"".join(len(part).to_bytes(2, "big") + part for part in parts)
    key.write_bytes(entry)
    yield from serve("-auth", str(key))


@pytest.mark.display
@pytest.mark.parametrize("screen", ["", ".0"])
def test_a_server_that_lets_us_in(
    monkeypatch: pytest.MonkeyPatch, server: str, screen: str
) -> None:
    monkeypatch.setenv("DISPLAY", server + screen)
    for _time in range(20):
        display.demand()


@pytest.mark.display
def test_a_server_that_does_not_let_us_in(
    monkeypatch: pytest.MonkeyPatch, locked_server: str
) -> None:
    monkeypatch.setenv("DISPLAY", locked_server)
    assert refusal() == none_at(f"DISPLAY={locked_server}")


@pytest.mark.display
def test_the_app_opens_on_a_server_right_after_it_was_asked(
    monkeypatch: pytest.MonkeyPatch, server: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", server)
    words = ["--data-dir", str(tmp_path / "data"), "--exit-after-first-paint"]
    opened = subprocess.run(
        [sys.executable, "-m", "kneeline", *words],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (opened.returncode, opened.stdout) == (0, "")
    assert "Kneeline needs a screen" not in opened.stderr
