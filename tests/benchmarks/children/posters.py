"""Decode the first frame of one film of each exercise: posters.py FOLDER."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import av

films: dict[str, Path] = {}
for film in sorted(Path(sys.argv[1]).glob("*.webm")):
    films.setdefault(film.stem.rsplit("-", 1)[0], film)
began = time.perf_counter()
for film in films.values():
    with av.open(str(film)) as opened:
        next(opened.decode(video=0)).to_ndarray(format="rgb24")
sys.stdout.write(json.dumps({"seconds": time.perf_counter() - began, "films": len(films)}) + "\n")
