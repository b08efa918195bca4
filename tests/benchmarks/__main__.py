"""`python -m tests.benchmarks bench|soak [NAME …]`: measure, print, and write RESULTS.md."""

from __future__ import annotations

import argparse
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path

from tests.benchmarks.figures import Figure, table
from tests.benchmarks.installed import Workbench, workbench

RESULTS = Path(__file__).parent / "RESULTS.md"
KINDS = {
    "bench": (
        "start",
        "cues",
        "chime",
        "clip",
        "charts",
        "storage",
        "queries",
        "library",
        "blocking",
        "hours",
    ),
    "soak": (
        "kill",
        "power",
        "disk",
        "clock",
        "devices",
        "bad_input",
        "two_at_once",
        "upgrade",
        "privacy",
    ),
}
TITLES = {"bench": "Speed", "soak": "Nothing lost"}
HEAD = """# What was measured

Written by `python3 dev.py bench` and `python3 dev.py soak`. A ratio comes from runs in alternation
on one machine; single times wander with what else it has to do.
"""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("names", nargs="*", metavar="NAME", help="measure only these")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each, in alternation")
    parser.add_argument("--minutes", type=float, default=60, help="length of the session measured")
    parser.add_argument("--share", type=float, default=1.0, help="part of the soak's full counts")
    chosen = parser.parse_args(arguments)
    figures: list[Figure] = []
    with workbench(chosen.rounds, chosen.minutes, chosen.share) as bench:
        for name in chosen.names or KINDS[chosen.kind]:
            print(f"dev.py {chosen.kind}: {name} …", flush=True)
            found = list(measured(chosen.kind, name, bench))
            print(table(found), flush=True)
            figures += found
    if not chosen.names:
        keep(TITLES[chosen.kind], table(figures))
    return int(any(each.met is False for each in figures))


def measured(kind: str, name: str, bench: Workbench) -> Iterator[Figure]:
    """Yield the figures of one bench; one that breaks says so, and the others go on."""
    room = f"tests.benchmarks.{kind}.{name}"
    try:
        yield from import_module(room).measure(bench)
    except Exception as error:  # noqa: BLE001 (an hour of figures must not go with one of them)
        traceback.print_exc()
        yield Figure(name, "could not be measured", met=False, why=str(error).splitlines()[0])


def keep(title: str, found: str) -> None:
    """Put a table in its place in RESULTS.md, the others kept as they are."""
    machine = f"{platform.machine()}, {platform.system()} {platform.release()}"
    when = datetime.now().astimezone().date().isoformat()
    part = f"## {title}\n\n{when}, {machine}, Python {platform.python_version()}\n\n{found}"
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    head, *parts = old.split("\n## ")
    parts = [f"## {each.strip()}" for each in parts]
    names = [each.splitlines()[0] for each in parts]
    if f"## {title}" in names:
        parts[names.index(f"## {title}")] = part
    else:
        parts.append(part)
    RESULTS.write_text("\n\n".join([head.strip(), *parts]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
