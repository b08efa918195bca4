"""The body: two builds without gaps, soft seams, soles flat."""

from __future__ import annotations

import numpy as np
import pytest
from studio.body import BUILDS, MUSCLES, flesh
from studio.check import skin_points
from studio.skeleton import INDEX, NAMES, SHANK, SOLE, THIGH, stance
from studio.skin import Skin, skin


def standing(build: str) -> Skin:
    q = np.zeros(len(NAMES))
    q[INDEX["root_z"]] = THIGH + SHANK + SOLE
    body = flesh(build)
    return skin(body, stance(q, np.eye(3), body.build.frame))


@pytest.mark.parametrize("build", sorted(BUILDS))
def test_a_standing_body_touches_the_floor_with_flat_soles(build: str) -> None:
    points, _ = skin_points(standing(build))
    assert -0.003 < points[:, 2].min() < 0.004
    assert 1.60 < points[:, 2].max() < 1.80


@pytest.mark.parametrize("build", sorted(BUILDS))
def test_the_middle_of_every_bone_is_inside_the_skin(build: str) -> None:
    placed = standing(build)
    middles = (placed.shapes[:, 3:6] + placed.shapes[:, 6:9]) / 2
    hair = np.array([shape.segment == "hair" for shape in placed.flesh.shapes])
    assert (placed.distances(middles)[~hair] < 0).all()


def test_the_builds_differ_and_share_their_muscles() -> None:
    a, b = flesh("a"), flesh("b")
    assert {s.muscle for s in a.shapes} == {s.muscle for s in b.shapes}
    assert not np.allclose(a.radii[:10], b.radii[:10])


def test_every_muscle_glows_somewhere() -> None:
    body = flesh("a")
    for muscle in MUSCLES:
        assert body.glowing((muscle,)).any()
