"""The picture: one tiny frame, looked at by numbers; the camera fits; the loop turns round."""

from __future__ import annotations

import numpy as np
import pytest
from studio.camera import extents, fit, pixel_size
from studio.film import Clip, camera_of, motion_of
from studio.frame import picture
from studio.light import BACKGROUND, GLOW
from studio.pose import read_poses
from studio.prop_field import march_props
from studio.props import Prop, solids
from studio.skeleton import Stance
from studio.solved import solved
from studio.tracks import tracks


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def test_a_tiny_frame_shows_a_figure_on_the_studio_card() -> None:
    motion = solved(read_poses("bridge")[0])
    camera = pixel_size(fit(motion, "side"), 0.2)
    image = picture(motion, len(motion.joints) - 1, camera, fine=1).astype(int)
    assert image.shape == (camera.height, camera.width, 3)
    corner = image[:6, :6].reshape(-1, 3).mean(axis=0)
    assert corner == pytest.approx(rgb(BACKGROUND), abs=3)
    away = np.abs(image - rgb(BACKGROUND)).sum(axis=2)
    assert 0.12 < (away > 60).mean() < 0.75
    warm = (image[..., 0] > 215) & (image[..., 2] < 110)
    assert warm.sum() > 25, "the working muscles glow"
    assert rgb(GLOW)[0] > rgb(GLOW)[2]


def test_the_golden_frame_has_not_changed() -> None:
    motion = solved(read_poses("bridge")[0])
    image = picture(motion, 0, pixel_size(fit(motion, "side"), 1 / 12), fine=1).astype(float)
    blocks = image[:40, :80].reshape(4, 10, 8, 10, 3).mean(axis=(1, 3, 4))
    assert blocks == pytest.approx(np.array(GOLDEN), abs=4.0)


@pytest.mark.parametrize("exercise", ["reverse-lunge", "bridge", "lateral-step-down"])
def test_the_camera_shows_the_whole_movement(exercise: str) -> None:
    motion = solved(read_poses(exercise)[0])
    for view in motion.pose.views:
        seen = fit(motion, view).project(extents(motion))
        assert seen.min() > 0.0
        assert seen.max() < 1.0
        assert np.ptp(seen, axis=0).max() > 0.8, "the figure fills the picture"


@pytest.mark.parametrize("fault", ["knee-cave", "pelvis-drop", "trunk-lean"])
def test_right_and_wrong_are_seen_by_the_same_camera(fault: str) -> None:
    right = camera_of(Clip("lateral-step-down", "", "front"))
    wrong = camera_of(Clip("lateral-step-down", fault, "front"))
    assert (right.width, right.height) == (wrong.width, wrong.height)
    assert wrong.eye == pytest.approx(right.eye)
    motion = motion_of(Clip("lateral-step-down", fault, "front"))
    seen = right.project(extents(motion))
    assert seen.min() > 0.0
    assert seen.max() < 1.0


def test_a_wall_is_seen_however_grazing_the_look() -> None:
    wall = Prop("wall", (0.0, 0.0, 0.0), (0.06, 3.0, 2.0), 90.0)
    rows = np.array([piece.row() for piece in solids(wall, None, 0.0, stance_at_ease())])
    sphere = np.array([[*rows[0, 1:4], 2.0, 0.0, 1.0]])
    eye, slope = np.array([6.0, 0.20, 1.0]), np.radians(2.0)
    length, piece = march_props(rows, sphere, eye, -np.cos(slope), -np.sin(slope), 0.0, 1e9)
    assert piece == 0
    assert length == pytest.approx(0.20 / np.sin(slope), abs=0.05)


def stance_at_ease() -> Stance:
    motion = solved(read_poses("bridge")[0])
    return motion.stance(0)


def test_tracks_cover_every_frame_of_the_loop() -> None:
    motion = solved(read_poses("split-squat")[0])
    found = tracks(motion, fit(motion, "front"))
    assert found["frames"] == len(motion.loop())
    for points in found["joints"].values():
        assert len(points) == found["frames"]
    assert len(found["knee_deviation"]["L"]) == found["frames"]
    assert all(found["heel_down"]["L"])
    assert not any(found["heel_down"]["R"])


GOLDEN = [
    [235.0, 235.0, 234.0, 235.0, 235.0, 235.0, 235.0, 235.0],
    [235.0, 227.0, 154.0, 205.0, 235.0, 235.0, 235.0, 235.0],
    [235.0, 201.0, 200.0, 92.0, 142.0, 160.0, 165.0, 182.0],
    [212.0, 200.0, 188.0, 155.0, 165.0, 160.0, 168.0, 189.0],
]
