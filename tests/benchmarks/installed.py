"""Kneeline as people have it: the wheel, unpacked and compiled, found before the working tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHILDREN = Path(__file__).parent / "children"
TOO_LONG = 2 * 3600
"""Seconds after which a child is given up, beside those that its session was to last."""

LAST_WORDS = 2000
"""Letters of a child's last words that are passed on."""


@dataclass(frozen=True)
class Workbench:
    """Where a bench works: the installed wheel, a folder of its own, a screen, and how long."""

    wheel: Path
    scratch: Path
    display: str
    rounds: int
    minutes: float
    """How long the sessions last in which cues and cost are measured."""

    share: float
    """The part of a soak's full counts that is done."""

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a child: a real window on the bench's own screen."""
        mine = {
            "PYTHONPATH": str(self.wheel),
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self.scratch),
            "XDG_RUNTIME_DIR": str(self.scratch),
        }
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "PYTHONPATH"}
        }
        return {**kept, **mine, **more}

    def command(self, child: str, *arguments: object) -> list[str]:
        """Return the command that runs one of the children."""
        return [sys.executable, str(CHILDREN / f"{child}.py"), *map(str, arguments)]

    def ask(self, child: str, *arguments: object, **more: str) -> Any:  # noqa: ANN401 (whatever JSON holds)
        """Run a child to its end and return what it wrote on its last line."""
        done = subprocess.run(
            self.command(child, *arguments),
            env=self.environment(**more),
            check=False,
            capture_output=True,
            text=True,
            timeout=TOO_LONG + self.minutes * 60,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith(("{", "["))]
        if not lines:
            raise RuntimeError(
                f"{child} said nothing and left with {done.returncode}: {done.stderr[-LAST_WORDS:]}"
            )
        return json.loads(lines[-1])

    def kneeline(self, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of Kneeline to its end."""
        return subprocess.run(
            [sys.executable, "-m", "kneeline", *map(str, arguments)],
            env=self.environment(**more),
            check=True,
            capture_output=True,
            text=True,
            timeout=TOO_LONG,
        )

    def journal(self, years: int) -> Path:
        """Return a data folder with a believable journal of so many years, made once."""
        folder = self.scratch / f"journal-{years}"
        if not folder.exists():
            self.kneeline("sample", "--years", years, "--seed", "4", "--data-dir", folder)
        return folder


@contextmanager
def screen() -> Iterator[str]:
    """Hold a screen of its own, 1366 × 768, and yield its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield ":" + told.readline().strip()
    finally:
        server.terminate()
        server.wait()


@contextmanager
def workbench(rounds: int, minutes: float, share: float) -> Iterator[Workbench]:
    """Build the wheel, unpack and compile it, and hold a screen while the bench works."""
    with TemporaryDirectory(prefix="kneeline-bench-") as folder, screen() as display:
        scratch = Path(folder)
        built, wheel = scratch / "built", scratch / "wheel"
        quiet = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [*quiet, "wheel", "--no-deps", "--no-build-isolation", "-w", str(built), str(ROOT)],
            check=True,
        )
        [made] = built.glob("*.whl")
        subprocess.run(
            [*quiet, "install", "--no-deps", "--target", str(wheel), str(made)], check=True
        )
        yield Workbench(wheel, scratch, display, rounds, minutes, share)
