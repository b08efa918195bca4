"""Command line: `python -m studio render|check|sheet [ID …]`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from studio.check import report
from studio.film import Clip, clips_of, is_current, make, urgency
from studio.index import write_index
from studio.pose import PoseError, exercise_ids
from studio.sheet import write_sheets


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the status is 0 if all went well, 1 if a check failed, 2 for bad input."""
    parser = argparse.ArgumentParser(
        prog="studio", description="Renders and checks the demonstration clips."
    )
    parser.add_argument("command", choices=("render", "check", "sheet"))
    parser.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all)")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)"
    )
    parser.add_argument("--force", action="store_true", help="render even what is current")
    chosen = parser.parse_intermixed_args(arguments)
    ids = chosen.ids or exercise_ids()
    try:
        if chosen.command == "check":
            status = report(ids)
            tell_stale(ids)
            return status
        if chosen.command == "sheet":
            for path in write_sheets(ids):
                print(path)
            return 0
        return render(ids, chosen.jobs, force=chosen.force)
    except PoseError as error:
        print(f"studio: {error}", file=sys.stderr)
        return 2


class Progress:
    """A progress bar for one clip: how many frames are done, and the seconds each took."""

    def __init__(self, clip: Clip, number: int, total: int) -> None:
        self._label = f"{number:3}/{total} {clip.name:48}"
        self._began = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar anew."""
        bar = "█" * round(20 * done / total)
        each = (time.monotonic() - self._began) / max(1, done)
        print(f"\r{self._label} {bar:20} {done:3}/{total} {each:5.2f} s/frame", end="", flush=True)


def tell_stale(ids: list[str]) -> None:
    """Say which films are missing, or show an older pose or renderer."""
    clips = [clip for exercise in ids for clip in clips_of(exercise)]
    stale = [clip.name for clip in clips if not is_current(clip)]
    print(f"\n{len(clips)} films, {len(clips) - len(stale)} of today's poses and renderer")
    for name in stale:
        print(f"     due: {name}")


def render(ids: list[str], jobs: int, *, force: bool) -> int:
    """Render the clips that are not current, and list all in the index."""
    clips = [clip for exercise in ids for clip in clips_of(exercise)]
    due = sorted((clip for clip in clips if force or not is_current(clip)), key=urgency)
    print(f"{len(clips) - len(due)} clips are current, {len(due)} to render with {jobs} processes")
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for number, clip in enumerate(due, 1):
            path = make(clip, pool, Progress(clip, number, len(due)))
            print(f"  {path.stat().st_size / 1000:.0f} kB")
            write_index()
    print(f"{write_index()} clips in the index")
    return 0


if __name__ == "__main__":
    sys.exit(main())
