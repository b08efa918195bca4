"""Whether there is a screen to open a window on; Qt itself would only abort."""

from __future__ import annotations

import os
import socket
import sys

from kneeline.app.failures import Refusal
from kneeline.wording import _

UNIX_SOCKET = "/tmp/.X11-unix/X{number}"  # noqa: S108 (the X server's own place, not ours)


def demand() -> None:
    """Raise a Refusal if no window can be opened here."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in {"win32", "darwin"}:
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    named = os.environ.get("DISPLAY", "")
    if not named:
        raise Refusal(
            _(
                "Kneeline needs a screen, and there is none here: start it on a desktop, or look at"
                " its pictures with “kneeline tour --out FOLDER”."
            )
        )
    if not _answers(named):
        raise Refusal(
            _(
                "Kneeline needs a screen, and nothing answers at DISPLAY={display}: start it on a"
                " desktop, or look at its pictures with “kneeline tour --out FOLDER”."
            ).format(display=named)
        )


def _answers(display: str) -> bool:
    """Whether an X server of this machine listens; one far away is believed."""
    host, _colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if host not in {"", "unix"} or not number.isdigit():
        return True
    path = UNIX_SOCKET.format(number=number)
    for address in (f"\0{path}", path):
        with socket.socket(socket.AF_UNIX) as knock:
            try:
                knock.connect(address)
            except OSError:
                continue
            return True
    return False
