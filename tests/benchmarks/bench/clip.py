"""What a clip costs: decoding, showing it, and what the whole session takes beside."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

from tests.benchmarks.figures import Figure, in_turn, ratio
from tests.benchmarks.installed import ROOT, Workbench

DECODED, PLAYED = 2.2, 0.8
FILM = ROOT / "videos" / "reverse-lunge-side.webm"
SECONDS = 20
STARTED = 8
"""Seconds after which a start is over, and the film, of five seconds, has been seen once."""

ROUNDS = 3
WHY = (
    "measured from the film's second round on, for the first is decoded and kept: after it nothing"
    " is decoded any more, but each frame is a turn of the window's thread:"
    " more than half is the painting of picture, faded edge and marks, the rest Qt's way to the"
    " screen; less would take a GPU"
)
STOPPED = 124
"""What `timeout` leaves with when it has stopped a program."""


def _processor(command: Sequence[str], environment: dict[str, str]) -> float:
    """Run something to its end and return the processor's seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode not in {0, STOPPED}:
        raise RuntimeError(f"{command[0]} left with {done.returncode}: {done.stderr[-200:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ways(bench: Workbench, seconds: int) -> dict[str, Sequence[str]]:
    """Return what plays the film for so long: ours, and each peer that is installed."""
    ways: dict[str, Sequence[str]] = {"ours": bench.command("playing_clip", FILM, seconds)}
    if shutil.which("ffmpeg"):
        looped = ["-re", "-stream_loop", "-1", "-t", str(seconds), "-i", str(FILM)]
        ways["ffmpeg"] = ["ffmpeg", "-v", "error", *looped, "-f", "null", "-"]
    if shutil.which("mpv"):
        quiet = ["--really-quiet", "--no-config", "--loop=inf", "--no-audio", "--vo=x11"]
        # Its --length ends each turn of the loop, and never the loop.
        ways["mpv"] = ["timeout", str(seconds), "mpv", *quiet, str(FILM)]
    return ways


def measure(bench: Workbench) -> Iterator[Figure]:
    """Play the same film for the same time, in turn: ours, ffmpeg without a picture, mpv.

    What a start takes is left out: each plays for a short while, too, and only the rest counts.
    Of ours that is the start and the first pass, after which the film plays from memory: a clip
    is on the screen for a minute or more.
    """
    env = bench.environment()
    short, long = _ways(bench, STARTED), _ways(bench, STARTED + SECONDS)

    def share(name: str) -> float:
        return (_processor(long[name], env) - _processor(short[name], env)) / SECONDS

    spent = in_turn({name: partial(share, name) for name in long}, ROUNDS)
    said = {name: f"{median(each) * 100:.1f} % of a core" for name, each in spent.items()}
    for name, goal in (("ffmpeg", DECODED), ("mpv", PLAYED)):
        if name not in spent:
            yield Figure(f"a clip on the screen beside {name}", said["ours"], "not installed here")
            continue
        beside = ratio(spent["ours"], spent[name])
        yield Figure(
            f"a clip on the screen, with its marks, whole process, beside {name}",
            said["ours"],
            f"{name} {said[name]}",
            ratio=beside,
            goal=f"≤ {goal}×",
            met=beside <= goal,
            why=WHY if beside > goal else "",
        )
    kept = bench.ask("playing_clip", FILM, STARTED + 2)
    yield Figure(
        "peak memory of the whole process with the film kept in it",
        f"{kept['peak'] / 1e6:.0f} MB",
        f"the kept pictures {kept['kept'] / 1e6:.0f} MB",
    )
    joined = bench.ask("joining", FILM)
    yield Figure(
        "longest gap between two frames at the joins of a loop",
        f"{joined['join'] * 1000:.0f} ms",
        f"one frame {joined['frame'] * 1000:.0f} ms",
        goal="≤ one frame + 5 ms",
        met=joined["join"] <= joined["frame"] + 0.005,
    )
