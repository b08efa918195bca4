"""What a clip costs: decoding, showing it, and what the whole session takes beside."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from statistics import median

from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.installed import ROOT, Workbench

DECODED, PLAYED = 2.2, 0.8
FILM = ROOT / "videos" / "reverse-lunge-side.webm"
SECONDS = 20
ROUNDS = 3
STOPPED = 124
"""What `timeout` leaves with when it has stopped a program."""


def _processor(command: Sequence[str], environment: dict[str, str]) -> float:
    """Run something to its end and return the share of one core it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode not in {0, STOPPED}:
        raise RuntimeError(f"{command[0]} left with {done.returncode}: {done.stderr[-200:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent / SECONDS


def measure(bench: Workbench) -> Iterator[Figure]:
    """Play the same film for the same time, in turn: ours, ffmpeg without a picture, mpv."""
    env = bench.environment()
    looped = ["-re", "-stream_loop", "-1", "-t", str(SECONDS), "-i", str(FILM)]
    ways: dict[str, Sequence[str]] = {"ours": bench.command("playing_clip", FILM, SECONDS)}
    if shutil.which("ffmpeg"):
        ways["ffmpeg"] = ["ffmpeg", "-v", "error", *looped, "-f", "null", "-"]
    if shutil.which("mpv"):
        quiet = ["--really-quiet", "--no-config", "--loop=inf", "--no-audio", "--vo=x11"]
        # Its --length ends each turn of the loop, and never the loop.
        ways["mpv"] = ["timeout", str(SECONDS), "mpv", *quiet, str(FILM)]
    spent = in_turn({name: lambda c=c: _processor(c, env) for name, c in ways.items()}, ROUNDS)
    said = {name: f"{median(each) * 100:.1f} % of a core" for name, each in spent.items()}
    for name, goal in (("ffmpeg", DECODED), ("mpv", PLAYED)):
        if name not in spent:
            yield Figure(f"a clip on the screen beside {name}", said["ours"], "not installed here")
            continue
        share = ratio(spent["ours"], spent[name])
        yield Figure(
            f"a clip on the screen, {SECONDS} s, whole process",
            said["ours"],
            f"{name} {said[name]}",
            ratio=share,
            goal=f"≤ {goal}×",
            met=share <= goal,
        )
    joined = bench.ask("joining", FILM)
    yield Figure(
        "longest gap between two frames at the joins of a loop",
        f"{joined['join'] * 1000:.0f} ms",
        f"one frame {joined['frame'] * 1000:.0f} ms",
        goal="≤ one frame + 5 ms",
        met=joined["join"] <= joined["frame"] + 0.005,
    )
