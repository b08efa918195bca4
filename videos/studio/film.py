"""Films: renders frames in parallel, encodes the loop as VP9 WebM, keeps finished frames."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray

from studio.camera import Camera, fit
from studio.frame import picture
from studio.motion import FPS, Motion
from studio.pose import Pose, read_poses
from studio.solved import code_mark, solved
from studio.tracks import tracks

VIDEOS: Final = Path(__file__).parent.parent
CACHE: Final = VIDEOS / ".cache"
ROOMS: Final = (
    "skeleton",
    "body",
    "skin",
    "props",
    "light",
    "scene",
    "body_field",
    "prop_field",
    "clothes",
    "illumination",
    "painter",
    "frame",
)
"""Modules whose change can change a picture of a solved movement."""
QUALITY: Final = {
    "crf": "36",
    "b": "0",
    "deadline": "good",
    "cpu-used": "2",
    "row-mt": "1",
    "auto-alt-ref": "1",
    "lag-in-frames": "24",
}
LIMIT: Final = 250_000
Frame = NDArray[np.uint8]


@dataclass(frozen=True)
class Clip:
    """One film: an exercise (right or with a fault) from one side."""

    exercise: str
    fault: str
    view: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return "-".join(part for part in (self.exercise, self.view, self.fault) if part)


def pose_of(clip: Clip) -> Pose:
    """The pose a clip shows."""
    return next(pose for pose in read_poses(clip.exercise) if pose.fault == clip.fault)


def clips_of(exercise: str) -> list[Clip]:
    """All clips of an exercise: each view of the right movement, the best view of each fault."""
    found = []
    for pose in read_poses(exercise):
        views = pose.views if not pose.fault else (fault_view(pose),)
        found += [Clip(exercise, pose.fault, view) for view in views]
    return found


def urgency(clip: Clip) -> int:
    """First the best view of every exercise, then the second views, then the faults."""
    if clip.fault:
        return 2
    return 0 if clip.view == pose_of(clip).views[0] else 1


def fault_view(pose: Pose) -> str:
    """The view in which a fault shows best: across the way in which it strays."""
    wanted = {
        "knee-cave": ("front", "back", "feet", "corner"),
        "pelvis-drop": ("front", "back", "feet", "corner"),
        "trunk-lean": ("front", "back", "feet"),
    }.get(pose.fault, ("side", "corner"))
    return next((view for view in wanted if view in pose.views), pose.views[0])


def camera_of(clip: Clip) -> Camera:
    """The camera of a clip; the right film and its faults from one side share it."""
    poses = read_poses(clip.exercise)
    shown = [pose.fault for pose in poses if not pose.fault or fault_view(pose) == clip.view]
    first, *beside = (_solved(clip.exercise, fault) for fault in shown)
    return fit(first, clip.view, tuple(beside))


def mark(clip: Clip) -> str:
    """A hash of all that a clip shows: solved movement, figure, props, camera and renderer."""
    motion, camera = motion_of(clip), camera_of(clip)
    pose = motion.pose
    seen = (camera.eye, camera.forward, camera.right, camera.up, camera.half_height)
    parts = (
        [np.round(part, 5).tolist() for part in seen],
        (camera.width, camera.height),
        pose.build,
        pose.skin,
        pose.glow,
        pose.props,
        pose.base.round(6).tolist(),
        np.round(motion.joints[:, :3] * 1e4).astype(int).tolist(),
        np.round(motion.joints[:, 3:] * 1e2).astype(int).tolist(),
        motion.glow.round(3).tolist(),
        np.round(np.array(motion.rollers, float), 4).tolist(),
        motion.loop(),
        code_mark(ROOMS),
        sorted(QUALITY.items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def is_current(clip: Clip) -> bool:
    """Whether the clip's film is of today's pose and renderer; its tracks say of which it is."""
    film, notes = VIDEOS / f"{clip.name}.webm", VIDEOS / f"{clip.name}.json"
    if not film.exists() or not notes.exists():
        return False
    return bool(json.loads(notes.read_text(encoding="utf-8")).get("mark") == mark(clip))


@lru_cache(maxsize=8)
def _solved(exercise: str, fault: str) -> Motion:
    """The solved movement of an exercise."""
    return solved(pose_of(Clip(exercise, fault, "")))


def motion_of(clip: Clip) -> Motion:
    """The solved movement a clip shows."""
    return _solved(clip.exercise, clip.fault)


@lru_cache(maxsize=1)
def _left_for_workers(folder: Path) -> tuple[Motion, Camera]:
    """The movement and the camera that the main process solved for this clip."""
    motion, camera = pickle.loads((folder / "work").read_bytes())  # noqa: S301 - our own file, written a moment ago
    return motion, camera


def _render_some(folder: Path, frames: list[int]) -> int:
    """Render some frames of a clip into its folder in the cache; frames already there are kept."""
    motion, camera = _left_for_workers(folder)
    for index in frames:
        path = folder / f"{index:03}.npy"
        if not path.exists():
            part = path.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as file:
                np.save(file, picture(motion, index, camera, fine=3))
            part.replace(path)
    return len(frames)


def make(clip: Clip, pool: Executor, told: Callable[[int, int], None]) -> Path:
    """Render, encode and write one clip and its tracks; `told(done, all)` hears of the progress."""
    motion = motion_of(clip)
    camera = camera_of(clip)
    folder = CACHE / mark(clip)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "work").write_bytes(pickle.dumps((motion, camera)))
    unique = list(range(len(motion.joints)))
    chunks = [unique[i : i + 4] for i in range(0, len(unique), 4)]
    done = 0
    for count in pool.map(_render_some, [folder] * len(chunks), chunks):
        done += count
        told(done, len(unique))
    path = VIDEOS / f"{clip.name}.webm"
    part = CACHE / path.name
    for crf in (int(QUALITY["crf"]), 40, 44, 50):
        encode(
            (np.load(folder / f"{i:03}.npy") for i in motion.loop()),
            camera.width,
            camera.height,
            part,
            crf,
        )
        if part.stat().st_size <= LIMIT:
            break
    _write(
        path.with_suffix(".json"),
        json.dumps({"mark": mark(clip), **tracks(motion, camera)}, separators=(",", ":")),
    )
    _write(CACHE / f"{clip.name}.entry", json.dumps(entry(clip, motion, camera)))
    part.replace(path)
    shutil.rmtree(folder, ignore_errors=True)
    return path


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)


def encode(frames: Iterator[Frame], width: int, height: int, path: Path, crf: int) -> None:
    """Write frames as a VP9 WebM that any player loops without a seam."""
    with av.open(str(path), "w", format="webm") as container:
        stream = container.add_stream("libvpx-vp9", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = QUALITY | {"crf": str(crf)}
        stream.codec_context.color_range = 1
        stream.codec_context.colorspace = 1
        for image in frames:
            still = av.VideoFrame.from_ndarray(image, format="rgb24")
            container.mux(stream.encode(still.reformat(format="yuv420p", dst_colorspace=1)))
        container.mux(stream.encode())


def parts(motion: Motion) -> dict[str, float]:
    """Where the loop's parts begin and end, as fractions of its length: out, hold, back, rest."""
    total = len(motion.loop())
    out, hold = len(motion.joints) - 1, max(1, round(motion.pose.hold * FPS))
    return {
        "out_end": round(out / total, 4),
        "hold_end": round((out + hold) / total, 4),
        "back_end": round((2 * out + hold - 1) / total, 4),
    }


def entry(clip: Clip, motion: Motion, camera: Camera) -> dict[str, Any]:
    """A clip's row for `index.toml`."""
    return {
        "exercise": clip.exercise,
        "view": clip.view,
        "fault": clip.fault,
        "caption": motion.pose.caption,
        "file": f"{clip.name}.webm",
        "tracks": f"{clip.name}.json",
        "width": camera.width,
        "height": camera.height,
        "fps": FPS,
        "frames": len(motion.loop()),
        "seconds": round(len(motion.loop()) / FPS, 3),
        "first": motion.pose.first,
        **parts(motion),
    }
