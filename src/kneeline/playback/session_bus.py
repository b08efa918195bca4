"""The desktop's session bus, where there is one.

Asked for a bus that is not there, D-Bus starts a program that looks for one, and the caller waits
for that: up to a tenth of a second in the middle of a click, for nobody who could hear us.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtDBus import QDBusConnection


def session_bus(name: str, environment: Mapping[str, str] = os.environ) -> QDBusConnection:
    """Return a connection of this name; one that is not connected where there is no bus."""
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 (not before the first paint)

    if not _is_there(environment):
        return QDBusConnection(name)
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, name)


def _is_there(environment: Mapping[str, str]) -> bool:
    if environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = environment.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(str(folder), "bus").exists()
