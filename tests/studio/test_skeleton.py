"""The skeleton: bones keep their length, signs are clinical, left and right mirror each other."""

from __future__ import annotations

import numpy as np
import pytest
from studio.skeleton import BONES, INDEX, NAMES, SHANK, SOLE, THIGH, Frame, Stance, stance

FRAME = Frame()


def posed(**angles: float) -> Stance:
    """A standing skeleton with some joints set (`hip_flex_L` means `hip_flex.L`)."""
    q = np.zeros(len(NAMES))
    q[INDEX["root_z"]] = THIGH + SHANK + SOLE
    for name, value in angles.items():
        joint = f"{name[:-2]}.{name[-1]}" if name[-2:] in {"_L", "_R"} else name
        q[INDEX[joint]] = value
    return stance(q, np.eye(3), FRAME)


def test_a_standing_body_stands_on_its_soles() -> None:
    body = posed()
    for side in "LR":
        assert body.point(f"heel.{side}")[2] == pytest.approx(0.0, abs=1e-9)
        assert body.point(f"toe.{side}")[2] == pytest.approx(0.0, abs=1e-9)
        assert body.point(f"hip.{side}")[2] == pytest.approx(THIGH + SHANK + SOLE)


def test_bones_keep_their_length_however_they_turn() -> None:
    body = posed(hip_flex_L=70, hip_abd_L=20, hip_er_L=-15, knee_L=95, ankle_L=12)
    assert np.linalg.norm(body.point("knee.L") - body.point("hip.L")) == pytest.approx(THIGH)
    assert np.linalg.norm(body.point("ankle.L") - body.point("knee.L")) == pytest.approx(SHANK)


@pytest.mark.parametrize(
    ("angles", "landmark", "axis", "sign"),
    [
        ({"hip_flex_L": 30.0}, "knee.L", 0, 1),
        ({"hip_abd_L": 30.0}, "knee.L", 1, 1),
        ({"hip_abd_R": 30.0}, "knee.R", 1, -1),
        ({"knee_L": 30.0}, "ankle.L", 0, -1),
        ({"ankle_L": 20.0}, "ball.L", 2, 1),
        ({"hip_er_L": 20.0}, "toe.L", 1, 1),
        ({"hip_er_R": 20.0}, "toe.R", 1, -1),
        ({"shoulder_flex_L": 30.0}, "elbow.L", 0, 1),
        ({"shoulder_abd_R": 30.0}, "elbow.R", 1, -1),
        ({"elbow_L": 40.0}, "wrist.L", 0, 1),
        ({"root_pitch": 20.0}, "head", 0, 1),
    ],
)
def test_positive_angles_move_the_way_a_physiotherapist_says(
    angles: dict[str, float], landmark: str, axis: int, sign: int
) -> None:
    moved = posed(**angles).point(landmark)[axis] - posed().point(landmark)[axis]
    assert moved * sign > 0.02


def test_left_and_right_mirror_each_other() -> None:
    left = posed(
        hip_flex_L=40,
        hip_abd_L=15,
        hip_er_L=20,
        knee_L=60,
        inversion_L=8,
        shoulder_abd_L=50,
        elbow_L=30,
    )
    right = posed(
        hip_flex_R=40,
        hip_abd_R=15,
        hip_er_R=20,
        knee_R=60,
        inversion_R=8,
        shoulder_abd_R=50,
        elbow_R=30,
    )
    for part in ("knee", "ankle", "toe", "elbow", "fingertip"):
        assert left.point(f"{part}.L") == pytest.approx(right.point(f"{part}.R") * [1, -1, 1])


def test_every_bone_is_a_pure_turn() -> None:
    body = posed(root_pitch=33, root_list=-12, hip_flex_R=71, shoulder_flex_L=120, pronation_L=60)
    for b in range(len(BONES)):
        assert body.turns[b] @ body.turns[b].T == pytest.approx(np.eye(3), abs=1e-12)


def test_the_centre_of_mass_is_in_the_pelvis_when_standing() -> None:
    centre = posed().balance()
    assert 0.85 < centre[2] < 1.05
    assert abs(centre[1]) < 1e-9
