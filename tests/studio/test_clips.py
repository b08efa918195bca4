"""The finished films: listed, playable from first to last frame, small and complete."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from typing import Any

import av
import pytest
from studio.film import LIMIT, VIDEOS
from studio.pose import exercise_ids

INDEX: dict[str, Any] = tomllib.loads((VIDEOS / "index.toml").read_text(encoding="utf-8"))
CLIPS: list[dict[str, Any]] = INDEX["clip"]


def test_every_exercise_that_has_films_has_two_right_ones() -> None:
    films = Counter(clip["exercise"] for clip in CLIPS if not clip["fault"])
    missing = sorted(set(exercise_ids()) - set(films))
    single = sorted(exercise for exercise, count in films.items() if count < 2)
    assert not single, f"only one film of {', '.join(single)}"
    assert not missing, f"no film of {', '.join(missing)}"


def test_every_film_in_the_folder_is_listed_and_the_other_way_round() -> None:
    assert {clip["file"] for clip in CLIPS} == {path.name for path in VIDEOS.glob("*.webm")}
    assert {clip["tracks"] for clip in CLIPS} == {path.name for path in VIDEOS.glob("*.json")}


def test_the_library_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in VIDEOS.glob("*.webm")}
    assert not {name for name, size in sizes.items() if size > LIMIT}
    assert sum(sizes.values()) <= 25_000_000


@pytest.mark.parametrize("clip", CLIPS, ids=[clip["file"] for clip in CLIPS])
def test_a_film_decodes_from_first_to_last_frame(clip: dict[str, Any]) -> None:
    with av.open(str(VIDEOS / clip["file"])) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name in {"vp9", "libvpx-vp9"}
        assert stream.codec_context.pix_fmt == "yuv420p"
        frames = list(film.decode(stream))
    assert len(frames) == clip["frames"]
    for frame in (frames[0], frames[-1]):
        assert (frame.width, frame.height) == (clip["width"], clip["height"])
        assert frame.to_ndarray(format="gray").std() > 5, "there is something to see"
    assert 3.0 <= clip["seconds"] <= 6.5
    assert 0 < clip["out_end"] < clip["hold_end"] < clip["back_end"] <= 1


@pytest.mark.parametrize("clip", CLIPS, ids=[clip["tracks"] for clip in CLIPS])
def test_the_tracks_belong_to_their_film(clip: dict[str, Any]) -> None:
    tracks = json.loads((VIDEOS / clip["tracks"]).read_text(encoding="utf-8"))
    assert tracks["frames"] == clip["frames"]
    assert all(len(points) == clip["frames"] for points in tracks["joints"].values())
    if clip["fault"] == "knee-cave":
        assert min(d for side in "LR" for d in tracks["knee_deviation"][side] if d is not None) < -8
