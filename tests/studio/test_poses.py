"""The pose files: all 36 exercises, and every movement passes every check."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from studio.check import prove
from studio.film import clips_of
from studio.pose import POSES, PoseError, exercise_ids, parse, read_poses
from studio.solved import solved

EXERCISES = [
    "roll-quads",
    "roll-outer-thigh",
    "roll-hamstrings",
    "roll-glutes",
    "roll-calves",
    "roll-adductors",
    "roll-hip-flexors",
    "roll-quads-wall",
    "side-lying-hip-abduction",
    "clamshell",
    "bridge",
    "single-leg-bridge",
    "quadruped-hip-extension",
    "lateral-band-walk",
    "monster-walk",
    "isometric-wall-press",
    "knee-to-wall",
    "calf-stretch",
    "half-kneeling-hip-flexor",
    "ninety-ninety-switch",
    "adductor-rock-back",
    "lying-hip-rotation",
    "hamstring-floss",
    "supported-deep-squat",
    "reverse-lunge",
    "single-leg-deadlift",
    "split-squat",
    "rear-foot-elevated-split-squat",
    "step-up",
    "lateral-step-down",
    "forward-step-down",
    "weighted-single-leg-bridge",
    "single-leg-squat-to-box",
    "wall-sit",
    "side-plank-with-abduction",
    "single-leg-calf-raise",
]
VISIBLE = {"knee-cave", "heel-lift", "back-arch", "pelvis-drop"}
STRENGTHEN = set(EXERCISES[EXERCISES.index("reverse-lunge") :])
MOVEMENTS = [
    (pose.exercise, pose.fault) for exercise in exercise_ids() for pose in read_poses(exercise)
]


def test_every_exercise_has_a_pose_and_at_least_two_views() -> None:
    assert set(exercise_ids()) == set(EXERCISES)
    for exercise in EXERCISES:
        assert sum(not clip.fault for clip in clips_of(exercise)) >= 2, exercise


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_shows_its_faults_that_can_be_seen(exercise: str) -> None:
    path = Path(__file__).parents[2] / "resources" / "exercises" / f"{exercise}.toml"
    listed = {f["id"] for f in tomllib.loads(path.read_text(encoding="utf-8"))["fault"]}
    shown = {pose.fault for pose in read_poses(exercise) if pose.fault}
    assert shown or exercise not in STRENGTHEN, f"{exercise} shows no fault"
    missing = sorted((listed & VISIBLE) - shown)
    assert not missing, f"{exercise} shows no {', '.join(missing)}"


def test_a_fault_is_filmed_from_where_it_can_be_seen() -> None:
    faults = [clip for exercise in EXERCISES for clip in clips_of(exercise) if clip.fault]
    hidden = {
        "heel-lift": {"front", "back", "above", "feet"},
        "back-arch": {"front", "back", "above", "feet"},
        "pelvis-drop": {"side", "above"},
        "knee-cave": {"side"},
    }
    unseen = [clip.name for clip in faults if clip.view in hidden.get(clip.fault, set())]
    assert not unseen


@pytest.mark.parametrize(
    ("exercise", "fault"), MOVEMENTS, ids=["-".join(filter(None, m)) for m in MOVEMENTS]
)
def test_every_movement_passes_every_check(exercise: str, fault: str) -> None:
    pose = next(pose for pose in read_poses(exercise) if pose.fault == fault)
    failed = [str(finding) for finding in prove(solved(pose), frames=3) if not finding.passed]
    assert not failed, "\n".join(failed)


def test_both_builds_and_all_skin_tones_are_shown() -> None:
    poses = [read_poses(exercise)[0] for exercise in EXERCISES]
    assert {pose.build for pose in poses} == {"a", "b"}
    assert {pose.skin for pose in poses} == {"light", "medium", "dark"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"film": {"base": "floating"}}, "floating"),
        ({"key": [{"u": 0.0, "angles": {"tail": 3}}, {"u": 1.0}]}, "tail"),
        ({"key": [{"u": 0.0, "preset": ["handstand"]}, {"u": 1.0}]}, "handstand"),
        ({"key": [{"u": 0.0, "keep": {"rest": {"chest": "ceiling"}}}, {"u": 1.0}]}, "ceiling"),
        ({"prop": [{"kind": "trampoline"}]}, "trampoline"),
    ],
)
def test_bad_pose_data_is_refused_in_words(change: dict[str, object], word: str) -> None:
    table = tomllib.loads((POSES / "bridge.toml").read_text(encoding="utf-8"))
    with pytest.raises(PoseError, match=word):
        parse({k: v for k, v in table.items() if k != "wrong"} | change, "bridge")


def test_an_unknown_exercise_is_named() -> None:
    with pytest.raises(PoseError, match="no pose file cartwheel"):
        read_poses("cartwheel")
