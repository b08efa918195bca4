"""The solver: reaches what can be reached, keeps what it must, and finds the same answer again."""

from __future__ import annotations

import numpy as np
import pytest
from studio.body import flesh
from studio.contacts import FLOOR, FREE, KneeLine, Pin, Rest, flat_foot
from studio.measure import deviation
from studio.motion import solve
from studio.pose import read_poses
from studio.skeleton import HIGH, INDEX, LANDMARKS, LOW, NAMES, SHANK, SOLE, THIGH, Array, stance
from studio.solved import solved
from studio.solver import Solver

SOLVER = Solver(flesh("a"), np.eye(3), (FLOOR,))


def standing_hint() -> Array:
    q = np.zeros(len(NAMES))
    q[INDEX["root_z"]] = THIGH + SHANK + SOLE
    return q


def squatting_hint() -> Array:
    q = standing_hint()
    q[INDEX["root_z"]] = 0.66
    for side in "LR":
        q[INDEX[f"hip_flex.{side}"]] = 70
        q[INDEX[f"knee.{side}"]] = 75
        q[INDEX[f"ankle.{side}"]] = 20
    return q


def pin(landmark: str, *place: float) -> Pin:
    bone, offset = LANDMARKS[landmark]
    return Pin(landmark, bone, offset, (place[0], place[1], place[2]))


def test_planted_feet_stay_while_the_pelvis_is_taken_down() -> None:
    feet = (*flat_foot("L", (0.0, 0.1)), *flat_foot("R", (0.0, -0.1)))
    q = SOLVER.solve(squatting_hint(), (*feet, pin("pelvis", FREE, 0.0, 0.65)))
    body = stance(q, np.eye(3), SOLVER.body.build.frame)
    assert body.point("pelvis")[2] == pytest.approx(0.65, abs=1e-3)
    for contact in feet:
        if isinstance(contact, Pin):
            assert body.of(contact.bone, contact.offset) == pytest.approx(contact.target, abs=1e-3)
    assert (q <= HIGH + 0.5).all()
    assert (q >= LOW - 0.5).all()
    assert q[INDEX["knee.L"]] > 50


def test_the_knee_follows_its_line() -> None:
    feet = (*flat_foot("L", (0.0, 0.1)), *flat_foot("R", (0.0, -0.1)))
    for wanted in (0.0, -12.0):
        q = SOLVER.solve(
            squatting_hint(), (*feet, pin("pelvis", FREE, 0.0, 0.6), KneeLine("line", "L", wanted))
        )
        found = deviation(stance(q, np.eye(3), SOLVER.body.build.frame), "L")
        assert found == pytest.approx(wanted, abs=0.5)


def test_resting_skin_lies_on_the_floor_not_in_it() -> None:
    lying = np.array([[0, 0, -1.0], [0, 1, 0], [1, 0, 0]])
    solver = Solver(flesh("b"), lying, (FLOOR,))
    hint = np.zeros(len(NAMES))
    hint[INDEX["root_z"]] = 0.2
    q = solver.solve(hint, (Rest("pelvis", "pelvis", FLOOR), Rest("chest", "chest", FLOOR)))
    body = stance(q, lying, solver.body.build.frame)
    assert 0.05 < body.point("pelvis")[2] < 0.16


def test_an_unreachable_place_leaves_the_body_whole() -> None:
    q = SOLVER.solve(standing_hint(), (*flat_foot("L", (0.0, 0.1)), pin("palm.L", 0.9, 0.0, 1.6)))
    assert np.isfinite(q).all()
    assert (q <= HIGH + 25).all()


@pytest.mark.parametrize("exercise", ["bridge", "split-squat", "roll-calves"])
def test_a_sample_solves_again_to_what_is_on_the_shelf(exercise: str) -> None:
    pose = read_poses(exercise)[0]
    assert solve(pose).joints == pytest.approx(solved(pose).joints, abs=0.02)
