"""The Flatpak manifest; flatpak-builder makes the Flatpak where the runtime is at hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frozen
from linux.menu import write_share
from project import APP_ID, DIST, WORK, empty, heard

RUNTIME = "24.08"


def build() -> list[Path]:
    """Write the manifest into dist/; `flatpak-builder FOLDER MANIFEST` builds from it."""
    share = empty(WORK / "flatpak")
    write_share(share)
    made = DIST / f"{APP_ID}.json"
    text = json.dumps(manifest(frozen.folder("bundled"), share), indent=2)
    made.write_text(text + "\n", encoding="utf-8")
    if reader := shutil.which("flatpak-builder"):
        # Reads it as a build would, and needs no runtime; it leaves a folder of its own.
        heard(reader, "--show-manifest", made, cwd=WORK)
    return [made]


def manifest(made: Path, share: Path) -> dict[str, object]:
    """Return the manifest: no network and none of the person's folders; a window and sound."""
    return {
        "id": APP_ID,
        "runtime": "org.freedesktop.Platform",
        "runtime-version": RUNTIME,
        "sdk": "org.freedesktop.Sdk",
        "command": "kneeline",
        "finish-args": [
            "--socket=wayland",
            "--socket=fallback-x11",
            "--socket=pulseaudio",
            "--share=ipc",
            "--device=dri",
            # The screen stays awake during a session; a locked one and one asleep pause it.
            "--talk-name=org.freedesktop.ScreenSaver",
            "--talk-name=org.freedesktop.PowerManagement",
            *(f"--talk-name=org.{each}.ScreenSaver" for each in ("gnome", "cinnamon", "mate")),
            "--system-talk-name=org.freedesktop.login1",
            "--system-talk-name=org.freedesktop.UPower",
            # Media keys, reminders, and the place beside the clock.
            "--own-name=org.mpris.MediaPlayer2.kneeline",
            "--talk-name=org.freedesktop.Notifications",
            "--talk-name=org.kde.StatusNotifierWatcher",
            # The voice is the system's.
            "--filesystem=xdg-run/speech-dispatcher:ro",
        ],
        "modules": [
            {
                "name": "kneeline",
                "buildsystem": "simple",
                # Frozen and cut already; nothing to strip.
                "build-options": {"no-debuginfo": True, "strip": False},
                "build-commands": [
                    "mkdir -p /app/bin /app/lib",
                    "cp -a kneeline /app/lib/kneeline",
                    "ln -s /app/lib/kneeline/kneeline /app/bin/kneeline",
                    "cp -a share /app/share",
                ],
                "sources": [
                    {"type": "dir", "path": str(made), "dest": "kneeline"},
                    {"type": "dir", "path": str(share), "dest": "share"},
                ],
            }
        ],
    }
