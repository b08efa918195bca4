"""Each check catches a pose broken on purpose."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from studio import check
from studio.motion import Motion
from studio.pose import Bound, read_poses
from studio.skeleton import INDEX
from studio.solved import solved


@cache
def good(exercise: str, fault: str = "") -> Motion:
    return solved(next(pose for pose in read_poses(exercise) if pose.fault == fault))


def with_joint(
    motion: Motion, joint: str, offset: float, frame: slice | int = slice(None)
) -> Motion:
    """The movement with one joint moved by `offset` (degrees, or metres for the root)."""
    joints = motion.joints.copy()
    joints[frame, INDEX[joint]] += offset
    return replace(motion, joints=joints)


def test_a_sliding_foot_is_caught() -> None:
    assert check.planted(good("split-squat")).passed
    assert not check.planted(with_joint(good("split-squat"), "root_x", 0.004)).passed


def test_a_knee_bent_backwards_is_caught() -> None:
    assert not check.limits(with_joint(good("split-squat"), "knee.L", -60)).passed


def test_a_jerk_is_caught() -> None:
    finding = check.steady(with_joint(good("bridge"), "neck_turn", 15.0, 12))
    assert not finding.passed
    assert "neck_turn in frame" in finding.where


def test_a_cut_in_the_loop_is_caught() -> None:
    class Cut(Motion):
        def loop(self) -> list[int]:
            return super().loop()[:-20]

    motion = good("bridge")
    assert check.loop(motion).passed
    assert not check.loop(Cut(**vars(motion))).passed


def test_hints_that_contradict_the_contacts_are_caught() -> None:
    motion = good("bridge")
    key = replace(
        motion.pose.keys[0],
        hint=motion.pose.keys[0].hint
        + np.where(np.arange(len(motion.joints[0])) == INDEX["knee.L"], 20.0, 0.0),
    )
    pose = replace(motion.pose, keys=(key, *motion.pose.keys[1:]))
    assert not check.hints(replace(motion, pose=pose)).passed


def test_a_knee_off_its_line_is_caught() -> None:
    motion = good("split-squat")
    assert check.knees(motion).passed
    assert not check.knees(with_joint(motion, "tibia.L", 12)).passed


def test_a_cave_that_is_none_is_caught() -> None:
    caved = good("split-squat", "knee-cave")
    assert check.knees(caved).passed
    straight = replace(good("split-squat"), pose=caved.pose)
    assert not check.knees(straight).passed


def test_a_body_that_would_fall_is_caught() -> None:
    motion = good("single-leg-deadlift")
    assert check.balance(motion).passed
    leaning = with_joint(motion, "lumbar_side", 25)
    assert not check.balance(leaning).passed


def test_a_broken_expectation_is_caught() -> None:
    motion = good("bridge")
    pose = replace(motion.pose, bounds=(Bound("knee.L", "end", 10.0, 20.0),))
    assert not all(finding.passed for finding in check.expectations(replace(motion, pose=pose)))


def test_a_wrong_film_that_is_right_is_caught() -> None:
    wrong = good("bridge", "back-arch")
    assert check.really_wrong(wrong).passed
    assert not check.really_wrong(replace(good("bridge"), pose=wrong.pose)).passed


def test_skin_above_and_inside_the_floor_is_caught() -> None:
    motion = good("bridge")
    by_name = {f.check: f for f in check.skin_findings(motion, 2)}
    assert all(finding.passed for finding in by_name.values())
    floating = {f.check: f for f in check.skin_findings(with_joint(motion, "root_z", 0.01), 2)}
    assert not floating["touch"].passed
    sunk = {f.check: f for f in check.skin_findings(with_joint(motion, "root_z", -0.01), 2)}
    assert not sunk["inside"].passed


def test_an_arm_through_the_trunk_is_caught() -> None:
    motion = good("reverse-lunge")
    through = {f.check: f for f in check.skin_findings(with_joint(motion, "shoulder_er.L", -60), 2)}
    assert not through["through"].passed


def test_a_leg_in_the_step_is_caught() -> None:
    motion = good("step-up")
    inside = {f.check: f for f in check.skin_findings(with_joint(motion, "root_z", -0.02), 2)}
    assert not inside["inside"].passed


def test_hands_in_the_wall_and_off_the_wall_are_caught() -> None:
    motion = good("calf-stretch")
    inside = {f.check: f for f in check.skin_findings(with_joint(motion, "root_x", 0.02), 2)}
    assert not inside["inside"].passed
    assert "in the wall" in inside["inside"].where
    off = {f.check: f for f in check.skin_findings(with_joint(motion, "root_x", -0.01), 2)}
    assert not off["touch"].passed
    assert "on wall" in off["touch"].where


def test_a_thigh_in_the_roller_is_caught() -> None:
    motion = good("roll-quads")
    assert all(finding.passed for finding in check.skin_findings(motion, 2))
    places = [at for at in motion.rollers if at is not None]
    raised = replace(motion, rollers=tuple((x, y, z + 0.012) for x, y, z in places))
    inside = {f.check: f for f in check.skin_findings(raised, 2)}
    assert not inside["inside"].passed
    assert inside["inside"].where.startswith("thigh.L in the roller")


def test_feet_that_come_apart_in_a_clamshell_are_caught() -> None:
    motion = good("clamshell")
    assert all(finding.passed for finding in check.expectations(motion))
    apart = with_joint(motion, "hip_abd.L", 12)
    assert not all(finding.passed for finding in check.expectations(apart))
