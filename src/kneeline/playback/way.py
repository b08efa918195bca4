"""How chimes reach the loudspeaker: apart, so that the settings need nothing that sounds."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How chimes reach the loudspeaker."""

    AUTO = "auto"
    """Qt where it finds a loudspeaker, else the system's player."""

    QT = "qt"
    PLAYSOUND3 = "playsound3"
    OFF = "off"
