"""Whether there is a screen to open a window on; Qt itself would only abort."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from kneeline.app.failures import Refusal
from kneeline.wording import _

WAYLAND, X = "WAYLAND_DISPLAY", "DISPLAY"


def demand() -> None:
    """Raise a Refusal if no window can be opened here."""
    wanted = _wanted()
    if sys.platform in {"win32", "darwin"} or not wanted:
        return
    named = {variable: os.environ[variable] for variable in wanted if os.environ.get(variable)}
    if not named:
        raise Refusal(
            _(
                "Kneeline needs a screen, and there is none here: start it on a desktop, or look at"
                " its pictures with “kneeline tour --out FOLDER”."
            )
        )
    answers = {WAYLAND: _compositor_answers, X: _server_answers}
    if not any(answers[variable](value) for variable, value in named.items()):
        raise Refusal(
            _(
                "Kneeline needs a screen, and nothing lets it in at {display}: start it on a"
                " desktop, or look at its pictures with “kneeline tour --out FOLDER”."
            ).format(display=", ".join(f"{name}={value}" for name, value in named.items()))
        )


def _wanted() -> tuple[str, ...]:
    """Return the variables of which one must lead to a screen; none where Qt is to do without."""
    platforms = os.environ.get("QT_QPA_PLATFORM", "")
    if not platforms:
        return (WAYLAND, X)
    screens = {"xcb": X, "wayland": WAYLAND, "wayland-egl": WAYLAND}
    found = [screens.get(each.split(":")[0]) for each in platforms.split(";")]
    return () if None in found else tuple(each for each in found if each)


def _compositor_answers(display: str) -> bool:
    """Whether a Wayland compositor listens."""
    import socket  # noqa: PLC0415 (under X nobody needs it)

    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True


def _server_answers(display: str) -> bool:
    """Whether an X server lets us in, asked with the library that Qt will ask with."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt lacks it too, and says so by its name
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    # Left open on purpose: a bare server that loses its last client starts anew, and Qt would
    # knock at the very moment.
    return not xcb.xcb_connection_has_error(connection)
