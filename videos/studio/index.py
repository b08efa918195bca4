"""The index: `videos/index.toml` lists the clips that exist, for the app."""

from __future__ import annotations

import json
from typing import Any, Final

from studio.film import CACHE, VIDEOS, Clip, camera_of, clips_of, entry, motion_of
from studio.light import BACKGROUND
from studio.pose import exercise_ids

INDEX_FILE: Final = VIDEOS / "index.toml"
_HEAD: Final = f"""# Written by `python -m studio render`; do not edit.
# The working side is left in every film; the app mirrors it for the right.
# out_end, hold_end and back_end are fractions of the loop: the movement goes out (in the
# direction `first` names), holds, comes back, and rests until the loop closes.

working_side = "L"
background = "{BACKGROUND}"
"""


def write_index() -> int:
    """List every clip whose film and tracks are in the videos folder; returns how many."""
    rows = []
    for exercise in exercise_ids():
        for clip in clips_of(exercise):
            if (VIDEOS / f"{clip.name}.webm").exists() and (VIDEOS / f"{clip.name}.json").exists():
                row = _row(clip)
                rows.append(
                    "[[clip]]\n"
                    + "".join(f"{key} = {_value(value)}\n" for key, value in row.items())
                )
    part = INDEX_FILE.with_suffix(".part")
    part.write_text(_HEAD + "\n" + "\n".join(rows), encoding="utf-8")
    part.replace(INDEX_FILE)
    return len(rows)


def _row(clip: Clip) -> dict[str, Any]:
    """A clip's entry as noted when the film was made; worked out again without the cache."""
    note = CACHE / f"{clip.name}.entry"
    if note.exists():
        noted: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        return noted
    return entry(clip, motion_of(clip), camera_of(clip))


def _value(value: Any) -> str:  # noqa: ANN401 - a TOML scalar
    return f'"{value}"' if isinstance(value, str) else str(value)
