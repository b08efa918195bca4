"""Contact sheets: key frames of every finished film of an exercise, and a montage of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
from PIL import Image, ImageDraw

from studio.film import CACHE, VIDEOS, Clip, clips_of, motion_of
from studio.light import BACKGROUND
from studio.pose import exercise_ids

SHEETS: Final = CACHE / "sheets"
MONTAGE: Final = VIDEOS / "montage.png"
TILE: Final = (196, 148)
COLUMNS: Final = 6
ROW_HEIGHT: Final = 300
INK: Final = "#24333B"


def frames_of(path: Path, wanted: list[int]) -> Iterator[Image.Image]:
    """The wanted frames of a film, in order."""
    with av.open(str(path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number in wanted:
                yield frame.to_image()


def key_frames(clip: Clip) -> list[int]:
    """Start, a third, two thirds and end of the way out."""
    last = len(motion_of(clip).joints) - 1
    return [0, last // 3, 2 * last // 3, last]


def write_sheets(ids: list[str]) -> Iterator[Path]:
    """One sheet per exercise that has films, then the montage; yields the paths."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    for exercise in ids:
        made = [clip for clip in clips_of(exercise) if (VIDEOS / f"{clip.name}.webm").exists()]
        if made:
            path = SHEETS / f"{exercise}.png"
            _stacked([_strip(clip) for clip in made]).save(path)
            yield path
    yield write_montage()


def _strip(clip: Clip) -> Image.Image:
    tiles = list(frames_of(VIDEOS / f"{clip.name}.webm", key_frames(clip)))
    tiles = [
        tile.resize(
            (round(tile.width * ROW_HEIGHT / tile.height), ROW_HEIGHT), Image.Resampling.LANCZOS
        )
        for tile in tiles
    ]
    strip = Image.new("RGB", (sum(tile.width for tile in tiles), ROW_HEIGHT), BACKGROUND)
    x = 0
    for tile in tiles:
        strip.paste(tile, (x, 0))
        x += tile.width
    ImageDraw.Draw(strip).text((8, 6), clip.name, fill=INK)
    return strip


def _stacked(strips: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(s.width for s in strips), ROW_HEIGHT * len(strips)), BACKGROUND)
    for row, strip in enumerate(strips):
        sheet.paste(strip, (0, row * ROW_HEIGHT))
    return sheet


def write_montage() -> Path:
    """A small picture of all exercises at the end of their movement, for the README."""
    tiles: list[Image.Image] = []
    for exercise in exercise_ids():
        clip = clips_of(exercise)[0]
        path = VIDEOS / f"{clip.name}.webm"
        if path.exists():
            tiles += frames_of(path, [len(motion_of(clip).joints) - 1])
    rows = -(-len(tiles) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * TILE[0], max(1, rows) * TILE[1]), BACKGROUND)
    for number, tile in enumerate(tiles):
        tile.thumbnail(TILE, Image.Resampling.LANCZOS)
        x, y = number % COLUMNS * TILE[0], number // COLUMNS * TILE[1]
        sheet.paste(tile, (x + (TILE[0] - tile.width) // 2, y + (TILE[1] - tile.height) // 2))
    sheet.quantize(192, dither=Image.Dither.NONE).save(MONTAGE, optimize=True)
    return MONTAGE
