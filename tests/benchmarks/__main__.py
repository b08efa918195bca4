"""`python -m tests.benchmarks bench|soak [NAME …]`: measure, print, and write RESULTS.md."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib import import_module

from tests.benchmarks.figures import Figure, table
from tests.benchmarks.installed import Workbench, workbench
from tests.benchmarks.results import keep

KINDS = {
    "bench": (
        "start",
        "cues",
        "cues_busy",
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
            keep(TITLES[chosen.kind], name, table(found), KINDS[chosen.kind])
            figures += found
    print(f"\n{table(figures)}")
    return int(any(each.met is False for each in figures))


def measured(kind: str, name: str, bench: Workbench) -> Iterator[Figure]:
    """Yield the figures of one bench; one that breaks says so, and the others go on."""
    room = f"tests.benchmarks.{kind}.{name}"
    try:
        yield from import_module(room).measure(bench)
    except Exception as error:  # noqa: BLE001 (an hour of figures must not go with one of them)
        traceback.print_exc()
        yield Figure(name, "could not be measured", met=False, why=str(error).splitlines()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
