"""Whether the person has asked the computer for less movement on the screen."""

from __future__ import annotations

import sys
from functools import cache

WITHIN = 1.0
"""Seconds that asking may take."""

_CLIENT_AREA_ANIMATION = 0x1042
"""Windows' name for "show animations" (SPI_GETCLIENTAREAANIMATION)."""


@cache
def system_wants_calm() -> bool:
    """Return whether the computer's own setting reduces motion, asked once in a process.

    Qt 6.11 tells of contrast, not of motion. Where nothing answers, things may move.
    """
    if sys.platform == "win32":
        return _windows_is_calm()
    if sys.platform == "darwin":
        return _says(["defaults", "read", "com.apple.universalaccess", "reduceMotion"]) == "1"
    wanted = ["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"]
    return _says(wanted) == "false"


def _windows_is_calm() -> bool:
    import ctypes  # noqa: PLC0415 (not before something would move)

    animated = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 (the name exists on Windows alone)
    user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animated), 0)
    return not animated.value


def _says(command: list[str]) -> str:
    import subprocess  # noqa: PLC0415 (3 ms, and not before something would move)

    try:
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=WITHIN, check=False, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""
    return said.stdout.strip()
