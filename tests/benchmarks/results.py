"""RESULTS.md: one table for each room, each with its day, kept until that room is measured anew."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
HEAD = """# What was measured

Written by `python3 dev.py bench` and `python3 dev.py soak`, room by room as each is measured. A
ratio comes from runs in alternation on one machine; single times wander with what else the machine
has to do, so the load at the end of each room stands beside it."""


def keep(title: str, room: str, found: str, order: Sequence[str]) -> None:
    """Put the table of one room under its title, in its order; all else stays as it is."""
    written = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    head, parts = _read(written)
    rooms = parts.setdefault(title, {})
    rooms[room] = f"{_when_and_where()}\n\n{found}"
    parts[title] = {
        name: rooms[name] for name in sorted(rooms, key=lambda each: _place(each, order))
    }
    RESULTS.write_text("\n\n".join([head, *_lines(parts)]) + "\n", encoding="utf-8")


def _place(room: str, order: Sequence[str]) -> int:
    return order.index(room) if room in order else -1


def _read(written: str) -> tuple[str, dict[str, dict[str, str]]]:
    """Return the head, and the text of each room (or of none: "") under each title."""
    head, *chapters = written.split("\n## ")
    parts: dict[str, dict[str, str]] = {}
    for chapter in chapters:
        title, _, whole = chapter.partition("\n")
        before, *rooms = f"\n{whole}".split("\n### ")
        parts[title] = {"": before.strip()} if before.strip() else {}
        for room in rooms:
            name, _, text = room.partition("\n")
            parts[title][name] = text.strip()
    return head.strip(), parts


def _lines(parts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for title, rooms in parts.items():
        yield f"## {title}"
        for name, text in rooms.items():
            yield f"### {name}\n\n{text}" if name else text


def _when_and_where() -> str:
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    machine = f"{platform.system()} on {os.cpu_count()} cores ({platform.machine()})"
    return f"{now}, {machine}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
