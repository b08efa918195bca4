"""Command line: `python -m studio render|check|sheet [ID …]`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from studio.pose import PoseError, exercise_ids


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 if all went well, 1 if a check failed, 2 for bad input."""
    parser = argparse.ArgumentParser(prog="studio", description="Renders and checks the demonstration clips.")
    parser.add_argument("command", choices=("render", "check", "sheet"))
    parser.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    parser.add_argument("--force", action="store_true", help="render even what is current")
    chosen = parser.parse_intermixed_args(arguments)
    ids = chosen.ids or exercise_ids()
    try:
        if chosen.command == "check":
            return check(ids)
        if chosen.command == "sheet":
            return sheet(ids)
        return render(ids, chosen.jobs, force=chosen.force)
    except PoseError as error:
        print(f"studio: {error}", file=sys.stderr)
        return 2


def check(ids: list[str]) -> int:
    """Prove the poses; prints what fails and the worst value of each check."""
    from studio.check import report

    return report(ids)


def sheet(ids: list[str]) -> int:
    """Write a contact sheet of key frames for each exercise, and a montage of all, into the cache."""
    from studio.sheet import write_sheets

    for path in write_sheets(ids):
        print(path)
    return 0


def render(ids: list[str], jobs: int, *, force: bool) -> int:
    """Render the clips that are not current, and list all in the index."""
    from studio.film import clips_of, is_current, make, urgency
    from studio.index import write_index

    clips = [clip for exercise in ids for clip in clips_of(exercise)]
    due = [clip for clip in clips if force or not is_current(clip)]
    due.sort(key=urgency)
    print(f"{len(clips) - len(due)} clips are current, {len(due)} to render with {jobs} processes")
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for number, clip in enumerate(due, 1):
            began = time.monotonic()

            def told(done: int, total: int, number: int = number, name: str = clip.name, began: float = began) -> None:
                bar = "█" * round(20 * done / total)
                each = (time.monotonic() - began) / max(1, done)
                print(f"\r{number:3}/{len(due)} {name:48} {bar:20} {done:3}/{total} {each:5.2f} s/frame", end="", flush=True)

            path = make(clip, pool, told)
            print(f"  {path.stat().st_size / 1000:.0f} kB")
            write_index()
    print(f"{write_index()} clips in the index")
    return 0


if __name__ == "__main__":
    sys.exit(main())
